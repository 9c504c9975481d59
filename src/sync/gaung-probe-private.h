/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is wrong and what to do, for somebody who connects for the first time, with a token or a password. (transfer full) */
char *gaung_probe_explain (const GError *error, gboolean is_token);
/* @skew_ms: this computer's clock minus the server's. (transfer full) */
char *gaung_probe_describe_skew (gint64 skew_ms);

G_END_DECLS
