/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungProvision: compares a server with data/server, and brings it there. Every step may be
 * repeated, and is only there when it is needed, so a second run finds nothing to do. */
#include "config.h"

#include <string.h>

#include "gaung-couch-admin.h"
#include "gaung-couch-documents.h"
#include "gaung-couch-page.h"
#include "gaung-couch-server.h"
#include "gaung-json.h"
#include "gaung-provision-plan-private.h"
#include "gaungctl-resources.h"

#define RESOURCES "/id/go/surakarta/Gaung/server/"
#define DESIGN_ID "_design/gaung"
#define PROBES_IN_A_ROW 5
#define MAX_PROBES 100
#define PAGE_ROWS 500

void
gaung_step_free (GaungStep *self)
{
  g_free (self->database);
  g_free (self->before);
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
free_wanted (GaungWanted *wanted)
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

gboolean
gaung_provision_fail (GError **error, GaungRemoteError code, const char *reason)
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

void
gaung_provision_set_city_agencies (GaungProvision *self, gboolean wants_them)
{
  self->wants_city_agencies = wants_them;
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
      gaung_provision_fail (error, GAUNG_REMOTE_ERROR_MALFORMED, "not a prefix");
      return NULL;
    }
  for (; agencies != NULL && *agencies != NULL; agencies++)
    if (!add_agency (self, *agencies))
      {
        gaung_provision_fail (error, GAUNG_REMOTE_ERROR_MALFORMED, "not the code of an agency");
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
    return gaung_provision_fail (
        error, GAUNG_REMOTE_ERROR_NOT_MEMBER, "not an administrator of the server");
  /* The rules compare the stamps of a record with the name of the account. */
  g_set_str (&self->administrator, session->name);
  return TRUE;
}

/* The row of databases.json with its blanks filled in. Names hold no quotes. */
static GaungWanted *
fill_row (GaungProvision *self, JsonObject *row, const char *agency)
{
  g_autofree char *text = gaung_json_to_text (row);
  g_autoptr (GString) filled = g_string_new (text);
  GaungWanted *wanted = g_new0 (GaungWanted, 1);

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

GPtrArray *
gaung_provision_new_plan (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_step_free);
}

GaungStep *
gaung_provision_add_step (GPtrArray *plan,
                          GaungStepKind kind,
                          const char *database,
                          JsonObject *body)
{
  GaungStep *step = g_new0 (GaungStep, 1);

  step->kind = kind;
  step->database = g_strdup (database);
  step->body = body;
  g_ptr_array_add (plan, step);
  return step;
}

GPtrArray *
gaung_provision_read_all (GaungProvision *self,
                          const char *database,
                          const char *before,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_autofree char *after = g_strdup (before);

  for (;;)
    {
      g_autoptr (GaungCouchPage) list = gaung_couch_list_documents_sync (
          self->couch, database, after, PAGE_ROWS, cancellable, error);
      g_autoptr (GPtrArray) ids = g_ptr_array_new ();
      g_autoptr (GaungCouchPage) page = NULL;

      if (list == NULL)
        return NULL;
      for (guint i = 0; i < list->rows->len; i++)
        {
          GaungCouchRow *row = g_ptr_array_index (list->rows, i);

          if (row->id != NULL && g_str_has_prefix (row->id, before))
            g_ptr_array_add (ids, row->id);
        }
      if (ids->len == 0)
        return g_steal_pointer (&documents);
      g_set_str (&after, g_ptr_array_index (ids, ids->len - 1));
      g_ptr_array_add (ids, NULL);
      page = gaung_couch_fetch_documents_sync (
          self->couch, database, (const char *const *) ids->pdata, FALSE, cancellable, error);
      if (page == NULL)
        return NULL;
      for (guint i = 0; i < page->rows->len; i++)
        {
          GaungCouchRow *row = g_ptr_array_index (page->rows, i);

          if (row->document != NULL)
            g_ptr_array_add (documents, json_object_ref (row->document));
        }
    }
}

static gboolean
is_same (JsonObject *a, JsonObject *b, const char *member)
{
  return gaung_json_equal (json_object_get_member (a, member), json_object_get_member (b, member));
}

/* The database, its rules, its readers, in this order: nobody can write before there are rules. */
static gboolean
plan_database (GaungProvision *self,
               const GaungWanted *wanted,
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
    gaung_provision_add_step (plan, GAUNG_STEP_DATABASE, wanted->name, NULL);
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
      gaung_provision_add_step (plan, GAUNG_STEP_RULES, wanted->name, body);
    }
  if (security == NULL || !is_same (security, readers, "admins")
      || !is_same (security, readers, "members"))
    gaung_provision_add_step (plan, GAUNG_STEP_READERS, wanted->name, gaung_json_copy (readers));
  return TRUE;
}

GPtrArray *
gaung_provision_plan_sync (GaungProvision *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) plan = gaung_provision_new_plan ();
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
      const GaungWanted *database = g_ptr_array_index (wanted, i);

      if (!plan_database (self, database, plan, &is_new[i], cancellable, error))
        return NULL;
      if (strcmp (database->name, directory) == 0)
        has_directory = !is_new[i];
    }
  for (guint i = 0; i < wanted->len; i++)
    if (!gaung_provision_plan_entry (self,
                                     g_ptr_array_index (wanted, i),
                                     is_new[i],
                                     has_directory,
                                     plan,
                                     cancellable,
                                     error))
      return NULL;
  if (!gaung_provision_plan_records (self, has_directory, plan, cancellable, error))
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
         || gaung_provision_fail (
             error, GAUNG_REMOTE_ERROR_SERVER, "the server does not go by the rules");
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
                            const GaungStep *step,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (GaungSendResult) result = NULL;

  switch (step->kind)
    {
    case GAUNG_STEP_DATABASE:
      return gaung_couch_create_database_sync (
          self->couch, step->database, NULL, cancellable, error);
    case GAUNG_STEP_READERS:
      return gaung_couch_put_security_sync (
          self->couch, step->database, step->body, cancellable, error);
    case GAUNG_STEP_RULES:
      result = gaung_couch_put_document_sync (
          self->couch, step->database, step->body, cancellable, error);
      return result != NULL
             && wait_for_rules (self, step->database, "E_DELETE", cancellable, error);
    case GAUNG_STEP_DIRECTORY:
    case GAUNG_STEP_RECORD:
    case GAUNG_STEP_EPOCH:
    case GAUNG_STEP_ADD_USER:
    case GAUNG_STEP_CHANGE_USER:
    case GAUNG_STEP_BLOCK_USER:
    default:
      result = gaung_couch_put_document_sync (
          self->couch, step->database, step->body, cancellable, error);
      return result != NULL;
    }
}
