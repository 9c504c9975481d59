/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-store.h"

G_BEGIN_DECLS

/* Whom a complaint can be handed over to in Surakarta: agencies, sections of the secretariat, kecamatan,
 * kelurahan, vertical offices and enterprises (domain.md §h.3 and the article). The names are from a
 * secondary source; the city has to confirm them. */
typedef struct
{
  char *code;
  char *name;
  char *short_name;
  char *kind; /* as in the field `kind` of an agency */
  char *parent_code; /* (nullable) */
  GStrv aliases;
  GStrv areas; /* of the area table, also of areas to come */
} GaungCityAgency;

/* In the order in which they are shown to choose from, the first is who answers the city.
 * (transfer full) (element-type GaungCityAgency) */
GPtrArray *gaung_city_agencies_list (void);
/* The code of the agency that a person typed by name, short name, alias or code; NULL if there is none.
 * (transfer full) (nullable) */
char *gaung_city_agencies_find (const char *typed);
/* A record of it, with everything but `areas`. Its id is made from the code, so that whoever brings the
 * agencies to a server, or into a workspace that is connected to one later, makes the same records. */
GaungRecord *gaung_city_agency_make_record (const GaungCityAgency *self, const GaungActor *actor, GaungInstant now, GError **error);
/* Sets everything but `areas`. */
gboolean gaung_city_agency_describe (const GaungCityAgency *self, GaungRecord *record, GError **error);
/* Writes those that @store does not have yet, as records to be edited like all others. Their menus are not
 * limited. Like the built-in calendars they do not enter the outbox until somebody edits them: a server
 * that the workspace is connected to later has its own. */
gboolean gaung_city_agencies_write (GaungStore *store, const GaungActor *actor, GaungInstant now, GError **error);

G_END_DECLS
