/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-complaint-job.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_FACTS_DIALOG (gaung_facts_dialog_get_type ())
/* GaungFactsDialog: corrects what a complaint says of itself: title, category, kind, day, place, channel and
 * the two flags. What is typed is a draft, with what it was typed upon: when somebody else changed the
 * complaint meanwhile, what is typed stays, the rest follows, and the dialog says what is new.
 *
 * Signal "saved" (GaungComplaintJob). */
G_DECLARE_FINAL_TYPE (GaungFactsDialog, gaung_facts_dialog, GAUNG, FACTS_DIALOG, AdwDialog)

GaungFactsDialog *gaung_facts_dialog_new (GaungContext *context, GaungComplaint *complaint);
void gaung_facts_dialog_save (GaungFactsDialog *self);

/* For tests. @member of the complaint, or "place" for what people say; flags are "true" and "false". */
void gaung_facts_dialog_enter (GaungFactsDialog *self, const char *member, const char *value);
/* The complaint as it would be saved. (transfer full), NULL while something cannot be read */
GaungRecord *gaung_facts_dialog_get_record (GaungFactsDialog *self);
/* What somebody else changed meanwhile, a line each; "" if nothing (transfer none) */
const char *gaung_facts_dialog_get_notice (GaungFactsDialog *self);

G_END_DECLS
