/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A revision that nothing follows, and the document whose leaves they are. */
#include "config.h"

#include <string.h>

#include "gaung-double-private.h"

void
double_user_free (DoubleUser *user)
{
  g_free (user->name);
  g_free (user->password);
  g_strfreev (user->roles);
  g_free (user);
}

void
double_file_free (DoubleFile *file)
{
  g_free (file->media_type);
  g_bytes_unref (file->bytes);
  g_free (file);
}

DoubleLeaf *
double_leaf_new (const char *revision, gboolean is_deleted, const char *body)
{
  DoubleLeaf *leaf = g_new0 (DoubleLeaf, 1);

  g_atomic_ref_count_init (&leaf->references);
  leaf->revision = g_strdup (revision);
  leaf->generation = g_ascii_strtoull (revision, NULL, 10);
  leaf->is_deleted = is_deleted;
  leaf->body = g_strdup (body);
  leaf->files
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) double_file_free);
  return leaf;
}

DoubleLeaf *
double_leaf_ref (DoubleLeaf *leaf)
{
  g_atomic_ref_count_inc (&leaf->references);
  return leaf;
}

void
double_leaf_unref (DoubleLeaf *leaf)
{
  if (!g_atomic_ref_count_dec (&leaf->references))
    return;
  g_free (leaf->revision);
  g_free (leaf->body);
  g_hash_table_unref (leaf->files);
  g_free (leaf);
}

DoubleDocument *
double_document_new (const char *id)
{
  DoubleDocument *document = g_new0 (DoubleDocument, 1);

  document->id = g_strdup (id);
  document->leaves = g_ptr_array_new_with_free_func ((GDestroyNotify) double_leaf_unref);
  document->older = g_ptr_array_new_with_free_func ((GDestroyNotify) double_leaf_unref);
  return document;
}

void
double_document_free (DoubleDocument *document)
{
  g_free (document->id);
  g_ptr_array_unref (document->leaves);
  g_ptr_array_unref (document->older);
  g_free (document);
}

static DoubleLeaf *
find_revision (GPtrArray *leaves, const char *revision)
{
  for (guint i = 0; i < leaves->len; i++)
    {
      DoubleLeaf *leaf = g_ptr_array_index (leaves, i);

      if (strcmp (leaf->revision, revision) == 0)
        return leaf;
    }
  return NULL;
}

DoubleLeaf *
double_document_find (DoubleDocument *document, const char *revision)
{
  return find_revision (document->leaves, revision);
}

DoubleLeaf *
double_document_find_older (DoubleDocument *document, const char *revision)
{
  return find_revision (document->older, revision);
}

/* One that is not deleted, then the longest history, then the higher hash. */
DoubleLeaf *
double_document_get_winner (DoubleDocument *document)
{
  DoubleLeaf *winner = g_ptr_array_index (document->leaves, 0);

  for (guint i = 1; i < document->leaves->len; i++)
    {
      DoubleLeaf *leaf = g_ptr_array_index (document->leaves, i);
      int order = (int) winner->is_deleted - (int) leaf->is_deleted;

      if (order == 0)
        order = (int) leaf->generation - (int) winner->generation;
      if (order == 0)
        order = strcmp (leaf->revision, winner->revision);
      if (order > 0)
        winner = leaf;
    }
  return winner;
}

static void
append_conflicts (GString *text, const DoubleDocument *document, const DoubleLeaf *winner)
{
  gboolean is_first = TRUE;

  for (guint i = 0; i < document->leaves->len; i++)
    {
      DoubleLeaf *leaf = g_ptr_array_index (document->leaves, i);

      if (leaf == winner || leaf->is_deleted)
        continue;
      g_string_append_printf (
          text, "%s\"%s\"", is_first ? ",\"_conflicts\":[" : ",", leaf->revision);
      is_first = FALSE;
    }
  g_string_append (text, is_first ? "" : "]");
}

void
double_append_files (GString *text, GHashTable *table)
{
  GHashTableIter files;
  gpointer name;
  gpointer value;
  gboolean is_first = TRUE;

  g_hash_table_iter_init (&files, table);
  while (g_hash_table_iter_next (&files, &name, &value))
    {
      DoubleFile *file = value;
      g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, file->bytes);
      g_autofree char *quoted = double_quote (name);

      g_string_append_printf (text,
                              "%s%s:{\"content_type\":\"%s\",\"revpos\":%u,\"digest\":\"md5-%s\","
                              "\"length\":%zu,\"stub\":true}",
                              is_first ? ",\"_attachments\":{" : ",",
                              quoted,
                              file->media_type,
                              file->revpos,
                              digest,
                              g_bytes_get_size (file->bytes));
      is_first = FALSE;
    }
  g_string_append (text, is_first ? "" : "}");
}

char *
double_leaf_to_text (const DoubleDocument *document, const DoubleLeaf *leaf, gboolean conflicts)
{
  g_autofree char *id = double_quote (document->id);
  GString *text = g_string_new (NULL);
  const char *members = strchr (leaf->body, '{') + 1;

  g_string_append_printf (text, "{\"_id\":%s,\"_rev\":\"%s\"", id, leaf->revision);
  double_append_files (text, leaf->files);
  if (conflicts)
    append_conflicts (text, document, leaf);
  if (leaf->is_deleted)
    g_string_append (text, ",\"_deleted\":true");
  while (g_ascii_isspace (*members))
    members++;
  g_string_append (text, *members == '}' ? "" : ",");
  g_string_append (text, members);
  return g_string_free_and_steal (text);
}
