/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invented citizens. A first and a last name are drawn apart, the serial of a NIK ends where few
 * are, and telephone numbers lie in a block of zeros: valid in form, and nobody's. */
#include "config.h"

#include "gaung-sample-private.h"
#include "gaung-time.h"

static const char *const male_names[]
    = { "Agus",   "Bambang",  "Bagas",   "Budi",    "Cahyo",    "Danang",   "Dimas",
        "Dwi",    "Eko",      "Fajar",   "Galih",   "Gunawan",  "Hari",     "Hendro",
        "Imam",   "Indra",    "Joko",    "Kuncoro", "Lilik",    "Marno",    "Mulyono",
        "Nanang", "Ngatiman", "Nugroho", "Pardi",   "Prasetyo", "Purwanto", "Rahmat",
        "Ridwan", "Rudi",     "Sarjono", "Sigit",   "Slamet",   "Sugeng",   "Suparno",
        "Suryo",  "Sutrisno", "Taufik",  "Teguh",   "Tri",      "Wahyu",    "Warsito",
        "Wibowo", "Widodo",   "Yanto",   "Yoga",    "Yusuf",    "Zainal",   NULL };

static const char *const female_names[]
    = { "Ani",     "Asih",    "Ayu",       "Budiarti", "Citra",     "Dewi",     "Dyah",
        "Endang",  "Erna",    "Fitri",     "Giyarti",  "Handayani", "Hesti",    "Ika",
        "Indah",   "Jumiyem", "Kartika",   "Lestari",  "Lina",      "Marsini",  "Mulyani",
        "Murni",   "Ningsih", "Nur",       "Partini",  "Puji",      "Rahayu",   "Ratna",
        "Retno",   "Rini",    "Rukmini",   "Sari",     "Siti",      "Sri",      "Sulastri",
        "Sumarni", "Suparmi", "Supriyati", "Titik",    "Tuti",      "Umi",      "Utami",
        "Wahyuni", "Wiji",    "Wulan",     "Yanti",    "Yuni",      "Zubaidah", NULL };

static const char *const last_names[] = { "Abimanyu",       "Adinegara",     "Anggoro",
                                          "Aryasuta",       "Banyubiru",     "Brotowali",
                                          "Candrakirana",   "Cokrodiran",    "Danuwirya",
                                          "Dirgawasa",      "Gendingan",     "Girimulya",
                                          "Hadipranata",    "Harjasaputra",  "Hastaprawira",
                                          "Jayalengkara",   "Jatisari",      "Kartawiguna",
                                          "Kertosuwito",    "Kusumaningrat", "Lintangraya",
                                          "Mangkuprojo",    "Martodiharjo",  "Mekarsari",
                                          "Notowirejo",     "Padmonobo",     "Panggihraharja",
                                          "Prawirolaksana", "Purbaningtyas", "Rangkaswangi",
                                          "Reksodipuro",    "Sampurnajati",  "Sasanawirya",
                                          "Setyoningrum",   "Sokawati",      "Sosrokerto",
                                          "Suryanegara",    "Tanjunganom",   "Tirtawijaya",
                                          "Tunggulwulung",  "Wanasepi",      "Wiryopradoto",
                                          "Wijayakrama",    "Wonosari",      "Yudopranoto",
                                          "Sekarjagad",     "Truntumsari",   "Parangrusak",
                                          "Kawungwibawa",   "Sidomukti",     NULL };

static const char *const prefixes[]
    = { "811", "812", "813", "815", "816", "821", "822", "851", "852",
        "856", "857", "858", "877", "878", "881", "895", "896", NULL };

/* "33.72.04.1011" → "337204". Some citizens moved here: their NIK tells another region. */
static const char *
draw_region (GaungSampleRandom *random, const char *village, char *buffer)
{
  static const char *const others[]
      = { "330901", "331012", "331106", "331204", "331309", "331402", NULL };

  if (village == NULL || gaung_sample_random_chance (random, 18))
    return gaung_sample_random_choose (random, others);
  for (guint i = 0, j = 0; j < 6; i++)
    if (g_ascii_isdigit (village[i]))
      buffer[j++] = village[i];
  buffer[6] = '\0';
  return buffer;
}

static char *
draw_nik (GaungSampleRandom *random, const char *village, GaungDay birth_on, gboolean is_female)
{
  char buffer[7];
  int year;
  int month;
  int day;

  gaung_day_to_ymd (birth_on, &year, &month, &day);
  return g_strdup_printf ("%s%02d%02d%02d%04u",
                          draw_region (random, village, buffer),
                          is_female ? day + 40 : day,
                          month,
                          year % 100,
                          9000 + gaung_sample_random_below (random, 999));
}

/**
 * gaung_sample_new_person:
 *
 * Returns: (transfer full): a person between 17 and 81 years old at @at, or %NULL with a
 *   %GAUNG_RECORD_ERROR
 */
GaungRecord *
gaung_sample_new_person (GaungSampleRandom *random,
                         const GaungActor *actor,
                         GaungInstant at,
                         const char *village,
                         GError **error)
{
  g_autoptr (GaungRecord) person = gaung_record_new ("person", actor, at);
  gboolean is_female = gaung_sample_random_chance (random, 47);
  GaungDay birth_on = gaung_day_of_instant (at)
                      - (GaungDay) gaung_sample_random_between (random, 17 * 366, 81 * 365);
  g_autofree char *nik = draw_nik (random, village, birth_on, is_female);
  const char *first = gaung_sample_random_choose (random, is_female ? female_names : male_names);
  const char *last = gaung_sample_random_choose (random, last_names);
  /* A single name is common among the old. */
  g_autofree char *name = gaung_sample_random_chance (random, 7)
                              ? g_strdup (first)
                              : g_strdup_printf ("%s %s", first, last);
  g_autofree char *telephone = g_strdup_printf ("+62%s0000%04u",
                                                gaung_sample_random_choose (random, prefixes),
                                                gaung_sample_random_below (random, 10000));
  g_autofree char *district = village != NULL ? g_strndup (village, 8) : NULL;

  if (!gaung_record_set_boolean (person, "sample", TRUE, error)
      || !gaung_record_set_string (person, "name", name, error)
      || !gaung_record_set_string (person, "telephone", telephone, error)
      || !gaung_record_set_string (person, "sex", is_female ? "female" : "male", error))
    return NULL;
  /* Most write from a telephone and tell no more; the counter asks for the NIK. */
  if (gaung_sample_random_chance (random, 55)
      && (!gaung_record_set_string (person, "nik", nik, error)
          || !gaung_record_set_day (person, "birth_on", birth_on, error)))
    return NULL;
  if (village != NULL
      && (!gaung_record_set_string (person, "district", district, error)
          || !gaung_record_set_string (person, "village", village, error)))
    return NULL;
  if (!gaung_record_validate (person, error))
    return NULL;
  return g_steal_pointer (&person);
}
