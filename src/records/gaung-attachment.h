/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-record.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_ATTACHMENT (gaung_attachment_get_type ())
/* GaungAttachment: one immutable file; id attachment:<sha256>. name! media_type! size! sha256! width height; the bytes lie in the store. */
G_DECLARE_FINAL_TYPE (GaungAttachment, gaung_attachment, GAUNG, ATTACHMENT, GaungRecord)

/* The record of a file that is about to be stored: hashes @bytes. @name is reduced to one line.
 * (transfer full) */
GaungAttachment *gaung_attachment_new (GBytes *bytes, const char *name, const char *media_type, const GaungActor *actor, GaungInstant now);

G_END_DECLS
