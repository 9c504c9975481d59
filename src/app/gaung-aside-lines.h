/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-line-model.h"
#include "gaung-outbox.h"

G_BEGIN_DECLS

/* What the exchange left behind: refused, not readable here, given up by somebody. */
typedef enum
{
  GAUNG_ASIDE_REFUSED, /* waits in the outbox for a person */
  GAUNG_ASIDE_UNREAD,  /* lies on the server */
  GAUNG_ASIDE_DROPPED, /* a copy is kept here */
} GaungAsideSection;

/* "Refused by the server" */
const char *gaung_aside_section_get_title (GaungAsideSection section);

typedef struct
{
  GaungAsideSection section;
  gint64 number;    /* of the outbox, or of the conflict; 0: not readable */
  char *id;
  char *type;       /* of what @id names */
  char *kind;       /* of an entry (nullable) */
  char *target;     /* what can be opened here (nullable) */
  char *title;      /* (nullable): to be shown, never logged */
  char *database;   /* (nullable): never was on a server */
  char *revision;   /* of what is not readable (nullable) */
  char *code;       /* of a refusal (nullable) */
  char *reason;     /* the server's, the reader's or the user's words (nullable) */
  gboolean is_new;
  GaungInstant at;  /* written; put aside; given up */
} GaungAsideItem;

/* Everything of it, in a thread. */
void gaung_aside_read_async (GaungStore *store, GaungInstant now, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/* (transfer full): lines whose data are GaungAsideItem; @items (out) (transfer full): the same, for looking something up. */
GaungLineSet *gaung_aside_read_finish (GAsyncResult *result, GPtrArray **items, GError **error);

G_END_DECLS
