/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens to a server and to an account, as the client sees it. */
#include "config.h"

#include <string.h>

#include "gaung-couch-admin.h"
#include "gaung-couch-documents.h"
#include "gaung-couch-page.h"
#include "gaung-couch-server.h"
#include "gaung-double.h"
#include "gaung-json.h"

#define DATABASE "gaung-agency-01"

typedef struct
{
  GaungDouble *server;
  GaungCouch *couch;
} Fixture;

static GaungCouch *
connect_as (GaungDouble *server, const char *name, const char *password)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungCredentials) credentials = gaung_credentials_new_password (name, password);
  GaungCouch *couch = gaung_couch_new (gaung_double_get_address (server), credentials, &error);

  g_assert_no_error (error);
  return couch;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->server = gaung_double_new (NULL);
  gaung_double_add_user (fixture->server, "sari", "pass:word", "staff agency-01");
  gaung_double_add_user (fixture->server, "budi", "other", "staff");
  gaung_double_add_database (fixture->server, DATABASE, "agency-01");
  fixture->couch = connect_as (fixture->server, "sari", "pass:word");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->couch);
  gaung_double_free (fixture->server);
}

static GPtrArray *
make_documents (const char *first, ...)
{
  GPtrArray *documents = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  va_list arguments;

  va_start (arguments, first);
  for (const char *text = first; text != NULL; text = va_arg (arguments, const char *))
    g_ptr_array_add (documents, gaung_json_parse_object (text, -1, NULL));
  va_end (arguments);
  return documents;
}

/* A wrong password is tried once, by however many asks: five would lock the account. */
static void
test_password (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GaungCredentials) wrong = gaung_credentials_new_password ("sari", "wrong");
  g_autoptr (GaungCredentials) right = gaung_credentials_new_password ("sari", "pass:word");
  g_autoptr (GaungServerSession) session = NULL;
  g_autoptr (GError) error = NULL;

  gaung_couch_set_credentials (fixture->couch, wrong);
  for (guint i = 0; i < 20; i++)
    {
      g_clear_error (&error);
      g_assert_null (
          gaung_couch_get_changes_sync (fixture->couch, DATABASE, NULL, 9, FALSE, NULL, &error));
      g_assert_error (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_CREDENTIALS);
    }
  g_assert_true (gaung_couch_is_refused (fixture->couch));
  g_assert_cmpuint (gaung_double_count (fixture->server, "GET"), ==, 1);
  g_clear_error (&error);

  gaung_couch_set_credentials (fixture->couch, right);
  g_assert_false (gaung_couch_is_refused (fixture->couch));
  session = gaung_couch_get_session_sync (fixture->couch, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (session->name, ==, "sari");
  g_assert_true (gaung_server_session_has_role (session, "agency-01"));
}

static void
test_lock (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GaungCouch) stranger = connect_as (fixture->server, "sari", "guess");
      g_autoptr (GaungServerSession) session = gaung_couch_get_session_sync (stranger, NULL, NULL);

      g_assert_null (session);
    }
  g_assert_null (gaung_couch_get_session_sync (fixture->couch, NULL, &error));
  g_assert_error (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_LOCKED);
  g_assert_cmpint (gaung_remote_error_get_retry_after (error), ==, 300);
  /* It is not the password that is wrong. */
  g_assert_false (gaung_couch_is_refused (fixture->couch));
}

static void
test_token (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GaungCredentials) token = gaung_credentials_new_token ("aaa.bbb-_.ccc");
  g_autoptr (GaungServerSession) session = NULL;
  g_autoptr (GError) error = NULL;

  gaung_couch_set_credentials (fixture->couch, token);
  g_assert_null (gaung_couch_get_session_sync (fixture->couch, NULL, &error));
  g_assert_error (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_CREDENTIALS);
  g_assert_true (gaung_couch_is_refused (fixture->couch));
  g_clear_error (&error);

  gaung_double_add_token (fixture->server, "aaa.bbb-_.ccc", "sari", "staff");
  gaung_couch_set_credentials (fixture->couch, token);
  session = gaung_couch_get_session_sync (fixture->couch, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (session->name, ==, "sari");
}

static void
test_credentials (void)
{
  g_assert_null (gaung_credentials_new_password ("", "x"));
  g_assert_null (gaung_credentials_new_password ("a:b", "x"));
  g_assert_null (gaung_credentials_new_password ("a", "x\r\nX-Other: 1"));
  g_assert_null (gaung_credentials_new_token ("a b"));
  g_assert_null (gaung_credentials_new_token ("a\r\nX-Other: 1"));
  g_assert_null (gaung_credentials_new_token (""));
}

/* The same 401 and 403 for the signed in and for nobody: only the session tells. */
static void
test_judge (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GaungCouch) budi = connect_as (fixture->server, "budi", "other");
  g_autoptr (GaungCouch) nobody
      = gaung_couch_new (gaung_double_get_address (fixture->server), NULL, NULL);
  GaungCouch *asking[] = { budi, nobody };
  static const int codes[] = { GAUNG_REMOTE_ERROR_NOT_MEMBER, GAUNG_REMOTE_ERROR_CREDENTIALS };

  for (guint i = 0; i < G_N_ELEMENTS (asking); i++)
    for (guint is_admin = 0; is_admin < 2; is_admin++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (GError) verdict = NULL;

        if (is_admin)
          g_assert_false (
              gaung_couch_create_database_sync (asking[i], "gaung-x", NULL, NULL, &error));
        else
          g_assert_null (gaung_couch_get_database_info_sync (asking[i], DATABASE, NULL, &error));
        verdict = gaung_couch_judge_refusal_sync (asking[i], error, NULL);
        g_assert_error (verdict, GAUNG_REMOTE_ERROR, codes[i]);
      }
  g_assert_false (gaung_couch_is_refused (budi));
}

/* A document that no parser takes, among others: it alone is in trouble, and the cursor passes it.
 */
static void
test_poison (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *body;
    int code;
  } poisons[] = {
    { "{\"x\":\"a\\u0000b\"}", GAUNG_JSON_ERROR_ENCODING },
    { "{\"a\\u0000\":1,\"a\":2}", GAUNG_JSON_ERROR_ENCODING },
    { "{\"x\":9223372036854775808}", GAUNG_JSON_ERROR_NUMBER },
    { NULL, GAUNG_JSON_ERROR_DEPTH },
  };
  g_autoptr (GString) deep = g_string_new ("{\"x\":");
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungCouchPage) page = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, ']');
  g_string_append_c (deep, '}');
  for (guint i = 0; i < G_N_ELEMENTS (poisons); i++)
    {
      g_autofree char *bad = g_strdup_printf ("c:%u-bad", i);
      g_autofree char *good = g_strdup_printf ("c:%u-good", i);
      g_autofree char *first = gaung_double_put (
          fixture->server, DATABASE, bad, poisons[i].body != NULL ? poisons[i].body : deep->str);
      g_autofree char *second
          = gaung_double_put (fixture->server, DATABASE, good, "{\"x\":\"}]\\\"{\"}");

      g_assert_nonnull (first);
      g_assert_nonnull (second);
    }
  page = gaung_couch_get_changes_sync (fixture->couch, DATABASE, NULL, 100, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->rows->len, ==, 2 * G_N_ELEMENTS (poisons));
  g_assert_cmpint (page->pending, ==, 0);
  for (guint i = 0; i < page->rows->len; i++)
    {
      GaungCouchRow *row = g_ptr_array_index (page->rows, i);

      g_assert_nonnull (row->sequence);
      g_assert_nonnull (row->revision);
      if (g_str_has_suffix (row->id, "-good"))
        {
          g_assert_no_error (row->trouble);
          g_assert_cmpstr (gaung_json_get_string (row->document, "x", NULL), ==, "}]\"{");
        }
      else
        {
          g_assert_error (row->trouble, GAUNG_JSON_ERROR, poisons[i / 2].code);
          g_assert_null (row->document);
        }
    }
  /* One request: nothing had to be asked for again. */
  g_assert_cmpuint (gaung_double_count (fixture->server, "GET /" DATABASE "/_changes"), ==, 1);
}

/* Documents whose page is over the bound: asked for by halves, and the one that is too large by
 * itself is named. */
static void
test_large_page (Fixture *fixture, gconstpointer data)
{
  g_autofree char *words = g_strnfill (20000, 'a');
  g_autofree char *body = g_strdup_printf ("{\"x\":\"%s\"}", words);
  g_autofree char *too_many_words = g_strnfill (200000, 'b');
  g_autofree char *too_large = g_strdup_printf ("{\"x\":\"%s\"}", too_many_words);
  g_autofree char *since = NULL;
  guint n_good = 0;
  guint n_bad = 0;

  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *id = g_strdup_printf ("c:%u", i);
      g_autofree char *revision
          = gaung_double_put (fixture->server, DATABASE, id, i == 5 ? too_large : body);
    }
  gaung_couch_set_max_answer (fixture->couch, 100000);
  for (gint64 pending = 1; pending > 0;)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GaungCouchPage) page = gaung_couch_get_changes_sync (
          fixture->couch, DATABASE, since, 500, FALSE, NULL, &error);

      g_assert_no_error (error);
      for (guint i = 0; i < page->rows->len; i++)
        {
          GaungCouchRow *row = g_ptr_array_index (page->rows, i);

          n_good += row->document != NULL;
          n_bad += row->trouble != NULL;
          if (row->trouble != NULL)
            {
              g_assert_cmpstr (row->id, ==, "c:5");
              g_assert_error (row->trouble, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_TOO_LARGE);
            }
        }
      g_set_str (&since, page->last_sequence);
      pending = page->pending;
    }
  g_assert_cmpuint (n_good, ==, 7);
  g_assert_cmpuint (n_bad, ==, 1);
}

static gpointer
stop_later (gpointer data)
{
  GaungDouble *server = data;

  while (gaung_double_count (server, "GET /" DATABASE "/_changes") == 0)
    g_usleep (1000);
  gaung_double_stop (server);
  return NULL;
}

static void
test_restart_in_poll (Fixture *fixture, gconstpointer data)
{
  GThread *thread = g_thread_new ("stop", stop_later, fixture->server);
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungCouchPage) page = gaung_couch_wait_for_changes_sync (
      fixture->couch, DATABASE, "0", 9, FALSE, 50000, NULL, &error);
  g_autofree char *revision = NULL;

  g_thread_join (thread);
  g_assert_null (page);
  g_assert_nonnull (error);
  g_assert_true (gaung_remote_error_is_open (error));
  g_clear_error (&error);
  g_assert_null (gaung_couch_get_session_sync (fixture->couch, NULL, &error));
  g_assert_error (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_OFFLINE);
  g_clear_error (&error);

  gaung_double_start (fixture->server);
  revision = gaung_double_put (fixture->server, DATABASE, "c:1", "{}");
  page = gaung_couch_wait_for_changes_sync (
      fixture->couch, DATABASE, "0", 9, FALSE, 50000, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->rows->len, ==, 1);
}

static gpointer
remove_later (gpointer data)
{
  GaungDouble *server = data;

  while (gaung_double_count (server, "GET /" DATABASE "/_changes") == 0)
    g_usleep (1000);
  gaung_double_remove_database (server, DATABASE);
  return NULL;
}

/* Deleted under a poll: an empty page and no error; made anew, the old cursor goes back to the
 * beginning, and the database tells that it is another. */
static void
test_database_replaced (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *revision = gaung_double_put (fixture->server, DATABASE, "c:1", "{}");
  g_autoptr (GaungDatabaseInfo) before
      = gaung_couch_get_database_info_sync (fixture->couch, DATABASE, NULL, &error);
  g_autoptr (GaungDatabaseInfo) after = NULL;
  g_autoptr (GaungCouchPage) empty = NULL;
  g_autoptr (GaungCouchPage) page = NULL;
  g_autofree char *again = NULL;
  GThread *thread;

  g_assert_no_error (error);
  thread = g_thread_new ("remove", remove_later, fixture->server);
  empty = gaung_couch_wait_for_changes_sync (
      fixture->couch, DATABASE, before->update_sequence, 9, FALSE, 50000, NULL, &error);
  g_thread_join (thread);
  g_assert_no_error (error);
  g_assert_cmpuint (empty->n_received, ==, 0);

  g_assert_null (gaung_couch_get_changes_sync (
      fixture->couch, DATABASE, before->update_sequence, 9, FALSE, NULL, &error));
  g_assert_error (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_NO_DATABASE);
  g_clear_error (&error);

  gaung_double_add_database (fixture->server, DATABASE, "agency-01");
  again = gaung_double_put (fixture->server, DATABASE, "c:2", "{}");
  page = gaung_couch_get_changes_sync (
      fixture->couch, DATABASE, before->update_sequence, 9, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->rows->len, ==, 1);
  after = gaung_couch_get_database_info_sync (fixture->couch, DATABASE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (after->instance_start_time, !=, before->instance_start_time);
}

/* An old copy put back: the cursor is ahead, and only the prefix of the sequence tells. */
static void
test_restored_and_purged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungDatabaseInfo) before = NULL;
  g_autoptr (GaungDatabaseInfo) after = NULL;
  g_autoptr (GaungDatabaseInfo) purged = NULL;
  g_autofree char *first = gaung_double_put (fixture->server, DATABASE, "c:1", "{}");
  g_autofree char *second = NULL;

  gaung_double_keep (fixture->server, DATABASE);
  second = gaung_double_put (fixture->server, DATABASE, "c:2", "{}");
  before = gaung_couch_get_database_info_sync (fixture->couch, DATABASE, NULL, &error);
  g_assert_no_error (error);
  gaung_double_restore (fixture->server, DATABASE);
  after = gaung_couch_get_database_info_sync (fixture->couch, DATABASE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (after->instance_start_time, ==, before->instance_start_time);
  g_assert_cmpuint (after->update_prefix, <, before->update_prefix);

  gaung_double_purge (fixture->server, DATABASE, "c:1");
  purged = gaung_couch_get_database_info_sync (fixture->couch, DATABASE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (purged->purge_prefix, >, after->purge_prefix);
  g_assert_cmpint (purged->n_documents, ==, 0);
}

static void
test_accepted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) documents = make_documents ("{\"_id\":\"c:1\"}", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (JsonObject) document = NULL;
  GaungSendResult *result;

  gaung_double_set_accepted (fixture->server, TRUE);
  results = gaung_couch_send_documents_sync (fixture->couch, DATABASE, documents, NULL, &error);
  g_assert_no_error (error);
  result = g_ptr_array_index (results, 0);
  g_assert_nonnull (result->revision);
  g_assert_false (result->is_settled);

  gaung_double_add_branch (
      fixture->server, DATABASE, "c:1", "1-00000000000000000000000000000000", "{\"x\":1}");
  document = gaung_couch_get_document_sync (fixture->couch, DATABASE, "c:1", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (gaung_json_get_array (document, "_conflicts"));
}

static char *
refuse_closed (const char *database,
               JsonObject *document,
               JsonObject *old,
               const char *user,
               const char *const *roles,
               gpointer data)
{
  const char *state = old != NULL ? gaung_json_get_string (old, "state", "") : "";

  return strcmp (state, "closed") == 0 ? g_strdup ("E_STATE: closed stays closed") : NULL;
}

static void
test_rule (Fixture *fixture, gconstpointer data)
{
  g_autofree char *revision
      = gaung_double_put (fixture->server, DATABASE, "c:1", "{\"state\":\"closed\"}");
  g_autofree char *text
      = g_strdup_printf ("{\"_id\":\"c:1\",\"_rev\":\"%s\",\"state\":\"new\"}", revision);
  g_autoptr (GPtrArray) documents = make_documents (text, "{\"_id\":\"c:2\"}", NULL);
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;

  gaung_double_set_validate (fixture->server, refuse_closed, NULL);
  results = gaung_couch_send_documents_sync (fixture->couch, DATABASE, documents, NULL, &error);
  g_assert_no_error (error);
  g_assert_error (((GaungSendResult *) g_ptr_array_index (results, 0))->error,
                  GAUNG_REMOTE_ERROR,
                  GAUNG_REMOTE_ERROR_RULE);
  g_assert_cmpstr (
      gaung_remote_error_get_rule (((GaungSendResult *) g_ptr_array_index (results, 0))->error),
      ==,
      "E_STATE");
  g_assert_nonnull (((GaungSendResult *) g_ptr_array_index (results, 1))->revision);
  g_assert_null (gaung_couch_put_document_sync (
      fixture->couch, DATABASE, g_ptr_array_index (documents, 0), NULL, &error));
  g_assert_error (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_RULE);
}

static GaungDoubleFault
fault_once (const char *method, const char *path, gpointer data)
{
  GaungDoubleFault *fault = data;
  GaungDoubleFault now = *fault;

  if (strcmp (method, "POST") != 0)
    return GAUNG_DOUBLE_FAULT_NONE;
  *fault = GAUNG_DOUBLE_FAULT_NONE;
  return now;
}

/* Whatever happens to a request that writes: its trouble says that it is open where the server may
 * have stored, and the repeat finds out. */
static void
test_faults (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    GaungDoubleFault fault;
    int code;
    gboolean is_stored;
  } rows[] = {
    { GAUNG_DOUBLE_FAULT_DROP_BEFORE, -1, FALSE },
    { GAUNG_DOUBLE_FAULT_DROP_AFTER, -1, TRUE },
    { GAUNG_DOUBLE_FAULT_ERROR_BEFORE, GAUNG_REMOTE_ERROR_SERVER, FALSE },
    { GAUNG_DOUBLE_FAULT_ERROR_AFTER, GAUNG_REMOTE_ERROR_SERVER, TRUE },
    { GAUNG_DOUBLE_FAULT_BUSY, GAUNG_REMOTE_ERROR_THROTTLED, FALSE },
    { GAUNG_DOUBLE_FAULT_PORTAL, GAUNG_REMOTE_ERROR_NOT_COUCHDB, FALSE },
    { GAUNG_DOUBLE_FAULT_LOGIN, GAUNG_REMOTE_ERROR_NOT_COUCHDB, FALSE },
    { GAUNG_DOUBLE_FAULT_ERROR_AS_OK, GAUNG_REMOTE_ERROR_NOT_COUCHDB, FALSE },
    { GAUNG_DOUBLE_FAULT_STALL, GAUNG_REMOTE_ERROR_TIMEOUT, FALSE },
  };
  GaungDoubleFault fault = GAUNG_DOUBLE_FAULT_NONE;

  gaung_double_set_hook (fixture->server, fault_once, &fault);
  gaung_couch_set_timeout (fixture->couch, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"_id\":\"c:%zu\"}", i);
      g_autoptr (GPtrArray) documents = make_documents (text, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) results = NULL;
      GaungSendResult *result;

      fault = rows[i].fault;
      results = gaung_couch_send_documents_sync (fixture->couch, DATABASE, documents, NULL, &error);
      g_assert_null (results);
      g_test_message ("%d: %s", rows[i].fault, error->message);
      g_assert_true (gaung_remote_error_is_open (error));
      if (rows[i].code >= 0)
        g_assert_error (error, GAUNG_REMOTE_ERROR, rows[i].code);
      if (rows[i].fault == GAUNG_DOUBLE_FAULT_BUSY)
        g_assert_cmpint (gaung_remote_error_get_retry_after (error), ==, 7);
      g_clear_error (&error);

      results = gaung_couch_send_documents_sync (fixture->couch, DATABASE, documents, NULL, &error);
      g_assert_no_error (error);
      result = g_ptr_array_index (results, 0);
      if (rows[i].is_stored)
        g_assert_error (result->error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_CONFLICT);
      else
        g_assert_no_error (result->error);
    }
  gaung_double_set_hook (fixture->server, NULL, NULL);
}

/* Some of a large batch is stored when the line breaks: what is known is told, the rest is open. */
static GaungDoubleFault
fail_second (const char *method, const char *path, gpointer data)
{
  guint *n = data;

  if (strcmp (method, "POST") != 0)
    return GAUNG_DOUBLE_FAULT_NONE;
  return ++*n == 2 ? GAUNG_DOUBLE_FAULT_DROP_BEFORE : GAUNG_DOUBLE_FAULT_NONE;
}

static void
test_partial (Fixture *fixture, gconstpointer data)
{
  g_autofree char *words = g_strnfill (3 << 20, 'a');
  g_autoptr (GPtrArray) documents = make_documents ("{\"_id\":\"c:0\"}", NULL);
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  for (guint i = 1; i < 4; i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"_id\":\"c:%u\",\"x\":\"%s\"}", i, words);

      g_ptr_array_add (documents, gaung_json_parse_object (text, -1, NULL));
    }
  gaung_double_set_hook (fixture->server, fail_second, &n);
  results = gaung_couch_send_documents_sync (fixture->couch, DATABASE, documents, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 4);
  for (guint i = 0; i < results->len; i++)
    {
      GaungSendResult *result = g_ptr_array_index (results, i);

      if (i < 2)
        g_assert_nonnull (result->revision);
      else
        g_assert_true (gaung_remote_error_is_open (result->error));
    }
  gaung_double_set_hook (fixture->server, NULL, NULL);
}

static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  g_autofree char *words = g_strnfill (3000, 'a');
  g_autofree char *text = g_strdup_printf ("{\"_id\":\"c:2\",\"x\":\"%s\"}", words);
  g_autoptr (GPtrArray) documents
      = make_documents ("{\"_id\":\"c:1\"}", text, "{\"_id\":\"c:3\"}", NULL);
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;

  gaung_double_set_max_document_size (fixture->server, 2000);
  results = gaung_couch_send_documents_sync (fixture->couch, DATABASE, documents, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (((GaungSendResult *) g_ptr_array_index (results, 0))->revision);
  g_assert_error (((GaungSendResult *) g_ptr_array_index (results, 1))->error,
                  GAUNG_REMOTE_ERROR,
                  GAUNG_REMOTE_ERROR_TOO_LARGE);
  g_assert_nonnull (((GaungSendResult *) g_ptr_array_index (results, 2))->revision);
}

static void
test_version (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *version;
    gboolean is_fine;
  } rows[]
      = { { "3.2.9", FALSE }, { "2.3.1", FALSE },      { "nonsense", FALSE }, { "3.3.0", TRUE },
          { "3.10", TRUE },   { "3.5.2-dirty", TRUE }, { "4.0.0", TRUE } };

  gaung_double_set_clock_offset (fixture->server, 86400);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GaungServerInfo) info = NULL;

      gaung_double_set_version (fixture->server, rows[i].version);
      info = gaung_couch_get_server_info_sync (fixture->couch, NULL, &error);
      if (rows[i].is_fine)
        g_assert_no_error (error);
      else
        g_assert_error (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_TOO_OLD);
      if (info != NULL)
        g_assert_cmpint (info->date - g_get_real_time () / G_USEC_PER_SEC, >, 80000);
    }
}

typedef struct
{
  const char *file;
  gboolean is_trusted;
  const char *reason; /* NULL: fine */
} Certificate;

static const Certificate certificates[] = {
  { "good", TRUE, NULL },
  { "good", FALSE, "not signed by an authority" },
  { "expired", TRUE, "expired" },
  { "future", TRUE, "not valid yet" },
  { "other-host", TRUE, "another host name" },
};

static void
test_certificate (gconstpointer data)
{
  const Certificate *row = data;
  const char *fixtures = g_getenv ("GAUNG_FIXTURES");
  g_autofree char *name = g_strconcat (row->file, ".pem", NULL);
  g_autofree char *path = g_build_filename (fixtures, name, NULL);
  g_autofree char *authority = g_build_filename (fixtures, "authority.pem", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &error);
  g_autoptr (GTlsDatabase) trust = NULL;
  g_autoptr (GaungDouble) server = NULL;
  g_autoptr (GaungCouch) couch = NULL;
  g_autoptr (GaungServerSession) session = NULL;

  g_assert_no_error (error);
  trust = g_tls_file_database_new (authority, &error);
  g_assert_no_error (error);
  server = gaung_double_new (certificate);
  couch = connect_as (server, "admin", "secret");
  if (row->is_trusted)
    gaung_couch_set_trust (couch, trust);
  session = gaung_couch_get_session_sync (couch, NULL, &error);
  if (row->reason == NULL)
    {
      g_assert_no_error (error);
      g_assert_cmpstr (session->name, ==, "admin");
      return;
    }
  g_assert_null (session);
  g_assert_error (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_CERTIFICATE);
  g_assert_nonnull (strstr (error->message, row->reason));
  /* Not a byte of a request was sent. */
  g_assert_cmpuint (gaung_double_count (server, ""), ==, 0);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "password", test_password },
    { "lock", test_lock },
    { "token", test_token },
    { "judge", test_judge },
    { "poison", test_poison },
    { "large-page", test_large_page },
    { "restart-in-poll", test_restart_in_poll },
    { "database-replaced", test_database_replaced },
    { "restored-and-purged", test_restored_and_purged },
    { "accepted", test_accepted },
    { "rule", test_rule },
    { "faults", test_faults },
    { "partial", test_partial },
    { "too-large", test_too_large },
    { "version", test_version },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/remote/trouble/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].run, tear_down);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (certificates); i++)
    {
      g_autofree char *path = g_strdup_printf ("/remote/trouble/certificate/%s%s",
                                               certificates[i].file,
                                               certificates[i].is_trusted ? "" : "-unknown");

      g_test_add_data_func (path, &certificates[i], test_certificate);
    }
  g_test_add_func ("/remote/trouble/credentials", test_credentials);
  return g_test_run ();
}
