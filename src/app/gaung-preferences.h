/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"

G_BEGIN_DECLS

/* A row of the preferences that the search over everything finds. */
typedef struct
{
  const char *title; /* N_() */
  const char *page;  /* for gaung_preferences_show_page */
} GaungPreferenceHint;

#define GAUNG_TYPE_PREFERENCES (gaung_preferences_get_type ())
/* GaungPreferences: appearance, who I am, lock, notifications, calendars and deadlines, agencies. */
G_DECLARE_FINAL_TYPE (GaungPreferences, gaung_preferences, GAUNG, PREFERENCES, AdwPreferencesDialog)

AdwDialog *gaung_preferences_new (GaungContext *context);
/* "general", "security", "notifications", "deadlines", "agencies"; "" for the first. */
void gaung_preferences_show_page (GaungPreferences *self, const char *name);
/* Ends with a row whose title is NULL. */
const GaungPreferenceHint *gaung_preferences_get_hints (void);

G_END_DECLS
