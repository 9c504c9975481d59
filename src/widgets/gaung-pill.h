/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* How near a deadline is. Each differs in shape as well as in colour (interface.md, principle 5): late
 * is ringed, soon filled, calm plain, paused dashed; the word is the caller's. */
typedef enum
{
  GAUNG_PILL_CALM,
  GAUNG_PILL_SOON,
  GAUNG_PILL_LATE,
  GAUNG_PILL_PAUSED,
  GAUNG_PILL_DONE,
} GaungPillStyle;

#define GAUNG_TYPE_PILL_STYLE (gaung_pill_style_get_type ())
GType gaung_pill_style_get_type (void);

#define GAUNG_TYPE_PILL (gaung_pill_get_type ())
/* GaungPill: a short word in a rounded box. Properties "label", "style". An empty label hides it. */
G_DECLARE_FINAL_TYPE (GaungPill, gaung_pill, GAUNG, PILL, AdwBin)

GtkWidget *gaung_pill_new (void);
void gaung_pill_set (GaungPill *self, const char *label, GaungPillStyle style);
const char *gaung_pill_get_label (GaungPill *self);
GaungPillStyle gaung_pill_get_style (GaungPill *self);

G_END_DECLS
