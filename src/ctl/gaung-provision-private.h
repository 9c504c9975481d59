/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-couch.h"

G_BEGIN_DECLS

/* What a server needs for Gaung, compared with what it has; data/server/README.md is the plan. */
typedef struct _GaungProvision GaungProvision;

typedef enum
{
  GAUNG_STEP_DATABASE,  /* make it */
  GAUNG_STEP_RULES,     /* its validation function */
  GAUNG_STEP_READERS,   /* who may read it */
  GAUNG_STEP_DIRECTORY, /* its document in the directory */
  GAUNG_STEP_RECORD,    /* a record that Gaung brings */
} GaungStepKind;

typedef struct
{
  GaungStepKind kind;
  char *database;
  JsonObject *body; /* (nullable) */
} GaungStep;

void gaung_step_free (GaungStep *self);

/* @prefix NULL: as usual. @agencies: codes. NULL with GAUNG_REMOTE_ERROR_MALFORMED: a prefix or code that
 * cannot be part of a name. */
GaungProvision *gaung_provision_new (GaungCouch *couch,
                                     const char *administrator,
                                     const char *prefix,
                                     const char *const *agencies,
                                     GError **error);
void gaung_provision_free (GaungProvision *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungProvision, gaung_provision_free)

/* The server can be used, and the account may. */
gboolean gaung_provision_check_sync (GaungProvision *self, GCancellable *cancellable, GError **error);
/* What is to be done, in order; empty: nothing. Writes nothing. (transfer full) (element-type GaungStep) */
GPtrArray *gaung_provision_plan_sync (GaungProvision *self, GCancellable *cancellable, GError **error);
/* The validation function runs on this server, tried out in a database of its own. */
gboolean gaung_provision_try_rules_sync (GaungProvision *self, GCancellable *cancellable, GError **error);
gboolean gaung_provision_apply_sync (GaungProvision *self, const GaungStep *change, GCancellable *cancellable, GError **error);

/* After a restore: tells the desks that their positions in @database are worth nothing. */
gboolean gaung_provision_renew_epoch_sync (GaungProvision *self, const char *database, GCancellable *cancellable, GError **error);

/* A new account; @roles always include "staff". GAUNG_REMOTE_ERROR_CONFLICT: there is one of that name. */
gboolean gaung_provision_add_user_sync (GaungProvision *self,
                                        const char *name,
                                        const char *password,
                                        const char *const *roles,
                                        GCancellable *cancellable,
                                        GError **error);
/* No role and no password that anybody knows; the name stays taken. */
gboolean gaung_provision_block_user_sync (GaungProvision *self, const char *name, GCancellable *cancellable, GError **error);

G_END_DECLS
