/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server that does what no HTTP library would. */
#include "config.h"

#include <string.h>

#include "raw-server.h"

struct _RawServer
{
  GSocketService *service;
  char *address;
  GMutex lock;
  GCond cond;
  GBytes *answer;
  RawEnd end;
  guint n_requests;
  guint n_answered;
  guint64 written;
  gboolean is_over;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
};

/* The head and the body of a request; FALSE: the client went away. */
static gboolean
read_request (GInputStream *input)
{
  g_autoptr (GString) request = g_string_new (NULL);
  char buffer[4096];
  gsize wanted = G_MAXSIZE;
  const char *end;
  const char *length;

  while (request->len < wanted)
    {
      gssize n = g_input_stream_read (input, buffer, sizeof buffer, NULL, NULL);

      if (n <= 0)
        return FALSE;
      g_string_append_len (request, buffer, n);
      end = strstr (request->str, "\r\n\r\n");
      if (end == NULL || wanted != G_MAXSIZE)
        continue;
      length = strstr (request->str, "Content-Length: ");
      wanted = end + 4 - request->str;
      if (length != NULL && length < end)
        wanted += g_ascii_strtoull (length + strlen ("Content-Length: "), NULL, 10);
    }
  return TRUE;
}

static void
write_endlessly (RawServer *self, GOutputStream *output)
{
  char block[4096];
  gboolean is_over = FALSE;

  memset (block, ' ', sizeof block);
  while (!is_over && g_output_stream_write_all (output, block, sizeof block, NULL, NULL, NULL))
    {
      g_mutex_lock (&self->lock);
      self->written += sizeof block;
      is_over = self->is_over;
      g_mutex_unlock (&self->lock);
    }
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection *connection,
        GObject *source,
        gpointer data)
{
  RawServer *self = data;
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autoptr (GBytes) answer = NULL;
  RawEnd end;
  char byte;

  if (!read_request (input))
    return TRUE;
  g_mutex_lock (&self->lock);
  self->n_requests++;
  answer = g_bytes_ref (self->answer);
  end = self->end;
  g_mutex_unlock (&self->lock);

  g_output_stream_write_all (
      output, g_bytes_get_data (answer, NULL), g_bytes_get_size (answer), NULL, NULL, NULL);
  g_mutex_lock (&self->lock);
  self->n_answered++;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);

  if (end == RAW_END_ENDLESS)
    write_endlessly (self, output);
  else if (end == RAW_END_HANG)
    g_input_stream_read (input, &byte, 1, NULL, NULL);
  return TRUE;
}

static gpointer
serve (gpointer data)
{
  RawServer *self = data;

  g_main_context_push_thread_default (self->context);
  g_socket_service_start (self->service);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static gboolean
stop_cb (gpointer data)
{
  RawServer *self = data;

  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

RawServer *
raw_server_new (void)
{
  RawServer *self = g_new0 (RawServer, 1);
  guint16 port;

  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
  self->answer = g_bytes_new_static ("", 0);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_main_context_push_thread_default (self->context);
  self->service = g_threaded_socket_service_new (32);
  g_socket_service_stop (self->service);
  {
    g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
    g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
    g_autoptr (GSocketAddress) got = NULL;

    g_assert_true (g_socket_listener_add_address (G_SOCKET_LISTENER (self->service),
                                                  wanted,
                                                  G_SOCKET_TYPE_STREAM,
                                                  G_SOCKET_PROTOCOL_TCP,
                                                  NULL,
                                                  &got,
                                                  NULL));
    port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
  }
  g_main_context_pop_thread_default (self->context);
  g_signal_connect (self->service, "run", G_CALLBACK (run_cb), self);
  self->address = g_strdup_printf ("http://127.0.0.1:%u/", port);
  self->thread = g_thread_new ("raw-server", serve, self);
  return self;
}

void
raw_server_free (RawServer *self)
{
  gpointer service = self->service;

  g_mutex_lock (&self->lock);
  self->is_over = TRUE;
  g_mutex_unlock (&self->lock);
  g_main_context_invoke (self->context, stop_cb, self);
  g_thread_join (self->thread);
  /* What was being accepted holds the service, and each of its threads does while its client stays.
   */
  g_object_add_weak_pointer (G_OBJECT (self->service), &service);
  g_object_unref (self->service);
  while (g_atomic_pointer_get (&service) != NULL)
    {
      while (g_main_context_iteration (self->context, FALSE))
        continue;
      g_usleep (1000);
    }
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_bytes_unref (self->answer);
  g_free (self->address);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
  g_free (self);
}

const char *
raw_server_get_address (RawServer *self)
{
  return self->address;
}

void
raw_server_set_answer (RawServer *self, const char *bytes, gsize length, RawEnd end)
{
  g_mutex_lock (&self->lock);
  g_bytes_unref (self->answer);
  self->answer = g_bytes_new (bytes, length);
  self->end = end;
  g_mutex_unlock (&self->lock);
}

guint
raw_server_count (RawServer *self)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = self->n_requests;
  g_mutex_unlock (&self->lock);
  return n;
}

void
raw_server_wait (RawServer *self)
{
  g_mutex_lock (&self->lock);
  while (self->n_answered == 0)
    g_cond_wait (&self->cond, &self->lock);
  self->n_answered = 0;
  g_mutex_unlock (&self->lock);
}

guint64
raw_server_get_written (RawServer *self)
{
  guint64 written;

  g_mutex_lock (&self->lock);
  written = self->written;
  g_mutex_unlock (&self->lock);
  return written;
}
