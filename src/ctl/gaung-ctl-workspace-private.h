/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-ctl-private.h"

G_BEGIN_DECLS

#define GAUNG_CTL_SAMPLE_COMPLAINTS 100
#define GAUNG_CTL_SAMPLE_SEED 1

/* Makes and opens a workspace where --workspace says, or beside the others. FALSE: told. */
gboolean gaung_ctl_create_workspace (GaungCtl *ctl, GaungWorkspaceKind kind, const char *name, GaungCtlStatus *status);
/* @now GAUNG_INSTANT_NONE: the present */
GaungCtlStatus gaung_ctl_fill_sample (GaungCtl *ctl, guint n_complaints, guint64 seed, GaungInstant now);

G_END_DECLS
