/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-sample-private.h"

G_BEGIN_DECLS

#define GAUNG_SAMPLE_MAX_STEPS 12

/* When the nearest clock of an open complaint runs out, seen from now. */
typedef enum
{
  GAUNG_SAMPLE_DUE_LATE_HOURS,
  GAUNG_SAMPLE_DUE_LATE_DAYS,
  GAUNG_SAMPLE_DUE_TODAY,
  GAUNG_SAMPLE_DUE_SOON,    /* after today, within two days */
  GAUNG_SAMPLE_DUE_PAUSED,  /* postponed, until some day to come */
  GAUNG_SAMPLE_DUE_RESUMED, /* was postponed for days, runs again */
} GaungSampleDue;

typedef struct
{
  const char *steps; /* see gaung-sample-story.c */
  GaungSampleDue due;
} GaungSamplePlan;

guint gaung_sample_count_open (guint n_complaints);
const GaungSamplePlan *gaung_sample_plan_open (guint slot);
const char *gaung_sample_plan_closed (GaungSampleRandom *random);

typedef struct
{
  GaungComplaint *complaint;
  GaungSampleRandom *random;
  const GaungSampleWords *words;
  const GaungActor *clerk; /* of Diskominfo SP */
  GaungBatch *batch;       /* takes the entries */
  const char *steps;
  GaungInstant times[GAUNG_SAMPLE_MAX_STEPS];
  GaungDay pause_until;
} GaungSampleStory;

gboolean gaung_sample_story_tell (GaungSample *sample, GaungSampleStory *story, GError **error);

/* received_at, the times of the steps and pause_until, so that the open plan comes true. */
GaungInstant gaung_sample_time_open (GaungSample *sample, GaungSampleStory *story, GaungSampleDue due);
/* The same for a closed one; @age 0 … 1 from the latest to the oldest. */
GaungInstant gaung_sample_time_closed (GaungSample *sample, GaungSampleStory *story, double age);

G_END_DECLS
