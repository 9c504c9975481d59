/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"
#include "gaung-service-form.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_SERVICE_EDITOR (gaung_service_editor_get_type ())
/* GaungServiceEditor: writes a service, with how people will see it beside. What is written is a draft in the
 * store from its first letter; closing keeps it. What others changed meanwhile is merged when it is saved, and
 * shown where both changed the same.
 *
 * Signal "saved" (string id). */
G_DECLARE_FINAL_TYPE (GaungServiceEditor, gaung_service_editor, GAUNG, SERVICE_EDITOR, AdwDialog)

/* @service NULL: a new one. */
GaungServiceEditor *gaung_service_editor_new (GaungContext *context, GaungRecord *service);
GaungServiceForm *gaung_service_editor_get_form (GaungServiceEditor *self);
/* Does nothing while something is wrong, and says what. */
void gaung_service_editor_save (GaungServiceEditor *self);
/* Throws away what is written. Can be taken back like everything else. */
void gaung_service_editor_discard (GaungServiceEditor *self);
/* What others changed meanwhile, a line each; "" for nothing. */
const char *gaung_service_editor_get_notice (GaungServiceEditor *self);
gboolean gaung_service_editor_is_changed (GaungServiceEditor *self);

G_END_DECLS
