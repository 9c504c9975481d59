/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a server has × what is here: every case of taking a document over. */
#include "config.h"

#include "exchange-fixture.h"
#include "gaung-attachment.h"
#include "gaung-json.h"

typedef enum
{
  ABSENT,
  SYNCED,
  CREATED,
  MODIFIED,
} State;

typedef enum
{
  RESTING,
  UNDER_WAY,
  EDITED, /* under way, and edited since */
  TWICE,  /* sent, edited, sent again, and edited since */
  PARKED, /* refused */
} Way;

typedef enum
{
  OURS,     /* what is here now, by its `change` */
  SENT,     /* what was sent (first) */
  DISJOINT, /* somebody changed another member */
  CLASH,    /* the same, in another way */
  ALIKE,    /* the same, in the same way */
  BEHIND,   /* somebody changed another member of what was sent (first) */
  BOTH,     /* another member, and the same in another way */
  SAME,     /* the revision that is here */
  DELETED,
  UNREADABLE,
} Theirs;

static const struct
{
  const char *name;
  State state;
  Way way;
  Theirs theirs;
  const char *after; /* as describe() says it, and the outcome */
} cases[] = {
  { "absent-foreign", ABSENT, RESTING, DISJOINT, "0-0 2-b | T0 X1 | c0 r0 created" },
  { "absent-deleted", ABSENT, RESTING, DELETED, "none unchanged" },
  { "absent-unreadable", ABSENT, RESTING, UNREADABLE, "none quarantined" },

  { "synced-foreign", SYNCED, RESTING, DISJOINT, "0-0 2-b | T0 X1 | c0 r0 changed" },
  { "synced-same", SYNCED, RESTING, SAME, "0-0 1-a | T0 X0 | c0 r0 unchanged" },
  { "synced-deleted", SYNCED, RESTING, DELETED, "none removed" },
  { "synced-unreadable", SYNCED, RESTING, UNREADABLE, "0-0 1-a | T0 X0 | c0 r0 quarantined" },

  { "created-ours", CREATED, RESTING, OURS, "0-0 2-b | T1 X0 | c0 r1 arrived" },
  { "created-disjoint", CREATED, RESTING, DISJOINT, "0-0 2-b | T0 X1 | c1 r0 clashed" },
  { "created-clash", CREATED, RESTING, CLASH, "0-0 2-b | T9 X0 | c1 r0 clashed" },
  { "created-alike", CREATED, RESTING, ALIKE, "0-0 2-b | T1 X0 | c0 r1 merged" },
  { "created-deleted", CREATED, RESTING, DELETED, "1-1 - | T1 X0 | c0 r0 unchanged" },
  { "created-under-way-ours", CREATED, UNDER_WAY, OURS, "0-0 2-b | T1 X0 | c0 r1 arrived" },
  /* Ours arrived, and somebody wrote on top of it. */
  { "created-under-way-disjoint", CREATED, UNDER_WAY, DISJOINT, "0-0 2-b | T0 X1 | c0 r1 merged" },
  { "created-under-way-clash", CREATED, UNDER_WAY, CLASH, "0-0 2-b | T9 X0 | c0 r1 merged" },
  { "created-edited-sent", CREATED, EDITED, SENT, "2b1 2-b | T2 X0 | c0 r1 arrived" },
  { "created-edited-disjoint", CREATED, EDITED, BEHIND, "2b1 2-b | T2 X1 | c0 r0 merged" },
  { "created-edited-clash", CREATED, EDITED, CLASH, "0-0 2-b | T9 X0 | c1 r0 clashed" },
  { "created-twice-clash", CREATED, TWICE, BEHIND, "0-0 2-b | T1 X1 | c1 r0 clashed" },
  { "created-twice-sent", CREATED, TWICE, SENT, "2b1 2-b | T3 X0 | c0 r1 arrived" },
  { "created-deleted-there",
    CREATED,
    UNDER_WAY,
    DELETED,
    "1-1 - | T1 X0 | c0 r0 deleted unchanged" },
  { "created-unreadable",
    CREATED,
    UNDER_WAY,
    UNREADABLE,
    "1-1 - | T1 X0 | c0 r0 unreadable quarantined" },

  { "modified-ours", MODIFIED, RESTING, OURS, "0-0 2-b | T1 X0 | c0 r1 arrived" },
  { "modified-disjoint", MODIFIED, RESTING, DISJOINT, "2b1 2-b | T1 X1 | c0 r0 merged" },
  { "modified-clash", MODIFIED, RESTING, CLASH, "0-0 2-b | T9 X0 | c1 r0 clashed" },
  { "modified-both", MODIFIED, RESTING, BOTH, "0-0 2-b | T9 X1 | c1 r0 clashed" },
  { "modified-alike", MODIFIED, RESTING, ALIKE, "0-0 2-b | T1 X0 | c0 r1 merged" },
  { "modified-same", MODIFIED, RESTING, SAME, "2b1 1-a | T1 X0 | c0 r0 unchanged" },
  { "modified-deleted", MODIFIED, RESTING, DELETED, "1-1 - | T1 X0 | c0 r0 deleted unchanged" },
  { "modified-unreadable",
    MODIFIED,
    RESTING,
    UNREADABLE,
    "2b1 1-a | T1 X0 | c0 r0 unreadable quarantined" },
  { "modified-under-way-ours", MODIFIED, UNDER_WAY, OURS, "0-0 2-b | T1 X0 | c0 r1 arrived" },
  { "modified-under-way-disjoint",
    MODIFIED,
    UNDER_WAY,
    DISJOINT,
    "2b1 2-b | T1 X1 | c0 r0 merged" },
  { "modified-under-way-clash", MODIFIED, UNDER_WAY, CLASH, "0-0 2-b | T9 X0 | c1 r0 clashed" },
  { "modified-under-way-alike", MODIFIED, UNDER_WAY, ALIKE, "0-0 2-b | T1 X0 | c0 r1 merged" },
  { "modified-under-way-deleted",
    MODIFIED,
    UNDER_WAY,
    DELETED,
    "1-1 - | T1 X0 | c0 r0 deleted unchanged" },
  { "modified-edited-sent", MODIFIED, EDITED, SENT, "2b1 2-b | T2 X0 | c0 r1 arrived" },
  { "modified-edited-ours", MODIFIED, EDITED, OURS, "0-0 2-b | T2 X0 | c0 r1 arrived" },
  { "modified-edited-disjoint", MODIFIED, EDITED, DISJOINT, "2b1 2-b | T2 X1 | c0 r0 merged" },
  { "modified-edited-clash", MODIFIED, EDITED, CLASH, "0-0 2-b | T9 X0 | c1 r0 clashed" },
  { "modified-twice-sent", MODIFIED, TWICE, SENT, "2b1 2-b | T3 X0 | c0 r1 arrived" },
  { "modified-twice-disjoint", MODIFIED, TWICE, DISJOINT, "2b1 2-b | T3 X1 | c0 r0 merged" },
  /* A new basis may cure what was refused. */
  { "modified-parked-disjoint", MODIFIED, PARKED, DISJOINT, "2b1 2-b | T1 X1 | c0 r0 merged" },
  { "modified-parked-ours", MODIFIED, PARKED, OURS, "0-0 2-b | T1 X0 | c0 r1 arrived" },
  { "modified-parked-clash", MODIFIED, PARKED, CLASH, "0-0 2-b | T9 X0 | c1 r0 clashed" },
};

static GaungRecord *
make_first (StoreFixture *fixture)
{
  g_autoptr (GaungActor) budi = gaung_actor_new ("budi", "Budi", "dlh", NULL);
  GaungRecord *record = make_complaint (budi, "T0", "new", TEST_NOW);

  gaung_record_set_string (record, "text", "X0", NULL);
  return record;
}

/* Brings the record into its state; the versions of it that matter are given back. */
static GPtrArray *
prepare (StoreFixture *fixture, GaungRecord *first, State state, Way way)
{
  GPtrArray *versions = g_ptr_array_new_with_free_func (g_object_unref);
  const char *id = gaung_record_get_id (first);

  if (state == SYNCED || state == MODIFIED)
    g_assert_cmpint (
        apply_one (fixture, HERE, make_incoming (first, "1-a")), ==, GAUNG_INCOMING_CREATED);
  if (state == CREATED)
    {
      g_autoptr (GaungRecord) made = change_copy (first, ACCOUNT, "title", "T1");

      put (fixture->store, made, GAUNG_BATCH_NONE);
      g_ptr_array_add (versions, g_object_ref (made));
    }
  if (state == MODIFIED)
    g_ptr_array_add (versions, edit (fixture, id, "title", "T1"));
  if (way == RESTING)
    return versions;
  for (int i = 0; i < (way == TWICE ? 2 : 1); i++)
    {
      g_autoptr (GPtrArray) items = send_due (fixture, HERE);

      g_assert_cmpuint (items->len, ==, 1);
      if (way == PARKED)
        settle_item (fixture, g_ptr_array_index (items, 0), GAUNG_SEND_PARKED, HERE, "E_STATE");
      if (way == EDITED || way == TWICE)
        g_ptr_array_add (versions, edit (fixture, id, "title", i == 0 ? "T2" : "T3"));
    }
  return versions;
}

static GaungIncoming *
make_theirs (GaungRecord *first, GPtrArray *versions, Theirs theirs)
{
  const char *id = gaung_record_get_id (first);
  GaungRecord *mine = versions->len > 0 ? g_ptr_array_index (versions, versions->len - 1) : first;
  g_autoptr (GaungRecord) copy = NULL;
  g_autoptr (GaungRecord) second = NULL;
  GaungIncoming *incoming;

  switch (theirs)
    {
    case OURS:
      return make_incoming (mine, "2-b");
    case SENT:
      return make_incoming (g_ptr_array_index (versions, 0), "2-b");
    case DISJOINT:
      copy = change_copy (first, "budi", "text", "X1");
      return make_incoming (copy, "2-b");
    case BEHIND:
      copy = change_copy (g_ptr_array_index (versions, 0), "budi", "text", "X1");
      return make_incoming (copy, "2-b");
    case CLASH:
      copy = change_copy (first, "budi", "title", "T9");
      return make_incoming (copy, "2-b");
    case BOTH:
      copy = change_copy (first, "budi", "title", "T9");
      second = change_copy (copy, "budi", "text", "X1");
      return make_incoming (second, "2-b");
    case ALIKE:
      copy = change_copy (first, "budi", "title", gaung_record_get_title (mine));
      return make_incoming (copy, "2-b");
    case SAME:
      return make_incoming (first, "1-a");
    case DELETED:
      return make_deletion (id, "2-b");
    case UNREADABLE:
      incoming = make_incoming (first, "2-b");
      json_object_set_int_member (incoming->document, "schema", 99);
      return incoming;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
has_text (StoreFixture *fixture, const char *id, GaungRecord *version)
{
  /* In the record, in a conflict, or known to have arrived. */
  return peek_number (fixture,
                      "SELECT (SELECT count(*) FROM document d JOIN body USING (row)"
                      "  WHERE d.id = '%s' AND instr (body, '%s'))"
                      " + (SELECT count(*) FROM conflict WHERE id = '%s' AND instr (mine, '%s'))"
                      " + (SELECT count(*) FROM receipt WHERE id = '%s' AND change = '%s')"
                      " + (SELECT count(*) FROM body WHERE instr (body, '%s'))",
                      id,
                      gaung_record_get_change (version),
                      id,
                      gaung_record_get_change (version),
                      id,
                      gaung_record_get_change (version),
                      gaung_record_get_title (version))
         > 0;
}

static void
test_take (StoreFixture *fixture, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GaungRecord) first = make_first (fixture);
  const char *id = gaung_record_get_id (first);
  g_autoptr (GPtrArray) versions = prepare (fixture, first, cases[i].state, cases[i].way);
  g_autofree char *described = NULL;
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;
  GaungIncomingOutcome outcome;

  outcome = apply_one (fixture, HERE, make_theirs (first, versions, cases[i].theirs));
  described = describe (fixture, id);
  after = g_strdup_printf ("%s %s", described, outcome_name (outcome));
  g_assert_cmpstr (after, ==, cases[i].after);
  if (versions->len > 0)
    g_assert_true (has_text (fixture, id, g_ptr_array_index (versions, versions->len - 1)));

  /* The same page again, as after a crash: nothing happens twice. */
  outcome = apply_one (fixture, HERE, make_theirs (first, versions, cases[i].theirs));
  if (cases[i].theirs == UNREADABLE)
    g_assert_cmpint (outcome, ==, GAUNG_INCOMING_QUARANTINED);
  else
    g_assert_cmpint (outcome, ==, GAUNG_INCOMING_UNCHANGED);
  again = describe (fixture, id);
  g_assert_cmpstr (again, ==, described);
  g_assert_cmpint (
      peek_number (fixture, "SELECT count(*) FROM quarantine"), ==, cases[i].theirs == UNREADABLE);
  assert_whole (fixture);
}

/* Whatever was pulled meanwhile, the answer to a request in flight spoils nothing. */
static void
test_late_answer (StoreFixture *fixture, gconstpointer data)
{
  static const struct
  {
    Theirs theirs;
    const char *revision; /* of the late answer */
    const char *after;
  } late[] = {
    { OURS, "2-b", "0-0 2-b | T1 X0 | c0 r1" },
    { DISJOINT, "2-x", "2b1 2-b | T1 X1 | c0 r1" },
    { CLASH, "2-x", "0-0 2-b | T9 X0 | c1 r1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (late); i++)
    {
      g_autoptr (GaungRecord) first = make_first (fixture);
      g_autoptr (GPtrArray) versions = prepare (fixture, first, MODIFIED, RESTING);
      g_autoptr (GPtrArray) items = send_due (fixture, HERE);
      g_autofree char *after = NULL;

      apply_one (fixture, HERE, make_theirs (first, versions, late[i].theirs));
      for (guint k = 0; k < items->len; k++)
        if (g_str_equal (((GaungSendItem *) g_ptr_array_index (items, k))->id,
                         gaung_record_get_id (first)))
          {
            /* Twice: an answer may be handled again after a crash. */
            settle_item (fixture,
                         g_ptr_array_index (items, k),
                         GAUNG_SEND_ARRIVED,
                         HERE,
                         i == 1 ? "1-x" : late[i].revision);
            settle_item (fixture,
                         g_ptr_array_index (items, k),
                         GAUNG_SEND_ARRIVED,
                         HERE,
                         i == 1 ? "1-x" : late[i].revision);
          }
      after = describe (fixture, gaung_record_get_id (first));
      g_assert_cmpstr (after, ==, late[i].after);
    }
}

/* "Is new since I looked": what others wrote. */
static void
test_fresh (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) first = make_first (fixture);
  g_autoptr (GaungRecord) by_me = change_copy (first, ACCOUNT, "text", "X1");
  g_autoptr (GaungRecord) by_others = change_copy (first, "budi", "text", "X2");
  const char *id = gaung_record_get_id (first);
  const struct
  {
    GaungRecord *record;
    const char *revision;
    gboolean is_new;
  } steps[] = { { first, "1-a", TRUE }, { by_me, "2-b", FALSE }, { by_others, "3-c", TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GaungRecord) stored = NULL;

      apply_one (fixture, HERE, make_incoming (steps[i].record, steps[i].revision));
      stored = gaung_store_get (fixture->store, id, NULL);
      g_assert_cmpint (gaung_record_get_is_new (stored), ==, steps[i].is_new);
    }
}

/* The merge is a write of mine: my instant, my name, a `change` that nobody had. */
static void
test_stamps_of_a_merge (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) first = make_first (fixture);
  g_autoptr (GPtrArray) versions = prepare (fixture, first, MODIFIED, RESTING);
  GaungRecord *mine = g_ptr_array_index (versions, 0);
  g_autoptr (GaungRecord) theirs = change_copy (first, "budi", "text", "X1");
  g_autoptr (GaungRecord) merged = NULL;

  apply_one (fixture, HERE, make_incoming (theirs, "2-b"));
  merged = gaung_store_get (fixture->store, gaung_record_get_id (first), NULL);
  g_assert_cmpint (gaung_record_get_changed_at (merged), ==, gaung_record_get_changed_at (mine));
  g_assert_cmpstr (gaung_record_get_changed_by (merged), ==, ACCOUNT);
  g_assert_cmpstr (gaung_record_get_created_by (merged), ==, "budi");
  g_assert_cmpstr (gaung_record_get_change (merged), !=, gaung_record_get_change (mine));
  g_assert_cmpstr (gaung_record_get_change (merged), !=, gaung_record_get_change (theirs));
}

/* Two postpone one complaint: each is right, both together could never be written again. */
static void
test_rules_of_a_merge (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) first = make_first (fixture);
  g_autoptr (GaungRecord) mine = gaung_record_copy (first);
  g_autoptr (GaungRecord) theirs = gaung_record_copy (first);
  g_autoptr (GaungRecord) stored = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;
  GaungRecord *const records[] = { mine, theirs };

  apply_one (fixture, HERE, make_incoming (first, "1-a"));
  for (gsize i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autoptr (JsonNode) node
          = json_from_string (i == 0 ? "[{\"from\":\"2026-11-24T00:00:00Z\"}]"
                                     : "[{\"from\":\"2026-11-25T00:00:00Z\"}]",
                              NULL);

      g_assert_true (gaung_record_set_node (records[i], "pauses", node, NULL));
      gaung_record_touch (records[i], i == 0 ? fixture->actor : NULL, TEST_NOW + 1);
    }
  put (fixture->store, mine, GAUNG_BATCH_NONE);
  g_assert_cmpint (
      apply_one (fixture, HERE, make_incoming (theirs, "2-b")), ==, GAUNG_INCOMING_CLASHED);
  after = describe (fixture, gaung_record_get_id (first));
  g_assert_cmpstr (after, ==, "0-0 2-b | T0 X0 | c1 r0");
  stored = gaung_store_get (fixture->store, gaung_record_get_id (first), NULL);
  gaung_record_validate (stored, &error);
  g_assert_no_error (error);
}

/* The bytes name an attachment: whoever brought them first named it. */
static void
test_same_attachment (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("foto", 4);
  g_autoptr (GaungActor) budi = gaung_actor_new ("budi", "Budi", "dlh", NULL);
  g_autoptr (GaungRecord) mine = GAUNG_RECORD (
      gaung_attachment_new (bytes, "lubang.jpg", "image/jpeg", fixture->actor, TEST_NOW));
  g_autoptr (GaungRecord) theirs
      = GAUNG_RECORD (gaung_attachment_new (bytes, "IMG_1.jpg", "image/jpeg", budi, TEST_NOW));
  g_autoptr (GaungRecord) stored = NULL;
  const char *id = gaung_record_get_id (mine);

  put (fixture->store, mine, GAUNG_BATCH_NONE);
  g_assert_cmpint (
      apply_one (fixture, HERE, make_incoming (theirs, "1-a")), ==, GAUNG_INCOMING_MERGED);
  stored = gaung_store_get (fixture->store, id, NULL);
  g_assert_cmpstr (gaung_record_get_title (stored), ==, "IMG_1.jpg");
  g_assert_cmpint (peek_number (fixture, "SELECT count(*) FROM outbox"), ==, 0);
  g_assert_cmpint (peek_number (fixture, "SELECT count(*) FROM conflict"), ==, 0);
  g_assert_cmpint (
      peek_number (fixture, "SELECT count(*) FROM receipt WHERE id = '%s'", id), ==, 1);
}

/* The directory of a server brings what a local workspace had under ids of its own. */
static void
test_same_agency (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) local = gaung_record_new ("agency", fixture->actor, TEST_NOW);
  g_autoptr (GaungRecord) quiet = gaung_record_new ("agency", fixture->actor, TEST_NOW);
  g_autoptr (GaungRecord) theirs = gaung_record_new ("agency", NULL, TEST_NOW);
  g_autoptr (GaungRecord) found = NULL;
  g_autoptr (GPtrArray) kept = NULL;

  GaungRecord *const agencies[] = { local, quiet, theirs };
  for (gsize i = 0; i < G_N_ELEMENTS (agencies); i++)
    {
      gaung_record_set_string (agencies[i], "code", i == 1 ? "dkk" : "dlh", NULL);
      gaung_record_set_string (agencies[i], "name", "Dinas", NULL);
    }
  put (fixture->store, local, GAUNG_BATCH_NONE);
  put (fixture->store, quiet, GAUNG_BATCH_NO_OUTBOX);
  apply_one (fixture, "gaung-directory", make_incoming (theirs, "1-a"));
  g_assert_cmpint (count (fixture->store, "type:agency"), ==, 2);
  found = gaung_store_get_by_key (fixture->store, "agency", "dlh");
  g_assert_cmpstr (gaung_record_get_id (found), ==, gaung_record_get_id (theirs));
  /* What a person had made of it can be looked at. */
  kept = gaung_conflict_list (fixture->store, FALSE, 10, NULL);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpint (
      ((GaungConflict *) g_ptr_array_index (kept, 0))->kind, ==, GAUNG_CONFLICT_DISCARDED);
  g_assert_cmpint (peek_number (fixture, "SELECT count(*) FROM outbox"), ==, 0);
}

/* What the quarantine holds leaves it when it can be read. */
static void
test_quarantine (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) first = make_first (fixture);
  GaungIncoming *incoming = make_incoming (first, "1-a");
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) left = NULL;

  g_free (incoming->trouble);
  incoming->trouble = g_strdup ("not UTF-8");
  g_clear_pointer (&incoming->document, json_object_unref);
  g_assert_cmpint (apply_one (fixture, HERE, incoming), ==, GAUNG_INCOMING_QUARANTINED);
  rows = gaung_quarantine_list (fixture->store, 10, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (((GaungQuarantined *) g_ptr_array_index (rows, 0))->reason, ==, "not UTF-8");
  g_assert_cmpstr (((GaungQuarantined *) g_ptr_array_index (rows, 0))->database, ==, HERE);

  apply_one (fixture, HERE, make_incoming (first, "2-b"));
  left = gaung_quarantine_list (fixture->store, 10, NULL);
  g_assert_cmpuint (left->len, ==, 0);
}

/* One document that claims to be another is put aside, not taken for it. */
static void
test_other_id (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) first = make_first (fixture);
  g_autoptr (GaungRecord) other = make_first (fixture);
  GaungIncoming *incoming = make_incoming (first, "1-a");

  g_set_str (&incoming->id, gaung_record_get_id (other));
  g_assert_cmpint (apply_one (fixture, HERE, incoming), ==, GAUNG_INCOMING_QUARANTINED);
  g_assert_cmpint (count (fixture->store, "type:complaint"), ==, 0);
}

/* What was removed leaves the lists, and the numbers of changes never come twice. */
static void
test_removed (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungRecord) first = make_first (fixture);
  g_autoptr (GaungRecord) second = make_first (fixture);
  g_autoptr (GaungRecord) third = make_first (fixture);
  g_autoptr (GaungQuery) query = gaung_query_parse ("type:complaint sort:newest", NULL);
  GaungList *list;
  gint64 before;

  apply_one (fixture, HERE, make_incoming (first, "1-a"));
  apply_one (fixture, HERE, make_incoming (second, "1-a"));
  list = gaung_list_new (fixture->store, query);
  wait_for_list (list);
  g_assert_cmpuint (gaung_list_get_n_items (list), ==, 2);
  before = peek_number (fixture, "SELECT max (seq) FROM document");
  apply_one (fixture, HERE, make_deletion (gaung_record_get_id (second), "2-d"));
  wait_until (gaung_list_get_n_items (list) == 1);
  wait_for_list (list);
  apply_one (fixture, HERE, make_incoming (third, "1-a"));
  g_assert_cmpint (peek_number (fixture, "SELECT max (seq) FROM document"), >, before + 1);
  wait_until (gaung_list_get_n_items (list) == 2);
  wait_for_list (list);
  g_assert_finalize_object (list);
}

/* Long work lets others in, and the checkpoint comes with its end. */
static void
test_pieces (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) page
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_incoming_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungCheckpoint) stored = NULL;
  g_autoptr (GaungCheckpoint) none = NULL;
  GaungCheckpoint checkpoint = { .database = (char *) HERE,
                                 .sequence = (char *) "12-abc",
                                 .sequence_number = 12,
                                 .server_uuid = (char *) "u",
                                 .epoch = (char *) "e",
                                 .success_at = TEST_NOW };
  GaungApplyResult result;

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GaungRecord) record = make_first (fixture);

      g_ptr_array_add (page, make_incoming (record, "1-a"));
    }
  none = gaung_exchange_get_checkpoint (fixture->store, HERE, &error);
  g_assert_no_error (error);
  g_assert_null (none);
  gaung_exchange_apply (fixture->store, HERE, page, &checkpoint, ACCOUNT, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.created, ==, 3000);
  stored = gaung_exchange_get_checkpoint (fixture->store, HERE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (stored->sequence, ==, "12-abc");
  g_assert_cmpuint (stored->sequence_number, ==, 12);
  g_assert_null (stored->purge_sequence);
  g_assert_cmpint (stored->success_at, ==, TEST_NOW);
  g_assert_cmpint (count (fixture->store, "type:complaint"), ==, 3000);
  assert_whole (fixture);
}

int
main (int argc, char *argv[])
{
  static const StoreTest tests[] = {
    { "late-answer", test_late_answer },
    { "fresh", test_fresh },
    { "stamps-of-a-merge", test_stamps_of_a_merge },
    { "rules-of-a-merge", test_rules_of_a_merge },
    { "same-attachment", test_same_attachment },
    { "same-agency", test_same_agency },
    { "quarantine", test_quarantine },
    { "other-id", test_other_id },
    { "removed", test_removed },
    { "pieces", test_pieces },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    add_store_case ("apply", cases[i].name, GSIZE_TO_POINTER (i), test_take);
  add_store_tests ("apply", tests, G_N_ELEMENTS (tests));
  return g_test_run ();
}
