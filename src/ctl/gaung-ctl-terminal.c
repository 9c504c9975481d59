/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Standard output and standard error. Text of citizens comes this way: it must not reach a terminal
 * as anything but letters. */
#include "config.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "gaung-ctl-private.h"
#include "gaung-json.h"

/* Controls, and marks that turn the direction of what follows. */
static gboolean
is_harmful (gunichar character)
{
  return g_unichar_iscntrl (character) || character == 0x2028 || character == 0x2029
         || (character >= 0x202a && character <= 0x202e)
         || (character >= 0x2066 && character <= 0x2069) || character == 0x200e
         || character == 0x200f || character == 0x061c || character == 0xfeff
         || (character >= 0xe0000 && character <= 0xe007f);
}

char *
gaung_ctl_escape (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *escaped = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (character == '\n')
        g_string_append (escaped, "\\n");
      else if (character == '\t')
        g_string_append (escaped, "\\t");
      else if (is_harmful (character))
        g_string_append_printf (escaped, "\\u{%x}", character);
      else
        g_string_append_unichar (escaped, character);
    }
  return g_string_free_and_steal (escaped);
}

/* Outside of strings JSON is ASCII, so whatever is harmful stands in one and can be escaped there.
 */
char *
gaung_ctl_json_line (JsonObject *object)
{
  g_autofree char *text = gaung_json_to_text (object);
  GString *line = g_string_sized_new (256);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (!is_harmful (character))
        g_string_append_unichar (line, character);
      else if (character <= 0xffff)
        g_string_append_printf (line, "\\u%04x", character);
      else
        g_string_append_printf (line,
                                "\\u%04x\\u%04x",
                                0xd800 + ((character - 0x10000) >> 10),
                                0xdc00 + ((character - 0x10000) & 0x3ff));
    }
  return g_string_free_and_steal (line);
}

gboolean
gaung_ctl_print (const char *format, ...)
{
  va_list arguments;
  int n;

  va_start (arguments, format);
  n = vprintf (format, arguments);
  va_end (arguments);
  return n >= 0 && !ferror (stdout);
}

void
gaung_ctl_warn (const char *format, ...)
{
  va_list arguments;
  g_autofree char *message = NULL;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  fflush (stdout);
  g_printerr ("gaungctl: %s\n", message);
}

void
gaung_ctl_progress (GaungCtl *ctl, const char *what, guint64 done, guint64 total)
{
  if (ctl->is_quiet || !isatty (STDERR_FILENO))
    return;
  if (total > 0)
    g_printerr ("\r\033[K%s %" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT, what, done, total);
  else
    g_printerr ("\r\033[K%s %" G_GUINT64_FORMAT, what, done);
}

void
gaung_ctl_progress_end (GaungCtl *ctl)
{
  if (!ctl->is_quiet && isatty (STDERR_FILENO))
    g_printerr ("\r\033[K");
}
