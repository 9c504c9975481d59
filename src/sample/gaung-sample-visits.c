/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Visits at counters: a month of some services, most in time, some not, and why. */
#include "config.h"

#include <string.h>

#include "gaung-deadline.h"
#include "gaung-sample-service-private.h"
#include "gaung-service.h"

#define N_DAYS 31
#define OPENS_AT (8 * 60)
#define CLOSES_AT (14 * 60)

/* Which services have a stopwatch at their counter; how many come on a day, and how long it takes
 * in hundredths of what is promised. */
static const struct
{
  const char *key;
  guint least;
  guint most;
  guint usual;
} watched[] = {
  { "ak1", 4, 10, 85 },       { "vehicle-annual", 8, 16, 110 }, { "skck", 3, 8, 90 },
  { "child-card", 3, 7, 60 }, { "digital-id", 2, 9, 75 },
};

/* Shares of the reasons in hundredths. */
static const struct
{
  const char *nick;
  guint weight;
} reasons[] = {
  { "network", 46 },     { "document", 20 }, { "queue", 14 },
  { "explanation", 10 }, { "system", 7 },    { "other", 3 },
};

static const char *
draw_reason (GaungSampleRandom *random)
{
  guint point = gaung_sample_random_below (random, 100);

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      if (point < reasons[i].weight)
        return reasons[i].nick;
      point -= reasons[i].weight;
    }
  return reasons[0].nick;
}

/* Most take a little less or more than usual; one of eight half as long again, or twice. */
static gint64
draw_length (GaungSampleRandom *random, gint64 promised, guint usual)
{
  gint64 percent = gaung_sample_random_between (random, usual / 2, usual + usual / 4);

  if (gaung_sample_random_chance (random, 12))
    percent += gaung_sample_random_between (random, 40, 110);
  return promised * percent / 100;
}

static gboolean
put_visit (GaungSample *sample,
           GaungRecord *service,
           const char *key,
           GaungInstant from,
           guint usual,
           GaungSampleRandom *random,
           GaungBatch *batch,
           GError **error)
{
  gint64 promised = gaung_service_get_promised_seconds (service);
  gint64 length = draw_length (random, promised, usual);
  GaungInstant until = from + length * GAUNG_SECOND;
  g_autoptr (GaungRecord) visit = NULL;
  g_autofree char *counter
      = g_strdup_printf ("Loket %u", 1 + gaung_sample_random_below (random, 3));
  const char *reason
      = length > promised && gaung_sample_random_chance (random, 92) ? draw_reason (random) : NULL;

  /* It is still going on. */
  if (until > sample->now)
    return TRUE;
  visit = gaung_sample_new_record (sample, "visit", key, until);
  if (!gaung_record_set_string (visit, "service", gaung_record_get_id (service), error)
      || !gaung_record_set_string (
          visit, "agency", gaung_record_get_string (service, "agency"), error)
      || !gaung_record_set_instant (visit, "started_at", from, error)
      || !gaung_record_set_instant (visit, "ended_at", until, error)
      || !gaung_record_set_integer (visit, "promised_seconds", promised, error)
      || !gaung_record_set_string (visit, "reason", reason, error)
      || !gaung_record_set_string (visit, "counter", counter, error)
      || !gaung_record_validate (visit, error))
    return FALSE;
  gaung_batch_put (batch, visit, NULL);
  return TRUE;
}

gboolean
gaung_sample_put_visits (
    GaungSample *sample, const char *key, GaungRecord *service, GaungBatch *batch, GError **error)
{
  g_autoptr (GaungRules) rules = gaung_rules_new_builtin ();
  GaungDay today = gaung_day_of_instant (sample->now);
  GaungSampleRandom random;
  gsize i = 0;

  while (i < G_N_ELEMENTS (watched) && strcmp (watched[i].key, key) != 0)
    i++;
  if (i == G_N_ELEMENTS (watched))
    return TRUE;
  gaung_sample_random_init (&random, sample->seed, G_GUINT64_CONSTANT (0x7669736900000000) + i);
  for (GaungDay day = today - N_DAYS + 1; day <= today; day++)
    {
      GaungDayKind kind = gaung_calendar_classify (rules->calendar, day, NULL);
      guint n = (guint) gaung_sample_random_between (&random, watched[i].least, watched[i].most);

      if (kind != GAUNG_DAY_KIND_WORKING
          && (kind != GAUNG_DAY_KIND_UNKNOWN || gaung_day_get_weekday (day) > 5))
        continue;
      for (guint visit = 0; visit < n; visit++)
        {
          g_autofree char *name = g_strdup_printf ("%s/%d/%u", key, today - day, visit);
          GaungInstant from = gaung_day_get_start (day)
                              + gaung_sample_random_between (&random, OPENS_AT * 60, CLOSES_AT * 60)
                                    * GAUNG_SECOND;

          if (from < sample->now
              && !put_visit (sample, service, name, from, watched[i].usual, &random, batch, error))
            return FALSE;
        }
    }
  return TRUE;
}
