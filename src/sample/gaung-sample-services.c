/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Services of the sample, what people ask about them, and how long they take at the counter; and
 * which of them complaints are about. */
#include "config.h"

#include <string.h>

#include "gaung-json.h"
#include "gaung-sample-service-private.h"

#define CHUNK 250

/* Which service a topic of complaints is about. */
static const struct
{
  const char *topic;
  const char *service;
} subjects[] = {
  { "idcard", "idcard" },       { "passport", "passport" },
  { "bpmks", "bpmks" },         { "ak1", "ak1" },
  { "tax", "property-tax" },    { "samsat", "vehicle-annual" },
  { "bpjs", "health-centre" },  { "permit", "nib" },
  { "social", "welfare-data" }, { "water", "water-connection" },
  { "digital", "ulas" },        { "tree", "tree" },
};

static const char *
find_subject (const char *topic)
{
  for (gsize i = 0; i < G_N_ELEMENTS (subjects); i++)
    if (strcmp (subjects[i].topic, topic) == 0)
      return subjects[i].service;
  return NULL;
}

/* Fills sample->services, by key. Only those that will be there. */
static void
name_services (GaungSample *sample, GaungSampleCatalogue *catalogue)
{
  for (guint i = 0; i < MIN (sample->n_services, gaung_sample_catalogue_get_size (catalogue)); i++)
    {
      const char *key
          = gaung_json_get_string (gaung_sample_catalogue_get (catalogue, i), "key", "");
      g_autoptr (GaungRecord) record
          = gaung_sample_new_record (sample, "service", key, sample->founded);

      g_hash_table_insert (
          sample->services, g_strdup (key), g_strdup (gaung_record_get_id (record)));
    }
}

const char *
gaung_sample_find_service (GaungSample *sample, const char *topic, guint position)
{
  const char *key = find_subject (topic);

  /* Two of three: not everybody who sorts them looks for the service. */
  return key != NULL && position % 3 != 2 ? g_hash_table_lookup (sample->services, key) : NULL;
}

static gboolean
put_service (GaungSample *sample,
             GaungSampleCatalogue *catalogue,
             guint position,
             GaungBatch *batch,
             GError **error)
{
  JsonObject *row = gaung_sample_catalogue_get (catalogue, position);
  g_autoptr (GaungRecord) service
      = gaung_sample_catalogue_make_service (catalogue, sample, position, error);

  if (service == NULL)
    return FALSE;
  gaung_batch_put (batch, service, NULL);
  if (position >= gaung_sample_catalogue_get_size (catalogue))
    return TRUE;
  return gaung_sample_catalogue_put_questions (catalogue, sample, position, service, batch, error)
         && gaung_sample_put_visits (
             sample, gaung_json_get_string (row, "key", ""), service, batch, error);
}

gboolean
gaung_sample_write_services (GaungSample *sample,
                             GaungStore *store,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (GaungSampleCatalogue) catalogue = gaung_sample_catalogue_new (error);
  guint position = 0;

  if (catalogue == NULL)
    return FALSE;
  if (sample->n_services == GAUNG_SAMPLE_ALL_SERVICES)
    sample->n_services = gaung_sample_catalogue_get_size (catalogue);
  name_services (sample, catalogue);
  while (position < sample->n_services)
    {
      g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
      guint end = MIN (position + CHUNK, sample->n_services);

      for (; position < end; position++)
        if (!put_service (sample, catalogue, position, batch, error))
          return FALSE;
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !gaung_store_write (store, batch, error))
        return FALSE;
    }
  return TRUE;
}
