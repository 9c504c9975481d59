/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum
{
  GAUNG_EMPTY_SEARCH_SCOPE, /* no hit here, but there is an "All" */
  GAUNG_EMPTY_SEARCH,
  GAUNG_EMPTY_FILTER,
  GAUNG_EMPTY_MINE,
  GAUNG_EMPTY_AGENCY,
  GAUNG_EMPTY_ALL,
} GaungEmptyKind;

/* What a list shows when it has no rows: why, and the one thing to do. (transfer floating) */
GtkWidget *gaung_empty_page_new (GaungEmptyKind kind);
/* Rows without content, for a wait that is long enough to notice. (transfer floating) */
GtkWidget *gaung_skeleton_new (guint n_rows);

G_END_DECLS
