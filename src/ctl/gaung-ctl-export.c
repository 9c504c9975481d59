/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gaungctl export: a whole file, or none. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gaung-csv-reader.h"
#include "gaung-ctl-exchange-private.h"
#include "gaung-ctl-present-private.h"
#include "gaung-ctl-query-private.h"
#include "gaung-xlsx.h"

#define REVEAL_TOGETHER 500

typedef struct
{
  GaungCtl *ctl;
  const char *type;
  gboolean is_table; /* CSV, or a workbook */
  GPtrArray *rows;   /* (element-type GStrv): of a workbook */
  gboolean has_labels;
  gboolean has_chosen;
  char delimiter;
  GStrv columns;
  GaungCtlPresentFlags flags;
  GOutputStream *stream;
  GPtrArray *waiting;
  guint64 n;
  GError *error;
} Export;

static gboolean
write_text (Export *export, const char *text, gsize length)
{
  return g_output_stream_write_all (export->stream, text, length, NULL, NULL, &export->error);
}

static gboolean
write_headings (Export *export)
{
  g_autoptr (GString) csv = g_string_new ("\xef\xbb\xbf");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) headings = NULL;

  if (!export->is_table)
    return TRUE;
  for (guint i = 0; export->columns[i] != NULL; i++)
    g_strv_builder_take (builder,
                         export->has_labels
                             ? gaung_ctl_column_label (export->type, export->columns[i])
                             : g_strdup (export->columns[i]));
  headings = g_strv_builder_end (builder);
  if (export->rows != NULL)
    {
      g_ptr_array_add (export->rows, g_steal_pointer (&headings));
      return TRUE;
    }
  /* The mark tells a spreadsheet that this is UTF-8. */
  gaung_csv_append_record (csv, (const char *const *) headings, export->delimiter);
  return write_text (export, csv->str, csv->len);
}

static gboolean
write_record (Export *export, GaungRecord *record)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (export->is_table)
    {
      guint n = g_strv_length (export->columns);
      g_auto (GStrv) cells = g_new0 (char *, n + 1);

      for (guint i = 0; i < n; i++)
        cells[i] = gaung_ctl_cell (export->ctl, record, export->columns[i], export->flags);
      if (export->rows != NULL)
        g_ptr_array_add (export->rows, g_steal_pointer (&cells));
      else
        gaung_csv_append_record (text, (const char *const *) cells, export->delimiter);
    }
  else
    {
      const char *const *columns
          = export->has_chosen ? (const char *const *) export->columns : NULL;
      g_autoptr (JsonObject) document
          = gaung_ctl_document (export->ctl, record, columns, export->flags);
      g_autofree char *line = gaung_ctl_json_line (document);

      g_string_append_printf (text, "%s\n", line);
    }
  export->n++;
  if (export->n % 500 == 0)
    gaung_ctl_progress (export->ctl, C_ ("progress", "Records"), export->n, 0);
  return write_text (export, text->str, text->len);
}

/* The entries are on the disk before what they tell about leaves the store. */
static gboolean
write_waiting (Export *export)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  const char *const *columns
      = export->is_table || export->has_chosen ? (const char *const *) export->columns : NULL;
  gboolean goes_on = TRUE;

  for (guint i = 0; i < export->waiting->len; i++)
    if (!gaung_ctl_add_reveal (export->ctl,
                               batch,
                               g_ptr_array_index (export->waiting, i),
                               "export",
                               columns,
                               &export->error))
      return FALSE;
  if (gaung_batch_get_size (batch) > 0
      && !gaung_store_write (export->ctl->store, batch, &export->error))
    return FALSE;
  for (guint i = 0; i < export->waiting->len && goes_on; i++)
    goes_on = write_record (export, g_ptr_array_index (export->waiting, i));
  g_ptr_array_set_size (export->waiting, 0);
  return goes_on;
}

static gboolean
export_record (GaungRecord *record, gpointer data)
{
  Export *export = data;

  if ((export->flags & GAUNG_CTL_REVEALED) == 0)
    return write_record (export, record);
  g_ptr_array_add (export->waiting, g_object_ref (record));
  return export->waiting->len < REVEAL_TOGETHER || write_waiting (export);
}

static gboolean
write_workbook (Export *export)
{
  const GaungRecordType *type = export->type != NULL ? gaung_record_type_find (export->type) : NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize size;
  const char *data;

  if (export->rows == NULL)
    return TRUE;
  bytes = gaung_xlsx_write (
      type != NULL ? type->name : "records", export->rows, NULL, &export->error);
  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  return write_text (export, data, size);
}

static gboolean
export_records (Export *export, const GaungQuery *query)
{
  if (!write_headings (export)
      || !gaung_store_foreach (export->ctl->store,
                               query,
                               export_record,
                               export,
                               export->ctl->cancellable,
                               export->error == NULL ? &export->error : NULL))
    return FALSE;
  return export->error == NULL && write_waiting (export) && export->error == NULL
         && write_workbook (export);
}

static GaungCtlStatus
tell_trouble (const GError *error)
{
  if (error->domain != GAUNG_XLSX_ERROR)
    return gaung_ctl_fail (error);
  /* Translators: %s tells where, e.g. "row 12, column 3: …" */
  gaung_ctl_warn (_ ("A workbook cannot hold this; write CSV instead. (%s)"), error->message);
  return GAUNG_CTL_REFUSED;
}

/* A new file takes the place of the old one only when it is whole: g_file_replace() writes to a
 * temporary file and renames it at the end, unless it is stopped. */
static GaungCtlStatus
export_to_file (Export *export, const GaungQuery *query, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  gboolean was_there = g_file_query_exists (file, NULL);
  g_autoptr (GFileOutputStream) output
      = g_file_replace (file,
                        NULL,
                        FALSE,
                        G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                        NULL,
                        &export->error);
  g_autoptr (GCancellable) give_up = g_cancellable_new ();
  GaungCtlStatus status = GAUNG_CTL_OK;

  if (output == NULL)
    {
      gaung_ctl_warn ("%s", _ ("The file cannot be written."));
      g_clear_error (&export->error);
      return GAUNG_CTL_STORAGE;
    }
  export->stream = g_buffered_output_stream_new_sized (G_OUTPUT_STREAM (output), 256 * 1024);
  export->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  /* Flushed apart: closing would rename the file even if its last bytes found no room. */
  if (!export_records (export, query)
      || !g_output_stream_flush (export->stream, NULL, &export->error))
    {
      status = tell_trouble (export->error);
      /* Closing with a cancelled cancellable leaves the old file as it was. */
      g_cancellable_cancel (give_up);
      g_output_stream_close (G_OUTPUT_STREAM (output), give_up, NULL);
    }
  else if (!g_output_stream_close (G_OUTPUT_STREAM (output), NULL, &export->error))
    status = gaung_ctl_fail (export->error);
  /* Where there was none, it was written in its place. */
  if (status != GAUNG_CTL_OK && !was_there)
    g_file_delete (file, NULL, NULL);
  gaung_ctl_progress_end (export->ctl);
  if (status == GAUNG_CTL_OK)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, export->n);

      /* Translators: %s is a number, e.g. "Records exported: 120" */
      g_printerr (_ ("Records exported: %s\n"), number);
    }
  g_clear_object (&export->stream);
  g_clear_pointer (&export->waiting, g_ptr_array_unref);
  g_clear_error (&export->error);
  return status;
}

static gboolean
choose_columns (Export *export, const char *columns, GaungCtlStatus *status)
{
  g_autofree char *bad = NULL;

  export->has_chosen = columns != NULL;
  if (export->type == NULL && export->is_table && columns == NULL)
    {
      *status = gaung_ctl_usage ("%s",
                                 _ ("A table holds one type of record: begin the query with "
                                    "“type:complaint”, for example."));
      return FALSE;
    }
  export->columns = columns != NULL || export->type == NULL
                        ? gaung_ctl_columns (export->type, columns, &bad)
                        : gaung_ctl_all_columns (export->type);
  if (export->columns == NULL)
    {
      g_autofree char *escaped = gaung_ctl_escape (bad);

      *status = gaung_ctl_usage (_ ("There is no member “%s”."), escaped);
    }
  return export->columns != NULL;
}

GaungCtlStatus
gaung_ctl_export (GaungCtl *ctl, int argc, char **argv)
{
  Export export = { .ctl = ctl };
  g_autofree char *format = NULL;
  g_autofree char *as = NULL;
  g_autofree char *path = NULL;
  g_autofree char *columns = NULL;
  g_autofree char *delimiter = NULL;
  g_autofree char *sort = NULL;
  gboolean is_revealed = FALSE;
  gboolean is_workbook;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GaungQuery) query = NULL;
  GaungCtlStatus status;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path, N_ ("The file to write"), N_ ("FILE") },
    { "format",
      'f',
      0,
      G_OPTION_ARG_STRING,
      &format,
      N_ ("jsonl, csv or xlsx (by the name of the file)"),
      N_ ("FORMAT") },
    { "as",
      0,
      0,
      G_OPTION_ARG_STRING,
      &as,
      N_ ("Services in a published format: hsds or cpsv-ap"),
      N_ ("FORMAT") },
    { "columns",
      0,
      0,
      G_OPTION_ARG_STRING,
      &columns,
      N_ ("Which members, separated by commas"),
      N_ ("A,B,C") },
    { "sort",
      0,
      0,
      G_OPTION_ARG_STRING,
      &sort,
      N_ ("rank, newest, oldest or changed"),
      N_ ("ORDER") },
    { "delimiter",
      0,
      0,
      G_OPTION_ARG_STRING,
      &delimiter,
      N_ ("What separates the columns: “,”, “;” or tab"),
      N_ ("CHARACTER") },
    { "labels",
      0,
      0,
      G_OPTION_ARG_NONE,
      &export.has_labels,
      N_ ("Headings and values in words, for people"),
      NULL },
    { "reveal",
      0,
      0,
      G_OPTION_ARG_NONE,
      &is_revealed,
      N_ ("Export personal members in clear; every record notes it"),
      NULL },
    { NULL },
  };

  if (!gaung_ctl_parse (ctl, entries, &argc, &argv, &status))
    return status;
  if (path == NULL)
    return gaung_ctl_usage ("%s", _ ("Name the file to write with “--output”."));
  if (as != NULL && (format != NULL || columns != NULL || is_revealed || export.has_labels))
    return gaung_ctl_usage ("%s", _ ("“--as” says all about the form of the file."));
  if (format == NULL)
    format = g_strdup (g_str_has_suffix (path, ".csv")    ? "csv"
                       : g_str_has_suffix (path, ".xlsx") ? "xlsx"
                                                          : "jsonl");
  is_workbook = strcmp (format, "xlsx") == 0;
  export.is_table = is_workbook || strcmp (format, "csv") == 0;
  if (!export.is_table && strcmp (format, "jsonl") != 0)
    return gaung_ctl_usage ("%s", _ ("The format is jsonl, csv or xlsx."));
  if (delimiter != NULL && strcmp (delimiter, "tab") != 0
      && (strlen (delimiter) != 1 || strchr (",;\t|", *delimiter) == NULL))
    return gaung_ctl_usage ("%s", _ ("The delimiter is one character, or “tab”."));
  export.delimiter = delimiter == NULL ? ',' : strcmp (delimiter, "tab") == 0 ? '\t' : *delimiter;
  query = gaung_ctl_read_query (argc, argv, sort, -1, &status);
  if (query == NULL)
    return status;
  if (as != NULL)
    return gaung_ctl_export_as (ctl, as, query, path);
  export.type = gaung_query_get_record_type (query);
  export.rows = is_workbook ? rows : NULL;
  export.flags = (is_revealed ? GAUNG_CTL_REVEALED : 0)
                 | (export.has_labels ? 0 : GAUNG_CTL_STORED | GAUNG_CTL_LISTS);
  if (choose_columns (&export, columns, &status) && gaung_ctl_open (ctl, &status))
    status = export_to_file (&export, query, path);
  g_strfreev (export.columns);
  return status;
}
