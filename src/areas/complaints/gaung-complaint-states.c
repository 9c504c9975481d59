/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungComplaintStates: the rows of the complaints list, or what is shown instead. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-complaint-states.h"
#include "gaung-toast.h"

/* A wait shorter than this is not worth a change of the picture. */
#define SKELETON_DELAY_MS 200
#define N_SKELETON_ROWS 8

struct _GaungComplaintStates
{
  AdwBin parent_instance;

  GtkStack *stack;
  GaungList *list; /* weak: for which the skeleton waits */
  guint loading_source;
};

G_DEFINE_FINAL_TYPE (GaungComplaintStates, gaung_complaint_states, ADW_TYPE_BIN)

enum
{
  PROP_ROWS = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

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

static GtkWidget *
create_empty_page (GaungEmptyKind kind)
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

static GtkWidget *
create_skeleton (guint n_rows)
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

static void
show_instead (GaungComplaintStates *self, GtkWidget *page)
{
  GtkWidget *old = gtk_stack_get_child_by_name (self->stack, "instead");

  if (old != NULL)
    gtk_stack_remove (self->stack, old);
  gtk_stack_add_named (self->stack, page, "instead");
  gtk_stack_set_visible_child (self->stack, page);
}

static gboolean
loading_cb (gpointer data)
{
  GaungComplaintStates *self = data;

  self->loading_source = 0;
  if (self->list != NULL && gaung_list_is_loading (self->list)
      && gaung_list_get_n_items (self->list) == 0)
    show_instead (self, create_skeleton (N_SKELETON_ROWS));
  return G_SOURCE_REMOVE;
}

static void
gaung_complaint_states_set_property (GObject *object,
                                     guint prop_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  GaungComplaintStates *self = GAUNG_COMPLAINT_STATES (object);

  if (prop_id == PROP_ROWS)
    gtk_stack_add_named (self->stack, g_value_get_object (value), "rows");
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
gaung_complaint_states_dispose (GObject *object)
{
  GaungComplaintStates *self = GAUNG_COMPLAINT_STATES (object);

  g_clear_handle_id (&self->loading_source, g_source_remove);
  g_clear_weak_pointer (&self->list);
  G_OBJECT_CLASS (gaung_complaint_states_parent_class)->dispose (object);
}

static void
gaung_complaint_states_class_init (GaungComplaintStatesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = gaung_complaint_states_set_property;
  object_class->dispose = gaung_complaint_states_dispose;

  properties[PROP_ROWS] = g_param_spec_object (
      "rows", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gaung_complaint_states_init (GaungComplaintStates *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  /* Before the first answer nothing at all, not rows that may come to nothing. */
  gtk_stack_add_named (self->stack, adw_bin_new (), "blank");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

gboolean
gaung_complaint_states_update (GaungComplaintStates *self, GaungList *list, GaungEmptyKind kind)
{
  const GError *error = gaung_list_get_error (list);

  g_return_val_if_fail (GAUNG_IS_COMPLAINT_STATES (self), FALSE);

  g_set_weak_pointer (&self->list, list);
  if (gaung_list_get_n_items (list) > 0)
    gtk_stack_set_visible_child_name (self->stack, "rows");
  else if (error != NULL)
    show_instead (self, gaung_error_page_new (error));
  else if (gaung_list_is_loading (list))
    {
      if (self->loading_source == 0)
        self->loading_source = g_timeout_add (SKELETON_DELAY_MS, loading_cb, self);
      return FALSE;
    }
  else
    show_instead (self, create_empty_page (kind));
  return TRUE;
}
