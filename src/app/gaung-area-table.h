/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-action-table.h"
#include "gaung-context.h"

G_BEGIN_DECLS

/* One row per service area; sidebar, shortcuts, search and tests derive from it. */
typedef struct
{
  const char *id;        /* stable: also what an agency's `areas` and `areas_hidden` name */
  const char *title;     /* N_() */
  const char *icon_name;
  const char *key;       /* accelerator */
  GType (*get_type) (void); /* a GaungPage */
  const char *roles[4];  /* one of them is needed; none: everybody */
  const char *waiting;   /* a query for what waits for me, until the page itself counts; NULL: nothing */
  const GaungActionRow *actions; /* what the area adds to the action table (nullable) */
} GaungArea;

/* All areas that exist, in the order of the sidebar; ends with a row whose id is NULL. */
const GaungArea *gaung_areas (void);
const GaungArea *gaung_area_find (const char *id);
const char *gaung_area_get_title (const GaungArea *area); /* translated */
/* Does @actor, who works at @agency (nullable), see the area? An agency that names no `areas` sees all
 * but its `areas_hidden`; home is always there. */
gboolean gaung_area_is_shown (const GaungArea *area, GaungRecord *agency, const GaungActor *actor);

G_END_DECLS
