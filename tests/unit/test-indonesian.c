/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of an Indonesian office, through the translation that is shipped. Needs the locale
 * id_ID.UTF-8 (gettext translates nothing under C.UTF-8) and is skipped where it is missing. */
#include "config.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "gaung-complaint.h"
#include "gaung-deadline.h"
#include "gaung-format.h"
#include "gaung-identity.h"
#include "gaung-place.h"

static gboolean has_locale;

static gboolean
skip_without_locale (void)
{
  if (!has_locale)
    g_test_skip ("no locale id_ID.UTF-8");
  return !has_locale;
}

static const struct
{
  const char *received;
  const char *key;
  const char *pill;
  const char *sentence;
} words[] = {
  { "2026-11-23T04:50:00Z",
    "ulas-first-answer",
    "2 jam lagi",
    "Jawaban awal paling lambat hari ini 11.50" },
  { "2026-11-23T09:00:00Z",
    "ulas-first-answer",
    "16.00",
    "Jawaban awal paling lambat hari ini 16.00" },
  { "2026-11-22T23:41:00Z",
    "ulas-first-answer",
    "lewat 3 jam",
    "Jawaban awal seharusnya selesai hari ini 06.41" },
  { "2026-11-24T05:00:00Z",
    "ulas-follow-up",
    "Kamis 12.00",
    "Tindak lanjut ULAS paling lambat Kamis 26/11 12.00" },
  { "2026-11-18T04:50:00Z",
    "sp4n-verification",
    "lewat 1 hari kerja",
    "Verifikasi seharusnya selesai kemarin" },
  { "2027-12-29T00:00:00Z",
    "sp4n-verification",
    "2028 belum ditetapkan",
    "Verifikasi: kalender 2028 belum ditetapkan" },
};

static void
test_deadline (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GaungRules) rules = gaung_rules_new_builtin ();
  g_autoptr (GaungRecord) record = gaung_record_new ("complaint", NULL, 0);
  g_autoptr (GPtrArray) deadlines = NULL;
  GaungInstant received, now;
  guint n_found = 0;

  if (skip_without_locale ())
    return;
  g_assert_true (gaung_instant_parse (words[i].received, &received));
  g_assert_true (gaung_instant_parse ("2026-11-24T02:41:00Z", &now));
  g_assert_true (gaung_record_set_string (record, "state", "new", NULL));
  g_assert_true (gaung_record_set_instant (record, "received_at", received, NULL));
  deadlines = gaung_complaint_get_deadlines (GAUNG_COMPLAINT (record), rules, now);
  for (guint j = 0; j < deadlines->len; j++)
    {
      GaungDeadline *deadline = g_ptr_array_index (deadlines, j);
      g_autofree char *pill = gaung_deadline_to_pill (deadline, rules, now);
      g_autofree char *sentence = gaung_deadline_to_sentence (deadline, now);

      if (strcmp (deadline->rule->key, words[i].key) != 0)
        continue;
      g_assert_cmpstr (pill, ==, words[i].pill);
      g_assert_cmpstr (sentence, ==, words[i].sentence);
      n_found++;
    }
  g_assert_cmpuint (n_found, ==, 1);
}

/* The names of the states in an office. */
static void
test_states (void)
{
  static const char *const expected[] = {
    "Draf",           "Baru",       "Perlu dilengkapi", "Terverifikasi",
    "Bukan wewenang", "Diarsipkan", "Didisposisikan",   "Diproses",
    "Dijawab",        "Selesai",    "Dibuka kembali",   "Dipindahkan",
  };

  if (skip_without_locale ())
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (
        gaung_enum_get_label (gaung_complaint_states, gaung_complaint_state_get_nick (i)),
        ==,
        expected[i]);
}

static void
test_formats (void)
{
  GaungInstant instant;
  g_autofree char *day = NULL;
  g_autofree char *exact = NULL;
  g_autofree char *place = NULL;
  g_autofree char *number = NULL;

  if (skip_without_locale ())
    return;
  g_assert_true (gaung_instant_parse ("2026-11-24T08:07:00Z", &instant));
  day = gaung_format_day_long (gaung_day_of_instant (instant));
  exact = gaung_format_instant_exact (instant);
  place = gaung_place_to_display ("33.72.01", NULL);
  number = gaung_format_decimal (1234567.891, 3);
  g_assert_cmpstr (day, ==, "Selasa, 24 November 2026");
  g_assert_cmpstr (exact, ==, "Selasa, 24 November 2026 pukul 15.07 WIB");
  g_assert_cmpstr (place, ==, "Kecamatan Laweyan");
  g_assert_cmpstr (number, ==, "1.234.567,891");
}

/* Nothing that a clerk reads stays English. */
static void
test_messages (void)
{
  if (skip_without_locale ())
    return;
  for (int i = GAUNG_IDENTITY_EMPTY; i <= GAUNG_IDENTITY_SHORT_CODE; i++)
    {
      const char *message = gaung_identity_problem_get_message (i);

      g_assert_nonnull (message);
      g_assert_null (strstr (message, "The "));
      g_assert_null (strstr (message, "This "));
    }
}

int
main (int argc, char *argv[])
{
  has_locale = setlocale (LC_ALL, "id_ID.UTF-8") != NULL;
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("GAUNG_TEST_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *path = g_strdup_printf ("/indonesian/deadline/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_deadline);
    }
  g_test_add_func ("/indonesian/states", test_states);
  g_test_add_func ("/indonesian/formats", test_formats);
  g_test_add_func ("/indonesian/messages", test_messages);
  return g_test_run ();
}
