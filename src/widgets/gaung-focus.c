/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gaung-focus.h"

GtkWidget *
gaung_focus_take (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, widget))
    return NULL;
  g_object_ref (focus);
  gtk_root_set_focus (root, NULL);
  return focus;
}

void
gaung_focus_give_back (GtkWidget *focus)
{
  g_autoptr (GtkWidget) widget = focus;

  if (widget == NULL || gtk_widget_get_root (widget) == NULL)
    return;
  if (!gtk_widget_get_mapped (widget))
    gtk_root_set_focus (gtk_widget_get_root (widget), widget);
  else if (GTK_IS_TEXT (widget)) /* it would select all that is in it */
    gtk_text_grab_focus_without_selecting (GTK_TEXT (widget));
  else
    gtk_widget_grab_focus (widget);
}
