/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_ATTACHMENT_STRIP (gaung_attachment_strip_get_type ())
/* GaungAttachmentStrip: the files of a complaint: pictures as thumbnails that open in the program, all
 * others with name and size, to be saved elsewhere. Nothing ever opens by itself or in another program. */
G_DECLARE_FINAL_TYPE (GaungAttachmentStrip, gaung_attachment_strip, GAUNG, ATTACHMENT_STRIP, AdwBin)

GtkWidget *gaung_attachment_strip_new (void);
void gaung_attachment_strip_set (GaungAttachmentStrip *self, GaungContext *context, const char *const *ids);

G_END_DECLS
