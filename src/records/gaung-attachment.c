/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungAttachment: one file that never changes, named by the hash of its bytes. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gaung-attachment.h"
#include "gaung-fold.h"
#include "gaung-record-private.h"

#define MAX_NAME_CHARACTERS 120

struct _GaungAttachment
{
  GaungRecord parent_instance;
};

const GaungField gaung_attachment_fields[] = {
  { "name",
    "name",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_COLUMN | GAUNG_FIELD_TITLE,
    N_ ("Name") },
  { "media-type",
    "media_type",
    GAUNG_FIELD_STRING,
    GAUNG_FIELD_REQUIRED | GAUNG_FIELD_COLUMN,
    N_ ("Media type"),
    .max_bytes = 256 },
  { "size", "size", GAUNG_FIELD_INTEGER, GAUNG_FIELD_REQUIRED | GAUNG_FIELD_COLUMN, N_ ("Size") },
  { "sha256", "sha256", GAUNG_FIELD_STRING, GAUNG_FIELD_REQUIRED, N_ ("SHA-256"), .max_bytes = 64 },
  { "width", "width", GAUNG_FIELD_INTEGER, GAUNG_FIELD_FLAG_NONE, N_ ("Width") },
  { "height", "height", GAUNG_FIELD_INTEGER, GAUNG_FIELD_FLAG_NONE, N_ ("Height") },
  { NULL },
};

G_DEFINE_FINAL_TYPE (GaungAttachment, gaung_attachment, GAUNG_TYPE_RECORD)

static gboolean
gaung_attachment_validate (GaungRecord *record, GError **error)
{
  const char *hash;

  if (!GAUNG_RECORD_CLASS (gaung_attachment_parent_class)->validate (record, error))
    return FALSE;

  hash = strchr (gaung_record_get_id (record), ':') + 1;
  if (g_strcmp0 (gaung_record_get_string (record, "sha256"), hash) != 0)
    {
      g_set_error_literal (
          error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_ID, "_id: not the hash of the file");
      return FALSE;
    }
  if (gaung_record_get_integer (record, "size") < 0)
    {
      g_set_error_literal (
          error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE, "size: less than nothing");
      return FALSE;
    }
  return TRUE;
}

static void
gaung_attachment_class_init (GaungAttachmentClass *klass)
{
  GaungRecordClass *record_class = GAUNG_RECORD_CLASS (klass);

  record_class->validate = gaung_attachment_validate;
  gaung_record_class_install (record_class, gaung_record_type_find ("attachment"));
}

static void
gaung_attachment_init (GaungAttachment *self)
{
}

GaungAttachment *
gaung_attachment_new (GBytes *bytes,
                      const char *name,
                      const char *media_type,
                      const GaungActor *actor,
                      GaungInstant now)
{
  g_autoptr (GaungRecord) self = gaung_record_new ("attachment", actor, now);
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *id = g_strconcat ("attachment:", hash, NULL);
  g_autofree char *line = gaung_text_to_line (name, MAX_NAME_CHARACTERS);

  /* Nobody has seen the id that it was born with. */
  json_object_set_string_member (gaung_record_get_json (self), "_id", id);
  json_object_set_string_member (
      gaung_record_get_json (self), "ref", gaung_record_get_reference (self));
  gaung_record_set_string (self, "name", line, NULL);
  gaung_record_set_string (self, "media_type", media_type, NULL);
  gaung_record_set_integer (self, "size", (gint64) g_bytes_get_size (bytes), NULL);
  gaung_record_set_string (self, "sha256", hash, NULL);
  return GAUNG_ATTACHMENT (g_steal_pointer (&self));
}
