/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungCtlTable: text in columns. */
#include "config.h"

#include "gaung-ctl-table-private.h"

#define ROWS_TO_MEASURE 200
#define MAX_WIDTH 44
#define GAP 2

struct _GaungCtlTable
{
  guint n_columns;
  guint *widths;
  GPtrArray *waiting; /* (element-type GStrv), until the widths are known; NULL after that */
};

static guint
get_width (const char *text)
{
  guint width = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (!g_unichar_iszerowidth (character))
        width += g_unichar_iswide (character) ? 2 : 1;
    }
  return width;
}

GaungCtlTable *
gaung_ctl_table_new (const char *const *headings)
{
  GaungCtlTable *self = g_new0 (GaungCtlTable, 1);

  self->n_columns = g_strv_length ((char **) headings);
  self->widths = g_new0 (guint, self->n_columns);
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  gaung_ctl_table_add (self, headings);
  return self;
}

void
gaung_ctl_table_free (GaungCtlTable *self)
{
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_free (self->widths);
  g_free (self);
}

/* Cut to MAX_WIDTH, but for the last column. (transfer full) */
static char *
cut (const char *text)
{
  GString *cell = g_string_new (NULL);
  guint width = 0;

  if (get_width (text) <= MAX_WIDTH)
    g_string_append (cell, text);
  else
    {
      for (const char *at = text; width < MAX_WIDTH - 2; at = g_utf8_next_char (at))
        {
          gunichar character = g_utf8_get_char (at);

          width += g_unichar_iswide (character) ? 2 : 1;
          g_string_append_unichar (cell, character);
        }
      g_string_append (cell, "…");
    }
  return g_string_free_and_steal (cell);
}

static gboolean
print_row (GaungCtlTable *self, const char *const *cells)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < self->n_columns; i++)
    {
      guint width = get_width (cells[i]);

      g_string_append (line, cells[i]);
      for (; i + 1 < self->n_columns && width < self->widths[i] + GAP; width++)
        g_string_append_c (line, ' ');
    }
  return gaung_ctl_print ("%s\n", line->str);
}

static gboolean
release (GaungCtlTable *self)
{
  g_autoptr (GPtrArray) rows = g_steal_pointer (&self->waiting);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (!print_row (self, g_ptr_array_index (rows, i)))
      return FALSE;
  return TRUE;
}

gboolean
gaung_ctl_table_add (GaungCtlTable *self, const char *const *cells)
{
  g_auto (GStrv) row = g_new0 (char *, self->n_columns + 1);

  for (guint i = 0; i < self->n_columns; i++)
    {
      g_autofree char *escaped = gaung_ctl_escape (cells[i]);

      row[i] = i + 1 < self->n_columns ? cut (escaped) : g_steal_pointer (&escaped);
      if (self->waiting != NULL)
        self->widths[i] = MAX (self->widths[i], get_width (row[i]));
    }
  if (self->waiting == NULL)
    return print_row (self, (const char *const *) row);
  g_ptr_array_add (self->waiting, g_steal_pointer (&row));
  return self->waiting->len < ROWS_TO_MEASURE || release (self);
}

gboolean
gaung_ctl_table_end (GaungCtlTable *self)
{
  return release (self);
}
