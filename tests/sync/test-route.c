/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which database a record goes to, and whether the account may write it there; the same rules as
 * those of data/server/validate.js. */
#include "config.h"

#include "gaung-json.h"
#include "gaung-sync-route-private.h"

typedef struct
{
  const char *name;
  const char *agency; /* of the account */
  const char *roles;
  const char *document;
  const char *owner;       /* (nullable) */
  const char *owner_route; /* "agency dlh" (nullable) */
  const char *expected;    /* NULL: nowhere */
  gboolean is_open;
} Case;

#define STAFF "staff agency-dlh"
#define COORDINATOR "staff coordinator agency-diskominfo"

static const Case cases[] = {
  { "agency-by-admin",
    "diskominfo",
    "staff admin",
    "{'type':'agency'}",
    NULL,
    NULL,
    "directory",
    TRUE },
  { "agency-by-staff", "dlh", STAFF, "{'type':'agency'}", NULL, NULL, "directory", FALSE },
  { "calendar", "dlh", COORDINATOR, "{'type':'calendar'}", NULL, NULL, "directory", FALSE },
  { "scheme", "dlh", "staff admin", "{'type':'scheme'}", NULL, NULL, "directory", TRUE },
  { "entry-of-agency",
    "diskominfo",
    "staff admin",
    "{'type':'entry','parent':'agency:01ARZ3NDEKTSV4RRFFQ69G5FAV'}",
    NULL,
    NULL,
    "directory",
    TRUE },

  { "template-of-the-city", "dlh", STAFF, "{'type':'template'}", NULL, NULL, "common", FALSE },
  { "template-of-the-city-by-publisher",
    "dlh",
    "staff publisher",
    "{'type':'template'}",
    NULL,
    NULL,
    "common",
    TRUE },
  { "template-of-my-agency",
    "dlh",
    STAFF,
    "{'type':'template','agency':'dlh'}",
    NULL,
    NULL,
    "common",
    TRUE },
  { "template-of-another-agency",
    "dlh",
    STAFF,
    "{'type':'template','agency':'dpupr'}",
    NULL,
    NULL,
    "common",
    FALSE },
  { "template-of-mine",
    "dlh",
    STAFF,
    "{'type':'template','owner':'sari'}",
    NULL,
    NULL,
    "common",
    TRUE },
  { "template-of-hers",
    "dlh",
    COORDINATOR,
    "{'type':'template','owner':'wati'}",
    NULL,
    NULL,
    "common",
    FALSE },
  { "entry-of-template",
    "dlh",
    STAFF,
    "{'type':'entry','parent':'template:01ARZ3NDEKTSV4RRFFQ69G5FAV'}",
    NULL,
    NULL,
    "common",
    TRUE },

  { "service-of-mine",
    "dlh",
    STAFF,
    "{'type':'service','agency':'dlh'}",
    NULL,
    NULL,
    "common",
    TRUE },
  { "service-of-another",
    "dlh",
    STAFF,
    "{'type':'service','agency':'dpupr'}",
    NULL,
    NULL,
    "common",
    FALSE },
  { "service-of-nobody", "dlh", STAFF, "{'type':'service'}", NULL, NULL, "common", FALSE },
  { "service-by-coordinator",
    "diskominfo",
    COORDINATOR,
    "{'type':'service','agency':'dlh'}",
    NULL,
    NULL,
    "common",
    TRUE },
  { "service-by-admin",
    "diskominfo",
    "staff admin",
    "{'type':'service','agency':'dlh'}",
    NULL,
    NULL,
    "common",
    TRUE },
  { "service-by-publisher",
    "diskominfo",
    "staff publisher",
    "{'type':'service','agency':'dlh'}",
    NULL,
    NULL,
    "common",
    FALSE },
  { "question-of-mine",
    "dlh",
    STAFF,
    "{'type':'question','agency':'dlh'}",
    NULL,
    NULL,
    "common",
    TRUE },
  { "question-of-another",
    "dlh",
    STAFF,
    "{'type':'question','agency':'dpupr'}",
    NULL,
    NULL,
    "common",
    FALSE },
  { "question-of-nobody", "dlh", STAFF, "{'type':'question'}", NULL, NULL, "common", FALSE },
  { "question-by-coordinator",
    "diskominfo",
    COORDINATOR,
    "{'type':'question','agency':'dlh'}",
    NULL,
    NULL,
    "common",
    TRUE },
  { "question-by-admin",
    "diskominfo",
    "staff admin",
    "{'type':'question','agency':'dlh'}",
    NULL,
    NULL,
    "common",
    TRUE },
  { "question-by-publisher",
    "diskominfo",
    "staff publisher",
    "{'type':'question','agency':'dlh'}",
    NULL,
    NULL,
    "common",
    FALSE },
  { "visit-of-mine", "dlh", STAFF, "{'type':'visit','agency':'dlh'}", NULL, NULL, "common", TRUE },
  { "visit-of-another",
    "dlh",
    STAFF,
    "{'type':'visit','agency':'dpupr'}",
    NULL,
    NULL,
    "common",
    FALSE },
  { "visit-by-admin",
    "diskominfo",
    "staff admin",
    "{'type':'visit','agency':'dlh'}",
    NULL,
    NULL,
    "common",
    FALSE },
  { "entry-of-service",
    "dlh",
    STAFF,
    "{'type':'entry','parent':'service:01ARZ3NDEKTSV4RRFFQ69G5FAV'}",
    NULL,
    NULL,
    "common",
    TRUE },
  { "entry-of-question",
    "dlh",
    STAFF,
    "{'type':'entry','parent':'question:01ARZ3NDEKTSV4RRFFQ69G5FAV'}",
    NULL,
    NULL,
    "common",
    TRUE },
  { "entry-of-visit",
    "dlh",
    STAFF,
    "{'type':'entry','parent':'visit:01ARZ3NDEKTSV4RRFFQ69G5FAV'}",
    NULL,
    NULL,
    "common",
    TRUE },

  { "complaint",
    "dlh",
    STAFF,
    "{'type':'complaint','agency':'dlh'}",
    NULL,
    NULL,
    "agency dlh",
    TRUE },
  { "complaint-of-nobody", "dlh", STAFF, "{'type':'complaint'}", NULL, NULL, "agency dlh", TRUE },
  { "complaint-passed-on-at-once",
    "dlh",
    STAFF,
    "{'type':'complaint','agency':'dpupr','disposed_from':'dlh'}",
    NULL,
    NULL,
    "agency dlh",
    TRUE },
  { "complaint-of-my-other-agency",
    "dlh",
    "staff agency-dlh agency-dpupr",
    "{'type':'complaint','agency':'dpupr'}",
    NULL,
    NULL,
    "agency dpupr",
    TRUE },
  { "complaint-by-coordinator",
    "diskominfo",
    COORDINATOR,
    "{'type':'complaint','agency':'dlh'}",
    NULL,
    NULL,
    "agency dlh",
    TRUE },
  { "complaint-of-nobody-by-coordinator",
    NULL,
    "staff coordinator",
    "{'type':'complaint'}",
    NULL,
    NULL,
    "identity",
    TRUE },
  { "secret-by-coordinator",
    "diskominfo",
    COORDINATOR,
    "{'type':'complaint','agency':'dlh','secret':true}",
    NULL,
    NULL,
    "identity",
    TRUE },
  { "secret-by-staff",
    "dlh",
    STAFF,
    "{'type':'complaint','agency':'dlh','secret':true}",
    NULL,
    NULL,
    "agency dlh",
    TRUE },
  { "of-no-agency", NULL, "staff", "{'type':'complaint'}", NULL, NULL, NULL, FALSE },
  { "without-the-role", "dlh", "staff", "{'type':'complaint'}", NULL, NULL, "agency dlh", FALSE },
  { "blocked", "dlh", "", "{'type':'complaint'}", NULL, NULL, "agency dlh", FALSE },

  { "entry",
    "dlh",
    STAFF,
    "{'type':'entry','parent':'complaint:01ARZ3NDEKTSV4RRFFQ69G5FAV'}",
    "{'type':'complaint','agency':'dlh'}",
    "agency dlh",
    "agency dlh",
    TRUE },
  { "entry-of-secret",
    "diskominfo",
    COORDINATOR,
    "{'type':'entry','parent':'complaint:01ARZ3NDEKTSV4RRFFQ69G5FAV'}",
    "{'type':'complaint','secret':true}",
    "identity",
    "identity",
    TRUE },
  { "entry-of-what-moved-away",
    "dlh",
    STAFF,
    "{'type':'entry','parent':'complaint:01ARZ3NDEKTSV4RRFFQ69G5FAV'}",
    "{'type':'complaint','agency':'dpupr'}",
    "agency dpupr",
    "agency dpupr",
    FALSE },
  { "entry-of-what-is-not-here",
    "dlh",
    STAFF,
    "{'type':'entry','parent':'complaint:01ARZ3NDEKTSV4RRFFQ69G5FAV'}",
    NULL,
    NULL,
    "agency dlh",
    TRUE },
  { "person",
    "dlh",
    STAFF,
    "{'type':'person'}",
    "{'type':'complaint','agency':'dlh'}",
    "agency dlh",
    "agency dlh",
    TRUE },
  { "person-for-coordinator",
    "diskominfo",
    COORDINATOR,
    "{'type':'person'}",
    "{'type':'complaint','agency':'dlh'}",
    "agency dlh",
    "agency dlh",
    TRUE },
  { "anonymous-person-for-coordinator",
    "diskominfo",
    COORDINATOR,
    "{'type':'person'}",
    "{'type':'complaint','agency':'dlh','anonymous':true}",
    "agency dlh",
    "identity",
    TRUE },
  { "anonymous-person-for-staff",
    "dlh",
    STAFF,
    "{'type':'person'}",
    "{'type':'complaint','agency':'dlh','anonymous':true}",
    "agency dlh",
    "agency dlh",
    TRUE },
  { "file-of-anonymous",
    "diskominfo",
    COORDINATOR,
    "{'type':'attachment'}",
    "{'type':'complaint','agency':'dlh','anonymous':true}",
    "agency dlh",
    "agency dlh",
    TRUE },
  { "file-of-nothing", "dlh", STAFF, "{'type':'attachment'}", NULL, NULL, "agency dlh", TRUE },
};

static JsonObject *
parse (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  JsonObject *object = gaung_json_parse_object (json, -1, &error);

  g_assert_no_error (error);
  return object;
}

static char *
describe (const GaungRoute *route)
{
  const char *kind = gaung_sync_kind_get_nick (route->kind);

  return route->agency != NULL ? g_strconcat (kind, " ", route->agency, NULL) : g_strdup (kind);
}

static void
read_route (const char *text, GaungRoute *route)
{
  *route = (GaungRoute) { GAUNG_SYNC_IDENTITY, NULL };
  if (g_str_has_prefix (text, "agency "))
    *route = (GaungRoute) { GAUNG_SYNC_AGENCY, g_strdup (text + strlen ("agency ")) };
}

static void
test_route (gconstpointer data)
{
  const Case *test = data;
  g_auto (GStrv) roles = g_strsplit (test->roles, " ", -1);
  GaungRouteSender sender = { "sari", test->agency, (const char *const *) roles };
  g_autoptr (JsonObject) document = parse (test->document);
  g_autoptr (JsonObject) owner = test->owner != NULL ? parse (test->owner) : NULL;
  g_auto (GaungRoute) owner_route = { 0 };
  g_auto (GaungRoute) route = { 0 };
  g_autofree char *found = NULL;
  gboolean is_found;

  if (test->owner_route != NULL)
    read_route (test->owner_route, &owner_route);
  is_found = gaung_route_find (
      &sender, document, owner, test->owner_route != NULL ? &owner_route : NULL, &route);
  g_assert_true (is_found == (test->expected != NULL));
  if (!is_found)
    return;
  found = describe (&route);
  g_assert_cmpstr (found, ==, test->expected);
  g_assert_true (gaung_route_is_open (&sender, &route, document) == test->is_open);
}

static void
test_type (void)
{
  g_autofree char *complaint = gaung_route_dup_type ("complaint:01ARZ3NDEKTSV4RRFFQ69G5FAV");
  g_autofree char *none = gaung_route_dup_type ("complaint");
  g_autofree char *null = gaung_route_dup_type (NULL);

  g_assert_cmpstr (complaint, ==, "complaint");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (null, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sync/route/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_route);
    }
  g_test_add_func ("/sync/route/type", test_type);
  return g_test_run ();
}
