/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  GAUNG_FIELD_STRING,    /* one line; JSON string; GObject string */
  GAUNG_FIELD_TEXT,      /* many lines */
  GAUNG_FIELD_INTEGER,   /* |n| ≤ 2^53; GObject int64 */
  GAUNG_FIELD_MONEY,     /* whole rupiah, ≥ 0; GObject int64 */
  GAUNG_FIELD_BOOLEAN,
  GAUNG_FIELD_DATE,      /* JSON "YYYY-MM-DD"; GObject int, GaungDay */
  GAUNG_FIELD_INSTANT,   /* JSON RFC 3339 UTC; GObject int64, GaungInstant */
  GAUNG_FIELD_ENUM,      /* JSON nick; GObject string (the nick) */
  GAUNG_FIELD_STRINGS,   /* JSON array of strings; GObject GStrv */
  GAUNG_FIELD_REFERENCE, /* JSON "<type>:<ulid>"; GObject string */
  GAUNG_FIELD_RECORDS,   /* JSON array of objects with their own field table; GObject JsonArray */
  GAUNG_FIELD_LOCALIZED, /* JSON {"id":…,"jv":…,"en":…}; GObject JsonObject */
} GaungFieldKind;

typedef enum
{
  GAUNG_FIELD_FLAG_NONE = 0,
  GAUNG_FIELD_PERSONAL = 1 << 0, /* masked until revealed; never in logs or file names */
  GAUNG_FIELD_REQUIRED = 1 << 1,
  GAUNG_FIELD_SEARCH = 1 << 2,   /* part of the search text */
  GAUNG_FIELD_COLUMN = 1 << 3,   /* shown in lists and in CSV by default */
  GAUNG_FIELD_TITLE = 1 << 4,    /* names the record to people; one per type */
  GAUNG_FIELD_UNIQUE_KEY = 1 << 5, /* of a sub-record: identifies it in a merge */
  GAUNG_FIELD_PLACE = 1 << 6,    /* STRING: a code of gaung-place.h, shown and searched by its name */
  GAUNG_FIELD_BOOKKEEPING = 1 << 7, /* an instant that an action leaves: in a merge never a clash, theirs stands */
} GaungFieldFlags;

typedef struct
{
  const char *nick;  /* stable, English, kebab-case: what is stored */
  const char *label; /* N_() or NC_(): what is shown; translate with gaung_enum_get_label */
  const char *context; /* (nullable): of NC_() */
} GaungEnumValue;

typedef struct _GaungField GaungField;
struct _GaungField
{
  const char *name;   /* GObject property, kebab-case */
  const char *member; /* JSON member, snake_case */
  GaungFieldKind kind;
  GaungFieldFlags flags;
  const char *label;                  /* N_() */
  const GaungEnumValue *enumeration;  /* ENUM: ends with { NULL }. STRING: usual values, others go as well */
  const GaungField *fields;           /* RECORDS: ends with { NULL } */
  const char *target;                 /* REFERENCE, STRINGS: record type of the ids, NULL for any */
  guint max_bytes;                    /* STRING, TEXT: 0 means 1 KiB or 64 KiB */
};

/* Is @node right for the field? NULL and JSON null (the member is absent) are, unless required.
 * Errors: GAUNG_RECORD_ERROR_VALUE, naming the member. */
gboolean gaung_field_check (const GaungField *field, JsonNode *node, GError **error);
/* The value in words, as interface and CSV show it: dates and money formatted, enumeration labels
 * translated, lists joined. @mask hides personal fields. (transfer full), "" when absent */
char *gaung_field_to_display (const GaungField *field, JsonNode *node, gboolean mask);
/* The reverse, for CSV and forms: text in words or in stored form → node.
 * (transfer full) or NULL with GAUNG_RECORD_ERROR_VALUE. "" gives a JSON null. */
JsonNode *gaung_field_from_text (const GaungField *field, const char *text, GError **error);
const char *gaung_enum_get_label (const GaungEnumValue *values, const char *nick);

G_END_DECLS
