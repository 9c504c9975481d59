/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The widgets and helpers that every area shares. */

#include "config.h"

#include <adwaita.h>

#include "gaung-highlight.h"
#include "gaung-pill.h"
#include "gaung-record-row.h"
#include "gaung-section-list.h"
#include "gaung-toast.h"
#include "shell-fixture.h"

static void
count_cb (gpointer data)
{
  (*(guint *) data)++;
}

static guint n_destroyed;

static void
destroyed_cb (gpointer data)
{
  n_destroyed++;
}

static void
test_undo_stack (void)
{
  GaungUndoStack *stack = gaung_undo_stack_new ();
  guint first = 0, second = 0, third = 0, id;

  n_destroyed = 0;
  g_assert_false (gaung_undo_stack_can_undo (stack));
  g_assert_false (gaung_undo_stack_undo_last (stack));

  id = gaung_undo_stack_push (stack, "First", 0, count_cb, &first, destroyed_cb);
  gaung_undo_stack_push (stack, "Second", 0, count_cb, &second, destroyed_cb);
  g_assert_cmpstr (gaung_undo_stack_get_title (stack), ==, "Second");

  g_assert_true (gaung_undo_stack_undo_last (stack));
  g_assert_cmpuint (second, ==, 1);
  g_assert_cmpuint (first, ==, 0);
  g_assert_cmpuint (n_destroyed, ==, 1);
  g_assert_true (gaung_undo_stack_undo (stack, id));
  g_assert_false (gaung_undo_stack_undo (stack, id));
  g_assert_cmpuint (first, ==, 1);
  g_assert_cmpuint (n_destroyed, ==, 2);

  id = gaung_undo_stack_push (stack, "Third", 0, count_cb, &third, destroyed_cb);
  gaung_undo_stack_drop (stack, id);
  g_assert_cmpuint (third, ==, 0);
  g_assert_cmpuint (n_destroyed, ==, 3);

  /* What was never undone is let go with the stack. */
  gaung_undo_stack_push (stack, "Fourth", 60, count_cb, &third, destroyed_cb);
  g_assert_finalize_object (stack);
  g_assert_cmpuint (third, ==, 0);
  g_assert_cmpuint (n_destroyed, ==, 4);
}

static gboolean
is_gone (gpointer data)
{
  return !gaung_undo_stack_can_undo (data);
}

static void
test_undo_expires (void)
{
  GaungUndoStack *stack = gaung_undo_stack_new ();
  guint undone = 0;

  n_destroyed = 0;
  gaung_undo_stack_push (stack, "Soon over", 1, count_cb, &undone, destroyed_cb);
  ui_wait (is_gone, stack);
  g_assert_cmpuint (undone, ==, 0);
  g_assert_cmpuint (n_destroyed, ==, 1);
  g_assert_finalize_object (stack);
}

static void
test_pill (void)
{
  static const char *const classes[] = { "calm", "soon", "late", "paused", "done" };
  GaungPill *pill = g_object_ref_sink (GAUNG_PILL (gaung_pill_new ()));

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (pill)));
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      gaung_pill_set (pill, "in 2 hours", (GaungPillStyle) i);
      g_assert_true (gtk_widget_get_visible (GTK_WIDGET (pill)));
      for (guint j = 0; j < G_N_ELEMENTS (classes); j++)
        g_assert_cmpint (gtk_widget_has_css_class (GTK_WIDGET (pill), classes[j]), ==, i == j);
    }
  g_assert_cmpstr (gaung_pill_get_label (pill), ==, "in 2 hours");
  gaung_pill_set (pill, NULL, GAUNG_PILL_CALM);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (pill)));
  g_assert_finalize_object (pill);
}

typedef struct
{
  const char *name;
  const char *text;
  const char *words;
  guint n_hits;
} HighlightCase;

static const HighlightCase highlight_cases[] = {
  { "one", "Lampu jalan mati", "jalan", 1 },
  { "two", "Lampu jalan mati", "mati lampu", 2 },
  { "beginning", "Lampu jalan mati", "jal", 1 },
  { "marks", "Kafé Gatsu", "kafe", 1 },
  { "none", "Lampu jalan mati", "banjir", 0 },
  { "markup", "<b>Lampu</b> & jalan", "lampu", 1 },
  { "empty", "Lampu", "", 0 },
};

static void
test_highlight (gconstpointer data)
{
  const HighlightCase *test = data;
  g_autoptr (PangoAttrList) list = gaung_highlight_new (test->text, test->words);
  guint n_bold = 0;

  if (list)
    {
      GSList *attributes = pango_attr_list_get_attributes (list);

      for (GSList *l = attributes; l; l = l->next)
        {
          const PangoAttribute *attribute = l->data;

          if (attribute->klass->type != PANGO_ATTR_WEIGHT)
            continue;
          n_bold++;
          g_assert_cmpuint (attribute->start_index, <, attribute->end_index);
          g_assert_cmpuint (attribute->end_index, <=, strlen (test->text));
        }
      g_slist_free_full (attributes, (GDestroyNotify) pango_attribute_destroy);
    }
  g_assert_cmpuint (n_bold, ==, test->n_hits);
}

static gboolean
is_loaded (gpointer data)
{
  return !gaung_list_is_loading (data);
}

/* Every position lies in exactly one section, sections touch, and titles follow the keys. */
static void
test_section_list (void)
{
  g_autoptr (ShellFixture) fixture = shell_fixture_new (GAUNG_WORKSPACE_SAMPLE, 60);
  GaungContext *context = shell_fixture_open (fixture);
  g_autoptr (GaungQuery) query = gaung_query_parse ("type:complaint sort:rank", NULL);
  g_autoptr (GaungList) list = gaung_list_new (gaung_context_get_store (context), query);
  g_autoptr (GaungSectionList) sections = gaung_section_list_new (list);
  GaungInstant now = gaung_context_get_now (context);
  const GaungSection borders[] = {
    { G_MININT64, "Late" },
    { now, "Later" },
    { GAUNG_RANK_POSTPONED, "Postponed" },
    { GAUNG_RANK_POSTPONED + 1000, "Done" },
  };
  guint start, end, n_items, position = 0;

  ui_wait (is_loaded, list);
  n_items = g_list_model_get_n_items (G_LIST_MODEL (sections));
  g_assert_cmpuint (n_items, ==, 60);
  g_assert_null (gaung_section_list_get_title (sections, 0));

  gaung_section_list_set_sections (sections, borders, G_N_ELEMENTS (borders));
  while (position < n_items)
    {
      gtk_section_model_get_section (GTK_SECTION_MODEL (sections), position, &start, &end);
      g_assert_cmpuint (start, ==, position);
      g_assert_cmpuint (end, >, start);
      for (guint i = start; i < end; i++)
        {
          gint64 key = gaung_list_get_sort_key (list, i);
          const char *title = gaung_section_list_get_title (sections, i);
          const char *expected = key < now                           ? "Late"
                                 : key < GAUNG_RANK_POSTPONED        ? "Later"
                                 : key < GAUNG_RANK_POSTPONED + 1000 ? "Postponed"
                                                                     : "Done";

          g_assert_cmpstr (title, ==, expected);
        }
      position = end;
    }
  gtk_section_model_get_section (GTK_SECTION_MODEL (sections), n_items, &start, &end);
  g_assert_cmpuint (start, ==, n_items);
  g_assert_cmpuint (end, ==, G_MAXUINT);
}

/* What somebody typed is shown as it is, on one line. */
static void
test_hostile_title (void)
{
  g_autoptr (ShellFixture) fixture = shell_fixture_new (GAUNG_WORKSPACE_LOCAL, 0);
  GaungContext *context = shell_fixture_open (fixture);
  g_autoptr (GaungRecord) record = gaung_record_new (
      "template", gaung_context_get_actor (context), gaung_context_get_now (context));
  GtkWidget *row;
  GtkWidget *label;

  g_assert_true (gaung_record_set_string (record, "name", "<b>A</b> & \xe2\x80\xaeoops", NULL));
  row = g_object_ref_sink (gaung_record_row_new (context, record, "oops"));
  label = ui_find_nth (row, GTK_TYPE_LABEL, 0);
  g_assert_false (gtk_label_get_use_markup (GTK_LABEL (label)));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (label)), "<b>A</b> &"));
  g_assert_null (strstr (gtk_label_get_text (GTK_LABEL (label)), "\xe2\x80\xae"));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  g_assert_finalize_object (row);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/widgets/undo/stack", test_undo_stack);
  g_test_add_func ("/widgets/undo/expires", test_undo_expires);
  g_test_add_func ("/widgets/pill", test_pill);
  for (guint i = 0; i < G_N_ELEMENTS (highlight_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/widgets/highlight/", highlight_cases[i].name, NULL);

      g_test_add_data_func (path, &highlight_cases[i], test_highlight);
    }
  g_test_add_func ("/widgets/section-list", test_section_list);
  g_test_add_func ("/widgets/hostile-title", test_hostile_title);

  return g_test_run ();
}
