/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a request came to, as an error by what can be done about it: the one table of statuses,
 * error words and network troubles. What CouchDB answers when is measured, see docs/server.md. */
#include "config.h"

#include <string.h>

#include "gaung-json.h"
#include "gaung-remote-error-private.h"

/* A reason is shown in a report; the server's rules and refusals are shorter. */
#define MAX_REASON_CHARACTERS 200
/* The default of CouchDB: five wrong passwords lock an account for five minutes. */
#define LOCK_SECONDS 300
#define MAX_RETRY_AFTER (24 * 60 * 60)

typedef struct
{
  guint status; /* 0: any */
  const char *word;
  const char *reason; /* what it begins with (nullable) */
  GaungRemoteError code;
} Meaning;

/* The first row that fits counts. */
static const Meaning meanings[] = {
  { 0, "unauthorized", "Name or password is incorrect", GAUNG_REMOTE_ERROR_CREDENTIALS },
  { 0, "forbidden", "Account is temporarily locked", GAUNG_REMOTE_ERROR_LOCKED },
  { 400, "bad_request", "Bad HMAC", GAUNG_REMOTE_ERROR_CREDENTIALS },
  { 400, "bad_request", "Missing exp claim", GAUNG_REMOTE_ERROR_CREDENTIALS },
  { 400, "bad_request", "Malformed token", GAUNG_REMOTE_ERROR_CREDENTIALS },
  { 400, "bad_request", "Malformed AuthSession cookie", GAUNG_REMOTE_ERROR_CREDENTIALS },
  { 401, "unauthorized", NULL, GAUNG_REMOTE_ERROR_CREDENTIALS },
  { 403, "forbidden", NULL, GAUNG_REMOTE_ERROR_NOT_MEMBER },
  { 404, "not_found", "Database does not exist", GAUNG_REMOTE_ERROR_NO_DATABASE },
  { 404, "not_found", "no_db_file", GAUNG_REMOTE_ERROR_NO_DATABASE },
  { 404, "not_found", "deleted", GAUNG_REMOTE_ERROR_DELETED },
  { 404, "not_found", NULL, GAUNG_REMOTE_ERROR_MISSING },
  { 409, NULL, NULL, GAUNG_REMOTE_ERROR_CONFLICT },
  { 412, "file_exists", NULL, GAUNG_REMOTE_ERROR_CONFLICT },
  { 412, "nodedown", NULL, GAUNG_REMOTE_ERROR_SERVER },
  { 412, NULL, NULL, GAUNG_REMOTE_ERROR_MALFORMED },
  { 413, NULL, NULL, GAUNG_REMOTE_ERROR_TOO_LARGE },
  { 507, NULL, NULL, GAUNG_REMOTE_ERROR_NO_SPACE },
};

/* The words that stand in place of a revision in the answer to _bulk_docs. */
static const Meaning item_meanings[] = {
  { 0, "conflict", NULL, GAUNG_REMOTE_ERROR_CONFLICT },
  { 0, "not_found", NULL, GAUNG_REMOTE_ERROR_CONFLICT },
  { 0, "forbidden", NULL, GAUNG_REMOTE_ERROR_RULE },
  { 0, "unauthorized", NULL, GAUNG_REMOTE_ERROR_RULE },
  { 0, "document_too_large", NULL, GAUNG_REMOTE_ERROR_TOO_LARGE },
  { 0, "attachment_too_large", NULL, GAUNG_REMOTE_ERROR_TOO_LARGE },
  { 0, "too_large", NULL, GAUNG_REMOTE_ERROR_TOO_LARGE },
  { 0, "bad_request", NULL, GAUNG_REMOTE_ERROR_MALFORMED },
  { 0, "doc_validation", NULL, GAUNG_REMOTE_ERROR_MALFORMED },
  { 0, "illegal_docid", NULL, GAUNG_REMOTE_ERROR_MALFORMED },
  { 0, "missing_stub", NULL, GAUNG_REMOTE_ERROR_MALFORMED },
  { 0, "insufficient_storage", NULL, GAUNG_REMOTE_ERROR_NO_SPACE },
};

static const struct
{
  GTlsCertificateFlags flag;
  const char *reason;
} certificate_reasons[] = {
  { G_TLS_CERTIFICATE_EXPIRED, "expired" },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED, "not valid yet" },
  { G_TLS_CERTIFICATE_BAD_IDENTITY, "made for another host name" },
  { G_TLS_CERTIFICATE_REVOKED, "revoked" },
  { G_TLS_CERTIFICATE_INSECURE, "insecure algorithm" },
  { G_TLS_CERTIFICATE_UNKNOWN_CA, "not signed by an authority that this computer trusts" },
  { G_TLS_CERTIFICATE_GENERIC_ERROR, "not valid" },
};

static const Meaning *
find_meaning (const Meaning *rows, gsize n_rows, guint status, const char *word, const char *reason)
{
  for (gsize i = 0; i < n_rows; i++)
    if ((rows[i].status == 0 || rows[i].status == status)
        && (rows[i].word == NULL || g_strcmp0 (rows[i].word, word) == 0)
        && (rows[i].reason == NULL
            || (reason != NULL && g_str_has_prefix (reason, rows[i].reason))))
      return &rows[i];
  return NULL;
}

/* One short line without control characters, whatever the server sent. */
static char *
tidy (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *line
      = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MAX_REASON_CHARACTERS));
  GString *tidied = g_string_new (NULL);

  for (const char *at = line; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      g_string_append_unichar (tidied, g_unichar_isprint (character) ? character : ' ');
    }
  return g_string_free_and_steal (tidied);
}

/* "E_STATE" of "E_STATE: closed complaints stay closed". */
static char *
find_rule (const char *reason)
{
  gsize length;

  if (reason == NULL || !g_str_has_prefix (reason, "E_"))
    return NULL;
  length = strspn (reason, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
  return length > 2 && length <= 64 ? g_strndup (reason, length) : NULL;
}

/* RFC 9110, 10.2.3: seconds or a date. */
static int
read_retry_after (SoupMessageHeaders *headers)
{
  const char *text = headers != NULL ? soup_message_headers_get_one (headers, "Retry-After") : NULL;
  g_autoptr (GDateTime) when = NULL;
  g_autoptr (GDateTime) now = NULL;
  guint64 seconds;

  if (text == NULL)
    return -1;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &seconds, NULL))
    return MIN (seconds, MAX_RETRY_AFTER);
  when = soup_date_time_new_from_http_string (text);
  if (when == NULL)
    return -1;
  now = g_date_time_new_now_utc ();
  return CLAMP (g_date_time_difference (when, now) / G_TIME_SPAN_SECOND + 1, 0, MAX_RETRY_AFTER);
}

static gboolean
has_json (const GaungOutcome *outcome)
{
  const char *type = outcome->headers != NULL
                         ? soup_message_headers_get_content_type (outcome->headers, NULL)
                         : NULL;
  gsize length = 0;
  const char *text = outcome->body != NULL ? g_bytes_get_data (outcome->body, &length) : NULL;

  if (g_strcmp0 (type, "application/json") != 0 && g_strcmp0 (type, "text/plain") != 0)
    return FALSE;
  while (length > 0 && g_ascii_isspace (*text))
    {
      text++;
      length--;
    }
  return length > 0 && (*text == '{' || *text == '[');
}

/* It says JSON and holds nothing: cut off where only the end of the connection ends an answer. */
static gboolean
is_bare (const GaungOutcome *outcome)
{
  const char *type = soup_message_headers_get_content_type (outcome->headers, NULL);

  return g_strcmp0 (type, "application/json") == 0 && g_bytes_get_size (outcome->body) == 0;
}

static const char *
find_request_id (const GaungOutcome *outcome)
{
  const char *id = outcome->headers != NULL
                       ? soup_message_headers_get_one (outcome->headers, "X-Couch-Request-ID")
                       : NULL;

  if (id == NULL || strlen (id) > 64 || id[strspn (id, "0123456789abcdefABCDEF-")] != '\0')
    return NULL;
  return id;
}

static void
judge_certificate (const GaungOutcome *outcome, GError **error)
{
  g_autoptr (GString) reasons = g_string_new (NULL);
  GError *made = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (certificate_reasons); i++)
    if ((outcome->certificate & certificate_reasons[i].flag) != 0)
      g_string_append_printf (
          reasons, "%s%s", reasons->len > 0 ? ", " : "", certificate_reasons[i].reason);
  gaung_remote_set_error (&made,
                          GAUNG_REMOTE_ERROR_CERTIFICATE,
                          NULL,
                          "certificate: %s",
                          reasons->len > 0 ? reasons->str : "no secure connection could be made");
  gaung_remote_error_fill_certificate (made, outcome->certificate);
  g_propagate_error (error, made);
}

/* No answer, or one that did not arrive whole. */
static void
judge_trouble (const GaungOutcome *outcome, GError **error)
{
  const GError *trouble = outcome->trouble;
  const char *id = find_request_id (outcome);

  if (g_error_matches (trouble, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (trouble));
  else if (outcome->certificate != 0
           || (trouble->domain == G_TLS_ERROR && trouble->code != G_TLS_ERROR_EOF))
    judge_certificate (outcome, error);
  else if (g_error_matches (trouble, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    gaung_remote_set_error (error, GAUNG_REMOTE_ERROR_TIMEOUT, id, "no answer in time");
  else if (g_error_matches (trouble, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE))
    gaung_remote_set_error (error, GAUNG_REMOTE_ERROR_TOO_LARGE, id, "%s", trouble->message);
  else if (outcome->status != 0 || g_error_matches (trouble, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT)
           || g_error_matches (trouble, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_ENCODING))
    gaung_remote_set_error (error, GAUNG_REMOTE_ERROR_TRUNCATED, id, "the answer was cut off");
  else if (g_error_matches (trouble, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING))
    gaung_remote_set_error (error, GAUNG_REMOTE_ERROR_NOT_COUCHDB, id, "not an answer in HTTP");
  else
    {
      /* The message can name the host, which is no secret, and nothing else of ours. */
      g_autofree char *message = tidy (trouble->message);

      gaung_remote_set_error (error, GAUNG_REMOTE_ERROR_OFFLINE, id, "%s", message);
    }
}

/* An error that does not come from CouchDB: of a proxy, a network's sign-in page, another server.
 */
static void
judge_stranger (const GaungOutcome *outcome, GError **error)
{
  GaungRemoteError code = GAUNG_REMOTE_ERROR_NOT_COUCHDB;
  GError *made = NULL;
  int retry_after = read_retry_after (outcome->headers);

  if (outcome->status == 429 || (outcome->status == 503 && retry_after >= 0))
    code = GAUNG_REMOTE_ERROR_THROTTLED;
  else if (outcome->status == 413)
    code = GAUNG_REMOTE_ERROR_TOO_LARGE;
  else if (outcome->status == 507)
    code = GAUNG_REMOTE_ERROR_NO_SPACE;
  else if (outcome->status >= 500)
    code = GAUNG_REMOTE_ERROR_SERVER;
  /* CouchDB's HTTP layer answers a request that it cannot read with an empty body. */
  else if ((outcome->status == 400 || outcome->status == 414)
           && (outcome->body == NULL || g_bytes_get_size (outcome->body) == 0))
    code = GAUNG_REMOTE_ERROR_MALFORMED;

  gaung_remote_set_error (&made, code, NULL, "%u without an answer of CouchDB", outcome->status);
  gaung_remote_error_fill (made, outcome->status, retry_after, NULL, find_request_id (outcome));
  g_propagate_error (error, made);
}

static void
judge_refusal (const GaungOutcome *outcome, JsonObject *answer, GError **error)
{
  const char *word = gaung_json_get_string (answer, "error", NULL);
  const char *reason = gaung_json_get_string (answer, "reason", NULL);
  const Meaning *meaning
      = find_meaning (meanings, G_N_ELEMENTS (meanings), outcome->status, word, reason);
  int retry_after = read_retry_after (outcome->headers);
  g_autofree char *rule = NULL;
  g_autofree char *told_word = tidy (word);
  /* The reason of a fault of the server can hold anything, also what was sent. */
  g_autofree char *told_reason = tidy (outcome->status < 500 ? reason : NULL);
  GaungRemoteError code = GAUNG_REMOTE_ERROR_MALFORMED;
  GError *made = NULL;

  if (outcome->status == 401 || outcome->status == 403)
    rule = find_rule (reason);
  if (rule != NULL)
    code = GAUNG_REMOTE_ERROR_RULE;
  else if (meaning != NULL)
    code = meaning->code;
  else if (outcome->status == 429 || (outcome->status == 503 && retry_after >= 0))
    code = GAUNG_REMOTE_ERROR_THROTTLED;
  else if (outcome->status >= 500)
    code = GAUNG_REMOTE_ERROR_SERVER;
  if (code == GAUNG_REMOTE_ERROR_LOCKED && retry_after < 0)
    retry_after = LOCK_SECONDS;

  gaung_remote_set_error (&made, code, NULL, "%u %s: %s", outcome->status, told_word, told_reason);
  gaung_remote_error_fill (made, outcome->status, retry_after, rule, find_request_id (outcome));
  g_propagate_error (error, made);
}

/**
 * gaung_remote_judge:
 * @outcome: what a request came to
 * @error: a #GaungRemoteError, or %G_IO_ERROR_CANCELLED
 *
 * The meaning of an answer. A 401 or 403 that does not say why is taken as
 * %GAUNG_REMOTE_ERROR_CREDENTIALS or %GAUNG_REMOTE_ERROR_NOT_MEMBER until
 * gaung_couch_judge_refusal_sync() has asked for the session.
 */
gboolean
gaung_remote_judge (const GaungOutcome *outcome, GError **error)
{
  gsize length = 0;
  const char *text;
  g_autoptr (JsonObject) answer = NULL;

  if (outcome->trouble != NULL)
    {
      judge_trouble (outcome, error);
      return FALSE;
    }
  if (outcome->status == 200 || outcome->status == 201 || outcome->status == 202)
    {
      if (outcome->is_file || has_json (outcome))
        return TRUE;
      if (is_bare (outcome))
        gaung_remote_set_error (
            error, GAUNG_REMOTE_ERROR_TRUNCATED, find_request_id (outcome), "an empty answer");
      else
        judge_stranger (outcome, error);
      return FALSE;
    }
  if (outcome->status >= 400 && has_json (outcome))
    {
      text = g_bytes_get_data (outcome->body, &length);
      answer = gaung_json_parse_object (text, length, NULL);
    }
  if (answer != NULL && gaung_json_get_string (answer, "error", NULL) != NULL)
    judge_refusal (outcome, answer, error);
  else
    judge_stranger (outcome, error);
  return FALSE;
}

GError *
gaung_remote_judge_item (const char *word, const char *reason, const char *request_id)
{
  const Meaning *meaning
      = find_meaning (item_meanings, G_N_ELEMENTS (item_meanings), 0, word, reason);
  GaungRemoteError code = meaning != NULL ? meaning->code : GAUNG_REMOTE_ERROR_SERVER;
  gboolean is_fault = code == GAUNG_REMOTE_ERROR_SERVER;
  g_autofree char *rule = code == GAUNG_REMOTE_ERROR_RULE ? find_rule (reason) : NULL;
  g_autofree char *told_word = tidy (word);
  g_autofree char *told_reason = tidy (is_fault ? NULL : reason);
  GError *made = NULL;

  gaung_remote_set_error (&made, code, NULL, "item: %s: %s", told_word, told_reason);
  gaung_remote_error_fill (made, 0, -1, rule, request_id);
  return made;
}
