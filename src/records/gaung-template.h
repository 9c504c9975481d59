/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-record.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_TEMPLATE (gaung_template_get_type ())
/* GaungTemplate: a text to reuse. name! kind(reply note question postpone archive) text! states (strings) categories (strings) agency owner shortcut; placeholders {nama} {nomor} {judul} {tenggat} {petugas} {dinas}. */
G_DECLARE_FINAL_TYPE (GaungTemplate, gaung_template, GAUNG, TEMPLATE, GaungRecord)

G_END_DECLS
