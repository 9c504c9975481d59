/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents, one by one and many at a time, and their files. */
#include "config.h"

#include <string.h>

#include "gaung-double-private.h"
#include "gaung-json-rows-private.h"
#include "gaung-json.h"

static void
refuse_write (DoubleExchange *exchange, DoubleWrite write, const char *reason)
{
  if (write == DOUBLE_WRITE_CONFLICT)
    double_refuse (exchange, 409, "conflict", "Document update conflict.");
  else if (write == DOUBLE_WRITE_MISSING_STUB)
    double_refuse (exchange, 412, "missing_stub", "Invalid attachment stub");
  else if (write == DOUBLE_WRITE_BROKEN)
    double_refuse (exchange, 500, "error", reason + 1);
  else
    double_refuse (exchange, 403, "forbidden", reason);
}

static gboolean
is_too_large (DoubleExchange *exchange, const DoubleDraft *draft)
{
  return strlen (draft->body) > exchange->self->max_document_size;
}

/* An update of a user's account comes before its document is stored: a conflict must not change it.
 */
static DoubleWrite
write_draft (DoubleExchange *exchange,
             DoubleDatabase *database,
             DoubleDraft *draft,
             char **revision,
             char **reason)
{
  DoubleDocument *document = g_hash_table_lookup (database->documents, draft->id);
  DoubleLeaf *winner = document != NULL ? double_document_get_winner (document) : NULL;

  if (strcmp (database->name, "_users") == 0 && draft->object != NULL
      && (winner == NULL || g_strcmp0 (winner->revision, draft->revision) == 0))
    double_take_user (exchange->self, draft);
  return double_database_write (exchange->self, database, draft, exchange->user, revision, reason);
}

static void
store (DoubleExchange *exchange, DoubleDatabase *database, DoubleDraft *draft)
{
  g_autofree char *revision = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *id = double_quote (draft->id);
  g_autofree char *text = NULL;
  DoubleWrite write;

  if (g_str_has_prefix (draft->id, "_design/")
      && !double_is_database_admin (exchange->user, database))
    {
      double_refuse (exchange,
                     exchange->user != NULL ? 403 : 401,
                     exchange->user != NULL ? "forbidden" : "unauthorized",
                     "You are not a db or server admin.");
      return;
    }
  if (is_too_large (exchange, draft))
    {
      double_refuse (exchange, 413, "document_too_large", "");
      return;
    }
  write = write_draft (exchange, database, draft, &revision, &reason);
  if (write != DOUBLE_WRITE_STORED)
    {
      refuse_write (exchange, write, reason);
      return;
    }
  text = g_strdup_printf ("{\"ok\":true,\"id\":%s,\"rev\":\"%s\"}\n", id, revision);
  double_reply (exchange, exchange->self->is_accepted ? 202 : draft->is_deleted ? 200 : 201, text);
}

/* multipart/related: the document, then the bytes of every file that "follows". */
static GBytes *
take_multipart (DoubleExchange *exchange, GHashTable *files)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (exchange->message);
  SoupMultipart *multipart = soup_multipart_new_from_message (headers, exchange->body);
  GBytes *document = NULL;
  SoupMessageHeaders *part_headers;
  GBytes *part;

  if (multipart == NULL)
    return NULL;
  for (int i = 0; i < soup_multipart_get_length (multipart); i++)
    {
      g_autofree char *disposition = NULL;
      g_autoptr (GHashTable) parameters = NULL;
      DoubleFile *file;

      if (!soup_multipart_get_part (multipart, i, &part_headers, &part))
        continue;
      if (i == 0)
        {
          document = g_bytes_ref (part);
          continue;
        }
      soup_message_headers_get_content_disposition (part_headers, &disposition, &parameters);
      file = g_new0 (DoubleFile, 1);
      file->media_type = g_strdup (soup_message_headers_get_content_type (part_headers, NULL));
      file->bytes = g_bytes_ref (part);
      g_hash_table_insert (
          files,
          g_strdup (parameters != NULL ? g_hash_table_lookup (parameters, "filename") : "file"),
          file);
    }
  soup_multipart_free (multipart);
  return document;
}

static void
put_document (DoubleExchange *exchange, DoubleDatabase *database, const char *id)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (exchange->message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  g_autoptr (GHashTable) files
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) double_file_free);
  g_autoptr (GBytes) text = g_strcmp0 (type, "multipart/related") == 0
                                ? take_multipart (exchange, files)
                                : g_bytes_ref (exchange->body);
  g_autoptr (DoubleDraft) draft = NULL;
  g_autofree char *reason = NULL;
  const char *word = "bad_request";
  gsize length = 0;
  const char *data = text != NULL ? g_bytes_get_data (text, &length) : NULL;

  draft = double_draft_new (data != NULL ? data : "", length, id, &word, &reason);
  if (draft == NULL)
    {
      double_refuse (exchange, 400, word, reason);
      return;
    }
  if (double_query (exchange, "rev") != NULL)
    g_set_str (&draft->revision, double_query (exchange, "rev"));
  if (g_hash_table_size (files) > 0)
    {
      g_clear_pointer (&draft->files, g_hash_table_unref);
      g_clear_pointer (&draft->stubs, g_ptr_array_unref);
      draft->files = g_steal_pointer (&files);
    }
  store (exchange, database, draft);
}

static void
delete_document (DoubleExchange *exchange, DoubleDatabase *database, const char *id)
{
  DoubleDraft *draft = g_new0 (DoubleDraft, 1);
  DoubleDocument *document = g_hash_table_lookup (database->documents, id);

  if (document == NULL || double_document_get_winner (document)->is_deleted)
    {
      double_refuse (exchange, 404, "not_found", document != NULL ? "deleted" : "missing");
      g_free (draft);
      return;
    }
  if (double_query (exchange, "rev") == NULL)
    {
      double_refuse (exchange, 409, "conflict", "Document update conflict.");
      g_free (draft);
      return;
    }
  draft->id = g_strdup (id);
  draft->revision = g_strdup (double_query (exchange, "rev"));
  draft->is_deleted = TRUE;
  draft->object = json_object_new ();
  draft->body = g_strdup ("{}");
  store (exchange, database, draft);
  double_draft_free (draft);
}

static DoubleLeaf *
find_leaf (DoubleExchange *exchange, DoubleDatabase *database, const char *id)
{
  DoubleDocument *document = g_hash_table_lookup (database->documents, id);
  DoubleLeaf *leaf = document != NULL ? double_document_get_winner (document) : NULL;

  if (leaf != NULL && double_query (exchange, "rev") != NULL)
    {
      leaf = double_document_find (document, double_query (exchange, "rev"));
      if (leaf == NULL)
        leaf = double_document_find_older (document, double_query (exchange, "rev"));
      if (leaf != NULL)
        return leaf;
    }
  if (leaf != NULL && !leaf->is_deleted)
    return leaf;
  double_refuse (exchange, 404, "not_found", leaf != NULL ? "deleted" : "missing");
  return NULL;
}

static void
get_file (DoubleExchange *exchange, DoubleDatabase *database, const char *id, const char *name)
{
  DoubleLeaf *leaf = find_leaf (exchange, database, id);
  DoubleFile *file = leaf != NULL ? g_hash_table_lookup (leaf->files, name) : NULL;
  gsize length;
  const char *bytes;

  if (leaf == NULL)
    return;
  if (file == NULL)
    {
      double_refuse (exchange, 404, "not_found", "Document is missing attachment");
      return;
    }
  bytes = g_bytes_get_data (file->bytes, &length);
  soup_server_message_set_status (exchange->message, 200, NULL);
  soup_server_message_set_response (
      exchange->message, file->media_type, SOUP_MEMORY_COPY, bytes, length);
}

void
double_answer_document (DoubleExchange *exchange, DoubleDatabase *database)
{
  gboolean is_design = strcmp (exchange->parts[1], "_design") == 0 && exchange->parts[2] != NULL;
  g_autofree char *id = is_design ? g_strconcat ("_design/", exchange->parts[2], NULL)
                                  : g_strdup (exchange->parts[1]);
  const char *file = exchange->parts[is_design ? 3 : 2];
  DoubleLeaf *leaf;
  g_autofree char *text = NULL;

  if (strcmp (exchange->method, "PUT") == 0 && file == NULL)
    put_document (exchange, database, id);
  else if (strcmp (exchange->method, "DELETE") == 0 && file == NULL)
    delete_document (exchange, database, id);
  else if (strcmp (exchange->method, "GET") != 0)
    double_refuse (exchange, 405, "method_not_allowed", "Only DELETE,GET,HEAD,POST allowed");
  else if (file != NULL)
    get_file (exchange, database, id, file);
  else
    {
      leaf = find_leaf (exchange, database, id);
      if (leaf == NULL)
        return;
      text = double_leaf_to_text (g_hash_table_lookup (database->documents, id),
                                  leaf,
                                  double_query_is (exchange, "conflicts"));
      double_reply (exchange, 200, text);
    }
}

static void
append_result (GString *text,
               DoubleExchange *exchange,
               DoubleDatabase *database,
               DoubleDraft *draft)
{
  g_autofree char *revision = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *id = double_quote (draft->id);
  DoubleWrite write = write_draft (exchange, database, draft, &revision, &reason);
  gboolean is_broken = write == DOUBLE_WRITE_BROKEN;
  g_autofree char *quoted = double_quote (is_broken        ? reason + 1
                                          : reason != NULL ? reason
                                                           : "Document update conflict.");

  if (write == DOUBLE_WRITE_STORED)
    g_string_append_printf (text, "{\"ok\":true,\"id\":%s,\"rev\":\"%s\"}", id, revision);
  else
    g_string_append_printf (text,
                            "{\"id\":%s,\"error\":\"%s\",\"reason\":%s}",
                            id,
                            is_broken                        ? "error"
                            : write == DOUBLE_WRITE_CONFLICT ? "conflict"
                                                             : "forbidden",
                            quoted);
}

/* One malformed document refuses them all, before anything is stored. */
static GPtrArray *
read_drafts (DoubleExchange *exchange)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (GaungSpan));
  g_autoptr (GPtrArray) drafts
      = g_ptr_array_new_with_free_func ((GDestroyNotify) double_draft_free);
  GaungSpan whole = { 0 };
  GaungSpan list;

  whole.text = g_bytes_get_data (exchange->body, &whole.length);
  if (whole.length == 0 || !gaung_json_cut_member (&whole, "docs", &list))
    {
      double_refuse (exchange, 400, "bad_request", "invalid UTF-8 JSON");
      return NULL;
    }
  if (list.text == NULL || !gaung_json_cut_array (&list, spans))
    {
      double_refuse (exchange, 400, "bad_request", "POST body must include `docs` parameter.");
      return NULL;
    }
  for (guint i = 0; i < spans->len; i++)
    {
      GaungSpan *span = &g_array_index (spans, GaungSpan, i);
      const char *word = NULL;
      g_autofree char *reason = NULL;
      DoubleDraft *draft = double_draft_new (span->text, span->length, NULL, &word, &reason);

      if (draft == NULL)
        {
          double_refuse (exchange, 400, word, reason);
          return NULL;
        }
      g_ptr_array_add (drafts, draft);
      if (is_too_large (exchange, draft))
        {
          double_refuse (exchange, 413, "document_too_large", draft->id);
          return NULL;
        }
    }
  return g_steal_pointer (&drafts);
}

void
double_answer_bulk (DoubleExchange *exchange, DoubleDatabase *database)
{
  g_autoptr (GPtrArray) drafts = read_drafts (exchange);
  g_autoptr (GString) text = g_string_new ("[");
  GaungSpan whole = { 0 };
  GaungSpan edits;

  if (drafts == NULL)
    return;
  whole.text = g_bytes_get_data (exchange->body, &whole.length);
  gaung_json_cut_member (&whole, "new_edits", &edits);
  for (guint i = 0; i < drafts->len; i++)
    {
      DoubleDraft *draft = g_ptr_array_index (drafts, i);

      if (edits.length == 5 && memcmp (edits.text, "false", 5) == 0)
        {
          double_database_graft (database, draft);
          continue;
        }
      g_string_append (text, text->len > 1 ? "," : "");
      append_result (text, exchange, database, draft);
    }
  g_string_append (text, "]\n");
  double_reply (exchange, exchange->self->is_accepted ? 202 : 201, text->str);
}

static void
append_all_docs_row (GString *text,
                     DoubleDocument *document,
                     gboolean has_documents,
                     gboolean conflicts)
{
  DoubleLeaf *winner = double_document_get_winner (document);
  g_autofree char *id = double_quote (document->id);

  g_string_append_printf (text,
                          "%s{\"id\":%s,\"key\":%s,\"value\":{\"rev\":\"%s\"%s}",
                          text->str[text->len - 1] == '}' ? ",\n" : "\n",
                          id,
                          id,
                          winner->revision,
                          winner->is_deleted ? ",\"deleted\":true" : "");
  if (has_documents)
    {
      g_autofree char *body
          = winner->is_deleted ? NULL : double_leaf_to_text (document, winner, conflicts);

      g_string_append_printf (text, ",\"doc\":%s", body != NULL ? body : "null");
    }
  g_string_append_c (text, '}');
}

static void
append_keys (GString *text, DoubleExchange *exchange, DoubleDatabase *database)
{
  gsize length;
  const char *body = g_bytes_get_data (exchange->body, &length);
  g_autoptr (JsonObject) object = gaung_json_parse_object (body != NULL ? body : "", length, NULL);
  JsonArray *keys = object != NULL ? gaung_json_get_array (object, "keys") : NULL;

  for (guint i = 0; keys != NULL && i < json_array_get_length (keys); i++)
    {
      const char *key = json_array_get_string_element (keys, i);
      DoubleDocument *document = g_hash_table_lookup (database->documents, key);
      g_autofree char *quoted = double_quote (key);

      if (document != NULL)
        append_all_docs_row (text,
                             document,
                             double_query_is (exchange, "include_docs"),
                             double_query_is (exchange, "conflicts"));
      else
        g_string_append_printf (text,
                                "%s{\"key\":%s,\"error\":\"not_found\"}",
                                text->str[text->len - 1] == '}' ? ",\n" : "\n",
                                quoted);
    }
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
append_range (GString *text, DoubleExchange *exchange, DoubleDatabase *database)
{
  g_autoptr (GPtrArray) ids = g_hash_table_get_keys_as_ptr_array (database->documents);
  const char *limit_text = double_query (exchange, "limit");
  guint limit = limit_text != NULL ? g_ascii_strtoull (limit_text, NULL, 10) : G_MAXUINT;
  const char *start = double_query (exchange, "startkey");
  g_autofree char *wrapped = start != NULL ? g_strdup_printf ("{\"k\":%s}", start) : NULL;
  g_autoptr (JsonObject) key = wrapped != NULL ? gaung_json_parse_object (wrapped, -1, NULL) : NULL;
  const char *from = key != NULL ? gaung_json_get_string (key, "k", "") : "";

  g_ptr_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len && limit > 0; i++)
    {
      DoubleDocument *document
          = g_hash_table_lookup (database->documents, g_ptr_array_index (ids, i));

      if (strcmp (document->id, from) < 0 || double_document_get_winner (document)->is_deleted)
        continue;
      append_all_docs_row (text,
                           document,
                           double_query_is (exchange, "include_docs"),
                           double_query_is (exchange, "conflicts"));
      limit--;
    }
}

void
double_answer_all_docs (DoubleExchange *exchange, DoubleDatabase *database)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text,
                          "{\"total_rows\":%u,\"offset\":null,\"rows\":[",
                          double_database_count (database, FALSE));
  if (strcmp (exchange->method, "POST") == 0)
    append_keys (text, exchange, database);
  else
    append_range (text, exchange, database);
  g_string_append (text, "\n]}\n");
  double_reply (exchange, 200, text->str);
}
