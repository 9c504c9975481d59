/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The agencies as a list that a workspace without a server begins with. */
#include "config.h"

#include "gaung-city-agencies.h"

#include "gaung-fold.h"
#include "gaung-json.h"
#include "gaung-sample-private.h"
#include "gaung-ulid.h"

/* The time in the ids: that of the list. */
#define LISTED_AT G_GINT64_CONSTANT (1795478400000) /* 2026-11-24T00:00:00Z */

static void
city_agency_free (gpointer data)
{
  GaungCityAgency *self = data;

  g_free (self->code);
  g_free (self->name);
  g_free (self->short_name);
  g_free (self->kind);
  g_free (self->parent_code);
  g_strfreev (self->aliases);
  g_strfreev (self->areas);
  g_free (self);
}

static GaungCityAgency *
city_agency_from_table (const GaungSampleAgency *agency)
{
  GaungCityAgency *self = g_new0 (GaungCityAgency, 1);

  self->code = g_strdup (agency->code);
  self->name = g_strdup (agency->name);
  self->short_name = g_strdup (agency->short_name);
  self->kind = g_strdup (agency->kind);
  self->parent_code = g_strdup (agency->parent);
  self->aliases = g_strsplit (agency->aliases ? agency->aliases : "", "|", -1);
  self->areas = g_strsplit (agency->areas, " ", -1);
  return self;
}

/* A kecamatan is "kec-jebres", a kelurahan "kel-jebres": five of them share a name. */
static char *
make_place_code (const GaungPlace *place, gboolean is_district)
{
  g_autofree char *dashed = g_utf8_strdown (place->name, -1);

  g_strdelimit (dashed, " ", '-');
  return g_strconcat (is_district ? "kec-" : "kel-", dashed, NULL);
}

static GaungCityAgency *
city_agency_from_place (const GaungPlace *place)
{
  const GaungPlace *district = place->district ? gaung_place_find (place->district) : NULL;
  gboolean is_district = district == NULL;
  GaungCityAgency *self = g_new0 (GaungCityAgency, 1);

  self->code = make_place_code (place, is_district);
  self->name = g_strconcat (is_district ? "Kecamatan " : "Kelurahan ", place->name, NULL);
  self->short_name = g_strconcat (is_district ? "Kec. " : "Kel. ", place->name, NULL);
  self->kind = g_strdup (is_district ? "district" : "village");
  self->parent_code = is_district ? NULL : make_place_code (district, TRUE);
  self->aliases = g_strsplit (place->code, "|", -1);
  self->areas = g_strsplit ("complaints services", " ", -1);
  return self;
}

static void
add_places (GPtrArray *list, const GaungPlace *places, guint n_places)
{
  for (guint i = 0; i < n_places; i++)
    g_ptr_array_add (list, city_agency_from_place (&places[i]));
}

GPtrArray *
gaung_city_agencies_list (void)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (city_agency_free);
  guint n_districts;
  guint n_villages;
  const GaungPlace *districts = gaung_places_get_districts (&n_districts);
  const GaungPlace *villages = gaung_places_get_villages (NULL, &n_villages);

  for (const GaungSampleAgency *agency = gaung_sample_agencies; agency->code != NULL; agency++)
    g_ptr_array_add (list, city_agency_from_table (agency));
  add_places (list, districts, n_districts);
  add_places (list, villages, n_villages);
  return list;
}

static gboolean
is_called (const GaungCityAgency *self, const char *folded)
{
  const char *const names[] = { self->code, self->name, self->short_name };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = gaung_fold (names[i]);

      if (g_str_equal (name, folded))
        return TRUE;
    }
  for (guint i = 0; self->aliases[i] != NULL; i++)
    {
      g_autofree char *alias = gaung_fold (self->aliases[i]);

      if (g_str_equal (alias, folded))
        return TRUE;
    }
  return FALSE;
}

char *
gaung_city_agencies_find (const char *typed)
{
  g_autofree char *folded = gaung_fold (typed);
  g_autoptr (GPtrArray) list = gaung_city_agencies_list ();

  for (guint i = 0; i < list->len; i++)
    {
      const GaungCityAgency *agency = g_ptr_array_index (list, i);

      if (is_called (agency, folded))
        return g_strdup (agency->code);
    }
  return NULL;
}

gboolean
gaung_city_agency_describe (const GaungCityAgency *self, GaungRecord *record, GError **error)
{
  return gaung_record_set_string (record, "code", self->code, error)
         && gaung_record_set_string (record, "name", self->name, error)
         && gaung_record_set_string (record, "short_name", self->short_name, error)
         && gaung_record_set_string (record, "kind", self->kind, error)
         && gaung_record_set_string (record, "parent_code", self->parent_code, error)
         && gaung_record_set_strings (record, "aliases", (const char *const *) self->aliases, error)
         && gaung_record_validate (record, error);
}

static char *
make_ulid (const char *code)
{
  g_autofree char *text = g_strconcat ("gaung agency ", code, NULL);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  char *ulid;

  digest[16] = '\0';
  gaung_ulid_seed_thread (g_ascii_strtoull (digest, NULL, 16));
  ulid = gaung_ulid_new (LISTED_AT);
  gaung_ulid_unseed_thread ();
  return ulid;
}

GaungRecord *
gaung_city_agency_make_record (const GaungCityAgency *self,
                               const GaungActor *actor,
                               GaungInstant now,
                               GError **error)
{
  g_autofree char *ulid = make_ulid (self->code);
  g_autofree char *id = g_strconcat ("agency:", ulid, NULL);
  g_autofree char *reference = gaung_reference_from_ulid (ulid);
  g_autoptr (GaungRecord) blank = gaung_record_new ("agency", actor, now);
  JsonObject *document = gaung_json_copy (gaung_record_get_json (blank));
  g_autoptr (GaungRecord) record = NULL;

  json_object_set_string_member (document, "_id", id);
  if (json_object_has_member (document, "ref"))
    json_object_set_string_member (document, "ref", reference);
  record = gaung_record_new_take_json (document, error);
  if (record == NULL || !gaung_city_agency_describe (self, record, error))
    return NULL;
  return g_steal_pointer (&record);
}

gboolean
gaung_city_agencies_write (GaungStore *store,
                           const GaungActor *actor,
                           GaungInstant now,
                           GError **error)
{
  g_autoptr (GPtrArray) list = gaung_city_agencies_list ();
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);

  g_return_val_if_fail (GAUNG_IS_STORE (store), FALSE);
  g_return_val_if_fail (actor != NULL, FALSE);

  for (guint i = 0; i < list->len; i++)
    {
      const GaungCityAgency *agency = g_ptr_array_index (list, i);
      g_autoptr (GaungRecord) existing = gaung_store_get_by_key (store, "agency", agency->code);
      g_autoptr (GaungRecord) record = NULL;

      if (existing != NULL)
        continue;
      record = gaung_city_agency_make_record (agency, actor, now, error);
      if (record == NULL)
        return FALSE;
      gaung_batch_put (batch, record, NULL);
    }
  return gaung_batch_get_size (batch) == 0 || gaung_store_write (store, batch, error);
}
