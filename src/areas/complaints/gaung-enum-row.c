/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Combo rows over enumerations. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-enum-row.h"

void
gaung_enum_row_fill (AdwComboRow *row, const GaungEnumValue *values, gboolean has_none)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkExpression) string
      = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  if (has_none)
    gtk_string_list_append (names, _ ("Not known"));
  for (guint i = 0; values[i].nick != NULL; i++)
    gtk_string_list_append (names, gaung_enum_get_label (values, values[i].nick));
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  adw_combo_row_set_expression (row, string);
}

void
gaung_enum_row_select (AdwComboRow *row,
                       const GaungEnumValue *values,
                       gboolean has_none,
                       const char *nick)
{
  adw_combo_row_set_selected (row, 0);
  for (guint i = 0; nick != NULL && values[i].nick != NULL; i++)
    if (g_str_equal (values[i].nick, nick))
      adw_combo_row_set_selected (row, has_none ? i + 1 : i);
}

const char *
gaung_enum_row_get (AdwComboRow *row, const GaungEnumValue *values, gboolean has_none)
{
  guint selected = adw_combo_row_get_selected (row);

  if (selected == GTK_INVALID_LIST_POSITION || (has_none && selected == 0))
    return NULL;
  return values[has_none ? selected - 1 : selected].nick;
}
