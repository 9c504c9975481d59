/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The double of a CouchDB as a process of its own, for tests that drive gaungctl: prints its
 * address, then does what it is told line by line ("stop", "start") and answers "done", until its
 * input ends. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "gaung-double-rules.h"

/* CouchDB's own database has rules of its own. */
static char *
check (const char *database,
       JsonObject *document,
       JsonObject *old,
       const char *user,
       const char *const *roles,
       gpointer rules)
{
  return strcmp (database, "_users") == 0
             ? NULL
             : gaung_double_rules_check (database, document, old, user, roles, rules);
}

int
main (int argc, char **argv)
{
  g_autofree char *source = NULL;
  g_autoptr (GError) error = NULL;
  GaungDoubleRules *rules;
  GaungDouble *server;
  char line[64];

  if (argc != 2 || !g_file_get_contents (argv[1], &source, NULL, &error))
    {
      g_printerr ("couch-server: %s\n", error != NULL ? error->message : "name validate.js");
      return 2;
    }
  rules = gaung_double_rules_new (source);
  server = gaung_double_new (NULL);
  gaung_double_set_validate (server, check, rules);
  printf ("%s\n", gaung_double_get_address (server));
  fflush (stdout);
  while (fgets (line, sizeof line, stdin) != NULL)
    {
      if (strcmp (line, "stop\n") == 0)
        gaung_double_stop (server);
      else if (strcmp (line, "start\n") == 0)
        gaung_double_start (server);
      else
        return 2;
      printf ("done\n");
      fflush (stdout);
    }
  gaung_double_free (server);
  gaung_double_rules_free (rules);
  return 0;
}
