/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GIO tells everything about a certificate but whether it may vouch for others: that is read from
 * its DER here. */

#include "config.h"

#include "gaung-authority.h"

#include <glib/gi18n.h>
#include <string.h>

/* Hundreds of certificates. Whoever chooses a film by mistake need not wait for it. */
#define MAX_BYTES (1024 * 1024)

#define TAG_BOOLEAN 0x01
#define TAG_OCTETS 0x04
#define TAG_OID 0x06
#define TAG_SEQUENCE 0x30
#define TAG_EXTENSIONS 0xa3

G_DEFINE_QUARK (gaung - authority - error - quark, gaung_authority_error)

static const char *const texts[] = {
  [GAUNG_AUTHORITY_ERROR_NONE_THERE]
  = N_ ("This file holds no certificate in the form PEM. Ask your IT staff for the certificate of "
        "the city's authority."),
  [GAUNG_AUTHORITY_ERROR_NOT_ONE]
  = N_ ("This is the certificate of a server or a person, not of an authority. Ask your IT staff "
        "for the certificate of the authority that signed it."),
  [GAUNG_AUTHORITY_ERROR_EXPIRED]
  = N_ ("This authority's certificate has expired. Ask your IT staff for the new one."),
  [GAUNG_AUTHORITY_ERROR_TOO_EARLY]
  = N_ ("This authority's certificate is not valid yet. Check the date of this computer."),
  [GAUNG_AUTHORITY_ERROR_UNREADABLE] = N_ ("This file cannot be read."),
};

void
gaung_authority_free (GaungAuthority *self)
{
  if (self == NULL)
    return;
  g_free (self->subject);
  g_free (self->fingerprint);
  g_free (self);
}

/* A piece of DER. */
typedef struct
{
  const guint8 *data;
  gsize length;
} Piece;

/* Takes the next element from the front of @rest, which @content must not be. FALSE: there is none,
 * or it is broken. */
static gboolean
take (Piece *rest, guint8 *tag, Piece *content)
{
  gsize length, at = 2;

  if (rest->length < 2)
    return FALSE;
  *tag = rest->data[0];
  length = rest->data[1];
  if (length >= 0x80)
    {
      gsize n = length & 0x7f;

      if (n == 0 || n > 3 || rest->length < 2 + n)
        return FALSE;
      length = 0;
      for (; at < 2 + n; at++)
        length = length << 8 | rest->data[at];
    }
  if (length > rest->length - at)
    return FALSE;
  content->data = rest->data + at;
  content->length = length;
  rest->data += at + length;
  rest->length -= at + length;

  return TRUE;
}

/* Extension: OID, critical (BOOLEAN, may be missing), OCTET STRING. */
static gboolean
is_authority_extension (Piece extension)
{
  static const guint8 basic_constraints[] = { 0x55, 0x1d, 0x13 };
  guint8 tag;
  Piece part, constraints;

  if (!take (&extension, &tag, &part) || tag != TAG_OID || part.length != sizeof basic_constraints
      || memcmp (part.data, basic_constraints, part.length) != 0 || !take (&extension, &tag, &part))
    return FALSE;
  if (tag == TAG_BOOLEAN && !take (&extension, &tag, &part))
    return FALSE;
  /* cA is FALSE where it is missing. */
  return tag == TAG_OCTETS && take (&part, &tag, &constraints) && tag == TAG_SEQUENCE
         && take (&constraints, &tag, &part) && tag == TAG_BOOLEAN && part.length == 1
         && part.data[0] != 0;
}

static gboolean
is_authority (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;
  Piece rest, part;
  guint8 tag;

  g_object_get (certificate, "certificate", &der, NULL);
  if (der == NULL)
    return FALSE;
  rest = (Piece) { der->data, der->len };
  /* Certificate → the part that is signed → what stands last in it. */
  if (!take (&rest, &tag, &part) || tag != TAG_SEQUENCE || !take (&part, &tag, &rest)
      || tag != TAG_SEQUENCE)
    return FALSE;
  while (take (&rest, &tag, &part))
    if (tag == TAG_EXTENSIONS)
      {
        Piece extension;

        if (!take (&part, &tag, &rest) || tag != TAG_SEQUENCE)
          return FALSE;
        while (take (&rest, &tag, &extension))
          if (is_authority_extension (extension))
            return TRUE;
        return FALSE;
      }

  return FALSE;
}

static char *
make_fingerprint (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;
  g_autofree char *sum = NULL;
  GString *text = g_string_new (NULL);

  g_object_get (certificate, "certificate", &der, NULL);
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
  for (gsize i = 0; sum[i] != '\0'; i++)
    {
      if (i > 0 && i % 2 == 0)
        g_string_append_c (text, ':');
      g_string_append_c (text, g_ascii_toupper (sum[i]));
    }

  return g_string_free_and_steal (text);
}

/* "C=ID,O=Pemerintah Kota Surakarta,CN=Surakarta CA" → "Surakarta CA". A comma within a value is
 * escaped. */
static char *
get_common_name (const char *subject)
{
  g_autoptr (GRegex) regex = g_regex_new ("(?:^|,)CN=((?:\\\\.|[^,\\\\])+)", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (subject != NULL && g_regex_match (regex, subject, 0, &match))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);

      return g_strcompress (name);
    }

  return g_strdup (subject != NULL ? subject : "");
}

static GaungInstant
get_instant (GDateTime *time)
{
  return time != NULL ? (GaungInstant) (g_date_time_to_unix (time) * 1000) : GAUNG_INSTANT_NONE;
}

static gboolean
check (GTlsCertificate *certificate, GaungInstant now, GError **error)
{
  g_autoptr (GDateTime) from = g_tls_certificate_get_not_valid_before (certificate);
  g_autoptr (GDateTime) until = g_tls_certificate_get_not_valid_after (certificate);
  int code;

  if (!is_authority (certificate))
    code = GAUNG_AUTHORITY_ERROR_NOT_ONE;
  else if (until != NULL && get_instant (until) < now)
    code = GAUNG_AUTHORITY_ERROR_EXPIRED;
  else if (from != NULL && get_instant (from) > now)
    code = GAUNG_AUTHORITY_ERROR_TOO_EARLY;
  else
    return TRUE;
  g_set_error (error, GAUNG_AUTHORITY_ERROR, code, "Not an authority to trust: %d", code);

  return FALSE;
}

static GaungAuthority *
describe (GTlsCertificate *certificate)
{
  GaungAuthority *self = g_new0 (GaungAuthority, 1);
  g_autoptr (GDateTime) from = g_tls_certificate_get_not_valid_before (certificate);
  g_autoptr (GDateTime) until = g_tls_certificate_get_not_valid_after (certificate);
  g_autofree char *subject = g_tls_certificate_get_subject_name (certificate);

  self->subject = get_common_name (subject);
  self->fingerprint = make_fingerprint (certificate);
  self->valid_from = get_instant (from);
  self->valid_until = get_instant (until);

  return self;
}

static void
set_none_there (GError **error)
{
  g_set_error_literal (error,
                       GAUNG_AUTHORITY_ERROR,
                       GAUNG_AUTHORITY_ERROR_NONE_THERE,
                       "There is no certificate in the file");
}

GaungAuthority *
gaung_authority_new_from_pem (const char *pem, gssize length, GaungInstant now, GError **error)
{
  static const char mark[] = "-----BEGIN CERTIFICATE-----";
  GaungAuthority *self = NULL;
  const char *end;

  g_return_val_if_fail (pem != NULL, NULL);

  end = pem + (length < 0 ? (gssize) strlen (pem) : length);
  for (const char *at = g_strstr_len (pem, end - pem, mark); at != NULL;
       at = g_strstr_len (at + strlen (mark), end - at - (gssize) strlen (mark), mark))
    {
      /* It takes the first of what it is given. */
      g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (at, end - at, NULL);

      if (certificate == NULL)
        set_none_there (error);
      if (certificate == NULL || !check (certificate, now, error))
        {
          g_clear_pointer (&self, gaung_authority_free);
          return NULL;
        }
      if (self == NULL)
        self = describe (certificate);
      else
        self->n_more++;
    }
  if (self == NULL)
    set_none_there (error);

  return self;
}

typedef struct
{
  GFile *file;
  GaungInstant now;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->file);
  g_free (reading);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Reading *reading = data;
  g_autoptr (GFileInputStream) stream = g_file_read (reading->file, cancellable, NULL);
  g_autofree char *pem = g_malloc (MAX_BYTES);
  GaungAuthority *authority;
  gsize length = 0;
  GError *error = NULL;

  if (stream == NULL
      || !g_input_stream_read_all (
          G_INPUT_STREAM (stream), pem, MAX_BYTES, &length, cancellable, NULL))
    {
      g_task_return_new_error_literal (
          task, GAUNG_AUTHORITY_ERROR, GAUNG_AUTHORITY_ERROR_UNREADABLE, "The file cannot be read");
      return;
    }
  authority = gaung_authority_new_from_pem (pem, (gssize) length, reading->now, &error);
  if (authority != NULL)
    g_task_return_pointer (task, authority, (GDestroyNotify) gaung_authority_free);
  else
    g_task_return_error (task, error);
}

void
gaung_authority_read_async (GFile *file,
                            GaungInstant now,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Reading *reading = g_new0 (Reading, 1);

  g_return_if_fail (G_IS_FILE (file));

  reading->file = g_object_ref (file);
  reading->now = now;
  g_task_set_source_tag (task, gaung_authority_read_async);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_thread);
}

GaungAuthority *
gaung_authority_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, gaung_authority_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
gaung_authority_error_get_text (const GError *error)
{
  if (error->domain == GAUNG_AUTHORITY_ERROR && (guint) error->code < G_N_ELEMENTS (texts))
    return _ (texts[error->code]);

  return _ (texts[GAUNG_AUTHORITY_ERROR_UNREADABLE]);
}
