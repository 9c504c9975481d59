/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-record.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_EDIT_FIELD (gaung_edit_field_get_type ())
/* GaungEditField: one member of a document as a row of a form: its name, what is written, and below how that is
 * understood or why it cannot be so. Every letter goes into the document at once (gaung-edit-check.h).
 *
 * Signal "changed". */
G_DECLARE_FINAL_TYPE (GaungEditField, gaung_edit_field, GAUNG, EDIT_FIELD, AdwPreferencesRow)

/* @field of any kind but RECORDS and LOCALIZED; @object has the member and is kept. */
GtkWidget *gaung_edit_field_new (const GaungField *field, JsonObject *object);
/* The same as a choice among @values, shown as @labels; what is none of them stays until one is chosen. */
GtkWidget *gaung_edit_field_new_choice (const GaungField *field, JsonObject *object, const char *const *values, const char *const *labels);
const GaungField *gaung_edit_field_get_field (GaungEditField *self);
/* From now on an empty field that is required is said to be wrong. */
void gaung_edit_field_insist (GaungEditField *self);
/* Looks again, after another member was changed that it depends on. */
void gaung_edit_field_review (GaungEditField *self);
/* What stands below. (transfer full) */
char *gaung_edit_field_get_note (GaungEditField *self);
gboolean gaung_edit_field_is_wrong (GaungEditField *self);
/* As if it were typed, or chosen by its value ("true", "false" for a switch). */
void gaung_edit_field_enter (GaungEditField *self, const char *text);

G_END_DECLS
