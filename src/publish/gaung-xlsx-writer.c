/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook of one sheet, all of it text. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#include "gaung-xlsx.h"

#define WIDTH 24

/* clang-format off */
G_DEFINE_QUARK (gaung-xlsx-error-quark, gaung_xlsx_error)
/* clang-format on */

/* "_x0041_" is how the format writes a character that XML cannot have: where it is meant as it
 * stands, its underscore is written that way itself. Control characters are the library's. */
static char *
escape (const char *cell)
{
  GString *text = g_string_new (NULL);

  for (const char *at = cell; *at != '\0'; at++)
    {
      if (at[0] == '_' && at[1] == 'x' && strspn (at + 2, "0123456789abcdefABCDEF") >= 4
          && at[6] == '_')
        g_string_append (text, "_x005F");
      g_string_append_c (text, *at);
    }
  return g_string_free (text, FALSE);
}

static gboolean
write_row (
    lxw_worksheet *sheet, guint row, const char *const *cells, lxw_format *format, GError **error)
{
  for (guint column = 0; cells[column] != NULL; column++)
    {
      g_autofree char *text = escape (cells[column]);
      lxw_error code = *text == '\0'
                           ? LXW_NO_ERROR
                           : worksheet_write_string (sheet, row, (lxw_col_t) column, text, format);

      if (code == LXW_NO_ERROR)
        continue;
      g_set_error (error,
                   GAUNG_XLSX_ERROR,
                   GAUNG_XLSX_ERROR_SIZE,
                   "row %u, column %u: %s",
                   row + 1,
                   column + 1,
                   lxw_strerror (code));
      return FALSE;
    }
  return TRUE;
}

static gboolean
fill (lxw_workbook *book, const char *name, GPtrArray *rows, GError **error)
{
  lxw_worksheet *sheet = workbook_add_worksheet (book, name);
  lxw_format *heading = workbook_add_format (book);
  lxw_format *text = workbook_add_format (book);
  gsize width = 0;

  if (sheet == NULL)
    {
      g_set_error_literal (error, GAUNG_XLSX_ERROR, GAUNG_XLSX_ERROR_FORMAT, "no sheet");
      return FALSE;
    }
  format_set_bold (heading);
  /* As text also for who changes a cell, and with every line of it in view. */
  format_set_num_format (text, "@");
  format_set_text_wrap (text);
  format_set_align (text, LXW_ALIGN_VERTICAL_TOP);
  for (guint i = 0; i < rows->len; i++)
    {
      const char *const *cells = g_ptr_array_index (rows, i);

      width = MAX (width, g_strv_length ((char **) cells));
      if (!write_row (sheet, i, cells, i == 0 ? heading : text, error))
        return FALSE;
    }
  if (width > 0)
    worksheet_set_column (sheet, 0, (lxw_col_t) (width - 1), WIDTH, text);
  worksheet_freeze_panes (sheet, 1, 0);
  return TRUE;
}

GBytes *
gaung_xlsx_write (const char *sheet, GPtrArray *rows, GDateTime *created, GError **error)
{
  const char *buffer = NULL;
  size_t size = 0;
  lxw_workbook_options options = { .output_buffer = &buffer, .output_buffer_size = &size };
  lxw_doc_properties properties = { 0 };
  lxw_workbook *book = workbook_new_opt (NULL, &options);
  gboolean is_filled;
  lxw_error code;
  GBytes *bytes;

  if (book == NULL)
    {
      g_set_error_literal (error, GAUNG_XLSX_ERROR, GAUNG_XLSX_ERROR_FORMAT, "no workbook");
      return NULL;
    }
  if (created != NULL)
    properties.created = (time_t) g_date_time_to_unix (created);
  workbook_set_properties (book, &properties);
  is_filled = fill (book, sheet, rows, error);
  /* Frees the book in every case. */
  code = workbook_close (book);
  if (is_filled && code != LXW_NO_ERROR)
    g_set_error_literal (error, GAUNG_XLSX_ERROR, GAUNG_XLSX_ERROR_FORMAT, lxw_strerror (code));
  bytes = is_filled && code == LXW_NO_ERROR ? g_bytes_new (buffer, size) : NULL;
  free ((char *) buffer);
  return bytes;
}
