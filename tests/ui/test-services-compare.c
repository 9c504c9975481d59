/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Versions of a service side by side, and which words differ. */

#include "config.h"

#include "gaung-entry.h"
#include "gaung-word-difference.h"
#include "services-fixture.h"

typedef struct
{
  const char *name;
  const char *before;
  const char *after;
  const char *struck;     /* what stands out in @before, a bar between */
  const char *underlined; /* in @after */
} WordCase;

static const WordCase word_cases[] = {
  { "same", "satu dua tiga", "satu dua tiga", "", "" },
  { "one", "satu dua tiga", "satu empat tiga", "dua", "empat" },
  { "added", "satu tiga", "satu dua tiga", "", "dua" },
  { "removed", "satu dua tiga", "satu tiga", "dua", "" },
  { "nothing-before", "", "satu dua", "", "satu|dua" },
  { "lines", "satu\ndua", "satu\ntiga", "dua", "tiga" },
  { "letters-beyond-ascii", "biaya – Rp5.000", "biaya – gratis", "Rp5.000", "gratis" },
};

static char *
collect (PangoAttrList *list, const char *text, PangoAttrType type)
{
  GString *words = g_string_new (NULL);
  GSList *attributes = pango_attr_list_get_attributes (list);

  for (GSList *link = attributes; link != NULL; link = link->next)
    {
      PangoAttribute *attribute = link->data;

      if (attribute->klass->type == type)
        g_string_append_printf (words,
                                "%s%.*s",
                                words->len > 0 ? "|" : "",
                                (int) (attribute->end_index - attribute->start_index),
                                text + attribute->start_index);
    }
  g_slist_free_full (attributes, (GDestroyNotify) pango_attribute_destroy);
  return g_string_free_and_steal (words);
}

static void
test_words (gconstpointer data)
{
  const WordCase *row = data;
  g_autoptr (PangoAttrList) before = NULL;
  g_autoptr (PangoAttrList) after = NULL;
  g_autofree char *struck = NULL;
  g_autofree char *underlined = NULL;

  gaung_word_difference (row->before, row->after, &before, &after);
  struck = collect (before, row->before, PANGO_ATTR_STRIKETHROUGH);
  underlined = collect (after, row->after, PANGO_ATTR_UNDERLINE);
  g_assert_cmpstr (struck, ==, row->struck);
  g_assert_cmpstr (underlined, ==, row->underlined);
}

static void
change (ServicesFixture *desk, const char *id, const char *member, const char *value)
{
  g_autoptr (GaungRecord) before = services_get (desk, id);
  g_autoptr (GaungRecord) after = gaung_record_copy (before);
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GaungEntry) entry = NULL;

  g_assert_true (gaung_record_set_string (after, member, value, NULL));
  entry = gaung_entry_new_for_change (before,
                                      after,
                                      gaung_context_get_actor (desk->context),
                                      gaung_context_get_now (desk->context));
  gaung_batch_put (batch, after, NULL);
  gaung_batch_put (batch, GAUNG_RECORD (entry), NULL);
  g_assert_true (gaung_store_write (desk->store, batch, NULL));
}

static void
test_versions (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autofree char *id = services_find (desk, "type:service name=\"Kartu pencari kerja (AK-1)\"");
  GaungCompareDialog *dialog;
  guint n;

  services_open (desk, id);
  dialog = gaung_services_page_compare (desk->page);
  services_settle ();
  n = gaung_compare_dialog_get_n_versions (dialog);
  g_assert_true (adw_dialog_close (ADW_DIALOG (dialog)));
  services_settle ();

  change (desk, id, "audience", "Siapa saja");
  change (desk, id, "output", "Kartu saja");
  change (desk, id, "audience", "Siapa pun");
  change (desk, id, "audience", "Siapa saja");
  dialog = gaung_services_page_compare (desk->page);
  services_settle ();
  g_assert_cmpuint (gaung_compare_dialog_get_n_versions (dialog), ==, n + 4);
  /* The last change, to begin with. */
  g_assert_cmpuint (gaung_compare_dialog_get_n_differences (dialog), ==, 1);
  gaung_compare_dialog_set_versions (dialog, n - 1, n + 3);
  g_assert_cmpuint (gaung_compare_dialog_get_n_differences (dialog), ==, 2);
  /* Changed and changed back. */
  gaung_compare_dialog_set_versions (dialog, n + 1, n + 3);
  g_assert_cmpuint (gaung_compare_dialog_get_n_differences (dialog), ==, 0);
  services_settle ();
  g_assert_nonnull (services_find_label (GTK_WIDGET (dialog), "No Difference"));
  /* In either order. */
  gaung_compare_dialog_set_versions (dialog, n + 1, n - 1);
  g_assert_cmpuint (gaung_compare_dialog_get_n_differences (dialog), ==, 2);
  services_settle ();
  g_assert_nonnull (services_find_label (GTK_WIDGET (dialog), "Kartu saja"));
  g_assert_true (adw_dialog_close (ADW_DIALOG (dialog)));
  services_settle ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  for (guint i = 0; i < G_N_ELEMENTS (word_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/services/compare/words/", word_cases[i].name, NULL);

      g_test_add_data_func (path, &word_cases[i], test_words);
    }
  g_test_add_func ("/services/compare/versions", test_versions);

  return g_test_run ();
}
