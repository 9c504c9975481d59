/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "city.h"

#include "gaung-json.h"
#include "gaung-ulid.h"

static const struct
{
  const char *name;
  const char *kind;
  const char *agency;
  const char *members;
} databases[] = {
  { "directory", "directory", NULL, "staff" },
  { "common", "common", NULL, "staff" },
  { "identity", "identity", NULL, "coordinator" },
  { "agency-diskominfo", "agency", "diskominfo", "agency-diskominfo coordinator" },
  { "agency-dlh", "agency", "dlh", "agency-dlh coordinator" },
};

/* What tells clients of a database; see docs/server.md. */
static void
describe_database (GaungDouble *server, const char *prefix, gsize number)
{
  g_autoptr (JsonObject) document = json_object_new ();
  g_autofree char *directory = g_strconcat (prefix, "-directory", NULL);
  g_autofree char *name = g_strdup_printf ("%s-%s", prefix, databases[number].name);
  g_autofree char *id = g_strconcat ("database:", name, NULL);
  g_autofree char *epoch = gaung_uuid_new ();
  g_autofree char *change = gaung_uuid_new ();
  g_autofree char *text = NULL;

  json_object_set_string_member (document, "_id", id);
  json_object_set_string_member (document, "type", "database");
  json_object_set_int_member (document, "schema", 1);
  json_object_set_string_member (document, "created_at", "2026-11-24T00:00:00.000Z");
  json_object_set_string_member (document, "created_by", "admin");
  json_object_set_string_member (document, "changed_at", "2026-11-24T00:00:00.000Z");
  json_object_set_string_member (document, "changed_by", "admin");
  json_object_set_string_member (document, "change", change);
  json_object_set_string_member (document, "name", name);
  json_object_set_string_member (document, "kind", databases[number].kind);
  if (databases[number].agency != NULL)
    json_object_set_string_member (document, "agency", databases[number].agency);
  json_object_set_string_member (document, "epoch", epoch);
  text = gaung_json_to_text (document);
  g_free (gaung_double_put (server, directory, id, text));
}

GaungDouble *
city_new (GTlsCertificate *certificate, const char *prefix)
{
  GaungDouble *server = gaung_double_new (certificate);

  for (gsize i = 0; i < G_N_ELEMENTS (databases); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s-%s", prefix, databases[i].name);

      gaung_double_add_database (server, name, databases[i].members);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (databases); i++)
    describe_database (server, prefix, i);
  gaung_double_add_user (server, CITY_ACCOUNT, CITY_PASSWORD, "staff agency-diskominfo");
  gaung_double_add_token (server, CITY_TOKEN, CITY_ACCOUNT, "staff agency-diskominfo");

  return server;
}
