/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"
#include "gaung-hand-out.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_HAND_OUT_DIALOG (gaung_hand_out_dialog_get_type ())
/* GaungHandOutDialog: a service on paper or as a text: which, how it will look, and then to the printer, into a
 * file or to the clipboard. What was printed or saved is written into the history of the service. */
G_DECLARE_FINAL_TYPE (GaungHandOutDialog, gaung_hand_out_dialog, GAUNG, HAND_OUT_DIALOG, AdwDialog)

GaungHandOutDialog *gaung_hand_out_dialog_new (GaungContext *context, GaungRecord *service);
void gaung_hand_out_dialog_set_kind (GaungHandOutDialog *self, GaungHandOutKind kind);
/* Of the slip: the line of the checklist, from 0. */
void gaung_hand_out_dialog_set_missing (GaungHandOutDialog *self, guint slot, gboolean is_missing);
/* The sheet that is shown. (nullable): a message, or nothing is ticked yet */
GaungSheet *gaung_hand_out_dialog_get_sheet (GaungHandOutDialog *self);
/* As "Save as PDF…" does once a file was chosen, and as "Copy". */
void gaung_hand_out_dialog_save (GaungHandOutDialog *self, GFile *file);
void gaung_hand_out_dialog_copy (GaungHandOutDialog *self);

G_END_DECLS
