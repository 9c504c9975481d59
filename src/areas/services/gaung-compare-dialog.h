/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_COMPARE_DIALOG (gaung_compare_dialog_get_type ())
/* GaungCompareDialog: two versions of a service side by side, from what its history says was changed: which
 * members differ, and in them which words. */
G_DECLARE_FINAL_TYPE (GaungCompareDialog, gaung_compare_dialog, GAUNG, COMPARE_DIALOG, AdwDialog)

GaungCompareDialog *gaung_compare_dialog_new (GaungContext *context, GaungRecord *service);
/* How many versions there are: the first, and one after each change. */
guint gaung_compare_dialog_get_n_versions (GaungCompareDialog *self);
/* Chooses two; the order is put right. */
void gaung_compare_dialog_set_versions (GaungCompareDialog *self, guint from, guint to);
guint gaung_compare_dialog_get_n_differences (GaungCompareDialog *self);

G_END_DECLS
