/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How dialogs appear, and how they go. */

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

static void
let_go_cb (gpointer data)
{
  g_object_unref (data);
}

/* Taken out of the window, which may be giving sizes to what is in it. */
static void
parent_changed_cb (GtkWidget *dialog, GParamSpec *pspec, GtkWidget *window)
{
  if (gtk_widget_get_parent (dialog) != NULL)
    return;
  g_signal_handlers_disconnect_by_func (dialog, parent_changed_cb, window);
  if (gtk_widget_get_mapped (window))
    g_idle_add_once (let_go_cb, dialog);
  else
    g_object_unref (dialog);
}

static void
keep (GtkWidget *dialog, GtkWidget *window)
{
  /* It is announced again when it is raised, or presented again while it closes. */
  if (g_signal_handler_find (
          dialog, G_SIGNAL_MATCH_FUNC | G_SIGNAL_MATCH_DATA, 0, 0, NULL, parent_changed_cb, window)
      == 0)
    g_signal_connect (
        g_object_ref (dialog), "notify::parent", G_CALLBACK (parent_changed_cb), window);
}

static void
dialogs_changed_cb (
    GListModel *dialogs, guint position, guint removed, guint added, GtkWidget *window)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) dialog = g_list_model_get_item (dialogs, i);

      keep (dialog, window);
    }
}

void
gaung_dialogs_keep (GtkWidget *window, GListModel *dialogs)
{
  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (G_IS_LIST_MODEL (dialogs));

  g_signal_connect_object (
      dialogs, "items-changed", G_CALLBACK (dialogs_changed_cb), window, G_CONNECT_DEFAULT);
  g_object_set_data_full (G_OBJECT (window), "gaung-dialogs", dialogs, g_object_unref);
}
