/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "gaung-remote-error.h"

G_BEGIN_DECLS

/* What one request came to. */
typedef struct
{
  guint status;                 /* 0: no answer */
  SoupMessageHeaders *headers;  /* of the answer (nullable) */
  GBytes *body;                 /* (nullable) */
  const GError *trouble;        /* of libsoup or below it (nullable) */
  GTlsCertificateFlags certificate;
  gboolean is_file;             /* a success may be of any media type */
} GaungOutcome;

/* The one place where a status, a body or a trouble of the network becomes an error. TRUE: the
 * outcome is a success, and (but for a file) its body claims to be JSON. */
gboolean gaung_remote_judge (const GaungOutcome *outcome, GError **error);
/* The same for one item of a _bulk_docs answer: "error" and "reason". */
GError *gaung_remote_judge_item (const char *word, const char *reason, const char *request_id);

void gaung_remote_set_error (GError **error,
                             GaungRemoteError code,
                             const char *request_id,
                             const char *format,
                             ...) G_GNUC_PRINTF (4, 5);
void gaung_remote_error_fill (GError *error, guint status, int retry_after, const char *rule, const char *request_id);
void gaung_remote_error_fill_certificate (GError *error, GTlsCertificateFlags certificate);

G_END_DECLS
