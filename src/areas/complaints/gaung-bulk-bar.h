/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GAUNG_TYPE_BULK_BAR (gaung_bulk_bar_get_type ())
/* GaungBulkBar: what can be done with several complaints at once. */
G_DECLARE_FINAL_TYPE (GaungBulkBar, gaung_bulk_bar, GAUNG, BULK_BAR, AdwBin)

GtkWidget *gaung_bulk_bar_new (void);
void gaung_bulk_bar_set_count (GaungBulkBar *self, guint count);

G_END_DECLS
