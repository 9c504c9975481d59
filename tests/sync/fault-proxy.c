/* SPDX-License-Identifier: GPL-3.0-or-later */
/* FaultProxy: a thread accepts, and each connection has one of its own that reads a request,
 * decides by the request's number what goes wrong, asks the server in its own connection, and
 * answers. */
#define _GNU_SOURCE
#include "config.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fault-proxy.h"
#include "wire-message.h"

typedef struct
{
  char *pattern;
  Fault fault;
  guint n;
} Expectation;

struct _FaultProxy
{
  int listener;
  int alarm[2]; /* closed at the end */
  guint16 upstream_port;
  char *address;
  GThread *thread;
  GMutex lock;
  GCond idle;
  guint64 seed;
  guint per_mille;
  guint kinds;
  guint n_requests; /* since the seed */
  guint rate;
  gboolean is_down;
  FaultProxyHook hook;
  gpointer hook_data;
  char *record; /* (nullable) */
  guint n_recorded;
  GArray *expectations; /* of Expectation */
  GPtrArray *log;       /* of lines */
  GPtrArray *requests;
  guint n_faults[FAULT_N];
  GArray *open; /* descriptors of clients */
};

typedef struct
{
  FaultProxy *proxy;
  WireEnd client;
  WireEnd server; /* descriptor -1: not connected */
} Line;

static const char *const names[FAULT_N] = {
  [FAULT_NONE] = "none",
  [FAULT_CUT_BEFORE] = "cut before the server heard",
  [FAULT_CUT_UPLOAD] = "cut while sending",
  [FAULT_CUT_AFTER] = "stored, answer lost",
  [FAULT_CUT_MIDDLE] = "answer cut in the middle",
  [FAULT_SILENCE] = "timeout after storing",
  [FAULT_ERROR_BEFORE] = "500 before storing",
  [FAULT_ERROR_AFTER] = "500 after storing",
  [FAULT_GATEWAY_AFTER] = "504 of a gateway after storing",
  [FAULT_ERROR_AS_OK] = "200 with an error as the body",
  [FAULT_SHORT_JSON] = "200 with half a JSON",
  [FAULT_PORTAL] = "captive portal (HTML with 200)",
  [FAULT_LOGIN] = "redirect to a sign-in page",
  [FAULT_TRICKLE] = "answer in crumbs",
  [FAULT_BUSY] = "503 with Retry-After",
  [FAULT_THROTTLED] = "429 with Retry-After",
};

const char *
fault_get_name (Fault fault)
{
  return names[fault];
}

/* SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
static guint64
mix (guint64 value)
{
  value += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  value = (value ^ (value >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  value = (value ^ (value >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return value ^ (value >> 31);
}

static Fault
draw (FaultProxy *self, guint number)
{
  guint64 value = mix (self->seed ^ mix (number));
  guint kinds[FAULT_N];
  guint n = 0;

  if (value % 1000 >= self->per_mille)
    return FAULT_NONE;
  for (guint fault = 0; fault < FAULT_N; fault++)
    if (self->kinds & FAULT_BIT (fault))
      kinds[n++] = fault;
  return n > 0 ? kinds[(value >> 20) % n] : FAULT_NONE;
}

static Fault
choose (FaultProxy *self, const char *request, guint *number)
{
  Fault fault = FAULT_NONE;

  g_mutex_lock (&self->lock);
  *number = ++self->n_requests;
  for (guint i = 0; i < self->expectations->len; i++)
    {
      Expectation *expected = &g_array_index (self->expectations, Expectation, i);

      if (expected->n == 0 || strstr (request, expected->pattern) == NULL)
        continue;
      expected->n--;
      fault = expected->fault;
      break;
    }
  if (fault == FAULT_NONE)
    fault = draw (self, *number);
  self->n_faults[fault]++;
  g_ptr_array_add (self->requests, g_strdup (request));
  g_mutex_unlock (&self->lock);
  return fault;
}

static void
note (FaultProxy *self, guint number, const char *request, Fault fault, guint status)
{
  g_mutex_lock (&self->lock);
  g_ptr_array_add (
      self->log,
      g_strdup_printf ("%u %s · %s · %u", number, request, fault_get_name (fault), status));
  g_mutex_unlock (&self->lock);
}

/* ---- One connection ---- */

/* An abrupt end: the other side reads an error where it might have taken an end of file for the end
 * of the answer. */
static void
reset (int descriptor)
{
  struct linger linger = { .l_onoff = 1 };

  setsockopt (descriptor, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}

static gboolean
answer (Line *line, const char *head, const char *body)
{
  g_autofree char *text
      = g_strdup_printf ("HTTP/1.1 %s\r\nContent-Length: %zu\r\n\r\n%s", head, strlen (body), body);

  return wire_write (line->client.descriptor, text, strlen (text), line->client.rate);
}

/* TRUE: answered here, the server hears nothing of it. */
static gboolean
answer_instead (Line *line, Fault fault)
{
  static const struct
  {
    Fault fault;
    const char *head;
    const char *body;
  } answers[] = {
    { FAULT_ERROR_BEFORE,
      "500 Internal Server Error\r\nContent-Type: application/json",
      "{\"error\":\"internal_server_error\",\"reason\":\"No DB shards could be opened.\"}\n" },
    { FAULT_ERROR_AS_OK,
      "200 OK\r\nContent-Type: application/json",
      "{\"error\":\"internal_server_error\",\"reason\":\"The request could not be "
      "processed.\"}\n" },
    { FAULT_PORTAL,
      "200 OK\r\nContent-Type: text/html",
      "<html><head><title>Wi-Fi</title></head><body>Silakan masuk</body></html>" },
    { FAULT_LOGIN,
      "302 Found\r\nLocation: http://127.0.0.1:9/login\r\nContent-Type: text/html",
      "<html></html>" },
    { FAULT_BUSY,
      "503 Service Unavailable\r\nRetry-After: 7\r\nContent-Type: text/html",
      "<html><body>503</body></html>" },
    { FAULT_THROTTLED,
      "429 Too Many Requests\r\nRetry-After: 7\r\nContent-Type: text/html",
      "<html><body>429</body></html>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    if (answers[i].fault == fault)
      {
        answer (line, answers[i].head, answers[i].body);
        return TRUE;
      }
  return FALSE;
}

static gboolean
connect_to_server (Line *line)
{
  struct sockaddr_in there = { .sin_family = AF_INET,
                               .sin_port = htons (line->proxy->upstream_port),
                               .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  int one = 1;

  if (line->server.descriptor >= 0)
    close (line->server.descriptor);
  wire_end_clear (&line->server);
  wire_end_init (&line->server, socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  setsockopt (line->server.descriptor, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  return connect (line->server.descriptor, (struct sockaddr *) &there, sizeof there) == 0;
}

/* The server may have ended a connection that rested: a new one then. FALSE: no answer. */
static gboolean
ask_server (Line *line, const WireMessage *request, const char *what, WireMessage *reply)
{
  gboolean is_bare = g_str_has_prefix (what, "HEAD ");

  for (guint attempt = 0; attempt < 2; attempt++)
    {
      gboolean is_new = line->server.descriptor < 0 || attempt > 0;

      if (is_new && !connect_to_server (line))
        return FALSE;
      if (wire_write (line->server.descriptor, request->bytes->data, request->bytes->len, 0))
        {
          do
            {
              wire_message_clear (reply);
              *reply = (WireMessage) { 0 };
              if (!wire_read_head (&line->server, reply, line->client.descriptor))
                break;
              if (!wire_read_body (
                      &line->server, reply, is_bare, G_MAXSIZE, line->client.descriptor))
                return FALSE;
            }
          while (wire_message_get_status (reply) / 100 == 1);
          if (reply->head > 0)
            return TRUE;
        }
      if (is_new || (reply->bytes != NULL && reply->bytes->len > 0))
        return FALSE;
    }
  return FALSE;
}

static void
wait_for_client (Line *line)
{
  struct pollfd end = { .fd = line->client.descriptor, .events = POLLIN };

  while (poll (&end, 1, -1) < 0 && errno == EINTR)
    continue;
}

static gboolean
crumble (Line *line, const WireMessage *reply)
{
  gsize piece = MAX (1, reply->bytes->len / 16);

  for (gsize at = 0; at < reply->bytes->len; at += piece)
    {
      g_usleep (2000);
      if (!wire_write (line->client.descriptor,
                       reply->bytes->data + at,
                       MIN (piece, reply->bytes->len - at),
                       0))
        return FALSE;
    }
  return TRUE;
}

/* FALSE: the connection ends. */
static gboolean
pass_on (Line *line, const WireMessage *reply, Fault fault, guint number)
{
  g_autoptr (GByteArray) body = wire_message_get_body (reply);
  gsize half = reply->head + (reply->bytes->len - reply->head) / 2;

  switch (fault)
    {
    case FAULT_CUT_AFTER:
      if (number % 2 == 0)
        reset (line->client.descriptor);
      return FALSE;
    case FAULT_CUT_MIDDLE:
      wire_write (line->client.descriptor, reply->bytes->data, half, line->client.rate);
      return FALSE;
    case FAULT_SILENCE:
      wait_for_client (line);
      return FALSE;
    case FAULT_ERROR_AFTER:
      return answer (line,
                     "500 Internal Server Error\r\nContent-Type: application/json",
                     "{\"error\":\"timeout\",\"reason\":\"The request could not be processed in a "
                     "reasonable amount of time.\"}\n");
    case FAULT_GATEWAY_AFTER:
      return answer (line,
                     "504 Gateway Time-out\r\nContent-Type: text/html",
                     "<html><head><title>504 Gateway Time-out</title></head></html>");
    case FAULT_SHORT_JSON:
      g_byte_array_set_size (body, body->len / 2);
      g_byte_array_append (body, (const guint8 *) "", 1);
      return answer (line, "200 OK\r\nContent-Type: application/json", (const char *) body->data);
    case FAULT_TRICKLE:
      return crumble (line, reply);
    case FAULT_NONE:
    case FAULT_CUT_BEFORE:
    case FAULT_CUT_UPLOAD:
    case FAULT_ERROR_BEFORE:
    case FAULT_ERROR_AS_OK:
    case FAULT_PORTAL:
    case FAULT_LOGIN:
    case FAULT_BUSY:
    case FAULT_THROTTLED:
    case FAULT_N:
    default:
      return wire_write (
          line->client.descriptor, reply->bytes->data, reply->bytes->len, line->client.rate);
    }
}

static void
call_hook (FaultProxy *self, const char *request)
{
  FaultProxyHook hook;
  gpointer data;

  g_mutex_lock (&self->lock);
  hook = self->hook;
  data = self->hook_data;
  g_mutex_unlock (&self->lock);
  if (hook != NULL)
    hook (request, data);
}

static void
record (FaultProxy *self, const char *request, const WireMessage *message)
{
  g_autoptr (GByteArray) body = wire_message_get_body (message);
  g_autofree char *coding = wire_message_get_header (message, "Content-Encoding");
  g_autofree char *line = g_strdup_printf ("%s\t%s\n", request, coding != NULL ? coding : "");

  g_mutex_lock (&self->lock);
  if (self->record != NULL)
    {
      g_autofree char *name = g_strdup_printf ("%u", ++self->n_recorded);
      g_autofree char *file = g_build_filename (self->record, name, NULL);
      g_autofree char *list = g_build_filename (self->record, "requests", NULL);
      FILE *lines = fopen (list, "a");

      g_assert_true (
          g_file_set_contents (file, (const char *) body->data, (gssize) body->len, NULL));
      g_assert_nonnull (lines);
      fputs (line, lines);
      fclose (lines);
    }
  g_mutex_unlock (&self->lock);
}

/* FALSE: the connection ends. */
static gboolean
serve_request (Line *line)
{
  g_auto (WireMessage) request = { 0 };
  g_auto (WireMessage) reply = { 0 };
  g_autofree char *what = NULL;
  g_autofree char *expect = NULL;
  gsize limit = G_MAXSIZE;
  gboolean is_kept = FALSE;
  Fault fault;
  guint number;

  if (!wire_read_head (&line->client, &request, -1))
    return FALSE;
  what = wire_message_get_request (&request);
  fault = choose (line->proxy, what, &number);
  expect = wire_message_get_header (&request, "Expect");
  if (expect != NULL
      && !wire_write (line->client.descriptor, "HTTP/1.1 100 Continue\r\n\r\n", 25, 0))
    return FALSE;
  if (fault == FAULT_CUT_UPLOAD)
    {
      g_autofree char *length = wire_message_get_header (&request, "Content-Length");

      limit = request.head + (length != NULL ? g_ascii_strtoull (length, NULL, 10) / 2 : 0);
    }
  if (!wire_read_body (&line->client, &request, FALSE, limit, -1))
    return FALSE;
  call_hook (line->proxy, what);
  record (line->proxy, what, &request);

  if (fault == FAULT_CUT_BEFORE || fault == FAULT_CUT_UPLOAD)
    reset (line->client.descriptor);
  else if (answer_instead (line, fault))
    is_kept = TRUE;
  else if (ask_server (line, &request, what, &reply))
    is_kept = pass_on (line, &reply, fault, number) && !reply.is_last && !request.is_last;
  note (line->proxy, number, what, fault, reply.head > 0 ? wire_message_get_status (&reply) : 0);
  return is_kept;
}

static gpointer
serve_line (gpointer data)
{
  Line *line = data;
  FaultProxy *self = line->proxy;

  while (serve_request (line))
    continue;
  if (line->server.descriptor >= 0)
    close (line->server.descriptor);
  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->open->len; i++)
    if (g_array_index (self->open, int, i) == line->client.descriptor)
      {
        g_array_remove_index_fast (self->open, i);
        break;
      }
  close (line->client.descriptor);
  g_cond_broadcast (&self->idle);
  g_mutex_unlock (&self->lock);
  wire_end_clear (&line->client);
  wire_end_clear (&line->server);
  g_free (line);
  return NULL;
}

/* ---- All connections ---- */

static void
take_line (FaultProxy *self, int descriptor)
{
  Line *line;
  int one = 1;

  g_mutex_lock (&self->lock);
  if (self->is_down)
    {
      reset (descriptor);
      close (descriptor);
      g_mutex_unlock (&self->lock);
      return;
    }
  setsockopt (descriptor, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  line = g_new0 (Line, 1);
  line->proxy = self;
  wire_end_init (&line->client, descriptor);
  wire_end_init (&line->server, -1);
  line->client.rate = self->rate;
  g_array_append_val (self->open, descriptor);
  g_mutex_unlock (&self->lock);
  g_thread_unref (g_thread_new ("fault-line", serve_line, line));
}

static gpointer
accept_lines (gpointer data)
{
  FaultProxy *self = data;

  for (;;)
    {
      struct pollfd ends[2] = { { .fd = self->listener, .events = POLLIN },
                                { .fd = self->alarm[0], .events = POLLIN } };
      int descriptor;

      if (poll (ends, 2, -1) < 0 && errno == EINTR)
        continue;
      if (ends[1].revents != 0)
        return NULL;
      descriptor = accept4 (self->listener, NULL, NULL, SOCK_CLOEXEC);
      if (descriptor >= 0)
        take_line (self, descriptor);
    }
}

/* With the lock held. */
static void
hang_up (FaultProxy *self)
{
  for (guint i = 0; i < self->open->len; i++)
    shutdown (g_array_index (self->open, int, i), SHUT_RDWR);
  while (self->open->len > 0)
    g_cond_wait (&self->idle, &self->lock);
}

static void
clear_expectation (gpointer data)
{
  g_clear_pointer (&((Expectation *) data)->pattern, g_free);
}

FaultProxy *
fault_proxy_new (const char *upstream)
{
  FaultProxy *self = g_new0 (FaultProxy, 1);
  struct sockaddr_in here = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t length = sizeof here;
  g_autoptr (GUri) uri = g_uri_parse (upstream, G_URI_FLAGS_HAS_PASSWORD, NULL);

  g_assert_nonnull (uri);
  self->upstream_port = g_uri_get_port (uri) > 0 ? g_uri_get_port (uri) : 5984;
  self->listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (bind (self->listener, (struct sockaddr *) &here, length), ==, 0);
  g_assert_cmpint (listen (self->listener, 64), ==, 0);
  g_assert_cmpint (getsockname (self->listener, (struct sockaddr *) &here, &length), ==, 0);
  g_assert_cmpint (pipe (self->alarm), ==, 0);
  self->address = g_strdup_printf ("http://127.0.0.1:%u/", ntohs (here.sin_port));
  g_mutex_init (&self->lock);
  g_cond_init (&self->idle);
  self->expectations = g_array_new (FALSE, FALSE, sizeof (Expectation));
  g_array_set_clear_func (self->expectations, clear_expectation);
  self->log = g_ptr_array_new_with_free_func (g_free);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->open = g_array_new (FALSE, FALSE, sizeof (int));
  self->thread = g_thread_new ("fault-proxy", accept_lines, self);
  return self;
}

void
fault_proxy_free (FaultProxy *self)
{
  close (self->alarm[1]);
  g_thread_join (self->thread);
  g_mutex_lock (&self->lock);
  hang_up (self);
  g_mutex_unlock (&self->lock);
  close (self->listener);
  close (self->alarm[0]);
  g_array_unref (self->expectations);
  g_ptr_array_unref (self->log);
  g_ptr_array_unref (self->requests);
  g_array_unref (self->open);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->idle);
  g_free (self->record);
  g_free (self->address);
  g_free (self);
}

const char *
fault_proxy_get_address (FaultProxy *self)
{
  return self->address;
}

void
fault_proxy_set_chance (FaultProxy *self, guint64 seed, guint per_mille, guint kinds)
{
  g_mutex_lock (&self->lock);
  self->seed = seed;
  self->per_mille = per_mille;
  self->kinds = kinds;
  self->n_requests = 0;
  g_mutex_unlock (&self->lock);
}

void
fault_proxy_expect (FaultProxy *self, Fault fault, const char *pattern, guint n)
{
  Expectation expected = { .pattern = g_strdup (pattern), .fault = fault, .n = n };

  g_mutex_lock (&self->lock);
  g_array_append_val (self->expectations, expected);
  g_mutex_unlock (&self->lock);
}

void
fault_proxy_forget (FaultProxy *self)
{
  g_mutex_lock (&self->lock);
  g_array_set_size (self->expectations, 0);
  g_mutex_unlock (&self->lock);
}

void
fault_proxy_set_rate (FaultProxy *self, guint rate)
{
  /* What waits in the kernel must not make a slow line fast. */
  int room = rate > 0 ? (int) MAX (4096, rate / 50) : 262144;

  g_mutex_lock (&self->lock);
  self->rate = rate;
  setsockopt (self->listener, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
  g_mutex_unlock (&self->lock);
}

void
fault_proxy_set_down (FaultProxy *self, gboolean is_down)
{
  g_mutex_lock (&self->lock);
  self->is_down = is_down;
  if (is_down)
    hang_up (self);
  g_mutex_unlock (&self->lock);
}

void
fault_proxy_set_hook (FaultProxy *self, FaultProxyHook hook, gpointer data)
{
  g_mutex_lock (&self->lock);
  self->hook = hook;
  self->hook_data = data;
  g_mutex_unlock (&self->lock);
}

void
fault_proxy_set_record (FaultProxy *self, const char *directory)
{
  g_mutex_lock (&self->lock);
  g_set_str (&self->record, directory);
  self->n_recorded = 0;
  g_mutex_unlock (&self->lock);
}

guint
fault_proxy_count (FaultProxy *self, const char *pattern)
{
  guint n = 0;

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->requests->len; i++)
    n += strstr (g_ptr_array_index (self->requests, i), pattern) != NULL;
  g_mutex_unlock (&self->lock);
  return n;
}

guint
fault_proxy_count_faults (FaultProxy *self, Fault fault)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = self->n_faults[fault];
  g_mutex_unlock (&self->lock);
  return n;
}

char *
fault_proxy_get_trace (FaultProxy *self, guint n)
{
  GString *text = g_string_new (NULL);

  g_mutex_lock (&self->lock);
  for (guint i = self->log->len > n ? self->log->len - n : 0; i < self->log->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) g_ptr_array_index (self->log, i));
  g_mutex_unlock (&self->lock);
  return g_string_free_and_steal (text);
}
