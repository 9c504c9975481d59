/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _bulk_docs: many documents in one request, each judged by itself. */
#include "config.h"

#include <string.h>

#include "gaung-couch-documents.h"
#include "gaung-couch-private.h"
#include "gaung-json-rows-private.h"
#include "gaung-json.h"
#include "gaung-remote-error-private.h"

/* So that a request stays below what proxies take, and a bad line loses little. */
#define MAX_BATCH_BYTES (4 * 1024 * 1024)

typedef struct
{
  GaungCouch *couch;
  const char *path;
  GPtrArray *texts;   /* of the documents, in JSON */
  GPtrArray *results; /* of GaungSendResult */
  gboolean has_answer;
  GError *stop; /* nothing more can be sent */
  GCancellable *cancellable;
} Sending;

static GBytes *
make_body (Sending *sending, guint from, guint to)
{
  g_autoptr (GString) body = g_string_new ("{\"docs\":[");

  for (guint i = from; i < to; i++)
    {
      g_string_append (body, i > from ? "," : "");
      g_string_append (body, g_ptr_array_index (sending->texts, i));
    }
  g_string_append (body, "]}");
  return g_string_free_to_bytes (g_steal_pointer (&body));
}

/* Takes one element of the answer for the document that it names. */
static void
take_element (GaungSendResult *result, JsonObject *element, const GaungAnswer *answer)
{
  const char *revision = gaung_json_get_string (element, "rev", NULL);
  const char *word = gaung_json_get_string (element, "error", NULL);

  if (word != NULL)
    result->error = gaung_remote_judge_item (
        word, gaung_json_get_string (element, "reason", NULL), answer->request_id);
  else if (gaung_couch_is_revision (revision))
    {
      result->revision = g_strdup (revision);
      result->is_settled = answer->status != 202;
    }
}

static gboolean
is_answered (const GaungSendResult *result)
{
  return result->revision != NULL || result->error != NULL;
}

/* By position, as CouchDB answers; other servers tell failures first, so then by id. */
static GaungSendResult *
find_result (Sending *sending, guint from, guint to, guint position, const char *id)
{
  GaungSendResult *result;

  if (id == NULL)
    return NULL;
  if (from + position < to)
    {
      result = g_ptr_array_index (sending->results, from + position);
      if (strcmp (result->id, id) == 0 && !is_answered (result))
        return result;
    }
  for (guint i = from; i < to; i++)
    {
      result = g_ptr_array_index (sending->results, i);
      if (strcmp (result->id, id) == 0 && !is_answered (result))
        return result;
    }
  return NULL;
}

static gboolean
read_answer (Sending *sending, guint from, guint to, const GaungAnswer *answer, GError **error)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (GaungSpan));
  GaungSpan whole = { 0 };

  whole.text = g_bytes_get_data (answer->body, &whole.length);
  if (!gaung_json_cut_array (&whole, spans))
    {
      gboolean is_list = whole.length > 0 && *whole.text == '[';

      gaung_remote_set_error (error,
                              is_list ? GAUNG_REMOTE_ERROR_TRUNCATED
                                      : GAUNG_REMOTE_ERROR_NOT_COUCHDB,
                              answer->request_id,
                              "not a list of results");
      return FALSE;
    }
  for (guint i = 0; i < spans->len; i++)
    {
      GaungSpan *span = &g_array_index (spans, GaungSpan, i);
      g_autoptr (JsonObject) element = gaung_json_parse_object (span->text, span->length, NULL);
      GaungSendResult *result
          = element != NULL
                ? find_result (sending, from, to, i, gaung_json_get_string (element, "id", NULL))
                : NULL;

      if (result != NULL)
        take_element (result, element, answer);
    }
  for (guint i = from; i < to; i++)
    {
      GaungSendResult *result = g_ptr_array_index (sending->results, i);

      if (!is_answered (result))
        gaung_remote_set_error (&result->error,
                                GAUNG_REMOTE_ERROR_TRUNCATED,
                                answer->request_id,
                                "no result for this document");
    }
  return TRUE;
}

static gboolean
is_for_one (const GError *error)
{
  return g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_MALFORMED)
         || g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_TOO_LARGE);
}

static void
send_slice (Sending *sending, guint from, guint to)
{
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GaungAnswer) answer = NULL;
  g_autoptr (GError) trouble = NULL;
  GaungRequest request = { .method = "POST", .path = sending->path };

  if (sending->stop != NULL || from == to)
    return;
  body = make_body (sending, from, to);
  request.body = body;
  answer = gaung_couch_send_sync (sending->couch, &request, sending->cancellable, &trouble);
  if (answer != NULL && read_answer (sending, from, to, answer, &trouble))
    {
      sending->has_answer = TRUE;
      return;
    }
  if (!is_for_one (trouble))
    {
      sending->stop = g_steal_pointer (&trouble);
      return;
    }
  /* One that cannot be read refuses the whole, mostly without being named. */
  sending->has_answer = TRUE;
  if (to - from > 1)
    {
      send_slice (sending, from, from + (to - from) / 2);
      send_slice (sending, from + (to - from) / 2, to);
    }
  else
    {
      GaungSendResult *result = g_ptr_array_index (sending->results, from);

      result->error = g_steal_pointer (&trouble);
    }
}

/* Too large ones are not even sent: the server would cut the connection. */
static void
send_all (Sending *sending)
{
  guint from = 0;
  gsize bytes = 0;

  for (guint i = 0; i < sending->texts->len; i++)
    {
      GaungSendResult *result = g_ptr_array_index (sending->results, i);
      gsize length = strlen (g_ptr_array_index (sending->texts, i));

      if (length > GAUNG_COUCH_MAX_DOCUMENT)
        {
          send_slice (sending, from, i);
          from = i + 1;
          bytes = 0;
          sending->has_answer = TRUE;
          gaung_remote_set_error (&result->error,
                                  GAUNG_REMOTE_ERROR_TOO_LARGE,
                                  NULL,
                                  "a document of %zu bytes",
                                  length);
          continue;
        }
      if (i > from && bytes + length > MAX_BATCH_BYTES)
        {
          send_slice (sending, from, i);
          from = i;
          bytes = 0;
        }
      bytes += length;
    }
  send_slice (sending, from, sending->texts->len);
}

GPtrArray *
gaung_couch_send_documents_sync (GaungCouch *self,
                                 const char *database,
                                 GPtrArray *documents,
                                 GCancellable *cancellable,
                                 GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) results
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_send_result_free);
  g_autoptr (GError) stop = NULL;
  g_autofree char *path = NULL;
  Sending sending = { self, NULL, texts, results, FALSE, NULL, cancellable };

  g_return_val_if_fail (GAUNG_IS_COUCH (self), NULL);
  g_return_val_if_fail (database != NULL && documents != NULL, NULL);

  path = gaung_couch_make_path (database, NULL, "/_bulk_docs", error);
  if (path == NULL)
    return NULL;
  sending.path = path;
  for (guint i = 0; i < documents->len; i++)
    {
      JsonObject *document = g_ptr_array_index (documents, i);
      GaungSendResult *result = g_new0 (GaungSendResult, 1);

      result->id = g_strdup (gaung_json_get_string (document, "_id", ""));
      g_ptr_array_add (results, result);
      g_ptr_array_add (texts, gaung_json_to_text (document));
    }
  send_all (&sending);
  stop = sending.stop;
  if (stop != NULL && !sending.has_answer)
    {
      g_propagate_error (error, g_steal_pointer (&stop));
      return NULL;
    }
  for (guint i = 0; i < results->len; i++)
    {
      GaungSendResult *result = g_ptr_array_index (results, i);

      if (!is_answered (result) && stop != NULL)
        result->error = g_error_copy (stop);
    }
  return g_steal_pointer (&results);
}
