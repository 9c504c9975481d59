/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Attributes that make every place bold at which one of the searched @words begins in @text, as the
 * search folds them. Never markup: @text may be anything. (transfer full), NULL when nothing is hit. */
PangoAttrList *gaung_highlight_new (const char *text, const char *words);

G_END_DECLS
