/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of one complaint: written out for the first hundred, put together from parts after
 * that, in the ways in which people write. Content, not to be translated. */
#include "config.h"

#include <string.h>

#include "gaung-sample-private.h"

static const char *const fact_names[]
    = { "{jalan}", "{kel}", "{rt}", "{rw}", "{n}", "{jam}", "{hari}" };
static const char *const weekdays[]
    = { "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu", NULL };

static const char *const openings[] = { "",
                                        "",
                                        "",
                                        "Selamat pagi.",
                                        "Selamat siang, Min.",
                                        "Assalamualaikum.",
                                        "Mohon izin melapor.",
                                        "Nuwun sewu.",
                                        "Kepada Yth. Pemkot Surakarta.",
                                        "Halo ULAS.",
                                        "Sugeng enjang.",
                                        "Mau lapor.",
                                        NULL };
static const char *const closings[] = { "",
                                        "",
                                        "",
                                        "Terima kasih.",
                                        "Matur nuwun.",
                                        "Suwun.",
                                        "Terima kasih atas perhatiannya.",
                                        "Ditunggu kabarnya.",
                                        "Semoga segera ada tindak lanjut.",
                                        "Matur nuwun sanget.",
                                        NULL };
/* How people shorten words on a telephone. */
static const struct
{
  const char *word;
  const char *shorthand;
} shorthands[] = {
  { "yang", "yg" },       { "sudah", "sdh" }, { "belum", "blm" },  { "tidak", "tdk" },
  { "dengan", "dg" },     { "untuk", "utk" }, { "karena", "krn" }, { "tetapi", "tp" },
  { "sampai", "smp" },    { "mohon", "mhn" }, { "saya", "sy" },    { "kalau", "kl" },
  { "banyak", "byk" },    { "orang", "org" }, { "jalan", "jl" },   { "malam", "mlm" },
  { "sekarang", "skrg" }, { "juga", "jg" },   { "dari", "dr" },    { "terima", "trm" },
  { "kasih", "ksh" },     { "hari", "hr" },
};

static void
draw_facts (GaungSampleWords *self,
            GaungSampleRandom *random,
            const char *street,
            const char *village)
{
  guint hour = gaung_sample_random_chance (random, 70) ? 6 + gaung_sample_random_below (random, 12)
                                                       : 18 + gaung_sample_random_below (random, 6);

  self->facts[0] = g_strdup (street);
  self->facts[1] = g_strdup (village);
  self->facts[2] = g_strdup_printf ("%02u", 1 + gaung_sample_random_below (random, 9));
  self->facts[3] = g_strdup_printf ("%02u", 1 + gaung_sample_random_below (random, 21));
  self->facts[4] = g_strdup_printf ("%u", 2 + gaung_sample_random_below (random, 7));
  self->facts[5] = g_strdup_printf ("%02u.%02u", hour, 5 * gaung_sample_random_below (random, 12));
  self->facts[6] = g_strdup (gaung_sample_random_choose (random, weekdays));
}

char *
gaung_sample_words_fill (const GaungSampleWords *self, const char *pattern)
{
  GString *text = g_string_sized_new (strlen (pattern) + 32);

  while (*pattern != '\0')
    {
      gboolean is_found = FALSE;

      for (gsize i = 0; *pattern == '{' && i < G_N_ELEMENTS (fact_names) && !is_found; i++)
        if (g_str_has_prefix (pattern, fact_names[i]))
          {
            g_string_append (text, self->facts[i]);
            pattern += strlen (fact_names[i]);
            is_found = TRUE;
          }
      if (!is_found)
        g_string_append_c (text, *pattern++);
    }
  return g_string_free_and_steal (text);
}

static void
append_sentence (GString *text, const GaungSampleWords *self, const char *pattern)
{
  g_autofree char *sentence = gaung_sample_words_fill (self, pattern);

  if (*sentence == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

/* "Sudah saya laporkan, tetapi belum ada kabar." → "sdh sy laporkan, tp blm ada kabar" */
static char *
shorten (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_auto (GStrv) words = g_strsplit (lower, " ", -1);
  char *joined;

  for (guint i = 0; words[i] != NULL; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (shorthands); j++)
      {
        gsize length = strlen (shorthands[j].word);

        if (strncmp (words[i], shorthands[j].word, length) == 0
            && !g_ascii_isalpha (words[i][length]))
          {
            char *shorthand = g_strconcat (shorthands[j].shorthand, words[i] + length, NULL);

            g_free (words[i]);
            words[i] = shorthand;
            break;
          }
      }
  joined = g_strjoinv (" ", words);
  if (g_str_has_suffix (joined, "."))
    joined[strlen (joined) - 1] = '\0';
  return joined;
}

static guint
draw_index (GaungSampleRandom *random, const char *const *list)
{
  return gaung_sample_random_below (random, g_strv_length ((char **) list));
}

static void
compose (GaungSampleWords *self, GaungSampleRandom *random, gboolean is_short)
{
  const GaungSampleTopic *topic = self->topic;
  guint problem = draw_index (random, topic->problems);
  guint detail = draw_index (random, topic->details);
  GString *text = g_string_sized_new (256);
  g_autofree char *whole = NULL;

  append_sentence (text, self, gaung_sample_random_choose (random, openings));
  append_sentence (text, self, topic->problems[problem]);
  if (gaung_sample_random_chance (random, is_short ? 40 : 80))
    append_sentence (text, self, topic->details[detail]);
  if (gaung_sample_random_chance (random, is_short ? 10 : 35))
    append_sentence (
        text, self, topic->details[(detail + 1) % g_strv_length ((char **) topic->details)]);
  if (gaung_sample_random_chance (random, is_short ? 50 : 85))
    append_sentence (text, self, gaung_sample_random_choose (random, topic->requests));
  if (gaung_sample_random_chance (random, 12))
    append_sentence (text, self, "Lokasi: RT {rt}/RW {rw} {kel}, dekat {jalan}.");
  append_sentence (text, self, gaung_sample_random_choose (random, closings));

  whole = g_string_free_and_steal (text);
  self->text = is_short ? shorten (whole) : g_steal_pointer (&whole);
  self->title = gaung_sample_words_fill (self, topic->titles[problem]);
}

/**
 * gaung_sample_words_draw:
 * @position: which complaint; the first hundred are written out
 * @reporter_channel: nick of the channel by which it comes, unless the text decides that
 *
 * Fills @self, to be cleared with gaung_sample_words_clear().
 */
void
gaung_sample_words_draw (GaungSampleWords *self,
                         GaungSampleRandom *random,
                         guint position,
                         const char *reporter_channel)
{
  const GaungSampleText *written
      = position < gaung_sample_text_count () ? gaung_sample_text_get (position) : NULL;
  const GaungSampleStreet *place = gaung_sample_street_draw (random);
  const char *village
      = written != NULL && written->village != NULL ? written->village : place->village;
  const char *street = written != NULL && written->street != NULL ? written->street : place->street;
  g_auto (GStrv) agencies = NULL;

  memset (self, 0, sizeof *self);
  self->topic = written != NULL
                    ? gaung_sample_topic_find (written->topic)
                    : gaung_sample_topic_draw (gaung_sample_random_below (random, 65536));
  g_assert (self->topic != NULL);
  agencies = g_strsplit (self->topic->agencies, " ", -1);
  self->agency = gaung_sample_agency_find (
                     gaung_sample_random_choose (random, (const char *const *) agencies))
                     ->code;
  draw_facts (self, random, street, village);

  if (written != NULL)
    {
      self->title = g_strdup (written->title);
      self->text = g_strdup (written->text);
      self->channel = written->channel;
    }
  else
    compose (self,
             random,
             g_str_equal (reporter_channel, "whatsapp") && gaung_sample_random_chance (random, 40));

  /* Who writes about a counter names a kelurahan half of the time, and no street. */
  if (written != NULL ? written->village != NULL
                      : self->topic->is_outdoors || gaung_sample_random_chance (random, 50))
    {
      const GaungPlace *found = gaung_place_match (village, FALSE);

      self->village = found != NULL ? found->code : NULL;
    }
  if (written != NULL ? written->street != NULL : self->topic->is_outdoors)
    self->street = g_strdup (street);
}

void
gaung_sample_words_clear (GaungSampleWords *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->street, g_free);
  for (gsize i = 0; i < G_N_ELEMENTS (self->facts); i++)
    g_clear_pointer (&self->facts[i], g_free);
}
