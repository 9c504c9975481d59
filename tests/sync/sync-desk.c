/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SyncDesk: a person at a computer, and what they do there. Everything is written as the interface
 * writes it: an action and its entry in one transaction. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "sync-world.h"

#include "gaung-attachment.h"
#include "gaung-engine-private.h"
#include "gaung-entry.h"
#include "gaung-json.h"

static const struct
{
  const char *who;
  const char *name;
  const char *agency;
  const char *roles;
} people[] = {
  { "sari", "Sari Lestari", "dlh", "staff agency-dlh" },
  { "budi", "Budi Santoso", "dlh", "staff agency-dlh" },
  { "wati", "Wati Handayani", "dpupr", "staff agency-dpupr" },
  { "rini", "Rini Astuti", "diskominfo", "staff agency-diskominfo coordinator" },
  { "dina", "Dina Puspita", "diskominfo", "staff agency-diskominfo admin" },
};

/* In memory where the machine has such a place: thousands of stores come and go. */
static char *
make_directory (void)
{
  const char *memory = access ("/dev/shm", W_OK) == 0 ? "/dev/shm" : g_get_tmp_dir ();
  g_autofree char *directory = g_build_filename (memory, "gaung-sync-XXXXXX", NULL);

  g_assert_nonnull (g_mkdtemp (directory));
  return g_steal_pointer (&directory);
}

static void
remove_directory (const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);

      g_unlink (path);
    }
  g_rmdir (directory);
}

void
sync_desk_open (SyncDesk *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = sync_world_name_account (self->world, self->who);
  g_autoptr (GaungCredentials) credentials = gaung_credentials_new_password (name, self->password);

  self->store = gaung_store_open (self->path, self->key, &error);
  g_assert_no_error (error);
  gaung_store_set_actor (self->store, self->actor, &error);
  g_assert_no_error (error);
  self->account = gaung_account_new (self->address != NULL ? self->address
                                                           : fault_proxy_get_address (self->proxy),
                                     sync_world_get_prefix (self->world),
                                     name,
                                     credentials,
                                     &error);
  g_assert_no_error (error);
  gaung_account_set_trust (self->account, self->trust);
  self->engine = gaung_engine_new (self->store, self->account, NULL);
  gaung_engine_set_timeout (self->engine, 2);
  self->n_opened++;
}

void
sync_desk_close (SyncDesk *self)
{
  if (self->store == NULL)
    return;
  gaung_engine_stop (self->engine);
  gaung_store_close (self->store);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (self->engine);
  g_assert_finalize_object (self->account);
  g_assert_finalize_object (self->store);
  self->engine = NULL;
  self->account = NULL;
  self->store = NULL;
}

SyncDesk *
sync_desk_new (SyncWorld *world, const char *who)
{
  SyncDesk *self = g_new0 (SyncDesk, 1);
  g_autofree char *name = sync_world_name_account (world, who);

  self->world = world;
  self->who = g_strdup (who);
  self->password = g_strdup ("rahasia-1945");
  self->directory = make_directory ();
  self->path = g_build_filename (self->directory, "store.db", NULL);
  self->key = g_bytes_new_static ("0123456789abcdef0123456789abcdef", 32);
  self->proxy = fault_proxy_new (sync_world_get_address (world));
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    if (strcmp (people[i].who, who) == 0)
      {
        g_auto (GStrv) roles = g_strsplit (people[i].roles, " ", -1);

        self->actor
            = gaung_actor_new (name, people[i].name, people[i].agency, (const char *const *) roles);
      }
  g_assert_nonnull (self->actor);
  sync_desk_open (self);
  return self;
}

void
sync_desk_free (SyncDesk *self)
{
  sync_desk_close (self);
  fault_proxy_free (self->proxy);
  remove_directory (self->directory);
  gaung_actor_free (self->actor);
  g_bytes_unref (self->key);
  g_free (self->who);
  g_free (self->password);
  g_free (self->directory);
  g_free (self->path);
  g_free (self->address);
  g_clear_object (&self->trust);
  g_free (self);
}

void
sync_desk_restart (SyncDesk *self)
{
  sync_desk_close (self);
  sync_desk_open (self);
}

gboolean
sync_desk_run (SyncDesk *self, GError **error)
{
  GaungSyncTotals totals = { 0 };
  gboolean is_done = gaung_engine_run_sync (self->engine, &totals, NULL, error);

  while (g_main_context_iteration (NULL, FALSE))
    continue;
  return is_done;
}

void
sync_desk_run_until_quiet (SyncDesk *self, guint most)
{
  for (guint i = 0; i < most; i++)
    {
      g_autoptr (GError) error = NULL;
      GaungSyncTotals totals = { 0 };

      sync_world_advance (self->world, 10 * GAUNG_MINUTE);
      gaung_engine_run_sync (self->engine, &totals, NULL, &error);
      g_assert_no_error (error);
      while (g_main_context_iteration (NULL, FALSE))
        continue;
      if (totals.sent + totals.received + totals.merged + totals.clashed + totals.carried
              + totals.removed
          == 0)
        return;
    }
  g_error ("%s: not quiet after %u passes", self->who, most);
}

/* ---- What they do ---- */

GaungRecord *
sync_desk_make_complaint (SyncDesk *self, const char *agency, const char *title)
{
  GaungInstant now = gaung_instant_now ();
  GaungRecord *record = gaung_record_new ("complaint", self->actor, now);

  g_assert_true (gaung_record_set_string (record, "title", title, NULL));
  g_assert_true (gaung_record_set_string (record, "text", title, NULL));
  g_assert_true (gaung_record_set_string (record, "state", "new", NULL));
  g_assert_true (gaung_record_set_string (record, "channel", "whatsapp", NULL));
  g_assert_true (gaung_record_set_string (
      record, "agency", agency != NULL ? agency : self->actor->agency, NULL));
  g_assert_true (gaung_record_set_instant (record, "received_at", now, NULL));
  return record;
}

gboolean
sync_desk_write (SyncDesk *self, GaungRecord *record, GaungRecord *more, const char *before)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GError) error = NULL;

  gaung_batch_put (batch, record, before);
  if (more != NULL)
    gaung_batch_put (batch, more, NULL);
  gaung_store_write (self->store, batch, &error);
  /* The engine was quicker: whoever looks at it now would write something else. */
  if (g_error_matches (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_CONFLICT))
    return FALSE;
  g_assert_no_error (error);
  return TRUE;
}

/* What was handed over is a trace, and nothing to write on. */
static gboolean
is_moved (GaungRecord *record)
{
  return g_strcmp0 (gaung_record_get_string (record, "state"), "moved") == 0;
}

gboolean
sync_desk_replace (
    SyncDesk *self, const char *id, const char *member, const char *value, char **replaced)
{
  g_autoptr (GaungRecord) record = sync_desk_get (self, id);
  g_autoptr (GaungRecord) old = NULL;
  g_autoptr (GaungEntry) entry = NULL;
  g_autofree char *before = NULL;

  if (record == NULL || is_moved (record))
    return FALSE;
  old = gaung_record_copy (record);
  before = g_strdup (gaung_record_get_change (record));
  g_assert_true (gaung_record_set_string (record, member, value, NULL));
  entry = gaung_entry_new_for_change (old, record, self->actor, gaung_instant_now ());
  if (entry == NULL)
    return FALSE;
  gaung_record_touch (record, self->actor, gaung_instant_now ());
  if (!sync_desk_write (self, record, GAUNG_RECORD (entry), before))
    return FALSE;
  if (replaced != NULL)
    *replaced = g_strdup (gaung_record_get_string (old, member));
  return TRUE;
}

gboolean
sync_desk_edit (SyncDesk *self, const char *id, const char *member, const char *value)
{
  return sync_desk_replace (self, id, member, value, NULL);
}

gboolean
sync_desk_act (SyncDesk *self,
               const char *id,
               GaungComplaintAction action,
               const GaungComplaintArguments *arguments,
               char **entry_id)
{
  g_autoptr (GaungRecord) record = sync_desk_get (self, id);
  g_autoptr (GaungEntry) entry = NULL;
  g_autofree char *before = NULL;

  if (record == NULL || is_moved (record))
    return FALSE;
  before = g_strdup (gaung_record_get_change (record));
  entry = gaung_complaint_perform (
      GAUNG_COMPLAINT (record), action, arguments, self->actor, gaung_instant_now (), NULL);
  if (entry == NULL)
    return FALSE;
  if (!sync_desk_write (self, record, GAUNG_RECORD (entry), before))
    return FALSE;
  if (entry_id != NULL)
    *entry_id = g_strdup (gaung_record_get_id (GAUNG_RECORD (entry)));
  return TRUE;
}

char *
sync_desk_attach (SyncDesk *self, const char *id, const char *name, GBytes *bytes)
{
  GaungInstant now = gaung_instant_now ();
  g_autoptr (GaungRecord) record = sync_desk_get (self, id);
  g_autoptr (GaungAttachment) attachment
      = gaung_attachment_new (bytes, name, "image/jpeg", self->actor, now);
  const char *attachment_id = gaung_record_get_id (GAUNG_RECORD (attachment));
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_auto (GStrv) held = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) attached = NULL;
  g_autofree char *before = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (record);
  before = g_strdup (gaung_record_get_change (record));
  held = gaung_record_get_strings (record, "attachments");
  g_strv_builder_addv (builder, (const char **) held);
  g_strv_builder_add (builder, attachment_id);
  attached = g_strv_builder_end (builder);
  g_assert_true (
      gaung_record_set_strings (record, "attachments", (const char *const *) attached, NULL));
  gaung_record_touch (record, self->actor, now);
  gaung_batch_put (batch, GAUNG_RECORD (attachment), NULL);
  gaung_batch_put_bytes (batch, attachment_id, bytes);
  gaung_batch_put (batch, record, before);
  gaung_store_write (self->store, batch, &error);
  /* The engine was quicker, as in sync_desk_write(). */
  if (g_error_matches (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_CONFLICT))
    return NULL;
  g_assert_no_error (error);
  return g_strdup (attachment_id);
}

GaungRecord *
sync_desk_get (SyncDesk *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  GaungRecord *record = gaung_store_get (self->store, id, &error);

  if (record == NULL)
    g_assert_error (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING);
  return record;
}

char *
sync_desk_get_text (SyncDesk *self, const char *id, const char *member)
{
  g_autoptr (GaungRecord) record = sync_desk_get (self, id);

  return record != NULL ? g_strdup (gaung_record_get_string (record, member)) : NULL;
}

guint
sync_desk_count_waiting (SyncDesk *self)
{
  GaungOutboxCounts counts = { 0 };
  g_autoptr (GError) error = NULL;

  gaung_outbox_count (self->store, &counts, &error);
  g_assert_no_error (error);
  return counts.waiting;
}

guint
sync_desk_count_conflicts (SyncDesk *self, gboolean is_open)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = gaung_conflict_list (self->store, is_open, G_MAXUINT, &error);

  g_assert_no_error (error);
  return conflicts->len;
}
