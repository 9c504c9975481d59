/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-record.h"

G_BEGIN_DECLS

typedef struct _GaungBatch GaungBatch;

typedef enum
{
  GAUNG_BATCH_NONE = 0,
  GAUNG_BATCH_NO_OUTBOX = 1 << 0, /* not to be sent: sample content, what came from a server */
  GAUNG_BATCH_FRESH = 1 << 1,     /* written by somebody else: marks the records as new since I looked */
} GaungBatchFlags;

/* What goes into the store in one transaction: all of it or nothing. Boxed, refcounted. */
GaungBatch *gaung_batch_new (GaungBatchFlags flags);
GaungBatch *gaung_batch_ref (GaungBatch *self);
void gaung_batch_unref (GaungBatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungBatch, gaung_batch_unref)

/* Creates the record, or replaces the stored one. The record is copied now. @expected_change is that of the record
 * as it was read: keep it before an action stamps a new one. The write fails with GAUNG_STORE_ERROR_CONFLICT when
 * the stored `change` is another; "" means that there must be none yet (GAUNG_STORE_ERROR_EXISTS). With NULL, unless
 * NO_OUTBOX, a stored record is replaced only by one that still carries its `change`; else it fails alike, so that
 * nobody takes back what a pull brought meanwhile.
 *
 * Unless NO_OUTBOX, the record is validated (GAUNG_RECORD_ERROR), and one whose `change` is still the stored
 * one is stamped by the store (its actor, now), so that every write has a `change` of its own. */
void gaung_batch_put (GaungBatch *self, GaungRecord *record, const char *expected_change);
/* The bytes of an attachment record (which is put as well). */
void gaung_batch_put_bytes (GaungBatch *self, const char *attachment_id, GBytes *bytes);
/* Drafts are local and never sent. @text NULL or "" removes it. @key e.g. "complaint:…/reply". */
void gaung_batch_put_draft (GaungBatch *self, const char *key, const char *text);
/* I have looked at it. */
void gaung_batch_mark_seen (GaungBatch *self, const char *id);
/* A local value: who I am, saved filters, when I last looked. @value NULL removes it. */
void gaung_batch_put_setting (GaungBatch *self, const char *key, const char *value);
guint gaung_batch_get_size (GaungBatch *self);

G_END_DECLS
