/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The check at the end of a story: it tells of what is lost, and of nothing else. What people do is
 * done at the desks; only what they are said to have done differs. */
#include "config.h"

#include "sync-story.h"

/* Three desks that agree on one complaint with the title "kedua". */
static SyncStory *
begin (void)
{
  SyncStory *story = sync_story_new (2, FALSE);
  SyncDesk *rini = story->desks[2];
  g_autoptr (GaungRecord) complaint = sync_desk_make_complaint (rini, "dlh", "pertama");
  const char *id = gaung_record_get_id (complaint);

  g_assert_cmpstr (rini->who, ==, "rini");
  sync_desk_write (rini, complaint, NULL, "");
  g_ptr_array_add (story->complaints, g_strdup (id));
  sync_story_remember (story, rini, id, NULL, NULL, "pertama");
  g_assert_true (sync_desk_edit (rini, id, "title", "kedua"));
  sync_story_remember (story, rini, id, "title", "pertama", "kedua");
  for (int i = 2; i >= 0; i--)
    sync_desk_run_until_quiet (story->desks[i], 10);
  return story;
}

static void
write_title (SyncStory *story, guint desk, const char *words)
{
  const char *id = g_ptr_array_index (story->complaints, 0);
  g_autofree char *before = NULL;

  g_assert_true (sync_desk_replace (story->desks[desk], id, "title", words, &before));
  sync_story_remember (story, story->desks[desk], id, "title", before, words);
}

static void
assert_lost (SyncStory *story, const char *words)
{
  g_autofree char *trouble = sync_story_rest (story);
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", words);

  g_assert_nonnull (trouble);
  g_assert_true (g_str_has_prefix (trouble, "LOST: "));
  g_assert_nonnull (g_strstr_len (trouble, -1, quoted));
}

/* What Rini decided twice, and what Sari wrote who saw the value that Rini brought back. */
static void
test_set_back (void)
{
  g_autoptr (SyncStory) story = begin ();
  g_autofree char *title = NULL;
  g_autofree char *trouble = NULL;

  write_title (story, 0, "pertama");
  write_title (story, 2, "pertama");
  write_title (story, 2, "kedua");
  trouble = sync_story_rest (story);
  g_assert_cmpstr (trouble, ==, NULL);
  title = sync_desk_get_text (story->desks[2], g_ptr_array_index (story->complaints, 0), "title");
  g_assert_cmpstr (title, ==, "pertama");
}

/* Brought back, but after it had been sent: then it counts by itself. */
static void
test_sent_between (void)
{
  g_autoptr (SyncStory) story = begin ();
  const char *id = g_ptr_array_index (story->complaints, 0);

  write_title (story, 0, "pertama");
  write_title (story, 2, "pertama");
  story->turn++;
  sync_story_remember (story, story->desks[2], id, "title", "pertama", "kedua");
  assert_lost (story, "kedua");
}

/* Brought back, and nobody else has written. */
static void
test_nobody_else (void)
{
  g_autoptr (SyncStory) story = begin ();
  const char *id = g_ptr_array_index (story->complaints, 0);

  write_title (story, 2, "pertama");
  sync_story_remember (story, story->desks[2], id, "title", "pertama", "kedua");
  assert_lost (story, "kedua");
}

static void
test_lost (void)
{
  g_autoptr (SyncStory) story = begin ();

  sync_story_remember (
      story, story->desks[0], g_ptr_array_index (story->complaints, 0), "title", "kedua", "ketiga");
  assert_lost (story, "ketiga");
}

static void
test_replaced (void)
{
  g_autoptr (SyncStory) story = begin ();
  g_autofree char *trouble = NULL;

  write_title (story, 0, "ketiga");
  write_title (story, 0, "keempat");
  trouble = sync_story_rest (story);
  g_assert_cmpstr (trouble, ==, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/story/set-back", test_set_back);
  g_test_add_func ("/story/sent-between", test_sent_between);
  g_test_add_func ("/story/nobody-else", test_nobody_else);
  g_test_add_func ("/story/lost", test_lost);
  g_test_add_func ("/story/replaced", test_replaced);
  return g_test_run ();
}
