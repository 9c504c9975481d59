/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of things: what is the server's comes first, so that what we send rests on it. */
#include "config.h"

#include "gaung-sync-private.h"

#define MAX_LISTS 4
#define MAX_CARRIES 4

#define RETENTION_SETTING "retention.days"
#define RETAINED_SETTING "retention.last"

/* FALSE: the pass is over. */
static gboolean
read_base (GaungSync *self, GaungSyncBase *base, GError **error)
{
  g_autoptr (GError) trouble = NULL;

  if (base->trouble == GAUNG_SYNC_TROUBLE_RIGHTS && !base->is_readable)
    return TRUE;
  if ((base->is_compared || gaung_sync_compare (self, base, &trouble))
      && (!base->is_behind || gaung_sync_pull (self, base, &trouble)))
    return TRUE;
  if (gaung_sync_take_base_error (self, base, &trouble))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}

/* The directory first; what it says may change the list of the others. */
static gboolean
read_directory (GaungSync *self, GError **error)
{
  for (guint i = 0; i < MAX_LISTS; i++)
    {
      GaungSyncBase *directory;

      self->is_list_stale = FALSE;
      if (!gaung_sync_list_databases (self, error))
        return FALSE;
      directory = gaung_sync_find_kind (self, GAUNG_SYNC_DIRECTORY, NULL);
      if (!read_base (self, directory, error))
        return FALSE;
      if (!self->is_list_stale)
        return TRUE;
    }
  return TRUE;
}

gboolean
gaung_sync_read_all (GaungSync *self, GError **error)
{
  if (!gaung_sync_greet (self, error) || !read_directory (self, error))
    return FALSE;
  for (guint i = 0; i < self->bases->len; i++)
    if (!read_base (self, g_ptr_array_index (self->bases, i), error))
      return FALSE;
  return gaung_sync_settle_claims (self, error);
}

/* What this pass wrote comes back in the feed: it is read, so that all is known here as it is
 * there. */
static gboolean
read_again (GaungSync *self, GError **error)
{
  for (guint i = 0; i < self->bases->len; i++)
    {
      GaungSyncBase *base = g_ptr_array_index (self->bases, i);

      base->is_behind = TRUE;
      if (base->is_readable && !read_base (self, base, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
carry_all (GaungSync *self, GError **error)
{
  gboolean has_carried = TRUE;

  for (guint i = 0; has_carried && i < MAX_CARRIES; i++)
    {
      if (!gaung_sync_carry (self, &has_carried, error))
        return FALSE;
      if (has_carried && !read_again (self, error))
        return FALSE;
    }
  return TRUE;
}

static void
expect_moved (GaungSync *self)
{
  for (guint i = 0; i < self->bases->len; i++)
    gaung_sync_expect_moved (g_ptr_array_index (self->bases, i));
}

/* Each pass of its own looks again at everything; only the store remembers. */
static void
forget (GaungSync *self)
{
  g_clear_error (&self->fault);
  self->was_replaced = FALSE;
  for (guint i = 0; i < self->bases->len; i++)
    {
      GaungSyncBase *base = g_ptr_array_index (self->bases, i);

      base->is_compared = FALSE;
      base->is_behind = TRUE;
    }
}

gboolean
gaung_sync_run (GaungSync *self, GError **error)
{
  guint64 sent_before;

  forget (self);
  if (!gaung_sync_read_all (self, error) || !gaung_sync_retry_unread (self, error))
    return FALSE;
  expect_moved (self);
  sent_before = self->totals.sent;
  if (!gaung_sync_push (self, error))
    return FALSE;
  if (self->totals.sent != sent_before && !read_again (self, error))
    return FALSE;
  if (!carry_all (self, error) || !gaung_sync_retain (self, error))
    return FALSE;
  if (self->fault == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->fault));
  return FALSE;
}

/* ---- Retention ---- */

static gint64
read_number (GaungSync *self, const char *setting, gint64 fallback)
{
  g_autofree char *text = gaung_store_get_setting (self->store, setting);
  gint64 number;

  if (text == NULL || !g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &number, NULL))
    return fallback;
  return number;
}

GaungInstant
gaung_sync_get_next_retention (GaungSync *self)
{
  gint64 last = read_number (self, RETAINED_SETTING, 0);

  if (read_number (self, RETENTION_SETTING, 0) == 0)
    return GAUNG_INSTANT_NONE;
  return last + GAUNG_DAY_LENGTH;
}

gboolean
gaung_sync_retain (GaungSync *self, GError **error)
{
  gint64 days = MIN (read_number (self, RETENTION_SETTING, 0), 36500);
  GaungInstant now = gaung_instant_now ();
  GaungInstant due = gaung_sync_get_next_retention (self);
  g_autoptr (GaungBatch) batch = NULL;
  g_autofree char *text = NULL;
  guint n_forgotten = 0;

  if (days == 0 || due > now)
    return TRUE;
  if (!gaung_exchange_forget_closed (
          self->store, now - days * GAUNG_DAY_LENGTH, &n_forgotten, self->cancellable, error))
    return FALSE;
  if (n_forgotten > 0)
    g_message ("%u complaints that were closed more than %d days ago are no longer kept here",
               n_forgotten,
               (int) days);
  text = g_strdup_printf ("%" G_GINT64_FORMAT, now);
  batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
  gaung_batch_put_setting (batch, RETAINED_SETTING, text);
  return gaung_store_write (self->store, batch, error);
}
