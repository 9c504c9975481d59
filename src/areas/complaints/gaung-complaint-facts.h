/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-complaint.h"
#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_COMPLAINT_FACTS (gaung_complaint_facts_get_type ())
/* GaungComplaintFacts: who, where, who deals with it, and what is alike. The reporter is masked until
 * "Show" is pressed: that is a "reveal" entry first, and only then shown, for this view alone.
 *
 * Signal "reveal" (GStrv members): the owner writes the entry and then calls
 * gaung_complaint_facts_show_reporter. */
G_DECLARE_FINAL_TYPE (GaungComplaintFacts, gaung_complaint_facts, GAUNG, COMPLAINT_FACTS, AdwBin)

GtkWidget *gaung_complaint_facts_new (void);
/* @reporter may be NULL. Another complaint than before is masked anew. */
void gaung_complaint_facts_set (GaungComplaintFacts *self, GaungContext *context, GaungComplaint *complaint, GaungRecord *reporter);
void gaung_complaint_facts_show_reporter (GaungComplaintFacts *self);
gboolean gaung_complaint_facts_is_revealed (GaungComplaintFacts *self);
/* What is said of the reporter now; for tests. (transfer none) */
const char *gaung_complaint_facts_get_reporter_text (GaungComplaintFacts *self);
/* (element-type GaungComplaint); NULL: they are being looked for */
void gaung_complaint_facts_set_similar (GaungComplaintFacts *self, GPtrArray *similar);

/* The promised day, NULL if nothing was promised (transfer none); for tests */
const char *gaung_complaint_facts_get_promise_text (GaungComplaintFacts *self);
gboolean gaung_complaint_facts_is_promise_late (GaungComplaintFacts *self);

G_END_DECLS
