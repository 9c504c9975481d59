/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync-world.h"

G_BEGIN_DECLS

/* SyncTally: what people wrote in a test, and what became of it: how much is lost, how much is there twice. */
typedef struct
{
  GPtrArray *expected; /* of SyncWord */
  guint lost;
  guint twice;
} SyncTally;

typedef struct
{
  char *id;
  char *member; /* (nullable): only that it is there */
  char *value;
} SyncWord;

void sync_tally_init (SyncTally *self);
void sync_tally_clear (SyncTally *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SyncTally, sync_tally_clear)
/* @id is to be on the server, with @value where @member is not NULL. What was expected of a member before counts no more. */
void sync_tally_expect (SyncTally *self, const char *id, const char *member, const char *value);
/* A complaint with an entry, written at @desk and expected; its id. (transfer full) */
char *sync_tally_write (SyncTally *self, SyncDesk *desk, const char *title);
/* An edit of a member, written at @desk and expected. */
void sync_tally_edit (SyncTally *self, SyncDesk *desk, const char *id, const char *member, const char *value);
/* Compares the server with what is expected, and counts receipts of @desks (ends with NULL): adds to lost and twice.
 * Tells the first of each with g_test_message. */
void sync_tally_count (SyncTally *self, SyncWorld *world, SyncDesk *const *desks);
/* Brings @desks to rest, compares each with the server, counts, prints the row of docs/reliability.md, and asserts that
 * nothing is lost or there twice. */
void sync_tally_close (SyncTally *self, SyncWorld *world, SyncDesk *const *desks, const char *fault);
/* The case in front of the double, and in front of a real server where there is one. @test gets whether it is real. */
void sync_tally_add_test (const char *path, void (*test) (gboolean is_real));

G_END_DECLS
