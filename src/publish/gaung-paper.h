/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GAUNG_POINTS_PER_MM (72.0 / 25.4)

/* A sheet of paper, upright (ISO 216). Sizes in millimetres. */
typedef struct
{
  const char *name; /* "A4" */
  int width;
  int height;
} GaungPaper;

extern const GaungPaper gaung_papers[]; /* A3 A4 A5 A6; ends with a row whose name is NULL */
/* By its name in any case. (nullable) */
const GaungPaper *gaung_paper_find (const char *name);

G_END_DECLS
