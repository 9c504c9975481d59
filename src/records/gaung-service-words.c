/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A service in words: the same on the page, in explain mode, on paper and in messengers. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gaung-fold.h"
#include "gaung-format.h"
#include "gaung-identity.h"
#include "gaung-json.h"
#include "gaung-service.h"
#include "gaung-service-words.h"

/* Numbers that no area code precedes: 112, 1708, 1500200. */
#define MIN_SHORT_DIGITS 3
#define MAX_SHORT_DIGITS 8
/* What a QR code of a sane size still holds. */
#define MAX_URI_BYTES 1024

static const char *
get_text (JsonObject *object, const char *member)
{
  return gaung_json_get_string (object, member, "");
}

/* "" stands for NULL, so that callers test one thing. */
static const char *
get_record_text (GaungRecord *record, const char *member)
{
  const char *text = gaung_record_get_string (record, member);

  return text != NULL ? text : "";
}

/* ---- Cost ---- */

static char *
amount_to_text (JsonObject *option)
{
  gint64 amount = gaung_json_get_integer (option, "amount", 0);
  const char *per = get_text (option, "per");
  g_autofree char *money = NULL;

  if (amount == 0)
    return g_strdup (_ ("free of charge"));
  money = gaung_format_money (amount);
  if (*per == '\0')
    return g_steal_pointer (&money);
  /* Translators: an amount and what it is for: Rp2.000 per sheet */
  return g_strdup_printf (_ ("%s per %s"), money, per);
}

/* FALSE without costs. */
static gboolean
find_bounds (JsonArray *costs, gint64 *least, gint64 *most)
{
  guint n = costs != NULL ? json_array_get_length (costs) : 0;

  for (guint i = 0; i < n; i++)
    {
      gint64 amount
          = gaung_json_get_integer (gaung_json_get_element_object (costs, i), "amount", 0);

      *least = i == 0 ? amount : MIN (*least, amount);
      *most = i == 0 ? amount : MAX (*most, amount);
    }
  return n > 0;
}

char *
gaung_service_cost_to_text (GaungRecord *service)
{
  JsonArray *costs = gaung_json_get_array (gaung_record_get_json (service), "costs");
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  gint64 least = 0;
  gint64 most = 0;

  if (gaung_service_is_free (service))
    return g_strdup (_ ("Free of charge"));
  if (!find_bounds (costs, &least, &most))
    return g_strdup (get_record_text (service, "cost_note"));
  if (most == 0)
    return g_strdup (_ ("Free of charge"));
  if (json_array_get_length (costs) == 1)
    return amount_to_text (gaung_json_get_element_object (costs, 0));
  from = gaung_format_money (least);
  to = gaung_format_money (most);
  if (least == most)
    return g_steal_pointer (&from);
  /* Translators: the least and the most that it costs: Rp350.000 to Rp650.000 */
  return g_strdup_printf (_ ("%s to %s"), from, to);
}

char *
gaung_service_cost_option_to_text (JsonObject *option)
{
  const char *label = get_text (option, "label");
  const char *note = get_text (option, "note");
  g_autofree char *amount = amount_to_text (option);
  g_autofree char *text = NULL;

  if (*label == '\0')
    text = g_steal_pointer (&amount);
  else
    /* Translators: what is paid for, and how much: 48 pages: Rp350.000 */
    text = g_strdup_printf (C_ ("cost", "%s: %s"), label, amount);
  if (*note == '\0')
    return g_steal_pointer (&text);
  /* Translators: a cost and a remark: 48 pages: Rp350.000 (ten years) */
  return g_strdup_printf (C_ ("cost", "%s (%s)"), text, note);
}

/* ---- Time ---- */

char *
gaung_duration_to_text (gint64 amount, const char *unit)
{
  g_autofree char *number = gaung_format_number (amount);
  gulong n = (gulong) MAX (amount, 0);

  if (amount <= 0 || unit == NULL)
    return g_strdup ("");
  if (strcmp (unit, "minutes") == 0)
    /* Translators: how long something takes: 20 minutes */
    return g_strdup_printf (ngettext ("%s minute", "%s minutes", n), number);
  if (strcmp (unit, "hours") == 0)
    /* Translators: how long something takes: 2 hours */
    return g_strdup_printf (ngettext ("%s hour", "%s hours", n), number);
  if (strcmp (unit, "working-days") == 0)
    /* Translators: how long something takes: 3 working days */
    return g_strdup_printf (ngettext ("%s working day", "%s working days", n), number);
  if (strcmp (unit, "days") == 0)
    /* Translators: how long something takes, weekends included: 14 days */
    return g_strdup_printf (ngettext ("%s day", "%s days", n), number);
  return g_strdup ("");
}

char *
gaung_service_time_to_text (GaungRecord *service)
{
  const char *text = get_record_text (service, "time_text");

  if (*text != '\0')
    return g_strdup (text);
  return gaung_duration_to_text (gaung_record_get_integer (service, "time_amount"),
                                 gaung_record_get_string (service, "time_unit"));
}

/* ---- Documents ---- */

static void
free_slot (gpointer data)
{
  GaungServiceSlot *slot = data;

  g_ptr_array_unref (slot->documents);
  g_free (slot);
}

static GaungServiceSlot *
find_slot (GPtrArray *slots, const char *group)
{
  for (guint i = 0; *group != '\0' && i < slots->len; i++)
    {
      GaungServiceSlot *slot = g_ptr_array_index (slots, i);

      if (strcmp (get_text (g_ptr_array_index (slot->documents, 0), "group"), group) == 0)
        return slot;
    }
  return NULL;
}

GPtrArray *
gaung_service_get_slots (GaungRecord *service)
{
  JsonArray *documents = gaung_json_get_array (gaung_record_get_json (service), "documents");
  GPtrArray *slots = g_ptr_array_new_with_free_func (free_slot);

  for (guint i = 0; documents != NULL && i < json_array_get_length (documents); i++)
    {
      JsonObject *document = gaung_json_get_element_object (documents, i);
      GaungServiceSlot *slot;

      if (document == NULL)
        continue;
      slot = find_slot (slots, get_text (document, "group"));
      if (slot == NULL)
        {
          slot = g_new0 (GaungServiceSlot, 1);
          slot->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
          slot->is_conditional = TRUE;
          g_ptr_array_add (slots, slot);
        }
      g_ptr_array_add (slot->documents, json_object_ref (document));
      if (*get_text (document, "condition") == '\0')
        slot->is_conditional = FALSE;
    }
  return slots;
}

static char *
copies_to_text (const char *name, const char *form, gint64 copies)
{
  g_autofree char *number = gaung_format_number (copies);
  gulong n = (gulong) copies;

  if (strcmp (form, "copy") == 0)
    /* Translators: a document and how many copies of it: Identity card, 2 copies */
    return g_strdup_printf (ngettext ("%1$s, %2$s copy", "%1$s, %2$s copies", n), name, number);
  if (strcmp (form, "original-and-copy") == 0)
    /* Translators: a document: Identity card, original and 2 copies */
    return g_strdup_printf (
        ngettext ("%1$s, original and %2$s copy", "%1$s, original and %2$s copies", n),
        name,
        number);
  /* Translators: a document and how many of it: Photograph 3x4, 2 pieces */
  return g_strdup_printf (ngettext ("%1$s, %2$s piece", "%1$s, %2$s pieces", n), name, number);
}

char *
gaung_service_document_to_text (JsonObject *document)
{
  const char *name = get_text (document, "name");
  const char *form = get_text (document, "form");
  gint64 copies = gaung_json_get_integer (document, "copies", 0);

  if (copies > 0 && strcmp (form, "file") != 0)
    return copies_to_text (name, form, copies);
  if (strcmp (form, "original") == 0)
    /* Translators: a document: Identity card, original */
    return g_strdup_printf (_ ("%s, original"), name);
  if (strcmp (form, "copy") == 0)
    /* Translators: a document: Identity card, copy */
    return g_strdup_printf (_ ("%s, copy"), name);
  if (strcmp (form, "original-and-copy") == 0)
    /* Translators: a document: Identity card, original and copy */
    return g_strdup_printf (_ ("%s, original and copy"), name);
  if (strcmp (form, "file") == 0)
    /* Translators: a document that is sent as a file: Identity card, file */
    return g_strdup_printf (_ ("%s, file"), name);
  return g_strdup (name);
}

/* One of several: a condition stands behind it. */
static char *
alternative_to_text (JsonObject *document)
{
  g_autofree char *text = gaung_service_document_to_text (document);
  const char *condition = get_text (document, "condition");

  if (*condition == '\0')
    return g_steal_pointer (&text);
  /* Translators: a document, and in which case it will do: Letter of the village (if the card is
   * lost) */
  return g_strdup_printf (C_ ("document", "%s (%s)"), text, condition);
}

char *
gaung_service_slot_to_text (const GaungServiceSlot *slot)
{
  JsonObject *first = g_ptr_array_index (slot->documents, 0);
  g_autofree char *text = NULL;

  if (slot->documents->len == 1)
    {
      const char *condition = get_text (first, "condition");

      text = gaung_service_document_to_text (first);
      if (*condition == '\0')
        return g_steal_pointer (&text);
      /* Translators: in which case, and what: if there is one: certificate of competence */
      return g_strdup_printf (C_ ("document", "%s: %s"), condition, text);
    }
  for (guint i = 0; i < slot->documents->len; i++)
    {
      g_autofree char *one = alternative_to_text (g_ptr_array_index (slot->documents, i));
      char *both;

      if (text == NULL)
        {
          text = g_steal_pointer (&one);
          continue;
        }
      /* Translators: two documents of which one is enough: Identity card or Driving licence */
      both = g_strdup_printf (C_ ("document", "%s or %s"), text, one);
      g_free (text);
      text = both;
    }
  return g_steal_pointer (&text);
}

/* ---- Steps ---- */

static void
append_part (GString *text, const char *separator, const char *part)
{
  if (*part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, separator);
  g_string_append (text, part);
}

char *
gaung_service_step_note (JsonObject *step)
{
  const char *actor = gaung_json_get_string (step, "actor", NULL);
  const char *name = get_text (step, "actor_name");
  g_autofree char *duration = gaung_duration_to_text (gaung_json_get_integer (step, "amount", 0),
                                                      gaung_json_get_string (step, "unit", NULL));
  GString *text = g_string_new (NULL);

  if (*name != '\0')
    append_part (text, " · ", name);
  else if (actor != NULL)
    append_part (text, " · ", gaung_enum_get_label (gaung_service_step_actors, actor));
  append_part (text, " · ", duration);
  append_part (text, " · ", get_text (step, "condition"));
  return g_string_free (text, FALSE);
}

/* ---- Channels ---- */

char *
gaung_service_channel_get_number (JsonObject *channel)
{
  const char *text = get_text (channel, "telephone");
  g_autofree char *number = gaung_telephone_normalize (text, NULL);
  GString *digits;

  if (number != NULL || *text == '\0')
    return g_steal_pointer (&number);
  digits = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        g_string_append_c (digits, *p);
      else if (strchr (" -.()", *p) == NULL)
        {
          g_string_free (digits, TRUE);
          return NULL;
        }
    }
  if (digits->len < MIN_SHORT_DIGITS || digits->len > MAX_SHORT_DIGITS || digits->str[0] == '0')
    {
      g_string_free (digits, TRUE);
      return NULL;
    }
  return g_string_free (digits, FALSE);
}

/* "ulas.surakarta.go.id": what people read and type. */
static char *
url_to_display (const char *url)
{
  const char *start = url;
  gsize length;

  if (g_ascii_strncasecmp (url, "https://", 8) == 0)
    start = url + 8;
  else if (g_ascii_strncasecmp (url, "http://", 7) == 0)
    start = url + 7;
  length = strlen (start);
  if (length > 1 && start[length - 1] == '/')
    length--;
  return g_strndup (start, length);
}

static char *
number_to_display (JsonObject *channel)
{
  g_autofree char *number = gaung_service_channel_get_number (channel);

  if (number == NULL)
    return g_strdup (get_text (channel, "telephone"));
  return number[0] == '+' ? gaung_telephone_to_display (number) : g_steal_pointer (&number);
}

/* What leads there, the most useful for the kind first. */
static char *
contact_to_text (JsonObject *channel)
{
  const char *kind = get_text (channel, "kind");
  const char *address = get_text (channel, "address");
  const char *url = get_text (channel, "url");
  const char *email = get_text (channel, "email");
  gboolean is_online = strcmp (kind, "website") == 0 || strcmp (kind, "app") == 0;
  gboolean is_call = strcmp (kind, "telephone") == 0 || strcmp (kind, "whatsapp") == 0;

  if (is_online && *url != '\0')
    return url_to_display (url);
  if (is_call && *get_text (channel, "telephone") != '\0')
    return number_to_display (channel);
  if (strcmp (kind, "email") == 0 && *email != '\0')
    return g_strdup (email);
  if (*address != '\0')
    return g_strdup (address);
  if (*url != '\0')
    return url_to_display (url);
  if (*get_text (channel, "telephone") != '\0')
    return number_to_display (channel);
  return g_strdup (email);
}

char *
gaung_service_channel_to_text (JsonObject *channel)
{
  g_autofree char *contact = contact_to_text (channel);
  GString *text = g_string_new (NULL);
  g_autofree char *joined = NULL;

  append_part (text, ", ", get_text (channel, "name"));
  append_part (text, ", ", contact);
  if (text->len == 0)
    g_string_append (text,
                     gaung_enum_get_label (gaung_service_channel_kinds,
                                           gaung_json_get_string (channel, "kind", "counter")));
  joined = g_string_free (text, FALSE);
  return gaung_text_to_line (joined, 0);
}

/* Only what can be meant for people: a web address with a host and nothing before it, or a way to
 * call or write. (transfer full) (nullable) */
static char *
check_uri (const char *text)
{
  g_autoptr (GUri) uri = NULL;
  const char *scheme;

  if (*text == '\0' || strlen (text) > MAX_URI_BYTES || !g_str_is_ascii (text)
      || strpbrk (text, " \t\r\n\\\"<>^`{|}") != NULL)
    return NULL;
  uri = g_uri_parse (text, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);
  if (uri == NULL)
    return NULL;
  scheme = g_uri_get_scheme (uri);
  if (strcmp (scheme, "https") == 0 || strcmp (scheme, "http") == 0)
    {
      const char *host = g_uri_get_host (uri);

      /* https://surakarta.go.id@elsewhere leads elsewhere. */
      if (host == NULL || *host == '\0' || g_uri_get_userinfo (uri) != NULL)
        return NULL;
      return g_strdup (text);
    }
  if (strcmp (scheme, "tel") == 0 || strcmp (scheme, "mailto") == 0)
    return *g_uri_get_path (uri) != '\0' ? g_strdup (text) : NULL;
  return NULL;
}

static char *
email_to_uri (const char *email)
{
  const char *at = strchr (email, '@');
  g_autofree char *uri = NULL;

  if (at == NULL || at == email || strchr (at + 1, '.') == NULL || strchr (at + 1, '@') != NULL
      || strpbrk (email, "?&#%/,;:") != NULL)
    return NULL;
  uri = g_strconcat ("mailto:", email, NULL);
  return check_uri (uri);
}

char *
gaung_service_channel_to_uri (JsonObject *channel)
{
  const char *kind = get_text (channel, "kind");
  g_autofree char *number = gaung_service_channel_get_number (channel);
  g_autofree char *uri = NULL;

  if (strcmp (kind, "whatsapp") == 0)
    uri = gaung_telephone_to_whatsapp (number);
  else if (strcmp (kind, "telephone") == 0 && number != NULL)
    uri = g_strconcat ("tel:", number, NULL);
  else if (strcmp (kind, "email") == 0)
    uri = email_to_uri (get_text (channel, "email"));
  if (uri != NULL)
    return g_steal_pointer (&uri);
  return check_uri (get_text (channel, "url"));
}

char *
gaung_service_get_uri (GaungRecord *service)
{
  JsonArray *channels = gaung_json_get_array (gaung_record_get_json (service), "channels");

  for (guint i = 0; channels != NULL && i < json_array_get_length (channels); i++)
    {
      JsonObject *channel = gaung_json_get_element_object (channels, i);
      char *uri = channel != NULL ? gaung_service_channel_to_uri (channel) : NULL;

      if (uri != NULL)
        return uri;
    }
  return NULL;
}
