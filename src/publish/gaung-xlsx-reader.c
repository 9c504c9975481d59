/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first sheet of a workbook (ECMA-376). libarchive unpacks it; GMarkup reads what is in it,
 * knows no entities of a document's own and loads nothing. */
#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "gaung-xlsx.h"

#define CHUNK (64 * 1024)

typedef struct
{
  GHashTable *relations; /* id → target */
  char *first;           /* id of the first sheet */
  GPtrArray *texts;      /* (element-type utf8): the shared ones */
  GPtrArray *rows;       /* (element-type GaungXlsxRow) */
  GPtrArray *cells;      /* of the row that is read */
  GString *text;         /* of the cell or shared text that is read */
  guint64 number;
  guint column;
  char type;        /* of the cell: s shared, i inline, b boolean, e error, n number or result */
  gboolean is_text; /* inside an element whose text counts */
  guint phonetic;   /* how deep inside what tells how to read it aloud */
} Reader;

static void
row_free (gpointer data)
{
  GaungXlsxRow *row = data;

  g_strfreev (row->cells);
  g_free (row);
}

/* "x:row" → "row" */
static const char *
get_name (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

static const char *
find_attribute (const char **names, const char **values, const char *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (get_name (names[i]), name) == 0 && !g_str_has_prefix (names[i], "xmlns"))
      return values[i];
  return NULL;
}

/* "AB12" → 27; G_MAXUINT where there are no letters */
static guint
read_column (const char *reference)
{
  guint column = 0;

  for (; g_ascii_isupper (*reference) && column <= GAUNG_XLSX_MAX_COLUMNS; reference++)
    column = column * 26 + (guint) (*reference - 'A') + 1;
  return column - 1;
}

/* "_x000D_" → the character; a "_x005F_" is the underscore of one that is meant as it stands. */
static char *
unescape (const char *text)
{
  GString *plain = g_string_new (NULL);

  while (*text != '\0')
    {
      gunichar character;

      if (text[0] != '_' || text[1] != 'x' || strspn (text + 2, "0123456789abcdefABCDEF") < 4
          || text[6] != '_')
        {
          g_string_append_c (plain, *text++);
          continue;
        }
      character = (gunichar) g_ascii_strtoull (text + 2, NULL, 16);
      if (character != 0 && g_unichar_validate (character))
        g_string_append_unichar (plain, character);
      text += 7;
    }
  return g_string_free (plain, FALSE);
}

static gboolean
refuse (GError **error, GaungXlsxError code, const char *message)
{
  g_set_error_literal (error, GAUNG_XLSX_ERROR, code, message);
  return FALSE;
}

static void
begin_cell (Reader *reader, const char **names, const char **values, GError **error)
{
  const char *reference = find_attribute (names, values, "r");
  const char *type = find_attribute (names, values, "t");

  if (reference != NULL)
    reader->column = read_column (reference);
  if (reader->column >= GAUNG_XLSX_MAX_COLUMNS)
    refuse (error, GAUNG_XLSX_ERROR_SIZE, "too many columns");
  reader->type = type == NULL || strcmp (type, "str") == 0 ? 'n'
                 : strcmp (type, "inlineStr") == 0         ? 'i'
                                                           : *type;
  g_string_truncate (reader->text, 0);
}

static void
begin_row (Reader *reader, const char **names, const char **values, GError **error)
{
  const char *number = find_attribute (names, values, "r");

  reader->number = number != NULL ? g_ascii_strtoull (number, NULL, 10) : reader->number + 1;
  reader->column = 0;
  g_ptr_array_set_size (reader->cells, 0);
  if (reader->number > GAUNG_XLSX_MAX_ROWS || reader->rows->len >= GAUNG_XLSX_MAX_ROWS)
    refuse (error, GAUNG_XLSX_ERROR_SIZE, "too many rows");
}

static void
begin_element (GMarkupParseContext *context,
               const char *name,
               const char **names,
               const char **values,
               gpointer data,
               GError **error)
{
  Reader *reader = data;

  name = get_name (name);
  if (strcmp (name, "Relationship") == 0)
    {
      const char *id = find_attribute (names, values, "Id");
      const char *target = find_attribute (names, values, "Target");

      if (id != NULL && target != NULL)
        g_hash_table_insert (reader->relations, g_strdup (id), g_strdup (target));
    }
  else if (strcmp (name, "sheet") == 0 && reader->first == NULL)
    reader->first = g_strdup (find_attribute (names, values, "id"));
  else if (strcmp (name, "row") == 0)
    begin_row (reader, names, values, error);
  else if (strcmp (name, "c") == 0)
    begin_cell (reader, names, values, error);
  else if (strcmp (name, "si") == 0)
    g_string_truncate (reader->text, 0);
  else if (strcmp (name, "rPh") == 0)
    reader->phonetic++;
  else if (strcmp (name, "t") == 0 || strcmp (name, "v") == 0)
    reader->is_text = reader->phonetic == 0;
}

static void
end_cell (Reader *reader)
{
  g_autofree char *cell = NULL;

  if (reader->type == 's')
    {
      guint64 position = g_ascii_strtoull (reader->text->str, NULL, 10);

      cell = g_strdup (reader->texts != NULL && reader->text->len > 0
                               && position < reader->texts->len
                           ? g_ptr_array_index (reader->texts, position)
                           : "");
    }
  else if (reader->type == 'b')
    cell = g_strdup (strcmp (reader->text->str, "1") == 0 ? "true" : "false");
  else
    cell = unescape (reader->text->str);
  while (reader->cells->len <= reader->column)
    g_ptr_array_add (reader->cells, g_strdup (""));
  g_free (g_ptr_array_index (reader->cells, reader->column));
  g_ptr_array_index (reader->cells, reader->column) = g_steal_pointer (&cell);
  reader->column++;
}

static void
end_row (Reader *reader)
{
  GaungXlsxRow *row;

  if (reader->cells->len == 0)
    return;
  row = g_new0 (GaungXlsxRow, 1);
  row->number = reader->number;
  row->cells = g_new0 (char *, reader->cells->len + 1);
  for (guint i = 0; i < reader->cells->len; i++)
    row->cells[i] = g_steal_pointer (&g_ptr_array_index (reader->cells, i));
  g_ptr_array_set_size (reader->cells, 0);
  g_ptr_array_add (reader->rows, row);
}

static void
end_element (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  Reader *reader = data;

  name = get_name (name);
  if (strcmp (name, "t") == 0 || strcmp (name, "v") == 0)
    reader->is_text = FALSE;
  else if (strcmp (name, "rPh") == 0)
    reader->phonetic--;
  else if (strcmp (name, "si") == 0 && reader->texts != NULL)
    g_ptr_array_add (reader->texts, unescape (reader->text->str));
  else if (strcmp (name, "c") == 0)
    end_cell (reader);
  else if (strcmp (name, "row") == 0)
    end_row (reader);
}

static void
add_text (
    GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  Reader *reader = data;

  if (reader->is_text)
    g_string_append_len (reader->text, text, (gssize) length);
}

static gboolean
parse (Reader *reader, GByteArray *file, GError **error)
{
  static const GMarkupParser parser
      = { .start_element = begin_element, .end_element = end_element, .text = add_text };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, reader, NULL);
  g_autoptr (GError) local_error = NULL;

  if (g_markup_parse_context_parse (context, (const char *) file->data, file->len, &local_error)
      && g_markup_parse_context_end_parse (context, &local_error))
    return TRUE;
  if (local_error->domain == GAUNG_XLSX_ERROR)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    /* What the parser says may hold what was written in a cell. */
    refuse (error, GAUNG_XLSX_ERROR_FORMAT, "a part of the workbook is not XML");
  return FALSE;
}

static gboolean
read_entry (struct archive *archive, GByteArray *file, gsize *total, GError **error)
{
  g_autofree guint8 *chunk = g_malloc (CHUNK);

  for (;;)
    {
      la_ssize_t length = archive_read_data (archive, chunk, CHUNK);

      if (length < 0)
        return refuse (error, GAUNG_XLSX_ERROR_FORMAT, "the workbook cannot be unpacked");
      if (length == 0)
        return TRUE;
      *total += (gsize) length;
      if (*total > GAUNG_XLSX_MAX_BYTES)
        return refuse (error, GAUNG_XLSX_ERROR_SIZE, "more than a workbook may hold");
      g_byte_array_append (file, chunk, (guint) length);
    }
}

/* (transfer full) (nullable): name → GByteArray of what is needed */
static GHashTable *
unpack (GBytes *bytes, GError **error)
{
  g_autoptr (GHashTable) files = g_hash_table_new_full (
      g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_byte_array_unref);
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;
  gsize total = 0;
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);
  gboolean goes_on = TRUE;
  int code;

  archive_read_support_format_zip_seekable (archive);
  if (data == NULL || archive_read_open_memory (archive, data, size) != ARCHIVE_OK)
    goes_on = refuse (error, GAUNG_XLSX_ERROR_FORMAT, "no workbook");
  while (goes_on && (code = archive_read_next_header (archive, &entry)) != ARCHIVE_EOF)
    {
      const char *name = code >= ARCHIVE_WARN ? archive_entry_pathname (entry) : NULL;
      g_autoptr (GByteArray) file = NULL;

      if (code < ARCHIVE_WARN)
        goes_on = refuse (error, GAUNG_XLSX_ERROR_FORMAT, "no workbook");
      else if (name != NULL && g_str_has_prefix (name, "xl/")
               && (g_str_has_suffix (name, ".xml") || g_str_has_suffix (name, ".rels")))
        {
          file = g_byte_array_new ();
          goes_on = read_entry (archive, file, &total, error);
          g_hash_table_insert (files, g_strdup (name), g_steal_pointer (&file));
        }
    }
  archive_read_free (archive);
  return goes_on ? g_steal_pointer (&files) : NULL;
}

static GByteArray *
find_sheet (Reader *reader, GHashTable *files)
{
  const char *target
      = reader->first != NULL ? g_hash_table_lookup (reader->relations, reader->first) : NULL;
  g_autofree char *path = NULL;

  if (target == NULL)
    return NULL;
  path = *target == '/' ? g_strdup (target + 1) : g_strconcat ("xl/", target, NULL);
  return g_hash_table_lookup (files, path);
}

static gboolean
read_workbook (Reader *reader, GHashTable *files, GError **error)
{
  GByteArray *workbook = g_hash_table_lookup (files, "xl/workbook.xml");
  GByteArray *relations = g_hash_table_lookup (files, "xl/_rels/workbook.xml.rels");
  GByteArray *texts = g_hash_table_lookup (files, "xl/sharedStrings.xml");
  GByteArray *sheet;

  if (workbook == NULL || relations == NULL)
    return refuse (error, GAUNG_XLSX_ERROR_FORMAT, "no workbook");
  if (!parse (reader, workbook, error) || !parse (reader, relations, error))
    return FALSE;
  if (texts != NULL)
    {
      reader->texts = g_ptr_array_new_with_free_func (g_free);
      if (!parse (reader, texts, error))
        return FALSE;
    }
  /* Only the sheet itself may add rows. */
  g_ptr_array_set_size (reader->rows, 0);
  reader->number = 0;
  sheet = find_sheet (reader, files);
  if (sheet == NULL)
    return refuse (error, GAUNG_XLSX_ERROR_FORMAT, "no sheet");
  return parse (reader, sheet, error);
}

GPtrArray *
gaung_xlsx_read (GBytes *bytes, GError **error)
{
  g_autoptr (GHashTable) files = unpack (bytes, error);
  g_autoptr (GHashTable) relations
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  Reader reader = { .relations = relations, .rows = rows, .cells = cells, .text = text };
  gboolean is_read = files != NULL && read_workbook (&reader, files, error);

  g_free (reader.first);
  g_clear_pointer (&reader.texts, g_ptr_array_unref);
  return is_read ? g_steal_pointer (&rows) : NULL;
}
