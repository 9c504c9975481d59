/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of commands: one row, and one file, for each. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gaung-ctl-private.h"

const GaungCtlCommand gaung_ctl_commands[] = {
  { "init", "", N_ ("Make a new workspace"), gaung_ctl_init },
  { "sample", "", N_ ("Fill a sample workspace with invented complaints"), gaung_ctl_sample },
  { "query", N_ ("QUERY…"), N_ ("List or count records"), gaung_ctl_query },
  { "get", N_ ("ID|REFERENCE"), N_ ("Show one record with its history"), gaung_ctl_get },
  { "put", "", N_ ("Create or change records from JSON lines on standard input"), gaung_ctl_put },
  { "import", N_ ("FILE"), N_ ("Import records from a CSV or JSON lines file"), gaung_ctl_import },
  { "export", N_ ("QUERY…"), N_ ("Export records to a CSV or JSON lines file"), gaung_ctl_export },
  { "handout",
    N_ ("SERVICE"),
    N_ ("Make a leaflet, a wall sheet, a slip or a message about a service"),
    gaung_ctl_handout },
  { "check", "", N_ ("Check that a workspace is sound"), gaung_ctl_check },
  { "clock",
    N_ ("ID|REFERENCE"),
    N_ ("Explain the deadlines of a complaint day by day"),
    gaung_ctl_clock },
  { "connect",
    N_ ("ADDRESS"),
    N_ ("Connect a workspace to an account on a record server"),
    gaung_ctl_connect },
  { "sync", "", N_ ("Send and receive, once or all the time"), gaung_ctl_sync },
  { "outbox",
    N_ ("[list|hold|release|discard|export] [NUMBER…]"),
    N_ ("Show what waits to be sent, and decide about it"),
    gaung_ctl_outbox },
  { "receipts", "", N_ ("Show what was sent on a day"), gaung_ctl_receipts },
  { "conflicts",
    N_ ("[list|show|resolve] [NUMBER]"),
    N_ ("Show where two people disagree, and settle it"),
    gaung_ctl_conflicts },
  { "sign-out", "", N_ ("Forget the password; keep or wipe the workspace"), gaung_ctl_sign_out },
  { "provision", N_ ("URL"), N_ ("Prepare a record server for Gaung"), gaung_ctl_provision },
  { "help", N_ ("[COMMAND]"), N_ ("Explain a command"), gaung_ctl_help },
  { NULL },
};

const GaungCtlCommand *
gaung_ctl_command_find (const char *name)
{
  for (const GaungCtlCommand *command = gaung_ctl_commands; command->name != NULL; command++)
    if (strcmp (command->name, name) == 0)
      return command;
  return NULL;
}
