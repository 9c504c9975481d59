/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The few distinct files that the sample complaints share. Content, not to be translated. */
#include "config.h"

#include <string.h>

#include "gaung-attachment.h"
#include "gaung-sample-picture-private.h"
#include "gaung-sample-private.h"
#include "gaung-ulid.h"

static const struct
{
  const char *name;
  const char *text;
} notes[] = {
  { "kronologi.txt",
    "Kronologi (contoh)\n\n1. Datang pukul 07.40, mengambil nomor antrean.\n2. Pukul 09.15 loket "
    "ditutup untuk istirahat petugas.\n3. Pukul 10.50 dipanggil, diminta kembali besok.\n\nSemua "
    "nama dan kejadian dalam berkas ini rekaan.\n" },
  { "tanda-terima.txt",
    "TANDA TERIMA (contoh)\n\nNomor pengajuan : CONTOH-0001\nLayanan         : KTP-el, cetak "
    "ulang\nBiaya           : Tidak dipungut biaya\n\nBerkas ini rekaan.\n" },
};

static gboolean
put_file (GaungSample *sample,
          GaungBatch *batch,
          GBytes *bytes,
          const char *name,
          const char *media_type,
          gboolean is_picture,
          GError **error)
{
  GaungSampleFile file = { .is_picture = is_picture };
  GaungSampleRandom random;
  g_autoptr (GaungAttachment) attachment = NULL;
  GaungRecord *record;

  gaung_sample_random_init (&random, sample->seed, g_str_hash (name));
  gaung_ulid_seed_thread (gaung_sample_random_next (&random));
  attachment = gaung_attachment_new (bytes, name, media_type, sample->desk, sample->founded);
  gaung_ulid_unseed_thread ();
  record = GAUNG_RECORD (attachment);

  if (!gaung_record_set_boolean (record, "sample", TRUE, error)
      || (is_picture
          && (!gaung_record_set_integer (record, "width", GAUNG_SAMPLE_PICTURE_WIDTH, error)
              || !gaung_record_set_integer (record, "height", GAUNG_SAMPLE_PICTURE_HEIGHT, error)))
      || !gaung_record_validate (record, error))
    return FALSE;

  gaung_batch_put (batch, record, NULL);
  gaung_batch_put_bytes (batch, gaung_record_get_id (record), bytes);
  file.id = g_strdup (gaung_record_get_id (record));
  g_array_append_val (sample->files, file);
  return TRUE;
}

/* Adds the files to @batch and to the sample, pictures first. */
gboolean
gaung_sample_put_files (GaungSample *self, GaungBatch *batch, GError **error)
{
  for (guint i = 0; i < gaung_sample_picture_count (); i++)
    {
      g_autoptr (GBytes) bytes = gaung_sample_picture_draw (i);

      if (!put_file (
              self, batch, bytes, gaung_sample_picture_get_name (i), "image/png", TRUE, error))
        return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (notes[i].text, strlen (notes[i].text));

      if (!put_file (self, batch, bytes, notes[i].name, "text/plain", FALSE, error))
        return FALSE;
    }
  return TRUE;
}
