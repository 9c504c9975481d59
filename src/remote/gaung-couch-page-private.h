/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-couch-page.h"
#include "gaung-couch-private.h"

G_BEGIN_DECLS

/* @member: "results" or "rows". */
GaungCouchPage *gaung_couch_read_page (const GaungAnswer *answer, const char *member, GError **error);
/* @answer (transfer full) */
GaungCouchPacket *gaung_couch_packet_open (GaungAnswer *answer, GError **error);
/* @page (transfer full) */
GaungCouchPacket *gaung_couch_packet_wrap (GaungCouchPage *page);
/* The page does not fit or cannot be cut: a smaller one may. */
gboolean gaung_couch_can_halve (const GError *error);

G_END_DECLS
