/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Gaung brings with it, as records that an administrator can change: the calendars of
 * domain.md §i and the deadlines of §0. Their ids are fixed, so that two new workspaces do not have
 * them twice. */
#include "config.h"

#include "gaung-deadline.h"
#include "gaung-json.h"

#define WRITTEN_AT "2026-11-24T00:00:00.000Z"
#define CALENDAR_SOURCE                                                                            \
  "Keputusan Bersama Menteri Agama, Menteri Ketenagakerjaan, dan Menteri PANRB"

typedef struct
{
  const char *date; /* MM-DD */
  const char *name;
  gboolean is_leave;
  gboolean is_added; /* by an amendment during the year */
} Day;

#define LEAVE(date, name) { date, "Cuti bersama " name, TRUE, FALSE }

static const Day days_2025[] = {
  { "01-01", "Tahun Baru 2025 Masehi" },
  { "01-27", "Isra Mikraj Nabi Muhammad saw." },
  { "01-29", "Tahun Baru Imlek 2576 Kongzili" },
  { "03-29", "Hari Suci Nyepi (Tahun Baru Saka 1947)" },
  { "03-31", "Idulfitri 1446 Hijriah" },
  { "04-01", "Idulfitri 1446 Hijriah" },
  { "04-18", "Wafat Yesus Kristus" },
  { "04-20", "Kebangkitan Yesus Kristus (Paskah)" },
  { "05-01", "Hari Buruh Internasional" },
  { "05-12", "Hari Raya Waisak 2569 BE" },
  { "05-29", "Kenaikan Yesus Kristus" },
  { "06-01", "Hari Lahir Pancasila" },
  { "06-06", "Iduladha 1446 Hijriah" },
  { "06-27", "1 Muharam Tahun Baru Islam 1447 Hijriah" },
  { "08-17", "Proklamasi Kemerdekaan" },
  { "09-05", "Maulid Nabi Muhammad saw." },
  { "12-25", "Kelahiran Yesus Kristus (Natal)" },
  LEAVE ("01-28", "Tahun Baru Imlek 2576 Kongzili"),
  LEAVE ("03-28", "Hari Suci Nyepi"),
  LEAVE ("04-02", "Idulfitri 1446 Hijriah"),
  LEAVE ("04-03", "Idulfitri 1446 Hijriah"),
  LEAVE ("04-04", "Idulfitri 1446 Hijriah"),
  LEAVE ("04-07", "Idulfitri 1446 Hijriah"),
  LEAVE ("05-13", "Hari Raya Waisak 2569 BE"),
  LEAVE ("05-30", "Kenaikan Yesus Kristus"),
  LEAVE ("06-09", "Iduladha 1446 Hijriah"),
  { "08-18", "Cuti bersama Proklamasi Kemerdekaan", TRUE, TRUE },
  LEAVE ("12-26", "Natal"),
  { NULL },
};

static const Day days_2026[] = {
  { "01-01", "Tahun Baru 2026 Masehi" },
  { "01-16", "Isra Mikraj Nabi Muhammad saw." },
  { "02-17", "Tahun Baru Imlek 2577 Kongzili" },
  { "03-19", "Hari Suci Nyepi (Tahun Baru Saka 1948)" },
  { "03-21", "Idulfitri 1447 Hijriah" },
  { "03-22", "Idulfitri 1447 Hijriah" },
  { "04-03", "Wafat Yesus Kristus" },
  { "04-05", "Kebangkitan Yesus Kristus (Paskah)" },
  { "05-01", "Hari Buruh Internasional" },
  { "05-14", "Kenaikan Yesus Kristus" },
  { "05-27", "Iduladha 1447 Hijriah" },
  { "05-31", "Hari Raya Waisak 2570 BE" },
  { "06-01", "Hari Lahir Pancasila" },
  { "06-16", "1 Muharam Tahun Baru Islam 1448 Hijriah" },
  { "08-17", "Proklamasi Kemerdekaan" },
  { "08-25", "Maulid Nabi Muhammad saw." },
  { "12-25", "Kelahiran Yesus Kristus (Natal)" },
  LEAVE ("02-16", "Tahun Baru Imlek 2577 Kongzili"),
  LEAVE ("03-18", "Hari Suci Nyepi"),
  LEAVE ("03-20", "Idulfitri 1447 Hijriah"),
  LEAVE ("03-23", "Idulfitri 1447 Hijriah"),
  LEAVE ("03-24", "Idulfitri 1447 Hijriah"),
  LEAVE ("05-15", "Kenaikan Yesus Kristus"),
  LEAVE ("05-28", "Iduladha 1447 Hijriah"),
  LEAVE ("12-24", "Natal"),
  { NULL },
};

/* The sources give no occasion for the joint leave between two feasts: then it has no name of its
 * own. */
static const Day days_2027[] = {
  { "01-01", "Tahun Baru 2027 Masehi" },
  { "01-05", "Isra Mikraj Nabi Muhammad saw. 1448 Hijriah" },
  { "02-06", "Tahun Baru Imlek 2578 Kongzili" },
  { "03-08", "Hari Suci Nyepi (Tahun Baru Saka 1949)" },
  { "03-10", "Idulfitri 1448 Hijriah" },
  { "03-11", "Idulfitri 1448 Hijriah" },
  { "03-26", "Wafat Yesus Kristus" },
  { "03-28", "Kebangkitan Yesus Kristus (Paskah)" },
  { "05-01", "Hari Buruh Internasional" },
  { "05-06", "Kenaikan Yesus Kristus" },
  { "05-17", "Iduladha 1448 Hijriah" },
  { "05-20", "Hari Raya Waisak 2571 BE" },
  { "06-01", "Hari Lahir Pancasila" },
  { "06-06", "1 Muharam Tahun Baru Islam 1449 Hijriah" },
  { "08-15", "Maulid Nabi Muhammad saw." },
  { "08-17", "Proklamasi Kemerdekaan" },
  { "12-25", "Kelahiran Yesus Kristus (Natal)" },
  { "12-26", "Isra Mikraj Nabi Muhammad saw. 1449 Hijriah" },
  LEAVE ("02-05", "Tahun Baru Imlek 2578 Kongzili"),
  { "03-09", "Cuti bersama", TRUE },
  LEAVE ("03-12", "Idulfitri 1448 Hijriah"),
  LEAVE ("03-15", "Idulfitri 1448 Hijriah"),
  LEAVE ("03-25", "Wafat Yesus Kristus"),
  { "05-18", "Cuti bersama", TRUE },
  { "05-19", "Cuti bersama", TRUE },
  LEAVE ("12-24", "Natal"),
  { NULL },
};

static const struct
{
  int year;
  const char *decree;
  const Day *days;
} years[] = {
  { 2025, "SKB 1017/2024, 2/2024, 2/2024, diubah dengan 933/2025, 1/2025, 3/2025", days_2025 },
  { 2026, "SKB 1497/2025, 2/2025, 5/2025", days_2026 },
  { 2027, "SKB 1205/2026, 3/2026, 2/2026", days_2027 },
};

/* domain.md §0, R2–R6, and §b.1–b.3. What was only found in second-hand sources is not verified. */
static const struct
{
  const char *key;
  const char *label;
  const char *kind;
  int amount;
  const char *start;
  const char *end;
  const char *class; /* NULL: all */
  const char *source;
  gboolean is_verified;
} rules[] = {
  { "ulas-first-answer",
    "Jawaban awal",
    "elapsed",
    24,
    "received",
    "first-reply",
    NULL,
    "Diskominfo SP Surakarta, 22 Mei 2025: admin OPD menjawab dalam 1 × 24 jam (Perwali 8.1/2023)",
    TRUE },
  { "ulas-follow-up",
    "Tindak lanjut ULAS",
    "elapsed",
    48,
    "received",
    "answered",
    NULL,
    "Diskominfo SP Surakarta, 22 Mei 2025: tindak lanjut dalam 2 x 24 jam (Perwali 8.1/2023)",
    TRUE },
  { "sp4n-verification",
    "Verifikasi",
    "working",
    3,
    "received",
    "verified",
    NULL,
    "SP4N-LAPOR!, tanya jawab nomor 3 di blog.lapor.go.id: verifikasi 3 hari kerja",
    TRUE },
  { "sp4n-follow-up",
    "Tindak lanjut pertama",
    "working",
    5,
    "verified",
    "first-reply",
    NULL,
    "SP4N-LAPOR!: tindak lanjut instansi 5 hari kerja (sumber sekunder)",
    FALSE },
  { "sp4n-completion-information",
    "Penyelesaian permintaan informasi",
    "working",
    5,
    "complete",
    "answered",
    "information",
    "Permenpan RB 62/2018: 5 hari kerja (sumber sekunder)",
    FALSE },
  { "sp4n-completion-complaint",
    "Penyelesaian pengaduan",
    "working",
    14,
    "complete",
    "answered",
    "complaint",
    "Permenpan RB 62/2018: 14 hari kerja (sumber sekunder)",
    FALSE },
  { "sp4n-completion-supervisory",
    "Penyelesaian pengaduan berkadar pengawasan",
    "working",
    60,
    "complete",
    "answered",
    "supervisory",
    "Permenpan RB 62/2018: 60 hari kerja (sumber sekunder)",
    FALSE },
};

static JsonObject *
make_document (const char *type, int number)
{
  JsonObject *json = json_object_new ();
  g_autofree char *id = g_strdup_printf ("%s:%026d", type, number);
  g_autofree char *change = g_strdup_printf ("00000000-0000-4000-8000-%012d", number);

  json_object_set_string_member (json, "_id", id);
  json_object_set_string_member (json, "type", type);
  json_object_set_int_member (json, "schema", gaung_record_type_find (type)->schema);
  json_object_set_string_member (json, "created_at", WRITTEN_AT);
  json_object_set_string_member (json, "created_by", "gaung");
  json_object_set_string_member (json, "changed_at", WRITTEN_AT);
  json_object_set_string_member (json, "changed_by", "gaung");
  json_object_set_string_member (json, "change", change);
  return json;
}

static GaungRecord *
finish_document (JsonObject *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungRecord) record = gaung_record_new_from_json (json, &error);

  if (record == NULL)
    g_error ("A built-in record is wrong: %s", error->message);
  json_object_set_string_member (
      gaung_record_get_json (record), "ref", gaung_record_get_reference (record));
  return g_steal_pointer (&record);
}

static GaungRecord *
make_calendar (int year, const char *decree, const Day *list)
{
  g_autoptr (JsonObject) json = make_document ("calendar", year);
  JsonArray *days = json_array_new ();

  for (const Day *row = list; row->date != NULL; row++)
    {
      JsonObject *day = json_object_new ();
      g_autofree char *date = g_strdup_printf ("%d-%s", year, row->date);

      json_object_set_string_member (day, "date", date);
      json_object_set_string_member (day, "kind", row->is_leave ? "joint-leave" : "holiday");
      json_object_set_string_member (day, "name", row->name);
      if (row->is_added)
        json_object_set_boolean_member (day, "added", TRUE);
      json_array_add_object_element (days, day);
    }
  json_object_set_int_member (json, "year", year);
  json_object_set_string_member (json, "decree", decree);
  json_object_set_string_member (json, "source", CALENDAR_SOURCE);
  json_object_set_array_member (json, "days", days);
  return finish_document (json);
}

static GaungRecord *
make_scheme (void)
{
  g_autoptr (JsonObject) json = make_document ("scheme", 1);
  JsonArray *rows = json_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      JsonObject *row = json_object_new ();

      json_object_set_string_member (row, "key", rules[i].key);
      json_object_set_string_member (row, "label", rules[i].label);
      json_object_set_string_member (row, "kind", rules[i].kind);
      json_object_set_int_member (row, "amount", rules[i].amount);
      json_object_set_string_member (row, "start", rules[i].start);
      json_object_set_string_member (row, "end", rules[i].end);
      if (rules[i].class != NULL)
        {
          JsonArray *classes = json_array_new ();

          json_array_add_string_element (classes, rules[i].class);
          json_object_set_array_member (row, "classes", classes);
        }
      json_object_set_string_member (row, "source", rules[i].source);
      json_object_set_boolean_member (row, "verified", rules[i].is_verified);
      json_array_add_object_element (rows, row);
    }
  json_object_set_string_member (json, "kind", "clock");
  json_object_set_string_member (json, "name", "Tenggat aduan");
  json_object_set_array_member (json, "rules", rows);
  return finish_document (json);
}

GPtrArray *
gaung_builtin_records (void)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (years); i++)
    g_ptr_array_add (records, make_calendar (years[i].year, years[i].decree, years[i].days));
  g_ptr_array_add (records, make_scheme ());
  return records;
}
