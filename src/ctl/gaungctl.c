/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gaungctl: the records of a workspace without a display, for IT staff, scripts and tests. */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "gaung-ctl-private.h"

/* A signal handler may do next to nothing, so a thread waits for the signals instead. The first one
 * asks to stop, the second one does not ask. */
static gpointer
wait_for_signals (gpointer data)
{
  GCancellable *cancellable = data;
  sigset_t signals;
  int number;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  while (sigwait (&signals, &number) == 0)
    {
      if (g_cancellable_is_cancelled (cancellable))
        _exit (GAUNG_CTL_INTERRUPTED);
      g_cancellable_cancel (cancellable);
    }
  return NULL;
}

static void
watch_signals (GCancellable *cancellable)
{
  sigset_t signals;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  /* Threads inherit the mask: it is set before there is another one. */
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
  signal (SIGPIPE, SIG_IGN);
  g_thread_unref (g_thread_new ("signals", wait_for_signals, cancellable));
}

static GaungCtlStatus
run (GaungCtl *ctl, int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  gboolean wants_version = FALSE;
  gboolean wants_help = FALSE;
  const GaungCtlCommand *command;
  const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, &wants_version, N_ ("Show the version"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &wants_help, N_ ("Show this help"), NULL },
    { NULL },
  };

  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  gaung_ctl_add_global_options (ctl, context);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_autofree char *escaped = gaung_ctl_escape (error->message);

      return gaung_ctl_usage ("%s", escaped);
    }
  if (wants_version)
    {
      gaung_ctl_print ("gaungctl %s\n", PACKAGE_VERSION);
      return GAUNG_CTL_OK;
    }
  if (wants_help)
    return gaung_ctl_help (ctl, 1, (char *[]) { (char *) "help", NULL });
  if (argc < 2)
    return gaung_ctl_usage ("%s", _ ("A command is missing."));
  command = gaung_ctl_command_find (argv[1]);
  if (command == NULL)
    {
      g_autofree char *escaped = gaung_ctl_escape (argv[1]);

      /* Translators: %s is what was typed, e.g. "qeury" */
      return gaung_ctl_usage (_ ("There is no command “%s”."), escaped);
    }
  return command->run (ctl, argc - 1, argv + 1);
}

int
main (int argc, char **argv)
{
  GaungCtl ctl = { 0 };
  GaungCtlStatus status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("gaungctl");

  ctl.cancellable = g_cancellable_new ();
  watch_signals (ctl.cancellable);
  status = run (&ctl, argc, argv);

  if (ctl.store != NULL)
    gaung_store_close (ctl.store);
  g_clear_object (&ctl.store);
  g_clear_object (&ctl.workspace);
  g_clear_pointer (&ctl.directory, g_free);
  g_clear_pointer (&ctl.passphrase_file, g_free);
  if (fflush (stdout) != 0 || ferror (stdout))
    {
      if (status == GAUNG_CTL_OK)
        {
          g_printerr ("gaungctl: %s\n", _ ("The output could not be written."));
          status = GAUNG_CTL_STORAGE;
        }
    }
  return status;
}
