/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* RawServer: reads a request and writes given bytes, right or wrong, on the loopback. */
typedef struct _RawServer RawServer;

typedef enum
{
  RAW_END_CLOSE,   /* and hang up */
  RAW_END_HANG,    /* and say nothing more until the client goes */
  RAW_END_ENDLESS, /* and write the last byte for ever */
} RawEnd;

RawServer *raw_server_new (void);
void raw_server_free (RawServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RawServer, raw_server_free)
const char *raw_server_get_address (RawServer *self);
/* For the connections to come. */
void raw_server_set_answer (RawServer *self, const char *bytes, gsize length, RawEnd end);
/* Requests that were read. */
guint raw_server_count (RawServer *self);
/* Waits until a request was read and its bytes were written, since the last call. */
void raw_server_wait (RawServer *self);
/* How much an endless answer came to. */
guint64 raw_server_get_written (RawServer *self);

G_END_DECLS
