/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_RECEIPT_BOOK (gaung_receipt_book_get_type ())
/* GaungReceiptBook: what the server has taken, day by day: written 09.12, sent 09.40, the server's revision; and the
 * close of the day, to print or to save. */
G_DECLARE_FINAL_TYPE (GaungReceiptBook, gaung_receipt_book, GAUNG, RECEIPT_BOOK, AdwDialog)

AdwDialog *gaung_receipt_book_new (GaungContext *context);
void gaung_receipt_book_show_day (GaungReceiptBook *self, GaungDay day);
gboolean gaung_receipt_book_is_settled (GaungReceiptBook *self);

G_END_DECLS
