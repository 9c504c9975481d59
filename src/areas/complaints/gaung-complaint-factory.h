/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-context.h"
#include "gaung-section-list.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_COMPLAINT_FACTORY (gaung_complaint_factory_get_type ())
/* GaungComplaintFactory: makes the rows and the section headers of the complaints list, and keeps their
 * times current.
 *
 * Signals: "entered" (uint position): a plain click; "held" (uint position): a long press. */
G_DECLARE_FINAL_TYPE (GaungComplaintFactory, gaung_complaint_factory, GAUNG, COMPLAINT_FACTORY, GObject)

GaungComplaintFactory *gaung_complaint_factory_new (GaungContext *context, GaungSectionList *sections);
GtkListItemFactory *gaung_complaint_factory_get_rows (GaungComplaintFactory *self);    /* (transfer none) */
GtkListItemFactory *gaung_complaint_factory_get_headers (GaungComplaintFactory *self); /* (transfer none) */
/* Hits of these are shown bold in rows bound from now on. */
void gaung_complaint_factory_set_words (GaungComplaintFactory *self, const char *words);
/* Fills the rows that scrolling, or any other movement, brings into sight. */
void gaung_complaint_factory_watch (GaungComplaintFactory *self, GtkWidget *scrolled);
void gaung_complaint_factory_update_time (GaungComplaintFactory *self);

G_END_DECLS
