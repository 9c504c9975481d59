/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-remote-file.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_ATTACHMENT_PREVIEW (gaung_attachment_preview_get_type ())
/* GaungAttachmentPreview: one picture in a dialog; or how far it has come, why it is not here, and what can be done.
 *
 * Signal "save": somebody wants it as a file of its own. */
G_DECLARE_FINAL_TYPE (GaungAttachmentPreview, gaung_attachment_preview, GAUNG, ATTACHMENT_PREVIEW, AdwDialog)

AdwDialog *gaung_attachment_preview_new (GaungContext *context, GaungRemoteFile *file);
/* "picture", "decoding", "unreadable", "absent", "waiting", "fetching", "failed", "lost" */
const char *gaung_attachment_preview_get_shown (GaungAttachmentPreview *self);
/* What stands in place of the picture. (transfer none) (nullable) */
GtkWidget *gaung_attachment_preview_get_button (GaungAttachmentPreview *self);

G_END_DECLS
