/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ULIDs (github.com/ulid/spec) and the human references made from them. */
#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#include "gaung-ulid.h"

#define TIME_CHARACTERS 10
#define RANDOM_BYTES 10
#define REFERENCE_VALUES (G_GUINT64_CONSTANT (1) << 35)
#define REFERENCE_CHARACTERS 7
#define CHECK_MODULUS 37

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static GMutex lock;
static GaungInstant last_instant = GAUNG_INSTANT_NONE;
static guint8 last_random[RANDOM_BYTES];

/* The sample workspace must be the same for the same seed: its threads draw from here. */
static _Thread_local gboolean is_seeded = FALSE;
static _Thread_local guint64 seeded_state;

/* -1 for a character that is not in the alphabet. */
static int
get_value (char character)
{
  const char *found = character != '\0' ? strchr (alphabet, character) : NULL;

  return found != NULL ? (int) (found - alphabet) : -1;
}

/* splitmix64 (Steele, Lea and Flood 2014): small, and good enough for what is invented anyway. */
static guint64
draw_seeded (void)
{
  guint64 value = seeded_state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  value = (value ^ (value >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  value = (value ^ (value >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return value ^ (value >> 31);
}

static void
fill_random (guint8 *bytes, gsize length)
{
  gsize done = 0;

  for (guint64 value = 0; is_seeded && done < length; done++, value >>= 8)
    {
      if (done % sizeof value == 0)
        value = draw_seeded ();
      bytes[done] = value & 0xff;
    }
  while (done < length)
    {
      ssize_t n = getrandom (bytes + done, length - done, 0);

      if (n > 0)
        done += n;
      else if (n < 0 && errno != EINTR)
        g_error ("The system gives no random numbers: %s", g_strerror (errno));
    }
}

/* Adds a random step, so that references of one millisecond do not follow one another. FALSE when
 * the random part is used up. */
static gboolean
step_random (guint8 *bytes)
{
  guint8 step[4];
  guint32 carry;

  fill_random (step, sizeof step);
  carry = 1 + (((guint32) step[0] << 16) | ((guint32) step[1] << 8) | step[2]);
  for (int i = RANDOM_BYTES - 1; i >= 0 && carry > 0; i--)
    {
      guint32 sum = bytes[i] + (carry & 0xff);

      bytes[i] = sum & 0xff;
      carry = (carry >> 8) + (sum >> 8);
    }
  return carry == 0;
}

static char *
encode (GaungInstant now, const guint8 *bytes)
{
  char *text = g_malloc (GAUNG_ULID_LENGTH + 1);
  guint64 time = (guint64) CLAMP (now, 0, (G_GINT64_CONSTANT (1) << 48) - 1);
  guint32 bits = 0;
  int n_bits = 0, at = TIME_CHARACTERS;

  for (int i = TIME_CHARACTERS - 1; i >= 0; i--, time >>= 5)
    text[i] = alphabet[time & 31];
  for (int i = 0; i < RANDOM_BYTES; i++)
    {
      bits = (bits << 8) | bytes[i];
      for (n_bits += 8; n_bits >= 5; n_bits -= 5)
        text[at++] = alphabet[(bits >> (n_bits - 5)) & 31];
    }
  text[GAUNG_ULID_LENGTH] = '\0';
  return text;
}

static char *
encode_reference (guint64 value)
{
  char text[REFERENCE_CHARACTERS + 1];

  text[REFERENCE_CHARACTERS] = alphabet[value % CHECK_MODULUS];
  for (int i = REFERENCE_CHARACTERS - 1; i >= 0; i--, value >>= 5)
    text[i] = alphabet[value & 31];
  return g_strdup_printf ("%.4s-%.4s", text, text + 4);
}

char *
gaung_ulid_new (GaungInstant now)
{
  guint8 bytes[RANDOM_BYTES];

  if (is_seeded)
    {
      fill_random (bytes, sizeof bytes);
      return encode (now, bytes);
    }

  g_mutex_lock (&lock);
  if (now != last_instant)
    fill_random (last_random, sizeof last_random);
  else if (!step_random (last_random))
    {
      /* 2^80 used up in one millisecond: the next one is as good. */
      now++;
      fill_random (last_random, sizeof last_random);
    }
  last_instant = now;
  memcpy (bytes, last_random, sizeof bytes);
  g_mutex_unlock (&lock);

  return encode (now, bytes);
}

void
gaung_ulid_seed_thread (guint64 seed)
{
  is_seeded = TRUE;
  seeded_state = seed;
}

void
gaung_ulid_unseed_thread (void)
{
  is_seeded = FALSE;
}

char *
gaung_uuid_new (void)
{
  guint8 b[16];

  fill_random (b, sizeof b);
  b[6] = (b[6] & 0x0f) | 0x40; /* version 4, variant 1: RFC 9562 */
  b[8] = (b[8] & 0x3f) | 0x80;
  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          b[0],
                          b[1],
                          b[2],
                          b[3],
                          b[4],
                          b[5],
                          b[6],
                          b[7],
                          b[8],
                          b[9],
                          b[10],
                          b[11],
                          b[12],
                          b[13],
                          b[14],
                          b[15]);
}

gboolean
gaung_ulid_is_valid (const char *ulid)
{
  if (ulid == NULL || ulid[0] < '0' || ulid[0] > '7')
    return FALSE;
  for (int i = 0; i < GAUNG_ULID_LENGTH; i++)
    if (get_value (ulid[i]) < 0)
      return FALSE;
  return ulid[GAUNG_ULID_LENGTH] == '\0';
}

GaungInstant
gaung_ulid_get_instant (const char *ulid)
{
  GaungInstant instant = 0;

  if (!gaung_ulid_is_valid (ulid))
    return GAUNG_INSTANT_NONE;
  for (int i = 0; i < TIME_CHARACTERS; i++)
    instant = (instant << 5) | get_value (ulid[i]);
  return instant;
}

char *
gaung_reference_from_ulid (const char *ulid)
{
  guint64 value = 0;

  g_return_val_if_fail (gaung_ulid_is_valid (ulid), NULL);

  for (int i = GAUNG_ULID_LENGTH - REFERENCE_CHARACTERS; i < GAUNG_ULID_LENGTH; i++)
    value = (value << 5) | get_value (ulid[i]);
  while (value % CHECK_MODULUS >= 32)
    value = (value + 1) % REFERENCE_VALUES;
  return encode_reference (value);
}

char *
gaung_reference_normalize (const char *text)
{
  char plain[REFERENCE_CHARACTERS + 1];
  guint64 value = 0;
  guint length = 0;

  if (text == NULL)
    return NULL;

  for (; *text != '\0'; text++)
    {
      char character = g_ascii_toupper (*text);

      if (character == ' ' || character == '-')
        continue;
      if (character == 'O')
        character = '0';
      else if (character == 'I' || character == 'L')
        character = '1';
      if (length == sizeof plain || get_value (character) < 0)
        return NULL;
      plain[length++] = character;
    }
  if (length != sizeof plain)
    return NULL;

  for (int i = 0; i < REFERENCE_CHARACTERS; i++)
    value = (value << 5) | get_value (plain[i]);
  if ((int) (value % CHECK_MODULUS) != get_value (plain[REFERENCE_CHARACTERS]))
    return NULL;
  return encode_reference (value);
}
