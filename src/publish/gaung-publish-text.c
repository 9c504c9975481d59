/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text from records on its way out of the program: it is data, whatever it looks like. */
#include "config.h"

#include <string.h>

#include "gaung-publish-text.h"

G_DEFINE_QUARK (gaung - publish - error - quark, gaung_publish_error)

/* Joiners (U+200C, U+200D) stay: scripts and emoji need them. */
static gboolean
is_invisible (gunichar character)
{
  return g_unichar_iscntrl (character) || (character >= 0x202a && character <= 0x202e)
         || (character >= 0x2066 && character <= 0x2069) || character == 0x061c
         || character == 0x200e || character == 0x200f || character == 0xfeff
         || (character >= 0xfff9 && character <= 0xfffc)
         || (character >= 0xe0000 && character <= 0xe007f);
}

static gboolean
is_line_end (gunichar character)
{
  return character == '\n' || character == '\v' || character == '\f' || character == 0x85
         || character == 0x2028 || character == 0x2029;
}

static void
strip_line_end (GString *text)
{
  while (text->len > 0 && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
}

char *
gaung_publish_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autoptr (GString) clean = g_string_sized_new (strlen (valid));
  guint n_ends = 0;

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (character == '\r')
        character = at[1] == '\n' ? 0xfeff : '\n';
      if (is_line_end (character))
        {
          strip_line_end (clean);
          n_ends++;
          continue;
        }
      if (character == '\t')
        character = ' ';
      if (is_invisible (character) || (character == ' ' && (n_ends > 0 || clean->len == 0)))
        continue;
      if (n_ends > 0 && clean->len > 0)
        g_string_append (clean, n_ends > 1 ? "\n\n" : "\n");
      n_ends = 0;
      g_string_append_unichar (clean, character);
    }
  strip_line_end (clean);
  return g_string_free_and_steal (g_steal_pointer (&clean));
}

char *
gaung_publish_clean_line (const char *text)
{
  char *line = gaung_publish_clean (text);
  char *to = line;

  for (const char *from = line; *from != '\0'; from++)
    {
      char c = *from == '\n' ? ' ' : *from;

      if (c != ' ' || (to > line && to[-1] != ' '))
        *to++ = c;
    }
  *to = '\0';
  return line;
}

gboolean
gaung_publish_is_safe_uri (const char *uri)
{
  static const char *const schemes[] = { "https://", "http://", "tel:", "mailto:" };

  if (uri == NULL || !g_utf8_validate (uri, -1, NULL))
    return FALSE;
  for (const char *at = uri; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (character == ' ' || is_invisible (character) || is_line_end (character))
        return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (uri, schemes[i], strlen (schemes[i])) == 0)
      return uri[strlen (schemes[i])] != '\0';
  return FALSE;
}
