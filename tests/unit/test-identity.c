/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "gaung-identity.h"

/* No number here is that of a person: the serials and days are made up. */
static const struct
{
  const char *nik;
  const char *birth_on;
  const char *sex;
  GaungIdentityProblem expected;
} niks[] = {
  { "3372011708850001", NULL, NULL, GAUNG_IDENTITY_FINE },
  { "3372 0117 0885 0001", NULL, NULL, GAUNG_IDENTITY_FINE },
  { "3372.0117.0885-0001", "1985-08-17", "male", GAUNG_IDENTITY_FINE },
  { "3372015708850001", "1985-08-17", "female", GAUNG_IDENTITY_FINE },
  { "3372015708850001", "1985-08-17", "male", GAUNG_IDENTITY_SEX_MISMATCH },
  { "3372011708850001", "1985-08-17", "female", GAUNG_IDENTITY_SEX_MISMATCH },
  { "3372011708850001", "1985-08-18", NULL, GAUNG_IDENTITY_BIRTH_MISMATCH },
  { "3372010101200001", "1920-01-01", NULL, GAUNG_IDENTITY_FINE }, /* the century is a guess */
  { "3311011708850001", NULL, NULL, GAUNG_IDENTITY_OUT_OF_TOWN },
  { "3311011708850001", "1985-08-17", "male", GAUNG_IDENTITY_OUT_OF_TOWN },
  { "3372017208850001", NULL, NULL, GAUNG_IDENTITY_DATE },
  { "3372013208850001", NULL, NULL, GAUNG_IDENTITY_DATE },
  { "3372010008850001", NULL, NULL, GAUNG_IDENTITY_DATE },
  { "3372014008850001", NULL, NULL, GAUNG_IDENTITY_DATE },
  { "3372011713850001", NULL, NULL, GAUNG_IDENTITY_DATE },
  { "3372013002850001", NULL, NULL, GAUNG_IDENTITY_DATE },
  { "3372012902840001", NULL, NULL, GAUNG_IDENTITY_FINE },
  { "3372012902850001", NULL, NULL, GAUNG_IDENTITY_DATE },
  { "3372011708850000", NULL, NULL, GAUNG_IDENTITY_SERIAL },
  { "337201170885000", NULL, NULL, GAUNG_IDENTITY_LENGTH },
  { "33720117088500011", NULL, NULL, GAUNG_IDENTITY_LENGTH },
  { "337201170885000O", NULL, NULL, GAUNG_IDENTITY_NOT_DIGITS },
  { "３３７２０１１７０８８５０００１", NULL, NULL, GAUNG_IDENTITY_NOT_DIGITS },
  { "", NULL, NULL, GAUNG_IDENTITY_EMPTY },
  { " - ", NULL, NULL, GAUNG_IDENTITY_EMPTY },
  { NULL, NULL, NULL, GAUNG_IDENTITY_EMPTY },
};

static void
test_nik (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  GaungDay today = gaung_day_from_ymd (2026, 11, 24);
  GaungDay birth_on = GAUNG_DAY_NONE;

  gaung_day_parse (niks[i].birth_on, &birth_on);
  g_assert_cmpint (
      gaung_nik_check (niks[i].nik, today, birth_on, niks[i].sex), ==, niks[i].expected);
}

static void
test_nik_parts (void)
{
  GaungDay today = gaung_day_from_ymd (2026, 11, 24);
  GaungNik nik;
  static const struct
  {
    const char *nik, *birth_on;
  } births[] = {
    { "3372011708850012", "1985-08-17" },
    { "3372012411260012", "2026-11-24" }, /* born today */
    { "3372012511260012", "1926-11-25" }, /* tomorrow: a century ago */
    { "3372010101000012", "2000-01-01" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (births); i++)
    {
      g_autofree char *text = NULL;

      g_assert_cmpint (gaung_nik_parse (births[i].nik, today, &nik), ==, GAUNG_IDENTITY_FINE);
      text = gaung_day_to_text (nik.birth_on);
      g_assert_cmpstr (text, ==, births[i].birth_on);
      g_assert_cmpstr (nik.region, ==, "33.72.01");
      g_assert_cmpint (nik.serial, ==, 12);
      g_assert_false (nik.is_female);
    }
  g_assert_cmpint (gaung_nik_parse ("3372015708850012", today, &nik), ==, GAUNG_IDENTITY_FINE);
  g_assert_true (nik.is_female);
}

static const struct
{
  const char *kk;
  GaungIdentityProblem expected;
} kks[] = {
  { "3372011708150001", GAUNG_IDENTITY_FINE },
  { "3311011708150001", GAUNG_IDENTITY_OUT_OF_TOWN },
  { "3372015708150001", GAUNG_IDENTITY_DATE },
  { "3372011708150000", GAUNG_IDENTITY_SERIAL },
  { "33720117081500", GAUNG_IDENTITY_LENGTH },
  { "x", GAUNG_IDENTITY_NOT_DIGITS },
  { "", GAUNG_IDENTITY_EMPTY },
};

static void
test_kk (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);

  g_assert_cmpint (gaung_kk_check (kks[i].kk), ==, kks[i].expected);
}

static const struct
{
  const char *typed;
  const char *e164;
  const char *display;
  const char *masked;
  const char *whatsapp;
  GaungIdentityProblem problem;
} telephones[] = {
  { "0812-2506-7171",
    "+6281225067171",
    "0812-2506-7171",
    "08•• •••• ••71",
    "https://wa.me/6281225067171" },
  { "+62 812 2506 7171",
    "+6281225067171",
    "0812-2506-7171",
    "08•• •••• ••71",
    "https://wa.me/6281225067171" },
  { "6281225067171",
    "+6281225067171",
    "0812-2506-7171",
    "08•• •••• ••71",
    "https://wa.me/6281225067171" },
  { "81225067171",
    "+6281225067171",
    "0812-2506-7171",
    "08•• •••• ••71",
    "https://wa.me/6281225067171" },
  { "+62 (0)812.2506.7171",
    "+6281225067171",
    "0812-2506-7171",
    "08•• •••• ••71",
    "https://wa.me/6281225067171" },
  { "(0271) 639554", "+62271639554", "(0271) 639554", "02•• •••• ••54", NULL },
  { "0271-2931667", "+622712931667", "(0271) 2931667", "02•• •••• ••67", NULL },
  { "021 3441234", "+62213441234", "(021) 3441234", "02•• •••• ••34", NULL },
  { "+1 415 555 0100",
    "+14155550100",
    "+14155550100",
    "+1•• •••• ••00",
    "https://wa.me/14155550100" },
  { "112", NULL, NULL, NULL, NULL, GAUNG_IDENTITY_SHORT_CODE },
  { "1708", NULL, NULL, NULL, NULL, GAUNG_IDENTITY_SHORT_CODE },
  { "0800", NULL, NULL, NULL, NULL, GAUNG_IDENTITY_NOT_TELEPHONE },
  { "0842 1234 5678", NULL, NULL, NULL, NULL, GAUNG_IDENTITY_NOT_TELEPHONE },
  { "08123", NULL, NULL, NULL, NULL, GAUNG_IDENTITY_NOT_TELEPHONE },
  { "0812345678901234", NULL, NULL, NULL, NULL, GAUNG_IDENTITY_NOT_TELEPHONE },
  { "+", NULL, NULL, NULL, NULL, GAUNG_IDENTITY_NOT_TELEPHONE },
  { "belum ada", NULL, NULL, NULL, NULL, GAUNG_IDENTITY_NOT_TELEPHONE },
  { "", NULL, NULL, NULL, NULL, GAUNG_IDENTITY_EMPTY },
};

static void
test_telephone (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  GaungIdentityProblem problem;
  g_autofree char *e164 = gaung_telephone_normalize (telephones[i].typed, &problem);
  g_autofree char *display = NULL;
  g_autofree char *masked = NULL;
  g_autofree char *whatsapp = NULL;

  g_assert_cmpstr (e164, ==, telephones[i].e164);
  g_assert_cmpint (problem, ==, telephones[i].problem);
  if (e164 == NULL)
    return;
  display = gaung_telephone_to_display (e164);
  masked = gaung_mask_telephone (e164);
  whatsapp = gaung_telephone_to_whatsapp (e164);
  g_assert_cmpstr (display, ==, telephones[i].display);
  g_assert_cmpstr (masked, ==, telephones[i].masked);
  g_assert_cmpstr (whatsapp, ==, telephones[i].whatsapp);
}

static const struct
{
  char *(*mask) (const char *);
  const char *text;
  const char *expected;
} masks[] = {
  { gaung_mask_name, "Budi Santoso", "B••• S••••••" },
  { gaung_mask_name, "Sri", "S••" },
  { gaung_mask_name, "<b>Budi</b>\nX", "<•••••••••• X" },
  { gaung_mask_name, "", "" },
  { gaung_mask_name, NULL, "" },
  { gaung_mask_number, "3372011708850001", "3372••••••••0001" },
  { gaung_mask_number, "12345", "••••••••" },
  { gaung_mask_number, "tidak ada nomor", "••••••••" },
  { gaung_mask_number, "", "" },
  { gaung_mask_telephone, "rumah pak RT", "••••••••" },
  { gaung_mask_telephone, "", "" },
  { gaung_mask_email, "budi@contoh.com", "b•••@•••.com" },
  { gaung_mask_email, "budi@contoh.go.id", "b•••@•••.id" },
  { gaung_mask_email, "@contoh.com", "••••••••" },
  { gaung_mask_email, "budi", "••••••••" },
  { gaung_mask_email, "", "" },
  { gaung_mask_text, "apa saja", "••••••••" },
  { gaung_mask_text, "x", "••••••••" },
  { gaung_mask_text, "", "" },
};

static void
test_mask (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *masked = masks[i].mask (masks[i].text);

  g_assert_cmpstr (masked, ==, masks[i].expected);
}

static void
test_whatsapp (void)
{
  g_assert_null (gaung_telephone_to_whatsapp (NULL));
  g_assert_null (gaung_telephone_to_whatsapp (""));
  g_assert_null (gaung_telephone_to_whatsapp ("081225067171"));
  g_assert_null (gaung_telephone_to_whatsapp ("+62812/../evil"));
}

static void
test_messages (void)
{
  for (int i = GAUNG_IDENTITY_FINE; i <= GAUNG_IDENTITY_SHORT_CODE; i++)
    g_assert_cmpint (gaung_identity_problem_get_message (i) != NULL, ==, i != GAUNG_IDENTITY_FINE);
}

#define ADD(name, table, function)                                                                 \
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)                                                 \
    {                                                                                              \
      g_autofree char *path = g_strdup_printf ("/identity/" name "/%" G_GSIZE_FORMAT, i);          \
                                                                                                   \
      g_test_add_data_func (path, GSIZE_TO_POINTER (i), function);                                 \
    }

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("nik", niks, test_nik)
  ADD ("kk", kks, test_kk)
  ADD ("telephone", telephones, test_telephone)
  ADD ("mask", masks, test_mask)
  g_test_add_func ("/identity/nik-parts", test_nik_parts);
  g_test_add_func ("/identity/whatsapp", test_whatsapp);
  g_test_add_func ("/identity/messages", test_messages);
  return g_test_run ();
}
