/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing a service: fields and what they refuse, lists and their order, the draft, what others
 * changed meanwhile, rights, and the whole way of a new one. */

#include "config.h"

#include <string.h>

#include "gaung-entry.h"
#include "gaung-json.h"
#include "gaung-service-preview.h"
#include "services-fixture.h"

static const GaungField *
find_field (const char *list, const char *member)
{
  const GaungField *fields = gaung_record_type_find ("service")->fields;

  if (list != NULL)
    fields = gaung_edit_find_field (fields, list)->fields;
  return gaung_edit_find_field (fields, member);
}

static void
set_member (JsonObject *object, const GaungField *field, const char *text)
{
  JsonNode *node = gaung_field_from_text (field, text, NULL);

  json_object_set_member (object,
                          field->member,
                          node != NULL ? node : json_node_init_string (json_node_alloc (), text));
}

typedef struct
{
  const char *list;
  const char *member;
  const char *text;
  gboolean is_right;
} FieldCase;

/* What a form must refuse at once, and what it must not. */
static const FieldCase field_cases[] = {
  { NULL, "closed_from", "24/11/2026", TRUE },
  { NULL, "closed_from", "2026-11-24", TRUE },
  { NULL, "closed_from", "31/02/2026", FALSE },
  { NULL, "closed_from", "24/11", FALSE },
  { NULL, "closed_from", "besok", FALSE },
  { NULL, "time_amount", "20", TRUE },
  { NULL, "time_amount", "-20", FALSE },
  { NULL, "time_amount", "20 menit", FALSE },
  { NULL, "decree_year", "2024", TRUE },
  { NULL, "decree_year", "24", FALSE },
  { NULL, "decree_year", "99999", FALSE },
  { "costs", "amount", "350000", TRUE },
  { "costs", "amount", "Rp350.000", TRUE },
  { "costs", "amount", "0", TRUE },
  { "costs", "amount", "-1", FALSE },
  { "costs", "amount", "seribu", FALSE },
  { "documents", "copies", "2", TRUE },
  { "documents", "copies", "-2", FALSE },
  { "channels", "url", "https://ppid.surakarta.go.id", TRUE },
  { "channels", "url", "http://ulas.surakarta.go.id/", TRUE },
  { "channels", "url", "javascript:alert(1)", FALSE },
  { "channels", "url", "file:///etc/passwd", FALSE },
  { "channels", "url", "ftp://surakarta.go.id", FALSE },
  { "channels", "url", "ppid.surakarta.go.id", FALSE },
  { "channels", "url", "https://surakarta.go.id@elsewhere.example", FALSE },
  { "channels", "url", "https://", FALSE },
  { "channels", "email", "diskominfosp@surakarta.go.id", TRUE },
  { "channels", "email", "diskominfosp", FALSE },
  { "channels", "telephone", "(0271) 2931667", TRUE },
  { "channels", "telephone", "112", TRUE },
  { "channels", "telephone", "tanya Bu Sri", FALSE },
  { "channels", "hours", "Mo-Th 08:00-15:00; Fr 08:00-11:00", TRUE },
  { "channels", "hours", "24/7", TRUE },
  { "channels", "hours", "Senin sampai Kamis", FALSE },
  { "channels", "hours", "Mo 15:00-08:00", FALSE },
};

static void
test_field (gconstpointer data)
{
  const FieldCase *row = data;
  g_autoptr (JsonObject) object = json_object_new ();
  const GaungField *field = find_field (row->list, row->member);
  g_autofree char *problem = NULL;

  set_member (object, field, row->text);
  problem = gaung_edit_find_problem (field, object);
  if (row->is_right)
    g_assert_cmpstr (problem, ==, NULL);
  else
    g_assert_nonnull (problem);
}

static void
test_closed_in_order (void)
{
  g_autoptr (JsonObject) object = json_object_new ();
  const GaungField *until = find_field (NULL, "closed_until");
  g_autofree char *problem = NULL;

  set_member (object, find_field (NULL, "closed_from"), "24/11/2026");
  set_member (object, until, "23/11/2026");
  problem = gaung_edit_find_problem (until, object);
  g_assert_nonnull (problem);
  g_clear_pointer (&problem, g_free);
  set_member (object, until, "24/11/2026");
  problem = gaung_edit_find_problem (until, object);
  g_assert_null (problem);
}

static void
test_hints (void)
{
  g_autoptr (JsonObject) object = json_object_new ();
  const GaungField *hours = find_field ("channels", "hours");
  g_autofree char *reading = NULL;
  g_autofree char *empty = gaung_edit_get_hint (hours, object);

  g_assert_nonnull (empty);
  set_member (object, hours, "Mo-Th 08:00-15:00");
  reading = gaung_edit_get_hint (hours, object);
  g_assert_cmpstr (reading, ==, "Reads as Monday–Thursday 08.00–15.00");
  g_clear_pointer (&reading, g_free);
  set_member (object, hours, "Mo-");
  reading = gaung_edit_get_hint (hours, object);
  g_assert_null (reading);
}

/* ---- The editor ---- */

static GaungServiceEditor *
open_editor (ServicesFixture *desk, const char *id)
{
  GaungServiceEditor *editor;

  services_open (desk, id);
  editor = gaung_services_page_edit (desk->page);
  g_assert_nonnull (editor);
  services_settle ();
  return editor;
}

static GaungEditField *
get_field (GaungServiceEditor *editor, const char *member)
{
  GaungEditField *field
      = gaung_service_form_find_field (gaung_service_editor_get_form (editor), member);

  g_assert_nonnull (field);
  return field;
}

static GaungEditList *
get_list (GaungServiceEditor *editor, const char *member)
{
  GaungEditList *list
      = gaung_service_form_find_list (gaung_service_editor_get_form (editor), member);

  g_assert_nonnull (list);
  return list;
}

static void
enter (GaungServiceEditor *editor, const char *member, const char *text)
{
  gaung_edit_field_enter (get_field (editor, member), text);
}

static void
enter_in (GaungServiceEditor *editor,
          const char *list,
          guint position,
          const char *member,
          const char *text)
{
  GaungEditField *field = gaung_edit_list_open (get_list (editor, list), position, member);

  g_assert_nonnull (field);
  gaung_edit_field_enter (field, text);
}

static void
close_editor (GaungServiceEditor *editor)
{
  g_assert_true (adw_dialog_close (ADW_DIALOG (editor)));
  services_settle ();
}

typedef struct
{
  ServicesFixture *desk;
  const char *id;
  const char *member;
  const char *value;
} Expected;

static gboolean
is_stored (gpointer data)
{
  const Expected *expected = data;
  g_autoptr (GaungRecord) record = gaung_store_get (expected->desk->store, expected->id, NULL);

  return record != NULL
         && g_strcmp0 (gaung_record_get_string (record, expected->member), expected->value) == 0;
}

static void
wait_for_value (ServicesFixture *desk, const char *id, const char *member, const char *value)
{
  Expected expected = { desk, id, member, value };

  services_wait_until (is_stored, &expected);
  services_settle ();
}

static void
test_save (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autofree char *id = services_find (desk, "type:service name=\"Kartu pencari kerja (AK-1)\"");
  g_autofree char *entries = g_strdup_printf ("type:entry parent:%s", id);
  g_autofree char *key = g_strconcat (id, "/edit", NULL);
  g_autofree char *draft = NULL;
  gint64 n_entries = services_count (desk, entries);
  GaungServiceEditor *editor = open_editor (desk, id);

  g_assert_false (gaung_service_editor_is_changed (editor));
  enter (editor, "summary", "  Kartu untuk pencari kerja.  ");
  g_assert_true (gaung_service_editor_is_changed (editor));
  gaung_service_editor_save (editor);
  wait_for_value (desk, id, "summary", "Kartu untuk pencari kerja.");
  g_assert_cmpint (services_count (desk, entries), ==, n_entries + 1);
  draft = gaung_store_get_draft (desk->store, key);
  g_assert_null (draft);
  /* The page shows it, and the dialog is gone. */
  g_assert_nonnull (services_find_label (GTK_WIDGET (desk->page), "Kartu untuk pencari kerja."));
  g_assert_null (services_find_widget (GTK_WIDGET (desk->window), GAUNG_TYPE_SERVICE_EDITOR, 0));
}

/* Nothing is written while something is wrong; what is wrong gets the focus and says why. */
static void
test_refuse (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autofree char *id = services_find (desk, "type:service name=\"Kartu pencari kerja (AK-1)\"");
  g_autoptr (GaungRecord) before = services_get (desk, id);
  g_autoptr (GaungRecord) after = NULL;
  GaungServiceEditor *editor = open_editor (desk, id);
  GaungEditField *hours;
  g_autofree char *note = NULL;

  enter_in (editor, "channels", 0, "hours", "kapan saja");
  gaung_service_editor_save (editor);
  services_settle ();
  after = services_get (desk, id);
  g_assert_cmpstr (gaung_record_get_change (after), ==, gaung_record_get_change (before));
  hours = gaung_edit_list_open (get_list (editor, "channels"), 0, "hours");
  g_assert_true (gaung_edit_field_is_wrong (hours));
  note = gaung_edit_field_get_note (hours);
  g_assert_cmpstr (note, ==, "Write it as Mo-Th 08:00-15:00; Fr 08:00-11:00, or 24/7.");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (desk->window), GTK_WIDGET (hours)));

  enter (editor, "name", "");
  gaung_service_editor_save (editor);
  g_assert_true (gaung_edit_field_is_wrong (get_field (editor, "name")));
  close_editor (editor);
}

static char *
name_at (GaungServiceEditor *editor, guint position)
{
  JsonObject *document = gaung_service_form_get_document (gaung_service_editor_get_form (editor));
  JsonArray *array = gaung_json_get_array (document, "documents");

  return g_strdup (
      gaung_json_get_string (gaung_json_get_element_object (array, position), "name", NULL));
}

static void
test_list (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autofree char *id = services_find (desk, "type:service name=\"Kartu pencari kerja (AK-1)\"");
  GaungServiceEditor *editor = open_editor (desk, id);
  GaungEditList *documents = get_list (editor, "documents");
  guint n = gaung_edit_list_get_length (documents);
  g_autofree char *first = name_at (editor, 0);
  g_autofree char *second = name_at (editor, 1);
  g_autofree char *now_first = NULL;
  g_autofree char *now_second = NULL;
  g_autofree char *last = NULL;
  g_autoptr (GaungRecord) after = NULL;
  JsonArray *array;

  g_assert_cmpuint (n, >, 2);
  gaung_edit_list_move (documents, 0, 1);
  now_first = name_at (editor, 0);
  now_second = name_at (editor, 1);
  g_assert_cmpstr (now_first, ==, second);
  g_assert_cmpstr (now_second, ==, first);
  gaung_edit_list_move (documents, 0, n); /* behind the end: nothing */
  gaung_edit_list_remove (documents, 2);
  g_assert_cmpuint (gaung_edit_list_get_length (documents), ==, n - 1);
  gaung_edit_list_add (documents);
  enter_in (editor, "documents", n - 1, "name", "Surat pengantar RT");
  enter_in (editor, "documents", n - 1, "copies", "2");
  last = name_at (editor, n - 1);
  g_assert_cmpstr (last, ==, "Surat pengantar RT");
  enter (editor, "audience", "Pencari kerja");
  gaung_service_editor_save (editor);
  wait_for_value (desk, id, "audience", "Pencari kerja");
  after = services_get (desk, id);
  array = gaung_json_get_array (gaung_record_get_json (after), "documents");
  g_assert_cmpuint (json_array_get_length (array), ==, n);
  g_assert_cmpint (
      gaung_json_get_integer (gaung_json_get_element_object (array, n - 1), "copies", 0), ==, 2);
  g_assert_nonnull (
      gaung_json_get_string (gaung_json_get_element_object (array, n - 1), "key", NULL));
}

static void
test_confirmed (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autofree char *id = services_find (desk, "type:service name=\"Kartu pencari kerja (AK-1)\"");
  GaungServiceEditor *editor = open_editor (desk, id);
  GaungServiceForm *form = gaung_service_editor_get_form (editor);
  g_autoptr (GaungRecord) after = NULL;
  g_auto (GStrv) unverified = NULL;

  gaung_service_form_set_confirmed (form, "requirements", TRUE);
  gaung_service_form_set_confirmed (form, "time", TRUE);
  gaung_service_form_set_confirmed (form, "safety", FALSE);
  enter (editor, "audience", "Pencari kerja");
  gaung_service_editor_save (editor);
  wait_for_value (desk, id, "audience", "Pencari kerja");
  after = services_get (desk, id);
  unverified = gaung_record_get_strings (after, "unverified");
  g_assert_false (g_strv_contains ((const char *const *) unverified, "requirements"));
  g_assert_false (g_strv_contains ((const char *const *) unverified, "time"));
  g_assert_true (g_strv_contains ((const char *const *) unverified, "safety"));
}

/* Leaving never asks; half a date is found again, too. */
static void
test_draft (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autofree char *id = services_find (desk, "type:service name=\"Kartu pencari kerja (AK-1)\"");
  g_autofree char *key = g_strconcat (id, "/edit", NULL);
  g_autofree char *stored = NULL;
  GaungServiceEditor *editor = open_editor (desk, id);
  JsonObject *document;

  enter (editor, "summary", "Belum selesai");
  enter (editor, "closed_from", "24/1");
  close_editor (editor);
  editor = open_editor (desk, id);
  document = gaung_service_form_get_document (gaung_service_editor_get_form (editor));
  g_assert_cmpstr (gaung_json_get_string (document, "summary", NULL), ==, "Belum selesai");
  g_assert_cmpstr (gaung_json_get_string (document, "closed_from", NULL), ==, "24/1");
  g_assert_true (gaung_edit_field_is_wrong (get_field (editor, "closed_from")));
  g_assert_cmpstr (gaung_service_editor_get_notice (editor), ==, "");

  gaung_service_editor_discard (editor);
  services_settle ();
  stored = gaung_store_get_draft (desk->store, key);
  g_assert_null (stored);
  /* Also that can be taken back. */
  g_assert_true (gaung_undo_stack_undo_last (gaung_context_get_undo (desk->context)));
  services_settle ();
  stored = gaung_store_get_draft (desk->store, key);
  g_assert_nonnull (strstr (stored, "Belum selesai"));
}

static void
change (ServicesFixture *desk, const char *id, const char *member, const char *value)
{
  g_autoptr (GaungRecord) record = services_get (desk, id);
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GError) error = NULL;

  gaung_record_set_string (record, member, value, &error);
  g_assert_no_error (error);
  gaung_batch_put (batch, record, NULL);
  g_assert_true (gaung_store_write (desk->store, batch, &error));
  g_assert_no_error (error);
  services_settle ();
}

/* Somebody else saves while this one writes: both is kept. */
static void
test_merge (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autofree char *id = services_find (desk, "type:service name=\"Kartu pencari kerja (AK-1)\"");
  g_autoptr (GaungRecord) after = NULL;
  GaungServiceEditor *editor = open_editor (desk, id);

  enter (editor, "summary", "Tulisan saya");
  enter (editor, "output", "Kartu saya");
  change (desk, id, "audience", "Siapa saja");
  change (desk, id, "output", "Kartu mereka");
  gaung_service_editor_save (editor);
  services_settle ();
  /* Nothing is written over unseen. */
  g_assert_nonnull (strstr (gaung_service_editor_get_notice (editor), "Siapa saja"));
  g_assert_nonnull (strstr (gaung_service_editor_get_notice (editor), "Kartu mereka"));
  after = services_get (desk, id);
  g_assert_cmpstr (gaung_record_get_string (after, "output"), ==, "Kartu mereka");
  g_clear_object (&after);

  gaung_service_editor_save (editor);
  wait_for_value (desk, id, "summary", "Tulisan saya");
  after = services_get (desk, id);
  g_assert_cmpstr (gaung_record_get_string (after, "audience"), ==, "Siapa saja");
  g_assert_cmpstr (gaung_record_get_string (after, "output"), ==, "Kartu saya");
}

/* A draft that waited while others wrote. */
static void
test_draft_upon_news (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autofree char *id = services_find (desk, "type:service name=\"Kartu pencari kerja (AK-1)\"");
  GaungServiceEditor *editor = open_editor (desk, id);
  JsonObject *document;

  enter (editor, "summary", "Tulisan saya");
  close_editor (editor);
  change (desk, id, "audience", "Siapa saja");
  editor = open_editor (desk, id);
  document = gaung_service_form_get_document (gaung_service_editor_get_form (editor));
  g_assert_cmpstr (gaung_json_get_string (document, "summary", NULL), ==, "Tulisan saya");
  g_assert_cmpstr (gaung_json_get_string (document, "audience", NULL), ==, "Siapa saja");
  g_assert_nonnull (strstr (gaung_service_editor_get_notice (editor), "Siapa saja"));
  close_editor (editor);
}

static void
test_new (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_CITY);
  gint64 n = services_count (desk, "type:service agency:diskominfo");
  GaungServiceEditor *editor;
  g_autofree char *id = NULL;
  g_autoptr (GaungRecord) record = NULL;
  const char *shown;

  gaung_page_create_record (GAUNG_PAGE (desk->page));
  services_settle ();
  editor = GAUNG_SERVICE_EDITOR (
      services_find_widget (GTK_WIDGET (desk->window), GAUNG_TYPE_SERVICE_EDITOR, 0));
  enter (editor, "summary", "Tanpa nama");
  gaung_service_editor_save (editor);
  services_settle ();
  g_assert_true (gaung_edit_field_is_wrong (get_field (editor, "name")));
  close_editor (editor);
  /* It waits under the same id. */
  editor = gaung_services_page_edit_new (desk->page);
  services_settle ();
  enter (editor, "name", "Peminjaman ruang rapat");
  enter (editor, "free", "true");
  gaung_edit_list_add (get_list (editor, "channels"));
  enter_in (editor, "channels", 0, "hours", "Mo-Fr 08:00-15:00");
  gaung_service_editor_save (editor);
  services_wait_for (desk, "type:service agency:diskominfo", n + 1);
  id = services_find (desk, "type:service name~peminjaman");
  record = services_get (desk, id);
  g_assert_cmpstr (gaung_record_get_string (record, "summary"), ==, "Tanpa nama");
  g_assert_cmpstr (gaung_record_get_string (record, "state"), ==, "draft");
  g_assert_true (gaung_service_is_free (record));
  shown = gaung_service_view_get_id (gaung_services_page_get_view (desk->page));
  g_assert_cmpstr (shown, ==, id);
}

/* Staff of another agency reads, and is told who writes. */
static void
test_rights (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_CITY);
  g_autofree char *own = services_find (desk, "type:service agency:diskominfo");
  g_autofree char *other = services_find (desk, "type:service agency:disnaker");
  GaungServiceEditor *editor;

  services_open (desk, other);
  g_assert_null (gaung_services_page_edit (desk->page));
  g_assert_false (gtk_widget_activate_action (GTK_WIDGET (desk->page), "service.edit", NULL)
                  && services_find_widget (GTK_WIDGET (desk->window), GAUNG_TYPE_SERVICE_EDITOR, 0)
                         != NULL);
  editor = open_editor (desk, own);
  g_assert_nonnull (services_find_widget (GTK_WIDGET (editor), GAUNG_TYPE_SERVICE_PREVIEW, 0));
  close_editor (editor);
}

static int
measure_width (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

static void
test_fits_360 (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autofree char *id = services_find (desk, "type:service name=\"Kartu pencari kerja (AK-1)\"");
  GaungServiceEditor *editor = open_editor (desk, id);

  gaung_edit_list_open (get_list (editor, "documents"), 0, "name");
  gaung_edit_list_open (get_list (editor, "channels"), 0, "kind");
  services_settle ();
  g_assert_cmpint (
      measure_width (GTK_WIDGET (gaung_service_editor_get_form (editor))), <=, 360 - 28);
  close_editor (editor);
  gaung_service_view_set_narrow (gaung_services_page_get_view (desk->page), TRUE);
  g_assert_cmpint (measure_width (GTK_WIDGET (gaung_services_page_get_view (desk->page))), <=, 360);
}

static void
assert_names (GtkWidget *widget)
{
  if ((GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL
       && !GTK_IS_TOGGLE_BUTTON (widget)
       && gtk_widget_get_ancestor (widget, GAUNG_TYPE_SERVICE_FORM))
      || (GTK_IS_ENTRY (widget) && gtk_widget_get_ancestor (widget, GAUNG_TYPE_EDIT_FIELD))
      || (GTK_IS_TEXT_VIEW (widget) && gtk_widget_get_ancestor (widget, GAUNG_TYPE_EDIT_FIELD)))
    g_assert_true (
        gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_names (child);
}

static void
test_names (void)
{
  g_autoptr (ServicesFixture) desk = services_fixture_new (SERVICES_SAMPLE);
  g_autofree char *id = services_find (desk, "type:service name=\"Kartu pencari kerja (AK-1)\"");
  GaungServiceEditor *editor = open_editor (desk, id);

  gaung_edit_list_open (get_list (editor, "steps"), 0, "title");
  services_settle ();
  g_assert_nonnull (services_find_widget (
      GTK_WIDGET (gaung_service_editor_get_form (editor)), GTK_TYPE_TEXT_VIEW, 0));
  assert_names (GTK_WIDGET (editor));
  close_editor (editor);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  for (guint i = 0; i < G_N_ELEMENTS (field_cases); i++)
    {
      g_autofree char *path
          = g_strdup_printf ("/services/edit/field/%u-%s", i, field_cases[i].member);

      g_test_add_data_func (path, &field_cases[i], test_field);
    }
  g_test_add_func ("/services/edit/closed-in-order", test_closed_in_order);
  g_test_add_func ("/services/edit/hints", test_hints);
  g_test_add_func ("/services/edit/save", test_save);
  g_test_add_func ("/services/edit/refuse", test_refuse);
  g_test_add_func ("/services/edit/list", test_list);
  g_test_add_func ("/services/edit/confirmed", test_confirmed);
  g_test_add_func ("/services/edit/draft", test_draft);
  g_test_add_func ("/services/edit/merge", test_merge);
  g_test_add_func ("/services/edit/draft-upon-news", test_draft_upon_news);
  g_test_add_func ("/services/edit/new", test_new);
  g_test_add_func ("/services/edit/rights", test_rights);
  g_test_add_func ("/services/edit/fits-360", test_fits_360);
  g_test_add_func ("/services/edit/names", test_names);

  return g_test_run ();
}
