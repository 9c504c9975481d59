/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GAUNG_SAMPLE_PICTURE_WIDTH 480
#define GAUNG_SAMPLE_PICTURE_HEIGHT 320

guint gaung_sample_picture_count (void);
const char *gaung_sample_picture_get_name (guint scene);
GBytes *gaung_sample_picture_draw (guint scene);

G_END_DECLS
