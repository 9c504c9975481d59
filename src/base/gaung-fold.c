/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text as search sees it, and text as one line. */
#include "config.h"

#include <string.h>

#include "gaung-fold.h"

/* What a folded text is built with. @offsets, when there, gets for every folded byte the place of
 * the character in the source that it came from. */
typedef struct
{
  GString *text;
  GArray *offsets;
  gboolean is_key;
  gboolean has_gap; /* a separator was seen since the last letter */
} Folding;

static void
append_letter (Folding *folding, gunichar letter, guint offset)
{
  gsize before = folding->text->len;

  if (folding->has_gap && before > 0 && !folding->is_key)
    g_string_append_c (folding->text, ' ');
  folding->has_gap = FALSE;
  if (letter < 0x80)
    g_string_append_c (folding->text, (char) letter);
  else
    g_string_append_unichar (folding->text, letter);

  if (folding->offsets != NULL)
    for (gsize i = before; i < folding->text->len; i++)
      g_array_append_val (folding->offsets, offset);
}

static void
fold_unichar (Folding *folding, gunichar character, guint offset)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n_parts;

  n_parts = g_unichar_fully_decompose (character, TRUE, parts, G_N_ELEMENTS (parts));
  for (gsize i = 0; i < n_parts; i++)
    {
      if (g_unichar_ismark (parts[i]))
        continue;
      if (g_unichar_isalnum (parts[i]))
        append_letter (folding, g_unichar_tolower (parts[i]), offset);
      else
        folding->has_gap = TRUE;
    }
}

/* Most text is ASCII, and the index folds all of it: a run of it is written without a call for
 * every letter. Returns how many bytes it was. */
static gsize
fold_ascii (Folding *folding, const char *text)
{
  gsize before = folding->text->len, length = 0, n = 0;
  char *out;

  while (text[length] != '\0' && (guchar) text[length] < 0x80)
    length++;
  /* A gap takes the place of what made it, but the one that was there before. */
  g_string_set_size (folding->text, before + length + 1);
  out = folding->text->str + before;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (text[i]))
        {
          folding->has_gap = TRUE;
          continue;
        }
      if (folding->has_gap && before + n > 0 && !folding->is_key)
        out[n++] = ' ';
      folding->has_gap = FALSE;
      out[n++] = g_ascii_tolower (text[i]);
    }
  g_string_truncate (folding->text, before + n);
  return length;
}

static void
fold_text (Folding *folding, const char *text)
{
  for (const char *at = text; *at != '\0';)
    {
      guint offset = (guint) (at - text);

      if ((guchar) *at < 0x80 && folding->offsets == NULL)
        at += fold_ascii (folding, at);
      else if ((guchar) *at < 0x80)
        {
          if (g_ascii_isalnum (*at))
            append_letter (folding, g_ascii_tolower (*at), offset);
          else
            folding->has_gap = TRUE;
          at++;
        }
      else
        {
          fold_unichar (folding, g_utf8_get_char (at), offset);
          at = g_utf8_next_char (at);
        }
    }
}

static char *
fold (const char *text, gboolean is_key)
{
  g_autofree char *valid = NULL;
  Folding folding = { .is_key = is_key };

  if (text == NULL)
    return g_strdup ("");
  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);

  folding.text = g_string_sized_new (strlen (text) + 1);
  fold_text (&folding, text);
  return g_string_free_and_steal (folding.text);
}

/* Marks and overrides that reorder or hide what stands beside them. */
static gboolean
is_directional (gunichar character)
{
  return character == 0x061c || (character >= 0x200b && character <= 0x200f)
         || (character >= 0x202a && character <= 0x202e)
         || (character >= 0x2060 && character <= 0x206f) || character == 0xfeff;
}

char *
gaung_fold (const char *text)
{
  return fold (text, FALSE);
}

char *
gaung_fold_key (const char *text)
{
  return fold (text, TRUE);
}

char *
gaung_text_to_line (const char *text, guint max_characters)
{
  g_autofree char *valid = NULL;
  g_autoptr (GString) line = NULL;
  gboolean has_gap = FALSE;
  guint length = 0;
  gsize cut = 0;

  if (text == NULL)
    return g_strdup ("");
  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);

  line = g_string_new (NULL);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (is_directional (character))
        continue;
      if (g_unichar_isspace (character) || g_unichar_iscntrl (character) || character == 0x2028
          || character == 0x2029)
        {
          has_gap = line->len > 0;
          continue;
        }
      if (max_characters > 0 && length + (has_gap ? 1 : 0) + 1 > max_characters)
        {
          g_string_truncate (line, cut);
          g_string_append (line, "…");
          return g_string_free_and_steal (g_steal_pointer (&line));
        }
      if (has_gap)
        {
          g_string_append_c (line, ' ');
          length++;
        }
      has_gap = FALSE;
      g_string_append_unichar (line, character);
      /* The last place where the ellipsis still fits. */
      if (++length < max_characters)
        cut = line->len;
    }
  return g_string_free_and_steal (g_steal_pointer (&line));
}

gboolean
gaung_fold_find (const char *text, const char *folded_word, guint *start, guint *end)
{
  g_autoptr (GString) folded = NULL;
  g_autoptr (GArray) offsets = NULL;
  gsize word_length;
  const char *found;

  if (text == NULL || folded_word == NULL || *folded_word == '\0'
      || !g_utf8_validate (text, -1, NULL))
    return FALSE;

  folded = g_string_new (NULL);
  offsets = g_array_new (FALSE, FALSE, sizeof (guint));
  fold_text (&(Folding) { .text = folded, .offsets = offsets }, text);
  word_length = strlen (folded_word);

  for (found = strstr (folded->str, folded_word); found != NULL;
       found = strstr (found + 1, folded_word))
    {
      gsize at = found - folded->str;
      const char *after;

      if (at > 0 && folded->str[at - 1] != ' ')
        continue;
      *start = g_array_index (offsets, guint, at);
      after = text + g_array_index (offsets, guint, at + word_length - 1);
      after = g_utf8_next_char (after);
      while (*after != '\0' && g_unichar_ismark (g_utf8_get_char (after)))
        after = g_utf8_next_char (after);
      *end = (guint) (after - text);
      return TRUE;
    }
  return FALSE;
}

void
gaung_text_append_part (GString *line, const char *part)
{
  g_return_if_fail (line != NULL);

  if (part == NULL || *part == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, part);
}
