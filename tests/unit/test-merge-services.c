/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two people edit the steps and documents of one service: nothing is lost, and the order stays
 * sane. */
#include <string.h>

#include "gaung-json.h"
#include "gaung-merge.h"

#define ULID "01KAVZ0000ABCDEFGHJKMNPQRS"

/* Steps by their keys; "a=x" the step with another title. */
static const struct
{
  const char *name;
  const char *base;
  const char *mine;
  const char *theirs;
  const char *merged;
  gboolean is_clash;
} orders[] = {
  { "nobody", "a b c", "a b c", "a b c", "a b c", FALSE },
  { "two-edits", "a b c", "a=x b c", "a b c=y", "a=x b c=y", FALSE },
  { "same-edit", "a b", "a=x b", "a=x b", "a=x b", FALSE },
  { "same-step", "a b", "a=x b", "a=y b", "a=y b", TRUE },
  /* What I put in stands where I put it. */
  { "mine-in-the-middle", "a b c", "a m b c", "a b=y c", "a m b=y c", FALSE },
  { "mine-first", "a b", "m a b", "a b=y", "m a b=y", FALSE },
  { "mine-last", "a b", "a b m", "a=y b", "a=y b m", FALSE },
  { "both-elsewhere", "a b c", "a m b c", "a b c t", "a m b c t", FALSE },
  { "both-at-one-place", "a b", "a m b", "a t b", "a t m b", FALSE },
  { "several-at-one-place", "a b", "a m n b", "a t u b", "a t u m n b", FALSE },
  { "both-first", "", "m", "t", "t m", FALSE },
  { "behind-what-they-took-out", "a b c", "a b m c", "a c=y", "a m c=y", FALSE },
  { "behind-all-they-took-out", "a b", "a b m", "t", "t m", FALSE },
  /* Who moves a step is followed. */
  { "mine-moved", "a b c", "c a b", "a b=y c", "c a b=y", FALSE },
  { "theirs-moved", "a b c", "a=x b c", "b c a", "b c a=x", FALSE },
  { "mine-moved-theirs-added", "a b c", "c b a", "a t b c", "c b a t", FALSE },
  { "theirs-moved-mine-added", "a b c", "a m b c", "c b a", "c b a m", FALSE },
  { "both-moved-alike", "a b c", "c b a", "c b a t", "c b a t", FALSE },
  { "both-moved-alike-and-edited", "a b c", "c=x b a", "c b=y a", "c=x b=y a", FALSE },
  { "both-moved", "a b c", "b a c", "a c b", "a c b", TRUE },
  { "both-moved-and-added", "a b c", "b a m c", "a c t b", "a m c t b", TRUE },
  /* Taken out here, left alone there; moved here, taken out there. */
  { "removed", "a b c", "a c", "a b c=y", "a c=y", FALSE },
  { "removed-both", "a b c", "a c", "a b", "a", FALSE },
  { "removed-and-edited", "a b c", "a c", "a b=y c", "a b=y c", TRUE },
  { "moved-and-removed", "a b c", "c a b", "a b", "a b", FALSE },
  { "all-removed", "a b", "", "a b t", "t", FALSE },
};

static JsonArray *
make_steps (const char *text)
{
  JsonArray *steps = json_array_new ();
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      JsonObject *step;
      char *title = strchr (words[i], '=');

      if (*words[i] == '\0')
        continue;
      if (title != NULL)
        *title++ = '\0';
      step = json_object_new ();
      json_object_set_string_member (step, "key", words[i]);
      json_object_set_string_member (step, "title", title != NULL ? title : "plain");
      json_array_add_object_element (steps, step);
    }
  return steps;
}

static JsonObject *
make_service (const char *member, const char *text)
{
  JsonObject *service = json_object_new ();

  json_object_set_string_member (service, "_id", "service:" ULID);
  json_object_set_string_member (service, "type", "service");
  json_object_set_int_member (service, "schema", 1);
  json_object_set_string_member (service, "agency", "disnaker");
  json_object_set_string_member (service, "name", "AK-1");
  json_object_set_string_member (service, "state", "active");
  json_object_set_array_member (service, member, make_steps (text));
  return service;
}

static char *
dump (JsonArray *steps)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; steps != NULL && i < json_array_get_length (steps); i++)
    {
      JsonObject *step = json_array_get_object_element (steps, i);
      const char *title = json_object_get_string_member (step, "title");

      g_string_append_printf (
          text, "%s%s", i > 0 ? " " : "", json_object_get_string_member (step, "key"));
      if (strcmp (title, "plain") != 0)
        g_string_append_printf (text, "=%s", title);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
test_order (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (JsonObject) base = make_service ("steps", orders[i].base);
  g_autoptr (JsonObject) mine = make_service ("steps", orders[i].mine);
  g_autoptr (JsonObject) theirs = make_service ("steps", orders[i].theirs);
  g_autoptr (GaungMerge) merge = gaung_record_merge (base, mine, theirs);
  g_autofree char *merged = dump (gaung_json_get_array (merge->merged, "steps"));

  g_assert_cmpstr (merged, ==, orders[i].merged);
  g_assert_cmpuint (merge->clashes->len, ==, orders[i].is_clash ? 1 : 0);
}

/* Different lists of one service never meet. */
static void
test_two_lists (void)
{
  g_autoptr (JsonObject) base = make_service ("steps", "a b");
  g_autoptr (JsonObject) mine = make_service ("steps", "b a");
  g_autoptr (JsonObject) theirs = make_service ("steps", "a b");
  g_autoptr (GaungMerge) merge = NULL;
  g_autofree char *steps = NULL;
  JsonArray *documents = json_array_new ();
  JsonObject *document = json_object_new ();

  json_object_set_string_member (document, "key", "a");
  json_object_set_string_member (document, "name", "KTP");
  json_array_add_object_element (documents, document);
  json_object_set_array_member (theirs, "documents", documents);
  merge = gaung_record_merge (base, mine, theirs);
  steps = dump (gaung_json_get_array (merge->merged, "steps"));
  g_assert_cmpstr (steps, ==, "b a");
  g_assert_cmpuint (
      json_array_get_length (gaung_json_get_array (merge->merged, "documents")), ==, 1);
  g_assert_cmpuint (merge->clashes->len, ==, 0);
}

#define N_STEPS 6

/* A side that shuffles, takes out and puts in. @is_kept by step; @letter names what is put in. */
static char *
edit (GRand *rand, char letter, gboolean *is_kept)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char steps[] = "abcdef";

  for (guint i = 0; i < N_STEPS; i++)
    if (g_rand_int_range (rand, 0, 4) == 0)
      {
        guint other = (guint) g_rand_int_range (rand, 0, N_STEPS);
        char kept = steps[i];

        steps[i] = steps[other];
        steps[other] = kept;
      }
  for (guint i = 0; i < N_STEPS; i++)
    {
      is_kept[steps[i] - 'a'] = g_rand_int_range (rand, 0, 5) > 0;
      if (is_kept[steps[i] - 'a'])
        g_string_append_printf (text, "%c ", steps[i]);
      if (g_rand_int_range (rand, 0, 5) == 0)
        g_string_append_printf (text, "%c%u ", letter, i);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static guint
count (const char *text, const char *key)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint n = 0;

  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], key) == 0)
      n++;
  return n;
}

/* What one side put in is there once. */
static void
check_additions (const char *side, const char *merged, char letter)
{
  g_auto (GStrv) words = g_strsplit (side, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] == letter)
      g_assert_cmpuint (count (merged, words[i]), ==, 1);
}

/* Random edits of both: what neither took out is there once, and what they put in. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint round = 0; round < 3000; round++)
    {
      gboolean is_mine[N_STEPS], is_theirs[N_STEPS];
      g_autofree char *mine_text = edit (rand, 'm', is_mine);
      g_autofree char *theirs_text = edit (rand, 't', is_theirs);
      g_autoptr (JsonObject) base = make_service ("steps", "a b c d e f");
      g_autoptr (JsonObject) mine = make_service ("steps", mine_text);
      g_autoptr (JsonObject) theirs = make_service ("steps", theirs_text);
      g_autoptr (GaungMerge) merge = gaung_record_merge (base, mine, theirs);
      g_autofree char *merged = dump (gaung_json_get_array (merge->merged, "steps"));

      for (guint i = 0; i < N_STEPS; i++)
        {
          const char key[] = { (char) ('a' + i), '\0' };

          g_assert_cmpuint (count (merged, key), ==, is_mine[i] && is_theirs[i] ? 1 : 0);
        }
      check_additions (mine_text, merged, 'm');
      check_additions (theirs_text, merged, 't');
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autofree char *path = g_strconcat ("/merge-services/order/", orders[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_order);
    }
  g_test_add_func ("/merge-services/two-lists", test_two_lists);
  g_test_add_func ("/merge-services/random", test_random);
  return g_test_run ();
}
