/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a record to the columns of `document`. */
#include "config.h"

#include "gaung-store-private.h"

gint64
gaung_store_intern (GaungStore *self, const char *text, GError **error)
{
  gint64 number;
  gpointer known;

  if (text == NULL || *text == '\0')
    return 0;
  if (g_hash_table_lookup_extended (self->terms, text, NULL, &known))
    return GPOINTER_TO_SIZE (known);

  if (!gaung_database_read_integer (
          self->writer, 0, &number, error, "SELECT number FROM term WHERE text = ?1", "t", text))
    return -1;
  if (number == 0)
    {
      if (!gaung_database_run (
              self->writer, error, "INSERT INTO term (text) VALUES (?1)", "t", text))
        return -1;
      number = gaung_database_get_last_row (self->writer);
    }
  g_hash_table_insert (self->terms, g_strdup (text), GSIZE_TO_POINTER (number));
  return number;
}

gboolean
gaung_store_compute_columns (
    GaungStore *self, GaungRecord *record, GaungRules *rules, GaungColumns *columns, GError **error)
{
  GaungIndex index = { 0 };
  const char *type = gaung_record_get_record_type (record)->name;
  gint64 changed = gaung_record_get_changed_at (record);

  gaung_record_index (record, rules, &index);
  columns->rank = index.rank;
  columns->at = index.at;
  columns->flags = index.flags;
  columns->changed = changed != GAUNG_INSTANT_NONE ? changed : index.at;
  columns->parent = index.parent;
  columns->key = index.key;

  const struct
  {
    const char *text;
    gint64 *number;
  } words[] = {
    { type, &columns->type },
    { index.agency, &columns->agency },
    { index.assignee, &columns->assignee },
    { index.state, &columns->state },
    { index.category, &columns->category },
    { index.channel, &columns->channel },
    { index.district, &columns->district },
    { index.village, &columns->village },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      *words[i].number = gaung_store_intern (self, words[i].text, error);
      if (*words[i].number < 0)
        return FALSE;
    }
  return TRUE;
}

/* Types with nothing but a reference to find would only make the index longer. */
gboolean
gaung_record_is_searchable (GaungRecord *record)
{
  const GaungField *fields = gaung_record_get_record_type (record)->fields;

  for (gsize i = 0; fields[i].name != NULL; i++)
    if ((fields[i].flags & GAUNG_FIELD_SEARCH) && !(fields[i].flags & GAUNG_FIELD_PERSONAL))
      return TRUE;
  return FALSE;
}

gboolean
gaung_store_is_rule_type (const char *type)
{
  return g_str_equal (type, "calendar") || g_str_equal (type, "scheme");
}
