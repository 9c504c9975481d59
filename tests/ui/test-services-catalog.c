/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The catalogue of services and the page of one: how it is laid out, found, walked through and
 * remembered, what is due to be checked, what it says when it is empty or cannot read. */

#include "config.h"

#include <string.h>

#include "gaung-question.h"
#include "gaung-service-group.h"
#include "services-fixture.h"

static GaungServiceCatalog *
get_catalog (ServicesFixture *desk)
{
  return gaung_services_page_get_catalog (desk->page);
}

static GListModel *
get_model (ServicesFixture *desk)
{
  return gaung_service_catalog_get_model (get_catalog (desk));
}

/* The heading, service or question of a line. (transfer full) */
static gpointer
get_line (ServicesFixture *desk, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (get_model (desk), position);

  return GTK_IS_TREE_LIST_ROW (item) ? gtk_tree_list_row_get_item (GTK_TREE_LIST_ROW (item))
                                     : g_steal_pointer (&item);
}

static guint
count_lines (ServicesFixture *desk, GType type)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (get_model (desk)); i++)
    {
      g_autoptr (GObject) line = get_line (desk, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (line, type))
        n++;
    }
  return n;
}

/* Waits until the list shows no headings, and is no longer read. */
static gboolean
is_flat (gpointer desk)
{
  return count_lines (desk, GAUNG_TYPE_SERVICE_GROUP) == 0
         && g_list_model_get_n_items (get_model (desk)) > 0;
}

static gboolean
is_laid_out (gpointer desk)
{
  return count_lines (desk, GAUNG_TYPE_SERVICE_GROUP) > 0;
}

static void
search (ServicesFixture *desk, const char *words)
{
  gaung_service_catalog_set_search (get_catalog (desk), words);
  for (guint i = 0; i < 5; i++)
    services_settle ();
}

static const char *
get_shown (ServicesFixture *desk)
{
  GaungServiceView *view = gaung_services_page_get_view (desk->page);

  return view != NULL ? gaung_service_view_get_id (view) : NULL;
}

static void
test_groups (void)
{
  static const char *const layouts[] = { "agency", "life-event", "channel" };
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);

  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      gint64 n = 0;

      gaung_service_catalog_restore_state (get_catalog (desk), layouts[i]);
      services_settle ();
      services_wait_until (is_laid_out, desk);
      for (guint k = 0; k < g_list_model_get_n_items (get_model (desk)); k++)
        {
          g_autoptr (GObject) line = get_line (desk, k);

          if (!GAUNG_IS_SERVICE_GROUP (line))
            continue;
          g_assert_cmpint (gaung_service_group_get_count (GAUNG_SERVICE_GROUP (line)), >, 0);
          n += gaung_service_group_get_count (GAUNG_SERVICE_GROUP (line));
        }
      g_assert_cmpint (n, ==, services_count (desk, "type:service"));
    }
}

static void
test_own_agency_first_and_open (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autoptr (GObject) first = NULL;
  gint64 mine = services_count (desk, "type:service agency:me");

  services_wait_until (is_laid_out, desk);
  services_settle ();
  first = get_line (desk, 0);
  g_assert_cmpstr (gaung_service_group_get_value (GAUNG_SERVICE_GROUP (first)), ==, "diskominfo");
  g_assert_cmpint (mine, >, 0);
  g_assert_cmpint (count_lines (desk, GAUNG_TYPE_SERVICE), ==, mine);
}

/* By the everyday word, which is in no name. */
static void
test_search_everyday_word (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autoptr (GaungRecord) first = NULL;

  search (desk, "kartu kuning");
  services_wait_until (is_flat, desk);
  first = get_line (desk, 0);
  g_assert_nonnull (strstr (gaung_record_get_title (first), "AK-1"));
  g_assert_null (strstr (gaung_record_get_title (first), "kuning"));
}

static void
test_search_question (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autoptr (GaungRecord) question = NULL;
  g_autofree char *service
      = services_find (desk, "type:service name=\"Kartu pencari kerja (AK-1)\"");

  g_assert_cmpint (services_count (desk, "type:question lupa lapor enam bulan"), ==, 1);
  g_assert_cmpint (services_count (desk, "type:service lupa lapor enam bulan"), ==, 0);
  search (desk, "lupa lapor enam bulan");
  services_wait_until (is_flat, desk);
  g_assert_cmpuint (count_lines (desk, GAUNG_TYPE_QUESTION), ==, 1);
  question = get_line (desk, g_list_model_get_n_items (get_model (desk)) - 1);
  g_assert_true (GAUNG_IS_QUESTION (question));
  g_assert_true (gaung_page_open_record (GAUNG_PAGE (desk->page), gaung_record_get_id (question)));
  services_settle ();
  g_assert_cmpstr (get_shown (desk), ==, service);
}

static void
test_search_nothing (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);

  search (desk, "zzzzqqq");
  g_assert_cmpuint (g_list_model_get_n_items (get_model (desk)), ==, 0);
  g_assert_nonnull (services_find_label (GTK_WIDGET (desk->page), "Nothing Found"));
  search (desk, "");
  services_wait_until (is_laid_out, desk);
}

static void
test_due (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  gint64 due = services_count (desk, "type:service due<=2026-11-24");

  g_assert_cmpint (due, >, 0);
  g_assert_cmpint (due, <, services_count (desk, "type:service"));
  services_activate (desk, "service.due");
  services_wait_until (is_flat, desk);
  services_settle ();
  g_assert_cmpint (count_lines (desk, GAUNG_TYPE_SERVICE), ==, due);
  g_assert_cmpuint (count_lines (desk, GAUNG_TYPE_QUESTION), ==, 0);
  for (guint i = 0; i < due; i++)
    {
      g_autoptr (GaungRecord) service = get_line (desk, i);

      g_assert_cmpint (gaung_service_get_check_due (service),
                       <=,
                       gaung_day_of_instant (gaung_context_get_now (desk->context)));
    }
}

static void
test_still_correct_and_undo (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autofree char *id = services_find (desk, "type:service due<=2026-11-24 checked_on<2026-11-24");
  g_autofree char *entries = g_strdup_printf ("type:entry parent:%s", id);
  gint64 n_entries = services_count (desk, entries);
  gint64 due = services_count (desk, "type:service due<=2026-11-24");
  g_autoptr (GaungRecord) before = services_get (desk, id);
  g_autoptr (GaungRecord) checked = NULL;
  g_autoptr (GaungRecord) after = NULL;

  services_open (desk, id);
  services_activate (desk, "service.still-correct");
  services_wait_for (desk, "type:service due<=2026-11-24", due - 1);
  checked = services_get (desk, id);
  g_assert_cmpint (gaung_record_get_day (checked, "checked_on"),
                   ==,
                   gaung_day_of_instant (gaung_context_get_now (desk->context)));
  g_assert_cmpstr (gaung_record_get_string (checked, "checked_by"),
                   ==,
                   gaung_context_get_actor (desk->context)->name);
  services_wait_for (desk, entries, n_entries + 1);

  g_assert_true (gaung_undo_stack_undo_last (gaung_context_get_undo (desk->context)));
  services_wait_for (desk, "type:service due<=2026-11-24", due);
  after = services_get (desk, id);
  g_assert_cmpint (
      gaung_record_get_day (after, "checked_on"), ==, gaung_record_get_day (before, "checked_on"));
  g_assert_cmpstr (gaung_record_get_string (after, "checked_by"),
                   ==,
                   gaung_record_get_string (before, "checked_by"));
}

/* Headings are passed over; nothing happens at either end. */
static void
test_walk (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  guint n = (guint) services_count (desk, "type:service agency:me");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *first = NULL;

  services_wait_until (is_laid_out, desk);
  services_settle ();
  for (guint i = 0; i < n; i++)
    {
      services_activate (desk, "service.next");
      g_assert_true (g_hash_table_add (seen, g_strdup (get_shown (desk))));
      if (i == 0)
        first = g_strdup (get_shown (desk));
    }
  g_assert_false (gaung_service_catalog_step (get_catalog (desk), 1));
  for (guint i = 1; i < n; i++)
    services_activate (desk, "service.previous");
  g_assert_cmpstr (get_shown (desk), ==, first);
  g_assert_false (gaung_service_catalog_step (get_catalog (desk), -1));
}

static void
test_state (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autofree char *id = services_find (desk, "type:service name=\"Kartu pencari kerja (AK-1)\"");
  g_autofree char *state = NULL;
  g_autofree char *again = NULL;

  gaung_service_catalog_restore_state (get_catalog (desk), "channel");
  services_open (desk, id);
  search (desk, "rahasia");
  state = gaung_page_save_state (GAUNG_PAGE (desk->page));
  /* What was searched may be somebody's name. */
  g_assert_null (strstr (state, "rahasia"));
  search (desk, "");
  gaung_page_restore_state (GAUNG_PAGE (desk->page), "agency due\n");
  services_settle ();
  g_assert_true (gaung_service_catalog_get_due (get_catalog (desk)));
  gaung_page_restore_state (GAUNG_PAGE (desk->page), state);
  services_settle ();
  again = gaung_page_save_state (GAUNG_PAGE (desk->page));
  g_assert_cmpstr (again, ==, state);
  gaung_page_restore_state (GAUNG_PAGE (desk->page), "no such thing");
  gaung_page_restore_state (GAUNG_PAGE (desk->page), "");
  gaung_page_restore_state (GAUNG_PAGE (desk->page), NULL);
}

static void
test_empty (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_EMPTY);

  g_assert_nonnull (services_find_label (GTK_WIDGET (desk->page), "No Services Yet"));
  gaung_service_catalog_set_due (get_catalog (desk), TRUE);
  for (guint i = 0; i < 5; i++)
    services_settle ();
  g_assert_nonnull (services_find_label (GTK_WIDGET (desk->page), "Everything Is Checked"));
}

/* A store that cannot be read is not taken for an empty one. */
static void
test_error (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);

  gaung_store_close (desk->store);
  search (desk, "ktp");
  g_assert_null (services_find_label (GTK_WIDGET (desk->page), "Nothing Found"));
  g_assert_null (services_find_label (GTK_WIDGET (desk->page), "No Services Yet"));
  g_assert_nonnull (services_find_widget (GTK_WIDGET (desk->page), ADW_TYPE_STATUS_PAGE, 0));
}

static void
test_opens_only_its_own (void)
{
  static const char *const strangers[] = { "complaint:01HF7YAT00BQK5R4M3J1D0P7ZC",
                                           "service:01HF7YAT00BQK5R4M3J1D0P7ZC",
                                           "question:01HF7YAT00BQK5R4M3J1D0P7ZC",
                                           "" };
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);

  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    g_assert_false (gaung_page_open_record (GAUNG_PAGE (desk->page), strangers[i]));
}

static gboolean
has_expander (gpointer page)
{
  return services_find_widget (page, ADW_TYPE_EXPANDER_ROW, 0) != NULL;
}

/* Other records change all day long, as a synchronisation brings them. */
static void
test_stays_unfolded (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autofree char *question = services_find (desk, "type:question state:active");
  g_autoptr (GaungRecord) complaint = gaung_record_new (
      "complaint", gaung_context_get_actor (desk->context), gaung_context_get_now (desk->context));
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GaungRecord) asked = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *row;

  asked = services_get (desk, question);
  services_open (desk, gaung_record_get_string (asked, "service"));
  services_wait_until (has_expander, desk->page);
  services_settle ();
  row = services_find_widget (GTK_WIDGET (desk->page), ADW_TYPE_EXPANDER_ROW, 0);
  g_object_add_weak_pointer (G_OBJECT (row), (gpointer *) &row);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);

  g_assert_true (gaung_record_set_string (complaint, "title", "Lampu jalan padam", NULL));
  g_assert_true (gaung_record_set_string (complaint, "text", "Lampu jalan padam", NULL));
  g_assert_true (gaung_record_set_string (complaint, "state", "new", NULL));
  g_assert_true (gaung_record_set_string (complaint, "channel", "web", NULL));
  g_assert_true (gaung_record_set_instant (
      complaint, "received_at", gaung_context_get_now (desk->context), NULL));
  gaung_batch_put (batch, complaint, "");
  g_assert_true (gaung_store_write (desk->store, batch, &error));
  g_assert_no_error (error);
  services_settle ();
  services_settle ();
  g_assert_nonnull (row);
  g_assert_true (gtk_widget_get_mapped (row));
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
  g_object_remove_weak_pointer (G_OBJECT (row), (gpointer *) &row);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/services/catalog/groups", test_groups);
  g_test_add_func ("/services/catalog/own-agency", test_own_agency_first_and_open);
  g_test_add_func ("/services/catalog/everyday-word", test_search_everyday_word);
  g_test_add_func ("/services/catalog/question", test_search_question);
  g_test_add_func ("/services/catalog/nothing-found", test_search_nothing);
  g_test_add_func ("/services/catalog/due", test_due);
  g_test_add_func ("/services/catalog/still-correct", test_still_correct_and_undo);
  g_test_add_func ("/services/catalog/walk", test_walk);
  g_test_add_func ("/services/catalog/stays-unfolded", test_stays_unfolded);
  g_test_add_func ("/services/catalog/state", test_state);
  g_test_add_func ("/services/catalog/empty", test_empty);
  g_test_add_func ("/services/catalog/error", test_error);
  g_test_add_func ("/services/catalog/strangers", test_opens_only_its_own);

  return g_test_run ();
}
