/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-ctl-private.h"

G_BEGIN_DECLS

/* The query of argv[1] … in its text form. @sort NULL and @limit -1: as the text says. NULL: told. */
GaungQuery *gaung_ctl_read_query (int argc, char **argv, const char *sort, gint64 limit, GaungCtlStatus *status);

G_END_DECLS
