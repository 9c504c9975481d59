/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the published formats of services have in common. */
#include "config.h"

#include <string.h>

#include "gaung-exchange-parts.h"
#include "gaung-json.h"
#include "gaung-publish-text.h"
#include "gaung-service-words.h"
#include "gaung-service.h"

#define UUID_BYTES 16

/* 5b0cdd1e-3a0e-4c0b-9a57-6d8f2b1f9e64, drawn once: names in it never change again. */
static const guint8 name_space[UUID_BYTES] = { 0x5b, 0x0c, 0xdd, 0x1e, 0x3a, 0x0e, 0x4c, 0x0b,
                                               0x9a, 0x57, 0x6d, 0x8f, 0x2b, 0x1f, 0x9e, 0x64 };

char *
gaung_exchange_uuid (const char *record, const char *list, const char *key)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize length = sizeof digest;
  GString *uuid = g_string_sized_new (36);

  g_checksum_update (checksum, name_space, sizeof name_space);
  g_checksum_update (checksum, (const guchar *) record, -1);
  if (list != NULL)
    {
      g_checksum_update (checksum, (const guchar *) "/", 1);
      g_checksum_update (checksum, (const guchar *) list, -1);
    }
  if (key != NULL)
    {
      g_checksum_update (checksum, (const guchar *) "/", 1);
      g_checksum_update (checksum, (const guchar *) key, -1);
    }
  g_checksum_get_digest (checksum, digest, &length);
  digest[6] = (digest[6] & 0x0f) | 0x50;
  digest[8] = (digest[8] & 0x3f) | 0x80;
  for (guint i = 0; i < UUID_BYTES; i++)
    g_string_append_printf (
        uuid, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", digest[i]);
  return g_string_free (uuid, FALSE);
}

char *
gaung_exchange_agency_uuid (const char *code)
{
  return gaung_exchange_uuid ("agency", NULL, code != NULL ? code : "");
}

void
gaung_exchange_add_text (JsonObject *object, const char *member, const char *text)
{
  g_autofree char *clean = gaung_publish_clean (text);

  if (*clean != '\0')
    json_object_set_string_member (object, member, clean);
}

void
gaung_exchange_add_array (JsonObject *object, const char *member, JsonArray *array)
{
  if (json_array_get_length (array) > 0)
    json_object_set_array_member (object, member, array);
  else
    json_array_unref (array);
}

gboolean
gaung_exchange_is_email (const char *text)
{
  const char *at = text != NULL ? strchr (text, '@') : NULL;

  if (at == NULL || at == text || strchr (at + 1, '@') != NULL || strchr (at + 1, '.') == NULL)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("@.!#$%&'*+/=?^_`{|}~-", *p) == NULL)
      return FALSE;
  return at[1] != '.' && text[strlen (text) - 1] != '.';
}

char *
gaung_exchange_get_web (const char *text)
{
  g_autoptr (JsonObject) channel = NULL;
  g_autofree char *uri = NULL;

  if (text == NULL)
    return NULL;
  /* The same care as for what a QR code leads to. */
  channel = json_object_new ();
  json_object_set_string_member (channel, "kind", "website");
  json_object_set_string_member (channel, "url", text);
  uri = gaung_service_channel_to_uri (channel);
  return uri != NULL && g_ascii_strncasecmp (uri, "http", 4) == 0 ? g_steal_pointer (&uri) : NULL;
}

char *
gaung_exchange_channel_to_text (JsonObject *channel)
{
  g_autoptr (JsonObject) safe = gaung_json_copy (channel);
  g_autofree char *web = gaung_exchange_get_web (gaung_json_get_string (channel, "url", NULL));

  if (web == NULL)
    json_object_remove_member (safe, "url");
  return gaung_service_channel_to_text (safe);
}

char *
gaung_exchange_steps_to_text (GaungRecord *service)
{
  JsonArray *steps = gaung_json_get_array (gaung_record_get_json (service), "steps");
  GString *text = g_string_new (NULL);

  for (guint i = 0; steps != NULL && i < json_array_get_length (steps); i++)
    {
      JsonObject *step = gaung_json_get_element_object (steps, i);
      g_autofree char *title = gaung_publish_clean_line (gaung_json_get_string (step, "title", ""));
      g_autofree char *what = gaung_publish_clean_line (gaung_json_get_string (step, "text", ""));
      g_autofree char *note = gaung_service_step_note (step);

      g_string_append_printf (text, "%s%u. %s", i > 0 ? "\n" : "", i + 1, title);
      if (*note != '\0')
        g_string_append_printf (text, " (%s)", note);
      if (*what != '\0')
        g_string_append_printf (text, ": %s", what);
    }
  return g_string_free (text, FALSE);
}

char *
gaung_exchange_alert_to_text (GaungRecord *service, GaungDay day)
{
  const char *alert = gaung_service_get_alert (service, day);
  const char *reason = gaung_service_is_closed_on (service, day)
                           ? gaung_record_get_string (service, "closed_reason")
                           : NULL;

  if (alert != NULL && reason != NULL)
    return g_strdup_printf ("%s\n%s", alert, reason);
  return g_strdup (alert != NULL ? alert : reason != NULL ? reason : "");
}

const char *
gaung_exchange_agency_name (GaungRecord *agency, const char *code)
{
  const char *name = agency != NULL ? gaung_record_get_string (agency, "name") : NULL;

  return name != NULL && *name != '\0' ? name : code != NULL ? code : "";
}

GBytes *
gaung_exchange_to_bytes (JsonNode *root)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autofree char *text = NULL;
  char *line;

  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  json_generator_set_indent (generator, 1);
  text = json_generator_to_data (generator, NULL);
  line = g_strconcat (text, "\n", NULL);
  return g_bytes_new_take (line, strlen (line));
}
