/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files: one immutable document each, named by the hash of its bytes. CouchDB's own digest is that
 * of what it stores, which for text is the compressed form, so the hash is ours. */
#include "config.h"

#include <string.h>

#include "gaung-couch-files.h"
#include "gaung-couch-private.h"
#include "gaung-json.h"
#include "gaung-remote-error-private.h"

static gboolean
has_hash (GBytes *bytes, const char *sha256)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  return g_strcmp0 (hash, sha256) == 0;
}

/* RFC 6838 names, without parameters: it becomes a line of a header. */
static gboolean
is_media_type (const char *text)
{
  const char *slash = text != NULL ? strchr (text, '/') : NULL;

  if (slash == NULL || slash == text || slash[1] == '\0' || strlen (text) > 128)
    return FALSE;
  for (const char *at = text; *at != '\0'; at++)
    if (at != slash && !g_ascii_isalnum (*at) && strchr ("!#$&^_.+-", *at) == NULL)
      return FALSE;
  return TRUE;
}

/* The record with a promise of the bytes that follow it. */
static char *
make_first_part (JsonObject *document, const char *media_type, gsize size)
{
  g_autoptr (JsonObject) copy = gaung_json_copy (document);
  JsonObject *file = json_object_new ();
  JsonObject *files = json_object_new ();

  json_object_set_boolean_member (file, "follows", TRUE);
  json_object_set_string_member (file, "content_type", media_type);
  json_object_set_int_member (file, "length", size);
  json_object_set_object_member (files, GAUNG_COUCH_FILE, file);
  json_object_set_object_member (copy, "_attachments", files);
  return gaung_json_to_text (copy);
}

static GBytes *
make_body (JsonObject *document, GBytes *bytes, const char *media_type, const char *boundary)
{
  gsize size = g_bytes_get_size (bytes);
  g_autofree char *first = make_first_part (document, media_type, size);
  g_autoptr (GString) body = g_string_sized_new (size + strlen (first) + 512);

  g_string_append_printf (body,
                          "--%s\r\nContent-Type: application/json\r\n\r\n%s\r\n"
                          "--%s\r\nContent-Disposition: attachment; filename=\"%s\"\r\n"
                          "Content-Type: %s\r\nContent-Length: %zu\r\n\r\n",
                          boundary,
                          first,
                          boundary,
                          GAUNG_COUCH_FILE,
                          media_type,
                          size);
  g_string_append_len (body, g_bytes_get_data (bytes, NULL), size);
  g_string_append_printf (body, "\r\n--%s--\r\n", boundary);
  return g_string_free_to_bytes (g_steal_pointer (&body));
}

/* Whether the server has this very file; @conflict stays the error where it has another. */
static GaungSendResult *
accept_existing (GaungCouch *self,
                 const char *database,
                 const char *id,
                 gsize size,
                 GError *conflict,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GError) trouble = NULL;
  g_autoptr (JsonObject) stored
      = gaung_couch_get_document_sync (self, database, id, NULL, cancellable, &trouble);
  JsonObject *files = stored != NULL ? gaung_json_get_object (stored, "_attachments") : NULL;
  JsonObject *file = files != NULL ? gaung_json_get_object (files, GAUNG_COUCH_FILE) : NULL;
  GaungSendResult *result;

  if (stored == NULL)
    {
      g_error_free (conflict);
      g_propagate_error (error, g_steal_pointer (&trouble));
      return NULL;
    }
  if (file == NULL || gaung_json_get_integer (file, "length", -1) != (gint64) size)
    {
      g_propagate_error (error, conflict);
      return NULL;
    }
  g_error_free (conflict);
  result = g_new0 (GaungSendResult, 1);
  result->id = g_strdup (id);
  result->revision = g_strdup (gaung_json_get_string (stored, "_rev", NULL));
  result->is_settled = TRUE;
  return result;
}

static GaungSendResult *
read_result (JsonObject *answer, const char *id, guint status, GError **error)
{
  const char *revision = gaung_json_get_string (answer, "rev", NULL);
  GaungSendResult *result;

  if (!gaung_couch_is_revision (revision)
      || g_strcmp0 (gaung_json_get_string (answer, "id", NULL), id) != 0)
    {
      gaung_couch_set_shape_error (error, NULL, "no revision of the file");
      return NULL;
    }
  result = g_new0 (GaungSendResult, 1);
  result->id = g_strdup (id);
  result->revision = g_strdup (revision);
  result->is_settled = status != 202;
  return result;
}

GaungSendResult *
gaung_couch_put_file_sync (GaungCouch *self,
                           const char *database,
                           JsonObject *document,
                           GBytes *bytes,
                           GaungCouchProgress progress,
                           gpointer data,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autofree char *boundary = NULL;
  g_autofree char *type = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonObject) answer = NULL;
  const char *id;
  const char *media_type;
  guint status = 0;
  GError *trouble = NULL;

  g_return_val_if_fail (GAUNG_IS_COUCH (self), NULL);
  g_return_val_if_fail (database != NULL && document != NULL && bytes != NULL, NULL);

  id = gaung_json_get_string (document, "_id", "");
  media_type = gaung_json_get_string (document, "media_type", NULL);
  if (!g_str_has_prefix (id, "attachment:") || !has_hash (bytes, id + strlen ("attachment:"))
      || !is_media_type (media_type))
    {
      gaung_remote_set_error (
          error, GAUNG_REMOTE_ERROR_MALFORMED, NULL, "the file is not what its record says");
      return NULL;
    }
  /* Of 122 random bits: no file holds it by chance. */
  boundary = g_uuid_string_random ();
  type = g_strdup_printf ("multipart/related;boundary=\"%s\"", boundary);
  path = gaung_couch_make_path (database, id, NULL, error);
  if (path == NULL)
    return NULL;
  body = make_body (document, bytes, media_type, boundary);
  {
    GaungRequest request = { .method = "PUT",
                             .path = path,
                             .content_type = type,
                             .body = body,
                             .progress = progress,
                             .data = data };

    answer = gaung_couch_fetch_object_sync (self, &request, &status, cancellable, &trouble);
  }
  if (answer != NULL)
    return read_result (answer, id, status, error);
  if (g_error_matches (trouble, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_CONFLICT))
    return accept_existing (
        self, database, id, g_bytes_get_size (bytes), trouble, cancellable, error);
  g_propagate_error (error, trouble);
  return NULL;
}

GBytes *
gaung_couch_get_file_sync (GaungCouch *self,
                           const char *database,
                           const char *sha256,
                           gsize limit,
                           GaungCouchProgress progress,
                           gpointer data,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GaungAnswer) answer = NULL;
  GaungRequest request = { .method = "GET", .is_file = TRUE, .progress = progress, .data = data };

  g_return_val_if_fail (GAUNG_IS_COUCH (self), NULL);
  g_return_val_if_fail (database != NULL && sha256 != NULL && limit > 0, NULL);

  id = g_strconcat ("attachment:", sha256, NULL);
  path = gaung_couch_make_path (database, id, "/" GAUNG_COUCH_FILE, error);
  if (path == NULL)
    return NULL;
  request.path = path;
  request.limit = limit;
  answer = gaung_couch_send_sync (self, &request, cancellable, error);
  if (answer == NULL)
    return NULL;
  if (has_hash (answer->body, sha256))
    return g_bytes_ref (answer->body);
  gaung_remote_set_error (error,
                          g_strcmp0 (answer->media_type, "text/html") == 0
                              ? GAUNG_REMOTE_ERROR_NOT_COUCHDB
                              : GAUNG_REMOTE_ERROR_TRUNCATED,
                          answer->request_id,
                          "a file with another hash");
  return NULL;
}
