/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The feed of changes, by pages and by waiting. */
#include "config.h"

#include "gaung-couch-page-private.h"
#include "gaung-remote-error-private.h"

typedef struct
{
  const char *database;
  const char *since;
  guint limit;
  gboolean has_documents;
  gboolean conflicts;
  guint wait; /* milliseconds; 0: answer at once */
} Query;

static GaungAnswer *
ask_raw (GaungCouch *self, const Query *query, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) tail = g_string_new (NULL);
  g_autofree char *path = NULL;
  GaungRequest request = { .method = "GET", .is_poll = query->wait > 0 };

  g_string_append_printf (tail, "/_changes?limit=%u&since=", query->limit);
  g_string_append_uri_escaped (tail, query->since != NULL ? query->since : "0", NULL, FALSE);
  if (query->has_documents)
    g_string_append (tail, "&include_docs=true");
  if (query->has_documents && query->conflicts)
    g_string_append (tail, "&conflicts=true");
  /* Without a heartbeat, which would switch the timeout off. */
  if (query->wait > 0)
    g_string_append_printf (tail, "&feed=longpoll&timeout=%u", query->wait);

  path = gaung_couch_make_path (query->database, NULL, tail->str, error);
  request.path = path;
  return path != NULL ? gaung_couch_send_sync (self, &request, cancellable, error) : NULL;
}

static GaungCouchPage *
ask (GaungCouch *self, const Query *query, GCancellable *cancellable, GError **error)
{
  g_autoptr (GaungAnswer) answer = ask_raw (self, query, cancellable, error);

  return answer != NULL ? gaung_couch_read_page (answer, "results", error) : NULL;
}

/* The one row after @since without its document, which @reason keeps from us. */
static GaungCouchPage *
skip_document (GaungCouch *self,
               const Query *query,
               const GError *reason,
               GCancellable *cancellable,
               GError **error)
{
  Query bare = *query;
  GaungCouchPage *page;

  bare.has_documents = FALSE;
  page = ask (self, &bare, cancellable, error);
  for (guint i = 0; page != NULL && i < page->rows->len; i++)
    {
      GaungCouchRow *row = g_ptr_array_index (page->rows, i);

      row->trouble = g_error_copy (reason);
    }
  return page;
}

static GaungCouchPage *
ask_by_halves (GaungCouch *self, Query *query, GCancellable *cancellable, GError **error)
{
  for (;;)
    {
      g_autoptr (GError) trouble = NULL;
      GaungCouchPage *page = ask (self, query, cancellable, &trouble);

      if (page != NULL)
        return page;
      if (!gaung_couch_can_halve (trouble))
        {
          g_propagate_error (error, g_steal_pointer (&trouble));
          return NULL;
        }
      query->wait = 0;
      if (query->limit == 1)
        return skip_document (self, query, trouble, cancellable, error);
      query->limit /= 2;
    }
}

GaungCouchPage *
gaung_couch_get_changes_sync (GaungCouch *self,
                              const char *database,
                              const char *since,
                              guint limit,
                              gboolean conflicts,
                              GCancellable *cancellable,
                              GError **error)
{
  Query query = { database, since, limit, TRUE, conflicts, 0 };

  g_return_val_if_fail (GAUNG_IS_COUCH (self), NULL);
  g_return_val_if_fail (database != NULL && limit > 0, NULL);

  return ask_by_halves (self, &query, cancellable, error);
}

GaungCouchPacket *
gaung_couch_receive_changes_sync (GaungCouch *self,
                                  const char *database,
                                  const char *since,
                                  guint limit,
                                  gboolean conflicts,
                                  GCancellable *cancellable,
                                  GError **error)
{
  Query query = { database, since, limit, TRUE, conflicts, 0 };
  g_autoptr (GError) trouble = NULL;
  GaungAnswer *answer;
  GaungCouchPacket *packet = NULL;
  GaungCouchPage *page;

  g_return_val_if_fail (GAUNG_IS_COUCH (self), NULL);
  g_return_val_if_fail (database != NULL && limit > 0, NULL);

  answer = ask_raw (self, &query, cancellable, &trouble);
  if (answer != NULL)
    packet = gaung_couch_packet_open (answer, &trouble);
  if (packet != NULL)
    return packet;
  if (!gaung_couch_can_halve (trouble))
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return NULL;
    }
  page = ask_by_halves (self, &query, cancellable, error);
  return page != NULL ? gaung_couch_packet_wrap (page) : NULL;
}

GaungCouchPage *
gaung_couch_wait_for_changes_sync (GaungCouch *self,
                                   const char *database,
                                   const char *since,
                                   guint limit,
                                   gboolean conflicts,
                                   guint milliseconds,
                                   GCancellable *cancellable,
                                   GError **error)
{
  Query query = { database, since, limit, TRUE, conflicts, MAX (milliseconds, 1) };

  g_return_val_if_fail (GAUNG_IS_COUCH (self), NULL);
  g_return_val_if_fail (database != NULL && limit > 0, NULL);

  return ask_by_halves (self, &query, cancellable, error);
}
