/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds topics and texts in the tables. */
#include "config.h"

#include "gaung-sample-topic-private.h"

static const GaungSampleTopic *const tables[] = {
  gaung_sample_topics_streets,
  gaung_sample_topics_offices,
  gaung_sample_topics_living,
};

const GaungSampleTopic *
gaung_sample_topic_find (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const GaungSampleTopic *topic = tables[i]; topic->key != NULL; topic++)
      if (g_str_equal (topic->key, key))
        return topic;
  return NULL;
}

const GaungSampleTopic *
gaung_sample_topic_draw (guint point)
{
  guint total = 0;
  guint left;

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const GaungSampleTopic *topic = tables[i]; topic->key != NULL; topic++)
      total += topic->weight;

  left = (guint) (((guint64) (point & 0xffff) * total) >> 16);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const GaungSampleTopic *topic = tables[i]; topic->key != NULL; topic++)
      {
        if (left < topic->weight)
          return topic;
        left -= topic->weight;
      }
  g_return_val_if_reached (tables[0]);
}

static guint
count (const GaungSampleText *texts)
{
  guint n = 0;

  while (texts[n].topic != NULL)
    n++;
  return n;
}

guint
gaung_sample_text_count (void)
{
  return count (gaung_sample_texts_first) + count (gaung_sample_texts_second);
}

const GaungSampleText *
gaung_sample_text_get (guint position)
{
  guint n = count (gaung_sample_texts_first);

  return position < n ? &gaung_sample_texts_first[position]
                      : &gaung_sample_texts_second[position - n];
}
