/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What derives from the rows of an action table on the side of the widgets. */

#include "config.h"

#include "gaung-action-table.h"

/**
 * gaung_action_rows_install_class:
 * @rows: a table that ends with an empty row; only rows that have a function are installed
 *
 * Installs the actions of the table on a widget class, for its `class_init`.
 */
void
gaung_action_rows_install_class (GtkWidgetClass *widget_class, const GaungActionRow *rows)
{
  for (const GaungActionRow *row = rows; row->name != NULL; row++)
    if (row->activate)
      gtk_widget_class_install_action (widget_class, row->name, row->parameter, row->activate);
}

const GaungActionRow *
gaung_action_rows_find (const GaungActionRow *rows, const char *name)
{
  for (const GaungActionRow *row = rows; row->name != NULL; row++)
    if (g_strcmp0 (row->name, name) == 0)
      return row;

  return NULL;
}

/**
 * gaung_action_row_is_in_scope:
 * @scope: "app", "win" or "page"
 */
gboolean
gaung_action_row_is_in_scope (const GaungActionRow *row, const char *scope)
{
  gsize length = strlen (scope);

  return strncmp (row->name, scope, length) == 0 && row->name[length] == '.';
}

char *
gaung_action_row_get_key_label (const GaungActionRow *row)
{
  guint keyval;
  GdkModifierType modifiers;

  if (row->keys[0] == NULL || !gtk_accelerator_parse (row->keys[0], &keyval, &modifiers))
    return NULL;

  return gtk_accelerator_get_label (keyval, modifiers);
}

gboolean
gaung_focus_is_text (GtkRoot *root)
{
  GtkWidget *focus = gtk_root_get_focus (root);

  return focus != NULL && (GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus));
}
