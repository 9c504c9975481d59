/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-couch.h"

G_BEGIN_DECLS

/* What a server needs for Gaung, compared with what it has; data/server/README.md is the plan. */
typedef struct _GaungProvision GaungProvision;

typedef enum
{
  GAUNG_STEP_DATABASE,    /* make it */
  GAUNG_STEP_RULES,       /* its validation function */
  GAUNG_STEP_READERS,     /* who may read it */
  GAUNG_STEP_DIRECTORY,   /* its document in the directory */
  GAUNG_STEP_RECORD,      /* a record that Gaung brings */
  GAUNG_STEP_EPOCH,       /* the desks compare everything anew */
  GAUNG_STEP_ADD_USER,
  GAUNG_STEP_CHANGE_USER,
  GAUNG_STEP_BLOCK_USER,
} GaungStepKind;

typedef struct
{
  GaungStepKind kind;
  char *database;
  JsonObject *body; /* (nullable) */
  char *before;     /* of a user who is changed: the roles until now; (nullable) */
} GaungStep;

void gaung_step_free (GaungStep *self);
/* The account or the database that it is about. (transfer none) */
const char *gaung_step_get_subject (const GaungStep *self);
/* The roles of a user after it: "staff, agency-dpupr". (transfer full) */
char *gaung_step_dup_roles (const GaungStep *self);

/* @prefix NULL: as usual. @agencies: codes. NULL with GAUNG_REMOTE_ERROR_MALFORMED: a prefix or code that
 * cannot be part of a name. */
GaungProvision *gaung_provision_new (GaungCouch *couch,
                                     const char *administrator,
                                     const char *prefix,
                                     const char *const *agencies,
                                     GError **error);
void gaung_provision_free (GaungProvision *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungProvision, gaung_provision_free)
/* Also bring the records of Surakarta's agencies to the directory, those whose code is not there yet. */
void gaung_provision_set_city_agencies (GaungProvision *self, gboolean wants_them);

/* The server can be used, and the account may. */
gboolean gaung_provision_check_sync (GaungProvision *self, GCancellable *cancellable, GError **error);
/* What is to be done, in order; empty: nothing. Every plan_… writes nothing. (transfer full) (element-type GaungStep) */
GPtrArray *gaung_provision_plan_sync (GaungProvision *self, GCancellable *cancellable, GError **error);
/* After a restore: tells the desks that their positions in @databases are worth nothing; "all": in every one of the
 * directory. */
GPtrArray *gaung_provision_plan_epochs_sync (GaungProvision *self, const char *const *databases, GCancellable *cancellable, GError **error);
/* A new account; @roles always include "staff". Empty where there is one with these roles;
 * GAUNG_REMOTE_ERROR_CONFLICT: with others. GAUNG_REMOTE_ERROR_MALFORMED: a name, password or role that cannot be. */
GPtrArray *gaung_provision_plan_add_user_sync (GaungProvision *self, const char *name, const char *password, const char *const *roles, GCancellable *cancellable, GError **error);
/* From now on exactly these roles and "staff". @password NULL: as it is, which somebody blocked does not know. */
GPtrArray *gaung_provision_plan_change_user_sync (GaungProvision *self, const char *name, const char *password, const char *const *roles, GCancellable *cancellable, GError **error);
/* No role and no password that anybody knows; the name stays taken. */
GPtrArray *gaung_provision_plan_block_user_sync (GaungProvision *self, const char *name, GCancellable *cancellable, GError **error);

/* The validation function runs on this server, tried out in a database of its own. */
gboolean gaung_provision_try_rules_sync (GaungProvision *self, GCancellable *cancellable, GError **error);
gboolean gaung_provision_apply_sync (GaungProvision *self, const GaungStep *step, GCancellable *cancellable, GError **error);

/* Documents of accounts, for a list. (transfer full) (element-type JsonObject) */
GPtrArray *gaung_provision_list_users_sync (GaungProvision *self, GCancellable *cancellable, GError **error);

G_END_DECLS
