/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GAUNG_PUBLISH_ERROR_SIZE,  /* more than a QR code can hold */
  GAUNG_PUBLISH_ERROR_URI,   /* an address that nothing should open */
  GAUNG_PUBLISH_ERROR_VALUE, /* a record or a key that the hand-out cannot be made from */
  GAUNG_PUBLISH_ERROR_DRAW,  /* the drawing library gave up */
} GaungPublishError;

#define GAUNG_PUBLISH_ERROR (gaung_publish_error_quark ())
GQuark gaung_publish_error_quark (void);

/* What a record says, ready for paper or a message: valid UTF-8 without control characters and without the
 * marks that turn the direction of what follows, line ends as "\n", no blank lines at either end and at most
 * one between two paragraphs. @text (nullable). (transfer full) */
char *gaung_publish_clean (const char *text);
/* The same on one line. (transfer full) */
char *gaung_publish_clean_line (const char *text);
/* Is it an address that may stand in a QR code or a link: http, https, tel or mailto? */
gboolean gaung_publish_is_safe_uri (const char *uri);

G_END_DECLS
