/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-context.h"

G_BEGIN_DECLS

/* Shows what Gaung is, with what helps in a report: versions, kind of workspace, numbers; nothing
 * personal. */
void gaung_about_present (GaungContext *context, GtkWidget *parent);
/* The text of that. (transfer full) */
char *gaung_about_describe (GaungContext *context);

G_END_DECLS
