/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gaungctl check: is everything that was stored still there and readable? */
#include "config.h"

#include <glib/gi18n.h>

#include "gaung-ctl-private.h"
#include "gaung-format.h"

static GaungCtlStatus
print_statistics (GaungCtl *ctl)
{
  GaungStoreStatistics statistics;
  g_autoptr (GError) error = NULL;
  g_autofree char *documents = NULL;
  g_autofree char *waiting = NULL;
  g_autofree char *conflicts = NULL;
  g_autofree char *size = NULL;

  if (!gaung_store_get_statistics (ctl->store, &statistics, &error))
    return gaung_ctl_fail (error);
  documents = gaung_format_number (statistics.documents);
  waiting = gaung_format_number (statistics.waiting);
  conflicts = gaung_format_number (statistics.conflicts);
  size = gaung_format_bytes ((guint64) statistics.bytes);
  /* Translators: %s are numbers, e.g. "Records: 1.204" */
  gaung_ctl_print (_ ("Records: %s\n"), documents);
  gaung_ctl_print (_ ("Waiting to be sent: %s\n"), waiting);
  gaung_ctl_print (_ ("Conflicts: %s\n"), conflicts);
  gaung_ctl_print (_ ("Schema of the store: %d\n"), statistics.schema);
  /* Translators: %s is a size, e.g. "Size: 2,4 MB" */
  gaung_ctl_print (_ ("Size: %s\n"), size);
  return GAUNG_CTL_OK;
}

GaungCtlStatus
gaung_ctl_check (GaungCtl *ctl, int argc, char **argv)
{
  gboolean is_reindex = FALSE;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  GaungCtlStatus status;
  const GOptionEntry entries[] = {
    { "reindex",
      0,
      0,
      G_OPTION_ARG_NONE,
      &is_reindex,
      N_ ("Make the search index anew first"),
      NULL },
    { NULL },
  };

  if (!gaung_ctl_parse (ctl, entries, &argc, &argv, &status))
    return status;
  if (argc > 1)
    return gaung_ctl_usage ("%s", _ ("This command takes no arguments."));
  if (!gaung_ctl_open (ctl, &status))
    return status;
  if (is_reindex && !gaung_store_reindex (ctl->store, ctl->cancellable, &error))
    return gaung_ctl_fail (error);
  if (!gaung_store_check (ctl->store, &problems, ctl->cancellable, &error))
    return gaung_ctl_fail (error);

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      g_autofree char *escaped = gaung_ctl_escape (g_ptr_array_index (problems, i));

      gaung_ctl_warn ("%s", escaped);
    }
  status = print_statistics (ctl);
  if (status != GAUNG_CTL_OK)
    return status;
  if (problems != NULL && problems->len > 0)
    {
      gaung_ctl_warn (ngettext ("%u problem was found.", "%u problems were found.", problems->len),
                      problems->len);
      return GAUNG_CTL_REFUSED;
    }
  gaung_ctl_print ("%s\n", _ ("No problem was found."));
  return GAUNG_CTL_OK;
}
