/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Quick entry, and what becomes of files. */

#include "config.h"

#include "complaints-fixture.h"
#include "gaung-attachment-import.h"
#include "gaung-entry-form.h"
#include "gaung-picture.h"
#include "gaung-quick-entry.h"

static GaungQuickEntry *
open_entry (DeskFixture *desk)
{
  gaung_page_create_record (GAUNG_PAGE (desk->page));
  desk_settle ();
  return GAUNG_QUICK_ENTRY (gaung_complaints_page_get_dialog (desk->page));
}

static void
test_save (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (0);
  GaungQuickEntry *entry = open_entry (desk);
  g_autofree char *title = NULL;
  g_autofree char *village = NULL;
  g_autofree char *id = NULL;
  g_autofree char *draft = NULL;
  g_autoptr (GaungRecord) complaint = NULL;
  g_autoptr (GaungRecord) person = NULL;

  gaung_quick_entry_set (entry, "text", "Lampu jalan mati. Sudah tiga malam gelap sekali.");
  title = gaung_quick_entry_get (entry, "title");
  g_assert_cmpstr (title, ==, "Lampu jalan mati");
  gaung_quick_entry_set (entry, "place", "kel. sondakan");
  village = gaung_quick_entry_get (entry, "village");
  g_assert_cmpstr (village, ==, "33.72.01.1008");
  gaung_quick_entry_set (entry, "category", "lighting");
  gaung_quick_entry_set (entry, "name", "Budi Santoso");
  gaung_quick_entry_set (entry, "telephone", "0812 2506 7171");
  gaung_quick_entry_save (entry);
  desk_wait_for (desk, "type:complaint state:new", 1);

  id = desk_find (desk, "type:complaint");
  complaint = gaung_store_get (desk->store, id, NULL);
  g_assert_cmpstr (gaung_record_get_string (complaint, "title"), ==, "Lampu jalan mati");
  g_assert_cmpstr (gaung_record_get_string (complaint, "district"), ==, "33.72.01");
  g_assert_cmpstr (gaung_record_get_string (complaint, "channel"), ==, "phone");
  g_assert_cmpint (gaung_record_get_instant (complaint, "received_at"),
                   ==,
                   gaung_context_get_now (desk->context));
  person = gaung_store_get (desk->store, gaung_record_get_string (complaint, "reporter"), NULL);
  g_assert_cmpstr (gaung_record_get_string (person, "telephone"), ==, "+6281225067171");
  g_assert_cmpint (desk_count (desk, "type:entry kind:created"), ==, 1);
  /* It is opened, and the next entry starts empty. */
  g_assert_cmpstr (
      gaung_complaint_view_get_id (gaung_complaints_page_get_view (desk->page)), ==, id);
  draft = gaung_store_get_draft (desk->store, "new-complaint");
  g_assert_null (draft);
}

static void
test_draft_is_found_again (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (0);
  GaungQuickEntry *entry = open_entry (desk);
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  gaung_quick_entry_set (entry, "text", "Belum selesai");
  gaung_quick_entry_set (entry, "name", "Sri");
  adw_dialog_force_close (ADW_DIALOG (entry));
  desk_settle ();
  entry = open_entry (desk);
  text = gaung_quick_entry_get (entry, "text");
  name = gaung_quick_entry_get (entry, "name");
  g_assert_cmpstr (text, ==, "Belum selesai");
  g_assert_cmpstr (name, ==, "Sri");
  adw_dialog_force_close (ADW_DIALOG (entry));
  desk_settle ();
}

/* Numbers that look wrong are said so, and saved all the same. */
static void
test_warnings_do_not_block (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (0);
  GaungQuickEntry *entry = open_entry (desk);

  gaung_quick_entry_set (entry, "text", "Jalan berlubang");
  g_assert_cmpstr (gaung_quick_entry_get_warning (entry), ==, "");
  gaung_quick_entry_set (entry, "nik", "12345");
  g_assert_cmpuint (strlen (gaung_quick_entry_get_warning (entry)), >, 0);
  gaung_quick_entry_save (entry);
  desk_wait_for (desk, "type:complaint", 1);
  g_assert_cmpint (desk_count (desk, "type:person nik=12345"), ==, 1);
}

typedef struct
{
  const char *text;
  gboolean is_read;
  int hour;
  int minute;
} Received;

static void
test_received (gconstpointer data)
{
  const Received *received = data;
  GaungInstant instant = 0;

  g_assert_cmpint (
      gaung_entry_form_parse_received (received->text, &instant), ==, received->is_read);
  if (received->is_read)
    g_assert_cmpint (
        gaung_instant_get_minute_of_day (instant), ==, received->hour * 60 + received->minute);
}

static const Received receipts[] = {
  { "24/11/2026 11.50", TRUE, 11, 50 },
  { "24/11/2026 11:50", TRUE, 11, 50 },
  { "24-11-2026 8.05", TRUE, 8, 5 },
  { "24/11/2026", TRUE, 0, 0 },
  { "24/11/2026 24.00", FALSE, 0, 0 },
  { "kemarin", FALSE, 0, 0 },
  { "", FALSE, 0, 0 },
  { "31/02/2026 10.00", FALSE, 0, 0 },
};

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GaungAttachment *
import (DeskFixture *desk, GFile *file, GError **error)
{
  GAsyncResult *result = NULL;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) attachments = NULL;

  g_ptr_array_add (files, g_object_ref (file));
  gaung_attachment_import_async (desk->context, files, NULL, NULL, NULL, imported_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  attachments = gaung_attachment_import_finish (result, error);
  g_object_unref (result);
  return attachments->len > 0 ? g_object_ref (g_ptr_array_index (attachments, 0)) : NULL;
}

/* A comment in a picture stands for all that cameras write into them. */
static void
test_picture_loses_its_metadata (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (0);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 40, 30);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "gaung-foto.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GaungAttachment) first = NULL;
  g_autoptr (GaungAttachment) second = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) before = NULL;
  g_autoptr (GdkPixbuf) after = NULL;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  g_assert_true (gdk_pixbuf_save (
      pixbuf, path, "png", &error, "tEXt::Comment", "Jl. Rahasia 7, Laweyan", NULL));
  g_assert_no_error (error);
  before = gdk_pixbuf_new_from_file (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gdk_pixbuf_get_option (before, "tEXt::Comment"), ==, "Jl. Rahasia 7, Laweyan");

  first = import (desk, file, &error);
  g_assert_no_error (error);
  bytes = gaung_store_get_bytes (desk->store, gaung_record_get_id (GAUNG_RECORD (first)), &error);
  g_assert_no_error (error);
  after = gaung_picture_decode (bytes, 100, &error);
  g_assert_no_error (error);
  g_assert_null (gdk_pixbuf_get_option (after, "tEXt::Comment"));
  g_assert_cmpint (gaung_record_get_integer (GAUNG_RECORD (first), "width"), ==, 40);

  /* The same picture is the same attachment. */
  second = import (desk, file, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (
      gaung_record_get_id (GAUNG_RECORD (first)), ==, gaung_record_get_id (GAUNG_RECORD (second)));
  g_assert_cmpint (desk_count (desk, "type:attachment"), ==, 1);
}

static void
test_damaged_picture_is_refused (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (0);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "gaung-rusak.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (path, "\x89PNG\r\n\x1a\nnot a picture", -1, NULL));
  g_assert_null (import (desk, file, &error));
  g_assert_nonnull (error);
  text = gaung_attachment_import_error_to_text (error);
  g_assert_cmpuint (strlen (text), >, 0);
  g_assert_cmpint (desk_count (desk, "type:attachment"), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/complaints/entry/save", test_save);
  g_test_add_func ("/complaints/entry/draft-is-found-again", test_draft_is_found_again);
  g_test_add_func ("/complaints/entry/warnings-do-not-block", test_warnings_do_not_block);
  for (guint i = 0; i < G_N_ELEMENTS (receipts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/complaints/entry/received/%u", i);

      g_test_add_data_func (path, &receipts[i], test_received);
    }
  g_test_add_func ("/complaints/files/picture-loses-its-metadata", test_picture_loses_its_metadata);
  g_test_add_func ("/complaints/files/damaged-picture-is-refused", test_damaged_picture_is_refused);
  return g_test_run ();
}
