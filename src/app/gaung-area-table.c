/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The service areas. To add one: a folder under areas/ with a GaungPage, and a row here. */

#include "config.h"

#include "gaung-area-table.h"

#include <glib/gi18n.h>

#include "gaung-complaints-page.h"
#include "gaung-home-page.h"
#include "gaung-services-page.h"

static const GaungArea areas[] = {
  {
      .id = "home",
      .title = N_ ("Home"),
      .icon_name = "user-home-symbolic",
      .key = "<Alt>1",
      .get_type = gaung_home_page_get_type,
  },
  {
      .id = "complaints",
      .title = N_ ("Complaints"),
      .icon_name = "mail-unread-symbolic",
      .key = "<Alt>2",
      .get_type = gaung_complaints_page_get_type,
      .waiting = "type:complaint is:open assignee:me",
      .actions = gaung_complaint_action_rows,
  },
  {
      .id = "services",
      .title = N_ ("Services"),
      .icon_name = "help-about-symbolic",
      .key = "<Alt>3",
      .get_type = gaung_services_page_get_type,
      .actions = gaung_service_action_rows,
  },
  { NULL },
};

const GaungArea *
gaung_areas (void)
{
  return areas;
}

const GaungArea *
gaung_area_find (const char *id)
{
  for (const GaungArea *area = areas; area->id != NULL; area++)
    if (g_strcmp0 (area->id, id) == 0)
      return area;

  return NULL;
}

const char *
gaung_area_get_title (const GaungArea *area)
{
  return _ (area->title);
}

static gboolean
has_a_role (const GaungArea *area, const GaungActor *actor)
{
  if (area->roles[0] == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (area->roles) && area->roles[i] != NULL; i++)
    if (actor != NULL && gaung_actor_has_role (actor, area->roles[i]))
      return TRUE;

  return FALSE;
}

/* A list of areas counts only when it knows one: names of a later version, or of none, must not
 * take away what there is. */
static gboolean
names_an_area (const char *const *list)
{
  for (guint i = 0; list[i] != NULL; i++)
    if (gaung_area_find (list[i]) != NULL)
      return TRUE;

  return FALSE;
}

gboolean
gaung_area_is_shown (const GaungArea *area, GaungRecord *agency, const GaungActor *actor)
{
  g_auto (GStrv) shown = NULL;
  g_auto (GStrv) hidden = NULL;

  if (area == areas)
    return TRUE;
  if (!has_a_role (area, actor))
    return FALSE;
  if (agency == NULL)
    return TRUE;

  shown = gaung_record_get_strings (agency, "areas");
  hidden = gaung_record_get_strings (agency, "areas_hidden");
  if (g_strv_contains ((const char *const *) hidden, area->id))
    return FALSE;

  return !names_an_area ((const char *const *) shown)
         || g_strv_contains ((const char *const *) shown, area->id);
}
