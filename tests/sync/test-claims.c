/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two take the same complaint: the first on the server has it, and what the other had begun to
 * write is not lost. */
#include "config.h"

#include "gaung-json.h"
#include "gaung-sync-private.h"
#include "sync-tally.h"

/* ---- What is a claim ---- */

typedef struct
{
  const char *name;
  const char *base;
  const char *mine;
  const char *theirs;
  gboolean is_claim;
} Case;

#define HEAD "'type':'complaint','title':'Sampah'"

static const Case cases[] = {
  { "both-took-it",
    "{" HEAD "}",
    "{" HEAD ",'assignee':'budi','assignee_name':'Budi'}",
    "{" HEAD ",'assignee':'sari','assignee_name':'Sari'}",
    TRUE },
  { "both-took-it-and-changed-other-things",
    "{" HEAD "}",
    "{" HEAD ",'assignee':'budi','street':'Jalan A'}",
    "{" HEAD ",'assignee':'sari','category':'waste'}",
    TRUE },
  { "both-took-it-and-began",
    "{" HEAD ",'state':'verified'}",
    "{" HEAD ",'assignee':'budi','state':'in-progress'}",
    "{" HEAD ",'assignee':'sari','state':'in-progress'}",
    TRUE },
  { "something-else-clashes-as-well",
    "{" HEAD "}",
    "{" HEAD ",'assignee':'budi','street':'Jalan A'}",
    "{" HEAD ",'assignee':'sari','street':'Jalan B'}",
    FALSE },
  { "only-something-else",
    "{" HEAD "}",
    "{" HEAD ",'street':'Jalan A'}",
    "{" HEAD ",'street':'Jalan B'}",
    FALSE },
  { "nothing-clashes", "{" HEAD "}", "{" HEAD ",'assignee':'budi'}", "{" HEAD "}", FALSE },
  { "nothing-to-compare-with",
    NULL,
    "{" HEAD ",'assignee':'budi'}",
    "{" HEAD ",'assignee':'sari'}",
    FALSE },
};

static JsonObject *
parse (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  JsonObject *object = gaung_json_parse_object (json, -1, &error);

  g_assert_no_error (error);
  return object;
}

static void
test_is_claim (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (JsonObject) base = test->base != NULL ? parse (test->base) : NULL;
  g_autoptr (JsonObject) mine = parse (test->mine);
  g_autoptr (JsonObject) theirs = parse (test->theirs);
  GaungConflict conflict
      = { .kind = GAUNG_CONFLICT_CLASH, .base = base, .mine = mine, .theirs = theirs };

  g_assert_true (gaung_sync_is_claim (&conflict) == test->is_claim);
  conflict.kind = GAUNG_CONFLICT_DISCARDED;
  g_assert_false (gaung_sync_is_claim (&conflict));
}

/* ---- At two desks ---- */

static void
take_it (SyncDesk *desk, const char *id)
{
  GaungComplaintArguments arguments = { .assignee = desk->actor->id,
                                        .assignee_name = desk->actor->name,
                                        .until = GAUNG_DAY_NONE };

  g_assert_true (sync_desk_act (desk, id, GAUNG_COMPLAINT_ASSIGN, &arguments, NULL));
}

static void
put_draft (SyncDesk *desk, const char *key, const char *text)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
  g_autoptr (GError) error = NULL;

  gaung_batch_put_draft (batch, key, text);
  gaung_store_write (desk->store, batch, &error);
  g_assert_no_error (error);
}

static gboolean
find_note_cb (GaungRecord *record, gpointer data)
{
  char **text = data;
  const char *found = gaung_record_get_string (record, "text");

  if (g_strcmp0 (gaung_record_get_string (record, "kind"), "note") == 0
      && strstr (found, "hari Jumat") != NULL)
    {
      g_assert_null (*text);
      *text = g_strdup (found);
    }
  return TRUE;
}

/* The text of the one note into which the replies went. (transfer full) (nullable) */
static char *
find_note (SyncDesk *desk, const char *id)
{
  g_autoptr (GaungQuery) query = gaung_query_new ("entry");
  char *text = NULL;

  gaung_query_set_one (query, "parent", id);
  g_assert_true (gaung_store_foreach (desk->store, query, find_note_cb, &text, NULL, NULL));
  return text;
}

static void
assert_has (SyncDesk *desk, const char *id, SyncDesk *winner)
{
  g_autofree char *assignee = sync_desk_get_text (desk, id, "assignee");
  g_autofree char *name = sync_desk_get_text (desk, id, "assignee_name");

  g_assert_cmpstr (assignee, ==, winner->actor->id);
  g_assert_cmpstr (name, ==, winner->actor->name);
}

static void
test_two_desks (gboolean is_real)
{
  g_autoptr (SyncWorld) world = sync_world_new (is_real);
  g_autoptr (SyncDesk) sari = sync_desk_new (world, "sari");
  g_autoptr (SyncDesk) budi = sync_desk_new (world, "budi");
  g_auto (SyncTally) tally = { 0 };
  g_autofree char *id = NULL;
  g_autofree char *reply = NULL;
  g_autofree char *question = NULL;
  g_autofree char *held = NULL;
  g_autofree char *left = NULL;
  g_autofree char *note = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (GPtrArray) settled = NULL;

  sync_tally_init (&tally);
  id = sync_tally_write (&tally, sari, "Sampah");
  sync_desk_run_until_quiet (sari, 5);
  sync_desk_run_until_quiet (budi, 5);
  take_it (sari, id);
  take_it (budi, id);
  reply = g_strconcat (id, "/reply", NULL);
  question = g_strconcat (id, "/question", NULL);
  held = g_strconcat ("held/", id, NULL);
  put_draft (budi, reply, "Petugas datang hari Jumat.");
  put_draft (budi, question, "Di sebelah mana?");
  put_draft (budi, held, "{\"text\":\"Sudah kami terima.\",\"attachments\":[]}");
  put_draft (sari, reply, "Akan kami angkut.");
  sync_desk_run_until_quiet (sari, 5);
  sync_desk_run_until_quiet (budi, 5);
  sync_desk_run_until_quiet (sari, 5);

  assert_has (sari, id, sari);
  assert_has (budi, id, sari);
  g_assert_cmpuint (sync_desk_count_conflicts (budi, TRUE), ==, 0);
  settled = gaung_conflict_list (budi->store, FALSE, 10, NULL);
  g_assert_cmpuint (settled->len, ==, 1);
  g_assert_cmpint (
      ((GaungConflict *) g_ptr_array_index (settled, 0))->kind, ==, GAUNG_CONFLICT_CLAIM);

  /* All that was begun is in one note, which everybody at the agency can read; the draft is gone.
   */
  note = find_note (sari, id);
  g_assert_nonnull (note);
  g_assert_nonnull (strstr (note, "Petugas datang hari Jumat."));
  g_assert_nonnull (strstr (note, "Di sebelah mana?"));
  g_assert_nonnull (strstr (note, "Sudah kami terima."));
  g_assert_nonnull (strstr (note, sari->actor->name));
  left = gaung_store_get_draft (budi->store, reply);
  g_assert_null (left);
  g_assert_null (gaung_store_get_draft (budi->store, question));
  g_assert_null (gaung_store_get_draft (budi->store, held));
  /* The winner's own is hers to finish. */
  kept = gaung_store_get_draft (sari->store, reply);
  g_assert_cmpstr (kept, ==, "Akan kami angkut.");
  g_assert_cmpuint (sync_desk_count_waiting (budi), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sync/claims/is/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_is_claim);
    }
  sync_tally_add_test ("/sync/claims/two-desks", test_two_desks);
  return g_test_run ();
}
