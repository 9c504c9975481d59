/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "gaung-sheet.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_SHEET_PICTURE (gaung_sheet_picture_get_type ())
/* GaungSheetPicture: a page of a sheet as it will be on paper, as large as there is room for; white in any
 * colour scheme. */
G_DECLARE_FINAL_TYPE (GaungSheetPicture, gaung_sheet_picture, GAUNG, SHEET_PICTURE, GtkWidget)

/* @sheet (nullable); @page from 0. @label tells a screen reader what it is. */
void gaung_sheet_picture_set_page (GaungSheetPicture *self, GaungSheet *sheet, guint page, const char *label);

G_END_DECLS
