/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the exchange with a server share. */
#include "config.h"

#include "exchange-fixture.h"

#include <stdarg.h>

#include "gaung-json.h"

GaungIncoming *
make_incoming (GaungRecord *record, const char *revision)
{
  GaungIncoming *incoming = g_new0 (GaungIncoming, 1);

  incoming->id = g_strdup (gaung_record_get_id (record));
  incoming->revision = g_strdup (revision);
  incoming->document = gaung_json_copy (gaung_record_get_json (record));
  json_object_set_string_member (incoming->document, "_rev", revision);
  return incoming;
}

GaungIncoming *
make_deletion (const char *id, const char *revision)
{
  GaungIncoming *incoming = g_new0 (GaungIncoming, 1);

  incoming->id = g_strdup (id);
  incoming->revision = g_strdup (revision);
  incoming->is_deleted = TRUE;
  return incoming;
}

void
apply_page (StoreFixture *self, const char *database, GPtrArray *incoming, GaungApplyResult *result)
{
  g_autoptr (GError) error = NULL;

  gaung_exchange_apply (self->store, database, incoming, NULL, ACCOUNT, result, &error);
  g_assert_no_error (error);
}

GaungIncomingOutcome
apply_one (StoreFixture *self, const char *database, GaungIncoming *incoming)
{
  g_autoptr (GPtrArray) page
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_incoming_free);
  GaungApplyResult result;

  g_ptr_array_add (page, incoming);
  apply_page (self, database, page, &result);
  g_assert_cmpuint (result.created + result.changed + result.arrived + result.merged
                        + result.clashed + result.removed + result.quarantined + result.unchanged,
                    ==,
                    1);
  return incoming->outcome;
}

const char *
outcome_name (GaungIncomingOutcome outcome)
{
  static const char *const names[] = {
    [GAUNG_INCOMING_UNCHANGED] = "unchanged", [GAUNG_INCOMING_CREATED] = "created",
    [GAUNG_INCOMING_CHANGED] = "changed",     [GAUNG_INCOMING_ARRIVED] = "arrived",
    [GAUNG_INCOMING_MERGED] = "merged",       [GAUNG_INCOMING_CLASHED] = "clashed",
    [GAUNG_INCOMING_REMOVED] = "removed",     [GAUNG_INCOMING_QUARANTINED] = "quarantined",
    [GAUNG_INCOMING_STALE] = "stale",
  };

  return names[outcome];
}

GaungRecord *
change_copy (GaungRecord *record, const char *who, const char *member, const char *value)
{
  g_autoptr (GaungActor) actor = gaung_actor_new (who, who, "dlh", NULL);
  GaungRecord *copy = gaung_record_copy (record);

  g_assert_true (gaung_record_set_string (copy, member, value, NULL));
  gaung_record_touch (copy, actor, gaung_instant_now ());
  return copy;
}

GaungRecord *
edit (StoreFixture *self, const char *id, const char *member, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungRecord) stored = gaung_store_get (self->store, id, &error);
  GaungRecord *changed;

  g_assert_no_error (error);
  changed = change_copy (stored, ACCOUNT, member, value);
  put (self->store, changed, GAUNG_BATCH_NONE);
  return changed;
}

GPtrArray *
send_due (StoreFixture *self, const char *database)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *items
      = gaung_exchange_list_due (self->store, gaung_instant_now (), 0, G_MAXINT, G_MAXSIZE, &error);
  g_autofree const char **databases = NULL;

  g_assert_no_error (error);
  databases = g_new0 (const char *, items->len + 1);
  for (guint i = 0; i < items->len; i++)
    databases[i] = database;
  gaung_exchange_mark_sent (self->store, items, databases, &error);
  g_assert_no_error (error);
  return items;
}

void
settle_item (StoreFixture *self,
             const GaungSendItem *item,
             GaungSendVerdict verdict,
             const char *database,
             const char *revision_or_code)
{
  g_autoptr (GArray) outcomes = g_array_new (FALSE, TRUE, sizeof (GaungSendOutcome));
  g_autoptr (GError) error = NULL;
  gboolean is_arrived = verdict == GAUNG_SEND_ARRIVED;
  GaungSendOutcome outcome = {
    .item = item,
    .verdict = verdict,
    .database = database,
    .revision = is_arrived ? revision_or_code : NULL,
    .code = is_arrived ? NULL : revision_or_code,
    .not_before = GAUNG_INSTANT_NONE,
  };

  g_array_append_val (outcomes, outcome);
  gaung_exchange_settle (self->store, outcomes, gaung_instant_now (), &error);
  g_assert_no_error (error);
}

char *
describe (StoreFixture *self, const char *id)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT sync || CASE WHEN base IS NULL THEN '-' ELSE 'b' END"
      " || (SELECT count(*) FROM outbox o WHERE o.id = d.id)"
      " || CASE WHEN rev IS NULL THEN ' -' ELSE ' ' || rev END"
      " || ' | ' || (body ->> '$.title') || ' ' || (body ->> '$.text')"
      " || ' | c' || (SELECT count(*) FROM conflict c WHERE c.id = d.id AND resolved_at IS NULL)"
      " || ' r' || (SELECT count(*) FROM receipt r WHERE r.id = d.id)"
      " || ifnull ((SELECT ' ' || code FROM outbox o WHERE o.id = d.id AND is_parked), '')"
      " FROM document d JOIN body USING (row) WHERE d.id = '%s'",
      id);
  char *text = peek (self, sql);

  return text != NULL ? text : g_strdup ("none");
}

gint64
peek_number (StoreFixture *self, const char *format, ...)
{
  g_autofree char *sql = NULL;
  g_autofree char *text = NULL;
  va_list values;

  va_start (values, format);
  sql = g_strdup_vprintf (format, values);
  va_end (values);
  text = peek (self, sql);
  g_assert_nonnull (text);
  return g_ascii_strtoll (text, NULL, 10);
}

void
assert_whole (StoreFixture *self)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  gaung_store_check (self->store, &problems, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
}
