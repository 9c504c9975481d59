/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "gaung-couch.h"

G_BEGIN_DECLS

SoupSession *gaung_couch_get_session (GaungCouch *self, gboolean is_poll);
void gaung_couch_count_request (GaungCouch *self);
gboolean gaung_couch_can_compress (GaungCouch *self);
gsize gaung_couch_get_max_answer (GaungCouch *self);

G_END_DECLS
