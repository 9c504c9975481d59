/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-session.h"

G_BEGIN_DECLS

/* An AdwStatusPage that says why the workspace did not open, what was kept, and what to do next: try
 * again, begin another workspace, or show its folder. (transfer floating) */
GtkWidget *gaung_fault_page_new (GaungSession *session);

G_END_DECLS
