/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One request and its answer. */
#include "config.h"

#include <string.h>

#include "gaung-couch-private.h"
#include "gaung-couch-session-private.h"
#include "gaung-json-rows-private.h"
#include "gaung-json.h"
#include "gaung-remote-error-private.h"

#define READ_BYTES 65536
#define MIN_COMPRESS_BYTES 1024

typedef struct
{
  GaungCouch *couch;
  const GaungRequest *request;
  GaungCredentials *credentials; /* (nullable) */
  guint64 sent;
} Upload;

static void
wrote_body_data_cb (SoupMessage *message, guint size, gpointer data)
{
  Upload *upload = data;

  upload->sent += size;
  upload->request->progress (
      upload->sent, g_bytes_get_size (upload->request->body), upload->request->data);
}

static GBytes *
compress (GBytes *body)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);

  return g_converter_convert_bytes (G_CONVERTER (compressor), body, NULL);
}

static void
set_body (GaungCouch *self, SoupMessage *message, const GaungRequest *request)
{
  const char *type = request->content_type != NULL ? request->content_type : "application/json";
  g_autoptr (GBytes) packed = NULL;

  if (gaung_couch_can_compress (self) && g_bytes_get_size (request->body) > MIN_COMPRESS_BYTES)
    packed = compress (request->body);
  if (packed != NULL)
    soup_message_headers_replace (
        soup_message_get_request_headers (message), "Content-Encoding", "gzip");
  soup_message_set_request_body_from_bytes (message, type, packed != NULL ? packed : request->body);
}

/* libsoup repeats what may be repeated (a PUT) by itself when a connection that it kept turns out
 * to have ended, but does not wind the body back: the second time it would send what is left of it.
 * A password that was refused meanwhile is not sent a second time. */
static void
restarted_cb (SoupMessage *message, gpointer data)
{
  Upload *upload = data;

  upload->sent = 0;
  if (upload->request->body != NULL)
    set_body (upload->couch, message, upload->request);
  if (!gaung_couch_is_accepted (upload->couch, upload->credentials))
    soup_message_headers_remove (soup_message_get_request_headers (message), "Authorization");
}

/* NULL: an address that cannot be asked for. */
static SoupMessage *
make_message (GaungCouch *self, const GaungRequest *request, GaungCredentials *credentials)
{
  g_autofree char *address = g_strconcat (gaung_couch_get_address (self), request->path, NULL);
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  SoupMessage *message;
  SoupMessageHeaders *headers;

  if (uri == NULL)
    return NULL;
  message = soup_message_new_from_uri (request->method, uri);
  headers = soup_message_get_request_headers (message);
  soup_message_add_flags (message,
                          SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE
                              | (request->is_poll ? SOUP_MESSAGE_IDEMPOTENT : 0));
  soup_message_headers_replace (headers, "Accept", request->is_file ? "*/*" : "application/json");
  /* At once: CouchDB's 401 does not ask for a password. */
  if (credentials != NULL)
    soup_message_headers_replace (
        headers, "Authorization", gaung_credentials_get_header (credentials));
  if (request->body != NULL)
    set_body (self, message, request);
  return message;
}

/* Ends the exchange without reading the rest, which may be endless. */
static void
drop (GInputStream *stream)
{
  g_autoptr (GCancellable) stopped = g_cancellable_new ();

  g_cancellable_cancel (stopped);
  g_input_stream_close (stream, stopped, NULL);
}

static GBytes *
read_body (GaungCouch *self,
           GInputStream *stream,
           SoupMessage *message,
           const GaungRequest *request,
           GCancellable *cancellable,
           GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  gsize limit = request->limit > 0 ? request->limit : gaung_couch_get_max_answer (self);
  gsize total = soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
                    ? soup_message_headers_get_content_length (headers)
                    : 0;
  g_autoptr (GByteArray) body = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (READ_BYTES);
  gssize n = 0;

  if (total <= limit)
    while ((n = g_input_stream_read (stream, buffer, READ_BYTES, cancellable, error)) > 0)
      {
        if (n > (gssize) (limit - body->len))
          break;
        g_byte_array_append (body, buffer, n);
        if (request->progress != NULL && request->body == NULL)
          request->progress (body->len, MAX (total, body->len), request->data);
      }
  if (n == 0 && total <= limit && g_input_stream_close (stream, cancellable, error))
    return g_byte_array_free_to_bytes (g_steal_pointer (&body));

  drop (stream);
  if (n > 0 || total > limit)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "over %zu bytes", limit);
  return NULL;
}

static gint64
read_date (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_one (headers, "Date");
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  return date != NULL ? g_date_time_to_unix (date) : -1;
}

static GaungAnswer *
make_answer (const GaungOutcome *outcome)
{
  GaungAnswer *answer = g_new0 (GaungAnswer, 1);

  answer->status = outcome->status;
  answer->body = g_bytes_ref (outcome->body);
  answer->request_id
      = g_strdup (soup_message_headers_get_one (outcome->headers, "X-Couch-Request-ID"));
  answer->media_type = g_strdup (soup_message_headers_get_content_type (outcome->headers, NULL));
  answer->date = read_date (outcome->headers);
  return answer;
}

/* A refusal that can mean nothing else. Other 401 are given to those who may not do a thing, too.
 */
static gboolean
is_definite_refusal (const GError *error)
{
  return g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_CREDENTIALS)
         && (gaung_remote_error_get_status (error) == 400
             || strstr (error->message, "Name or password is incorrect") != NULL);
}

void
gaung_answer_free (GaungAnswer *self)
{
  g_bytes_unref (self->body);
  g_free (self->request_id);
  g_free (self->media_type);
  g_free (self);
}

/* From the first byte to the last. */
static GaungAnswer *
exchange (GaungCouch *self,
          const GaungRequest *request,
          GaungCredentials *credentials,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (SoupMessage) message = make_message (self, request, credentials);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) trouble = NULL;
  g_autoptr (GError) refusal = NULL;
  GaungOutcome outcome = { .is_file = request->is_file };
  Upload upload = { .couch = self, .request = request, .credentials = credentials };

  if (message == NULL)
    {
      gaung_remote_set_error (error, GAUNG_REMOTE_ERROR_MALFORMED, NULL, "not a path");
      return NULL;
    }
  g_signal_connect (message, "restarted", G_CALLBACK (restarted_cb), &upload);
  if (request->progress != NULL && request->body != NULL)
    g_signal_connect (message, "wrote-body-data", G_CALLBACK (wrote_body_data_cb), &upload);

  stream = soup_session_send (
      gaung_couch_get_session (self, request->is_poll), message, cancellable, &trouble);
  if (stream != NULL)
    body = read_body (self, stream, message, request, cancellable, &trouble);

  /* libsoup can lose the reason when a connection is cancelled while it is made. */
  if (trouble != NULL && g_cancellable_is_cancelled (cancellable))
    {
      g_clear_error (&trouble);
      g_cancellable_set_error_if_cancelled (cancellable, &trouble);
    }
  outcome.status = soup_message_get_status (message);
  outcome.headers = soup_message_get_response_headers (message);
  outcome.body = body;
  outcome.trouble = trouble;
  outcome.certificate = soup_message_get_tls_peer_certificate_errors (message);
  if (gaung_remote_judge (&outcome, &refusal))
    return make_answer (&outcome);
  if (is_definite_refusal (refusal))
    gaung_couch_refuse (self, credentials);
  g_propagate_error (error, g_steal_pointer (&refusal));
  return NULL;
}

GaungAnswer *
gaung_couch_send_sync (GaungCouch *self,
                       const GaungRequest *request,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GaungCredentials) credentials = NULL;
  GaungAnswer *answer;

  if (!gaung_couch_begin_request (self, request->is_poll, &credentials))
    {
      gaung_remote_set_error (
          error, GAUNG_REMOTE_ERROR_CREDENTIALS, NULL, "not sent: refused before");
      return NULL;
    }
  answer = exchange (self, request, credentials, cancellable, error);
  gaung_couch_end_request (self, request->is_poll);
  return answer;
}

void
gaung_couch_set_shape_error (GError **error, const char *request_id, const char *what)
{
  gaung_remote_set_error (
      error, GAUNG_REMOTE_ERROR_NOT_COUCHDB, request_id, "not CouchDB's answer: %s", what);
}

/* JSON that ends too early was cut off (a body without a length ends where the connection does);
 * other bad JSON is a document that cannot be taken over. */
JsonObject *
gaung_couch_parse_answer (const GaungAnswer *answer, GError **error)
{
  GaungSpan whole = { 0 };
  GaungSpan value;
  g_autoptr (GError) trouble = NULL;
  JsonObject *object;

  whole.text = g_bytes_get_data (answer->body, &whole.length);
  object = gaung_json_parse_object (whole.text, whole.length, &trouble);
  if (object != NULL)
    return object;
  if (*whole.text == '{' && !gaung_json_cut_member (&whole, "", &value))
    gaung_remote_set_error (
        error, GAUNG_REMOTE_ERROR_TRUNCATED, answer->request_id, "the answer ends too early");
  else
    g_propagate_error (error, g_steal_pointer (&trouble));
  return NULL;
}

JsonObject *
gaung_couch_fetch_object_sync (GaungCouch *self,
                               const GaungRequest *request,
                               guint *status,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autoptr (GaungAnswer) answer = gaung_couch_send_sync (self, request, cancellable, error);

  if (answer == NULL)
    return NULL;
  if (status != NULL)
    *status = answer->status;
  return gaung_couch_parse_answer (answer, error);
}

char *
gaung_couch_make_path (const char *database, const char *id, const char *tail, GError **error)
{
  g_autoptr (GString) path = g_string_new (NULL);
  const char *names[] = { database, id };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (names[i] == NULL)
        continue;
      if (*names[i] == '\0' || strcmp (names[i], ".") == 0 || strcmp (names[i], "..") == 0
          || !g_utf8_validate (names[i], -1, NULL))
        {
          gaung_remote_set_error (
              error, GAUNG_REMOTE_ERROR_MALFORMED, NULL, "a name that no path can carry");
          return NULL;
        }
      if (path->len > 0)
        g_string_append_c (path, '/');
      /* The slash of "_design/name" parts, that of any other id does not. */
      if (g_str_has_prefix (names[i], "_design/"))
        {
          g_string_append (path, "_design/");
          names[i] += strlen ("_design/");
        }
      g_string_append_uri_escaped (path, names[i], NULL, FALSE);
    }
  if (tail != NULL)
    g_string_append (path, tail);
  return g_string_free_and_steal (g_steal_pointer (&path));
}

guint64
gaung_couch_read_sequence_prefix (const char *sequence)
{
  return sequence != NULL ? g_ascii_strtoull (sequence, NULL, 10) : 0;
}

gboolean
gaung_couch_is_revision (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  if (length < 3 || length > 128 || !g_ascii_isdigit (*text) || strchr (text, '-') == NULL)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '-')
      return FALSE;
  return TRUE;
}
