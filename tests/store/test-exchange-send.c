/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What leaves, what became of it, and the receipt book. */
#include "config.h"

#include "exchange-fixture.h"
#include "gaung-entry.h"
#include "gaung-json.h"

static GaungRecord *
make (StoreFixture *fixture, const char *title)
{
  g_autoptr (GaungRecord) record = make_complaint (fixture->actor, title, "new", TEST_NOW);

  put (fixture->store, record, GAUNG_BATCH_NONE);
  return g_steal_pointer (&record);
}

static GaungOutboxState
get_state (StoreFixture *fixture, gint64 seq)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungOutboxItem) item = gaung_outbox_get (fixture->store, seq, &error);

  g_assert_no_error (error);
  return item->state;
}

typedef enum
{
  NEW,
  CHANGED,
} Kind;

static const struct
{
  const char *name;
  Kind kind;
  gboolean is_edited; /* while it was under way */
  GaungSendVerdict verdict;
  const char *after;
  GaungOutboxState state;
} settlements[] = {
  { "new-arrived", NEW, FALSE, GAUNG_SEND_ARRIVED, "0-0 2-b | T1 T1 | c0 r1", 0 },
  { "new-edited-arrived", NEW, TRUE, GAUNG_SEND_ARRIVED, "2b1 2-b | T2 T1 | c0 r1", 0 },
  { "new-later", NEW, FALSE, GAUNG_SEND_LATER, "1-1 - | T1 T1 | c0 r0", 0 },
  { "new-edited-later", NEW, TRUE, GAUNG_SEND_LATER, "1-1 - | T2 T1 | c0 r0", 0 },
  { "new-parked", NEW, FALSE, GAUNG_SEND_PARKED, "1-1 - | T1 T1 | c0 r0 E_X", GAUNG_OUTBOX_PARKED },
  { "new-edited-parked", NEW, TRUE, GAUNG_SEND_PARKED, "1-1 - | T2 T1 | c0 r0", 0 },
  { "changed-arrived", CHANGED, FALSE, GAUNG_SEND_ARRIVED, "0-0 2-b | T1 T0 | c0 r1", 0 },
  { "changed-edited-arrived", CHANGED, TRUE, GAUNG_SEND_ARRIVED, "2b1 2-b | T2 T0 | c0 r1", 0 },
  { "changed-later", CHANGED, FALSE, GAUNG_SEND_LATER, "2b1 1-a | T1 T0 | c0 r0", 0 },
  { "changed-parked",
    CHANGED,
    FALSE,
    GAUNG_SEND_PARKED,
    "2b1 1-a | T1 T0 | c0 r0 E_X",
    GAUNG_OUTBOX_PARKED },
  { "changed-edited-parked", CHANGED, TRUE, GAUNG_SEND_PARKED, "2b1 1-a | T2 T0 | c0 r0", 0 },
};

static void
test_settle (StoreFixture *fixture, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GaungRecord) record = NULL;
  g_autoptr (GaungRecord) changed = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *after = NULL;
  g_autofree char *base = NULL;
  const char *id;
  GaungSendItem *item;

  if (settlements[i].kind == NEW)
    record = make (fixture, "T1");
  else
    {
      record = make_complaint (fixture->actor, "T0", "new", TEST_NOW);
      apply_one (fixture, HERE, make_incoming (record, "1-a"));
      changed = edit (fixture, gaung_record_get_id (record), "title", "T1");
    }
  id = gaung_record_get_id (record);
  items = send_due (fixture, HERE);
  g_assert_cmpuint (items->len, ==, 1);
  item = g_ptr_array_index (items, 0);
  g_assert_cmpstr (item->id, ==, id);
  g_assert_cmpstr (item->revision, ==, settlements[i].kind == NEW ? NULL : "1-a");
  g_assert_cmpint (get_state (fixture, item->seq), ==, GAUNG_OUTBOX_UNDER_WAY);
  if (settlements[i].is_edited)
    {
      g_clear_object (&changed);
      changed = edit (fixture, id, "title", "T2");
    }
  settle_item (fixture,
               item,
               settlements[i].verdict,
               HERE,
               settlements[i].verdict == GAUNG_SEND_ARRIVED ? "2-b" : "E_X");

  after = describe (fixture, id);
  g_assert_cmpstr (after, ==, settlements[i].after);
  if (g_str_has_prefix (after, "0"))
    {
      g_assert_null (gaung_outbox_get (fixture->store, item->seq, NULL));
      g_assert_cmpint (peek_number (fixture, "SELECT count(*) FROM sent"), ==, 0);
    }
  else
    g_assert_cmpint (get_state (fixture, item->seq), ==, settlements[i].state);
  /* What was sent is the base of what was edited since. */
  base = peek (fixture, "SELECT base ->> '$.title' FROM body WHERE base IS NOT NULL");
  if (settlements[i].is_edited && settlements[i].verdict == GAUNG_SEND_ARRIVED)
    g_assert_cmpstr (base, ==, "T1");
  assert_whole (fixture);
}

/* Edited between the list and the request: what leaves is what was listed. */
static void
test_edited_before_it_left (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) record = make (fixture, "T1");
  g_autoptr (GaungRecord) changed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items
      = gaung_exchange_list_due (fixture->store, gaung_instant_now (), 0, 10, 1000, &error);
  const char *const databases[] = { HERE };
  g_autofree char *after = NULL;

  g_assert_no_error (error);
  changed = edit (fixture, gaung_record_get_id (record), "title", "T2");
  g_assert_true (gaung_exchange_mark_sent (fixture->store, items, databases, &error));
  /* The answer is lost, and the pull finds it. */
  apply_one (fixture, HERE, make_incoming (record, "1-a"));
  after = describe (fixture, gaung_record_get_id (record));
  g_assert_cmpstr (after, ==, "2b1 1-a | T2 T1 | c0 r1");
}

typedef enum
{
  OVERTAKEN_PARKED,
  OVERTAKEN_HELD,
  OVERTAKEN_GIVEN_UP,
  OVERTAKEN_SENT,
  OVERTAKEN_MERGED,
} Overtaken;

static const struct
{
  const char *name;
  Overtaken how;
} overtakings[] = {
  { "parked", OVERTAKEN_PARKED },     { "held", OVERTAKEN_HELD },
  { "given-up", OVERTAKEN_GIVEN_UP }, { "sent", OVERTAKEN_SENT },
  { "merged", OVERTAKEN_MERGED },
};

static void
overtake (StoreFixture *fixture, GaungRecord *record, GaungSendItem *item, Overtaken how)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GaungRecord) theirs = NULL;

  switch (how)
    {
    case OVERTAKEN_PARKED:
    case OVERTAKEN_SENT:
      items = send_due (fixture, HERE);
      settle_item (fixture,
                   g_ptr_array_index (items, 0),
                   how == OVERTAKEN_SENT ? GAUNG_SEND_ARRIVED : GAUNG_SEND_PARKED,
                   HERE,
                   how == OVERTAKEN_SENT ? "2-b" : "E_X");
      break;
    case OVERTAKEN_HELD:
      g_assert_true (gaung_outbox_hold (fixture->store, item->seq, GAUNG_INSTANT_NONE, NULL));
      break;
    case OVERTAKEN_GIVEN_UP:
      g_assert_true (gaung_outbox_discard (fixture->store, item->seq, NULL, NULL));
      break;
    case OVERTAKEN_MERGED:
    default:
      theirs = change_copy (record, "budi", "text", "Dari Budi");
      apply_one (fixture, HERE, make_incoming (theirs, "2-c"));
      break;
    }
}

/* Listed, and then settled before it could leave, while something large was on its way: it does not
 * leave, and nothing says that it is under way. */
static void
test_overtaken (StoreFixture *fixture, gconstpointer data)
{
  Overtaken how = *(const Overtaken *) data;
  g_autoptr (GaungRecord) record = make_complaint (fixture->actor, "T0", "new", TEST_NOW);
  g_autoptr (GaungRecord) changed = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  const char *const databases[] = { HERE };
  GaungSendItem *item;

  apply_one (fixture, HERE, make_incoming (record, "1-a"));
  changed = edit (fixture, gaung_record_get_id (record), "title", "T1");
  items = gaung_exchange_list_due (fixture->store, gaung_instant_now (), 0, 10, 1000, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  item = g_ptr_array_index (items, 0);
  overtake (fixture, record, item, how);
  gaung_exchange_mark_sent (fixture->store, items, databases, &error);
  g_assert_no_error (error);
  g_assert_true (item->is_overtaken);
  g_assert_cmpint (peek_number (fixture, "SELECT count(*) FROM outbox WHERE is_under_way"), ==, 0);
  if (how == OVERTAKEN_MERGED)
    g_assert_cmpint (peek_number (fixture, "SELECT count(*) FROM sent"), ==, 0);
  assert_whole (fixture);
}

/* A record that was never sent belongs to a database from its first request on. */
static void
test_place (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) record = make (fixture, "T1");
  const char *id = gaung_record_get_id (record);
  g_autofree char *before = gaung_exchange_get_database (fixture->store, id, NULL);
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) shares = NULL;
  GaungOutboxShare *share;

  g_assert_null (before);
  shares = gaung_outbox_count_by_database (fixture->store, NULL);
  g_assert_cmpuint (shares->len, ==, 1);
  g_assert_null (((GaungOutboxShare *) g_ptr_array_index (shares, 0))->database);
  items = send_due (fixture, HERE);
  after = gaung_exchange_get_database (fixture->store, id, NULL);
  g_assert_cmpstr (after, ==, HERE);
  g_clear_pointer (&shares, g_ptr_array_unref);
  shares = gaung_outbox_count_by_database (fixture->store, NULL);
  share = g_ptr_array_index (shares, 0);
  g_assert_cmpstr (share->database, ==, HERE);
  g_assert_cmpuint (share->waiting, ==, 1);
}

/* Limits by number and by size, and what waits for a time or a person. */
static void
test_due (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) some = NULL;
  g_autoptr (GPtrArray) rest = NULL;
  g_autoptr (GPtrArray) small = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GError) error = NULL;
  GaungInstant now = gaung_instant_now ();
  gint64 seqs[5];

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GaungRecord) record = make (fixture, "Lampu");
    }
  all = gaung_exchange_list_due (fixture->store, now, 0, 100, G_MAXSIZE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 5);
  for (guint i = 0; i < 5; i++)
    {
      GaungSendItem *item = g_ptr_array_index (all, i);

      seqs[i] = item->seq;
      g_assert_false (json_object_has_member (item->document, "_rev"));
      g_assert_cmpstr (item->type, ==, "complaint");
    }
  some = gaung_exchange_list_due (fixture->store, now, 0, 2, G_MAXSIZE, NULL);
  g_assert_cmpuint (some->len, ==, 2);
  rest = gaung_exchange_list_due (fixture->store, now, seqs[1], 100, G_MAXSIZE, NULL);
  g_assert_cmpuint (rest->len, ==, 3);
  small = gaung_exchange_list_due (fixture->store, now, 0, 100, 1, NULL);
  g_assert_cmpuint (small->len, ==, 1);

  g_assert_cmpint (gaung_exchange_get_next_due (fixture->store, NULL), ==, GAUNG_INSTANT_NONE);
  g_assert_true (gaung_outbox_hold (fixture->store, seqs[0], GAUNG_INSTANT_NONE, NULL));
  g_assert_true (gaung_outbox_hold (fixture->store, seqs[1], now + 60000, NULL));
  settle_item (fixture, g_ptr_array_index (all, 2), GAUNG_SEND_PARKED, HERE, "E_X");
  left = gaung_exchange_list_due (fixture->store, now, 0, 100, G_MAXSIZE, NULL);
  g_assert_cmpuint (left->len, ==, 2);
  g_assert_cmpint (gaung_exchange_get_next_due (fixture->store, NULL), ==, now + 60000);
  g_assert_cmpint (get_state (fixture, seqs[0]), ==, GAUNG_OUTBOX_HELD);
  g_assert_cmpint (get_state (fixture, seqs[1]), ==, GAUNG_OUTBOX_HELD);
  g_assert_cmpint (get_state (fixture, seqs[2]), ==, GAUNG_OUTBOX_PARKED);
  g_assert_cmpint (get_state (fixture, seqs[3]), ==, GAUNG_OUTBOX_WAITING);

  /* When its time has come, it goes. */
  g_clear_pointer (&left, g_ptr_array_unref);
  left = gaung_exchange_list_due (fixture->store, now + 60000, 0, 100, G_MAXSIZE, NULL);
  g_assert_cmpuint (left->len, ==, 3);
}

static void
test_back_off (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) record = make (fixture, "Lampu");
  g_autoptr (GPtrArray) items = send_due (fixture, HERE);
  g_autoptr (GArray) outcomes = g_array_new (FALSE, TRUE, sizeof (GaungSendOutcome));
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GaungOutboxItem) item = NULL;
  GaungInstant now = gaung_instant_now ();
  GaungSendItem *sent = g_ptr_array_index (items, 0);
  GaungSendOutcome outcome = { .item = sent,
                               .verdict = GAUNG_SEND_LATER,
                               .database = HERE,
                               .not_before = now + 60000,
                               .code = "offline" };

  g_array_append_val (outcomes, outcome);
  for (int i = 0; i < 3; i++)
    g_assert_true (gaung_exchange_settle (fixture->store, outcomes, now, NULL));
  item = gaung_outbox_get (fixture->store, sent->seq, NULL);
  g_assert_cmpint (item->state, ==, GAUNG_OUTBOX_LATER);
  g_assert_cmpuint (item->tries, ==, 3);
  g_assert_cmpstr (item->code, ==, "offline");
  g_assert_cmpint (item->not_before, ==, now + 60000);
  none = gaung_exchange_list_due (fixture->store, now, 0, 10, G_MAXSIZE, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpint (gaung_exchange_get_next_due (fixture->store, NULL), ==, now + 60000);
}

/* An edit keeps the place of a row and the instant since which it waits; what arrived does not
 * count. */
static void
test_waiting_since (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) record = NULL;
  g_autoptr (GaungRecord) first = NULL;
  g_autoptr (GaungRecord) second = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) receipts = NULL;
  g_autoptr (GaungOutboxItem) item = NULL;
  GaungReceipt *receipt;

  gaung_instant_set_now (TEST_NOW);
  record = make (fixture, "T1");
  gaung_instant_set_now (TEST_NOW + 1000);
  first = edit (fixture, gaung_record_get_id (record), "title", "T2");
  items = send_due (fixture, HERE);
  g_assert_cmpint (((GaungSendItem *) g_ptr_array_index (items, 0))->written_at, ==, TEST_NOW);
  gaung_instant_set_now (TEST_NOW + 2000);
  second = edit (fixture, gaung_record_get_id (record), "title", "T3");
  gaung_instant_set_now (TEST_NOW + 5000);
  settle_item (fixture, g_ptr_array_index (items, 0), GAUNG_SEND_ARRIVED, HERE, "1-a");
  item = gaung_outbox_get (
      fixture->store, ((GaungSendItem *) g_ptr_array_index (items, 0))->seq, NULL);
  g_assert_cmpint (item->written_at, ==, TEST_NOW + 2000);
  g_assert_false (item->is_new);
  receipts = gaung_receipt_list_of (fixture->store, gaung_record_get_id (record), 10, NULL);
  g_assert_cmpuint (receipts->len, ==, 1);
  receipt = g_ptr_array_index (receipts, 0);
  g_assert_cmpint (receipt->written_at, ==, TEST_NOW);
  g_assert_cmpint (receipt->sent_at, ==, TEST_NOW + 5000);
  g_assert_true (receipt->is_new);
  g_assert_cmpstr (receipt->revision, ==, "1-a");
  g_assert_cmpstr (receipt->database, ==, HERE);
  g_assert_cmpstr (receipt->title, ==, "T3");
  gaung_instant_set_now (GAUNG_INSTANT_NONE);
}

static void
test_receipt_book (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) record = NULL;
  g_autoptr (GaungRecord) entry = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) today = NULL;
  g_autoptr (GPtrArray) tomorrow = NULL;
  g_autoptr (GaungRecord) waiting = NULL;
  GaungDay day = gaung_day_of_instant (TEST_NOW);
  GaungReceipt *latest;
  GaungDayClose close;

  gaung_instant_set_now (TEST_NOW);
  record = make (fixture, "Lampu padam");
  entry = make_entry (fixture->actor, record, "Sudah dicek", TEST_NOW);
  put (fixture->store, entry, GAUNG_BATCH_NONE);
  items = send_due (fixture, HERE);
  gaung_instant_set_now (TEST_NOW + GAUNG_MINUTE);
  for (guint i = 0; i < items->len; i++)
    settle_item (fixture, g_ptr_array_index (items, i), GAUNG_SEND_ARRIVED, HERE, "1-a");
  waiting = make (fixture, "Lubang");

  today = gaung_receipt_list (
      fixture->store, gaung_day_get_start (day), gaung_day_get_start (day + 1), 10, NULL);
  g_assert_cmpuint (today->len, ==, 2);
  latest = g_ptr_array_index (today, 0);
  g_assert_cmpstr (latest->type, ==, "entry");
  g_assert_cmpstr (latest->kind, ==, "note");
  g_assert_cmpstr (latest->parent, ==, gaung_record_get_id (record));
  g_assert_cmpstr (latest->title, ==, "Lampu padam");
  tomorrow
      = gaung_receipt_list (fixture->store, gaung_day_get_start (day + 1), G_MAXINT64, 10, NULL);
  g_assert_cmpuint (tomorrow->len, ==, 0);

  g_assert_true (gaung_receipt_close_day (fixture->store, day, &close, NULL));
  g_assert_cmpuint (close.sent, ==, 2);
  g_assert_cmpuint (close.waiting, ==, 1);
  g_assert_cmpuint (close.parked, ==, 0);
  g_assert_cmpint (close.oldest, ==, TEST_NOW + GAUNG_MINUTE);
  g_assert_cmpint (close.longest_ms, ==, GAUNG_MINUTE);
  g_assert_true (gaung_receipt_close_day (fixture->store, day + 1, &close, NULL));
  g_assert_cmpuint (close.sent, ==, 0);
  g_assert_cmpint (close.longest_ms, ==, 0);
  gaung_instant_set_now (GAUNG_INSTANT_NONE);
}

static void
count_cb (GaungStore *store, guint *n)
{
  (*n)++;
}

/* Many changes are told as one, in the main context. */
static void
test_signal (StoreFixture *fixture, gconstpointer data)
{
  guint n = 0;
  g_autoptr (GPtrArray) items = NULL;

  settle ();
  g_signal_connect (fixture->store, "exchange-changed", G_CALLBACK (count_cb), &n);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GaungRecord) record = make (fixture, "Lampu");
    }
  g_assert_cmpuint (n, ==, 0);
  wait_until (n > 0);
  g_assert_cmpuint (n, ==, 1);
  items = send_due (fixture, HERE);
  n = 0;
  wait_until (n > 0);
  settle_item (fixture, g_ptr_array_index (items, 0), GAUNG_SEND_ARRIVED, HERE, "1-a");
  n = 0;
  wait_until (n > 0);
}

int
main (int argc, char *argv[])
{
  static const StoreTest tests[] = {
    { "edited-before-it-left", test_edited_before_it_left },
    { "place", test_place },
    { "due", test_due },
    { "back-off", test_back_off },
    { "waiting-since", test_waiting_since },
    { "receipt-book", test_receipt_book },
    { "signal", test_signal },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (settlements); i++)
    add_store_case ("send", settlements[i].name, GSIZE_TO_POINTER (i), test_settle);
  for (gsize i = 0; i < G_N_ELEMENTS (overtakings); i++)
    add_store_case ("send/overtaken", overtakings[i].name, &overtakings[i].how, test_overtaken);
  add_store_tests ("send", tests, G_N_ELEMENTS (tests));
  return g_test_run ();
}
