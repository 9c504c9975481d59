/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_FILTER_BAR (gaung_filter_bar_get_type ())
/* GaungFilterBar: the conditions of the complaints list as chips: state, category, district, channel,
 * received, and the marks new, postponed, anonymous, secret. Signal "changed". */
G_DECLARE_FINAL_TYPE (GaungFilterBar, gaung_filter_bar, GAUNG, FILTER_BAR, AdwBin)

GtkWidget *gaung_filter_bar_new (void);
void gaung_filter_bar_set_context (GaungFilterBar *self, GaungContext *context);
/* Puts the conditions into @query, or takes them from there (without "changed"). */
void gaung_filter_bar_apply (GaungFilterBar *self, GaungQuery *query);
void gaung_filter_bar_load (GaungFilterBar *self, const GaungQuery *query);
/* Does @query ask for more than scope, words and order tell? */
gboolean gaung_filter_bar_has_filters (const GaungQuery *query);
gboolean gaung_filter_bar_is_active (GaungFilterBar *self);
void gaung_filter_bar_clear (GaungFilterBar *self);

G_END_DECLS
