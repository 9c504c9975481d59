/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungCsvReader: comma-separated values, RFC 4180 and what offices make of it. */
#include "config.h"

#include <string.h>

#include "gaung-csv-reader.h"

struct _GaungCsvReader
{
  char *text;
  gsize length;
  gsize at;
  gsize record_start;
  gsize record_end;
  guint64 line;
  char delimiter;
};

/* clang-format off */
G_DEFINE_QUARK (gaung-csv-error-quark, gaung_csv_error)
/* clang-format on */

/* UTF-16 is what "Unicode text" is called in a spreadsheet. */
static char *
convert (const char *text, gsize length, gsize *converted_length)
{
  static const guint8 utf8_mark[] = { 0xef, 0xbb, 0xbf };
  const guint8 *bytes = (const guint8 *) text;
  const char *charset = NULL;
  char *converted;

  if (length >= 2 && bytes[0] == 0xff && bytes[1] == 0xfe)
    charset = "UTF-16LE";
  else if (length >= 2 && bytes[0] == 0xfe && bytes[1] == 0xff)
    charset = "UTF-16BE";
  if (charset != NULL)
    {
      converted = g_convert (text + 2, length - 2, "UTF-8", charset, NULL, converted_length, NULL);
      if (converted != NULL)
        return converted;
    }
  if (length >= sizeof utf8_mark && memcmp (text, utf8_mark, sizeof utf8_mark) == 0)
    {
      text += sizeof utf8_mark;
      length -= sizeof utf8_mark;
    }
  *converted_length = length;
  converted = g_malloc (length + 1);
  memcpy (converted, text, length);
  converted[length] = '\0';
  return converted;
}

/* The one that the first record has most of; quoted ones do not count. */
static char
detect_delimiter (const char *text, gsize length)
{
  static const char candidates[] = { ',', ';', '\t' };
  guint counts[G_N_ELEMENTS (candidates)] = { 0 };
  gboolean is_quoted = FALSE;
  gsize best = 0;

  for (gsize i = 0; i < length && (is_quoted || (text[i] != '\n' && text[i] != '\r')); i++)
    {
      if (text[i] == '"')
        is_quoted = !is_quoted;
      for (gsize j = 0; j < G_N_ELEMENTS (candidates) && !is_quoted; j++)
        if (text[i] == candidates[j])
          counts[j]++;
    }
  for (gsize j = 1; j < G_N_ELEMENTS (candidates); j++)
    if (counts[j] > counts[best])
      best = j;
  return candidates[best];
}

GaungCsvReader *
gaung_csv_reader_new (const char *text, gsize length, char delimiter)
{
  GaungCsvReader *self = g_new0 (GaungCsvReader, 1);

  self->text = convert (text, length, &self->length);
  self->line = 1;
  self->delimiter = delimiter != '\0' ? delimiter : detect_delimiter (self->text, self->length);
  return self;
}

void
gaung_csv_reader_free (GaungCsvReader *self)
{
  g_free (self->text);
  g_free (self);
}

void
gaung_csv_reader_get_progress (GaungCsvReader *self, guint64 *done, guint64 *total)
{
  *done = self->at;
  *total = self->length;
}

char *
gaung_csv_reader_get_raw (GaungCsvReader *self)
{
  g_autofree char *raw
      = g_strndup (self->text + self->record_start, self->record_end - self->record_start);

  return g_utf8_make_valid (raw, -1);
}

static gboolean
is_line_end (char character)
{
  return character == '\n' || character == '\r';
}

/* Over one line end: \n, \r\n or \r. */
static void
skip_line_end (GaungCsvReader *self)
{
  if (self->at >= self->length)
    return;
  if (self->text[self->at] == '\r' && self->at + 1 < self->length
      && self->text[self->at + 1] == '\n')
    self->at++;
  self->at++;
  self->line++;
}

static void
skip_line (GaungCsvReader *self)
{
  while (self->at < self->length && !is_line_end (self->text[self->at]))
    self->at++;
  self->record_end = self->at;
  skip_line_end (self);
}

/* Reads up to the closing quote. FALSE: there is none, or something stands behind it. */
static gboolean
read_quoted (GaungCsvReader *self, GString *cell)
{
  self->at++;
  while (self->at < self->length)
    {
      char character = self->text[self->at];

      if (character == '"')
        {
          if (self->at + 1 >= self->length || self->text[self->at + 1] != '"')
            {
              self->at++;
              while (self->at < self->length && self->text[self->at] == ' '
                     && self->delimiter != ' ')
                self->at++;
              return self->at >= self->length || self->text[self->at] == self->delimiter
                     || is_line_end (self->text[self->at]);
            }
          self->at++;
        }
      else if (is_line_end (character))
        {
          /* Inside of a cell every line end becomes one. */
          skip_line_end (self);
          g_string_append_c (cell, '\n');
          continue;
        }
      g_string_append_c (cell, character);
      self->at++;
    }
  return FALSE;
}

static void
read_plain (GaungCsvReader *self, GString *cell)
{
  gsize start = self->at;

  while (self->at < self->length && self->text[self->at] != self->delimiter
         && !is_line_end (self->text[self->at]))
    self->at++;
  g_string_append_len (cell, self->text + start, self->at - start);
}

/* What cannot be read is given up at the end of its first line, so that one bad quote does not take
 * the rest of the file with it. */
static GStrv
give_up (GaungCsvReader *self, guint64 line, GaungCsvError code, const char *reason, GError **error)
{
  self->at = self->record_start;
  self->line = line;
  skip_line (self);
  g_set_error_literal (error, GAUNG_CSV_ERROR, code, reason);
  return NULL;
}

GStrv
gaung_csv_reader_next (GaungCsvReader *self, guint64 *line, GError **error)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  guint n_cells = 0;

  while (self->at < self->length && is_line_end (self->text[self->at]))
    skip_line_end (self);
  *line = self->line;
  self->record_start = self->record_end = self->at;
  if (self->at >= self->length)
    return NULL;

  for (;;)
    {
      g_autoptr (GString) cell = g_string_new (NULL);

      if (self->at < self->length && self->text[self->at] == '"')
        {
          if (!read_quoted (self, cell))
            return give_up (self, *line, GAUNG_CSV_ERROR_QUOTE, "a quote is not closed", error);
        }
      else
        read_plain (self, cell);

      if (self->at - self->record_start > GAUNG_CSV_MAX_BYTES || ++n_cells > GAUNG_CSV_MAX_CELLS)
        return give_up (self, *line, GAUNG_CSV_ERROR_SIZE, "too long", error);
      if (!g_utf8_validate_len (cell->str, cell->len, NULL) || strlen (cell->str) != cell->len)
        return give_up (self, *line, GAUNG_CSV_ERROR_ENCODING, "not UTF-8 text", error);
      g_strv_builder_add (cells, cell->str);
      if (self->at >= self->length || self->text[self->at] != self->delimiter)
        break;
      self->at++;
    }
  self->record_end = self->at;
  skip_line_end (self);
  return g_strv_builder_end (cells);
}

/* What makes a spreadsheet compute instead of show. */
static gboolean
is_formula (const char *cell)
{
  return *cell != '\0' && strchr ("=+-@\t\r", *cell) != NULL;
}

/* Also what looks as if it were guarded already, so that taking the apostrophe away gives back what
 * was there. */
static gboolean
needs_guard (const char *cell)
{
  while (*cell == '\'')
    cell++;
  return is_formula (cell);
}

void
gaung_csv_append_record (GString *csv, const char *const *cells, char delimiter)
{
  for (guint i = 0; cells[i] != NULL; i++)
    {
      const char special[] = { delimiter, '"', '\n', '\r', '\0' };

      if (i > 0)
        g_string_append_c (csv, delimiter);
      if (strpbrk (cells[i], special) == NULL && !needs_guard (cells[i]))
        {
          g_string_append (csv, cells[i]);
          continue;
        }
      g_string_append_c (csv, '"');
      if (needs_guard (cells[i]))
        g_string_append_c (csv, '\'');
      for (const char *at = cells[i]; *at != '\0'; at++)
        {
          if (*at == '"')
            g_string_append_c (csv, '"');
          g_string_append_c (csv, *at);
        }
      g_string_append_c (csv, '"');
    }
  g_string_append (csv, "\r\n");
}

const char *
gaung_csv_unguard (const char *cell)
{
  return cell[0] == '\'' && needs_guard (cell + 1) ? cell + 1 : cell;
}
