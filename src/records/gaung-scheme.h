/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-record.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_SCHEME (gaung_scheme_get_type ())
/* GaungScheme: rules that an administrator edits. kind!(clock) name! rules [{key!, label!, kind(elapsed working), amount, start(received complete verified disposed), end(verified first-reply answered), classes (strings), source, verified, effective_from, effective_until}]. */
G_DECLARE_FINAL_TYPE (GaungScheme, gaung_scheme, GAUNG, SCHEME, GaungRecord)

G_END_DECLS
