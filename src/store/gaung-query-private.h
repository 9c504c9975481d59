/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-actor.h"
#include "gaung-database-private.h"
#include "gaung-query.h"

G_BEGIN_DECLS

/* A hit beyond this many is not looked at when a list has words. */
#define GAUNG_QUERY_MAX_HITS 1000

typedef struct
{
  char *name;
  char *operator; /* ":" for gaung_query_set, else that of gaung_query_add */
  GStrv values;   /* of ":" any number; else one */
} GaungCondition;

struct _GaungQuery
{
  char *type; /* (nullable) */
  GPtrArray *conditions;
  char *words;
  GaungSort sort;
  guint limit;
};

/* Columns whose values are words in `term`. */
gboolean gaung_query_is_term_column (const char *name);
/* at, due, changed */
gboolean gaung_query_is_time_column (const char *name);
/* Bits that a name of `is` stands for; 0 when unknown. "new" is fresh and has no bit. */
gboolean gaung_query_find_flag (const char *name, guint *flag);
/* The bounds [@from, @to) of what @operator @value allows; FALSE when @value is no day or instant. */
gboolean gaung_query_get_bounds (const char *operator, const char *value, gint64 *from, gint64 *to);
const GaungCondition *gaung_query_find (const GaungQuery *self, const char *name, const char *operator);

/* A query as SQL. */
typedef struct
{
  char *from;      /* table and index */
  char *where;     /* without the word WHERE */
  GPtrArray *binds; /* (element-type utf8): every parameter is text */
  char *match;     /* FTS5 expression, NULL without words */
  gboolean is_dense; /* nothing of the type has a parent: document_row answers a search */
  const char *key; /* the column that sorts */
  gboolean is_descending;
} GaungSql;

/* A row and what it is sorted by. */
typedef struct
{
  gint64 key;
  gint64 row;
} GaungKey;

/* The token by which the search index knows a type; gaung_fold() never gives one that begins so. */
char *gaung_sql_type_token (const char *type);
GaungSql *gaung_sql_new (const GaungQuery *query, const GaungActor *actor);
void gaung_sql_free (GaungSql *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungSql, gaung_sql_free)
/* They select the same; order and limit are not looked at. */
gboolean gaung_sql_equal (const GaungSql *a, const GaungSql *b);
/* SELECT @columns of what matches, in order; with words by row, the newest first. @limit 0: all. */
GaungStatement *gaung_sql_prepare (const GaungSql *self, GaungDatabase *database, const char *columns, guint limit, GError **error);
/* In order: (transfer full) (element-type GaungKey). With words @max_hits (0: all) newest hits are looked
 * at; @limit 0: all. */
GArray *gaung_sql_collect (const GaungSql *self, GaungDatabase *database, guint max_hits, guint limit, GError **error);
int gaung_sql_compare (const GaungSql *self, const GaungKey *a, const GaungKey *b);
/* The sort key of one row, if the query holds for it. */
gboolean gaung_sql_test_row (const GaungSql *self, GaungDatabase *database, gint64 row, gint64 *key, GError **error);

G_END_DECLS
