/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the complaints list shows instead of rows. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-complaint-states.h"

static const struct
{
  const char *icon_name;
  const char *title;
  const char *description;
  const char *button;
  const char *action;
  const char *target;
} pages[] = {
  [GAUNG_EMPTY_SEARCH_SCOPE] = { "edit-find-symbolic",
                                 N_ ("Nothing found here"),
                                 N_ ("Every word must occur, each from its beginning."),
                                 N_ ("Search in All"),
                                 "complaint.scope",
                                 "all" },
  [GAUNG_EMPTY_SEARCH] = { "edit-find-symbolic",
                           N_ ("Nothing found"),
                           N_ ("Every word must occur, each from its beginning."),
                           N_ ("Clear Search"),
                           "desk.clear-search",
                           NULL },
  [GAUNG_EMPTY_FILTER] = { "edit-find-symbolic",
                           N_ ("No complaint fits the filters"),
                           N_ ("One condition less may show more."),
                           N_ ("Clear Filters"),
                           "desk.clear-filters",
                           NULL },
  [GAUNG_EMPTY_MINE] = { "object-select-symbolic",
                         N_ ("Nothing waits for you"),
                         N_ ("No complaint is assigned to you."),
                         N_ ("Show My Agency’s"),
                         "complaint.scope",
                         "agency" },
  [GAUNG_EMPTY_AGENCY] = { "object-select-symbolic",
                           N_ ("Your agency holds no complaint"),
                           N_ ("What is handed over to it appears here."),
                           N_ ("Show All"),
                           "complaint.scope",
                           "all" },
  [GAUNG_EMPTY_ALL] = { "mail-unread-symbolic",
                        N_ ("No complaints yet"),
                        N_ ("What comes in by telephone or at the counter is entered here."),
                        N_ ("New Complaint"),
                        "complaint.new",
                        NULL },
};

GtkWidget *
gaung_empty_page_new (GaungEmptyKind kind)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_label (_ (pages[kind].button));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), pages[kind].icon_name);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ (pages[kind].title));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), _ (pages[kind].description));
  gtk_widget_add_css_class (page, "compact");
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), pages[kind].action);
  if (pages[kind].target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", pages[kind].target);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  return page;
}

GtkWidget *
gaung_skeleton_new (guint n_rows)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  for (guint i = 0; i < n_rows; i++)
    {
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

      for (guint line = 0; line < 2; line++)
        {
          GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

          gtk_widget_add_css_class (bar, "skeleton");
          gtk_widget_set_size_request (bar, line == 0 ? 220 : 140, line == 0 ? 14 : 10);
          gtk_widget_set_halign (bar, GTK_ALIGN_START);
          gtk_box_append (GTK_BOX (row), bar);
        }
      gtk_box_append (GTK_BOX (box), row);
    }
  gtk_widget_set_margin_top (box, 24);
  gtk_widget_set_margin_start (box, 20);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Loading"), -1);
  return box;
}
