/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the clock at the counter measured in one month. */

#include "config.h"

#include "gaung-month.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gaung-format.h"
#include "gaung-fold.h"
#include "gaung-stopwatch.h"

typedef struct
{
  int year;
  int month;
} Wanted;

static GaungMonth *
month_new (int year, int month)
{
  GaungMonth *self = g_new0 (GaungMonth, 1);

  self->year = year;
  self->month = month;
  self->rows = g_array_new (FALSE, TRUE, sizeof (GaungMonthRow));
  self->names = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
gaung_month_free (GaungMonth *self)
{
  g_array_unref (self->rows);
  g_ptr_array_unref (self->names);
  g_free (self);
}

/* (transfer full) */
static GaungQuery *
create_query (const Wanted *wanted)
{
  GaungQuery *query = gaung_query_new ("visit");
  GaungDay first = gaung_day_from_ymd (wanted->year, wanted->month, 1);
  GaungDay next = wanted->month == 12 ? gaung_day_from_ymd (wanted->year + 1, 1, 1)
                                      : gaung_day_from_ymd (wanted->year, wanted->month + 1, 1);
  g_autofree char *from = gaung_day_to_text (first);
  g_autofree char *until = gaung_day_to_text (next);

  gaung_query_add (query, "at", ">=", from);
  gaung_query_add (query, "at", "<", until);
  return query;
}

static gboolean
collect_cb (GaungRecord *visit, gpointer data)
{
  const char *service = gaung_record_get_string (visit, "service");
  GPtrArray *visits;

  if (service == NULL)
    return TRUE;
  visits = g_hash_table_lookup (data, service);
  if (visits == NULL)
    {
      visits = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (data, g_strdup (service), visits);
    }
  g_ptr_array_add (visits, g_object_ref (visit));
  return TRUE;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (((const GaungMonthRow *) a)->name, ((const GaungMonthRow *) b)->name);
}

static void
summarize (GaungMonth *self, GaungStore *store, GHashTable *by_service)
{
  GHashTableIter iter;
  gpointer id, visits;

  g_hash_table_iter_init (&iter, by_service);
  while (g_hash_table_iter_next (&iter, &id, &visits))
    {
      g_autoptr (GaungRecord) service = gaung_store_get (store, id, NULL);
      GaungMonthRow row = { 0 };

      /* Of a service that is not here any more, the number is still true. */
      row.name = g_strdup (service != NULL ? gaung_record_get_title (service)
                                           : _ ("A service that is not here"));
      g_ptr_array_add (self->names, (char *) row.name);
      gaung_visit_summarize (visits, &row.summary);
      g_array_append_val (self->rows, row);
    }
  g_array_sort (self->rows, compare_rows);
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Wanted *wanted = data;
  g_autoptr (GaungQuery) query = create_query (wanted);
  g_autoptr (GHashTable) by_service
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GError) error = NULL;
  GaungMonth *month;

  if (!gaung_store_foreach (source, query, collect_cb, by_service, cancellable, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  month = month_new (wanted->year, wanted->month);
  summarize (month, source, by_service);
  g_task_return_pointer (task, month, (GDestroyNotify) gaung_month_free);
}

void
gaung_month_load_async (GaungStore *store,
                        int year,
                        int month,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, data);
  Wanted *wanted = g_new (Wanted, 1);

  *wanted = (Wanted) { year, month };
  g_task_set_source_tag (task, gaung_month_load_async);
  g_task_set_task_data (task, wanted, g_free);
  g_task_run_in_thread (task, load_thread);
}

GaungMonth *
gaung_month_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
append (GString *line, char *part)
{
  gaung_text_append_part (line, part);
  g_free (part);
}

char *
gaung_month_row_to_text (const GaungMonthRow *row)
{
  const GaungVisitSummary *summary = &row->summary;
  g_autofree char *promised = gaung_stopwatch_format (MAX (summary->promised, 0));
  g_autofree char *median = gaung_stopwatch_format (MAX (summary->median, 0));
  g_autofree char *p90 = gaung_stopwatch_format (MAX (summary->p90, 0));
  GString *line = g_string_new (NULL);

  /* Translators: how many visitors a service had in a month */
  append (
      line,
      g_strdup_printf (ngettext ("%u visit", "%u visits", summary->n_visits), summary->n_visits));
  if (summary->promised > 0)
    /* Translators: minutes and seconds, e.g. "promised 20.00" */
    append (line, g_strdup_printf (_ ("promised %s"), promised));
  if (summary->median >= 0)
    /* Translators: minutes and seconds, e.g. "median 12.10" */
    append (line, g_strdup_printf (_ ("median %s"), median));
  if (summary->p90 >= 0)
    /* Translators: the 90th percentile in minutes and seconds, e.g. "9 in 10 within 24.30" */
    append (line, g_strdup_printf (_ ("9 in 10 within %s"), p90));
  return g_string_free_and_steal (line);
}

char *
gaung_month_row_reasons_to_text (const GaungMonthRow *row)
{
  const GaungVisitSummary *summary = &row->summary;
  GString *line = g_string_new (NULL);

  if (summary->n_overruns == 0)
    return g_string_free_and_steal (line);
  append (line,
          /* Translators: how many visitors took longer than promised */
          g_strdup_printf (ngettext ("%u took longer", "%u took longer", summary->n_overruns),
                           summary->n_overruns));
  for (guint i = 0; gaung_visit_reasons[i].nick != NULL; i++)
    if (summary->reasons[i] > 0)
      /* Translators: a reason and how often it was told, e.g. "Queue: 2" */
      append (
          line,
          g_strdup_printf (C_ ("overrun", "%1$s: %2$u"),
                           gaung_enum_get_label (gaung_visit_reasons, gaung_visit_reasons[i].nick),
                           summary->reasons[i]));
  if (summary->n_without_reason > 0)
    /* Translators: how often no reason was told, e.g. "not told: 1" */
    append (line, g_strdup_printf (_ ("not told: %u"), summary->n_without_reason));
  return g_string_free_and_steal (line);
}

/* Quoted always; what a table program would take for a formula is made text. */
static void
append_cell (GString *csv, const char *text)
{
  g_autoptr (GString) cell = g_string_new (text);

  if (*text != '\0' && strchr ("=+-@\t\r", *text) != NULL)
    g_string_prepend_c (cell, '\'');
  g_string_replace (cell, "\"", "\"\"", 0);
  g_string_append_printf (csv, "\"%s\"", cell->str);
}

static void
append_number (GString *csv, gint64 number)
{
  if (number >= 0)
    g_string_append_printf (csv, ",%" G_GINT64_FORMAT, number);
  else
    g_string_append_c (csv, ',');
}

GBytes *
gaung_month_to_csv (const GaungMonth *self)
{
  GString *csv
      = g_string_new ("service,visits,promised_seconds,median_seconds,p90_seconds,overruns");

  for (guint i = 0; gaung_visit_reasons[i].nick != NULL; i++)
    g_string_append_printf (csv, ",%s", gaung_visit_reasons[i].nick);
  g_string_append (csv, ",not_told\r\n");
  for (guint i = 0; i < self->rows->len; i++)
    {
      const GaungMonthRow *row = &g_array_index (self->rows, GaungMonthRow, i);

      append_cell (csv, row->name);
      append_number (csv, row->summary.n_visits);
      append_number (csv, row->summary.promised);
      append_number (csv, row->summary.median);
      append_number (csv, row->summary.p90);
      append_number (csv, row->summary.n_overruns);
      for (guint j = 0; gaung_visit_reasons[j].nick != NULL; j++)
        append_number (csv, row->summary.reasons[j]);
      append_number (csv, row->summary.n_without_reason);
      g_string_append (csv, "\r\n");
    }
  return g_string_free_to_bytes (csv);
}

GBytes *
gaung_month_to_pdf (const GaungMonth *self, GaungRecord *agency, GaungInstant now, GError **error)
{
  GaungHandoutOptions options;
  g_autoptr (GaungSheet) sheet = NULL;

  gaung_handout_options_init (&options, agency, now);
  sheet = gaung_month_sheet_new (
      (const GaungMonthRow *) self->rows->data, self->rows->len, self->year, self->month, &options);
  return gaung_sheet_to_pdf (sheet, NULL, error);
}
