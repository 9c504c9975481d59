/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The troubles of a first connection in plain words. Nothing has been kept or sent yet, so the
 * texts differ from those of the synchronisation. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gaung-account.h"
#include "gaung-probe-private.h"
#include "gaung-time.h"

static const struct
{
  GaungRemoteError code;
  const char *text;
} texts[] = {
  { GAUNG_REMOTE_ERROR_OFFLINE,
    N_ ("There is no answer under this address. Check its spelling, and whether this computer is "
        "in the network of the office.") },
  { GAUNG_REMOTE_ERROR_TIMEOUT,
    N_ ("The server did not answer in time. Try again; if it happens again, tell your IT "
        "staff.") },
  { GAUNG_REMOTE_ERROR_CREDENTIALS,
    N_ ("The server does not accept this name and password. Check both, also upper and lower case; "
        "after five wrong tries the account is locked for some minutes.") },
  { GAUNG_REMOTE_ERROR_NOT_COUCHDB,
    N_ ("Something else than Gaung's server answers here. Perhaps this network asks you to sign in "
        "first: open a web page, then try again. Otherwise check the address.") },
  { GAUNG_REMOTE_ERROR_THROTTLED, N_ ("The server is busy. Wait a minute, then try again.") },
  { GAUNG_REMOTE_ERROR_SERVER,
    N_ ("The server has a fault. Try again; if it lasts, tell your IT staff.") },
  { GAUNG_REMOTE_ERROR_TRUNCATED,
    N_ ("The connection broke in the middle of an answer. Try again.") },
};

/* The first that is there counts. */
static const struct
{
  GTlsCertificateFlags flag;
  const char *text;
} certificate_texts[] = {
  { G_TLS_CERTIFICATE_EXPIRED,
    N_ ("The server's certificate has expired. If the date of this computer is right, tell your IT "
        "staff to renew it.") },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED,
    N_ ("The server's certificate is not valid yet. Most likely the date of this computer is "
        "wrong.") },
  { G_TLS_CERTIFICATE_BAD_IDENTITY,
    N_ ("The server's certificate was made for another name. Check the address: it must be the one "
        "that your IT staff gave you.") },
  { G_TLS_CERTIFICATE_REVOKED,
    N_ ("The server's certificate was revoked. Do not use this server, and tell your IT staff.") },
  { G_TLS_CERTIFICATE_UNKNOWN_CA,
    N_ ("The server's certificate comes from an authority that this computer does not know. If the "
        "city has an authority of its own, ask your IT staff for its certificate.") },
};

static char *
explain_certificate (const GError *error)
{
  GTlsCertificateFlags flags = gaung_remote_error_get_certificate (error);

  for (gsize i = 0; i < G_N_ELEMENTS (certificate_texts); i++)
    if ((flags & certificate_texts[i].flag) != 0)
      return g_strdup (_ (certificate_texts[i].text));
  return g_strdup (_ ("The server could not prove that it is the right one. Check the date of this "
                      "computer and the address; otherwise tell your IT staff."));
}

static char *
explain_lock (const GError *error)
{
  int seconds = gaung_remote_error_get_retry_after (error);
  int minutes = MAX (1, (seconds + 59) / 60);

  return g_strdup_printf (ngettext (
                              /* Translators: %d is a number of minutes, e.g. 5 */
                              "This account is locked, because a wrong password was given too "
                              "often. Wait %d minute, then try again with the right one.",
                              "This account is locked, because a wrong password was given too "
                              "often. Wait %d minutes, then try again with the right one.",
                              minutes),
                          minutes);
}

char *
gaung_probe_explain (const GError *error, gboolean is_token)
{
  if (is_token && g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_CREDENTIALS))
    return g_strdup (_ ("The server does not accept this token. Tokens are valid for a short time "
                        "only: get a new one from the single sign-on, then try again."));
  if (g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_CERTIFICATE))
    return explain_certificate (error);
  if (g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_LOCKED))
    return explain_lock (error);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_error_matches (error, GAUNG_REMOTE_ERROR, (int) texts[i].code))
      return g_strdup (_ (texts[i].text));
  return gaung_sync_error_to_user_text (error);
}

static char *
describe_length (gint64 length)
{
  int minutes = (int) MIN (length / GAUNG_MINUTE, G_MAXINT);
  int hours = (int) MIN (length / GAUNG_HOUR, G_MAXINT);
  int days = (int) MIN (length / GAUNG_DAY_LENGTH, G_MAXINT);

  if (days > 1)
    /* Translators: how wrong a clock is, e.g. "3 days" */
    return g_strdup_printf (ngettext ("%d day", "%d days", days), days);
  if (hours > 1)
    /* Translators: how wrong a clock is, e.g. "7 hours" */
    return g_strdup_printf (ngettext ("%d hour", "%d hours", hours), hours);
  /* Translators: how wrong a clock is, e.g. "12 minutes" */
  return g_strdup_printf (ngettext ("%d minute", "%d minutes", minutes), minutes);
}

char *
gaung_probe_describe_skew (gint64 skew_ms)
{
  g_autofree char *length = describe_length (ABS (skew_ms));

  if (skew_ms > 0)
    return g_strdup_printf (
        /* Translators: %s is how much, e.g. "12 minutes" */
        _ ("This computer's clock is %s fast. Deadlines and receipts would be wrong: set the "
           "clock, "
           "or let the system take the time from the network."),
        length);
  return g_strdup_printf (
      /* Translators: %s is how much, e.g. "12 minutes" */
      _ ("This computer's clock is %s slow. Deadlines and receipts would be wrong: set the clock, "
         "or let the system take the time from the network."),
      length);
}
