/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "sync-tally.h"

#include "gaung-json.h"

static const char *const databases[]
    = { "common", "identity", "agency-dlh", "agency-dpupr", "agency-diskominfo" };

static void
sync_word_free (SyncWord *word)
{
  g_free (word->id);
  g_free (word->member);
  g_free (word->value);
  g_free (word);
}

void
sync_tally_init (SyncTally *self)
{
  *self = (SyncTally) {
    .expected = g_ptr_array_new_with_free_func ((GDestroyNotify) sync_word_free),
  };
}

void
sync_tally_clear (SyncTally *self)
{
  g_clear_pointer (&self->expected, g_ptr_array_unref);
}

void
sync_tally_expect (SyncTally *self, const char *id, const char *member, const char *value)
{
  SyncWord *word;

  for (guint i = 0; i < self->expected->len; i++)
    {
      word = g_ptr_array_index (self->expected, i);
      if (strcmp (word->id, id) != 0 || g_strcmp0 (word->member, member) != 0)
        continue;
      g_set_str (&word->value, value);
      return;
    }
  word = g_new0 (SyncWord, 1);
  word->id = g_strdup (id);
  word->member = g_strdup (member);
  word->value = g_strdup (value);
  g_ptr_array_add (self->expected, word);
}

char *
sync_tally_write (SyncTally *self, SyncDesk *desk, const char *title)
{
  g_autoptr (GaungRecord) complaint = sync_desk_make_complaint (desk, NULL, title);
  GaungComplaintArguments arguments = { .text = title };
  const char *id = gaung_record_get_id (complaint);
  g_autofree char *entry = NULL;

  sync_desk_write (desk, complaint, NULL, "");
  g_assert_true (sync_desk_act (desk, id, GAUNG_COMPLAINT_NOTE, &arguments, &entry));
  sync_tally_expect (self, id, "title", title);
  sync_tally_expect (self, entry, "text", title);
  return g_strdup (id);
}

void
sync_tally_edit (
    SyncTally *self, SyncDesk *desk, const char *id, const char *member, const char *value)
{
  g_assert_true (sync_desk_edit (desk, id, member, value));
  sync_tally_expect (self, id, member, value);
}

static gboolean
is_there (GPtrArray *tables, const SyncWord *word)
{
  for (guint i = 0; i < tables->len; i++)
    {
      JsonObject *document = g_hash_table_lookup (g_ptr_array_index (tables, i), word->id);

      if (document != NULL
          && (word->member == NULL
              || g_strcmp0 (gaung_json_get_string (document, word->member, NULL), word->value)
                     == 0))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_expected (SyncTally *self, const char *id)
{
  for (guint i = 0; i < self->expected->len; i++)
    if (strcmp (((SyncWord *) g_ptr_array_index (self->expected, i))->id, id) == 0)
      return TRUE;
  return FALSE;
}

/* Records that nobody wrote, but for the entries that tell of an edit. */
static void
count_strangers (SyncTally *self, GPtrArray *tables)
{
  for (guint i = 0; i < tables->len; i++)
    {
      GHashTableIter documents;
      gpointer id;
      gpointer document;

      g_hash_table_iter_init (&documents, g_ptr_array_index (tables, i));
      while (g_hash_table_iter_next (&documents, &id, &document))
        if (!is_expected (self, id)
            && g_strcmp0 (gaung_json_get_string (document, "kind", NULL), "change") != 0)
          {
            if (self->twice++ == 0)
              g_test_message ("twice: %s is on the server, and nobody wrote it", (char *) id);
          }
    }
}

/* Each revision has one receipt; an entry or a file arrives once. */
static void
count_receipts (SyncTally *self, SyncDesk *desk)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) receipts
      = gaung_receipt_list (desk->store, 0, G_MAXINT64, G_MAXINT, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < receipts->len; i++)
    {
      const GaungReceipt *receipt = g_ptr_array_index (receipts, i);
      gboolean is_once = g_str_has_prefix (receipt->id, "entry:")
                         || g_str_has_prefix (receipt->id, "attachment:");

      if (!g_hash_table_add (
              seen, g_strdup_printf ("%s %s", receipt->id, is_once ? "" : receipt->revision))
          && self->twice++ == 0)
        g_test_message ("twice: two receipts at %s for %s", desk->who, receipt->id);
    }
}

void
sync_tally_count (SyncTally *self, SyncWorld *world, SyncDesk *const *desks)
{
  g_autoptr (GPtrArray) tables
      = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (databases); i++)
    g_ptr_array_add (tables, sync_world_list (world, databases[i]));
  for (guint i = 0; i < self->expected->len; i++)
    {
      const SyncWord *word = g_ptr_array_index (self->expected, i);

      if (!is_there (tables, word) && self->lost++ == 0)
        g_test_message ("lost: %s %s", word->id, word->member != NULL ? word->member : "");
    }
  count_strangers (self, tables);
  for (guint i = 0; desks[i] != NULL; i++)
    count_receipts (self, desks[i]);
}

void
sync_tally_close (SyncTally *self, SyncWorld *world, SyncDesk *const *desks, const char *fault)
{
  for (guint turn = 0; turn < 2; turn++)
    for (guint i = 0; desks[i] != NULL; i++)
      sync_desk_run_until_quiet (desks[i], 10);
  for (guint i = 0; desks[i] != NULL; i++)
    {
      g_autofree char *difference = sync_desk_compare (desks[i]);

      if (difference != NULL)
        g_error ("%s: %s", fault, difference);
    }
  sync_tally_count (self, world, desks);
  g_test_message ("fault%s | %s | 1 | %u | %u",
                  sync_world_get_double (world) != NULL ? "" : " on CouchDB",
                  fault,
                  self->lost,
                  self->twice);
  g_assert_cmpuint (self->lost, ==, 0);
  g_assert_cmpuint (self->twice, ==, 0);
}

typedef struct
{
  void (*test) (gboolean is_real);
  gboolean is_real;
} Case;

static void
run_case (gconstpointer data)
{
  const Case *test = data;

  if (!test->is_real || sync_world_can_be_real ())
    test->test (test->is_real);
}

void
sync_tally_add_test (const char *path, void (*test) (gboolean is_real))
{
  for (guint is_real = 0; is_real < 2; is_real++)
    {
      Case one = { test, is_real != 0 };
      g_autofree char *full = g_strconcat (path, is_real ? "/couchdb" : "/double", NULL);

      g_test_add_data_func_full (full, g_memdup2 (&one, sizeof one), run_case, g_free);
    }
}
