/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hand-over between agencies, by a coordinator's client, since only that can write to both
 * databases: the steps of data/server/README.md, each of which may be repeated. What crashed in the
 * middle is found again, since the complaint still lies in the wrong database. */
#include "config.h"

#include <string.h>

#include "gaung-couch-documents.h"
#include "gaung-couch-files.h"
#include "gaung-json.h"
#include "gaung-sync-moving-private.h"
#include "gaung-sync-push-private.h"

#define MAX_CARRIED 100
/* How often somebody may write between two steps before the rest waits for the next pass. */
#define MAX_TRIES 8

typedef struct
{
  GaungSync *sync;
  GaungSyncBase *source;
  GaungSyncBase *target;
  const char *id;
  JsonObject *complaint; /* as it is in the first database */
  GPtrArray *family;     /* ids, without the complaint */
  GHashTable *carried;   /* id → JsonObject, as it was when it was carried */
} Move;

static gboolean
is_of_type (const char *id, const char *type)
{
  gsize length = strlen (type);

  return strncmp (id, type, length) == 0 && id[length] == ':';
}

/* ---- The complaint and its reporter: whoever may write in both databases at once ---- */

/* FALSE in @is_stored: somebody else was faster; look again. */
static gboolean
put (Move *self, GaungSyncBase *base, JsonObject *document, gboolean *is_stored, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  g_autoptr (GaungSendResult) result = NULL;

  /* Even if no answer comes: what is sent next rests on what is there then. */
  base->is_behind = TRUE;
  result = gaung_couch_put_document_sync (
      self->sync->couch, base->name, document, self->sync->cancellable, &trouble);
  *is_stored = result != NULL;
  if (result != NULL || g_error_matches (trouble, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_CONFLICT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}

/* *@document NULL without an error: it is not to be had any more. */
static gboolean
fetch_revision (Move *self,
                GaungSyncBase *base,
                const char *id,
                const char *revision,
                JsonObject **document,
                GError **error)
{
  g_autoptr (GError) trouble = NULL;

  *document = gaung_couch_get_document_sync (
      self->sync->couch, base->name, id, revision, self->sync->cancellable, &trouble);
  if (*document != NULL || g_error_matches (trouble, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_MISSING)
      || g_error_matches (trouble, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_DELETED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}

/* What both were made of. When it was carried: mostly by this desk a moment ago; else as long as
 * the server keeps old revisions. *@base NULL: not known. */
static gboolean
find_base (Move *self, JsonObject *copy, JsonObject *there, JsonObject **base, GError **error)
{
  const char *id = gaung_json_get_string (copy, "_id", "");
  const char *revision = gaung_sync_get_carried (there, self->source->agency);
  const char *origin = gaung_sync_get_carried (copy, self->target->agency);
  JsonObject *carried = g_hash_table_lookup (self->carried, id);

  *base = NULL;
  if (revision != NULL && carried != NULL
      && g_strcmp0 (gaung_json_get_string (carried, "_rev", NULL), revision) == 0)
    *base = json_object_ref (carried);
  else if (revision != NULL && !fetch_revision (self, self->source, id, revision, base, error))
    return FALSE;
  /* Or it came from there, and goes back to where it was never emptied. */
  return *base != NULL || origin == NULL
         || fetch_revision (self, self->target, id, origin, base, error);
}

/* What cannot be put together is kept before the first database is emptied. */
static gboolean
keep_clash (Move *self, JsonObject *base, JsonObject *copy, JsonObject *there, GError **error)
{
  const char *id = gaung_json_get_string (copy, "_id", "");
  gboolean is_new = FALSE;

  if (!gaung_exchange_keep_clash (self->sync->store, base, copy, there, &is_new, error))
    return FALSE;
  if (is_new)
    {
      gaung_sync_count (self->sync, &self->sync->totals.clashed, 1);
      gaung_sync_tell (self->sync, "clashed", self->target->name, id, NULL);
    }
  return TRUE;
}

/* It is there, but was made of an older state of the copy. */
static gboolean
join (Move *self, JsonObject *copy, JsonObject *there, gboolean *is_stored, GError **error)
{
  g_autoptr (JsonObject) base = NULL;
  g_autoptr (JsonObject) joined = NULL;
  g_autoptr (GError) trouble = NULL;
  gboolean has_clash;

  if (!find_base (self, copy, there, &base, error))
    return FALSE;
  joined = gaung_sync_join (
      base, copy, self->source->agency, there, self->sync->name, gaung_instant_now (), &has_clash);
  if (has_clash && !keep_clash (self, base, copy, there, error))
    return FALSE;
  *is_stored = TRUE;
  if (joined == NULL || put (self, self->target, joined, is_stored, &trouble))
    return TRUE;
  /* Each was allowed for itself, and both together are not: a person decides. */
  if (g_error_matches (trouble, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_RULE)
      || g_error_matches (trouble, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_TOO_LARGE))
    {
      *is_stored = TRUE;
      return keep_clash (self, base, copy, there, error);
    }
  g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}

static gboolean
carry_over (Move *self, JsonObject *copy, gboolean *is_stored, GError **error)
{
  GaungSync *sync = self->sync;
  const char *id = gaung_json_get_string (copy, "_id", "");
  g_autoptr (JsonObject) there = gaung_couch_get_document_sync (
      sync->couch, self->target->name, id, NULL, sync->cancellable, error);
  g_autoptr (JsonObject) returned = NULL;

  *is_stored = FALSE;
  if (there == NULL)
    return FALSE;
  if (gaung_sync_is_moved (there))
    {
      returned = gaung_sync_make_returned (
          copy, self->source->agency, there, sync->name, gaung_instant_now ());
      return put (self, self->target, returned, is_stored, error);
    }
  if (!gaung_sync_has_carried (there, copy, self->source->agency))
    return join (self, copy, there, is_stored, error);
  *is_stored = TRUE;
  return TRUE;
}

/* A complaint or a person. Afterwards all that @copy says is in the other database, or kept as a
 * conflict; that database may have had it from an earlier time, or from a pass that was cut short.
 */
static gboolean
carry_record (Move *self, JsonObject *copy, gboolean *is_stored, GError **error)
{
  g_autoptr (JsonObject) carried
      = gaung_sync_make_carried (copy, self->source->agency, self->sync->name);

  if (!put (self, self->target, carried, is_stored, error))
    return FALSE;
  for (guint i = 0; !*is_stored && i < MAX_TRIES; i++)
    if (!carry_over (self, copy, is_stored, error))
      return FALSE;
  if (*is_stored)
    g_hash_table_replace (
        self->carried, g_strdup (gaung_json_get_string (copy, "_id", "")), json_object_ref (copy));
  return TRUE;
}

/* ---- What never changes ---- */

static gboolean
carry_file (Move *self, JsonObject *copy, GError **error)
{
  GaungSync *sync = self->sync;
  g_autoptr (JsonObject) carried = gaung_sync_make_carried (copy, self->source->agency, sync->name);
  const char *id = gaung_json_get_string (copy, "_id", "");
  g_autoptr (GBytes) bytes = gaung_store_get_bytes (sync->store, id, NULL);
  g_autoptr (GaungSendResult) result = NULL;

  if (bytes == NULL && strchr (id, ':') != NULL)
    bytes = gaung_couch_get_file_sync (sync->couch,
                                       self->source->name,
                                       strchr (id, ':') + 1,
                                       GAUNG_SYNC_MAX_FILE,
                                       NULL,
                                       NULL,
                                       sync->cancellable,
                                       error);
  if (bytes == NULL)
    return FALSE;
  result = gaung_couch_put_file_sync (
      sync->couch, self->target->name, carried, bytes, NULL, NULL, sync->cancellable, error);
  return result != NULL;
}

/* Entries never change: those that are there are the same. */
static gboolean
carry_entries (Move *self, GPtrArray *copies, GError **error)
{
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_autoptr (GPtrArray) results = NULL;

  if (copies->len == 0)
    return TRUE;
  for (guint i = 0; i < copies->len; i++)
    g_ptr_array_add (documents,
                     gaung_sync_make_carried (
                         g_ptr_array_index (copies, i), self->source->agency, self->sync->name));
  results = gaung_couch_send_documents_sync (
      self->sync->couch, self->target->name, documents, self->sync->cancellable, error);
  if (results == NULL)
    return FALSE;
  for (guint i = 0; i < results->len; i++)
    {
      const GaungSendResult *result = g_ptr_array_index (results, i);

      if (result->error != NULL
          && !g_error_matches (result->error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_CONFLICT))
        {
          g_propagate_error (error, g_error_copy (result->error));
          return FALSE;
        }
    }
  return TRUE;
}

/* Who an anonymous reporter is, no other agency learns. */
static gboolean
stays (Move *self, const char *id)
{
  return is_of_type (id, "person") && gaung_json_get_boolean (self->complaint, "anonymous", FALSE);
}

/* *@copy NULL without an error: none. */
static gboolean
get_copy (Move *self, const char *id, JsonObject **copy, GError **error)
{
  g_autoptr (GError) trouble = NULL;

  *copy = gaung_exchange_get_copy (self->sync->store, self->source->name, id, &trouble);
  if (trouble == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}

/* The members of the family of @type: files and persons before the complaint, entries after it.
 * FALSE in @is_stored: somebody else writes at the same time. */
static gboolean
carry_type (Move *self, const char *type, gboolean *is_stored, GError **error)
{
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  gboolean is_entry = g_str_equal (type, "entry");
  gboolean is_file = g_str_equal (type, "attachment");

  *is_stored = TRUE;
  for (guint i = 0; i < self->family->len && *is_stored; i++)
    {
      const char *id = g_ptr_array_index (self->family, i);
      g_autoptr (JsonObject) copy = NULL;

      if (!is_of_type (id, type) || stays (self, id))
        continue;
      if (!get_copy (self, id, &copy, error))
        return FALSE;
      if (copy == NULL || (!is_entry && !is_file && gaung_sync_is_moved (copy)))
        continue;
      if (is_entry)
        g_ptr_array_add (entries, g_steal_pointer (&copy));
      else if (is_file ? !carry_file (self, copy, error)
                       : !carry_record (self, copy, is_stored, error))
        return FALSE;
    }
  return carry_entries (self, entries, error);
}

/* ---- What is emptied ---- */

/* Nobody else here needs who it is. */
static gboolean
empty_person (Move *self, const char *id, gboolean *is_stored, GError **error)
{
  GaungSync *sync = self->sync;
  g_autoptr (JsonObject) copy = NULL;
  g_autoptr (JsonObject) moved = NULL;
  gboolean is_named = TRUE;

  if (!gaung_exchange_is_named (sync->store, self->source->name, id, self->id, &is_named, error))
    return FALSE;
  if (is_named)
    return TRUE;
  if (!get_copy (self, id, &copy, error))
    return FALSE;
  if (copy == NULL || gaung_sync_is_moved (copy))
    return TRUE;
  moved
      = gaung_sync_make_moved_person (copy, sync->name, self->target->agency, gaung_instant_now ());
  return put (self, self->source, moved, is_stored, error);
}

/* The revision that was carried, and no other. Persons first: while the complaint is whole, a crash
 * is found again. */
static gboolean
empty_source (Move *self, gboolean *is_stored, GError **error)
{
  g_autoptr (JsonObject) moved = NULL;

  *is_stored = TRUE;
  for (guint i = 0; i < self->family->len && *is_stored; i++)
    {
      const char *id = g_ptr_array_index (self->family, i);

      if (is_of_type (id, "person") && !stays (self, id)
          && !empty_person (self, id, is_stored, error))
        return FALSE;
    }
  if (!*is_stored)
    return TRUE;
  moved = gaung_sync_make_moved_complaint (
      self->complaint, self->sync->name, self->target->agency, gaung_instant_now ());
  return put (self, self->source, moved, is_stored, error);
}

/* ---- One complaint ---- */

static void
add_missing (Move *self, const char *id, GPtrArray *missing)
{
  g_autoptr (JsonObject) copy = NULL;

  if (id != NULL && !stays (self, id) && get_copy (self, id, &copy, NULL) && copy == NULL)
    g_ptr_array_add (missing, g_strdup (id));
}

/* What the complaint names goes with it, also when the feed has not come to it yet. */
static gboolean
fetch_named (Move *self, GError **error)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) files = gaung_sync_plan_list_files (self->complaint);

  add_missing (self, gaung_json_get_string (self->complaint, "reporter", NULL), missing);
  for (guint i = 0; i < files->len; i++)
    add_missing (self, g_ptr_array_index (files, i), missing);
  return missing->len == 0 || gaung_sync_fetch_and_apply (self->sync, self->source, missing, error);
}

/* As the store has it now. */
static gboolean
load (Move *self, GError **error)
{
  g_clear_pointer (&self->complaint, json_object_unref);
  g_clear_pointer (&self->family, g_ptr_array_unref);
  if (!get_copy (self, self->id, &self->complaint, error))
    return FALSE;
  if (self->complaint == NULL)
    return TRUE;
  if (!gaung_sync_is_moved (self->complaint) && !fetch_named (self, error))
    return FALSE;
  self->family
      = gaung_exchange_list_family (self->sync->store, self->source->name, self->id, error);
  return self->family != NULL;
}

/* Somebody wrote between two steps: what changed is asked for, and carried, too. */
static gboolean
load_again (Move *self, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (ids, g_strdup (self->id));
  for (guint i = 0; i < self->family->len; i++)
    if (is_of_type (g_ptr_array_index (self->family, i), "person"))
      g_ptr_array_add (ids, g_strdup (g_ptr_array_index (self->family, i)));
  return gaung_sync_fetch_and_apply (self->sync, self->source, ids, error) && load (self, error);
}

/* FALSE in @is_over: somebody wrote meanwhile. */
static gboolean
attempt (Move *self, gboolean *is_over, GError **error)
{
  gboolean was_moved = gaung_sync_is_moved (self->complaint);

  return carry_type (self, "attachment", is_over, error) && *is_over
         && carry_type (self, "person", is_over, error) && *is_over
         && (was_moved || carry_record (self, self->complaint, is_over, error)) && *is_over
         && carry_type (self, "entry", is_over, error) && *is_over
         && (was_moved || empty_source (self, is_over, error)) && *is_over;
}

/* Once a copy has been made it is gone through with, wherever the complaint is sent meanwhile: that
 * is carried on from there. */
static gboolean
perform (Move *self, GError **error)
{
  for (guint i = 0; i < MAX_TRIES; i++)
    {
      g_autoptr (GError) trouble = NULL;
      gboolean is_over = FALSE;

      if (attempt (self, &is_over, &trouble))
        {
          gaung_sync_count (self->sync, &self->sync->totals.carried, 1);
          gaung_sync_tell (self->sync, "carried", self->target->name, self->id, self->source->name);
          break;
        }
      if (trouble != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&trouble));
          return FALSE;
        }
      if (!load_again (self, error))
        return FALSE;
      /* Another coordinator's desk has done it. */
      if (self->complaint == NULL || gaung_sync_is_moved (self->complaint))
        break;
    }
  self->source->is_behind = self->target->is_behind = TRUE;
  return TRUE;
}

/* (nullable): nowhere, or the other agency has no database yet */
static GaungSyncBase *
find_target (Move *self)
{
  const char *member = gaung_sync_is_moved (self->complaint) ? "moved_to" : "agency";
  const char *agency = gaung_json_get_string (self->complaint, member, NULL);
  GaungSyncBase *target
      = agency != NULL ? gaung_sync_find_kind (self->sync, GAUNG_SYNC_AGENCY, agency) : NULL;

  return target != NULL && target->is_readable && target != self->source ? target : NULL;
}

/* FALSE: the connection, the account or the store. @is_done: something was carried. */
static gboolean
move (Move *self, gboolean *is_done, GError **error)
{
  g_autoptr (GError) trouble = NULL;

  if (!load (self, error))
    return FALSE;
  self->target = self->complaint != NULL ? find_target (self) : NULL;
  if (self->target == NULL)
    return TRUE;
  *is_done = perform (self, &trouble);
  if (*is_done)
    return TRUE;
  /* One that the rules refuse holds up nobody: it stays where it is, and is tried again with the
   * next connection. */
  if (g_error_matches (trouble, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_RULE)
      || g_error_matches (trouble, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_MISSING)
      || g_error_matches (trouble, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_TOO_LARGE)
      || g_error_matches (trouble, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_MALFORMED))
    {
      g_warning ("%s: could not be handed over: %s", self->source->name, trouble->message);
      return TRUE;
    }
  if (gaung_sync_take_base_error (self->sync, self->target, &trouble))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}

static gboolean
carry_complaint (
    GaungSync *self, GaungSyncBase *source, const char *id, gboolean *is_done, GError **error)
{
  Move one = { .sync = self, .source = source, .id = id };
  gboolean is_good;

  *is_done = FALSE;
  one.carried
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_object_unref);
  is_good = move (&one, is_done, error);
  g_clear_pointer (&one.complaint, json_object_unref);
  g_clear_pointer (&one.family, g_ptr_array_unref);
  g_hash_table_unref (one.carried);
  return is_good;
}

/* What could not be carried is not asked for again until the next connection, and does not keep the
 * others from their turn. */
static gboolean
carry_from (GaungSync *self, GaungSyncBase *source, gboolean *has_carried, GError **error)
{
  guint limit = MAX_CARRIED + g_hash_table_size (source->stuck);
  g_autoptr (GPtrArray) ids
      = gaung_exchange_list_misplaced (self->store, source->name, source->agency, limit, error);

  if (ids == NULL)
    return FALSE;
  source->has_moved = ids->len == limit;
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      gboolean is_done = FALSE;

      if (g_hash_table_contains (source->stuck, id))
        continue;
      if (!carry_complaint (self, source, id, &is_done, error))
        return FALSE;
      if (!is_done)
        g_hash_table_add (source->stuck, g_strdup (id));
      *has_carried = *has_carried || is_done;
    }
  return TRUE;
}

void
gaung_sync_expect_moved (GaungSyncBase *base)
{
  g_hash_table_remove_all (base->stuck);
  base->has_moved = TRUE;
}

void
gaung_sync_note_moved (GaungSync *self, GaungSyncBase *base, const char *id, JsonObject *document)
{
  gboolean has_moved = FALSE;

  if (base->kind != GAUNG_SYNC_AGENCY || !gaung_sync_is_coordinator (self))
    return;
  if (is_of_type (id, "complaint"))
    {
      const char *agency = gaung_json_get_string (document, "agency", "");

      has_moved = *agency != '\0' && !g_str_equal (agency, base->agency)
                  && !gaung_sync_is_moved (document);
      /* It is another now. */
      g_hash_table_remove (base->stuck, id);
    }
  else if (is_of_type (id, "entry"))
    {
      /* By somebody who had not heard of the hand-over. */
      const char *parent = gaung_json_get_string (document, "parent", "");
      g_autofree char *database = gaung_exchange_get_database (self->store, parent, NULL);

      has_moved = database != NULL && !g_str_equal (database, base->name);
    }
  base->has_moved = base->has_moved || has_moved;
}

gboolean
gaung_sync_carry (GaungSync *self, gboolean *has_carried, GError **error)
{
  *has_carried = FALSE;
  if (!gaung_sync_is_coordinator (self))
    return TRUE;
  for (guint i = 0; i < self->bases->len; i++)
    {
      GaungSyncBase *base = g_ptr_array_index (self->bases, i);

      if (base->kind == GAUNG_SYNC_AGENCY && base->is_readable && base->has_moved
          && !carry_from (self, base, has_carried, error))
        return FALSE;
    }
  return TRUE;
}
