/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "gaung-deadline.h"
#include "gaung-json.h"

/* Complaints as the tests of deadlines need them; times are those of Surakarta. */

static inline GaungInstant
wib (const char *text)
{
  g_autofree char *full = NULL;
  GaungInstant instant;

  if (text == NULL)
    return GAUNG_INSTANT_NONE;
  /* "2026-11-24 11:50" in Surakarta */
  full = g_strdup_printf ("%s:00.000+07:00", text);
  if (strlen (text) > 16)
    {
      g_free (full);
      full = g_strdup_printf ("%s+07:00", text);
    }
  g_assert_true (gaung_instant_parse (full, &instant));
  return instant;
}

#define STAMP(member, text) gaung_record_set_instant (record, member, wib (text), NULL)

static inline GaungComplaint *
make_complaint (const char *state, const char *class, const char *received)
{
  GaungRecord *record = gaung_record_new ("complaint", NULL, 0);

  g_assert_true (gaung_record_set_string (record, "state", state, NULL));
  g_assert_true (gaung_record_set_string (record, "class", class, NULL));
  g_assert_true (STAMP ("received_at", received));
  return GAUNG_COMPLAINT (record);
}

static inline void
add_pause (GaungComplaint *complaint, const char *from, const char *until, const char *planned)
{
  GaungRecord *record = GAUNG_RECORD (complaint);
  JsonNode *old = gaung_record_get_node (record, "pauses");
  JsonArray *array = json_array_new ();
  JsonObject *pause = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  g_autofree char *from_text = gaung_instant_to_text (wib (from));
  g_autofree char *until_text = gaung_instant_to_text (wib (until));
  g_autoptr (GError) error = NULL;

  for (guint i = 0; old != NULL && i < json_array_get_length (json_node_get_array (old)); i++)
    json_array_add_element (
        array, gaung_json_copy_node (json_array_get_element (json_node_get_array (old), i)));
  json_object_set_string_member (pause, "from", from_text);
  if (until_text != NULL)
    json_object_set_string_member (pause, "until", until_text);
  if (planned != NULL)
    json_object_set_string_member (pause, "planned", planned);
  json_array_add_object_element (array, pause);
  json_node_take_array (node, array);
  gaung_record_set_node (record, "pauses", node, &error);
  g_assert_no_error (error);
}

static inline GaungDeadline *
find (GPtrArray *deadlines, const char *key)
{
  for (guint i = 0; i < deadlines->len; i++)
    {
      GaungDeadline *deadline = g_ptr_array_index (deadlines, i);

      if (strcmp (deadline->rule->key, key) == 0)
        return deadline;
    }
  return NULL;
}
