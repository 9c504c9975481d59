/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "gaung-entry.h"
#include "gaung-json.h"
#include "gaung-merge.h"

#define ULID "01KAVZ0000ABCDEFGHJKMNPQRS"
#define HEAD(type) "\"_id\":\"" type ":" ULID "\",\"type\":\"" type "\""

/* Bodies of complaints; the header is put in front. */
static const struct
{
  const char *name;
  const char *base;
  const char *mine;
  const char *theirs;
  const char *merged;
  const char *clashes; /* members, separated by a space */
  const char *silent;
} merges[] = {
  { "nothing", "\"title\":\"a\"", "\"title\":\"a\"", "\"title\":\"a\"", "\"title\":\"a\"", "", "" },
  { "mine",
    "\"title\":\"a\"",
    "\"title\":\"b\"",
    "\"title\":\"a\"",
    "\"title\":\"b\"",
    "",
    "title" },
  { "theirs", "\"title\":\"a\"", "\"title\":\"a\"", "\"title\":\"b\"", "\"title\":\"b\"", "", "" },
  { "alike", "\"title\":\"a\"", "\"title\":\"b\"", "\"title\":\"b\"", "\"title\":\"b\"", "", "" },
  { "clash",
    "\"title\":\"a\"",
    "\"title\":\"b\"",
    "\"title\":\"c\"",
    "\"title\":\"c\"",
    "title",
    "" },
  { "disjoint",
    "\"title\":\"a\",\"text\":\"t\"",
    "\"title\":\"b\",\"text\":\"t\"",
    "\"title\":\"a\",\"text\":\"u\"",
    "\"title\":\"b\",\"text\":\"u\"",
    "",
    "title" },
  { "added-by-me",
    "\"title\":\"a\"",
    "\"title\":\"a\",\"street\":\"s\"",
    "\"title\":\"a\"",
    "\"title\":\"a\",\"street\":\"s\"",
    "",
    "street" },
  { "removed-by-me", "\"street\":\"s\"", "", "\"street\":\"s\"", "", "", "street" },
  { "removed-and-changed",
    "\"street\":\"s\"",
    "",
    "\"street\":\"t\"",
    "\"street\":\"t\"",
    "street",
    "" },
  { "changed-and-removed", "\"street\":\"s\"", "\"street\":\"t\"", "", "", "street", "" },
  { "unknown", "\"x\":1", "\"x\":2", "\"x\":1,\"y\":[{}]", "\"x\":2,\"y\":[{}]", "", "x" },
  { "unknown-clash",
    "\"x\":{\"a\":1}",
    "\"x\":{\"a\":2}",
    "\"x\":{\"a\":3}",
    "\"x\":{\"a\":3}",
    "x",
    "" },
  { "set",
    "\"tags\":[\"a\",\"b\"]",
    "\"tags\":[\"b\",\"m\"]",
    "\"tags\":[\"a\",\"b\",\"t\"]",
    "\"tags\":[\"b\",\"t\",\"m\"]",
    "",
    "tags" },
  { "set-both-new",
    "",
    "\"tags\":[\"m\"]",
    "\"tags\":[\"t\"]",
    "\"tags\":[\"t\",\"m\"]",
    "",
    "tags" },
  { "set-emptied",
    "\"tags\":[\"a\",\"b\"]",
    "\"tags\":[\"a\"]",
    "\"tags\":[\"b\"]",
    "",
    "",
    "tags" },
  { "unknown-set",
    "\"x\":[\"a\"]",
    "\"x\":[\"a\",\"m\"]",
    "\"x\":[\"a\",\"t\"]",
    "\"x\":[\"a\",\"t\",\"m\"]",
    "",
    "x" },
  { "unknown-list", "\"x\":[1]", "\"x\":[1,2]", "\"x\":[1,3]", "\"x\":[1,3]", "x", "" },
  { "records",
    "\"pauses\":[{\"from\":\"2026-01-01T00:00:00Z\"}]",
    "\"pauses\":[{\"from\":\"2026-01-01T00:00:00Z\",\"reason\":\"m\"},"
    "{\"from\":\"2026-03-01T00:00:00Z\"}]",
    "\"pauses\":[{\"from\":\"2026-01-01T00:00:00Z\",\"until\":\"2026-01-02T00:00:00Z\"},"
    "{\"from\":\"2026-02-01T00:00:00Z\"}]",
    "\"pauses\":[{\"from\":\"2026-01-01T00:00:00Z\",\"until\":\"2026-01-02T00:00:00Z\","
    "\"reason\":\"m\"},{\"from\":\"2026-02-01T00:00:00Z\"},{\"from\":\"2026-03-01T00:00:00Z\"}]",
    "",
    "pauses" },
  { "records-clash",
    "\"pauses\":[{\"from\":\"2026-01-01T00:00:00Z\",\"reason\":\"b\"}]",
    "\"pauses\":[{\"from\":\"2026-01-01T00:00:00Z\",\"reason\":\"m\"},"
    "{\"from\":\"2026-03-01T00:00:00Z\"}]",
    "\"pauses\":[{\"from\":\"2026-01-01T00:00:00Z\",\"reason\":\"t\"}]",
    "\"pauses\":[{\"from\":\"2026-01-01T00:00:00Z\",\"reason\":\"t\"},"
    "{\"from\":\"2026-03-01T00:00:00Z\"}]",
    "pauses",
    "" },
  { "records-removed-and-changed",
    "\"pauses\":[{\"from\":\"2026-01-01T00:00:00Z\"},{\"from\":\"2026-02-01T00:00:00Z\"}]",
    "\"pauses\":[{\"from\":\"2026-02-01T00:00:00Z\"}]",
    "\"pauses\":[{\"from\":\"2026-01-01T00:00:00Z\",\"reason\":\"t\"},"
    "{\"from\":\"2026-02-01T00:00:00Z\"}]",
    "\"pauses\":[{\"from\":\"2026-01-01T00:00:00Z\",\"reason\":\"t\"},"
    "{\"from\":\"2026-02-01T00:00:00Z\"}]",
    "pauses",
    "" },
  { "records-removed",
    "\"pauses\":[{\"from\":\"2026-01-01T00:00:00Z\"},{\"from\":\"2026-02-01T00:00:00Z\"}]",
    "\"pauses\":[{\"from\":\"2026-02-01T00:00:00Z\"}]",
    "\"pauses\":[{\"from\":\"2026-01-01T00:00:00Z\"},{\"from\":\"2026-02-01T00:00:00Z\"},"
    "{\"from\":\"2026-04-01T00:00:00Z\"}]",
    "\"pauses\":[{\"from\":\"2026-02-01T00:00:00Z\"},{\"from\":\"2026-04-01T00:00:00Z\"}]",
    "",
    "pauses" },
  { "records-same-key-twice",
    "\"pauses\":[]",
    "\"pauses\":[{\"from\":\"2026-01-01T00:00:00Z\"},{\"from\":\"2026-01-01T00:00:00Z\"}]",
    "\"pauses\":[{\"from\":\"2026-02-01T00:00:00Z\"}]",
    "\"pauses\":[{\"from\":\"2026-02-01T00:00:00Z\"}]",
    "pauses",
    "" },
  /* Both did the same step: the instant on the server stands, and nobody is asked. */
  { "bookkeeping",
    "\"state\":\"new\"",
    "\"state\":\"verified\",\"verified_at\":\"2026-01-01T00:00:00Z\"",
    "\"state\":\"verified\",\"verified_at\":\"2026-01-02T00:00:00Z\"",
    "\"state\":\"verified\",\"verified_at\":\"2026-01-02T00:00:00Z\"",
    "",
    "" },
  { "bookkeeping-mine",
    "\"title\":\"a\"",
    "\"title\":\"a\",\"closed_at\":\"2026-01-01T00:00:00Z\"",
    "\"title\":\"b\"",
    "\"title\":\"b\",\"closed_at\":\"2026-01-01T00:00:00Z\"",
    "",
    "closed_at" },
  { "bookkeeping-removed",
    "\"answered_at\":\"2026-01-01T00:00:00Z\"",
    "\"answered_at\":\"2026-01-03T00:00:00Z\"",
    "",
    "",
    "",
    "" },
  { "state-still-clashes",
    "\"state\":\"new\"",
    "\"state\":\"archived\",\"closed_at\":\"2026-01-01T00:00:00Z\"",
    "\"state\":\"verified\",\"verified_at\":\"2026-01-02T00:00:00Z\"",
    "\"state\":\"verified\",\"verified_at\":\"2026-01-02T00:00:00Z\","
    "\"closed_at\":\"2026-01-01T00:00:00Z\"",
    "state",
    "closed_at" },
  { "carried",
    "\"title\":\"a\"",
    "\"title\":\"b\"",
    "\"title\":\"a\",\"carried_by\":\"koord\"",
    "\"title\":\"b\",\"carried_by\":\"koord\"",
    "",
    "title" },
  { "created",
    "\"created_by\":\"a\",\"ref\":\"1\"",
    "\"created_by\":\"m\",\"ref\":\"2\"",
    "\"created_by\":\"t\",\"ref\":\"3\"",
    "\"created_by\":\"t\",\"ref\":\"3\"",
    "",
    "" },
  { "stamps",
    "\"changed_at\":\"2026-01-01T00:00:00Z\",\"change\":\"1\"",
    "\"changed_at\":\"2026-01-03T00:00:00Z\",\"change\":\"2\"",
    "\"changed_at\":\"2026-01-02T00:00:00Z\",\"change\":\"3\",\"_rev\":\"2-x\"",
    "\"changed_at\":\"2026-01-02T00:00:00Z\",\"change\":\"3\",\"_rev\":\"2-x\"",
    "",
    "" },
};

static JsonObject *
make_complaint (const char *body)
{
  g_autofree char *text = g_strdup_printf ("{" HEAD ("complaint") "%s%s}", *body ? "," : "", body);
  g_autoptr (GError) error = NULL;
  JsonObject *object = gaung_json_parse_object (text, -1, &error);

  g_assert_no_error (error);
  return object;
}

static gboolean
is_same (JsonObject *a, JsonObject *b)
{
  g_autoptr (JsonNode) first = json_node_init_object (json_node_alloc (), a);
  g_autoptr (JsonNode) second = json_node_init_object (json_node_alloc (), b);

  return gaung_json_equal (first, second);
}

static void
test_merge (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (JsonObject) base = make_complaint (merges[i].base);
  g_autoptr (JsonObject) mine = make_complaint (merges[i].mine);
  g_autoptr (JsonObject) theirs = make_complaint (merges[i].theirs);
  g_autoptr (JsonObject) expected = make_complaint (merges[i].merged);
  g_autofree char *mine_before = gaung_json_to_text (mine);
  g_autofree char *mine_after = NULL;
  g_autoptr (GString) clashes = g_string_new (NULL);
  g_autoptr (GString) silent = g_string_new (NULL);
  g_autoptr (GaungMerge) merge = gaung_record_merge (base, mine, theirs);

  for (guint j = 0; j < merge->clashes->len; j++)
    {
      GaungClash *clash = g_ptr_array_index (merge->clashes, j);

      g_string_append_printf (clashes, "%s%s", j > 0 ? " " : "", clash->member);
      g_assert_true (gaung_json_equal (clash->mine, json_object_get_member (mine, clash->member)));
      g_assert_true (gaung_json_equal (clash->base, json_object_get_member (base, clash->member)));
      g_assert_true (
          gaung_json_equal (clash->theirs, json_object_get_member (theirs, clash->member)));
    }
  for (guint j = 0; j < merge->silent->len; j++)
    {
      GaungChange *change = g_ptr_array_index (merge->silent, j);

      g_string_append_printf (silent, "%s%s", j > 0 ? " " : "", change->member);
    }
  g_assert_cmpstr (clashes->str, ==, merges[i].clashes);
  g_assert_cmpstr (silent->str, ==, merges[i].silent);
  if (!is_same (merge->merged, expected))
    {
      g_autofree char *text = gaung_json_to_text (merge->merged);

      g_test_message ("%s", text);
      g_test_fail ();
    }
  mine_after = gaung_json_to_text (mine);
  g_assert_cmpstr (mine_before, ==, mine_after);
}

static void
test_no_base (void)
{
  g_autoptr (JsonObject) mine = make_complaint ("\"title\":\"a\",\"text\":\"t\",\"tags\":[\"m\"]");
  g_autoptr (JsonObject) theirs = make_complaint ("\"title\":\"b\",\"text\":\"t\"");
  g_autoptr (GaungMerge) merge = gaung_record_merge (NULL, mine, theirs);

  g_assert_cmpuint (merge->clashes->len, ==, 2);
  g_assert_cmpuint (merge->silent->len, ==, 0);
  g_assert_true (is_same (merge->merged, theirs));
}

/* Each is right for itself, and both are not: a person decides, and what stands can be written. */
static void
test_rules (void)
{
  static const char head[] = "\"title\":\"a\",\"text\":\"t\",\"state\":\"new\",\"channel\":\"web\","
                             "\"received_at\":\"2026-01-01T00:00:00Z\"";
  static const struct
  {
    const char *base, *mine, *theirs, *merged, *clashes;
  } rows[] = {
    /* Two postpone the same complaint. */
    { "",
      ",\"pauses\":[{\"from\":\"2026-02-01T00:00:00Z\"}]",
      ",\"pauses\":[{\"from\":\"2026-02-02T00:00:00Z\"}]",
      ",\"pauses\":[{\"from\":\"2026-02-02T00:00:00Z\"}]",
      "pauses" },
    /* The other changes stay. */
    { "",
      ",\"street\":\"s\",\"pauses\":[{\"from\":\"2026-02-01T00:00:00Z\"}]",
      ",\"pauses\":[{\"from\":\"2026-02-02T00:00:00Z\"}]",
      ",\"pauses\":[{\"from\":\"2026-02-02T00:00:00Z\"}],\"street\":\"s\"",
      "pauses" },
    /* In one part they clash, the other would be one too many. */
    { ",\"pauses\":[{\"from\":\"2026-02-01T00:00:00Z\",\"reason\":\"b\"}]",
      ",\"pauses\":[{\"from\":\"2026-02-01T00:00:00Z\",\"until\":\"2026-02-02T00:00:00Z\","
      "\"reason\":\"m\"},{\"from\":\"2026-02-03T00:00:00Z\"}]",
      ",\"pauses\":[{\"from\":\"2026-02-01T00:00:00Z\",\"reason\":\"t\"},"
      "{\"from\":\"2026-02-04T00:00:00Z\",\"until\":\"2026-02-05T00:00:00Z\"}]",
      NULL,
      "pauses" },
    { "",
      ",\"pauses\":[{\"from\":\"2026-02-01T00:00:00Z\",\"until\":\"2026-02-02T00:00:00Z\"}]",
      ",\"pauses\":[{\"from\":\"2026-02-02T00:00:00Z\"}]",
      ",\"pauses\":[{\"from\":\"2026-02-02T00:00:00Z\"},"
      "{\"from\":\"2026-02-01T00:00:00Z\",\"until\":\"2026-02-02T00:00:00Z\"}]",
      "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *base_text = g_strconcat (head, rows[i].base, NULL);
      g_autofree char *mine_text = g_strconcat (head, rows[i].mine, NULL);
      g_autofree char *theirs_text = g_strconcat (head, rows[i].theirs, NULL);
      g_autoptr (JsonObject) base = make_complaint (base_text);
      g_autoptr (JsonObject) mine = make_complaint (mine_text);
      g_autoptr (JsonObject) theirs = make_complaint (theirs_text);
      g_autoptr (GaungMerge) merge = gaung_record_merge (base, mine, theirs);
      g_autoptr (GaungRecord) record = gaung_record_new_from_json (merge->merged, NULL);
      g_autoptr (GError) error = NULL;

      gaung_record_validate (record, &error);
      g_assert_no_error (error);
      if (rows[i].merged != NULL)
        {
          g_autofree char *text = g_strconcat (head, rows[i].merged, NULL);
          g_autoptr (JsonObject) expected = make_complaint (text);

          g_assert_true (is_same (merge->merged, expected));
        }
      g_assert_cmpuint (merge->clashes->len, ==, *rows[i].clashes != '\0');
      if (merge->clashes->len > 0)
        g_assert_cmpstr (
            ((GaungClash *) g_ptr_array_index (merge->clashes, 0))->member, ==, rows[i].clashes);
    }
}

/* A random value for a random member: strings, sets, records, unknown members of every kind. */
static void
edit (
    GRand *random, JsonObject *object, const char *const *members, guint n_members, const char *who)
{
  const char *member = members[g_rand_int_range (random, 0, n_members)];
  int n = g_rand_int_range (random, 0, 1000);

  if (strcmp (member, "tags") == 0 || strcmp (member, "unknown_set") == 0)
    {
      JsonArray *old = gaung_json_get_array (object, member);
      JsonArray *array = json_array_new ();
      g_autofree char *added = g_strdup_printf ("%s%d", who, n);

      for (guint i = 0; old != NULL && i < json_array_get_length (old); i++)
        if (g_rand_int_range (random, 0, 4) > 0)
          json_array_add_string_element (array, json_array_get_string_element (old, i));
      json_array_add_string_element (array, added);
      json_object_set_array_member (object, member, array);
    }
  else if (strcmp (member, "pauses") == 0)
    {
      JsonArray *old = gaung_json_get_array (object, member);
      JsonArray *array = json_array_new ();
      JsonObject *pause = json_object_new ();
      g_autofree char *from
          = g_strdup_printf ("2026-01-01T00:00:00.%03d%sZ", n, *who == 'm' ? "1" : "2");

      for (guint i = 0; old != NULL && i < json_array_get_length (old); i++)
        if (g_rand_int_range (random, 0, 4) > 0)
          json_array_add_element (array, gaung_json_copy_node (json_array_get_element (old, i)));
      json_object_set_string_member (pause, "from", from);
      json_array_add_object_element (array, pause);
      json_object_set_array_member (object, member, array);
    }
  else if (n < 100)
    json_object_remove_member (object, member);
  else if (n < 200)
    json_object_set_int_member (object, member, n);
  else
    {
      g_autofree char *value = g_strdup_printf ("%s%d", who, n);

      json_object_set_string_member (object, member, value);
    }
}

static const char *const all_members[]
    = { "title", "text", "street", "unknown", "other", "tags", "unknown_set", "pauses" };

static JsonObject *
make_random (GRand *random)
{
  JsonObject *object = make_complaint ("\"title\":\"a\",\"text\":\"b\",\"changed_by\":\"base\"");

  for (int i = g_rand_int_range (random, 0, 12); i > 0; i--)
    edit (random, object, all_members, G_N_ELEMENTS (all_members), "b");
  return object;
}

/* Members of one half are edited here, of the other half there: both edits are in the result. */
static void
test_disjoint (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (42);

  for (int i = 0; i < 2000; i++)
    {
      g_autoptr (JsonObject) base = make_random (random);
      g_autoptr (JsonObject) mine = gaung_json_copy (base);
      g_autoptr (JsonObject) theirs = gaung_json_copy (base);
      g_autoptr (GaungMerge) merge = NULL;

      for (int j = g_rand_int_range (random, 1, 6); j > 0; j--)
        {
          edit (random, mine, all_members, 4, "m");
          edit (random, theirs, all_members + 4, G_N_ELEMENTS (all_members) - 4, "t");
        }
      merge = gaung_record_merge (base, mine, theirs);
      g_assert_cmpuint (merge->clashes->len, ==, 0);
      for (gsize j = 0; j < G_N_ELEMENTS (all_members); j++)
        g_assert_true (
            gaung_json_equal (json_object_get_member (merge->merged, all_members[j]),
                              json_object_get_member (j < 4 ? mine : theirs, all_members[j])));
    }
}

static void
test_identities (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (43);

  for (int i = 0; i < 2000; i++)
    {
      g_autoptr (JsonObject) base = make_random (random);
      g_autoptr (JsonObject) changed = make_random (random);
      g_autoptr (GaungMerge) mine = gaung_record_merge (base, changed, base);
      g_autoptr (GaungMerge) theirs = gaung_record_merge (base, base, changed);
      g_autoptr (GaungMerge) both = gaung_record_merge (base, changed, changed);
      g_autoptr (GPtrArray) changes = gaung_record_diff (base, changed);
      g_autoptr (GPtrArray) none = gaung_record_diff (changed, changed);

      g_assert_true (is_same (mine->merged, changed));
      g_assert_true (is_same (theirs->merged, changed));
      g_assert_true (is_same (both->merged, changed));
      g_assert_cmpuint (mine->clashes->len + theirs->clashes->len + both->clashes->len, ==, 0);
      g_assert_cmpuint (mine->silent->len, ==, changes->len);
      g_assert_cmpuint (theirs->silent->len, ==, 0);
      g_assert_cmpuint (none->len, ==, 0);
    }
}

static gboolean
has_string (JsonObject *object, const char *member, const char *string)
{
  JsonArray *array = gaung_json_get_array (object, member);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (strcmp (json_array_get_string_element (array, i), string) == 0)
      return TRUE;
  return FALSE;
}

/* The two directions clash in the same members and agree in the others, order of lists apart; what
 * somebody added to a set is there. */
static void
test_symmetry (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (44);
  guint n_clashes = 0;

  for (int i = 0; i < 2000; i++)
    {
      g_autoptr (JsonObject) base = make_random (random);
      g_autoptr (JsonObject) mine = gaung_json_copy (base);
      g_autoptr (JsonObject) theirs = gaung_json_copy (base);
      g_autoptr (GaungMerge) one = NULL;
      g_autoptr (GaungMerge) other = NULL;
      JsonArray *tags;

      for (int j = g_rand_int_range (random, 1, 6); j > 0; j--)
        {
          edit (random, mine, all_members, G_N_ELEMENTS (all_members), "m");
          edit (random, theirs, all_members, G_N_ELEMENTS (all_members), "t");
        }
      one = gaung_record_merge (base, mine, theirs);
      other = gaung_record_merge (base, theirs, mine);
      g_assert_cmpuint (one->clashes->len, ==, other->clashes->len);
      for (guint j = 0; j < one->clashes->len; j++)
        {
          GaungClash *a = g_ptr_array_index (one->clashes, j);
          gboolean is_found = FALSE;

          for (guint k = 0; k < other->clashes->len; k++)
            {
              GaungClash *b = g_ptr_array_index (other->clashes, k);

              is_found
                  = is_found
                    || (strcmp (a->member, b->member) == 0 && gaung_json_equal (a->mine, b->theirs)
                        && gaung_json_equal (a->theirs, b->mine));
            }
          g_assert_true (is_found);
          json_object_remove_member (one->merged, a->member);
          json_object_remove_member (other->merged, a->member);
        }
      n_clashes += one->clashes->len;

      tags = gaung_json_get_array (mine, "tags");
      for (guint j = 0; tags != NULL && j < json_array_get_length (tags); j++)
        if (!has_string (base, "tags", json_array_get_string_element (tags, j)))
          g_assert_true (has_string (one->merged, "tags", json_array_get_string_element (tags, j)));
      for (gsize j = 0; j < 5; j++)
        g_assert_true (gaung_json_equal (json_object_get_member (one->merged, all_members[j]),
                                         json_object_get_member (other->merged, all_members[j])));
    }
  g_assert_cmpuint (n_clashes, >, 100);
}

static void
test_diff (void)
{
  g_autoptr (JsonObject) before
      = make_complaint ("\"unknown\":1,\"text\":\"t\",\"title\":\"a\",\"change\":\"1\"");
  g_autoptr (JsonObject) after
      = make_complaint ("\"unknown\":2,\"title\":\"b\",\"street\":\"s\",\"change\":\"2\"");
  g_autoptr (GPtrArray) changes = gaung_record_diff (before, after);
  static const char *const expected[] = { "title", "text", "street", "unknown" };

  g_assert_cmpuint (changes->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < changes->len; i++)
    {
      GaungChange *change = g_ptr_array_index (changes, i);

      g_assert_cmpstr (change->member, ==, expected[i]);
      g_assert_cmpint (change->field != NULL, ==, i < 3);
      g_assert_cmpint (change->before != NULL, ==, i != 2);
      g_assert_cmpint (change->after != NULL, ==, i != 1);
    }
}

static void
test_entry (void)
{
  g_autoptr (GaungRecord) before = gaung_record_new ("person", NULL, 0);
  g_autoptr (GaungRecord) after = NULL;
  g_autoptr (GaungActor) actor = gaung_actor_new ("siti", "Siti", "dlh", NULL);
  g_autoptr (GaungEntry) entry = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (gaung_record_set_string (before, "name", "Budi Rahasia", NULL));
  after = gaung_record_copy (before);
  g_assert_null (gaung_entry_new_for_change (before, after, actor, 0));

  g_assert_true (gaung_record_set_string (after, "name", "Bambang Rahasia", NULL));
  g_assert_true (gaung_record_set_string (after, "note", "telah pindah", NULL));
  entry = gaung_entry_new_for_change (before, after, actor, 5);
  text = gaung_record_to_text (GAUNG_RECORD (entry));
  gaung_record_validate (GAUNG_RECORD (entry), &error);
  g_assert_no_error (error);
  /* That a personal member changed is told, not from what to what. */
  g_assert_null (strstr (text, "Rahasia"));
  g_assert_nonnull (strstr (text, "{\"member\":\"name\"}"));
  g_assert_nonnull (strstr (text, "{\"member\":\"note\",\"after\":\"telah pindah\"}"));
  g_assert_nonnull (strstr (text, "\"members\":[\"name\",\"note\"]"));
  g_assert_false (gaung_entry_is_public (entry));
  g_assert_cmpstr (
      gaung_record_get_string (GAUNG_RECORD (entry), "parent"), ==, gaung_record_get_id (after));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (merges); i++)
    {
      g_autofree char *path = g_strdup_printf ("/merge/table/%s", merges[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_merge);
    }
  g_test_add_func ("/merge/no-base", test_no_base);
  g_test_add_func ("/merge/rules", test_rules);
  g_test_add_func ("/merge/disjoint", test_disjoint);
  g_test_add_func ("/merge/identities", test_identities);
  g_test_add_func ("/merge/symmetry", test_symmetry);
  g_test_add_func ("/merge/diff", test_diff);
  g_test_add_func ("/merge/entry", test_entry);
  return g_test_run ();
}
