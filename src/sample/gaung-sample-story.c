/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of one complaint: what was done to it, when and by whom. Every step goes through the
 * same functions as the interface, so that state, rights and entries are those of a real desk. */
#include "config.h"

#include <string.h>

#include "gaung-complaint-actions.h"
#include "gaung-sample-story-private.h"

/* One letter a step:
 *   v verified  r first reply  q question  d handed over  t handed back  s started  n note
 *   m assigned to me  a assigned to a colleague  p postponed  u taken up again  k promise
 *   f final reply  c closed  o reopened  x archived */
static const GaungSamplePlan open_plans[] = {
  /* The first dozen are the complaints that everybody sees first: they show all that there is. */
  { "vrmds", GAUNG_SAMPLE_DUE_LATE_DAYS }, { "", GAUNG_SAMPLE_DUE_LATE_HOURS },
  { "m", GAUNG_SAMPLE_DUE_TODAY },         { "vrds", GAUNG_SAMPLE_DUE_TODAY },
  { "vm", GAUNG_SAMPLE_DUE_TODAY },        { "vrdsn", GAUNG_SAMPLE_DUE_SOON },
  { "vrd", GAUNG_SAMPLE_DUE_SOON },        { "vrmp", GAUNG_SAMPLE_DUE_PAUSED },
  { "", GAUNG_SAMPLE_DUE_SOON },           { "", GAUNG_SAMPLE_DUE_SOON },
  { "vm", GAUNG_SAMPLE_DUE_SOON },         { "vrdst", GAUNG_SAMPLE_DUE_SOON },
  { "vdn", GAUNG_SAMPLE_DUE_LATE_HOURS },  { "vrmn", GAUNG_SAMPLE_DUE_SOON },
  { "q", GAUNG_SAMPLE_DUE_SOON },          { "vrpu", GAUNG_SAMPLE_DUE_RESUMED },
  { "", GAUNG_SAMPLE_DUE_TODAY },          { "vrdsk", GAUNG_SAMPLE_DUE_SOON },
  { "a", GAUNG_SAMPLE_DUE_SOON },          { "vrdsp", GAUNG_SAMPLE_DUE_PAUSED },
  { "vrdfo", GAUNG_SAMPLE_DUE_SOON },      { "va", GAUNG_SAMPLE_DUE_TODAY },
  { "", GAUNG_SAMPLE_DUE_SOON },           { "vrdsf", GAUNG_SAMPLE_DUE_SOON },
  { "vrmp", GAUNG_SAMPLE_DUE_PAUSED },     { "vrds", GAUNG_SAMPLE_DUE_LATE_DAYS },
  { "vmf", GAUNG_SAMPLE_DUE_SOON },        { "vrd", GAUNG_SAMPLE_DUE_SOON },
  { "", GAUNG_SAMPLE_DUE_SOON },           { "vrdpu", GAUNG_SAMPLE_DUE_RESUMED },
  { "vrm", GAUNG_SAMPLE_DUE_SOON },        { "vrdsfco", GAUNG_SAMPLE_DUE_SOON },
  { "vd", GAUNG_SAMPLE_DUE_SOON },         { "qp", GAUNG_SAMPLE_DUE_PAUSED },
  { "vrdsn", GAUNG_SAMPLE_DUE_TODAY },     { "m", GAUNG_SAMPLE_DUE_SOON },
  { "vrdsp", GAUNG_SAMPLE_DUE_PAUSED },    { "vra", GAUNG_SAMPLE_DUE_SOON },
};

/* Of a hundred closed ones. */
static const struct
{
  const char *steps;
  guint percent;
} closed_plans[] = {
  { "vdfc", 38 },  { "vfc", 17 },    { "vrdsfc", 14 }, { "vdsfc", 8 },
  { "vmfc", 5 },   { "vdnfc", 4 },   { "vrdpufc", 3 }, { "qvdfc", 2 },
  { "vdtdfc", 2 }, { "vdfcofc", 1 }, { "x", 4 },       { "vx", 2 },
};

static const char *const general_replies[]
    = { "Terima kasih, laporan sudah kami terima dan sedang kami teruskan ke dinas terkait.",
        "Matur nuwun informasinya. Kami cek dahulu, perkembangannya kami kabarkan di sini.",
        "Laporan Bapak/Ibu sudah tercatat. Mohon kesediaannya menunggu tindak lanjut.",
        "Terima kasih sudah melapor. Petugas akan menghubungi bila memerlukan keterangan tambahan.",
        NULL };
static const char *const questions[]
    = { "Terima kasih. Mohon dituliskan lokasi yang lebih tepat: RT/RW dan patokan terdekat.",
        "Mohon dikirimkan foto atau patokan lokasi agar petugas tidak salah tempat.",
        "Boleh disebutkan hari dan jam kejadiannya? Bila ada nomor pengajuan, mohon disertakan.",
        NULL };
static const char *const pause_reasons[]
    = { "Menunggu hasil pemeriksaan lapangan bersama kelurahan.",
        "Menunggu jawaban pelapor tentang lokasi.",
        "Menunggu bahan dari gudang.",
        "Menunggu jadwal alat berat.",
        "Menunggu surat balasan instansi.",
        NULL };
static const char *const return_reasons[] = { "Bukan kewenangan kami; ruas jalan milik provinsi.",
                                              "Lokasi tidak ditemukan, mohon dilengkapi.",
                                              "Lebih tepat ditangani dinas lain.",
                                              NULL };
static const char *const reopen_reasons[] = { "Pelapor membalas: belum selesai, kejadian terulang.",
                                              "Pelapor mengirim foto, perbaikan rusak lagi.",
                                              "Jawaban belum menjawab pertanyaan pelapor.",
                                              NULL };
static const char *const promises[] = { "Dijadwalkan dikerjakan minggu ini.",
                                        "Tim turun setelah alat kembali.",
                                        "Hasil pemeriksaan dikabarkan.",
                                        NULL };
static const char *const archive_reasons[]
    = { "duplicate",    "duplicate", "duplicate", "not-government", "too-general", "too-general",
        "wrong-format", "fake",      NULL };

guint
gaung_sample_count_open (guint n_complaints)
{
  if (n_complaints <= 100)
    return n_complaints * G_N_ELEMENTS (open_plans) / 100;
  return G_N_ELEMENTS (open_plans) + (guint) ((guint64) (n_complaints - 100) * 4 / 1000);
}

const GaungSamplePlan *
gaung_sample_plan_open (guint slot)
{
  return &open_plans[slot % G_N_ELEMENTS (open_plans)];
}

const char *
gaung_sample_plan_closed (GaungSampleRandom *random)
{
  guint point = gaung_sample_random_below (random, 100);

  for (gsize i = 0; i < G_N_ELEMENTS (closed_plans); i++)
    {
      if (point < closed_plans[i].percent)
        return closed_plans[i].steps;
      point -= closed_plans[i].percent;
    }
  return closed_plans[0].steps;
}

/* Who does a step: the desk, or the liaison of the agency that holds the complaint. */
static const GaungActor *
choose_actor (GaungSample *sample, GaungSampleStory *story, char step)
{
  const char *holder = gaung_record_get_string (GAUNG_RECORD (story->complaint), "agency");
  const GaungActor *liaison = g_hash_table_lookup (sample->liaisons, holder);

  if (liaison != NULL && strchr ("stnfk", step) != NULL)
    return liaison;
  return story->clerk;
}

static GaungComplaintAction
fill_arguments (GaungSample *sample,
                GaungSampleStory *story,
                char step,
                GaungInstant at,
                GaungComplaintArguments *arguments)
{
  GaungSampleRandom *random = story->random;
  const GaungSampleTopic *topic = story->words->topic;
  const GaungActor *colleague;

  memset (arguments, 0, sizeof *arguments);
  arguments->until = GAUNG_DAY_NONE;
  switch (step)
    {
    case 'v':
      return GAUNG_COMPLAINT_VERIFY;
    case 'r':
      arguments->text = gaung_sample_random_choose (
          random, topic->first_replies != NULL ? topic->first_replies : general_replies);
      return GAUNG_COMPLAINT_REPLY;
    case 'q':
      arguments->text = gaung_sample_random_choose (random, questions);
      return GAUNG_COMPLAINT_ASK_MORE;
    case 'd':
      arguments->agency = story->words->agency;
      return GAUNG_COMPLAINT_DISPOSE;
    case 't':
      arguments->reason = gaung_sample_random_choose (random, return_reasons);
      return GAUNG_COMPLAINT_RETURN;
    case 's':
      return GAUNG_COMPLAINT_START;
    case 'n':
      arguments->text = gaung_sample_random_choose (random, topic->notes);
      return GAUNG_COMPLAINT_NOTE;
    case 'm':
      arguments->assignee = sample->desk->id;
      arguments->assignee_name = sample->desk->name;
      return GAUNG_COMPLAINT_ASSIGN;
    case 'a':
      colleague = g_ptr_array_index (sample->colleagues,
                                     gaung_sample_random_below (random, sample->colleagues->len));
      arguments->assignee = colleague->id;
      arguments->assignee_name = colleague->name;
      return GAUNG_COMPLAINT_ASSIGN;
    case 'p':
      arguments->reason = gaung_sample_random_choose (random, pause_reasons);
      /* What was taken up again had been put off for no definite time: after a planned day there
       * is nothing to take up. */
      if (strchr (story->steps, 'u') == NULL)
        arguments->until = MAX (story->pause_until, gaung_day_of_instant (at) + 1);
      return GAUNG_COMPLAINT_POSTPONE;
    case 'u':
      return GAUNG_COMPLAINT_RESUME;
    case 'k':
      arguments->text = gaung_sample_random_choose (random, promises);
      arguments->until
          = gaung_day_of_instant (at) + 2 + (GaungDay) gaung_sample_random_below (random, 4);
      return GAUNG_COMPLAINT_PROMISE;
    case 'f':
      arguments->text = gaung_sample_random_choose (random, topic->answers);
      arguments->is_final = TRUE;
      return GAUNG_COMPLAINT_REPLY;
    case 'c':
      return GAUNG_COMPLAINT_CLOSE;
    case 'o':
      arguments->reason = gaung_sample_random_choose (random, reopen_reasons);
      return GAUNG_COMPLAINT_REOPEN;
    case 'x':
      arguments->reason = gaung_sample_random_choose (random, archive_reasons);
      return GAUNG_COMPLAINT_ARCHIVE;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
put_entry (GaungSampleStory *story, GaungEntry *entry, GError **error)
{
  if (!gaung_record_set_boolean (GAUNG_RECORD (entry), "sample", TRUE, error)
      || !gaung_record_validate (GAUNG_RECORD (entry), error))
    return FALSE;
  gaung_batch_put (story->batch, GAUNG_RECORD (entry), NULL);
  return TRUE;
}

static gboolean
take_step (GaungSample *sample, GaungSampleStory *story, char step, GaungInstant at, GError **error)
{
  const GaungActor *actor = choose_actor (sample, story, step);
  GaungComplaintArguments arguments;
  GaungComplaintAction action = fill_arguments (sample, story, step, at, &arguments);
  g_autofree char *text
      = arguments.text != NULL ? gaung_sample_words_fill (story->words, arguments.text) : NULL;
  g_autoptr (GaungEntry) entry = NULL;

  arguments.text = text;
  entry = gaung_complaint_perform (story->complaint, action, &arguments, actor, at, error);
  if (entry == NULL)
    {
      g_prefix_error (error, "Step %c of %s: ", step, story->steps);
      return FALSE;
    }
  gaung_record_touch (GAUNG_RECORD (story->complaint), actor, at);
  return put_entry (story, entry, error);
}

/* What the desk answers itself is neither handed over nor back. */
static gboolean
is_possible (const GaungSampleStory *story, char step)
{
  return strchr ("dt", step) == NULL || !g_str_equal (story->words->agency, "diskominfo");
}

/**
 * gaung_sample_story_tell:
 * @story: all members set; @story->times holds as many instants as @story->steps has letters
 *
 * Performs the steps and adds the entries to the batch of @story; the complaint itself is left to
 * the caller.
 */
gboolean
gaung_sample_story_tell (GaungSample *sample, GaungSampleStory *story, GError **error)
{
  GaungRecord *record = GAUNG_RECORD (story->complaint);
  g_autoptr (GaungEntry) created = NULL;

  created = gaung_entry_new (
      gaung_record_get_id (record), "created", story->clerk, gaung_record_get_created_at (record));
  if (!put_entry (story, created, error))
    return FALSE;
  for (guint i = 0; story->steps[i] != '\0'; i++)
    if (is_possible (story, story->steps[i])
        && !take_step (sample, story, story->steps[i], story->times[i], error))
      return FALSE;
  return TRUE;
}
