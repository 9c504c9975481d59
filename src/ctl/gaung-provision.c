/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungProvision: compares a server with data/server, and brings it there. Every step may be
 * repeated, and is only there when it is needed, so a second run finds nothing to do. */
#include "config.h"

#include <string.h>

#include "gaung-couch-admin.h"
#include "gaung-couch-documents.h"
#include "gaung-couch-page.h"
#include "gaung-couch-server.h"
#include "gaung-deadline.h"
#include "gaung-json.h"
#include "gaung-provision-private.h"
#include "gaung-record.h"
#include "gaungctl-resources.h"

#define RESOURCES "/id/go/surakarta/Gaung/server/"
#define DESIGN_ID "_design/gaung"
#define PROBES_IN_A_ROW 5
#define MAX_PROBES 100
#define PAGE_ROWS 500

struct _GaungProvision
{
  GaungCouch *couch;
  char *administrator;
  JsonObject *settings;
  char *prefix;
  GPtrArray *agencies; /* of codes */
  JsonObject *design;
};

/* A database as it should be. */
typedef struct
{
  JsonObject *row; /* of databases.json, filled in */
  const char *name;
  const char *agency; /* (nullable) */
} Wanted;

void
gaung_step_free (GaungStep *self)
{
  g_free (self->database);
  g_clear_pointer (&self->body, json_object_unref);
  g_free (self);
}

void
gaung_provision_free (GaungProvision *self)
{
  g_object_unref (self->couch);
  g_free (self->administrator);
  json_object_unref (self->settings);
  g_free (self->prefix);
  g_ptr_array_unref (self->agencies);
  json_object_unref (self->design);
  g_free (self);
}

static void
free_wanted (Wanted *wanted)
{
  json_object_unref (wanted->row);
  g_free (wanted);
}

static char *
load (const char *name)
{
  g_autofree char *path = g_strconcat (RESOURCES, name, NULL);
  g_autoptr (GBytes) bytes
      = g_resource_lookup_data (gaungctl_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (bytes != NULL);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static gboolean
fail (GError **error, GaungRemoteError code, const char *reason)
{
  g_set_error_literal (error, GAUNG_REMOTE_ERROR, code, reason);
  return FALSE;
}

static gboolean
is_failure (const GError *error, GaungRemoteError code)
{
  return g_error_matches (error, GAUNG_REMOTE_ERROR, (int) code);
}

/* CouchDB's names: what else stands in them would change what a path means. */
static gboolean
add_agency (GaungProvision *self, const char *code)
{
  const char *pattern = gaung_json_get_string (self->settings, "agency_code", "^$");

  if (!g_regex_match_simple (pattern, code, G_REGEX_DOLLAR_ENDONLY, 0))
    return FALSE;
  if (!g_ptr_array_find_with_equal_func (self->agencies, code, g_str_equal, NULL))
    g_ptr_array_add (self->agencies, g_strdup (code));
  return TRUE;
}

GaungProvision *
gaung_provision_new (GaungCouch *couch,
                     const char *administrator,
                     const char *prefix,
                     const char *const *agencies,
                     GError **error)
{
  g_autoptr (GaungProvision) self = g_new0 (GaungProvision, 1);
  g_autofree char *settings = load ("databases.json");
  g_autofree char *rules = load ("validate.js");

  self->couch = g_object_ref (couch);
  self->administrator = g_strdup (administrator);
  self->settings = gaung_json_parse_object (settings, -1, NULL);
  g_assert (self->settings != NULL);
  self->agencies = g_ptr_array_new_with_free_func (g_free);
  self->prefix = g_strdup (
      prefix != NULL ? prefix : gaung_json_get_string (self->settings, "prefix", "gaung"));
  self->design = json_object_new ();
  json_object_set_string_member (self->design, "_id", DESIGN_ID);
  json_object_set_string_member (self->design, "language", "javascript");
  json_object_set_string_member (self->design, "validate_doc_update", rules);

  if (!g_regex_match_simple ("^[a-z][a-z0-9]{0,31}$", self->prefix, G_REGEX_DOLLAR_ENDONLY, 0))
    {
      fail (error, GAUNG_REMOTE_ERROR_MALFORMED, "not a prefix");
      return NULL;
    }
  for (; agencies != NULL && *agencies != NULL; agencies++)
    if (!add_agency (self, *agencies))
      {
        fail (error, GAUNG_REMOTE_ERROR_MALFORMED, "not the code of an agency");
        return NULL;
      }
  return g_steal_pointer (&self);
}

gboolean
gaung_provision_check_sync (GaungProvision *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GaungServerInfo) info
      = gaung_couch_get_server_info_sync (self->couch, cancellable, error);
  g_autoptr (GaungServerSession) session
      = info != NULL ? gaung_couch_get_session_sync (self->couch, cancellable, error) : NULL;

  if (session == NULL)
    return FALSE;
  if (!gaung_server_session_has_role (session, "_admin"))
    return fail (error, GAUNG_REMOTE_ERROR_NOT_MEMBER, "not an administrator of the server");
  /* The rules compare the stamps of a record with the name of the account. */
  g_set_str (&self->administrator, session->name);
  return TRUE;
}

/* The row of databases.json with its blanks filled in. Names hold no quotes. */
static Wanted *
fill_row (GaungProvision *self, JsonObject *row, const char *agency)
{
  g_autofree char *text = gaung_json_to_text (row);
  g_autoptr (GString) filled = g_string_new (text);
  Wanted *wanted = g_new0 (Wanted, 1);

  g_string_replace (filled, "{prefix}", self->prefix, 0);
  if (agency != NULL)
    g_string_replace (filled, "{agency}", agency, 0);
  wanted->row = gaung_json_parse_object (filled->str, filled->len, NULL);
  wanted->name = gaung_json_get_string (wanted->row, "name", NULL);
  wanted->agency = agency;
  return wanted;
}

static GPtrArray *
list_wanted (GaungProvision *self)
{
  JsonArray *rows = gaung_json_get_array (self->settings, "databases");
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) free_wanted);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = gaung_json_get_element_object (rows, i);

      if (gaung_json_get_string (row, "each", NULL) == NULL)
        g_ptr_array_add (list, fill_row (self, row, NULL));
      else
        for (guint j = 0; j < self->agencies->len; j++)
          g_ptr_array_add (list, fill_row (self, row, g_ptr_array_index (self->agencies, j)));
    }
  return list;
}

/* Agencies of earlier runs get new rules as well, although nobody named them. */
static gboolean
add_known_agencies (GaungProvision *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *directory = g_strconcat (self->prefix, "-directory", NULL);
  g_autofree char *before = g_strdup_printf ("database:%s-agency-", self->prefix);
  g_autofree char *after = g_strdup (before);

  for (;;)
    {
      g_autoptr (GError) trouble = NULL;
      g_autoptr (GaungCouchPage) page = gaung_couch_list_documents_sync (
          self->couch, directory, after, PAGE_ROWS, cancellable, &trouble);

      if (is_failure (trouble, GAUNG_REMOTE_ERROR_NO_DATABASE))
        return TRUE;
      if (page == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&trouble));
          return FALSE;
        }
      for (guint i = 0; i < page->rows->len; i++)
        {
          GaungCouchRow *row = g_ptr_array_index (page->rows, i);

          if (!g_str_has_prefix (row->id, before))
            return TRUE;
          add_agency (self, row->id + strlen (before));
          g_set_str (&after, row->id);
        }
      if (page->rows->len == 0)
        return TRUE;
    }
}

static void
add_change (GPtrArray *plan, GaungStepKind kind, const char *database, JsonObject *body)
{
  GaungStep *change = g_new0 (GaungStep, 1);

  change->kind = kind;
  change->database = g_strdup (database);
  change->body = body;
  g_ptr_array_add (plan, change);
}

static gboolean
is_same (JsonObject *a, JsonObject *b, const char *member)
{
  return gaung_json_equal (json_object_get_member (a, member), json_object_get_member (b, member));
}

/* The database, its rules, its readers, in this order: nobody can write before there are rules. */
static gboolean
plan_database (GaungProvision *self,
               const Wanted *wanted,
               GPtrArray *plan,
               gboolean *is_new,
               GCancellable *cancellable,
               GError **error)
{
  JsonObject *readers = gaung_json_get_object (wanted->row, "security");
  g_autoptr (GError) trouble = NULL;
  g_autoptr (GaungDatabaseInfo) info
      = gaung_couch_get_database_info_sync (self->couch, wanted->name, cancellable, &trouble);
  g_autoptr (JsonObject) design = NULL;
  g_autoptr (JsonObject) security = NULL;

  *is_new = is_failure (trouble, GAUNG_REMOTE_ERROR_NO_DATABASE);
  if (*is_new)
    add_change (plan, GAUNG_STEP_DATABASE, wanted->name, NULL);
  else if (info == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return FALSE;
    }
  else
    {
      g_autoptr (GError) failure = NULL;

      design = gaung_couch_look_up_document_sync (
          self->couch, wanted->name, DESIGN_ID, cancellable, &failure);
      if (failure == NULL)
        security = gaung_couch_get_security_sync (self->couch, wanted->name, cancellable, &failure);
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
    }
  if (design == NULL || !is_same (design, self->design, "language")
      || !is_same (design, self->design, "validate_doc_update"))
    {
      JsonObject *body = gaung_json_copy (self->design);

      if (design != NULL)
        json_object_set_string_member (body, "_rev", gaung_json_get_string (design, "_rev", ""));
      add_change (plan, GAUNG_STEP_RULES, wanted->name, body);
    }
  if (security == NULL || !is_same (security, readers, "admins")
      || !is_same (security, readers, "members"))
    add_change (plan, GAUNG_STEP_READERS, wanted->name, gaung_json_copy (readers));
  return TRUE;
}

static void
stamp (GaungProvision *self, JsonObject *document)
{
  g_autofree char *now = gaung_instant_to_text (gaung_instant_now ());
  g_autofree char *change = g_uuid_string_random ();

  if (gaung_json_get_string (document, "created_at", NULL) == NULL)
    {
      json_object_set_string_member (document, "created_at", now);
      json_object_set_string_member (document, "created_by", self->administrator);
    }
  json_object_set_string_member (document, "changed_at", now);
  json_object_set_string_member (document, "changed_by", self->administrator);
  json_object_set_string_member (document, "change", change);
}

/* Tells @document what @wanted is. FALSE: it knows. */
static gboolean
describe (JsonObject *document, const Wanted *wanted)
{
  const char *rows[][2] = {
    { "name", wanted->name },
    { "kind", gaung_json_get_string (wanted->row, "kind", NULL) },
    { "role", gaung_json_get_string (wanted->row, "role", NULL) },
    { "agency", wanted->agency },
  };
  gboolean is_changed = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (rows[i][1] == NULL
          || g_strcmp0 (gaung_json_get_string (document, rows[i][0], NULL), rows[i][1]) == 0)
        continue;
      json_object_set_string_member (document, rows[i][0], rows[i][1]);
      is_changed = TRUE;
    }
  return is_changed;
}

static gboolean
plan_entry (GaungProvision *self,
            const Wanted *wanted,
            const char *directory,
            gboolean is_new,
            gboolean has_directory,
            GPtrArray *plan,
            GCancellable *cancellable,
            GError **error)
{
  g_autofree char *id = g_strconcat ("database:", wanted->name, NULL);
  g_autoptr (GError) trouble = NULL;
  g_autoptr (JsonObject) document = NULL;
  gboolean is_changed;

  if (has_directory)
    document
        = gaung_couch_look_up_document_sync (self->couch, directory, id, cancellable, &trouble);
  if (trouble != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return FALSE;
    }
  is_changed = is_new || document == NULL;
  if (document == NULL)
    {
      document = json_object_new ();
      json_object_set_string_member (document, "_id", id);
      json_object_set_string_member (document, "type", "database");
      json_object_set_int_member (document, "schema", 1);
    }
  json_object_remove_member (document, "_conflicts");
  if (describe (document, wanted))
    is_changed = TRUE;
  /* Made anew where there was one: the desks must not trust their positions in it. */
  if (is_new || !json_object_has_member (document, "epoch"))
    {
      g_autofree char *epoch = g_uuid_string_random ();

      json_object_set_string_member (document, "epoch", epoch);
      is_changed = TRUE;
    }
  if (!is_changed)
    return TRUE;
  stamp (self, document);
  add_change (plan, GAUNG_STEP_DIRECTORY, directory, g_steal_pointer (&document));
  return TRUE;
}

/* The calendars and deadlines that Gaung brings. Those that are there stay as they were made. */
static gboolean
plan_records (GaungProvision *self,
              const char *directory,
              gboolean has_directory,
              GPtrArray *plan,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GPtrArray) records = gaung_builtin_records ();

  for (guint i = 0; i < records->len; i++)
    {
      GaungRecord *record = g_ptr_array_index (records, i);
      g_autoptr (GError) trouble = NULL;
      g_autoptr (JsonObject) there = NULL;

      if (has_directory)
        there = gaung_couch_look_up_document_sync (
            self->couch, directory, gaung_record_get_id (record), cancellable, &trouble);
      if (trouble != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&trouble));
          return FALSE;
        }
      if (there == NULL)
        add_change (
            plan, GAUNG_STEP_RECORD, directory, gaung_json_copy (gaung_record_get_json (record)));
    }
  return TRUE;
}

GPtrArray *
gaung_provision_plan_sync (GaungProvision *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) plan = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_step_free);
  g_autoptr (GPtrArray) wanted = NULL;
  g_autofree char *directory = g_strconcat (self->prefix, "-directory", NULL);
  g_autofree gboolean *is_new = NULL;
  gboolean has_directory = TRUE;

  if (!add_known_agencies (self, cancellable, error))
    return NULL;
  wanted = list_wanted (self);
  is_new = g_new0 (gboolean, wanted->len);
  for (guint i = 0; i < wanted->len; i++)
    {
      const Wanted *database = g_ptr_array_index (wanted, i);

      if (!plan_database (self, database, plan, &is_new[i], cancellable, error))
        return NULL;
      if (strcmp (database->name, directory) == 0)
        has_directory = !is_new[i];
    }
  for (guint i = 0; i < wanted->len; i++)
    if (!plan_entry (self,
                     g_ptr_array_index (wanted, i),
                     directory,
                     is_new[i],
                     has_directory,
                     plan,
                     cancellable,
                     error))
      return NULL;
  if (!plan_records (self, directory, has_directory, plan, cancellable, error))
    return NULL;
  return g_steal_pointer (&plan);
}

/* Asks for what the rules refuse until they have refused it several times: a server goes by new
 * rules a moment after it took them. What gets through is a tombstone and nothing else. */
static gboolean
wait_for_rules (GaungProvision *self,
                const char *database,
                const char *code,
                GCancellable *cancellable,
                GError **error)
{
  guint in_a_row = 0;

  for (guint i = 0; i < MAX_PROBES && in_a_row < PROBES_IN_A_ROW; i++)
    {
      g_autofree char *id = g_strdup_printf ("probe-%u", i);
      g_autoptr (JsonObject) probe = json_object_new ();
      g_autoptr (GError) trouble = NULL;
      g_autoptr (GaungSendResult) result = NULL;

      json_object_set_string_member (probe, "_id", id);
      json_object_set_boolean_member (probe, "_deleted", TRUE);
      result = gaung_couch_put_document_sync (self->couch, database, probe, cancellable, &trouble);
      if (result != NULL || is_failure (trouble, GAUNG_REMOTE_ERROR_CONFLICT))
        {
          in_a_row = 0;
          g_usleep (G_USEC_PER_SEC / 10);
          continue;
        }
      if (g_strcmp0 (gaung_remote_error_get_rule (trouble), code) != 0)
        {
          g_propagate_error (error, g_steal_pointer (&trouble));
          return FALSE;
        }
      in_a_row++;
    }
  return in_a_row == PROBES_IN_A_ROW
         || fail (error, GAUNG_REMOTE_ERROR_SERVER, "the server does not go by the rules");
}

gboolean
gaung_provision_try_rules_sync (GaungProvision *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *database = g_strdup_printf ("%s-provision-%08x", self->prefix, g_random_int ());
  g_autoptr (GaungSendResult) design = NULL;
  gboolean is_fine;

  if (!gaung_couch_create_database_sync (self->couch, database, NULL, cancellable, error))
    return FALSE;
  design = gaung_couch_put_document_sync (self->couch, database, self->design, cancellable, error);
  is_fine = design != NULL && wait_for_rules (self, database, "E_DATABASE", cancellable, error);
  /* Also when it was cancelled. */
  return gaung_couch_delete_database_sync (self->couch, database, NULL, is_fine ? error : NULL)
         && is_fine;
}

gboolean
gaung_provision_apply_sync (GaungProvision *self,
                            const GaungStep *change,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (GaungSendResult) result = NULL;

  switch (change->kind)
    {
    case GAUNG_STEP_DATABASE:
      return gaung_couch_create_database_sync (
          self->couch, change->database, NULL, cancellable, error);
    case GAUNG_STEP_READERS:
      return gaung_couch_put_security_sync (
          self->couch, change->database, change->body, cancellable, error);
    case GAUNG_STEP_RULES:
      result = gaung_couch_put_document_sync (
          self->couch, change->database, change->body, cancellable, error);
      return result != NULL
             && wait_for_rules (self, change->database, "E_DELETE", cancellable, error);
    case GAUNG_STEP_DIRECTORY:
    case GAUNG_STEP_RECORD:
    default:
      result = gaung_couch_put_document_sync (
          self->couch, change->database, change->body, cancellable, error);
      return result != NULL;
    }
}

gboolean
gaung_provision_renew_epoch_sync (GaungProvision *self,
                                  const char *database,
                                  GCancellable *cancellable,
                                  GError **error)
{
  g_autofree char *directory = g_strconcat (self->prefix, "-directory", NULL);
  g_autofree char *id = g_strconcat ("database:", database, NULL);
  g_autofree char *epoch = g_uuid_string_random ();
  g_autoptr (JsonObject) document
      = gaung_couch_get_document_sync (self->couch, directory, id, NULL, cancellable, error);
  g_autoptr (GaungSendResult) result = NULL;

  if (document == NULL)
    return FALSE;
  json_object_remove_member (document, "_conflicts");
  json_object_set_string_member (document, "epoch", epoch);
  stamp (self, document);
  result = gaung_couch_put_document_sync (self->couch, directory, document, cancellable, error);
  return result != NULL;
}

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

gboolean
gaung_provision_add_user_sync (GaungProvision *self,
                               const char *name,
                               const char *password,
                               const char *const *roles,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autoptr (GaungCredentials) credentials = gaung_credentials_new_password (name, password);
  g_autofree char *id = g_strconcat ("org.couchdb.user:", name, NULL);
  g_autoptr (JsonObject) document = json_object_new ();
  g_autoptr (GaungSendResult) result = NULL;

  if (credentials == NULL || is_reserved (self, name))
    return fail (error, GAUNG_REMOTE_ERROR_MALFORMED, "not a name or password for an account");
  for (guint i = 0; roles != NULL && roles[i] != NULL; i++)
    if (!has_role (self, roles[i]))
      return fail (error, GAUNG_REMOTE_ERROR_MALFORMED, "not a role");
  json_object_set_string_member (document, "_id", id);
  json_object_set_string_member (document, "name", name);
  json_object_set_string_member (document, "password", password);
  json_object_set_array_member (document, "roles", make_roles (roles));
  json_object_set_string_member (document, "type", "user");
  result = gaung_couch_put_document_sync (self->couch, "_users", document, cancellable, error);
  return result != NULL;
}

gboolean
gaung_provision_block_user_sync (GaungProvision *self,
                                 const char *name,
                                 GCancellable *cancellable,
                                 GError **error)
{
  g_autofree char *id = g_strconcat ("org.couchdb.user:", name, NULL);
  g_autofree char *first = g_uuid_string_random ();
  g_autofree char *second = g_uuid_string_random ();
  g_autofree char *password = g_strconcat (first, second, NULL);
  g_autoptr (JsonObject) document
      = gaung_couch_get_document_sync (self->couch, "_users", id, NULL, cancellable, error);
  g_autoptr (GaungSendResult) result = NULL;

  if (document == NULL)
    return FALSE;
  json_object_set_string_member (document, "password", password);
  json_object_set_array_member (document, "roles", json_array_new ());
  result = gaung_couch_put_document_sync (self->couch, "_users", document, cancellable, error);
  return result != NULL;
}
