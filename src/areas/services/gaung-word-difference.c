/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which words two texts do not share: the longest common row of words, the rest stands out. */

#include "config.h"

#include "gaung-word-difference.h"

#include <string.h>

/* The table has a place for each pair. */
#define MAX_WORDS 600

typedef struct
{
  const char *start;
  gsize length;
  gboolean is_shared;
} Word;

static GArray *
split (const char *text)
{
  GArray *words = g_array_new (FALSE, TRUE, sizeof (Word));

  for (const char *p = text; *p != '\0';)
    {
      gsize length = strcspn (p, " \t\n");
      Word word = { .start = p, .length = length };

      if (length > 0)
        g_array_append_val (words, word);
      p += length;
      p += strspn (p, " \t\n");
    }
  return words;
}

static gboolean
is_same (GArray *a, guint i, GArray *b, guint k)
{
  const Word *first = &g_array_index (a, Word, i);
  const Word *second = &g_array_index (b, Word, k);

  return first->length == second->length
         && memcmp (first->start, second->start, first->length) == 0;
}

/* lengths[i][k]: how many words the rests from i and k share. */
static void
mark_shared (GArray *a, GArray *b)
{
  guint columns = b->len + 1;
  g_autofree guint16 *lengths = g_new0 (guint16, (gsize) (a->len + 1) * columns);
  guint i = 0, k = 0;

  for (i = a->len; i-- > 0;)
    for (k = b->len; k-- > 0;)
      lengths[i * columns + k] = is_same (a, i, b, k) ? lengths[(i + 1) * columns + k + 1] + 1
                                                      : MAX (lengths[(i + 1) * columns + k],
                                                             lengths[i * columns + k + 1]);
  for (i = 0, k = 0; i < a->len && k < b->len;)
    {
      if (is_same (a, i, b, k))
        {
          g_array_index (a, Word, i++).is_shared = TRUE;
          g_array_index (b, Word, k++).is_shared = TRUE;
        }
      else if (lengths[(i + 1) * columns + k] >= lengths[i * columns + k + 1])
        i++;
      else
        k++;
    }
}

static void
add (PangoAttrList *list, PangoAttribute *attribute, const char *text, const Word *word)
{
  attribute->start_index = (guint) (word->start - text);
  attribute->end_index = attribute->start_index + (guint) word->length;
  pango_attr_list_insert (list, attribute);
}

static PangoAttrList *
create_attributes (const char *text, GArray *words, gboolean is_after)
{
  PangoAttrList *list = pango_attr_list_new ();

  for (guint i = 0; i < words->len; i++)
    {
      const Word *word = &g_array_index (words, Word, i);

      if (word->is_shared)
        continue;
      if (!is_after)
        {
          add (list, pango_attr_strikethrough_new (TRUE), text, word);
          continue;
        }
      add (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD), text, word);
      add (list, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), text, word);
    }
  return list;
}

void
gaung_word_difference (const char *before,
                       const char *after,
                       PangoAttrList **before_attributes,
                       PangoAttrList **after_attributes)
{
  g_autoptr (GArray) a = split (before);
  g_autoptr (GArray) b = split (after);

  if (a->len <= MAX_WORDS && b->len <= MAX_WORDS)
    mark_shared (a, b);
  *before_attributes = create_attributes (before, a, FALSE);
  *after_attributes = create_attributes (after, b, TRUE);
}
