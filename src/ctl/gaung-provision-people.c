/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of GaungProvision that is about people: accounts of CouchDB and their roles. */
#include "config.h"

#include <string.h>

#include "gaung-couch-admin.h"
#include "gaung-couch-documents.h"
#include "gaung-json.h"
#include "gaung-provision-plan-private.h"

#define USERS "_users"
#define USER_PREFIX "org.couchdb.user:"

static gboolean
is_reserved (GaungProvision *self, const char *name)
{
  JsonArray *names = gaung_json_get_array (self->settings, "reserved_names");

  for (guint i = 0; i < json_array_get_length (names); i++)
    if (g_strcmp0 (json_array_get_string_element (names, i), name) == 0)
      return TRUE;
  return FALSE;
}

static JsonArray *
make_roles (const char *const *roles)
{
  JsonArray *array = json_array_new ();

  json_array_add_string_element (array, "staff");
  for (; roles != NULL && *roles != NULL; roles++)
    if (strcmp (*roles, "staff") != 0)
      json_array_add_string_element (array, *roles);
  return array;
}

/* A role of databases.json: one that is not would give nothing, or everything ("_admin"). */
static gboolean
has_role (GaungProvision *self, const char *role)
{
  JsonObject *roles = gaung_json_get_object (self->settings, "roles");
  const char *pattern = gaung_json_get_string (self->settings, "agency_code", "^$");

  if (g_str_has_prefix (role, "agency-"))
    return g_regex_match_simple (pattern, role + strlen ("agency-"), G_REGEX_DOLLAR_ENDONLY, 0);
  return json_object_has_member (roles, role) && strchr (role, '{') == NULL;
}

/* The same roles in any order. */
static gboolean
has_same_roles (JsonArray *a, JsonArray *b)
{
  if (a == NULL || json_array_get_length (a) != json_array_get_length (b))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (a); i++)
    {
      JsonNode *node = json_array_get_element (a, i);
      gboolean is_found = FALSE;

      for (guint j = 0; j < json_array_get_length (b) && !is_found; j++)
        is_found = gaung_json_equal (node, json_array_get_element (b, j));
      if (!is_found)
        return FALSE;
    }
  return TRUE;
}

/* "staff, agency-dpupr"; "" for nobody's. */
static char *
join_roles (JsonArray *roles)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; roles != NULL && i < json_array_get_length (roles); i++)
    {
      JsonNode *node = json_array_get_element (roles, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_string_append_printf (
            text, "%s%s", text->len > 0 ? ", " : "", json_node_get_string (node));
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static gboolean
check_user (GaungProvision *self,
            const char *name,
            const char *password,
            const char *const *roles,
            GError **error)
{
  g_autoptr (GaungCredentials) credentials
      = gaung_credentials_new_password (name, password != NULL ? password : "");

  if (credentials == NULL || is_reserved (self, name) || g_strcmp0 (name, self->administrator) == 0
      || (password != NULL && *password == '\0'))
    return gaung_provision_fail (
        error, GAUNG_REMOTE_ERROR_MALFORMED, "not a name or password for an account");
  for (guint i = 0; roles != NULL && roles[i] != NULL; i++)
    if (!has_role (self, roles[i]))
      return gaung_provision_fail (error, GAUNG_REMOTE_ERROR_MALFORMED, "not a role");
  return TRUE;
}

static JsonObject *
look_up_user (GaungProvision *self, const char *name, GCancellable *cancellable, GError **error)
{
  g_autofree char *id = g_strconcat (USER_PREFIX, name, NULL);

  return gaung_couch_look_up_document_sync (self->couch, USERS, id, cancellable, error);
}

GPtrArray *
gaung_provision_plan_add_user_sync (GaungProvision *self,
                                    const char *name,
                                    const char *password,
                                    const char *const *roles,
                                    GCancellable *cancellable,
                                    GError **error)
{
  g_autoptr (GPtrArray) plan = gaung_provision_new_plan ();
  g_autoptr (JsonObject) there = NULL;
  g_autoptr (JsonArray) wanted = NULL;
  g_autoptr (GError) trouble = NULL;
  g_autofree char *id = g_strconcat (USER_PREFIX, name, NULL);
  JsonObject *document;

  if (!check_user (self, name, password, roles, error))
    return NULL;
  there = look_up_user (self, name, cancellable, &trouble);
  if (trouble != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return NULL;
    }
  wanted = make_roles (roles);
  if (there != NULL && has_same_roles (gaung_json_get_array (there, "roles"), wanted))
    return g_steal_pointer (&plan);
  if (there != NULL)
    {
      gaung_provision_fail (
          error, GAUNG_REMOTE_ERROR_CONFLICT, "there is an account of that name with other roles");
      return NULL;
    }
  document = json_object_new ();
  json_object_set_string_member (document, "_id", id);
  json_object_set_string_member (document, "name", name);
  json_object_set_string_member (document, "password", password);
  json_object_set_array_member (document, "roles", json_array_ref (wanted));
  json_object_set_string_member (document, "type", "user");
  gaung_provision_add_step (plan, GAUNG_STEP_ADD_USER, USERS, document);
  return g_steal_pointer (&plan);
}

/* An account that must be there. */
static JsonObject *
get_user (GaungProvision *self, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  JsonObject *document = look_up_user (self, name, cancellable, &trouble);

  if (trouble != NULL)
    g_propagate_error (error, g_steal_pointer (&trouble));
  else if (document == NULL)
    gaung_provision_fail (error, GAUNG_REMOTE_ERROR_MISSING, "no such account");
  return document;
}

/* @document (transfer full), @roles (transfer full) */
static void
plan_user (GPtrArray *plan,
           GaungStepKind kind,
           JsonObject *document,
           JsonArray *roles,
           const char *password)
{
  GaungStep *step = gaung_provision_add_step (plan, kind, USERS, document);

  step->before = join_roles (gaung_json_get_array (document, "roles"));
  json_object_remove_member (document, "_conflicts");
  json_object_set_array_member (document, "roles", roles);
  if (password != NULL)
    json_object_set_string_member (document, "password", password);
}

GPtrArray *
gaung_provision_plan_change_user_sync (GaungProvision *self,
                                       const char *name,
                                       const char *password,
                                       const char *const *roles,
                                       GCancellable *cancellable,
                                       GError **error)
{
  g_autoptr (GPtrArray) plan = gaung_provision_new_plan ();
  g_autoptr (JsonObject) document = NULL;
  g_autoptr (JsonArray) wanted = NULL;

  if (!check_user (self, name, password, roles, error))
    return NULL;
  document = get_user (self, name, cancellable, error);
  if (document == NULL)
    return NULL;
  wanted = make_roles (roles);
  if (password != NULL || !has_same_roles (gaung_json_get_array (document, "roles"), wanted))
    plan_user (plan,
               GAUNG_STEP_CHANGE_USER,
               g_steal_pointer (&document),
               g_steal_pointer (&wanted),
               password);
  return g_steal_pointer (&plan);
}

GPtrArray *
gaung_provision_plan_block_user_sync (GaungProvision *self,
                                      const char *name,
                                      GCancellable *cancellable,
                                      GError **error)
{
  g_autoptr (GPtrArray) plan = gaung_provision_new_plan ();
  g_autofree char *first = g_uuid_string_random ();
  g_autofree char *second = g_uuid_string_random ();
  g_autofree char *password = g_strconcat (first, second, NULL);
  g_autoptr (JsonObject) document = NULL;
  JsonArray *roles;

  if (!check_user (self, name, NULL, NULL, error))
    return NULL;
  document = get_user (self, name, cancellable, error);
  if (document == NULL)
    return NULL;
  /* Nobody gets in without a role: the password that nobody knows came with the first time. */
  roles = gaung_json_get_array (document, "roles");
  if (roles == NULL || json_array_get_length (roles) > 0)
    plan_user (
        plan, GAUNG_STEP_BLOCK_USER, g_steal_pointer (&document), json_array_new (), password);
  return g_steal_pointer (&plan);
}

GPtrArray *
gaung_provision_list_users_sync (GaungProvision *self, GCancellable *cancellable, GError **error)
{
  return gaung_provision_read_all (self, USERS, USER_PREFIX, cancellable, error);
}

const char *
gaung_step_get_subject (const GaungStep *self)
{
  const char *id = self->body != NULL ? gaung_json_get_string (self->body, "_id", NULL) : NULL;

  if (id != NULL && g_str_has_prefix (id, USER_PREFIX))
    return id + strlen (USER_PREFIX);
  if (self->kind == GAUNG_STEP_EPOCH)
    return gaung_json_get_string (self->body, "name", self->database);
  return self->database;
}

char *
gaung_step_dup_roles (const GaungStep *self)
{
  return join_roles (gaung_json_get_array (self->body, "roles"));
}
