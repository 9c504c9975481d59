/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "gaung-provision-private.h"

G_BEGIN_DECLS

/* What the files of the plan share, and nobody else. */
struct _GaungProvision
{
  GaungCouch *couch;
  char *administrator;
  JsonObject *settings; /* databases.json */
  char *prefix;
  GPtrArray *agencies; /* of codes */
  gboolean wants_city_agencies;
  JsonObject *design;
};

/* A database as it should be. */
typedef struct
{
  JsonObject *row; /* of databases.json, filled in */
  const char *name;
  const char *agency; /* (nullable) */
} GaungWanted;

/* Always FALSE. */
gboolean gaung_provision_fail (GError **error, GaungRemoteError code, const char *reason);
/* @body (transfer full) (nullable) */
GaungStep *gaung_provision_add_step (GPtrArray *plan, GaungStepKind kind, const char *database, JsonObject *body);
/* (transfer full) (element-type GaungStep) */
GPtrArray *gaung_provision_new_plan (void);
/* All documents of @database whose ids begin with @before. (transfer full) (element-type JsonObject) */
GPtrArray *gaung_provision_read_all (GaungProvision *self, const char *database, const char *before, GCancellable *cancellable, GError **error);

/* What the directory lacks: the document of a database, and records. */
gboolean gaung_provision_plan_entry (GaungProvision *self, const GaungWanted *wanted, gboolean is_new, gboolean has_directory, GPtrArray *plan, GCancellable *cancellable, GError **error);
gboolean gaung_provision_plan_records (GaungProvision *self, gboolean has_directory, GPtrArray *plan, GCancellable *cancellable, GError **error);

G_END_DECLS
