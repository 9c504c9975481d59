/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void gaung_glyph_warmer_start (GtkWidget *widget);

G_END_DECLS
