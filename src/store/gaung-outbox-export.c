/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rescue file: everything unsent, one JSON object a line, which anything can read. */
#include "config.h"

#include "gaung-exchange-private.h"

#include "gaung-json.h"

static const char *const states[] = {
  [GAUNG_OUTBOX_WAITING] = "waiting", [GAUNG_OUTBOX_UNDER_WAY] = "under-way",
  [GAUNG_OUTBOX_HELD] = "held",       [GAUNG_OUTBOX_LATER] = "later",
  [GAUNG_OUTBOX_PARKED] = "parked",
};

static void
set_text (JsonObject *line, const char *member, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (line, member, text);
}

/* The bytes of an attachment that are not here cannot be unsent. */
static gboolean
add_bytes (GaungStore *store, JsonObject *line, const char *id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  if (!g_str_has_prefix (id, "attachment:"))
    return TRUE;
  bytes = gaung_store_get_bytes (store, id, &local_error);
  if (bytes == NULL)
    {
      if (g_error_matches (local_error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  text = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  json_object_set_string_member (line, "bytes", text);
  return TRUE;
}

static gboolean
write_item (GaungStore *store,
            const GaungOutboxItem *item,
            GOutputStream *stream,
            guint *n_items,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (JsonObject) line = json_object_new ();
  g_autoptr (GaungRecord) record = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *written_at = gaung_instant_to_text (item->written_at);
  g_autofree char *text = NULL;

  record = gaung_store_get (store, item->id, &local_error);
  if (record == NULL)
    {
      /* It was given up, or replaced, since it was listed. */
      if (g_error_matches (local_error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  set_text (line, "state", states[item->state]);
  set_text (line, "code", item->code);
  set_text (line, "reason", item->reason);
  json_object_set_boolean_member (line, "is_new", item->is_new);
  set_text (line, "written_at", written_at);
  json_object_set_object_member (
      line, "document", json_object_ref (gaung_record_get_json (record)));
  if (!add_bytes (store, line, item->id, error))
    return FALSE;
  (*n_items)++;
  text = gaung_json_to_text (line);
  return g_output_stream_write_all (stream, text, strlen (text), NULL, cancellable, error)
         && g_output_stream_write_all (stream, "\n", 1, NULL, cancellable, error);
}

/**
 * gaung_outbox_export:
 * @seq: of one item; 0: all
 * @n_items: (out) (optional)
 *
 * Every line: `state`, `code`, `reason`, `is_new`, `written_at`, `document`, `bytes` (base64, of an
 * attachment). The stream is not closed.
 */
gboolean
gaung_outbox_export (GaungStore *store,
                     gint64 seq,
                     GOutputStream *stream,
                     guint *n_items,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GPtrArray) items = NULL;
  guint n = 0;

  g_return_val_if_fail (GAUNG_IS_STORE (store), FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  if (seq == 0)
    items = gaung_outbox_list (store, G_MAXUINT, error);
  else
    {
      GaungOutboxItem *item = gaung_outbox_get (store, seq, error);

      items = item != NULL
                  ? g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_outbox_item_free)
                  : NULL;
      if (item != NULL)
        g_ptr_array_add (items, item);
    }
  if (items == NULL)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    if (!write_item (store, g_ptr_array_index (items, i), stream, &n, cancellable, error))
      return FALSE;
  if (n_items != NULL)
    *n_items = n;
  return g_output_stream_flush (stream, cancellable, error);
}
