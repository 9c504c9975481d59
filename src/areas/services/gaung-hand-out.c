/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is to be handed out. */

#include "config.h"

#include "gaung-hand-out.h"

#include <glib/gi18n.h>

#include "gaung-leaflet.h"
#include "gaung-messenger.h"
#include "gaung-publish-text.h"
#include "gaung-slip.h"
#include "gaung-wall-sheet.h"

#define MAX_NAME 80 /* characters of a file's name that are the service's */

static const char *const labels[GAUNG_HAND_OUT_N_KINDS] = {
  [GAUNG_HAND_OUT_LEAFLET] = NC_ ("hand-out", "Leaflet (A5)"),
  [GAUNG_HAND_OUT_WALL_A4] = NC_ ("hand-out", "Wall sheet (A4)"),
  [GAUNG_HAND_OUT_WALL_A3] = NC_ ("hand-out", "Wall sheet (A3)"),
  [GAUNG_HAND_OUT_SLIP] = NC_ ("hand-out", "What you still need (A5)"),
  [GAUNG_HAND_OUT_MESSAGE] = NC_ ("hand-out", "Text for WhatsApp"),
};

GaungHandOut *
gaung_hand_out_new (GaungHandOutKind kind,
                    GaungRecord *service,
                    GaungRecord *agency,
                    GaungInstant now)
{
  GaungHandOut *self = g_new0 (GaungHandOut, 1);

  self->kind = kind;
  self->service = gaung_record_copy (service);
  self->agency = agency != NULL ? gaung_record_copy (agency) : NULL;
  self->until = GAUNG_DAY_NONE;
  self->now = now;
  return self;
}

void
gaung_hand_out_free (GaungHandOut *self)
{
  g_clear_object (&self->service);
  g_clear_object (&self->agency);
  g_strfreev (self->missing);
  g_free (self);
}

const char *
gaung_hand_out_kind_get_label (GaungHandOutKind kind)
{
  g_return_val_if_fail (kind < GAUNG_HAND_OUT_N_KINDS, "");
  return g_dpgettext2 (NULL, "hand-out", labels[kind]);
}

char *
gaung_hand_out_get_file_name (const GaungHandOut *self)
{
  g_autofree char *line = gaung_publish_clean_line (gaung_record_get_title (self->service));
  g_autofree char *title = g_utf8_substring (line, 0, MIN (MAX_NAME, g_utf8_strlen (line, -1)));
  /* Translators: the name of a file without its ending: what it is, and of which service, e.g.
   * "Leaflet (A5) - Kartu Pencari Kerja (AK-1)" */
  char *name
      = g_strdup_printf (_ ("%1$s - %2$s"), gaung_hand_out_kind_get_label (self->kind), title);
  char *with_ending;

  g_strdelimit (name, "/\\:*?\"<>|", '-');
  with_ending = g_strconcat (name, ".pdf", NULL);
  g_free (name);
  return with_ending;
}

GaungSheet *
gaung_hand_out_create_sheet (const GaungHandOut *self, GError **error)
{
  GaungHandoutOptions options;

  gaung_handout_options_init (&options, self->agency, self->now);
  switch (self->kind)
    {
    case GAUNG_HAND_OUT_LEAFLET:
      return gaung_leaflet_new (self->service, &options, error);
    case GAUNG_HAND_OUT_WALL_A3:
      options.paper = gaung_paper_find ("A3");
      return gaung_wall_sheet_new (self->service, &options, error);
    case GAUNG_HAND_OUT_WALL_A4:
      return gaung_wall_sheet_new (self->service, &options, error);
    case GAUNG_HAND_OUT_SLIP:
      return gaung_slip_new (
          self->service, (const char *const *) self->missing, self->until, &options, error);
    case GAUNG_HAND_OUT_MESSAGE:
    case GAUNG_HAND_OUT_N_KINDS:
    default:
      g_set_error_literal (
          error, GAUNG_PUBLISH_ERROR, GAUNG_PUBLISH_ERROR_VALUE, "a message has no pages");
      return NULL;
    }
}

char *
gaung_hand_out_create_text (const GaungHandOut *self, GError **error)
{
  GaungHandoutOptions options;

  gaung_handout_options_init (&options, self->agency, self->now);
  if (self->kind == GAUNG_HAND_OUT_SLIP)
    return gaung_messenger_write_missing (self->service,
                                          (const char *const *) self->missing,
                                          self->until,
                                          GAUNG_MESSENGER_WHATSAPP,
                                          &options,
                                          error);
  return gaung_messenger_write (self->service, GAUNG_MESSENGER_WHATSAPP, &options, error);
}

static void
save_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GFile *file = g_object_get_data (G_OBJECT (task), "file");
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungSheet) sheet = gaung_hand_out_create_sheet (data, &error);
  g_autoptr (GBytes) bytes = sheet != NULL ? gaung_sheet_to_pdf (sheet, cancellable, &error) : NULL;

  if (bytes == NULL || !gaung_publish_replace (file, bytes, cancellable, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

void
gaung_hand_out_save_async (GaungHandOut *self,
                           GFile *file,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, gaung_hand_out_save_async);
  g_object_set_data (G_OBJECT (task), "kind", GINT_TO_POINTER (self->kind));
  g_object_set_data_full (G_OBJECT (task), "file", g_object_ref (file), g_object_unref);
  g_task_set_task_data (task, self, (GDestroyNotify) gaung_hand_out_free);
  g_task_run_in_thread (task, save_thread);
}

gboolean
gaung_hand_out_save_finish (GAsyncResult *result, GaungHandOutKind *kind, GError **error)
{
  if (kind != NULL)
    *kind = (GaungHandOutKind) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (result), "kind"));
  return g_task_propagate_boolean (G_TASK (result), error);
}
