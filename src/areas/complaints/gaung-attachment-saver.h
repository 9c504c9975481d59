/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-remote-file.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_ATTACHMENT_SAVER (gaung_attachment_saver_get_type ())
/* GaungAttachmentSaver: writes attachments as files of their own where somebody chose; fetches first what is not here, and
 * waits for it also when another complaint is shown meanwhile. It holds itself until it is done, or until the widget
 * that it tells things on is gone. */
G_DECLARE_FINAL_TYPE (GaungAttachmentSaver, gaung_attachment_saver, GAUNG, ATTACHMENT_SAVER, GObject)

/* Asks where to, then does it. @from: on which it is told. */
void gaung_attachment_saver_ask (GtkWidget *from, GaungContext *context, GaungRemoteFile *file);
void gaung_attachment_saver_ask_folder (GtkWidget *from, GaungContext *context, GPtrArray *files);

/* One file into @target, which is written over; or all (@is_folder) into that folder, under names that are free there. */
void gaung_attachment_saver_start (GtkWidget *from, GaungContext *context, GPtrArray *files, GFile *target, gboolean is_folder);

G_END_DECLS
