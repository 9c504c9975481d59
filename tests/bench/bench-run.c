/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-run PROBE COMMAND [ARGUMENT...]: stamps the time and becomes the command, with the probe
 * loaded into it. So the work of the dynamic linker counts, and it counts for every program alike.
 */
#include "config.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

int
main (int argc, char **argv)
{
  g_autofree char *stamp = NULL;

  if (argc < 3)
    {
      g_printerr ("usage: bench-run PROBE COMMAND [ARGUMENT...]\n");
      return 2;
    }
  g_setenv ("LD_PRELOAD", argv[1], TRUE);
  stamp = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  g_setenv ("GAUNG_PROBE_START", stamp, TRUE);
  execvp (argv[2], argv + 2);
  g_printerr ("bench-run: %s: %s\n", argv[2], g_strerror (errno));
  return 127;
}
