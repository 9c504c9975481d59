/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-time.h"

G_BEGIN_DECLS

#define GAUNG_ULID_LENGTH 26

/* A new ULID (26 characters of Crockford base 32, upper case). Later calls in the same millisecond
 * sort after earlier ones. Thread-safe. (transfer full) */
char *gaung_ulid_new (GaungInstant now);
gboolean gaung_ulid_is_valid (const char *ulid);
GaungInstant gaung_ulid_get_instant (const char *ulid);

/* The human reference of a ULID: "7K4A-9XQT", seven characters of Crockford base 32 from its random
 * part and a check character (mod 37, the seven stepped on until the check is one of the 32 that can
 * be read over the telephone). (transfer full) */
char *gaung_reference_from_ulid (const char *ulid);
/* Reads what a person typed: any case, spaces or hyphens, O for 0, I and L for 1.
 * (transfer full): the canonical form, or NULL when the check character does not fit. */
char *gaung_reference_normalize (const char *text);

G_END_DECLS
