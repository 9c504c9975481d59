/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text as search sees it: compatibility-decomposed, without marks, lower case, every run of anything
 * but letters and digits one space, none at the ends. "Jl. Slamet Riyadi, №5" → "jl slamet riyadi no5".
 * (transfer full) */
char *gaung_fold (const char *text);
/* The same without any space: for names whose spelling varies (Pasar Kliwon/Pasarkliwon). */
char *gaung_fold_key (const char *text);
/* Text safe to show on one line: control characters, line ends and directional overrides become
 * spaces or go, at most @max_characters with an ellipsis (0: no limit). (transfer full) */
char *gaung_text_to_line (const char *text, guint max_characters);
/* Adds @part (nullable) to a line of facts, after a middle dot where there is one before; nothing for "". */
void gaung_text_append_part (GString *line, const char *part);
/* Finds where a folded search word begins in @text, for highlighting. Byte offsets. */
gboolean gaung_fold_find (const char *text, const char *folded_word, guint *start, guint *end);

G_END_DECLS
