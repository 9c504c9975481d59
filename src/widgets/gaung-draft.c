/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungDraft: keeps a text in the store while it is being written. */

#include "config.h"

#include "gaung-draft.h"

#define DELAY_MS 250

struct _GaungDraft
{
  GObject parent_instance;

  GaungStore *store;
  char *key;
  char *text;
  guint source;
  gboolean is_dirty;
};

G_DEFINE_FINAL_TYPE (GaungDraft, gaung_draft, G_TYPE_OBJECT)

enum
{
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  GaungDraft *self;
  char *text;
} Writing;

/* What is on its way into the store, by key: whoever opens a draft anew must find it already. */
static GHashTable *
get_under_way (GaungDraft *self)
{
  GHashTable *under_way = g_object_get_data (G_OBJECT (self->store), "gaung-drafts");

  if (under_way == NULL)
    {
      under_way = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_object_set_data_full (
          G_OBJECT (self->store), "gaung-drafts", under_way, (GDestroyNotify) g_hash_table_unref);
    }
  return under_way;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Writing *writing = data;
  g_autoptr (GaungDraft) self = writing->self;
  g_autofree char *text = writing->text;
  GHashTable *under_way = g_object_get_data (source, "gaung-drafts");
  g_autoptr (GError) error = NULL;

  if (g_hash_table_lookup (under_way, self->key) == text)
    g_hash_table_remove (under_way, self->key);
  if (gaung_store_write_finish (GAUNG_STORE (source), result, &error))
    return;
  self->is_dirty = TRUE;
  g_warning ("A draft could not be written: %s", error->message);
  g_signal_emit (self, signals[FAILED], 0, error);
}

/* The store writes in the order in which it was asked, and before it closes: what follows, like the
 * batch that consumes the draft, comes after it. */
static void
write_latest (GaungDraft *self)
{
  g_autoptr (GaungBatch) batch = NULL;
  Writing *writing;

  g_clear_handle_id (&self->source, g_source_remove);
  if (!self->is_dirty)
    return;
  self->is_dirty = FALSE;
  writing = g_new0 (Writing, 1);
  writing->self = g_object_ref (self);
  writing->text = g_strdup (self->text != NULL ? self->text : "");
  g_hash_table_replace (get_under_way (self), g_strdup (self->key), writing->text);
  batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
  gaung_batch_put_draft (batch, self->key, writing->text);
  gaung_store_write_async (self->store, batch, NULL, written_cb, writing);
}

static void
due_cb (gpointer data)
{
  GaungDraft *self = data;

  self->source = 0;
  write_latest (self);
}

static void
gaung_draft_dispose (GObject *object)
{
  GaungDraft *self = GAUNG_DRAFT (object);

  if (self->store != NULL)
    write_latest (self);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (gaung_draft_parent_class)->dispose (object);
}

static void
gaung_draft_finalize (GObject *object)
{
  GaungDraft *self = GAUNG_DRAFT (object);

  g_free (self->key);
  g_free (self->text);
  G_OBJECT_CLASS (gaung_draft_parent_class)->finalize (object);
}

static void
gaung_draft_class_init (GaungDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gaung_draft_dispose;
  object_class->finalize = gaung_draft_finalize;

  signals[FAILED] = g_signal_new ("failed",
                                  GAUNG_TYPE_DRAFT,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_ERROR);
}

static void
gaung_draft_init (GaungDraft *self)
{
}

GaungDraft *
gaung_draft_new (GaungStore *store, const char *key)
{
  GaungDraft *self;

  g_return_val_if_fail (GAUNG_IS_STORE (store), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  self = g_object_new (GAUNG_TYPE_DRAFT, NULL);
  self->store = g_object_ref (store);
  self->key = g_strdup (key);
  return self;
}

const char *
gaung_draft_get_key (GaungDraft *self)
{
  g_return_val_if_fail (GAUNG_IS_DRAFT (self), NULL);
  return self->key;
}

char *
gaung_draft_load (GaungDraft *self)
{
  const char *text;

  g_return_val_if_fail (GAUNG_IS_DRAFT (self), NULL);

  text = g_hash_table_lookup (get_under_way (self), self->key);
  if (text != NULL)
    return *text != '\0' ? g_strdup (text) : NULL;
  return gaung_store_get_draft (self->store, self->key);
}

void
gaung_draft_set_text (GaungDraft *self, const char *text)
{
  g_return_if_fail (GAUNG_IS_DRAFT (self));

  self->is_dirty |= g_set_str (&self->text, text);
  if (self->source == 0)
    self->source = g_timeout_add_once (DELAY_MS, due_cb, self);
}

void
gaung_draft_flush (GaungDraft *self)
{
  g_return_if_fail (GAUNG_IS_DRAFT (self));

  write_latest (self);
}

void
gaung_draft_forget (GaungDraft *self)
{
  g_return_if_fail (GAUNG_IS_DRAFT (self));

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->text, g_free);
  self->is_dirty = FALSE;
  g_hash_table_remove (get_under_way (self), self->key);
}
