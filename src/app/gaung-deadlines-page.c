/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where every deadline comes from. */

#include "config.h"

#include "gaung-deadlines-page.h"

#include <glib/gi18n.h>

#include "gaung-calendar-import.h"
#include "gaung-deadline.h"
#include "gaung-format.h"
#include "gaung-json.h"
#include "gaung-toast.h"

struct _GaungDeadlinesPage
{
  AdwPreferencesPage parent_instance;

  AdwPreferencesGroup *rules_group;
  AdwPreferencesGroup *years_group;

  GaungContext *context;
  GPtrArray *rows; /* unowned, of years_group */
};

G_DEFINE_FINAL_TYPE (GaungDeadlinesPage, gaung_deadlines_page, ADW_TYPE_PREFERENCES_PAGE)

static GtkWidget *
make_row (GtkWidget *row, const char *title, const char *subtitle)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (ADW_IS_EXPANDER_ROW (row))
    {
      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle ? subtitle : "");
      /* Its title names only the row within it. */
      gtk_accessible_update_property (
          GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
    }
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle ? subtitle : "");

  return row;
}

static char *
describe_amount (const GaungClockRule *rule)
{
  if (rule->kind == GAUNG_CLOCK_ELAPSED)
    return g_strdup_printf (
        /* Translators: a clock that runs day and night: "24 hours, day and night". */
        ngettext ("%d hour, day and night", "%d hours, day and night", rule->amount),
        rule->amount);

  return g_strdup_printf (ngettext ("%d working day", "%d working days", rule->amount),
                          rule->amount);
}

static void
add_rule (GaungDeadlinesPage *self, const GaungClockRule *rule)
{
  g_autofree char *amount = describe_amount (rule);
  g_autoptr (GString) subtitle = g_string_new (amount);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *mark;

  if (rule->source != NULL && *rule->source != '\0')
    g_string_append_printf (subtitle, " · %s", rule->source);
  if (rule->effective_from != GAUNG_DAY_NONE)
    {
      g_autofree char *day = gaung_format_day_short (rule->effective_from);
      g_autofree char *since = NULL;

      /* Translators: %s is a date: "since 24/11/2026". */
      since = g_strdup_printf (_ ("since %s"), day);
      g_string_append_printf (subtitle, " · %s", since);
    }
  make_row (row, rule->label, subtitle->str);
  mark = gtk_label_new (rule->is_verified ? _ ("Official source") : _ ("To be confirmed"));
  gtk_widget_add_css_class (mark, "caption");
  gtk_widget_add_css_class (mark, rule->is_verified ? "success" : "warning");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), mark);
  adw_preferences_group_add (self->rules_group, row);
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  JsonObject *const *first = a;
  JsonObject *const *second = b;

  return g_strcmp0 (gaung_json_get_string (*first, "date", ""),
                    gaung_json_get_string (*second, "date", ""));
}

static void
add_days (AdwExpanderRow *row, JsonArray *days)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; i < json_array_get_length (days); i++)
    g_ptr_array_add (sorted, json_array_get_object_element (days, i));
  g_ptr_array_sort (sorted, compare_days);

  for (guint i = 0; i < sorted->len; i++)
    {
      JsonObject *object = g_ptr_array_index (sorted, i);
      GtkWidget *day_row = adw_action_row_new ();
      gboolean is_leave
          = g_strcmp0 (gaung_json_get_string (object, "kind", ""), "joint-leave") == 0;
      g_autofree char *date = NULL;
      GaungDay day;

      if (gaung_day_parse (gaung_json_get_string (object, "date", ""), &day))
        date = gaung_format_day_long (day);
      make_row (day_row, gaung_json_get_string (object, "name", ""), date);
      if (is_leave)
        {
          GtkWidget *mark = gtk_label_new (_ ("Joint leave"));

          gtk_widget_add_css_class (mark, "dimmed");
          adw_action_row_add_suffix (ADW_ACTION_ROW (day_row), mark);
        }
      adw_expander_row_add_row (row, day_row);
    }
}

/* The rows of the days are only made when they are looked at. */
static void
expanded_cb (AdwExpanderRow *row, GParamSpec *pspec, GaungRecord *record)
{
  JsonNode *node = gaung_record_get_node (record, "days");

  if (!adw_expander_row_get_expanded (row) || g_object_get_data (G_OBJECT (row), "is-filled"))
    return;
  g_object_set_data (G_OBJECT (row), "is-filled", GINT_TO_POINTER (TRUE));
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    add_days (row, json_node_get_array (node));
}

static gboolean
add_year_cb (GaungRecord *record, gpointer data)
{
  GaungDeadlinesPage *self = data;
  GaungRules *rules = gaung_context_get_rules (self->context);
  int year = gaung_record_get_integer (record, "year");
  int n_days = gaung_calendar_count_working_days (
      rules->calendar, gaung_day_from_ymd (year, 1, 1), gaung_day_from_ymd (year, 12, 31));
  g_autofree char *title = g_strdup_printf ("%d", year);
  g_autofree char *subtitle = NULL;
  GtkWidget *row = adw_expander_row_new ();

  subtitle = g_strdup_printf (
      /* Translators: working days of a year and its decree: "240 working days · SKB 1497/2025". */
      ngettext ("%d working day · %s", "%d working days · %s", MAX (n_days, 0)),
      MAX (n_days, 0),
      gaung_record_get_string (record, "decree"));
  make_row (row, title, subtitle);
  g_signal_connect_data (row,
                         "notify::expanded",
                         G_CALLBACK (expanded_cb),
                         g_object_ref (record),
                         (GClosureNotify) (void (*) (void)) g_object_unref,
                         G_CONNECT_DEFAULT);
  adw_preferences_group_add (self->years_group, row);
  g_ptr_array_add (self->rows, row);

  return TRUE;
}

static void
fill_years (GaungDeadlinesPage *self)
{
  g_autoptr (GaungQuery) query = gaung_query_new ("calendar");

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->years_group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  gaung_store_foreach (
      gaung_context_get_store (self->context), query, add_year_cb, self, NULL, NULL);
}

static void
show_refusal (GaungDeadlinesPage *self, const GError *error)
{
  AdwDialog *dialog;

  if (error->domain != GAUNG_CALENDAR_IMPORT_ERROR)
    {
      gaung_show_error (GTK_WIDGET (self), error);
      return;
    }
  dialog = adw_alert_dialog_new (_ ("The Calendar Was Not Imported"), error->message);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

typedef struct
{
  GaungDeadlinesPage *page; /* weak */
  GaungContext *context;
  GaungRecord *previous;
  GaungRecord *imported;
} Import;

static void
import_free (gpointer data)
{
  Import *done = data;

  g_clear_weak_pointer (&done->page);
  g_object_unref (done->context);
  g_object_unref (done->previous);
  g_object_unref (done->imported);
  g_free (done);
}

/* The days of before come back as a new change, so that others who have the import get them, too.
 */
static void
undo_import_cb (gpointer data)
{
  const Import *done = data;
  GaungStore *store = gaung_context_get_store (done->context);
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GaungRecord) record = gaung_record_copy (done->previous);
  g_autoptr (GError) error = NULL;

  gaung_record_touch (
      record, gaung_context_get_actor (done->context), gaung_context_get_now (done->context));
  gaung_batch_put (batch, record, gaung_record_get_change (done->imported));
  if (!gaung_store_write (store, batch, &error))
    g_warning ("An imported calendar was not taken back: %s", error->message);
  if (done->page != NULL && done->page->context != NULL)
    fill_years (done->page);
}

static void
report_import (GaungDeadlinesPage *self,
               GaungRecord *previous,
               GaungRecord *imported,
               const char *year)
{
  /* Translators: %s is a year: "The calendar of 2028 is in use now". */
  g_autofree char *title = g_strdup_printf (_ ("The calendar of %s is in use now"), year);
  Import *done;

  /* A year that was not there before cannot be replaced by anything. */
  if (previous == NULL)
    {
      gaung_toast (GTK_WIDGET (self), title);
      return;
    }
  done = g_new0 (Import, 1);
  g_set_weak_pointer (&done->page, self);
  done->context = g_object_ref (self->context);
  done->previous = g_object_ref (previous);
  done->imported = g_object_ref (imported);
  gaung_toast_undo (GTK_WIDGET (self), self->context, title, undo_import_cb, done, import_free);
}

void
gaung_deadlines_page_import (GaungDeadlinesPage *self, GBytes *bytes)
{
  GaungStore *store = gaung_context_get_store (self->context);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autofree char *key
      = g_strdup_printf ("%d", gaung_calendar_import_get_year (text ? text : "", length));
  g_autoptr (GaungRecord) existing = gaung_store_get_by_key (store, "calendar", key);
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GaungRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  record = gaung_calendar_import (text ? text : "",
                                  length,
                                  existing,
                                  gaung_context_get_actor (self->context),
                                  gaung_context_get_now (self->context),
                                  &error);
  if (record)
    {
      if (existing)
        gaung_record_touch (
            record, gaung_context_get_actor (self->context), gaung_context_get_now (self->context));
      gaung_batch_put (batch, record, existing ? gaung_record_get_change (existing) : NULL);
    }
  if (record == NULL || !gaung_store_write (store, batch, &error))
    {
      show_refusal (self, error);
      return;
    }
  fill_years (self);
  report_import (self, existing, record, key);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungDeadlinesPage) self = GAUNG_DEADLINES_PAGE (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);

  if (self->context == NULL)
    return;
  if (bytes)
    gaung_deadlines_page_import (self, bytes);
  else
    gaung_show_error (GTK_WIDGET (self), error);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungDeadlinesPage) self = GAUNG_DEADLINES_PAGE (data);
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file)
    g_file_load_bytes_async (file, NULL, loaded_cb, g_steal_pointer (&self));
}

static void
import_clicked_cb (GaungDeadlinesPage *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_set_name (filter, _ ("Calendars (JSON)"));
  gtk_file_filter_add_mime_type (filter, "application/json");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _ ("Import a Calendar"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog,
                        GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                        NULL,
                        chosen_cb,
                        g_object_ref (self));
}

static void
gaung_deadlines_page_dispose (GObject *object)
{
  GaungDeadlinesPage *self = GAUNG_DEADLINES_PAGE (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_DEADLINES_PAGE);

  G_OBJECT_CLASS (gaung_deadlines_page_parent_class)->dispose (object);
}

static void
gaung_deadlines_page_class_init (GaungDeadlinesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_deadlines_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/gaung-deadlines-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungDeadlinesPage, rules_group);
  gtk_widget_class_bind_template_child (widget_class, GaungDeadlinesPage, years_group);
  gtk_widget_class_bind_template_callback (widget_class, import_clicked_cb);
}

static void
gaung_deadlines_page_init (GaungDeadlinesPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gaung_deadlines_page_new (GaungContext *context)
{
  GaungDeadlinesPage *self;
  GaungRules *rules;

  g_return_val_if_fail (GAUNG_IS_CONTEXT (context), NULL);

  self = g_object_new (GAUNG_TYPE_DEADLINES_PAGE, NULL);
  self->context = g_object_ref (context);
  rules = gaung_context_get_rules (context);
  for (guint i = 0; i < rules->clock_rules->len; i++)
    add_rule (self, g_ptr_array_index (rules->clock_rules, i));
  fill_years (self);

  return GTK_WIDGET (self);
}
