/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files whose bytes are not on this computer: fetched, slow, stopped, offline, refused, damaged,
 * gone. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "complaints-fixture.h"
#include "fake-source.h"
#include "gaung-attachment.h"
#include "gaung-attachment-preview.h"
#include "gaung-attachment-saver.h"
#include "gaung-attachment-strip.h"
#include "gaung-attachment-tile.h"
#include "gaung-picture.h"

#define N_COMPLAINTS 6
#define PATIENCE_SECONDS 30

/* A complaint with a picture and a document, none of which is here. */
typedef struct
{
  DeskFixture *desk;
  FakeSource *source;
  GBytes *picture;
  GBytes *document;
  char *picture_id;
  char *document_id;
  char *complaint;
} Scene;

static GBytes *
draw (guint32 colour)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 40, 30);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  gdk_pixbuf_fill (pixbuf, colour);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", &error, NULL));
  return g_bytes_new_take (data, size);
}

/* Its record came from the server, its bytes did not. */
static char *
receive_record (DeskFixture *desk, GBytes *bytes, const char *name, const char *media_type)
{
  g_autoptr (GaungAttachment) attachment
      = gaung_attachment_new (bytes,
                              name,
                              media_type,
                              gaung_context_get_actor (desk->context),
                              gaung_context_get_now (desk->context));
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
  g_autoptr (GError) error = NULL;

  gaung_batch_put (batch, GAUNG_RECORD (attachment), NULL);
  gaung_store_write (desk->store, batch, &error);
  g_assert_no_error (error);
  return g_strdup (gaung_record_get_id (GAUNG_RECORD (attachment)));
}

static void
attach (DeskFixture *desk, const char *complaint, const char *const *ids)
{
  g_autoptr (GaungRecord) record = gaung_store_get (desk->store, complaint, NULL);
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
  g_autoptr (GError) error = NULL;

  gaung_record_set_strings (record, "attachments", ids, &error);
  g_assert_no_error (error);
  gaung_batch_put (batch, record, NULL);
  gaung_store_write (desk->store, batch, &error);
  g_assert_no_error (error);
}

static Scene *
scene_new_on (DeskFixture *desk)
{
  Scene *self = g_new0 (Scene, 1);
  const char *ids[3] = { NULL };

  self->desk = desk;
  self->source = fake_source_new ();
  self->picture = draw (0x336699ff);
  self->document = g_bytes_new_static ("%PDF-1.4 surat", 14);
  self->picture_id = receive_record (desk, self->picture, "lubang.png", "image/png");
  self->document_id = receive_record (desk, self->document, "surat.pdf", "application/pdf");
  self->complaint = desk_find (desk, "type:complaint");
  ids[0] = self->picture_id;
  ids[1] = self->document_id;
  attach (desk, self->complaint, ids);
  gaung_context_set_file_source (desk->context, GAUNG_FILE_SOURCE (self->source));
  return self;
}

static Scene *
scene_new (void)
{
  return scene_new_on (desk_fixture_new_server (N_COMPLAINTS));
}

static void
scene_free (Scene *self)
{
  gaung_context_set_file_source (self->desk->context, NULL);
  desk_settle ();
  desk_fixture_free (self->desk);
  g_assert_cmpuint (fake_source_get_n_pending (self->source), ==, 0);
  g_assert_finalize_object (self->source);
  g_bytes_unref (self->picture);
  g_bytes_unref (self->document);
  g_free (self->picture_id);
  g_free (self->document_id);
  g_free (self->complaint);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scene, scene_free)

static void
report (Scene *scene, GaungSyncPhase phase, GaungSyncPause pause)
{
  const GaungSyncReport what
      = { .phase = phase, .pause = pause, .trouble_until = GAUNG_INSTANT_NONE };

  gaung_sync_status_report (gaung_context_get_status (scene->desk->context), &what);
  desk_settle ();
}

static GaungAttachmentTile *
get_tile (Scene *scene, guint n)
{
  GtkWidget *tile
      = desk_find_widget (GTK_WIDGET (scene->desk->page), GAUNG_TYPE_ATTACHMENT_TILE, n);

  g_assert_nonnull (tile);
  return GAUNG_ATTACHMENT_TILE (tile);
}

static GaungRemoteFileState
get_state (Scene *scene, guint n)
{
  return gaung_remote_file_get_state (gaung_attachment_tile_get_file (get_tile (scene, n)));
}

static void
press (Scene *scene, guint n)
{
  g_signal_emit_by_name (get_tile (scene, n), "clicked");
  desk_settle ();
}

static GaungAttachmentPreview *
get_preview (Scene *scene)
{
  AdwDialog *dialog = adw_window_get_visible_dialog (ADW_WINDOW (scene->desk->window));

  g_assert_true (GAUNG_IS_ATTACHMENT_PREVIEW (dialog));
  return GAUNG_ATTACHMENT_PREVIEW (dialog);
}

/* Hashing and keeping are done in threads. */
static void
iterate (gint64 until)
{
  if (g_get_monotonic_time () > until)
    g_error ("What the test waits for did not happen");
  if (!g_main_context_iteration (NULL, FALSE))
    g_usleep (1000);
}

static void
wait_state (Scene *scene, guint n, GaungRemoteFileState state)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  while (get_state (scene, n) != state)
    iterate (until);
}

static void
wait_shown (Scene *scene, const char *shown)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  while (strcmp (gaung_attachment_preview_get_shown (get_preview (scene)), shown) != 0)
    iterate (until);
}

static void
wait_asked (Scene *scene, guint n)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  while (fake_source_get_n_asked (scene->source) < n)
    iterate (until);
}

static void
press_in_preview (Scene *scene)
{
  GtkWidget *button = gaung_attachment_preview_get_button (get_preview (scene));

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  desk_settle ();
}

static void
close_preview (Scene *scene)
{
  adw_dialog_force_close (ADW_DIALOG (get_preview (scene)));
  desk_settle ();
}

/* Whether a label of the strip says so. */
static gboolean
is_said (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && gtk_widget_get_mapped (root)
      && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_said (child, text))
      return TRUE;
  return FALSE;
}

static void
assert_said (Scene *scene, const char *text)
{
  GtkWidget *strip
      = desk_find_widget (GTK_WIDGET (scene->desk->page), GAUNG_TYPE_ATTACHMENT_STRIP, 0);

  if (!is_said (strip, text))
    g_error ("The strip does not say “%s”", text);
}

static void
assert_kept (Scene *scene, const char *id, GBytes *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = gaung_store_get_bytes (scene->desk->store, id, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (bytes, expected));
}

/* Only what is shown by being there is fetched unasked, once for all who look. */
static void
test_arrives (void)
{
  g_autoptr (Scene) scene = scene_new ();

  report (scene, GAUNG_SYNC_PHASE_IDLE, GAUNG_SYNC_PAUSE_NONE);
  desk_open (scene->desk, scene->complaint);
  g_assert_cmpuint (fake_source_get_n_asked (scene->source), ==, 1);
  g_assert_cmpstr (fake_source_get_id (scene->source), ==, scene->picture_id);
  g_assert_cmpint (get_state (scene, 0), ==, GAUNG_REMOTE_FILE_FETCHING);
  g_assert_cmpint (get_state (scene, 1), ==, GAUNG_REMOTE_FILE_ABSENT);
  g_assert_nonnull (desk_find_widget (GTK_WIDGET (get_tile (scene, 0)), ADW_TYPE_SPINNER, 0));
  g_assert_true (gtk_test_accessible_has_state (GTK_ACCESSIBLE (get_tile (scene, 0)),
                                                GTK_ACCESSIBLE_STATE_BUSY));

  fake_source_progress (scene->source, 40);
  assert_said (scene, "40");
  press (scene, 0);
  g_assert_cmpstr (gaung_attachment_preview_get_shown (get_preview (scene)), ==, "fetching");
  g_assert_cmpuint (fake_source_get_n_asked (scene->source), ==, 1);

  fake_source_answer (scene->source, scene->picture);
  wait_state (scene, 0, GAUNG_REMOTE_FILE_HERE);
  wait_shown (scene, "picture");
  desk_settle ();
  g_assert_nonnull (desk_find_widget (GTK_WIDGET (get_tile (scene, 0)), GTK_TYPE_PICTURE, 0));
  g_assert_cmpstr (gaung_attachment_tile_get_description (get_tile (scene, 0)), ==, "");
  assert_kept (scene, scene->picture_id, scene->picture);
  close_preview (scene);
}

/* The next time no network is needed. */
static void
test_is_kept (void)
{
  g_autoptr (Scene) scene = scene_new ();
  g_autofree char *other = desk_find (scene->desk, "type:complaint -is:attached");

  report (scene, GAUNG_SYNC_PHASE_IDLE, GAUNG_SYNC_PAUSE_NONE);
  desk_open (scene->desk, scene->complaint);
  fake_source_answer (scene->source, scene->picture);
  wait_state (scene, 0, GAUNG_REMOTE_FILE_HERE);
  report (scene, GAUNG_SYNC_PHASE_OFFLINE, GAUNG_SYNC_PAUSE_NONE);
  desk_open (scene->desk, other);
  desk_open (scene->desk, scene->complaint);
  g_assert_cmpint (get_state (scene, 0), ==, GAUNG_REMOTE_FILE_HERE);
  g_assert_cmpuint (fake_source_get_n_asked (scene->source), ==, 1);
}

static void
test_cancelled (void)
{
  g_autoptr (Scene) scene = scene_new ();

  report (scene, GAUNG_SYNC_PHASE_IDLE, GAUNG_SYNC_PAUSE_NONE);
  desk_open (scene->desk, scene->complaint);
  press (scene, 0);
  press_in_preview (scene);
  g_assert_cmpuint (fake_source_get_n_pending (scene->source), ==, 0);
  g_assert_cmpint (get_state (scene, 0), ==, GAUNG_REMOTE_FILE_ABSENT);
  g_assert_cmpstr (gaung_attachment_preview_get_shown (get_preview (scene)), ==, "absent");
  /* Not behind the back of who has just stopped it. */
  report (scene, GAUNG_SYNC_PHASE_WORKING, GAUNG_SYNC_PAUSE_NONE);
  g_assert_cmpuint (fake_source_get_n_asked (scene->source), ==, 1);
  press_in_preview (scene);
  fake_source_answer (scene->source, scene->picture);
  wait_shown (scene, "picture");
  close_preview (scene);
}

static void
test_offline (void)
{
  g_autoptr (Scene) scene = scene_new ();

  report (scene, GAUNG_SYNC_PHASE_OFFLINE, GAUNG_SYNC_PAUSE_NONE);
  desk_open (scene->desk, scene->complaint);
  g_assert_cmpuint (fake_source_get_n_asked (scene->source), ==, 0);
  g_assert_cmpint (get_state (scene, 0), ==, GAUNG_REMOTE_FILE_WAITING);
  assert_said (scene, "Not on this computer; will be fetched when connected.");
  g_assert_nonnull (strstr (gaung_attachment_tile_get_description (get_tile (scene, 0)),
                            "will be fetched when connected"));
  report (scene, GAUNG_SYNC_PHASE_IDLE, GAUNG_SYNC_PAUSE_NONE);
  g_assert_cmpint (get_state (scene, 0), ==, GAUNG_REMOTE_FILE_FETCHING);
  /* The line goes again, and comes again. */
  fake_source_refuse (scene->source, G_IO_ERROR_NOT_CONNECTED, "no way");
  wait_state (scene, 0, GAUNG_REMOTE_FILE_WAITING);
  report (scene, GAUNG_SYNC_PHASE_OFFLINE, GAUNG_SYNC_PAUSE_NONE);
  report (scene, GAUNG_SYNC_PHASE_WORKING, GAUNG_SYNC_PAUSE_NONE);
  fake_source_answer (scene->source, scene->picture);
  wait_state (scene, 0, GAUNG_REMOTE_FILE_HERE);
}

/* Who presses wants it tried now, whatever the engine thinks of the line. */
static void
test_offline_pressed (void)
{
  g_autoptr (Scene) scene = scene_new ();

  report (scene, GAUNG_SYNC_PHASE_OFFLINE, GAUNG_SYNC_PAUSE_NONE);
  desk_open (scene->desk, scene->complaint);
  press (scene, 0);
  g_assert_cmpuint (fake_source_get_n_pending (scene->source), ==, 1);
  fake_source_refuse (scene->source, G_IO_ERROR_TIMED_OUT, "no answer");
  wait_shown (scene, "waiting");
  press_in_preview (scene);
  fake_source_answer (scene->source, scene->picture);
  wait_shown (scene, "picture");
  close_preview (scene);
}

/* The engine stops while a file is on its way, and another begins. */
static void
test_source_changes (void)
{
  g_autoptr (Scene) scene = scene_new ();

  report (scene, GAUNG_SYNC_PHASE_IDLE, GAUNG_SYNC_PAUSE_NONE);
  desk_open (scene->desk, scene->complaint);
  g_assert_cmpuint (fake_source_get_n_pending (scene->source), ==, 1);
  gaung_context_set_file_source (scene->desk->context, NULL);
  desk_settle ();
  g_assert_cmpuint (fake_source_get_n_pending (scene->source), ==, 0);
  g_assert_cmpint (get_state (scene, 0), ==, GAUNG_REMOTE_FILE_WAITING);
  gaung_context_set_file_source (scene->desk->context, GAUNG_FILE_SOURCE (scene->source));
  desk_settle ();
  fake_source_answer (scene->source, scene->picture);
  wait_state (scene, 0, GAUNG_REMOTE_FILE_HERE);
}

/* Nobody looks any more: what is under way is given up, and nothing comes later. */
static void
test_left (void)
{
  g_autoptr (Scene) scene = scene_new ();
  g_autofree char *other = desk_find (scene->desk, "type:complaint -is:attached");

  report (scene, GAUNG_SYNC_PHASE_IDLE, GAUNG_SYNC_PAUSE_NONE);
  desk_open (scene->desk, scene->complaint);
  g_assert_cmpuint (fake_source_get_n_pending (scene->source), ==, 1);
  desk_open (scene->desk, other);
  g_assert_cmpuint (fake_source_get_n_pending (scene->source), ==, 0);
  report (scene, GAUNG_SYNC_PHASE_WORKING, GAUNG_SYNC_PAUSE_NONE);
  g_assert_cmpuint (fake_source_get_n_asked (scene->source), ==, 1);
}

typedef struct
{
  const char *name;
  GIOErrorEnum code;
  const char *text;
} Refusal;

static const Refusal refusals[] = {
  { "refused", G_IO_ERROR_PERMISSION_DENIED, "Your account may not read it." },
  { "gone", G_IO_ERROR_NOT_FOUND, "The server does not have it." },
  { "busy", G_IO_ERROR_BUSY, "The server is busy." },
};

static void
test_refused (gconstpointer data)
{
  const Refusal *refusal = data;
  g_autoptr (Scene) scene = scene_new ();

  report (scene, GAUNG_SYNC_PHASE_IDLE, GAUNG_SYNC_PAUSE_NONE);
  desk_open (scene->desk, scene->complaint);
  fake_source_refuse (scene->source, refusal->code, refusal->text);
  wait_state (scene, 0, GAUNG_REMOTE_FILE_FAILED);
  assert_said (scene, refusal->text);
  g_assert_cmpstr (gaung_attachment_tile_get_description (get_tile (scene, 0)), ==, refusal->text);
  g_assert_true (g_str_has_prefix (gaung_attachment_tile_get_label (get_tile (scene, 0)),
                                   "Try again to fetch lubang.png, "));
  /* Not again and again by itself. */
  report (scene, GAUNG_SYNC_PHASE_WORKING, GAUNG_SYNC_PAUSE_NONE);
  g_assert_cmpuint (fake_source_get_n_asked (scene->source), ==, 1);
  press (scene, 0);
  fake_source_refuse (scene->source, refusal->code, refusal->text);
  wait_shown (scene, "failed");
  g_assert_true (is_said (GTK_WIDGET (get_preview (scene)), refusal->text));
  press_in_preview (scene);
  fake_source_answer (scene->source, scene->picture);
  wait_shown (scene, "picture");
  close_preview (scene);
}

/* One bit is enough. */
static void
test_damaged (void)
{
  g_autoptr (Scene) scene = scene_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (scene->picture, &size);
  g_autofree guint8 *copy = g_memdup2 (data, size);
  g_autoptr (GBytes) damaged = NULL;

  copy[size - 1] ^= 1;
  damaged = g_bytes_new (copy, size);
  report (scene, GAUNG_SYNC_PHASE_IDLE, GAUNG_SYNC_PAUSE_NONE);
  desk_open (scene->desk, scene->complaint);
  fake_source_answer (scene->source, damaged);
  wait_state (scene, 0, GAUNG_REMOTE_FILE_FAILED);
  assert_said (scene, "damaged");
  g_assert_false (gaung_store_has_bytes (scene->desk->store, scene->picture_id));
  g_assert_null (desk_find_widget (GTK_WIDGET (get_tile (scene, 0)), GTK_TYPE_PICTURE, 0));
}

typedef struct
{
  const char *name;
  GaungSyncPause pause;
  const char *text;
} Pause;

static const Pause pauses[] = {
  { "user", GAUNG_SYNC_PAUSE_USER, "synchronization is paused" },
  { "metered", GAUNG_SYNC_PAUSE_METERED, "paid by volume" },
  { "power", GAUNG_SYNC_PAUSE_POWER, "power saver" },
};

static void
test_paused (gconstpointer data)
{
  const Pause *pause = data;
  g_autoptr (Scene) scene = scene_new ();

  report (scene, GAUNG_SYNC_PHASE_PAUSED, pause->pause);
  desk_open (scene->desk, scene->complaint);
  g_assert_cmpuint (fake_source_get_n_asked (scene->source), ==, 0);
  g_assert_cmpint (get_state (scene, 0), ==, GAUNG_REMOTE_FILE_ABSENT);
  assert_said (scene, "Fetch (");
  assert_said (scene, pause->text);
  press (scene, 0);
  g_assert_cmpuint (fake_source_get_n_asked (scene->source), ==, 1);
  fake_source_answer (scene->source, scene->picture);
  wait_shown (scene, "picture");
  close_preview (scene);
}

/* No server: then nothing is promised. */
static void
test_lost (void)
{
  g_autoptr (Scene) scene = scene_new_on (desk_fixture_new (N_COMPLAINTS));

  desk_open (scene->desk, scene->complaint);
  g_assert_cmpint (get_state (scene, 0), ==, GAUNG_REMOTE_FILE_LOST);
  assert_said (scene, "there is no server");
  press (scene, 0);
  g_assert_cmpstr (gaung_attachment_preview_get_shown (get_preview (scene)), ==, "lost");
  g_assert_cmpuint (fake_source_get_n_asked (scene->source), ==, 0);
  close_preview (scene);
}

/* The bytes are what the record names, but no picture: that harms nobody. */
static void
test_unreadable (void)
{
  g_autoptr (Scene) scene = scene_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\x89PNG\r\n\x1a\nnot a picture", 21);
  g_autofree char *id = receive_record (scene->desk, bytes, "rusak.png", "image/png");
  const char *const ids[] = { id, NULL };

  attach (scene->desk, scene->complaint, ids);
  report (scene, GAUNG_SYNC_PHASE_IDLE, GAUNG_SYNC_PAUSE_NONE);
  desk_open (scene->desk, scene->complaint);
  fake_source_answer (scene->source, bytes);
  wait_state (scene, 0, GAUNG_REMOTE_FILE_HERE);
  press (scene, 0);
  wait_shown (scene, "unreadable");
  desk_settle ();
  g_assert_cmpstr (gaung_attachment_tile_get_description (get_tile (scene, 0)),
                   ==,
                   "This picture cannot be shown.");
  close_preview (scene);
}

typedef struct
{
  const char *name;
  const char *data;
  gsize size;
} Bomb;

/* A few bytes that claim to be gigabytes of pixels. */
static const Bomb bombs[] = {
  { "png",
    "\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\xea\x60\x00\x00\xea"
    "\x60"
    "\x08\x02\x00\x00\x00\x0f\xb0\xe2\x15\x00\x00\x00\x1a\x49\x44\x41\x54\x78\x9c\xed\xc1\x01\x0d"
    "\x00"
    "\x00\x00\xc2\xa0\xf7\x4f\x6d\x0f\x07\x14\x00\x00\x00\xf0\x6e\x10\x00\x00\x01\x4b\x9e\xa3\x3c",
    71 },
  { "bmp",
    "\x42\x4d\xc6\x01\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00\x40\x9c\x00\x00\x40"
    "\x9c"
    "\x00\x00\x01\x00\x18\x00\x00\x00\x00\x00\x00\x00\x00\x00\x13\x0b\x00\x00\x13\x0b\x00\x00\x00"
    "\x00"
    "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
    60 },
  { "gif",
    "\x47\x49\x46\x38\x39\x61\xff\xff\xff\xff\x80\x00\x00\x00\x00\x00\xff\xff\xff\x2c\x00\x00\x00"
    "\x00"
    "\xff\xff\xff\xff\x00\x02\x02\x44\x01\x00\x3b",
    35 },
  { "tiff",
    "\x49\x49\x2a\x00\x08\x00\x00\x00\x08\x00\x00\x01\x04\x00\x01\x00\x00\x00\x20\x4e\x00\x00\x01"
    "\x01"
    "\x04\x00\x01\x00\x00\x00\x20\x4e\x00\x00\x02\x01\x03\x00\x01\x00\x00\x00\x08\x00\x00\x00\x03"
    "\x01"
    "\x03\x00\x01\x00\x00\x00\x01\x00\x00\x00\x06\x01\x03\x00\x01\x00\x00\x00\x01\x00\x00\x00\x11"
    "\x01"
    "\x04\x00\x01\x00\x00\x00\x6e\x00\x00\x00\x16\x01\x04\x00\x01\x00\x00\x00\x20\x4e\x00\x00\x17"
    "\x01"
    "\x04\x00\x01\x00\x00\x00\x04\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
    118 },
};

static void
test_bomb (gconstpointer data)
{
  const Bomb *bomb = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static (bomb->data, bomb->size);
  g_autoptr (GError) error = NULL;

  g_assert_null (gaung_picture_decode (bytes, 100, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

static GPtrArray *
get_files (Scene *scene, guint n)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (files, g_object_ref (gaung_attachment_tile_get_file (get_tile (scene, i))));
  return files;
}

static void
wait_file (const char *directory, const char *name, gsize size)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  gint64 until = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;
  GStatBuf status;

  while (g_stat (path, &status) != 0 || (gsize) status.st_size != size)
    iterate (until);
  desk_settle ();
}

static void
assert_contents (const char *directory, const char *name, GBytes *expected)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (
      contents, length, g_bytes_get_data (expected, NULL), g_bytes_get_size (expected));
  g_assert_cmpint (g_remove (path), ==, 0);
}

/* Saved when it comes, although somebody reads another complaint by then. */
static void
test_saved_later (void)
{
  g_autoptr (Scene) scene = scene_new ();
  g_autofree char *other = desk_find (scene->desk, "type:complaint -is:attached");
  g_autofree char *directory = g_dir_make_tmp ("gaung-save-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "surat.pdf", NULL);
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  report (scene, GAUNG_SYNC_PHASE_OFFLINE, GAUNG_SYNC_PAUSE_NONE);
  desk_open (scene->desk, scene->complaint);
  g_ptr_array_add (files, g_object_ref (gaung_attachment_tile_get_file (get_tile (scene, 1))));
  gaung_attachment_saver_start (
      GTK_WIDGET (scene->desk->page), scene->desk->context, files, target, FALSE);
  g_clear_pointer (&files, g_ptr_array_unref);
  desk_settle ();
  g_assert_cmpstr (fake_source_get_id (scene->source), ==, scene->document_id);
  fake_source_refuse (scene->source, G_IO_ERROR_NOT_CONNECTED, "no way");
  desk_open (scene->desk, other);
  report (scene, GAUNG_SYNC_PHASE_IDLE, GAUNG_SYNC_PAUSE_NONE);
  g_assert_cmpuint (fake_source_get_n_pending (scene->source), ==, 1);
  fake_source_answer (scene->source, scene->document);
  wait_file (directory, "surat.pdf", g_bytes_get_size (scene->document));
  assert_contents (directory, "surat.pdf", scene->document);
  assert_kept (scene, scene->document_id, scene->document);
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

/* Names from elsewhere stay in the folder, and nothing that is there is written over. */
static void
test_all_saved (void)
{
  g_autoptr (Scene) scene = scene_new ();
  g_autoptr (GBytes) second = draw (0xaa0000ff);
  g_autoptr (GBytes) third = g_bytes_new_static ("catatan", 7);
  g_autofree char *second_id = receive_record (scene->desk, second, "lubang.png", "image/png");
  g_autofree char *third_id = receive_record (scene->desk, third, "../../.rc", "text/plain");
  const char *const ids[] = { scene->picture_id, second_id, third_id, scene->document_id, NULL };
  GBytes *const answers[] = { scene->picture, second };
  g_autofree char *directory = g_dir_make_tmp ("gaung-save-XXXXXX", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (directory);
  g_autoptr (GPtrArray) files = NULL;

  attach (scene->desk, scene->complaint, ids);
  report (scene, GAUNG_SYNC_PHASE_IDLE, GAUNG_SYNC_PAUSE_NONE);
  desk_open (scene->desk, scene->complaint);
  files = get_files (scene, 4);
  gaung_attachment_saver_start (
      GTK_WIDGET (scene->desk->page), scene->desk->context, files, folder, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    fake_source_answer (scene->source, answers[i]);
  wait_asked (scene, 3);
  fake_source_answer (scene->source, third);
  wait_asked (scene, 4);
  /* One that does not come keeps nothing from the others. */
  fake_source_refuse (scene->source, G_IO_ERROR_NOT_FOUND, "The server does not have it.");
  desk_settle ();
  assert_contents (directory, "lubang.png", scene->picture);
  assert_contents (directory, "lubang (2).png", second);
  assert_contents (directory, "-.-..-.rc", third);
  g_assert_cmpint (g_rmdir (directory), ==, 0);
  g_assert_true (is_said (GTK_WIDGET (scene->desk->window), "3 of 4 files were saved."));
  adw_dialog_force_close (adw_window_get_visible_dialog (ADW_WINDOW (scene->desk->window)));
  desk_settle ();
}

static void
write_file (GPtrArray *files, const char *directory, const char *name, GBytes *bytes)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);

  g_assert_true (g_file_set_contents (
      path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  g_ptr_array_add (files, g_file_new_for_path (path));
}

static guint
count_attachments (DeskFixture *desk, const char *complaint)
{
  g_autoptr (GaungRecord) record = gaung_store_get (desk->store, complaint, NULL);
  g_auto (GStrv) ids = gaung_record_get_strings (record, "attachments");

  return g_strv_length (ids);
}

/* Several at once: one change of the complaint, the same picture once, and the damaged one keeps
 * nothing from the others. */
static void
test_several_attached (void)
{
  g_autoptr (DeskFixture) desk = desk_fixture_new (N_COMPLAINTS);
  g_autofree char *complaint = desk_find (desk, "type:complaint -is:attached");
  g_autofree char *directory = g_dir_make_tmp ("gaung-drop-XXXXXX", NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GBytes) first = draw (0x336699ff);
  g_autoptr (GBytes) second = draw (0xaa0000ff);
  g_autoptr (GBytes) damaged = g_bytes_new_static ("\x89PNG\r\n\x1a\nnot a picture", 21);
  gint64 n_entries = desk_count (desk, "type:entry");
  gint64 until = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  write_file (files, directory, "satu.png", first);
  write_file (files, directory, "rusak.png", damaged);
  write_file (files, directory, "dua.png", second);
  write_file (files, directory, "satu lagi.png", first);
  desk_open (desk, complaint);
  gaung_complaints_page_attach_files (desk->page, files, TRUE);
  g_assert_true (is_said (GTK_WIDGET (desk->window), "Attaching files: 0 of 4"));
  while (count_attachments (desk, complaint) == 0)
    iterate (until);
  desk_settle ();
  g_assert_cmpuint (count_attachments (desk, complaint), ==, 2);
  g_assert_cmpint (desk_count (desk, "type:entry"), ==, n_entries + 1);
  g_assert_true (is_said (GTK_WIDGET (desk->page), "3 of 4 files were attached."));
  for (guint i = 0; i < files->len; i++)
    g_assert_true (g_file_delete (g_ptr_array_index (files, i), NULL, NULL));
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/attachments/arrives", test_arrives);
  g_test_add_func ("/attachments/is-kept", test_is_kept);
  g_test_add_func ("/attachments/cancelled", test_cancelled);
  g_test_add_func ("/attachments/offline", test_offline);
  g_test_add_func ("/attachments/offline-pressed", test_offline_pressed);
  g_test_add_func ("/attachments/source-changes", test_source_changes);
  g_test_add_func ("/attachments/left", test_left);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strdup_printf ("/attachments/refused/%s", refusals[i].name);

      g_test_add_data_func (path, &refusals[i], test_refused);
    }
  g_test_add_func ("/attachments/damaged", test_damaged);
  for (guint i = 0; i < G_N_ELEMENTS (pauses); i++)
    {
      g_autofree char *path = g_strdup_printf ("/attachments/paused/%s", pauses[i].name);

      g_test_add_data_func (path, &pauses[i], test_paused);
    }
  g_test_add_func ("/attachments/lost", test_lost);
  g_test_add_func ("/attachments/unreadable", test_unreadable);
  for (guint i = 0; i < G_N_ELEMENTS (bombs); i++)
    {
      g_autofree char *path = g_strdup_printf ("/attachments/bomb/%s", bombs[i].name);

      g_test_add_data_func (path, &bombs[i], test_bomb);
    }
  g_test_add_func ("/attachments/saved-later", test_saved_later);
  g_test_add_func ("/attachments/all-saved", test_all_saved);
  g_test_add_func ("/attachments/several-attached", test_several_attached);

  return g_test_run ();
}
