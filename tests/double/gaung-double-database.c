/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Revisions: exactly one of those who write on the same one wins. */
#include "config.h"

#include <string.h>

#include "gaung-double-private.h"
#include "gaung-json.h"

DoubleDatabase *
double_database_new (GaungDouble *self, const char *name)
{
  DoubleDatabase *database = g_new0 (DoubleDatabase, 1);
  g_autofree char *uuid = g_uuid_string_random ();
  g_auto (GStrv) parts = g_strsplit (uuid, "-", -1);

  database->name = g_strdup (name);
  database->uuid = g_strjoinv ("", parts);
  /* In seconds, and never the same twice. */
  database->start_time = g_get_real_time () / G_USEC_PER_SEC + self->n_incarnations++;
  database->security = gaung_json_parse_object (
      "{\"members\":{\"roles\":[\"_admin\"]},\"admins\":{\"roles\":[\"_admin\"]}}", -1, NULL);
  database->documents = g_hash_table_new_full (
      g_str_hash, g_str_equal, NULL, (GDestroyNotify) double_document_free);
  database->order = g_ptr_array_new ();
  database->waiters = g_ptr_array_new ();
  return database;
}

static int
compare_sequences (gconstpointer a, gconstpointer b)
{
  const DoubleDocument *first = *(const DoubleDocument *const *) a;
  const DoubleDocument *second = *(const DoubleDocument *const *) b;

  return first->sequence < second->sequence ? -1 : first->sequence > second->sequence;
}

DoubleDatabase *
double_database_copy (const DoubleDatabase *database)
{
  DoubleDatabase *copy = g_new0 (DoubleDatabase, 1);
  GHashTableIter documents;
  gpointer value;

  copy->name = g_strdup (database->name);
  copy->uuid = g_strdup (database->uuid);
  copy->start_time = database->start_time;
  copy->sequence = database->sequence;
  copy->purge_sequence = database->purge_sequence;
  copy->security = gaung_json_copy (database->security);
  copy->documents = g_hash_table_new_full (
      g_str_hash, g_str_equal, NULL, (GDestroyNotify) double_document_free);
  copy->order = g_ptr_array_new ();
  copy->waiters = g_ptr_array_new ();
  g_hash_table_iter_init (&documents, database->documents);
  while (g_hash_table_iter_next (&documents, NULL, &value))
    {
      const DoubleDocument *from = value;
      DoubleDocument *to = double_document_new (from->id);

      to->sequence = from->sequence;
      g_ptr_array_unref (to->leaves);
      to->leaves = g_ptr_array_copy (from->leaves, (GCopyFunc) double_leaf_ref, NULL);
      g_hash_table_insert (copy->documents, to->id, to);
      g_ptr_array_add (copy->order, to);
    }
  g_ptr_array_sort (copy->order, compare_sequences);
  return copy;
}

void
double_database_free (DoubleDatabase *database)
{
  double_drop_waiters (database);
  g_free (database->name);
  g_free (database->uuid);
  json_object_unref (database->security);
  g_hash_table_unref (database->documents);
  g_ptr_array_unref (database->order);
  g_ptr_array_unref (database->waiters);
  g_free (database);
}

void
double_database_touch (DoubleDatabase *database, DoubleDocument *document)
{
  guint position;

  if (document->sequence != 0 && g_ptr_array_find (database->order, document, &position))
    g_ptr_array_remove_index (database->order, position);
  document->sequence = ++database->sequence;
  g_ptr_array_add (database->order, document);
  double_wake (database);
}

/* Opaque, and another text each time. */
char *
double_database_make_sequence (const DoubleDatabase *database, guint64 sequence)
{
  return g_strdup_printf (
      "%" G_GUINT64_FORMAT "-g1AAAA%s%08x_-", sequence, database->uuid, g_random_int ());
}

gboolean
double_database_has_validation (GaungDouble *self, DoubleDatabase *database)
{
  GHashTableIter documents;
  gpointer id;
  gpointer value;

  if (self->validate != NULL)
    return TRUE;
  g_hash_table_iter_init (&documents, database->documents);
  while (g_hash_table_iter_next (&documents, &id, &value))
    if (g_str_has_prefix (id, "_design/"))
      {
        DoubleLeaf *leaf = double_document_get_winner (value);

        if (!leaf->is_deleted && strstr (leaf->body, "\"validate_doc_update\"") != NULL)
          return TRUE;
      }
  return FALSE;
}

guint
double_database_count (DoubleDatabase *database, gboolean deleted)
{
  GHashTableIter documents;
  gpointer value;
  guint n = 0;

  g_hash_table_iter_init (&documents, database->documents);
  while (g_hash_table_iter_next (&documents, NULL, &value))
    n += double_document_get_winner (value)->is_deleted == deleted;
  return n;
}

/* A hash of the parent and the content: the same edit on the same parent is the same revision. */
static char *
make_revision (const DoubleDraft *draft, const char *parent)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_MD5);
  guint generation = parent != NULL ? g_ascii_strtoull (parent, NULL, 10) : 0;
  GHashTableIter files;
  gpointer value;

  g_checksum_update (sum, (const guchar *) (parent != NULL ? parent : ""), -1);
  g_checksum_update (sum, (const guchar *) (draft->is_deleted ? "-" : "+"), 1);
  g_checksum_update (sum, (const guchar *) draft->body, -1);
  if (draft->files != NULL)
    {
      g_hash_table_iter_init (&files, draft->files);
      while (g_hash_table_iter_next (&files, NULL, &value))
        {
          gsize length;
          const guchar *bytes = g_bytes_get_data (((DoubleFile *) value)->bytes, &length);

          g_checksum_update (sum, bytes, length);
        }
    }
  return g_strdup_printf ("%u-%s", generation + 1, g_checksum_get_string (sum));
}

/* Leaves of the parent that the draft keeps by their stubs. FALSE: it names one that is not there.
 */
static gboolean
keep_files (DoubleLeaf *leaf, const DoubleDraft *draft, DoubleLeaf *parent)
{
  GHashTableIter files;
  gpointer name;
  gpointer value;

  for (guint i = 0; draft->stubs != NULL && i < draft->stubs->len; i++)
    {
      const char *stub = g_ptr_array_index (draft->stubs, i);
      DoubleFile *old = parent != NULL ? g_hash_table_lookup (parent->files, stub) : NULL;
      DoubleFile *kept;

      if (old == NULL)
        return FALSE;
      kept = g_new0 (DoubleFile, 1);
      kept->media_type = g_strdup (old->media_type);
      kept->bytes = g_bytes_ref (old->bytes);
      kept->revpos = old->revpos;
      g_hash_table_insert (leaf->files, g_strdup (stub), kept);
    }
  if (draft->files == NULL)
    return TRUE;
  g_hash_table_iter_init (&files, draft->files);
  while (g_hash_table_iter_next (&files, &name, &value))
    {
      DoubleFile *sent = value;
      DoubleFile *file = g_new0 (DoubleFile, 1);

      file->media_type = g_strdup (sent->media_type);
      file->bytes = g_bytes_ref (sent->bytes);
      file->revpos = leaf->generation;
      g_hash_table_insert (leaf->files, g_strdup (name), file);
    }
  return TRUE;
}

/* As the function sees the files of a draft: those that came and those that stay. */
static void
show_files (JsonObject *document, const DoubleDraft *draft, DoubleLeaf *parent)
{
  g_autoptr (DoubleLeaf) shown = double_leaf_new ("0-0", FALSE, "{}");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (JsonObject) files = NULL;

  shown->generation = parent != NULL ? parent->generation + 1 : 1;
  if ((draft->files == NULL && draft->stubs == NULL) || !keep_files (shown, draft, parent)
      || g_hash_table_size (shown->files) == 0)
    return;
  double_append_files (text, shown->files);
  g_string_overwrite (text, 0, "{");
  g_string_append_c (text, '}');
  files = gaung_json_parse_object (text->str, -1, NULL);
  json_object_set_object_member (
      document, "_attachments", json_object_ref (gaung_json_get_object (files, "_attachments")));
}

static char *
ask_validation (GaungDouble *self,
                DoubleDatabase *database,
                const DoubleDraft *draft,
                DoubleDocument *document,
                DoubleLeaf *parent,
                const DoubleUser *user)
{
  static const char *const nobody[] = { NULL };
  g_autoptr (JsonObject) old = NULL;
  g_autoptr (JsonObject) new = NULL;

  /* Not for gaung_double_put, whose account has no password. */
  if (self->validate == NULL || (user != NULL && user->password == NULL)
      || g_str_has_prefix (draft->id, "_design/"))
    return NULL;
  if (draft->object == NULL)
    return g_strdup ("E_SHAPE: too deep, NUL or a number out of range");
  new = gaung_json_copy (draft->object);
  json_object_set_string_member (new, "_id", draft->id);
  if (draft->revision != NULL)
    json_object_set_string_member (new, "_rev", draft->revision);
  if (draft->is_deleted)
    json_object_set_boolean_member (new, "_deleted", TRUE);
  show_files (new, draft, parent);
  /* The function sees nothing where a tombstone is. */
  if (parent != NULL && !parent->is_deleted)
    {
      g_autofree char *text = double_leaf_to_text (document, parent, FALSE);

      old = gaung_json_parse_object (text, -1, NULL);
    }
  return self->validate (database->name,
                         new,
                         old,
                         user != NULL ? user->name : NULL,
                         user != NULL ? (const char *const *) user->roles : nobody,
                         self->validate_data);
}

/* The leaf to write on; FALSE: a conflict. */
static gboolean
find_parent (GaungDouble *self,
             DoubleDatabase *database,
             const DoubleDraft *draft,
             DoubleDocument *document,
             DoubleLeaf **parent)
{
  *parent = NULL;
  if (document == NULL)
    /* Without a validation function CouchDB does not look, but in an empty database: the ghost of
     * an old update is stored. */
    return draft->revision == NULL
           || (!double_database_has_validation (self, database) && draft->files == NULL
               && database->order->len > 0);
  if (draft->revision == NULL)
    {
      *parent = double_document_get_winner (document);
      return (*parent)->is_deleted;
    }
  *parent = double_document_find (document, draft->revision);
  return *parent != NULL && !(*parent)->is_deleted;
}

DoubleWrite
double_database_write (GaungDouble *self,
                       DoubleDatabase *database,
                       DoubleDraft *draft,
                       const DoubleUser *user,
                       char **revision,
                       char **reason)
{
  DoubleDocument *document = g_hash_table_lookup (database->documents, draft->id);
  DoubleLeaf *parent;
  DoubleLeaf *leaf;

  if (!find_parent (self, database, draft, document, &parent))
    return DOUBLE_WRITE_CONFLICT;
  *reason = ask_validation (self, database, draft, document, parent, user);
  if (*reason != NULL)
    return **reason == '!' ? DOUBLE_WRITE_BROKEN : DOUBLE_WRITE_FORBIDDEN;

  *revision = make_revision (draft, parent != NULL ? parent->revision : draft->revision);
  leaf = double_leaf_new (*revision, draft->is_deleted, draft->body);
  if (!keep_files (leaf, draft, parent))
    {
      double_leaf_unref (leaf);
      g_clear_pointer (revision, g_free);
      return DOUBLE_WRITE_MISSING_STUB;
    }
  if (document == NULL)
    {
      document = double_document_new (draft->id);
      g_hash_table_insert (database->documents, document->id, document);
    }
  if (parent != NULL)
    {
      g_ptr_array_add (document->older, double_leaf_ref (parent));
      g_ptr_array_remove (document->leaves, parent);
    }
  g_ptr_array_add (document->leaves, leaf);
  double_database_touch (database, document);
  return DOUBLE_WRITE_STORED;
}

/* With the revision that it brings along, as replication writes. */
void
double_database_graft (DoubleDatabase *database, DoubleDraft *draft)
{
  DoubleDocument *document = g_hash_table_lookup (database->documents, draft->id);
  JsonArray *ids = draft->revisions != NULL ? gaung_json_get_array (draft->revisions, "ids") : NULL;
  gint64 start
      = draft->revisions != NULL ? gaung_json_get_integer (draft->revisions, "start", 0) : 0;

  if (document == NULL)
    {
      document = double_document_new (draft->id);
      g_hash_table_insert (database->documents, document->id, document);
    }
  else if (double_document_find (document, draft->revision) != NULL)
    return;
  for (guint i = 0; ids != NULL && i < json_array_get_length (ids); i++)
    {
      g_autofree char *ancestor = g_strdup_printf (
          "%" G_GINT64_FORMAT "-%s", start - i, json_array_get_string_element (ids, i));
      DoubleLeaf *leaf = double_document_find (document, ancestor);

      if (leaf != NULL)
        g_ptr_array_remove (document->leaves, leaf);
    }
  g_ptr_array_add (document->leaves,
                   double_leaf_new (draft->revision, draft->is_deleted, draft->body));
  double_database_touch (database, document);
}
