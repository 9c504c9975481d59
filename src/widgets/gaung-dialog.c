/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How dialogs appear. */

#include "config.h"

#include "gaung-dialog.h"

static void
focus_cb (gpointer data)
{
  g_autoptr (GtkWidget) focus = data;

  if (gtk_widget_get_mapped (focus))
    gtk_widget_grab_focus (focus);
}

/* The sheet takes the focus once it is there. */
static void
map_cb (GtkWidget *focus)
{
  g_signal_handlers_disconnect_by_func (focus, map_cb, NULL);
  g_idle_add_once (focus_cb, g_object_ref (focus));
}

void
gaung_dialog_present (AdwDialog *dialog, GtkWidget *parent)
{
  GtkWidget *focus;

  g_return_if_fail (ADW_IS_DIALOG (dialog));

  focus = adw_dialog_get_focus (dialog);
  if (focus != NULL)
    g_signal_connect (focus, "map", G_CALLBACK (map_cb), NULL);
  adw_dialog_present (dialog, parent);
}
