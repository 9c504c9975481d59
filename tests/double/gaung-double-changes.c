/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _changes, at once and by long poll. */
#include "config.h"

#include <string.h>

#include "gaung-double-private.h"

#define MAX_WAIT_MILLISECONDS 60000

/* "0", "now" or a sequence of this server. One of another incarnation of the database goes back to
 * the beginning; one that is ahead (after a restore) is believed. */
static gboolean
read_since (DoubleDatabase *database, const char *text, guint64 *since)
{
  const char *dash;

  *since = 0;
  if (text == NULL || strcmp (text, "0") == 0)
    return TRUE;
  if (strcmp (text, "now") == 0)
    {
      *since = database->sequence;
      return TRUE;
    }
  dash = strchr (text, '-');
  if (dash == NULL || !g_str_has_prefix (dash, "-g1AAAA") || !g_ascii_isdigit (*text)
      || strlen (dash) != strlen ("-g1AAAA") + 32 + 10)
    return FALSE;
  if (strncmp (dash + strlen ("-g1AAAA"), database->uuid, 32) == 0)
    *since = g_ascii_strtoull (text, NULL, 10);
  return TRUE;
}

static void
append_row (GString *text,
            DoubleDatabase *database,
            DoubleDocument *document,
            gboolean has_documents,
            gboolean conflicts)
{
  DoubleLeaf *winner = double_document_get_winner (document);
  g_autofree char *sequence = double_database_make_sequence (database, document->sequence);
  g_autofree char *id = double_quote (document->id);

  g_string_append_printf (text,
                          "{\"seq\":\"%s\",\"id\":%s,\"changes\":[{\"rev\":\"%s\"}]%s",
                          sequence,
                          id,
                          winner->revision,
                          winner->is_deleted ? ",\"deleted\":true" : "");
  if (has_documents)
    {
      g_autofree char *body = double_leaf_to_text (document, winner, conflicts);

      g_string_append_printf (text, ",\"doc\":%s", body);
    }
  g_string_append_c (text, '}');
}

static char *
make_page (DoubleDatabase *database,
           guint64 since,
           guint limit,
           gboolean has_documents,
           gboolean conflicts)
{
  GString *text = g_string_new ("{\"results\":[\n");
  guint64 last = since;
  g_autofree char *sequence = NULL;
  guint n = 0;
  guint pending = 0;

  for (guint i = 0; i < database->order->len; i++)
    {
      DoubleDocument *document = g_ptr_array_index (database->order, i);

      if (document->sequence <= since)
        continue;
      if (n == limit)
        {
          pending++;
          continue;
        }
      g_string_append (text, n > 0 ? ",\n" : "");
      append_row (text, database, document, has_documents, conflicts);
      last = document->sequence;
      n++;
    }
  /* With nothing more to tell, the cursor goes to the end, past what was purged or rewritten. */
  if (pending == 0)
    last = MAX (last, database->sequence);
  sequence = double_database_make_sequence (database, last);
  g_string_append_printf (
      text, "%s],\n\"last_seq\":\"%s\",\"pending\":%u}\n", n > 0 ? "\n" : "", sequence, pending);
  return g_string_free_and_steal (text);
}

static gboolean
has_news (DoubleDatabase *database, guint64 since)
{
  DoubleDocument *last = database->order->len > 0
                             ? g_ptr_array_index (database->order, database->order->len - 1)
                             : NULL;

  return last != NULL && last->sequence > since;
}

static void
finish (DoubleWaiter *waiter)
{
  static const char opening[] = "{\"results\":[\n";
  SoupMessageBody *body = soup_server_message_get_response_body (waiter->message);
  g_autofree char *page = make_page (
      waiter->database, waiter->since, waiter->limit, waiter->has_documents, waiter->conflicts);

  /* The opening is on its way since the poll began. */
  soup_message_body_append (
      body, SOUP_MEMORY_COPY, page + strlen (opening), strlen (page) - strlen (opening));
  soup_message_body_complete (body);
  soup_server_message_unpause (waiter->message);
}

static void
drop_waiter (DoubleWaiter *waiter)
{
  g_ptr_array_remove_fast (waiter->database->waiters, waiter);
  g_signal_handlers_disconnect_by_data (waiter->message, waiter);
  g_source_destroy (waiter->timeout);
  g_source_unref (waiter->timeout);
  g_object_unref (waiter->message);
  g_free (waiter);
}

static gboolean
timeout_cb (gpointer data)
{
  DoubleWaiter *waiter = data;

  finish (waiter);
  drop_waiter (waiter);
  return G_SOURCE_REMOVE;
}

static void
finished_cb (SoupServerMessage *message, gpointer data)
{
  drop_waiter (data);
}

void
double_wake (DoubleDatabase *database)
{
  for (guint i = database->waiters->len; i > 0; i--)
    {
      DoubleWaiter *waiter = g_ptr_array_index (database->waiters, i - 1);

      if (!has_news (database, waiter->since))
        continue;
      finish (waiter);
      drop_waiter (waiter);
    }
}

/* A database that goes away ends its polls with an empty page and no error. */
void
double_drop_waiters (DoubleDatabase *database)
{
  while (database->waiters->len > 0)
    {
      DoubleWaiter *waiter = g_ptr_array_index (database->waiters, 0);

      waiter->since = G_MAXUINT64;
      finish (waiter);
      drop_waiter (waiter);
    }
}

static void
wait_for_news (DoubleExchange *exchange, DoubleDatabase *database, guint64 since, guint limit)
{
  DoubleWaiter *waiter = g_new0 (DoubleWaiter, 1);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (exchange->message);
  SoupMessageBody *body = soup_server_message_get_response_body (exchange->message);
  const char *milliseconds = double_query (exchange, "timeout");

  waiter->self = exchange->self;
  waiter->message = g_object_ref (exchange->message);
  waiter->database = database;
  waiter->since = since;
  waiter->limit = limit;
  waiter->has_documents = double_query_is (exchange, "include_docs");
  waiter->conflicts = double_query_is (exchange, "conflicts");
  waiter->timeout = g_timeout_source_new (
      milliseconds != NULL ? MIN (g_ascii_strtoull (milliseconds, NULL, 10), MAX_WAIT_MILLISECONDS)
                           : MAX_WAIT_MILLISECONDS);
  g_source_set_callback (waiter->timeout, timeout_cb, waiter, NULL);
  g_source_attach (waiter->timeout, exchange->self->context);
  g_signal_connect (exchange->message, "finished", G_CALLBACK (finished_cb), waiter);
  g_ptr_array_add (database->waiters, waiter);

  exchange->is_waiting = TRUE;
  soup_server_message_set_status (exchange->message, 200, NULL);
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_headers_set_content_type (headers, "application/json", NULL);
  soup_message_body_set_accumulate (body, FALSE);
  soup_message_body_append (body, SOUP_MEMORY_STATIC, "{\"results\":[\n", 13);
}

void
double_answer_changes (DoubleExchange *exchange, DoubleDatabase *database)
{
  const char *limit_text = double_query (exchange, "limit");
  guint limit = limit_text != NULL ? g_ascii_strtoull (limit_text, NULL, 10) : G_MAXUINT;
  g_autofree char *page = NULL;
  guint64 since;

  if (!read_since (database, double_query (exchange, "since"), &since))
    {
      double_refuse (
          exchange, 400, "bad_request", "Malformed sequence supplied in 'since' parameter.");
      return;
    }
  if (g_strcmp0 (double_query (exchange, "feed"), "longpoll") == 0 && !has_news (database, since))
    {
      wait_for_news (exchange, database, since, limit);
      return;
    }
  page = make_page (database,
                    since,
                    limit,
                    double_query_is (exchange, "include_docs"),
                    double_query_is (exchange, "conflicts"));
  double_reply (exchange, 200, page);
}
