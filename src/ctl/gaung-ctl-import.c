/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gaungctl import: what other systems hand out. */
#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "gaung-csv-reader.h"
#include "gaung-ctl-lines-private.h"
#include "gaung-ctl-mapping-private.h"
#include "gaung-ctl-present-private.h"
#include "gaung-fold.h"
#include "gaung-json.h"
#include "gaung-xlsx.h"

#define TITLE_CHARACTERS 80

typedef struct
{
  GaungCtl *ctl;
  const char *type;
  GStrv maps;
  GStrv sets;
  char *delimiter;
  GFileOutputStream *rejects; /* NULL: only told */
  GError *rejects_error;
} Import;

static void
keep_refused (guint64 line, const GError *reason, const char *raw, gpointer data)
{
  Import *import = data;

  gaung_ctl_tell_refused (line, reason, raw, NULL);
  if (import->rejects == NULL || import->rejects_error != NULL || raw == NULL)
    return;
  if (g_output_stream_write_all (
          G_OUTPUT_STREAM (import->rejects), raw, strlen (raw), NULL, NULL, &import->rejects_error))
    g_output_stream_write_all (
        G_OUTPUT_STREAM (import->rejects), "\n", 1, NULL, NULL, &import->rejects_error);
}

/* What a message from WhatsApp has no column for. */
static void
complete_complaint (JsonObject *document)
{
  const char *text = gaung_json_get_string (document, "text", NULL);
  const char *title = gaung_json_get_string (document, "title", NULL);
  const char *village = gaung_json_get_string (document, "village", NULL);

  if (title == NULL && text != NULL)
    {
      const char *end = strpbrk (text, "\n");
      g_autofree char *first = end != NULL ? g_strndup (text, end - text) : g_strdup (text);
      g_autofree char *line = gaung_text_to_line (first, TITLE_CHARACTERS);

      json_object_set_string_member (document, "title", line);
    }
  if (text == NULL && title != NULL)
    {
      g_autofree char *copy = g_strdup (title);

      json_object_set_string_member (document, "text", copy);
    }
  if (village != NULL && strlen (village) == 13 && !json_object_has_member (document, "district"))
    {
      g_autofree char *district = g_strndup (village, 8);

      json_object_set_string_member (document, "district", district);
    }
}

static JsonObject *
make_defaults (Import *import, char **reason)
{
  g_autoptr (JsonObject) defaults = json_object_new ();

  if (strcmp (import->type, "complaint") == 0)
    {
      g_autofree char *now = gaung_instant_to_text (gaung_instant_now ());

      json_object_set_string_member (defaults, "state", "new");
      json_object_set_string_member (defaults, "channel", "web");
      json_object_set_string_member (defaults, "received_at", now);
      json_object_set_string_member (
          defaults, "agency", gaung_store_get_actor (import->ctl->store)->agency);
    }
  for (gsize i = 0; import->sets != NULL && import->sets[i] != NULL; i++)
    if (!gaung_ctl_mapping_set (import->type, import->sets[i], defaults, reason))
      return NULL;
  return g_steal_pointer (&defaults);
}

/* Spreadsheets like to end with lines of nothing but separators. */
static gboolean
is_empty_row (const char *const *cells)
{
  for (gsize i = 0; cells[i] != NULL; i++)
    if (*cells[i] != '\0')
      return FALSE;
  return TRUE;
}

static gboolean
import_row (Import *import,
            GaungCtlMapping *mapping,
            GaungCtlWriter *writer,
            guint64 line,
            const char *const *cells,
            const char *raw,
            GError **error)
{
  g_autoptr (JsonObject) document = NULL;
  g_autoptr (JsonObject) person = NULL;
  g_autoptr (GError) reason = NULL;

  if (is_empty_row (cells))
    return TRUE;
  if (!gaung_ctl_mapping_apply (mapping, cells, &document, &person, &reason))
    {
      gaung_ctl_writer_refuse (writer, line, reason, raw);
      return TRUE;
    }
  if (strcmp (import->type, "complaint") == 0)
    complete_complaint (document);
  return gaung_ctl_writer_put (writer, line, document, person, import->type, raw, error);
}

static gboolean
import_rows (Import *import,
             GaungCsvReader *reader,
             GaungCtlMapping *mapping,
             GaungCtlWriter *writer,
             GError **error)
{
  for (guint64 n = 0;; n++)
    {
      guint64 line, done, total;
      g_autoptr (GError) reason = NULL;
      g_auto (GStrv) cells = gaung_csv_reader_next (reader, &line, &reason);
      g_autofree char *raw = gaung_csv_reader_get_raw (reader);

      if (cells == NULL && reason == NULL)
        return TRUE;
      if (g_cancellable_set_error_if_cancelled (import->ctl->cancellable, error))
        return FALSE;
      if (cells == NULL)
        gaung_ctl_writer_refuse (writer, line, reason, raw);
      else if (!import_row (import, mapping, writer, line, (const char *const *) cells, raw, error))
        return FALSE;
      gaung_csv_reader_get_progress (reader, &done, &total);
      if (n % 500 == 0)
        gaung_ctl_progress (import->ctl, _ ("Bytes"), done, total);
    }
}

/* NULL: told. */
static GaungCtlMapping *
make_mapping (Import *import, const char *const *headings, GaungCtlStatus *status)
{
  g_autofree char *reason = NULL;
  GaungCtlMapping *mapping
      = gaung_ctl_mapping_new (import->type, headings, (const char *const *) import->maps, &reason);

  if (mapping == NULL)
    {
      g_autofree char *escaped = gaung_ctl_escape (reason);

      *status = gaung_ctl_usage ("%s", escaped);
    }
  return mapping;
}

/* The refused lines can be mended and imported as they are. */
static void
begin_rejects (Import *import, const char *heading)
{
  if (import->rejects == NULL)
    return;
  g_output_stream_write_all (
      G_OUTPUT_STREAM (import->rejects), heading, strlen (heading), NULL, NULL, NULL);
  g_output_stream_write_all (G_OUTPUT_STREAM (import->rejects), "\n", 1, NULL, NULL, NULL);
}

/* A row of a workbook as CSV. (transfer full) */
static char *
row_to_raw (const GaungXlsxRow *row)
{
  g_autoptr (GString) csv = g_string_new (NULL);

  gaung_csv_append_record (csv, (const char *const *) row->cells, ',');
  g_string_truncate (csv, csv->len - strlen ("\r\n"));
  return g_string_free_and_steal (g_steal_pointer (&csv));
}

static gboolean
import_sheet_rows (Import *import,
                   GPtrArray *rows,
                   GaungCtlMapping *mapping,
                   GaungCtlWriter *writer,
                   GError **error)
{
  for (guint i = 1; i < rows->len; i++)
    {
      const GaungXlsxRow *row = g_ptr_array_index (rows, i);
      g_autofree char *raw = row_to_raw (row);

      if (g_cancellable_set_error_if_cancelled (import->ctl->cancellable, error)
          || !import_row (
              import, mapping, writer, row->number, (const char *const *) row->cells, raw, error))
        return FALSE;
      if (i % 500 == 0)
        gaung_ctl_progress (import->ctl, C_ ("progress", "Records"), i, rows->len);
    }
  return TRUE;
}

static GaungCtlStatus
import_sheet (Import *import, GMappedFile *file, GaungCtlWriter *writer)
{
  g_autoptr (GBytes) bytes = g_mapped_file_get_bytes (file);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = gaung_xlsx_read (bytes, &error);
  g_autoptr (GaungCtlMapping) mapping = NULL;
  g_autofree char *heading = NULL;
  const GaungXlsxRow *first;
  GaungCtlStatus status;

  if (rows == NULL)
    return gaung_ctl_usage ("%s",
                            error->code == GAUNG_XLSX_ERROR_SIZE
                                ? _ ("The workbook is too large.")
                                : _ ("The file is no XLSX workbook, or is damaged."));
  if (rows->len == 0)
    return gaung_ctl_usage ("%s", _ ("The file is empty."));
  first = g_ptr_array_index (rows, 0);
  mapping = make_mapping (import, (const char *const *) first->cells, &status);
  if (mapping == NULL)
    return status;
  gaung_ctl_mapping_set_workbook (mapping);
  heading = row_to_raw (first);
  begin_rejects (import, heading);
  import_sheet_rows (import, rows, mapping, writer, &error);
  return gaung_ctl_writer_finish (writer, error);
}

static GaungCtlStatus
import_csv (Import *import, GMappedFile *file, GaungCtlWriter *writer)
{
  const char *text = g_mapped_file_get_contents (file);
  char delimiter = import->delimiter == NULL                ? '\0'
                   : strcmp (import->delimiter, "tab") == 0 ? '\t'
                                                            : *import->delimiter;
  g_autoptr (GaungCsvReader) reader
      = gaung_csv_reader_new (text != NULL ? text : "", g_mapped_file_get_length (file), delimiter);
  g_autoptr (GaungCtlMapping) mapping = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *heading = NULL;
  g_auto (GStrv) headings = NULL;
  GaungCtlStatus status;
  guint64 line;

  headings = gaung_csv_reader_next (reader, &line, &error);
  if (headings == NULL)
    return gaung_ctl_usage ("%s",
                            error == NULL ? _ ("The file is empty.")
                                          : _ ("The headings of the file cannot be read."));
  mapping = make_mapping (import, (const char *const *) headings, &status);
  if (mapping == NULL)
    return status;
  heading = gaung_csv_reader_get_raw (reader);
  begin_rejects (import, heading);
  import_rows (import, reader, mapping, writer, &error);
  return gaung_ctl_writer_finish (writer, error);
}

static GaungCtlStatus
import_lines (Import *import, GMappedFile *file, GaungCtlWriter *writer)
{
  g_autoptr (GBytes) bytes = g_mapped_file_get_bytes (file);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GError) error = NULL;

  gaung_ctl_put_lines (
      import->ctl, writer, stream, import->type, MAX (g_bytes_get_size (bytes), 1), FALSE, &error);
  return gaung_ctl_writer_finish (writer, error);
}

static GaungCtlStatus
import_file (Import *import, const char *path, const char *format, gboolean is_dry)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, &error);
  g_autoptr (GaungCtlWriter) writer = NULL;
  g_autoptr (JsonObject) defaults = NULL;
  g_autofree char *reason = NULL;
  GaungCtlWriterFlags flags = GAUNG_CTL_WRITER_IMPORT | GAUNG_CTL_WRITER_BY_NUMBER;

  if (file == NULL)
    {
      gaung_ctl_warn ("%s", _ ("The file cannot be read."));
      return GAUNG_CTL_NOT_FOUND;
    }
  defaults = make_defaults (import, &reason);
  if (defaults == NULL)
    {
      g_autofree char *escaped = gaung_ctl_escape (reason);

      return gaung_ctl_usage ("%s", escaped);
    }
  writer = gaung_ctl_writer_new (
      import->ctl, flags | (is_dry ? GAUNG_CTL_WRITER_DRY_RUN : 0), keep_refused, import, &error);
  if (writer == NULL)
    return gaung_ctl_fail (error);
  gaung_ctl_writer_set_defaults (writer, defaults);
  if (strcmp (format, "xlsx") == 0)
    return import_sheet (import, file, writer);
  return strcmp (format, "csv") == 0 ? import_csv (import, file, writer)
                                     : import_lines (import, file, writer);
}

static gboolean
is_same_file (const char *path, const char *other)
{
  GStatBuf a, b;

  return g_stat (path, &a) == 0 && g_stat (other, &b) == 0 && a.st_dev == b.st_dev
         && a.st_ino == b.st_ino;
}

static gboolean
open_rejects (Import *import, const char *path, GaungCtlStatus *status)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    return TRUE;
  file = g_file_new_for_commandline_arg (path);
  /* What citizens wrote: for nobody else's eyes. */
  import->rejects = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, &error);
  if (import->rejects != NULL)
    return TRUE;
  gaung_ctl_warn ("%s", _ ("The file for refused lines cannot be written."));
  *status = GAUNG_CTL_STORAGE;
  return FALSE;
}

static GaungCtlStatus
close_rejects (Import *import, GaungCtlStatus status)
{
  if (import->rejects == NULL)
    return status;
  /* Nothing was read: what an earlier import left there stays. */
  if (status == GAUNG_CTL_USAGE || status == GAUNG_CTL_NOT_FOUND)
    {
      g_autoptr (GCancellable) stopped = g_cancellable_new ();

      g_cancellable_cancel (stopped);
      g_output_stream_close (G_OUTPUT_STREAM (import->rejects), stopped, NULL);
      g_clear_object (&import->rejects);
      g_clear_error (&import->rejects_error);
      return status;
    }
  if (import->rejects_error == NULL)
    g_output_stream_close (G_OUTPUT_STREAM (import->rejects), NULL, &import->rejects_error);
  if (import->rejects_error != NULL)
    {
      gaung_ctl_warn ("%s", _ ("The file for refused lines could not be written."));
      status = status == GAUNG_CTL_OK || status == GAUNG_CTL_REFUSED ? GAUNG_CTL_STORAGE : status;
    }
  g_clear_object (&import->rejects);
  g_clear_error (&import->rejects_error);
  return status;
}

GaungCtlStatus
gaung_ctl_import (GaungCtl *ctl, int argc, char **argv)
{
  Import import = { .ctl = ctl };
  g_autofree char *format = NULL;
  g_autofree char *type = NULL;
  g_autofree char *rejects = NULL;
  g_autofree char *delimiter = NULL;
  g_auto (GStrv) maps = NULL;
  g_auto (GStrv) sets = NULL;
  gboolean is_dry = FALSE;
  gboolean is_lines;
  GaungCtlStatus status;
  const GOptionEntry entries[] = {
    { "format",
      'f',
      0,
      G_OPTION_ARG_STRING,
      &format,
      N_ ("jsonl, csv or xlsx (by the name of the file)"),
      N_ ("FORMAT") },
    { "type",
      't',
      0,
      G_OPTION_ARG_STRING,
      &type,
      N_ ("The type of the records (complaint)"),
      N_ ("TYPE") },
    { "map",
      'm',
      0,
      G_OPTION_ARG_STRING_ARRAY,
      &maps,
      N_ ("Which column becomes which member"),
      N_ ("COLUMN=MEMBER,…") },
    { "set",
      0,
      0,
      G_OPTION_ARG_STRING_ARRAY,
      &sets,
      N_ ("A member of new records that have none"),
      N_ ("MEMBER=VALUE") },
    { "delimiter",
      0,
      0,
      G_OPTION_ARG_STRING,
      &delimiter,
      N_ ("What separates the columns: “,”, “;” or tab"),
      N_ ("CHARACTER") },
    { "rejects",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &rejects,
      N_ ("Where refused lines go"),
      N_ ("FILE") },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &is_dry, N_ ("Check everything, write nothing"), NULL },
    { NULL },
  };

  if (!gaung_ctl_parse (ctl, entries, &argc, &argv, &status))
    return status;
  if (argc != 2)
    return gaung_ctl_usage ("%s", _ ("Name one file."));
  if (format == NULL)
    format
        = g_strdup (g_str_has_suffix (argv[1], ".csv") || g_str_has_suffix (argv[1], ".tsv") ? "csv"
                    : g_str_has_suffix (argv[1], ".xlsx") ? "xlsx"
                                                          : "jsonl");
  is_lines = strcmp (format, "jsonl") == 0;
  if (!is_lines && strcmp (format, "csv") != 0 && strcmp (format, "xlsx") != 0)
    return gaung_ctl_usage ("%s", _ ("The format is jsonl, csv or xlsx."));
  if (is_lines && maps != NULL)
    return gaung_ctl_usage ("%s", _ ("JSON lines have members already: “--map” is for tables."));
  if (delimiter != NULL && strlen (delimiter) != 1 && strcmp (delimiter, "tab") != 0)
    return gaung_ctl_usage ("%s", _ ("The delimiter is one character, or “tab”."));
  if (rejects != NULL && is_same_file (argv[1], rejects))
    return gaung_ctl_usage (
        "%s", _ ("The refused lines must go into another file than the one that is imported."));
  import.type = type != NULL ? type : "complaint";
  if (gaung_record_type_find (import.type) == NULL)
    return gaung_ctl_usage ("%s", _ ("There is no such type of record."));
  import.maps = maps;
  import.sets = sets;
  import.delimiter = delimiter;
  if (!gaung_ctl_open (ctl, &status) || !open_rejects (&import, rejects, &status))
    return status;
  status = import_file (&import, argv[1], format, is_dry);
  return close_rejects (&import, status);
}
