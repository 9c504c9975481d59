/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents, read by id and written one by one. */
#include "config.h"

#include <string.h>

#include "gaung-couch-documents.h"
#include "gaung-couch-page-private.h"
#include "gaung-json.h"
#include "gaung-remote-error-private.h"

void
gaung_send_result_free (GaungSendResult *self)
{
  g_free (self->id);
  g_free (self->revision);
  g_clear_error (&self->error);
  g_free (self);
}

/* @text as a JSON string. */
static char *
quote (const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);

  return gaung_json_node_to_text (node);
}

JsonObject *
gaung_couch_get_document_sync (GaungCouch *self,
                               const char *database,
                               const char *id,
                               const char *revision,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autofree char *tail = NULL;
  g_autofree char *path = NULL;
  g_autoptr (JsonObject) document = NULL;
  GaungRequest request = { .method = "GET" };

  g_return_val_if_fail (GAUNG_IS_COUCH (self), NULL);
  g_return_val_if_fail (database != NULL && id != NULL, NULL);
  g_return_val_if_fail (revision == NULL || gaung_couch_is_revision (revision), NULL);

  tail = revision != NULL ? g_strconcat ("?rev=", revision, NULL) : g_strdup ("?conflicts=true");
  path = gaung_couch_make_path (database, id, tail, error);
  request.path = path;
  if (path != NULL)
    document = gaung_couch_fetch_object_sync (self, &request, NULL, cancellable, error);
  if (document == NULL)
    return NULL;
  if (g_strcmp0 (gaung_json_get_string (document, "_id", NULL), id) == 0
      && gaung_couch_is_revision (gaung_json_get_string (document, "_rev", NULL)))
    return g_steal_pointer (&document);
  gaung_couch_set_shape_error (error, NULL, "another document");
  return NULL;
}

GaungSendResult *
gaung_couch_put_document_sync (GaungCouch *self,
                               const char *database,
                               JsonObject *document,
                               GCancellable *cancellable,
                               GError **error)
{
  const char *id;
  g_autofree char *path = NULL;
  char *text;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonObject) answer = NULL;
  GaungRequest request = { .method = "PUT" };
  GaungSendResult *result;
  const char *revision;
  guint status = 0;

  g_return_val_if_fail (GAUNG_IS_COUCH (self), NULL);
  g_return_val_if_fail (database != NULL && document != NULL, NULL);

  id = gaung_json_get_string (document, "_id", "");
  path = gaung_couch_make_path (database, id, NULL, error);
  if (path == NULL)
    return NULL;
  text = gaung_json_to_text (document);
  body = g_bytes_new_take (text, strlen (text));
  request.path = path;
  request.body = body;
  answer = gaung_couch_fetch_object_sync (self, &request, &status, cancellable, error);
  if (answer == NULL)
    return NULL;
  revision = gaung_json_get_string (answer, "rev", NULL);
  if (g_strcmp0 (gaung_json_get_string (answer, "id", NULL), id) != 0
      || !gaung_couch_is_revision (revision))
    {
      gaung_couch_set_shape_error (error, NULL, "no revision of what was sent");
      return NULL;
    }
  result = g_new0 (GaungSendResult, 1);
  result->id = g_strdup (id);
  result->revision = g_strdup (revision);
  result->is_settled = status != 202;
  return result;
}

GaungCouchPage *
gaung_couch_list_documents_sync (GaungCouch *self,
                                 const char *database,
                                 const char *after,
                                 guint limit,
                                 GCancellable *cancellable,
                                 GError **error)
{
  g_autoptr (GString) tail = g_string_new (NULL);
  g_autofree char *path = NULL;
  g_autoptr (GaungAnswer) answer = NULL;
  GaungCouchPage *page = NULL;
  GaungRequest request = { .method = "GET" };

  g_return_val_if_fail (GAUNG_IS_COUCH (self), NULL);
  g_return_val_if_fail (database != NULL && limit > 0, NULL);

  /* From @after itself on: with "skip", one would be missed if @after went away meanwhile. */
  g_string_append_printf (tail, "/_all_docs?limit=%u", after != NULL ? limit + 1 : limit);
  if (after != NULL)
    {
      g_autofree char *key = quote (after);

      g_string_append (tail, "&startkey=");
      g_string_append_uri_escaped (tail, key, NULL, FALSE);
    }
  path = gaung_couch_make_path (database, NULL, tail->str, error);
  request.path = path;
  if (path != NULL)
    answer = gaung_couch_send_sync (self, &request, cancellable, error);
  if (answer != NULL)
    page = gaung_couch_read_page (answer, "rows", error);
  if (page != NULL && page->rows->len > 0 && after != NULL)
    {
      GaungCouchRow *first = g_ptr_array_index (page->rows, 0);

      if (strcmp (first->id, after) == 0)
        {
          g_ptr_array_remove_index (page->rows, 0);
          page->n_received--;
        }
    }
  return page;
}

static GBytes *
make_keys (const char *const *ids, gsize n)
{
  g_autoptr (GString) text = g_string_new ("{\"keys\":[");

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *key = quote (ids[i]);

      g_string_append (text, i > 0 ? "," : "");
      g_string_append (text, key);
    }
  g_string_append (text, "]}");
  return g_string_free_to_bytes (g_steal_pointer (&text));
}

static GaungCouchPage *
fetch_slice (GaungCouch *self,
             const char *path,
             const char *const *ids,
             gsize n,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GBytes) body = make_keys (ids, n);
  GaungRequest request = { .method = "POST", .path = path, .body = body };
  g_autoptr (GaungAnswer) answer = gaung_couch_send_sync (self, &request, cancellable, error);
  g_autoptr (GaungCouchPage) page
      = answer != NULL ? gaung_couch_read_page (answer, "rows", error) : NULL;

  if (page == NULL)
    return NULL;
  for (gsize i = 0; i < n; i++)
    {
      GaungCouchRow *row = i < page->rows->len ? g_ptr_array_index (page->rows, i) : NULL;

      if (row == NULL || strcmp (row->id, ids[i]) != 0)
        {
          gaung_couch_set_shape_error (error, answer->request_id, "other documents");
          return NULL;
        }
    }
  return g_steal_pointer (&page);
}

static gboolean
fetch_into (GaungCouch *self,
            const char *path,
            const char *const *ids,
            gsize n,
            GPtrArray *rows,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GError) trouble = NULL;
  g_autoptr (GaungCouchPage) page = fetch_slice (self, path, ids, n, cancellable, &trouble);
  GaungCouchRow *row;

  if (page != NULL)
    {
      g_ptr_array_extend_and_steal (rows, g_steal_pointer (&page->rows));
      page->rows = g_ptr_array_new ();
      return TRUE;
    }
  if (!gaung_couch_can_halve (trouble))
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return FALSE;
    }
  if (n > 1)
    return fetch_into (self, path, ids, n / 2, rows, cancellable, error)
           && fetch_into (self, path, ids + n / 2, n - n / 2, rows, cancellable, error);
  row = g_new0 (GaungCouchRow, 1);
  row->id = g_strdup (*ids);
  row->trouble = g_steal_pointer (&trouble);
  g_ptr_array_add (rows, row);
  return TRUE;
}

GaungCouchPage *
gaung_couch_fetch_documents_sync (GaungCouch *self,
                                  const char *database,
                                  const char *const *ids,
                                  gboolean conflicts,
                                  GCancellable *cancellable,
                                  GError **error)
{
  g_autoptr (GaungCouchPage) page = NULL;
  g_autofree char *path = NULL;
  gsize n;

  g_return_val_if_fail (GAUNG_IS_COUCH (self), NULL);
  g_return_val_if_fail (database != NULL && ids != NULL, NULL);

  n = g_strv_length ((char **) ids);
  page = g_new0 (GaungCouchPage, 1);
  page->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_couch_row_free);
  page->pending = -1;
  path = gaung_couch_make_path (database,
                                NULL,
                                conflicts ? "/_all_docs?include_docs=true&conflicts=true"
                                          : "/_all_docs?include_docs=true",
                                error);
  if (path == NULL || (n > 0 && !fetch_into (self, path, ids, n, page->rows, cancellable, error)))
    return NULL;
  page->n_received = page->rows->len;
  return g_steal_pointer (&page);
}
