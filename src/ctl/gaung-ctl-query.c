/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gaungctl query: which records? */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gaung-ctl-present-private.h"
#include "gaung-ctl-query-private.h"
#include "gaung-ctl-table-private.h"

typedef struct
{
  GaungCtl *ctl;
  GStrv columns;
  gboolean is_json;
  gboolean has_chosen; /* --columns was given: JSON shows only those */
  GaungCtlPresentFlags flags;
  GaungCtlTable *table;
  GPtrArray *waiting; /* revealed ones wait until their entries are written */
  GError *error;
} Answer;

#define REVEAL_TOGETHER 200

GaungQuery *
gaung_ctl_read_query (int argc, char **argv, const char *sort, gint64 limit, GaungCtlStatus *status)
{
  static const struct
  {
    const char *name;
    GaungSort sort;
  } sorts[] = { { "rank", GAUNG_SORT_RANK },
                { "newest", GAUNG_SORT_NEWEST },
                { "oldest", GAUNG_SORT_OLDEST },
                { "changed", GAUNG_SORT_CHANGED } };
  g_autofree char *text = g_strjoinv (" ", argv + 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungQuery) query = NULL;
  gboolean is_known = sort == NULL;

  if (!g_utf8_validate (text, -1, NULL))
    {
      *status = gaung_ctl_usage ("%s", _ ("The query is not UTF-8 text."));
      return NULL;
    }
  query = gaung_query_parse (text, &error);
  if (query == NULL)
    {
      *status = gaung_ctl_fail (error);
      return NULL;
    }
  for (gsize i = 0; sort != NULL && i < G_N_ELEMENTS (sorts); i++)
    if (strcmp (sorts[i].name, sort) == 0)
      {
        gaung_query_set_sort (query, sorts[i].sort);
        is_known = TRUE;
      }
  if (!is_known || limit < -1 || limit > G_MAXINT)
    {
      *status = is_known ? gaung_ctl_usage ("%s", _ ("That is no limit."))
                         : gaung_ctl_usage ("%s", _ ("Sort by rank, newest, oldest or changed."));
      return NULL;
    }
  if (limit >= 0)
    gaung_query_set_limit (query, (guint) limit);
  if (gaung_query_get_record_type (query) != NULL
      && gaung_record_type_find (gaung_query_get_record_type (query)) == NULL)
    {
      *status = gaung_ctl_usage ("%s", _ ("There is no such type of record."));
      return NULL;
    }
  return g_steal_pointer (&query);
}

static gboolean
print_record (Answer *answer, GaungRecord *record)
{
  g_auto (GStrv) cells = NULL;
  guint n = g_strv_length (answer->columns);

  if (answer->is_json)
    {
      const char *const *columns
          = answer->has_chosen ? (const char *const *) answer->columns : NULL;
      g_autoptr (JsonObject) document
          = gaung_ctl_document (answer->ctl, record, columns, answer->flags);
      g_autofree char *line = gaung_ctl_json_line (document);

      return gaung_ctl_print ("%s\n", line);
    }
  cells = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    cells[i] = gaung_ctl_cell (answer->ctl, record, answer->columns[i], answer->flags);
  return gaung_ctl_table_add (answer->table, (const char *const *) cells);
}

/* First the entry, then the name: nothing personal is shown that nobody could find out about. */
static gboolean
print_waiting (Answer *answer)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  const char *const *columns
      = !answer->is_json || answer->has_chosen ? (const char *const *) answer->columns : NULL;
  gboolean goes_on = TRUE;

  for (guint i = 0; i < answer->waiting->len; i++)
    if (!gaung_ctl_add_reveal (answer->ctl,
                               batch,
                               g_ptr_array_index (answer->waiting, i),
                               "reveal",
                               columns,
                               &answer->error))
      return FALSE;
  if (gaung_batch_get_size (batch) > 0
      && !gaung_store_write (answer->ctl->store, batch, &answer->error))
    return FALSE;
  for (guint i = 0; i < answer->waiting->len && goes_on; i++)
    goes_on = print_record (answer, g_ptr_array_index (answer->waiting, i));
  g_ptr_array_set_size (answer->waiting, 0);
  return goes_on;
}

static gboolean
answer_record (GaungRecord *record, gpointer data)
{
  Answer *answer = data;

  if ((answer->flags & GAUNG_CTL_REVEALED) == 0)
    return print_record (answer, record);
  g_ptr_array_add (answer->waiting, g_object_ref (record));
  return answer->waiting->len < REVEAL_TOGETHER || print_waiting (answer);
}

static GaungCtlStatus
answer_query (Answer *answer, const GaungQuery *query)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) headings = NULL;
  g_autoptr (GError) error = NULL;
  GaungCtl *ctl = answer->ctl;
  gboolean is_done;

  for (guint i = 0; answer->columns[i] != NULL; i++)
    g_strv_builder_take (
        builder, gaung_ctl_column_label (gaung_query_get_record_type (query), answer->columns[i]));
  headings = g_strv_builder_end (builder);
  if (!answer->is_json)
    answer->table = gaung_ctl_table_new ((const char *const *) headings);
  answer->waiting = g_ptr_array_new_with_free_func (g_object_unref);

  is_done
      = gaung_store_foreach (ctl->store, query, answer_record, answer, ctl->cancellable, &error);
  if (is_done && answer->error == NULL)
    print_waiting (answer);
  if (answer->table != NULL)
    gaung_ctl_table_end (answer->table);
  g_clear_pointer (&answer->table, gaung_ctl_table_free);
  g_clear_pointer (&answer->waiting, g_ptr_array_unref);
  if (error == NULL)
    error = g_steal_pointer (&answer->error);
  return error != NULL ? gaung_ctl_fail (error) : GAUNG_CTL_OK;
}

GaungCtlStatus
gaung_ctl_query (GaungCtl *ctl, int argc, char **argv)
{
  Answer answer = { .ctl = ctl };
  gboolean is_count = FALSE;
  gboolean is_revealed = FALSE;
  g_autofree char *columns = NULL;
  g_autofree char *sort = NULL;
  g_autofree char *bad = NULL;
  gint64 limit = -1;
  g_autoptr (GaungQuery) query = NULL;
  GaungCtlStatus status;
  const GOptionEntry entries[] = {
    { "count", 'c', 0, G_OPTION_ARG_NONE, &is_count, N_ ("Only tell how many"), NULL },
    { "json",
      'j',
      0,
      G_OPTION_ARG_NONE,
      &answer.is_json,
      N_ ("JSON lines instead of a table"),
      NULL },
    { "columns",
      0,
      0,
      G_OPTION_ARG_STRING,
      &columns,
      N_ ("Which members, separated by commas"),
      N_ ("A,B,C") },
    { "limit", 'l', 0, G_OPTION_ARG_INT64, &limit, N_ ("At most so many"), N_ ("NUMBER") },
    { "sort",
      0,
      0,
      G_OPTION_ARG_STRING,
      &sort,
      N_ ("rank, newest, oldest or changed"),
      N_ ("ORDER") },
    { "reveal",
      0,
      0,
      G_OPTION_ARG_NONE,
      &is_revealed,
      N_ ("Show personal members; every record notes it"),
      NULL },
    { NULL },
  };

  if (!gaung_ctl_parse (ctl, entries, &argc, &argv, &status))
    return status;
  query = gaung_ctl_read_query (argc, argv, sort, limit, &status);
  if (query == NULL)
    return status;
  answer.has_chosen = columns != NULL;
  answer.flags = is_revealed ? GAUNG_CTL_REVEALED : GAUNG_CTL_MASKED;
  answer.columns = gaung_ctl_columns (gaung_query_get_record_type (query), columns, &bad);
  if (answer.columns == NULL)
    {
      g_autofree char *escaped = gaung_ctl_escape (bad);

      return gaung_ctl_usage (_ ("There is no member “%s”."), escaped);
    }
  if (!gaung_ctl_open (ctl, &status))
    ;
  else if (is_count)
    {
      g_autoptr (GError) error = NULL;
      gint64 n = gaung_store_count (ctl->store, query, &error);

      status = n >= 0 ? GAUNG_CTL_OK : gaung_ctl_fail (error);
      if (n >= 0)
        gaung_ctl_print ("%" G_GINT64_FORMAT "\n", n);
    }
  else
    status = answer_query (&answer, query);
  g_strfreev (answer.columns);
  return status;
}
