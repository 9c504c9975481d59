/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a path to what answers it. */
#include "config.h"

#include <string.h>

#include "gaung-double-private.h"
#include "gaung-json.h"

char *
double_quote (const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);

  return gaung_json_node_to_text (node);
}

const char *
double_query (DoubleExchange *exchange, const char *name)
{
  return exchange->query != NULL ? g_hash_table_lookup (exchange->query, name) : NULL;
}

gboolean
double_query_is (DoubleExchange *exchange, const char *name)
{
  return g_strcmp0 (double_query (exchange, name), "true") == 0;
}

void
double_reply (DoubleExchange *exchange, guint status, const char *text)
{
  soup_server_message_set_status (exchange->message, status, NULL);
  soup_server_message_set_response (
      exchange->message, "application/json", SOUP_MEMORY_COPY, text, strlen (text));
}

void
double_refuse (DoubleExchange *exchange, guint status, const char *word, const char *reason)
{
  g_autofree char *quoted = double_quote (reason);
  g_autofree char *text = g_strdup_printf ("{\"error\":\"%s\",\"reason\":%s}\n", word, quoted);

  double_reply (exchange, status, text);
}

static void
answer_greeting (DoubleExchange *exchange)
{
  g_autofree char *text
      = g_strdup_printf ("{\"couchdb\":\"Welcome\",\"version\":\"%s\",\"git_sha\":\"5b4d921\","
                         "\"uuid\":\"5f0d1c3a8e6b4b1f9a3f7a5e2d9c1ab0\",\"features\":[\"quickjs\"],"
                         "\"vendor\":{\"name\":\"The Apache Software Foundation\"}}\n",
                         exchange->self->version);

  double_reply (exchange, 200, text);
}

static void
answer_session (DoubleExchange *exchange)
{
  g_autofree char *name
      = exchange->user != NULL ? double_quote (exchange->user->name) : g_strdup ("null");
  g_autoptr (GString) roles = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; exchange->user != NULL && exchange->user->roles[i] != NULL; i++)
    g_string_append_printf (roles, "%s\"%s\"", i > 0 ? "," : "", exchange->user->roles[i]);
  text = g_strdup_printf ("{\"ok\":true,\"userCtx\":{\"name\":%s,\"roles\":[%s]},"
                          "\"info\":{\"authentication_handlers\":[\"cookie\",\"default\"]%s}}\n",
                          name,
                          roles->str,
                          exchange->user != NULL ? ",\"authenticated\":\"default\"" : "");
  double_reply (exchange, 200, text);
}

static void
answer_database_info (DoubleExchange *exchange, DoubleDatabase *database)
{
  g_autofree char *sequence = double_database_make_sequence (database, database->sequence);
  g_autofree char *purge = double_database_make_sequence (database, database->purge_sequence);
  g_autofree char *name = double_quote (database->name);
  g_autofree char *text = g_strdup_printf (
      "{\"instance_start_time\":\"%" G_GINT64_FORMAT "\",\"db_name\":%s,\"purge_seq\":\"%s\","
      "\"update_seq\":\"%s\",\"sizes\":{\"file\":8348,\"external\":0,\"active\":0},\"props\":{},"
      "\"doc_del_count\":%u,\"doc_count\":%u,\"disk_format_version\":8,\"compact_running\":false,"
      "\"cluster\":{\"q\":1,\"n\":1,\"w\":1,\"r\":1}}\n",
      database->start_time,
      name,
      purge,
      sequence,
      double_database_count (database, TRUE),
      double_database_count (database, FALSE));

  double_reply (exchange, 200, text);
}

/* 401 even to those who are signed in. */
static gboolean
check_server_admin (DoubleExchange *exchange)
{
  if (double_is_admin (exchange->user))
    return TRUE;
  double_refuse (exchange, 401, "unauthorized", "You are not a server admin.");
  return FALSE;
}

static gboolean
is_database_name (const char *name)
{
  if (strcmp (name, "_users") == 0)
    return TRUE;
  return g_ascii_islower (*name)
         && name[strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789_$()+-/")] == '\0';
}

static void
create_database (DoubleExchange *exchange, const char *name)
{
  DoubleDatabase *database;

  if (!check_server_admin (exchange))
    return;
  if (g_hash_table_contains (exchange->self->databases, name))
    {
      double_refuse (exchange,
                     412,
                     "file_exists",
                     "The database could not be created, the file already exists.");
      return;
    }
  if (!is_database_name (name))
    {
      double_refuse (exchange, 400, "illegal_database_name", "Name is not allowed.");
      return;
    }
  database = double_database_new (exchange->self, name);
  g_hash_table_insert (exchange->self->databases, database->name, database);
  double_reply (exchange, 201, "{\"ok\":true}\n");
}

static void
delete_database (DoubleExchange *exchange, DoubleDatabase *database)
{
  if (!check_server_admin (exchange))
    return;
  g_hash_table_remove (exchange->self->databases, database->name);
  double_reply (exchange, 200, "{\"ok\":true}\n");
}

static void
answer_security (DoubleExchange *exchange, DoubleDatabase *database)
{
  gsize length;
  const char *text = g_bytes_get_data (exchange->body, &length);
  JsonObject *security;
  g_autofree char *told = NULL;

  if (strcmp (exchange->method, "GET") == 0)
    {
      told = gaung_json_to_text (database->security);
      double_reply (exchange, 200, told);
      return;
    }
  if (!double_is_database_admin (exchange->user, database))
    {
      double_refuse (exchange, 500, "error", "no_majority");
      return;
    }
  security = gaung_json_parse_object (text != NULL ? text : "", length, NULL);
  if (security == NULL)
    {
      double_refuse (exchange, 400, "bad_request", "invalid UTF-8 JSON");
      return;
    }
  json_object_unref (database->security);
  database->security = security;
  /* Counted as a write, although no change shows it. */
  database->sequence++;
  double_reply (exchange, 200, "{\"ok\":true}\n");
}

static void
answer_in_database (DoubleExchange *exchange, DoubleDatabase *database)
{
  const char *part = exchange->parts[1];
  const char *type = soup_message_headers_get_content_type (
      soup_server_message_get_request_headers (exchange->message), NULL);

  if (strcmp (exchange->method, "POST") == 0 && g_strcmp0 (type, "application/json") != 0)
    double_refuse (exchange, 415, "bad_content_type", "Content-Type must be application/json");
  else if (part == NULL || *part == '\0')
    answer_database_info (exchange, database);
  else if (strcmp (part, "_security") == 0)
    answer_security (exchange, database);
  else if (strcmp (part, "_changes") == 0)
    double_answer_changes (exchange, database);
  else if (strcmp (part, "_all_docs") == 0)
    double_answer_all_docs (exchange, database);
  else if (strcmp (part, "_bulk_docs") == 0)
    double_answer_bulk (exchange, database);
  else if (*part == '_' && strcmp (part, "_design") != 0)
    double_refuse (
        exchange, 400, "illegal_docid", "Only reserved document ids may start with underscore.");
  else
    double_answer_document (exchange, database);
}

void
double_answer (DoubleExchange *exchange)
{
  const char *name = exchange->parts[0];
  DoubleDatabase *database;

  if (!double_authenticate (exchange))
    return;
  if (name == NULL || *name == '\0')
    {
      answer_greeting (exchange);
      return;
    }
  if (strcmp (name, "_up") == 0)
    {
      double_reply (exchange, 200, "{\"status\":\"ok\",\"seeds\":{}}\n");
      return;
    }
  if (strcmp (name, "_session") == 0)
    {
      answer_session (exchange);
      return;
    }
  if (strcmp (exchange->method, "PUT") == 0 && exchange->parts[1] == NULL)
    {
      create_database (exchange, name);
      return;
    }
  database = g_hash_table_lookup (exchange->self->databases, name);
  if (database == NULL)
    double_refuse (exchange, 404, "not_found", "Database does not exist.");
  else if (strcmp (exchange->method, "DELETE") == 0 && exchange->parts[1] == NULL)
    delete_database (exchange, database);
  else if (double_may_read (exchange, database))
    answer_in_database (exchange, database);
}
