/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chance of the sample workspace: the same for the same seed, on every machine. */
#include "config.h"

#include "gaung-sample-private.h"

void
gaung_sample_random_init (GaungSampleRandom *self, guint64 seed, guint64 stream)
{
  self->state = seed * G_GUINT64_CONSTANT (0x2545f4914f6cdd1d) + stream;
  /* Neighbouring streams must not begin alike. */
  self->state = gaung_sample_random_next (self) ^ (stream << 17);
}

guint64
gaung_sample_random_next (GaungSampleRandom *self)
{
  guint64 value = self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  value = (value ^ (value >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  value = (value ^ (value >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return value ^ (value >> 31);
}

guint
gaung_sample_random_below (GaungSampleRandom *self, guint n)
{
  return n > 0 ? (guint) (((gaung_sample_random_next (self) >> 32) * n) >> 32) : 0;
}

gint64
gaung_sample_random_between (GaungSampleRandom *self, gint64 low, gint64 high)
{
  if (high <= low)
    return low;
  return low + (gint64) (gaung_sample_random_next (self) % (guint64) (high - low + 1));
}

gboolean
gaung_sample_random_chance (GaungSampleRandom *self, guint percent)
{
  return gaung_sample_random_below (self, 100) < percent;
}

const char *
gaung_sample_random_choose (GaungSampleRandom *self, const char *const *list)
{
  guint n = 0;

  while (list[n] != NULL)
    n++;
  return list[gaung_sample_random_below (self, n)];
}
