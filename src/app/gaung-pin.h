/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GAUNG_PIN_MIN_LENGTH 4
#define GAUNG_PIN_MAX_LENGTH 12

gboolean gaung_pin_is_valid (const char *pin); /* 4 to 12 digits */
/* "pbkdf2-sha256$<iterations>$<salt>$<hash>" with a fresh salt; takes some tens of milliseconds.
 * (transfer full) */
char *gaung_pin_hash (const char *pin);
/* In constant time. FALSE also for a hash that cannot be read. */
gboolean gaung_pin_verify (const char *pin, const char *hash);
/* Seconds to wait after the @failures-th wrong try in a row: none for the first two, then twice as long
 * each time, at most five minutes. */
guint gaung_pin_get_delay (guint failures);
/* PBKDF2 with HMAC-SHA256, one block (RFC 8018, 5.2). @digest: 32 bytes. For tests against the known
 * answers. */
void gaung_pin_derive (const char *pin, const guint8 *salt, gsize salt_length, guint iterations, guint8 *digest);

G_END_DECLS
