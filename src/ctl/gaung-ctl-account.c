/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands share that have to do with a server. */
#include "config.h"

#include <glib/gi18n.h>

#include "gaung-ctl-account-private.h"
#include "gaung-ctl-present-private.h"

gboolean
gaung_ctl_read_credentials (const char *user,
                            const char *password_file,
                            const char *token_file,
                            GaungCredentials **credentials,
                            char **secret,
                            GaungCtlStatus *status)
{
  if ((password_file != NULL) == (token_file != NULL))
    {
      *status = gaung_ctl_usage ("%s",
                                 _ ("Name a file that holds the password (“--password-file”) or "
                                    "the token (“--token-file”)."));
      return FALSE;
    }
  if (password_file != NULL && user == NULL)
    {
      *status = gaung_ctl_usage ("%s", _ ("Name the account with “--user”."));
      return FALSE;
    }
  if (!gaung_ctl_read_secret (password_file != NULL ? password_file : token_file, secret, status))
    return FALSE;
  *credentials = token_file != NULL ? gaung_credentials_new_token (*secret)
                                    : gaung_credentials_new_password (user, *secret);
  if (*credentials != NULL)
    return TRUE;
  *status = gaung_ctl_usage ("%s", _ ("That name or password cannot be one of an account."));
  return FALSE;
}

gboolean
gaung_ctl_load_account (GaungCtl *ctl, GaungAccount **account, GaungCtlStatus *status)
{
  g_autoptr (GError) error = NULL;

  *account = gaung_account_load (ctl->workspace, ctl->store, &error);
  if (*account != NULL)
    return TRUE;
  if (error != NULL)
    {
      *status = gaung_ctl_fail (error);
      return FALSE;
    }
  gaung_ctl_warn ("%s",
                  _ ("This workspace is not connected to a server. “gaungctl connect” does it."));
  *status = GAUNG_CTL_WORKSPACE;
  return FALSE;
}

char *
gaung_ctl_tell_title (GaungCtl *ctl, const char *title, const char *id, const char *parent)
{
  g_autoptr (GaungRecord) record = NULL;

  if (title == NULL)
    return g_strdup ("");
  record = gaung_store_get (
      ctl->store, parent != NULL && !g_str_has_prefix (id, "complaint:") ? parent : id, NULL);
  if (record != NULL && !gaung_ctl_can_read (ctl, record))
    return g_strdup ("•••");
  return gaung_ctl_escape (title);
}

void
gaung_ctl_set_instant (JsonObject *object, const char *member, GaungInstant instant)
{
  g_autofree char *text = instant != GAUNG_INSTANT_NONE ? gaung_instant_to_text (instant) : NULL;

  if (text != NULL)
    json_object_set_string_member (object, member, text);
  else
    json_object_set_null_member (object, member);
}

gboolean
gaung_ctl_print_object (JsonObject *object)
{
  g_autoptr (JsonObject) owned = object;
  g_autofree char *line = gaung_ctl_json_line (owned);

  return gaung_ctl_print ("%s\n", line);
}
