/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The texts to reuse that the sample workspace begins with. Content, not to be translated. */
#include "config.h"

#include "gaung-sample-private.h"

typedef struct
{
  const char *name;
  const char *kind;
  const char *states; /* separated by spaces, NULL for any */
  const char *shortcut;
  const char *text;
} GaungSampleTemplate;

static const GaungSampleTemplate templates[] = {
  { "Sudah kami terima",
    "reply",
    "new verified reopened",
    "terima",
    "Terima kasih, Bapak/Ibu {nama}. Laporan nomor {nomor} tentang “{judul}” sudah kami terima dan "
    "sedang kami periksa. Kami kabari perkembangannya paling lambat {tenggat}." },
  { "Diteruskan ke dinas",
    "reply",
    "verified disposed",
    "terus",
    "Terima kasih, Bapak/Ibu. Laporan nomor {nomor} sudah kami teruskan kepada {dinas}, yang akan "
    "menindaklanjuti dan menjawab lewat kanal ini." },
  { "Sedang dikerjakan",
    "reply",
    "disposed in-progress",
    "kerja",
    "Bapak/Ibu {nama}, laporan nomor {nomor} sedang dikerjakan oleh {dinas}. Begitu selesai, kami "
    "kirimkan hasilnya." },
  { "Sudah selesai ditangani",
    "reply",
    "in-progress disposed verified",
    "selesai",
    "Bapak/Ibu {nama}, laporan “{judul}” sudah selesai ditangani. Bila masih ada yang kurang, "
    "cukup balas pesan ini dan laporan kami buka kembali. Terima kasih sudah ikut menjaga kota. — "
    "{petugas}" },
  { "Urus sendiri, tanpa perantara",
    "reply",
    NULL,
    "calo",
    "Layanan ini tidak dipungut biaya dan tidak memerlukan perantara. Silakan mengurus sendiri; "
    "petugas kami siap membantu dari awal. Bila ada yang menawarkan jasa, mohon laporkan kepada "
    "kami tanpa perlu menyebut nama Bapak/Ibu." },
  { "Permintaan informasi: syarat dan biaya",
    "reply",
    NULL,
    "syarat",
    "Terima kasih atas pertanyaannya. Berikut syarat, waktu, dan biaya layanan yang Bapak/Ibu "
    "tanyakan. Bila ada berkas yang belum dimiliki, kami bantu jelaskan cara memperolehnya." },
  { "Bukan wewenang kota",
    "reply",
    "verified",
    "vertikal",
    "Terima kasih, Bapak/Ibu. Hal yang dilaporkan menjadi wewenang {dinas}. Laporan sudah kami "
    "teruskan ke sana dan tetap kami pantau." },
  { "Terima kasih atas apresiasi",
    "reply",
    NULL,
    "apresiasi",
    "Matur nuwun, Bapak/Ibu. Apresiasi ini kami sampaikan kepada petugas yang bersangkutan. "
    "Masukan Bapak/Ibu menyemangati kami." },
  { "Mohon lokasi yang tepat",
    "question",
    "new verified reopened",
    "lokasi",
    "Terima kasih, Bapak/Ibu {nama}. Agar petugas dapat segera ke lokasi, mohon kirimkan nama "
    "jalan, RT/RW, dan patokan terdekat. Foto sangat membantu." },
  { "Mohon nomor pengajuan",
    "question",
    "new verified reopened",
    "nomor",
    "Terima kasih, Bapak/Ibu. Mohon kirimkan nomor pengajuan atau tanda terima. Demi keamanan, "
    "jangan mengirim NIK atau foto KTP lewat pesan ini." },
  { "Mohon waktu kejadian",
    "question",
    "new verified",
    "waktu",
    "Mohon sebutkan hari dan perkiraan jam kejadian, supaya kami dapat mencocokkan dengan jadwal "
    "petugas." },
  { "Catatan: sudah ditelepon",
    "note",
    NULL,
    "telepon",
    "Sudah menghubungi petugas {dinas} lewat telepon; menunggu kabar." },
  { "Catatan: laporan serupa",
    "note",
    NULL,
    "serupa",
    "Ada laporan serupa dari lokasi yang sama. Tangani bersama, jawab masing-masing." },
  { "Menunggu pemeriksaan lapangan",
    "postpone",
    NULL,
    "lapangan",
    "Menunggu hasil pemeriksaan lapangan." },
  { "Menunggu kelengkapan dari pelapor",
    "postpone",
    NULL,
    "lengkap",
    "Menunggu kelengkapan keterangan dari pelapor." },
  { "Menunggu bahan atau suku cadang",
    "postpone",
    NULL,
    "bahan",
    "Menunggu bahan atau suku cadang datang." },
  { "Arsip: kiriman ganda",
    "archive",
    "new verified",
    "ganda",
    "Laporan yang sama sudah tercatat dan sedang ditangani." },
  { "Arsip: bukan tentang layanan pemerintah",
    "archive",
    "new verified",
    "arsip",
    "Isi laporan tidak berkaitan dengan pelayanan pemerintah." },
};

static gboolean
put_template (GaungSample *sample,
              GaungBatch *batch,
              const GaungSampleTemplate *row,
              GError **error)
{
  g_autoptr (GaungRecord) record
      = gaung_sample_new_record (sample, "template", row->name, sample->founded);
  g_auto (GStrv) states = row->states != NULL ? g_strsplit (row->states, " ", -1) : NULL;

  if (!gaung_record_set_string (record, "name", row->name, error)
      || !gaung_record_set_string (record, "kind", row->kind, error)
      || !gaung_record_set_string (record, "text", row->text, error)
      || !gaung_record_set_string (record, "agency", "diskominfo", error)
      || !gaung_record_set_string (record, "shortcut", row->shortcut, error)
      || (states != NULL
          && !gaung_record_set_strings (record, "states", (const char *const *) states, error))
      || !gaung_record_validate (record, error))
    return FALSE;

  gaung_batch_put (batch, record, NULL);
  return TRUE;
}

gboolean
gaung_sample_put_templates (GaungSample *self, GaungBatch *batch, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (templates); i++)
    if (!put_template (self, batch, &templates[i], error))
      return FALSE;
  return TRUE;
}
