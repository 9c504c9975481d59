/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"

G_BEGIN_DECLS

typedef enum
{
  GAUNG_VOICE_REPLY, /* citizens read it: blue */
  GAUNG_VOICE_NOTE,  /* stays inside: amber, with a lock */
  GAUNG_N_VOICES
} GaungVoice;

#define GAUNG_TYPE_COMPOSER (gaung_composer_get_type ())
/* GaungComposer: where a public reply or an internal note is written. The two differ by the word on the
 * button, colour, icon and shortcut, and each has a text of its own: switching never carries one over
 * (interface.md, principle 6). Every text is a draft in the store from its first letter.
 *
 * Signals: "send" (gboolean and_next), "attach", "failed" (GError *: a draft could not be written).
 * Action: "composer.send" (b). */
G_DECLARE_FINAL_TYPE (GaungComposer, gaung_composer, GAUNG, COMPOSER, AdwBin)

void gaung_composer_set_context (GaungComposer *self, GaungContext *context);
/* The record to which what is written belongs: its drafts are loaded, those of the former one written. */
void gaung_composer_set_record (GaungComposer *self, const char *id);
/* What templates are for: state and category choose among them, placeholders fill them. */
void gaung_composer_set_subject (GaungComposer *self, const char *state, const char *category);
void gaung_composer_set_placeholder (GaungComposer *self, const char *name, const char *value);
/* Short words on the switch, for 360 px. */
void gaung_composer_set_narrow (GaungComposer *self, gboolean is_narrow);
/* The button below what stands beside it otherwise, for large letters at 360 px. */
void gaung_composer_set_stacked (GaungComposer *self, gboolean is_stacked);

GaungVoice gaung_composer_get_voice (GaungComposer *self);
/* Switches and takes the focus. */
void gaung_composer_open_voice (GaungComposer *self, GaungVoice voice);
char *gaung_composer_get_text (GaungComposer *self, GaungVoice voice); /* (transfer full), stripped */
void gaung_composer_set_text (GaungComposer *self, GaungVoice voice, const char *text);
gboolean gaung_composer_get_is_final (GaungComposer *self);
void gaung_composer_set_is_final (GaungComposer *self, gboolean is_final);
GStrv gaung_composer_get_attachments (GaungComposer *self, GaungVoice voice); /* (transfer full) */
void gaung_composer_add_attachment (GaungComposer *self, GaungVoice voice, const char *id, const char *name);
/* Removes the drafts of @voice in the caller's batch, so that text and entry change hands at once. */
void gaung_composer_take (GaungComposer *self, GaungVoice voice, GPtrArray *draft_keys);
/* The text was written as an entry: empties the field. */
void gaung_composer_clear (GaungComposer *self, GaungVoice voice);
/* Writes every draft now. */
void gaung_composer_flush (GaungComposer *self);
void gaung_composer_set_sending (GaungComposer *self, gboolean is_sending);

G_END_DECLS
