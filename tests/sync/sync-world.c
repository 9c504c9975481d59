/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SyncWorld: the server's side. What can be done over HTTP is done over HTTP, so that the double
 * and a real server get the same; only making it all is quicker with the double. */
#include "config.h"

#include <string.h>

#include "sync-world.h"

#include "gaung-couch-admin.h"
#include "gaung-couch-page.h"
#include "gaung-couch-private.h"
#include "gaung-double-rules.h"
#include "gaung-json.h"
#include "gaung-provision-private.h"
#include "gaung-ulid.h"

struct _SyncWorld
{
  GaungDouble *server; /* NULL: a real one */
  GaungDoubleRules *rules;
  GaungCouch *admin;
  char *admin_name;
  char *address;
  char *prefix;
  GHashTable *passwords; /* who → password */
};

static const char *const agencies[] = { "dlh", "dpupr", "diskominfo", NULL };

static const struct
{
  const char *name;
  const char *kind;
  const char *agency;
  const char *role;
  const char *members;
} databases[] = {
  { "directory", "directory", NULL, "staff", "staff" },
  { "common", "common", NULL, "staff", "staff" },
  { "identity", "identity", NULL, "coordinator", "coordinator" },
  { "agency-dlh", "agency", "dlh", "agency-dlh", "agency-dlh coordinator" },
  { "agency-dpupr", "agency", "dpupr", "agency-dpupr", "agency-dpupr coordinator" },
  { "agency-diskominfo",
    "agency",
    "diskominfo",
    "agency-diskominfo",
    "agency-diskominfo coordinator" },
};

static const struct
{
  const char *who;
  const char *roles;
} accounts[] = {
  { "sari", "staff agency-dlh" },
  { "budi", "staff agency-dlh" },
  { "wati", "staff agency-dpupr" },
  { "rini", "staff agency-diskominfo coordinator" },
  { "dina", "staff agency-diskominfo admin" },
};

gboolean
sync_world_can_be_real (void)
{
  if (g_getenv ("GAUNG_TEST_COUCHDB") != NULL)
    return TRUE;
  g_test_skip ("GAUNG_TEST_COUCHDB names no server");
  return FALSE;
}

char *
sync_world_name_database (SyncWorld *self, const char *database)
{
  return g_strdup_printf ("%s-%s", self->prefix, database);
}

char *
sync_world_name_account (SyncWorld *self, const char *who)
{
  return g_strdup_printf ("%s-%s", self->prefix, who);
}

static const char *
get_roles (const char *who)
{
  for (gsize i = 0; i < G_N_ELEMENTS (accounts); i++)
    if (strcmp (accounts[i].who, who) == 0)
      return accounts[i].roles;
  g_assert_not_reached ();
}

static const char *
get_password (SyncWorld *self, const char *who)
{
  const char *password = g_hash_table_lookup (self->passwords, who);

  return password != NULL ? password : "rahasia-1945";
}

/* ---- Making it ---- */

static JsonObject *
describe_database (SyncWorld *self, gsize number)
{
  JsonObject *document = json_object_new ();
  g_autofree char *name = sync_world_name_database (self, databases[number].name);
  g_autofree char *id = g_strconcat ("database:", name, NULL);
  g_autofree char *epoch = gaung_uuid_new ();
  g_autofree char *change = gaung_uuid_new ();

  json_object_set_string_member (document, "_id", id);
  json_object_set_string_member (document, "type", "database");
  json_object_set_int_member (document, "schema", 1);
  json_object_set_string_member (document, "created_at", "2026-11-24T00:00:00.000Z");
  json_object_set_string_member (document, "created_by", self->admin_name);
  json_object_set_string_member (document, "changed_at", "2026-11-24T00:00:00.000Z");
  json_object_set_string_member (document, "changed_by", self->admin_name);
  json_object_set_string_member (document, "change", change);
  json_object_set_string_member (document, "name", name);
  json_object_set_string_member (document, "kind", databases[number].kind);
  if (databases[number].agency != NULL)
    json_object_set_string_member (document, "agency", databases[number].agency);
  json_object_set_string_member (document, "role", databases[number].role);
  json_object_set_string_member (document, "epoch", epoch);
  return document;
}

static void
make_double (SyncWorld *self)
{
  g_autofree char *source = NULL;
  g_autofree char *directory = NULL;
  g_autoptr (GaungCredentials) credentials = gaung_credentials_new_password ("admin", "secret");

  g_assert_true (g_file_get_contents (VALIDATE_JS, &source, NULL, NULL));
  self->prefix = g_strdup ("gaung");
  self->admin_name = g_strdup ("admin");
  self->server = gaung_double_new (NULL);
  self->rules = gaung_double_rules_new (source);
  gaung_double_set_validate (self->server, gaung_double_rules_check, self->rules);
  self->address = g_strdup (gaung_double_get_address (self->server));
  self->admin = gaung_couch_new (self->address, credentials, NULL);
  directory = sync_world_name_database (self, "directory");
  for (gsize i = 0; i < G_N_ELEMENTS (databases); i++)
    {
      g_autofree char *name = sync_world_name_database (self, databases[i].name);

      gaung_double_add_database (self->server, name, databases[i].members);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (databases); i++)
    {
      g_autoptr (JsonObject) document = describe_database (self, i);
      g_autofree char *text = gaung_json_to_text (document);

      g_free (gaung_double_put (
          self->server, directory, json_object_get_string_member (document, "_id"), text));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (accounts); i++)
    {
      g_autofree char *name = sync_world_name_account (self, accounts[i].who);

      gaung_double_add_user (
          self->server, name, get_password (self, accounts[i].who), accounts[i].roles);
    }
}

static void
provision (SyncWorld *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungProvision) plan
      = gaung_provision_new (self->admin, self->admin_name, self->prefix, agencies, &error);
  g_autoptr (GPtrArray) steps = NULL;

  g_assert_no_error (error);
  g_assert_true (gaung_provision_check_sync (plan, NULL, NULL));
  steps = gaung_provision_plan_sync (plan, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < steps->len; i++)
    {
      gaung_provision_apply_sync (plan, g_ptr_array_index (steps, i), NULL, &error);
      g_assert_no_error (error);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (accounts); i++)
    {
      g_autofree char *name = sync_world_name_account (self, accounts[i].who);
      g_auto (GStrv) roles = g_strsplit (accounts[i].roles, " ", -1);

      g_autoptr (GPtrArray) additions
          = gaung_provision_plan_add_user_sync (plan,
                                                name,
                                                get_password (self, accounts[i].who),
                                                (const char *const *) roles,
                                                NULL,
                                                &error);

      g_assert_no_error (error);
      for (guint j = 0; j < additions->len; j++)
        gaung_provision_apply_sync (plan, g_ptr_array_index (additions, j), NULL, &error);
      g_assert_no_error (error);
    }
}

static void
make_real (SyncWorld *self)
{
  g_autoptr (GUri) uri
      = g_uri_parse (g_getenv ("GAUNG_TEST_COUCHDB"), G_URI_FLAGS_HAS_PASSWORD, NULL);
  g_autoptr (GaungCredentials) credentials = NULL;
  g_autofree char *uuid = g_uuid_string_random ();

  g_assert_nonnull (uri);
  /* Not of GLib's generator, which a story sets. */
  self->prefix = g_strdup_printf ("gaungtest%.8s", uuid);
  self->admin_name = g_strdup (g_uri_get_user (uri));
  self->address = g_strdup_printf ("http://%s:%d/", g_uri_get_host (uri), g_uri_get_port (uri));
  credentials = gaung_credentials_new_password (self->admin_name, g_uri_get_password (uri));
  self->admin = gaung_couch_new (self->address, credentials, NULL);
  provision (self);
}

SyncWorld *
sync_world_new (gboolean is_real)
{
  SyncWorld *self = g_new0 (SyncWorld, 1);

  self->passwords = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (is_real)
    make_real (self);
  else
    make_double (self);
  return self;
}

/* The account with what it is now. */
static void
remove_account (SyncWorld *self, const char *who)
{
  g_autofree char *id = g_strdup_printf ("org.couchdb.user:%s-%s", self->prefix, who);
  g_autoptr (JsonObject) document
      = gaung_couch_look_up_document_sync (self->admin, "_users", id, NULL, NULL);
  g_autoptr (GaungSendResult) result = NULL;

  if (document == NULL)
    return;
  json_object_set_boolean_member (document, "_deleted", TRUE);
  result = gaung_couch_put_document_sync (self->admin, "_users", document, NULL, NULL);
}

void
sync_world_free (SyncWorld *self)
{
  if (self->server == NULL)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (databases); i++)
        {
          g_autofree char *name = sync_world_name_database (self, databases[i].name);

          gaung_couch_delete_database_sync (self->admin, name, NULL, NULL);
        }
      for (gsize i = 0; i < G_N_ELEMENTS (accounts); i++)
        remove_account (self, accounts[i].who);
    }
  gaung_instant_set_now (GAUNG_INSTANT_NONE);
  g_clear_object (&self->admin);
  g_clear_pointer (&self->server, gaung_double_free);
  g_clear_pointer (&self->rules, gaung_double_rules_free);
  g_hash_table_unref (self->passwords);
  g_free (self->admin_name);
  g_free (self->address);
  g_free (self->prefix);
  g_free (self);
}

GaungDouble *
sync_world_get_double (SyncWorld *self)
{
  return self->server;
}

const char *
sync_world_get_address (SyncWorld *self)
{
  return self->address;
}

const char *
sync_world_get_prefix (SyncWorld *self)
{
  return self->prefix;
}

GaungCouch *
sync_world_get_admin (SyncWorld *self)
{
  return self->admin;
}

/* ---- What is there ---- */

JsonObject *
sync_world_get (SyncWorld *self, const char *database, const char *id)
{
  g_autofree char *name = sync_world_name_database (self, database);
  g_autoptr (GError) error = NULL;
  JsonObject *document = gaung_couch_get_document_sync (self->admin, name, id, NULL, NULL, &error);

  if (!g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_MISSING)
      && !g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_DELETED))
    g_assert_no_error (error);
  return document;
}

GHashTable *
sync_world_list (SyncWorld *self, const char *database)
{
  GHashTable *documents
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_object_unref);
  g_autofree char *name = sync_world_name_database (self, database);
  g_autofree char *since = NULL;
  gint64 pending = 1;

  while (pending > 0)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GaungCouchPage) page
          = gaung_couch_get_changes_sync (self->admin, name, since, 1000, TRUE, NULL, &error);

      g_assert_no_error (error);
      for (guint i = 0; i < page->rows->len; i++)
        {
          GaungCouchRow *row = g_ptr_array_index (page->rows, i);

          if (!row->is_deleted && row->document != NULL)
            g_hash_table_replace (documents, g_strdup (row->id), json_object_ref (row->document));
        }
      g_set_str (&since, page->last_sequence);
      pending = page->pending;
    }
  return documents;
}

char *
sync_world_put (SyncWorld *self, const char *who, const char *database, JsonObject *document)
{
  g_autofree char *name = sync_world_name_database (self, database);
  g_autofree char *account = sync_world_name_account (self, who);
  g_autoptr (GaungCredentials) credentials
      = gaung_credentials_new_password (account, get_password (self, who));
  g_autoptr (GaungCouch) couch = gaung_couch_new (self->address, credentials, NULL);
  g_autoptr (JsonObject) sent = gaung_json_copy (document);
  g_autofree char *change = gaung_uuid_new ();
  g_autofree char *now = gaung_instant_to_text (gaung_instant_now ());
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungSendResult) result = NULL;

  json_object_set_string_member (sent, "change", change);
  json_object_set_string_member (sent, "changed_at", now);
  json_object_set_string_member (sent, "changed_by", account);
  result = gaung_couch_put_document_sync (couch, name, sent, NULL, &error);
  g_assert_no_error (error);
  g_assert_no_error (result->error);
  return g_strdup (result->revision);
}

/* ---- What happens to it ---- */

static void
change_account (SyncWorld *self, const char *who, const char *roles)
{
  g_autofree char *name = sync_world_name_account (self, who);
  g_autofree char *id = g_strconcat ("org.couchdb.user:", name, NULL);
  g_auto (GStrv) words = g_strsplit (roles, " ", -1);
  JsonArray *list;
  g_autoptr (JsonObject) document = NULL;
  g_autoptr (GaungSendResult) result = NULL;

  if (self->server != NULL)
    {
      gaung_double_add_user (self->server, name, get_password (self, who), roles);
      return;
    }
  document = gaung_couch_look_up_document_sync (self->admin, "_users", id, NULL, NULL);
  g_assert_nonnull (document);
  list = json_array_new ();
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      json_array_add_string_element (list, words[i]);
  json_object_set_array_member (document, "roles", list);
  json_object_set_string_member (document, "password", get_password (self, who));
  result = gaung_couch_put_document_sync (self->admin, "_users", document, NULL, NULL);
  g_assert_no_error (result->error);
  /* The server keeps accounts in a cache for a moment. */
  g_usleep (G_USEC_PER_SEC);
}

void
sync_world_set_password (SyncWorld *self, const char *who, const char *password)
{
  g_hash_table_replace (self->passwords, g_strdup (who), g_strdup (password));
  change_account (self, who, get_roles (who));
}

void
sync_world_set_roles (SyncWorld *self, const char *who, const char *roles)
{
  change_account (self, who, roles != NULL ? roles : get_roles (who));
}

void
sync_world_renew_epoch (SyncWorld *self, const char *database)
{
  g_autofree char *name = sync_world_name_database (self, database);
  g_autofree char *id = g_strconcat ("database:", name, NULL);
  g_autofree char *directory = sync_world_name_database (self, "directory");
  g_autofree char *epoch = gaung_uuid_new ();
  g_autofree char *change = gaung_uuid_new ();
  g_autoptr (JsonObject) document = sync_world_get (self, "directory", id);
  g_autoptr (GaungSendResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (document);
  json_object_set_string_member (document, "epoch", epoch);
  json_object_set_string_member (document, "change", change);
  json_object_set_string_member (document, "changed_by", self->admin_name);
  result = gaung_couch_put_document_sync (self->admin, directory, document, NULL, &error);
  g_assert_no_error (error);
  g_assert_no_error (result->error);
}

void
sync_world_remake (SyncWorld *self, const char *database, gboolean has_new_epoch)
{
  g_autofree char *name = sync_world_name_database (self, database);

  for (gsize i = 0; i < G_N_ELEMENTS (databases) && self->server != NULL; i++)
    if (strcmp (databases[i].name, database) == 0)
      {
        gaung_double_remove_database (self->server, name);
        gaung_double_add_database (self->server, name, databases[i].members);
      }
  if (self->server == NULL)
    {
      g_autoptr (GaungProvision) plan
          = gaung_provision_new (self->admin, self->admin_name, self->prefix, agencies, NULL);
      g_autoptr (GPtrArray) steps = NULL;

      g_assert_true (gaung_couch_delete_database_sync (self->admin, name, NULL, NULL));
      steps = gaung_provision_plan_sync (plan, NULL, NULL);
      /* Its document in the directory would be renewed, too. */
      for (guint i = 0; i < steps->len; i++)
        {
          GaungStep *step = g_ptr_array_index (steps, i);

          if (step->kind != GAUNG_STEP_DIRECTORY)
            g_assert_true (gaung_provision_apply_sync (plan, step, NULL, NULL));
        }
    }
  if (has_new_epoch)
    sync_world_renew_epoch (self, database);
}

void
sync_world_purge (SyncWorld *self, const char *database, const char *id)
{
  g_autofree char *name = sync_world_name_database (self, database);
  g_autoptr (JsonObject) document = sync_world_get (self, database, id);
  g_autofree char *path = g_strdup_printf ("%s/_purge", name);
  g_autofree char *body = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GaungAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (document);
  if (self->server != NULL)
    {
      gaung_double_purge (self->server, name, id);
      return;
    }
  body
      = g_strdup_printf ("{\"%s\":[\"%s\"]}", id, json_object_get_string_member (document, "_rev"));
  bytes = g_bytes_new (body, strlen (body));
  answer = gaung_couch_send_sync (
      self->admin, &(GaungRequest) { .method = "POST", .path = path, .body = bytes }, NULL, &error);
  g_assert_no_error (error);
}

void
sync_world_set_certificate (SyncWorld *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate
      = path != NULL ? g_tls_certificate_new_from_file (path, &error) : NULL;

  g_assert_no_error (error);
  gaung_double_stop (self->server);
  gaung_double_set_certificate (self->server, certificate);
  gaung_double_start (self->server);
}

void
sync_world_advance (SyncWorld *self, GaungInstant milliseconds)
{
  gaung_instant_set_now (gaung_instant_now () + milliseconds);
}
