/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "gaung-json.h"
#include "publish-fixture.h"

GaungRecord *
fixture_service (const char *name, const char *members)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf (
      "{\"_id\":\"service:01M87EBB9B6AZZK01025QDQ1JK\",\"type\":\"service\",\"schema\":1,"
      "\"created_at\":\"2026-11-01T00:00:00.000Z\",\"changed_at\":\"2026-11-01T00:00:00.000Z\","
      "\"agency\":\"disnaker\",\"state\":\"active\"%s%s}",
      *members != '\0' ? "," : "",
      members);
  g_autoptr (JsonObject) document = gaung_json_parse_object (text, -1, &error);
  GaungRecord *service;

  g_assert_no_error (error);
  json_object_set_string_member (document, "name", name);
  service = gaung_record_new_from_json (document, &error);
  g_assert_no_error (error);
  return service;
}

GaungRecord *
fixture_ak1 (void)
{
  return fixture_service (
      "Kartu Pencari Kerja (AK-1)",
      "\"summary\":\"Kartu untuk warga yang mencari kerja.\",\"audience\":\"warga yang mencari "
      "kerja\",\"free\":true,\"time_amount\":20,\"time_unit\":\"minutes\",\"channels\":["
      "{\"key\":\"c1\",\"kind\":\"counter\",\"name\":\"Loket Disnaker\",\"address\":\"Jl. Slamet "
      "Riyadi 306\",\"hours\":\"Mo-Th 08:00-15:00; Fr 08:00-11:00\"},{\"key\":\"c2\",\"kind\":"
      "\"website\",\"name\":\"SIAPkerja\",\"url\":\"https://siapkerja.kemnaker.go.id/\"}],"
      "\"documents\":[{\"key\":\"d1\",\"name\":\"KTP Surakarta\",\"form\":\"original\"},"
      "{\"key\":\"d2\",\"name\":\"Ijazah terakhir\",\"form\":\"original-and-copy\",\"copies\":1},"
      "{\"key\":\"d3\",\"name\":\"Pas foto 3×4\",\"copies\":2,\"note\":\"Latar merah.\"},"
      "{\"key\":\"d4\",\"name\":\"Sertifikat keahlian\",\"condition\":\"bila ada\"}],\"steps\":["
      "{\"key\":\"s1\",\"title\":\"Daftar\",\"text\":\"Isi data di situs.\",\"actor\":"
      "\"applicant\",\"amount\":5,\"unit\":\"minutes\"},{\"key\":\"s2\",\"title\":\"Unggah\","
      "\"text\":\"Unggah ijazah dan foto.\"},{\"key\":\"s3\",\"title\":\"Verifikasi\",\"text\":"
      "\"Petugas memeriksa berkas.\"},{\"key\":\"s4\",\"title\":\"Ambil kartu\",\"text\":\"Berlaku "
      "dua tahun.\"}],\"output\":\"Kartu AK-1.\",\"complaints_handling\":\"Sampaikan ke ULAS.\","
      "\"decree_number\":\"SK 013 Tahun 2023\",\"checked_on\":\"2026-11-20\"");
}

GaungRecord *
fixture_passport (void)
{
  return fixture_service (
      "Paspor Biasa",
      "\"summary\":\"Paspor untuk bepergian ke luar negeri.\",\"costs\":[{\"key\":\"k1\",\"label\":"
      "\"48 halaman\",\"amount\":350000},{\"key\":\"k2\",\"label\":\"Elektronik\",\"amount\":"
      "650000}],\"cost_note\":\"Dibayar di bank.\",\"time_text\":\"4 hari kerja setelah "
      "wawancara\",\"channels\":[{\"key\":\"c1\",\"kind\":\"app\",\"name\":\"M-Paspor\",\"url\":"
      "\"https://www.imigrasi.go.id/\"}],\"documents\":[{\"key\":\"d1\",\"name\":\"KTP\"},"
      "{\"key\":\"d2\",\"group\":\"lahir\",\"name\":\"Akta kelahiran\"},{\"key\":\"d3\",\"group\":"
      "\"lahir\",\"name\":\"Ijazah\"}],\"steps\":[{\"key\":\"s1\",\"title\":\"Daftar\"},{\"key\":"
      "\"s2\",\"title\":\"Bayar\"},{\"key\":\"s3\",\"title\":\"Datang\"},{\"key\":\"s4\",\"title\":"
      "\"Wawancara\"},{\"key\":\"s5\",\"title\":\"Ambil\"}],\"alert\":\"Kuota dibuka tiap "
      "Jumat.\",\"alert_until\":\"2026-12-31\"");
}

GaungRecord *
fixture_long (guint n_documents, guint n_steps)
{
  g_autoptr (GString) members = g_string_new ("\"free\":true,\"documents\":[");

  for (guint i = 0; i < n_documents; i++)
    g_string_append_printf (members,
                            "%s{\"key\":\"d%u\",\"name\":\"dok%03u surat yang panjang namanya\"}",
                            i > 0 ? "," : "",
                            i,
                            i);
  g_string_append (members, "],\"steps\":[");
  for (guint i = 0; i < n_steps; i++)
    g_string_append_printf (members,
                            "%s{\"key\":\"s%u\",\"title\":\"lkh%03u\",\"text\":\"Uraian langkah "
                            "ini.\",\"actor\":\"officer\"}",
                            i > 0 ? "," : "",
                            i,
                            i);
  g_string_append (members, "]");
  return fixture_service ("Layanan yang panjang", members->str);
}

void
fixture_options (GaungHandoutOptions *options)
{
  *options = (GaungHandoutOptions) { .agency_name = "Dinas Tenaga Kerja",
                                     .agency_address = "Jl. Slamet Riyadi 306",
                                     .printed_at = FIXTURE_NOW };
}

char *
fixture_run (GBytes *bytes, const char *suffix, const char *command)
{
  g_autoptr (GError) error = NULL;
  const char *pipe = strchr (command, '|');
  const char *const shell[] = { "sh", "-c", command, "@", NULL };
  g_auto (GStrv) words = pipe != NULL ? g_strdupv ((GStrv) shell) : g_strsplit (command, " ", -1);
  g_autofree char *program = g_find_program_in_path (words[0]);
  g_autofree char *name = g_strdup_printf ("gaung-XXXXXX%s", suffix);
  g_autofree char *path = NULL;
  char *out = NULL;
  int status;
  int file;

  if (program == NULL)
    {
      g_autofree char *reason = g_strdup_printf ("there is no %s here", words[0]);

      g_test_skip (reason);
      return NULL;
    }
  file = g_file_open_tmp (name, &path, &error);
  g_assert_no_error (error);
  g_close (file, NULL);
  g_file_set_contents (
      path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], "@") == 0)
      g_set_str (&words[i], path);
  g_spawn_sync (NULL,
                words,
                NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                NULL,
                NULL,
                &out,
                NULL,
                &status,
                &error);
  g_assert_no_error (error);
  g_unlink (path);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
  return out;
}
