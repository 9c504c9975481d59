/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  GAUNG_ACTION_NONE = 0,
  GAUNG_ACTION_OUTSIDE_TEXT = 1 << 0, /* its keys act only if no text field has the focus */
  GAUNG_ACTION_HIDDEN = 1 << 1,       /* not in the shortcuts window nor in the search */
  GAUNG_ACTION_KEYS_ONLY = 1 << 2,    /* the widget handles these keys itself: only shown */
  GAUNG_ACTION_NOT_SEARCHED = 1 << 3, /* makes no sense out of its place: not in the search */
} GaungActionFlags;

/* One row of an action table. The scope is the part of @name before the first dot:
 *   app.   installed on the GApplication by gaung_action_rows_add_to_map
 *   win.   installed on the window's class by gaung_action_rows_install_class
 *   page.  installed on an area's GaungPage subclass (by the same function, in its class_init); its keys
 *          act on the area that is shown, whatever has the focus
 * From the row derive the action, the accelerators, the shortcuts window and the search. */
typedef struct
{
  const char *name;      /* "page.reply" */
  const char *parameter; /* GVariant type string, NULL: none */
  const char *keys[4];   /* "<Control>k", at most three */
  const char *section;   /* N_() title of its group in the shortcuts window */
  const char *title;     /* N_() what it does */
  GaungActionFlags flags;
  GtkWidgetActionActivateFunc activate; /* NULL where somebody else installs it */
} GaungActionRow;

/* Tables end with a row whose name is NULL. */
void gaung_action_rows_install_class (GtkWidgetClass *widget_class, const GaungActionRow *rows);
const GaungActionRow *gaung_action_rows_find (const GaungActionRow *rows, const char *name);
gboolean gaung_action_row_is_in_scope (const GaungActionRow *row, const char *scope);
/* The first key as people read it ("Ctrl+K"), or NULL. (transfer full) */
char *gaung_action_row_get_key_label (const GaungActionRow *row);
/* Is a text field (or another place where letters are typed) the focus of @root? */
gboolean gaung_focus_is_text (GtkRoot *root);

G_END_DECLS
