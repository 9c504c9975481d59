/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "gaung-place.h"

static const struct
{
  const char *name;
  gboolean district_only;
  const char *code; /* NULL: none */
} matches[] = {
  { "Sondakan", FALSE, "33.72.01.1008" },
  { "sondakan", FALSE, "33.72.01.1008" },
  { "pasarkliwon", FALSE, "33.72.03.1003" },
  { "Pasar Kliwon", TRUE, "33.72.03" },
  { "Kecamatan Pasar Kliwon", FALSE, "33.72.03" },
  { "Kec. Jebres", FALSE, "33.72.04" },
  { "Kelurahan Jebres", FALSE, "33.72.04.1010" },
  { "Jebres", FALSE, "33.72.04.1010" },
  { "Kel. Sewu", FALSE, "33.72.04.1005" },
  { "Kampung Sewu", FALSE, "33.72.04.1005" },
  { "Kampungbaru", FALSE, "33.72.03.1006" },
  { "Kedunglumbu", FALSE, "33.72.03.1007" },
  { "Pucang Sawit", FALSE, "33.72.04.1006" },
  { "Kel. Sondakan", TRUE, NULL },
  { "Sondakan", TRUE, NULL },
  { "Kartasura", FALSE, NULL },
  { "", FALSE, NULL },
  { "Kecamatan ", FALSE, NULL },
};

static void
test_match (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  const GaungPlace *place = gaung_place_match (matches[i].name, matches[i].district_only);

  g_assert_cmpstr (place != NULL ? place->code : NULL, ==, matches[i].code);
}

static void
test_tables (void)
{
  static const guint expected[] = { 11, 7, 10, 11, 15 };
  guint n_districts, n_villages, n;
  const GaungPlace *districts = gaung_places_get_districts (&n_districts);
  const GaungPlace *villages = gaung_places_get_villages (NULL, &n_villages);

  g_assert_cmpuint (n_districts, ==, 5);
  g_assert_cmpuint (n_villages, ==, 54);
  for (guint i = 0; i < n_districts; i++)
    {
      const GaungPlace *some = gaung_places_get_villages (districts[i].code, &n);

      g_assert_cmpuint (n, ==, expected[i]);
      for (guint j = 0; j < n; j++)
        g_assert_cmpstr (some[j].district, ==, districts[i].code);
    }
  for (guint i = 0; i < n_villages; i++)
    {
      g_assert_true (g_str_has_prefix (villages[i].code, villages[i].district));
      g_assert_true (gaung_place_find (villages[i].code) == &villages[i]);
      g_assert_true (gaung_place_match (villages[i].name, FALSE) == &villages[i]);
    }
  g_assert_null (gaung_places_get_villages ("33.11.01", &n));
  g_assert_cmpuint (n, ==, 0);
  g_assert_null (gaung_place_find ("33.72"));
  g_assert_null (gaung_place_find (NULL));
}

static void
test_display (void)
{
  static const struct
  {
    const char *district, *village, *expected;
  } rows[] = {
    { "33.72.01", "33.72.01.1008", "Sondakan, Laweyan" },
    { NULL, "33.72.01.1008", "Sondakan, Laweyan" },
    { "33.72.01", NULL, "Laweyan District" },
    { "33.72.04", "33.72.04.1010", "Jebres, Jebres" },
    { "99.99", "99.99.1", "" },
    { NULL, NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = gaung_place_to_display (rows[i].district, rows[i].village);

      g_assert_cmpstr (text, ==, rows[i].expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (matches); i++)
    {
      g_autofree char *path = g_strdup_printf ("/place/match/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_match);
    }
  g_test_add_func ("/place/tables", test_tables);
  g_test_add_func ("/place/display", test_display);
  return g_test_run ();
}
