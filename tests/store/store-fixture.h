/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-list.h"
#include "gaung-store.h"
#include "gaung-workspace.h"

G_BEGIN_DECLS

/* A store in a directory of its own, which goes with it. */
typedef struct
{
  char *directory;
  char *path;
  GBytes *key;
  GaungStore *store;
  GaungActor *actor;
} StoreFixture;

void store_fixture_set_up (StoreFixture *self, gconstpointer data);
void store_fixture_tear_down (StoreFixture *self, gconstpointer data);
/* Closes it and opens the same file again. */
void store_fixture_reopen (StoreFixture *self);

typedef void (*StoreFunc) (StoreFixture *self, gconstpointer data);
typedef struct
{
  const char *name;
  StoreFunc func;
} StoreTest;

/* A case with a store of its own. */
void add_store_case (const char *group, const char *name, gconstpointer data, StoreFunc func);
void add_store_tests (const char *group, const StoreTest *tests, gsize n_tests);

/* The test program again (its own name, a mode, an argument), killed somewhere in its first @milliseconds; what it
 * wrote to standard output goes into @lines, whole lines only. */
void run_and_kill (const char *const *arguments, GRand *random, int milliseconds, GPtrArray *lines);
/* The same to its end, which must be a good one. */
void run_to_end (const char *const *arguments);

GBytes *make_key (char letter);
char *make_directory (void);
void remove_directory (const char *directory);

#define TEST_NOW G_GINT64_CONSTANT (1795500000000) /* 2026-11-24T06:00:00Z */

GaungRecord *make_complaint (const GaungActor *actor, const char *title, const char *state, GaungInstant at);
GaungRecord *make_entry (const GaungActor *actor, GaungRecord *parent, const char *text, GaungInstant at);
void put (GaungStore *store, GaungRecord *record, GaungBatchFlags flags);
gint64 count (GaungStore *store, const char *query);
/* Turns the main loop until the list rests. */
void wait_for_list (GaungList *list);
/* Turns it until nothing is left to do. */
void settle (void);
/* Turns it until @condition holds: a test that hangs is ended by meson. */
#define wait_until(condition) \
  while (!(condition))        \
  g_main_context_iteration (NULL, TRUE)

/* Opens the file with SQLCipher itself and gives the first column of the first row: (transfer full). */
char *peek (StoreFixture *self, const char *sql);
/* The same for a statement that changes the file behind the store's back. */
void poke (StoreFixture *self, const char *sql);

G_END_DECLS
