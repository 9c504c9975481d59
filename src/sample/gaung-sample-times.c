/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When things happened, so that the desk looks as it does on a working day: some late, some due
 * today, more this week, most of it closed (domain.md §b.2). */
#include "config.h"

#include <string.h>

#include "gaung-sample-story-private.h"

#define FIRST_ANSWER (24 * GAUNG_HOUR)
#define FOLLOW_UP (48 * GAUNG_HOUR)

/* Arrivals of a day, by the hour in WIB: quiet at night, most before noon. */
static const guint8 hours[24]
    = { 1, 1, 0, 0, 1, 3, 6, 9, 10, 10, 9, 8, 6, 6, 6, 5, 5, 4, 4, 5, 5, 4, 3, 2 };

static GaungInstant
draw_in_day (GaungSampleRandom *random, GaungDay day)
{
  guint total = 0;
  guint left;
  int hour = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (hours); i++)
    total += hours[i];
  left = gaung_sample_random_below (random, total);
  while (left >= hours[hour])
    left -= hours[hour++];
  return gaung_day_get_start (day) + hour * GAUNG_HOUR
         + gaung_sample_random_between (random, 0, GAUNG_HOUR - 1);
}

/* Steps @first … @last - 1 in even parts, somewhat shaken, between two instants. */
static void
spread (GaungSampleStory *story, guint first, guint last, GaungInstant from, GaungInstant until)
{
  guint n = last > first ? last - first : 0;
  gint64 part = n > 0 ? (until - from) / (n + 1) : 0;

  for (guint i = 0; i < n; i++)
    story->times[first + i]
        = from + part * (i + 1) + gaung_sample_random_between (story->random, -part / 3, part / 3);
}

static GaungInstant
time_paused (GaungSample *sample, GaungSampleStory *story, gboolean is_resumed)
{
  GaungSampleRandom *random = story->random;
  guint n = strlen (story->steps);
  guint pause = strchr (story->steps, 'p') - story->steps;
  GaungInstant received_at
      = sample->now
        - gaung_sample_random_between (random, 3 * GAUNG_DAY_LENGTH, 8 * GAUNG_DAY_LENGTH);
  GaungInstant paused_at
      = received_at + gaung_sample_random_between (random, 8 * GAUNG_HOUR, 18 * GAUNG_HOUR);

  spread (story, 0, pause, received_at, paused_at);
  story->times[pause] = paused_at;
  story->pause_until
      = gaung_day_of_instant (sample->now) + 2 + (GaungDay) gaung_sample_random_below (random, 8);
  if (is_resumed)
    {
      GaungInstant resumed_at
          = sample->now - gaung_sample_random_between (random, 2 * GAUNG_HOUR, 10 * GAUNG_HOUR);

      story->pause_until = gaung_day_of_instant (sample->now);
      story->times[pause + 1] = resumed_at;
      spread (story, pause + 2, n, resumed_at, sample->now);
    }
  return received_at;
}

GaungInstant
gaung_sample_time_open (GaungSample *sample, GaungSampleStory *story, GaungSampleDue due)
{
  GaungSampleRandom *random = story->random;
  gboolean is_replied = strpbrk (story->steps, "rqf") != NULL;
  GaungInstant limit = is_replied ? FOLLOW_UP : FIRST_ANSWER;
  GaungInstant midnight = gaung_day_get_start (gaung_day_of_instant (sample->now) + 1);
  GaungInstant rest = midnight - sample->now;
  GaungInstant received_at;
  GaungInstant until;

  switch (due)
    {
    case GAUNG_SAMPLE_DUE_LATE_HOURS:
      received_at
          = sample->now - limit - gaung_sample_random_between (random, GAUNG_HOUR, 9 * GAUNG_HOUR);
      break;
    case GAUNG_SAMPLE_DUE_LATE_DAYS:
      received_at = sample->now - limit
                    - gaung_sample_random_between (random, 26 * GAUNG_HOUR, 60 * GAUNG_HOUR);
      break;
    case GAUNG_SAMPLE_DUE_TODAY:
      received_at
          = sample->now - limit + gaung_sample_random_between (random, rest / 12, rest * 2 / 3);
      break;
    case GAUNG_SAMPLE_DUE_SOON:
      received_at = MAX (midnight, sample->now + GAUNG_HOUR) - limit;
      received_at
          = gaung_sample_random_between (random, received_at, sample->now - 20 * GAUNG_MINUTE);
      break;
    case GAUNG_SAMPLE_DUE_PAUSED:
    case GAUNG_SAMPLE_DUE_RESUMED:
      return time_paused (sample, story, due == GAUNG_SAMPLE_DUE_RESUMED);
    default:
      g_assert_not_reached ();
    }
  /* Handled soon after it came, or up to now when it has just come. */
  until = received_at + gaung_sample_random_between (random, 3 * GAUNG_HOUR, 20 * GAUNG_HOUR);
  spread (story, 0, strlen (story->steps), received_at, MIN (sample->now, until));
  return received_at;
}

/* 54 % within a day, most of the rest within two, a tenth late (domain.md §b.2). */
static gint64
draw_answer_time (GaungSampleRandom *random)
{
  guint point = gaung_sample_random_below (random, 100);

  if (point < 54)
    return gaung_sample_random_between (random, 40 * GAUNG_MINUTE, 23 * GAUNG_HOUR);
  if (point < 90)
    return gaung_sample_random_between (random, 23 * GAUNG_HOUR, 47 * GAUNG_HOUR);
  return gaung_sample_random_between (random, 48 * GAUNG_HOUR, 9 * GAUNG_DAY_LENGTH);
}

/* Nobody answers in the small hours. */
static GaungInstant
wait_for_morning (GaungSampleRandom *random, GaungInstant at)
{
  int minute = gaung_instant_get_minute_of_day (at);

  if (minute >= 7 * 60 && minute < 22 * 60)
    return at;
  if (minute >= 22 * 60)
    at += 9 * GAUNG_HOUR;
  return gaung_day_get_start (gaung_day_of_instant (at)) + 7 * GAUNG_HOUR
         + gaung_sample_random_between (random, 0, 2 * GAUNG_HOUR);
}

GaungInstant
gaung_sample_time_closed (GaungSample *sample, GaungSampleStory *story, double age)
{
  GaungSampleRandom *random = story->random;
  guint n = strlen (story->steps);
  gint64 span = sample->now - sample->oldest;
  GaungInstant latest = sample->now - 6 * GAUNG_HOUR;
  GaungInstant received_at
      = draw_in_day (random, gaung_day_of_instant (latest - (gint64) (age * span)));
  gint64 takes = draw_answer_time (random);
  GaungInstant last;

  received_at = MIN (received_at, latest);
  last = received_at + takes;
  spread (story, 0, n, received_at, last);
  if (n > 0 && story->steps[n - 1] == 'c')
    {
      spread (story, 0, n - 1, received_at, last);
      story->times[n - 1]
          = last + gaung_sample_random_between (random, 2 * GAUNG_HOUR, 5 * GAUNG_DAY_LENGTH);
    }
  for (guint i = 0; i < n; i++)
    {
      story->times[i] = wait_for_morning (random, story->times[i]);
      story->times[i]
          = MAX (story->times[i], (i > 0 ? story->times[i - 1] : received_at) + GAUNG_MINUTE);
    }
  /* What would end after now was quicker. */
  if (n > 0 && story->times[n - 1] > sample->now - GAUNG_MINUTE)
    spread (story, 0, n, received_at, sample->now - 10 * GAUNG_MINUTE);
  story->pause_until = gaung_day_of_instant (received_at) + 3;
  return received_at;
}
