/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A record that is being edited, and its draft. */

#include "config.h"

#include "gaung-edit-draft.h"

#include "gaung-entry.h"
#include "gaung-json.h"
#include "gaung-merge.h"

char *
gaung_edit_draft_to_text (JsonObject *base, JsonObject *mine)
{
  g_autoptr (JsonObject) draft = json_object_new ();

  json_object_set_object_member (draft, "base", gaung_json_copy (base));
  json_object_set_object_member (draft, "mine", gaung_json_copy (mine));
  return gaung_json_to_text (draft);
}

gboolean
gaung_edit_draft_parse (const char *text, JsonObject **base, JsonObject **mine)
{
  g_autoptr (JsonObject) draft = text != NULL ? gaung_json_parse_object (text, -1, NULL) : NULL;
  JsonObject *begun = draft != NULL ? gaung_json_get_object (draft, "base") : NULL;
  JsonObject *written = draft != NULL ? gaung_json_get_object (draft, "mine") : NULL;

  if (begun == NULL || written == NULL)
    return FALSE;
  *base = json_object_ref (begun);
  *mine = json_object_ref (written);
  return TRUE;
}

JsonObject *
gaung_edit_draft_rebase (JsonObject *base, JsonObject *mine, JsonObject *theirs)
{
  g_autoptr (GaungMerge) merge = gaung_record_merge (base, mine, theirs);
  JsonObject *shown = gaung_json_copy (merge->merged);

  for (guint i = 0; i < merge->clashes->len; i++)
    {
      const GaungClash *clash = g_ptr_array_index (merge->clashes, i);

      if (clash->mine != NULL)
        json_object_set_member (shown, clash->member, gaung_json_copy_node (clash->mine));
      else
        json_object_remove_member (shown, clash->member);
    }
  return shown;
}

GaungBatch *
gaung_edit_draft_create_batch (GaungContext *context,
                               GaungDraft *draft,
                               GaungRecord *before,
                               GaungRecord *record)
{
  const GaungActor *actor = gaung_context_get_actor (context);
  GaungInstant now = gaung_context_get_now (context);
  GaungBatch *batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GaungEntry) entry
      = before == NULL ? gaung_entry_new (gaung_record_get_id (record), "created", actor, now)
                       : gaung_entry_new_for_change (before, record, actor, now);

  gaung_draft_flush (draft);
  gaung_batch_put (batch, record, before == NULL ? "" : gaung_record_get_change (before));
  if (entry != NULL)
    gaung_batch_put (batch, GAUNG_RECORD (entry), NULL);
  gaung_batch_put_draft (batch, gaung_draft_get_key (draft), NULL);
  return batch;
}
