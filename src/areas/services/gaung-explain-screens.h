/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-record.h"

G_BEGIN_DECLS

/* The screens of the explain mode: one thought each, first all of it at a glance, then cost and time, what
 * to bring, each step, and where. Only what a visitor may read: nothing of checks, history or complaints. */
typedef struct
{
  GaungRecord *service;
  GaungRecord *agency; /* (nullable) */
  GaungInstant now;    /* alerts and closures are those of its day */
  GPtrArray *screens;  /* (element-type GtkWidget): a GtkScrolledWindow each, its accessible name what it tells */
  GtkLabel *cost;      /* (nullable): on the first screen; on one line where there is room */
  GPtrArray *rows;     /* (element-type GtkBox): side by side where there is room, else below each other */
} GaungExplainScreens;

/* @agency (nullable). (transfer full) */
GaungExplainScreens *gaung_explain_screens_new (GaungRecord *service, GaungRecord *agency, GaungInstant now);
void gaung_explain_screens_free (GaungExplainScreens *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungExplainScreens, gaung_explain_screens_free)

G_END_DECLS
