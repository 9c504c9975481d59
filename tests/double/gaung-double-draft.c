/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document as a client sends it, judged as CouchDB judges it before it looks into the database.
 */
#include "config.h"

#include <string.h>

#include "gaung-double-private.h"
#include "gaung-json-rows-private.h"
#include "gaung-json.h"

void
double_draft_free (DoubleDraft *draft)
{
  g_free (draft->id);
  g_free (draft->revision);
  g_free (draft->body);
  g_clear_pointer (&draft->object, json_object_unref);
  g_clear_pointer (&draft->files, g_hash_table_unref);
  g_clear_pointer (&draft->stubs, g_ptr_array_unref);
  g_clear_pointer (&draft->revisions, json_object_unref);
  g_free (draft);
}

static DoubleDraft *
refuse (DoubleDraft *draft, const char **word, char **reason, const char *said, const char *why)
{
  *word = said;
  *reason = g_strdup (why);
  double_draft_free (draft);
  return NULL;
}

/* What CouchDB stores and a careful parser refuses: NUL, depth, numbers beyond 2^53. */
static gboolean
is_poison (const GError *error)
{
  return g_error_matches (error, GAUNG_JSON_ERROR, GAUNG_JSON_ERROR_DEPTH)
         || g_error_matches (error, GAUNG_JSON_ERROR, GAUNG_JSON_ERROR_NUMBER)
         || g_error_matches (error, GAUNG_JSON_ERROR, GAUNG_JSON_ERROR_SIZE)
         || (g_error_matches (error, GAUNG_JSON_ERROR, GAUNG_JSON_ERROR_ENCODING)
             && strcmp (error->message, "NUL in a string") == 0);
}

static void
take_files (DoubleDraft *draft, JsonObject *files)
{
  JsonObjectIter members;
  const char *name;
  JsonNode *node;

  draft->files
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) double_file_free);
  draft->stubs = g_ptr_array_new_with_free_func (g_free);
  json_object_iter_init (&members, files);
  while (json_object_iter_next (&members, &name, &node))
    {
      JsonObject *described = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *data = described ? gaung_json_get_string (described, "data", NULL) : NULL;
      DoubleFile *file;
      gsize length;
      guchar *decoded;

      if (described == NULL || gaung_json_get_boolean (described, "stub", FALSE))
        {
          g_ptr_array_add (draft->stubs, g_strdup (name));
          continue;
        }
      if (data == NULL)
        continue;
      decoded = g_base64_decode (data, &length);
      file = g_new0 (DoubleFile, 1);
      file->media_type = g_strdup (
          gaung_json_get_string (described, "content_type", "application/octet-stream"));
      file->bytes = g_bytes_new_take (decoded, length);
      g_hash_table_insert (draft->files, g_strdup (name), file);
    }
}

/* Members of CouchDB's own out of the body; NULL, or why it is refused. (transfer full) */
static char *
take_special_members (DoubleDraft *draft)
{
  g_autoptr (GList) names = json_object_get_members (draft->object);

  for (GList *at = names; at != NULL; at = at->next)
    {
      const char *name = at->data;
      g_autofree char *kept = g_strdup (name);

      if (*name != '_')
        continue;
      if (strcmp (name, "_deleted") == 0)
        draft->is_deleted = gaung_json_get_boolean (draft->object, name, FALSE);
      else if (strcmp (name, "_attachments") == 0
               && gaung_json_get_object (draft->object, name) != NULL)
        take_files (draft, gaung_json_get_object (draft->object, name));
      else if (strcmp (name, "_revisions") == 0
               && gaung_json_get_object (draft->object, name) != NULL)
        draft->revisions = json_object_ref (gaung_json_get_object (draft->object, name));
      else if (strcmp (name, "_rev") == 0)
        draft->revision = g_strdup (gaung_json_get_string (draft->object, name, ""));
      else if (strcmp (name, "_id") != 0 && strcmp (name, "_conflicts") != 0)
        return g_strdup_printf ("Bad special document member: %s", kept);
      json_object_remove_member (draft->object, kept);
    }
  return NULL;
}

static char *
cut_id (const char *text, gsize length)
{
  GaungSpan whole = { text, length };
  GaungSpan id;

  if (!gaung_json_cut_member (&whole, "_id", &id) || id.text == NULL || *id.text != '"')
    return NULL;
  return g_strndup (id.text + 1, id.length - 2);
}

DoubleDraft *
double_draft_new (const char *text, gsize length, const char *id, const char **word, char **reason)
{
  DoubleDraft *draft = g_new0 (DoubleDraft, 1);
  g_autoptr (GError) error = NULL;
  char *bad;

  draft->object = gaung_json_parse_object (text, length, &error);
  if (draft->object == NULL && !is_poison (error))
    return refuse (draft, word, reason, "bad_request", "invalid UTF-8 JSON");
  if (draft->object == NULL)
    draft->id = id != NULL ? g_strdup (id) : cut_id (text, length);
  else if (id != NULL)
    draft->id = g_strdup (id);
  else if (json_object_has_member (draft->object, "_id"))
    draft->id = g_strdup (gaung_json_get_string (draft->object, "_id", ""));
  else
    draft->id = g_uuid_string_random ();

  if (draft->id == NULL || *draft->id == '\0')
    return refuse (draft, word, reason, "illegal_docid", "Document id must not be empty");
  if (*draft->id == '_' && !g_str_has_prefix (draft->id, "_design/")
      && !g_str_has_prefix (draft->id, "_local/"))
    return refuse (draft,
                   word,
                   reason,
                   "illegal_docid",
                   "Only reserved document ids may start with underscore.");
  if (draft->object == NULL)
    {
      draft->body = g_strndup (text, length);
      return draft;
    }
  bad = take_special_members (draft);
  if (bad != NULL)
    {
      refuse (draft, word, reason, "doc_validation", bad);
      g_free (bad);
      return NULL;
    }
  if (draft->revision != NULL && strchr (draft->revision, '-') == NULL)
    return refuse (draft, word, reason, "bad_request", "Invalid rev format");
  draft->body = gaung_json_to_text (draft->object);
  return draft;
}
