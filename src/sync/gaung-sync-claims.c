/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two took the same complaint, one of them without a connection: whoever was first on the server
 * has it. Nobody needs to decide that. What the other had begun to write to the citizen becomes a
 * note. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gaung-entry.h"
#include "gaung-json.h"
#include "gaung-merge.h"
#include "gaung-sync-private.h"

#define MAX_CLAIMS 500

/* What is being written to the citizen; the keys are those of src/widgets and src/areas/complaints.
 */
static const char *const public_drafts[] = { "reply", "question" };

static gboolean
is_about_assignee (const char *member)
{
  return g_str_equal (member, "assignee") || g_str_equal (member, "assignee_name");
}

gboolean
gaung_sync_is_claim (const GaungConflict *conflict)
{
  g_autoptr (GaungMerge) merge = NULL;
  gboolean has_assignee = FALSE;

  if (conflict->kind != GAUNG_CONFLICT_CLASH || conflict->base == NULL || conflict->mine == NULL
      || conflict->theirs == NULL)
    return FALSE;
  merge = gaung_record_merge (conflict->base, conflict->mine, conflict->theirs);
  for (guint i = 0; i < merge->clashes->len; i++)
    {
      const GaungClash *clash = g_ptr_array_index (merge->clashes, i);

      if (!is_about_assignee (clash->member))
        return FALSE;
      has_assignee = TRUE;
    }
  return has_assignee;
}

/* ---- The half-written reply ---- */

typedef struct
{
  GString *text;
  GStrvBuilder *files;
  GPtrArray *keys; /* of the drafts that went into it */
} Begun;

static void
add_text (Begun *begun, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  if (begun->text->len > 0)
    g_string_append (begun->text, "\n\n");
  g_string_append (begun->text, text);
}

static void
collect_drafts (GaungSync *self, const char *id, Begun *begun)
{
  for (gsize i = 0; i < G_N_ELEMENTS (public_drafts); i++)
    {
      char *key = g_strconcat (id, "/", public_drafts[i], NULL);
      g_autofree char *text = gaung_store_get_draft (self->store, key);

      g_ptr_array_add (begun->keys, key);
      add_text (begun, text);
    }
}

/* Sent, but still within the seconds in which it can be taken back. */
static void
collect_held (GaungSync *self, const char *id, Begun *begun)
{
  char *key = g_strconcat ("held/", id, NULL);
  g_autofree char *text = gaung_store_get_draft (self->store, key);
  g_autoptr (JsonObject) held = text != NULL ? gaung_json_parse_object (text, -1, NULL) : NULL;
  JsonArray *files = held != NULL ? gaung_json_get_array (held, "attachments") : NULL;

  g_ptr_array_add (begun->keys, key);
  if (held == NULL)
    return;
  add_text (begun, gaung_json_get_string (held, "text", NULL));
  for (guint i = 0; files != NULL && i < json_array_get_length (files); i++)
    {
      JsonNode *node = json_array_get_element (files, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (begun->files, json_node_get_string (node));
    }
}

/* (nullable): nothing was begun. */
static GaungEntry *
make_note (GaungSync *self, const GaungConflict *conflict, const Begun *begun, GError **error)
{
  const char *name = gaung_json_get_string (conflict->theirs, "assignee_name", NULL);
  g_autoptr (GaungActor) actor = gaung_actor_copy (gaung_store_get_actor (self->store));
  g_auto (GStrv) files = g_strv_builder_end (begun->files);
  g_autofree char *text = NULL;
  g_autoptr (GaungEntry) note = NULL;

  if (name == NULL || *name == '\0')
    name = gaung_json_get_string (conflict->theirs, "assignee", "");
  /* Translators: an internal note; %1$s is a colleague, %2$s the text. "Not sent, since Sari had
   * taken the complaint first: We will come on Friday." */
  text = g_strdup_printf (
      _ ("Not sent, since %1$s had taken the complaint first:\n%2$s"), name, begun->text->str);
  note = gaung_entry_new (conflict->id, "note", actor, gaung_instant_now ());
  if (!gaung_record_set_string (GAUNG_RECORD (note), "text", text, error)
      || (*files != NULL
          && !gaung_record_set_strings (
              GAUNG_RECORD (note), "attachments", (const char *const *) files, error)))
    return NULL;
  return g_steal_pointer (&note);
}

/* All in one transaction: a crash leaves it as it was, and the next start finds it. */
static gboolean
settle (GaungSync *self, const GaungConflict *conflict, GError **error)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GError) trouble = NULL;
  Begun begun
      = { g_string_new (NULL), g_strv_builder_new (), g_ptr_array_new_with_free_func (g_free) };
  gboolean is_lost
      = g_strcmp0 (gaung_json_get_string (conflict->theirs, "assignee", NULL), self->name) != 0;
  gboolean is_settled = TRUE;

  if (is_lost)
    {
      collect_drafts (self, conflict->id, &begun);
      collect_held (self, conflict->id, &begun);
    }
  if (begun.text->len > 0)
    {
      g_autoptr (GaungEntry) note = make_note (self, conflict, &begun, error);

      is_settled = note != NULL;
      if (is_settled)
        {
          gaung_batch_put (batch, GAUNG_RECORD (note), "");
          for (guint i = 0; i < begun.keys->len; i++)
            gaung_batch_put_draft (batch, g_ptr_array_index (begun.keys, i), NULL);
        }
    }
  g_string_free (begun.text, TRUE);
  g_strv_builder_unref (begun.files);
  g_ptr_array_unref (begun.keys);
  if (!is_settled)
    return FALSE;
  gaung_batch_resolve_conflict (batch, conflict->number, GAUNG_CONFLICT_CLAIM);
  if (gaung_store_write (self->store, batch, &trouble))
    return TRUE;
  /* A person was faster. */
  if (g_error_matches (trouble, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}

gboolean
gaung_sync_settle_claims (GaungSync *self, GError **error)
{
  g_autoptr (GPtrArray) conflicts = gaung_conflict_list (self->store, TRUE, MAX_CLAIMS, error);

  if (conflicts == NULL)
    return FALSE;
  for (guint i = 0; i < conflicts->len; i++)
    {
      const GaungConflict *conflict = g_ptr_array_index (conflicts, i);

      if (gaung_sync_is_claim (conflict) && !settle (self, conflict, error))
        return FALSE;
    }
  return TRUE;
}
