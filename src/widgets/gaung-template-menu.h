/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_TEMPLATE_MENU (gaung_template_menu_get_type ())
/* GaungTemplateMenu: a popover with the templates that fit: of the kind, for the state and the category,
 * of my agency or everybody's, mine or shared. Signal "chosen" (string: the text, placeholders filled). */
G_DECLARE_FINAL_TYPE (GaungTemplateMenu, gaung_template_menu, GAUNG, TEMPLATE_MENU, GtkPopover)

GtkWidget *gaung_template_menu_new (GaungContext *context);
void gaung_template_menu_set_kind (GaungTemplateMenu *self, const char *kind);
void gaung_template_menu_set_subject (GaungTemplateMenu *self, const char *state, const char *category);
/* @value takes the place of {@name}; NULL leaves it to be filled by hand. */
void gaung_template_menu_set_placeholder (GaungTemplateMenu *self, const char *name, const char *value);
/* (transfer full) */
char *gaung_template_menu_fill (GaungTemplateMenu *self, const char *text);

G_END_DECLS
