/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-time.h"

G_BEGIN_DECLS

#define GAUNG_ULID_LENGTH 26

/* A new ULID (26 characters of Crockford base 32, upper case). Later calls in the same millisecond
 * sort after earlier ones. Thread-safe. (transfer full) */
char *gaung_ulid_new (GaungInstant now);
/* A new UUID of version 4, in lower case. (transfer full) */
char *gaung_uuid_new (void);
/* From now on the ULIDs and UUIDs of this thread come from a generator with this seed: for the sample
 * workspace, which is the same for the same seed. Their order within a millisecond is then by chance. */
void gaung_ulid_seed_thread (guint64 seed);
void gaung_ulid_unseed_thread (void);
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
