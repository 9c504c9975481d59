/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a network, a proxy or a liar can do to an answer. */
#include "config.h"

#include <string.h>

#include "gaung-couch-documents.h"
#include "gaung-couch-files.h"
#include "gaung-couch-page.h"
#include "gaung-couch-server.h"
#include "gaung-json.h"
#include "raw-server.h"

#define JSON_HEAD                                                                                  \
  "HTTP/1.1 %s\r\nContent-Type: application/json\r\nX-Couch-Request-ID: 9fca38673e\r\n"

static GaungCouch *
connect_to (const char *address)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungCredentials) credentials = gaung_credentials_new_password ("sari", "rahasia");
  GaungCouch *couch = gaung_couch_new (address, credentials, &error);

  g_assert_no_error (error);
  return couch;
}

static gboolean
is_one_of (const GError *error, int first, int second)
{
  return g_error_matches (error, GAUNG_REMOTE_ERROR, first)
         || g_error_matches (error, GAUNG_REMOTE_ERROR, second);
}

/* Cut off after every single byte: never a success, never a crash, never anything but a trouble
 * that is tried again. */
static void
cut_everywhere (const char *answer, gsize n_head, gsize n_spare)
{
  g_autoptr (RawServer) server = raw_server_new ();
  g_autoptr (GaungCouch) couch = connect_to (raw_server_get_address (server));
  gsize length = strlen (answer);
  gsize last = length - n_spare;

  for (gsize n = 0; n < last; n++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GaungCouchPage) page = NULL;

      raw_server_set_answer (server, answer, n, RAW_END_CLOSE);
      page = gaung_couch_get_changes_sync (couch, "db", NULL, 10, FALSE, NULL, &error);
      g_assert_null (page);
      g_test_message ("%zu: %s", n, error->message);
      if (n >= n_head)
        g_assert_error (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_TRUNCATED);
      else
        /* Half a head may as well be that of something else. */
        g_assert_true (
            is_one_of (error, GAUNG_REMOTE_ERROR_NOT_COUCHDB, GAUNG_REMOTE_ERROR_TRUNCATED));
      g_assert_true (gaung_remote_error_is_open (error));
    }
  raw_server_set_answer (server, answer, length, RAW_END_CLOSE);
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (GaungCouchPage) page
        = gaung_couch_get_changes_sync (couch, "db", NULL, 10, FALSE, NULL, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (page->rows->len, ==, 1);
  }
}

#define PAGE                                                                                       \
  "{\"results\":[{\"seq\":\"1-a\",\"id\":\"c:1\",\"changes\":[{\"rev\":\"1-ab\"}],"                \
  "\"doc\":{\"_id\":\"c:1\",\"_rev\":\"1-ab\",\"x\":\"}]}\"}}],\"last_seq\":\"1-a\",\"pending\":"  \
  "0}"

static void
test_cut (gconstpointer data)
{
  const char *kind = data;
  g_autofree char *head = g_strdup_printf (JSON_HEAD, "200 OK");
  g_autofree char *framing
      = strcmp (kind, "length") == 0
            ? g_strdup_printf ("Content-Length: %zu\r\n\r\n", strlen (PAGE))
        : strcmp (kind, "chunked") == 0
            ? g_strdup_printf ("Transfer-Encoding: chunked\r\n\r\n%zx\r\n", strlen (PAGE))
            : g_strdup ("Connection: close\r\n\r\n");
  g_autofree char *whole = g_strconcat (
      head, framing, PAGE, strcmp (kind, "chunked") == 0 ? "\r\n0\r\n\r\n" : "", NULL);

  /* The last byte after the last chunk says nothing that was not said before. */
  cut_everywhere (
      whole, strstr (whole, "\r\n\r\n") + 4 - whole, strcmp (kind, "chunked") == 0 ? 1 : 0);
}

typedef struct
{
  const char *name;
  const char *answer;
  int code;
  int retry_after;
  const char *rule;
} Refusal;

#define JSON "Content-Type: application/json\r\n"
#define CLOSE "Connection: close\r\n\r\n"
#define HTML "Content-Type: text/html\r\n" CLOSE "<!DOCTYPE html><title>Free network</title>"

/* clang-format off */
static const Refusal refusals[] = {
  { "portal", "HTTP/1.1 200 OK\r\n" HTML, GAUNG_REMOTE_ERROR_NOT_COUCHDB, -1 },
  { "portal-as-json", "HTTP/1.1 200 OK\r\n" JSON CLOSE "<!DOCTYPE html>", GAUNG_REMOTE_ERROR_NOT_COUCHDB, -1 },
  { "redirect", "HTTP/1.1 302 Found\r\nLocation: https://login.example/\r\n" HTML, GAUNG_REMOTE_ERROR_NOT_COUCHDB, -1 },
  { "moved", "HTTP/1.1 301 Moved\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n", GAUNG_REMOTE_ERROR_NOT_COUCHDB, -1 },
  { "error-as-ok", "HTTP/1.1 200 OK\r\n" JSON CLOSE "{\"error\":\"x\",\"reason\":\"y\"}", GAUNG_REMOTE_ERROR_NOT_COUCHDB, -1 },
  { "list-as-ok", "HTTP/1.1 200 OK\r\n" JSON CLOSE "[]", GAUNG_REMOTE_ERROR_TRUNCATED, -1 },
  { "no-content", "HTTP/1.1 204 No Content\r\n\r\n", GAUNG_REMOTE_ERROR_NOT_COUCHDB, -1 },
  { "empty", "HTTP/1.1 200 OK\r\n" JSON "Content-Length: 0\r\n\r\n", GAUNG_REMOTE_ERROR_TRUNCATED, -1 },
  { "not-http", "SSH-2.0-OpenSSH_9.2\r\n", GAUNG_REMOTE_ERROR_NOT_COUCHDB, -1 },
  { "password", "HTTP/1.1 401 Unauthorized\r\n" JSON CLOSE "{\"error\":\"unauthorized\",\"reason\":\"Name or password is incorrect.\"}", GAUNG_REMOTE_ERROR_CREDENTIALS, -1 },
  { "not-admin", "HTTP/1.1 401 Unauthorized\r\n" JSON CLOSE "{\"error\":\"unauthorized\",\"reason\":\"You are not a server admin.\"}", GAUNG_REMOTE_ERROR_CREDENTIALS, -1 },
  { "proxy-password", "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\n" HTML, GAUNG_REMOTE_ERROR_NOT_COUCHDB, -1 },
  { "proxy-407", "HTTP/1.1 407 Proxy Authentication Required\r\n" HTML, GAUNG_REMOTE_ERROR_NOT_COUCHDB, -1 },
  { "bad-token", "HTTP/1.1 400 Bad Request\r\n" JSON CLOSE "{\"error\":\"bad_request\",\"reason\":\"Bad HMAC\"}", GAUNG_REMOTE_ERROR_CREDENTIALS, -1 },
  { "locked", "HTTP/1.1 403 Forbidden\r\n" JSON CLOSE "{\"error\":\"forbidden\",\"reason\":\"Account is temporarily locked due to multiple authentication failures\"}", GAUNG_REMOTE_ERROR_LOCKED, 300 },
  { "not-member", "HTTP/1.1 403 Forbidden\r\n" JSON CLOSE "{\"error\":\"forbidden\",\"reason\":\"You are not allowed to access this db.\"}", GAUNG_REMOTE_ERROR_NOT_MEMBER, -1 },
  { "rule", "HTTP/1.1 403 Forbidden\r\n" JSON CLOSE "{\"error\":\"forbidden\",\"reason\":\"E_STATE: closed stays closed\"}", GAUNG_REMOTE_ERROR_RULE, -1, "E_STATE" },
  { "rule-401", "HTTP/1.1 401 Unauthorized\r\n" JSON CLOSE "{\"error\":\"unauthorized\",\"reason\":\"E_ROLE: no\"}", GAUNG_REMOTE_ERROR_RULE, -1, "E_ROLE" },
  { "missing", "HTTP/1.1 404 Not Found\r\n" JSON CLOSE "{\"error\":\"not_found\",\"reason\":\"missing\"}", GAUNG_REMOTE_ERROR_MISSING, -1 },
  { "deleted", "HTTP/1.1 404 Not Found\r\n" JSON CLOSE "{\"error\":\"not_found\",\"reason\":\"deleted\"}", GAUNG_REMOTE_ERROR_DELETED, -1 },
  { "no-database", "HTTP/1.1 404 Not Found\r\n" JSON CLOSE "{\"error\":\"not_found\",\"reason\":\"Database does not exist.\"}", GAUNG_REMOTE_ERROR_NO_DATABASE, -1 },
  { "another-404", "HTTP/1.1 404 Not Found\r\n" HTML, GAUNG_REMOTE_ERROR_NOT_COUCHDB, -1 },
  { "conflict", "HTTP/1.1 409 Conflict\r\n" JSON CLOSE "{\"error\":\"conflict\",\"reason\":\"Document update conflict.\"}", GAUNG_REMOTE_ERROR_CONFLICT, -1 },
  { "conflict-missing-rev", "HTTP/1.1 409 Conflict\r\n" JSON CLOSE "{\"error\":\"not_found\",\"reason\":\"missing_rev\"}", GAUNG_REMOTE_ERROR_CONFLICT, -1 },
  { "node-down", "HTTP/1.1 412 Precondition Failed\r\n" JSON CLOSE "{\"error\":\"nodedown\",\"reason\":\"progress not possible\"}", GAUNG_REMOTE_ERROR_SERVER, -1 },
  { "proxy-too-large", "HTTP/1.1 413 Payload Too Large\r\n" HTML, GAUNG_REMOTE_ERROR_TOO_LARGE, -1 },
  { "bad-request", "HTTP/1.1 400 Bad Request\r\n" JSON CLOSE "{\"error\":\"bad_request\",\"reason\":\"invalid UTF-8 JSON\"}", GAUNG_REMOTE_ERROR_MALFORMED, -1 },
  { "long-address", "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", GAUNG_REMOTE_ERROR_MALFORMED, -1 },
  { "throttled", "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 12\r\n" HTML, GAUNG_REMOTE_ERROR_THROTTLED, 12 },
  { "busy", "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 7\r\n" HTML, GAUNG_REMOTE_ERROR_THROTTLED, 7 },
  { "busy-past-date", "HTTP/1.1 503 Service Unavailable\r\nRetry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\n" HTML, GAUNG_REMOTE_ERROR_THROTTLED, 0 },
  { "busy-nonsense", "HTTP/1.1 503 Service Unavailable\r\nRetry-After: soon\r\n" HTML, GAUNG_REMOTE_ERROR_SERVER, -1 },
  { "busy-for-ever", "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 18446744073709551615\r\n" HTML, GAUNG_REMOTE_ERROR_THROTTLED, 86400 },
  { "gateway", "HTTP/1.1 502 Bad Gateway\r\n" HTML, GAUNG_REMOTE_ERROR_SERVER, -1 },
  { "no-majority", "HTTP/1.1 500 Internal Server Error\r\n" JSON CLOSE "{\"error\":\"error\",\"reason\":\"no_majority\"}", GAUNG_REMOTE_ERROR_SERVER, -1 },
  { "disk-full", "HTTP/1.1 507 Insufficient Storage\r\n" JSON CLOSE "{\"error\":\"insufficient_storage\",\"reason\":\"x\"}", GAUNG_REMOTE_ERROR_NO_SPACE, -1 },
  { "deep-error", "HTTP/1.1 500 Internal Server Error\r\n" JSON CLOSE "{\"error\":[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]}", GAUNG_REMOTE_ERROR_SERVER, -1 },
  { "no-rows", "HTTP/1.1 200 OK\r\n" JSON CLOSE "{\"results\":{},\"last_seq\":\"1\"}", GAUNG_REMOTE_ERROR_NOT_COUCHDB, -1 },
  { "no-sequence", "HTTP/1.1 200 OK\r\n" JSON CLOSE "{\"results\":[]}", GAUNG_REMOTE_ERROR_NOT_COUCHDB, -1 },
  { "sequence-of-objects", "HTTP/1.1 200 OK\r\n" JSON CLOSE "{\"results\":[],\"last_seq\":{}}", GAUNG_REMOTE_ERROR_NOT_COUCHDB, -1 },
  { "row-without-id", "HTTP/1.1 200 OK\r\n" JSON CLOSE "{\"results\":[{\"seq\":\"1\"}],\"last_seq\":\"1\"}", GAUNG_REMOTE_ERROR_NOT_COUCHDB, -1 },
  { "row-without-revision", "HTTP/1.1 200 OK\r\n" JSON CLOSE "{\"results\":[{\"id\":\"x\",\"changes\":[]}],\"last_seq\":\"1\"}", GAUNG_REMOTE_ERROR_NOT_COUCHDB, -1 },
  { "rows-of-numbers", "HTTP/1.1 200 OK\r\n" JSON CLOSE "{\"results\":[1,2],\"last_seq\":\"1\"}", GAUNG_REMOTE_ERROR_NOT_COUCHDB, -1 },
};
/* clang-format on */

static void
test_refusal (gconstpointer data)
{
  const Refusal *refusal = data;
  g_autoptr (RawServer) server = raw_server_new ();
  g_autoptr (GaungCouch) couch = connect_to (raw_server_get_address (server));
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungCouchPage) page = NULL;
  g_autofree char *text = NULL;

  raw_server_set_answer (server, refusal->answer, strlen (refusal->answer), RAW_END_CLOSE);
  page = gaung_couch_get_changes_sync (couch, "db", NULL, 1, FALSE, NULL, &error);
  g_assert_null (page);
  g_test_message ("%s", error->message);
  g_assert_error (error, GAUNG_REMOTE_ERROR, refusal->code);
  g_assert_cmpint (gaung_remote_error_get_retry_after (error), ==, refusal->retry_after);
  g_assert_cmpstr (gaung_remote_error_get_rule (error), ==, refusal->rule);
  text = gaung_remote_error_to_user_text (error);
  g_assert_cmpuint (strlen (text), >, 20);
  g_assert_null (strstr (error->message, "rahasia"));
}

/* Whatever a fault of the server tells of what was sent stays out of the message. */
static void
test_secrets (void)
{
  static const char answer[] = "HTTP/1.1 500 Internal Server Error\r\n" JSON CLOSE
                               "{\"error\":\"function_clause\",\"reason\":\"3372011203900001\"}";
  g_autoptr (RawServer) server = raw_server_new ();
  g_autoptr (GaungCouch) couch = connect_to (raw_server_get_address (server));
  g_autoptr (GError) error = NULL;

  raw_server_set_answer (server, answer, strlen (answer), RAW_END_CLOSE);
  g_assert_null (gaung_couch_get_document_sync (couch, "db", "c:1", NULL, NULL, &error));
  g_assert_error (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_SERVER);
  g_assert_null (strstr (error->message, "3372011203900001"));
  g_assert_cmpuint (gaung_remote_error_get_status (error), ==, 500);
}

static void
test_redirect (void)
{
  g_autoptr (RawServer) other = raw_server_new ();
  g_autoptr (RawServer) server = raw_server_new ();
  g_autoptr (GaungCouch) couch = connect_to (raw_server_get_address (server));
  g_autofree char *answer = g_strdup_printf ("HTTP/1.1 307 Temporary Redirect\r\nLocation: %sdb\r\n"
                                             "Content-Length: 0\r\n\r\n",
                                             raw_server_get_address (other));
  g_autoptr (GError) error = NULL;

  raw_server_set_answer (server, answer, strlen (answer), RAW_END_CLOSE);
  g_assert_null (gaung_couch_get_session_sync (couch, NULL, &error));
  g_assert_error (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_NOT_COUCHDB);
  g_assert_cmpuint (raw_server_count (server), ==, 1);
  g_assert_cmpuint (raw_server_count (other), ==, 0);
}

/* Silence after nothing, in the head and in the body. */
static void
test_timeout (void)
{
  static const char answer[]
      = "HTTP/1.1 200 OK\r\n" JSON "Content-Length: 900\r\n\r\n{\"results\":[";
  static const gsize lengths[] = { 0, 20, sizeof answer - 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (RawServer) server = raw_server_new ();
      g_autoptr (GaungCouch) couch = connect_to (raw_server_get_address (server));
      g_autoptr (GError) error = NULL;

      gaung_couch_set_timeout (couch, 1);
      raw_server_set_answer (server, answer, lengths[i], RAW_END_HANG);
      g_assert_null (gaung_couch_get_changes_sync (couch, "db", NULL, 9, FALSE, NULL, &error));
      g_assert_error (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_TIMEOUT);
    }
}

typedef struct
{
  RawServer *server;
  GCancellable *cancellable;
} Cancelling;

static gpointer
cancel_later (gpointer data)
{
  Cancelling *cancelling = data;

  raw_server_wait (cancelling->server);
  g_cancellable_cancel (cancelling->cancellable);
  return NULL;
}

/* Cancelled while nothing, a part of the head, or a part of the body is there; by page and by poll.
 */
static void
test_cancel (void)
{
  static const char answer[]
      = "HTTP/1.1 200 OK\r\n" JSON "Transfer-Encoding: chunked\r\n\r\nc\r\n{\"results\":[\r\n";
  gsize length = strlen (answer);
  g_autoptr (RawServer) server = raw_server_new ();
  g_autoptr (GaungCouch) couch = connect_to (raw_server_get_address (server));

  for (gsize n = 0; n <= length; n += 3)
    for (guint is_poll = 0; is_poll < 2; is_poll++)
      {
        g_autoptr (GCancellable) cancellable = g_cancellable_new ();
        g_autoptr (GError) error = NULL;
        g_autoptr (GaungCouchPage) page = NULL;
        Cancelling cancelling = { server, cancellable };
        GThread *thread;

        raw_server_set_answer (server, answer, n, RAW_END_HANG);
        thread = g_thread_new ("cancel", cancel_later, &cancelling);
        page = is_poll
                   ? gaung_couch_wait_for_changes_sync (
                         couch, "db", "0", 9, FALSE, 50000, cancellable, &error)
                   : gaung_couch_get_changes_sync (couch, "db", "0", 9, FALSE, cancellable, &error);
        g_thread_join (thread);
        g_assert_null (page);
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      }
  {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;
    guint before = raw_server_count (server);

    g_cancellable_cancel (cancellable);
    g_assert_null (gaung_couch_get_session_sync (couch, cancellable, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_assert_cmpuint (raw_server_count (server), ==, before);
  }
}

/* An answer that never ends, one that announces too much, and a small one that unpacks to much. */
static void
test_huge (void)
{
  static const char endless[] = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n" CLOSE;
  static const char announced[]
      = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 99999999999\r\n\r\nx";
  const gsize limit = 100000;
  g_autofree char *spaces = g_strnfill (4 << 20, ' ');
  g_autoptr (GBytes) plain = g_bytes_new_static (spaces, 4 << 20);
  g_autoptr (GZlibCompressor) packer = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GBytes) packed = g_converter_convert_bytes (G_CONVERTER (packer), plain, NULL);
  g_autoptr (GString) bomb = g_string_new (NULL);
  g_autoptr (RawServer) server = raw_server_new ();
  g_autoptr (GaungCouch) couch = connect_to (raw_server_get_address (server));

  g_string_printf (bomb,
                   "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Encoding: gzip\r\n"
                   "Content-Length: %zu\r\n\r\n",
                   g_bytes_get_size (packed));
  g_assert_cmpuint (g_bytes_get_size (packed), <, limit);
  g_string_append_len (bomb, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;

      if (i == 0)
        raw_server_set_answer (server, endless, strlen (endless), RAW_END_ENDLESS);
      else if (i == 1)
        raw_server_set_answer (server, announced, strlen (announced), RAW_END_HANG);
      else
        raw_server_set_answer (server, bomb->str, bomb->len, RAW_END_CLOSE);
      g_assert_null (gaung_couch_get_file_sync (couch, "db", "0", limit, NULL, NULL, NULL, &error));
      g_assert_error (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_TOO_LARGE);
    }
  /* Beyond the limit only what lay in buffers. */
  g_assert_cmpuint (raw_server_get_written (server), <, limit + (16 << 20));
}

static void
test_file_damage (void)
{
  static const struct
  {
    const char *answer;
    int code;
  } rows[] = {
    { "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 5\r\n\r\nhallo",
      GAUNG_REMOTE_ERROR_TRUNCATED },
    { "HTTP/1.1 200 OK\r\n" HTML, GAUNG_REMOTE_ERROR_NOT_COUCHDB },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (RawServer) server = raw_server_new ();
      g_autoptr (GaungCouch) couch = connect_to (raw_server_get_address (server));
      g_autoptr (GError) error = NULL;

      raw_server_set_answer (server, rows[i].answer, strlen (rows[i].answer), RAW_END_CLOSE);
      g_assert_null (gaung_couch_get_file_sync (
          couch,
          "db",
          "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
          1000,
          NULL,
          NULL,
          NULL,
          &error));
      g_assert_error (error, GAUNG_REMOTE_ERROR, rows[i].code);
    }
}

static void
test_refused (void)
{
  g_autoptr (RawServer) server = raw_server_new ();
  g_autoptr (GaungCouch) couch = connect_to (raw_server_get_address (server));
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&server, raw_server_free);
  g_assert_null (gaung_couch_get_session_sync (couch, NULL, &error));
  g_assert_error (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_OFFLINE);
}

typedef struct
{
  const char *address;
  int code; /* -1: fine */
} Address;

static const Address addresses[] = {
  { "http://127.0.0.1:5984", -1 },
  { "http://localhost:5984/couch", -1 },
  { "http://[::1]:5984", -1 },
  { "https://gaung.surakarta.go.id", -1 },
  { "http://gaung.surakarta.go.id", GAUNG_REMOTE_ERROR_INSECURE },
  { "http://127.0.0.1.example", GAUNG_REMOTE_ERROR_INSECURE },
  { "http://10.0.0.1", GAUNG_REMOTE_ERROR_INSECURE },
  { "https://sari:rahasia@gaung.surakarta.go.id", GAUNG_REMOTE_ERROR_ADDRESS },
  { "https://sari@gaung.surakarta.go.id", GAUNG_REMOTE_ERROR_ADDRESS },
  { "https://gaung.surakarta.go.id/?x=1", GAUNG_REMOTE_ERROR_ADDRESS },
  { "https://gaung.surakarta.go.id/#x", GAUNG_REMOTE_ERROR_ADDRESS },
  { "ftp://gaung.surakarta.go.id", GAUNG_REMOTE_ERROR_ADDRESS },
  { "file:///etc/passwd", GAUNG_REMOTE_ERROR_ADDRESS },
  { "gaung.surakarta.go.id", GAUNG_REMOTE_ERROR_ADDRESS },
  { "https://", GAUNG_REMOTE_ERROR_ADDRESS },
  { "", GAUNG_REMOTE_ERROR_ADDRESS },
};

static void
test_address (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GaungCouch) couch = gaung_couch_new (addresses[i].address, NULL, &error);

      if (addresses[i].code < 0)
        {
          g_assert_no_error (error);
          g_assert_true (g_str_has_suffix (gaung_couch_get_address (couch), "/"));
          continue;
        }
      g_assert_null (couch);
      g_assert_error (error, GAUNG_REMOTE_ERROR, addresses[i].code);
      g_assert_null (strstr (error->message, "rahasia"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_data_func ("/remote/faults/cut/length", "length", test_cut);
  g_test_add_data_func ("/remote/faults/cut/chunked", "chunked", test_cut);
  g_test_add_data_func ("/remote/faults/cut/close", "close", test_cut);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strconcat ("/remote/faults/refusal/", refusals[i].name, NULL);

      g_test_add_data_func (path, &refusals[i], test_refusal);
    }
  g_test_add_func ("/remote/faults/secrets", test_secrets);
  g_test_add_func ("/remote/faults/redirect", test_redirect);
  g_test_add_func ("/remote/faults/timeout", test_timeout);
  g_test_add_func ("/remote/faults/cancel", test_cancel);
  g_test_add_func ("/remote/faults/huge", test_huge);
  g_test_add_func ("/remote/faults/file-damage", test_file_damage);
  g_test_add_func ("/remote/faults/refused", test_refused);
  g_test_add_func ("/remote/faults/address", test_address);
  return g_test_run ();
}
