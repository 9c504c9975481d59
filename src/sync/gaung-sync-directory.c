/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which databases there are for us: from the roles that the server tells, and from the documents
 * `database:<name>` of the directory. The latter are no records: they are kept as a setting, so
 * that they are known before the directory was read anew. */
#include "config.h"

#include <string.h>

#include "gaung-json.h"
#include "gaung-sync-private.h"

#define SETTING "sync.databases"
#define ROLE_PREFIX "agency-"

static const char *const kind_nicks[] = { "directory", "common", "agency", "identity" };

const char *
gaung_sync_kind_get_nick (GaungSyncKind kind)
{
  return kind_nicks[kind];
}

GaungSyncBase *
gaung_sync_base_new (const char *name, GaungSyncKind kind, const char *agency)
{
  GaungSyncBase *base = g_new0 (GaungSyncBase, 1);

  base->name = g_strdup (name);
  base->kind = kind;
  base->agency = g_strdup (agency);
  base->is_behind = TRUE;
  base->success_at = GAUNG_INSTANT_NONE;
  base->retry_at = GAUNG_INSTANT_NONE;
  base->stuck = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return base;
}

void
gaung_sync_base_free (GaungSyncBase *base)
{
  g_free (base->name);
  g_free (base->agency);
  g_free (base->epoch);
  g_clear_pointer (&base->checkpoint, gaung_checkpoint_free);
  g_hash_table_unref (base->stuck);
  g_free (base);
}

/* ---- Who answers ---- */

static gboolean
keep_roles (GaungSync *self, GError **error)
{
  g_autofree char *text = g_strjoinv (" ", self->session->roles);
  g_autofree char *stored = gaung_store_get_setting (self->store, "sync.roles");
  g_autoptr (GaungBatch) batch = NULL;

  if (g_strcmp0 (text, stored) == 0)
    return TRUE;
  if (!gaung_sync_retry_rights (self, error))
    return FALSE;
  batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
  gaung_batch_put_setting (batch, "sync.roles", text);
  return gaung_store_write (self->store, batch, error);
}

gboolean
gaung_sync_greet (GaungSync *self, GError **error)
{
  g_autoptr (GaungServerInfo) info
      = gaung_couch_get_server_info_sync (self->couch, self->cancellable, error);
  g_autoptr (GaungServerSession) session = NULL;

  if (info == NULL)
    return FALSE;
  g_set_str (&self->server_uuid, info->uuid);
  /* The answer's clock stops at whole seconds: half of one is the best guess. */
  self->skew_ms = info->date >= 0 ? gaung_instant_now () - (info->date * 1000 + 500) : 0;

  session = gaung_couch_get_session_sync (self->couch, self->cancellable, error);
  if (session == NULL)
    return FALSE;
  if (session->name == NULL)
    {
      g_set_error_literal (error,
                           GAUNG_REMOTE_ERROR,
                           GAUNG_REMOTE_ERROR_CREDENTIALS,
                           "the server does not know who asks");
      return FALSE;
    }
  if (self->name == NULL)
    self->name = g_strdup (session->name);
  if (strcmp (session->name, self->name) != 0)
    {
      g_set_error_literal (error,
                           GAUNG_ACCOUNT_ERROR,
                           GAUNG_ACCOUNT_ERROR_OTHER_ACCOUNT,
                           "the server knows this account under another name");
      return FALSE;
    }
  g_clear_pointer (&self->session, gaung_server_session_free);
  self->session = g_steal_pointer (&session);

  g_clear_pointer (&self->agency, g_free);
  self->agency = gaung_store_get_setting (self->store, "account.agency");
  if (self->agency == NULL)
    self->agency = gaung_store_get_setting (self->store, "actor.agency");
  return keep_roles (self, error);
}

/* ---- The list ---- */

static void
load_directory (GaungSync *self)
{
  g_autofree char *text = NULL;

  if (self->directory != NULL)
    return;
  text = gaung_store_get_setting (self->store, SETTING);
  if (text != NULL)
    self->directory = gaung_json_parse_object (text, -1, NULL);
  if (self->directory == NULL)
    self->directory = json_object_new ();
}

char *
gaung_sync_make_name (GaungSync *self, GaungSyncKind kind, const char *agency)
{
  const char *prefix = gaung_account_get_prefix (self->account);

  if (kind == GAUNG_SYNC_AGENCY)
    return g_strconcat (prefix, "-agency-", agency, NULL);
  return g_strconcat (prefix, "-", gaung_sync_kind_get_nick (kind), NULL);
}

/* What the directory says is data of a server: only what fits our own scheme is taken. */
static const char *
get_listed_agency (GaungSync *self, const char *name)
{
  JsonObject *listed = gaung_json_get_object (self->directory, name);
  const char *agency = listed != NULL ? gaung_json_get_string (listed, "agency", NULL) : NULL;
  g_autofree char *expected = NULL;

  if (agency == NULL || *agency == '\0'
      || g_strcmp0 (gaung_json_get_string (listed, "kind", NULL), "agency") != 0)
    return NULL;
  expected = gaung_sync_make_name (self, GAUNG_SYNC_AGENCY, agency);
  return g_str_equal (expected, name) ? agency : NULL;
}

static GaungSyncBase *
take_base (GPtrArray *bases, const char *name)
{
  for (guint i = 0; i < bases->len; i++)
    if (g_str_equal (((GaungSyncBase *) g_ptr_array_index (bases, i))->name, name))
      return g_ptr_array_steal_index (bases, i);
  return NULL;
}

static gboolean
has_base (GPtrArray *bases, const char *name)
{
  for (guint i = 0; i < bases->len; i++)
    if (g_str_equal (((GaungSyncBase *) g_ptr_array_index (bases, i))->name, name))
      return TRUE;
  return FALSE;
}

/* Adds a database that is ours to read, with what is known of it already. */
static void
expect (GaungSync *self, GPtrArray *old, GPtrArray *bases, GaungSyncKind kind, const char *agency)
{
  g_autofree char *name = gaung_sync_make_name (self, kind, agency);
  JsonObject *listed;
  const char *epoch;
  GaungSyncBase *base;

  if (has_base (bases, name))
    return;
  base = take_base (old, name);
  if (base == NULL)
    base = gaung_sync_base_new (name, kind, agency);
  if (base->trouble == GAUNG_SYNC_TROUBLE_RIGHTS)
    base->trouble = GAUNG_SYNC_TROUBLE_NONE;
  listed = gaung_json_get_object (self->directory, name);
  epoch = listed != NULL ? gaung_json_get_string (listed, "epoch", NULL) : NULL;
  if (epoch != NULL && g_strcmp0 (epoch, base->epoch) != 0)
    base->is_compared = FALSE;
  g_set_str (&base->epoch, epoch);
  g_ptr_array_add (bases, base);
}

static void
expect_agencies (GaungSync *self, GPtrArray *old, GPtrArray *bases)
{
  g_autoptr (GList) names = NULL;

  if (self->agency != NULL)
    {
      g_autofree char *role = g_strconcat (ROLE_PREFIX, self->agency, NULL);

      if (gaung_sync_has_role (self, role))
        expect (self, old, bases, GAUNG_SYNC_AGENCY, self->agency);
    }
  for (char **role = self->session->roles; *role != NULL; role++)
    if (g_str_has_prefix (*role, ROLE_PREFIX) && (*role)[strlen (ROLE_PREFIX)] != '\0')
      expect (self, old, bases, GAUNG_SYNC_AGENCY, *role + strlen (ROLE_PREFIX));
  if (!gaung_sync_is_coordinator (self))
    return;
  names = g_list_sort (json_object_get_members (self->directory), (GCompareFunc) strcmp);
  for (GList *at = names; at != NULL; at = at->next)
    {
      const char *agency = get_listed_agency (self, at->data);

      if (agency != NULL)
        expect (self, old, bases, GAUNG_SYNC_AGENCY, agency);
    }
}

/* What was read before and is no longer ours: it stays on this computer, and is shown as such. */
static gboolean
remember_lost (GaungSync *self, GPtrArray *old, GPtrArray *bases, GError **error)
{
  g_autoptr (GPtrArray) checkpoints = gaung_exchange_list_checkpoints (self->store, error);
  g_autofree char *agency_prefix = gaung_sync_make_name (self, GAUNG_SYNC_AGENCY, "");
  g_autofree char *identity = gaung_sync_make_name (self, GAUNG_SYNC_IDENTITY, NULL);

  if (checkpoints == NULL)
    return FALSE;
  for (guint i = 0; i < checkpoints->len; i++)
    {
      const GaungCheckpoint *checkpoint = g_ptr_array_index (checkpoints, i);
      GaungSyncBase *base;

      if (has_base (bases, checkpoint->database))
        continue;
      base = take_base (old, checkpoint->database);
      if (base == NULL && g_str_equal (checkpoint->database, identity))
        base = gaung_sync_base_new (identity, GAUNG_SYNC_IDENTITY, NULL);
      else if (base == NULL && g_str_has_prefix (checkpoint->database, agency_prefix))
        base = gaung_sync_base_new (
            checkpoint->database, GAUNG_SYNC_AGENCY, checkpoint->database + strlen (agency_prefix));
      if (base == NULL)
        continue;
      base->is_readable = FALSE;
      base->is_compared = FALSE;
      base->trouble = GAUNG_SYNC_TROUBLE_RIGHTS;
      if (base->success_at == GAUNG_INSTANT_NONE)
        base->success_at = checkpoint->success_at;
      g_ptr_array_add (bases, base);
    }
  return TRUE;
}

gboolean
gaung_sync_list_databases (GaungSync *self, GError **error)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->bases);

  self->bases = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_sync_base_free);
  load_directory (self);
  expect (self, old, self->bases, GAUNG_SYNC_DIRECTORY, NULL);
  expect (self, old, self->bases, GAUNG_SYNC_COMMON, NULL);
  expect_agencies (self, old, self->bases);
  if (gaung_sync_is_coordinator (self))
    expect (self, old, self->bases, GAUNG_SYNC_IDENTITY, NULL);
  if (!remember_lost (self, old, self->bases, error))
    return FALSE;
  if (self->hooks != NULL)
    self->hooks->base_changed (self, NULL, self->hooks_data);
  return TRUE;
}

/* ---- Its documents ---- */

static void
take_one (GaungSync *self, const GaungIncoming *incoming)
{
  static const char *const members[] = { "kind", "agency", "role", "epoch" };
  const char *name = incoming->id + strlen (GAUNG_SYNC_DATABASE_PREFIX);
  JsonObject *listed;

  if (incoming->is_deleted || incoming->document == NULL)
    {
      json_object_remove_member (self->directory, name);
      return;
    }
  listed = json_object_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *value = gaung_json_get_string (incoming->document, members[i], NULL);

      if (value != NULL)
        json_object_set_string_member (listed, members[i], value);
    }
  json_object_set_object_member (self->directory, name, listed);
}

gboolean
gaung_sync_take_directory (GaungSync *self,
                           GPtrArray *incoming,
                           gboolean *is_changed,
                           GError **error)
{
  g_autoptr (GaungBatch) batch = NULL;
  g_autofree char *text = NULL;

  *is_changed = FALSE;
  load_directory (self);
  for (guint i = 0; i < incoming->len;)
    {
      const GaungIncoming *one = g_ptr_array_index (incoming, i);

      if (!g_str_has_prefix (one->id, GAUNG_SYNC_DATABASE_PREFIX) || one->trouble != NULL)
        {
          i++;
          continue;
        }
      take_one (self, one);
      *is_changed = TRUE;
      g_ptr_array_remove_index (incoming, i);
    }
  if (!*is_changed)
    return TRUE;
  /* Before the page's cursor is: what is repeated after a crash does no harm. */
  text = gaung_json_to_text (self->directory);
  batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
  gaung_batch_put_setting (batch, SETTING, text);
  return gaung_store_write (self->store, batch, error);
}
