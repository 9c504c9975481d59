/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The proxy does to a request what its faults say, and the same to the same request again. */
#include "config.h"

#include <string.h>

#include "fault-proxy.h"
#include "gaung-couch-documents.h"
#include "gaung-couch-page.h"
#include "gaung-double.h"

typedef struct
{
  GaungDouble *server;
  FaultProxy *proxy;
  GaungCouch *couch;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GaungCredentials) credentials = gaung_credentials_new_password ("sari", "rahasia");

  fixture->server = gaung_double_new (NULL);
  gaung_double_add_user (fixture->server, "sari", "rahasia", "staff");
  gaung_double_add_database (fixture->server, "gaung-common", "staff");
  fixture->proxy = fault_proxy_new (gaung_double_get_address (fixture->server));
  fixture->couch = gaung_couch_new (fault_proxy_get_address (fixture->proxy), credentials, NULL);
  gaung_couch_set_timeout (fixture->couch, 1);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->couch);
  fault_proxy_free (fixture->proxy);
  gaung_double_free (fixture->server);
}

static const struct
{
  Fault fault;
  gboolean is_stored;
  int error; /* -1: none */
  int retry_after;
} cases[] = {
  { FAULT_NONE, TRUE, -1, -1 },
  { FAULT_CUT_BEFORE, FALSE, GAUNG_REMOTE_ERROR_OFFLINE, -1 },
  { FAULT_CUT_UPLOAD, FALSE, GAUNG_REMOTE_ERROR_OFFLINE, -1 },
  { FAULT_CUT_AFTER, TRUE, GAUNG_REMOTE_ERROR_TRUNCATED, -1 },
  { FAULT_CUT_MIDDLE, TRUE, GAUNG_REMOTE_ERROR_TRUNCATED, -1 },
  { FAULT_SILENCE, TRUE, GAUNG_REMOTE_ERROR_TIMEOUT, -1 },
  { FAULT_ERROR_BEFORE, FALSE, GAUNG_REMOTE_ERROR_SERVER, -1 },
  { FAULT_ERROR_AFTER, TRUE, GAUNG_REMOTE_ERROR_SERVER, -1 },
  { FAULT_GATEWAY_AFTER, TRUE, GAUNG_REMOTE_ERROR_SERVER, -1 },
  { FAULT_ERROR_AS_OK, FALSE, GAUNG_REMOTE_ERROR_NOT_COUCHDB, -1 },
  { FAULT_SHORT_JSON, TRUE, GAUNG_REMOTE_ERROR_TRUNCATED, -1 },
  { FAULT_PORTAL, FALSE, GAUNG_REMOTE_ERROR_NOT_COUCHDB, -1 },
  { FAULT_LOGIN, FALSE, GAUNG_REMOTE_ERROR_NOT_COUCHDB, -1 },
  { FAULT_TRICKLE, TRUE, -1, -1 },
  { FAULT_BUSY, FALSE, GAUNG_REMOTE_ERROR_THROTTLED, 7 },
  { FAULT_THROTTLED, FALSE, GAUNG_REMOTE_ERROR_THROTTLED, 7 },
};

static JsonObject *
make_document (const char *id)
{
  JsonObject *document = json_object_new ();
  g_autofree char *long_text = g_strnfill (20000, 'x');

  json_object_set_string_member (document, "_id", id);
  json_object_set_string_member (document, "text", long_text);
  return document;
}

static void
test_fault (Fixture *fixture, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (JsonObject) document = make_document ("one");
  g_autoptr (GaungSendResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const GError *trouble;
  g_autofree char *stored = NULL;

  g_assert_cmpint (cases[i].fault, ==, i);
  fault_proxy_expect (fixture->proxy, cases[i].fault, "PUT /gaung-common/one", 1);
  result = gaung_couch_put_document_sync (fixture->couch, "gaung-common", document, NULL, &error);
  trouble = result != NULL ? result->error : error;
  stored = gaung_double_get (fixture->server, "gaung-common", "one");
  g_assert_true ((stored != NULL) == cases[i].is_stored);
  g_assert_cmpuint (fault_proxy_count_faults (fixture->proxy, cases[i].fault), ==, 1);
  if (cases[i].error < 0)
    g_assert_no_error (trouble);
  else
    {
      g_assert_error (trouble, GAUNG_REMOTE_ERROR, cases[i].error);
      g_assert_cmpint (gaung_remote_error_get_retry_after (trouble), ==, cases[i].retry_after);
      /* Where it was stored, nobody may take it for refused. */
      g_assert_true (!cases[i].is_stored || gaung_remote_error_is_open (trouble));
    }
}

/* libsoup repeats a PUT by itself when a kept connection has ended: with the whole body, or the
 * server would be right to refuse it. */
static void
test_repeated (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungCouchPage) page = gaung_couch_get_changes_sync (
      fixture->couch, "gaung-common", NULL, 10, FALSE, NULL, &error);
  g_autoptr (JsonObject) document = make_document ("one");
  g_autoptr (GaungSendResult) result = NULL;
  g_autofree char *stored = NULL;

  g_assert_no_error (error);
  fault_proxy_expect (fixture->proxy, FAULT_CUT_BEFORE, "PUT /gaung-common/one", 1);
  result = gaung_couch_put_document_sync (fixture->couch, "gaung-common", document, NULL, &error);
  g_assert_no_error (error);
  g_assert_no_error (result->error);
  g_assert_cmpuint (fault_proxy_count (fixture->proxy, "PUT "), ==, 2);
  stored = gaung_double_get (fixture->server, "gaung-common", "one");
  g_assert_cmpuint (strlen (stored), >, 20000);
}

/* What goes wrong depends on the seed and the number of the request, and on nothing else. */
static void
test_seed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) traces = g_ptr_array_new_with_free_func (g_free);

  for (guint turn = 0; turn < 3; turn++)
    {
      GString *trace = g_string_new (NULL);

      fault_proxy_set_chance (
          fixture->proxy, turn < 2 ? 7 : 8, 400, FAULT_BIT (FAULT_BUSY) | FAULT_BIT (FAULT_PORTAL));
      for (guint i = 0; i < 40; i++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (GaungCouchPage) page = gaung_couch_get_changes_sync (
              fixture->couch, "gaung-common", NULL, 10, FALSE, NULL, &error);

          g_string_append_printf (trace, "%d ", error != NULL ? error->code : -1);
        }
      g_ptr_array_add (traces, g_string_free_and_steal (trace));
    }
  g_assert_cmpstr (traces->pdata[0], ==, traces->pdata[1]);
  g_assert_cmpstr (traces->pdata[0], !=, traces->pdata[2]);
  g_assert_cmpuint (fault_proxy_count_faults (fixture->proxy, FAULT_BUSY), >, 10);
  g_assert_cmpuint (fault_proxy_count_faults (fixture->proxy, FAULT_PORTAL), >, 10);
}

static void
test_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungCouchPage) page = NULL;

  fault_proxy_set_down (fixture->proxy, TRUE);
  page = gaung_couch_get_changes_sync (
      fixture->couch, "gaung-common", NULL, 10, FALSE, NULL, &error);
  g_assert_error (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_OFFLINE);
  g_clear_error (&error);
  fault_proxy_set_down (fixture->proxy, FALSE);
  page = gaung_couch_get_changes_sync (
      fixture->couch, "gaung-common", NULL, 10, FALSE, NULL, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/proxy/fault/%s", fault_get_name (i));

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_fault, tear_down);
    }
  g_test_add ("/proxy/repeated", Fixture, NULL, set_up, test_repeated, tear_down);
  g_test_add ("/proxy/seed", Fixture, NULL, set_up, test_seed, tear_down);
  g_test_add ("/proxy/down", Fixture, NULL, set_up, test_down, tear_down);
  return g_test_run ();
}
