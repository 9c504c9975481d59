/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was set aside, in the order in which it needs people. */

#include "config.h"

#include "gaung-aside-lines.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gaung-exchange.h"
#include "gaung-json.h"

/* Of each kind; nobody reads more, and what is above it stays reachable as these go. */
#define MAX_ROWS 1000

const char *
gaung_aside_section_get_title (GaungAsideSection section)
{
  switch (section)
    {
    case GAUNG_ASIDE_REFUSED:
      return _ ("Refused by the server");
    case GAUNG_ASIDE_UNREAD:
      return _ ("Cannot be read here");
    case GAUNG_ASIDE_DROPPED:
    default:
      return _ ("Given up");
    }
}

static void
item_free (gpointer data)
{
  GaungAsideItem *item = data;

  g_free (item->id);
  g_free (item->type);
  g_free (item->kind);
  g_free (item->target);
  g_free (item->title);
  g_free (item->database);
  g_free (item->revision);
  g_free (item->code);
  g_free (item->reason);
  g_free (item);
}

static GaungAsideItem *
item_new (GPtrArray *items, GaungAsideSection section, const char *id)
{
  GaungAsideItem *item = g_new0 (GaungAsideItem, 1);
  const char *colon = strchr (id, ':');

  item->section = section;
  item->id = g_strdup (id);
  item->type = colon != NULL ? g_strndup (id, (gsize) (colon - id)) : g_strdup (id);
  g_ptr_array_add (items, item);

  return item;
}

/* Of the record, or of the complaint that it belongs to, if that is here. */
static void
take_title (GaungAsideItem *item, GaungStore *store, JsonObject *document)
{
  const char *parent = gaung_json_get_string (document, "parent", NULL);
  const char *title = gaung_json_get_string (document, "title", NULL);
  g_autoptr (GaungRecord) record = NULL;

  if (title == NULL)
    title = gaung_json_get_string (document, "name", NULL);
  item->kind = g_strdup (gaung_json_get_string (document, "kind", NULL));
  record = gaung_store_get (store, parent != NULL ? parent : item->id, NULL);
  if (record != NULL)
    item->target = g_strdup (gaung_record_get_id (record));
  if (title == NULL && parent != NULL && record != NULL)
    title = gaung_json_get_string (gaung_record_get_json (record), "title", NULL);
  item->title = g_strdup (title);
}

static gboolean
read_refused (GaungStore *store, GPtrArray *items, GError **error)
{
  g_autoptr (GPtrArray) rows = gaung_outbox_list (store, G_MAXUINT, error);
  guint n = 0;

  for (guint i = 0; rows != NULL && i < rows->len && n < MAX_ROWS; i++)
    {
      const GaungOutboxItem *row = g_ptr_array_index (rows, i);
      GaungAsideItem *item;

      if (row->state != GAUNG_OUTBOX_PARKED)
        continue;
      item = item_new (items, GAUNG_ASIDE_REFUSED, row->id);
      item->number = row->seq;
      item->kind = g_strdup (row->kind);
      item->target = g_strdup (row->parent != NULL ? row->parent : row->id);
      item->title = g_strdup (row->title);
      item->database = g_strdup (row->database);
      item->code = g_strdup (row->code);
      item->reason = g_strdup (row->reason);
      item->is_new = row->is_new;
      item->at = row->written_at;
      n++;
    }

  return rows != NULL;
}

static gboolean
read_unread (GaungStore *store, GPtrArray *items, GError **error)
{
  g_autoptr (GPtrArray) rows = gaung_quarantine_list (store, MAX_ROWS, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const GaungQuarantined *row = g_ptr_array_index (rows, i);
      GaungAsideItem *item = item_new (items, GAUNG_ASIDE_UNREAD, row->id);
      /* An older copy of it may be here. */
      g_autoptr (GaungRecord) record = gaung_store_get (store, row->id, NULL);

      item->database = g_strdup (row->database);
      item->revision = g_strdup (row->revision);
      item->reason = g_strdup (row->reason);
      item->at = row->at;
      if (record != NULL)
        take_title (item, store, gaung_record_get_json (record));
    }

  return rows != NULL;
}

static gboolean
read_dropped (GaungStore *store, GPtrArray *items, GError **error)
{
  g_autoptr (GPtrArray) rows = gaung_conflict_list (store, FALSE, MAX_ROWS, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const GaungConflict *row = g_ptr_array_index (rows, i);
      GaungAsideItem *item;

      if (row->kind != GAUNG_CONFLICT_DISCARDED)
        continue;
      item = item_new (items, GAUNG_ASIDE_DROPPED, row->id);
      item->number = row->number;
      item->database = gaung_exchange_get_database (store, row->id, NULL);
      item->reason = g_strdup (row->reason);
      item->is_new = row->theirs == NULL;
      item->at = row->at;
      if (row->mine != NULL)
        take_title (item, store, row->mine);
    }

  return rows != NULL;
}

/* Of all that a row shows; "today" is another text tomorrow. */
static guint64
get_fingerprint (const GaungAsideItem *item, GaungInstant now)
{
  guint64 fingerprint = gaung_fingerprint_add_text (0, item->id);

  fingerprint = gaung_fingerprint_add_number (fingerprint, item->section);
  fingerprint = gaung_fingerprint_add_number (fingerprint, item->number);
  fingerprint = gaung_fingerprint_add_number (fingerprint, item->at);
  fingerprint = gaung_fingerprint_add_number (fingerprint, gaung_day_of_instant (now));
  fingerprint = gaung_fingerprint_add_text (fingerprint, item->database);
  fingerprint = gaung_fingerprint_add_text (fingerprint, item->title);
  fingerprint = gaung_fingerprint_add_text (fingerprint, item->code);

  return gaung_fingerprint_add_text (fingerprint, item->reason);
}

typedef struct
{
  GaungInstant now;
  GPtrArray *items; /* (nullable): not read yet */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->items, g_ptr_array_unref);
  g_free (reading);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (item_free);
  g_autoptr (GaungLineSet) lines = NULL;
  GError *error = NULL;

  if (!read_refused (source, items, &error) || !read_unread (source, items, &error)
      || !read_dropped (source, items, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  lines = gaung_line_set_new ();
  for (guint i = 0; i < items->len; i++)
    {
      const GaungAsideItem *item = g_ptr_array_index (items, i);

      gaung_line_set_add (lines, item->section, get_fingerprint (item, reading->now), item);
    }
  gaung_line_set_keep (lines, g_ptr_array_ref (items));
  reading->items = g_steal_pointer (&items);
  g_task_return_pointer (task, g_steal_pointer (&lines), (GDestroyNotify) gaung_line_set_unref);
}

void
gaung_aside_read_async (GaungStore *store,
                        GaungInstant now,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, data);
  Reading *reading = g_new0 (Reading, 1);

  reading->now = now;
  g_task_set_source_tag (task, gaung_aside_read_async);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_thread);
}

GaungLineSet *
gaung_aside_read_finish (GAsyncResult *result, GPtrArray **items, GError **error)
{
  Reading *reading;
  GaungLineSet *lines;

  g_return_val_if_fail (g_async_result_is_tagged (result, gaung_aside_read_async), NULL);
  g_return_val_if_fail (items != NULL, NULL);

  lines = g_task_propagate_pointer (G_TASK (result), error);
  reading = g_task_get_task_data (G_TASK (result));
  *items = lines != NULL ? g_ptr_array_ref (reading->items) : NULL;

  return lines;
}
