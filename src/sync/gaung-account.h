/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-couch.h"
#include "gaung-store.h"
#include "gaung-workspace.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_ACCOUNT (gaung_account_get_type ())
/* GaungAccount: who a workspace is on which server. Address, name, prefix and agency are settings of the encrypted store
 * ("server.address", "server.prefix", "account.name", "account.agency", "account.roles"); the password or token is in the Secret Service, under
 * the workspace's id, or, without one, in memory only. Immutable but for its credentials; may be used from any thread. */
G_DECLARE_FINAL_TYPE (GaungAccount, gaung_account, GAUNG, ACCOUNT, GObject)

typedef enum
{
  GAUNG_ACCOUNT_ERROR_SAMPLE,        /* a sample workspace is never connected */
  GAUNG_ACCOUNT_ERROR_OTHER_ACCOUNT, /* the workspace belongs to another account */
  GAUNG_ACCOUNT_ERROR_OTHER_SERVER,  /* … or to another server */
  GAUNG_ACCOUNT_ERROR_AGENCY,        /* not an agency of this account */
  GAUNG_ACCOUNT_ERROR_NOT_TRIED,     /* there was no probe that passed */
  GAUNG_ACCOUNT_ERROR_AUTHORITY,     /* not a file with certificates */
} GaungAccountError;

#define GAUNG_ACCOUNT_ERROR (gaung_account_error_quark ())
GQuark gaung_account_error_quark (void);
/* What happened, what was kept, what to do; works for every GAUNG_*_ERROR domain up to sync. (transfer full) */
char *gaung_sync_error_to_user_text (const GError *error);

/* The account of a workspace; NULL without an error: it has none. Blocking (D-Bus): looks for the secret. @workspace NULL:
 * without a look at the Secret Service. */
GaungAccount *gaung_account_load (GaungWorkspace *workspace, GaungStore *store, GError **error);
/* @address as people type it ("couch.surakarta.go.id"); @prefix NULL: "gaung"; @name NULL: the token tells. NULL with
 * GAUNG_REMOTE_ERROR_ADDRESS, _INSECURE or (a prefix or name that cannot be) _MALFORMED: show gaung_sync_error_to_user_text(). */
GaungAccount *gaung_account_new (const char *address, const char *prefix, const char *name, GaungCredentials *credentials, GError **error);

const char *gaung_account_get_address (GaungAccount *self);
const char *gaung_account_get_prefix (GaungAccount *self); /* "gaung" */
const char *gaung_account_get_name (GaungAccount *self);   /* (nullable): of a token, before it was connected */
GaungCredentials *gaung_account_dup_credentials (GaungAccount *self); /* (transfer full) (nullable) */
void gaung_account_set_credentials (GaungAccount *self, GaungCredentials *credentials);
/* Trusted in place of the system's authorities (tests, a city's own authority); (nullable). */
void gaung_account_set_trust (GaungAccount *self, GTlsDatabase *trust);
GTlsDatabase *gaung_account_get_trust (GaungAccount *self);
/* The same from a PEM file; gaung_account_connect() keeps a copy with the workspace, gaung_account_load() takes it up. */
gboolean gaung_account_set_authority (GaungAccount *self, const char *path, GError **error);
/* Remembers the secret; FALSE: there is no Secret Service, it stays in memory. Blocking. */
gboolean gaung_account_save_secret (GaungAccount *self, GaungWorkspace *workspace, const char *secret, gboolean is_token, GError **error);
void gaung_account_forget_secret (GaungWorkspace *workspace);
/* A client that speaks as this account. (transfer full) */
GaungCouch *gaung_account_make_couch (GaungAccount *self, GError **error);

/* ---- Connecting ---- */

typedef enum
{
  GAUNG_PROBE_ADDRESS,     /* an address of ours to use, over TLS */
  GAUNG_PROBE_SERVER,      /* reached; its certificate is good */
  GAUNG_PROBE_VERSION,     /* a CouchDB that we can work with */
  GAUNG_PROBE_SIGN_IN,
  GAUNG_PROBE_RIGHTS,      /* staff, and of which agencies; the directory and each database can be read */
  GAUNG_PROBE_CLOCK,       /* the two clocks agree within two minutes */
  GAUNG_PROBE_N,
} GaungProbeStep;

typedef enum
{
  GAUNG_PROBE_WAITING,
  GAUNG_PROBE_RUNNING,
  GAUNG_PROBE_PASSED,
  GAUNG_PROBE_WARNED,
  GAUNG_PROBE_FAILED,
} GaungProbeState;

typedef struct
{
  GaungProbeState state;
  char *text; /* what was found, or what is wrong and what to do, in the user's language */
} GaungProbeLine;

typedef struct
{
  GaungProbeLine lines[GAUNG_PROBE_N];
  char *name;         /* as the server knows the account (nullable) */
  GStrv roles;
  GStrv agencies;     /* codes from the roles agency-<code> */
  GStrv databases;    /* that can be read */
  char *server_version;
  char *server_uuid;  /* (nullable) */
  gint64 skew_ms;     /* ours minus theirs; beyond two minutes the line is a warning */
  GError *error;      /* of the step that failed (nullable) */
} GaungProbe;

void gaung_probe_free (GaungProbe *self);
/* Every step passed, perhaps with a warning. */
gboolean gaung_probe_is_passed (const GaungProbe *self);
/* "Server and certificate", in the user's language. */
const char *gaung_probe_step_get_label (GaungProbeStep step);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungProbe, gaung_probe_free)
/* Called after every step, in the thread of the probe. */
typedef void (*GaungProbeProgress) (const GaungProbe *probe, gpointer data);
/* Tries an account out; writes nothing anywhere. Stops at the first step that failed. Blocking. (transfer full), never NULL. */
GaungProbe *gaung_account_probe_sync (GaungAccount *account, GaungProbeProgress progress, gpointer data, GCancellable *cancellable);
void gaung_account_probe_async (GaungAccount *account, GaungProbeProgress progress, gpointer data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer callback_data);
GaungProbe *gaung_account_probe_finish (GaungAccount *account, GAsyncResult *result, GError **error);

/* Makes @workspace (new, or local until now) one of @account on the server, after a probe that passed: settings, actor (name @actor_name,
 * agency one of @probe's; NULL: the first), kind, secret; a local one is adopted (gaung_exchange_adopt). A sample cannot be
 * connected. One that is connected already takes only its own account on its own server: that is how one signs in again, or
 * follows a server to a new address. Repeatable after a crash. Without a Secret Service the secret stays in @account. Blocking.
 * @n_queued: what will be sent (out) (nullable). */
gboolean gaung_account_connect (GaungAccount *account, GaungWorkspace *workspace, GaungStore *store, const GaungProbe *probe, const char *actor_name, const char *agency, const char *secret, gboolean is_token, guint *n_queued, GCancellable *cancellable, GError **error);
/* Signs out: the secret is forgotten. The store stays; wiping it is gaung_workspace_delete(). */
gboolean gaung_account_sign_out (GaungAccount *account, GaungWorkspace *workspace, GaungStore *store, GError **error);

G_END_DECLS
