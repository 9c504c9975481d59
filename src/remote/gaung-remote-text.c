/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every trouble with a server in the user's words. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gaung-remote-error.h"

static const struct
{
  GaungRemoteError code;
  const char *text;
} texts[] = {
  { GAUNG_REMOTE_ERROR_OFFLINE,
    N_ ("The server cannot be reached. You can go on working: everything is kept on this computer "
        "and is sent as soon as there is a connection.") },
  { GAUNG_REMOTE_ERROR_TIMEOUT,
    N_ ("The server did not answer in time. Everything is kept on this computer and is tried "
        "again by itself.") },
  { GAUNG_REMOTE_ERROR_CERTIFICATE,
    N_ ("The server could not prove that it is the right one, so nothing was sent. Check the date "
        "of this computer and the address; otherwise show the details to your IT staff.") },
  { GAUNG_REMOTE_ERROR_ADDRESS,
    N_ ("This is not the address of a server. It begins with “https://” and holds no name or "
        "password.") },
  { GAUNG_REMOTE_ERROR_INSECURE,
    N_ ("This address is not protected, so nothing was sent. Use one that begins with "
        "“https://”.") },
  { GAUNG_REMOTE_ERROR_CREDENTIALS,
    N_ ("The server does not accept your name or password. Nothing was lost. Sign in again; to "
        "keep your account from being locked, nothing is tried until then.") },
  { GAUNG_REMOTE_ERROR_LOCKED,
    N_ ("Your account is locked for a few minutes, because a wrong password was given too often. "
        "Everything is kept on this computer. Wait, then sign in again.") },
  { GAUNG_REMOTE_ERROR_NOT_MEMBER,
    N_ ("Your account may not do this on the server. Your work is kept on this computer. Ask your "
        "administrator for the right.") },
  { GAUNG_REMOTE_ERROR_RULE,
    N_ ("The server's rules refuse this change. It is kept on this computer. Look at it, correct "
        "it and send it again.") },
  { GAUNG_REMOTE_ERROR_MISSING, N_ ("The server does not have this record.") },
  { GAUNG_REMOTE_ERROR_DELETED, N_ ("This record was deleted on the server.") },
  { GAUNG_REMOTE_ERROR_NO_DATABASE,
    N_ ("The server has no place for this agency's records. Your work is kept on this computer. "
        "Ask your IT staff to prepare the server.") },
  { GAUNG_REMOTE_ERROR_CONFLICT,
    N_ ("Somebody else changed this record in the meantime. Both versions are kept.") },
  { GAUNG_REMOTE_ERROR_TOO_LARGE,
    N_ ("This is larger than the server accepts. It is kept on this computer. Make it smaller, "
        "for example with a smaller picture.") },
  { GAUNG_REMOTE_ERROR_MALFORMED,
    N_ ("The server does not understand this record. It is kept on this computer. Show the details "
        "to your IT staff.") },
  { GAUNG_REMOTE_ERROR_THROTTLED,
    N_ ("The server is busy. Everything is kept on this computer and is tried again by itself.") },
  { GAUNG_REMOTE_ERROR_SERVER,
    N_ ("The server has a fault. Everything is kept on this computer and is tried again by itself. "
        "If it lasts, show the details to your IT staff.") },
  { GAUNG_REMOTE_ERROR_NO_SPACE,
    N_ ("There is no room left on the server. Everything is kept on this computer. Tell your IT "
        "staff.") },
  { GAUNG_REMOTE_ERROR_NOT_COUCHDB,
    N_ ("Something else than Gaung's server answers. Perhaps this network asks you to sign in "
        "first: open a web page, then try again. Everything is kept on this computer.") },
  { GAUNG_REMOTE_ERROR_TRUNCATED,
    N_ ("The connection broke in the middle of an answer. Everything is kept on this computer and "
        "is tried again by itself.") },
  { GAUNG_REMOTE_ERROR_TOO_OLD,
    N_ ("The server's CouchDB is too old. Gaung needs version 3.3 or newer. Ask your IT staff to "
        "upgrade it.") },
};

char *
gaung_remote_error_to_user_text (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain != GAUNG_REMOTE_ERROR)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if ((int) texts[i].code == error->code)
      return g_strdup (_ (texts[i].text));
  g_return_val_if_reached (NULL);
}
