/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-store.h"

G_BEGIN_DECLS

typedef void (*GaungSampleProgress) (guint done, guint total, gpointer data);

/* Fills a store with invented content in Indonesian: the agencies of the article and of domain.md, some
 * templates, and @n_complaints complaints in every state with persons, entries and attachments, dated
 * back from @now; and services with the questions that people ask about them and a month of visits. The
 * same seed and @now give the same content, ids included. Nothing of it enters the outbox, every record
 * carries "sample": true. The actor becomes a member of Diskominfo SP. */
gboolean gaung_sample_fill (GaungStore *store,
                            guint n_complaints,
                            guint64 seed,
                            GaungInstant now,
                            GaungSampleProgress progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GError **error);

/* As many services as are written down; what goes beyond are the same ones at other agencies. */
#define GAUNG_SAMPLE_ALL_SERVICES G_MAXUINT

/* The same with another number of services than all. */
gboolean gaung_sample_fill_sized (GaungStore *store,
                                  guint n_complaints,
                                  guint n_services,
                                  guint64 seed,
                                  GaungInstant now,
                                  GaungSampleProgress progress,
                                  gpointer progress_data,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
