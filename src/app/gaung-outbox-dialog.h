/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_OUTBOX_DIALOG (gaung_outbox_dialog_get_type ())
/* GaungOutboxDialog: everything that was written and is not yet on the server: what was refused first, then what can still
 * be taken back, what is held, and what waits its turn. Each can be opened, held back, sent, deleted (with a reason) or
 * exported; one that was refused never blocks the others. */
G_DECLARE_FINAL_TYPE (GaungOutboxDialog, gaung_outbox_dialog, GAUNG, OUTBOX_DIALOG, AdwDialog)

AdwDialog *gaung_outbox_dialog_new (GaungContext *context);
/* Nothing is being read at the moment: what is shown is what there is. For tests. */
gboolean gaung_outbox_dialog_is_settled (GaungOutboxDialog *self);

G_END_DECLS
