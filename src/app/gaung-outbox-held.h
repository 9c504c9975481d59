/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include "gaung-store.h"

G_BEGIN_DECLS

/* A public reply that was sent but can still be taken back; see areas/complaints/gaung-held-replies.h, which keeps it as
 * a draft. */
typedef struct
{
  char *complaint;
  char *title; /* of the complaint; "" when it is no longer here */
  GaungInstant due_at;
} GaungHeldItem;

void gaung_held_item_free (GaungHeldItem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungHeldItem, gaung_held_item_free)

/* All of them, the next to leave first. Any thread. (element-type GaungHeldItem) */
GPtrArray *gaung_held_items_list (GaungStore *store);

G_END_DECLS
