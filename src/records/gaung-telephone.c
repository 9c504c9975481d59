/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Telephone numbers (domain.md §h.4), and what stays of personal data when it is masked. */
#include "config.h"

#include <string.h>

#include "gaung-fold.h"
#include "gaung-identity.h"

#define INDONESIA "+62"
#define DOT "•"
/* The longest that E.164 allows, and less than any number abroad has. */
#define MAX_DIGITS 15
#define MIN_DIGITS_ABROAD 7
/* The length of what is masked shall not be told. */
#define MASK_LENGTH 8

static char *
refuse (GaungIdentityProblem *problem, GaungIdentityProblem reason)
{
  if (problem != NULL)
    *problem = reason;
  return NULL;
}

/* Digits, and a leading "+"; NULL when there is anything that no number has. */
static char *
strip_number (const char *text)
{
  g_autoptr (GString) number = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      if (g_ascii_isdigit (*text) || (*text == '+' && number->len == 0))
        g_string_append_c (number, *text);
      else if (strchr (" .-()/\t", *text) == NULL)
        return NULL;
    }
  return g_string_free_and_steal (g_steal_pointer (&number));
}

/* After 62 or 0. A mobile number is 8[1-35-9] and 7 to 10 digits. */
static gboolean
is_national_number (const char *national)
{
  gsize length = strlen (national);

  if (national[0] == '8')
    return national[1] != '0' && national[1] != '4' && length >= 9 && length <= 12;
  return national[0] >= '2' && national[0] <= '9' && length >= 8 && length <= 11;
}

static void
append_dots (GString *text, gsize n)
{
  for (gsize i = 0; i < n; i++)
    g_string_append (text, DOT);
}

char *
gaung_telephone_normalize (const char *text, GaungIdentityProblem *problem)
{
  g_autofree char *number = NULL;
  const char *national;
  gsize length;

  if (problem != NULL)
    *problem = GAUNG_IDENTITY_FINE;
  if (text == NULL || *text == '\0')
    return refuse (problem, GAUNG_IDENTITY_EMPTY);
  number = strip_number (text);
  if (number == NULL)
    return refuse (problem, GAUNG_IDENTITY_NOT_TELEPHONE);

  length = strlen (number);
  if (g_str_has_prefix (number, INDONESIA))
    national = number + 3;
  else if (number[0] == '+')
    return length - 1 >= MIN_DIGITS_ABROAD && length - 1 <= MAX_DIGITS && number[1] != '0'
               ? g_steal_pointer (&number)
               : refuse (problem, GAUNG_IDENTITY_NOT_TELEPHONE);
  else if (g_str_has_prefix (number, "628") || (g_str_has_prefix (number, "62") && length >= 10))
    national = number + 2;
  else if (number[0] == '0')
    national = number + 1;
  else if (length >= 3 && length <= 5)
    return refuse (problem, GAUNG_IDENTITY_SHORT_CODE);
  else
    /* "812…" as some forms store it. */
    national = number[0] == '8' ? number : "";

  /* "+62 (0)812…" */
  if (national > number && national[0] == '0' && number[0] != '0')
    national++;
  if (!is_national_number (national))
    return refuse (problem, GAUNG_IDENTITY_NOT_TELEPHONE);
  return g_strconcat (INDONESIA, national, NULL);
}

char *
gaung_telephone_to_display (const char *e164)
{
  const char *national;

  if (e164 == NULL)
    return g_strdup ("");
  if (!g_str_has_prefix (e164, INDONESIA) || strlen (e164) < 10)
    return gaung_text_to_line (e164, 0);

  national = e164 + strlen (INDONESIA);
  if (national[0] == '8')
    return g_strdup_printf (
        "0%.3s-%.4s%s%s", national, national + 3, strlen (national) > 7 ? "-" : "", national + 7);
  /* Jakarta, Bandung, Semarang, Surabaya and Medan have two digits, Surakarta and most others
   * three. */
  if (strncmp (national, "21", 2) == 0 || strncmp (national, "22", 2) == 0
      || strncmp (national, "24", 2) == 0 || strncmp (national, "31", 2) == 0
      || strncmp (national, "61", 2) == 0)
    return g_strdup_printf ("(0%.2s) %s", national, national + 2);
  return g_strdup_printf ("(0%.3s) %s", national, national + 3);
}

char *
gaung_telephone_to_whatsapp (const char *e164)
{
  if (e164 == NULL || e164[0] != '+' || strlen (e164) > MAX_DIGITS + 1
      || strspn (e164 + 1, "0123456789") != strlen (e164) - 1 || strlen (e164) < MIN_DIGITS_ABROAD)
    return NULL;
  /* Fixed lines have no WhatsApp. */
  if (g_str_has_prefix (e164, INDONESIA) && e164[3] != '8')
    return NULL;
  return g_strconcat ("https://wa.me/", e164 + 1, NULL);
}

/**
 * gaung_mask_name:
 *
 * Returns: (transfer full): the first letter of every word and dots for the others, e.g. "B•••
 * S••••••"
 */
char *
gaung_mask_name (const char *name)
{
  g_autofree char *line = gaung_text_to_line (name, 0);
  g_autoptr (GString) masked = g_string_new (NULL);
  gboolean is_first = TRUE;

  for (const char *at = line; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (character == ' ')
        g_string_append_c (masked, ' ');
      else if (is_first)
        g_string_append_unichar (masked, character);
      else if (!g_unichar_ismark (character))
        g_string_append (masked, DOT);
      is_first = character == ' ';
    }
  return g_string_free_and_steal (g_steal_pointer (&masked));
}

char *
gaung_mask_number (const char *number)
{
  g_autoptr (GString) masked = NULL;
  gsize length;

  if (number == NULL || *number == '\0')
    return g_strdup ("");
  length = strlen (number);
  if (length < 12 || strspn (number, "0123456789") != length)
    return gaung_mask_text (number);

  masked = g_string_new_len (number, 4);
  append_dots (masked, length - 8);
  g_string_append (masked, number + length - 4);
  return g_string_free_and_steal (g_steal_pointer (&masked));
}

char *
gaung_mask_telephone (const char *e164)
{
  g_autoptr (GString) masked = NULL;
  gsize length;

  if (e164 == NULL || *e164 == '\0')
    return g_strdup ("");
  length = strlen (e164);
  if (length < 9 || e164[0] != '+' || strspn (e164 + 1, "0123456789") != length - 1)
    return gaung_mask_text (e164);

  masked = g_string_new (NULL);
  if (g_str_has_prefix (e164, INDONESIA))
    g_string_append_printf (masked, "0%c", e164[3]);
  else
    g_string_append_len (masked, e164, 2);
  g_string_append (masked, DOT DOT " " DOT DOT DOT DOT " " DOT DOT);
  g_string_append (masked, e164 + length - 2);
  return g_string_free_and_steal (g_steal_pointer (&masked));
}

char *
gaung_mask_email (const char *email)
{
  g_autofree char *line = gaung_text_to_line (email, 0);
  g_autoptr (GString) masked = NULL;
  const char *at = strchr (line, '@');
  const char *dot = at != NULL ? strrchr (at, '.') : NULL;

  if (*line == '\0')
    return g_strdup ("");
  if (dot == NULL || at == line)
    return gaung_mask_text (line);

  masked = g_string_new (NULL);
  g_string_append_unichar (masked, g_utf8_get_char (line));
  g_string_append (masked, DOT DOT DOT "@" DOT DOT DOT);
  g_string_append (masked, dot);
  return g_string_free_and_steal (g_steal_pointer (&masked));
}

char *
gaung_mask_text (const char *text)
{
  g_autoptr (GString) masked = g_string_new (NULL);

  if (text != NULL && *text != '\0')
    append_dots (masked, MASK_LENGTH);
  return g_string_free_and_steal (g_steal_pointer (&masked));
}
