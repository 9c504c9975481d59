/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungServiceView: the page of one service. */

#include "config.h"

#include "gaung-service-view.h"

#include <glib/gi18n.h>

#include "gaung-agency-names.h"
#include "gaung-fold.h"
#include "gaung-format.h"
#include "gaung-list.h"
#include "gaung-qr-picture.h"
#include "gaung-service-load.h"
#include "gaung-service-parts.h"
#include "gaung-service-words.h"
#include "gaung-timeline.h"

#define QR_SIDE 132 /* px */

struct _GaungServiceView
{
  AdwBin parent_instance;

  AdwBanner *banner;
  GaungStopwatchBar *stopwatch_bar;
  GtkScrolledWindow *scrolled;
  GtkLabel *title;
  GtkLabel *meta;
  GtkLabel *cost;
  GtkLabel *length;
  GtkLabel *summary;
  GtkLabel *writers;
  GtkWidget *previous_button;
  GtkWidget *next_button;
  GtkWidget *edit_button;
  GtkBox *slot;
  GaungTimeline *timeline;

  GaungContext *context;
  GaungService *service;
  GaungServiceSurroundings *surroundings; /* NULL until they are read */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (GaungServiceView, gaung_service_view, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_label (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
show_meta (GaungServiceView *self)
{
  GaungRecord *record = GAUNG_RECORD (self->service);
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *text = NULL;

  gaung_text_append_part (line, gaung_record_get_string (record, "audience"));
  gaung_text_append_part (line,
                          gaung_agency_names_get_full (gaung_context_get_store (self->context),
                                                       gaung_record_get_string (record, "agency")));
  gaung_text_append_part (line, gaung_record_get_string (record, "decree_number"));
  text = gaung_text_to_line (line->str, 0);
  set_label (self->meta, text);
}

static void
show_banner (GaungServiceView *self)
{
  GaungRecord *record = GAUNG_RECORD (self->service);
  GaungDay today = gaung_day_of_instant (gaung_context_get_now (self->context));
  const char *alert = gaung_service_get_alert (record, today);
  g_autofree char *text = NULL;

  if (gaung_service_is_closed_on (record, today))
    {
      GaungDay until = gaung_record_get_day (record, "closed_until");
      const char *reason = gaung_record_get_string (record, "closed_reason");

      if (until == GAUNG_DAY_NONE)
        text = g_strdup (reason != NULL ? reason : _ ("Closed for the time being"));
      else
        {
          g_autofree char *day = gaung_format_day_long (until);

          /* Translators: until when a service is closed, and why, e.g. "Closed until Friday, 27
           * November 2026: stocktaking" */
          text = g_strdup_printf (
              _ ("Closed until %s: %s"), day, reason != NULL ? reason : _ ("no reason given"));
        }
    }
  else if (alert != NULL)
    text = gaung_text_to_line (alert, 0);
  adw_banner_set_title (self->banner, text != NULL ? text : "");
  adw_banner_set_revealed (self->banner, text != NULL);
}

static void
show_promises (GaungServiceView *self)
{
  GaungRecord *record = GAUNG_RECORD (self->service);
  g_autofree char *cost = gaung_service_cost_to_text (record);
  g_autofree char *length = gaung_service_time_to_text (record);

  set_label (self->cost, cost);
  set_label (self->length, length);
  if (gaung_service_is_free (record))
    gtk_widget_add_css_class (GTK_WIDGET (self->cost), "free");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->cost), "free");
}

static void
append_part (GaungServiceView *self, const char *heading, GtkWidget *part)
{
  GtkWidget *label;

  if (part == NULL)
    return;
  label = gtk_label_new (heading);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_top (label, 10);
  gtk_box_append (self->slot, label);
  gtk_box_append (self->slot, part);
}

static GtkWidget *
create_code (GaungRecord *record)
{
  g_autofree char *uri = gaung_service_get_uri (record);
  GtkWidget *picture;

  if (uri == NULL)
    return NULL;
  picture = gaung_qr_picture_new (QR_SIDE);
  gaung_qr_picture_set_text (GAUNG_QR_PICTURE (picture), uri, uri);
  gtk_widget_set_halign (picture, GTK_ALIGN_START);
  return picture;
}

static void
show_parts (GaungServiceView *self)
{
  GaungRecord *record = GAUNG_RECORD (self->service);
  GaungDay today = gaung_day_of_instant (gaung_context_get_now (self->context));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->slot))) != NULL)
    gtk_box_remove (self->slot, child);
  append_part (self, _ ("What to Bring"), gaung_service_part_documents (record));
  append_part (self, _ ("The Way Through"), gaung_service_part_flow (record));
  append_part (self, _ ("Costs"), gaung_service_part_costs (record));
  append_part (self, _ ("Where"), gaung_service_part_channels (record, self->context));
  append_part (self, _ ("To Scan"), create_code (record));
  if (self->surroundings != NULL)
    append_part (
        self, _ ("What People Ask"), gaung_service_part_questions (self->surroundings->questions));
  append_part (
      self,
      _ ("Health of the Standard"),
      gaung_service_part_health (
          record, today, self->surroundings != NULL ? self->surroundings->complaints : NULL));
  append_part (self, _ ("The Standard"), gaung_service_part_standard (record));
}

static void
show (GaungServiceView *self)
{
  GaungRecord *record = GAUNG_RECORD (self->service);

  set_label (self->title, gaung_record_get_title (record));
  set_label (self->summary, gaung_record_get_string (record, "summary"));
  show_meta (self);
  show_banner (self);
  show_promises (self);
  show_parts (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungServiceSurroundings) found
      = gaung_service_surroundings_load_finish (result, &error);
  GaungServiceView *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (found == NULL)
    g_warning ("The questions of a service could not be read: %s", error->message);
  /* What is unfolded stays so as long as nothing is new. */
  if (found != NULL && self->surroundings != NULL
      && gaung_service_surroundings_equal (found, self->surroundings))
    return;
  g_clear_pointer (&self->surroundings, gaung_service_surroundings_free);
  self->surroundings = g_steal_pointer (&found);
  show_parts (self);
}

static void
load_surroundings (GaungServiceView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gaung_service_surroundings_load_async (gaung_context_get_store (self->context),
                                         gaung_service_view_get_id (self),
                                         self->cancellable,
                                         loaded_cb,
                                         self);
}

static void
show_history (GaungServiceView *self)
{
  g_autoptr (GaungQuery) query = gaung_query_new ("entry");
  g_autoptr (GaungList) entries = NULL;

  gaung_query_set_one (query, "parent", gaung_service_view_get_id (self));
  gaung_query_set_sort (query, GAUNG_SORT_OLDEST);
  entries = gaung_list_new (gaung_context_get_store (self->context), query);
  gaung_timeline_set_now (self->timeline, gaung_context_get_now (self->context));
  gaung_timeline_set_entries (
      self->timeline, G_LIST_MODEL (entries), gaung_context_get_store (self->context));
}

static gboolean
read_record (GaungServiceView *self, const char *id)
{
  g_autoptr (GaungRecord) record
      = gaung_store_get (gaung_context_get_store (self->context), id, NULL);

  if (!GAUNG_IS_SERVICE (record))
    return FALSE;
  g_set_object (&self->service, GAUNG_SERVICE (record));
  return TRUE;
}

/* Does any of the changes touch what is shown? An empty array: maybe all. */
static gboolean
is_touched (GaungServiceView *self, GPtrArray *changes)
{
  const char *id = gaung_service_view_get_id (self);

  for (guint i = 0; i < changes->len; i++)
    {
      const GaungStoreChange *change = g_ptr_array_index (changes, i);

      if (g_strcmp0 (change->id, id) == 0 || g_strcmp0 (change->parent, id) == 0
          || g_strcmp0 (change->type, "complaint") == 0)
        return TRUE;
    }
  return changes->len == 0;
}

static void
store_changed_cb (GaungServiceView *self, GPtrArray *changes)
{
  g_autofree char *id = g_strdup (gaung_service_view_get_id (self));
  g_autofree char *before = NULL;

  if (id == NULL || !is_touched (self, changes))
    return;
  before = g_strdup (gaung_record_get_change (GAUNG_RECORD (self->service)));
  if (read_record (self, id)
      && g_strcmp0 (before, gaung_record_get_change (GAUNG_RECORD (self->service))) != 0)
    show (self);
  load_surroundings (self);
}

static void
stopwatch_changed_cb (GaungServiceView *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
gaung_service_view_dispose (GObject *object)
{
  GaungServiceView *self = GAUNG_SERVICE_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->surroundings, gaung_service_surroundings_free);
  g_clear_object (&self->service);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_SERVICE_VIEW);
  G_OBJECT_CLASS (gaung_service_view_parent_class)->dispose (object);
}

static void
gaung_service_view_class_init (GaungServiceViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_service_view_dispose;
  signals[CHANGED] = g_signal_new (
      "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (GAUNG_TYPE_STOPWATCH_BAR);
  g_type_ensure (GAUNG_TYPE_TIMELINE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/services/gaung-service-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungServiceView, banner);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceView, stopwatch_bar);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceView, title);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceView, meta);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceView, cost);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceView, length);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceView, summary);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceView, slot);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceView, writers);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceView, previous_button);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceView, next_button);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceView, edit_button);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceView, timeline);
}

static void
gaung_service_view_init (GaungServiceView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
gaung_service_view_set_context (GaungServiceView *self, GaungContext *context)
{
  g_return_if_fail (GAUNG_IS_SERVICE_VIEW (self));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (
      self->stopwatch_bar, "changed", G_CALLBACK (stopwatch_changed_cb), self, G_CONNECT_SWAPPED);
  gaung_stopwatch_bar_set_context (self->stopwatch_bar, context);
  g_signal_connect_object (gaung_context_get_store (context),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

gboolean
gaung_service_view_show (GaungServiceView *self, const char *id)
{
  g_return_val_if_fail (GAUNG_IS_SERVICE_VIEW (self), FALSE);

  if (g_strcmp0 (gaung_service_view_get_id (self), id) == 0)
    return TRUE;
  if (!read_record (self, id))
    return FALSE;
  g_clear_pointer (&self->surroundings, gaung_service_surroundings_free);
  show (self);
  show_history (self);
  load_surroundings (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  return TRUE;
}

GaungService *
gaung_service_view_get_service (GaungServiceView *self)
{
  g_return_val_if_fail (GAUNG_IS_SERVICE_VIEW (self), NULL);
  return self->service;
}

void
gaung_service_view_set_narrow (GaungServiceView *self, gboolean is_narrow)
{
  g_return_if_fail (GAUNG_IS_SERVICE_VIEW (self));

  gtk_widget_set_visible (self->previous_button, !is_narrow);
  gtk_widget_set_visible (self->next_button, !is_narrow);
  gtk_widget_set_visible (self->edit_button, !is_narrow);
}

void
gaung_service_view_set_is_writable (GaungServiceView *self, gboolean is_writable)
{
  g_autofree char *text = NULL;

  g_return_if_fail (GAUNG_IS_SERVICE_VIEW (self));

  if (!is_writable && self->service != NULL)
    /* Translators: who may change a service, e.g. "Dinas Tenaga Kerja writes this page, or a
     * coordinator or an administrator." */
    text = g_strdup_printf (_ ("%s writes this page, or a coordinator or an administrator."),
                            gaung_agency_names_get_full (
                                gaung_context_get_store (self->context),
                                gaung_record_get_string (GAUNG_RECORD (self->service), "agency")));
  set_label (self->writers, text);
}

GaungStopwatchBar *
gaung_service_view_get_stopwatch_bar (GaungServiceView *self)
{
  g_return_val_if_fail (GAUNG_IS_SERVICE_VIEW (self), NULL);
  return self->stopwatch_bar;
}

gboolean
gaung_service_view_is_asking (GaungServiceView *self)
{
  g_return_val_if_fail (GAUNG_IS_SERVICE_VIEW (self), FALSE);
  return gaung_stopwatch_get_state (gaung_stopwatch_bar_get_stopwatch (self->stopwatch_bar))
         == GAUNG_STOPWATCH_ASKING;
}

const char *
gaung_service_view_get_id (GaungServiceView *self)
{
  g_return_val_if_fail (GAUNG_IS_SERVICE_VIEW (self), NULL);
  return self->service != NULL ? gaung_record_get_id (GAUNG_RECORD (self->service)) : NULL;
}
