/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-record.h"
#include "gaung-sheet.h"

G_BEGIN_DECLS

/* What a hand-out says beside its service. The texts around what the record says are those of the program's
 * translation. */
typedef struct
{
  const GaungPaper *paper;      /* NULL: the hand-out's own */
  const char *language;         /* BCP 47, of the text; NULL: that of the translation */
  const char *agency_name;      /* (nullable) */
  const char *agency_address;   /* (nullable): shown where no channel has an address */
  const char *agency_telephone; /* (nullable): whom to ask */
  GaungInstant printed_at;      /* told at the foot; alerts and closures are those of its day */
  const char *uri;              /* of the QR code; NULL: of the service's first channel that has one; "": none */
  GPtrArray *questions;         /* (nullable) (element-type GaungRecord): answered questions to print, too */
} GaungHandoutOptions;

/* From an agency's record and the time. @agency (nullable). Points into @agency. */
void gaung_handout_options_init (GaungHandoutOptions *options, GaungRecord *agency, GaungInstant printed_at);
/* The language of the program's texts, e.g. "id". (transfer none) */
const char *gaung_handout_get_language (void);
/* "Do it yourself, without a middleman. …": at the foot of everything that is handed out. */
const char *gaung_handout_get_promise (void);
/* What the QR code of a hand-out of @service holds, checked. (nullable) (transfer full); NULL without an
 * error: none. GAUNG_PUBLISH_ERROR_URI for an address of the options that nothing should open. */
char *gaung_handout_get_uri (GaungRecord *service, const GaungHandoutOptions *options, GError **error);

G_END_DECLS
