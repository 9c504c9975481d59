/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungList: the object, its items and its properties. Loading is in gaung-list-load.c, changes are
 * in gaung-list-update.c. Lives in the thread that made the store. */
#include "config.h"

#include "gaung-list-private.h"

#include <string.h>

#include "gaung-store-private.h"

/* Objects kept although nobody may hold them: scrolling back and forth reads nothing again. */
#define N_RECENT 256
#define MAX_BASE_CHANGES 150

enum
{
  PROP_STORE = 1,
  PROP_QUERY,
  PROP_IS_LOADING,
  PROP_ERROR,
  PROP_IS_TRUNCATED,
  PROP_N_ITEMS,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

/* A record belongs to the one list that made it. */
static GQuark
row_quark (void)
{
  return g_quark_from_static_string ("gaung-list-row");
}

static const GaungKey *
get_key (GaungList *self, guint position)
{
  if (self->old == NULL || position < self->n_new)
    return position < self->keys->len ? &g_array_index (self->keys, GaungKey, position) : NULL;
  position = position - self->n_new + self->n_old;
  return position < self->old->len ? &g_array_index (self->old, GaungKey, position) : NULL;
}

void
gaung_list_item_gone_cb (gpointer data, GObject *item)
{
  GaungList *self = data;

  g_hash_table_remove (self->items, g_object_get_qdata (item, row_quark ()));
}

/* A row cannot be left empty: what cannot be read (damaged, of a newer version) is shown by its id.
 */
static GaungRecord *
make_placeholder (GaungList *self, gint64 row)
{
  g_auto (GaungReader) reader = { 0 };
  g_autofree char *id = NULL;
  g_autofree char *type = NULL;
  g_autoptr (JsonObject) document = json_object_new ();
  GaungRecord *record;

  if (gaung_store_acquire (self->store, &reader, NULL))
    id = gaung_database_read_text (
        reader.database, NULL, "SELECT id FROM document WHERE row = ?1", "i", row);
  if (id == NULL)
    id = g_strdup ("complaint:00000000000000000000000000");
  json_object_set_string_member (document, "_id", id);
  type = g_strndup (id, strcspn (id, ":"));
  json_object_set_string_member (document, "type", type);
  record = gaung_record_new_from_json (document, NULL);
  if (record == NULL)
    {
      json_object_set_string_member (document, "_id", "complaint:00000000000000000000000000");
      json_object_set_string_member (document, "type", "complaint");
      record = gaung_record_new_from_json (document, NULL);
    }
  return record;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GaungList *self = GAUNG_LIST (model);
  const GaungKey *key = get_key (self, position);
  g_autoptr (GError) error = NULL;
  GaungRecord *record;

  if (key == NULL)
    return NULL;
  record = g_hash_table_lookup (self->items, GSIZE_TO_POINTER (key->row));
  if (record != NULL)
    return g_object_ref (record);

  record = gaung_store_get_by_row (self->store, key->row, &error);
  if (record == NULL)
    {
      record = make_placeholder (self, key->row);
      if (error->domain == GAUNG_STORE_ERROR)
        gaung_list_take_error (self, g_steal_pointer (&error));
    }
  g_hash_table_insert (self->items, GSIZE_TO_POINTER (key->row), record);
  g_object_set_qdata (G_OBJECT (record), row_quark (), GSIZE_TO_POINTER (key->row));
  g_object_weak_ref (G_OBJECT (record), gaung_list_item_gone_cb, self);

  if (self->recent->len < N_RECENT)
    g_ptr_array_add (self->recent, g_object_ref (record));
  else
    {
      g_autoptr (GaungRecord) oldest = g_ptr_array_index (self->recent, self->next_recent);

      g_ptr_array_index (self->recent, self->next_recent) = g_object_ref (record);
    }
  self->next_recent = (self->next_recent + 1) % N_RECENT;
  return record;
}

static guint
get_n_items (GListModel *model)
{
  GaungList *self = GAUNG_LIST (model);

  if (self->old != NULL)
    return self->n_new + self->old->len - self->n_old;
  return self->keys->len;
}

static GType
get_item_type (GListModel *model)
{
  return GAUNG_TYPE_RECORD;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item = get_item;
  iface->get_n_items = get_n_items;
  iface->get_item_type = get_item_type;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GaungList,
                               gaung_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

void
gaung_list_set_loading (GaungList *self, gboolean is_loading)
{
  if (self->is_loading == is_loading)
    return;
  self->is_loading = is_loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOADING]);
}

void
gaung_list_set_truncated (GaungList *self, gboolean is_truncated)
{
  if (self->is_truncated == is_truncated)
    return;
  self->is_truncated = is_truncated;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_TRUNCATED]);
}

void
gaung_list_take_error (GaungList *self, GError *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* The mark alone went: the object says so itself, unless the query asks for the mark. */
static gboolean
take_seen (GaungList *self, const GaungStoreChange *change)
{
  const GaungCondition *is = gaung_query_find (self->query, "is", ":");
  GaungRecord *record;

  for (gsize i = 0; is != NULL && is->values[i] != NULL; i++)
    if (strstr (is->values[i], "new") != NULL)
      return FALSE;
  record = g_hash_table_lookup (self->items, GSIZE_TO_POINTER (change->row));
  if (record != NULL)
    gaung_record_set_is_new (record, FALSE);
  return TRUE;
}

static void
reload_all (GaungList *self)
{
  GHashTableIter iter;
  gpointer row;

  gaung_list_drop_base (self);
  if (self->is_loading)
    {
      self->is_pending_all = TRUE;
      return;
    }
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    g_hash_table_add (self->stale, row);
  gaung_list_load (self, FALSE);
}

static void
changed_cb (GaungStore *store, GPtrArray *changes, GaungList *self)
{
  g_autoptr (GHashTable) rows = NULL;

  if (self->query == NULL)
    return;
  if (changes->len == 0)
    {
      reload_all (self);
      return;
    }
  rows = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < changes->len; i++)
    {
      const GaungStoreChange *change = g_ptr_array_index (changes, i);

      if (self->query->type != NULL && !g_str_equal (change->type, self->query->type))
        continue;
      if (self->base_changed != NULL)
        g_hash_table_add (self->base_changed, GSIZE_TO_POINTER (change->row));
      if (change->kind == GAUNG_CHANGE_SEEN && take_seen (self, change))
        continue;
      g_hash_table_add (self->is_loading ? self->pending : rows, GSIZE_TO_POINTER (change->row));
    }
  if (self->base_changed != NULL && g_hash_table_size (self->base_changed) > MAX_BASE_CHANGES)
    gaung_list_drop_base (self);
  if (g_hash_table_size (rows) > 0)
    gaung_list_update_rows (self, rows, FALSE);
}

static void
set_store (GaungList *self, GaungStore *store)
{
  if (store == NULL)
    return;
  self->store = g_object_ref (store);
  self->changed_handler = g_signal_connect (store, "changed", G_CALLBACK (changed_cb), self);
}

static void
gaung_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GaungList *self = GAUNG_LIST (object);

  switch (id)
    {
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_QUERY:
      g_value_set_boxed (value, self->query);
      break;
    case PROP_IS_LOADING:
      g_value_set_boolean (value, self->is_loading);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_IS_TRUNCATED:
      g_value_set_boolean (value, self->is_truncated);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, get_n_items (G_LIST_MODEL (self)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gaung_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GaungList *self = GAUNG_LIST (object);

  switch (id)
    {
    case PROP_STORE:
      set_store (self, g_value_get_object (value));
      break;
    case PROP_QUERY:
      gaung_list_set_query (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gaung_list_dispose (GObject *object)
{
  GaungList *self = GAUNG_LIST (object);
  GHashTableIter iter;
  gpointer item;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->store != NULL)
    g_clear_signal_handler (&self->changed_handler, self->store);
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    g_object_weak_unref (item, gaung_list_item_gone_cb, self);
  g_hash_table_remove_all (self->items);
  g_ptr_array_set_size (self->recent, 0);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gaung_list_parent_class)->dispose (object);
}

static void
gaung_list_finalize (GObject *object)
{
  GaungList *self = GAUNG_LIST (object);

  g_clear_pointer (&self->query, gaung_query_free);
  g_clear_pointer (&self->sql, gaung_sql_free);
  g_clear_error (&self->error);
  gaung_list_drop_base (self);
  g_array_unref (self->keys);
  g_hash_table_unref (self->stale);
  g_hash_table_unref (self->pending);
  g_hash_table_unref (self->items);
  g_ptr_array_unref (self->recent);

  G_OBJECT_CLASS (gaung_list_parent_class)->finalize (object);
}

static void
gaung_list_class_init (GaungListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gaung_list_get_property;
  object_class->set_property = gaung_list_set_property;
  object_class->dispose = gaung_list_dispose;
  object_class->finalize = gaung_list_finalize;

  properties[PROP_STORE]
      = g_param_spec_object ("store",
                             NULL,
                             NULL,
                             GAUNG_TYPE_STORE,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_QUERY]
      = g_param_spec_boxed ("query",
                            NULL,
                            NULL,
                            GAUNG_TYPE_QUERY,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_LOADING] = g_param_spec_boolean (
      "is-loading", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ERROR] = g_param_spec_boxed (
      "error", NULL, NULL, G_TYPE_ERROR, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_TRUNCATED] = g_param_spec_boolean (
      "is-truncated", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_ITEMS] = g_param_spec_uint (
      "n-items", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
gaung_list_init (GaungList *self)
{
  self->keys = g_array_new (FALSE, FALSE, sizeof (GaungKey));
  self->stale = g_hash_table_new (NULL, NULL);
  self->pending = g_hash_table_new (NULL, NULL);
  self->items = g_hash_table_new (NULL, NULL);
  self->recent = g_ptr_array_new_with_free_func (g_object_unref);
}

/* A space or a single letter more asks for nothing else. */
static gboolean
is_same_answer (GaungList *self, const GaungQuery *query)
{
  g_autoptr (GaungSql) sql = NULL;

  if (self->sql == NULL || self->query == NULL || query == NULL || self->is_loading
      || self->error != NULL || self->query->sort != query->sort
      || self->query->limit != query->limit)
    return FALSE;
  sql = gaung_store_compile (self->store, query);
  return gaung_sql_equal (sql, self->sql);
}

/**
 * gaung_list_new:
 * @query: (nullable): %NULL leaves it empty until gaung_list_set_query()
 *
 * Returns: (transfer full): a list that has begun to load
 */
GaungList *
gaung_list_new (GaungStore *store, const GaungQuery *query)
{
  g_return_val_if_fail (GAUNG_IS_STORE (store), NULL);

  return g_object_new (GAUNG_TYPE_LIST, "store", store, "query", query, NULL);
}

GaungQuery *
gaung_list_get_query (GaungList *self)
{
  g_return_val_if_fail (GAUNG_IS_LIST (self), NULL);

  return self->query;
}

void
gaung_list_set_query (GaungList *self, const GaungQuery *query)
{
  g_return_if_fail (GAUNG_IS_LIST (self));

  if (query == self->query
      || (query != NULL && self->query != NULL && gaung_query_equal (query, self->query)))
    return;
  if (is_same_answer (self, query))
    {
      gaung_query_free (self->query);
      self->query = gaung_query_copy (query);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
      return;
    }
  gaung_list_keep_base (self);
  self->is_other_order = self->is_other_order || self->query == NULL || query == NULL
                         || self->query->sort != query->sort;
  gaung_query_free (self->query);
  self->query = query != NULL ? gaung_query_copy (query) : NULL;
  if (gaung_list_restore_base (self))
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
      return;
    }
  gaung_list_load (self, TRUE);
  if (self->query == NULL)
    {
      gaung_list_replace (self, g_array_new (FALSE, FALSE, sizeof (GaungKey)), NULL);
      gaung_list_set_loading (self, FALSE);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
}

gboolean
gaung_list_is_loading (GaungList *self)
{
  g_return_val_if_fail (GAUNG_IS_LIST (self), FALSE);

  return self->is_loading;
}

gboolean
gaung_list_is_truncated (GaungList *self)
{
  g_return_val_if_fail (GAUNG_IS_LIST (self), FALSE);

  return self->is_truncated;
}

const GError *
gaung_list_get_error (GaungList *self)
{
  g_return_val_if_fail (GAUNG_IS_LIST (self), NULL);

  return self->error;
}

guint
gaung_list_get_n_items (GaungList *self)
{
  g_return_val_if_fail (GAUNG_IS_LIST (self), 0);

  return get_n_items (G_LIST_MODEL (self));
}

gint64
gaung_list_get_sort_key (GaungList *self, guint position)
{
  const GaungKey *key;

  g_return_val_if_fail (GAUNG_IS_LIST (self), 0);

  key = get_key (self, position);
  g_return_val_if_fail (key != NULL, 0);
  return key->key;
}

guint
gaung_list_lower_bound (GaungList *self, gint64 key)
{
  guint from = 0, to;
  gboolean is_descending;

  g_return_val_if_fail (GAUNG_IS_LIST (self), 0);

  to = get_n_items (G_LIST_MODEL (self));
  is_descending = self->sql != NULL && self->sql->is_descending;
  while (from < to)
    {
      guint middle = from + (to - from) / 2;
      gint64 other = get_key (self, middle)->key;

      if (is_descending ? other > key : other < key)
        from = middle + 1;
      else
        to = middle;
    }
  return from;
}

guint
gaung_list_find (GaungList *self, const char *id)
{
  g_auto (GaungReader) reader = { 0 };
  gint64 row;

  g_return_val_if_fail (GAUNG_IS_LIST (self), G_MAXUINT);
  g_return_val_if_fail (id != NULL, G_MAXUINT);

  if (!gaung_store_acquire (self->store, &reader, NULL)
      || !gaung_database_read_integer (
          reader.database, 0, &row, NULL, "SELECT row FROM document WHERE id = ?1", "t", id)
      || row == 0)
    return G_MAXUINT;
  return gaung_list_find_row (self, row);
}

/**
 * gaung_list_reload:
 *
 * Asks anew; for after an error. What changed is told as for any change.
 */
void
gaung_list_reload (GaungList *self)
{
  g_return_if_fail (GAUNG_IS_LIST (self));

  if (self->query != NULL)
    reload_all (self);
}
