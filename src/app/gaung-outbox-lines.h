/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-line-model.h"
#include "gaung-outbox-held.h"
#include "gaung-outbox.h"

G_BEGIN_DECLS

/* Refused, in its first seconds, held, then what needs nobody. */
typedef enum
{
  GAUNG_OUTBOX_SECTION_PARKED, /* of GaungOutboxItem */
  GAUNG_OUTBOX_SECTION_UNSENT, /* of GaungHeldItem */
  GAUNG_OUTBOX_SECTION_HELD,   /* of GaungOutboxItem */
  GAUNG_OUTBOX_SECTION_WAITING,
  GAUNG_OUTBOX_SECTION_N,
} GaungOutboxSection;

/* "Needs you" */
const char *gaung_outbox_section_get_title (GaungOutboxSection section);

/* What is shown of the outbox. */
typedef struct
{
  GaungLineSet *lines;
  GaungOutboxCounts counts; /* of all of it, whatever is looked for */
  guint n_unsent;           /* replies that can still be taken back */
} GaungOutboxPage;

void gaung_outbox_page_free (GaungOutboxPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungOutboxPage, gaung_outbox_page_free)
/* All that waits in one of @sections (1 << GaungOutboxSection) and has the words of @search (nullable) in its title, in a thread. */
void gaung_outbox_page_read_async (GaungStore *store, guint sections, const char *search, GaungInstant now, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GaungOutboxPage *gaung_outbox_page_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
