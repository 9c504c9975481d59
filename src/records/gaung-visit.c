/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungVisit: one visitor at a counter, timed against the promise of the standard. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gaung-index.h"
#include "gaung-record-private.h"
#include "gaung-visit.h"

struct _GaungVisit
{
  GaungRecord parent_instance;
};

const GaungEnumValue gaung_visit_reasons[] = {
  { "network", NC_ ("overrun", "Network"), "overrun" },
  { "document", NC_ ("overrun", "Document missing"), "overrun" },
  { "queue", NC_ ("overrun", "Queue"), "overrun" },
  { "system", NC_ ("overrun", "System"), "overrun" },
  { "explanation", NC_ ("overrun", "Much to explain"), "overrun" },
  { "other", NC_ ("overrun", "Other"), "overrun" },
  { NULL },
};

const GaungField gaung_visit_fields[] = {
  { "service",
    "service",
    GAUNG_FIELD_REFERENCE,
    GAUNG_FIELD_REQUIRED,
    N_ ("Service"),
    .target = "service" },
  { "agency",
    "agency",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_COLUMN,
    N_ ("Agency"),
    .max_bytes = 64 },
  { "started-at",
    "started_at",
    GAUNG_FIELD_INSTANT,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_COLUMN,
    N_ ("Began") },
  { "ended-at",
    "ended_at",
    GAUNG_FIELD_INSTANT,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_COLUMN,
    N_ ("Ended") },
  { "promised-seconds",
    "promised_seconds",
    GAUNG_FIELD_INTEGER,
    GAUNG_FIELD_COLUMN,
    N_ ("Promised seconds") },
  { "reason",
    "reason",
    GAUNG_FIELD_ENUM,
    GAUNG_FIELD_COLUMN,
    N_ ("Reason of the overrun"),
    .enumeration = gaung_visit_reasons },
  { "counter",
    "counter",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_FLAG_NONE,
    N_ ("Counter"),
    .max_bytes = 64 },
  { NULL },
};

G_DEFINE_FINAL_TYPE (GaungVisit, gaung_visit, GAUNG_TYPE_RECORD)

G_STATIC_ASSERT (G_N_ELEMENTS (gaung_visit_reasons) - 1
                 <= G_N_ELEMENTS (((GaungVisitSummary *) NULL)->reasons));

static void
gaung_visit_index (GaungRecord *record, GaungRules *rules, GaungIndex *index)
{
  GAUNG_RECORD_CLASS (gaung_visit_parent_class)->index (record, rules, index);
  index->agency = gaung_record_get_string (record, "agency");
  index->parent = gaung_record_get_string (record, "service");
  if (gaung_record_get_instant (record, "started_at") != GAUNG_INSTANT_NONE)
    {
      index->at = gaung_record_get_instant (record, "started_at");
      index->rank = -index->at;
    }
}

static gboolean
gaung_visit_validate (GaungRecord *record, GError **error)
{
  if (!GAUNG_RECORD_CLASS (gaung_visit_parent_class)->validate (record, error))
    return FALSE;
  if (gaung_record_get_instant (record, "ended_at")
      < gaung_record_get_instant (record, "started_at"))
    {
      g_set_error_literal (
          error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE, "ended_at: before started_at");
      return FALSE;
    }
  if (gaung_record_get_integer (record, "promised_seconds") < 0)
    {
      g_set_error_literal (error,
                           GAUNG_RECORD_ERROR,
                           GAUNG_RECORD_ERROR_VALUE,
                           "promised_seconds: less than nothing");
      return FALSE;
    }
  return TRUE;
}

static void
gaung_visit_class_init (GaungVisitClass *klass)
{
  GaungRecordClass *record_class = GAUNG_RECORD_CLASS (klass);

  record_class->index = gaung_visit_index;
  record_class->validate = gaung_visit_validate;
  gaung_record_class_install (record_class, gaung_record_type_find ("visit"));
}

static void
gaung_visit_init (GaungVisit *self)
{
}

static int
compare_seconds (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* Where a reason stands in the table, or -1. */
static int
find_reason (const char *nick)
{
  for (int i = 0; nick != NULL && gaung_visit_reasons[i].nick != NULL; i++)
    if (strcmp (gaung_visit_reasons[i].nick, nick) == 0)
      return i;
  return -1;
}

static void
count_overrun (GaungRecord *visit, GaungVisitSummary *summary)
{
  int reason = find_reason (gaung_record_get_string (visit, "reason"));

  summary->n_overruns++;
  if (reason >= 0)
    summary->reasons[reason]++;
  else
    summary->n_without_reason++;
}

gint64
gaung_visit_get_seconds (GaungRecord *self)
{
  gint64 length
      = gaung_record_get_instant (self, "ended_at") - gaung_record_get_instant (self, "started_at");

  return MAX (length, 0) / GAUNG_SECOND;
}

gboolean
gaung_visit_is_overrun (GaungRecord *self)
{
  gint64 promised = gaung_record_get_integer (self, "promised_seconds");

  return promised > 0 && gaung_visit_get_seconds (self) > promised;
}

void
gaung_visit_summarize (GPtrArray *visits, GaungVisitSummary *summary)
{
  g_autoptr (GArray) lengths = g_array_sized_new (FALSE, FALSE, sizeof (gint64), visits->len);
  GaungInstant latest = GAUNG_INSTANT_NONE;
  guint n = visits->len;

  *summary = (GaungVisitSummary) { .promised = -1, .median = -1, .p90 = -1, .n_visits = n };
  for (guint i = 0; i < n; i++)
    {
      GaungRecord *visit = g_ptr_array_index (visits, i);
      gint64 seconds = gaung_visit_get_seconds (visit);
      gint64 promised = gaung_record_get_integer (visit, "promised_seconds");
      GaungInstant at = gaung_record_get_instant (visit, "started_at");

      g_array_append_val (lengths, seconds);
      if (gaung_visit_is_overrun (visit))
        count_overrun (visit, summary);
      if (at >= latest)
        {
          latest = at;
          summary->promised = promised > 0 ? promised : -1;
        }
    }
  if (n == 0)
    return;

  g_array_sort (lengths, compare_seconds);
  summary->median
      = n % 2 == 1
            ? g_array_index (lengths, gint64, n / 2)
            : (g_array_index (lengths, gint64, n / 2 - 1) + g_array_index (lengths, gint64, n / 2))
                  / 2;
  summary->p90 = g_array_index (lengths, gint64, ((gsize) n * 9 + 9) / 10 - 1);
}
