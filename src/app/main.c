/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "gaung-application.h"
#include "gaung-watchdog.h"

/* The development build may be run where it was built, with a translation that is not installed. */
static const char *
get_locale_directory (void)
{
  const char *directory = NULL;

  if (g_strcmp0 (PROFILE, "development") == 0)
    directory = g_getenv ("GAUNG_LOCALEDIR");

  return directory ? directory : LOCALEDIR;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GaungApplication) application = NULL;
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, get_locale_directory ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  gaung_application_leave_out_theme ();

  application = gaung_application_new ();

  gaung_watchdog_start ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  gaung_watchdog_report ();

  return status;
}
