/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_SAVED_FILTERS (gaung_saved_filters_get_type ())
/* GaungSavedFilters: a popover with named filters, each with the number of complaints that it finds now.
 * They are kept in the workspace as query text, and can be written to and read from a file that
 * colleagues share. Signal "chosen" (string: query text). */
G_DECLARE_FINAL_TYPE (GaungSavedFilters, gaung_saved_filters, GAUNG, SAVED_FILTERS, GtkPopover)

GtkWidget *gaung_saved_filters_new (GaungContext *context);
/* What "Save" would save. */
void gaung_saved_filters_set_query (GaungSavedFilters *self, const GaungQuery *query);
/* Not in the way of the window; if the store refuses, that is shown. A name that is there already is replaced. */
void gaung_saved_filters_save (GaungSavedFilters *self, const char *name, const char *query);
/* Lines "name<TAB>query"; lines that are no query are left out. Returns how many were taken. */
guint gaung_saved_filters_import (GaungSavedFilters *self, const char *text);
char *gaung_saved_filters_export (GaungSavedFilters *self); /* (transfer full) */

G_END_DECLS
