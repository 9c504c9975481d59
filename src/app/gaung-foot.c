/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the records lie, how many changes wait to be sent, and since when. In a workspace of a city
 * server it follows the synchronisation. Elsewhere it counts, which may touch the whole store, so
 * that is done in a thread and shown when it is there. */

#include "config.h"

#include "gaung-foot.h"

#include <glib/gi18n.h>

#include "gaung-format.h"
#include "gaung-sync-panel.h"
#include "gaung-sync-words.h"

/* Nobody reads faster. */
#define STATUS_DELAY_MS 50

struct _GaungFoot
{
  AdwBin parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkGrid *numbers; /* (nullable): in the popover, which is made when it is wanted */
  GtkMenuButton *button;

  GaungContext *context;
  GSignalGroup *store_signals;
  GSignalGroup *status_signals;
  char *label; /* for screen readers, as it is set */
  guint status_timeout;
  GaungStoreStatistics statistics; /* as counted last */
  guint refresh_timeout;
  gboolean is_counting;
};

G_DEFINE_FINAL_TYPE (GaungFoot, gaung_foot, ADW_TYPE_BIN)

static void
show_kind (GaungFoot *self)
{
  gboolean is_sample = gaung_context_is_sample (self->context);

  gtk_image_set_from_icon_name (self->icon,
                                is_sample ? "applications-science-symbolic" : "computer-symbolic");
  gtk_label_set_label (self->title,
                       is_sample ? _ ("Sample workspace") : _ ("Only on this computer"));
}

static void
add_number (GaungFoot *self, int row, const char *name, const char *value)
{
  GtkWidget *name_label = gtk_label_new (name);
  GtkWidget *value_label = gtk_label_new (value);

  gtk_label_set_xalign (GTK_LABEL (name_label), 0);
  gtk_widget_add_css_class (name_label, "dimmed");
  gtk_label_set_xalign (GTK_LABEL (value_label), 1);
  gtk_widget_set_hexpand (value_label, TRUE);
  gtk_widget_add_css_class (value_label, "numeric");
  gtk_grid_attach (self->numbers, name_label, 0, row, 1, 1);
  gtk_grid_attach (self->numbers, value_label, 1, row, 1, 1);
}

static void
show_numbers (GaungFoot *self)
{
  const GaungStoreStatistics *statistics = &self->statistics;
  g_autofree char *documents = gaung_format_number (statistics->documents);
  g_autofree char *waiting = gaung_format_number (statistics->waiting);
  g_autofree char *bytes = gaung_format_bytes (statistics->bytes);
  GtkWidget *child;
  int row = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->numbers))))
    gtk_grid_remove (self->numbers, child);

  add_number (self, row++, _ ("Records"), documents);
  add_number (self, row++, _ ("Changes kept"), waiting);
  if (statistics->oldest != GAUNG_INSTANT_NONE && statistics->waiting > 0)
    {
      g_autofree char *oldest
          = gaung_format_instant (statistics->oldest, gaung_context_get_now (self->context));

      add_number (self, row++, _ ("Oldest of them"), oldest);
    }
  if (statistics->conflicts > 0)
    {
      g_autofree char *conflicts = gaung_format_number (statistics->conflicts);

      add_number (self, row++, _ ("Clashing changes"), conflicts);
    }
  add_number (self, row++, _ ("On the disk"), bytes);
}

static void
show_subtitle (GaungFoot *self)
{
  gboolean is_sample = gaung_context_is_sample (self->context);
  gint64 count = is_sample ? self->statistics.documents : self->statistics.waiting;
  g_autofree char *number = gaung_format_number (count);
  g_autofree char *subtitle = NULL;

  if (is_sample)
    subtitle = g_strdup_printf (
        /* Translators: %s is a number: "103 records". */
        ngettext ("%s record", "%s records", count),
        number);
  else
    subtitle = g_strdup_printf (
        /* Translators: %s is a number: "3 changes kept". */
        ngettext ("%s change kept", "%s changes kept", count),
        number);
  gtk_label_set_label (self->subtitle, subtitle);
}

static void
set_class (GtkImage *icon, const char *css_class, gboolean is_set)
{
  if (is_set)
    gtk_widget_add_css_class (GTK_WIDGET (icon), css_class);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (icon), css_class);
}

static void
show_status (GaungFoot *self)
{
  GaungSyncStatus *status = gaung_context_get_status (self->context);
  g_autofree char *title = gaung_sync_words_get_title (status);
  GaungInstant now = gaung_context_get_now (self->context);
  g_autofree char *subtitle = gaung_sync_words_get_short_subtitle (status, now);
  g_autofree char *details = gaung_sync_words_get_subtitle (status, now);
  gboolean needs_somebody = gaung_sync_status_get_phase (status) == GAUNG_SYNC_PHASE_TROUBLE
                            || gaung_sync_status_get_parked (status) > 0
                            || gaung_sync_status_get_conflicts (status) > 0;
  gboolean is_all_sent = gaung_sync_status_get_phase (status) == GAUNG_SYNC_PHASE_IDLE
                         && gaung_sync_status_get_waiting (status) == 0;
  g_autofree char *label = NULL;

  gtk_image_set_from_icon_name (self->icon, gaung_sync_words_get_icon_name (status));
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, subtitle);
  set_class (self->icon, "warning", needs_somebody);
  set_class (self->icon, "success", !needs_somebody && is_all_sent);
  /* Translators: for screen readers: state, then details: "All sent, Connected · 09.41". */
  label = g_strdup_printf (_ ("%s, %s"), title, details);
  if (!g_set_str (&self->label, label))
    return;
  /* Each new tooltip asks the display where the pointer is. */
  if (g_strcmp0 (gtk_widget_get_tooltip_text (GTK_WIDGET (self->button)), details) != 0)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), details);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
show_status_cb (gpointer data)
{
  GaungFoot *self = data;

  self->status_timeout = 0;
  show_status (self);
}

/* A report changes several properties, one after the other, and a first pull reports without end.
 */
static void
status_changed_cb (GaungFoot *self)
{
  if (self->status_timeout == 0)
    self->status_timeout = g_timeout_add_once (STATUS_DELAY_MS, show_status_cb, self);
}

static void
create_popover (GtkMenuButton *button, gpointer data)
{
  GaungFoot *self = data;
  GtkWidget *popover, *box, *explanation;

  if (self->context != NULL && gaung_context_has_server (self->context))
    {
      if (gtk_menu_button_get_popover (button) != NULL)
        return;
      popover = gtk_popover_new ();
      gtk_popover_set_child (GTK_POPOVER (popover), gaung_sync_panel_new (self->context));
      gtk_menu_button_set_popover (button, popover);
      return;
    }
  gaung_foot_refresh (self);
  if (self->numbers != NULL || self->context == NULL)
    return;
  explanation = gtk_label_new (
      gaung_context_is_sample (self->context)
          ? _ ("Everything here is invented, for trying things out. Nothing of it is ever sent.")
          : _ ("Everything is kept encrypted on this computer. Changes are kept until the "
               "workspace is connected to a city server."));
  gtk_label_set_xalign (GTK_LABEL (explanation), 0);
  gtk_label_set_wrap (GTK_LABEL (explanation), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (explanation), 36);
  self->numbers = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->numbers, 6);
  gtk_grid_set_column_spacing (self->numbers, 18);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (box, "foot-details");
  gtk_widget_set_size_request (box, 260, -1);
  gtk_box_append (GTK_BOX (box), explanation);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->numbers));
  popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
  show_numbers (self);
}

static void
count_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree GaungStoreStatistics *statistics = g_new0 (GaungStoreStatistics, 1);
  GError *error = NULL;

  if (gaung_store_get_statistics (data, statistics, &error))
    g_task_return_pointer (task, g_steal_pointer (&statistics), g_free);
  else
    g_task_return_error (task, error);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GaungFoot *self = GAUNG_FOOT (source);
  g_autofree GaungStoreStatistics *statistics = g_task_propagate_pointer (G_TASK (result), NULL);

  self->is_counting = FALSE;
  if (statistics == NULL || self->context == NULL)
    return;
  self->statistics = *statistics;
  show_subtitle (self);
  if (self->numbers != NULL)
    show_numbers (self);
}

static void
refresh_cb (gpointer data)
{
  GaungFoot *self = data;

  self->refresh_timeout = 0;
  gaung_foot_refresh (self);
}

static void
store_changed_cb (GaungFoot *self)
{
  /* Many changes arrive at once: one count for all of them. */
  if (self->refresh_timeout == 0)
    self->refresh_timeout = g_timeout_add_once (500, refresh_cb, self);
}

static void
gaung_foot_dispose (GObject *object)
{
  GaungFoot *self = GAUNG_FOOT (object);

  g_clear_handle_id (&self->refresh_timeout, g_source_remove);
  g_clear_handle_id (&self->status_timeout, g_source_remove);
  g_clear_pointer (&self->label, g_free);
  g_clear_object (&self->status_signals);
  g_clear_object (&self->store_signals);
  g_clear_object (&self->context);
  /* A bound child that is also the bin's own must go before the template takes it away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_FOOT);

  G_OBJECT_CLASS (gaung_foot_parent_class)->dispose (object);
}

static void
gaung_foot_class_init (GaungFootClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_foot_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/app/gaung-foot.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungFoot, button);
  gtk_widget_class_bind_template_child (widget_class, GaungFoot, icon);
  gtk_widget_class_bind_template_child (widget_class, GaungFoot, title);
  gtk_widget_class_bind_template_child (widget_class, GaungFoot, subtitle);
}

static void
gaung_foot_init (GaungFoot *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->button, create_popover, self, NULL);

  self->store_signals = g_signal_group_new (GAUNG_TYPE_STORE);
  g_signal_group_connect_swapped (
      self->store_signals, "changed", G_CALLBACK (store_changed_cb), self);
  self->status_signals = g_signal_group_new (GAUNG_TYPE_SYNC_STATUS);
  g_signal_group_connect_swapped (
      self->status_signals, "notify", G_CALLBACK (status_changed_cb), self);
}

void
gaung_foot_set_context (GaungFoot *self, GaungContext *context)
{
  g_return_if_fail (GAUNG_IS_FOOT (self));

  if (!g_set_object (&self->context, context))
    return;
  if (gaung_context_has_server (context))
    {
      g_signal_group_set_target (self->status_signals, gaung_context_get_status (context));
      g_signal_connect_object (gaung_context_get_clock (context),
                               "tick",
                               G_CALLBACK (status_changed_cb),
                               self,
                               G_CONNECT_SWAPPED);
      show_status (self);
      return;
    }
  g_signal_group_set_target (self->store_signals, gaung_context_get_store (context));
  show_kind (self);
}

void
gaung_foot_refresh (GaungFoot *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GAUNG_IS_FOOT (self));

  if (self->context == NULL || self->is_counting || gaung_context_has_server (self->context))
    return;
  self->is_counting = TRUE;
  task = g_task_new (self, NULL, counted_cb, NULL);
  g_task_set_task_data (
      task, g_object_ref (gaung_context_get_store (self->context)), g_object_unref);
  g_task_run_in_thread (task, count_thread);
}
