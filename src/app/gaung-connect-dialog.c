/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Connecting what has been on this computer only until now. */

#include "config.h"

#include "gaung-connect-dialog.h"

#include <glib/gi18n.h>

#include "gaung-connect-view.h"
#include "gaung-format.h"
#include "gaung-window.h"

static void
done_cb (AdwDialog *dialog, guint n_queued)
{
  GtkWidget *parent = gtk_widget_get_ancestor (GTK_WIDGET (dialog), GTK_TYPE_WINDOW);
  g_autofree char *number = gaung_format_number (n_queued);
  g_autofree char *title = NULL;

  /* Translators: %s is a number of records: "Connected. 57 records are being sent." */
  title = g_strdup_printf (ngettext ("Connected. %s record is being sent.",
                                     "Connected. %s records are being sent.",
                                     n_queued),
                           number);
  if (GAUNG_IS_WINDOW (parent))
    gaung_window_add_toast (GAUNG_WINDOW (parent), title);
  adw_dialog_force_close (dialog);
}

AdwDialog *
gaung_connect_dialog_new (GaungSession *session)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = gaung_connect_view_new (session, FALSE);

  adw_dialog_set_title (dialog, _ ("City Server"));
  adw_dialog_set_content_width (dialog, 520);
  adw_dialog_set_content_height (dialog, 620);
  adw_dialog_set_child (dialog, view);
  g_signal_connect_object (view, "done", G_CALLBACK (done_cb), dialog, G_CONNECT_SWAPPED);

  return dialog;
}
