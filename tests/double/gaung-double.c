/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungDouble: the thread, the server in it, and the faults. What tests ask of it from outside is
 * in gaung-double-world.c. */
#include "config.h"

#include <string.h>

#include "gaung-double-private.h"
#include "gaung-double-world-private.h"

static void
add_headers (GaungDouble *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) told = g_date_time_add_seconds (now, self->clock_offset);
  g_autofree char *date = soup_date_time_to_string (told, SOUP_DATE_HTTP);
  g_autofree char *id = g_strdup_printf ("%010x", ++self->n_requests);

  soup_message_headers_replace (headers, "Cache-Control", "must-revalidate");
  soup_message_headers_replace (headers, "Date", date);
  soup_message_headers_replace (headers, "X-Couch-Request-ID", id);
  soup_message_headers_replace (headers, "X-CouchDB-Body-Time", "0");
}

static GBytes *
read_body (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autoptr (GBytes) sent
      = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autoptr (GZlibDecompressor) unpacker = NULL;

  if (g_strcmp0 (soup_message_headers_get_one (headers, "Content-Encoding"), "gzip") != 0)
    return g_steal_pointer (&sent);
  unpacker = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  return g_converter_convert_bytes (G_CONVERTER (unpacker), sent, NULL);
}

static char **
split_path (GUri *uri)
{
  g_auto (GStrv) escaped = g_strsplit (g_uri_get_path (uri) + 1, "/", -1);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();

  for (guint i = 0; escaped[i] != NULL; i++)
    g_strv_builder_take (parts, g_uri_unescape_string (escaped[i], NULL));
  return g_strv_builder_end (parts);
}

static void
cut (SoupServerMessage *message)
{
  GSocket *socket = soup_server_message_get_socket (message);

  g_socket_shutdown (socket, TRUE, TRUE, NULL);
  soup_server_message_set_status (message, 500, NULL);
}

static void
answer_html (SoupServerMessage *message, guint status)
{
  static const char page[] = "<!DOCTYPE html><title>Free network</title><p>Please sign in.";

  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (
      message, "text/html", SOUP_MEMORY_STATIC, page, sizeof page - 1);
}

/* What is wrong in place of an answer. */
static void
misbehave (DoubleExchange *exchange, GaungDoubleFault fault)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (exchange->message);

  switch (fault)
    {
    case GAUNG_DOUBLE_FAULT_DROP_BEFORE:
    case GAUNG_DOUBLE_FAULT_DROP_AFTER:
      cut (exchange->message);
      break;
    case GAUNG_DOUBLE_FAULT_BUSY:
      soup_message_headers_replace (headers, "Retry-After", "7");
      answer_html (exchange->message, 503);
      break;
    case GAUNG_DOUBLE_FAULT_PORTAL:
      answer_html (exchange->message, 200);
      break;
    case GAUNG_DOUBLE_FAULT_LOGIN:
      soup_message_headers_replace (headers, "Location", "https://login.example/");
      answer_html (exchange->message, 302);
      break;
    case GAUNG_DOUBLE_FAULT_ERROR_AS_OK:
      double_refuse (exchange, 200, "unknown_error", "function_clause");
      break;
    case GAUNG_DOUBLE_FAULT_STALL:
      soup_server_message_pause (exchange->message);
      break;
    case GAUNG_DOUBLE_FAULT_ERROR_BEFORE:
    case GAUNG_DOUBLE_FAULT_ERROR_AFTER:
    case GAUNG_DOUBLE_FAULT_NONE:
    default:
      double_refuse (exchange, 500, "timeout", "The request could not be processed in time.");
      break;
    }
}

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data)
{
  GaungDouble *self = data;
  GUri *uri = soup_server_message_get_uri (message);
  const char *arguments = g_uri_get_query (uri);
  g_autofree char *asked = g_strconcat (
      g_uri_get_path (uri), arguments != NULL ? "?" : "", arguments != NULL ? arguments : "", NULL);
  DoubleExchange exchange = { .self = self, .message = message, .query = query };
  GaungDoubleFault fault = GAUNG_DOUBLE_FAULT_NONE;

  exchange.method = soup_server_message_get_method (message);
  g_mutex_lock (&self->log_lock);
  g_ptr_array_add (self->log, g_strconcat (exchange.method, " ", asked, NULL));
  g_mutex_unlock (&self->log_lock);
  add_headers (self, message);

  if (self->hook != NULL)
    fault = self->hook (exchange.method, asked, self->hook_data);
  if (fault == GAUNG_DOUBLE_FAULT_NONE || fault == GAUNG_DOUBLE_FAULT_DROP_AFTER
      || fault == GAUNG_DOUBLE_FAULT_ERROR_AFTER)
    {
      exchange.body = read_body (message);
      exchange.parts = split_path (uri);
      if (exchange.body != NULL)
        double_answer (&exchange);
      else
        double_refuse (&exchange, 400, "bad_request", "invalid gzip");
      g_clear_pointer (&exchange.body, g_bytes_unref);
      g_strfreev (exchange.parts);
    }
  if (fault != GAUNG_DOUBLE_FAULT_NONE)
    misbehave (&exchange, fault);
}

void
double_listen (GaungDouble *self)
{
  g_autoptr (GError) error = NULL;
  SoupServerListenOptions options = SOUP_SERVER_LISTEN_IPV4_ONLY;
  g_autoptr (GSList) uris = NULL;

  if (self->certificate != NULL)
    options |= SOUP_SERVER_LISTEN_HTTPS;
  self->server = soup_server_new ("server-header",
                                  "CouchDB/3.5.2 (Erlang OTP/27)",
                                  "raw-paths",
                                  TRUE,
                                  "tls-certificate",
                                  self->certificate,
                                  NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  soup_server_listen_local (self->server, self->port, options, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->port = g_uri_get_port (uris->data);
  g_slist_foreach (uris, (GFunc) g_uri_unref, NULL);
}

void
double_hang_up (GaungDouble *self)
{
  GHashTableIter databases;
  gpointer value;

  g_hash_table_iter_init (&databases, self->databases);
  while (g_hash_table_iter_next (&databases, NULL, &value))
    {
      DoubleDatabase *database = value;

      /* The polls are cut, not answered. */
      while (database->waiters->len > 0)
        {
          DoubleWaiter *waiter = g_ptr_array_index (database->waiters, 0);

          g_socket_shutdown (soup_server_message_get_socket (waiter->message), TRUE, TRUE, NULL);
          waiter->since = G_MAXUINT64;
          double_drop_waiters (database);
        }
    }
  /* A TLS connection that the client refused is let go when the server reads its end; before that
   * SoupServer disconnects it a second time. */
  for (int i = 0; self->certificate != NULL && i < 20; i++)
    {
      g_usleep (10000);
      while (g_main_context_iteration (self->context, FALSE))
        ;
    }
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
}

static gpointer
serve (gpointer data)
{
  GaungDouble *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

GaungDouble *
gaung_double_new (GTlsCertificate *certificate)
{
  GaungDouble *self = g_new0 (GaungDouble, 1);

  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_set_object (&self->certificate, certificate);
  self->users
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) double_user_free);
  self->tokens
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) double_user_free);
  self->databases = g_hash_table_new_full (
      g_str_hash, g_str_equal, NULL, (GDestroyNotify) double_database_free);
  self->kept = g_hash_table_new_full (
      g_str_hash, g_str_equal, NULL, (GDestroyNotify) double_database_free);
  self->log = g_ptr_array_new_with_free_func (g_free);
  g_mutex_init (&self->log_lock);
  self->max_document_size = 8000000;
  self->version = g_strdup ("3.5.2");
  self->thread = g_thread_new ("couch-double", serve, self);
  gaung_double_start (self);
  self->address
      = g_strdup_printf ("%s://127.0.0.1:%u/", certificate != NULL ? "https" : "http", self->port);
  gaung_double_add_user (self, "admin", "secret", "_admin");
  gaung_double_add_database (self, "_users", "_admin");
  return self;
}

void
gaung_double_free (GaungDouble *self)
{
  gaung_double_stop (self);
  g_main_loop_quit (self->loop);
  g_thread_join (self->thread);
  g_hash_table_unref (self->users);
  g_hash_table_unref (self->tokens);
  g_hash_table_unref (self->databases);
  g_hash_table_unref (self->kept);
  g_ptr_array_unref (self->log);
  g_mutex_clear (&self->log_lock);
  g_clear_object (&self->certificate);
  g_free (self->version);
  g_free (self->address);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_free (self);
}

const char *
gaung_double_get_address (GaungDouble *self)
{
  return self->address;
}

guint
gaung_double_get_port (GaungDouble *self)
{
  return self->port;
}
