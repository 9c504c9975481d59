/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-store.h"

G_BEGIN_DECLS

typedef void (*GaungSampleProgress) (guint done, guint total, gpointer data);

/* Fills a store with invented content in Indonesian: the agencies of the article and of domain.md, some
 * templates, and @n_complaints complaints in every state with persons, entries and attachments, dated
 * back from @now. The same seed and @now give the same content, ids included. Nothing of it enters the
 * outbox, every record carries "sample": true. The actor becomes a member of Diskominfo SP. */
gboolean gaung_sample_fill (GaungStore *store,
                            guint n_complaints,
                            guint64 seed,
                            GaungInstant now,
                            GaungSampleProgress progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GError **error);

G_END_DECLS
