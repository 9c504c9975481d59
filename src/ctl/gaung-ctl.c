/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands share: options, the workspace and its key, and how trouble is told. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gaung-account.h"
#include "gaung-csv-reader.h"
#include "gaung-ctl-private.h"
#include "gaung-json.h"
#include "gaung-ulid.h"

/* Longer than anybody types; keeps a wrong file from being taken for a passphrase. */
#define MAX_PASSPHRASE_BYTES 4096

void
gaung_ctl_add_global_options (GaungCtl *ctl, GOptionContext *context)
{
  const GOptionEntry entries[] = {
    { "workspace",
      'w',
      0,
      G_OPTION_ARG_FILENAME,
      &ctl->directory,
      N_ ("The workspace's directory"),
      N_ ("DIR") },
    { "passphrase-file",
      'p',
      0,
      G_OPTION_ARG_FILENAME,
      &ctl->passphrase_file,
      N_ ("A file that holds the passphrase"),
      N_ ("FILE") },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &ctl->is_quiet, N_ ("Do not show progress"), NULL },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

gboolean
gaung_ctl_parse (
    GaungCtl *ctl, const GOptionEntry *entries, int *argc, char ***argv, GaungCtlStatus *status)
{
  const GaungCtlCommand *command = gaung_ctl_command_find ((*argv)[0]);
  const char *arguments = *command->arguments != '\0' ? _ (command->arguments) : "";
  g_autofree char *usage = g_strdup_printf ("%s %s", command->name, arguments);
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_autoptr (GError) error = NULL;
  gboolean wants_help = FALSE;
  const GOptionEntry help[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &wants_help, N_ ("Show this help"), NULL },
    { NULL },
  };

  g_option_context_set_summary (context, _ (command->summary));
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_help_enabled (context, FALSE);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  gaung_ctl_add_global_options (ctl, context);
  g_option_context_add_main_entries (context, help, GETTEXT_PACKAGE);

  if (!g_option_context_parse (context, argc, argv, &error))
    {
      g_autofree char *escaped = gaung_ctl_escape (error->message);

      *status = gaung_ctl_usage ("%s", escaped);
      return FALSE;
    }
  if (wants_help)
    {
      g_autofree char *text = g_option_context_get_help (context, TRUE, NULL);

      gaung_ctl_print ("%s", text);
      *status = GAUNG_CTL_OK;
      return FALSE;
    }
  /* What stood behind "--" are arguments. */
  if (*argc > 1 && g_str_equal ((*argv)[1], "--"))
    {
      (*argv)++;
      (*argc)--;
    }
  return TRUE;
}

GaungCtlStatus
gaung_ctl_usage (const char *format, ...)
{
  va_list arguments;
  g_autofree char *message = NULL;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  gaung_ctl_warn ("%s", message);
  g_printerr ("%s\n", _ ("“gaungctl help” tells how to use it."));
  return GAUNG_CTL_USAGE;
}

static const char *
explain_csv (int code)
{
  switch ((GaungCsvError) code)
    {
    case GAUNG_CSV_ERROR_QUOTE:
      return _ ("A quote is not closed, or text stands behind it.");
    case GAUNG_CSV_ERROR_ENCODING:
      return _ ("The line is not UTF-8 text.");
    case GAUNG_CSV_ERROR_SIZE:
    default:
      return _ ("The line is too long, or has too many columns.");
    }
}

/* The detail names a member and a reason, never a value. */
char *
gaung_ctl_explain (const GError *error)
{
  g_autofree char *text = NULL;
  g_autofree char *detail = NULL;

  if (error->domain == GAUNG_CSV_ERROR)
    return g_strdup (explain_csv (error->code));
  text = gaung_sync_error_to_user_text (error);
  if (error->domain != GAUNG_RECORD_ERROR && error->domain != GAUNG_JSON_ERROR
      && error->domain != GAUNG_REMOTE_ERROR)
    return g_steal_pointer (&text);
  detail = gaung_ctl_escape (error->message);
  /* Translators: first what happened, then the detail, e.g.
   * "A value does not fit its field. (state: not one of the values it can have)" */
  return g_strdup_printf (_ ("%s (%s)"), text, detail);
}

static GaungCtlStatus
get_store_status (int code)
{
  switch ((GaungStoreError) code)
    {
    case GAUNG_STORE_ERROR_KEY:
    case GAUNG_STORE_ERROR_NO_KEY:
    case GAUNG_STORE_ERROR_NO_SERVICE:
    case GAUNG_STORE_ERROR_NEWER:
    case GAUNG_STORE_ERROR_EXISTS:
      return GAUNG_CTL_WORKSPACE;
    case GAUNG_STORE_ERROR_MISSING:
      return GAUNG_CTL_NOT_FOUND;
    case GAUNG_STORE_ERROR_QUERY:
      return GAUNG_CTL_USAGE;
    case GAUNG_STORE_ERROR_CONFLICT:
      return GAUNG_CTL_REFUSED;
    case GAUNG_STORE_ERROR_DAMAGED:
    case GAUNG_STORE_ERROR_FULL:
    case GAUNG_STORE_ERROR_READ_ONLY:
    case GAUNG_STORE_ERROR_BUSY:
    case GAUNG_STORE_ERROR_FAILED:
    default:
      return GAUNG_CTL_STORAGE;
    }
}

static GaungCtlStatus
get_remote_status (int code)
{
  return code == GAUNG_REMOTE_ERROR_CREDENTIALS || code == GAUNG_REMOTE_ERROR_LOCKED
                 || code == GAUNG_REMOTE_ERROR_NOT_MEMBER
             ? GAUNG_CTL_ACCOUNT
             : GAUNG_CTL_SERVER;
}

static GaungCtlStatus
get_account_status (int code)
{
  switch ((GaungAccountError) code)
    {
    case GAUNG_ACCOUNT_ERROR_AGENCY:
      return GAUNG_CTL_ACCOUNT;
    case GAUNG_ACCOUNT_ERROR_AUTHORITY:
      return GAUNG_CTL_USAGE;
    case GAUNG_ACCOUNT_ERROR_NOT_TRIED:
      return GAUNG_CTL_SERVER;
    case GAUNG_ACCOUNT_ERROR_SAMPLE:
    case GAUNG_ACCOUNT_ERROR_OTHER_ACCOUNT:
    case GAUNG_ACCOUNT_ERROR_OTHER_SERVER:
    default:
      return GAUNG_CTL_WORKSPACE;
    }
}

GaungCtlStatus
gaung_ctl_fail (const GError *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      gaung_ctl_warn ("%s", _ ("Stopped. What was written until now is kept."));
      return GAUNG_CTL_INTERRUPTED;
    }
  text = gaung_ctl_explain (error);
  gaung_ctl_warn ("%s", text);
  g_debug ("%s %d: %s", g_quark_to_string (error->domain), error->code, error->message);
  if (error->domain == GAUNG_STORE_ERROR)
    return get_store_status (error->code);
  if (error->domain == GAUNG_REMOTE_ERROR)
    return get_remote_status (error->code);
  if (error->domain == GAUNG_ACCOUNT_ERROR)
    return get_account_status (error->code);
  if (error->domain == GAUNG_RECORD_ERROR || error->domain == GAUNG_JSON_ERROR)
    return GAUNG_CTL_REFUSED;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return GAUNG_CTL_NOT_FOUND;
  return GAUNG_CTL_STORAGE;
}

static gboolean
tell_passphrase_trouble (const char *reason, GaungCtlStatus *status)
{
  /* Translators: %s is a reason, e.g. "The file is empty." */
  gaung_ctl_warn (_ ("The passphrase file cannot be used. %s"), reason);
  *status = GAUNG_CTL_WORKSPACE;
  return FALSE;
}

/* At most @size bytes, whatever it is: a pipe, or something without an end. -1: it cannot be read.
 */
static gssize
read_at_most (int descriptor, char *bytes, gsize size)
{
  gsize length = 0;
  gssize n = 0;

  while (length < size && (n = read (descriptor, bytes + length, size - length)) != 0)
    if (n > 0)
      length += n;
    else if (errno != EINTR)
      return -1;
  return (gssize) length;
}

gboolean
gaung_ctl_read_passphrase (GaungCtl *ctl, char **passphrase, GaungCtlStatus *status)
{
  const char *path
      = ctl->passphrase_file != NULL ? ctl->passphrase_file : g_getenv ("GAUNG_PASSPHRASE_FILE");
  g_autoptr (GaungSecret) text = NULL;
  g_autofd int descriptor = -1;
  gssize length;
  struct stat info;

  *passphrase = NULL;
  if (path == NULL || *path == '\0')
    return TRUE;
  if (g_str_equal (path, "-"))
    {
      *status = gaung_ctl_usage (
          "%s", _ ("Standard input holds records: name a file for the passphrase."));
      return FALSE;
    }
  descriptor = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  if (descriptor < 0 || fstat (descriptor, &info) != 0)
    return tell_passphrase_trouble (g_strerror (errno), status);
  if ((info.st_mode & (S_IRGRP | S_IROTH)) != 0)
    gaung_ctl_warn (
        "%s",
        _ ("Other people on this computer can read the passphrase file. Use “chmod 600” on it."));
  text = g_malloc0 (MAX_PASSPHRASE_BYTES + 2);
  length = read_at_most (descriptor, text, MAX_PASSPHRASE_BYTES + 1);
  if (length < 0)
    return tell_passphrase_trouble (_ ("It cannot be read."), status);
  if (length > MAX_PASSPHRASE_BYTES)
    return tell_passphrase_trouble (_ ("It is too long."), status);

  /* An editor ends the line; the passphrase does not hold it. */
  if (length > 0 && text[length - 1] == '\n')
    text[--length] = '\0';
  if (length > 0 && text[length - 1] == '\r')
    text[--length] = '\0';
  if (length == 0)
    return tell_passphrase_trouble (_ ("It is empty."), status);
  if (strlen (text) != (gsize) length || !g_utf8_validate (text, -1, NULL))
    return tell_passphrase_trouble (_ ("It does not hold text."), status);
  *passphrase = g_steal_pointer (&text);
  return TRUE;
}

gboolean
gaung_ctl_read_secret (const char *path, char **secret, GaungCtlStatus *status)
{
  GaungCtl reading = { .passphrase_file = (char *) path };

  return gaung_ctl_read_passphrase (&reading, secret, status);
}

gboolean
gaung_ctl_read_number (const char *text, gint64 *number, GaungCtlStatus *status)
{
  guint64 value;

  if (g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &value, NULL))
    {
      *number = (gint64) value;
      return TRUE;
    }
  *status = gaung_ctl_usage ("%s", _ ("Name it by its number, for example 12."));
  return FALSE;
}

/* The one that was written to last. */
static GaungWorkspace *
choose_workspace (GaungCtlStatus *status)
{
  g_autoptr (GPtrArray) workspaces = gaung_workspace_list ();
  GaungWorkspace *chosen = NULL;
  gint64 latest = G_MININT64;

  for (guint i = 0; workspaces != NULL && i < workspaces->len; i++)
    {
      GaungWorkspace *workspace = g_ptr_array_index (workspaces, i);
      g_autofree char *path
          = g_build_filename (gaung_workspace_get_directory (workspace), "store.db", NULL);
      struct stat info;

      if (g_stat (path, &info) == 0 && (gint64) info.st_mtime >= latest)
        {
          latest = info.st_mtime;
          g_set_object (&chosen, workspace);
        }
    }
  if (chosen == NULL)
    {
      gaung_ctl_warn ("%s",
                      _ ("There is no workspace yet. “gaungctl init” makes one; “--workspace” "
                         "names another place."));
      *status = GAUNG_CTL_WORKSPACE;
    }
  return chosen;
}

static gboolean
tell_workspace_trouble (const GError *error, GaungCtlStatus *status)
{
  if (g_error_matches (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING))
    {
      gaung_ctl_warn (
          "%s",
          _ ("There is no complete workspace in that folder. “gaungctl init” makes a new "
             "one."));
      *status = GAUNG_CTL_WORKSPACE;
    }
  else
    *status = gaung_ctl_fail (error);
  return FALSE;
}

gboolean
gaung_ctl_open (GaungCtl *ctl, GaungCtlStatus *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungSecret) passphrase = NULL;

  if (!gaung_ctl_read_passphrase (ctl, &passphrase, status))
    return FALSE;
  if (ctl->directory == NULL)
    {
      ctl->workspace = choose_workspace (status);
      if (ctl->workspace == NULL)
        return FALSE;
    }
  else
    ctl->workspace = gaung_workspace_load (ctl->directory, &error);
  if (ctl->workspace == NULL)
    return tell_workspace_trouble (error, status);
  if (passphrase == NULL && gaung_workspace_get_key_method (ctl->workspace) == GAUNG_KEY_PASSPHRASE)
    {
      gaung_ctl_warn ("%s",
                      _ ("This workspace is protected by a passphrase. Name the file that holds it "
                         "with “--passphrase-file”."));
      *status = GAUNG_CTL_WORKSPACE;
      return FALSE;
    }
  ctl->store = gaung_workspace_open (ctl->workspace, passphrase, &error);
  return ctl->store != NULL || tell_workspace_trouble (error, status);
}

typedef struct
{
  const char *reference;
  GaungRecord *found;
} Search;

static gboolean
match_reference (GaungRecord *record, gpointer data)
{
  Search *search = data;

  if (g_strcmp0 (gaung_record_get_reference (record), search->reference) != 0)
    return TRUE;
  search->found = g_object_ref (record);
  return FALSE;
}

/* A reference is in the search text of every record that can be searched. */
static GaungRecord *
find_by_reference (GaungCtl *ctl, const char *reference, GError **error)
{
  g_autoptr (GaungQuery) query = gaung_query_new (NULL);
  g_autofree char *words = g_strdup_printf ("\"%s\"", reference);
  const char *const any[] = { "any", NULL };
  Search search = { .reference = reference };

  gaung_query_set_words (query, words);
  gaung_query_set (query, "is", any);
  if (!gaung_store_foreach (ctl->store, query, match_reference, &search, ctl->cancellable, error))
    return NULL;
  if (search.found == NULL)
    g_set_error_literal (
        error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING, "No record has that reference");
  return search.found;
}

GaungRecord *
gaung_ctl_find (GaungCtl *ctl, const char *text, GaungCtlStatus *status)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *reference = NULL;
  GaungRecord *record;

  if (strchr (text, ':') != NULL)
    record = gaung_store_get (ctl->store, text, &error);
  else
    {
      reference = gaung_reference_normalize (text);
      if (reference == NULL)
        {
          gaung_ctl_warn ("%s",
                          _ ("That is neither an id nor a reference: its check character does not "
                             "fit. A reference looks like 7K4A-9XQT."));
          *status = GAUNG_CTL_NOT_FOUND;
          return NULL;
        }
      record = find_by_reference (ctl, reference, &error);
    }
  if (record == NULL)
    *status = gaung_ctl_fail (error);
  return record;
}
