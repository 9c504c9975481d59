/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a document that somebody hands in to the record and the entry that are written. */
#include "config.h"

#include <string.h>

#include "gaung-complaint-actions.h"
#include "gaung-ctl-prepare-private.h"
#include "gaung-ctl-present-private.h"
#include "gaung-identity.h"
#include "gaung-json.h"
#include "gaung-ulid.h"

/* Written by Gaung itself; what a document says about them is not taken over. */
static const char *const header_members[]
    = { "_id", "type", "schema", "ref", "created_by", "changed_at", "changed_by", "change", NULL };

void
gaung_ctl_prepared_clear (GaungCtlPrepared *self)
{
  g_clear_object (&self->record);
  g_clear_object (&self->entry);
  g_clear_pointer (&self->expected, g_free);
}

static gboolean
refuse (GError **error, GaungRecordError code, const char *reason)
{
  g_set_error_literal (error, GAUNG_RECORD_ERROR, code, reason);
  return FALSE;
}

static void
overlay (JsonObject *target, JsonObject *document)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, document);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    {
      if (g_strv_contains (header_members, member))
        continue;
      if (JSON_NODE_HOLDS_NULL (node))
        {
          if (json_object_has_member (target, member))
            json_object_remove_member (target, member);
        }
      else
        json_object_set_member (target, member, json_node_copy (node));
    }
}

/* What was masked on its way out must not come back in the place of what it hid. */
static gboolean
check_not_masked (JsonObject *document, const char *type, GError **error)
{
  const GaungRecordType *record_type = gaung_record_type_find (type);
  g_autofree char *hidden = gaung_mask_text ("x");
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init (&iter, document);
  while (json_object_iter_next (&iter, &member, &node))
    {
      const GaungField *field = gaung_ctl_find_field (record_type, member);
      const char *text = gaung_json_get_string (document, member, NULL);

      if (text == NULL || field == NULL || strstr (text, "•") == NULL)
        continue;
      if ((field->flags & GAUNG_FIELD_PERSONAL) == 0 && strcmp (text, hidden) != 0)
        continue;
      g_set_error (
          error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE, "%s: masked, not a value", member);
      return FALSE;
    }
  return TRUE;
}

/* May some action lead there, and may the actor do it? */
static gboolean
check_state_change (GaungComplaint *before,
                    GaungComplaint *after,
                    const GaungActor *actor,
                    GError **error)
{
  GaungComplaintState from = gaung_complaint_get_state (before);
  GaungComplaintState to = gaung_complaint_get_state (after);
  gboolean leads = FALSE;

  if (from == to)
    return TRUE;
  for (int action = 0; action < GAUNG_COMPLAINT_N_ACTIONS; action++)
    {
      GaungComplaintState next = from;

      if (!gaung_complaint_transition (from, (GaungComplaintAction) action, &next) || next != to)
        continue;
      leads = TRUE;
      if (gaung_complaint_can (before, (GaungComplaintAction) action, actor, NULL))
        return TRUE;
    }
  return leads ? refuse (error, GAUNG_RECORD_ERROR_RIGHT, "state: not a right of this account")
               : refuse (error, GAUNG_RECORD_ERROR_TRANSITION, "state: no action leads there");
}

/* The instants that an action of the interface would leave, and without which no server takes the
 * state; what the document says itself stands. */
static gboolean
stamp_state_change (GaungComplaint *before,
                    GaungComplaint *after,
                    const GaungActor *actor,
                    GError **error)
{
  static const struct
  {
    GaungComplaintState state;
    const char *member;
  } stamps[] = {
    { GAUNG_COMPLAINT_STATE_DISPOSED, "disposed_at" },
    { GAUNG_COMPLAINT_STATE_ANSWERED, "answered_at" },
    { GAUNG_COMPLAINT_STATE_ARCHIVED, "closed_at" },
    { GAUNG_COMPLAINT_STATE_DONE, "closed_at" },
  };
  GaungRecord *old = GAUNG_RECORD (before);
  GaungRecord *record = GAUNG_RECORD (after);
  GaungComplaintState state = gaung_complaint_get_state (after);
  const char *agency = gaung_record_get_string (old, "agency");

  if (gaung_complaint_get_state (before) == state)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (stamps); i++)
    if (stamps[i].state == state
        && gaung_json_equal (gaung_record_get_node (old, stamps[i].member),
                             gaung_record_get_node (record, stamps[i].member))
        && !gaung_record_set_instant (record, stamps[i].member, gaung_instant_now (), error))
      return FALSE;
  if (state == GAUNG_COMPLAINT_STATE_ARCHIVED
      && gaung_record_get_string (record, "archive_reason") == NULL)
    return refuse (error, GAUNG_RECORD_ERROR_REQUIRED, "archive_reason: needed by this state");
  if (state != GAUNG_COMPLAINT_STATE_DISPOSED)
    return TRUE;
  if (gaung_record_get_string (record, "agency") == NULL)
    return refuse (error, GAUNG_RECORD_ERROR_REQUIRED, "agency: needed by this state");
  return gaung_record_get_string (record, "disposed_from") != NULL
         || gaung_record_set_string (
             record, "disposed_from", agency != NULL ? agency : actor->agency, error);
}

/* What the record's own check does not know: where it goes from here. */
static gboolean
check_change (GaungCtl *ctl, GaungRecord *stored, GaungRecord *record, GError **error)
{
  const GaungActor *actor = gaung_store_get_actor (ctl->store);

  if (GAUNG_IS_ENTRY (stored))
    return refuse (error, GAUNG_RECORD_ERROR_RIGHT, "entries never change");
  if (strcmp (gaung_record_get_record_type (stored)->name, "attachment") == 0)
    return refuse (error, GAUNG_RECORD_ERROR_RIGHT, "attachments never change");
  if (!GAUNG_IS_COMPLAINT (stored))
    return TRUE;
  if (!gaung_complaint_can_read (GAUNG_COMPLAINT (stored), actor))
    return refuse (error, GAUNG_RECORD_ERROR_RIGHT, "secret: not a right of this account");
  return check_state_change (GAUNG_COMPLAINT (stored), GAUNG_COMPLAINT (record), actor, error)
         && stamp_state_change (GAUNG_COMPLAINT (stored), GAUNG_COMPLAINT (record), actor, error);
}

static gboolean
check_new (GaungRecord *record, GError **error)
{
  return strcmp (gaung_record_get_record_type (record)->name, "attachment") != 0
         || refuse (error, GAUNG_RECORD_ERROR_VALUE, "_id: an attachment needs its file");
}

/* A new record keeps the time of its id: they belong together. */
static JsonObject *
make_new (JsonObject *document, const char *type, const GaungActor *actor, GError **error)
{
  const char *id = gaung_json_get_string (document, "_id", NULL);
  GaungInstant now = gaung_instant_now ();
  GaungInstant at = now;
  GaungInstant created_at;
  g_autoptr (GaungRecord) blank = NULL;
  JsonObject *made;

  if (id != NULL && strchr (id, ':') != NULL && gaung_ulid_is_valid (strchr (id, ':') + 1))
    at = gaung_ulid_get_instant (strchr (id, ':') + 1);
  if (gaung_instant_parse (gaung_json_get_string (document, "created_at", NULL), &created_at))
    at = created_at;
  /* Nothing was made in the future. */
  at = CLAMP (at, 0, now);
  blank = gaung_record_new (type, actor, at);
  made = gaung_json_copy (gaung_record_get_json (blank));
  overlay (made, document);
  if (id != NULL)
    {
      g_autofree char *created = gaung_instant_to_text (at);

      json_object_set_string_member (made, "_id", id);
      json_object_set_string_member (made, "created_at", created);
      if (gaung_ulid_is_valid (strchr (id, ':') != NULL ? strchr (id, ':') + 1 : ""))
        {
          g_autofree char *reference = gaung_reference_from_ulid (strchr (id, ':') + 1);

          json_object_set_string_member (made, "ref", reference);
        }
    }
  return made;
}

static gboolean
prepare_new (GaungCtl *ctl,
             JsonObject *document,
             const char *type,
             const char *created_kind,
             GaungCtlPrepared *prepared,
             GError **error)
{
  const GaungActor *actor = gaung_store_get_actor (ctl->store);
  g_autoptr (JsonObject) made = make_new (document, type, actor, error);

  prepared->record = gaung_record_new_from_json (made, error);
  if (prepared->record == NULL || !gaung_record_validate (prepared->record, error)
      || !check_new (prepared->record, error))
    return FALSE;
  prepared->is_new = TRUE;
  prepared->expected = g_strdup ("");
  if (!GAUNG_IS_ENTRY (prepared->record))
    prepared->entry = gaung_entry_new (
        gaung_record_get_id (prepared->record), created_kind, actor, gaung_instant_now ());
  return TRUE;
}

static gboolean
prepare_change (GaungCtl *ctl,
                JsonObject *document,
                GaungRecord *stored,
                GaungCtlPrepared *prepared,
                GError **error)
{
  const GaungActor *actor = gaung_store_get_actor (ctl->store);
  const char *type = gaung_record_get_record_type (stored)->name;
  const char *change = gaung_json_get_string (document, "change", NULL);
  GaungInstant now = gaung_instant_now ();
  g_autoptr (JsonObject) merged = gaung_json_copy (gaung_record_get_json (stored));
  g_autoptr (GaungRecord) record = NULL;
  g_autoptr (GaungEntry) entry = NULL;

  if (strcmp (gaung_json_get_string (document, "type", type), type) != 0)
    return refuse (error, GAUNG_RECORD_ERROR_TYPE, "type: the record is of another one");
  overlay (merged, document);
  record = gaung_record_new_from_json (merged, error);
  if (record == NULL || !gaung_record_validate (record, error))
    return FALSE;
  entry = gaung_entry_new_for_change (stored, record, actor, now);
  if (entry == NULL)
    return TRUE;
  if (change != NULL && g_strcmp0 (change, gaung_record_get_change (stored)) != 0)
    {
      g_set_error_literal (error,
                           GAUNG_STORE_ERROR,
                           GAUNG_STORE_ERROR_CONFLICT,
                           "change: the record was changed since");
      return FALSE;
    }
  if (!check_change (ctl, stored, record, error))
    return FALSE;
  prepared->expected = g_strdup (gaung_record_get_change (stored));
  gaung_record_touch (record, actor, now);
  prepared->record = g_steal_pointer (&record);
  prepared->entry = g_steal_pointer (&entry);
  return TRUE;
}

gboolean
gaung_ctl_prepare (GaungCtl *ctl,
                   JsonObject *document,
                   GaungRecord *stored,
                   const char *type,
                   const char *created_kind,
                   GaungCtlPrepared *prepared,
                   GError **error)
{
  type = stored != NULL ? gaung_record_get_record_type (stored)->name : type;
  if (gaung_json_get_integer (document, "schema", 1) > gaung_record_type_find (type)->schema)
    return refuse (error, GAUNG_RECORD_ERROR_SCHEMA, "schema: written by a newer version");
  if (!check_not_masked (document, type, error))
    return FALSE;
  if (stored != NULL)
    return prepare_change (ctl, document, stored, prepared, error);
  return prepare_new (ctl, document, type, created_kind, prepared, error);
}
