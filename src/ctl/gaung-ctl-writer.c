/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungCtlWriter: many documents, few transactions, no bad one in the way of the others. */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "gaung-complaint.h"
#include "gaung-ctl-prepare-private.h"
#include "gaung-ctl-writer-private.h"
#include "gaung-format.h"
#include "gaung-json.h"

#define TOGETHER 250

/* One line that waits for the next transaction. */
typedef struct
{
  guint64 line;
  char *raw;
  GaungCtlPrepared main;
  GaungCtlPrepared person; /* record NULL: none, or unchanged */
} Item;

struct _GaungCtlWriter
{
  GaungCtl *ctl;
  GaungCtlWriterFlags flags;
  GaungCtlRefused refused;
  gpointer data;
  GPtrArray *items;       /* (element-type Item) */
  GHashTable *pending;    /* ids in @items; of a dry run all that it would have made */
  GHashTable *numbers;    /* (nullable): external_number → id of the complaint */
  GHashTable *telephones; /* of the people in @items */
  JsonObject *defaults;   /* (nullable): members of new records */
  GaungCtlCounts counts;
};

static void
item_free (Item *item)
{
  gaung_ctl_prepared_clear (&item->main);
  gaung_ctl_prepared_clear (&item->person);
  g_free (item->raw);
  g_free (item);
}

static gboolean
note_number (GaungRecord *record, gpointer data)
{
  const char *number = gaung_record_get_string (record, "external_number");

  if (number != NULL && *number != '\0')
    g_hash_table_insert (data, g_strdup (number), g_strdup (gaung_record_get_id (record)));
  return TRUE;
}

GaungCtlWriter *
gaung_ctl_writer_new (GaungCtl *ctl,
                      GaungCtlWriterFlags flags,
                      GaungCtlRefused refused,
                      gpointer data,
                      GError **error)
{
  g_autoptr (GaungCtlWriter) self = g_new0 (GaungCtlWriter, 1);
  g_autoptr (GaungQuery) query = NULL;

  self->ctl = ctl;
  self->flags = flags;
  self->refused = refused;
  self->data = data;
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->telephones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if ((flags & GAUNG_CTL_WRITER_BY_NUMBER) == 0)
    return g_steal_pointer (&self);

  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  query = gaung_query_new ("complaint");
  gaung_query_set_sort (query, GAUNG_SORT_OLDEST);
  if (!gaung_store_foreach (ctl->store, query, note_number, self->numbers, ctl->cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
gaung_ctl_writer_free (GaungCtlWriter *self)
{
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->pending, g_hash_table_unref);
  g_clear_pointer (&self->telephones, g_hash_table_unref);
  g_clear_pointer (&self->numbers, g_hash_table_unref);
  g_clear_pointer (&self->defaults, json_object_unref);
  g_free (self);
}

void
gaung_ctl_writer_set_defaults (GaungCtlWriter *self, JsonObject *defaults)
{
  g_clear_pointer (&self->defaults, json_object_unref);
  self->defaults = json_object_ref (defaults);
}

void
gaung_ctl_writer_refuse (GaungCtlWriter *self, guint64 line, const GError *reason, const char *raw)
{
  self->counts.refused++;
  self->refused (line, reason, raw, self->data);
}

/* Trouble with one record, as opposed to trouble with the store. */
static gboolean
is_refusal (const GError *error)
{
  return error->domain == GAUNG_RECORD_ERROR || error->domain == GAUNG_JSON_ERROR
         || g_error_matches (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_CONFLICT)
         || g_error_matches (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_EXISTS);
}

static void
add_prepared (GaungBatch *batch, const GaungCtlPrepared *prepared)
{
  if (prepared->record == NULL)
    return;
  gaung_batch_put (batch, prepared->record, prepared->expected);
  if (prepared->entry != NULL)
    gaung_batch_put (batch, GAUNG_RECORD (prepared->entry), "");
}

static void
count_item (GaungCtlWriter *self, const Item *item)
{
  if (item->main.is_new)
    self->counts.created++;
  else if (item->main.record != NULL || item->person.record != NULL)
    self->counts.changed++;
  if ((self->flags & GAUNG_CTL_WRITER_PRINT_IDS) != 0 && item->main.record != NULL)
    gaung_ctl_print ("%s\n", gaung_record_get_id (item->main.record));
}

/* One by one, after they failed together. */
static gboolean
write_apart (GaungCtlWriter *self, GError **error)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = g_ptr_array_index (self->items, i);
      g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
      g_autoptr (GError) local_error = NULL;

      add_prepared (batch, &item->person);
      add_prepared (batch, &item->main);
      if (gaung_store_write (self->ctl->store, batch, &local_error))
        count_item (self, item);
      else if (is_refusal (local_error))
        gaung_ctl_writer_refuse (self, item->line, local_error, item->raw);
      else
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
gaung_ctl_writer_flush (GaungCtlWriter *self, GError **error)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GError) local_error = NULL;
  gboolean goes_on = TRUE;

  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = g_ptr_array_index (self->items, i);

      add_prepared (batch, &item->person);
      add_prepared (batch, &item->main);
    }
  if ((self->flags & GAUNG_CTL_WRITER_DRY_RUN) != 0 || gaung_batch_get_size (batch) == 0
      || gaung_store_write (self->ctl->store, batch, &local_error))
    for (guint i = 0; i < self->items->len; i++)
      count_item (self, g_ptr_array_index (self->items, i));
  else if (is_refusal (local_error))
    goes_on = write_apart (self, error);
  else
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      goes_on = FALSE;
    }
  g_ptr_array_set_size (self->items, 0);
  if ((self->flags & GAUNG_CTL_WRITER_DRY_RUN) == 0)
    g_hash_table_remove_all (self->pending);
  g_hash_table_remove_all (self->telephones);
  return goes_on;
}

/* The stored record with @id. FALSE with an error only when the store is in trouble. */
static gboolean
read_stored (GaungCtlWriter *self, const char *id, GaungRecord **stored, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  *stored = NULL;
  if (id == NULL)
    return TRUE;
  /* An earlier line of this transaction changed it: it must be on the disk first. */
  if (g_hash_table_contains (self->pending, id) && !gaung_ctl_writer_flush (self, error))
    return FALSE;
  *stored = gaung_store_get (self->ctl->store, id, &local_error);
  if (*stored != NULL
      || g_error_matches (local_error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static const char *
find_id (GaungCtlWriter *self, JsonObject *document)
{
  const char *id = gaung_json_get_string (document, "_id", NULL);
  const char *number = gaung_json_get_string (document, "external_number", NULL);

  if (id == NULL && number != NULL && self->numbers != NULL)
    id = g_hash_table_lookup (self->numbers, number);
  return id;
}

/* The reporter of the complaint that is changed, or somebody with the same telephone and name. */
static GaungRecord *
find_person (GaungCtlWriter *self, GaungRecord *complaint, JsonObject *person)
{
  const char *telephone = gaung_json_get_string (person, "telephone", NULL);
  const char *reporter = complaint != NULL ? gaung_record_get_string (complaint, "reporter") : NULL;
  g_autoptr (GaungRecord) found = NULL;

  if (reporter != NULL)
    return gaung_store_get (self->ctl->store, reporter, NULL);
  if (telephone == NULL)
    return NULL;
  found = gaung_store_get_by_key (self->ctl->store, "person", telephone);
  if (found != NULL
      && g_strcmp0 (gaung_record_get_string (found, "name"),
                    gaung_json_get_string (person, "name", NULL))
             == 0)
    return g_steal_pointer (&found);
  return NULL;
}

static gboolean
prepare_person (GaungCtlWriter *self,
                Item *item,
                GaungRecord *stored,
                JsonObject *document,
                JsonObject *person,
                const char *created_kind,
                GError **error)
{
  g_autoptr (GaungRecord) known = find_person (self, stored, person);

  if (!gaung_ctl_prepare (self->ctl, person, known, "person", created_kind, &item->person, error))
    {
      g_prefix_error (error, "reporter.");
      return FALSE;
    }
  if (item->person.record != NULL)
    json_object_set_string_member (document, "reporter", gaung_record_get_id (item->person.record));
  else if (known != NULL)
    json_object_set_string_member (document, "reporter", gaung_record_get_id (known));
  return TRUE;
}

static void
apply_defaults (GaungCtlWriter *self, JsonObject *document)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  if (self->defaults == NULL)
    return;
  json_object_iter_init (&iter, self->defaults);
  while (json_object_iter_next (&iter, &member, &node))
    if (!json_object_has_member (document, member))
      json_object_set_member (document, member, json_node_copy (node));
}

/* An entry belongs to a record that is there, or that an earlier line brings. */
static gboolean
check_parent (GaungCtlWriter *self, GaungRecord *record, GError **error)
{
  g_autoptr (GaungRecord) parent = NULL;
  const char *id;

  if (record == NULL || !GAUNG_IS_ENTRY (record))
    return TRUE;
  id = gaung_record_get_string (record, "parent");
  if (g_hash_table_contains (self->pending, id))
    return TRUE;
  parent = gaung_store_get (self->ctl->store, id, NULL);
  if (parent != NULL)
    return TRUE;
  g_set_error_literal (
      error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE, "parent: no such record");
  return FALSE;
}

static gboolean
prepare_item (GaungCtlWriter *self,
              Item *item,
              JsonObject *document,
              JsonObject *person,
              GaungRecord *stored,
              const char *type,
              GError **error)
{
  const char *created_kind = (self->flags & GAUNG_CTL_WRITER_IMPORT) != 0 ? "import" : "created";

  if (stored == NULL && (type == NULL || gaung_record_type_find (type) == NULL))
    {
      g_set_error_literal (
          error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_TYPE, "type: no such type of record");
      return FALSE;
    }
  if (stored == NULL)
    apply_defaults (self, document);
  return (person == NULL
          || prepare_person (self, item, stored, document, person, created_kind, error))
         && gaung_ctl_prepare (self->ctl, document, stored, type, created_kind, &item->main, error)
         && check_parent (self, item->main.record, error);
}

/* What later lines must know before it is on the disk. */
static void
remember (GaungCtlWriter *self, const Item *item)
{
  GaungRecord *record = item->main.record;
  const char *number;

  if (item->person.record != NULL)
    g_hash_table_add (self->pending, g_strdup (gaung_record_get_id (item->person.record)));
  if (record == NULL)
    return;
  g_hash_table_add (self->pending, g_strdup (gaung_record_get_id (record)));
  number = self->numbers != NULL && GAUNG_IS_COMPLAINT (record)
               ? gaung_record_get_string (record, "external_number")
               : NULL;
  /* A dry run makes nothing, so the number would lead to nothing. */
  if (number != NULL && (self->flags & GAUNG_CTL_WRITER_DRY_RUN) == 0)
    g_hash_table_insert (self->numbers, g_strdup (number), g_strdup (gaung_record_get_id (record)));
}

/* "name, costs": by their names, never what they hold. (transfer full) */
static char *
list_changes (GaungRecord *stored, GaungRecord *record)
{
  const GaungField *field = gaung_record_get_record_type (record)->fields;
  GString *list = g_string_new (NULL);

  for (; field->member != NULL; field++)
    if (!gaung_json_equal (gaung_record_get_node (stored, field->member),
                           gaung_record_get_node (record, field->member)))
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", field->member);
  return g_string_free (list, FALSE);
}

/* What an import would do with a line. */
static gboolean
tell_dry (GaungCtlWriter *self, const Item *item, GaungRecord *stored)
{
  const GaungCtlWriterFlags flags = GAUNG_CTL_WRITER_DRY_RUN | GAUNG_CTL_WRITER_IMPORT;
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, item->line);
  g_autofree char *changes = NULL;

  if ((self->flags & flags) != flags)
    return TRUE;
  if (item->main.is_new)
    /* Translators: %s is the number of a line, e.g. "Line 12: new" */
    return gaung_ctl_print (_ ("Line %s: new\n"), number);
  if (item->main.record == NULL && item->person.record == NULL)
    /* Translators: %s is the number of a line, e.g. "Line 12: unchanged" */
    return gaung_ctl_print (_ ("Line %s: unchanged\n"), number);
  changes = item->main.record != NULL ? list_changes (stored, item->main.record)
                                      : g_strdup ("reporter");
  /* Translators: the number of a line and names of members, e.g. "Line 12: changed: name, costs" */
  return gaung_ctl_print (_ ("Line %s: changed: %s\n"), number, changes);
}

gboolean
gaung_ctl_writer_put (GaungCtlWriter *self,
                      guint64 line,
                      JsonObject *document,
                      JsonObject *person,
                      const char *default_type,
                      const char *raw,
                      GError **error)
{
  const char *id = find_id (self, document);
  const char *type = gaung_json_get_string (document, "type", default_type);
  const char *telephone = person != NULL ? gaung_json_get_string (person, "telephone", NULL) : NULL;
  const char *parent = gaung_json_get_string (document, "parent", NULL);
  g_autoptr (GaungRecord) stored = NULL;
  g_autoptr (GError) reason = NULL;
  Item *item;

  if (!read_stored (self, id, &stored, error))
    return FALSE;
  /* Without its record an entry must not be written either. */
  if (parent != NULL && g_hash_table_contains (self->pending, parent)
      && !gaung_ctl_writer_flush (self, error))
    return FALSE;
  /* People of earlier lines are found by their telephone only once they are stored. */
  if (telephone != NULL && g_hash_table_contains (self->telephones, telephone)
      && !gaung_ctl_writer_flush (self, error))
    return FALSE;

  item = g_new0 (Item, 1);
  item->line = line;
  item->raw = g_strdup (raw);
  if (!prepare_item (self, item, document, person, stored, type, &reason))
    {
      item_free (item);
      if (!is_refusal (reason))
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      gaung_ctl_writer_refuse (self, line, reason, raw);
      return TRUE;
    }
  tell_dry (self, item, stored);
  if (item->main.record == NULL && item->person.record == NULL)
    {
      self->counts.unchanged++;
      item_free (item);
      return TRUE;
    }
  if (telephone != NULL)
    g_hash_table_add (self->telephones, g_strdup (telephone));
  remember (self, item);
  g_ptr_array_add (self->items, item);
  return self->items->len < TOGETHER || gaung_ctl_writer_flush (self, error);
}

const GaungCtlCounts *
gaung_ctl_writer_get_counts (GaungCtlWriter *self)
{
  return &self->counts;
}

static void
print_counts (const GaungCtlCounts *counts)
{
  g_autofree char *created = gaung_format_number ((gint64) counts->created);
  g_autofree char *changed = gaung_format_number ((gint64) counts->changed);
  g_autofree char *unchanged = gaung_format_number ((gint64) counts->unchanged);
  g_autofree char *refused = gaung_format_number ((gint64) counts->refused);

  fflush (stdout);
  /* Translators: four numbers, e.g. "12 created, 3 changed, 100 unchanged, 1 refused" */
  g_printerr (
      _ ("%s created, %s changed, %s unchanged, %s refused"), created, changed, unchanged, refused);
  g_printerr ("\n");
}

GaungCtlStatus
gaung_ctl_writer_finish (GaungCtlWriter *self, GError *error)
{
  g_autoptr (GError) flush_error = NULL;
  GaungCtlStatus status = GAUNG_CTL_OK;

  /* Also after a stop: what was accepted is kept. */
  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gaung_ctl_writer_flush (self, &flush_error);
  gaung_ctl_progress_end (self->ctl);
  if (error != NULL || flush_error != NULL)
    status = gaung_ctl_fail (error != NULL ? error : flush_error);
  if ((self->flags & GAUNG_CTL_WRITER_DRY_RUN) != 0)
    g_printerr ("%s\n", _ ("Dry run: nothing was written."));
  print_counts (&self->counts);
  return status == GAUNG_CTL_OK && self->counts.refused > 0 ? GAUNG_CTL_REFUSED : status;
}
