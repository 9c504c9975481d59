/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

/* Which words two texts do not share: struck through in @before, bold and underlined in @after. Nothing is told
 * by colour alone. Very long texts are not looked at word by word. (transfer full) both */
void gaung_word_difference (const char *before, const char *after, PangoAttrList **before_attributes, PangoAttrList **after_attributes);

G_END_DECLS
