/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which database a record goes to. Pure: no store, no server. */
#include "config.h"

#include <string.h>

#include "gaung-json.h"
#include "gaung-sync-route-private.h"

static const struct
{
  const char *type;
  GaungSyncKind kind;
} fixed_kinds[] = {
  { "agency", GAUNG_SYNC_DIRECTORY }, { "calendar", GAUNG_SYNC_DIRECTORY },
  { "scheme", GAUNG_SYNC_DIRECTORY }, { "template", GAUNG_SYNC_COMMON },
  { "service", GAUNG_SYNC_COMMON },   { "question", GAUNG_SYNC_COMMON },
  { "visit", GAUNG_SYNC_COMMON },
};

void
gaung_route_clear (GaungRoute *self)
{
  g_clear_pointer (&self->agency, g_free);
}

char *
gaung_route_dup_type (const char *id)
{
  const char *colon = id != NULL ? strchr (id, ':') : NULL;

  return colon != NULL ? g_strndup (id, colon - id) : g_strdup ("");
}

static gboolean
find_fixed (const char *type, GaungRoute *route)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fixed_kinds); i++)
    if (g_str_equal (fixed_kinds[i].type, type))
      {
        route->kind = fixed_kinds[i].kind;
        return TRUE;
      }
  return FALSE;
}

static gboolean
has_role (const GaungRouteSender *sender, const char *role)
{
  return g_strv_contains (sender->roles, role);
}

static gboolean
is_of_agency (const GaungRouteSender *sender, const char *agency)
{
  g_autofree char *role = g_strconcat ("agency-", agency, NULL);

  return has_role (sender, role);
}

static gboolean
go_to_agency (const char *agency, GaungRoute *route)
{
  if (agency == NULL || *agency == '\0')
    return FALSE;
  route->kind = GAUNG_SYNC_AGENCY;
  route->agency = g_strdup (agency);
  return TRUE;
}

static gboolean
go_to_identity (GaungRoute *route)
{
  route->kind = GAUNG_SYNC_IDENTITY;
  return TRUE;
}

/* A coordinator has the desks of all; others have their own, and pass on what is another's. */
static gboolean
find_complaint (const GaungRouteSender *sender, JsonObject *document, GaungRoute *route)
{
  const char *agency = gaung_json_get_string (document, "agency", NULL);
  gboolean is_coordinator = has_role (sender, "coordinator");

  if (is_coordinator && gaung_json_get_boolean (document, "secret", FALSE))
    return go_to_identity (route);
  if (agency != NULL && *agency != '\0' && (is_coordinator || is_of_agency (sender, agency)))
    return go_to_agency (agency, route);
  return go_to_agency (sender->agency, route) || (is_coordinator && go_to_identity (route));
}

gboolean
gaung_route_find (const GaungRouteSender *sender,
                  JsonObject *document,
                  JsonObject *owner,
                  const GaungRoute *owner_route,
                  GaungRoute *route)
{
  const char *type = gaung_json_get_string (document, "type", "");

  *route = (GaungRoute) { 0 };
  if (find_fixed (type, route))
    return TRUE;
  if (g_str_equal (type, "complaint"))
    return find_complaint (sender, document, route);
  if (g_str_equal (type, "entry"))
    {
      g_autofree char *parent
          = gaung_route_dup_type (gaung_json_get_string (document, "parent", NULL));

      if (find_fixed (parent, route))
        return TRUE;
    }
  /* Who an anonymous reporter is, only those may know who can read that database. */
  if (g_str_equal (type, "person") && owner != NULL && has_role (sender, "coordinator")
      && gaung_json_get_boolean (owner, "anonymous", FALSE))
    return go_to_identity (route);
  if (owner_route != NULL)
    {
      route->kind = owner_route->kind;
      route->agency = g_strdup (owner_route->agency);
      return TRUE;
    }
  return go_to_agency (sender->agency, route);
}

/* validate.js, mayWriteTemplate() */
static gboolean
can_write_template (const GaungRouteSender *sender, JsonObject *document)
{
  const char *owner = gaung_json_get_string (document, "owner", "");
  const char *agency = gaung_json_get_string (document, "agency", "");
  gboolean is_above = has_role (sender, "coordinator") || has_role (sender, "admin");

  if (*owner != '\0')
    return g_str_equal (owner, sender->account);
  if (*agency != '\0')
    return is_above || is_of_agency (sender, agency);
  return is_above || has_role (sender, "publisher");
}

/* validate.js, mayWriteCommon() */
static gboolean
can_write_common (const GaungRouteSender *sender, JsonObject *document)
{
  const char *type = gaung_json_get_string (document, "type", "");
  const char *agency = gaung_json_get_string (document, "agency", "");
  gboolean is_admin = has_role (sender, "admin") || has_role (sender, "_admin");
  gboolean stands_for = has_role (sender, "coordinator") || is_of_agency (sender, agency);

  if (g_str_equal (type, "template"))
    return can_write_template (sender, document);
  if (g_str_equal (type, "service") || g_str_equal (type, "question"))
    return stands_for || is_admin;
  return !g_str_equal (type, "visit") || stands_for;
}

gboolean
gaung_route_is_open (const GaungRouteSender *sender, const GaungRoute *route, JsonObject *document)
{
  gboolean is_staff = has_role (sender, "staff");

  switch (route->kind)
    {
    case GAUNG_SYNC_DIRECTORY:
      return has_role (sender, "admin") || has_role (sender, "_admin");
    case GAUNG_SYNC_COMMON:
      return is_staff && can_write_common (sender, document);
    case GAUNG_SYNC_AGENCY:
      return has_role (sender, "coordinator") || (is_staff && is_of_agency (sender, route->agency));
    case GAUNG_SYNC_IDENTITY:
      return has_role (sender, "coordinator");
    default:
      g_assert_not_reached ();
    }
}
