/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* WireMessage: one HTTP/1.1 request or answer, as it came over a socket, byte by byte. */
typedef struct
{
  GByteArray *bytes; /* head and body as they came (chunks included) */
  gsize head;        /* length of the head with its empty line; 0: not complete yet */
  gsize wanted;      /* length of all; G_MAXSIZE: until the connection ends or the last chunk */
  gboolean is_chunked;
  gboolean is_last; /* the sender ends the connection after it */
} WireMessage;

/* Where the bytes come from: one end of a connection and what was read too much of it. */
typedef struct
{
  int descriptor;
  GByteArray *more;
  guint rate; /* bytes a second; 0: as they come */
} WireEnd;

void wire_end_init (WireEnd *end, int descriptor);
void wire_end_clear (WireEnd *end);

void wire_message_clear (WireMessage *message);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireMessage, wire_message_clear)

/* Reads until the head is complete. FALSE: the other end went away. @watch: a descriptor whose end
 * (or a byte on it) ends the waiting, too; -1: none. */
gboolean wire_read_head (WireEnd *end, WireMessage *message, int watch);
/* Reads on until @limit bytes are there, or all of them. Nothing is expected behind the head of an
 * answer to HEAD (@is_bare). FALSE: went away before. */
gboolean wire_read_body (WireEnd *end, WireMessage *message, gboolean is_bare, gsize limit, int watch);

/* The value of a header, without the spaces around it. (transfer full) (nullable) */
char *wire_message_get_header (const WireMessage *message, const char *name);
/* "POST /db/_bulk_docs" of a request. (transfer full) */
char *wire_message_get_request (const WireMessage *message);
/* The status of an answer. */
guint wire_message_get_status (const WireMessage *message);
/* The body without the frames of its chunks. (transfer full) */
GByteArray *wire_message_get_body (const WireMessage *message);

/* FALSE: the other end went away. @rate as above. */
gboolean wire_write (int descriptor, const void *bytes, gsize length, guint rate);

G_END_DECLS
