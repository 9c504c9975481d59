/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of which hand-outs about a service are made. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gaung-flow-private.h"
#include "gaung-format.h"
#include "gaung-handout-private.h"
#include "gaung-json.h"
#include "gaung-publish-text.h"
#include "gaung-service-words.h"
#include "gaung-service.h"

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

void
gaung_handout_add_head (GaungHandout *self)
{
  GaungTextStyle agency = gaung_handout_get_style (self, GAUNG_LOOK_AGENCY);
  GaungTextStyle title = gaung_handout_get_style (self, GAUNG_LOOK_TITLE);
  GaungTextStyle lead = gaung_handout_get_style (self, GAUNG_LOOK_LEAD);
  GaungTextStyle audience = gaung_handout_get_style (self, GAUNG_LOOK_BODY);
  const char *whom = gaung_record_get_string (self->service, "audience");
  const char *name = gaung_record_get_string (self->service, "name");
  glong length = name != NULL ? g_utf8_strlen (name, -1) : 0;

  if (length > 36)
    title.size *= length > 80 ? 0.7 : 0.83;
  gaung_flow_add_text (self->flow, self->options->agency_name, &agency);
  gaung_flow_add_text (self->flow, name, &title);
  gaung_flow_add_text (self->flow, gaung_record_get_string (self->service, "summary"), &lead);
  audience.color = GAUNG_INK_DIM;
  audience.before = self->size * 0.4;
  if (has_text (whom))
    {
      /* Translators: whom a service is for, e.g. "For: people who look for work" */
      g_autofree char *text = g_strdup_printf (_ ("For: %s"), whom);

      gaung_flow_add_text (self->flow, text, &audience);
    }
}

static void
add_notice (GaungHandout *self, guint fill, guint bar, const char *title, const char *text)
{
  GaungBoxStyle style = { fill, bar, self->size * 0.9, self->size * 0.5, self->size };
  GaungFlow *inner
      = gaung_flow_new_inner (self->flow, gaung_flow_get_width (self->flow) - 2 * style.padding);
  GaungTextStyle strong = gaung_handout_get_style (self, GAUNG_LOOK_STRONG);
  GaungTextStyle body = gaung_handout_get_style (self, GAUNG_LOOK_BODY);

  strong.weight = PANGO_WEIGHT_BOLD;
  body.before = self->size * 0.15;
  gaung_flow_add_text (inner, title, &strong);
  gaung_flow_add_text (inner, text, &body);
  gaung_flow_add_box (self->flow, inner, &style);
}

static char *
describe_closure (GaungHandout *self)
{
  g_autofree char *from
      = gaung_format_day_long (gaung_record_get_day (self->service, "closed_from"));
  g_autofree char *until
      = gaung_format_day_long (gaung_record_get_day (self->service, "closed_until"));

  if (*from != '\0' && *until != '\0')
    /* Translators: two days, e.g. "Closed from Selasa, 1 Desember 2026 until Jumat, 4 Desember
     * 2026" */
    return g_strdup_printf (_ ("Closed from %1$s until %2$s"), from, until);
  if (*until != '\0')
    /* Translators: a day, e.g. "Closed until Jumat, 4 Desember 2026" */
    return g_strdup_printf (_ ("Closed until %s"), until);
  return g_strdup (_ ("Closed for the time being"));
}

void
gaung_handout_add_alerts (GaungHandout *self)
{
  const char *alert = gaung_service_get_alert (self->service, self->today);

  if (gaung_service_is_closed_on (self->service, self->today))
    {
      g_autofree char *title = describe_closure (self);

      add_notice (self,
                  GAUNG_TINT_CLOSED,
                  GAUNG_BAR_CLOSED,
                  title,
                  gaung_record_get_string (self->service, "closed_reason"));
    }
  if (has_text (alert))
    add_notice (
        self, GAUNG_TINT_ALERT, GAUNG_BAR_ALERT, C_ ("heading of an alert", "Please note"), alert);
}

/* Short texts large, so that they are read first. */
static double
choose_size (const GaungHandout *self, const char *text, double large)
{
  glong length = g_utf8_strlen (text, -1);

  return length <= 22 ? self->size * large : length <= 60 ? self->size * 1.3 : self->size;
}

static GaungFlow *
create_fact (GaungHandout *self,
             double width,
             const char *label,
             const char *text,
             guint color,
             guint dim,
             double large)
{
  GaungFlow *inner = gaung_flow_new_inner (self->flow, width);
  GaungTextStyle small = { self->size * 0.9, PANGO_WEIGHT_SEMIBOLD, dim, .keeps = TRUE };
  GaungTextStyle big
      = { choose_size (self, text, large), PANGO_WEIGHT_BOLD, color, self->size * 0.1 };

  /* A few words are on one line. */
  if (big.size > self->size * 1.3)
    big.size = gaung_flow_find_size (inner, text, &big, self->size * 1.2);
  gaung_flow_add_text (inner, label, &small);
  gaung_flow_add_text (inner, text, &big);
  return inner;
}

/* What it costs, then how long it takes: side by side where both are short, else one beneath the
 * other. What is free is said in the largest letters. */
void
gaung_handout_add_cost_and_time (GaungHandout *self)
{
  gboolean is_free = gaung_service_is_free (self->service);
  g_autofree char *cost = gaung_service_cost_to_text (self->service);
  g_autofree char *time = gaung_service_time_to_text (self->service);
  const char *cost_label = C_ ("hand-out", "Cost");
  const char *time_label = C_ ("hand-out", "How long");
  GaungBoxStyle cost_style = { is_free ? GAUNG_INK_FREE : GAUNG_TINT_ACCENT,
                               0,
                               self->size * 0.95,
                               self->size * 0.8,
                               self->size * 1.1 };
  GaungBoxStyle time_style = cost_style;
  guint color = is_free ? 0xffffff : GAUNG_INK;
  guint dim = is_free ? 0xffffff : GAUNG_INK_DIM;
  double large = is_free ? 1.95 : 1.6;
  double gap = self->size * 0.8;
  double whole = gaung_flow_get_width (self->flow) - 2 * cost_style.padding;
  double room = whole - gap - 2 * cost_style.padding;
  double share = *cost == '\0' ? 0 : *time == '\0' ? 1 : is_free ? 0.59 : 0.5;
  GaungCard cards[2];
  guint n = 0;

  time_style.fill = is_free ? GAUNG_TINT_FREE : GAUNG_TINT_PLAIN;
  if (*cost != '\0')
    cards[n++] = (GaungCard) {
      create_fact (self, share < 1 ? room * share : whole, cost_label, cost, color, dim, large),
      cost_style
    };
  if (*time != '\0')
    cards[n++] = (GaungCard) { create_fact (self,
                                            share > 0 ? room * (1 - share) : whole,
                                            time_label,
                                            time,
                                            GAUNG_INK,
                                            GAUNG_INK_DIM,
                                            1.6),
                               time_style };
  if (n == 0
      || gaung_flow_add_cards (self->flow,
                               cards,
                               n,
                               gap,
                               gaung_sheet_get_page_height (self->sheet) / 3,
                               FALSE,
                               FALSE,
                               0))
    return;
  if (*cost != '\0')
    gaung_flow_add_box (
        self->flow, create_fact (self, whole, cost_label, cost, color, dim, large), &cost_style);
  time_style.before = gap;
  if (*time != '\0')
    gaung_flow_add_box (self->flow,
                        create_fact (self, whole, time_label, time, GAUNG_INK, GAUNG_INK_DIM, 1.6),
                        &time_style);
}

JsonArray *
gaung_handout_get_list (GaungHandout *self, const char *member, guint *n)
{
  JsonArray *list = gaung_json_get_array (gaung_record_get_json (self->service), member);

  *n = list != NULL ? json_array_get_length (list) : 0;
  return list;
}

/* The options where there are several, and what is said about the cost. */
void
gaung_handout_add_costs (GaungHandout *self)
{
  GaungTextStyle body = gaung_handout_get_style (self, GAUNG_LOOK_BODY);
  GaungTextStyle note = gaung_handout_get_style (self, GAUNG_LOOK_NOTE);
  const char *about = gaung_record_get_string (self->service, "cost_note");
  g_autofree char *said = gaung_service_cost_to_text (self->service);
  guint n;
  JsonArray *costs = gaung_handout_get_list (self, "costs", &n);

  body.before = self->size * 0.5;
  for (guint i = 0; n > 1 && i < n; i++)
    {
      g_autofree char *text
          = gaung_service_cost_option_to_text (gaung_json_get_element_object (costs, i));

      gaung_flow_add_item (self->flow, GAUNG_MARK_BULLET, GAUNG_INK_ACCENT, text, &body);
      body.before = self->size * 0.25;
    }
  note.before = self->size * 0.45;
  if (has_text (about) && g_strcmp0 (about, said) != 0)
    gaung_flow_add_text (self->flow, about, &note);
}

void
gaung_handout_add_slots (GaungHandout *self, GPtrArray *slots)
{
  GaungTextStyle body = gaung_handout_get_style (self, GAUNG_LOOK_BODY);
  GaungTextStyle note = gaung_handout_get_style (self, GAUNG_LOOK_NOTE);

  for (guint i = 0; i < slots->len; i++)
    {
      const GaungServiceSlot *slot = g_ptr_array_index (slots, i);
      g_autofree char *text = gaung_service_slot_to_text (slot);

      gaung_flow_add_item (self->flow, GAUNG_MARK_BOX, GAUNG_INK_DIM, text, &body);
      for (guint j = 0; j < slot->documents->len; j++)
        gaung_flow_add_item_note (
            self->flow,
            gaung_json_get_string (g_ptr_array_index (slot->documents, j), "note", NULL),
            &note);
    }
}

GaungHandout
gaung_handout_move_into (const GaungHandout *self, GaungFlow *flow)
{
  GaungHandout inner = *self;

  inner.flow = flow;
  return inner;
}

void
gaung_handout_add_documents (GaungHandout *self, guint n_columns)
{
  g_autoptr (GPtrArray) slots = gaung_service_get_slots (self->service);
  GaungTextStyle heading = gaung_handout_get_style (self, GAUNG_LOOK_HEADING);
  double gap = self->size * 2;
  GaungHandout inner;

  if (slots->len == 0)
    return;
  gaung_flow_add_text (self->flow, C_ ("hand-out", "Bring this"), &heading);
  if (n_columns == 1 || slots->len < 4)
    {
      gaung_handout_add_slots (self, slots);
      return;
    }
  inner = gaung_handout_move_into (
      self,
      gaung_flow_new_inner (
          self->flow, (gaung_flow_get_width (self->flow) - (n_columns - 1) * gap) / n_columns));
  gaung_handout_add_slots (&inner, slots);
  gaung_flow_add_balanced (self->flow, inner.flow, n_columns, gap, self->size * 0.45);
}

typedef struct
{
  const char *title;
  const char *text;
  char *note;
} Step;

static void
read_step (JsonObject *object, Step *step)
{
  step->title = gaung_json_get_string (object, "title", "");
  step->text = gaung_json_get_string (object, "text", "");
  step->note = gaung_service_step_note (object);
}

void
gaung_handout_add_steps_down (GaungHandout *self)
{
  GaungTextStyle heading = gaung_handout_get_style (self, GAUNG_LOOK_HEADING);
  GaungTextStyle styles[] = { gaung_handout_get_style (self, GAUNG_LOOK_STRONG),
                              gaung_handout_get_style (self, GAUNG_LOOK_BODY),
                              gaung_handout_get_style (self, GAUNG_LOOK_NOTE) };
  guint n;
  JsonArray *steps = gaung_handout_get_list (self, "steps", &n);

  if (n == 0)
    return;
  gaung_flow_add_text (self->flow, C_ ("hand-out", "The steps"), &heading);
  styles[1].before = self->size * 0.05;
  for (guint i = 0; i < n; i++)
    {
      Step step;

      read_step (gaung_json_get_element_object (steps, i), &step);
      styles[0].before = self->size * (i == 0 ? 0.6 : 1.1);
      gaung_flow_add_step (
          self->flow, i + 1, GAUNG_INK_ACCENT, step.title, step.text, step.note, styles);
      g_free (step.note);
    }
}

static GaungFlow *
create_step_card (GaungHandout *self, JsonObject *object, guint number, double width)
{
  GaungFlow *inner = gaung_flow_new_inner (self->flow, width);
  g_autofree char *digits = g_strdup_printf ("%u", number);
  GaungTextStyle large = { self->size * 1.7, PANGO_WEIGHT_BOLD, GAUNG_INK_ACCENT, .keeps = TRUE };
  GaungTextStyle strong = gaung_handout_get_style (self, GAUNG_LOOK_STRONG);
  GaungTextStyle body = gaung_handout_get_style (self, GAUNG_LOOK_BODY);
  GaungTextStyle note = gaung_handout_get_style (self, GAUNG_LOOK_NOTE);
  Step step;

  read_step (object, &step);
  strong.before = body.before = self->size * 0.1;
  body.size *= 0.94;
  note.before = self->size * 0.2;
  gaung_flow_add_text (inner, digits, &large);
  gaung_flow_add_text (inner, step.title, &strong);
  gaung_flow_add_text (inner, step.text, &body);
  gaung_flow_add_text (inner, step.note, &note);
  g_free (step.note);
  return inner;
}

/* The highest of all cards if @n_columns stand in a row. */
static double
measure_cards (GaungHandout *self, JsonArray *steps, guint n_columns, double gap, double padding)
{
  double width = gaung_flow_get_card_width (self->flow, n_columns, gap, padding);
  double most = 0;

  for (guint i = 0; i < json_array_get_length (steps); i++)
    {
      g_autoptr (GaungFlow) card
          = create_step_card (self, gaung_json_get_element_object (steps, i), i + 1, width);

      most = MAX (most, gaung_flow_get_height (card) + 2 * padding);
    }
  return most;
}

/* No row of one card where it can be helped, and no card that is narrow and high. 0: no cards. */
static guint
choose_columns (GaungHandout *self, JsonArray *steps, guint n, double gap, double padding)
{
  double page = gaung_sheet_get_page_height (self->sheet);
  guint n_columns = n == 4 || n == 7 || n == 8 ? 4 : MIN (n, 3);

  if (n_columns == 4 && measure_cards (self, steps, 4, gap, padding) > page / 4.5)
    n_columns = n == 4 ? 2 : 3;
  return measure_cards (self, steps, n_columns, gap, padding) <= page / 3 ? n_columns : 0;
}

/* Cards in rows, read as a page is. */
void
gaung_handout_add_steps_across (GaungHandout *self)
{
  GaungTextStyle heading = gaung_handout_get_style (self, GAUNG_LOOK_HEADING);
  GaungBoxStyle style
      = { GAUNG_TINT_ACCENT, 0, self->size * 0.8, self->size * 0.7, self->size * 0.6 };
  double gap = self->size * 1.7;
  guint n_columns;
  double width;
  guint n;
  JsonArray *steps = gaung_handout_get_list (self, "steps", &n);

  if (n == 0)
    return;
  n_columns = choose_columns (self, steps, n, gap, style.padding);
  if (n_columns == 0)
    {
      gaung_handout_add_steps_down (self);
      return;
    }
  width = gaung_flow_get_card_width (self->flow, n_columns, gap, style.padding);
  gaung_flow_add_text (self->flow, C_ ("hand-out", "The steps"), &heading);
  for (guint i = 0; i < n; i += n_columns)
    {
      GaungCard cards[4];
      guint n_cards = MIN (n_columns, n - i);

      for (guint j = 0; j < n_cards; j++)
        cards[j] = (GaungCard) {
          create_step_card (self, gaung_json_get_element_object (steps, i + j), i + j + 1, width),
          style
        };
      gaung_flow_add_cards (
          self->flow, cards, n_cards, gap, G_MAXDOUBLE, TRUE, i > 0, GAUNG_INK_ACCENT);
    }
}

void
gaung_handout_add_member (GaungHandout *self, const char *heading, const char *member)
{
  GaungTextStyle title = gaung_handout_get_style (self, GAUNG_LOOK_HEADING);
  GaungTextStyle body = gaung_handout_get_style (self, GAUNG_LOOK_BODY);
  const char *text = gaung_record_get_string (self->service, member);

  if (!has_text (text))
    return;
  body.before = self->size * 0.3;
  gaung_flow_add_text (self->flow, heading, &title);
  gaung_flow_add_text (self->flow, text, &body);
}

void
gaung_handout_add_documents_and_steps (GaungHandout *self)
{
  const char *output = C_ ("hand-out", "You get");
  double gap = self->size * 1.8;
  double width = (gaung_flow_get_width (self->flow) - gap) / 2;
  GaungFlow *columns[]
      = { gaung_flow_new_inner (self->flow, width), gaung_flow_new_inner (self->flow, width) };
  GaungHandout left = gaung_handout_move_into (self, columns[0]);
  GaungHandout right = gaung_handout_move_into (self, columns[1]);
  double room = gaung_sheet_get_page_height (self->sheet) - gaung_flow_get_height (self->flow)
                - self->size * 1.35;

  gaung_handout_add_documents (&left, 1);
  gaung_handout_add_member (&left, output, "output");
  gaung_handout_add_steps_down (&right);
  if (!gaung_flow_is_empty (columns[0]) && !gaung_flow_is_empty (columns[1])
      && gaung_flow_get_height (columns[0]) <= room && gaung_flow_get_height (columns[1]) <= room)
    {
      gaung_flow_add_columns (self->flow, columns, 2, gap, self->size * 1.35, TRUE);
      return;
    }
  g_object_unref (columns[0]);
  g_object_unref (columns[1]);
  gaung_handout_add_documents (self, 2);
  gaung_handout_add_steps_down (self);
  gaung_handout_add_member (self, output, "output");
}

void
gaung_handout_add_questions (GaungHandout *self)
{
  GPtrArray *questions = self->options->questions;
  GaungTextStyle title = gaung_handout_get_style (self, GAUNG_LOOK_HEADING);
  GaungTextStyle strong = gaung_handout_get_style (self, GAUNG_LOOK_STRONG);
  GaungTextStyle body = gaung_handout_get_style (self, GAUNG_LOOK_BODY);

  strong.before = self->size * 0.6;
  strong.keeps = TRUE;
  body.before = self->size * 0.1;
  for (guint i = 0; questions != NULL && i < questions->len; i++)
    {
      GaungRecord *question = g_ptr_array_index (questions, i);
      const char *answer = gaung_record_get_string (question, "answer");

      if (!has_text (answer))
        continue;
      if (title.size > 0)
        gaung_flow_add_text (self->flow, C_ ("hand-out", "People also ask"), &title);
      title.size = 0;
      gaung_flow_add_text (self->flow, gaung_record_get_string (question, "question"), &strong);
      gaung_flow_add_text (self->flow, answer, &body);
    }
}
