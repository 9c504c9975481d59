/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Standard of a service: the fourteen components (domain.md §a.1), and what is wrong with them. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gaung-format.h"
#include "gaung-json.h"
#include "gaung-record-private.h"
#include "gaung-service.h"
#include "gaung-service-words.h"
#include "gaung-standard.h"

const GaungEnumValue gaung_standard_labels[] = {
  { "requirements", NC_ ("component", "Requirements"), "component" },
  { "procedure", NC_ ("component", "Procedure"), "component" },
  { "time", NC_ ("component", "Time"), "component" },
  { "cost", NC_ ("component", "Cost"), "component" },
  { "product", NC_ ("component", "Product"), "component" },
  { "complaints", NC_ ("component", "Handling of complaints"), "component" },
  { "legal-basis", NC_ ("component", "Legal basis"), "component" },
  { "facilities", NC_ ("component", "Facilities"), "component" },
  { "competence", NC_ ("component", "Competence of staff"), "component" },
  { "supervision", NC_ ("component", "Internal supervision"), "component" },
  { "staff", NC_ ("component", "Number of staff"), "component" },
  { "guarantee", NC_ ("component", "Guarantee of service"), "component" },
  { "safety", NC_ ("component", "Security and safety"), "component" },
  { "evaluation", NC_ ("component", "Evaluation of performance"), "component" },
  { NULL },
};

const GaungStandardComponent gaung_standard_components[] = {
  { "requirements", GAUNG_STANDARD_DELIVERY, { "documents", "eligibility" } },
  { "procedure", GAUNG_STANDARD_DELIVERY, { "steps" } },
  { "time", GAUNG_STANDARD_DELIVERY, { "time_text", "time_amount" } },
  { "cost", GAUNG_STANDARD_DELIVERY, { "free", "costs", "cost_note" } },
  { "product", GAUNG_STANDARD_DELIVERY, { "output" } },
  { "complaints", GAUNG_STANDARD_DELIVERY, { "complaints_handling" } },
  { "legal-basis", GAUNG_STANDARD_MANAGEMENT, { "legal_basis" } },
  { "facilities", GAUNG_STANDARD_MANAGEMENT, { "facilities" } },
  { "competence", GAUNG_STANDARD_MANAGEMENT, { "competence" } },
  { "supervision", GAUNG_STANDARD_MANAGEMENT, { "supervision" } },
  { "staff", GAUNG_STANDARD_MANAGEMENT, { "staff" } },
  { "guarantee", GAUNG_STANDARD_MANAGEMENT, { "guarantee" } },
  { "safety", GAUNG_STANDARD_MANAGEMENT, { "safety" } },
  { "evaluation", GAUNG_STANDARD_MANAGEMENT, { "evaluation" } },
  { NULL },
};

G_STATIC_ASSERT (G_N_ELEMENTS (gaung_standard_components) == GAUNG_STANDARD_N_COMPONENTS + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (gaung_standard_labels) == GAUNG_STANDARD_N_COMPONENTS + 1);

const GaungStandardComponent *
gaung_standard_find (const char *nick)
{
  for (const GaungStandardComponent *row = gaung_standard_components;
       nick != NULL && row->nick != NULL;
       row++)
    if (strcmp (row->nick, nick) == 0)
      return row;
  return NULL;
}

const char *
gaung_standard_get_label (const GaungStandardComponent *component)
{
  return gaung_enum_get_label (gaung_standard_labels, component->nick);
}

const char *
gaung_standard_group_get_label (GaungStandardGroup group)
{
  return group == GAUNG_STANDARD_DELIVERY ? _ ("Delivery of the service")
                                          : _ ("Management within the office");
}

/* A number, a flag or a list says something only when it is not nothing. */
static gboolean
says_something (JsonNode *node)
{
  GType type;

  if (node == NULL || !gaung_field_is_filled (node))
    return FALSE;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) > 0;
  if (!JSON_NODE_HOLDS_VALUE (node))
    return TRUE;
  type = json_node_get_value_type (node);
  if (type == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  return type != G_TYPE_INT64 || json_node_get_int (node) > 0;
}

gboolean
gaung_standard_is_filled (const GaungStandardComponent *component, GaungRecord *service)
{
  for (guint i = 0; component->members[i] != NULL; i++)
    if (says_something (gaung_record_get_node (service, component->members[i])))
      return TRUE;
  return FALSE;
}

guint
gaung_standard_score (GaungRecord *service)
{
  guint n = 0;

  for (const GaungStandardComponent *row = gaung_standard_components; row->nick != NULL; row++)
    if (gaung_standard_is_filled (row, service))
      n++;
  return n;
}

static void
add_fault (GArray *faults, GaungFaultKind kind, const char *detail, GaungDay day)
{
  GaungStandardFault fault = { kind, detail, day };

  g_array_append_val (faults, fault);
}

static gboolean
has_text (JsonObject *object, const char *member)
{
  const char *text = gaung_json_get_string (object, member, "");

  return *text != '\0';
}

static gboolean
has_good_hours (JsonObject *channel)
{
  const char *text = gaung_json_get_string (channel, "hours", "");
  g_autoptr (GaungOpeningHours) hours = NULL;

  if (*text == '\0')
    return TRUE;
  hours = gaung_opening_hours_parse (text, NULL);
  return hours != NULL;
}

/* Whether people find their way there by what is written. */
static gboolean
is_reachable (JsonObject *channel)
{
  const char *kind = gaung_json_get_string (channel, "kind", "");
  g_autofree char *uri = gaung_service_channel_to_uri (channel);
  g_autofree char *number = gaung_service_channel_get_number (channel);

  if (!has_good_hours (channel) || (has_text (channel, "telephone") && number == NULL))
    return FALSE;
  if (strcmp (kind, "counter") == 0 || strcmp (kind, "post") == 0)
    return has_text (channel, "address");
  if (strcmp (kind, "mobile-unit") == 0)
    return TRUE;
  /* An app is found by its name. */
  if (strcmp (kind, "app") == 0)
    return has_text (channel, "url") ? uri != NULL : has_text (channel, "name");
  return uri != NULL;
}

static void
find_channel_faults (GaungRecord *service, GArray *faults)
{
  JsonArray *channels = gaung_json_get_array (gaung_record_get_json (service), "channels");
  guint n = channels != NULL ? json_array_get_length (channels) : 0;

  if (n == 0)
    add_fault (faults, GAUNG_FAULT_CHANNEL, NULL, GAUNG_DAY_NONE);
  for (guint i = 0; i < n; i++)
    {
      JsonObject *channel = gaung_json_get_element_object (channels, i);

      if (channel != NULL && !is_reachable (channel))
        add_fault (faults,
                   GAUNG_FAULT_CHANNEL,
                   gaung_json_get_string (channel, "key", ""),
                   GAUNG_DAY_NONE);
    }
}

static void
find_past_notices (GaungRecord *service, GaungDay today, GArray *faults)
{
  GaungDay alert_until = gaung_record_get_day (service, "alert_until");
  GaungDay closed_until = gaung_record_get_day (service, "closed_until");
  const char *alert = gaung_record_get_string (service, "alert");

  if (alert != NULL && *alert != '\0' && alert_until != GAUNG_DAY_NONE && alert_until < today)
    add_fault (faults, GAUNG_FAULT_ALERT_OVER, NULL, alert_until);
  if (closed_until != GAUNG_DAY_NONE && closed_until < today)
    add_fault (faults, GAUNG_FAULT_ALERT_OVER, NULL, closed_until);
}

static void
find_missing (GaungRecord *service, GaungStandardGroup group, GArray *faults)
{
  for (const GaungStandardComponent *row = gaung_standard_components; row->nick != NULL; row++)
    if (row->group == group && !gaung_standard_is_filled (row, service))
      add_fault (faults, GAUNG_FAULT_MISSING, row->nick, GAUNG_DAY_NONE);
}

static void
find_unconfirmed (GaungRecord *service, GaungDay today, GArray *faults)
{
  g_auto (GStrv) unverified = gaung_record_get_strings (service, "unverified");
  GaungDay due = gaung_service_get_check_due (service);

  if (due == GAUNG_DAY_NONE)
    add_fault (faults, GAUNG_FAULT_UNCHECKED, NULL, GAUNG_DAY_NONE);
  else if (due <= today)
    add_fault (faults, GAUNG_FAULT_STALE, NULL, due);
  for (const GaungStandardComponent *row = gaung_standard_components; row->nick != NULL; row++)
    if (g_strv_contains ((const char *const *) unverified, row->nick)
        && gaung_standard_is_filled (row, service))
      add_fault (faults, GAUNG_FAULT_UNVERIFIED, row->nick, GAUNG_DAY_NONE);
}

static void
find_decree_faults (GaungRecord *service, GaungDay today, GArray *faults)
{
  const char *number = gaung_record_get_string (service, "decree_number");
  int year = (int) gaung_record_get_integer (service, "decree_year");
  int this_year;

  gaung_day_to_ymd (today, &this_year, NULL, NULL);
  if (number == NULL || *number == '\0')
    add_fault (faults, GAUNG_FAULT_NO_DECREE, NULL, GAUNG_DAY_NONE);
  else if (year > 0 && year + GAUNG_STANDARD_DECREE_YEARS < this_year)
    add_fault (faults, GAUNG_FAULT_OLD_DECREE, NULL, gaung_day_from_ymd (year, 1, 1));
}

GArray *
gaung_standard_find_faults (GaungRecord *service, GaungDay today)
{
  GArray *faults = g_array_new (FALSE, FALSE, sizeof (GaungStandardFault));

  g_return_val_if_fail (GAUNG_IS_RECORD (service), faults);

  if (g_strcmp0 (gaung_record_get_string (service, "state"), "withdrawn") == 0)
    return faults;
  find_channel_faults (service, faults);
  find_past_notices (service, today, faults);
  find_missing (service, GAUNG_STANDARD_DELIVERY, faults);
  find_unconfirmed (service, today, faults);
  find_missing (service, GAUNG_STANDARD_MANAGEMENT, faults);
  find_decree_faults (service, today, faults);
  return faults;
}

/* How a fault names the channel: its name, or the word for its kind. */
static const char *
name_channel (GaungRecord *service, const char *key)
{
  JsonArray *channels = gaung_json_get_array (gaung_record_get_json (service), "channels");

  for (guint i = 0; channels != NULL && i < json_array_get_length (channels); i++)
    {
      JsonObject *channel = gaung_json_get_element_object (channels, i);

      if (channel == NULL || strcmp (gaung_json_get_string (channel, "key", ""), key) != 0)
        continue;
      return has_text (channel, "name")
                 ? gaung_json_get_string (channel, "name", "")
                 : gaung_enum_get_label (gaung_service_channel_kinds,
                                         gaung_json_get_string (channel, "kind", "counter"));
    }
  return key;
}

static const char *
name_component (const char *nick)
{
  const GaungStandardComponent *component = gaung_standard_find (nick);

  return component != NULL ? gaung_standard_get_label (component) : nick;
}

/* Of the kinds that name no day. */
static char *
describe_detail (const GaungStandardFault *fault, GaungRecord *service)
{
  switch (fault->kind)
    {
    case GAUNG_FAULT_MISSING:
      /* Translators: a component of the standard: Nothing is said about: Legal basis */
      return g_strdup_printf (_ ("Nothing is said about: %s"), name_component (fault->detail));
    case GAUNG_FAULT_UNVERIFIED:
      /* Translators: a component of the standard: Not confirmed yet: Cost */
      return g_strdup_printf (_ ("Not confirmed yet: %s"), name_component (fault->detail));
    case GAUNG_FAULT_UNCHECKED:
      return g_strdup (_ ("Nobody has checked this service yet"));
    case GAUNG_FAULT_NO_DECREE:
      return g_strdup (_ ("The standard has no number of a decree"));
    case GAUNG_FAULT_CHANNEL:
      if (fault->detail == NULL)
        return g_strdup (_ ("No channel: people are not told where to go"));
      /* Translators: a channel of the service: Website cannot be reached as written */
      return g_strdup_printf (_ ("%s cannot be reached as written"),
                              name_channel (service, fault->detail));
    case GAUNG_FAULT_STALE:
    case GAUNG_FAULT_OLD_DECREE:
    case GAUNG_FAULT_ALERT_OVER:
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

char *
gaung_standard_fault_to_text (const GaungStandardFault *fault, GaungRecord *service)
{
  g_autofree char *day = gaung_format_day_short (fault->day);
  int year;

  switch (fault->kind)
    {
    case GAUNG_FAULT_STALE:
      /* Translators: a date: The check has been due since 24/11/2026 */
      return g_strdup_printf (_ ("The check has been due since %s"), day);
    case GAUNG_FAULT_OLD_DECREE:
      gaung_day_to_ymd (fault->day, &year, NULL, NULL);
      /* Translators: a year: The decree is of 2021 and may have been replaced */
      return g_strdup_printf (_ ("The decree is of %d and may have been replaced"), year);
    case GAUNG_FAULT_ALERT_OVER:
      /* Translators: a date: The alert or the closure ended on 24/11/2026 and is still there */
      return g_strdup_printf (_ ("The alert or the closure ended on %s and is still there"), day);
    case GAUNG_FAULT_MISSING:
    case GAUNG_FAULT_UNVERIFIED:
    case GAUNG_FAULT_UNCHECKED:
    case GAUNG_FAULT_NO_DECREE:
    case GAUNG_FAULT_CHANNEL:
    default:
      return describe_detail (fault, service);
    }
}
