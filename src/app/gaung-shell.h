/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-area-table.h"
#include "gaung-page.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_SHELL (gaung_shell_get_type ())
/* GaungShell: what a window shows while a workspace is open: the sidebar with the areas, and the area
 * that was chosen. An area's page is made when it is first shown.
 *
 * Properties: context (construct-only), areas-collapsed and page-collapsed (set by the window's
 * breakpoints), sidebar-hidden (by F9), area (the id of the shown one). */
G_DECLARE_FINAL_TYPE (GaungShell, gaung_shell, GAUNG, SHELL, AdwBin)

GtkWidget *gaung_shell_new (GaungContext *context, const char *area_id);
void gaung_shell_set_collapsed (GaungShell *self, gboolean areas, gboolean page);
/* FALSE when there is no such area, or it is not shown to this person. */
gboolean gaung_shell_show_area (GaungShell *self, const char *area_id);
const char *gaung_shell_get_area (GaungShell *self);
/* The page of the shown area. (nullable) */
GaungPage *gaung_shell_get_page (GaungShell *self);
/* Asks each area in turn; FALSE when none takes it. */
gboolean gaung_shell_open_record (GaungShell *self, const char *id);
/* To the area from which the last record was opened. FALSE when there is none. */
gboolean gaung_shell_go_back (GaungShell *self);
gboolean gaung_shell_create_record (GaungShell *self);
void gaung_shell_toggle_sidebar (GaungShell *self);
/* Opens the main menu; in a narrow window the areas come into sight with it. */
void gaung_shell_open_menu (GaungShell *self);
void gaung_shell_save_state (GaungShell *self);

G_END_DECLS
