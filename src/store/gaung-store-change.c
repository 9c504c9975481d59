/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Telling what changed, whoever wrote it. Every write gives its documents the next numbers of one
 * counter (document.seq); what lies between the last number told and the first of a commit of ours
 * was written by another process. */
#include "config.h"

#include "gaung-store-private.h"

/* Between the first sign of another process's write and the look at it. */
#define DEBOUNCE_MILLISECONDS 60
/* After the open: the first lists come first. */
#define REFRESH_MILLISECONDS 3000

GaungStoreChange *
gaung_store_change_new (
    gint64 row, const char *id, const char *type, const char *parent, GaungChangeKind kind)
{
  GaungStoreChange *self = g_new0 (GaungStoreChange, 1);

  self->row = row;
  self->id = g_strdup (id);
  self->type = g_strdup (type);
  self->parent = g_strdup (parent);
  self->kind = kind;
  return self;
}

void
gaung_store_change_free (GaungStoreChange *self)
{
  g_free (self->id);
  g_free (self->type);
  g_free (self->parent);
  g_free (self);
}

static gboolean
emit_cb (gpointer data)
{
  GaungStore *self = data;
  g_autoptr (GaungStore) alive = g_object_ref (self);
  g_autoptr (GPtrArray) changes = NULL;
  gboolean is_exchange_changed;

  g_mutex_lock (&self->changes_lock);
  g_clear_pointer (&self->emission, g_source_unref);
  changes = g_steal_pointer (&self->changes);
  if (self->is_reset)
    {
      g_clear_pointer (&changes, g_ptr_array_unref);
      changes = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_store_change_free);
    }
  is_exchange_changed = self->is_exchange_changed;
  self->is_reset = self->is_exchange_changed = FALSE;
  g_mutex_unlock (&self->changes_lock);
  if (changes != NULL)
    g_signal_emit_by_name (self, "changed", changes);
  if (is_exchange_changed)
    g_signal_emit_by_name (self, "exchange-changed");
  return G_SOURCE_REMOVE;
}

/* With the lock held. Before the next frame is drawn. */
static void
schedule (GaungStore *self)
{
  if (self->emission != NULL)
    return;
  self->emission = g_idle_source_new ();
  g_source_set_priority (self->emission, G_PRIORITY_HIGH);
  g_source_set_callback (self->emission, emit_cb, self, NULL);
  g_source_attach (self->emission, self->context);
}

static void
add_changes (GaungStore *self, GPtrArray *changes)
{
  if (changes == NULL
      || (self->changes != NULL && self->changes->len + changes->len > GAUNG_STORE_MAX_CHANGES))
    self->is_reset = TRUE;
  if (self->is_reset)
    {
      g_clear_pointer (&self->changes, g_ptr_array_unref);
      g_clear_pointer (&changes, g_ptr_array_unref);
    }
  else if (self->changes == NULL)
    self->changes = changes;
  else
    g_ptr_array_extend_and_steal (self->changes, changes);
  schedule (self);
}

/* NULL: there are too many, one was removed, or they cannot be read. Whether a document is new here
 * cannot be known; its first local revision comes close. */
GPtrArray *
gaung_store_read_changes (GaungDatabase *database, gint64 after, gint64 until)
{
  g_autoptr (GPtrArray) changes
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_store_change_free);
  g_autoptr (GaungStatement) statement = gaung_database_prepare (
      database,
      "SELECT row, id, (SELECT text FROM term WHERE number = type), parent, local_rev FROM document"
      " WHERE seq > ?1 AND seq <= ?2 ORDER BY seq LIMIT ?3",
      NULL);
  g_autoptr (GError) error = NULL;
  gint64 floor;

  if (statement == NULL
      || !gaung_database_read_integer (database, 0, &floor, NULL, "SELECT seq FROM floor", "")
      || floor > after)
    return NULL;
  gaung_statement_bind (statement, "iii", after, until, (gint64) GAUNG_STORE_MAX_CHANGES + 1);
  while (gaung_statement_step (statement, &error))
    g_ptr_array_add (changes,
                     gaung_store_change_new (gaung_statement_get_integer (statement, 0),
                                             gaung_statement_get_text (statement, 1),
                                             gaung_statement_get_text (statement, 2),
                                             gaung_statement_get_text (statement, 3),
                                             gaung_statement_get_integer (statement, 4) == 1
                                                 ? GAUNG_CHANGE_CREATED
                                                 : GAUNG_CHANGE_CHANGED));
  return error == NULL && changes->len <= GAUNG_STORE_MAX_CHANGES ? g_steal_pointer (&changes)
                                                                  : NULL;
}

static gboolean
has_rules (GPtrArray *changes)
{
  for (guint i = 0; changes != NULL && i < changes->len; i++)
    if (gaung_store_is_rule_type (((GaungStoreChange *) g_ptr_array_index (changes, i))->type))
      return TRUE;
  return changes == NULL;
}

/* With the writer's lock held. */
void
gaung_store_announce (GaungStore *self, GPtrArray *changes, gint64 first_seq, gint64 last_seq)
{
  g_autoptr (GPtrArray) foreign = NULL;
  gboolean has_foreign;
  gint64 seen;

  if (last_seq < first_seq)
    {
      g_clear_pointer (&changes, g_ptr_array_unref);
      return;
    }
  g_mutex_lock (&self->changes_lock);
  seen = self->seen_seq;
  g_mutex_unlock (&self->changes_lock);
  has_foreign = seen < first_seq - 1;
  if (has_foreign)
    {
      foreign = gaung_store_read_changes (self->writer, seen, first_seq - 1);
      if (has_rules (foreign))
        gaung_store_drop_rules (self);
    }

  g_mutex_lock (&self->changes_lock);
  self->seen_seq = MAX (self->seen_seq, last_seq);
  if (has_foreign)
    {
      self->is_exchange_changed = TRUE;
      add_changes (self, g_steal_pointer (&foreign));
    }
  add_changes (self, changes);
  g_mutex_unlock (&self->changes_lock);
}

void
gaung_store_announce_reset (GaungStore *self)
{
  g_mutex_lock (&self->changes_lock);
  add_changes (self, NULL);
  g_mutex_unlock (&self->changes_lock);
}

void
gaung_store_announce_exchange (GaungStore *self)
{
  g_mutex_lock (&self->changes_lock);
  self->is_exchange_changed = TRUE;
  schedule (self);
  g_mutex_unlock (&self->changes_lock);
}

/* Not all that the synchronisation of another process does changes a document. */
static void
look_at_version (GaungStore *self, GaungDatabase *database)
{
  gint64 version;

  if (!gaung_database_read_integer (database, 0, &version, NULL, "PRAGMA data_version", "")
      || version == self->data_version)
    return;
  if (self->data_version != 0)
    gaung_store_announce_exchange (self);
  self->data_version = version;
}

void
gaung_store_look (GaungStore *self)
{
  g_auto (GaungReader) reader = { 0 };
  g_autoptr (GPtrArray) changes = NULL;
  gint64 seen, last;

  g_mutex_lock (&self->changes_lock);
  seen = self->seen_seq;
  g_mutex_unlock (&self->changes_lock);
  if (!gaung_store_acquire (self, &reader, NULL))
    return;
  look_at_version (self, reader.database);
  if (!gaung_database_read_integer (reader.database, 0, &last, NULL, GAUNG_STORE_LAST_SEQ, "")
      || last <= seen)
    return;
  changes = gaung_store_read_changes (reader.database, seen, last);
  if (has_rules (changes))
    gaung_store_drop_rules (self);

  g_mutex_lock (&self->changes_lock);
  /* A write of ours may have told these in the meantime. */
  if (self->seen_seq == seen)
    {
      self->seen_seq = last;
      add_changes (self, g_steal_pointer (&changes));
    }
  g_mutex_unlock (&self->changes_lock);
}

static gboolean
look_cb (gpointer data)
{
  GaungStore *self = data;

  g_clear_pointer (&self->debounce, g_source_unref);
  gaung_store_look (self);
  return G_SOURCE_REMOVE;
}

static void
file_changed_cb (GFileMonitor *monitor,
                 GFile *file,
                 GFile *other_file,
                 GFileMonitorEvent event,
                 GaungStore *self)
{
  if (self->debounce != NULL)
    return;
  self->debounce = g_timeout_source_new (DEBOUNCE_MILLISECONDS);
  g_source_set_callback (self->debounce, look_cb, self, NULL);
  g_source_attach (self->debounce, self->context);
}

static gboolean
refresh_cb (gpointer data)
{
  GaungStore *self = data;

  g_clear_pointer (&self->refresh, g_source_unref);
  gaung_store_refresh_ranks (self);
  return G_SOURCE_REMOVE;
}

static gboolean
start_cb (gpointer data)
{
  GaungStore *self = data;
  g_autofree char *path = g_strconcat (self->path, "-wal", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_clear_pointer (&self->debounce, g_source_unref);
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    {
      g_file_monitor_set_rate_limit (self->monitor, DEBOUNCE_MILLISECONDS);
      g_signal_connect (self->monitor, "changed", G_CALLBACK (file_changed_cb), self);
    }
  self->refresh = g_timeout_source_new (REFRESH_MILLISECONDS);
  g_source_set_callback (self->refresh, refresh_cb, self, NULL);
  g_source_attach (self->refresh, self->context);
  /* What was written between the open and now. */
  gaung_store_look (self);
  return G_SOURCE_REMOVE;
}

/* The store may have been opened in another thread: a monitor belongs to the context that made it.
 */
void
gaung_store_start_watching (GaungStore *self)
{
  self->debounce = g_idle_source_new ();
  g_source_set_callback (self->debounce, start_cb, self, NULL);
  g_source_attach (self->debounce, self->context);
}

void
gaung_store_stop_watching (GaungStore *self)
{
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  if (self->debounce != NULL)
    g_source_destroy (self->debounce);
  g_clear_pointer (&self->debounce, g_source_unref);
  if (self->refresh != NULL)
    g_source_destroy (self->refresh);
  g_clear_pointer (&self->refresh, g_source_unref);
  g_mutex_lock (&self->changes_lock);
  if (self->emission != NULL)
    g_source_destroy (self->emission);
  g_clear_pointer (&self->emission, g_source_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_mutex_unlock (&self->changes_lock);
}

gboolean
gaung_store_changes_have_type (GPtrArray *changes, const char *type)
{
  g_return_val_if_fail (changes != NULL && type != NULL, FALSE);

  for (guint i = 0; i < changes->len; i++)
    {
      const GaungStoreChange *change = g_ptr_array_index (changes, i);

      if (change->kind != GAUNG_CHANGE_SEEN && g_str_equal (change->type, type))
        return TRUE;
    }
  return changes->len == 0;
}
