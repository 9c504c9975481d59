/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync-world.h"

G_BEGIN_DECLS

/* One thing that a person wrote and the store acknowledged. */
typedef struct
{
  guint number;
  guint turn; /* of the coming to rest: within one, a desk does not send between two edits */
  const SyncDesk *desk;
  const char *who;
  char *id;
  char *member; /* (nullable): the whole record is new (an entry, a complaint, a file) */
  char *before; /* of the member (nullable) */
  char *value;
} SyncEdit;

/* SyncStory: three desks that write at random over a network with faults; all of it follows from the
 * seed. */
typedef struct
{
  SyncWorld *world;
  SyncDesk *desks[3];
  GRand *random;
  guint64 seed;
  guint n_written;
  GPtrArray *complaints; /* ids */
  GPtrArray *edits;      /* of SyncEdit */
  GHashTable *drafts;    /* words → id of the complaint */
  GString *trace;
  char *trouble; /* (nullable) */
  guint turn;    /* 0 while people write; then one more whenever all have sent and received */
  GMutex lock;
  SyncDesk *interrupted; /* whose request is answered by somebody's writing meanwhile */
  guint interruptions;
  guint n_faults;
  guint n_conflicts;
  guint n_parked;
} SyncStory;

SyncStory *sync_story_new (guint64 seed, gboolean is_real);
void sync_story_free (SyncStory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyncStory, sync_story_free)
/* Writes, sends, fails; then the faults end, people decide what waits for them, and all come to rest.
 * NULL, or what went wrong. (transfer full) */
char *sync_story_run (SyncStory *self);
/* What was done and asked, for a failure. (transfer full) */
char *sync_story_get_trace (SyncStory *self);

/* The parts of it, for other stories. A complaint written at @desk (its id is the last of complaints); an edit of one of
 * its members; faults end and all come to rest: NULL, or what went wrong. */
void sync_story_create (SyncStory *self, SyncDesk *desk);
void sync_story_edit (SyncStory *self, SyncDesk *desk, const char *id);
char *sync_story_rest (SyncStory *self);
/* @member of @id was @before (nullable) and is @value now, and the store of @desk has it. @member NULL: all of it is new. */
void sync_story_remember (SyncStory *self, SyncDesk *desk, const char *id, const char *member, const char *before, const char *value);
/* Any of what people do; the desk may have been restarted then. */
void sync_story_do_something (SyncStory *self, SyncDesk *desk);

/* sync-story-check.c: NULL, or what is lost, or there twice. (transfer full) */
char *sync_story_check (SyncStory *self);

G_END_DECLS
