/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a server tells about itself, about us and about a database. */
#include "config.h"

#include <string.h>

#include "gaung-couch-private.h"
#include "gaung-couch-server.h"
#include "gaung-json.h"
#include "gaung-remote-error-private.h"

#define MIN_MAJOR 3
#define MIN_MINOR 3

void
gaung_server_info_free (GaungServerInfo *self)
{
  g_free (self->version);
  g_free (self->uuid);
  g_free (self);
}

void
gaung_server_session_free (GaungServerSession *self)
{
  g_free (self->name);
  g_strfreev (self->roles);
  g_free (self);
}

gboolean
gaung_server_session_has_role (const GaungServerSession *self, const char *role)
{
  return g_strv_contains ((const char *const *) self->roles, role);
}

void
gaung_database_info_free (GaungDatabaseInfo *self)
{
  g_free (self->name);
  g_free (self->update_sequence);
  g_free (self->purge_sequence);
  g_free (self->instance_start_time);
  g_free (self);
}

static gboolean
is_new_enough (const char *version)
{
  char *end;
  guint64 major = g_ascii_strtoull (version, &end, 10);
  guint64 minor = *end == '.' ? g_ascii_strtoull (end + 1, NULL, 10) : 0;

  return major > MIN_MAJOR || (major == MIN_MAJOR && minor >= MIN_MINOR);
}

/**
 * gaung_couch_get_server_info_sync:
 *
 * `GET /`, which CouchDB answers to anybody.
 *
 * Returns: (transfer full): what answers, at least CouchDB 3.3
 */
GaungServerInfo *
gaung_couch_get_server_info_sync (GaungCouch *self, GCancellable *cancellable, GError **error)
{
  GaungRequest request = { .method = "GET", .path = "" };
  g_autoptr (GaungAnswer) answer = NULL;
  g_autoptr (JsonObject) object = NULL;
  const char *version;
  GaungServerInfo *info;

  g_return_val_if_fail (GAUNG_IS_COUCH (self), NULL);

  answer = gaung_couch_send_sync (self, &request, cancellable, error);
  object = answer != NULL ? gaung_couch_parse_answer (answer, error) : NULL;
  if (object == NULL)
    return NULL;
  version = gaung_json_get_string (object, "version", NULL);
  if (gaung_json_get_string (object, "couchdb", NULL) == NULL || version == NULL)
    {
      gaung_couch_set_shape_error (error, answer->request_id, "no greeting");
      return NULL;
    }
  if (!is_new_enough (version))
    {
      gaung_remote_set_error (
          error, GAUNG_REMOTE_ERROR_TOO_OLD, answer->request_id, "older than 3.3");
      return NULL;
    }
  info = g_new0 (GaungServerInfo, 1);
  info->version = g_strdup (version);
  info->uuid = g_strdup (gaung_json_get_string (object, "uuid", NULL));
  info->date = answer->date;
  return info;
}

static char **
read_roles (JsonObject *context)
{
  JsonArray *array = gaung_json_get_array (context, "roles");
  g_autoptr (GStrvBuilder) roles = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (roles, json_node_get_string (node));
    }
  return g_strv_builder_end (roles);
}

GaungServerSession *
gaung_couch_get_session_sync (GaungCouch *self, GCancellable *cancellable, GError **error)
{
  GaungRequest request = { .method = "GET", .path = "_session" };
  g_autoptr (JsonObject) object = NULL;
  JsonObject *context;
  GaungServerSession *session;

  g_return_val_if_fail (GAUNG_IS_COUCH (self), NULL);

  object = gaung_couch_fetch_object_sync (self, &request, NULL, cancellable, error);
  if (object == NULL)
    return NULL;
  context = gaung_json_get_object (object, "userCtx");
  if (context == NULL)
    {
      gaung_couch_set_shape_error (error, NULL, "no session");
      return NULL;
    }
  session = g_new0 (GaungServerSession, 1);
  session->name = g_strdup (gaung_json_get_string (context, "name", NULL));
  session->roles = read_roles (context);
  return session;
}

/* Text, or a number as text: other servers of the protocol count in integers. */
static char *
dup_sequence (JsonObject *object, const char *member)
{
  const char *text = gaung_json_get_string (object, member, NULL);
  gint64 number = gaung_json_get_integer (object, member, -1);

  if (text != NULL)
    return g_strdup (text);
  return number >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : NULL;
}

static guint
read_copies (JsonObject *object)
{
  JsonObject *cluster = gaung_json_get_object (object, "cluster");
  gint64 n = cluster != NULL ? gaung_json_get_integer (cluster, "n", 1) : 1;

  return (guint) CLAMP (n, 1, G_MAXINT);
}

GaungDatabaseInfo *
gaung_couch_get_database_info_sync (GaungCouch *self,
                                    const char *database,
                                    GCancellable *cancellable,
                                    GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GaungDatabaseInfo) info = NULL;
  GaungRequest request = { .method = "GET" };

  g_return_val_if_fail (GAUNG_IS_COUCH (self), NULL);
  g_return_val_if_fail (database != NULL, NULL);

  path = gaung_couch_make_path (database, NULL, NULL, error);
  request.path = path;
  if (path != NULL)
    object = gaung_couch_fetch_object_sync (self, &request, NULL, cancellable, error);
  if (object == NULL)
    return NULL;
  info = g_new0 (GaungDatabaseInfo, 1);
  info->name = g_strdup (gaung_json_get_string (object, "db_name", NULL));
  info->update_sequence = dup_sequence (object, "update_seq");
  info->purge_sequence = dup_sequence (object, "purge_seq");
  info->instance_start_time = dup_sequence (object, "instance_start_time");
  info->n_documents = gaung_json_get_integer (object, "doc_count", -1);
  info->n_deleted = gaung_json_get_integer (object, "doc_del_count", 0);
  info->n_copies = read_copies (object);
  if (g_strcmp0 (info->name, database) != 0 || info->update_sequence == NULL
      || info->n_documents < 0)
    {
      gaung_couch_set_shape_error (error, NULL, "no database information");
      return NULL;
    }
  info->update_prefix = gaung_couch_read_sequence_prefix (info->update_sequence);
  info->purge_prefix = gaung_couch_read_sequence_prefix (info->purge_sequence);
  return g_steal_pointer (&info);
}

static GError *
make_verdict (const GError *refusal, GaungRemoteError code)
{
  GError *verdict = g_error_copy (refusal);

  verdict->code = code;
  return verdict;
}

/**
 * gaung_couch_judge_refusal_sync:
 * @refusal: the error of a refused request
 *
 * CouchDB answers 401 also to those who are signed in but may not do a thing, and an expired
 * session is silently nobody's; only `GET /_session` tells them apart. Costs a request only where
 * the answer did not say.
 */
GError *
gaung_couch_judge_refusal_sync (GaungCouch *self, const GError *refusal, GCancellable *cancellable)
{
  g_autoptr (GaungCredentials) credentials = NULL;
  g_autoptr (GaungServerSession) session = NULL;
  GError *error = NULL;

  g_return_val_if_fail (GAUNG_IS_COUCH (self), NULL);
  g_return_val_if_fail (refusal != NULL, NULL);

  if ((!g_error_matches (refusal, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_CREDENTIALS)
       && !g_error_matches (refusal, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_NOT_MEMBER))
      || gaung_couch_is_refused (self))
    return g_error_copy (refusal);

  credentials = gaung_couch_dup_credentials (self);
  session = gaung_couch_get_session_sync (self, cancellable, &error);
  if (session == NULL)
    {
      if (g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_CREDENTIALS))
        gaung_couch_refuse (self, credentials);
      return error;
    }
  if (session->name != NULL)
    return make_verdict (refusal, GAUNG_REMOTE_ERROR_NOT_MEMBER);
  gaung_couch_refuse (self, credentials);
  return make_verdict (refusal, GAUNG_REMOTE_ERROR_CREDENTIALS);
}
