/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungCtlMapping: from the cells of a table to the members of a record. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gaung-csv-reader.h"
#include "gaung-ctl-mapping-private.h"
#include "gaung-ctl-present-private.h"
#include "gaung-fold.h"
#include "gaung-table.h"

#define PERSON_PREFIX "reporter."

typedef struct
{
  guint column;
  const GaungField *field; /* NULL: the id */
  gboolean is_person;
} Part;

struct _GaungCtlMapping
{
  GArray *parts; /* (element-type Part) */
  gboolean is_workbook;
};

void
gaung_ctl_mapping_free (GaungCtlMapping *self)
{
  g_clear_pointer (&self->parts, g_array_unref);
  g_free (self);
}

/* FALSE: there is no such member. */
static gboolean
find_part (const char *type, const char *member, Part *part)
{
  const GaungRecordType *record_type = gaung_record_type_find (type);

  *part = (Part) { 0 };
  if (strcmp (member, "id") == 0 || strcmp (member, "_id") == 0)
    return TRUE;
  if (strcmp (type, "complaint") == 0 && g_str_has_prefix (member, PERSON_PREFIX))
    {
      record_type = gaung_record_type_find ("person");
      member += strlen (PERSON_PREFIX);
      part->is_person = TRUE;
    }
  part->field = gaung_ctl_find_field (record_type, member);
  return part->field != NULL;
}

static gboolean
is_same_heading (const char *a, const char *b)
{
  g_autofree char *folded_a = gaung_fold (a);
  g_autofree char *folded_b = gaung_fold (b);

  return strcmp (folded_a, folded_b) == 0;
}

static gboolean
fail (char **reason, char *message)
{
  *reason = message;
  return FALSE;
}

static gboolean
add_pair (GaungCtlMapping *self,
          const char *type,
          const char *const *headings,
          const char *pair,
          char **reason)
{
  const char *equals = strrchr (pair, '=');
  g_autofree char *heading = equals != NULL ? g_strndup (pair, equals - pair) : NULL;
  g_autofree char *member = equals != NULL ? g_strstrip (g_strdup (equals + 1)) : NULL;
  Part part;

  if (equals == NULL)
    /* Translators: %s is a part of what was typed, e.g. "Isi Laporan" */
    return fail (
        reason,
        g_strdup_printf (_ ("“%s” does not say which member: write “column=member”."), pair));
  if (!find_part (type, member, &part))
    return fail (reason, g_strdup_printf (_ ("There is no member “%s”."), member));
  for (guint i = 0; headings[i] != NULL; i++)
    if (is_same_heading (headings[i], heading))
      {
        part.column = i;
        g_array_append_val (self->parts, part);
        return TRUE;
      }
  /* Translators: %s is a heading, e.g. "Isi Laporan" */
  return fail (reason, g_strdup_printf (_ ("The file has no column “%s”."), heading));
}

/* A heading may hold a comma: what has no "=" belongs to the next pair. */
static gboolean
add_pairs (GaungCtlMapping *self,
           const char *type,
           const char *const *headings,
           const char *map,
           char **reason)
{
  g_auto (GStrv) pieces = g_strsplit (map, ",", -1);
  g_autoptr (GString) pair = g_string_new (NULL);

  for (gsize i = 0; pieces[i] != NULL; i++)
    {
      if (pair->len > 0)
        g_string_append_c (pair, ',');
      g_string_append (pair, pieces[i]);
      if (strchr (pieces[i], '=') == NULL && pieces[i + 1] != NULL)
        continue;
      if (!add_pair (self, type, headings, g_strstrip (pair->str), reason))
        return FALSE;
      g_string_truncate (pair, 0);
    }
  return TRUE;
}

static void
add_by_heading (GaungCtlMapping *self, const char *type, const char *const *headings)
{
  const GaungRecordType *record_type = gaung_record_type_find (type);

  for (guint i = 0; headings[i] != NULL; i++)
    {
      Part part;
      gboolean is_found = find_part (type, headings[i], &part);

      for (const GaungField *field = record_type->fields; !is_found && field->member != NULL;
           field++)
        if (is_same_heading (_ (field->label), headings[i])
            || is_same_heading (field->member, headings[i]))
          {
            part = (Part) { .field = field };
            is_found = TRUE;
          }
      part.column = i;
      if (is_found)
        g_array_append_val (self->parts, part);
    }
}

GaungCtlMapping *
gaung_ctl_mapping_new (const char *type,
                       const char *const *headings,
                       const char *const *maps,
                       char **reason)
{
  g_autoptr (GaungCtlMapping) self = g_new0 (GaungCtlMapping, 1);

  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  if (maps == NULL || maps[0] == NULL)
    add_by_heading (self, type, headings);
  for (gsize i = 0; maps != NULL && maps[i] != NULL; i++)
    if (!add_pairs (self, type, headings, maps[i], reason))
      return NULL;
  if (self->parts->len == 0)
    {
      *reason = g_strdup (_ (
          "No column of the file has the name of a member. Say with “--map” which becomes which."));
      return NULL;
    }
  return g_steal_pointer (&self);
}

/* "24/11/2026, 15:07:33 WIB" → "24/11/2026 15:07": what other programs add to a date and a time. */
static char *
simplify_instant (const char *text)
{
  g_autofree char *plain = g_strstrip (g_strdelimit (g_strdup (text), ",", ' '));
  g_auto (GStrv) words = NULL;
  g_autoptr (GString) result = g_string_new (NULL);
  GaungInstant instant;

  if (gaung_instant_parse (text, &instant))
    return g_strdup (text);
  if (g_str_has_suffix (plain, " WIB"))
    plain[strlen (plain) - 4] = '\0';
  words = g_strsplit (plain, " ", -1);
  for (gsize i = 0; words[i] != NULL; i++)
    {
      gsize length = strlen (words[i]);

      if (length == 0)
        continue;
      /* The seconds of 15:07:33 or 15.07.33 */
      if (length == 8 && strchr (":.", words[i][2]) != NULL && words[i][5] == words[i][2])
        words[i][5] = '\0';
      /* 9:05 */
      if (length == 4 && strchr (":.", words[i][1]) != NULL && i > 0)
        g_string_append (result, result->len > 0 ? " 0" : "0");
      else if (result->len > 0)
        g_string_append_c (result, ' ');
      g_string_append (result, words[i]);
    }
  return g_string_free_and_steal (g_steal_pointer (&result));
}

/* "45983" → "2025-11-22": days since 30 December 1899, as workbooks store a date. (transfer full)
 * (nullable) */
static char *
read_day_number (const char *text)
{
  GDate day;
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 1, 100000, &number, NULL))
    return NULL;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 30, G_DATE_DECEMBER, 1899);
  g_date_add_days (&day, (guint) number);
  return g_strdup_printf (
      "%04u-%02u-%02u", g_date_get_year (&day), g_date_get_month (&day), g_date_get_day (&day));
}

static JsonNode *
read_cell (const GaungField *field, const char *text, GError **error)
{
  g_autofree char *simple = NULL;

  if (field->kind == GAUNG_FIELD_RECORDS || field->kind == GAUNG_FIELD_STRINGS)
    return gaung_table_list_from_cell (field, text, error);
  if (field->kind == GAUNG_FIELD_INSTANT)
    text = simple = simplify_instant (text);
  return gaung_field_from_text (field, text, error);
}

void
gaung_ctl_mapping_set_workbook (GaungCtlMapping *self)
{
  self->is_workbook = TRUE;
}

gboolean
gaung_ctl_mapping_apply (GaungCtlMapping *self,
                         const char *const *cells,
                         JsonObject **document,
                         JsonObject **person,
                         GError **error)
{
  g_autoptr (JsonObject) record = json_object_new ();
  g_autoptr (JsonObject) reporter = json_object_new ();
  guint n = g_strv_length ((char **) cells);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);
      JsonObject *target = part->is_person ? reporter : record;
      const char *raw = part->column < n ? cells[part->column] : "";
      const char *cell = self->is_workbook ? raw : gaung_csv_unguard (raw);
      g_autofree char *day = NULL;
      g_autoptr (JsonNode) node = NULL;

      /* An empty cell says nothing about the member. */
      if (*cell == '\0')
        continue;
      if (part->field == NULL)
        {
          json_object_set_string_member (target, "_id", cell);
          continue;
        }
      if (self->is_workbook && part->field->kind == GAUNG_FIELD_DATE)
        day = read_day_number (cell);
      node = read_cell (part->field, day != NULL ? day : cell, error);
      if (node == NULL)
        {
          if (part->is_person)
            g_prefix_error (error, PERSON_PREFIX);
          return FALSE;
        }
      json_object_set_member (target, part->field->member, g_steal_pointer (&node));
    }
  *document = g_steal_pointer (&record);
  *person = json_object_get_size (reporter) > 0 ? g_steal_pointer (&reporter) : NULL;
  return TRUE;
}

gboolean
gaung_ctl_mapping_set (const char *type,
                       const char *assignment,
                       JsonObject *document,
                       char **reason)
{
  const char *equals = strchr (assignment, '=');
  g_autofree char *member = equals != NULL ? g_strndup (assignment, equals - assignment) : NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *node;
  Part part;

  if (equals == NULL)
    return fail (reason, g_strdup (_ ("Write “member=value”.")));
  if (!find_part (type, member, &part) || part.field == NULL || part.is_person)
    return fail (reason, g_strdup_printf (_ ("There is no member “%s”."), member));
  node = read_cell (part.field, equals + 1, &error);
  if (node == NULL)
    return fail (reason, gaung_ctl_explain (error));
  json_object_set_member (document, part.field->member, node);
  return TRUE;
}
