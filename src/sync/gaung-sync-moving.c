/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes to another agency's database, what stays behind, and how the two are put together when
 * somebody wrote meanwhile. */
#include "config.h"

#include <string.h>

#include "gaung-json.h"
#include "gaung-merge.h"
#include "gaung-sync-moving-private.h"
#include "gaung-sync-private.h"
#include "gaung-ulid.h"

#define CARRIED "carried_from"

/* What a complaint leaves nothing of where it was (validate.js, GONE_WHEN_MOVED). */
static const char *const complaint_gone[]
    = { "text", "street", "reporter", "external_number", "channel_detail", "attachments" };

/* The members of every record. */
static const char *const header[]
    = { "_id",        "_rev",       "type",       "schema", "ref",        "created_at",
        "created_by", "changed_at", "changed_by", "change", "carried_by", "sample" };

/* Fixed when a record was made in a database. */
static const char *const fixed[] = { "created_at", "created_by", "ref", "carried_by" };

static void
stamp (JsonObject *document, const char *account, GaungInstant now)
{
  g_autofree char *at = gaung_instant_to_text (now);
  g_autofree char *change = gaung_uuid_new ();

  json_object_set_string_member (document, "changed_at", at);
  json_object_set_string_member (document, "changed_by", account);
  json_object_set_string_member (document, "change", change);
}

/* A copy as the server gives it may tell of its branches and files. */
static void
drop_transport (JsonObject *document)
{
  g_autoptr (GList) names = json_object_get_members (document);
  g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_free);

  for (GList *at = names; at != NULL; at = at->next)
    {
      const char *name = at->data;

      if (*name == '_' && strcmp (name, "_id") != 0 && strcmp (name, "_rev") != 0)
        g_ptr_array_add (dropped, g_strdup (name));
    }
  for (guint i = 0; i < dropped->len; i++)
    json_object_remove_member (document, g_ptr_array_index (dropped, i));
}

/* Entries and files never change: that they are there is enough. */
static void
note_carried (JsonObject *document, JsonObject *copy, const char *from)
{
  const char *revision = gaung_json_get_string (copy, "_rev", NULL);
  const char *type = gaung_json_get_string (copy, "type", "");
  g_autofree char *text = NULL;

  if (revision == NULL || g_str_equal (type, "entry") || g_str_equal (type, "attachment"))
    return;
  text = g_strconcat (from, "/", revision, NULL);
  json_object_set_string_member (document, CARRIED, text);
}

/* ---- What stays behind ---- */

JsonObject *
gaung_sync_make_moved_complaint (JsonObject *copy,
                                 const char *account,
                                 const char *agency,
                                 GaungInstant now)
{
  JsonObject *moved = gaung_json_copy (copy);

  for (gsize i = 0; i < G_N_ELEMENTS (complaint_gone); i++)
    json_object_remove_member (moved, complaint_gone[i]);
  json_object_set_string_member (moved, "state", "moved");
  json_object_set_string_member (moved, "agency", agency);
  json_object_set_string_member (moved, "moved_to", agency);
  stamp (moved, account, now);
  return moved;
}

JsonObject *
gaung_sync_make_moved_person (JsonObject *copy,
                              const char *account,
                              const char *agency,
                              GaungInstant now)
{
  JsonObject *moved = json_object_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (header); i++)
    {
      JsonNode *node = json_object_get_member (copy, header[i]);

      if (node != NULL)
        json_object_set_member (moved, header[i], gaung_json_copy_node (node));
    }
  json_object_set_string_member (moved, "moved_to", agency);
  stamp (moved, account, now);
  return moved;
}

/* ---- What goes ---- */

gboolean
gaung_sync_is_moved (JsonObject *document)
{
  return g_strcmp0 (gaung_json_get_string (document, "state", NULL), "moved") == 0
         || *gaung_json_get_string (document, "moved_to", "") != '\0';
}

JsonObject *
gaung_sync_make_carried (JsonObject *copy, const char *from, const char *account)
{
  JsonObject *carried = gaung_json_copy (copy);

  json_object_remove_member (carried, "_rev");
  json_object_set_string_member (carried, "carried_by", account);
  note_carried (carried, copy, from);
  return carried;
}

JsonObject *
gaung_sync_make_returned (
    JsonObject *copy, const char *from, JsonObject *there, const char *account, GaungInstant now)
{
  JsonObject *returned = gaung_json_copy (copy);

  for (gsize i = 0; i < G_N_ELEMENTS (fixed); i++)
    {
      JsonNode *node = json_object_get_member (there, fixed[i]);

      if (node != NULL)
        json_object_set_member (returned, fixed[i], gaung_json_copy_node (node));
      else
        json_object_remove_member (returned, fixed[i]);
    }
  json_object_remove_member (returned, "moved_to");
  json_object_set_string_member (returned, "_rev", gaung_json_get_string (there, "_rev", ""));
  note_carried (returned, copy, from);
  stamp (returned, account, now);
  return returned;
}

/* ---- When somebody wrote meanwhile ---- */

const char *
gaung_sync_get_carried (JsonObject *document, const char *from)
{
  const char *text = gaung_json_get_string (document, CARRIED, "");
  gsize length = strlen (from);

  return strncmp (text, from, length) == 0 && text[length] == '/' ? text + length + 1 : NULL;
}

static guint64
get_generation (const char *revision)
{
  return g_ascii_strtoull (revision, NULL, 10);
}

/* One that is older was carried by a slower desk, and is no news. */
gboolean
gaung_sync_has_carried (JsonObject *there, JsonObject *copy, const char *from)
{
  const char *carried = gaung_sync_get_carried (there, from);
  const char *revision = gaung_json_get_string (copy, "_rev", "");
  const char *change = gaung_json_get_string (copy, "change", NULL);

  if (change != NULL && g_strcmp0 (gaung_json_get_string (there, "change", NULL), change) == 0)
    return TRUE;
  return carried != NULL
         && (g_str_equal (carried, revision)
             || get_generation (carried) > get_generation (revision));
}

JsonObject *
gaung_sync_join (JsonObject *base,
                 JsonObject *copy,
                 const char *from,
                 JsonObject *there,
                 const char *account,
                 GaungInstant now,
                 gboolean *has_clash)
{
  g_autoptr (GaungMerge) merge = gaung_record_merge (base, copy, there);
  g_autoptr (GPtrArray) differences = gaung_record_diff (there, merge->merged);
  g_autoptr (GaungRecord) record = NULL;
  JsonObject *joined;

  *has_clash = merge->clashes->len > 0;
  if (differences->len == 0)
    return NULL;
  record = gaung_record_new_from_json (merge->merged, NULL);
  if (record == NULL)
    {
      /* Two lists that were short enough may be too long as one. */
      *has_clash = TRUE;
      return NULL;
    }
  joined = json_object_ref (merge->merged);
  drop_transport (joined);
  note_carried (joined, copy, from);
  stamp (joined, account, now);
  return joined;
}
