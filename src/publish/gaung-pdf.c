/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What cairo cannot say in a PDF. */
#include "config.h"

#include <string.h>

#include "gaung-pdf-private.h"

/* Behind the last @needle; NULL if it is nowhere. A PDF holds NULs, so no string function will do.
 */
static const char *
find_last (GByteArray *pdf, const char *needle)
{
  gsize length = strlen (needle);

  for (gsize i = pdf->len; i >= length; i--)
    if (memcmp (pdf->data + i - length, needle, length) == 0)
      return (const char *) pdf->data + i;
  return NULL;
}

/* The text is a PDF's tail and ends with a NUL. */
static gboolean
read_number (const char *text, guint64 *number)
{
  char *end;

  if (text == NULL)
    return FALSE;
  *number = g_ascii_strtoull (text, &end, 10);
  return end != text;
}

/* The catalogue's own dictionary, between "<<" and ">>". */
static char *
find_catalogue (GByteArray *pdf, guint64 root)
{
  g_autofree char *begin = g_strdup_printf ("\n%" G_GUINT64_FORMAT " 0 obj\n<<", root);
  const char *start = find_last (pdf, begin);
  const char *end;

  if (start == NULL)
    return NULL;
  end = g_strstr_len (start, (const char *) pdf->data + pdf->len - start, "endobj");
  while (end != NULL && end > start + 2 && memcmp (end - 2, ">>", 2) != 0)
    end--;
  if (end == NULL || end <= start + 2)
    return NULL;
  return g_strndup (start, (gsize) (end - 2 - start));
}

static gboolean
is_language_tag (const char *language)
{
  return *language != '\0'
         && strspn (language, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")
                == strlen (language);
}

gboolean
gaung_pdf_describe (GByteArray *pdf, const char *language)
{
  g_autofree char *catalogue = NULL;
  g_autofree char *info = NULL;
  g_autoptr (GString) update = g_string_new ("\n");
  guint64 root;
  guint64 size;
  guint64 info_object;
  guint64 previous;
  guint table;

  if (!is_language_tag (language))
    return FALSE;
  g_byte_array_append (pdf, (const guint8 *) "", 1);
  if (read_number (find_last (pdf, "/Root"), &root) && read_number (find_last (pdf, "/Size"), &size)
      && read_number (find_last (pdf, "startxref"), &previous))
    catalogue = find_catalogue (pdf, root);
  if (read_number (find_last (pdf, "/Info"), &info_object))
    info = g_strdup_printf ("   /Info %" G_GUINT64_FORMAT " 0 R\n", info_object);
  g_byte_array_set_size (pdf, pdf->len - 1);
  if (catalogue == NULL || strstr (catalogue, "/Lang") != NULL)
    return FALSE;

  g_string_append_printf (
      update, "%" G_GUINT64_FORMAT " 0 obj\n<<%s   /Lang (%s)\n", root, catalogue, language);
  if (strstr (catalogue, "/StructTreeRoot") != NULL && strstr (catalogue, "/MarkInfo") == NULL)
    g_string_append (update, "   /MarkInfo << /Marked true >>\n");
  if (strstr (catalogue, "/ViewerPreferences") == NULL)
    g_string_append (update, "   /ViewerPreferences << /DisplayDocTitle true >>\n");
  g_string_append (update, ">>\nendobj\n");
  table = pdf->len + (guint) update->len;
  g_string_append_printf (update,
                          "xref\n0 1\n0000000000 65535 f \n%" G_GUINT64_FORMAT
                          " 1\n%010u 00000 n \ntrailer\n<< /Size %" G_GUINT64_FORMAT
                          "\n   /Root %" G_GUINT64_FORMAT " 0 R\n%s   /Prev %" G_GUINT64_FORMAT
                          "\n>>\nstartxref\n%u\n%%%%EOF\n",
                          root,
                          pdf->len + 1,
                          size,
                          root,
                          info != NULL ? info : "",
                          previous,
                          table);
  g_byte_array_append (pdf, (const guint8 *) update->str, (guint) update->len);
  return TRUE;
}
