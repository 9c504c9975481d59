/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gaung-paper.h"

const GaungPaper gaung_papers[] = {
  { "A3", 297, 420 }, { "A4", 210, 297 }, { "A5", 148, 210 }, { "A6", 105, 148 }, { NULL },
};

const GaungPaper *
gaung_paper_find (const char *name)
{
  for (const GaungPaper *paper = gaung_papers; paper->name != NULL; paper++)
    if (g_ascii_strcasecmp (paper->name, name) == 0)
      return paper;
  return NULL;
}
