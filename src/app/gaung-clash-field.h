/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "gaung-merge.h"

G_BEGIN_DECLS

/* The columns, in their order on the screen and on the keys 1, 2, 3. */
typedef enum
{
  GAUNG_CLASH_BASE,   /* as I opened it */
  GAUNG_CLASH_MINE,
  GAUNG_CLASH_THEIRS,
  GAUNG_CLASH_N,
} GaungClashSide;

/* Under each column: who, when ("You, 09.12, not sent yet"). */
typedef struct
{
  const char *notes[GAUNG_CLASH_N];
} GaungClashNotes;

#define GAUNG_TYPE_CLASH_FIELD (gaung_clash_field_get_type ())
/* GaungClashField: one member that two people changed: three columns, of which one is chosen (theirs at first, which is
 * what stands until somebody decides), and for texts the result, which can be edited. In a narrow place the columns
 * stack. Property "is-narrow". Signal "changed". */
G_DECLARE_FINAL_TYPE (GaungClashField, gaung_clash_field, GAUNG, CLASH_FIELD, GtkBox)

/* @can_choose: FALSE for the sides whose value cannot follow what stands now (a state). @warning (nullable) says why. */
GtkWidget *gaung_clash_field_new (const GaungClash *clash, const GaungClashNotes *notes, const gboolean can_choose[GAUNG_CLASH_N], const char *warning, char *(*to_display) (const char *member, JsonNode *node, gpointer data), gpointer data);
const char *gaung_clash_field_get_member (GaungClashField *self);
GaungClashSide gaung_clash_field_get_choice (GaungClashField *self);
/* FALSE: that side cannot be chosen. */
gboolean gaung_clash_field_choose (GaungClashField *self, GaungClashSide side);
/* Was the result edited away from what was chosen? */
gboolean gaung_clash_field_is_edited (GaungClashField *self);
/* What shall stand; a JSON null: nothing. NULL with GAUNG_RECORD_ERROR_VALUE when what was typed does not fit. (transfer full) */
JsonNode *gaung_clash_field_get_value (GaungClashField *self, GError **error);
void gaung_clash_field_set_text (GaungClashField *self, const char *text);
void gaung_clash_field_set_narrow (GaungClashField *self, gboolean is_narrow);

G_END_DECLS
