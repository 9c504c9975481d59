/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names what went wrong by what a person can do about it, and says so. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gaung-account.h"
#include "gaung-engine.h"
#include "gaung-format.h"
#include "gaung-json.h"
#include "gaung-remote-error.h"

static const GaungSyncTrouble remote_troubles[] = {
  [GAUNG_REMOTE_ERROR_OFFLINE] = GAUNG_SYNC_TROUBLE_NONE,
  [GAUNG_REMOTE_ERROR_TIMEOUT] = GAUNG_SYNC_TROUBLE_NONE,
  [GAUNG_REMOTE_ERROR_CERTIFICATE] = GAUNG_SYNC_TROUBLE_CERTIFICATE,
  [GAUNG_REMOTE_ERROR_ADDRESS] = GAUNG_SYNC_TROUBLE_SERVER,
  [GAUNG_REMOTE_ERROR_INSECURE] = GAUNG_SYNC_TROUBLE_CERTIFICATE,
  [GAUNG_REMOTE_ERROR_CREDENTIALS] = GAUNG_SYNC_TROUBLE_CREDENTIALS,
  [GAUNG_REMOTE_ERROR_LOCKED] = GAUNG_SYNC_TROUBLE_LOCKED,
  [GAUNG_REMOTE_ERROR_NOT_MEMBER] = GAUNG_SYNC_TROUBLE_RIGHTS,
  [GAUNG_REMOTE_ERROR_RULE] = GAUNG_SYNC_TROUBLE_RIGHTS,
  [GAUNG_REMOTE_ERROR_MISSING] = GAUNG_SYNC_TROUBLE_SERVER,
  [GAUNG_REMOTE_ERROR_DELETED] = GAUNG_SYNC_TROUBLE_SERVER,
  [GAUNG_REMOTE_ERROR_NO_DATABASE] = GAUNG_SYNC_TROUBLE_RIGHTS,
  [GAUNG_REMOTE_ERROR_CONFLICT] = GAUNG_SYNC_TROUBLE_SERVER,
  [GAUNG_REMOTE_ERROR_TOO_LARGE] = GAUNG_SYNC_TROUBLE_SERVER,
  [GAUNG_REMOTE_ERROR_MALFORMED] = GAUNG_SYNC_TROUBLE_SERVER,
  [GAUNG_REMOTE_ERROR_THROTTLED] = GAUNG_SYNC_TROUBLE_BUSY,
  [GAUNG_REMOTE_ERROR_SERVER] = GAUNG_SYNC_TROUBLE_SERVER,
  [GAUNG_REMOTE_ERROR_NO_SPACE] = GAUNG_SYNC_TROUBLE_SERVER_FULL,
  [GAUNG_REMOTE_ERROR_NOT_COUCHDB] = GAUNG_SYNC_TROUBLE_PORTAL,
  [GAUNG_REMOTE_ERROR_TRUNCATED] = GAUNG_SYNC_TROUBLE_NONE,
  [GAUNG_REMOTE_ERROR_TOO_OLD] = GAUNG_SYNC_TROUBLE_TOO_OLD,
};

typedef struct
{
  const char *title;
  const char *text;
} Words;

static const Words words[] = {
  [GAUNG_SYNC_TROUBLE_NONE] = { N_ ("No connection"),
                                N_ ("The server cannot be reached. You can go on working: "
                                    "everything is kept on this computer "
                                    "and is sent as soon as there is a connection.") },
  [GAUNG_SYNC_TROUBLE_SIGNED_OUT]
  = { N_ ("Sign in"),
      N_ ("Gaung does not have your password. You can go on working: everything is kept on this "
          "computer and is sent after you have signed in.") },
  [GAUNG_SYNC_TROUBLE_CREDENTIALS]
  = { N_ ("Sign in again"),
      N_ ("The server does not accept your name or password. Perhaps the password was changed. "
          "Nothing was lost, and nothing is sent until you have signed in again.") },
  [GAUNG_SYNC_TROUBLE_LOCKED]
  = { N_ ("Account locked for a while"),
      N_ ("A wrong password was given too often. Everything is kept on this computer. Wait, then "
          "sign in again.") },
  [GAUNG_SYNC_TROUBLE_RIGHTS] = { N_ ("No access any more"),
                                  N_ ("Your account may no longer read or write one of its areas. "
                                      "What you wrote is kept in the "
                                      "outbox. Ask your administrator whether this is right.") },
  [GAUNG_SYNC_TROUBLE_CERTIFICATE]
  = { N_ ("The server could not prove who it is"),
      N_ ("Nothing was sent. Check the date of this computer and the address of the server; "
          "otherwise show the details to your IT staff.") },
  [GAUNG_SYNC_TROUBLE_PORTAL] = { N_ ("This network asks you to sign in"),
                                  N_ ("Something else than Gaung's server answers. Open a web "
                                      "page, sign in to the network, then "
                                      "try again. Everything is kept on this computer.") },
  [GAUNG_SYNC_TROUBLE_TOO_OLD] = { N_ ("The server is too old"),
                                   N_ ("Gaung needs CouchDB 3.3 or newer. Ask your IT staff to "
                                       "upgrade it. Everything is kept on "
                                       "this computer.") },
  [GAUNG_SYNC_TROUBLE_CLOCK]
  = { N_ ("The clock of this computer is wrong"),
      N_ ("It differs from the server's by minutes or more, so your records carry a wrong time and "
          "deadlines are shown wrongly. Set the date and time, or let the system do it.") },
  [GAUNG_SYNC_TROUBLE_BUSY]
  = { N_ ("The server is busy"),
      N_ ("Everything is kept on this computer and is tried again by itself.") },
  [GAUNG_SYNC_TROUBLE_SERVER]
  = { N_ ("The server has a fault"),
      N_ ("Everything is kept on this computer and is tried again by itself. If it lasts, show the "
          "details to your IT staff.") },
  [GAUNG_SYNC_TROUBLE_SERVER_FULL] = { N_ ("The server's disk is full"),
                                       N_ ("Everything is kept on this computer and is tried again "
                                           "by itself. Tell your IT staff.") },
  [GAUNG_SYNC_TROUBLE_DISK_FULL] = { N_ ("The disk of this computer is full"),
                                     N_ ("Nothing more can be stored. What you wrote before is "
                                         "safe. Make room, then try again.") },
  [GAUNG_SYNC_TROUBLE_REPLACED]
  = { N_ ("The server was set back or replaced"),
      N_ ("Everything was compared one by one. What you had sent and the server no longer had was "
          "put into the outbox again; nothing was removed from this computer.") },
  [GAUNG_SYNC_TROUBLE_STORE]
  = { N_ ("The records on this computer cannot be written"),
      N_ ("What you wrote before is safe. Close other windows of Gaung and try again; if it lasts, "
          "show the details to your IT staff.") },
  [GAUNG_SYNC_TROUBLE_OTHER_ACCOUNT]
  = { N_ ("Another account"),
      N_ ("The server knows you under another name than the one to which this workspace belongs. "
          "Nothing was sent. Sign in with the right account, or connect a workspace of its own.") },
};

GaungSyncTrouble
gaung_sync_trouble_from_error (const GError *error)
{
  if (error == NULL || error->domain == G_IO_ERROR)
    return GAUNG_SYNC_TROUBLE_NONE;
  if (error->domain == GAUNG_REMOTE_ERROR && error->code >= 0
      && (gsize) error->code < G_N_ELEMENTS (remote_troubles))
    return remote_troubles[error->code];
  if (error->domain == GAUNG_ACCOUNT_ERROR)
    return GAUNG_SYNC_TROUBLE_OTHER_ACCOUNT;
  if (g_error_matches (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_FULL))
    return GAUNG_SYNC_TROUBLE_DISK_FULL;
  if (error->domain == GAUNG_STORE_ERROR)
    return GAUNG_SYNC_TROUBLE_STORE;
  return GAUNG_SYNC_TROUBLE_SERVER;
}

char *
gaung_sync_trouble_get_title (GaungSyncTrouble trouble)
{
  g_return_val_if_fail ((gsize) trouble < G_N_ELEMENTS (words), NULL);
  return g_strdup (_ (words[trouble].title));
}

/**
 * gaung_sync_trouble_get_text:
 * @until: when it is tried again by itself, or %GAUNG_INSTANT_NONE
 * @n_waiting: what waits in the outbox
 *
 * What happened, what was kept and what to do. %GAUNG_SYNC_TROUBLE_NONE is the plain lack of a
 * connection.
 */
char *
gaung_sync_trouble_get_text (GaungSyncTrouble trouble, GaungInstant until, guint n_waiting)
{
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail ((gsize) trouble < G_N_ELEMENTS (words), NULL);

  text = g_string_new (_ (words[trouble].text));
  if (until != GAUNG_INSTANT_NONE)
    {
      g_autofree char *time = gaung_format_time (until);

      g_string_append_c (text, ' ');
      /* Translators: "Next try at 09.40." */
      g_string_append_printf (text, _ ("Next try at %s."), time);
    }
  if (n_waiting > 0)
    {
      g_string_append_c (text, ' ');
      /* Translators: "3 items wait in the outbox." */
      g_string_append_printf (
          text,
          ngettext ("%u item waits in the outbox.", "%u items wait in the outbox.", n_waiting),
          n_waiting);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}
