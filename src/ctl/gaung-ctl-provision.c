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
  gboolean wants_city_agencies;
  gboolean wants_users;
  char *add_user;
  char *change_user;
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
  g_free (options->change_user);
  g_free (options->block_user);
  g_free (options->user_password_file);
  g_strfreev (options->roles);
  g_strfreev (options->epochs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* A password from a file, with the same care as a passphrase. */
static gboolean
read_password (const char *path, char **password, GaungCtlStatus *status)
{
  if (path == NULL)
    {
      *status = gaung_ctl_usage ("%s", _ ("Name a file that holds the password."));
      return FALSE;
    }
  return gaung_ctl_read_secret (path, password, status);
}

static void
print_user (const GaungStep *step)
{
  g_autofree char *name = gaung_ctl_escape (gaung_step_get_subject (step));
  g_autofree char *roles = gaung_step_dup_roles (step);

  if (step->kind == GAUNG_STEP_BLOCK_USER)
    /* Translators: %s is an account, e.g. "sri.lestari" */
    gaung_ctl_print (_ ("%s: block the account\n"), name);
  else if (step->kind == GAUNG_STEP_ADD_USER)
    /* Translators: an account and its roles, e.g. "sri.lestari: make the account (staff,
     * agency-dpupr)" */
    gaung_ctl_print (_ ("%s: make the account (%s)\n"), name, roles);
  else if (g_strcmp0 (step->before, roles) == 0)
    /* Translators: %s is an account, e.g. "sri.lestari" */
    gaung_ctl_print (_ ("%s: set a new password\n"), name);
  else if (*step->before == '\0')
    /* Translators: an account and its roles, e.g. "sri.lestari: give the roles staff, agency-dpupr"
     */
    gaung_ctl_print (_ ("%s: give the roles %s\n"), name, roles);
  else
    {
      g_autofree char *before = gaung_ctl_escape (step->before);

      /* Translators: an account, its roles until now and from now on, e.g. "sri.lestari: change the
       * roles from staff, agency-dpupr to staff, agency-dishub" */
      gaung_ctl_print (_ ("%s: change the roles from %s to %s\n"), name, before, roles);
    }
}

static void
print_step (const GaungStep *step)
{
  switch (step->kind)
    {
    case GAUNG_STEP_DATABASE:
      /* Translators: %s is a database, e.g. "gaung-common" */
      gaung_ctl_print (_ ("%s: make the database\n"), step->database);
      break;
    case GAUNG_STEP_RULES:
      /* Translators: %s is a database, e.g. "gaung-common" */
      gaung_ctl_print (_ ("%s: write the rules\n"), step->database);
      break;
    case GAUNG_STEP_READERS:
      /* Translators: %s is a database, e.g. "gaung-common" */
      gaung_ctl_print (_ ("%s: set who may read it\n"), step->database);
      break;
    case GAUNG_STEP_EPOCH:
      /* Translators: %s is a database, e.g. "gaung-common" */
      gaung_ctl_print (_ ("%s: every desk compares everything anew\n"),
                       gaung_step_get_subject (step));
      break;
    case GAUNG_STEP_ADD_USER:
    case GAUNG_STEP_CHANGE_USER:
    case GAUNG_STEP_BLOCK_USER:
      print_user (step);
      break;
    case GAUNG_STEP_DIRECTORY:
    case GAUNG_STEP_RECORD:
    default:
      /* Translators: a database and a record in it, e.g. "gaung-directory: write
       * database:gaung-common" */
      gaung_ctl_print (
          _ ("%s: write %s\n"), step->database, gaung_json_get_string (step->body, "_id", ""));
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

/* Tells the plan, and carries it out unless it is only to be told. @plan (transfer full) (nullable)
 */
static GaungCtlStatus
carry_out (const Options *options,
           GaungProvision *provision,
           GPtrArray *steps,
           const GError *trouble)
{
  g_autoptr (GPtrArray) plan = steps;
  g_autoptr (GError) error = NULL;

  if (plan == NULL)
    return gaung_ctl_fail (trouble);
  if (plan->len == 0)
    {
      gaung_ctl_print ("%s\n", _ ("The server is as it should be. Nothing was changed."));
      return GAUNG_CTL_OK;
    }
  /* Before anything of the server's own is touched. */
  if (!options->is_dry && has_rules (plan)
      && !gaung_provision_try_rules_sync (provision, options->ctl->cancellable, &error))
    return gaung_ctl_fail (error);
  for (guint i = 0; i < plan->len; i++)
    {
      const GaungStep *step = g_ptr_array_index (plan, i);

      if (!options->is_dry
          && !gaung_provision_apply_sync (provision, step, options->ctl->cancellable, &error))
        return gaung_ctl_fail (error);
      print_step (step);
    }
  if (options->is_dry)
    gaung_ctl_print ("%s\n", _ ("This is what would be done. Nothing was changed."));
  return GAUNG_CTL_OK;
}

static GPtrArray *
plan_user (const Options *options, GaungProvision *provision, const char *password, GError **error)
{
  const char *const *roles = (const char *const *) options->roles;
  GCancellable *cancellable = options->ctl->cancellable;

  if (options->block_user != NULL)
    return gaung_provision_plan_block_user_sync (
        provision, options->block_user, cancellable, error);
  if (options->change_user != NULL)
    return gaung_provision_plan_change_user_sync (
        provision, options->change_user, password, roles, cancellable, error);
  return gaung_provision_plan_add_user_sync (
      provision, options->add_user, password, roles, cancellable, error);
}

static GaungCtlStatus
change_user (const Options *options, GaungProvision *provision)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungSecret) password = NULL;
  GaungCtlStatus status;
  GPtrArray *plan;

  if ((options->add_user != NULL || options->user_password_file != NULL)
      && !read_password (options->user_password_file, &password, &status))
    return status;
  plan = plan_user (options, provision, password, &error);
  return carry_out (options, provision, plan, error);
}

static GaungCtlStatus
list_users (const Options *options, GaungProvision *provision)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) users
      = gaung_provision_list_users_sync (provision, options->ctl->cancellable, &error);

  if (users == NULL)
    return gaung_ctl_fail (error);
  for (guint i = 0; i < users->len; i++)
    {
      const GaungStep user = { .kind = GAUNG_STEP_ADD_USER, .body = g_ptr_array_index (users, i) };
      g_autofree char *name = gaung_ctl_escape (gaung_step_get_subject (&user));
      g_autofree char *roles = gaung_step_dup_roles (&user);
      g_autofree char *escaped = gaung_ctl_escape (roles);

      gaung_ctl_print ("%s: %s\n", name, *escaped != '\0' ? escaped : _ ("blocked"));
    }
  return GAUNG_CTL_OK;
}

static GaungCtlStatus
choose (const Options *options, GaungProvision *provision)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *plan;

  if (options->wants_users)
    return list_users (options, provision);
  if (options->add_user != NULL || options->change_user != NULL || options->block_user != NULL)
    return change_user (options, provision);
  if (options->epochs != NULL)
    plan = gaung_provision_plan_epochs_sync (
        provision, (const char *const *) options->epochs, options->ctl->cancellable, &error);
  else
    plan = gaung_provision_plan_sync (provision, options->ctl->cancellable, &error);
  return carry_out (options, provision, plan, error);
}

static GaungCtlStatus
run (const Options *options, const char *address)
{
  g_autoptr (GaungSecret) password = NULL;
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
    return gaung_ctl_fail (error);
  gaung_provision_set_city_agencies (made, options->wants_city_agencies);
  return choose (options, made);
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
      N_ ("After a restore: give a database (“all”: every one) a new epoch; may be repeated"),
      N_ ("DATABASE") },
    { "city-agencies",
      0,
      0,
      G_OPTION_ARG_NONE,
      &options.wants_city_agencies,
      N_ ("Also bring the list of Surakarta's agencies"),
      NULL },
    { "users", 0, 0, G_OPTION_ARG_NONE, &options.wants_users, N_ ("List the accounts"), NULL },
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
      N_ ("A role of the account; may be repeated"),
      N_ ("ROLE") },
    { "user-password-file",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &options.user_password_file,
      N_ ("A file that holds the account's new password"),
      N_ ("FILE") },
    { "change-user",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.change_user,
      N_ ("Give an account other roles, or a new password"),
      N_ ("NAME") },
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
  if ((options.add_user != NULL) + (options.change_user != NULL) + (options.block_user != NULL)
          + (options.epochs != NULL) + options.wants_users
      > 1)
    return gaung_ctl_usage (
        "%s",
        _ ("Make an account, change one, block one, list them, or renew epochs: "
           "one at a time."));
  return run (&options, argv[1]);
}
