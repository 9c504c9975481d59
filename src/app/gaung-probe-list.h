/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-account.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_PROBE_LIST (gaung_probe_list_get_type ())
/* GaungProbeList: the six steps of trying a connection out, each with its state in shape, word and colour while it goes
 * on, and what was found in plain words. */
G_DECLARE_FINAL_TYPE (GaungProbeList, gaung_probe_list, GAUNG, PROBE_LIST, AdwPreferencesGroup)

GtkWidget *gaung_probe_list_new (void);
/* All steps wait. */
void gaung_probe_list_reset (GaungProbeList *self);
void gaung_probe_list_show_step (GaungProbeList *self, GaungProbeStep step, GaungProbeState state, const char *text);
/* Begins a probe and shows it; what is under way is given up. @callback gets the list as its source:
 * gaung_probe_list_run_finish(). */
void gaung_probe_list_run_async (GaungProbeList *self, GaungAccount *account, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/* (transfer full); NULL: cancelled */
GaungProbe *gaung_probe_list_run_finish (GaungProbeList *self, GAsyncResult *result, GError **error);

G_END_DECLS
