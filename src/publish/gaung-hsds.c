/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Services as Open Referral HSDS 3. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gaung-exchange-parts.h"
#include "gaung-hsds.h"
#include "gaung-json.h"
#include "gaung-opening-hours.h"
#include "gaung-publish-text.h"
#include "gaung-service-words.h"
#include "gaung-service.h"

#define UTC_OFFSET 7 /* WIB */
#define WEEK 7

typedef struct
{
  GaungRecord *service;
  const char *id; /* of the record */
  GaungRecord *agency;
  const char *code;
  GaungDay day;
  JsonObject *object;
} Service;

/* Who lives around the city (domain.md names no others): an address that names one of them is
 * there. */
static const struct
{
  const char *word;
  const char *city;
} cities[] = {
  { "Surakarta", "Surakarta" }, { "Karanganyar", "Karanganyar" }, { "Boyolali", "Boyolali" },
  { "Sukoharjo", "Sukoharjo" }, { "Klaten", "Klaten" },           { "Sragen", "Sragen" },
  { "Wonogiri", "Wonogiri" },   { "Semarang", "Semarang" },
};

static JsonObject *
new_part (const Service *service, const char *list, const char *key)
{
  g_autofree char *uuid = gaung_exchange_uuid (service->id, list, key);
  JsonObject *part = json_object_new ();

  json_object_set_string_member (part, "id", uuid);
  return part;
}

static void
set_service_id (const Service *service, JsonObject *part)
{
  json_object_set_string_member (
      part, "service_id", json_object_get_string_member (service->object, "id"));
}

static const char *
get_status (const Service *service)
{
  const char *state = gaung_record_get_string (service->service, "state");

  if (g_strcmp0 (state, "withdrawn") == 0)
    return "defunct";
  if (g_strcmp0 (state, "active") != 0)
    return "inactive";
  return gaung_service_is_closed_on (service->service, service->day) ? "temporarily closed"
                                                                     : "active";
}

static gboolean
is_same_day (GaungOpeningHours *hours, int a, int b)
{
  guint n_a, n_b;
  const GaungOpenSpan *spans_a = gaung_opening_hours_get_spans (hours, a, &n_a);
  const GaungOpenSpan *spans_b = gaung_opening_hours_get_spans (hours, b, &n_b);

  return n_a == n_b && (n_a == 0 || memcmp (spans_a, spans_b, n_a * sizeof *spans_a) == 0);
}

static void
set_time (JsonObject *schedule, const char *member, guint minutes)
{
  /* A time of day ends at 23:59; the format has no 24:00. */
  guint at = MIN (minutes, 24 * 60 - 1);
  g_autofree char *text = g_strdup_printf ("%02u:%02u+%02u:00", at / 60, at % 60, UTC_OFFSET);

  json_object_set_string_member (schedule, member, text);
}

/* A row for each span of the days that are alike. */
static void
append_schedules (const Service *service, const char *key, const char *text, JsonArray *schedules)
{
  static const char *const names[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
  g_autoptr (GaungOpeningHours) hours = gaung_opening_hours_parse (text, NULL);
  g_autofree char *display = hours != NULL ? gaung_opening_hours_to_display (hours) : NULL;
  gboolean is_done[WEEK + 1] = { FALSE };

  for (int day = 1; hours != NULL && day <= WEEK; day++)
    {
      guint n_spans;
      const GaungOpenSpan *spans = gaung_opening_hours_get_spans (hours, day, &n_spans);
      g_autoptr (GString) days = g_string_new (NULL);

      for (int other = day; other <= WEEK && !is_done[day]; other++)
        if (is_same_day (hours, day, other))
          g_string_append_printf (days, "%s%s", days->len > 0 ? "," : "", names[other - 1]);
      for (int other = WEEK; other >= day && days->len > 0; other--)
        is_done[other] = is_done[other] || is_same_day (hours, day, other);
      for (guint i = 0; i < n_spans && days->len > 0; i++)
        {
          g_autofree char *part = g_strdup_printf ("%s/%s/%u", key, names[day - 1], i);
          JsonObject *schedule = new_part (service, "schedules", part);

          set_service_id (service, schedule);
          json_object_set_int_member (schedule, "timezone", UTC_OFFSET);
          json_object_set_string_member (schedule, "wkst", "MO");
          json_object_set_string_member (schedule, "freq", "WEEKLY");
          json_object_set_int_member (schedule, "interval", 1);
          json_object_set_string_member (schedule, "byday", days->str);
          set_time (schedule, "opens_at", spans[i].from);
          set_time (schedule, "closes_at", spans[i].until);
          gaung_exchange_add_text (schedule, "description", display);
          json_array_add_object_element (schedules, schedule);
        }
    }
}

/* Five digits that stand alone. */
static char *
find_postal_code (const char *address)
{
  g_autoptr (GRegex) regex = g_regex_new ("(?<!\\d)\\d{5}(?!\\d)", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, address, 0, &match) ? g_match_info_fetch (match, 0) : g_strdup ("");
}

static JsonArray *
make_addresses (const Service *service, JsonObject *channel, const char *key, const char *type)
{
  g_autofree char *address
      = gaung_publish_clean_line (gaung_json_get_string (channel, "address", ""));
  g_autofree char *postal_code = find_postal_code (address);
  const char *city = cities[0].city;
  JsonArray *addresses = json_array_new ();
  JsonObject *part;

  if (*address == '\0')
    return addresses;
  for (gsize i = 0; i < G_N_ELEMENTS (cities); i++)
    if (strstr (address, cities[i].word) != NULL)
      city = cities[i].city;
  part = new_part (service, "addresses", key);
  json_object_set_string_member (part, "address_1", address);
  json_object_set_string_member (part, "city", city);
  json_object_set_string_member (part, "state_province", "Jawa Tengah");
  /* The format asks for one; nobody guesses it. */
  json_object_set_string_member (part, "postal_code", postal_code);
  json_object_set_string_member (part, "country", "ID");
  json_object_set_string_member (part, "address_type", type);
  json_array_add_object_element (addresses, part);
  return addresses;
}

static void
append_location (const Service *service, JsonObject *channel, const char *key, JsonArray *places)
{
  const char *kind = gaung_json_get_string (channel, "kind", "");
  const char *url = gaung_json_get_string (channel, "url", NULL);
  g_autofree char *web = gaung_exchange_get_web (url);
  gboolean is_place = gaung_json_get_string (channel, "address", NULL) != NULL
                      || strcmp (kind, "counter") == 0 || strcmp (kind, "mobile-unit") == 0
                      || strcmp (kind, "post") == 0;
  const char *type = !is_place ? "virtual" : strcmp (kind, "post") == 0 ? "postal" : "physical";
  JsonArray *schedules = json_array_new ();
  JsonObject *place = new_part (service, "service_at_locations", key);
  JsonObject *location = new_part (service, "locations", key);
  g_autofree char *name = gaung_exchange_channel_to_text (channel);

  set_service_id (service, place);
  json_object_set_string_member (
      place, "location_id", json_object_get_string_member (location, "id"));
  gaung_exchange_add_text (place, "description", gaung_json_get_string (channel, "note", NULL));
  json_object_set_string_member (location, "location_type", type);
  gaung_exchange_add_text (location, "name", gaung_json_get_string (channel, "name", name));
  gaung_exchange_add_text (location, "url", web);
  gaung_exchange_add_array (location, "addresses", make_addresses (service, channel, key, type));
  append_schedules (service, key, gaung_json_get_string (channel, "hours", ""), schedules);
  gaung_exchange_add_array (place, "schedules", schedules);
  json_object_set_object_member (place, "location", location);
  json_array_add_object_element (places, place);
}

static void
append_phone (const Service *service, JsonObject *channel, const char *key, JsonArray *phones)
{
  g_autofree char *number = gaung_service_channel_get_number (channel);
  gboolean is_text = strcmp (gaung_json_get_string (channel, "kind", ""), "whatsapp") == 0;
  JsonObject *phone;

  if (number == NULL)
    return;
  phone = new_part (service, "phones", key);
  set_service_id (service, phone);
  json_object_set_string_member (phone, "number", number);
  json_object_set_string_member (phone, "type", is_text ? "text" : "voice");
  gaung_exchange_add_text (phone, "description", gaung_json_get_string (channel, "name", NULL));
  json_array_add_object_element (phones, phone);
}

static void
append_contact (const Service *service, JsonObject *channel, const char *key, JsonArray *contacts)
{
  const char *email = gaung_json_get_string (channel, "email", NULL);
  JsonObject *contact;

  if (!gaung_exchange_is_email (email))
    return;
  contact = new_part (service, "contacts", key);
  set_service_id (service, contact);
  gaung_exchange_add_text (contact, "name", gaung_json_get_string (channel, "name", NULL));
  json_object_set_string_member (contact, "email", email);
  json_array_add_object_element (contacts, contact);
  if (!json_object_has_member (service->object, "email"))
    json_object_set_string_member (service->object, "email", email);
}

static void
add_channels (const Service *service)
{
  JsonArray *channels = gaung_json_get_array (gaung_record_get_json (service->service), "channels");
  JsonArray *places = json_array_new ();
  JsonArray *phones = json_array_new ();
  JsonArray *contacts = json_array_new ();
  JsonArray *schedules = json_array_new ();

  for (guint i = 0; channels != NULL && i < json_array_get_length (channels); i++)
    {
      JsonObject *channel = gaung_json_get_element_object (channels, i);
      const char *key = gaung_json_get_string (channel, "key", "");
      const char *kind = gaung_json_get_string (channel, "kind", "");
      g_autofree char *web = gaung_exchange_get_web (gaung_json_get_string (channel, "url", NULL));

      append_phone (service, channel, key, phones);
      append_contact (service, channel, key, contacts);
      if (web != NULL && !json_object_has_member (service->object, "url"))
        json_object_set_string_member (service->object, "url", web);
      /* What has no place and no page has hours all the same. */
      if ((strcmp (kind, "telephone") == 0 || strcmp (kind, "whatsapp") == 0
           || strcmp (kind, "email") == 0)
          && gaung_json_get_string (channel, "address", NULL) == NULL)
        append_schedules (service, key, gaung_json_get_string (channel, "hours", ""), schedules);
      else
        append_location (service, channel, key, places);
    }
  gaung_exchange_add_array (service->object, "phones", phones);
  gaung_exchange_add_array (service->object, "contacts", contacts);
  gaung_exchange_add_array (service->object, "schedules", schedules);
  gaung_exchange_add_array (service->object, "service_at_locations", places);
}

static void
append_cost (const Service *service,
             const char *key,
             const char *option,
             gint64 amount,
             const char *description,
             JsonArray *options)
{
  JsonObject *cost = new_part (service, "cost_options", key);

  set_service_id (service, cost);
  gaung_exchange_add_text (cost, "option", option);
  json_object_set_string_member (cost, "currency", "IDR");
  json_object_set_int_member (cost, "amount", amount);
  gaung_exchange_add_text (cost, "amount_description", description);
  json_array_add_object_element (options, cost);
}

static void
add_costs (const Service *service)
{
  JsonArray *costs = gaung_json_get_array (gaung_record_get_json (service->service), "costs");
  g_autofree char *text = gaung_service_cost_to_text (service->service);
  const char *note = gaung_record_get_string (service->service, "cost_note");
  g_autofree char *whole = note != NULL && strcmp (note, text) != 0
                               ? g_strdup_printf ("%s\n%s", text, note)
                               : g_strdup (text);
  JsonArray *options = json_array_new ();

  gaung_exchange_add_text (service->object, "fees_description", whole);
  for (guint i = 0; costs != NULL && i < json_array_get_length (costs); i++)
    {
      JsonObject *cost = gaung_json_get_element_object (costs, i);
      g_autofree char *words = gaung_service_cost_option_to_text (cost);

      append_cost (service,
                   gaung_json_get_string (cost, "key", ""),
                   gaung_json_get_string (cost, "label", NULL),
                   gaung_json_get_integer (cost, "amount", 0),
                   words,
                   options);
    }
  if (json_array_get_length (options) == 0 && gaung_service_is_free (service->service))
    append_cost (service, "free", NULL, 0, text, options);
  gaung_exchange_add_array (service->object, "cost_options", options);
}

/* One for each slot: alternatives are one requirement. */
static void
add_documents (const Service *service)
{
  g_autoptr (GPtrArray) slots = gaung_service_get_slots (service->service);
  JsonArray *documents = json_array_new ();

  for (guint i = 0; i < slots->len; i++)
    {
      const GaungServiceSlot *slot = g_ptr_array_index (slots, i);
      g_autofree char *text = gaung_service_slot_to_text (slot);
      JsonObject *document
          = new_part (service,
                      "required_documents",
                      gaung_json_get_string (g_ptr_array_index (slot->documents, 0), "key", ""));

      set_service_id (service, document);
      gaung_exchange_add_text (document, "document", text);
      json_array_add_object_element (documents, document);
    }
  gaung_exchange_add_array (service->object, "required_documents", documents);
}

static void
add_languages (const Service *service)
{
  g_auto (GStrv) names = gaung_record_get_strings (service->service, "languages");
  JsonArray *languages = json_array_new ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      JsonObject *language = new_part (service, "languages", names[i]);
      gsize length = strlen (names[i]);

      set_service_id (service, language);
      gaung_exchange_add_text (language, "name", names[i]);
      if ((length == 2 || length == 3) && strspn (names[i], "abcdefghijklmnopqrstuvwxyz") == length)
        json_object_set_string_member (language, "code", names[i]);
      json_array_add_object_element (languages, language);
    }
  gaung_exchange_add_array (service->object, "languages", languages);
}

static void
append_attribute (const Service *service,
                  const char *type,
                  const char *name,
                  const char *value,
                  JsonArray *attributes)
{
  g_autofree char *clean = gaung_publish_clean (value);
  g_autofree char *term_id = gaung_exchange_uuid ("term", NULL, type);
  JsonObject *attribute;
  JsonObject *term;

  if (*clean == '\0')
    return;
  attribute = new_part (service, "attributes", type);
  json_object_set_string_member (
      attribute, "link_id", json_object_get_string_member (service->object, "id"));
  json_object_set_string_member (attribute, "taxonomy_term_id", term_id);
  json_object_set_string_member (attribute, "link_type", type);
  json_object_set_string_member (attribute, "link_entity", "service");
  json_object_set_string_member (attribute, "value", clean);
  term = json_object_new ();
  json_object_set_string_member (term, "id", term_id);
  json_object_set_string_member (term, "code", type);
  json_object_set_string_member (term, "name", name);
  json_object_set_string_member (term, "description", name);
  json_object_set_object_member (attribute, "taxonomy_term", term);
  json_array_add_object_element (attributes, attribute);
}

/* What the format has no member for: the rest of the standard, and its decree. */
static void
add_attributes (const Service *service)
{
  static const char *const members[] = {
    "audience",   "life_event",    "keywords",
    "output",     "time_text",     "time_amount",
    "time_unit",  "legal_basis",   "complaints_handling",
    "facilities", "competence",    "supervision",
    "staff",      "guarantee",     "safety",
    "evaluation", "decree_number", "decree_year",
    "sippn_id",
  };
  const GaungField *fields = gaung_record_get_record_type (service->service)->fields;
  JsonArray *attributes = json_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    for (const GaungField *field = fields; field->member != NULL; field++)
      if (strcmp (field->member, members[i]) == 0)
        {
          JsonNode *node = gaung_record_get_node (service->service, members[i]);
          g_autofree char *value
              = node != NULL && field->kind == GAUNG_FIELD_INTEGER && JSON_NODE_HOLDS_VALUE (node)
                    ? g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node))
                : field->kind == GAUNG_FIELD_ENUM
                    ? g_strdup (gaung_record_get_string (service->service, members[i]))
                    : gaung_field_to_display (field, node, FALSE);

          append_attribute (service, members[i], _ (field->label), value, attributes);
        }
  gaung_exchange_add_array (service->object, "attributes", attributes);
}

static JsonObject *
make_organization (const Service *service)
{
  g_autofree char *id = gaung_exchange_agency_uuid (service->code);
  g_autofree char *name
      = gaung_publish_clean_line (gaung_exchange_agency_name (service->agency, service->code));
  JsonObject *organization = json_object_new ();
  g_autofree char *web = NULL;

  json_object_set_string_member (organization, "id", id);
  json_object_set_string_member (organization, "name", name);
  json_object_set_string_member (organization, "description", name);
  if (service->agency == NULL)
    return organization;
  gaung_exchange_add_text (
      organization, "alternate_name", gaung_record_get_string (service->agency, "short_name"));
  if (gaung_exchange_is_email (gaung_record_get_string (service->agency, "email")))
    json_object_set_string_member (
        organization, "email", gaung_record_get_string (service->agency, "email"));
  web = gaung_exchange_get_web (gaung_record_get_string (service->agency, "website"));
  gaung_exchange_add_text (organization, "website", web);
  return organization;
}

static JsonObject *
make_service (Service *service)
{
  GaungRecord *record = service->service;
  g_autofree char *id = gaung_exchange_uuid (service->id, NULL, NULL);
  g_autofree char *organization_id = gaung_exchange_agency_uuid (service->code);
  g_autofree char *name = gaung_publish_clean_line (gaung_record_get_string (record, "name"));
  g_autofree char *steps = gaung_exchange_steps_to_text (record);
  g_autofree char *alert = gaung_exchange_alert_to_text (record, service->day);
  g_autofree char *changed = gaung_instant_to_text (gaung_record_get_changed_at (record));
  JsonObject *object = service->object = json_object_new ();

  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "organization_id", organization_id);
  json_object_set_string_member (object, "name", name);
  gaung_exchange_add_text (object, "description", gaung_record_get_string (record, "summary"));
  json_object_set_string_member (object, "status", get_status (service));
  gaung_exchange_add_text (object, "application_process", steps);
  gaung_exchange_add_text (
      object, "eligibility_description", gaung_record_get_string (record, "eligibility"));
  gaung_exchange_add_text (object, "assured_date", gaung_record_get_string (record, "checked_on"));
  gaung_exchange_add_text (object, "alert", alert);
  gaung_exchange_add_text (object, "last_modified", changed);
  json_object_set_object_member (object, "organization", make_organization (service));
  add_channels (service);
  add_costs (service);
  add_documents (service);
  add_languages (service);
  add_attributes (service);
  return object;
}

GBytes *
gaung_hsds_write (GPtrArray *services, GHashTable *agencies, GaungDay day)
{
  JsonArray *array = json_array_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < services->len; i++)
    {
      GaungRecord *record = g_ptr_array_index (services, i);
      const char *code = gaung_record_get_string (record, "agency");
      Service service = {
        .service = record,
        .id = gaung_record_get_id (record),
        .agency = code != NULL ? g_hash_table_lookup (agencies, code) : NULL,
        .code = code,
        .day = day,
      };

      json_array_add_object_element (array, make_service (&service));
    }
  json_node_take_array (root, array);
  return gaung_exchange_to_bytes (root);
}
