/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One complaint of the sample: who wrote it, by which channel, what about, and what came of it. */
#include "config.h"

#include <string.h>

#include "gaung-sample-story-private.h"
#include "gaung-ulid.h"

/* Shares of the channels in thousandths (domain.md §b.2, 2024 to 2026). */
static const struct
{
  const char *nick;
  guint weight;
} channels[] = {
  { "whatsapp", 540 }, { "web", 330 },    { "app", 60 },   { "phone", 22 }, { "walk-in", 14 },
  { "lapor", 14 },     { "festival", 9 }, { "social", 7 }, { "email", 3 },  { "letter", 1 },
};

/* Which of the pictures shows what a topic is about. */
static const struct
{
  const char *topic;
  guint file;
} pictures[] = {
  { "lighting", 0 }, { "rubbish", 1 }, { "road", 2 },     { "drainage", 3 },
  { "water", 3 },    { "tree", 4 },    { "idcard", 5 },   { "bpjs", 5 },
  { "samsat", 5 },   { "idcard", 7 },  { "passport", 6 }, { "permit", 7 },
};

static const char *
draw_channel (GaungSampleRandom *random)
{
  guint point = gaung_sample_random_below (random, 1000);

  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
    {
      if (point < channels[i].weight)
        return channels[i].nick;
      point -= channels[i].weight;
    }
  return channels[0].nick;
}

static guint64
derive_seed (guint64 seed, guint64 stream)
{
  GaungSampleRandom random;

  gaung_sample_random_init (&random, seed, stream);
  return gaung_sample_random_next (&random);
}

/* Seven of ten complaints bring a citizen of their own; the others come from somebody known. */
static guint
count_persons (const GaungSample *sample)
{
  return MAX (sample->n_complaints * 7 / 10, 1);
}

/* Seeds the thread and @random for person number @i, and returns when the record came to be. */
static GaungInstant
begin_person (GaungSample *sample, guint i, GaungSampleRandom *random)
{
  gint64 span = sample->now - sample->oldest;

  gaung_sample_random_init (random, sample->seed, G_GUINT64_CONSTANT (0x7065727300000000) + i);
  gaung_ulid_seed_thread (gaung_sample_random_next (random));
  return sample->oldest - GAUNG_DAY_LENGTH + gaung_sample_random_between (random, 0, span / 4);
}

/* Person number @i, who is added together with complaint number @i. */
static GaungRecord *
make_person (GaungSample *sample, guint i, GError **error)
{
  GaungSampleRandom random;
  GaungInstant at = begin_person (sample, i, &random);
  const GaungSampleStreet *home = gaung_sample_street_draw (&random);
  const GaungPlace *village
      = gaung_sample_random_chance (&random, 70) ? gaung_place_match (home->village, FALSE) : NULL;

  return gaung_sample_new_person (
      &random, sample->desk, at, village != NULL ? village->code : NULL, error);
}

/* The first thing that a new record draws is its id: the rest is not needed to refer to it. */
static char *
make_person_id (GaungSample *sample, guint i)
{
  GaungSampleRandom random;
  GaungInstant at = begin_person (sample, i, &random);
  g_autofree char *ulid = gaung_ulid_new (at);

  return g_strconcat ("person:", ulid, NULL);
}

static gboolean
set_numbers (GaungRecord *record,
             GaungSampleRandom *random,
             const char *channel,
             guint position,
             GError **error)
{
  g_autofree char *number = NULL;

  if (g_str_equal (channel, "web") || g_str_equal (channel, "app"))
    number = g_strdup_printf ("ULAS-%06u", 200000 + position);
  else if (g_str_equal (channel, "lapor"))
    number = g_strdup_printf ("%u", 8000000 + position);
  if (number != NULL && !gaung_record_set_string (record, "external_number", number, error))
    return FALSE;
  if (g_str_equal (channel, "social"))
    return gaung_record_set_string (
        record,
        "channel_detail",
        gaung_sample_random_chance (random, 60) ? "Instagram @pemkot_solo" : "X @PEMKOT_SOLO",
        error);
  if (g_str_equal (channel, "festival"))
    return gaung_record_set_string (record, "channel_detail", "Festival Pelayanan Publik", error);
  return TRUE;
}

static gboolean
set_place (GaungRecord *record, const GaungSampleWords *words, GError **error)
{
  g_autofree char *district = words->village != NULL ? g_strndup (words->village, 8) : NULL;

  return gaung_record_set_string (record, "street", words->street, error)
         && gaung_record_set_string (record, "district", district, error)
         && gaung_record_set_string (record, "village", words->village, error);
}

static gboolean
set_attachments (GaungSample *sample,
                 GaungRecord *record,
                 GaungSampleRandom *random,
                 const GaungSampleTopic *topic,
                 GError **error)
{
  const char *ids[3] = { NULL };
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (pictures) && n < 2; i++)
    if (g_str_equal (pictures[i].topic, topic->key) && pictures[i].file < sample->files->len
        && gaung_sample_random_chance (random, 30))
      ids[n++] = g_array_index (sample->files, GaungSampleFile, pictures[i].file).id;
  return n == 0 || gaung_record_set_strings (record, "attachments", ids, error);
}

static gboolean
set_reporter (GaungSample *sample,
              GaungRecord *record,
              GaungSampleRandom *random,
              const GaungSampleTopic *topic,
              guint position,
              GError **error)
{
  gboolean is_supervisory = g_str_equal (topic->complaint_class, "supervisory");
  guint n_persons = count_persons (sample);
  g_autofree char *id = NULL;

  if (gaung_sample_random_chance (random, is_supervisory ? 22 : 4)
      && !gaung_record_set_boolean (record, "anonymous", TRUE, error))
    return FALSE;
  if (gaung_sample_random_chance (random, is_supervisory ? 9 : 1)
      && !gaung_record_set_boolean (record, "secret", TRUE, error))
    return FALSE;
  if (position < n_persons)
    id = make_person_id (sample, position);
  else if (gaung_sample_random_chance (random, 85))
    id = make_person_id (sample, gaung_sample_random_below (random, n_persons));
  return id == NULL || gaung_record_set_string (record, "reporter", id, error);
}

static gboolean
set_members (GaungSample *sample,
             GaungSampleStory *story,
             const char *channel,
             guint position,
             GaungInstant received_at,
             GError **error)
{
  GaungRecord *record = GAUNG_RECORD (story->complaint);
  const GaungSampleWords *words = story->words;
  const GaungSampleTopic *topic = words->topic;
  GaungSampleRandom *random = story->random;
  const char *service = gaung_sample_find_service (sample, topic->key, position);

  return gaung_record_set_boolean (record, "sample", TRUE, error)
         && gaung_record_set_string (record, "service", service, error)
         && gaung_record_set_string (record, "title", words->title, error)
         && gaung_record_set_string (record, "text", words->text, error)
         && gaung_record_set_string (record, "state", "new", error)
         && gaung_record_set_string (record, "class", topic->complaint_class, error)
         && gaung_record_set_string (record, "category", topic->category, error)
         && gaung_record_set_string (record, "agency", "diskominfo", error)
         && gaung_record_set_string (record, "channel", channel, error)
         && gaung_record_set_instant (record, "received_at", received_at, error)
         && (topic->component == NULL || !gaung_sample_random_chance (random, 40)
             || gaung_record_set_string (record, "component", topic->component, error))
         && (!gaung_sample_random_chance (random, 25)
             || gaung_record_set_day (record,
                                      "happened_on",
                                      gaung_day_of_instant (received_at)
                                          - (GaungDay) gaung_sample_random_below (random, 4),
                                      error))
         && set_place (record, words, error)
         && set_numbers (record, random, channel, position, error)
         && set_attachments (sample, record, random, topic, error);
}

/* Chooses the steps and when they were taken. */
static GaungInstant
plan (GaungSample *sample, GaungSampleStory *story, guint slot)
{
  GaungInstant received_at;

  if (slot < sample->n_open)
    {
      const GaungSamplePlan *open_plan = gaung_sample_plan_open (slot);

      story->steps = open_plan->steps;
      return gaung_sample_time_open (sample, story, open_plan->due);
    }
  story->steps = gaung_sample_plan_closed (story->random);
  received_at = gaung_sample_time_closed (sample,
                                          story,
                                          (double) (slot - sample->n_open)
                                              / MAX (sample->n_complaints - sample->n_open, 1));
  return received_at;
}

/* New to the one who looks: nobody has touched it. */
static gboolean
is_unseen (GaungSample *sample, guint slot, const GaungSampleStory *story)
{
  return slot < sample->n_open
         && (*story->steps == '\0' || g_str_equal (story->steps, "m")
             || g_str_equal (story->steps, "vm"));
}

/**
 * gaung_sample_put_complaint:
 * @position: 0 … n_complaints - 1
 * @batch: takes what the desk has seen
 * @fresh: takes what is new to it
 *
 * Safe from any thread, as long as every thread has batches of its own.
 */
gboolean
gaung_sample_put_complaint (
    GaungSample *self, guint position, GaungBatch *batch, GaungBatch *fresh, GError **error)
{
  GaungSampleRandom random;
  GaungSampleWords words;
  GaungSampleStory story = { .random = &random, .words = &words, .batch = batch };
  guint slot = self->slots[position];
  const char *channel;
  GaungInstant received_at;
  gboolean is_done;
  g_autoptr (GaungRecord) complaint = NULL;

  if (position < count_persons (self))
    {
      g_autoptr (GaungRecord) person = make_person (self, position, error);

      if (person == NULL)
        return FALSE;
      gaung_batch_put (batch, person, NULL);
    }

  gaung_sample_random_init (&random, self->seed, position);
  channel = draw_channel (&random);
  gaung_sample_words_draw (&words, &random, position, channel);
  if (words.channel != NULL)
    channel = words.channel;
  received_at = plan (self, &story, slot);

  story.clerk
      = gaung_sample_random_chance (&random, 35)
            ? self->desk
            : g_ptr_array_index (self->colleagues,
                                 gaung_sample_random_below (&random, self->colleagues->len));
  gaung_ulid_seed_thread (
      derive_seed (self->seed, G_GUINT64_CONSTANT (0x6964000000000000) + position));
  complaint = gaung_record_new ("complaint", story.clerk, received_at);
  story.complaint = GAUNG_COMPLAINT (complaint);
  is_done = set_members (self, &story, channel, position, received_at, error)
            && gaung_sample_story_tell (self, &story, error)
            && set_reporter (self, complaint, &random, words.topic, position, error)
            && gaung_record_validate (complaint, error);
  if (is_done)
    gaung_batch_put (is_unseen (self, slot, &story) ? fresh : batch, complaint, NULL);
  gaung_ulid_unseed_thread ();
  gaung_sample_words_clear (&words);
  return is_done;
}
