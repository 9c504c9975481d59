/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is being tried, while it is tried. The probe tells from its thread; it is shown in the main
 * one. */

#include "config.h"

#include "gaung-probe-list.h"

#include <glib/gi18n.h>

struct _GaungProbeList
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *rows[GAUNG_PROBE_N];
  GtkStack *marks[GAUNG_PROBE_N];
  GtkImage *images[GAUNG_PROBE_N];
};

G_DEFINE_FINAL_TYPE (GaungProbeList, gaung_probe_list, ADW_TYPE_PREFERENCES_GROUP)

typedef struct
{
  const char *icon_name;
  const char *css_class; /* (nullable) */
  const char *word;
} Look;

static const Look looks[] = {
  [GAUNG_PROBE_WAITING] = { "content-loading-symbolic", "dimmed", N_ ("not tried yet") },
  [GAUNG_PROBE_RUNNING] = { NULL, NULL, N_ ("being tried") },
  [GAUNG_PROBE_PASSED] = { "object-select-symbolic", "success", N_ ("in order") },
  [GAUNG_PROBE_WARNED] = { "dialog-warning-symbolic", "warning", N_ ("with a warning") },
  [GAUNG_PROBE_FAILED] = { "dialog-error-symbolic", "error", N_ ("failed") },
};

static void
gaung_probe_list_class_init (GaungProbeListClass *klass)
{
}

static void
gaung_probe_list_init (GaungProbeList *self)
{
  for (guint i = 0; i < GAUNG_PROBE_N; i++)
    {
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *mark = gtk_stack_new ();
      GtkWidget *image = gtk_image_new ();

      gtk_stack_add_named (GTK_STACK (mark), image, "image");
      gtk_stack_add_named (GTK_STACK (mark), adw_spinner_new (), "spinner");
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                     gaung_probe_step_get_label ((GaungProbeStep) i));
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), mark);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      self->rows[i] = ADW_ACTION_ROW (row);
      /* Title and subtitle alone would hide the label, which tells the state, too. */
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->rows[i]),
                                     GTK_ACCESSIBLE_RELATION_LABELLED_BY);
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->rows[i]),
                                     GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
      self->marks[i] = GTK_STACK (mark);
      self->images[i] = GTK_IMAGE (image);
    }
  gaung_probe_list_reset (self);
}

GtkWidget *
gaung_probe_list_new (void)
{
  return g_object_new (GAUNG_TYPE_PROBE_LIST, NULL);
}

void
gaung_probe_list_reset (GaungProbeList *self)
{
  g_return_if_fail (GAUNG_IS_PROBE_LIST (self));

  for (guint i = 0; i < GAUNG_PROBE_N; i++)
    gaung_probe_list_show_step (self, (GaungProbeStep) i, GAUNG_PROBE_WAITING, NULL);
}

void
gaung_probe_list_show_step (GaungProbeList *self,
                            GaungProbeStep step,
                            GaungProbeState state,
                            const char *text)
{
  const Look *look;
  g_autofree char *name = NULL;

  g_return_if_fail (GAUNG_IS_PROBE_LIST (self));
  g_return_if_fail (step < GAUNG_PROBE_N);
  g_return_if_fail (state < G_N_ELEMENTS (looks));

  look = &looks[state];
  adw_action_row_set_subtitle (self->rows[step], text != NULL ? text : "");
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    if (looks[i].css_class != NULL)
      gtk_widget_remove_css_class (GTK_WIDGET (self->images[step]), looks[i].css_class);
  if (look->icon_name != NULL)
    {
      gtk_image_set_from_icon_name (self->images[step], look->icon_name);
      gtk_widget_add_css_class (GTK_WIDGET (self->images[step]), look->css_class);
    }
  gtk_stack_set_visible_child_name (self->marks[step],
                                    look->icon_name != NULL ? "image" : "spinner");
  /* Translators: for screen readers: a step, its state, what was found: "Sign-in, failed: …". */
  name = g_strdup_printf (
      _ ("%s, %s. %s"), gaung_probe_step_get_label (step), _ (look->word), text ? text : "");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->rows[step]), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

typedef struct
{
  GTask *task;
  GaungProbeState states[GAUNG_PROBE_N];
  char *texts[GAUNG_PROBE_N];
} Report;

static void
report_free (gpointer data)
{
  Report *report = data;

  for (guint i = 0; i < GAUNG_PROBE_N; i++)
    g_free (report->texts[i]);
  g_object_unref (report->task);
  g_free (report);
}

static gboolean
show_report_cb (gpointer data)
{
  const Report *report = data;
  GaungProbeList *self = g_task_get_source_object (report->task);

  if (g_task_get_completed (report->task)
      || g_cancellable_is_cancelled (g_task_get_cancellable (report->task)))
    return G_SOURCE_REMOVE;
  for (guint i = 0; i < GAUNG_PROBE_N; i++)
    gaung_probe_list_show_step (self, (GaungProbeStep) i, report->states[i], report->texts[i]);

  return G_SOURCE_REMOVE;
}

static Report *
report_new (GTask *task, const GaungProbe *probe)
{
  Report *report = g_new0 (Report, 1);

  report->task = g_object_ref (task);
  for (guint i = 0; i < GAUNG_PROBE_N; i++)
    {
      report->states[i] = probe->lines[i].state;
      report->texts[i] = g_strdup (probe->lines[i].text);
    }

  return report;
}

/* In the thread of the probe. */
static void
progress_cb (const GaungProbe *probe, gpointer data)
{
  g_main_context_invoke_full (
      NULL, G_PRIORITY_DEFAULT, show_report_cb, report_new (data, probe), report_free);
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GaungProbeList *self = g_task_get_source_object (task);
  GError *error = NULL;
  GaungProbe *probe = gaung_account_probe_finish (GAUNG_ACCOUNT (source), result, &error);

  if (probe == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < GAUNG_PROBE_N; i++)
    gaung_probe_list_show_step (
        self, (GaungProbeStep) i, probe->lines[i].state, probe->lines[i].text);
  g_task_return_pointer (task, probe, (GDestroyNotify) gaung_probe_free);
}

void
gaung_probe_list_run_async (GaungProbeList *self,
                            GaungAccount *account,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  GTask *task;

  g_return_if_fail (GAUNG_IS_PROBE_LIST (self));

  gaung_probe_list_reset (self);
  gaung_probe_list_show_step (self, GAUNG_PROBE_ADDRESS, GAUNG_PROBE_RUNNING, NULL);
  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, gaung_probe_list_run_async);
  gaung_account_probe_async (account, progress_cb, task, cancellable, probed_cb, task);
}

GaungProbe *
gaung_probe_list_run_finish (GaungProbeList *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
