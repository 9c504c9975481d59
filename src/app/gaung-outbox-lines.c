/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All of the outbox, in the order in which people need it. */

#include "config.h"

#include "gaung-outbox-lines.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gaung-fold.h"

typedef struct
{
  guint sections;
  char *search; /* (nullable): folded */
  GaungInstant now;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->search);
  g_free (reading);
}

const char *
gaung_outbox_section_get_title (GaungOutboxSection section)
{
  switch (section)
    {
    case GAUNG_OUTBOX_SECTION_PARKED:
      return _ ("Needs you");
    case GAUNG_OUTBOX_SECTION_UNSENT:
      return _ ("Can still be taken back");
    case GAUNG_OUTBOX_SECTION_HELD:
      return _ ("Held back");
    case GAUNG_OUTBOX_SECTION_WAITING:
    case GAUNG_OUTBOX_SECTION_N:
    default:
      return _ ("Goes out by itself");
    }
}

void
gaung_outbox_page_free (GaungOutboxPage *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->lines, gaung_line_set_unref);
  g_free (self);
}

static GaungOutboxSection
get_section (const GaungOutboxItem *item)
{
  switch (item->state)
    {
    case GAUNG_OUTBOX_PARKED:
      return GAUNG_OUTBOX_SECTION_PARKED;
    case GAUNG_OUTBOX_HELD:
      return GAUNG_OUTBOX_SECTION_HELD;
    case GAUNG_OUTBOX_LATER:
    case GAUNG_OUTBOX_UNDER_WAY:
    case GAUNG_OUTBOX_WAITING:
    default:
      return GAUNG_OUTBOX_SECTION_WAITING;
    }
}

/* Every word, in any order. */
static gboolean
is_found (const Reading *reading, const char *title)
{
  g_autofree char *folded = NULL;
  g_auto (GStrv) words = NULL;

  if (reading->search == NULL)
    return TRUE;
  folded = gaung_fold (title != NULL ? title : "");
  words = g_strsplit (reading->search, " ", -1);
  for (char **word = words; *word != NULL; word++)
    if (strstr (folded, *word) == NULL)
      return FALSE;

  return TRUE;
}

/* Of all that a row shows. "In 4 minutes" is another text a minute later, and "today" on another
 * day. */
static guint64
get_item_fingerprint (const GaungOutboxItem *item, GaungInstant now)
{
  guint64 fingerprint = gaung_fingerprint_add_number (0, item->seq);

  fingerprint = gaung_fingerprint_add_number (fingerprint, item->state);
  fingerprint = gaung_fingerprint_add_number (fingerprint, item->tries);
  fingerprint = gaung_fingerprint_add_number (fingerprint, item->hold_until);
  fingerprint = gaung_fingerprint_add_number (fingerprint, item->written_at);
  fingerprint = gaung_fingerprint_add_number (fingerprint, gaung_day_of_instant (now));
  if (item->state == GAUNG_OUTBOX_LATER)
    fingerprint
        = gaung_fingerprint_add_number (fingerprint, (item->not_before - now) / GAUNG_MINUTE);
  fingerprint = gaung_fingerprint_add_text (fingerprint, item->title);
  fingerprint = gaung_fingerprint_add_text (fingerprint, item->code);

  return gaung_fingerprint_add_text (fingerprint, item->reason);
}

static guint64
get_held_fingerprint (const GaungHeldItem *item, GaungInstant now)
{
  guint64 fingerprint = gaung_fingerprint_add_text (0, item->complaint);

  fingerprint = gaung_fingerprint_add_number (fingerprint, item->due_at);
  fingerprint = gaung_fingerprint_add_number (fingerprint, item->due_at > now);

  return gaung_fingerprint_add_text (fingerprint, item->title);
}

static void
add_items (GaungLineSet *lines,
           GPtrArray *items,
           GaungOutboxSection section,
           const Reading *reading)
{
  if ((reading->sections & (1u << section)) == 0)
    return;
  for (guint i = 0; i < items->len; i++)
    {
      const GaungOutboxItem *item = g_ptr_array_index (items, i);

      if (get_section (item) == section && is_found (reading, item->title))
        gaung_line_set_add (lines, section, get_item_fingerprint (item, reading->now), item);
    }
}

static void
add_held (GaungLineSet *lines, GPtrArray *held, const Reading *reading)
{
  if ((reading->sections & (1u << GAUNG_OUTBOX_SECTION_UNSENT)) == 0)
    return;
  for (guint i = 0; i < held->len; i++)
    {
      const GaungHeldItem *item = g_ptr_array_index (held, i);

      if (is_found (reading, item->title))
        gaung_line_set_add (
            lines, GAUNG_OUTBOX_SECTION_UNSENT, get_held_fingerprint (item, reading->now), item);
    }
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GaungOutboxPage) page = g_new0 (GaungOutboxPage, 1);
  const Reading *reading = data;
  GPtrArray *items, *held;
  GError *error = NULL;

  items = gaung_outbox_list (source, G_MAXUINT, &error);
  if (items == NULL || !gaung_outbox_count (source, &page->counts, &error))
    {
      g_clear_pointer (&items, g_ptr_array_unref);
      g_task_return_error (task, error);
      return;
    }
  held = gaung_held_items_list (source);
  page->n_unsent = held->len;
  page->lines = gaung_line_set_new ();
  gaung_line_set_keep (page->lines, items);
  gaung_line_set_keep (page->lines, held);
  add_items (page->lines, items, GAUNG_OUTBOX_SECTION_PARKED, reading);
  add_held (page->lines, held, reading);
  add_items (page->lines, items, GAUNG_OUTBOX_SECTION_HELD, reading);
  add_items (page->lines, items, GAUNG_OUTBOX_SECTION_WAITING, reading);
  g_task_return_pointer (task, g_steal_pointer (&page), (GDestroyNotify) gaung_outbox_page_free);
}

void
gaung_outbox_page_read_async (GaungStore *store,
                              guint sections,
                              const char *search,
                              GaungInstant now,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, data);
  Reading *reading = g_new0 (Reading, 1);

  reading->sections = sections;
  reading->search = search != NULL && *search != '\0' ? gaung_fold (search) : NULL;
  reading->now = now;
  g_task_set_source_tag (task, gaung_outbox_page_read_async);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_thread);
}

GaungOutboxPage *
gaung_outbox_page_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, gaung_outbox_page_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
