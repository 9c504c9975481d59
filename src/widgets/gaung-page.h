/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_PAGE (gaung_page_get_type ())
/* GaungPage: what an area shows: a list (the middle column) and the page of one record (the right one).
 * An AdwBin that holds the area's own AdwNavigationSplitView; the window sets "collapsed" at its narrow
 * breakpoint. Property "context" (construct-only), "collapsed", "waiting-count" (uint: what waits for
 * me, shown in the sidebar; 0 hides it), "is-filled" (read-only: the list shows rows, or is known to be
 * empty). */
G_DECLARE_DERIVABLE_TYPE (GaungPage, gaung_page, GAUNG, PAGE, AdwBin)

struct _GaungPageClass
{
  AdwBinClass parent_class;

  /* Show this record; FALSE if it is not of this area. */
  gboolean (*open_record) (GaungPage *self, const char *id);
  /* win.new */
  void (*create_record) (GaungPage *self);
  /* Put the focus where a search begins. */
  void (*focus_search) (GaungPage *self);
  /* What to restore at the next start: (transfer full) (nullable), no personal data. */
  char *(*save_state) (GaungPage *self);
  void (*restore_state) (GaungPage *self, const char *state);
};

GaungContext *gaung_page_get_context (GaungPage *self);
gboolean gaung_page_get_collapsed (GaungPage *self);
void gaung_page_set_collapsed (GaungPage *self, gboolean collapsed);
guint gaung_page_get_waiting_count (GaungPage *self);
void gaung_page_set_waiting_count (GaungPage *self, guint count);
gboolean gaung_page_is_filled (GaungPage *self);
/* An area calls this once, when its list first has rows or is known to have none. */
void gaung_page_set_filled (GaungPage *self);
gboolean gaung_page_open_record (GaungPage *self, const char *id);
gboolean gaung_page_can_create (GaungPage *self);
void gaung_page_create_record (GaungPage *self);
void gaung_page_focus_search (GaungPage *self);
char *gaung_page_save_state (GaungPage *self);
void gaung_page_restore_state (GaungPage *self, const char *state);

G_END_DECLS
