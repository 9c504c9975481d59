/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hand-over between agencies, by a coordinator's client, since only that can write to both
 * databases: the steps of data/server/README.md, each of which may be repeated. What crashed in the
 * middle is found again, since the complaint still lies in the wrong database. */
#include "config.h"

#include <string.h>

#include "gaung-couch-documents.h"
#include "gaung-couch-files.h"
#include "gaung-json.h"
#include "gaung-sync-private.h"
#include "gaung-ulid.h"

#define MAX_CARRIED 100

/* What a complaint leaves nothing of where it was (validate.js, GONE_WHEN_MOVED). */
static const char *const complaint_gone[]
    = { "text", "street", "reporter", "external_number", "channel_detail", "attachments" };

/* The members of every record. */
static const char *const header[]
    = { "_id",        "_rev",       "type",       "schema", "ref",        "created_at",
        "created_by", "changed_at", "changed_by", "change", "carried_by", "sample" };

/* Fixed when a record was made in a database. */
static const char *const fixed[] = { "created_at", "created_by", "ref", "carried_by" };

typedef struct
{
  GaungSync *sync;
  GaungSyncBase *source;
  GaungSyncBase *target;
  const char *id;
  JsonObject *complaint; /* as it is in the first database */
  GPtrArray *family;     /* ids, without the complaint */
} Move;

/* ---- What stays behind ---- */

static void
stamp (JsonObject *document, const char *account, GaungInstant now)
{
  g_autofree char *at = gaung_instant_to_text (now);
  g_autofree char *change = gaung_uuid_new ();

  json_object_set_string_member (document, "changed_at", at);
  json_object_set_string_member (document, "changed_by", account);
  json_object_set_string_member (document, "change", change);
}

JsonObject *
gaung_sync_make_moved_complaint (JsonObject *copy,
                                 const char *account,
                                 const char *agency,
                                 GaungInstant now)
{
  JsonObject *moved = gaung_json_copy (copy);

  for (gsize i = 0; i < G_N_ELEMENTS (complaint_gone); i++)
    json_object_remove_member (moved, complaint_gone[i]);
  json_object_set_string_member (moved, "state", "moved");
  json_object_set_string_member (moved, "moved_to", agency);
  stamp (moved, account, now);
  return moved;
}

JsonObject *
gaung_sync_make_moved_person (JsonObject *copy,
                              const char *account,
                              const char *agency,
                              GaungInstant now)
{
  JsonObject *moved = json_object_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (header); i++)
    {
      JsonNode *node = json_object_get_member (copy, header[i]);

      if (node != NULL)
        json_object_set_member (moved, header[i], gaung_json_copy_node (node));
    }
  json_object_set_string_member (moved, "moved_to", agency);
  stamp (moved, account, now);
  return moved;
}

/* ---- What goes ---- */

static gboolean
is_moved (JsonObject *document)
{
  return g_strcmp0 (gaung_json_get_string (document, "state", NULL), "moved") == 0
         || *gaung_json_get_string (document, "moved_to", "") != '\0';
}

static JsonObject *
make_carried (JsonObject *copy, const char *account)
{
  JsonObject *carried = gaung_json_copy (copy);

  json_object_remove_member (carried, "_rev");
  json_object_set_string_member (carried, "carried_by", account);
  return carried;
}

/* Written over what had moved away earlier. */
static JsonObject *
make_returned (JsonObject *copy, JsonObject *there, const char *account, GaungInstant now)
{
  JsonObject *returned = gaung_json_copy (copy);

  for (gsize i = 0; i < G_N_ELEMENTS (fixed); i++)
    {
      JsonNode *node = json_object_get_member (there, fixed[i]);

      if (node != NULL)
        json_object_set_member (returned, fixed[i], gaung_json_copy_node (node));
      else
        json_object_remove_member (returned, fixed[i]);
    }
  json_object_remove_member (returned, "moved_to");
  json_object_set_string_member (returned, "_rev", gaung_json_get_string (there, "_rev", ""));
  stamp (returned, account, now);
  return returned;
}

/* TRUE: @document is there now, as far as it can be told; or somebody else was faster, and the next
 * pass looks again. */
static gboolean
put (Move *self, GaungSyncBase *base, JsonObject *document, gboolean *is_stored, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  g_autoptr (GaungSendResult) result = gaung_couch_put_document_sync (
      self->sync->couch, base->name, document, self->sync->cancellable, &trouble);

  *is_stored = result != NULL;
  if (result != NULL || g_error_matches (trouble, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_CONFLICT))
    return TRUE;
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
  *is_stored = TRUE;
  if (!is_moved (there))
    return TRUE;
  returned = make_returned (copy, there, sync->name, gaung_instant_now ());
  return put (self, self->target, returned, is_stored, error);
}

/* A complaint or a person: may be there from an earlier time. */
static gboolean
carry_record (Move *self, JsonObject *copy, gboolean *is_stored, GError **error)
{
  g_autoptr (JsonObject) carried = make_carried (copy, self->sync->name);

  if (!put (self, self->target, carried, is_stored, error))
    return FALSE;
  return *is_stored || carry_over (self, copy, is_stored, error);
}

static gboolean
carry_file (Move *self, JsonObject *copy, GError **error)
{
  GaungSync *sync = self->sync;
  g_autoptr (JsonObject) carried = make_carried (copy, sync->name);
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
    g_ptr_array_add (documents, make_carried (g_ptr_array_index (copies, i), self->sync->name));
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

static gboolean
is_of_type (const char *id, const char *type)
{
  gsize length = strlen (type);

  return strncmp (id, type, length) == 0 && id[length] == ':';
}

/* Who an anonymous reporter is, no other agency learns. */
static gboolean
stays (Move *self, const char *id)
{
  return is_of_type (id, "person") && gaung_json_get_boolean (self->complaint, "anonymous", FALSE);
}

/* The members of the family of @type, those that wait for nothing: files and persons before the
 * complaint, entries after it. */
static gboolean
carry_type (Move *self, const char *type, GError **error)
{
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  gboolean is_entry = g_str_equal (type, "entry");
  gboolean is_file = g_str_equal (type, "attachment");

  for (guint i = 0; i < self->family->len; i++)
    {
      const char *id = g_ptr_array_index (self->family, i);
      g_autoptr (GError) trouble = NULL;
      g_autoptr (JsonObject) copy = NULL;
      gboolean is_stored;

      if (!is_of_type (id, type) || stays (self, id))
        continue;
      copy = gaung_exchange_get_copy (self->sync->store, self->source->name, id, &trouble);
      if (trouble != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&trouble));
          return FALSE;
        }
      if (copy == NULL || (!is_entry && !is_file && is_moved (copy)))
        continue;
      if (is_entry)
        g_ptr_array_add (entries, g_steal_pointer (&copy));
      else if (is_file ? !carry_file (self, copy, error)
                       : !carry_record (self, copy, &is_stored, error))
        return FALSE;
    }
  return carry_entries (self, entries, error);
}

/* ---- What is emptied ---- */

static gboolean
empty_person (Move *self, const char *id, GError **error)
{
  GaungSync *sync = self->sync;
  g_autoptr (GError) trouble = NULL;
  g_autoptr (JsonObject) copy = NULL;
  g_autoptr (JsonObject) moved = NULL;
  gboolean is_named = TRUE;
  gboolean is_stored;

  if (!gaung_exchange_is_named (sync->store, self->source->name, id, self->id, &is_named, error))
    return FALSE;
  if (is_named)
    return TRUE;
  copy = gaung_exchange_get_copy (sync->store, self->source->name, id, &trouble);
  if (trouble != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return FALSE;
    }
  if (copy == NULL || is_moved (copy))
    return TRUE;
  moved
      = gaung_sync_make_moved_person (copy, sync->name, self->target->agency, gaung_instant_now ());
  return put (self, self->source, moved, &is_stored, error);
}

/* Persons first: while the complaint is whole, a crash is found again. */
static gboolean
empty_source (Move *self, gboolean *is_stored, GError **error)
{
  g_autoptr (JsonObject) moved = NULL;

  for (guint i = 0; i < self->family->len; i++)
    {
      const char *id = g_ptr_array_index (self->family, i);

      if (is_of_type (id, "person") && !stays (self, id) && !empty_person (self, id, error))
        return FALSE;
    }
  moved = gaung_sync_make_moved_complaint (
      self->complaint, self->sync->name, self->target->agency, gaung_instant_now ());
  return put (self, self->source, moved, is_stored, error);
}

/* ---- One complaint ---- */

static gboolean
perform (Move *self, GError **error)
{
  gboolean was_moved = is_moved (self->complaint);
  gboolean is_stored = TRUE;

  if (!carry_type (self, "attachment", error) || !carry_type (self, "person", error))
    return FALSE;
  if (!was_moved && !carry_record (self, self->complaint, &is_stored, error))
    return FALSE;
  if (!is_stored)
    return TRUE;
  if (!carry_type (self, "entry", error))
    return FALSE;
  if (!was_moved && !empty_source (self, &is_stored, error))
    return FALSE;
  if (is_stored)
    {
      gaung_sync_count (self->sync, &self->sync->totals.carried, 1);
      gaung_sync_tell (self->sync, "carried", self->target->name, self->id, self->source->name);
    }
  self->source->is_behind = self->target->is_behind = TRUE;
  return TRUE;
}

/* @is_done: something was carried; FALSE also where the other agency has no database yet. */
static gboolean
carry_complaint (
    GaungSync *self, GaungSyncBase *source, const char *id, gboolean *is_done, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  g_autoptr (JsonObject) complaint
      = gaung_exchange_get_copy (self->store, source->name, id, &trouble);
  g_autoptr (GPtrArray) family = NULL;
  Move move = { self, source, NULL, id, complaint, NULL };
  const char *agency;

  *is_done = FALSE;
  if (trouble != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return FALSE;
    }
  if (complaint == NULL)
    return TRUE;
  agency = gaung_json_get_string (complaint, is_moved (complaint) ? "moved_to" : "agency", NULL);
  move.target = agency != NULL ? gaung_sync_find_kind (self, GAUNG_SYNC_AGENCY, agency) : NULL;
  if (move.target == NULL || !move.target->is_readable || move.target == source)
    return TRUE;
  family = gaung_exchange_list_family (self->store, source->name, id, error);
  if (family == NULL)
    return FALSE;
  move.family = family;
  *is_done = TRUE;
  if (perform (&move, &trouble))
    return TRUE;
  /* One that the rules refuse holds up nobody: it stays where it is, and is tried with the next
   * pass. */
  if (g_error_matches (trouble, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_RULE)
      || g_error_matches (trouble, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_MISSING)
      || g_error_matches (trouble, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_TOO_LARGE)
      || g_error_matches (trouble, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_MALFORMED))
    {
      g_warning ("%s: could not be handed over: %s", source->name, trouble->message);
      *is_done = FALSE;
      return TRUE;
    }
  if (gaung_sync_take_base_error (self, move.target, &trouble))
    {
      *is_done = FALSE;
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}

static gboolean
carry_from (GaungSync *self, GaungSyncBase *source, gboolean *has_carried, GError **error)
{
  g_autoptr (GPtrArray) ids = gaung_exchange_list_misplaced (
      self->store, source->name, source->agency, MAX_CARRIED, error);

  if (ids == NULL)
    return FALSE;
  source->has_moved = ids->len == MAX_CARRIED;
  for (guint i = 0; i < ids->len; i++)
    {
      gboolean is_done = FALSE;

      if (!carry_complaint (self, source, g_ptr_array_index (ids, i), &is_done, error))
        return FALSE;
      *has_carried = *has_carried || is_done;
    }
  return TRUE;
}

void
gaung_sync_note_moved (GaungSync *self, GaungSyncBase *base, const char *id, JsonObject *document)
{
  if (base->kind != GAUNG_SYNC_AGENCY || base->has_moved || !gaung_sync_is_coordinator (self))
    return;
  if (is_of_type (id, "complaint"))
    {
      const char *agency = gaung_json_get_string (document, "agency", "");

      base->has_moved
          = *agency != '\0' && !g_str_equal (agency, base->agency) && !is_moved (document);
    }
  else if (is_of_type (id, "entry"))
    {
      /* By somebody who had not heard of the hand-over. */
      const char *parent = gaung_json_get_string (document, "parent", "");
      g_autofree char *database = gaung_exchange_get_database (self->store, parent, NULL);

      base->has_moved = database != NULL && !g_str_equal (database, base->name);
    }
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
