/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Services as CPSV-AP 3.2 in JSON-LD. */
#include "config.h"

#include <string.h>

#include "gaung-cpsv-ap.h"
#include "gaung-exchange-parts.h"
#include "gaung-json.h"
#include "gaung-opening-hours.h"
#include "gaung-publish-text.h"
#include "gaung-service-words.h"
#include "gaung-service.h"

#define DCT "http://purl.org/dc/terms/"
#define M8G "http://data.europa.eu/m8g/"
#define CPSV "http://purl.org/vocab/cpsv#"
#define SKOS "http://www.w3.org/2004/02/skos/core#"
#define AUTHORITY "http://publications.europa.eu/resource/authority/"

/* What services say is Indonesian. */
#define LANGUAGE "id"

typedef enum
{
  IS_TEXT,  /* with a language */
  IS_PLAIN, /* a string as it is */
  IS_LINK,  /* IRIs */
  IS_DOUBLE,
  IS_DURATION,
  IS_CLASS,
} TermKind;

/* The terms that are used, as the published context defines them. */
static const struct
{
  const char *term;
  const char *iri;
  TermKind kind;
} terms[] = {
  { "Channel", M8G "Channel", IS_CLASS },
  { "Concept", SKOS "Concept", IS_CLASS },
  { "ContactPoint", M8G "ContactPoint", IS_CLASS },
  { "Cost", M8G "Cost", IS_CLASS },
  { "Document", "http://xmlns.com/foaf/0.1/Document", IS_CLASS },
  { "Event", M8G "Event", IS_CLASS },
  { "Evidence", M8G "Evidence", IS_CLASS },
  { "LegalResource", "http://data.europa.eu/eli/ontology#LegalResource", IS_CLASS },
  { "LifeEvent", M8G "LifeEvent", IS_CLASS },
  { "LinguisticSystem", DCT "LinguisticSystem", IS_CLASS },
  { "Location", DCT "Location", IS_CLASS },
  { "Organization", "http://www.w3.org/ns/org#Organization", IS_CLASS },
  { "Output", M8G "Output", IS_CLASS },
  { "PublicOrganization", M8G "PublicOrganisation", IS_CLASS },
  { "PublicService", CPSV "PublicService", IS_CLASS },
  { "Requirement", M8G "Requirement", IS_CLASS },
  { "Rule", CPSV "Rule", IS_CLASS },
  { "TemporalEntity", "http://www.w3.org/2006/time#TemporalEntity", IS_CLASS },
  { "Channel.description", DCT "description", IS_TEXT },
  { "Channel.identifier", DCT "identifier", IS_PLAIN },
  { "Channel.openingHours", M8G "openingHours", IS_LINK },
  { "Channel.type", DCT "type", IS_LINK },
  { "ContactPoint.contactPage", M8G "contactPage", IS_LINK },
  { "ContactPoint.hasEmail", M8G "email", IS_PLAIN },
  { "ContactPoint.hasTelephone", M8G "telephone", IS_PLAIN },
  { "ContactPoint.openingHours", M8G "openingHours", IS_LINK },
  { "Cost.currency", M8G "currency", IS_LINK },
  { "Cost.description", DCT "description", IS_TEXT },
  { "Cost.hasValue", M8G "hasValue", IS_DOUBLE },
  { "Cost.identifier", DCT "identifier", IS_PLAIN },
  { "Event.identifier", DCT "identifier", IS_PLAIN },
  { "Event.name", DCT "title", IS_TEXT },
  { "Evidence.description", DCT "description", IS_TEXT },
  { "Evidence.identifier", DCT "identifier", IS_PLAIN },
  { "Evidence.name", DCT "title", IS_TEXT },
  { "Output.identifier", DCT "identifier", IS_PLAIN },
  { "Output.name", DCT "title", IS_TEXT },
  { "PublicOrganization.preferredLabel", SKOS "prefLabel", IS_TEXT },
  { "PublicOrganization.spatial", DCT "spatial", IS_LINK },
  { "PublicService.addressee", DCT "audience", IS_LINK },
  { "PublicService.contactPoint", M8G "contactPoint", IS_LINK },
  { "PublicService.description", DCT "description", IS_TEXT },
  { "PublicService.follows", CPSV "follows", IS_LINK },
  { "PublicService.hasChannel", M8G "hasChannel", IS_LINK },
  { "PublicService.hasCompetentAuthority", M8G "hasCompetentAuthority", IS_LINK },
  { "PublicService.hasCost", M8G "hasCost", IS_LINK },
  { "PublicService.hasInput", CPSV "hasInput", IS_LINK },
  { "PublicService.hasLegalResource", M8G "hasLegalResource", IS_LINK },
  { "PublicService.holdsRequirement", M8G "holdsRequirement", IS_LINK },
  { "PublicService.identifier", DCT "identifier", IS_PLAIN },
  { "PublicService.isGroupedBy", M8G "isGroupedBy", IS_LINK },
  { "PublicService.keyword", "http://www.w3.org/ns/dcat#keyword", IS_TEXT },
  { "PublicService.language", DCT "language", IS_LINK },
  { "PublicService.name", DCT "title", IS_TEXT },
  { "PublicService.processingTime", M8G "processingTime", IS_DURATION },
  { "PublicService.produces", CPSV "produces", IS_LINK },
  { "PublicService.spatial", DCT "spatial", IS_LINK },
  { "PublicService.status", "http://www.w3.org/ns/adms#status", IS_LINK },
  { "Requirement.hasSupportingEvidence", M8G "hasSupportingEvidence", IS_LINK },
  { "Requirement.identifier", DCT "identifier", IS_PLAIN },
  { "Requirement.name", DCT "title", IS_TEXT },
  { "Rule.description", DCT "description", IS_TEXT },
  { "Rule.identifier", DCT "identifier", IS_PLAIN },
  { "Rule.name", DCT "title", IS_TEXT },
  { "TemporalEntity.description", DCT "description", IS_TEXT },
};

typedef struct
{
  JsonArray *graph;
  GHashTable *nodes; /* IRI → JsonObject of the graph */
  GaungRecord *record;
  const char *id;
  JsonObject *service;
} Writer;

static JsonObject *
make_context (void)
{
  JsonObject *context = json_object_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (terms); i++)
    {
      JsonObject *definition;

      if (terms[i].kind == IS_CLASS)
        {
          json_object_set_string_member (context, terms[i].term, terms[i].iri);
          continue;
        }
      definition = json_object_new ();
      json_object_set_string_member (definition, "@id", terms[i].iri);
      if (terms[i].kind == IS_LINK)
        json_object_set_string_member (definition, "@type", "@id");
      else if (terms[i].kind == IS_DOUBLE)
        json_object_set_string_member (
            definition, "@type", "http://www.w3.org/2001/XMLSchema#double");
      else if (terms[i].kind == IS_DURATION)
        json_object_set_string_member (
            definition, "@type", "http://www.w3.org/2001/XMLSchema#duration");
      json_object_set_object_member (context, terms[i].term, definition);
    }
  return context;
}

/* The node with @iri; a new one has @type. @is_new (out) */
static JsonObject *
get_node (Writer *writer, const char *iri, const char *type, gboolean *is_new)
{
  JsonObject *node = g_hash_table_lookup (writer->nodes, iri);

  *is_new = node == NULL;
  if (node != NULL)
    return node;
  node = json_object_new ();
  json_object_set_string_member (node, "@id", iri);
  json_object_set_string_member (node, "@type", type);
  json_array_add_object_element (writer->graph, node);
  g_hash_table_insert (writer->nodes, g_strdup (iri), node);
  return node;
}

static char *
make_iri (const char *record, const char *list, const char *key)
{
  g_autofree char *uuid = gaung_exchange_uuid (record, list, key);

  return g_strconcat ("urn:uuid:", uuid, NULL);
}

/* Appends to the array @member of @node. @value (transfer full) */
static void
append_value (JsonObject *node, const char *member, JsonNode *value)
{
  JsonArray *array = gaung_json_get_array (node, member);

  if (array == NULL)
    {
      array = json_array_new ();
      json_object_set_array_member (node, member, array);
    }
  json_array_add_element (array, value);
}

static void
append_link (JsonObject *node, const char *member, const char *iri)
{
  append_value (node, member, json_node_init_string (json_node_alloc (), iri));
}

static void
append_text (JsonObject *node, const char *member, const char *text)
{
  g_autofree char *clean = gaung_publish_clean (text);
  JsonObject *value;
  JsonNode *value_node;

  if (*clean == '\0')
    return;
  value = json_object_new ();
  json_object_set_string_member (value, "@value", clean);
  json_object_set_string_member (value, "@language", LANGUAGE);
  value_node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (value_node, value);
  append_value (node, member, value_node);
}

/* A node of the service, linked from it by @link; its identifier is that of its IRI. */
static JsonObject *
add_part (Writer *writer, const char *link, const char *type, const char *list, const char *key)
{
  g_autofree char *iri = make_iri (writer->id, list, key);
  g_autofree char *identifier = g_strdup_printf ("%s.identifier", type);
  gboolean is_new;
  JsonObject *node = get_node (writer, iri, type, &is_new);

  if (is_new && strcmp (type, "LegalResource") != 0 && strcmp (type, "ContactPoint") != 0
      && strcmp (type, "Concept") != 0)
    json_object_set_string_member (node, identifier, iri);
  if (link != NULL)
    append_link (writer->service, link, iri);
  return node;
}

/* A node that many share, by its own IRI. @label (nullable) */
static void
add_concept (Writer *writer, const char *iri, const char *type, const char *label)
{
  gboolean is_new;
  JsonObject *node = get_node (writer, iri, type, &is_new);

  if (is_new)
    append_text (node, "PublicOrganization.preferredLabel", label);
}

static char *
add_code (Writer *writer, const char *list, const char *nick, const char *label)
{
  char *iri = make_iri (list, NULL, nick);

  add_concept (writer, iri, "Concept", label);
  return iri;
}

/* The city: every agency serves it. */
static char *
add_city (Writer *writer)
{
  char *iri = make_iri ("place", NULL, "33.72");

  add_concept (writer, iri, "Location", "Kota Surakarta");
  return iri;
}

static void
add_agency (Writer *writer, GaungRecord *agency)
{
  const char *code = gaung_record_get_string (writer->record, "agency");
  g_autofree char *uuid = gaung_exchange_agency_uuid (code);
  g_autofree char *iri = g_strconcat ("urn:uuid:", uuid, NULL);
  g_autofree char *city = add_city (writer);
  gboolean is_new;
  JsonObject *node = get_node (writer, iri, "PublicOrganization", &is_new);

  append_link (writer->service, "PublicService.hasCompetentAuthority", iri);
  append_link (writer->service, "PublicService.spatial", city);
  if (!is_new)
    return;
  append_text (
      node, "PublicOrganization.preferredLabel", gaung_exchange_agency_name (agency, code));
  append_link (node, "PublicOrganization.spatial", city);
}

static JsonArray *
get_list (Writer *writer, const char *member)
{
  return gaung_json_get_array (gaung_record_get_json (writer->record), member);
}

static char *
add_hours (Writer *writer, JsonObject *channel, const char *key)
{
  const char *text = gaung_json_get_string (channel, "hours", "");
  g_autoptr (GaungOpeningHours) hours = gaung_opening_hours_parse (text, NULL);
  g_autofree char *display = NULL;
  g_autofree char *iri = NULL;
  gboolean is_new;

  if (*text == '\0' || hours == NULL)
    return NULL;
  display = gaung_opening_hours_to_display (hours);
  iri = make_iri (writer->id, "hours", key);
  append_text (
      get_node (writer, iri, "TemporalEntity", &is_new), "TemporalEntity.description", display);
  return g_steal_pointer (&iri);
}

static void
add_contact (Writer *writer, JsonObject *channel, const char *key, const char *hours)
{
  g_autofree char *number = gaung_service_channel_get_number (channel);
  g_autofree char *web = gaung_exchange_get_web (gaung_json_get_string (channel, "url", NULL));
  const char *email = gaung_json_get_string (channel, "email", NULL);
  JsonObject *contact;

  if (number == NULL && web == NULL && !gaung_exchange_is_email (email))
    return;
  contact = add_part (writer, "PublicService.contactPoint", "ContactPoint", "contacts", key);
  if (gaung_exchange_is_email (email))
    append_link (contact, "ContactPoint.hasEmail", email);
  if (number != NULL)
    append_link (contact, "ContactPoint.hasTelephone", number);
  if (web != NULL)
    {
      append_link (contact, "ContactPoint.contactPage", web);
      add_concept (writer, web, "Document", NULL);
    }
  if (hours != NULL)
    append_link (contact, "ContactPoint.openingHours", hours);
}

static void
add_channels (Writer *writer)
{
  JsonArray *channels = get_list (writer, "channels");

  for (guint i = 0; channels != NULL && i < json_array_get_length (channels); i++)
    {
      JsonObject *channel = gaung_json_get_element_object (channels, i);
      const char *key = gaung_json_get_string (channel, "key", "");
      const char *kind = gaung_json_get_string (channel, "kind", "counter");
      g_autofree char *words = gaung_exchange_channel_to_text (channel);
      g_autofree char *hours = add_hours (writer, channel, key);
      g_autofree char *type = add_code (
          writer, "channel-kind", kind, gaung_enum_get_label (gaung_service_channel_kinds, kind));
      JsonObject *node = add_part (writer, "PublicService.hasChannel", "Channel", "channels", key);

      json_object_set_string_member (node, "Channel.type", type);
      append_text (node, "Channel.description", words);
      append_text (node, "Channel.description", gaung_json_get_string (channel, "note", NULL));
      if (hours != NULL)
        append_link (node, "Channel.openingHours", hours);
      add_contact (writer, channel, key, hours);
    }
}

static void
add_cost (Writer *writer, const char *key, gint64 amount, const char *description)
{
  JsonObject *cost = add_part (writer, "PublicService.hasCost", "Cost", "costs", key);

  json_object_set_int_member (cost, "Cost.hasValue", amount);
  json_object_set_string_member (cost, "Cost.currency", AUTHORITY "currency/IDR");
  add_concept (writer, AUTHORITY "currency/IDR", "Concept", NULL);
  append_text (cost, "Cost.description", description);
}

static void
add_costs (Writer *writer)
{
  JsonArray *costs = get_list (writer, "costs");
  g_autofree char *text = gaung_service_cost_to_text (writer->record);
  guint n = costs != NULL ? json_array_get_length (costs) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *cost = gaung_json_get_element_object (costs, i);
      g_autofree char *words = gaung_service_cost_option_to_text (cost);

      add_cost (writer,
                gaung_json_get_string (cost, "key", ""),
                gaung_json_get_integer (cost, "amount", 0),
                words);
    }
  if (n == 0 && gaung_service_is_free (writer->record))
    add_cost (writer, "free", 0, text);
  else if (n == 0 && *text != '\0')
    append_text (add_part (writer, "PublicService.hasCost", "Cost", "costs", "note"),
                 "Cost.description",
                 text);
}

/* A slot of several is a requirement that one of them fulfils. */
static void
add_documents (Writer *writer)
{
  g_autoptr (GPtrArray) slots = gaung_service_get_slots (writer->record);

  for (guint i = 0; i < slots->len; i++)
    {
      const GaungServiceSlot *slot = g_ptr_array_index (slots, i);
      g_autofree char *text = gaung_service_slot_to_text (slot);
      JsonObject *requirement = NULL;

      for (guint j = 0; j < slot->documents->len; j++)
        {
          JsonObject *document = g_ptr_array_index (slot->documents, j);
          const char *key = gaung_json_get_string (document, "key", "");
          g_autofree char *iri = make_iri (writer->id, "documents", key);
          g_autofree char *words = gaung_service_document_to_text (document);
          JsonObject *evidence
              = add_part (writer, "PublicService.hasInput", "Evidence", "documents", key);

          append_text (evidence, "Evidence.name", words);
          append_text (
              evidence, "Evidence.description", gaung_json_get_string (document, "note", NULL));
          if (slot->documents->len == 1)
            continue;
          if (requirement == NULL)
            {
              requirement = add_part (
                  writer, "PublicService.holdsRequirement", "Requirement", "slots", key);
              append_text (requirement, "Requirement.name", text);
            }
          append_link (requirement, "Requirement.hasSupportingEvidence", iri);
        }
    }
}

/* A title of one line, whatever was written. */
static void
append_line (JsonObject *node, const char *member, const char *text)
{
  g_autofree char *line = gaung_publish_clean_line (text);

  append_text (node, member, line);
}

static gboolean
has_text (Writer *writer, const char *member)
{
  g_autofree char *clean = gaung_publish_clean (gaung_record_get_string (writer->record, member));

  return *clean != '\0';
}

static void
add_texts (Writer *writer)
{
  GaungRecord *record = writer->record;
  g_autofree char *steps = gaung_exchange_steps_to_text (record);
  g_autofree char *time = gaung_service_time_to_text (record);
  g_autofree char *process = *steps != '\0' && *time != '\0'
                                 ? g_strdup_printf ("%s\n%s", steps, time)
                                 : g_strdup (*steps != '\0' ? steps : time);
  g_autofree char *clean = gaung_publish_clean (process);

  if (has_text (writer, "output"))
    append_line (add_part (writer, "PublicService.produces", "Output", "output", NULL),
                 "Output.name",
                 gaung_record_get_string (record, "output"));
  if (has_text (writer, "eligibility"))
    append_line (
        add_part (writer, "PublicService.holdsRequirement", "Requirement", "eligibility", NULL),
        "Requirement.name",
        gaung_record_get_string (record, "eligibility"));
  if (*clean != '\0')
    {
      JsonObject *rule = add_part (writer, "PublicService.follows", "Rule", "steps", NULL);

      append_line (rule, "Rule.name", gaung_record_get_string (record, "name"));
      append_text (rule, "Rule.description", clean);
    }
  if (has_text (writer, "legal_basis"))
    append_text (
        add_part (writer, "PublicService.hasLegalResource", "LegalResource", "legal-basis", NULL),
        "PublicService.description",
        gaung_record_get_string (record, "legal_basis"));
  if (has_text (writer, "decree_number"))
    append_line (
        add_part (writer, "PublicService.hasLegalResource", "LegalResource", "decree", NULL),
        "PublicService.name",
        gaung_record_get_string (record, "decree_number"));
}

static void
add_life_event (Writer *writer)
{
  const char *nick = gaung_record_get_string (writer->record, "life_event");
  g_autofree char *iri = nick != NULL ? make_iri ("life-event", NULL, nick) : NULL;
  gboolean is_new;
  JsonObject *node;
  JsonArray *types;

  if (iri == NULL)
    return;
  append_link (writer->service, "PublicService.isGroupedBy", iri);
  node = get_node (writer, iri, "LifeEvent", &is_new);
  if (!is_new)
    return;
  /* Who reads it need not know that the one is the other. */
  types = json_array_new ();
  json_array_add_string_element (types, "Event");
  json_array_add_string_element (types, "LifeEvent");
  json_object_set_array_member (node, "@type", types);
  json_object_set_string_member (node, "Event.identifier", iri);
  append_text (node, "Event.name", gaung_enum_get_label (gaung_service_life_events, nick));
}

/* Three letters of ISO 639-2, as the European list names them. */
static const char *
find_language (const char *name)
{
  static const struct
  {
    const char *name;
    const char *iri;
  } languages[] = {
    { "id", AUTHORITY "language/IND" },
    { "jv", AUTHORITY "language/JAV" },
    { "en", AUTHORITY "language/ENG" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    if (strcmp (languages[i].name, name) == 0)
      return languages[i].iri;
  return NULL;
}

static void
add_languages (Writer *writer)
{
  g_auto (GStrv) names = gaung_record_get_strings (writer->record, "languages");

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *known = find_language (names[i]);
      g_autofree char *iri
          = known != NULL ? g_strdup (known) : make_iri ("language", NULL, names[i]);

      append_link (writer->service, "PublicService.language", iri);
      add_concept (writer, iri, "LinguisticSystem", known == NULL ? names[i] : NULL);
    }
}

/* Working days are no duration: how long they last depends on the day. */
static void
add_time (Writer *writer)
{
  gint64 amount = gaung_record_get_integer (writer->record, "time_amount");
  const char *unit = gaung_record_get_string (writer->record, "time_unit");
  gboolean is_known = g_strcmp0 (unit, "minutes") == 0 || g_strcmp0 (unit, "hours") == 0
                      || g_strcmp0 (unit, "days") == 0;
  g_autoptr (GString) text = g_string_new (NULL);

  if (amount <= 0 || !is_known)
    return;
  g_string_append (text, *unit == 'd' ? "P" : "PT");
  g_string_append_printf (text, "%" G_GINT64_FORMAT, amount);
  g_string_append_c (text, *unit == 'd' ? 'D' : *unit == 'h' ? 'H' : 'M');
  json_object_set_string_member (writer->service, "PublicService.processingTime", text->str);
}

static void
add_words (Writer *writer)
{
  GaungRecord *record = writer->record;
  const char *state = gaung_record_get_string (record, "state");
  const char *audience = gaung_record_get_string (record, "audience");
  g_auto (GStrv) keywords = gaung_record_get_strings (record, "keywords");
  g_autofree char *line = gaung_publish_clean_line (audience);
  g_autofree char *status = add_code (
      writer, "service-state", state, gaung_enum_get_label (gaung_service_states, state));

  append_line (writer->service, "PublicService.name", gaung_record_get_string (record, "name"));
  append_text (writer->service,
               "PublicService.description",
               has_text (writer, "summary") ? gaung_record_get_string (record, "summary")
                                            : gaung_record_get_string (record, "name"));
  json_object_set_string_member (writer->service, "PublicService.status", status);
  for (guint i = 0; keywords[i] != NULL; i++)
    append_line (writer->service, "PublicService.keyword", keywords[i]);
  if (*line != '\0')
    {
      g_autofree char *iri = add_code (writer, "audience", line, line);

      append_link (writer->service, "PublicService.addressee", iri);
    }
}

static void
add_service (Writer *writer, GaungRecord *agency)
{
  g_autofree char *iri = make_iri (writer->id, NULL, NULL);
  gboolean is_new;

  writer->service = get_node (writer, iri, "PublicService", &is_new);
  if (!is_new)
    return;
  json_object_set_string_member (
      writer->service, "PublicService.identifier", gaung_record_get_reference (writer->record));
  add_words (writer);
  add_agency (writer, agency);
  add_channels (writer);
  add_costs (writer);
  add_time (writer);
  add_documents (writer);
  add_texts (writer);
  add_life_event (writer);
  add_languages (writer);
}

GBytes *
gaung_cpsv_ap_write (GPtrArray *services, GHashTable *agencies)
{
  g_autoptr (JsonObject) root = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GHashTable) nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Writer writer = { .graph = json_array_new (), .nodes = nodes };

  json_object_set_object_member (root, "@context", make_context ());
  json_object_set_array_member (root, "@graph", writer.graph);
  for (guint i = 0; i < services->len; i++)
    {
      const char *code;

      writer.record = g_ptr_array_index (services, i);
      writer.id = gaung_record_get_id (writer.record);
      code = gaung_record_get_string (writer.record, "agency");
      add_service (&writer, code != NULL ? g_hash_table_lookup (agencies, code) : NULL);
    }
  json_node_set_object (node, root);
  return gaung_exchange_to_bytes (node);
}
