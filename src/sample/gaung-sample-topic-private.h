/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A list of strings in a static table. */
#define GAUNG_SAMPLE_LIST(...) ((const char *const[]) { __VA_ARGS__, NULL })

/* What citizens write about: the parts from which a complaint, its answers and its notes are put
 * together. In all texts {jalan} {kel} {rt} {rw} {n} {jam} {hari} stand for facts of one complaint. */
typedef struct
{
  const char *key;
  const char *category;            /* nick of gaung_complaint_categories */
  const char *complaint_class;     /* nick of gaung_complaint_classes */
  const char *agencies;            /* codes, separated by spaces; one is drawn */
  const char *component;           /* of the service standard, NULL where none is concerned */
  guint weight;                    /* share of the whole, in thousandths */
  gboolean is_outdoors;            /* happens in a street: has a place, may have a picture */
  const char *const *titles;       /* one for each of the problems */
  const char *const *problems;
  const char *const *details;
  const char *const *requests;
  const char *const *first_replies; /* NULL: a general one */
  const char *const *answers;
  const char *const *notes;
} GaungSampleTopic;

/* (transfer none), NULL if unknown */
const GaungSampleTopic *gaung_sample_topic_find (const char *key);
/* @point is 0 … 65535: the same point always draws the same topic. */
const GaungSampleTopic *gaung_sample_topic_draw (guint point);

extern const GaungSampleTopic gaung_sample_topics_streets[];
extern const GaungSampleTopic gaung_sample_topics_offices[];
extern const GaungSampleTopic gaung_sample_topics_living[];

/* A complaint that is written out. */
typedef struct
{
  const char *topic;
  const char *village; /* name of a kelurahan, NULL for none */
  const char *street;  /* NULL for none */
  const char *channel; /* nick, NULL: as the proportions fall */
  const char *title;
  const char *text;
} GaungSampleText;

/* 100 in all, in the order in which they are used. */
const GaungSampleText *gaung_sample_text_get (guint position);
guint gaung_sample_text_count (void);

extern const GaungSampleText gaung_sample_texts_first[];
extern const GaungSampleText gaung_sample_texts_second[];

G_END_DECLS
