/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a workspace becomes one of an account on a server, and how one signs out. */
#include "config.h"

#include <string.h>

#include "gaung-account-private.h"
#include "gaung-exchange.h"

/* As in data/server/databases.json: codes are parts of names of databases. */
#define CODE_PATTERN "^[a-z0-9][a-z0-9-]{0,63}$"

static gboolean
fail (GError **error, GaungAccountError code, const char *reason)
{
  g_set_error_literal (error, GAUNG_ACCOUNT_ERROR, code, reason);
  return FALSE;
}

/* Outbox and cache belong to one account on one server, for as long as they exist. */
static gboolean
check_owner (GaungAccount *account, GaungStore *store, const GaungProbe *probe, GError **error)
{
  g_autofree char *state = gaung_store_get_setting (store, GAUNG_SETTING_STATE);
  g_autofree char *name = gaung_store_get_setting (store, GAUNG_SETTING_NAME);
  g_autofree char *address = gaung_store_get_setting (store, GAUNG_SETTING_ADDRESS);
  g_autofree char *uuid = gaung_store_get_setting (store, GAUNG_SETTING_UUID);
  g_autofree char *prefix = gaung_store_get_setting (store, GAUNG_SETTING_PREFIX);

  if (state == NULL)
    return TRUE;
  if (g_strcmp0 (name, probe->name) != 0)
    return fail (error, GAUNG_ACCOUNT_ERROR_OTHER_ACCOUNT, "the workspace has another account");
  if (strcmp (state, GAUNG_STATE_CONNECTED) != 0)
    return TRUE;
  /* A server that moved is known by the id of its installation. */
  if (g_strcmp0 (prefix, gaung_account_get_prefix (account)) != 0
      || (g_strcmp0 (address, gaung_account_get_address (account)) != 0
          && (uuid == NULL || g_strcmp0 (uuid, probe->server_uuid) != 0)))
    return fail (error, GAUNG_ACCOUNT_ERROR_OTHER_SERVER, "the workspace has another server");
  return TRUE;
}

/* NULL: an account without an agency, for which "" stands. */
static const char *
choose_agency (const GaungProbe *probe, const char *agency, GError **error)
{
  if (agency == NULL || *agency == '\0')
    return probe->agencies[0] != NULL ? probe->agencies[0] : "";
  if (g_strv_contains ((const char *const *) probe->agencies, agency)
      || (g_strv_contains ((const char *const *) probe->roles, "coordinator")
          && g_regex_match_simple (CODE_PATTERN, agency, G_REGEX_DOLLAR_ENDONLY, 0)))
    return agency;
  fail (error, GAUNG_ACCOUNT_ERROR_AGENCY, "not an agency of the account");
  return NULL;
}

static gboolean
begin (GaungStore *store, const GaungProbe *probe, GError **error)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);

  gaung_batch_put_setting (batch, GAUNG_SETTING_STATE, GAUNG_STATE_CONNECTING);
  gaung_batch_put_setting (batch, GAUNG_SETTING_NAME, probe->name);
  return gaung_store_write (store, batch, error);
}

static gboolean
finish (GaungAccount *account,
        GaungStore *store,
        const GaungProbe *probe,
        const char *agency,
        GError **error)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
  g_autofree char *roles = g_strjoinv (",", probe->roles);

  gaung_batch_put_setting (batch, GAUNG_SETTING_ADDRESS, gaung_account_get_address (account));
  gaung_batch_put_setting (batch, GAUNG_SETTING_PREFIX, gaung_account_get_prefix (account));
  gaung_batch_put_setting (batch, GAUNG_SETTING_UUID, probe->server_uuid);
  gaung_batch_put_setting (batch, GAUNG_SETTING_NAME, probe->name);
  gaung_batch_put_setting (batch, GAUNG_SETTING_AGENCY, agency);
  gaung_batch_put_setting (batch, GAUNG_SETTING_ROLES, roles);
  gaung_batch_put_setting (batch, GAUNG_SETTING_STATE, GAUNG_STATE_CONNECTED);
  return gaung_store_write (store, batch, error);
}

/* What was written here under "local" gets the account's name before anything can be sent. */
static gboolean
adopt (GaungStore *store,
       const GaungProbe *probe,
       const char *agency,
       guint *n_queued,
       GCancellable *cancellable,
       GError **error)
{
  g_autofree char *state = gaung_store_get_setting (store, GAUNG_SETTING_STATE);
  const GaungActor *actor = gaung_store_get_actor (store);
  g_autofree char *from = g_strdup (actor != NULL ? actor->agency : NULL);

  if (g_strcmp0 (state, GAUNG_STATE_CONNECTED) == 0)
    return TRUE;
  return begin (store, probe, error)
         && gaung_exchange_adopt (store,
                                  probe->name,
                                  from,
                                  from != NULL && *from != '\0' && *agency != '\0' ? agency : NULL,
                                  n_queued,
                                  cancellable,
                                  error);
}

/**
 * gaung_account_connect:
 * @actor_name: as colleagues know the person; "" takes the name of the account
 * @agency: (nullable): where the person works
 * @secret: the password, or the token
 * @n_queued: (out) (optional): how many records wait to be sent now
 *
 * The order makes a crash harmless: until the last setting is written the workspace is a local one,
 * and connecting it again goes on where it stopped.
 */
gboolean
gaung_account_connect (GaungAccount *account,
                       GaungWorkspace *workspace,
                       GaungStore *store,
                       const GaungProbe *probe,
                       const char *actor_name,
                       const char *agency,
                       const char *secret,
                       gboolean is_token,
                       guint *n_queued,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GaungActor) actor = NULL;
  g_autoptr (GError) trouble = NULL;
  const char *chosen;
  guint queued = 0;

  g_return_val_if_fail (GAUNG_IS_ACCOUNT (account), FALSE);
  g_return_val_if_fail (GAUNG_IS_WORKSPACE (workspace), FALSE);
  g_return_val_if_fail (probe != NULL && secret != NULL, FALSE);

  if (!gaung_probe_is_passed (probe) || probe->name == NULL)
    return fail (error, GAUNG_ACCOUNT_ERROR_NOT_TRIED, "no probe that passed");
  if (gaung_workspace_get_kind (workspace) == GAUNG_WORKSPACE_SAMPLE)
    return fail (error, GAUNG_ACCOUNT_ERROR_SAMPLE, "a sample workspace");
  chosen = choose_agency (probe, agency, error);
  if (chosen == NULL || !check_owner (account, store, probe, error)
      || !adopt (store, probe, chosen, &queued, cancellable, error))
    return FALSE;
  actor = gaung_actor_new (probe->name,
                           actor_name != NULL && *actor_name != '\0' ? actor_name : probe->name,
                           chosen,
                           (const char *const *) probe->roles);
  if (!gaung_store_set_actor (store, actor, error)
      || !gaung_workspace_set_authority (workspace, gaung_account_get_authority (account), error)
      || !finish (account, store, probe, chosen, error)
      || !gaung_workspace_set_server (workspace, error))
    return FALSE;
  gaung_account_learn_name (account, probe->name);
  if (!gaung_account_save_secret (account, workspace, secret, is_token, &trouble))
    g_debug ("The secret stays in memory: %s", trouble->message);
  if (n_queued != NULL)
    *n_queued = queued;
  return TRUE;
}

/**
 * gaung_account_sign_out:
 *
 * What was read stays readable with the workspace's own key, and what waits goes on waiting:
 * whoever wants neither deletes the workspace. Fails (%GAUNG_STORE_ERROR_NO_SERVICE) where the
 * Secret Service is locked and may hold the secret still.
 */
gboolean
gaung_account_sign_out (GaungAccount *account,
                        GaungWorkspace *workspace,
                        GaungStore *store,
                        GError **error)
{
  g_return_val_if_fail (GAUNG_IS_ACCOUNT (account), FALSE);
  g_return_val_if_fail (GAUNG_IS_WORKSPACE (workspace), FALSE);

  gaung_account_set_credentials (account, NULL);
  return gaung_workspace_forget_secret (workspace, error);
}
