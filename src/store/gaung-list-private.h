/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-list.h"
#include "gaung-query-private.h"

G_BEGIN_DECLS

struct _GaungList
{
  GObject parent_instance;

  GaungStore *store;
  GaungQuery *query; /* (nullable) */
  GaungSql *sql;     /* of @query */
  gulong changed_handler;

  GArray *keys; /* (element-type GaungKey), in order */
  /* While one answer is replaced by another: what is told so far is the first @n_new of @keys and,
   * behind them, @old from @n_old on. */
  GArray *old;
  guint n_new;
  guint n_old;

  guint generation; /* of the load under way */
  GCancellable *cancellable;
  gboolean is_loading;
  gboolean is_truncated;
  GError *error;
  gboolean is_other_order; /* @keys are still sorted as the last query said */
  GHashTable *stale;       /* rows whose change made the load necessary */
  GHashTable *pending;     /* rows that changed during the load */
  gboolean is_pending_all; /* too many to name changed during the load */

  /* The answer without words, while there are words: taking them back shows it at once. */
  GArray *base;
  GaungSql *base_sql;
  GaungSort base_sort;
  GHashTable *base_changed; /* rows that changed since */

  GHashTable *items; /* row → GaungRecord, not owned */
  GPtrArray *recent; /* the last ones given out, owned: a ring */
  guint next_recent;
};

/* gaung-list-load.c */
/* @is_first: a new query, whose first page comes before the rest. */
void gaung_list_load (GaungList *self, gboolean is_first);

/* Remembers the present answer, if it is one that words will narrow down. */
void gaung_list_keep_base (GaungList *self);
void gaung_list_drop_base (GaungList *self);
/* Shows the answer that was remembered, if that is what the new query asks for. */
gboolean gaung_list_restore_base (GaungList *self);

/* gaung-list.c */
void gaung_list_set_loading (GaungList *self, gboolean is_loading);
void gaung_list_set_truncated (GaungList *self, gboolean is_truncated);
void gaung_list_take_error (GaungList *self, GError *error);
void gaung_list_item_gone_cb (gpointer data, GObject *item);

/* gaung-list-update.c */
/* Takes @keys. Rows of @forced (nullable) count as changed although they are in both. */
void gaung_list_replace (GaungList *self, GArray *keys, GHashTable *forced);
/* Tests each row of the set against the query, and puts it where it belongs. @is_told: those that are
 * where they belong have been told of already. */
void gaung_list_update_rows (GaungList *self, GHashTable *rows, gboolean is_told);
void gaung_list_forget_item (GaungList *self, gint64 row);
/* G_MAXUINT when it is not there. */
guint gaung_list_find_row (GaungList *self, gint64 row);

G_END_DECLS
