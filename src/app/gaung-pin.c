/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A PIN only guards the screen: its hash lies inside the encrypted store. Still it is derived
 * slowly and with a salt, since people reuse their PINs. */

#include "config.h"

#include "gaung-pin.h"

#include <string.h>

#define ITERATIONS 60000
#define SALT_LENGTH 16
#define DIGEST_LENGTH 32
#define FREE_TRIES 2
#define FIRST_DELAY 5
#define MAX_DELAY 300

gboolean
gaung_pin_is_valid (const char *pin)
{
  gsize length = pin ? strlen (pin) : 0;

  if (length < GAUNG_PIN_MIN_LENGTH || length > GAUNG_PIN_MAX_LENGTH)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (pin[i]))
      return FALSE;

  return TRUE;
}

static void
digest_hmac (GHmac *hmac, guint8 *digest)
{
  gsize length = DIGEST_LENGTH;

  g_hmac_get_digest (hmac, digest, &length);
  g_hmac_unref (hmac);
}

void
gaung_pin_derive (
    const char *pin, const guint8 *salt, gsize salt_length, guint iterations, guint8 *digest)
{
  static const guint8 first_block[] = { 0, 0, 0, 1 };
  guint8 round[DIGEST_LENGTH];
  GHmac *keyed = g_hmac_new (G_CHECKSUM_SHA256, (const guchar *) pin, strlen (pin));
  GHmac *hmac = g_hmac_copy (keyed);

  g_hmac_update (hmac, salt, salt_length);
  g_hmac_update (hmac, first_block, sizeof first_block);
  digest_hmac (hmac, round);
  memcpy (digest, round, DIGEST_LENGTH);

  for (guint i = 1; i < iterations; i++)
    {
      hmac = g_hmac_copy (keyed);
      g_hmac_update (hmac, round, DIGEST_LENGTH);
      digest_hmac (hmac, round);
      for (guint j = 0; j < DIGEST_LENGTH; j++)
        digest[j] ^= round[j];
    }
  g_hmac_unref (keyed);
}

char *
gaung_pin_hash (const char *pin)
{
  guint8 salt[SALT_LENGTH];
  guint8 digest[DIGEST_LENGTH];
  g_autofree char *salt_text = NULL;
  g_autofree char *digest_text = NULL;

  g_return_val_if_fail (pin != NULL, NULL);

  for (guint i = 0; i < SALT_LENGTH; i += 4)
    {
      guint32 number = g_random_int ();

      memcpy (salt + i, &number, 4);
    }
  gaung_pin_derive (pin, salt, sizeof salt, ITERATIONS, digest);
  salt_text = g_base64_encode (salt, sizeof salt);
  digest_text = g_base64_encode (digest, sizeof digest);

  return g_strdup_printf ("pbkdf2-sha256$%u$%s$%s", ITERATIONS, salt_text, digest_text);
}

gboolean
gaung_pin_verify (const char *pin, const char *hash)
{
  g_auto (GStrv) parts = NULL;
  g_autofree guint8 *salt = NULL;
  g_autofree guint8 *expected = NULL;
  guint8 digest[DIGEST_LENGTH];
  gsize salt_length, expected_length;
  guint64 iterations;
  guint8 difference = 0;

  g_return_val_if_fail (pin != NULL, FALSE);

  if (hash == NULL)
    return FALSE;
  parts = g_strsplit (hash, "$", -1);
  if (g_strv_length (parts) != 4 || strcmp (parts[0], "pbkdf2-sha256") != 0
      || !g_ascii_string_to_unsigned (parts[1], 10, 1, 10000000, &iterations, NULL))
    return FALSE;
  salt = g_base64_decode (parts[2], &salt_length);
  expected = g_base64_decode (parts[3], &expected_length);
  if (expected_length != DIGEST_LENGTH)
    return FALSE;

  gaung_pin_derive (pin, salt, salt_length, iterations, digest);
  for (guint i = 0; i < DIGEST_LENGTH; i++)
    difference |= digest[i] ^ expected[i];

  return difference == 0;
}

guint
gaung_pin_get_delay (guint failures)
{
  guint delay = FIRST_DELAY;

  if (failures <= FREE_TRIES)
    return 0;
  for (guint i = FREE_TRIES + 1; i < failures && delay < MAX_DELAY; i++)
    delay *= 2;

  return MIN (delay, MAX_DELAY);
}
