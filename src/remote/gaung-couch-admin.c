/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Databases and who may read them. */
#include "config.h"

#include <string.h>

#include "gaung-couch-admin.h"
#include "gaung-couch-documents.h"
#include "gaung-couch-private.h"
#include "gaung-json.h"
#include "gaung-remote-error-private.h"

gboolean
gaung_couch_create_database_sync (GaungCouch *self,
                                  const char *database,
                                  gboolean *created,
                                  GCancellable *cancellable,
                                  GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (JsonObject) answer = NULL;
  g_autoptr (GError) trouble = NULL;
  GaungRequest request = { .method = "PUT" };
  gboolean is_there;

  g_return_val_if_fail (GAUNG_IS_COUCH (self), FALSE);
  g_return_val_if_fail (database != NULL, FALSE);

  path = gaung_couch_make_path (database, NULL, "?q=1", error);
  if (path == NULL)
    return FALSE;
  request.path = path;
  answer = gaung_couch_fetch_object_sync (self, &request, NULL, cancellable, &trouble);
  is_there = g_error_matches (trouble, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_CONFLICT);
  if (created != NULL)
    *created = answer != NULL;
  if (answer != NULL || is_there)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}

gboolean
gaung_couch_delete_database_sync (GaungCouch *self,
                                  const char *database,
                                  GCancellable *cancellable,
                                  GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (JsonObject) answer = NULL;
  GaungRequest request = { .method = "DELETE" };

  g_return_val_if_fail (GAUNG_IS_COUCH (self), FALSE);
  g_return_val_if_fail (database != NULL, FALSE);

  path = gaung_couch_make_path (database, NULL, NULL, error);
  request.path = path;
  if (path != NULL)
    answer = gaung_couch_fetch_object_sync (self, &request, NULL, cancellable, error);
  return answer != NULL;
}

JsonObject *
gaung_couch_get_security_sync (GaungCouch *self,
                               const char *database,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autofree char *path = NULL;
  GaungRequest request = { .method = "GET" };

  g_return_val_if_fail (GAUNG_IS_COUCH (self), NULL);
  g_return_val_if_fail (database != NULL, NULL);

  path = gaung_couch_make_path (database, NULL, "/_security", error);
  request.path = path;
  return path != NULL ? gaung_couch_fetch_object_sync (self, &request, NULL, cancellable, error)
                      : NULL;
}

gboolean
gaung_couch_put_security_sync (GaungCouch *self,
                               const char *database,
                               JsonObject *security,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autofree char *path = NULL;
  char *text;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonObject) answer = NULL;
  GError *trouble = NULL;
  GaungRequest request = { .method = "PUT" };

  g_return_val_if_fail (GAUNG_IS_COUCH (self), FALSE);
  g_return_val_if_fail (database != NULL && security != NULL, FALSE);

  path = gaung_couch_make_path (database, NULL, "/_security", error);
  if (path == NULL)
    return FALSE;
  text = gaung_json_to_text (security);
  body = g_bytes_new_take (text, strlen (text));
  request.path = path;
  request.body = body;
  answer = gaung_couch_fetch_object_sync (self, &request, NULL, cancellable, &trouble);
  if (answer != NULL)
    return TRUE;
  /* CouchDB's word for "you may not" in this one place; its log says forbidden. */
  if (g_error_matches (trouble, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_SERVER)
      && gaung_remote_error_get_status (trouble) == 500)
    trouble->code = GAUNG_REMOTE_ERROR_NOT_MEMBER;
  g_propagate_error (error, trouble);
  return FALSE;
}

JsonObject *
gaung_couch_look_up_document_sync (GaungCouch *self,
                                   const char *database,
                                   const char *id,
                                   GCancellable *cancellable,
                                   GError **error)
{
  g_autoptr (GError) trouble = NULL;
  JsonObject *document;

  g_return_val_if_fail (GAUNG_IS_COUCH (self), NULL);

  document = gaung_couch_get_document_sync (self, database, id, NULL, cancellable, &trouble);
  if (document == NULL && !g_error_matches (trouble, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_MISSING)
      && !g_error_matches (trouble, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_DELETED))
    g_propagate_error (error, g_steal_pointer (&trouble));
  return document;
}
