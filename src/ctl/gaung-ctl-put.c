/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gaungctl put: JSON lines on standard input. */
#include "config.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "gaung-ctl-lines-private.h"
#include "gaung-ctl-writer-private.h"
#include "gaung-json.h"
#include "gaung-line-reader.h"

static gboolean
is_blank (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]))
      return FALSE;
  return TRUE;
}

gboolean
gaung_ctl_put_lines (GaungCtl *ctl,
                     GaungCtlWriter *writer,
                     GInputStream *stream,
                     const char *type,
                     guint64 total,
                     gboolean stops,
                     GError **error)
{
  g_autoptr (GaungLineReader) reader = gaung_line_reader_new (stream, GAUNG_JSON_MAX_BYTES);
  const char *text;
  gsize length;
  guint64 line;
  gboolean is_too_long;
  g_autoptr (GError) read_error = NULL;

  while ((text = gaung_line_reader_next (
              reader, &length, &line, &is_too_long, ctl->cancellable, &read_error))
         != NULL)
    {
      g_autoptr (GError) reason = NULL;
      g_autoptr (JsonObject) document = NULL;
      g_autofree char *raw = g_utf8_make_valid (text, (gssize) length);

      /* The first line may begin with a byte order mark. */
      if (line == 1 && length >= 3 && g_str_has_prefix (text, "\xef\xbb\xbf"))
        {
          text += 3;
          length -= 3;
        }
      if (is_too_long)
        g_set_error_literal (
            &reason, GAUNG_JSON_ERROR, GAUNG_JSON_ERROR_SIZE, "the line is too long");
      else if (is_blank (text, length))
        continue;
      else
        document = gaung_json_parse_object (text, (gssize) length, &reason);

      if (document == NULL)
        gaung_ctl_writer_refuse (writer, line, reason, raw);
      else if (!gaung_ctl_writer_put (writer, line, document, NULL, type, raw, error))
        return FALSE;
      if (stops && gaung_ctl_writer_get_counts (writer)->refused > 0)
        return TRUE;
      /* Who types, or writes slowly, sees each one answered. */
      if (gaung_line_reader_is_drained (reader) && total == 0
          && !gaung_ctl_writer_flush (writer, error))
        return FALSE;
      if (line % 500 == 0)
        gaung_ctl_progress (ctl, _ ("Lines"), line, 0);
    }
  if (read_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&read_error));
      return FALSE;
    }
  return TRUE;
}

void
gaung_ctl_tell_refused (guint64 line, const GError *reason, const char *raw, gpointer data)
{
  g_autofree char *text = gaung_ctl_explain (reason);
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, line);

  /* Translators: the number of a line and why it was refused, e.g. "Line 12: The text is not
   * valid." */
  gaung_ctl_warn (_ ("Line %s: %s"), number, text);
}

GaungCtlStatus
gaung_ctl_put (GaungCtl *ctl, int argc, char **argv)
{
  gboolean is_dry = FALSE;
  gboolean stops = FALSE;
  g_autofree char *type = NULL;
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GaungCtlWriter) writer = NULL;
  g_autoptr (GError) error = NULL;
  GaungCtlStatus status;
  const GOptionEntry entries[] = {
    { "type",
      't',
      0,
      G_OPTION_ARG_STRING,
      &type,
      N_ ("The type of lines that do not tell"),
      N_ ("TYPE") },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &is_dry, N_ ("Check everything, write nothing"), NULL },
    { "stop-on-error",
      0,
      0,
      G_OPTION_ARG_NONE,
      &stops,
      N_ ("Stop at the first line that is refused"),
      NULL },
    { NULL },
  };

  if (!gaung_ctl_parse (ctl, entries, &argc, &argv, &status))
    return status;
  if (argc > 1)
    return gaung_ctl_usage ("%s", _ ("This command takes no arguments: it reads standard input."));
  if (type != NULL && gaung_record_type_find (type) == NULL)
    return gaung_ctl_usage ("%s", _ ("There is no such type of record."));
  if (!gaung_ctl_open (ctl, &status))
    return status;
  writer
      = gaung_ctl_writer_new (ctl,
                              GAUNG_CTL_WRITER_PRINT_IDS | (is_dry ? GAUNG_CTL_WRITER_DRY_RUN : 0),
                              gaung_ctl_tell_refused,
                              NULL,
                              &error);
  if (writer == NULL)
    return gaung_ctl_fail (error);
  gaung_ctl_put_lines (ctl, writer, stream, type, 0, stops, &error);
  return gaung_ctl_writer_finish (writer, error);
}
