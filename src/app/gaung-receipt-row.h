/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-outbox.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_RECEIPT_ROW (gaung_receipt_row_get_type ())
/* GaungReceiptRow: what was sent, when it was written and sent, and its number on the server. Made to be used again and again. */
G_DECLARE_FINAL_TYPE (GaungReceiptRow, gaung_receipt_row, GAUNG, RECEIPT_ROW, AdwBin)

GtkWidget *gaung_receipt_row_new (void);
void gaung_receipt_row_show (GaungReceiptRow *self, const GaungReceipt *receipt);
/* All of it, for screen readers. */
const char *gaung_receipt_row_get_label (GaungReceiptRow *self);

G_END_DECLS
