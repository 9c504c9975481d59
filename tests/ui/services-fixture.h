/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-sample.h"
#include "gaung-services-page-private.h"

G_BEGIN_DECLS

/* The services in a window of their own, on a fresh workspace, on Tuesday, 24 November 2026, 10.00 WIB. */
typedef struct
{
  char *directory;
  GaungWorkspace *workspace;
  GaungStore *store;
  GaungClock *clock;
  GaungContext *context;
  GtkWindow *window;
  GaungServicesPage *page;
} ServicesFixture;

typedef enum
{
  SERVICES_EMPTY,  /* nobody has put anything in */
  SERVICES_SAMPLE, /* the sample's services */
  SERVICES_CITY,   /* the same, in a workspace that belongs to a city server, as staff of diskominfo */
} ServicesContent;

ServicesFixture *services_fixture_new (ServicesContent content);
/* Asserts that page and context go. */
void services_fixture_free (ServicesFixture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServicesFixture, services_fixture_free)

/* The first record that the query text finds. (transfer full) */
char *services_find (ServicesFixture *self, const char *query);
gint64 services_count (ServicesFixture *self, const char *query);
/* The service as it is stored now. (transfer full) */
GaungRecord *services_get (ServicesFixture *self, const char *id);
/* Shows it, and waits until it is there. */
void services_open (ServicesFixture *self, const char *id);
/* Asserts that the action can be done. */
void services_activate (ServicesFixture *self, const char *action);
/* Runs the main loop until the query finds so many; fails the test when it never does. */
void services_wait_for (ServicesFixture *self, const char *query, gint64 n);
typedef gboolean (*ServicesProbe) (gpointer data);
void services_wait_until (ServicesProbe probe, gpointer data);
void services_settle (void);
/* The n-th mapped descendant of a type, in tree order. (nullable) */
GtkWidget *services_find_widget (GtkWidget *root, GType type, guint n);
/* The mapped descendant that is a label with just this text. (nullable) */
GtkWidget *services_find_label (GtkWidget *root, const char *text);

G_END_DECLS
