/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gaungctl sample: as many invented complaints and services as asked for. */
#include "config.h"

#include <glib/gi18n.h>

#include "gaung-ctl-workspace-private.h"
#include "gaung-sample.h"

/* More than a city gets in a lifetime, and still what 32 bits of a list can hold. */
#define MAX_COMPLAINTS 10000000
#define MAX_SERVICES 1000000

static void
show_progress (guint done, guint total, gpointer data)
{
  gaung_ctl_progress (data, _ ("Complaints"), done, total);
}

static GaungCtlStatus
fill_sample (GaungCtl *ctl, guint n_complaints, guint n_services, guint64 seed, GaungInstant now)
{
  g_autoptr (GError) error = NULL;
  gboolean is_done;

  if (gaung_workspace_get_kind (ctl->workspace) != GAUNG_WORKSPACE_SAMPLE)
    {
      gaung_ctl_warn ("%s",
                      _ ("This is not a sample workspace: invented complaints would stand among "
                         "real ones. Nothing was changed."));
      return GAUNG_CTL_WORKSPACE;
    }
  if (now == GAUNG_INSTANT_NONE)
    now = gaung_instant_now ();
  is_done = gaung_sample_fill_sized (ctl->store,
                                     n_complaints,
                                     n_services,
                                     seed,
                                     now,
                                     show_progress,
                                     ctl,
                                     ctl->cancellable,
                                     &error);
  gaung_ctl_progress_end (ctl);
  return is_done ? GAUNG_CTL_OK : gaung_ctl_fail (error);
}

GaungCtlStatus
gaung_ctl_fill_sample (GaungCtl *ctl, guint n_complaints, guint64 seed, GaungInstant now)
{
  return fill_sample (ctl, n_complaints, GAUNG_SAMPLE_ALL_SERVICES, seed, now);
}

static gboolean
has_workspace (GaungCtl *ctl)
{
  g_autoptr (GPtrArray) workspaces = NULL;
  g_autoptr (GaungWorkspace) workspace = NULL;

  if (ctl->directory == NULL)
    {
      workspaces = gaung_workspace_list ();
      return workspaces != NULL && workspaces->len > 0;
    }
  return g_file_test (ctl->directory, G_FILE_TEST_EXISTS);
}

GaungCtlStatus
gaung_ctl_sample (GaungCtl *ctl, int argc, char **argv)
{
  gint64 n_complaints = GAUNG_CTL_SAMPLE_COMPLAINTS;
  gint64 n_services = -1;
  gint64 seed = GAUNG_CTL_SAMPLE_SEED;
  g_autofree char *now_text = NULL;
  GaungInstant now = GAUNG_INSTANT_NONE;
  GaungCtlStatus status;
  const GOptionEntry entries[] = {
    { "complaints",
      'n',
      0,
      G_OPTION_ARG_INT64,
      &n_complaints,
      N_ ("How many complaints (100)"),
      N_ ("NUMBER") },
    { "services",
      0,
      0,
      G_OPTION_ARG_INT64,
      &n_services,
      N_ ("How many services (55); more than those are the same ones at other agencies"),
      N_ ("NUMBER") },
    { "seed",
      's',
      0,
      G_OPTION_ARG_INT64,
      &seed,
      N_ ("The same seed gives the same content (1)"),
      N_ ("NUMBER") },
    { "now",
      0,
      0,
      G_OPTION_ARG_STRING,
      &now_text,
      N_ ("The instant from which the content is dated back, e.g. 2026-11-24T09:00:00+07:00"),
      N_ ("INSTANT") },
    { NULL },
  };

  if (!gaung_ctl_parse (ctl, entries, &argc, &argv, &status))
    return status;
  if (argc > 1)
    return gaung_ctl_usage ("%s", _ ("This command takes no arguments."));
  if (n_complaints < 0 || n_complaints > MAX_COMPLAINTS)
    return gaung_ctl_usage (_ ("The number of complaints lies between 0 and %d."), MAX_COMPLAINTS);
  if (n_services < -1 || n_services > MAX_SERVICES)
    return gaung_ctl_usage (_ ("The number of services lies between 0 and %d."), MAX_SERVICES);
  if (now_text != NULL && !gaung_instant_parse (now_text, &now))
    return gaung_ctl_usage ("%s",
                            _ ("That is no instant. Write it like 2026-11-24T09:00:00+07:00."));

  if (has_workspace (ctl)
          ? !gaung_ctl_open (ctl, &status)
          : !gaung_ctl_create_workspace (ctl, GAUNG_WORKSPACE_SAMPLE, NULL, &status))
    return status;
  return fill_sample (ctl,
                      (guint) n_complaints,
                      n_services < 0 ? GAUNG_SAMPLE_ALL_SERVICES : (guint) n_services,
                      (guint64) seed,
                      now);
}
