/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_CLAIM_NOTICE (gaung_claim_notice_get_type ())
/* GaungClaimNotice: tells, once and in a friendly way, when somebody else took a complaint first that this account had taken,
 * too, and that what was written about it is kept as a note. Signal "told" (string): what was said. */
G_DECLARE_FINAL_TYPE (GaungClaimNotice, gaung_claim_notice, GAUNG, CLAIM_NOTICE, GObject)

/* @from: where it is shown; not owned, must live longer. */
GaungClaimNotice *gaung_claim_notice_new (GaungContext *context, GtkWidget *from);

G_END_DECLS
