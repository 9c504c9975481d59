/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of GaungProvision that is about documents of the directory: which databases there are,
 * and the records that Gaung brings. */
#include "config.h"

#include <string.h>

#include "gaung-city-agencies.h"
#include "gaung-couch-admin.h"
#include "gaung-couch-documents.h"
#include "gaung-deadline.h"
#include "gaung-json.h"
#include "gaung-provision-plan-private.h"
#include "gaung-record.h"

static char *
get_directory (GaungProvision *self)
{
  return g_strconcat (self->prefix, "-directory", NULL);
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
describe (JsonObject *document, const GaungWanted *wanted)
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

gboolean
gaung_provision_plan_entry (GaungProvision *self,
                            const GaungWanted *wanted,
                            gboolean is_new,
                            gboolean has_directory,
                            GPtrArray *plan,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autofree char *directory = get_directory (self);
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
  gaung_provision_add_step (plan, GAUNG_STEP_DIRECTORY, directory, g_steal_pointer (&document));
  return TRUE;
}

/* The calendars and deadlines that Gaung brings. Those that are there stay as they were made. */
static gboolean
plan_builtin_records (GaungProvision *self,
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
        gaung_provision_add_step (
            plan, GAUNG_STEP_RECORD, directory, gaung_json_copy (gaung_record_get_json (record)));
    }
  return TRUE;
}

static gboolean
has_code (GPtrArray *agencies, const char *code)
{
  for (guint i = 0; i < agencies->len; i++)
    if (g_strcmp0 (gaung_json_get_string (g_ptr_array_index (agencies, i), "code", NULL), code)
        == 0)
      return TRUE;
  return FALSE;
}

/* Whom a complaint can be handed over to. */
static gboolean
plan_city_agencies (GaungProvision *self,
                    const char *directory,
                    gboolean has_directory,
                    GPtrArray *plan,
                    GCancellable *cancellable,
                    GError **error)
{
  const char *const no_roles[] = { NULL };
  g_autoptr (GaungActor) actor
      = gaung_actor_new (self->administrator, self->administrator, "", no_roles);
  g_autoptr (GPtrArray) wanted = gaung_city_agencies_list ();
  g_autoptr (GPtrArray) there = NULL;

  there = has_directory ? gaung_provision_read_all (self, directory, "agency:", cancellable, error)
                        : g_ptr_array_new ();
  if (there == NULL)
    return FALSE;
  for (guint i = 0; i < wanted->len; i++)
    {
      const GaungCityAgency *agency = g_ptr_array_index (wanted, i);
      g_autoptr (GaungRecord) record = NULL;

      if (has_code (there, agency->code))
        continue;
      record = gaung_city_agency_make_record (agency, actor, gaung_instant_now (), error);
      if (record == NULL)
        return FALSE;
      gaung_provision_add_step (
          plan, GAUNG_STEP_RECORD, directory, gaung_json_copy (gaung_record_get_json (record)));
    }
  return TRUE;
}

gboolean
gaung_provision_plan_records (GaungProvision *self,
                              gboolean has_directory,
                              GPtrArray *plan,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autofree char *directory = get_directory (self);

  return plan_builtin_records (self, directory, has_directory, plan, cancellable, error)
         && (!self->wants_city_agencies
             || plan_city_agencies (self, directory, has_directory, plan, cancellable, error));
}

/* @document (transfer full) */
static void
plan_epoch (GaungProvision *self, const char *directory, JsonObject *document, GPtrArray *plan)
{
  g_autofree char *epoch = g_uuid_string_random ();

  json_object_remove_member (document, "_conflicts");
  json_object_set_string_member (document, "epoch", epoch);
  stamp (self, document);
  gaung_provision_add_step (plan, GAUNG_STEP_EPOCH, directory, document);
}

GPtrArray *
gaung_provision_plan_epochs_sync (GaungProvision *self,
                                  const char *const *databases,
                                  GCancellable *cancellable,
                                  GError **error)
{
  g_autofree char *directory = get_directory (self);
  g_autoptr (GPtrArray) plan = gaung_provision_new_plan ();
  g_autoptr (GPtrArray) all = NULL;

  if (g_strv_contains (databases, "all"))
    {
      all = gaung_provision_read_all (self, directory, "database:", cancellable, error);
      if (all == NULL)
        return NULL;
      for (guint i = 0; i < all->len; i++)
        plan_epoch (self, directory, json_object_ref (g_ptr_array_index (all, i)), plan);
      return g_steal_pointer (&plan);
    }
  for (; *databases != NULL; databases++)
    {
      g_autofree char *id = g_strconcat ("database:", *databases, NULL);
      JsonObject *document
          = gaung_couch_get_document_sync (self->couch, directory, id, NULL, cancellable, error);

      if (document == NULL)
        return NULL;
      plan_epoch (self, directory, document, plan);
    }
  return g_steal_pointer (&plan);
}
