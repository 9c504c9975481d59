/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-context.h"

G_BEGIN_DECLS

/* A row for everything that was begun and neither sent nor saved: replies, notes, reasons, corrections, a
 * complaint that is being entered. (transfer full) (element-type GtkWidget), each floating */
GPtrArray *gaung_home_make_draft_rows (GaungContext *context);

G_END_DECLS
