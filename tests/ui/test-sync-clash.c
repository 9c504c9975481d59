/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The clash desk, from the conflict in the store to the record, its history and the outbox. */

#include "config.h"

#include <adwaita.h>

#include "gaung-clash-desk.h"
#include "gaung-clash-words.h"
#include "gaung-entry.h"
#include "gaung-json.h"
#include "shell-fixture.h"
#include "sync-scene.h"

typedef struct
{
  ShellFixture *shell;
  GaungWindow *window;
  GaungStore *store;
  SyncScene scene;
  GaungClashDesk *desk; /* NULL once it is closed */
} Fixture;

static gboolean
is_settled (gpointer data)
{
  return gaung_clash_desk_is_settled (data);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  GaungContext *context;

  self->shell = shell_fixture_new (GAUNG_WORKSPACE_SERVER, 0);
  self->window = shell_fixture_show (self->shell);
  context = gaung_window_get_context (self->window);
  self->store = gaung_context_get_store (context);
  sync_scene_fill (&self->scene, self->store, gaung_context_get_now (context));
  g_set_weak_pointer (&self->desk,
                      GAUNG_CLASH_DESK (gaung_clash_desk_new (context, self->scene.clashing)));
  adw_dialog_present (ADW_DIALOG (self->desk), GTK_WIDGET (self->window));
  ui_wait (is_settled, self->desk);
  ui_settle ();
}

static gboolean
is_gone (gpointer data)
{
  return *(GaungClashDesk **) data == NULL;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->desk != NULL)
    adw_dialog_force_close (ADW_DIALOG (self->desk));
  ui_wait (is_gone, &self->desk);
  ui_close (self->window);
  sync_scene_clear (&self->scene);
  shell_fixture_free (self->shell);
  gaung_instant_set_now (GAUNG_INSTANT_NONE);
}

static GaungClashField *
find_field (Fixture *self, const char *member)
{
  GaungClashField *field;

  for (guint i = 0; (field = gaung_clash_desk_get_field (self->desk, i)) != NULL; i++)
    if (g_strcmp0 (gaung_clash_field_get_member (field), member) == 0)
      return field;
  g_error ("No member %s clashes", member);
}

static void
assert_member (Fixture *self, const char *member, const char *expected)
{
  g_autoptr (GaungRecord) record = gaung_store_get (self->store, self->scene.clashing, NULL);

  g_assert_cmpstr (gaung_record_get_string (record, member), ==, expected);
}

typedef struct
{
  const char *member;
  const char *before;
  const char *after;
  guint n_found;
} Search;

static gboolean
search_cb (GaungRecord *entry, gpointer data)
{
  Search *search = data;
  JsonNode *node = gaung_record_get_node (entry, "changes");
  JsonArray *changes = node != NULL ? json_node_get_array (node) : NULL;

  for (guint i = 0; changes != NULL && i < json_array_get_length (changes); i++)
    {
      JsonObject *change = gaung_json_get_element_object (changes, i);

      if (g_strcmp0 (gaung_json_get_string (change, "member", ""), search->member) == 0
          && g_strcmp0 (gaung_json_get_string (change, "before", ""), search->before) == 0
          && g_strcmp0 (gaung_json_get_string (change, "after", ""), search->after) == 0)
        search->n_found++;
    }

  return TRUE;
}

/* The losing value is in the history, once. */
static void
assert_kept (Fixture *self, const char *member, const char *before, const char *after)
{
  g_autoptr (GaungQuery) query = gaung_query_new ("entry");
  Search search = { member, before, after, 0 };

  gaung_query_set_one (query, "parent", self->scene.clashing);
  g_assert_true (gaung_store_foreach (self->store, query, search_cb, &search, NULL, NULL));
  g_assert_cmpuint (search.n_found, ==, 1);
}

static guint
count_open (Fixture *self)
{
  GaungOutboxCounts counts;

  g_assert_true (gaung_outbox_count (self->store, &counts, NULL));

  return counts.conflicts;
}

static void
save (Fixture *self)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->desk), "clash.save", NULL));
  ui_wait (is_gone, &self->desk);
}

/* Both clash, nobody else is asked; what stands until then is theirs. */
static void
test_shown (Fixture *self, gconstpointer data)
{
  GtkWidget *desk = GTK_WIDGET (self->desk);

  g_assert_nonnull (find_field (self, "promise_on"));
  g_assert_nonnull (find_field (self, "street"));
  g_assert_null (gaung_clash_desk_get_field (self->desk, 2));
  g_assert_cmpint (
      gaung_clash_field_get_choice (find_field (self, "street")), ==, GAUNG_CLASH_THEIRS);
  g_assert_true (ui_shows_text (desk, "You and Agus Widodo changed the same complaint"));
  g_assert_true (ui_shows_text (desk, "Jl. Samanhudi, depan pasar, tiga titik"));
  g_assert_true (ui_shows_text (desk, "27/11/2026"));
  g_assert_true (ui_shows_text (desk, "26/11/2026"));
  g_assert_true (ui_shows_text (desk, "You, today 09.31, not sent"));
  g_assert_true (ui_shows_text (desk, "2 changes were merged by themselves"));
  assert_member (self, "category", "roads");
  assert_member (self, "village", "33.72.01.1004");
  g_assert_cmpuint (count_open (self), ==, 1);
}

static void
test_mine (Fixture *self, gconstpointer data)
{
  g_assert_true (gaung_clash_field_choose (find_field (self, "promise_on"), GAUNG_CLASH_MINE));
  g_assert_true (gaung_clash_field_choose (find_field (self, "street"), GAUNG_CLASH_MINE));
  save (self);
  assert_member (self, "promise_on", "2026-11-27");
  assert_member (self, "street", "Jl. Samanhudi, depan pasar, tiga titik");
  assert_kept (self, "promise_on", "2026-11-26", "2026-11-27");
  assert_kept (self,
               "street",
               "Jl. Samanhudi No. 12; dua dari tiga titik menyala",
               "Jl. Samanhudi, depan pasar, tiga titik");
  g_assert_cmpuint (count_open (self), ==, 0);
}

/* Mine is lost, and is found in the history all the same. */
static void
test_theirs (Fixture *self, gconstpointer data)
{
  save (self);
  assert_member (self, "promise_on", "2026-11-26");
  assert_kept (self, "promise_on", "2026-11-27", "2026-11-26");
  assert_kept (self,
               "street",
               "Jl. Samanhudi, depan pasar, tiga titik",
               "Jl. Samanhudi No. 12; dua dari tiga titik menyala");
  g_assert_cmpuint (count_open (self), ==, 0);
}

static void
test_edited (Fixture *self, gconstpointer data)
{
  GaungClashField *street = find_field (self, "street");

  gaung_clash_field_set_text (street, "Jl. Samanhudi No. 12, tiga titik");
  g_assert_true (gaung_clash_field_is_edited (street));
  save (self);
  assert_member (self, "street", "Jl. Samanhudi No. 12, tiga titik");
  /* Both lose, both are kept. */
  assert_kept (
      self, "street", "Jl. Samanhudi, depan pasar, tiga titik", "Jl. Samanhudi No. 12, tiga titik");
  assert_kept (self,
               "street",
               "Jl. Samanhudi No. 12; dua dari tiga titik menyala",
               "Jl. Samanhudi No. 12, tiga titik");
  g_assert_cmpuint (count_open (self), ==, 0);
}

/* What is no date is not taken, nothing is written, and the desk stays. */
static void
test_unreadable (Fixture *self, gconstpointer data)
{
  AdwDialog *dialog;

  gaung_clash_field_set_text (find_field (self, "promise_on"), "Jumat pon");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->desk), "clash.save", NULL));
  ui_settle ();
  g_assert_nonnull (self->desk);
  assert_member (self, "promise_on", "2026-11-26");
  g_assert_cmpuint (count_open (self), ==, 1);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
  g_assert_true (ADW_IS_ALERT_DIALOG (dialog));
  adw_dialog_force_close (dialog);
  gaung_clash_field_set_text (find_field (self, "promise_on"), "30/11/2026");
  save (self);
  assert_member (self, "promise_on", "2026-11-30");
}

/* Settled at another window meanwhile: nothing is written twice. */
static void
test_settled_elsewhere (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) conflicts = gaung_conflict_list (self->store, TRUE, 10, NULL);
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  const GaungConflict *conflict = g_ptr_array_index (conflicts, 0);

  gaung_batch_resolve_conflict (batch, conflict->number, GAUNG_CONFLICT_CLASH);
  g_assert_true (gaung_store_write (self->store, batch, NULL));
  g_assert_true (gaung_clash_field_choose (find_field (self, "promise_on"), GAUNG_CLASH_MINE));
  save (self);
  assert_member (self, "promise_on", "2026-11-26");
}

/* Columns stack where there is no room beside each other. */
static void
test_narrow (Fixture *self, gconstpointer data)
{
  GaungClashField *field = find_field (self, "street");
  GtkWidget *side = ui_find_nth (GTK_WIDGET (field), GTK_TYPE_CHECK_BUTTON, 0);
  GtkWidget *columns = gtk_widget_get_parent (gtk_widget_get_parent (side));

  g_object_set (self->desk, "is-narrow", FALSE, NULL);
  g_assert_cmpint (
      gtk_orientable_get_orientation (GTK_ORIENTABLE (columns)), ==, GTK_ORIENTATION_HORIZONTAL);
  g_object_set (self->desk, "is-narrow", TRUE, NULL);
  g_assert_cmpint (
      gtk_orientable_get_orientation (GTK_ORIENTABLE (columns)), ==, GTK_ORIENTATION_VERTICAL);
}

static void
test_names (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < 6; i++)
    {
      GtkWidget *side = ui_find_nth (GTK_WIDGET (self->desk), GTK_TYPE_CHECK_BUTTON, i);

      g_assert_nonnull (side);
      gtk_test_accessible_assert_role (GTK_ACCESSIBLE (side), GTK_ACCESSIBLE_ROLE_RADIO);
      g_assert_true (
          gtk_test_accessible_has_property (GTK_ACCESSIBLE (side), GTK_ACCESSIBLE_PROPERTY_LABEL));
    }
}

static void
test_claim (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) settled = gaung_conflict_list (self->store, FALSE, 10, NULL);
  const GaungConflict *claim = g_ptr_array_index (settled, 0);
  const GaungActor *actor = gaung_store_get_actor (self->store);
  g_autoptr (GaungEntry) note = NULL;
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autofree char *without = NULL;
  g_autofree char *with = NULL;

  g_assert_cmpint (claim->kind, ==, GAUNG_CONFLICT_CLAIM);
  without = gaung_clash_describe_claim (self->store, claim, actor);
  g_assert_cmpstr (without, ==, "Rina Hapsari took “Antrean KTP-el tidak jelas” first.");
  note = gaung_entry_new (self->scene.claimed, "note", actor, gaung_instant_now ());
  gaung_record_set_string (GAUNG_RECORD (note), "text", "Sudah ditulis separuh", NULL);
  gaung_batch_put (batch, GAUNG_RECORD (note), "");
  g_assert_true (gaung_store_write (self->store, batch, NULL));
  with = gaung_clash_describe_claim (self->store, claim, actor);
  g_assert_cmpstr (with,
                   ==,
                   "Rina Hapsari took “Antrean KTP-el tidak jelas” first. Your text is kept as a "
                   "note.");
}

static void
add (const char *path, void (*test) (Fixture *self, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("/sync/clash/shown", test_shown);
  add ("/sync/clash/mine", test_mine);
  add ("/sync/clash/theirs", test_theirs);
  add ("/sync/clash/edited", test_edited);
  add ("/sync/clash/unreadable", test_unreadable);
  add ("/sync/clash/settled-elsewhere", test_settled_elsewhere);
  add ("/sync/clash/narrow", test_narrow);
  add ("/sync/clash/names", test_names);
  add ("/sync/clash/claim", test_claim);

  return g_test_run ();
}
