/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After a story: everything that was acknowledged is on the server, or somebody replaced it
 * knowingly, or it is kept as a losing value; and nothing is there twice. */
#include "config.h"

#include <string.h>

#include "sync-story.h"

#include "gaung-json.h"

static const char *const databases[]
    = { "common", "identity", "agency-dlh", "agency-dpupr", "agency-diskominfo" };

typedef struct
{
  SyncStory *story;
  GPtrArray *tables; /* of the databases */
  GPtrArray *kept;   /* of GaungConflict, of all desks */
} Check;

static gboolean
is_text (JsonObject *document, const char *member, const char *text)
{
  return document != NULL && g_strcmp0 (gaung_json_get_string (document, member, NULL), text) == 0;
}

static gboolean
is_same (JsonObject *a, JsonObject *b, const char *member)
{
  JsonNode *first = a != NULL ? json_object_get_member (a, member) : NULL;
  JsonNode *second = b != NULL ? json_object_get_member (b, member) : NULL;

  return gaung_json_equal (first, second);
}

/* The value was one of those between which somebody had to decide, or it was given up as a whole.
 */
static gboolean
is_kept (const GaungConflict *conflict, const SyncEdit *edit)
{
  if (strcmp (conflict->id, edit->id) != 0)
    return FALSE;
  if (conflict->kind == GAUNG_CONFLICT_DISCARDED)
    return edit->member == NULL || is_text (conflict->mine, edit->member, edit->value);
  /* Without a common ancestor every difference is one. */
  return edit->member != NULL && !is_same (conflict->mine, conflict->theirs, edit->member)
         && (conflict->base == NULL
             || (!is_same (conflict->base, conflict->mine, edit->member)
                 && !is_same (conflict->base, conflict->theirs, edit->member)))
         && (is_text (conflict->mine, edit->member, edit->value)
             || is_text (conflict->theirs, edit->member, edit->value));
}

static gboolean
is_in_conflict (Check *check, const SyncEdit *edit)
{
  for (guint i = 0; i < check->kept->len; i++)
    if (is_kept (g_ptr_array_index (check->kept, i), edit))
      return TRUE;
  return FALSE;
}

static gboolean
is_about (const SyncEdit *a, const SyncEdit *b)
{
  return g_strcmp0 (a->member, b->member) == 0 && strcmp (a->id, b->id) == 0;
}

/* Somebody who saw it wrote something else. */
static gboolean
is_replaced (Check *check, const SyncEdit *edit)
{
  for (guint i = edit->number + 1; i < check->story->edits->len; i++)
    {
      const SyncEdit *later = g_ptr_array_index (check->story->edits, i);

      if (is_about (later, edit) && g_strcmp0 (later->before, edit->value) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Who replaces a value and brings it back, and has sent neither, has changed nothing: whoever else
 * saw the value may have replaced it before that. Only decisions bring a value back, as words are
 * new otherwise. */
static gboolean
is_set_back_and_replaced (Check *check, const SyncEdit *edit)
{
  gboolean is_set_back = FALSE, is_replaced_elsewhere = FALSE;

  if (edit->member == NULL)
    return FALSE;
  for (guint i = 0; i < check->story->edits->len; i++)
    {
      const SyncEdit *other = g_ptr_array_index (check->story->edits, i);

      if (!is_about (other, edit) || g_strcmp0 (other->before, edit->value) != 0)
        continue;
      if (other->desk != edit->desk)
        is_replaced_elsewhere = TRUE;
      else if (i < edit->number && other->turn == edit->turn)
        is_set_back = TRUE;
    }
  return is_set_back && is_replaced_elsewhere;
}

/* On the server, in the copy that has not moved away. */
static gboolean
is_there (Check *check, const SyncEdit *edit)
{
  for (guint i = 0; i < check->tables->len; i++)
    {
      JsonObject *document = g_hash_table_lookup (g_ptr_array_index (check->tables, i), edit->id);

      if (document != NULL
          && (edit->member == NULL || is_text (document, edit->member, edit->value)))
        return TRUE;
    }
  return FALSE;
}

/* What became of the member, as far as anybody can tell: on the server, and in the conflicts. */
static char *
tell_of_member (Check *check, const SyncEdit *edit)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < check->tables->len && edit->member != NULL; i++)
    {
      JsonObject *document = g_hash_table_lookup (g_ptr_array_index (check->tables, i), edit->id);

      if (document != NULL)
        g_string_append_printf (text,
                                "\n%s has \"%s\" in %s",
                                databases[i],
                                gaung_json_get_string (document, edit->member, ""),
                                gaung_json_get_string (document, "_rev", ""));
    }
  for (guint i = 0; i < check->kept->len && edit->member != NULL; i++)
    {
      const GaungConflict *conflict = g_ptr_array_index (check->kept, i);
      JsonObject *const sides[] = { conflict->base, conflict->mine, conflict->theirs };

      if (strcmp (conflict->id, edit->id) != 0)
        continue;
      g_string_append_printf (text, "\na conflict of kind %d:", conflict->kind);
      for (gsize j = 0; j < G_N_ELEMENTS (sides); j++)
        g_string_append_printf (
            text,
            " \"%s\"",
            sides[j] != NULL ? gaung_json_get_string (sides[j], edit->member, "") : "(none)");
    }
  return g_string_free_and_steal (text);
}

static char *
look_for_lost (Check *check)
{
  for (guint i = 0; i < check->story->edits->len; i++)
    {
      const SyncEdit *edit = g_ptr_array_index (check->story->edits, i);

      if (!is_there (check, edit) && !is_replaced (check, edit) && !is_in_conflict (check, edit)
          && !is_set_back_and_replaced (check, edit))
        {
          g_autofree char *trace = tell_of_member (check, edit);

          return g_strdup_printf ("LOST: edit %u of %s: %s %s \"%s\"%s",
                                  edit->number,
                                  edit->who,
                                  edit->id,
                                  edit->member != NULL ? edit->member : "(new)",
                                  edit->value,
                                  trace);
        }
    }
  return NULL;
}

/* Ids on the server of @type; the same id in two databases is one record that was handed over. */
static GHashTable *
collect (Check *check, const char *type)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter documents;
  gpointer id;
  gpointer document;

  for (guint i = 0; i < check->tables->len; i++)
    {
      g_hash_table_iter_init (&documents, g_ptr_array_index (check->tables, i));
      while (g_hash_table_iter_next (&documents, &id, &document))
        if (is_text (document, "type", type))
          g_hash_table_insert (ids, id, document);
    }
  return ids;
}

/* Nobody wrote it, and yet it is there: something was made a second time under another id. */
static char *
look_for_strangers (Check *check, const char *type)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) found = collect (check, type);
  GHashTableIter ids;
  gpointer id;

  for (guint i = 0; i < check->story->edits->len; i++)
    {
      const SyncEdit *edit = g_ptr_array_index (check->story->edits, i);

      if (edit->member == NULL)
        g_hash_table_add (known, edit->id);
    }
  g_hash_table_iter_init (&ids, found);
  while (g_hash_table_iter_next (&ids, &id, NULL))
    if (!g_hash_table_contains (known, id))
      return g_strdup_printf ("TWICE: %s is on the server, and nobody wrote it", (char *) id);
  return NULL;
}

/* The words of an action stand in one entry; those of a draft in one note, when a claim lost, or in
 * none.
 */
static char *
look_for_double_words (Check *check)
{
  g_autoptr (GHashTable) entries = collect (check, "entry");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter ids;
  gpointer id;
  gpointer entry;

  g_hash_table_iter_init (&ids, entries);
  while (g_hash_table_iter_next (&ids, &id, &entry))
    {
      const char *text = gaung_json_get_string (entry, "text", NULL);

      if (text != NULL && g_str_has_prefix (text, "kata ")
          && !g_hash_table_add (seen, (char *) text))
        return g_strdup_printf ("TWICE: \"%s\" stands in two entries", text);
    }
  return NULL;
}

/* An entry arrives once; every revision has one receipt. */
static char *
look_for_double_receipts (Check *check, SyncDesk *desk)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) receipts
      = gaung_receipt_list (desk->store, 0, G_MAXINT64, G_MAXINT, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < receipts->len; i++)
    {
      const GaungReceipt *receipt = g_ptr_array_index (receipts, i);
      gboolean is_once
          = strcmp (receipt->type, "entry") == 0 || strcmp (receipt->type, "attachment") == 0;
      char *key = g_strdup_printf ("%s %s", receipt->id, is_once ? "" : receipt->revision);

      if (!g_hash_table_add (seen, key))
        return g_strdup_printf ("TWICE: two receipts at %s for %s", desk->who, receipt->id);
    }
  return NULL;
}

static char *
look_at_everything (Check *check)
{
  static const char *const types[] = { "complaint", "person", "attachment" };
  char *trouble = look_for_lost (check);

  for (gsize i = 0; i < G_N_ELEMENTS (types) && trouble == NULL; i++)
    trouble = look_for_strangers (check, types[i]);
  if (trouble == NULL)
    trouble = look_for_double_words (check);
  for (guint i = 0; i < G_N_ELEMENTS (check->story->desks) && trouble == NULL; i++)
    trouble = look_for_double_receipts (check, check->story->desks[i]);
  return trouble;
}

char *
sync_story_check (SyncStory *self)
{
  Check check = { .story = self };
  char *trouble;

  check.tables = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  check.kept = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_conflict_free);
  for (gsize i = 0; i < G_N_ELEMENTS (databases); i++)
    g_ptr_array_add (check.tables, sync_world_list (self->world, databases[i]));
  for (guint i = 0; i < G_N_ELEMENTS (self->desks); i++)
    for (guint is_open = 0; is_open < 2; is_open++)
      g_ptr_array_extend_and_steal (
          check.kept, gaung_conflict_list (self->desks[i]->store, is_open != 0, G_MAXINT, NULL));
  trouble = look_at_everything (&check);
  g_ptr_array_unref (check.tables);
  g_ptr_array_unref (check.kept);
  return trouble;
}
