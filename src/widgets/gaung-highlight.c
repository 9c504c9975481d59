/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Shows where a search hit, by attributes. */

#include "config.h"

#include "gaung-highlight.h"

#include "gaung-fold.h"

static void
add_bold (PangoAttrList **attributes, guint start, guint end)
{
  PangoAttribute *weight = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  PangoAttribute *underline = pango_attr_underline_new (PANGO_UNDERLINE_SINGLE);

  weight->start_index = underline->start_index = start;
  weight->end_index = underline->end_index = end;
  if (*attributes == NULL)
    *attributes = pango_attr_list_new ();
  pango_attr_list_insert (*attributes, weight);
  pango_attr_list_insert (*attributes, underline);
}

/**
 * gaung_highlight_new:
 * @text: what is shown
 * @words: what was searched, as typed
 *
 * Returns: (transfer full) (nullable): attributes for a label that shows @text as plain text
 */
PangoAttrList *
gaung_highlight_new (const char *text, const char *words)
{
  PangoAttrList *attributes = NULL;
  g_autofree char *folded = NULL;
  g_auto (GStrv) list = NULL;

  if (text == NULL || words == NULL)
    return NULL;

  folded = gaung_fold (words);
  list = g_strsplit (folded, " ", -1);
  for (guint i = 0; list[i] != NULL; i++)
    {
      guint start, end;

      if (*list[i] != '\0' && gaung_fold_find (text, list[i], &start, &end))
        add_bold (&attributes, start, end);
    }

  return attributes;
}
