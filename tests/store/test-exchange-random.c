/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits here, edits by others, requests whose answers are lost or late, pulls in any order,
 * crashes: by chance, repeatable by the number of the seed. Whatever the order, every edit that was
 * acknowledged is in the record, was on the server, or is in a conflict; nothing reaches the server
 * twice; and in the end both have the same.
 *
 * GAUNG_TEST_SEEDS=FROM-UNTIL runs others than the usual ones. */
#include "config.h"

#include <stdio.h>

#include "exchange-fixture.h"
#include "gaung-json.h"

#define N_SEEDS 40
#define N_STEPS 150
#define MAX_RECORDS 4

static const char *const members[] = { "title", "text", "street", "external_number" };

/* One document on a server that keeps to the rules of revisions. */
typedef struct
{
  char *id;
  guint generation;
  JsonObject *document; /* NULL: deleted */
  char *revision;
  gboolean is_new; /* not pulled yet */
} Remote;

typedef struct
{
  char *id;
  const char *member;
  char *token;
  gboolean is_superseded; /* by whoever wrote it, who saw it */
} Edit;

typedef struct
{
  StoreFixture *fixture;
  GRand *random;
  GPtrArray *remotes;
  GPtrArray *edits;
  GHashTable *changes; /* every `change` that reached the server from here */
  GString *history;    /* every text that the server ever had */
  GPtrArray *late;     /* (element-type GaungSendItem): answers on their way, */
  GPtrArray *late_revisions;
  guint n;
} World;

static void
remote_free (Remote *self)
{
  g_free (self->id);
  g_free (self->revision);
  g_clear_pointer (&self->document, json_object_unref);
  g_free (self);
}

static void
edit_free (Edit *self)
{
  g_free (self->id);
  g_free (self->token);
  g_free (self);
}

static Remote *
find_remote (World *world, const char *id)
{
  for (guint i = 0; i < world->remotes->len; i++)
    if (g_str_equal (((Remote *) g_ptr_array_index (world->remotes, i))->id, id))
      return g_ptr_array_index (world->remotes, i);
  return NULL;
}

static Remote *
pick_remote (World *world)
{
  return world->remotes->len > 0
             ? g_ptr_array_index (world->remotes,
                                  g_rand_int_range (world->random, 0, world->remotes->len))
             : NULL;
}

/* Takes @document; NULL deletes. */
static void
store_remote (World *world, Remote *remote, JsonObject *document)
{
  g_autofree char *text = document != NULL ? gaung_json_to_text (document) : NULL;

  g_clear_pointer (&remote->document, json_object_unref);
  remote->document = document;
  remote->generation++;
  remote->is_new = TRUE;
  g_free (remote->revision);
  remote->revision = g_strdup_printf ("%u-%u", remote->generation, ++world->n);
  if (text != NULL)
    g_string_append (world->history, text);
}

static void
note_edit (World *world, const char *id, const char *member, const char *old, const char *token)
{
  Edit *edit = g_new0 (Edit, 1);

  for (guint i = 0; i < world->edits->len; i++)
    {
      Edit *earlier = g_ptr_array_index (world->edits, i);

      if (g_str_equal (earlier->id, id) && g_str_equal (earlier->member, member)
          && g_strcmp0 (earlier->token, old) == 0)
        earlier->is_superseded = TRUE;
    }
  edit->id = g_strdup (id);
  edit->member = member;
  edit->token = g_strdup (token);
  g_ptr_array_add (world->edits, edit);
}

static void
make_here (World *world)
{
  g_autofree char *token = g_strdup_printf ("m%u.", ++world->n);
  g_autoptr (GaungRecord) record
      = make_complaint (world->fixture->actor, token, "new", gaung_instant_now ());

  if (world->remotes->len >= MAX_RECORDS)
    return;
  put (world->fixture->store, record, GAUNG_BATCH_NONE);
  note_edit (world, gaung_record_get_id (record), "title", NULL, token);
}

static void
edit_here (World *world)
{
  g_autofree char *id = peek (
      world->fixture, "SELECT group_concat (id, ' ') FROM (SELECT id FROM document ORDER BY id)");
  g_auto (GStrv) ids = g_strsplit (id != NULL ? id : "", " ", -1);
  guint n = id != NULL ? g_strv_length (ids) : 0;
  const char *member = members[g_rand_int_range (world->random, 0, G_N_ELEMENTS (members))];
  g_autofree char *token = g_strdup_printf ("m%u.", ++world->n);
  g_autoptr (GaungRecord) stored = NULL;
  g_autoptr (GaungRecord) changed = NULL;

  if (n == 0)
    {
      make_here (world);
      return;
    }
  stored
      = gaung_store_get (world->fixture->store, ids[g_rand_int_range (world->random, 0, n)], NULL);
  g_assert_nonnull (stored);
  changed = edit (world->fixture, gaung_record_get_id (stored), member, token);
  note_edit (
      world, gaung_record_get_id (stored), member, gaung_record_get_string (stored, member), token);
}

static void
edit_there (World *world)
{
  Remote *remote = pick_remote (world);
  g_autofree char *token = g_strdup_printf ("f%u.", ++world->n);
  g_autofree char *change = NULL;
  JsonObject *document;

  if (remote == NULL || remote->document == NULL)
    return;
  if (g_rand_int_range (world->random, 0, 25) == 0)
    {
      store_remote (world, remote, NULL);
      return;
    }
  document = gaung_json_copy (remote->document);
  change = g_uuid_string_random ();
  json_object_set_string_member (
      document, members[g_rand_int_range (world->random, 0, G_N_ELEMENTS (members))], token);
  json_object_set_string_member (document, "change", change);
  json_object_set_string_member (document, "changed_by", "budi");
  store_remote (world, remote, document);
}

static GaungIncoming *
make_page_item (Remote *remote)
{
  GaungIncoming *incoming = g_new0 (GaungIncoming, 1);

  incoming->id = g_strdup (remote->id);
  incoming->revision = g_strdup (remote->revision);
  incoming->is_deleted = remote->document == NULL;
  if (remote->document != NULL)
    incoming->document = gaung_json_copy (remote->document);
  return incoming;
}

/* @is_all: to the end; else some of it, and now and then what was pulled before. */
static void
pull (World *world, gboolean is_all)
{
  g_autoptr (GPtrArray) page
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_incoming_free);
  GaungApplyResult result;

  for (guint i = 0; i < world->remotes->len; i++)
    {
      Remote *remote = g_ptr_array_index (world->remotes, i);
      gboolean is_taken = remote->is_new ? is_all || g_rand_boolean (world->random)
                                         : g_rand_int_range (world->random, 0, 10) == 0;

      if (!is_taken)
        continue;
      g_ptr_array_add (page, make_page_item (remote));
      remote->is_new = FALSE;
    }
  apply_page (world->fixture, HERE, page, &result);
}

/* What the server does with a request; NULL: 409. */
static const char *
receive (World *world, const GaungSendItem *item)
{
  const char *change = gaung_json_get_string (item->document, "change", NULL);
  Remote *remote = find_remote (world, item->id);

  if (remote == NULL)
    {
      if (item->revision != NULL)
        return NULL;
      remote = g_new0 (Remote, 1);
      remote->id = g_strdup (item->id);
      g_ptr_array_add (world->remotes, remote);
    }
  else if (remote->document == NULL ? item->revision != NULL
                                    : g_strcmp0 (remote->revision, item->revision) != 0)
    return NULL;
  /* Nothing twice; unless somebody deleted it since, which nobody here could know. */
  if (!g_hash_table_add (world->changes, g_strdup (change)))
    g_assert_true (remote->generation > 0 && remote->document == NULL);
  store_remote (world, remote, gaung_json_copy (item->document));
  return remote->revision;
}

static void
send (World *world, gboolean is_last)
{
  g_autoptr (GPtrArray) items = send_due (world->fixture, HERE);

  for (guint i = 0; i < items->len; i++)
    {
      GaungSendItem *item = g_ptr_array_index (items, i);
      int luck = is_last ? 9 : g_rand_int_range (world->random, 0, 10);
      const char *revision;

      /* Lost on its way. */
      if (luck == 0)
        continue;
      if (luck == 1)
        {
          settle_item (world->fixture, item, GAUNG_SEND_PARKED, HERE, "E_X");
          continue;
        }
      revision = receive (world, item);
      /* Its answer is lost. */
      if (luck == 2)
        continue;
      if (luck == 3 && revision != NULL)
        {
          g_ptr_array_add (world->late, g_steal_pointer (&items->pdata[i]));
          g_ptr_array_add (world->late_revisions, g_strdup (revision));
          continue;
        }
      if (luck == 4)
        edit_here (world);
      settle_item (world->fixture,
                   item,
                   revision != NULL ? GAUNG_SEND_ARRIVED : GAUNG_SEND_LATER,
                   HERE,
                   revision != NULL ? revision : "conflict");
    }
}

static void
answer_late (World *world)
{
  for (guint i = 0; i < world->late->len; i++)
    settle_item (world->fixture,
                 g_ptr_array_index (world->late, i),
                 GAUNG_SEND_ARRIVED,
                 HERE,
                 g_ptr_array_index (world->late_revisions, i));
  g_ptr_array_set_size (world->late, 0);
  g_ptr_array_set_size (world->late_revisions, 0);
}

static void
step (World *world)
{
  switch (g_rand_int_range (world->random, 0, 20))
    {
    case 0:
      make_here (world);
      break;
    case 1 ... 6:
      edit_here (world);
      break;
    case 7 ... 10:
      edit_there (world);
      break;
    case 11 ... 14:
      send (world, FALSE);
      break;
    case 15 ... 17:
      pull (world, FALSE);
      break;
    case 18:
      answer_late (world);
      break;
    default:
      /* As after a crash: what was known only in memory is gone. */
      g_ptr_array_set_size (world->late, 0);
      g_ptr_array_set_size (world->late_revisions, 0);
      if (g_rand_int_range (world->random, 0, 3) == 0)
        store_fixture_reopen (world->fixture);
    }
}

static gboolean
is_anywhere (World *world, const Edit *edit)
{
  return strstr (world->history->str, edit->token) != NULL
         || peek_number (world->fixture,
                         "SELECT (SELECT count(*) FROM body WHERE instr (body, '%s'))"
                         " + (SELECT count(*) FROM conflict WHERE instr (mine, '%s'))",
                         edit->token,
                         edit->token)
                > 0;
}

static void
check (World *world, gboolean is_end)
{
  for (guint i = 0; i < world->edits->len; i++)
    {
      Edit *edit = g_ptr_array_index (world->edits, i);

      if (!edit->is_superseded && !is_anywhere (world, edit))
        g_error ("%s: the edit %s of %s is lost", edit->id, edit->token, edit->member);
    }
  g_assert_cmpint (peek_number (world->fixture,
                                "SELECT count(*) FROM (SELECT 1 FROM receipt"
                                " GROUP BY id, change HAVING count(*) > 1)"),
                   ==,
                   0);
  /* A base belongs to what was changed, and to nothing else; what waits is in the outbox. */
  g_assert_cmpint (
      peek_number (world->fixture,
                   "SELECT count(*) FROM document JOIN body USING (row)"
                   " WHERE (sync = 2) <> (base IS NOT NULL) OR (sync = 2 AND rev IS NULL)"
                   " OR (sync <> 0) <> EXISTS (SELECT 1 FROM outbox o WHERE o.id = document.id)"),
      ==,
      0);
  if (!is_end)
    return;
  for (guint i = 0; i < world->remotes->len; i++)
    {
      Remote *remote = g_ptr_array_index (world->remotes, i);
      g_autoptr (GaungRecord) stored = gaung_store_get (world->fixture->store, remote->id, NULL);

      g_assert_cmpint (stored != NULL, ==, remote->document != NULL);
      for (gsize k = 0; stored != NULL && k < G_N_ELEMENTS (members); k++)
        g_assert_cmpstr (gaung_record_get_string (stored, members[k]),
                         ==,
                         gaung_json_get_string (remote->document, members[k], NULL));
    }
}

/* Until both have said all. */
static void
finish (World *world)
{
  answer_late (world);
  for (guint i = 0;; i++)
    {
      g_assert_cmpuint (i, <, 20);
      pull (world, TRUE);
      g_assert_true (gaung_outbox_release_all (world->fixture->store, NULL, NULL));
      if (peek_number (world->fixture, "SELECT count(*) FROM outbox") == 0)
        break;
      send (world, TRUE);
    }
}

static void
test_seed (StoreFixture *fixture, gconstpointer data)
{
  World world = {
    .fixture = fixture,
    .random = g_rand_new_with_seed (GPOINTER_TO_UINT (data)),
    .remotes = g_ptr_array_new_with_free_func ((GDestroyNotify) remote_free),
    .edits = g_ptr_array_new_with_free_func ((GDestroyNotify) edit_free),
    .changes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .history = g_string_new (NULL),
    .late = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_send_item_free),
    .late_revisions = g_ptr_array_new_with_free_func (g_free),
  };

  for (guint i = 0; i < N_STEPS; i++)
    step (&world);
  check (&world, FALSE);
  finish (&world);
  check (&world, TRUE);
  assert_whole (fixture);
  g_assert_cmpuint (world.edits->len, >, 10);
  g_assert_cmpuint (g_hash_table_size (world.changes), >, 3);

  g_rand_free (world.random);
  g_ptr_array_unref (world.remotes);
  g_ptr_array_unref (world.edits);
  g_hash_table_unref (world.changes);
  g_string_free (world.history, TRUE);
  g_ptr_array_unref (world.late);
  g_ptr_array_unref (world.late_revisions);
}

int
main (int argc, char *argv[])
{
  const char *seeds = g_getenv ("GAUNG_TEST_SEEDS");
  guint from = 1, until = N_SEEDS;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (seeds != NULL && sscanf (seeds, "%u-%u", &from, &until) != 2)
    g_error ("GAUNG_TEST_SEEDS: FROM-UNTIL");
  for (guint seed = from; seed <= until; seed++)
    {
      g_autofree char *name = g_strdup_printf ("%u", seed);

      add_store_case ("random", name, GUINT_TO_POINTER (seed), test_seed);
    }
  return g_test_run ();
}
