/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "gaung-couch.h"

G_BEGIN_DECLS

SoupSession *gaung_couch_get_session (GaungCouch *self, gboolean is_poll);
/* A request is about to leave, with @credentials (out) (nullable) (transfer full). FALSE: they were refused, and it must not.
 * Whoever read a refusal before, in whatever thread, is heard. */
gboolean gaung_couch_begin_request (GaungCouch *self, gboolean is_poll, GaungCredentials **credentials);
/* Nothing of it is held any more, neither message nor stream. */
void gaung_couch_end_request (GaungCouch *self, gboolean is_poll);
/* May a request that began with @credentials still be repeated with them? */
gboolean gaung_couch_is_accepted (GaungCouch *self, GaungCredentials *credentials);
gboolean gaung_couch_can_compress (GaungCouch *self);
gsize gaung_couch_get_max_answer (GaungCouch *self);

G_END_DECLS
