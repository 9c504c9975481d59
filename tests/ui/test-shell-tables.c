/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The two tables from which the shell derives: areas and actions. */

#include "config.h"

#include <adwaita.h>

#include "gaung-area-table.h"
#include "gaung-page.h"
#include "gaung-shell-actions.h"

static void
test_areas (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpstr (gaung_areas ()->id, ==, "home");
  for (const GaungArea *area = gaung_areas (); area->id != NULL; area++)
    {
      g_assert_true (g_hash_table_add (ids, (gpointer) area->id));
      g_assert_true (g_type_is_a (area->get_type (), GAUNG_TYPE_PAGE));
      g_assert_nonnull (area->title);
      g_assert_true (gaung_area_find (area->id) == area);
      if (area->waiting)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (GaungQuery) query = gaung_query_parse (area->waiting, &error);

          g_assert_no_error (error);
        }
    }
  g_assert_null (gaung_area_find ("no-such-area"));
}

static gboolean
is_of_an_area (const GaungActionRow *table)
{
  for (const GaungArea *area = gaung_areas (); area->id != NULL; area++)
    if (area->actions == table)
      return TRUE;

  return FALSE;
}

/* Areas may use the same key: it acts on the one that is shown. Nothing else may. */
static void
add_keys (GHashTable *owners, const GaungActionRow *table, const GaungActionRow *row)
{
  for (guint i = 0; i < G_N_ELEMENTS (row->keys) && row->keys[i]; i++)
    {
      g_autofree char *name = NULL;
      const GaungActionRow *owner;
      guint keyval;
      GdkModifierType modifiers;

      g_assert_true (gtk_accelerator_parse (row->keys[i], &keyval, &modifiers));
      name = gtk_accelerator_name (keyval, modifiers);
      owner = g_hash_table_lookup (owners, name);
      if (owner != NULL && (owner == table || !is_of_an_area (owner) || !is_of_an_area (table)))
        g_error ("%s: the key %s has an action already", row->name, row->keys[i]);
      g_hash_table_insert (owners, g_steal_pointer (&name), (gpointer) table);
    }
}

static void
test_keys_once (void)
{
  g_autoptr (GHashTable) owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (const GaungActionRow *const *table = gaung_action_tables (); *table; table++)
    for (const GaungActionRow *row = *table; row->name; row++)
      {
        g_assert_true (g_hash_table_add (names, (gpointer) row->name));
        add_keys (owners, *table, row);
      }
  for (const GaungArea *area = gaung_areas (); area->id != NULL; area++)
    {
      guint keyval;
      GdkModifierType modifiers;

      g_assert_true (gtk_accelerator_parse (area->key, &keyval, &modifiers));
      g_assert_true (g_hash_table_insert (
          owners, gtk_accelerator_name (keyval, modifiers), (gpointer) gaung_areas ()));
    }
}

/* A letter without a modifier must never act while somebody writes. */
static void
test_letters_outside_text (void)
{
  for (const GaungActionRow *const *table = gaung_action_tables (); *table; table++)
    for (const GaungActionRow *row = *table; row->name; row++)
      for (guint i = 0; i < G_N_ELEMENTS (row->keys) && row->keys[i]; i++)
        {
          guint keyval;
          GdkModifierType modifiers;

          gtk_accelerator_parse (row->keys[i], &keyval, &modifiers);
          if (gdk_keyval_to_unicode (keyval) != 0
              && !(modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK))
              && !(row->flags & GAUNG_ACTION_OUTSIDE_TEXT))
            g_error ("%s: %s would act while somebody writes", row->name, row->keys[i]);
        }
}

static void
test_rows_are_told (void)
{
  for (const GaungActionRow *const *table = gaung_action_tables (); *table; table++)
    for (const GaungActionRow *row = *table; row->name; row++)
      if (!(row->flags & GAUNG_ACTION_HIDDEN))
        {
          g_assert_nonnull (row->title);
          g_assert_nonnull (row->section);
          g_assert_true (gaung_action_find (row->name) == row);
        }
}

typedef struct
{
  const char *name;
  const char *areas[3];
  const char *hidden[3];
  gboolean expected;
} ShownCase;

static const ShownCase shown_cases[] = {
  { "nothing-named", { NULL }, { NULL }, TRUE },
  { "named", { "complaints", NULL }, { NULL }, TRUE },
  { "another-named", { "home", NULL }, { NULL }, FALSE },
  { "only-unknown-named", { "no-area", "neither", NULL }, { NULL }, TRUE },
  { "unknown-and-another-named", { "no-area", "home", NULL }, { NULL }, FALSE },
  { "unknown-and-this-named", { "no-area", "complaints", NULL }, { NULL }, TRUE },
  { "hidden", { NULL }, { "complaints", NULL }, FALSE },
  { "named-and-hidden", { "complaints", NULL }, { "complaints", NULL }, FALSE },
  { "another-hidden", { NULL }, { "services", NULL }, TRUE },
};

static void
test_shown (gconstpointer data)
{
  const ShownCase *test = data;
  const GaungArea area = { .id = "complaints", .title = "x" };
  g_autoptr (GaungActor) actor = gaung_actor_new ("a", "A", "dlh", NULL);
  g_autoptr (GaungRecord) agency = gaung_record_new ("agency", actor, 0);

  g_assert_true (gaung_record_set_strings (agency, "areas", test->areas, NULL));
  g_assert_true (gaung_record_set_strings (agency, "areas_hidden", test->hidden, NULL));
  g_assert_cmpint (gaung_area_is_shown (&area, agency, actor), ==, test->expected);
  /* Home cannot be hidden. */
  g_assert_true (gaung_area_is_shown (gaung_areas (), agency, actor));
}

static void
test_roles (void)
{
  const GaungArea area = { .id = "reports", .title = "x", .roles = { "coordinator", "admin" } };
  const char *const staff[] = { "staff", NULL };
  const char *const admin[] = { "staff", "admin", NULL };
  g_autoptr (GaungActor) clerk = gaung_actor_new ("a", "A", "dlh", staff);
  g_autoptr (GaungActor) head = gaung_actor_new ("b", "B", "dlh", admin);

  g_assert_false (gaung_area_is_shown (&area, NULL, clerk));
  g_assert_true (gaung_area_is_shown (&area, NULL, head));
  g_assert_false (gaung_area_is_shown (&area, NULL, NULL));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/shell/areas/table", test_areas);
  g_test_add_func ("/shell/areas/roles", test_roles);
  for (guint i = 0; i < G_N_ELEMENTS (shown_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/shell/areas/shown/", shown_cases[i].name, NULL);

      g_test_add_data_func (path, &shown_cases[i], test_shown);
    }
  g_test_add_func ("/shell/actions/keys-once", test_keys_once);
  g_test_add_func ("/shell/actions/letters-outside-text", test_letters_outside_text);
  g_test_add_func ("/shell/actions/told", test_rows_are_told);

  return g_test_run ();
}
