/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists against a model that looks at every record, through random edits; and a mirror that knows
 * of the list only what items-changed said. */
#include "config.h"

#include <string.h>

#include "gaung-index.h"
#include "store-fixture.h"

#define N_STEPS 150

typedef gboolean (*Predicate) (GaungRecord *record, const GaungIndex *index);

typedef struct
{
  const char *query;
  Predicate is_member;
  GaungSort sort;
} View;

static gboolean
is_any (GaungRecord *record, const GaungIndex *index)
{
  return !(index->flags & GAUNG_INDEX_INACTIVE);
}

static gboolean
is_open (GaungRecord *record, const GaungIndex *index)
{
  return is_any (record, index) && (index->flags & GAUNG_INDEX_OPEN);
}

static gboolean
is_new_at_dlh (GaungRecord *record, const GaungIndex *index)
{
  return is_any (record, index) && g_strcmp0 (index->agency, "dlh") == 0
         && gaung_record_get_is_new (record);
}

static gboolean
is_not_done (GaungRecord *record, const GaungIndex *index)
{
  return is_any (record, index) && g_strcmp0 (index->state, "done") != 0
         && g_strcmp0 (index->state, "verified") != 0;
}

static gboolean
is_mine_or_nobodys (GaungRecord *record, const GaungIndex *index)
{
  return is_any (record, index)
         && (index->assignee == NULL || g_strcmp0 (index->assignee, "siti") == 0);
}

static gboolean
has_lamp (GaungRecord *record, const GaungIndex *index)
{
  return is_any (record, index)
         && (strstr (gaung_record_get_title (record), "lampu") != NULL
             || strstr (gaung_record_get_string (record, "text"), "lampu") != NULL);
}

static gboolean
is_recent (GaungRecord *record, const GaungIndex *index)
{
  return is_any (record, index) && index->at >= TEST_NOW - 10 * GAUNG_DAY_LENGTH
         && g_strcmp0 (gaung_record_get_title (record), "pohon tumbang") != 0;
}

static const View views[] = {
  { "type:complaint", is_any, GAUNG_SORT_RANK },
  { "type:complaint is:open", is_open, GAUNG_SORT_RANK },
  { "type:complaint is:open sort:oldest", is_open, GAUNG_SORT_OLDEST },
  { "type:complaint sort:newest", is_any, GAUNG_SORT_NEWEST },
  { "type:complaint agency:me is:new sort:changed", is_new_at_dlh, GAUNG_SORT_CHANGED },
  { "type:complaint -state:done,verified", is_not_done, GAUNG_SORT_RANK },
  { "type:complaint assignee:me,none sort:oldest", is_mine_or_nobodys, GAUNG_SORT_OLDEST },
  { "type:complaint lampu sort:newest", has_lamp, GAUNG_SORT_NEWEST },
  { "type:complaint at>=2026-11-14T06:00:00Z title!=\"pohon tumbang\"",
    is_recent,
    GAUNG_SORT_RANK },
};

typedef struct
{
  GaungList *list;
  GPtrArray *ids; /* what items-changed made of it */
  guint n_touched;
} Mirror;

typedef struct
{
  gint64 key;
  guint order;
  const char *id;
  GaungSort sort;
} Expected;

static void
mirror_cb (GListModel *model, guint position, guint removed, guint added, Mirror *mirror)
{
  g_assert_cmpuint (position + removed, <=, mirror->ids->len);
  g_assert_cmpuint (removed + added, >, 0);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, mirror->ids->len - removed + added);
  if (removed > 0)
    g_ptr_array_remove_range (mirror->ids, position, removed);
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (GaungRecord) record = g_list_model_get_item (model, position + i);

      g_assert_true (GAUNG_IS_RECORD (record));
      g_ptr_array_insert (mirror->ids, position + i, g_strdup (gaung_record_get_id (record)));
    }
  mirror->n_touched += removed + added;
  /* What lies behind must already be right in the midst of the change. */
  if (position + added < mirror->ids->len)
    {
      g_autoptr (GaungRecord) next = g_list_model_get_item (model, position + added);

      g_assert_cmpstr (
          gaung_record_get_id (next), ==, g_ptr_array_index (mirror->ids, position + added));
    }
}

static void
mirror_init (Mirror *mirror, GaungStore *store, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungQuery) query = gaung_query_parse (text, &error);

  g_assert_no_error (error);
  mirror->ids = g_ptr_array_new_with_free_func (g_free);
  mirror->n_touched = 0;
  mirror->list = gaung_list_new (store, query);
  g_signal_connect (mirror->list, "items-changed", G_CALLBACK (mirror_cb), mirror);
}

static void
mirror_clear (Mirror *mirror)
{
  g_assert_finalize_object (mirror->list);
  g_ptr_array_unref (mirror->ids);
}

static int
compare_expected (gconstpointer a, gconstpointer b)
{
  const Expected *x = a, *y = b;
  int order = (x->key > y->key) - (x->key < y->key);

  if (order == 0)
    order = (x->order > y->order) - (x->order < y->order);
  return x->sort == GAUNG_SORT_NEWEST || x->sort == GAUNG_SORT_CHANGED ? -order : order;
}

static void
check_view (StoreFixture *fixture, GPtrArray *ids, const View *view, Mirror *mirror)
{
  g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (Expected));
  GaungRules *rules = gaung_store_get_rules (fixture->store);

  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      g_autoptr (GaungRecord) record = gaung_store_get (fixture->store, id, NULL);
      Expected row = { .order = i, .id = id, .sort = view->sort };
      GaungIndex index;

      gaung_record_index (record, rules, &index);
      if (!view->is_member (record, &index))
        continue;
      row.key = view->sort == GAUNG_SORT_RANK      ? index.rank
                : view->sort == GAUNG_SORT_CHANGED ? gaung_record_get_changed_at (record)
                                                   : index.at;
      g_array_append_val (expected, row);
    }
  g_array_sort (expected, compare_expected);

  g_test_message ("%s", view->query);
  g_assert_no_error (gaung_list_get_error (mirror->list));
  g_assert_cmpuint (gaung_list_get_n_items (mirror->list), ==, expected->len);
  g_assert_cmpuint (mirror->ids->len, ==, expected->len);
  for (guint i = 0; i < expected->len; i++)
    {
      const Expected *row = &g_array_index (expected, Expected, i);
      g_autoptr (GaungRecord) item = g_list_model_get_item (G_LIST_MODEL (mirror->list), i);
      g_autoptr (GaungRecord) stored = gaung_store_get (fixture->store, row->id, NULL);
      g_autofree char *item_text = gaung_record_to_text (item);
      g_autofree char *stored_text = gaung_record_to_text (stored);

      g_assert_cmpstr (gaung_record_get_id (item), ==, row->id);
      g_assert_cmpstr (g_ptr_array_index (mirror->ids, i), ==, row->id);
      g_assert_cmpint (gaung_list_get_sort_key (mirror->list, i), ==, row->key);
      g_assert_cmpstr (item_text, ==, stored_text);
      g_assert_cmpint (gaung_record_get_is_new (item), ==, gaung_record_get_is_new (stored));
    }
}

static GaungRecord *
invent (StoreFixture *fixture, GRand *random)
{
  static const char *const titles[]
      = { "lampu jalan padam", "pohon tumbang", "sampah menumpuk", "lampu merah rusak" };
  static const char *const states[]
      = { "new", "verified", "in-progress", "done", "archived", "moved" };
  static const char *const agencies[] = { "dlh", "dpu", "dishub" };
  static const char *const assignees[] = { "siti", "budi", NULL };
  GaungRecord *record
      = make_complaint (fixture->actor,
                        titles[g_rand_int_range (random, 0, 4)],
                        states[g_rand_int_range (random, 0, 6)],
                        /* Few instants, so that many share one. */
                        TEST_NOW - g_rand_int_range (random, 0, 20) * GAUNG_DAY_LENGTH);

  gaung_record_set_string (record, "agency", agencies[g_rand_int_range (random, 0, 3)], NULL);
  gaung_record_set_string (record, "assignee", assignees[g_rand_int_range (random, 0, 3)], NULL);
  return record;
}

/* Changes some of the records to what another invented one has. */
static void
edit (StoreFixture *fixture, GRand *random, GPtrArray *ids, guint n, GaungBatchFlags flags)
{
  static const char *const members[] = { "title", "state", "agency", "assignee" };
  g_autoptr (GaungBatch) batch = gaung_batch_new (flags);
  g_autoptr (GHashTable) edited = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      const char *id = g_ptr_array_index (ids, g_rand_int_range (random, 0, ids->len));
      g_autoptr (GaungRecord) record = gaung_store_get (fixture->store, id, NULL);
      g_autoptr (GaungRecord) other = invent (fixture, random);
      const char *member = members[g_rand_int_range (random, 0, 4)];

      gaung_record_set_string (record, member, gaung_record_get_string (other, member), NULL);
      if (g_rand_int_range (random, 0, 3) == 0)
        gaung_record_set_instant (
            record, "received_at", gaung_record_get_instant (other, "received_at"), NULL);
      /* Read before the batch, it would take back what the batch has written already. */
      if (g_hash_table_add (edited, (gpointer) id))
        gaung_batch_put (batch, record, NULL);
    }
  gaung_store_write (fixture->store, batch, &error);
  g_assert_no_error (error);
}

static void
create (StoreFixture *fixture, GRand *random, GPtrArray *ids, guint n, GaungBatchFlags flags)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (flags);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GaungRecord) record = invent (fixture, random);

      g_ptr_array_add (ids, g_strdup (gaung_record_get_id (record)));
      gaung_batch_put (batch, record, NULL);
    }
  gaung_store_write (fixture->store, batch, &error);
  g_assert_no_error (error);
}

static void
see (StoreFixture *fixture, GRand *random, GPtrArray *ids)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);

  for (guint i = 0; i < 5; i++)
    gaung_batch_mark_seen (batch, g_ptr_array_index (ids, g_rand_int_range (random, 0, ids->len)));
  g_assert_true (gaung_store_write (fixture->store, batch, NULL));
}

static void
step (StoreFixture *fixture, GRand *random, GPtrArray *ids)
{
  switch (g_rand_int_range (random, 0, 12))
    {
    case 0:
      create (fixture, random, ids, 1, GAUNG_BATCH_NONE);
      break;
    case 1:
      create (fixture,
              random,
              ids,
              g_rand_int_range (random, 1, 12),
              GAUNG_BATCH_NO_OUTBOX | GAUNG_BATCH_FRESH);
      break;
    case 2:
      edit (fixture, random, ids, g_rand_int_range (random, 5, 40), GAUNG_BATCH_NONE);
      break;
    case 3:
      edit (fixture, random, ids, 260, GAUNG_BATCH_NO_OUTBOX | GAUNG_BATCH_FRESH);
      break;
    case 4:
    case 5:
      see (fixture, random, ids);
      break;
    case 6:
      /* Several before the lists hear of the first. */
      for (guint i = 0; i < 4; i++)
        edit (fixture, random, ids, 2, GAUNG_BATCH_NONE);
      break;
    default:
      edit (fixture, random, ids, 1, GAUNG_BATCH_FRESH);
      break;
    }
}

static void
test_random_edits (StoreFixture *fixture, gconstpointer data)
{
  guint32 seed = GPOINTER_TO_UINT (data);
  GRand *random = g_rand_new_with_seed (seed);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  Mirror mirrors[G_N_ELEMENTS (views)];

  create (fixture, random, ids, seed % 2 == 0 ? 40 : 320, GAUNG_BATCH_NO_OUTBOX);
  for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
    mirror_init (&mirrors[i], fixture->store, views[i].query);
  for (guint n = 0; n < N_STEPS; n++)
    {
      step (fixture, random, ids);
      /* Some steps fall into a load. */
      if (g_rand_boolean (random))
        for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
          wait_for_list (mirrors[i].list);
      if (n % 5 > 0)
        continue;
      for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
        {
          wait_for_list (mirrors[i].list);
          check_view (fixture, ids, &views[i], &mirrors[i]);
        }
    }
  for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
    mirror_clear (&mirrors[i]);
  g_rand_free (random);
}

/* From one query to the next what stays is not touched. */
static void
test_query_changes (StoreFixture *fixture, gconstpointer data)
{
  GRand *random = g_rand_new_with_seed (11);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  Mirror mirror;

  create (fixture, random, ids, 350, GAUNG_BATCH_NO_OUTBOX | GAUNG_BATCH_FRESH);
  mirror_init (&mirror, fixture->store, views[0].query);
  wait_for_list (mirror.list);
  for (guint n = 0; n < 120; n++)
    {
      /* Mostly in and out of words, as people type. */
      const View *view = &views[n % 3 == 0   ? 3
                                : n % 3 == 1 ? 7
                                             : g_rand_int_range (random, 0, G_N_ELEMENTS (views))];
      g_autoptr (GaungQuery) query = gaung_query_parse (view->query, NULL);

      gaung_list_set_query (mirror.list, query);
      if (g_rand_boolean (random))
        step (fixture, random, ids);
      /* Now and then the next one comes before the answer. */
      if (g_rand_int_range (random, 0, 4) == 0)
        continue;
      wait_for_list (mirror.list);
      check_view (fixture, ids, view, &mirror);
    }
  gaung_list_set_query (mirror.list, NULL);
  g_assert_cmpuint (mirror.ids->len, ==, 0);
  mirror_clear (&mirror);
  g_rand_free (random);
}

static void
test_least_changes (StoreFixture *fixture, gconstpointer data)
{
  GRand *random = g_rand_new_with_seed (5);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GaungRecord) record = NULL;
  g_autoptr (GaungRecord) before = NULL;
  g_autoptr (GaungRecord) after = NULL;
  g_autoptr (GaungRecord) neighbour = NULL;
  g_autoptr (GaungRecord) same = NULL;
  g_autoptr (GaungRecord) entry = NULL;
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  Mirror mirror;

  create (fixture, random, ids, 300, GAUNG_BATCH_NO_OUTBOX | GAUNG_BATCH_FRESH);
  mirror_init (&mirror, fixture->store, "type:complaint sort:newest is:any");
  wait_for_list (mirror.list);
  g_assert_cmpuint (mirror.ids->len, ==, 300);
  before = g_list_model_get_item (G_LIST_MODEL (mirror.list), 100);
  neighbour = g_list_model_get_item (G_LIST_MODEL (mirror.list), 101);

  /* In place: one out, one in, a new object; its neighbour is the same. */
  mirror.n_touched = 0;
  record = gaung_store_get (fixture->store, gaung_record_get_id (before), NULL);
  gaung_record_set_string (record, "title", "lain", NULL);
  put (fixture->store, record, GAUNG_BATCH_FRESH);
  settle ();
  g_assert_cmpuint (mirror.n_touched, ==, 2);
  after = g_list_model_get_item (G_LIST_MODEL (mirror.list), 100);
  g_assert_true (after != before);
  g_assert_cmpstr (gaung_record_get_title (after), ==, "lain");
  same = g_list_model_get_item (G_LIST_MODEL (mirror.list), 101);
  g_assert_true (same == neighbour);

  /* Looking at it: no change of the list, the object says it. */
  mirror.n_touched = 0;
  g_assert_true (gaung_record_get_is_new (after));
  gaung_batch_mark_seen (batch, gaung_record_get_id (after));
  g_assert_true (gaung_store_write (fixture->store, batch, NULL));
  settle ();
  g_assert_cmpuint (mirror.n_touched, ==, 0);
  g_assert_false (gaung_record_get_is_new (after));

  /* What is of another type touches nothing. */
  entry = make_entry (fixture->actor, after, "catatan", TEST_NOW);
  put (fixture->store, entry, GAUNG_BATCH_NONE);
  settle ();
  g_assert_cmpuint (mirror.n_touched, ==, 0);
  g_assert_false (gaung_list_is_loading (mirror.list));
  mirror_clear (&mirror);
  g_rand_free (random);
}

static void
test_first_page_first (StoreFixture *fixture, gconstpointer data)
{
  GRand *random = g_rand_new_with_seed (3);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  Mirror mirror;

  create (fixture, random, ids, 900, GAUNG_BATCH_NO_OUTBOX);
  mirror_init (&mirror, fixture->store, "type:complaint is:any");
  g_assert_true (gaung_list_is_loading (mirror.list));
  wait_until (mirror.ids->len > 0);
  g_assert_cmpuint (mirror.ids->len, ==, 24);
  g_assert_true (gaung_list_is_loading (mirror.list));
  wait_for_list (mirror.list);
  g_assert_cmpuint (mirror.ids->len, ==, 900);
  g_assert_false (gaung_list_is_truncated (mirror.list));
  mirror_clear (&mirror);
  g_rand_free (random);
}

static void
create_odd_and_even (StoreFixture *fixture, guint n)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *title
          = g_strdup_printf ("Jalan berlubang %u %s", i, i % 2 ? "ganjil" : "genap");
      g_autoptr (GaungRecord) record
          = make_complaint (fixture->actor, title, "new", TEST_NOW - i * GAUNG_HOUR);

      gaung_batch_put (batch, record, NULL);
    }
  g_assert_true (gaung_store_write (fixture->store, batch, NULL));
}

static void
count_cb (GListModel *model, guint position, guint removed, guint added, guint *n_changes)
{
  ++*n_changes;
}

/* Each change costs a view a walk: every second row of many is told as one, of few one by one. */
static void
test_differs_everywhere (StoreFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint n_rows;
    guint n_changes;
  } cases[] = { { 20, 10 }, { 600, 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GaungQuery) query = gaung_query_parse ("type:complaint sort:newest", NULL);
      guint n_changes = 0;
      Mirror mirror;

      create_odd_and_even (fixture, cases[i].n_rows);
      gaung_query_set_limit (query, cases[i].n_rows);
      mirror_init (&mirror, fixture->store, "type:complaint sort:newest");
      gaung_list_set_query (mirror.list, query);
      wait_for_list (mirror.list);
      g_signal_connect (mirror.list, "items-changed", G_CALLBACK (count_cb), &n_changes);
      gaung_query_set_words (query, "ganjil");
      gaung_list_set_query (mirror.list, query);
      wait_for_list (mirror.list);
      g_assert_cmpuint (n_changes, ==, cases[i].n_changes);
      mirror_clear (&mirror);
    }
}

static void
forget_query_cb (GListModel *model, guint position, guint removed, guint added, guint *n_changes)
{
  if (++*n_changes == 2)
    gaung_list_set_query (GAUNG_LIST (model), NULL);
}

/* Who is told of a change asks for something else, and is answered in the midst of it. */
static void
test_asked_while_telling (StoreFixture *fixture, gconstpointer data)
{
  static const guint distances[] = { 2, 20 };

  create_odd_and_even (fixture, 60);
  for (gsize i = 0; i < G_N_ELEMENTS (distances); i++)
    {
      g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
      guint n_changes = 0;
      Mirror mirror;

      mirror_init (&mirror, fixture->store, "type:complaint sort:newest");
      wait_for_list (mirror.list);
      g_assert_cmpuint (mirror.ids->len, ==, 60);
      for (guint j = 0; j < 60; j += distances[i])
        {
          g_autoptr (GaungRecord) record
              = gaung_store_get (fixture->store, g_ptr_array_index (mirror.ids, j), NULL);

          gaung_record_set_string (record, "title", "lain", NULL);
          gaung_batch_put (batch, record, NULL);
        }
      g_signal_connect (mirror.list, "items-changed", G_CALLBACK (forget_query_cb), &n_changes);
      g_assert_true (gaung_store_write (fixture->store, batch, NULL));
      settle ();
      g_assert_cmpuint (n_changes, ==, 3);
      g_assert_cmpuint (mirror.ids->len, ==, 0);
      mirror_clear (&mirror);
    }
}

/* "me" and "my agency" are answered anew when somebody else sits here. */
static void
test_other_actor (StoreFixture *fixture, gconstpointer data)
{
  const char *const roles[] = { "staff", "agency-dpupr", NULL };
  g_autoptr (GaungActor) other = gaung_actor_new ("budi", "Budi", "dpupr", roles);
  g_autoptr (GaungRecord) record = make_complaint (fixture->actor, "Satu", "new", TEST_NOW);
  Mirror mirror;

  g_assert_true (gaung_record_set_string (record, "agency", "dlh", NULL));
  put (fixture->store, record, GAUNG_BATCH_NONE);
  mirror_init (&mirror, fixture->store, "type:complaint agency:me");
  wait_for_list (mirror.list);
  g_assert_cmpuint (mirror.ids->len, ==, 1);
  g_assert_true (gaung_store_set_actor (fixture->store, other, NULL));
  wait_until (mirror.ids->len == 0);
  g_assert_true (gaung_store_set_actor (fixture->store, fixture->actor, NULL));
  wait_until (mirror.ids->len == 1);
  mirror_clear (&mirror);
}

static void
test_truncated (StoreFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *query;
    guint n_items;
    gboolean is_truncated;
  } cases[] = {
    { "type:complaint berlubang", 1000, TRUE },   { "type:complaint berlubang limit:10", 10, TRUE },
    { "type:complaint ganjil", 600, FALSE },      { "type:complaint limit:1199", 1199, TRUE },
    { "type:complaint limit:1200", 1200, FALSE }, { "type:complaint limit:50", 50, TRUE },
    { "type:complaint limit:24", 24, TRUE },      { "type:complaint tidakadasatupun", 0, FALSE },
  };
  create_odd_and_even (fixture, 1200);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Mirror mirror;

      mirror_init (&mirror, fixture->store, cases[i].query);
      wait_for_list (mirror.list);
      g_assert_cmpuint (mirror.ids->len, ==, cases[i].n_items);
      g_assert_cmpint (gaung_list_is_truncated (mirror.list), ==, cases[i].is_truncated);
      mirror_clear (&mirror);
    }
}

static void
test_places (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GaungQuery) oldest = gaung_query_parse ("type:complaint sort:oldest", NULL);
  g_autoptr (GaungQuery) newest = gaung_query_parse ("type:complaint sort:newest", NULL);
  g_autoptr (GaungRecord) last = NULL;
  GaungList *list;

  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (GaungRecord) record
          = make_complaint (fixture->actor, "Satu", "new", TEST_NOW + (i / 2) * GAUNG_HOUR);

      put (fixture->store, record, GAUNG_BATCH_NONE);
      if (i == 9)
        last = g_object_ref (record);
    }
  list = gaung_list_new (fixture->store, oldest);
  wait_for_list (list);
  g_assert_cmpuint (gaung_list_lower_bound (list, TEST_NOW - 1), ==, 0);
  g_assert_cmpuint (gaung_list_lower_bound (list, TEST_NOW + GAUNG_HOUR), ==, 2);
  g_assert_cmpuint (gaung_list_lower_bound (list, TEST_NOW + GAUNG_HOUR + 1), ==, 4);
  g_assert_cmpuint (gaung_list_lower_bound (list, G_MAXINT64), ==, 10);
  g_assert_cmpuint (gaung_list_find (list, gaung_record_get_id (last)), ==, 9);
  g_assert_cmpuint (gaung_list_find (list, "complaint:01ARZ3NDEKTSV4RRFFQ69G5FAV"), ==, G_MAXUINT);
  gaung_list_set_query (list, newest);
  wait_for_list (list);
  g_assert_cmpuint (gaung_list_lower_bound (list, TEST_NOW + GAUNG_HOUR), ==, 6);
  g_assert_cmpuint (gaung_list_find (list, gaung_record_get_id (last)), ==, 0);
  g_assert_finalize_object (list);
}

/* Objects that somebody holds are given again, also far beyond what the list keeps by itself. */
static void
test_identity_and_end (StoreFixture *fixture, gconstpointer data)
{
  GRand *random = g_rand_new_with_seed (8);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GaungQuery) query = gaung_query_parse ("type:complaint is:any", NULL);
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);
  GaungList *list;

  create (fixture, random, ids, 700, GAUNG_BATCH_NO_OUTBOX);
  list = gaung_list_new (fixture->store, query);
  wait_for_list (list);
  for (guint i = 0; i < 700; i++)
    g_ptr_array_add (held, g_list_model_get_item (G_LIST_MODEL (list), i));
  for (guint i = 0; i < 700; i++)
    {
      g_autoptr (GaungRecord) again = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_assert_true (again == g_ptr_array_index (held, i));
    }
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 700));
  /* The objects outlive the list. */
  g_assert_finalize_object (list);
  g_assert_cmpuint (held->len, ==, 700);

  /* A list that goes while it loads, and a store that is closed under one. */
  list = gaung_list_new (fixture->store, query);
  g_assert_finalize_object (list);
  list = gaung_list_new (fixture->store, query);
  wait_for_list (list);
  gaung_store_close (fixture->store);
  gaung_list_reload (list);
  wait_for_list (list);
  g_assert_error (gaung_list_get_error (list), GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_FAILED);
  g_assert_cmpuint (gaung_list_get_n_items (list), ==, 700);
  g_assert_finalize_object (list);
  settle ();
  g_rand_free (random);
}

int
main (int argc, char *argv[])
{
  static const StoreTest tests[] = {
    { "query-changes", test_query_changes },
    { "least-changes", test_least_changes },
    { "first-page-first", test_first_page_first },
    { "differs-everywhere", test_differs_everywhere },
    { "asked-while-telling", test_asked_while_telling },
    { "other-actor", test_other_actor },
    { "truncated", test_truncated },
    { "places", test_places },
    { "identity-and-end", test_identity_and_end },
  };
  static const guint seeds[] = { 1, 2, 3, 4 };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (seeds); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", seeds[i]);

      add_store_case ("list/random-edits", name, GUINT_TO_POINTER (seeds[i]), test_random_edits);
    }
  add_store_tests ("list", tests, G_N_ELEMENTS (tests));
  return g_test_run ();
}
