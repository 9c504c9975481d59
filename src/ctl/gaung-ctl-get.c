/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gaungctl get: one record, who it is about, and all that happened to it. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gaung-ctl-present-private.h"
#include "gaung-deadline.h"
#include "gaung-entry.h"
#include "gaung-format.h"

typedef struct
{
  GaungCtl *ctl;
  GaungCtlPresentFlags flags;
  GPtrArray *entries;  /* oldest first */
  GaungRecord *person; /* the reporter, NULL if there is none here */
} Get;

static gboolean
collect_entry (GaungRecord *record, gpointer data)
{
  g_ptr_array_add (data, g_object_ref (record));
  return TRUE;
}

static gboolean
read_around (Get *get, GaungRecord *record, GError **error)
{
  g_autoptr (GaungQuery) query = gaung_query_new ("entry");
  const char *reporter
      = GAUNG_IS_COMPLAINT (record) ? gaung_record_get_string (record, "reporter") : NULL;

  gaung_query_set_one (query, "parent", gaung_record_get_id (record));
  gaung_query_set_sort (query, GAUNG_SORT_OLDEST);
  get->entries = g_ptr_array_new_with_free_func (g_object_unref);
  if (reporter != NULL && gaung_ctl_can_read (get->ctl, record))
    get->person = gaung_store_get (get->ctl->store, reporter, NULL);
  return gaung_store_foreach (
      get->ctl->store, query, collect_entry, get->entries, get->ctl->cancellable, error);
}

/* The entries of what was shown: of the record itself and of the person behind it. */
static gboolean
write_reveals (Get *get, GaungRecord *record, GError **error)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);

  if (!gaung_ctl_add_reveal (get->ctl, batch, record, "reveal", NULL, error))
    return FALSE;
  if (get->person != NULL
      && !gaung_ctl_add_reveal (get->ctl, batch, get->person, "reveal", NULL, error))
    return FALSE;
  if (get->person != NULL)
    {
      const char *members[] = { "reporter", NULL };
      g_autoptr (GaungEntry) entry = gaung_entry_new (gaung_record_get_id (record),
                                                      "reveal",
                                                      gaung_store_get_actor (get->ctl->store),
                                                      gaung_instant_now ());

      if (!gaung_record_set_strings (GAUNG_RECORD (entry), "members", members, error))
        return FALSE;
      gaung_batch_put (batch, GAUNG_RECORD (entry), NULL);
    }
  return gaung_batch_get_size (batch) == 0 || gaung_store_write (get->ctl->store, batch, error);
}

/* Every line of a text on a line of its own, all pure. */
static void
print_lines (const char *label, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *escaped = gaung_ctl_escape (lines[i]);

      gaung_ctl_print ("%s%s%s\n", i == 0 ? label : "  ", i == 0 ? ": " : "", escaped);
    }
}

static void
print_fields (Get *get, GaungRecord *record)
{
  const GaungRecordType *type = gaung_record_get_record_type (record);

  for (const GaungField *field = type->fields; field->member != NULL; field++)
    {
      g_autofree char *value = gaung_ctl_cell (get->ctl, record, field->member, get->flags);
      g_autofree char *label = gaung_ctl_column_label (type->name, field->member);

      if (*value != '\0')
        print_lines (label, value);
    }
}

static void
print_entry (Get *get, GaungRecord *entry)
{
  g_autofree char *at = gaung_ctl_cell (get->ctl, entry, "created_at", get->flags);
  g_autofree char *kind = gaung_ctl_cell (get->ctl, entry, "kind", get->flags);
  g_autofree char *name = gaung_ctl_cell (get->ctl, entry, "actor_name", get->flags);
  g_autofree char *name_line = gaung_ctl_escape (name);

  gaung_ctl_print ("%s  %s  %s\n", at, kind, name_line);
  for (const GaungField *field = gaung_record_get_record_type (entry)->fields;
       field->member != NULL;
       field++)
    {
      g_autofree char *value = NULL;
      g_autofree char *label = NULL;

      if (strcmp (field->member, "parent") == 0 || strcmp (field->member, "kind") == 0
          || strcmp (field->member, "actor_name") == 0)
        continue;
      value = gaung_ctl_cell (get->ctl, entry, field->member, get->flags);
      label = g_strconcat ("  ", _ (field->label), NULL);
      if (*value != '\0')
        print_lines (label, value);
    }
}

static void
print_text (Get *get, GaungRecord *record)
{
  gaung_ctl_print ("%s  %s\n", gaung_record_get_reference (record), gaung_record_get_id (record));
  print_fields (get, record);
  if (get->person != NULL)
    {
      gaung_ctl_print ("\n%s\n", _ ("Reporter"));
      print_fields (get, get->person);
    }
  if (get->entries->len > 0)
    gaung_ctl_print ("\n%s\n", _ ("History"));
  for (guint i = 0; i < get->entries->len; i++)
    print_entry (get, g_ptr_array_index (get->entries, i));
}

static void
print_json (Get *get, GaungRecord *record)
{
  g_autoptr (JsonObject) document = gaung_ctl_document (get->ctl, record, NULL, get->flags);
  JsonArray *entries = json_array_new ();
  g_autoptr (JsonObject) whole = json_object_new ();
  g_autofree char *line = NULL;

  json_object_set_object_member (whole, "record", g_steal_pointer (&document));
  if (get->person != NULL)
    json_object_set_object_member (
        whole, "reporter", gaung_ctl_document (get->ctl, get->person, NULL, get->flags));
  for (guint i = 0; i < get->entries->len; i++)
    json_array_add_object_element (
        entries,
        gaung_ctl_document (get->ctl, g_ptr_array_index (get->entries, i), NULL, get->flags));
  json_object_set_array_member (whole, "entries", entries);
  line = gaung_ctl_json_line (whole);
  gaung_ctl_print ("%s\n", line);
}

GaungCtlStatus
gaung_ctl_get (GaungCtl *ctl, int argc, char **argv)
{
  Get get = { .ctl = ctl };
  gboolean is_json = FALSE;
  gboolean is_revealed = FALSE;
  g_autoptr (GaungRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  GaungCtlStatus status;
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &is_json, N_ ("JSON instead of text"), NULL },
    { "reveal",
      0,
      0,
      G_OPTION_ARG_NONE,
      &is_revealed,
      N_ ("Show personal members; the record notes it"),
      NULL },
    { NULL },
  };

  if (!gaung_ctl_parse (ctl, entries, &argc, &argv, &status))
    return status;
  if (argc != 2)
    return gaung_ctl_usage ("%s", _ ("Name one record by its id or reference."));
  if (!gaung_ctl_open (ctl, &status))
    return status;
  record = gaung_ctl_find (ctl, argv[1], &status);
  if (record == NULL)
    return status;
  get.flags = is_revealed ? GAUNG_CTL_REVEALED : GAUNG_CTL_MASKED;
  status = GAUNG_CTL_OK;
  if (!read_around (&get, record, &error) || (is_revealed && !write_reveals (&get, record, &error)))
    status = gaung_ctl_fail (error);
  else if (is_json)
    print_json (&get, record);
  else
    print_text (&get, record);
  g_clear_pointer (&get.entries, g_ptr_array_unref);
  g_clear_object (&get.person);
  return status;
}
