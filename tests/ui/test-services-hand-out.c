/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Handing a service out: each kind has its paper, what is missing is chosen, a file is whole or not
 * there, and what was done is in the history. */

#include "config.h"

#include <string.h>

#include "gaung-hand-out-dialog.h"
#include "services-fixture.h"

static GaungHandOutDialog *
open_dialog (ServicesFixture *desk)
{
  g_autofree char *id = services_find (desk, "type:service AK-1");
  AdwDialog *dialog;

  services_open (desk, id);
  dialog = gaung_services_page_hand_out (desk->page);
  services_settle ();
  return GAUNG_HAND_OUT_DIALOG (dialog);
}

typedef struct
{
  const char *name;
  GaungHandOutKind kind;
  const char *paper; /* NULL: no sheet */
} KindCase;

static const KindCase kind_cases[] = {
  { "leaflet", GAUNG_HAND_OUT_LEAFLET, "A5" },      { "wall-a4", GAUNG_HAND_OUT_WALL_A4, "A4" },
  { "wall-a3", GAUNG_HAND_OUT_WALL_A3, "A3" },      { "message", GAUNG_HAND_OUT_MESSAGE, NULL },
  { "slip-of-nothing", GAUNG_HAND_OUT_SLIP, NULL },
};

static void
test_kind (gconstpointer data)
{
  const KindCase *test = data;
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  GaungHandOutDialog *dialog = open_dialog (desk);
  GaungSheet *sheet;

  gaung_hand_out_dialog_set_kind (dialog, test->kind);
  services_settle ();
  sheet = gaung_hand_out_dialog_get_sheet (dialog);
  if (test->paper == NULL)
    g_assert_null (sheet);
  else
    g_assert_cmpstr (gaung_sheet_get_paper (sheet)->name, ==, test->paper);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  services_settle ();
}

static void
test_slip (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  GaungHandOutDialog *dialog = open_dialog (desk);

  gaung_hand_out_dialog_set_kind (dialog, GAUNG_HAND_OUT_SLIP);
  gaung_hand_out_dialog_set_missing (dialog, 1, TRUE);
  services_settle ();
  g_assert_nonnull (gaung_hand_out_dialog_get_sheet (dialog));
  gaung_hand_out_dialog_set_missing (dialog, 1, FALSE);
  g_assert_null (gaung_hand_out_dialog_get_sheet (dialog));
  adw_dialog_force_close (ADW_DIALOG (dialog));
  services_settle ();
}

static void
test_save (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  GaungHandOutDialog *dialog = open_dialog (desk);
  const char *id = gaung_service_view_get_id (gaung_services_page_get_view (desk->page));
  g_autofree char *query = g_strdup_printf ("type:entry parent:%s kind:export", id);
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "leaflet.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *contents = NULL;
  gint64 before = services_count (desk, query);
  gsize length;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  gaung_hand_out_dialog_save (dialog, file);
  services_wait_for (desk, query, before + 1);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_cmpuint (length, >, 1000);
  g_assert_true (g_str_has_prefix (contents, "%PDF-"));
  adw_dialog_force_close (ADW_DIALOG (dialog));
  services_settle ();
}

/* A place that cannot be written to: told, and nothing is noted as done. */
static void
test_save_fails (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autofree char *id = services_find (desk, "type:service AK-1");
  g_autoptr (GaungRecord) service = services_get (desk, id);
  g_autoptr (GFile) file = g_file_new_for_path ("/dev/null/leaflet.pdf");
  GaungHandOutDialog *dialog = open_dialog (desk);
  gint64 before = services_count (desk, "type:entry kind:export");

  gaung_hand_out_dialog_save (dialog, file);
  for (guint i = 0; i < 10; i++)
    services_settle ();
  g_assert_cmpint (services_count (desk, "type:entry kind:export"), ==, before);
  g_assert_nonnull (services_find_widget (GTK_WIDGET (desk->window), ADW_TYPE_ALERT_DIALOG, 0));
  adw_dialog_force_close (
      ADW_DIALOG (services_find_widget (GTK_WIDGET (desk->window), ADW_TYPE_ALERT_DIALOG, 0)));
  adw_dialog_force_close (ADW_DIALOG (dialog));
  services_settle ();
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
is_read (gpointer data)
{
  return *(char **) data != NULL;
}

static void
test_copy (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  GaungHandOutDialog *dialog = open_dialog (desk);
  GaungService *service
      = gaung_service_view_get_service (gaung_services_page_get_view (desk->page));
  g_autofree char *text = NULL;

  gaung_hand_out_dialog_set_kind (dialog, GAUNG_HAND_OUT_MESSAGE);
  gaung_hand_out_dialog_copy (dialog);
  gdk_clipboard_read_text_async (
      gtk_widget_get_clipboard (GTK_WIDGET (dialog)), NULL, read_cb, &text);
  services_wait_until (is_read, &text);
  g_assert_nonnull (strstr (text, gaung_record_get_title (GAUNG_RECORD (service))));
  adw_dialog_force_close (ADW_DIALOG (dialog));
  services_settle ();
}

/* A name that every file system takes. */
static void
test_file_name (void)
{
  g_autoptr (GaungActor) actor = gaung_actor_new ("local", "Sri", "diskominfo", NULL);
  g_autoptr (GaungRecord) service = gaung_record_new ("service", actor, 0);
  g_autoptr (GaungHandOut) hand_out = NULL;
  g_autofree char *name = NULL;

  gaung_record_set_string (service, "name", "Kartu A/B: \"baru\"?", NULL);
  hand_out = gaung_hand_out_new (GAUNG_HAND_OUT_WALL_A3, service, NULL, 0);
  name = gaung_hand_out_get_file_name (hand_out);
  g_assert_cmpstr (name, ==, "Wall sheet (A3) - Kartu A-B- -baru--.pdf");
}

int
main (int argc, char *argv[])
{
  /* Icons are told from other XML by the system's types, which isolation hides from whoever asks
   * later. */
  g_autofree char *type = g_content_type_guess ("icon.svg", NULL, 0, NULL);

  g_assert_nonnull (type);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();

  for (guint i = 0; i < G_N_ELEMENTS (kind_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/services/hand-out/kind/", kind_cases[i].name, NULL);

      g_test_add_data_func (path, &kind_cases[i], test_kind);
    }
  g_test_add_func ("/services/hand-out/slip", test_slip);
  g_test_add_func ("/services/hand-out/save", test_save);
  g_test_add_func ("/services/hand-out/save-fails", test_save_fails);
  g_test_add_func ("/services/hand-out/copy", test_copy);
  g_test_add_func ("/services/hand-out/file-name", test_file_name);

  return g_test_run ();
}
