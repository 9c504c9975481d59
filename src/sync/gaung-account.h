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

/* The account of a workspace; NULL without an error: it has none. Blocking (D-Bus): looks for the secret. @workspace NULL:
 * without a look at the Secret Service. */
GaungAccount *gaung_account_load (GaungWorkspace *workspace, GaungStore *store, GError **error);
GaungAccount *gaung_account_new (const char *address, const char *prefix, const char *name, GaungCredentials *credentials, GError **error);

const char *gaung_account_get_address (GaungAccount *self);
const char *gaung_account_get_prefix (GaungAccount *self); /* "gaung" */
const char *gaung_account_get_name (GaungAccount *self);
GaungCredentials *gaung_account_dup_credentials (GaungAccount *self); /* (transfer full) (nullable) */
void gaung_account_set_credentials (GaungAccount *self, GaungCredentials *credentials);
/* Trusted in place of the system's authorities (tests, a city's own authority); (nullable). */
void gaung_account_set_trust (GaungAccount *self, GTlsDatabase *trust);
GTlsDatabase *gaung_account_get_trust (GaungAccount *self);
/* Remembers the secret; FALSE: there is no Secret Service, it stays in memory. Blocking. */
gboolean gaung_account_save_secret (GaungAccount *self, GaungWorkspace *workspace, const char *secret, gboolean is_token, GError **error);
void gaung_account_forget_secret (GaungWorkspace *workspace);

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
  gint64 skew_ms;     /* ours minus theirs */
  GError *error;      /* of the step that failed (nullable) */
} GaungProbe;

void gaung_probe_free (GaungProbe *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungProbe, gaung_probe_free)
/* Called after every step, in the thread of the probe. */
typedef void (*GaungProbeProgress) (const GaungProbe *probe, gpointer data);
/* Tries an account out; writes nothing anywhere. Stops at the first step that failed. Blocking. (transfer full), never NULL. */
GaungProbe *gaung_account_probe_sync (GaungAccount *account, GaungProbeProgress progress, gpointer data, GCancellable *cancellable);
void gaung_account_probe_async (GaungAccount *account, GaungProbeProgress progress, gpointer data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer callback_data);
GaungProbe *gaung_account_probe_finish (GaungAccount *account, GAsyncResult *result, GError **error);

/* Makes @workspace (new, or local until now) one of @account on the server, after a probe that passed: settings, actor (name @actor_name,
 * agency one of @probe's), kind, secret; a local one is adopted (gaung_exchange_adopt). A sample cannot be connected. Blocking.
 * @n_queued: what will be sent (out) (nullable). */
gboolean gaung_account_connect (GaungAccount *account, GaungWorkspace *workspace, GaungStore *store, const GaungProbe *probe, const char *actor_name, const char *agency, const char *secret, gboolean is_token, guint *n_queued, GCancellable *cancellable, GError **error);
/* Signs out: the secret is forgotten. The store stays; wiping it is gaung_workspace_delete(). */
gboolean gaung_account_sign_out (GaungAccount *account, GaungWorkspace *workspace, GaungStore *store, GError **error);

G_END_DECLS
