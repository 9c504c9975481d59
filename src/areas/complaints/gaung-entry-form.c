/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What quick entry asks for, and the records that come of it. */

#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "gaung-entry.h"
#include "gaung-entry-form.h"
#include "gaung-fold.h"
#include "gaung-format.h"
#include "gaung-identity.h"
#include "gaung-json.h"

GaungEntryForm *
gaung_entry_form_new (void)
{
  return g_new0 (GaungEntryForm, 1);
}

void
gaung_entry_form_free (GaungEntryForm *self)
{
  g_free (self->text);
  g_free (self->title);
  g_free (self->category);
  g_free (self->class);
  g_free (self->channel);
  g_free (self->street);
  g_free (self->district);
  g_free (self->village);
  g_free (self->received);
  g_free (self->name);
  g_free (self->telephone);
  g_free (self->nik);
  g_free (self);
}

GaungEntryForm *
gaung_entry_form_new_from_text (const char *json, GaungInstant now)
{
  g_autoptr (JsonObject) parsed = json != NULL ? gaung_json_parse_object (json, -1, NULL) : NULL;
  g_autoptr (JsonObject) empty = json_object_new ();
  JsonObject *object = parsed != NULL ? parsed : empty;
  GaungEntryForm *self = gaung_entry_form_new ();
  g_autofree char *day = gaung_format_day_short (gaung_day_of_instant (now));
  g_autofree char *time = gaung_format_time (now);
  g_autofree char *received = g_strdup_printf ("%s %s", day, time);

  self->text = g_strdup (gaung_json_get_string (object, "text", ""));
  self->title = g_strdup (gaung_json_get_string (object, "title", ""));
  self->is_title_own = gaung_json_get_boolean (object, "title_own", FALSE);
  self->category = g_strdup (gaung_json_get_string (object, "category", NULL));
  self->class = g_strdup (gaung_json_get_string (object, "class", "complaint"));
  self->channel = g_strdup (gaung_json_get_string (object, "channel", "phone"));
  self->street = g_strdup (gaung_json_get_string (object, "street", ""));
  self->district = g_strdup (gaung_json_get_string (object, "district", NULL));
  self->village = g_strdup (gaung_json_get_string (object, "village", NULL));
  self->received = g_strdup (gaung_json_get_string (object, "received", received));
  self->name = g_strdup (gaung_json_get_string (object, "name", ""));
  self->telephone = g_strdup (gaung_json_get_string (object, "telephone", ""));
  self->nik = g_strdup (gaung_json_get_string (object, "nik", ""));
  self->is_anonymous = gaung_json_get_boolean (object, "anonymous", FALSE);
  self->is_secret = gaung_json_get_boolean (object, "secret", FALSE);
  return self;
}

static void
set_member (JsonObject *object, const char *member, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, member, value);
}

char *
gaung_entry_form_to_text (const GaungEntryForm *self)
{
  g_autoptr (JsonObject) object = json_object_new ();

  set_member (object, "text", self->text);
  set_member (object, "title", self->title);
  json_object_set_boolean_member (object, "title_own", self->is_title_own);
  set_member (object, "category", self->category);
  set_member (object, "class", self->class);
  set_member (object, "channel", self->channel);
  set_member (object, "street", self->street);
  set_member (object, "district", self->district);
  set_member (object, "village", self->village);
  set_member (object, "received", self->received);
  set_member (object, "name", self->name);
  set_member (object, "telephone", self->telephone);
  set_member (object, "nik", self->nik);
  json_object_set_boolean_member (object, "anonymous", self->is_anonymous);
  json_object_set_boolean_member (object, "secret", self->is_secret);
  return gaung_json_to_text (object);
}

static gboolean
is_blank (const char *text)
{
  while (text != NULL && *text && g_ascii_isspace (*text))
    text++;
  return text == NULL || *text == '\0';
}

gboolean
gaung_entry_form_is_complete (const GaungEntryForm *self)
{
  return !is_blank (self->text) && !is_blank (self->title);
}

gboolean
gaung_entry_form_parse_received (const char *text, GaungInstant *instant)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", 2);
  GaungDay day;
  int hours = 0, minutes = 0;

  if (parts[0] == NULL || !gaung_parse_day (parts[0], &day))
    return FALSE;
  if (parts[1] != NULL && !is_blank (parts[1])
      && sscanf (parts[1], " %2d%*[.:]%2d", &hours, &minutes) != 2)
    return FALSE;
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
    return FALSE;
  *instant = gaung_day_get_start (day) + hours * GAUNG_HOUR + minutes * GAUNG_MINUTE;
  return TRUE;
}

static void
warn (GString *text, const char *line)
{
  if (line == NULL)
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

char *
gaung_entry_form_get_warnings (const GaungEntryForm *self, GaungDay today)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GaungInstant received;

  if (!is_blank (self->telephone))
    {
      GaungIdentityProblem problem = GAUNG_IDENTITY_FINE;
      g_autofree char *normal = gaung_telephone_normalize (self->telephone, &problem);

      warn (text, gaung_identity_problem_get_message (problem));
    }
  if (!is_blank (self->nik))
    warn (text,
          gaung_identity_problem_get_message (
              gaung_nik_check (self->nik, today, GAUNG_DAY_NONE, NULL)));
  if (!gaung_entry_form_parse_received (self->received, &received))
    warn (text, _ ("The time of receipt cannot be read; now is taken instead."));
  else if (gaung_day_of_instant (received) > today)
    warn (text, _ ("The time of receipt is in the future."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
set_if (GaungRecord *record, const char *member, const char *value, GError **error)
{
  return is_blank (value) || gaung_record_set_string (record, member, value, error);
}

GaungRecord *
gaung_entry_form_create_complaint (const GaungEntryForm *self,
                                   GaungContext *context,
                                   const char *reporter,
                                   GError **error)
{
  const GaungActor *actor = gaung_context_get_actor (context);
  GaungInstant now = gaung_context_get_now (context);
  g_autoptr (GaungRecord) record = gaung_record_new ("complaint", actor, now);
  GaungInstant received = now;

  gaung_entry_form_parse_received (self->received, &received);
  if (!set_if (record, "title", self->title, error) || !set_if (record, "text", self->text, error)
      || !gaung_record_set_string (record, "state", "new", error)
      || !set_if (record, "class", self->class, error)
      || !set_if (record, "category", self->category, error)
      || !set_if (record, "channel", self->channel, error)
      || !set_if (record, "street", self->street, error)
      || !set_if (record, "district", self->district, error)
      || !set_if (record, "village", self->village, error)
      || !set_if (record, "agency", actor->agency, error)
      || !gaung_record_set_instant (record, "received_at", received, error))
    return NULL;
  if (reporter != NULL && !gaung_record_set_string (record, "reporter", reporter, error))
    return NULL;
  if ((self->is_anonymous && !gaung_record_set_boolean (record, "anonymous", TRUE, error))
      || (self->is_secret && !gaung_record_set_boolean (record, "secret", TRUE, error)))
    return NULL;
  return g_steal_pointer (&record);
}

/* The same number and the same name is the same person. */
static GaungRecord *
find_person (const GaungEntryForm *self, GaungStore *store, const char *telephone)
{
  g_autoptr (GaungRecord) person
      = telephone != NULL ? gaung_store_get_by_key (store, "person", telephone) : NULL;
  g_autofree char *mine = gaung_fold_key (self->name);
  g_autofree char *theirs = NULL;

  if (person == NULL)
    return NULL;
  theirs = gaung_fold_key (gaung_record_get_title (person));
  return g_str_equal (mine, theirs) ? g_steal_pointer (&person) : NULL;
}

/* FALSE with an error; @id stays NULL when nobody was named. */
static gboolean
add_person (
    const GaungEntryForm *self, GaungContext *context, GaungBatch *batch, char **id, GError **error)
{
  g_autofree char *telephone = NULL;
  g_autoptr (GaungRecord) person = NULL;
  GaungIdentityProblem problem;

  if (is_blank (self->name) && is_blank (self->telephone) && is_blank (self->nik))
    return TRUE;
  if (!is_blank (self->telephone))
    telephone = gaung_telephone_normalize (self->telephone, &problem);
  person = find_person (self, gaung_context_get_store (context), telephone);
  if (person != NULL)
    {
      *id = g_strdup (gaung_record_get_id (person));
      return TRUE;
    }

  person = gaung_record_new (
      "person", gaung_context_get_actor (context), gaung_context_get_now (context));
  if (!gaung_record_set_string (
          person, "name", is_blank (self->name) ? _ ("Without a name") : self->name, error)
      || !set_if (person, "nik", self->nik, error)
      || !set_if (person, "telephone", telephone != NULL ? telephone : self->telephone, error))
    return FALSE;
  gaung_batch_put (batch, person, NULL);
  *id = g_strdup (gaung_record_get_id (person));
  return TRUE;
}

char *
gaung_entry_form_add_to_batch (const GaungEntryForm *self,
                               GaungContext *context,
                               GaungBatch *batch,
                               GError **error)
{
  g_autofree char *reporter = NULL;
  g_autoptr (GaungRecord) complaint = NULL;
  g_autoptr (GaungEntry) entry = NULL;

  if (!add_person (self, context, batch, &reporter, error))
    return NULL;
  complaint = gaung_entry_form_create_complaint (self, context, reporter, error);
  if (complaint == NULL || !gaung_record_validate (complaint, error))
    return NULL;
  entry = gaung_entry_new (gaung_record_get_id (complaint),
                           "created",
                           gaung_context_get_actor (context),
                           gaung_context_get_now (context));
  gaung_batch_put (batch, complaint, NULL);
  gaung_batch_put (batch, GAUNG_RECORD (entry), NULL);
  return g_strdup (gaung_record_get_id (complaint));
}
