/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-remote-file.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_ATTACHMENT_TILE (gaung_attachment_tile_get_type ())
/* GaungAttachmentTile: one file of a complaint: its picture, or what it is; its name; its size, or how far it has come. A press
 * opens a picture and saves another file (the actions "attachment.preview" and "attachment.save" of a parent, with the id);
 * where the bytes are not here, it asks for them. */
G_DECLARE_FINAL_TYPE (GaungAttachmentTile, gaung_attachment_tile, GAUNG, ATTACHMENT_TILE, GtkButton)

GtkWidget *gaung_attachment_tile_new (GaungContext *context, GaungRemoteFile *file);
GaungRemoteFile *gaung_attachment_tile_get_file (GaungAttachmentTile *self);
/* As a screen reader says them. (transfer none) */
const char *gaung_attachment_tile_get_label (GaungAttachmentTile *self);
const char *gaung_attachment_tile_get_description (GaungAttachmentTile *self);

G_END_DECLS
