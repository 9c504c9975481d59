/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Says in the catalogue of a PDF which language its text has (ISO 32000-1, 14.9.2), that its structure can be
 * trusted (14.7.1) and that its title names it (12.2), by an incremental update at its end. @pdf as cairo writes version 1.4. FALSE and nothing changed for any other. */
gboolean gaung_pdf_describe (GByteArray *pdf, const char *language);

G_END_DECLS
