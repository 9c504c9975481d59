/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gaung-store.h"
#include "gaung-workspace.h"

G_BEGIN_DECLS

/* How gaungctl ends. Documented in gaungctl(1); numbers are for ever. */
typedef enum
{
  GAUNG_CTL_OK = 0,
  GAUNG_CTL_REFUSED = 1,     /* some items were refused, or problems were found; the rest was done */
  GAUNG_CTL_USAGE = 2,       /* a command, an option or a query that cannot be understood */
  GAUNG_CTL_WORKSPACE = 3,   /* no such workspace, no key, a wrong passphrase, a newer version */
  GAUNG_CTL_NOT_FOUND = 4,   /* no such record, file or member */
  GAUNG_CTL_STORAGE = 5,     /* damaged, full, read-only, in use; a file that cannot be written */
  GAUNG_CTL_INTERRUPTED = 6, /* stopped by SIGINT or SIGTERM; what was written is kept */
  GAUNG_CTL_SERVER = 7,      /* the server cannot be reached, cannot be used, or has a fault */
  GAUNG_CTL_ACCOUNT = 8,     /* the server refuses the account: its password or token, or its rights */
} GaungCtlStatus;

typedef struct
{
  char *directory;       /* --workspace */
  char *passphrase_file; /* --passphrase-file */
  gboolean is_quiet;     /* --quiet: no progress */
  GCancellable *cancellable;
  GaungWorkspace *workspace;
  GaungStore *store;
} GaungCtl;

typedef struct
{
  const char *name;
  const char *arguments; /* N_(), with context: what follows the options */
  const char *summary;   /* N_() */
  GaungCtlStatus (*run) (GaungCtl *ctl, int argc, char **argv);
} GaungCtlCommand;

/* Ends with { NULL }, in the order in which help tells them. */
extern const GaungCtlCommand gaung_ctl_commands[];
const GaungCtlCommand *gaung_ctl_command_find (const char *name); /* (nullable) */

GaungCtlStatus gaung_ctl_init (GaungCtl *ctl, int argc, char **argv);
GaungCtlStatus gaung_ctl_sample (GaungCtl *ctl, int argc, char **argv);
GaungCtlStatus gaung_ctl_query (GaungCtl *ctl, int argc, char **argv);
GaungCtlStatus gaung_ctl_get (GaungCtl *ctl, int argc, char **argv);
GaungCtlStatus gaung_ctl_put (GaungCtl *ctl, int argc, char **argv);
GaungCtlStatus gaung_ctl_import (GaungCtl *ctl, int argc, char **argv);
GaungCtlStatus gaung_ctl_export (GaungCtl *ctl, int argc, char **argv);
GaungCtlStatus gaung_ctl_check (GaungCtl *ctl, int argc, char **argv);
GaungCtlStatus gaung_ctl_clock (GaungCtl *ctl, int argc, char **argv);
GaungCtlStatus gaung_ctl_provision (GaungCtl *ctl, int argc, char **argv);
GaungCtlStatus gaung_ctl_connect (GaungCtl *ctl, int argc, char **argv);
GaungCtlStatus gaung_ctl_sign_out (GaungCtl *ctl, int argc, char **argv);
GaungCtlStatus gaung_ctl_sync (GaungCtl *ctl, int argc, char **argv);
GaungCtlStatus gaung_ctl_outbox (GaungCtl *ctl, int argc, char **argv);
GaungCtlStatus gaung_ctl_receipts (GaungCtl *ctl, int argc, char **argv);
GaungCtlStatus gaung_ctl_conflicts (GaungCtl *ctl, int argc, char **argv);
GaungCtlStatus gaung_ctl_handout (GaungCtl *ctl, int argc, char **argv);
GaungCtlStatus gaung_ctl_help (GaungCtl *ctl, int argc, char **argv);

/* The options that every command understands. */
void gaung_ctl_add_global_options (GaungCtl *ctl, GOptionContext *context);
/* Reads the options of command @argv[0]; what is left are its arguments, from argv[1] on. FALSE: the
 * reason was told, or help was; @status says how to end. */
gboolean gaung_ctl_parse (GaungCtl *ctl, const GOptionEntry *entries, int *argc, char ***argv, GaungCtlStatus *status);
/* Opens the workspace that the options name. FALSE: the reason was told. */
gboolean gaung_ctl_open (GaungCtl *ctl, GaungCtlStatus *status);
/* --passphrase-file, or GAUNG_PASSPHRASE_FILE. @passphrase NULL: none was named. FALSE: told. */
gboolean gaung_ctl_read_passphrase (GaungCtl *ctl, char **passphrase, GaungCtlStatus *status);
/* The same care for another secret. @path is not NULL. FALSE: told. */
gboolean gaung_ctl_read_secret (const char *path, char **secret, GaungCtlStatus *status);
/* A number that counts from 1. FALSE: told. */
gboolean gaung_ctl_read_number (const char *text, gint64 *number, GaungCtlStatus *status);
/* The record with an id or a reference. (transfer full); NULL: told. */
GaungRecord *gaung_ctl_find (GaungCtl *ctl, const char *text, GaungCtlStatus *status);

/* Tells why, in the user's language, and says how to end. Never prints what a record holds. */
GaungCtlStatus gaung_ctl_fail (const GError *error);
GaungCtlStatus gaung_ctl_usage (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* The reason in one line: the user's text, and the detail where it helps. (transfer full) */
char *gaung_ctl_explain (const GError *error);

/* Output. Whatever a citizen wrote must not move a cursor or set a title: control characters and
 * directional overrides are written as escapes. (transfer full) */
char *gaung_ctl_escape (const char *text);
/* Compact JSON of @object on one line, pure of such characters as well. (transfer full) */
char *gaung_ctl_json_line (JsonObject *object);
/* FALSE when nobody reads any more or the disk is full. */
gboolean gaung_ctl_print (const char *format, ...) G_GNUC_PRINTF (1, 2);
void gaung_ctl_warn (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* On a terminal one line that is written over; elsewhere nothing. @total 0: not known. */
void gaung_ctl_progress (GaungCtl *ctl, const char *what, guint64 done, guint64 total);
void gaung_ctl_progress_end (GaungCtl *ctl);

G_END_DECLS
