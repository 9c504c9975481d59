/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The agencies of the sample workspace: those of the article and of domain.md §h.3. Content, not to
 * be translated. Telephone numbers are left out: an invented one could be somebody's. */
#include "config.h"

#include "gaung-sample-private.h"

const GaungSampleAgency gaung_sample_agencies[] = {
  { "diskominfo",
    "Dinas Komunikasi, Informatika, Statistik dan Persandian",
    "Diskominfo SP",
    "office",
    "DISKOMINFO SP|Dinas Kominfo|Kominfo|ULAS",
    NULL,
    "complaints services announcements festival information reports" },
  { "disdukcapil",
    "Dinas Kependudukan dan Pencatatan Sipil",
    "Dispendukcapil",
    "office",
    "DISDUKCAPIL|Dukcapil|Dispenduk",
    NULL,
    "complaints services" },
  { "disdik", "Dinas Pendidikan", "Disdik", "office", "DISDIK", NULL, "complaints services aid" },
  { "disnaker",
    "Dinas Tenaga Kerja",
    "Disnaker",
    "office",
    "DISNAKER|Disnakerperin|Dinas Tenaga Kerja dan Perindustrian",
    NULL,
    "complaints services jobs" },
  { "dinkes", "Dinas Kesehatan", "Dinkes", "office", "DINKES|DKK", NULL, "complaints services" },
  { "dinsos", "Dinas Sosial", "Dinsos", "office", "DINSOS", NULL, "complaints services" },
  { "dishub",
    "Dinas Perhubungan",
    "Dishub",
    "office",
    "DISHUB|Perhubungan",
    NULL,
    "complaints services" },
  { "dpupr",
    "Dinas Pekerjaan Umum dan Penataan Ruang",
    "DPUPR",
    "office",
    "DPU|PU|Bina Marga",
    NULL,
    "complaints services" },
  { "dlh",
    "Dinas Lingkungan Hidup",
    "DLH",
    "office",
    "Lingkungan Hidup|DKP",
    NULL,
    "complaints services" },
  { "disperkimtan",
    "Dinas Perumahan, Kawasan Permukiman dan Pertanahan",
    "Disperkimtan",
    "office",
    "DISPERKIMTAN|Disperkim",
    NULL,
    "complaints services" },
  { "dpmptsp",
    "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
    "DPMPTSP",
    "office",
    "Perizinan|MPP",
    NULL,
    "complaints services" },
  { "disdag",
    "Dinas Perdagangan",
    "Disdag",
    "office",
    "DISDAG|Dinas Pasar",
    NULL,
    "complaints services" },
  { "dinkopukmperin",
    "Dinas Koperasi, Usaha Kecil dan Menengah dan Perindustrian",
    "Dinkop UKM Perin",
    "office",
    "DINKOPUKMPERIN|Dinas Koperasi",
    NULL,
    "complaints services" },
  { "disbudpar",
    "Dinas Kebudayaan dan Pariwisata",
    "Disbudpar",
    "office",
    "DISBUDPAR",
    NULL,
    "complaints services" },
  { "dispora",
    "Dinas Kepemudaan dan Olahraga",
    "Dispora",
    "office",
    "DISPORA",
    NULL,
    "complaints" },
  { "dispersip",
    "Dinas Perpustakaan dan Kearsipan",
    "Dispersip",
    "office",
    "DISPERSIP|Perpustakaan",
    NULL,
    "complaints" },
  { "dp3ap2kb",
    "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan Keluarga Berencana",
    "DP3AP2KB",
    "office",
    "DP3A",
    NULL,
    "complaints services" },
  { "dispangtan",
    "Dinas Ketahanan Pangan dan Pertanian",
    "Dispangtan",
    "office",
    "DISPANGTAN",
    NULL,
    "complaints services" },
  { "damkar", "Dinas Pemadam Kebakaran", "Damkar", "office", "DAMKAR|Pemadam", NULL, "complaints" },
  { "satpolpp",
    "Satuan Polisi Pamong Praja",
    "Satpol PP",
    "office",
    "SATPOL PP",
    NULL,
    "complaints" },
  { "bappeda",
    "Badan Perencanaan Pembangunan Daerah",
    "Bappeda",
    "office",
    "BAPPEDA|Badan Perencanaan",
    NULL,
    "complaints" },
  { "bapenda",
    "Badan Pendapatan Daerah",
    "Bapenda",
    "office",
    "BAPENDA|Pajak daerah",
    NULL,
    "complaints services" },
  { "bpkad",
    "Badan Pengelolaan Keuangan dan Aset Daerah",
    "BPKAD",
    "office",
    "BPKAD",
    NULL,
    "complaints" },
  { "bkpsdm",
    "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    "BKPSDM",
    "office",
    "BKPSDM|BKD",
    NULL,
    "complaints" },
  { "bakesbangpol",
    "Badan Kesatuan Bangsa dan Politik",
    "Bakesbangpol",
    "office",
    "BAKESBANGPOL|Kesbangpol",
    NULL,
    "complaints" },
  { "bpbd", "Badan Penanggulangan Bencana Daerah", "BPBD", "office", "BPBD", NULL, "complaints" },
  { "inspektorat", "Inspektorat", "Inspektorat", "office", "INSPEKTORAT", NULL, "complaints" },
  { "setwan", "Sekretariat DPRD", "Setwan", "office", "SETWAN", NULL, "complaints" },
  { "setda",
    "Sekretariat Daerah",
    "Setda",
    "office",
    "Balai Kota|Sekretariat",
    NULL,
    "complaints" },
  { "blp",
    "Badan Layanan Pengadaan",
    "BLP",
    "office",
    "BLP|Layanan Pengadaan",
    "setda",
    "complaints" },
  { "prokompim",
    "Bagian Protokol dan Komunikasi Pimpinan",
    "Prokompim",
    "section",
    "Humas|Protokol",
    "setda",
    "complaints announcements" },
  { "organisasi",
    "Bagian Organisasi",
    "Bag. Organisasi",
    "section",
    "Ortala",
    "setda",
    "complaints surveys reports" },
  { "hukum", "Bagian Hukum", "Bag. Hukum", "section", NULL, "setda", "complaints" },
  { "umum", "Bagian Umum", "Bag. Umum", "section", NULL, "setda", "complaints" },
  { "tapem", "Bagian Tata Pemerintahan", "Bag. Tapem", "section", "Tapem", "setda", "complaints" },
  { "kesra",
    "Bagian Kesejahteraan Rakyat",
    "Bag. Kesra",
    "section",
    "Kesra",
    "setda",
    "complaints" },
  { "kerjasama", "Bagian Kerja Sama", "Bag. Kerja Sama", "section", NULL, "setda", "complaints" },
  { "perekonomian",
    "Bagian Perekonomian dan Sumber Daya Alam",
    "Bag. Perekonomian",
    "section",
    NULL,
    "setda",
    "complaints" },
  { "adbang",
    "Bagian Administrasi Pembangunan",
    "Bag. Adbang",
    "section",
    "Adbang",
    "setda",
    "complaints" },
  { "imigrasi",
    "Kantor Imigrasi Kelas I TPI Surakarta",
    "Imigrasi",
    "vertical",
    "Kanim Surakarta|Paspor",
    NULL,
    "complaints services" },
  { "djp",
    "Kantor Wilayah Direktorat Jenderal Pajak Jawa Tengah II",
    "Kanwil DJP Jateng II",
    "vertical",
    "Pajak|KPP Pratama Surakarta",
    NULL,
    "complaints services" },
  { "bpjs",
    "BPJS Kesehatan Cabang Surakarta",
    "BPJS Kesehatan",
    "vertical",
    "BPJS",
    NULL,
    "complaints services" },
  { "samsat",
    "Samsat Surakarta",
    "Samsat",
    "vertical",
    "UPPD Surakarta|Pajak kendaraan",
    NULL,
    "complaints services" },
  { "polresta",
    "Kepolisian Resor Kota Surakarta",
    "Polresta",
    "vertical",
    "Polisi|Satlantas|Polresta Solo",
    NULL,
    "complaints" },
  { "kemenag",
    "Kantor Kementerian Agama Kota Surakarta",
    "Kemenag",
    "vertical",
    "KUA",
    NULL,
    "complaints services" },
  { "bpn",
    "Kantor Pertanahan Kota Surakarta",
    "Kantor Pertanahan",
    "vertical",
    "BPN|ATR/BPN",
    NULL,
    "complaints services" },
  { "kejaksaan",
    "Kejaksaan Negeri Surakarta",
    "Kejaksaan",
    "vertical",
    "Kejari",
    NULL,
    "complaints" },
  { "pengadilan",
    "Pengadilan Negeri Surakarta",
    "Pengadilan",
    "vertical",
    "PN Surakarta",
    NULL,
    "complaints" },
  { "rutan",
    "Rumah Tahanan Negara Kelas I Surakarta",
    "Rutan",
    "vertical",
    NULL,
    NULL,
    "complaints" },
  { "uns", "Universitas Sebelas Maret", "UNS", "vertical", "Kampus Kentingan", NULL, "complaints" },
  { "pln", "PLN UP3 Surakarta", "PLN", "state-enterprise", "Listrik", NULL, "complaints" },
  { "pdam",
    "Perumda Air Minum Kota Surakarta",
    "Perumda Air Minum",
    "city-enterprise",
    "PDAM|Toya Wening|Air minum",
    NULL,
    "complaints services" },
  { "rsbk",
    "RSUD Bung Karno",
    "RSUD Bung Karno",
    "city-enterprise",
    "Rumah sakit kota",
    "dinkes",
    "complaints services" },
  { "tamansatwa",
    "Perumda Taman Satwa Taru Jurug",
    "Taman Satwa",
    "city-enterprise",
    "Jurug|Solo Safari",
    NULL,
    "complaints" },
  { NULL },
};

static gboolean
set_aliases (GaungRecord *record, const char *aliases, GError **error)
{
  g_auto (GStrv) list = NULL;

  if (aliases == NULL)
    return TRUE;
  list = g_strsplit (aliases, "|", -1);
  return gaung_record_set_strings (record, "aliases", (const char *const *) list, error);
}

static gboolean
put_agency (GaungSample *sample,
            GaungBatch *batch,
            const GaungSampleAgency *agency,
            const char *address,
            GError **error)
{
  g_autoptr (GaungRecord) record
      = gaung_sample_new_record (sample, "agency", agency->code, sample->founded);
  g_auto (GStrv) areas = g_strsplit (agency->areas, " ", -1);

  if (!gaung_record_set_string (record, "code", agency->code, error)
      || !gaung_record_set_string (record, "name", agency->name, error)
      || !gaung_record_set_string (record, "short_name", agency->short_name, error)
      || !gaung_record_set_string (record, "kind", agency->kind, error)
      || !gaung_record_set_string (record, "parent_code", agency->parent, error)
      || !gaung_record_set_string (record, "address", address, error)
      || !gaung_record_set_strings (record, "areas", (const char *const *) areas, error)
      || !set_aliases (record, agency->aliases, error) || !gaung_record_validate (record, error))
    return FALSE;

  gaung_batch_put (batch, record, NULL);
  return TRUE;
}

/* A kecamatan is "kec-jebres", a kelurahan "kel-jebres": five of them share a name. */
static gboolean
put_places (GaungSample *sample,
            GaungBatch *batch,
            const GaungPlace *places,
            guint n_places,
            gboolean are_districts,
            GError **error)
{
  for (guint i = 0; i < n_places; i++)
    {
      const GaungPlace *parent = places[i].district ? gaung_place_find (places[i].district) : NULL;
      g_autofree char *key = g_utf8_strdown (places[i].name, -1);
      g_autofree char *dashed = g_strdelimit (g_strdup (key), " ", '-');
      g_autofree char *code = g_strdup_printf ("%s-%s", are_districts ? "kec" : "kel", dashed);
      g_autofree char *name
          = g_strdup_printf ("%s %s", are_districts ? "Kecamatan" : "Kelurahan", places[i].name);
      g_autofree char *short_name
          = g_strdup_printf ("%s %s", are_districts ? "Kec." : "Kel.", places[i].name);
      g_autofree char *parent_key = parent ? g_utf8_strdown (parent->name, -1) : NULL;
      g_autofree char *parent_dashed
          = parent ? g_strdelimit (g_strdup (parent_key), " ", '-') : NULL;
      g_autofree char *parent_code = parent ? g_strdup_printf ("kec-%s", parent_dashed) : NULL;
      GaungSampleAgency agency = {
        code,           name,        short_name,           are_districts ? "district" : "village",
        places[i].code, parent_code, "complaints services"
      };

      if (!put_agency (sample, batch, &agency, NULL, error))
        return FALSE;
    }
  return TRUE;
}

/* Adds one record per agency, section, kecamatan, kelurahan and vertical office to @batch. */
gboolean
gaung_sample_put_agencies (GaungSample *sample, GaungBatch *batch, GError **error)
{
  guint n_districts;
  guint n_villages;
  const GaungPlace *districts = gaung_places_get_districts (&n_districts);
  const GaungPlace *villages = gaung_places_get_villages (NULL, &n_villages);

  for (const GaungSampleAgency *agency = gaung_sample_agencies; agency->code != NULL; agency++)
    if (!put_agency (sample, batch, agency, NULL, error))
      return FALSE;

  return put_places (sample, batch, districts, n_districts, TRUE, error)
         && put_places (sample, batch, villages, n_villages, FALSE, error);
}

/* (nullable) (transfer none) */
const GaungSampleAgency *
gaung_sample_agency_find (const char *code)
{
  for (const GaungSampleAgency *agency = gaung_sample_agencies; agency->code != NULL; agency++)
    if (g_str_equal (agency->code, code))
      return agency;
  return NULL;
}
