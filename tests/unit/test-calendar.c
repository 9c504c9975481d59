/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gaung-deadline.h"

static GaungDay
read_day (const char *text)
{
  GaungDay day;

  g_assert_true (gaung_day_parse (text, &day));
  return day;
}

/* domain.md §i.2: values computed from the decrees. */
static void
test_working_days (void)
{
  static const struct
  {
    int year, expected;
  } rows[] = { { 2025, 237 }, { 2026, 240 }, { 2027, 242 }, { 2028, -1 }, { 2024, -1 } };
  g_autoptr (GaungRules) rules = gaung_rules_new_builtin ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (gaung_calendar_count_working_days (rules->calendar,
                                                        gaung_day_from_ymd (rows[i].year, 1, 1),
                                                        gaung_day_from_ymd (rows[i].year, 12, 31)),
                     ==,
                     rows[i].expected);
}

static const struct
{
  const char *day;
  GaungDayKind kind;
  const char *name;
} kinds[] = {
  { "2026-11-24", GAUNG_DAY_KIND_WORKING, NULL },
  { "2026-11-28", GAUNG_DAY_KIND_WEEKEND, NULL },
  { "2026-12-25", GAUNG_DAY_KIND_HOLIDAY, "Kelahiran Yesus Kristus (Natal)" },
  { "2026-12-24", GAUNG_DAY_KIND_JOINT_LEAVE, "Cuti bersama Natal" },
  { "2026-03-22", GAUNG_DAY_KIND_HOLIDAY, "Idulfitri 1447 Hijriah" }, /* a Sunday */
  { "2025-08-18", GAUNG_DAY_KIND_JOINT_LEAVE, "Cuti bersama Proklamasi Kemerdekaan" },
  { "2028-01-01", GAUNG_DAY_KIND_UNKNOWN, NULL },
  { "2024-12-31", GAUNG_DAY_KIND_UNKNOWN, NULL },
};

static void
test_kind (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GaungRules) rules = gaung_rules_new_builtin ();
  const char *name = "left over";

  g_assert_cmpint (
      gaung_calendar_classify (rules->calendar, read_day (kinds[i].day), &name), ==, kinds[i].kind);
  g_assert_cmpstr (name, ==, kinds[i].name);
}

static const struct
{
  const char *day;
  int n;
  const char *expected; /* NULL: not decreed */
} additions[] = {
  { "2026-11-24", 0, "2026-11-24" }, { "2026-11-24", 1, "2026-11-25" },
  { "2026-11-27", 1, "2026-11-30" }, { "2026-11-28", 1, "2026-11-30" },
  { "2026-12-23", 1, "2026-12-28" }, /* joint leave, holiday, weekend */
  { "2026-12-31", 1, "2027-01-04" }, /* into the next decreed year */
  { "2027-12-30", 1, "2027-12-31" }, { "2027-12-31", 1, NULL },
  { "2027-12-01", 60, NULL },        { "2025-03-27", 1, "2025-04-08" }, /* Nyepi, Idulfitri */
};

static void
test_addition (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GaungRules) rules = gaung_rules_new_builtin ();
  GaungDay day = gaung_calendar_add_working_days (
      rules->calendar, read_day (additions[i].day), additions[i].n);

  g_assert_cmpint (
      day, ==, additions[i].expected != NULL ? read_day (additions[i].expected) : GAUNG_DAY_NONE);
}

static void
test_building (void)
{
  g_autoptr (GaungCalendar) calendar = gaung_calendar_new ();
  GaungDay day = read_day ("2030-05-01");
  const char *name;

  gaung_calendar_add_day (calendar, day, GAUNG_DAY_KIND_HOLIDAY, "of no declared year");
  g_assert_false (gaung_calendar_has_year (calendar, 2030));
  g_assert_cmpint (gaung_calendar_classify (calendar, day, NULL), ==, GAUNG_DAY_KIND_UNKNOWN);

  gaung_calendar_add_year (calendar, 2030, "SKB 1/2029");
  gaung_calendar_add_year (calendar, 2030, "again");
  g_assert_cmpstr (gaung_calendar_get_decree (calendar, 2030), ==, "SKB 1/2029");
  g_assert_null (gaung_calendar_get_decree (calendar, 2031));
  g_assert_cmpint (gaung_calendar_classify (calendar, day, NULL), ==, GAUNG_DAY_KIND_WORKING);

  gaung_calendar_add_day (calendar, day, GAUNG_DAY_KIND_HOLIDAY, "first");
  gaung_calendar_add_day (calendar, day, GAUNG_DAY_KIND_JOINT_LEAVE, "second");
  g_assert_cmpint (gaung_calendar_classify (calendar, day, &name), ==, GAUNG_DAY_KIND_HOLIDAY);
  g_assert_cmpstr (name, ==, "first");
  g_assert_cmpint (gaung_calendar_count_working_days (calendar, day, day - 1), ==, 0);
}

static void
test_builtin_records (void)
{
  g_autoptr (GPtrArray) records = gaung_builtin_records ();
  g_autoptr (GPtrArray) again = gaung_builtin_records ();
  static const int n_days[] = { 17 + 11, 17 + 8, 18 + 8 };

  g_assert_cmpuint (records->len, ==, 4);
  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = gaung_record_to_text (g_ptr_array_index (records, i));
      g_autofree char *text_again = gaung_record_to_text (g_ptr_array_index (again, i));

      gaung_record_validate (g_ptr_array_index (records, i), &error);
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, text_again);
      if (i < G_N_ELEMENTS (n_days))
        {
          JsonNode *days = gaung_record_get_node (g_ptr_array_index (records, i), "days");
          GaungIndex index;
          g_autofree char *year = g_strdup_printf ("%u", 2025 + i);

          g_assert_cmpint (json_array_get_length (json_node_get_array (days)), ==, n_days[i]);
          gaung_record_index (g_ptr_array_index (records, i), NULL, &index);
          g_assert_cmpstr (index.key, ==, year);
        }
    }
}

static const struct
{
  const char *name;
  const char *text;
  gboolean is_valid;
} imports[] = {
  { "fine",
    "{\"_id\":\"calendar:00000000000000000000002028\",\"type\":\"calendar\",\"year\":2028,"
    "\"decree\":\"SKB\",\"days\":[{\"date\":\"2028-01-01\",\"kind\":\"holiday\",\"name\":\"x\"}]}",
    TRUE },
  { "another-year",
    "{\"_id\":\"calendar:00000000000000000000002028\",\"type\":\"calendar\",\"year\":2028,"
    "\"decree\":\"SKB\",\"days\":[{\"date\":\"2027-01-01\",\"kind\":\"holiday\",\"name\":\"x\"}]}",
    FALSE },
  { "no-year",
    "{\"_id\":\"calendar:00000000000000000000002028\",\"type\":\"calendar\",\"year\":4294969324,"
    "\"decree\":\"SKB\"}",
    FALSE },
  { "amount",
    "{\"_id\":\"scheme:00000000000000000000000002\",\"type\":\"scheme\",\"kind\":\"clock\","
    "\"name\":\"x\",\"rules\":[{\"key\":\"k\",\"label\":\"l\",\"kind\":\"working\",\"amount\":0,"
    "\"start\":\"received\",\"end\":\"verified\"}]}",
    FALSE },
};

/* What an administrator imports is checked; what slips through does no harm. */
static void
test_import (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  GaungRecord *record = gaung_record_new_from_text (imports[i].text, -1, &error);
  g_autoptr (GaungRules) rules = NULL;

  g_assert_no_error (error);
  g_ptr_array_add (records, record);
  g_assert_cmpint (gaung_record_validate (record, &error), ==, imports[i].is_valid);
  if (!imports[i].is_valid)
    g_assert_error (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE);
  rules = gaung_rules_new_from_records (records);
  g_assert_cmpuint (rules->clock_rules->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_strdup_printf ("/calendar/kind/%s", kinds[i].day);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_kind);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (additions); i++)
    {
      g_autofree char *path
          = g_strdup_printf ("/calendar/add/%s+%d", additions[i].day, additions[i].n);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_addition);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (imports); i++)
    {
      g_autofree char *path = g_strdup_printf ("/calendar/import/%s", imports[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_import);
    }
  g_test_add_func ("/calendar/working-days", test_working_days);
  g_test_add_func ("/calendar/building", test_building);
  g_test_add_func ("/calendar/builtin", test_builtin_records);
  return g_test_run ();
}
