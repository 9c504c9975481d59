/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"
#include "gaung-edit-check.h"
#include "gaung-edit-list.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_SERVICE_FORM (gaung_service_form_get_type ())
/* GaungServiceForm: a whole service to be written: what it is, where, and the fourteen components of its standard
 * in their two groups, each with the question whether it is confirmed.
 *
 * Signal "changed". */
G_DECLARE_FINAL_TYPE (GaungServiceForm, gaung_service_form, GAUNG, SERVICE_FORM, AdwBin)

void gaung_service_form_set_context (GaungServiceForm *self, GaungContext *context);
/* @document is kept, and every letter goes into it. */
void gaung_service_form_load (GaungServiceForm *self, JsonObject *document);
JsonObject *gaung_service_form_get_document (GaungServiceForm *self); /* (transfer none) (nullable) */
/* From now on says what is needed, too; the first that is wrong is opened and gets the focus. TRUE: all is right. */
gboolean gaung_service_form_check (GaungServiceForm *self);
/* (transfer none) (nullable); rows of lists are opened for it. */
GaungEditField *gaung_service_form_find_field (GaungServiceForm *self, const char *member);
GaungEditList *gaung_service_form_find_list (GaungServiceForm *self, const char *member);
/* Is the component of this nick said to be confirmed? */
void gaung_service_form_set_confirmed (GaungServiceForm *self, const char *component, gboolean is_confirmed);

G_END_DECLS
