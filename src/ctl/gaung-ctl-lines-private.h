/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-ctl-writer-private.h"

G_BEGIN_DECLS

/* Hands every JSON line of @stream to @writer. @total bytes, 0 for a stream that somebody may be typing
 * into. FALSE: stopped, or the store or the stream is in trouble. */
gboolean gaung_ctl_put_lines (GaungCtl *ctl, GaungCtlWriter *writer, GInputStream *stream, const char *type, guint64 total, gboolean stops, GError **error);
/* A GaungCtlRefused that tells on standard error. */
void gaung_ctl_tell_refused (guint64 line, const GError *reason, const char *raw, gpointer data);

G_END_DECLS
