/* SPDX-License-Identifier: GPL-3.0-or-later */

/* city-stage: the server of a city on the loopback, with the rules of data/server in force, for the
 * tests from outside. Says its address, account and password in one line; ends with its standard
 * input. Every line on it is answered with the number of documents that the agency has. */

#include "config.h"

#include <stdio.h>

#include "city.h"
#include "gaung-double-rules.h"

int
main (int argc, char *argv[])
{
  g_autofree char *source = NULL;
  GaungDouble *server;
  GaungDoubleRules *rules;

  g_assert_cmpint (argc, ==, 1);
  g_assert_true (g_file_get_contents (VALIDATE_JS, &source, NULL, NULL));
  server = city_new (NULL, "gaung");
  rules = gaung_double_rules_new (source);
  gaung_double_set_validate (server, gaung_double_rules_check, rules);
  printf ("%s %s %s\n", gaung_double_get_address (server), CITY_ACCOUNT, CITY_PASSWORD);
  fflush (stdout);
  for (char line[16]; fgets (line, sizeof line, stdin) != NULL;)
    {
      printf ("%u\n", gaung_double_count_documents (server, "gaung-agency-diskominfo"));
      fflush (stdout);
    }
  gaung_double_free (server);
  gaung_double_rules_free (rules);

  return 0;
}
