/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A stretch of text that holds one JSON value. */
typedef struct
{
  const char *text;
  gsize length;
} GaungSpan;

/* Cuts JSON into its values without reading them, so that one document that cannot be read does not
 * take its neighbours along. Any depth costs no stack. */

/* The values of a JSON array. FALSE: it is none, or does not end. */
gboolean gaung_json_cut_array (const GaungSpan *array, GArray *elements);
/* The value of @member (which needs no escapes) of a JSON object; the last one counts, as with
 * CouchDB. FALSE: not an object, or it does not end. @value has no text where the member is missing. */
gboolean gaung_json_cut_member (const GaungSpan *object, const char *member, GaungSpan *value);

G_END_DECLS
