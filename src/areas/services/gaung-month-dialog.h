/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_MONTH_DIALOG (gaung_month_dialog_get_type ())
/* GaungMonthDialog: what the clock at the counter measured in a month, a row a service; as a PDF or a table, too. */
G_DECLARE_FINAL_TYPE (GaungMonthDialog, gaung_month_dialog, GAUNG, MONTH_DIALOG, AdwDialog)

/* Begins with the month that it is. */
GaungMonthDialog *gaung_month_dialog_new (GaungContext *context);
/* So many months further, or back. */
void gaung_month_dialog_step (GaungMonthDialog *self, int months);
gboolean gaung_month_dialog_is_loading (GaungMonthDialog *self);
guint gaung_month_dialog_get_n_services (GaungMonthDialog *self);
/* As the buttons do once a file was chosen. */
void gaung_month_dialog_save (GaungMonthDialog *self, GFile *file, gboolean is_table);

G_END_DECLS
