/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-complaint.h"
#include "gaung-context.h"

G_BEGIN_DECLS

/* What quick entry asks for, as text; strings are never NULL but for the chosen ones (category, class,
 * channel, district, village), where NULL is "not known". */
typedef struct
{
  char *text;
  char *title;
  gboolean is_title_own;
  char *category;
  char *class;
  char *channel;
  char *street;
  char *district;
  char *village;
  char *received; /* "24/11/2026 11.50" */
  char *name;
  char *telephone;
  char *nik;
  gboolean is_anonymous;
  gboolean is_secret;
} GaungEntryForm;

GaungEntryForm *gaung_entry_form_new (void);
void gaung_entry_form_free (GaungEntryForm *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungEntryForm, gaung_entry_form_free)
/* From a draft; what is not in it is as for a telephone call at @now. */
GaungEntryForm *gaung_entry_form_new_from_text (const char *json, GaungInstant now);
char *gaung_entry_form_to_text (const GaungEntryForm *self);
gboolean gaung_entry_form_is_complete (const GaungEntryForm *self);
/* A line for each number or time that looks wrong: told, never refused. (transfer full), "" if none */
char *gaung_entry_form_get_warnings (const GaungEntryForm *self, GaungDay today);
/* "24/11/2026 11.50", "24/11/2026"; FALSE if it is neither */
gboolean gaung_entry_form_parse_received (const char *text, GaungInstant *instant);
/* @reporter: id of the person, NULL if none */
GaungRecord *gaung_entry_form_create_complaint (const GaungEntryForm *self, GaungContext *context, const char *reporter, GError **error);
/* Person, complaint and the entry that it was taken in. Returns the complaint's id. (transfer full) */
char *gaung_entry_form_add_to_batch (const GaungEntryForm *self, GaungContext *context, GaungBatch *batch, GError **error);

G_END_DECLS
