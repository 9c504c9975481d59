/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The truth in full: per area the last real success, what waits and since when. */

#include "config.h"

#include "gaung-sync-panel.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gaung-format.h"
#include "gaung-sync-words.h"

/* Nobody reads faster. */
#define STATUS_DELAY_MS 50

struct _GaungSyncPanel
{
  GtkBox parent_instance;

  GtkLabel *title;
  GtkLabel *explanation;
  GtkProgressBar *progress;
  GtkLabel *account;
  GtkWidget *areas_scrolled;
  GtkListBox *areas;
  GtkButton *now_button;
  AdwButtonContent *pause_content;
  GtkWidget *clash_button;
  AdwButtonContent *clash_content;
  AdwButtonContent *outbox_content;
  GtkWidget *aside_button;
  AdwButtonContent *aside_content;

  GaungContext *context;
  GSignalGroup *signals;
  guint timeout;
};

G_DEFINE_FINAL_TYPE (GaungSyncPanel, gaung_sync_panel, GTK_TYPE_BOX)

static void
show_area (GtkWidget *row, GaungSyncPanel *self)
{
  GaungSyncArea *area = g_object_get_data (G_OBJECT (row), "area");
  GtkLabel *name_label = g_object_get_data (G_OBJECT (row), "name");
  GtkLabel *state_label = g_object_get_data (G_OBJECT (row), "state");
  GaungInstant now = gaung_context_get_now (self->context);
  gint64 success;
  guint trouble;
  g_autofree char *name
      = gaung_sync_words_get_area_name (area, gaung_context_get_store (self->context));
  g_autofree char *state = gaung_sync_words_get_area_state (area, now);
  g_autofree char *exact = NULL;

  g_object_get (area, "trouble", &trouble, "last-success", &success, NULL);
  if (success != GAUNG_INSTANT_NONE)
    exact = gaung_format_instant_exact (success);
  gtk_label_set_text (name_label, name);
  gtk_label_set_text (state_label, state);
  if (g_strcmp0 (gtk_widget_get_tooltip_text (row), exact) != 0)
    gtk_widget_set_tooltip_text (row, exact);
  if (trouble != GAUNG_SYNC_TROUBLE_NONE)
    gtk_widget_add_css_class (GTK_WIDGET (state_label), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (state_label), "warning");
}

static void
area_changed_cb (GaungSyncArea *area, GParamSpec *pspec, GtkWidget *row)
{
  GtkWidget *self = gtk_widget_get_ancestor (row, GAUNG_TYPE_SYNC_PANEL);

  if (self != NULL && gtk_widget_get_mapped (row))
    show_area (row, GAUNG_SYNC_PANEL (self));
}

static GtkWidget *
create_area (gpointer item, gpointer data)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *state = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_xalign (GTK_LABEL (state), 1);
  gtk_label_set_wrap (GTK_LABEL (state), TRUE);
  gtk_label_set_justify (GTK_LABEL (state), GTK_JUSTIFY_RIGHT);
  gtk_widget_add_css_class (state, "dimmed");
  gtk_widget_add_css_class (state, "caption");
  gtk_widget_add_css_class (state, "numeric");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), state);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  g_object_set_data_full (G_OBJECT (row), "area", g_object_ref (item), g_object_unref);
  g_object_set_data (G_OBJECT (row), "name", name);
  g_object_set_data (G_OBJECT (row), "state", state);
  show_area (row, GAUNG_SYNC_PANEL (data));
  g_signal_connect_object (item, "notify", G_CALLBACK (area_changed_cb), row, G_CONNECT_DEFAULT);

  return row;
}

static void
show_head (GaungSyncPanel *self, GaungSyncStatus *status)
{
  g_autofree char *title = gaung_sync_words_get_title (status);
  g_autofree char *explanation = gaung_sync_words_get_explanation (status);
  g_autofree char *name = NULL;
  g_autofree char *address = NULL;
  g_autofree char *account = NULL;
  guint done, total;

  g_object_get (
      status, "done", &done, "total", &total, "account", &name, "address", &address, NULL);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->explanation, explanation);
  gtk_widget_set_visible (GTK_WIDGET (self->explanation), *explanation != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->progress), total > 0);
  if (total > 0)
    gtk_progress_bar_set_fraction (self->progress, MIN ((double) done / total, 1));
  if (name != NULL && address != NULL)
    /* Translators: account and address of the server: "sri · couch.surakarta.go.id". */
    account = g_strdup_printf (_ ("%s · %s"), name, address);
  gtk_label_set_text (self->account, account != NULL ? account : "");
  gtk_widget_set_visible (GTK_WIDGET (self->account), account != NULL);
}

static void
show_buttons (GaungSyncPanel *self, GaungSyncStatus *status)
{
  gboolean is_paused = gaung_sync_status_get_pause (status) == GAUNG_SYNC_PAUSE_USER;
  guint waiting = gaung_sync_status_get_waiting (status);
  guint conflicts = gaung_sync_status_get_conflicts (status);
  g_autofree char *waiting_number = gaung_format_number (waiting);
  g_autofree char *conflicts_number = gaung_format_number (conflicts);
  g_autofree char *outbox = NULL;
  g_autofree char *clashes = NULL;

  adw_button_content_set_label (self->pause_content, is_paused ? _ ("_Resume") : _ ("_Pause"));
  adw_button_content_set_icon_name (self->pause_content,
                                    is_paused ? "media-playback-start-symbolic"
                                              : "media-playback-pause-symbolic");
  /* Translators: %s is how many changes are in it: "Outbox · 3". */
  outbox = g_strdup_printf (_ ("Outbox · %s"), waiting_number);
  adw_button_content_set_label (self->outbox_content, outbox);
  /* Translators: %s is how many records: "Clashing Changes · 2". */
  clashes = g_strdup_printf (_ ("Clashing Changes · %s"), conflicts_number);
  adw_button_content_set_label (self->clash_content, clashes);
  gtk_widget_set_visible (self->clash_button, conflicts > 0);
}

/* Refused, or not readable here. */
static void
show_aside (GaungSyncPanel *self, GaungSyncStatus *status)
{
  g_autofree char *number = NULL;
  g_autofree char *label = NULL;
  guint parked, quarantined;

  g_object_get (status, "parked", &parked, "quarantined", &quarantined, NULL);
  number = gaung_format_number (parked + quarantined);
  /* Translators: %s is how many changes and records: "Set Aside · 2". */
  label = g_strdup_printf (_ ("Set Aside · %s"), number);
  adw_button_content_set_label (self->aside_content, label);
  gtk_widget_set_visible (self->aside_button, parked + quarantined > 0);
}

static void
show_status (GaungSyncPanel *self)
{
  GaungSyncStatus *status = gaung_context_get_status (self->context);
  GListModel *areas = gaung_sync_status_get_areas (status);

  gtk_widget_set_visible (self->areas_scrolled, g_list_model_get_n_items (areas) > 0);

  show_head (self, status);
  show_buttons (self, status);
  show_aside (self, status);
}

static void
show_status_cb (gpointer data)
{
  GaungSyncPanel *self = data;

  self->timeout = 0;
  show_status (self);
}

/* Only what is looked at is kept up to date. */
static void
status_changed_cb (GaungSyncPanel *self)
{
  if (self->timeout == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->timeout = g_timeout_add_once (STATUS_DELAY_MS, show_status_cb, self);
}

/* "4 minutes ago" has become "an hour ago" since it was last shown. */
static void
gaung_sync_panel_map (GtkWidget *widget)
{
  GaungSyncPanel *self = GAUNG_SYNC_PANEL (widget);
  GtkListBoxRow *row;

  show_status (self);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->areas, i)) != NULL; i++)
    show_area (GTK_WIDGET (row), self);

  GTK_WIDGET_CLASS (gaung_sync_panel_parent_class)->map (widget);
}

static void
gaung_sync_panel_dispose (GObject *object)
{
  GaungSyncPanel *self = GAUNG_SYNC_PANEL (object);

  if (self->areas != NULL)
    gtk_list_box_bind_model (self->areas, NULL, NULL, NULL, NULL);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_SYNC_PANEL);

  G_OBJECT_CLASS (gaung_sync_panel_parent_class)->dispose (object);
}

static void
gaung_sync_panel_class_init (GaungSyncPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_sync_panel_dispose;
  widget_class->map = gaung_sync_panel_map;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/gaung-sync-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungSyncPanel, title);
  gtk_widget_class_bind_template_child (widget_class, GaungSyncPanel, explanation);
  gtk_widget_class_bind_template_child (widget_class, GaungSyncPanel, progress);
  gtk_widget_class_bind_template_child (widget_class, GaungSyncPanel, account);
  gtk_widget_class_bind_template_child (widget_class, GaungSyncPanel, areas_scrolled);
  gtk_widget_class_bind_template_child (widget_class, GaungSyncPanel, areas);
  gtk_widget_class_bind_template_child (widget_class, GaungSyncPanel, now_button);
  gtk_widget_class_bind_template_child (widget_class, GaungSyncPanel, pause_content);
  gtk_widget_class_bind_template_child (widget_class, GaungSyncPanel, clash_button);
  gtk_widget_class_bind_template_child (widget_class, GaungSyncPanel, clash_content);
  gtk_widget_class_bind_template_child (widget_class, GaungSyncPanel, outbox_content);
  gtk_widget_class_bind_template_child (widget_class, GaungSyncPanel, aside_button);
  gtk_widget_class_bind_template_child (widget_class, GaungSyncPanel, aside_content);
}

static void
gaung_sync_panel_init (GaungSyncPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (GAUNG_TYPE_SYNC_STATUS);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (status_changed_cb), self);
}

GtkWidget *
gaung_sync_panel_new (GaungContext *context)
{
  GaungSyncPanel *self;

  g_return_val_if_fail (GAUNG_IS_CONTEXT (context), NULL);

  self = g_object_new (GAUNG_TYPE_SYNC_PANEL, NULL);
  self->context = g_object_ref (context);
  g_signal_group_set_target (self->signals, gaung_context_get_status (context));
  gtk_list_box_bind_model (self->areas,
                           gaung_sync_status_get_areas (gaung_context_get_status (context)),
                           create_area,
                           self,
                           NULL);
  show_status (self);

  return GTK_WIDGET (self);
}
