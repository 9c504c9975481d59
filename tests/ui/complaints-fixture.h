/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-complaints-page-private.h"
#include "gaung-sample.h"

G_BEGIN_DECLS

/* The complaints desk in a window of its own, on a fresh workspace with sample content, on Tuesday,
 * 24 November 2026, 10.00 WIB. */
typedef struct
{
  char *directory;
  GaungWorkspace *workspace;
  GaungStore *store;
  GaungClock *clock;
  GaungContext *context;
  GtkWindow *window;
  GaungComplaintsPage *page;
} DeskFixture;

DeskFixture *desk_fixture_new (guint n_complaints);
/* The same in a workspace that belongs to a city server. */
DeskFixture *desk_fixture_new_server (guint n_complaints);
/* Asserts that page and context go. */
void desk_fixture_free (DeskFixture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskFixture, desk_fixture_free)

/* The first complaint that the query text finds. (transfer full) */
char *desk_find (DeskFixture *self, const char *query);
gint64 desk_count (DeskFixture *self, const char *query);
const char *desk_get_state (DeskFixture *self, const char *id); /* static nick */
/* Opens it, in the scope "all", and waits until it is there. */
void desk_open (DeskFixture *self, const char *id);
void desk_activate (DeskFixture *self, const char *action);
/* Runs the main loop until the query finds so many; fails the test when it never does. */
void desk_wait_for (DeskFixture *self, const char *query, gint64 n);
/* Until the list is loaded. */
void desk_wait_loaded (DeskFixture *self);
void desk_settle (void);
/* The n-th mapped descendant of a type, in tree order. */
GtkWidget *desk_find_widget (GtkWidget *root, GType type, guint n);

G_END_DECLS
