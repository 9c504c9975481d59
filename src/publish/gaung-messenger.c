/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A service as a message. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gaung-format.h"
#include "gaung-handout-private.h"
#include "gaung-json.h"
#include "gaung-messenger.h"
#include "gaung-publish-text.h"
#include "gaung-service-words.h"
#include "gaung-service.h"
#include "gaung-slip.h"

/* How much is told: the first that fits. */
typedef struct
{
  guint max_text;  /* characters of a text; 0: all */
  guint max_items; /* of a list; 0: all */
  gboolean has_notes;
} Detail;

static const Detail details[] = {
  { 0, 0, TRUE }, { 600, 0, FALSE }, { 240, 30, FALSE }, { 160, 10, FALSE }, { 80, 6, FALSE },
};

typedef struct
{
  GaungRecord *service;
  GaungMessengerKind kind;
  const GaungHandoutOptions *options;
  const Detail *detail;
  GString *text;
} Message;

/* Marks of WhatsApp, and letters that look like them. */
static const struct
{
  char mark;
  const char *letter;
  const char *code;
} marks[] = {
  { '*', "∗", "%2A" },
  { '_', "ˍ", "%5F" },
  { '~', "∼", "%7E" },
  { '`', "ˋ", "%60" },
};

/* "https://…", or "ulas.surakarta.go.id/…" as people read it. */
static gboolean
is_address (const char *word)
{
  gsize length = strcspn (word, " \n");
  const char *slash = memchr (word, '/', length);
  const char *dot = memchr (word, '.', length);

  return g_ascii_strncasecmp (word, "http://", 7) == 0
         || g_ascii_strncasecmp (word, "https://", 8) == 0
         || (dot != NULL && slash != NULL && dot > word && dot < slash);
}

static gboolean
is_letter (const char *text, const char *at)
{
  return at >= text && *at != '\0' && g_unichar_isalnum (g_utf8_get_char_validated (at, -1));
}

/* Within a word a mark changes nothing: nama_berkas, nama_saya@surakarta.go.id. */
static gboolean
is_within_word (const char *text, const char *at)
{
  return at > text && is_letter (text, g_utf8_find_prev_char (text, at))
         && is_letter (text, g_utf8_next_char (at));
}

char *
gaung_messenger_escape (const char *text)
{
  GString *escaped = g_string_new (NULL);
  gboolean in_address = FALSE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      gboolean begins_line = at == text || at[-1] == '\n';
      gboolean is_done = FALSE;

      if (begins_line || at[-1] == ' ')
        in_address = is_address (at);
      for (gsize i = 0; i < G_N_ELEMENTS (marks) && !is_done; i++)
        if (character == (guchar) marks[i].mark && (in_address || !is_within_word (text, at)))
          {
            g_string_append (escaped, in_address ? marks[i].code : marks[i].letter);
            is_done = TRUE;
          }
      /* A quotation, or an item of a list. */
      if (!is_done && begins_line && character == '>')
        g_string_append (escaped, "›");
      else if (!is_done && begins_line && character == '-' && at[1] == ' ')
        g_string_append (escaped, "–");
      else if (!is_done)
        g_string_append_unichar (escaped, character);
    }
  return g_string_free_and_steal (escaped);
}

/* What a record says, ready to be a line. (transfer full) */
static char *
prepare (Message *self, const char *text)
{
  g_autofree char *line = gaung_publish_clean_line (text);
  guint max = self->detail->max_text;

  if (max > 0 && g_utf8_strlen (line, -1) > max)
    {
      char *end = g_utf8_offset_to_pointer (line, max - 1);

      *end = '\0';
      g_strchomp (line);
      {
        g_autofree char *shortened = g_strconcat (line, "…", NULL);

        g_set_str (&line, shortened);
      }
    }
  return self->kind == GAUNG_MESSENGER_WHATSAPP ? gaung_messenger_escape (line)
                                                : g_steal_pointer (&line);
}

/* @bold is ours or prepared. */
static void
add_bold (Message *self, const char *bold)
{
  const char *mark = self->kind == GAUNG_MESSENGER_WHATSAPP ? "*" : "";

  g_string_append_printf (self->text, "%s%s%s", mark, bold, mark);
}

static void
add_heading (Message *self, const char *heading)
{
  g_string_append (self->text, "\n");
  add_bold (self, heading);
  g_string_append_c (self->text, '\n');
}

static void
add_line (Message *self, const char *before, const char *text)
{
  g_autofree char *line = prepare (self, text);

  if (*line != '\0')
    g_string_append_printf (self->text, "%s%s\n", before, line);
}

/* FALSE: the list ends here, and says how much more there is. */
static gboolean
may_add (Message *self, guint i, guint n)
{
  guint max = self->detail->max_items;

  if (max == 0 || i < max)
    return TRUE;
  /* Translators: the end of a list that was shortened, e.g. "… and 12 more" */
  g_string_append_printf (self->text, ngettext ("… and %u more", "… and %u more", n - i), n - i);
  g_string_append_c (self->text, '\n');
  return FALSE;
}

static void
add_slots (Message *self, GPtrArray *slots)
{
  for (guint i = 0; i < slots->len && may_add (self, i, slots->len); i++)
    {
      const GaungServiceSlot *slot = g_ptr_array_index (slots, i);
      g_autofree char *text = gaung_service_slot_to_text (slot);

      add_line (self, "☐ ", text);
      for (guint j = 0; self->detail->has_notes && j < slot->documents->len; j++)
        add_line (self,
                  "   ",
                  gaung_json_get_string (g_ptr_array_index (slot->documents, j), "note", ""));
    }
}

static void
add_what (Message *self)
{
  g_autofree char *name = prepare (self, gaung_record_get_string (self->service, "name"));
  const char *whom = gaung_record_get_string (self->service, "audience");
  GaungDay today = gaung_day_of_instant (self->options->printed_at);
  const char *alert = gaung_service_get_alert (self->service, today);

  add_bold (self, name);
  g_string_append_c (self->text, '\n');
  add_line (self, "", gaung_record_get_string (self->service, "summary"));
  if (whom != NULL && *whom != '\0')
    {
      /* Translators: whom a service is for, e.g. "For: people who look for work" */
      g_autofree char *line = g_strdup_printf (_ ("For: %s"), whom);

      add_line (self, "", line);
    }
  if (gaung_service_is_closed_on (self->service, today))
    {
      add_heading (self, _ ("Closed for the time being"));
      add_line (self, "", gaung_record_get_string (self->service, "closed_reason"));
    }
  if (alert != NULL)
    {
      add_heading (self, C_ ("heading of an alert", "Please note"));
      add_line (self, "", alert);
    }
}

static void
add_documents (Message *self)
{
  g_autoptr (GPtrArray) slots = gaung_service_get_slots (self->service);

  if (slots->len == 0)
    return;
  add_heading (self, C_ ("hand-out", "Bring this"));
  add_slots (self, slots);
}

static void
add_steps (Message *self)
{
  JsonArray *steps = gaung_json_get_array (gaung_record_get_json (self->service), "steps");
  guint n = steps != NULL ? json_array_get_length (steps) : 0;

  if (n > 0)
    add_heading (self, C_ ("hand-out", "The steps"));
  for (guint i = 0; i < n && may_add (self, i, n); i++)
    {
      JsonObject *step = gaung_json_get_element_object (steps, i);
      g_autofree char *number = g_strdup_printf ("%u. ", i + 1);
      g_autofree char *note = gaung_service_step_note (step);

      add_line (self, number, gaung_json_get_string (step, "title", ""));
      if (!self->detail->has_notes)
        continue;
      add_line (self, "   ", gaung_json_get_string (step, "text", ""));
      add_line (self, "   ", note);
    }
}

static void
add_fact (Message *self, const char *heading, const char *text)
{
  if (*text == '\0')
    return;
  add_heading (self, heading);
  add_line (self, "", text);
}

static void
add_costs (Message *self)
{
  g_autofree char *cost = gaung_service_cost_to_text (self->service);
  JsonArray *costs = gaung_json_get_array (gaung_record_get_json (self->service), "costs");
  guint n = costs != NULL ? json_array_get_length (costs) : 0;

  add_fact (self, C_ ("hand-out", "Cost"), cost);
  for (guint i = 0; n > 1 && i < n && may_add (self, i, n); i++)
    {
      g_autofree char *option
          = gaung_service_cost_option_to_text (gaung_json_get_element_object (costs, i));

      add_line (self, "• ", option);
    }
}

static void
add_where (Message *self, const char *uri)
{
  JsonArray *channels = gaung_json_get_array (gaung_record_get_json (self->service), "channels");
  guint n = channels != NULL ? json_array_get_length (channels) : 0;

  if (n > 0 || uri != NULL)
    add_heading (self, C_ ("hand-out", "Where"));
  for (guint i = 0; i < n && may_add (self, i, n); i++)
    {
      JsonObject *channel = gaung_json_get_element_object (channels, i);
      g_autofree char *text = gaung_service_channel_to_text (channel);
      g_autoptr (GaungOpeningHours) hours
          = gaung_opening_hours_parse (gaung_json_get_string (channel, "hours", ""), NULL);
      g_autofree char *open = hours != NULL ? gaung_opening_hours_to_display (hours) : NULL;

      add_line (self, "• ", text);
      if (open != NULL)
        add_line (self, "   ", open);
    }
  /* An address is sent whole or not at all. */
  if (uri != NULL && strlen (uri) <= 512 && strstr (self->text->str, uri) == NULL)
    {
      g_autofree char *line
          = self->kind == GAUNG_MESSENGER_WHATSAPP ? gaung_messenger_escape (uri) : g_strdup (uri);

      g_string_append_printf (self->text, "%s\n", line);
    }
}

static void
add_foot (Message *self)
{
  g_string_append_c (self->text, '\n');
  add_bold (self, gaung_handout_get_promise ());
  g_string_append_c (self->text, '\n');
  if (self->options->agency_name != NULL)
    add_line (self, "", self->options->agency_name);
  add_line (self, "", gaung_record_get_reference (self->service));
}

/* As much as fits: WhatsApp takes a limited length. @slots (nullable): only what is missing. */
static char *
write_message (GaungRecord *service,
               GPtrArray *slots,
               GaungDay until,
               GaungMessengerKind kind,
               const GaungHandoutOptions *options,
               GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *uri = gaung_handout_get_uri (service, options, &local_error);
  g_autoptr (GString) text = g_string_new (NULL);
  Message self = { service, kind, options, NULL, text };

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (details); i++)
    {
      self.detail = &details[i];
      g_string_truncate (text, 0);
      if (slots != NULL)
        {
          g_autofree char *name = prepare (&self, gaung_record_get_string (service, "name"));
          g_autofree char *day = gaung_format_day_long (until);

          add_bold (&self, C_ ("slip", "What you still need to bring"));
          g_string_append_printf (text, "\n%s\n\n", name);
          add_slots (&self, slots);
          add_fact (&self, C_ ("slip", "Please bring it by"), day);
        }
      else
        {
          add_what (&self);
          add_documents (&self);
          add_steps (&self);
          {
            g_autofree char *time = gaung_service_time_to_text (service);

            add_fact (&self, C_ ("hand-out", "How long"), time);
          }
          add_costs (&self);
        }
      add_where (&self, uri);
      add_foot (&self);
      if (kind == GAUNG_MESSENGER_PLAIN || g_utf8_strlen (text->str, -1) <= GAUNG_MESSENGER_MAX)
        break;
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

char *
gaung_messenger_write (GaungRecord *service,
                       GaungMessengerKind kind,
                       const GaungHandoutOptions *options,
                       GError **error)
{
  return write_message (service, NULL, GAUNG_DAY_NONE, kind, options, error);
}

char *
gaung_messenger_write_missing (GaungRecord *service,
                               const char *const *missing,
                               GaungDay until,
                               GaungMessengerKind kind,
                               const GaungHandoutOptions *options,
                               GError **error)
{
  g_autoptr (GPtrArray) slots = gaung_slip_find_slots (service, missing, error);

  return slots != NULL ? write_message (service, slots, until, kind, options, error) : NULL;
}
