/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Lines of a stream, however long they claim to be. */
typedef struct _GaungLineReader GaungLineReader;

/* @max_bytes: what is longer is read to its end and left out. */
GaungLineReader *gaung_line_reader_new (GInputStream *stream, gsize max_bytes);
void gaung_line_reader_free (GaungLineReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungLineReader, gaung_line_reader_free)

/* The next line without its end, and its number from 1. (transfer none): until the next call. NULL with
 * an error, or without one at the end of the stream. @is_too_long: the line was left out, and is "". */
const char *gaung_line_reader_next (GaungLineReader *self, gsize *length, guint64 *number, gboolean *is_too_long, GCancellable *cancellable, GError **error);
/* Would the next call have to wait for the stream? */
gboolean gaung_line_reader_is_drained (GaungLineReader *self);

G_END_DECLS
