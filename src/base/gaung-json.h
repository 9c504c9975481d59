/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * GaungJsonError:
 * @GAUNG_JSON_ERROR_SYNTAX: not JSON
 * @GAUNG_JSON_ERROR_ENCODING: not UTF-8, a NUL (also `\u0000`), or a lone surrogate
 * @GAUNG_JSON_ERROR_DEPTH: nested deeper than %GAUNG_JSON_MAX_DEPTH
 * @GAUNG_JSON_ERROR_NUMBER: an integer beyond 2^53, or a number that is not finite
 * @GAUNG_JSON_ERROR_SIZE: longer than %GAUNG_JSON_MAX_BYTES
 *
 * Why a text was refused before it could do harm.
 */
typedef enum
{
  GAUNG_JSON_ERROR_SYNTAX,
  GAUNG_JSON_ERROR_ENCODING,
  GAUNG_JSON_ERROR_DEPTH,
  GAUNG_JSON_ERROR_NUMBER,
  GAUNG_JSON_ERROR_SIZE,
} GaungJsonError;

#define GAUNG_JSON_ERROR (gaung_json_error_quark ())
GQuark gaung_json_error_quark (void);

/* The record server's validation refuses more than 16 levels; see couchdb.md. */
#define GAUNG_JSON_MAX_DEPTH 16
#define GAUNG_JSON_MAX_BYTES (8 * 1024 * 1024)
#define GAUNG_JSON_MAX_INTEGER G_GINT64_CONSTANT (9007199254740992)

/* Parses one JSON object. The text is checked before a parser sees it (encoding, depth, numbers,
 * size), so hostile input costs one pass. Returns (transfer full) or NULL with a GAUNG_JSON_ERROR. */
JsonObject *gaung_json_parse_object (const char *text, gssize length, GError **error);
/* Compact text, members in their order. (transfer full) */
char *gaung_json_to_text (JsonObject *object);
/* A copy that shares nothing with @object. (transfer full) */
JsonObject *gaung_json_copy (JsonObject *object);
JsonNode *gaung_json_copy_node (JsonNode *node); /* (transfer full) */
char *gaung_json_node_to_text (JsonNode *node);  /* (transfer full) */
/* Equal in value; either may be NULL (a missing member), two NULLs are equal. */
gboolean gaung_json_equal (JsonNode *a, JsonNode *b);
/* The member as a string/integer/boolean, or the fallback where it is missing or of another kind.
 * Never warns, never converts. */
const char *gaung_json_get_string (JsonObject *object, const char *member, const char *fallback);
gint64 gaung_json_get_integer (JsonObject *object, const char *member, gint64 fallback);
gboolean gaung_json_get_boolean (JsonObject *object, const char *member, gboolean fallback);
/* (transfer none) (nullable) */
JsonArray *gaung_json_get_array (JsonObject *object, const char *member);
JsonObject *gaung_json_get_object (JsonObject *object, const char *member);
/* The element, NULL where it is no object. (transfer none) */
JsonObject *gaung_json_get_element_object (JsonArray *array, guint position);

G_END_DECLS
