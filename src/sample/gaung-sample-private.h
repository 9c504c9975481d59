/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-actor.h"
#include "gaung-complaint.h"
#include "gaung-place.h"
#include "gaung-sample.h"
#include "gaung-sample-topic-private.h"
#include "gaung-store.h"

G_BEGIN_DECLS

/* splitmix64: the same numbers everywhere, whatever GLib's GRand becomes. */
typedef struct
{
  guint64 state;
} GaungSampleRandom;

void gaung_sample_random_init (GaungSampleRandom *self, guint64 seed, guint64 stream);
guint64 gaung_sample_random_next (GaungSampleRandom *self);
/* 0 … @n - 1 */
guint gaung_sample_random_below (GaungSampleRandom *self, guint n);
/* @low … @high, both included */
gint64 gaung_sample_random_between (GaungSampleRandom *self, gint64 low, gint64 high);
gboolean gaung_sample_random_chance (GaungSampleRandom *self, guint percent);
/* One of a NULL-terminated list. (transfer none) */
const char *gaung_sample_random_choose (GaungSampleRandom *self, const char *const *list);

typedef struct
{
  const char *code;
  const char *name;
  const char *short_name;
  const char *kind;
  const char *aliases; /* separated by "|", NULL for none */
  const char *parent;
  const char *areas; /* separated by spaces */
} GaungSampleAgency;

extern const GaungSampleAgency gaung_sample_agencies[];
const GaungSampleAgency *gaung_sample_agency_find (const char *code);

/* One distinct file that many complaints share. */
typedef struct
{
  char *id;
  gboolean is_picture;
} GaungSampleFile;

/* What is the same for all complaints of one filling. Read-only once made, for any thread. */
typedef struct
{
  guint64 seed;
  GaungInstant now;
  GaungInstant founded; /* when agencies, templates and files came to be */
  guint n_complaints;
  guint n_open;
  guint *slots;        /* by position: the place in time, 0 the first of the open ones */
  GaungInstant oldest; /* received_at of the oldest complaint */
  GaungActor *desk;    /* who looks at the sample: "contoh" */
  GPtrArray *colleagues; /* (element-type GaungActor): others of Diskominfo SP */
  GHashTable *liaisons;  /* (element-type utf8 GaungActor): by agency code */
  GArray *files;         /* (element-type GaungSampleFile) */
  guint n_services;
  GHashTable *services;  /* (element-type utf8 utf8): id by key of the catalogue, once they are written */
} GaungSample;

GaungSample *gaung_sample_new (guint n_complaints, guint64 seed, GaungInstant now);
void gaung_sample_free (GaungSample *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungSample, gaung_sample_free)

/* A record with an id that follows from the seed and @key. (transfer full) */
GaungRecord *gaung_sample_new_record (GaungSample *self, const char *type, const char *key, GaungInstant at);
gboolean gaung_sample_put_agencies (GaungSample *self, GaungBatch *batch, GError **error);
gboolean gaung_sample_put_templates (GaungSample *self, GaungBatch *batch, GError **error);
gboolean gaung_sample_put_files (GaungSample *self, GaungBatch *batch, GError **error);
/* Services with their questions and visits, in several batches. */
gboolean gaung_sample_write_services (GaungSample *self, GaungStore *store, GCancellable *cancellable, GError **error);
/* The id of the service that complaint number @position with this topic is about. (nullable) (transfer none) */
const char *gaung_sample_find_service (GaungSample *self, const char *topic, guint position);

/* A street and the kelurahan in which it lies. */
typedef struct
{
  const char *street;
  const char *village;
} GaungSampleStreet;

const GaungSampleStreet *gaung_sample_street_draw (GaungSampleRandom *random);

/* An invented citizen of @village (code, or NULL). (transfer full) */
GaungRecord *gaung_sample_new_person (GaungSampleRandom *random, const GaungActor *actor, GaungInstant at, const char *village, GError **error);

/* What is written: the words of one complaint, and of those who answer it. */
typedef struct
{
  const GaungSampleTopic *topic;
  const char *agency;
  const char *channel; /* NULL: not decided by the text */
  char *title;
  char *text;
  char *street;
  const char *village;  /* code */
  char *facts[8];       /* values of the placeholders */
} GaungSampleWords;

void gaung_sample_words_draw (GaungSampleWords *self, GaungSampleRandom *random, guint position, const char *reporter_channel);
void gaung_sample_words_clear (GaungSampleWords *self);
/* Puts the facts in the place of {jalan}, {kel} … (transfer full) */
char *gaung_sample_words_fill (const GaungSampleWords *self, const char *pattern);

/* Adds complaint number @position with its person and its entries; what nobody has seen, to @fresh. */
gboolean gaung_sample_put_complaint (GaungSample *self, guint position, GaungBatch *batch, GaungBatch *fresh, GError **error);

G_END_DECLS
