/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the shell decides without a widget. */

#include "config.h"

#include <adwaita.h>

#include "gaung-calendar-import.h"
#include "gaung-deadline.h"
#include "gaung-pin.h"
#include "gaung-reminder.h"
#include "gaung-welcome.h"
#include "gaung-workspace-maker.h"

/* RFC 7914, 11: known answers for PBKDF2 with HMAC-SHA-256 (their first 32 bytes). */
typedef struct
{
  const char *name;
  const char *pin;
  const char *salt;
  guint iterations;
  const char *expected;
} DeriveCase;

static const DeriveCase derive_cases[] = {
  { "once",
    "passwd",
    "salt",
    1,
    "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc" },
  { "80000",
    "Password",
    "NaCl",
    80000,
    "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56" },
};

static void
test_derive (gconstpointer data)
{
  const DeriveCase *test = data;
  guint8 digest[32];
  g_autoptr (GString) hex = g_string_new (NULL);

  gaung_pin_derive (
      test->pin, (const guint8 *) test->salt, strlen (test->salt), test->iterations, digest);
  for (guint i = 0; i < sizeof digest; i++)
    g_string_append_printf (hex, "%02x", digest[i]);
  g_assert_cmpstr (hex->str, ==, test->expected);
}

static void
test_pin (void)
{
  g_autofree char *hash = gaung_pin_hash ("2468");
  g_autofree char *again = gaung_pin_hash ("2468");

  g_assert_true (gaung_pin_verify ("2468", hash));
  g_assert_false (gaung_pin_verify ("2469", hash));
  g_assert_false (gaung_pin_verify ("", hash));
  g_assert_cmpstr (hash, !=, again);
  g_assert_null (strstr (hash, "2468"));
  g_assert_false (gaung_pin_verify ("2468", "pbkdf2-sha256$0$AA==$AA=="));
  g_assert_false (gaung_pin_verify ("2468", "nonsense"));
  g_assert_false (gaung_pin_verify ("2468", NULL));
}

static const struct
{
  const char *pin;
  gboolean expected;
} valid_cases[] = {
  { "1234", TRUE },  { "123456789012", TRUE },   { "123", FALSE },
  { "12a4", FALSE }, { "1234567890123", FALSE }, { "", FALSE },
  { NULL, FALSE },
};

static void
test_pin_valid (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (valid_cases); i++)
    g_assert_cmpint (gaung_pin_is_valid (valid_cases[i].pin), ==, valid_cases[i].expected);
}

static void
test_pin_delay (void)
{
  g_assert_cmpuint (gaung_pin_get_delay (0), ==, 0);
  g_assert_cmpuint (gaung_pin_get_delay (2), ==, 0);
  g_assert_cmpuint (gaung_pin_get_delay (3), ==, 5);
  g_assert_cmpuint (gaung_pin_get_delay (4), ==, 10);
  g_assert_cmpuint (gaung_pin_get_delay (9), ==, 300);
  g_assert_cmpuint (gaung_pin_get_delay (G_MAXUINT), ==, 300);
}

static const struct
{
  const char *passphrase;
  guint expected;
} strength_cases[] = {
  { "", 0 },
  { "kuda", 0 },
  { "kudakuda", 1 },
  { "Kuda-8xx", 2 },
  { "kudabatere12", 2 },
  { "kuda benar baterai staples", 3 },
  { "Kuda-8-baterai", 3 },
};

static void
test_strength (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (strength_cases); i++)
    g_assert_cmpuint (gaung_passphrase_get_strength (strength_cases[i].passphrase),
                      ==,
                      strength_cases[i].expected);
}

static void
test_agency_code (void)
{
  g_autofree char *simple = gaung_agency_code_from_name ("Diskominfo SP");
  g_autofree char *odd = gaung_agency_code_from_name (" Kel. Sewu / RW 3 ");
  g_autofree char *none = gaung_agency_code_from_name ("…");

  g_assert_cmpstr (simple, ==, "diskominfo-sp");
  g_assert_cmpstr (odd, ==, "kel-sewu-rw-3");
  g_assert_cmpstr (none, ==, "");
}

typedef struct
{
  const char *name;
  const char *instant;
  gboolean working_days_only;
  gboolean expected;
} QuietCase;

static const QuietCase quiet_cases[] = {
  { "working-morning", "2026-11-24T08:00:00+07:00", TRUE, FALSE },
  { "before-hours", "2026-11-24T07:29:00+07:00", TRUE, TRUE },
  { "first-minute", "2026-11-24T07:30:00+07:00", TRUE, FALSE },
  { "after-hours", "2026-11-24T16:00:00+07:00", TRUE, TRUE },
  { "saturday", "2026-11-28T09:00:00+07:00", TRUE, TRUE },
  { "saturday-all-days", "2026-11-28T09:00:00+07:00", FALSE, FALSE },
  { "christmas", "2026-12-25T09:00:00+07:00", TRUE, TRUE },
  { "joint-leave", "2026-12-24T09:00:00+07:00", TRUE, TRUE },
  { "undecreed-wednesday", "2031-05-07T09:00:00+07:00", TRUE, FALSE },
  { "undecreed-sunday", "2031-05-04T09:00:00+07:00", TRUE, TRUE },
};

static void
test_quiet (gconstpointer data)
{
  const QuietCase *test = data;
  g_autoptr (GaungRules) rules = gaung_rules_new_builtin ();
  GaungInstant now;

  g_assert_true (gaung_instant_parse (test->instant, &now));
  g_assert_cmpint (
      gaung_reminder_is_quiet (now, rules->calendar, test->working_days_only, 450, 960),
      ==,
      test->expected);
}

typedef struct
{
  const char *name;
  const char *text;
  int expected_error; /* -1: none */
} ImportCase;

#define DAY(date, kind, name) "{\"date\":\"" date "\",\"kind\":\"" kind "\",\"name\":\"" name "\"}"
#define YEAR(days) "{\"year\":2028,\"decree\":\"SKB 1/2027\",\"days\":[" days "]}"

static const ImportCase import_cases[] = {
  { "right", YEAR (DAY ("2028-01-01", "holiday", "Tahun Baru")), -1 },
  { "no-days", YEAR (""), -1 },
  { "two",
    YEAR (DAY ("2028-01-01", "holiday", "A") "," DAY ("2028-01-03", "joint-leave", "B")),
    -1 },
  { "not-json", "BEGIN:VCALENDAR", GAUNG_CALENDAR_IMPORT_ERROR_JSON },
  { "list", "[]", GAUNG_CALENDAR_IMPORT_ERROR_JSON },
  { "no-year", "{\"decree\":\"x\",\"days\":[]}", GAUNG_CALENDAR_IMPORT_ERROR_YEAR },
  { "no-decree", "{\"year\":2028,\"days\":[]}", GAUNG_CALENDAR_IMPORT_ERROR_DECREE },
  { "days-missing", "{\"year\":2028,\"decree\":\"x\"}", GAUNG_CALENDAR_IMPORT_ERROR_DAY },
  { "no-such-date", YEAR (DAY ("2028-02-30", "holiday", "A")), GAUNG_CALENDAR_IMPORT_ERROR_DAY },
  { "other-year", YEAR (DAY ("2027-12-31", "holiday", "A")), GAUNG_CALENDAR_IMPORT_ERROR_DAY },
  { "kind", YEAR (DAY ("2028-01-01", "party", "A")), GAUNG_CALENDAR_IMPORT_ERROR_DAY },
  { "no-name", YEAR (DAY ("2028-01-01", "holiday", "")), GAUNG_CALENDAR_IMPORT_ERROR_DAY },
  { "twice",
    YEAR (DAY ("2028-01-01", "holiday", "A") "," DAY ("2028-01-01", "holiday", "B")),
    GAUNG_CALENDAR_IMPORT_ERROR_DAY },
  { "no-object", YEAR ("7"), GAUNG_CALENDAR_IMPORT_ERROR_DAY },
};

static void
test_import (gconstpointer data)
{
  const ImportCase *test = data;
  g_autoptr (GaungActor) actor = gaung_actor_new ("a", "A", "dlh", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungRecord) record = gaung_calendar_import (test->text, -1, NULL, actor, 0, &error);

  if (test->expected_error >= 0)
    {
      g_assert_error (error, GAUNG_CALENDAR_IMPORT_ERROR, test->expected_error);
      g_assert_null (record);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpint (gaung_record_get_integer (record, "year"), ==, 2028);
  g_assert_cmpint (gaung_calendar_import_get_year (test->text, -1), ==, 2028);
}

#define ADD_CASES(prefix, cases, func)                                                             \
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)                                                 \
    {                                                                                              \
      g_autofree char *path = g_strconcat (prefix, cases[i].name, NULL);                           \
      g_test_add_data_func (path, &cases[i], func);                                                \
    }

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

  ADD_CASES ("/shell/pin/derive/", derive_cases, test_derive)
  g_test_add_func ("/shell/pin/verify", test_pin);
  g_test_add_func ("/shell/pin/valid", test_pin_valid);
  g_test_add_func ("/shell/pin/delay", test_pin_delay);
  g_test_add_func ("/shell/passphrase/strength", test_strength);
  g_test_add_func ("/shell/agency-code", test_agency_code);
  ADD_CASES ("/shell/reminder/quiet/", quiet_cases, test_quiet)
  ADD_CASES ("/shell/calendar-import/", import_cases, test_import)

  return g_test_run ();
}
