/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungBatch: a list of operations; gaung-store-write.c carries them out. */
#include "config.h"

#include "gaung-batch-private.h"

#include "gaung-exchange-private.h"

struct _GaungBatch
{
  gatomicrefcount ref_count;
  GaungBatchFlags flags;
  GPtrArray *operations;
};

static void
operation_free (GaungOperation *operation)
{
  g_clear_object (&operation->record);
  g_free (operation->key);
  g_free (operation->text);
  g_clear_pointer (&operation->bytes, g_bytes_unref);
  g_free (operation);
}

static GaungOperation *
add (GaungBatch *self, GaungOperationKind kind, const char *key, const char *text)
{
  GaungOperation *operation = g_new0 (GaungOperation, 1);

  operation->kind = kind;
  operation->key = g_strdup (key);
  operation->text = g_strdup (text);
  g_ptr_array_add (self->operations, operation);
  return operation;
}

GPtrArray *
gaung_batch_get_operations (GaungBatch *self)
{
  return self->operations;
}

GaungBatchFlags
gaung_batch_get_flags (GaungBatch *self)
{
  return self->flags;
}

/**
 * gaung_batch_new:
 * @flags: for everything in the batch
 *
 * Returns: (transfer full): an empty batch
 */
GaungBatch *
gaung_batch_new (GaungBatchFlags flags)
{
  GaungBatch *self = g_new0 (GaungBatch, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->flags = flags;
  self->operations = g_ptr_array_new_with_free_func ((GDestroyNotify) operation_free);
  return self;
}

GaungBatch *
gaung_batch_ref (GaungBatch *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
gaung_batch_unref (GaungBatch *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->operations);
  g_free (self);
}

void
gaung_batch_put (GaungBatch *self, GaungRecord *record, const char *expected_change)
{
  GaungOperation *operation;

  g_return_if_fail (self != NULL && GAUNG_IS_RECORD (record));

  /* A copy: later changes of the caller's record do not count, and another thread may write it. */
  operation = add (self, GAUNG_OPERATION_PUT, expected_change, NULL);
  operation->record = gaung_record_copy (record);
}

void
gaung_batch_put_bytes (GaungBatch *self, const char *attachment_id, GBytes *bytes)
{
  g_return_if_fail (self != NULL && attachment_id != NULL && bytes != NULL);

  add (self, GAUNG_OPERATION_BYTES, attachment_id, NULL)->bytes = g_bytes_ref (bytes);
}

void
gaung_batch_put_draft (GaungBatch *self, const char *key, const char *text)
{
  g_return_if_fail (self != NULL && key != NULL);

  add (self, GAUNG_OPERATION_DRAFT, key, text != NULL && *text != '\0' ? text : NULL);
}

void
gaung_batch_mark_seen (GaungBatch *self, const char *id)
{
  g_return_if_fail (self != NULL && id != NULL);

  add (self, GAUNG_OPERATION_SEEN, id, NULL);
}

void
gaung_batch_put_setting (GaungBatch *self, const char *key, const char *value)
{
  g_return_if_fail (self != NULL && key != NULL);

  add (self, GAUNG_OPERATION_SETTING, key, value);
}

void
gaung_batch_resolve_conflict (GaungBatch *self, gint64 number, GaungConflictKind kind)
{
  g_return_if_fail (self != NULL);

  add (self, GAUNG_OPERATION_CONFLICT, gaung_conflict_kind_get_nick (kind), NULL)->number = number;
}

guint
gaung_batch_get_size (GaungBatch *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->operations->len;
}
