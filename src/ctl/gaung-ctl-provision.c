/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gaungctl provision: brings a record server to where Gaung needs it. */
#include "config.h"

#include <glib/gi18n.h>

#include "gaung-ctl-private.h"
#include "gaung-json.h"
#include "gaung-provision-private.h"

typedef struct
{
  GaungCtl *ctl;
  char *administrator;
  char *password_file;
  char *prefix;
  char **agencies;
  gboolean is_dry;
  char *add_user;
  char *block_user;
  char *user_password_file;
  char **roles;
  char **epochs;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->administrator);
  g_free (options->password_file);
  g_free (options->prefix);
  g_strfreev (options->agencies);
  g_free (options->add_user);
  g_free (options->block_user);
  g_free (options->user_password_file);
  g_strfreev (options->roles);
  g_strfreev (options->epochs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* The detail is the server's or ours, and holds no value of a record. */
static GaungCtlStatus
tell (const GError *error)
{
  g_autofree char *text = gaung_remote_error_to_user_text (error);
  g_autofree char *detail = gaung_ctl_escape (error->message);

  if (text == NULL)
    return gaung_ctl_fail (error);
  /* Translators: first what happened, then the detail, e.g.
   * "The server has a fault. (500 error: no_majority)" */
  gaung_ctl_warn (_ ("%s (%s)"), text, detail);
  return GAUNG_CTL_SERVER;
}

/* A password from a file, with the same care as a passphrase. */
static gboolean
read_password (const char *path, char **password, GaungCtlStatus *status)
{
  GaungCtl reading = { .passphrase_file = (char *) path };

  if (path == NULL)
    {
      *status = gaung_ctl_usage ("%s", _ ("Name a file that holds the password."));
      return FALSE;
    }
  return gaung_ctl_read_passphrase (&reading, password, status);
}

static void
print_change (const GaungStep *change)
{
  const char *id = change->body != NULL ? gaung_json_get_string (change->body, "_id", "") : "";

  switch (change->kind)
    {
    case GAUNG_STEP_DATABASE:
      /* Translators: %s is a database, e.g. "gaung-common" */
      gaung_ctl_print (_ ("%s: make the database\n"), change->database);
      break;
    case GAUNG_STEP_RULES:
      /* Translators: %s is a database, e.g. "gaung-common" */
      gaung_ctl_print (_ ("%s: write the rules\n"), change->database);
      break;
    case GAUNG_STEP_READERS:
      /* Translators: %s is a database, e.g. "gaung-common" */
      gaung_ctl_print (_ ("%s: set who may read it\n"), change->database);
      break;
    case GAUNG_STEP_DIRECTORY:
    case GAUNG_STEP_RECORD:
    default:
      /* Translators: a database and a record in it, e.g. "gaung-directory: write
       * database:gaung-common" */
      gaung_ctl_print (_ ("%s: write %s\n"), change->database, id);
      break;
    }
}

static gboolean
has_rules (GPtrArray *plan)
{
  for (guint i = 0; i < plan->len; i++)
    if (((GaungStep *) g_ptr_array_index (plan, i))->kind == GAUNG_STEP_RULES)
      return TRUE;
  return FALSE;
}

static GaungCtlStatus
provision (const Options *options, GaungProvision *provision)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) plan
      = gaung_provision_plan_sync (provision, options->ctl->cancellable, &error);

  if (plan == NULL)
    return tell (error);
  if (plan->len == 0)
    {
      gaung_ctl_print ("%s\n", _ ("The server is as it should be. Nothing was changed."));
      return GAUNG_CTL_OK;
    }
  /* Before anything of the server's own is touched. */
  if (!options->is_dry && has_rules (plan)
      && !gaung_provision_try_rules_sync (provision, options->ctl->cancellable, &error))
    return tell (error);
  for (guint i = 0; i < plan->len; i++)
    {
      const GaungStep *change = g_ptr_array_index (plan, i);

      if (!options->is_dry
          && !gaung_provision_apply_sync (provision, change, options->ctl->cancellable, &error))
        return tell (error);
      print_change (change);
    }
  if (options->is_dry)
    gaung_ctl_print ("%s\n", _ ("This is what would be done. Nothing was changed."));
  return GAUNG_CTL_OK;
}

static GaungCtlStatus
change_user (const Options *options, GaungProvision *provision)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *password = NULL;
  GaungCtlStatus status;

  if (options->block_user != NULL)
    {
      if (!gaung_provision_block_user_sync (
              provision, options->block_user, options->ctl->cancellable, &error))
        return tell (error);
      gaung_ctl_print ("%s\n", _ ("The account is blocked."));
      return GAUNG_CTL_OK;
    }
  if (!read_password (options->user_password_file, &password, &status))
    return status;
  if (!gaung_provision_add_user_sync (provision,
                                      options->add_user,
                                      password,
                                      (const char *const *) options->roles,
                                      options->ctl->cancellable,
                                      &error))
    return tell (error);
  gaung_ctl_print ("%s\n", _ ("The account was made."));
  return GAUNG_CTL_OK;
}

static GaungCtlStatus
renew_epochs (const Options *options, GaungProvision *provision)
{
  for (char **database = options->epochs; *database != NULL; database++)
    {
      g_autoptr (GError) error = NULL;

      if (!gaung_provision_renew_epoch_sync (
              provision, *database, options->ctl->cancellable, &error))
        return tell (error);
      /* Translators: %s is a database, e.g. "gaung-common" */
      gaung_ctl_print (_ ("%s: every desk compares everything anew\n"), *database);
    }
  return GAUNG_CTL_OK;
}

static GaungCtlStatus
run (const Options *options, const char *address)
{
  g_autofree char *password = NULL;
  g_autoptr (GaungCredentials) credentials = NULL;
  g_autoptr (GaungCouch) couch = NULL;
  g_autoptr (GaungProvision) made = NULL;
  g_autoptr (GError) error = NULL;
  GaungCtlStatus status;

  if (!read_password (options->password_file, &password, &status))
    return status;
  credentials = gaung_credentials_new_password (options->administrator, password);
  if (credentials == NULL)
    return gaung_ctl_usage ("%s", _ ("That name or password cannot be one of an account."));
  couch = gaung_couch_new (address, credentials, &error);
  if (couch != NULL)
    made = gaung_provision_new (couch,
                                options->administrator,
                                options->prefix,
                                (const char *const *) options->agencies,
                                &error);
  if (made == NULL || !gaung_provision_check_sync (made, options->ctl->cancellable, &error))
    return tell (error);
  if (options->add_user != NULL || options->block_user != NULL)
    return change_user (options, made);
  if (options->epochs != NULL)
    return renew_epochs (options, made);
  return provision (options, made);
}

GaungCtlStatus
gaung_ctl_provision (GaungCtl *ctl, int argc, char **argv)
{
  g_auto (Options) options = { .ctl = ctl };
  GaungCtlStatus status;
  const GOptionEntry entries[] = {
    { "admin-user",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.administrator,
      N_ ("An administrator of the server"),
      N_ ("NAME") },
    { "password-file",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &options.password_file,
      N_ ("A file that holds the administrator's password"),
      N_ ("FILE") },
    { "agency",
      'a',
      0,
      G_OPTION_ARG_STRING_ARRAY,
      &options.agencies,
      N_ ("The code of an agency; may be repeated"),
      N_ ("CODE") },
    { "prefix",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.prefix,
      N_ ("What the databases' names begin with, for a second set"),
      N_ ("PREFIX") },
    { "dry-run",
      'n',
      0,
      G_OPTION_ARG_NONE,
      &options.is_dry,
      N_ ("Only show what would be done"),
      NULL },
    { "epoch",
      0,
      0,
      G_OPTION_ARG_STRING_ARRAY,
      &options.epochs,
      N_ ("After a restore: give a database a new epoch; may be repeated"),
      N_ ("DATABASE") },
    { "add-user",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.add_user,
      N_ ("Make an account"),
      N_ ("NAME") },
    { "role",
      'r',
      0,
      G_OPTION_ARG_STRING_ARRAY,
      &options.roles,
      N_ ("A role of the new account; may be repeated"),
      N_ ("ROLE") },
    { "user-password-file",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &options.user_password_file,
      N_ ("A file that holds the new account's password"),
      N_ ("FILE") },
    { "block-user",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.block_user,
      N_ ("Block an account"),
      N_ ("NAME") },
    { NULL },
  };

  if (!gaung_ctl_parse (ctl, entries, &argc, &argv, &status))
    return status;
  if (argc != 2)
    return gaung_ctl_usage ("%s", _ ("Name the server by its address."));
  if (options.administrator == NULL)
    return gaung_ctl_usage ("%s", _ ("Name an administrator with “--admin-user”."));
  if (options.add_user != NULL && options.block_user != NULL)
    return gaung_ctl_usage ("%s", _ ("Make an account or block one, not both at once."));
  return run (&options, argv[1]);
}
