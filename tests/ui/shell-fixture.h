/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-session.h"
#include "gaung-window.h"

G_BEGIN_DECLS

#define TEST_PASSPHRASE "delapan ekor kuda"

/* A workspace with a passphrase in a fresh directory, some invented complaints, and settings in memory. */
typedef struct
{
  char *directory;
  GSettings *settings;
  GaungClock *clock;
  GaungSession *session;
} ShellFixture;

/* @kind: what it is; @n_complaints may be 0. The session is not started. */
ShellFixture *shell_fixture_new (GaungWorkspaceKind kind, guint n_complaints);
void shell_fixture_free (ShellFixture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ShellFixture, shell_fixture_free)
/* Starts the session and waits until it is open. */
GaungContext *shell_fixture_open (ShellFixture *self);
/* A presented window on that session, open. */
GaungWindow *shell_fixture_show (ShellFixture *self);

typedef gboolean (*UiPredicate) (gpointer data);
/* Runs the main loop until it is so; fails the test when it never is. */
void ui_wait (UiPredicate predicate, gpointer data);
/* Runs what is pending. */
void ui_settle (void);
/* The first descendant (or itself) of this type that is mapped, in tree order. */
GtkWidget *ui_find (GtkWidget *root, GType type);
/* The n-th of this type, mapped or not; NULL after the last. */
GtkWidget *ui_find_nth (GtkWidget *root, GType type, guint n);
/* The first button of this type with this label. */
GtkWidget *ui_find_labelled (GtkWidget *root, GType type, const char *label);
/* Does any mapped label below @root show this text? */
gboolean ui_shows_text (GtkWidget *root, const char *text);
void ui_close (GaungWindow *window);

G_END_DECLS
