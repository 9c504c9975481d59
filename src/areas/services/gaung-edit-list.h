/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-edit-field.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_EDIT_LIST (gaung_edit_list_get_type ())
/* GaungEditList: a list of sub-records (documents, steps, channels, costs) in a form: each a row that opens to its
 * fields, put in order by buttons or by dragging.
 *
 * Signal "changed". */
G_DECLARE_FINAL_TYPE (GaungEditList, gaung_edit_list, GAUNG, EDIT_LIST, GtkBox)

typedef struct
{
  const char *member;   /* of the service: "documents" */
  const char *add;      /* N_() of the button: "Add a Document" */
  const char *unnamed;  /* N_() of a row about which nothing is written yet: "New document" */
  const char *hidden[3];/* members of the sub-record that are no field of the form */
  char *(*describe) (JsonObject *object); /* one line about a row; (transfer full), "" for nothing */
} GaungEditListKind;

extern const GaungEditListKind gaung_edit_list_kinds[]; /* ends with a row whose member is NULL */
const GaungEditListKind *gaung_edit_list_kind_find (const char *member); /* (nullable) */

/* @document is kept, and has the list in it. */
GtkWidget *gaung_edit_list_new (const GaungField *field, JsonObject *document);
const GaungField *gaung_edit_list_get_field (GaungEditList *self);
guint gaung_edit_list_get_length (GaungEditList *self);
/* At the end, opened, and with the focus. */
void gaung_edit_list_add (GaungEditList *self);
void gaung_edit_list_remove (GaungEditList *self, guint position);
void gaung_edit_list_move (GaungEditList *self, guint from, guint to);
/* Opens the row. (transfer none) (nullable): the field of @member in it. */
GaungEditField *gaung_edit_list_open (GaungEditList *self, guint position, const char *member);

G_END_DECLS
