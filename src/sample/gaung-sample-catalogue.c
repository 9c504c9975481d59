/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungSampleCatalogue: services as they are written down, and the records made of them. */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "gaung-city-agencies.h"
#include "gaung-json.h"
#include "gaung-sample-resources.h"
#include "gaung-sample-service-private.h"

#define PREFIX "/id/go/surakarta/Gaung/sample/services/"
/* When the oldest check of an invented service at another agency was. */
#define OLDEST_CHECK 420

struct _GaungSampleCatalogue
{
  GPtrArray *services; /* (element-type JsonObject) */
  JsonObject *channels;
  JsonObject *texts;
  GPtrArray *agencies; /* (element-type GaungCityAgency) */
};

/* In this order they stand in the workspace: first what the article names. */
static const char *const files[] = { "city", "state", "civil", "permits" };

/* Components that only the office sees, in the order in which `fill` takes them. */
static const char *const inner[]
    = { "facilities", "competence", "supervision", "staff", "guarantee", "safety", "evaluation" };

/* Members of the table that are no members of the record, or not as they stand there. */
static const char *const own[]
    = { "key", "checked", "fill", "questions", "alert_days", "closed_from", "closed_until", NULL };

static JsonObject *
load (const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (PREFIX, name, ".json", NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (
      gaung_sample_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (bytes == NULL)
    return NULL;
  return gaung_json_parse_object (
      g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), error);
}

GaungSampleCatalogue *
gaung_sample_catalogue_new (GError **error)
{
  g_autoptr (GaungSampleCatalogue) self = g_new0 (GaungSampleCatalogue, 1);
  g_autoptr (JsonObject) shared = load ("shared", error);

  self->services = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  self->agencies = gaung_city_agencies_list ();
  if (shared == NULL)
    return NULL;
  self->channels = json_object_ref (gaung_json_get_object (shared, "channels"));
  self->texts = json_object_ref (gaung_json_get_object (shared, "texts"));
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (JsonObject) file = load (files[i], error);
      JsonArray *array = file != NULL ? gaung_json_get_array (file, "services") : NULL;

      if (array == NULL)
        return NULL;
      for (guint j = 0; j < json_array_get_length (array); j++)
        g_ptr_array_add (self->services,
                         json_object_ref (gaung_json_get_element_object (array, j)));
    }
  return g_steal_pointer (&self);
}

void
gaung_sample_catalogue_free (GaungSampleCatalogue *self)
{
  g_ptr_array_unref (self->services);
  g_ptr_array_unref (self->agencies);
  g_clear_pointer (&self->channels, json_object_unref);
  g_clear_pointer (&self->texts, json_object_unref);
  g_free (self);
}

guint
gaung_sample_catalogue_get_size (GaungSampleCatalogue *self)
{
  return self->services->len;
}

JsonObject *
gaung_sample_catalogue_get (GaungSampleCatalogue *self, guint position)
{
  return g_ptr_array_index (self->services, position % self->services->len);
}

/* A list of sub-records: each gets a key of its own, and shared channels their content. */
static JsonNode *
expand_list (GaungSampleCatalogue *self, const char *member, JsonArray *list)
{
  JsonArray *result = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *element = json_array_get_element (list, i);
      JsonObject *source
          = JSON_NODE_HOLDS_OBJECT (element)
                ? json_node_get_object (element)
                : gaung_json_get_object (self->channels, json_node_get_string (element));
      JsonObject *copy = gaung_json_copy (source);
      g_autofree char *key = g_strdup_printf ("%c%u", member[0], i + 1);

      json_object_set_string_member (copy, "key", key);
      json_array_add_object_element (result, copy);
    }
  json_node_take_array (node, result);
  return node;
}

static gboolean
copy_members (GaungSampleCatalogue *self, JsonObject *row, GaungRecord *record, GError **error)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, row);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    {
      g_autoptr (JsonNode) list = NULL;

      if (g_strv_contains (own, member))
        continue;
      if (strcmp (member, "channels") == 0 || strcmp (member, "costs") == 0
          || strcmp (member, "documents") == 0 || strcmp (member, "steps") == 0)
        list = expand_list (self, member, json_node_get_array (node));
      if (!gaung_record_set_node (record, member, list != NULL ? list : node, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
set_days (GaungSample *sample, JsonObject *row, GaungRecord *record, GError **error)
{
  static const struct
  {
    const char *from;
    const char *member;
    int sign;
  } days[] = {
    { "checked", "checked_on", -1 },
    { "alert_days", "alert_until", 1 },
    { "closed_from", "closed_from", 1 },
    { "closed_until", "closed_until", 1 },
  };
  GaungDay today = gaung_day_of_instant (sample->now);

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    if (json_object_has_member (row, days[i].from)
        && !gaung_record_set_day (
            record,
            days[i].member,
            today + days[i].sign * (GaungDay) gaung_json_get_integer (row, days[i].from, 0),
            error))
      return FALSE;
  return !json_object_has_member (row, "checked")
         || gaung_record_set_string (record, "checked_by", "Petugas loket (contoh)", error);
}

/* Texts that hold for no office in particular are said to be unconfirmed. */
static gboolean
fill_inner (GaungSampleCatalogue *self, JsonObject *row, GaungRecord *record, GError **error)
{
  guint fill = (guint) gaung_json_get_integer (row, "fill", 0);
  g_auto (GStrv) unverified = gaung_record_get_strings (record, "unverified");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  g_strv_builder_addv (builder, (const char **) unverified);
  for (guint i = 0; i < MIN (fill, G_N_ELEMENTS (inner)); i++)
    {
      if (!gaung_record_set_string (
              record, inner[i], gaung_json_get_string (self->texts, inner[i], ""), error))
        return FALSE;
      g_strv_builder_add (builder, inner[i]);
    }
  all = g_strv_builder_end (builder);
  if (all[0] != NULL
      && !gaung_record_set_strings (record, "unverified", (const char *const *) all, error))
    return FALSE;
  return g_strcmp0 (gaung_record_get_string (record, "state"), "active") != 0
         || gaung_record_set_string (record,
                                     "complaints_handling",
                                     gaung_json_get_string (self->texts, "complaints_handling", ""),
                                     error);
}

/* The same service elsewhere: another agency, another name, another day of the last check. */
static gboolean
move_elsewhere (GaungSampleCatalogue *self,
                GaungSample *sample,
                guint position,
                GaungRecord *record,
                GError **error)
{
  guint round = position / self->services->len;
  const GaungCityAgency *agency = g_ptr_array_index (
      self->agencies, (round + position % self->services->len) % self->agencies->len);
  guint lap = round / self->agencies->len;
  g_autofree char *counter = lap > 0 ? g_strdup_printf (", loket %u", lap + 1) : g_strdup ("");
  g_autofree char *name = g_strdup_printf (
      "%s – %s%s", gaung_record_get_string (record, "name"), agency->short_name, counter);
  GaungSampleRandom random;

  gaung_sample_random_init (
      &random, sample->seed, G_GUINT64_CONSTANT (0x7365727600000000) + position);
  return gaung_record_set_string (record, "name", name, error)
         && gaung_record_set_string (record, "agency", agency->code, error)
         && gaung_record_set_day (
             record,
             "checked_on",
             gaung_day_of_instant (sample->now)
                 - (GaungDay) gaung_sample_random_below (&random, OLDEST_CHECK),
             error);
}

GaungRecord *
gaung_sample_catalogue_make_service (GaungSampleCatalogue *self,
                                     GaungSample *sample,
                                     guint position,
                                     GError **error)
{
  JsonObject *row = gaung_sample_catalogue_get (self, position);
  const char *key = gaung_json_get_string (row, "key", "");
  gboolean is_elsewhere = position >= self->services->len;
  g_autofree char *full_key
      = is_elsewhere ? g_strdup_printf ("%s/%u", key, position) : g_strdup (key);
  static const char *const languages[] = { "id", NULL };
  g_autoptr (GaungRecord) record
      = gaung_sample_new_record (sample, "service", full_key, sample->founded);

  if (!copy_members (self, row, record, error) || !set_days (sample, row, record, error)
      || !fill_inner (self, row, record, error)
      || !gaung_record_set_strings (record, "languages", languages, error)
      || (is_elsewhere && !move_elsewhere (self, sample, position, record, error))
      || !gaung_record_validate (record, error))
    return NULL;
  return g_steal_pointer (&record);
}

static gboolean
put_question (GaungSample *sample,
              JsonObject *row,
              const char *key,
              GaungRecord *service,
              GaungBatch *batch,
              GError **error)
{
  g_autoptr (GaungRecord) record
      = gaung_sample_new_record (sample, "question", key, sample->founded);
  JsonNode *keywords = json_object_get_member (row, "keywords");
  gboolean is_open = json_object_has_member (row, "state");

  if (!gaung_record_set_string (
          record, "question", gaung_json_get_string (row, "question", ""), error)
      || !gaung_record_set_string (
          record, "answer", gaung_json_get_string (row, "answer", NULL), error)
      || !gaung_record_set_string (record, "state", is_open ? "open" : "active", error)
      || !gaung_record_set_string (record, "service", gaung_record_get_id (service), error)
      || !gaung_record_set_string (
          record, "agency", gaung_record_get_string (service, "agency"), error)
      || (keywords != NULL && !gaung_record_set_node (record, "keywords", keywords, error))
      || (!is_open
          && (!gaung_record_set_day (
                  record, "checked_on", gaung_record_get_day (service, "checked_on"), error)
              || !gaung_record_set_string (
                  record, "checked_by", gaung_record_get_string (service, "checked_by"), error)))
      || !gaung_record_validate (record, error))
    return FALSE;
  gaung_batch_put (batch, record, NULL);
  return TRUE;
}

gboolean
gaung_sample_catalogue_put_questions (GaungSampleCatalogue *self,
                                      GaungSample *sample,
                                      guint position,
                                      GaungRecord *service,
                                      GaungBatch *batch,
                                      GError **error)
{
  JsonObject *row = gaung_sample_catalogue_get (self, position);
  JsonArray *questions = gaung_json_get_array (row, "questions");

  for (guint i = 0; questions != NULL && i < json_array_get_length (questions); i++)
    {
      g_autofree char *key
          = g_strdup_printf ("%s/%u", gaung_json_get_string (row, "key", ""), i + 1);

      if (!put_question (
              sample, gaung_json_get_element_object (questions, i), key, service, batch, error))
        return FALSE;
    }
  return TRUE;
}
