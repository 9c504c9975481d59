/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <glib/gstdio.h>

#include "sync-child.h"

#include "gaung-engine-private.h"

#define FLAG "--synchronise"
#define MOST_PASSES 20

typedef struct
{
  GaungStore *store;
  GaungEngine *engine;
  const char *path;
} Child;

/* @arguments: path, address, prefix, account, password, now. */
static void
open_child (Child *child, char **arguments)
{
  g_autoptr (GBytes) key = g_bytes_new_static ("0123456789abcdef0123456789abcdef", 32);
  g_autoptr (GaungCredentials) credentials
      = gaung_credentials_new_password (arguments[3], arguments[4]);
  g_autoptr (GaungAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  gaung_instant_set_now (g_ascii_strtoll (arguments[5], NULL, 10));
  child->path = arguments[0];
  child->store = gaung_store_open (child->path, key, &error);
  g_assert_no_error (error);
  account = gaung_account_new (arguments[1], arguments[2], arguments[3], credentials, &error);
  g_assert_no_error (error);
  child->engine = gaung_engine_new (child->store, account, NULL);
  gaung_engine_set_timeout (child->engine, 5);
}

/* As a person's program does: again and again, until nothing waits. */
static int
run (Child *child)
{
  for (guint i = 0; i < MOST_PASSES; i++)
    {
      g_autoptr (GError) error = NULL;
      GaungSyncTotals totals = { 0 };

      if (gaung_engine_run_sync (child->engine, &totals, NULL, &error) && totals.waiting == 0)
        return 0;
      gaung_instant_set_now (gaung_instant_now () + 10 * GAUNG_MINUTE);
    }
  return 1;
}

/* No file may grow beyond what it is, until room is made. */
static int
run_full (Child *child)
{
  g_autoptr (GError) error = NULL;
  GaungSyncTotals totals = { 0 };
  struct rlimit limit;
  GStatBuf status;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (g_stat (child->path, &status), ==, 0);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = status.st_size + 64 * 1024;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  if (gaung_engine_run_sync (child->engine, &totals, NULL, &error))
    return 3;
  if (!g_error_matches (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_FULL))
    {
      g_printerr ("%s\n", error->message);
      return 4;
    }
  if (gaung_sync_trouble_from_error (error) != GAUNG_SYNC_TROUBLE_DISK_FULL)
    return 5;
  limit.rlim_cur = RLIM_INFINITY;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  return run (child);
}

gboolean
sync_child_is_meant (int argc, char **argv, int *status)
{
  Child child = { 0 };

  if (argc < 9 || strcmp (argv[1], FLAG) != 0)
    return FALSE;
  open_child (&child, argv + 3);
  *status = strcmp (argv[2], "full") == 0 ? run_full (&child) : run (&child);
  gaung_engine_stop (child.engine);
  gaung_store_close (child.store);
  return TRUE;
}

GPid
sync_child_spawn (const char *program, SyncDesk *desk, const char *mode)
{
  g_autofree char *name = sync_world_name_account (desk->world, desk->who);
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, gaung_instant_now ());
  const char *const arguments[] = { program,
                                    FLAG,
                                    mode,
                                    desk->path,
                                    fault_proxy_get_address (desk->proxy),
                                    sync_world_get_prefix (desk->world),
                                    name,
                                    desk->password,
                                    now,
                                    NULL };
  g_autoptr (GError) error = NULL;
  GPid pid;

  g_spawn_async (
      NULL, (char **) arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  return pid;
}

int
sync_child_wait (GPid pid)
{
  int status;

  waitpid (pid, &status, 0);
  g_spawn_close_pid (pid);
  return WIFEXITED (status) ? WEXITSTATUS (status) : -1;
}
