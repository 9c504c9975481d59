/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  GAUNG_SORT_RANK,    /* the type's own order: most urgent first */
  GAUNG_SORT_NEWEST,  /* by `at`, latest first */
  GAUNG_SORT_OLDEST,
  GAUNG_SORT_CHANGED, /* latest change first */
} GaungSort;

#define GAUNG_TYPE_QUERY (gaung_query_get_type ())
typedef struct _GaungQuery GaungQuery;

/* Which records, in which order. Value type: copy, compare, to text and back. The text form serves saved
 * filters, gaungctl and the search field:
 *
 *   type:complaint state:new,verified agency:dlh assignee:me district:33.72.04 category:lighting
 *   channel:festival is:open,new,postponed,anonymous,secret,attached  -is:open  state:-done
 *   at>=2026-11-01 at<2026-12-01  due<2026-11-25  title=…  member:value  sort:newest limit:50  words "…"
 *
 * Several values of a column are alternatives; a value that begins with - excludes. `is` values joined by
 * + must hold together (is:open+new), and is:a is:b in a text means a+b. assignee:none has nobody;
 * assignee:me and agency:me are the store's actor. Records whose state removed them (is:inactive) are
 * left out unless `is` names inactive or any, or a state is asked for. A day in a comparison is the whole
 * day in WIB: at=2026-11-01, at<=2026-11-01 include it; -due<2026-11-25 also leaves what has no deadline. `parent` and `key` are exact.
 *
 * A column (agency, assignee, state, category, channel, district, village, parent, key, is, at, due, changed)
 * is answered from an index; any other name is a member of the document. Words are full-text, each a
 * prefix, all must be there. */
GType gaung_query_get_type (void);
GaungQuery *gaung_query_new (const char *type); /* @type NULL: all types */
GaungQuery *gaung_query_copy (const GaungQuery *self);
void gaung_query_free (GaungQuery *self);
gboolean gaung_query_equal (const GaungQuery *a, const GaungQuery *b);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungQuery, gaung_query_free)
/* GAUNG_STORE_ERROR_QUERY with the place of the fault. */
GaungQuery *gaung_query_parse (const char *text, GError **error);
char *gaung_query_to_text (const GaungQuery *self);

/* Column is any of those above; several values are alternatives; calling again for the same column
 * replaces; @values NULL or empty removes the condition. */
void gaung_query_set (GaungQuery *self, const char *column, const char *const *values);
void gaung_query_set_one (GaungQuery *self, const char *column, const char *value);
GStrv gaung_query_get (const GaungQuery *self, const char *column); /* (transfer full), never NULL */
/* @operator one of = != < <= > >= ~ (contains, folded). @member at, due and changed are columns; calling
 * again adds a condition, and all must hold. @value NULL removes the member's conditions of @operator. */
void gaung_query_add (GaungQuery *self, const char *member, const char *operator, const char *value);
void gaung_query_set_words (GaungQuery *self, const char *words);
const char *gaung_query_get_words (const GaungQuery *self); /* never NULL */
const char *gaung_query_get_record_type (const GaungQuery *self);
void gaung_query_set_sort (GaungQuery *self, GaungSort sort);
GaungSort gaung_query_get_sort (const GaungQuery *self);
void gaung_query_set_limit (GaungQuery *self, guint limit); /* 0: none */

G_END_DECLS
