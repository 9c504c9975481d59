/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fault-proxy.h"
#include "gaung-complaint-actions.h"
#include "gaung-couch-documents.h"
#include "gaung-double.h"
#include "gaung-engine.h"
#include "gaung-exchange.h"
#include "gaung-outbox.h"

G_BEGIN_DECLS

/* SyncWorld: one record server with the databases and accounts of Gaung: the double with the rules of
 * data/server in force, or the real CouchDB that GAUNG_TEST_COUCHDB names (databases and accounts under
 * a prefix of their own, removed at the end).
 *
 * Agencies: dlh, dpupr, diskominfo. Accounts: "sari" and "budi" (staff of dlh), "wati" (staff of dpupr), "rini" (coordinator, of
 * diskominfo), "dina" (admin, diskominfo). On the server an account is called "<prefix>-sari". */
typedef struct _SyncWorld SyncWorld;

SyncWorld *sync_world_new (gboolean is_real);
void sync_world_free (SyncWorld *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyncWorld, sync_world_free)
/* GAUNG_TEST_COUCHDB is set; else the case is skipped, and says so. */
gboolean sync_world_can_be_real (void);
GaungDouble *sync_world_get_double (SyncWorld *self); /* (nullable) */
const char *sync_world_get_address (SyncWorld *self);
const char *sync_world_get_prefix (SyncWorld *self);
GaungCouch *sync_world_get_admin (SyncWorld *self); /* past every proxy */
/* "agency-dlh" → "gaung-agency-dlh". (transfer full) */
char *sync_world_name_database (SyncWorld *self, const char *database);
/* "sari" → "gaung-sari". (transfer full) */
char *sync_world_name_account (SyncWorld *self, const char *who);

/* Below, @database is without its prefix. */
/* With _rev, as the server has it; NULL: missing. (transfer full) */
JsonObject *sync_world_get (SyncWorld *self, const char *database, const char *id);
/* Everything but design documents and tombstones, by id. (transfer full) (element-type JsonObject) */
GHashTable *sync_world_list (SyncWorld *self, const char *database);
/* Writes as @who, as another program would: with a new `change`, stamps, and the revision of @document.
 * Returns the revision; asserts that the server took it. (transfer full) */
char *sync_world_put (SyncWorld *self, const char *who, const char *database, JsonObject *document);
void sync_world_set_password (SyncWorld *self, const char *who, const char *password);
/* @roles: separated by spaces; NULL: those of the beginning. */
void sync_world_set_roles (SyncWorld *self, const char *who, const char *roles);
/* Deletes the database and makes it anew, empty; with a new epoch or not. */
void sync_world_remake (SyncWorld *self, const char *database, gboolean has_new_epoch);
/* Destroys one document without a trace in the feed. */
void sync_world_purge (SyncWorld *self, const char *database, const char *id);
void sync_world_renew_epoch (SyncWorld *self, const char *database);

/* The double, from now on over TLS with this certificate (a PEM file), or, NULL, in the open again. */
void sync_world_set_certificate (SyncWorld *self, const char *path);

/* From now on the clock of every desk stands still, this much later than it is, until the world is freed. */
void sync_world_advance (SyncWorld *self, GaungInstant milliseconds);

/* SyncDesk: a person at a computer: an encrypted store, the account, the engine, and a line of its own
 * to the server. */
typedef struct
{
  SyncWorld *world;
  char *who;
  char *password;
  char *directory;
  char *path;
  GBytes *key;
  GaungActor *actor;
  FaultProxy *proxy;
  char *address;       /* (nullable): past the proxy, to this one */
  GTlsDatabase *trust; /* (nullable) */
  GaungAccount *account;
  GaungStore *store;
  GaungEngine *engine;
  guint n_opened; /* how often it was started: another engine may lie where the last one lay */
} SyncDesk;

/* @who may have several desks. */
SyncDesk *sync_desk_new (SyncWorld *world, const char *who);
void sync_desk_free (SyncDesk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyncDesk, sync_desk_free)
/* Closes everything and opens it again, as after a crash or a night. */
void sync_desk_restart (SyncDesk *self);
void sync_desk_close (SyncDesk *self);
void sync_desk_open (SyncDesk *self);
/* One full pass. */
gboolean sync_desk_run (SyncDesk *self, GError **error);
/* Passes (the clock goes on by ten minutes before each) until nothing is due and nothing came, at most @most;
 * asserts that none failed. */
void sync_desk_run_until_quiet (SyncDesk *self, guint most);

/* A complaint of the desk's agency (a coordinator's: of @agency), not written yet. */
GaungRecord *sync_desk_make_complaint (SyncDesk *self, const char *agency, const char *title);
/* Writes @record and @more (nullable) in one transaction; @before: its `change` as it was read (NULL: it is new). */
/* FALSE: it was changed since it was read, and nothing was written. */
gboolean sync_desk_write (SyncDesk *self, GaungRecord *record, GaungRecord *more, const char *before);
/* Reads, sets one text member, stamps, and writes with the entry that tells it. FALSE: there is no such record. */
gboolean sync_desk_edit (SyncDesk *self, const char *id, const char *member, const char *value);
/* The same; what stood in its place then goes to @replaced (out) (nullable). */
gboolean sync_desk_replace (SyncDesk *self, const char *id, const char *member, const char *value, char **replaced);
/* An action; FALSE where state or right forbid it. @entry: the id of what records it (out) (nullable). */
gboolean sync_desk_act (SyncDesk *self, const char *id, GaungComplaintAction action, const GaungComplaintArguments *arguments, char **entry);
/* Adds a file to a complaint, attachment record and bytes included; its id. (transfer full) NULL: the complaint was changed since it
 * was read, and nothing was written. */
char *sync_desk_attach (SyncDesk *self, const char *id, const char *name, GBytes *bytes);
/* (transfer full); NULL: not here */
GaungRecord *sync_desk_get (SyncDesk *self, const char *id);
/* The text of a member here; (transfer full) (nullable) */
char *sync_desk_get_text (SyncDesk *self, const char *id, const char *member);
guint sync_desk_count_waiting (SyncDesk *self);
guint sync_desk_count_conflicts (SyncDesk *self, gboolean is_open);

/* The copy that counts of every record in the databases that the desk can read is the same here, nothing waits.
 * NULL, or the first difference, told. (transfer full) */
char *sync_desk_compare (SyncDesk *self);

G_END_DECLS
