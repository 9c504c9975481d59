/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The client against the double, and against a real server where GAUNG_TEST_COUCHDB names one. */
#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#include "gaung-couch-admin.h"
#include "gaung-couch-files.h"
#include "gaung-couch-page.h"
#include "gaung-couch-session-private.h"
#include "gaung-couch-server.h"
#include "gaung-double.h"
#include "gaung-json.h"

#define DATABASE "gaung-client-test"
/* "hello" */
#define HELLO_HASH "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"

typedef struct
{
  GaungDouble *server; /* NULL: a real one */
  GaungCouch *couch;   /* as an administrator */
} Fixture;

static JsonObject *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonObject *object = gaung_json_parse_object (text, -1, &error);

  g_assert_no_error (error);
  return object;
}

static GaungCouch *
connect_as (const char *address, const char *name, const char *password)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungCredentials) credentials = gaung_credentials_new_password (name, password);
  GaungCouch *couch = gaung_couch_new (address, credentials, &error);

  g_assert_no_error (error);
  return couch;
}

/* There is no function for it in the product, which deletes nothing. */
static void
drop_database (const char *address)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  g_autofree char *path
      = g_strdup_printf ("http://%s:%d/" DATABASE, g_uri_get_host (uri), g_uri_get_port (uri));
  g_autoptr (SoupMessage) message = soup_message_new ("DELETE", path);
  g_autofree char *coded = g_base64_encode ((const guchar *) g_uri_get_userinfo (uri),
                                            strlen (g_uri_get_userinfo (uri)));
  g_autofree char *header = g_strconcat ("Basic ", coded, NULL);
  g_autoptr (GBytes) answer = NULL;

  soup_message_headers_replace (
      soup_message_get_request_headers (message), "Authorization", header);
  answer = soup_session_send_and_read (session, message, NULL, NULL);
  g_assert_nonnull (answer);
}

/* @data: "real", or NULL for the double. FALSE: there is no real server. */
static gboolean
set_up (Fixture *fixture, gconstpointer data)
{
  const char *address = g_getenv ("GAUNG_TEST_COUCHDB");
  g_autoptr (GError) error = NULL;
  gboolean created = FALSE;

  *fixture = (Fixture) { 0 };
  if (data == NULL)
    {
      fixture->server = gaung_double_new (NULL);
      fixture->couch = connect_as (gaung_double_get_address (fixture->server), "admin", "secret");
    }
  else if (address != NULL)
    {
      g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_HAS_PASSWORD, NULL);
      g_autofree char *plain
          = g_strdup_printf ("http://%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));

      drop_database (address);
      fixture->couch = connect_as (plain, g_uri_get_user (uri), g_uri_get_password (uri));
    }
  else
    {
      g_test_skip ("GAUNG_TEST_COUCHDB names no server");
      return FALSE;
    }
  g_assert_true (
      gaung_couch_create_database_sync (fixture->couch, DATABASE, &created, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (created);
  return TRUE;
}

static void
tear_down (Fixture *fixture)
{
  g_assert_finalize_object (fixture->couch);
  if (fixture->server != NULL)
    gaung_double_free (fixture->server);
  else
    drop_database (g_getenv ("GAUNG_TEST_COUCHDB"));
}

static GPtrArray *
send (Fixture *fixture, const char *const *texts)
{
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_autoptr (GError) error = NULL;
  GPtrArray *results;

  for (; *texts != NULL; texts++)
    g_ptr_array_add (documents, parse (*texts));
  results = gaung_couch_send_documents_sync (fixture->couch, DATABASE, documents, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, documents->len);
  return results;
}

static void
test_server (gconstpointer data)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungServerInfo) info = NULL;
  g_autoptr (GaungServerSession) session = NULL;
  g_autoptr (GaungDatabaseInfo) database = NULL;
  gboolean created = TRUE;

  if (!set_up (&fixture, data))
    return;
  info = gaung_couch_get_server_info_sync (fixture.couch, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (info->version, "3."));
  g_assert_nonnull (info->uuid);
  g_assert_cmpint (ABS (info->date - g_get_real_time () / G_USEC_PER_SEC), <, 60);

  session = gaung_couch_get_session_sync (fixture.couch, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (session->name, ==, "admin");
  g_assert_true (gaung_server_session_has_role (session, "_admin"));
  g_assert_false (gaung_server_session_has_role (session, "staff"));

  database = gaung_couch_get_database_info_sync (fixture.couch, DATABASE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (database->n_documents, ==, 0);
  g_assert_cmpuint (database->update_prefix, ==, 0);
  g_assert_cmpuint (database->purge_prefix, ==, 0);
  g_assert_nonnull (database->instance_start_time);

  g_assert_true (
      gaung_couch_create_database_sync (fixture.couch, DATABASE, &created, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (created);
  g_assert_null (gaung_couch_get_database_info_sync (fixture.couch, "gaung-none", NULL, &error));
  g_assert_error (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_NO_DATABASE);
  g_assert_nonnull (gaung_remote_error_get_request_id (error));
  tear_down (&fixture);
}

static void
test_security (gconstpointer data)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) wanted = parse ("{\"admins\":{\"names\":[],\"roles\":[\"_admin\"]},"
                                         "\"members\":{\"names\":[],\"roles\":[\"agency-01\"]}}");
  g_autoptr (JsonObject) security = NULL;
  g_autoptr (JsonObject) none = NULL;

  if (!set_up (&fixture, data))
    return;
  g_assert_true (gaung_couch_put_security_sync (fixture.couch, DATABASE, wanted, NULL, &error));
  g_assert_no_error (error);
  security = gaung_couch_get_security_sync (fixture.couch, DATABASE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (
      json_array_get_string_element (
          gaung_json_get_array (gaung_json_get_object (security, "members"), "roles"), 0),
      ==,
      "agency-01");
  none = gaung_couch_look_up_document_sync (fixture.couch, DATABASE, "_design/gaung", NULL, &error);
  g_assert_no_error (error);
  g_assert_null (none);
  tear_down (&fixture);
}

static void
test_documents (gconstpointer data)
{
  static const char *const texts[] = {
    "{\"_id\":\"complaint:1\",\"x\":1}", "{\"_id\":\"a/b+c d%\",\"x\":2}",
    "{\"_id\":\"_bad\",\"x\":3}",        "{\"_id\":\"complaint:4\",\"x\":4}",
    "{\"_id\":\"complaint:1\",\"x\":5}", "{\"_id\":\"complaint:6\",\"_foo\":6}",
    "{\"_id\":\"complaint:7\",\"x\":7}", NULL,
  };
  static const int expected[] = {
    -1,
    -1,
    GAUNG_REMOTE_ERROR_MALFORMED,
    -1,
    GAUNG_REMOTE_ERROR_CONFLICT,
    GAUNG_REMOTE_ERROR_MALFORMED,
    -1,
  };
  static const char *const ids[] = { "complaint:7", "none", "a/b+c d%", NULL };
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (JsonObject) document = NULL;
  g_autoptr (GaungSendResult) updated = NULL;
  g_autoptr (GaungCouchPage) fetched = NULL;
  g_autoptr (GaungCouchPage) first = NULL;
  g_autoptr (GaungCouchPage) second = NULL;
  GaungCouchRow *row;

  if (!set_up (&fixture, data))
    return;
  results = send (&fixture, texts);
  for (guint i = 0; i < results->len; i++)
    {
      GaungSendResult *result = g_ptr_array_index (results, i);

      g_test_message ("%s: %s", result->id, result->error ? result->error->message : "stored");
      if (expected[i] >= 0)
        {
          g_assert_error (result->error, GAUNG_REMOTE_ERROR, expected[i]);
          g_assert_null (result->revision);
        }
      else
        {
          g_assert_no_error (result->error);
          g_assert_true (g_str_has_prefix (result->revision, "1-"));
          g_assert_true (result->is_settled);
        }
    }
  document
      = gaung_couch_get_document_sync (fixture.couch, DATABASE, "a/b+c d%", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gaung_json_get_integer (document, "x", 0), ==, 2);
  json_object_set_int_member (document, "x", 3);
  updated = gaung_couch_put_document_sync (fixture.couch, DATABASE, document, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (updated->revision, "2-"));
  g_assert_null (gaung_couch_put_document_sync (fixture.couch, DATABASE, document, NULL, &error));
  g_assert_error (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_null (
      gaung_couch_get_document_sync (fixture.couch, DATABASE, "none", NULL, NULL, &error));
  g_assert_error (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_MISSING);
  g_clear_error (&error);

  fetched = gaung_couch_fetch_documents_sync (fixture.couch, DATABASE, ids, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fetched->rows->len, ==, 3);
  row = g_ptr_array_index (fetched->rows, 0);
  g_assert_cmpint (gaung_json_get_integer (row->document, "x", 0), ==, 7);
  row = g_ptr_array_index (fetched->rows, 1);
  g_assert_cmpstr (row->id, ==, "none");
  g_assert_null (row->revision);
  row = g_ptr_array_index (fetched->rows, 2);
  g_assert_cmpstr (row->revision, ==, updated->revision);

  first = gaung_couch_list_documents_sync (fixture.couch, DATABASE, NULL, 2, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first->rows->len, ==, 2);
  row = g_ptr_array_index (first->rows, 1);
  g_assert_cmpstr (row->id, ==, "complaint:1");
  second = gaung_couch_list_documents_sync (fixture.couch, DATABASE, row->id, 9, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second->rows->len, ==, 2);
  row = g_ptr_array_index (second->rows, 0);
  g_assert_cmpstr (row->id, ==, "complaint:4");
  tear_down (&fixture);
}

static void
test_changes (gconstpointer data)
{
  static const char *const texts[]
      = { "{\"_id\":\"c:1\",\"x\":1}", "{\"_id\":\"c:2\",\"x\":2}", "{\"_id\":\"c:3\"}", NULL };
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (JsonObject) design = parse ("{\"_id\":\"_design/gaung\",\"x\":1}");
  g_autoptr (GaungSendResult) stored = NULL;
  g_autoptr (JsonObject) tombstone = NULL;
  g_autoptr (GaungSendResult) deleted = NULL;
  g_autoptr (GaungCouchPage) first = NULL;
  g_autoptr (GaungCouchPage) second = NULL;
  g_autoptr (GaungCouchPage) none = NULL;
  g_autofree char *text = NULL;
  GaungCouchRow *row;

  if (!set_up (&fixture, data))
    return;
  results = send (&fixture, texts);
  stored = gaung_couch_put_document_sync (fixture.couch, DATABASE, design, NULL, &error);
  g_assert_no_error (error);
  text = g_strdup_printf ("{\"_id\":\"c:3\",\"_rev\":\"%s\",\"_deleted\":true}",
                          ((GaungSendResult *) g_ptr_array_index (results, 2))->revision);
  tombstone = parse (text);
  deleted = gaung_couch_put_document_sync (fixture.couch, DATABASE, tombstone, NULL, &error);
  g_assert_no_error (error);

  first = gaung_couch_get_changes_sync (fixture.couch, DATABASE, NULL, 2, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first->rows->len, ==, 2);
  g_assert_cmpint (first->pending, ==, 2);
  row = g_ptr_array_index (first->rows, 1);
  g_assert_cmpstr (row->id, ==, "c:2");
  g_assert_cmpint (gaung_json_get_integer (row->document, "x", 0), ==, 2);
  g_assert_nonnull (row->sequence);

  second = gaung_couch_get_changes_sync (
      fixture.couch, DATABASE, first->last_sequence, 9, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second->n_received, ==, 2);
  g_assert_cmpuint (second->rows->len, ==, 1);
  g_assert_cmpint (second->pending, ==, 0);
  row = g_ptr_array_index (second->rows, 0);
  g_assert_cmpstr (row->id, ==, "c:3");
  g_assert_true (row->is_deleted);
  g_assert_cmpstr (row->revision, ==, deleted->revision);

  none = gaung_couch_wait_for_changes_sync (
      fixture.couch, DATABASE, second->last_sequence, 9, TRUE, 50, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->n_received, ==, 0);
  g_assert_nonnull (none->last_sequence);
  tear_down (&fixture);
}

static gpointer
write_later (gpointer data)
{
  static const char *const texts[] = { "{\"_id\":\"c:late\",\"x\":1}", NULL };
  g_autoptr (GPtrArray) results = send (data, texts);

  return NULL;
}

static void
test_wait (gconstpointer data)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungCouchPage) page = NULL;
  GThread *writer;

  if (!set_up (&fixture, data))
    return;
  writer = g_thread_new ("writer", write_later, &fixture);
  /* Whether the write comes before or during the poll, it is told. */
  page = gaung_couch_wait_for_changes_sync (
      fixture.couch, DATABASE, "0", 9, FALSE, 50000, NULL, &error);
  g_thread_join (writer);
  g_assert_no_error (error);
  g_assert_cmpuint (page->rows->len, ==, 1);
  tear_down (&fixture);
}

static void
count_cb (guint64 done, guint64 total, gpointer data)
{
  guint64 *most = data;

  g_assert_cmpuint (done, >=, *most);
  *most = done;
}

static void
test_files (gconstpointer data)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) got = NULL;
  g_autoptr (JsonObject) record = json_object_new ();
  g_autoptr (GaungSendResult) first = NULL;
  g_autoptr (GaungSendResult) again = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *id = NULL;
  GByteArray *content = g_byte_array_new ();
  guint64 sent = 0;
  guint64 received = 0;

  /* Every byte, and what could be taken for the end of a part. */
  for (guint i = 0; i < 300000; i++)
    g_byte_array_append (content, &(guint8) { i % 251 }, 1);
  g_byte_array_append (content, (const guint8 *) "\r\n--x--\r\n\r\n--", 13);
  bytes = g_byte_array_free_to_bytes (content);
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  id = g_strconcat ("attachment:", hash, NULL);
  json_object_set_string_member (record, "_id", id);
  json_object_set_string_member (record, "sha256", hash);
  json_object_set_string_member (record, "media_type", "image/jpeg");

  if (!set_up (&fixture, data))
    return;
  first = gaung_couch_put_file_sync (
      fixture.couch, DATABASE, record, bytes, count_cb, &sent, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sent, >=, g_bytes_get_size (bytes));
  again = gaung_couch_put_file_sync (
      fixture.couch, DATABASE, record, bytes, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->revision, ==, first->revision);

  got = gaung_couch_get_file_sync (
      fixture.couch, DATABASE, hash, 1 << 20, count_cb, &received, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (got, bytes));
  g_assert_cmpuint (received, ==, g_bytes_get_size (bytes));
  g_assert_null (
      gaung_couch_get_file_sync (fixture.couch, DATABASE, hash, 1000, NULL, NULL, NULL, &error));
  g_assert_error (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (gaung_couch_get_file_sync (
      fixture.couch, DATABASE, HELLO_HASH, 1000, NULL, NULL, NULL, &error));
  g_assert_error (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_MISSING);
  g_clear_error (&error);
  /* A record of other bytes is not sent. */
  json_object_set_string_member (record, "_id", "attachment:" HELLO_HASH);
  g_assert_null (
      gaung_couch_put_file_sync (fixture.couch, DATABASE, record, bytes, NULL, NULL, NULL, &error));
  g_assert_error (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_MALFORMED);
  tear_down (&fixture);
}

static void
test_compress (gconstpointer data)
{
  Fixture fixture;
  g_autofree char *words = g_strnfill (20000, 'a');
  g_autofree char *text = g_strdup_printf ("{\"_id\":\"c:1\",\"x\":\"%s\"}", words);
  const char *texts[] = { text, NULL };
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (JsonObject) document = NULL;

  if (!set_up (&fixture, data))
    return;
  gaung_couch_set_compress (fixture.couch, TRUE);
  results = send (&fixture, texts);
  g_assert_no_error (((GaungSendResult *) g_ptr_array_index (results, 0))->error);
  document = gaung_couch_get_document_sync (fixture.couch, DATABASE, "c:1", NULL, NULL, NULL);
  g_assert_cmpstr (gaung_json_get_string (document, "x", NULL), ==, words);
  tear_down (&fixture);
}

/* One of 100 that the server refuses for a reason that it tells of none: the others are stored. */
static void
test_bisect (gconstpointer data)
{
  Fixture fixture;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) results = NULL;

  if (!set_up (&fixture, data))
    return;
  for (guint i = 0; i < 100; i++)
    g_ptr_array_add (texts,
                     g_strdup_printf ("{\"_id\":\"c:%u\",\"%s\":1}", i, i == 37 ? "_foo" : "x"));
  g_ptr_array_add (texts, NULL);
  results = send (&fixture, (const char *const *) texts->pdata);
  for (guint i = 0; i < 100; i++)
    {
      GaungSendResult *result = g_ptr_array_index (results, i);

      if (i == 37)
        g_assert_error (result->error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_MALFORMED);
      else
        g_assert_nonnull (result->revision);
    }
  if (fixture.server != NULL)
    {
      g_assert_cmpuint (gaung_double_count_documents (fixture.server, DATABASE), ==, 99);
      g_assert_cmpuint (
          gaung_double_count (fixture.server, "POST /" DATABASE "/_bulk_docs"), <, 20);
    }
  tear_down (&fixture);
}

/* libsoup's timer for silent connections runs in the thread that made the session, and takes them
 * away from those that use them. */
static void
test_timers (void)
{
  g_autoptr (GaungCouch) couch = gaung_couch_new ("http://127.0.0.1:9/", NULL, NULL);

  g_assert_cmpuint (soup_session_get_idle_timeout (gaung_couch_get_session (couch, FALSE)), ==, 0);
  g_assert_cmpuint (soup_session_get_idle_timeout (gaung_couch_get_session (couch, TRUE)), ==, 0);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    GTestDataFunc run;
  } tests[] = {
    { "server", test_server },     { "security", test_security }, { "documents", test_documents },
    { "changes", test_changes },   { "wait", test_wait },         { "files", test_files },
    { "compress", test_compress }, { "bisect", test_bisect },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *double_path = g_strconcat ("/remote/client/double/", tests[i].name, NULL);
      g_autofree char *real_path = g_strconcat ("/remote/client/real/", tests[i].name, NULL);

      g_test_add_data_func (double_path, NULL, tests[i].run);
      g_test_add_data_func (real_path, "real", tests[i].run);
    }
  g_test_add_func ("/remote/client/timers", test_timers);
  return g_test_run ();
}
