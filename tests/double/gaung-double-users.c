/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who asks, and whether they may read a database. */
#include "config.h"

#include <string.h>

#include "gaung-double-private.h"
#include "gaung-json.h"

#define MAX_FAILURES 5

static gboolean
has_role (const DoubleUser *user, const char *role)
{
  return user != NULL && g_strv_contains ((const char *const *) user->roles, role);
}

gboolean
double_is_admin (const DoubleUser *user)
{
  return has_role (user, "_admin");
}

static gboolean
authenticate_password (DoubleExchange *exchange, const char *coded)
{
  gsize length;
  g_autofree char *pair = (char *) g_base64_decode (coded, &length);
  g_autofree char *text = g_strndup (pair, length);
  char *password = strchr (text, ':');
  DoubleUser *user;

  if (password == NULL)
    {
      double_refuse (exchange, 400, "bad_request", "Malformed authorization");
      return FALSE;
    }
  *password++ = '\0';
  user = g_hash_table_lookup (exchange->self->users, text);
  /* Even with the right one. */
  if (user != NULL && user->failures >= MAX_FAILURES)
    {
      double_refuse (exchange,
                     403,
                     "forbidden",
                     "Account is temporarily locked due to multiple authentication failures");
      return FALSE;
    }
  if (user == NULL || strcmp (user->password, password) != 0)
    {
      if (user != NULL)
        user->failures++;
      double_refuse (exchange, 401, "unauthorized", "Name or password is incorrect.");
      return FALSE;
    }
  exchange->user = user;
  return TRUE;
}

/* FALSE: refused. Without credentials one is nobody. */
gboolean
double_authenticate (DoubleExchange *exchange)
{
  const char *header = soup_message_headers_get_one (
      soup_server_message_get_request_headers (exchange->message), "Authorization");

  if (header == NULL)
    return TRUE;
  if (g_str_has_prefix (header, "Basic "))
    return authenticate_password (exchange, header + strlen ("Basic "));
  if (g_str_has_prefix (header, "Bearer "))
    {
      exchange->user = g_hash_table_lookup (exchange->self->tokens, header + strlen ("Bearer "));
      if (exchange->user == NULL)
        double_refuse (exchange, 400, "bad_request", "Bad HMAC");
      return exchange->user != NULL;
    }
  return TRUE;
}

static gboolean
is_in (JsonObject *group, const DoubleUser *user)
{
  JsonArray *names = group != NULL ? gaung_json_get_array (group, "names") : NULL;
  JsonArray *roles = group != NULL ? gaung_json_get_array (group, "roles") : NULL;

  for (guint i = 0; user != NULL && names != NULL && i < json_array_get_length (names); i++)
    if (strcmp (json_array_get_string_element (names, i), user->name) == 0)
      return TRUE;
  for (guint i = 0; roles != NULL && i < json_array_get_length (roles); i++)
    if (has_role (user, json_array_get_string_element (roles, i)))
      return TRUE;
  return FALSE;
}

static gboolean
is_empty (JsonObject *group)
{
  JsonArray *names = group != NULL ? gaung_json_get_array (group, "names") : NULL;
  JsonArray *roles = group != NULL ? gaung_json_get_array (group, "roles") : NULL;

  return (names == NULL || json_array_get_length (names) == 0)
         && (roles == NULL || json_array_get_length (roles) == 0);
}

gboolean
double_is_database_admin (const DoubleUser *user, DoubleDatabase *database)
{
  return double_is_admin (user)
         || is_in (gaung_json_get_object (database->security, "admins"), user);
}

gboolean
double_may_read (DoubleExchange *exchange, DoubleDatabase *database)
{
  JsonObject *members = gaung_json_get_object (database->security, "members");

  if (is_empty (members) || double_is_database_admin (exchange->user, database)
      || is_in (members, exchange->user))
    return TRUE;
  if (exchange->user == NULL)
    double_refuse (exchange, 401, "unauthorized", "You are not authorized to access this db.");
  else
    double_refuse (exchange, 403, "forbidden", "You are not allowed to access this db.");
  return FALSE;
}

void
double_take_user (GaungDouble *self, DoubleDraft *draft)
{
  const char *name = gaung_json_get_string (draft->object, "name", "");
  const char *password = gaung_json_get_string (draft->object, "password", NULL);
  DoubleUser *known = g_hash_table_lookup (self->users, name);
  JsonArray *roles = gaung_json_get_array (draft->object, "roles");
  g_autoptr (GStrvBuilder) taken = g_strv_builder_new ();
  DoubleUser *user = g_new0 (DoubleUser, 1);

  for (guint i = 0; roles != NULL && i < json_array_get_length (roles); i++)
    g_strv_builder_add (taken, json_array_get_string_element (roles, i));
  user->name = g_strdup (name);
  user->roles = g_strv_builder_end (taken);
  user->password = g_strdup (password != NULL ? password : known != NULL ? known->password : "");
  if (password != NULL)
    {
      json_object_remove_member (draft->object, "password");
      json_object_set_string_member (draft->object, "password_scheme", "pbkdf2");
      json_object_set_string_member (draft->object, "derived_key", "0123456789abcdef");
      json_object_set_string_member (draft->object, "salt", "fedcba9876543210");
      json_object_set_int_member (draft->object, "iterations", 10);
      g_free (draft->body);
      draft->body = gaung_json_to_text (draft->object);
    }
  g_hash_table_replace (self->users, user->name, user);
}
