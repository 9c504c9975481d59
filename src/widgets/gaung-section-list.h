/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "gaung-list.h"

G_BEGIN_DECLS

/* Where a section of a list begins: at the first position whose sort key is not before @key. */
typedef struct
{
  gint64 key;
  const char *title; /* as shown: translated */
} GaungSection;

#define GAUNG_TYPE_SECTION_LIST (gaung_section_list_get_type ())
/* GaungSectionList: a GaungList with section borders, for a GtkListView with headers. A GListModel of
 * GaungRecord and a GtkSectionModel. Properties "list" (GaungList, construct-only), "n-items". */
G_DECLARE_FINAL_TYPE (GaungSectionList, gaung_section_list, GAUNG, SECTION_LIST, GObject)

GaungSectionList *gaung_section_list_new (GaungList *list);
GaungList *gaung_section_list_get_list (GaungSectionList *self);
/* @sections in the order of the list; the first one begins at position 0 whatever its key. Strings are
 * copied. Setting the same borders again does nothing, so it can be called at every tick of the clock. */
void gaung_section_list_set_sections (GaungSectionList *self, const GaungSection *sections, guint n_sections);
/* The title of the section in which @position lies; NULL without sections. (transfer none) */
const char *gaung_section_list_get_title (GaungSectionList *self, guint position);

G_END_DECLS
