/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTTP/1.1 as bytes: where a message ends, and nothing else. */
#define _GNU_SOURCE
#include "config.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "wire-message.h"

#define BLOCK 65536
#define SLICE_US 10000 /* of a line with a rate */

void
wire_end_init (WireEnd *end, int descriptor)
{
  *end = (WireEnd) { .descriptor = descriptor, .more = g_byte_array_new () };
}

void
wire_end_clear (WireEnd *end)
{
  g_clear_pointer (&end->more, g_byte_array_unref);
}

void
wire_message_clear (WireMessage *message)
{
  g_clear_pointer (&message->bytes, g_byte_array_unref);
}

/* Waits until there is something to read. FALSE: @watch ended it. */
static gboolean
wait_for_bytes (WireEnd *end, int watch)
{
  struct pollfd ends[2]
      = { { .fd = end->descriptor, .events = POLLIN }, { .fd = watch, .events = POLLIN } };

  while (poll (ends, 2, -1) < 0)
    if (errno != EINTR)
      return FALSE;
  return watch < 0 || ends[1].revents == 0 || ends[0].revents != 0;
}

/* Appends what comes; FALSE: nothing comes any more. */
static gboolean
read_some (WireEnd *end, GByteArray *bytes, int watch)
{
  gsize most = end->rate > 0 ? MAX (1, end->rate / (G_USEC_PER_SEC / SLICE_US)) : BLOCK;
  guint8 block[BLOCK];
  gssize n;

  if (end->more->len > 0)
    {
      g_byte_array_append (bytes, end->more->data, end->more->len);
      g_byte_array_set_size (end->more, 0);
      return TRUE;
    }
  if (!wait_for_bytes (end, watch))
    return FALSE;
  if (end->rate > 0)
    g_usleep (SLICE_US);
  do
    n = recv (end->descriptor, block, MIN (most, sizeof block), 0);
  while (n < 0 && errno == EINTR);
  if (n <= 0)
    return FALSE;
  g_byte_array_append (bytes, block, n);
  return TRUE;
}

static const guint8 *
find (const GByteArray *bytes, gsize from, const char *what)
{
  return from < bytes->len ? memmem (bytes->data + from, bytes->len - from, what, strlen (what))
                           : NULL;
}

gboolean
wire_read_head (WireEnd *end, WireMessage *message, int watch)
{
  const guint8 *empty_line;

  message->bytes = g_byte_array_new ();
  while ((empty_line = find (message->bytes, 0, "\r\n\r\n")) == NULL)
    if (!read_some (end, message->bytes, watch))
      return FALSE;
  message->head = empty_line + 4 - message->bytes->data;
  return TRUE;
}

/* Where the last chunk ends; 0: it is not here yet. */
static gsize
find_end_of_chunks (const WireMessage *message)
{
  gsize at = message->head;
  const guint8 *line;

  while ((line = find (message->bytes, at, "\r\n")) != NULL)
    {
      gsize size = g_ascii_strtoull ((const char *) message->bytes->data + at, NULL, 16);
      gsize begin = line + 2 - message->bytes->data;

      if (size == 0)
        return begin + 2 <= message->bytes->len ? begin + 2 : 0;
      at = begin + size + 2;
    }
  return 0;
}

static void
measure (WireMessage *message, gboolean is_bare)
{
  g_autofree char *length = wire_message_get_header (message, "Content-Length");
  g_autofree char *coding = wire_message_get_header (message, "Transfer-Encoding");
  g_autofree char *connection = wire_message_get_header (message, "Connection");
  gboolean is_answer = memcmp (message->bytes->data, "HTTP/", strlen ("HTTP/")) == 0;
  guint status = is_answer ? wire_message_get_status (message) : 0;

  message->is_last = connection != NULL && g_ascii_strcasecmp (connection, "close") == 0;
  message->is_chunked = coding != NULL && g_ascii_strcasecmp (coding, "chunked") == 0;
  if (is_bare || status / 100 == 1 || status == 204 || status == 304)
    message->wanted = message->head;
  else if (message->is_chunked)
    message->wanted = G_MAXSIZE;
  else if (length != NULL)
    message->wanted = message->head + g_ascii_strtoull (length, NULL, 10);
  else
    message->wanted = is_answer ? G_MAXSIZE : message->head;
}

gboolean
wire_read_body (WireEnd *end, WireMessage *message, gboolean is_bare, gsize limit, int watch)
{
  measure (message, is_bare);
  for (;;)
    {
      if (message->is_chunked && message->wanted == G_MAXSIZE && find_end_of_chunks (message) > 0)
        message->wanted = find_end_of_chunks (message);
      if (message->bytes->len >= MIN (message->wanted, limit))
        break;
      if (!read_some (end, message->bytes, watch))
        {
          message->is_last = TRUE;
          /* Without a length, the end of the connection is that of the answer. */
          return message->wanted == G_MAXSIZE && !message->is_chunked;
        }
    }
  if (message->bytes->len > message->wanted)
    {
      g_byte_array_append (
          end->more, message->bytes->data + message->wanted, message->bytes->len - message->wanted);
      g_byte_array_set_size (message->bytes, message->wanted);
    }
  return TRUE;
}

char *
wire_message_get_header (const WireMessage *message, const char *name)
{
  g_autofree char *head = g_strndup ((const char *) message->bytes->data, message->head);
  g_auto (GStrv) lines = g_strsplit (head, "\r\n", -1);
  gsize length = strlen (name);

  for (guint i = 1; lines[i] != NULL; i++)
    if (g_ascii_strncasecmp (lines[i], name, length) == 0 && lines[i][length] == ':')
      return g_strstrip (g_strdup (lines[i] + length + 1));
  return NULL;
}

char *
wire_message_get_request (const WireMessage *message)
{
  const char *line = (const char *) message->bytes->data;
  const char *end = g_strstr_len (line, (gssize) message->head, " HTTP/");

  return end != NULL ? g_strndup (line, end - line) : g_strdup ("");
}

guint
wire_message_get_status (const WireMessage *message)
{
  g_autofree char *digits = NULL;

  if (message->head <= 12)
    return 0;
  digits = g_strndup ((const char *) message->bytes->data + strlen ("HTTP/1.1 "), 3);
  return (guint) g_ascii_strtoull (digits, NULL, 10);
}

GByteArray *
wire_message_get_body (const WireMessage *message)
{
  GByteArray *body = g_byte_array_new ();
  const guint8 *data = message->bytes->data;
  gsize at = message->head;
  const guint8 *line;

  if (!message->is_chunked)
    {
      g_byte_array_append (body, data + at, message->bytes->len - at);
      return body;
    }
  while ((line = find (message->bytes, at, "\r\n")) != NULL)
    {
      gsize size = g_ascii_strtoull ((const char *) data + at, NULL, 16);

      at = line + 2 - data;
      if (size == 0 || at + size > message->bytes->len)
        break;
      g_byte_array_append (body, data + at, size);
      at += size + 2;
    }
  return body;
}

gboolean
wire_write (int descriptor, const void *bytes, gsize length, guint rate)
{
  gsize most = rate > 0 ? MAX (1, rate / (G_USEC_PER_SEC / SLICE_US)) : length;
  const guint8 *at = bytes;

  while (length > 0)
    {
      gssize n = send (descriptor, at, MIN (most, length), MSG_NOSIGNAL);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      at += n;
      length -= n;
      if (rate > 0 && length > 0)
        g_usleep (SLICE_US);
    }
  return TRUE;
}
