/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungLineReader: lines with an upper bound, so that a file without any line end fills no memory.
 */
#include "config.h"

#include <string.h>

#include "gaung-line-reader.h"

#define BLOCK (64 * 1024)

struct _GaungLineReader
{
  GInputStream *stream;
  gsize max_bytes;
  char block[BLOCK];
  gsize n_block;
  gsize at;
  GString *line;
  guint64 number;
  gboolean is_at_end;
};

GaungLineReader *
gaung_line_reader_new (GInputStream *stream, gsize max_bytes)
{
  GaungLineReader *self = g_new0 (GaungLineReader, 1);

  self->stream = g_object_ref (stream);
  self->max_bytes = max_bytes;
  self->line = g_string_sized_new (1024);
  return self;
}

void
gaung_line_reader_free (GaungLineReader *self)
{
  g_object_unref (self->stream);
  g_string_free (self->line, TRUE);
  g_free (self);
}

gboolean
gaung_line_reader_is_drained (GaungLineReader *self)
{
  return self->at >= self->n_block
         || memchr (self->block + self->at, '\n', self->n_block - self->at) == NULL;
}

static gboolean
fill (GaungLineReader *self, GCancellable *cancellable, GError **error)
{
  gssize n
      = g_input_stream_read (self->stream, self->block, sizeof self->block, cancellable, error);

  if (n < 0)
    return FALSE;
  self->n_block = n;
  self->at = 0;
  self->is_at_end = n == 0;
  return TRUE;
}

const char *
gaung_line_reader_next (GaungLineReader *self,
                        gsize *length,
                        guint64 *number,
                        gboolean *is_too_long,
                        GCancellable *cancellable,
                        GError **error)
{
  gboolean is_ended = FALSE;
  gboolean has_any = FALSE;

  g_string_truncate (self->line, 0);
  *is_too_long = FALSE;
  /* A stream in memory would not look. */
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  while (!is_ended)
    {
      const char *end;
      gsize n;

      if (self->at >= self->n_block)
        {
          if (!self->is_at_end && !fill (self, cancellable, error))
            return NULL;
          if (self->is_at_end)
            break;
        }
      has_any = TRUE;
      end = memchr (self->block + self->at, '\n', self->n_block - self->at);
      is_ended = end != NULL;
      n = (is_ended ? (gsize) (end - self->block) : self->n_block) - self->at;
      if (self->line->len + n > self->max_bytes)
        *is_too_long = TRUE;
      else
        g_string_append_len (self->line, self->block + self->at, n);
      self->at += n + is_ended;
    }
  if (!has_any)
    return NULL;

  if (*is_too_long)
    g_string_truncate (self->line, 0);
  if (self->line->len > 0 && self->line->str[self->line->len - 1] == '\r')
    g_string_truncate (self->line, self->line->len - 1);
  *length = self->line->len;
  *number = ++self->number;
  return self->line->str;
}
