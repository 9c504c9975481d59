/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gaungctl init: a new workspace. */
#include "config.h"

#include <glib/gi18n.h>

#include "gaung-city-agencies.h"
#include "gaung-ctl-workspace-private.h"
#include "gaung-ctl-private.h"

static char *
make_directory_name (GaungWorkspaceKind kind)
{
  g_autofree char *parent = gaung_workspace_get_default_directory ();
  const char *name = kind == GAUNG_WORKSPACE_SAMPLE ? "sample" : "local";
  char *path = g_build_filename (parent, name, NULL);

  for (guint i = 2; g_file_test (path, G_FILE_TEST_EXISTS); i++)
    {
      g_autofree char *numbered = g_strdup_printf ("%s-%u", name, i);

      g_free (path);
      path = g_build_filename (parent, numbered, NULL);
    }
  return path;
}

gboolean
gaung_ctl_create_workspace (GaungCtl *ctl,
                            GaungWorkspaceKind kind,
                            const char *name,
                            GaungCtlStatus *status)
{
  g_autoptr (GaungSecret) passphrase = NULL;
  g_autoptr (GError) error = NULL;

  if (!gaung_ctl_read_passphrase (ctl, &passphrase, status))
    return FALSE;
  if (ctl->directory == NULL)
    ctl->directory = make_directory_name (kind);
  if (name == NULL)
    /* Translators: the name of a workspace */
    name = kind == GAUNG_WORKSPACE_SAMPLE ? _ ("Sample workspace") : _ ("This computer");

  ctl->workspace = gaung_workspace_create (ctl->directory, kind, name, passphrase, &error);
  if (ctl->workspace != NULL)
    ctl->store = gaung_workspace_open (ctl->workspace, passphrase, &error);
  if (ctl->store == NULL)
    {
      *status = gaung_ctl_fail (error);
      return FALSE;
    }
  return TRUE;
}

/* Who works alone has every role, for there is nobody else to ask, and begins with the city's
 * agencies, for nobody hands them over. */
static gboolean
fill_local (GaungCtl *ctl, const char *user, const char *agency, GError **error)
{
  g_autofree char *role = g_strconcat ("agency-", agency, NULL);
  const char *roles[] = { "staff", role, "coordinator", "publisher", "reviewer", "admin", NULL };
  const char *name = user != NULL ? user : g_get_real_name ();
  g_autoptr (GaungActor) actor = gaung_actor_new ("local", name, agency, roles);

  return gaung_store_set_actor (ctl->store, actor, error)
         && gaung_city_agencies_write (ctl->store, actor, gaung_instant_now (), error);
}

/* Codes name roles and databases: lower case, digits and hyphens. */
static gboolean
is_agency_code (const char *code)
{
  gsize length = 0;

  for (; code[length] != '\0'; length++)
    if (!g_ascii_islower (code[length]) && !g_ascii_isdigit (code[length]) && code[length] != '-')
      return FALSE;
  return length > 0 && length <= 64;
}

GaungCtlStatus
gaung_ctl_init (GaungCtl *ctl, int argc, char **argv)
{
  gboolean is_sample = FALSE;
  gboolean is_local = FALSE;
  g_autofree char *name = NULL;
  g_autofree char *agency = NULL;
  g_autofree char *user = NULL;
  g_autoptr (GError) error = NULL;
  GaungCtlStatus status;
  const GOptionEntry entries[] = {
    { "sample",
      0,
      0,
      G_OPTION_ARG_NONE,
      &is_sample,
      N_ ("Make it a sample workspace with invented content"),
      NULL },
    { "local",
      0,
      0,
      G_OPTION_ARG_NONE,
      &is_local,
      N_ ("Make it a workspace of this computer only (the default)"),
      NULL },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("What the workspace is called"), N_ ("NAME") },
    { "agency",
      0,
      0,
      G_OPTION_ARG_STRING,
      &agency,
      N_ ("The code of the agency that works here"),
      N_ ("CODE") },
    { "user",
      0,
      0,
      G_OPTION_ARG_STRING,
      &user,
      N_ ("The name of the person who works here"),
      N_ ("NAME") },
    { NULL },
  };

  if (!gaung_ctl_parse (ctl, entries, &argc, &argv, &status))
    return status;
  if (argc > 1 || (is_sample && is_local))
    return gaung_ctl_usage ("%s",
                            argc > 1 ? _ ("This command takes no arguments.")
                                     : _ ("A workspace is either a sample or local."));
  if (agency != NULL && !is_agency_code (agency))
    return gaung_ctl_usage ("%s",
                            _ ("The code of an agency consists of small letters, digits and "
                               "hyphens, for example diskominfo."));
  if (!gaung_ctl_create_workspace (
          ctl, is_sample ? GAUNG_WORKSPACE_SAMPLE : GAUNG_WORKSPACE_LOCAL, name, &status))
    return status;
  if (is_sample)
    {
      status = gaung_ctl_fill_sample (
          ctl, GAUNG_CTL_SAMPLE_COMPLAINTS, GAUNG_CTL_SAMPLE_SEED, GAUNG_INSTANT_NONE);
      if (status != GAUNG_CTL_OK)
        return status;
    }
  else if (!fill_local (ctl, user, agency != NULL ? agency : "diskominfo", &error))
    return gaung_ctl_fail (error);

  gaung_ctl_print ("%s\n", gaung_workspace_get_directory (ctl->workspace));
  return GAUNG_CTL_OK;
}
