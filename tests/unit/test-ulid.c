/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "gaung-ulid.h"

static const struct
{
  const char *text;
  gboolean is_valid;
} ulids[] = {
  { "01ARZ3NDEKTSV4RRFFQ69G5FAV", TRUE },         { "00000000000000000000000000", TRUE },
  { "7ZZZZZZZZZZZZZZZZZZZZZZZZZ", TRUE },         { "8ZZZZZZZZZZZZZZZZZZZZZZZZZ", FALSE },
  { "01ARZ3NDEKTSV4RRFFQ69G5FA", FALSE },         { "01ARZ3NDEKTSV4RRFFQ69G5FAVV", FALSE },
  { "01arz3ndektsv4rrffq69g5fav", FALSE },        { "01ARZ3NDEKTSV4RRFFQ69G5FAU", FALSE },
  { "01ARZ3NDEKTSV4RRFFQ69G5FA\xc3\xa4", FALSE }, { "", FALSE },
};

static void
test_valid (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);

  g_assert_cmpint (gaung_ulid_is_valid (ulids[i].text), ==, ulids[i].is_valid);
  g_assert_cmpint (
      gaung_ulid_get_instant (ulids[i].text) != GAUNG_INSTANT_NONE, ==, ulids[i].is_valid);
}

static void
test_time (void)
{
  GaungInstant now = G_GINT64_CONSTANT (1795495800123);
  g_autofree char *ulid = gaung_ulid_new (now);

  g_assert_true (gaung_ulid_is_valid (ulid));
  g_assert_cmpint (gaung_ulid_get_instant (ulid), ==, now);
  /* From the specification. */
  g_assert_cmpint (
      gaung_ulid_get_instant ("01ARZ3NDEKTSV4RRFFQ69G5FAV"), ==, G_GINT64_CONSTANT (1469922850259));
}

static void
test_order (void)
{
  g_autofree char *last = gaung_ulid_new (5000);

  for (int i = 0; i < 20000; i++)
    {
      char *next = gaung_ulid_new (5000);

      g_assert_cmpstr (last, <, next);
      g_free (last);
      last = next;
    }
}

static gpointer
make_many (gpointer data)
{
  GPtrArray *made = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < 5000; i++)
    g_ptr_array_add (made, gaung_ulid_new (7000));
  return made;
}

static void
test_threads (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new (NULL, make_many, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (GPtrArray) made = g_thread_join (threads[i]);

      for (guint j = 0; j < made->len; j++)
        g_assert_true (g_hash_table_add (seen, g_strdup (g_ptr_array_index (made, j))));
    }
}

/* Every reference is read back, in any of the ways in which people write it, and no single wrong
 * character goes unseen. */
static void
test_reference (void)
{
  static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  for (int i = 0; i < 300; i++)
    {
      g_autofree char *ulid = gaung_ulid_new (i);
      g_autofree char *reference = gaung_reference_from_ulid (ulid);
      g_autofree char *lower = g_ascii_strdown (reference, -1);
      g_autofree char *read = gaung_reference_normalize (lower);

      g_assert_cmpuint (strlen (reference), ==, 9);
      g_assert_true (reference[4] == '-');
      g_assert_cmpstr (read, ==, reference);
      for (gsize at = 0; at < 9; at++)
        for (const char *other = alphabet; at != 4 && *other != '\0'; other++)
          {
            g_autofree char *wrong = g_strdup (reference);
            g_autofree char *accepted = NULL;

            wrong[at] = *other;
            accepted = gaung_reference_normalize (wrong);
            g_assert_cmpint (accepted != NULL, ==, *other == reference[at]);
          }
    }
}

static const struct
{
  const char *text;
  const char *expected;
} typed[] = {
  { "0000-0000", "0000-0000" },
  { "oooo oooo", "0000-0000" },
  { " 0 0-0 0 0000 ", "0000-0000" },
  { "0000-0o12", NULL },
  { "00000I1O", NULL },
  { "000000L1", "0000-0011" },
  { "000-0000", NULL },
  { "0000-00000", NULL },
  { "0000-000U", NULL },
  { "", NULL },
  { "0000-000\xe2\x80\x8f", NULL },
};

static void
test_typed (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *read = gaung_reference_normalize (typed[i].text);

  g_assert_cmpstr (read, ==, typed[i].expected);
}

static void
test_stepping (void)
{
  /* The value 36 has the check 36, which is no letter: it steps on to 37, whose check is 0. */
  g_autofree char *stepped = gaung_reference_from_ulid ("00000000000000000000000014");
  g_autofree char *next = gaung_reference_from_ulid ("00000000000000000000000015");

  g_assert_cmpstr (stepped, ==, "0000-0150");
  g_assert_cmpstr (next, ==, "0000-0150");
}

static void
test_uuid (void)
{
  g_autofree char *uuid = gaung_uuid_new ();
  g_autofree char *other = gaung_uuid_new ();

  g_assert_true (g_uuid_string_is_valid (uuid));
  g_assert_cmpstr (uuid, !=, other);
  g_assert_true (uuid[14] == '4');
}

static void
test_seed (void)
{
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  g_autofree char *other = NULL;

  gaung_ulid_seed_thread (7);
  first = gaung_ulid_new (9000);
  gaung_ulid_seed_thread (7);
  again = gaung_ulid_new (9000);
  gaung_ulid_unseed_thread ();
  other = gaung_ulid_new (9000);
  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, other);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (ulids); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ulid/valid/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_valid);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ulid/typed/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_typed);
    }
  g_test_add_func ("/ulid/time", test_time);
  g_test_add_func ("/ulid/order", test_order);
  g_test_add_func ("/ulid/threads", test_threads);
  g_test_add_func ("/ulid/reference", test_reference);
  g_test_add_func ("/ulid/stepping", test_stepping);
  g_test_add_func ("/ulid/uuid", test_uuid);
  g_test_add_func ("/ulid/seed", test_seed);
  return g_test_run ();
}
