/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gaungctl help: from the table of commands, so that it is never out of date. */
#include "config.h"

#include <glib/gi18n.h>

#include "gaung-ctl-private.h"

static void
print_commands (void)
{
  gaung_ctl_print ("%s\n\n%s\n",
                   _ ("Usage: gaungctl [--workspace DIR] [--passphrase-file FILE] COMMAND …"),
                   _ ("Commands:"));
  for (const GaungCtlCommand *command = gaung_ctl_commands; command->name != NULL; command++)
    gaung_ctl_print ("  %-9s %s\n", command->name, _ (command->summary));
  gaung_ctl_print ("\n%s\n%s\n",
                   _ ("“gaungctl help COMMAND” tells the options of a command; gaungctl(1) "
                      "explains everything."),
                   _ ("Exit status: 0 done, 1 some items refused, 2 usage, 3 workspace or key, 4 "
                      "not found, 5 storage, 6 stopped, 7 server, 8 account."));
}

GaungCtlStatus
gaung_ctl_help (GaungCtl *ctl, int argc, char **argv)
{
  GaungCtlStatus status;
  const GaungCtlCommand *command;
  char *arguments[3] = { NULL };

  if (!gaung_ctl_parse (ctl, NULL, &argc, &argv, &status))
    return status;
  if (argc > 2)
    return gaung_ctl_usage ("%s", _ ("Name one command only."));
  if (argc < 2)
    {
      print_commands ();
      return GAUNG_CTL_OK;
    }
  command = gaung_ctl_command_find (argv[1]);
  if (command == NULL)
    {
      g_autofree char *escaped = gaung_ctl_escape (argv[1]);

      return gaung_ctl_usage (_ ("There is no command “%s”."), escaped);
    }
  arguments[0] = argv[1];
  arguments[1] = (char *) "--help";
  return command->run (ctl, 2, arguments);
}
