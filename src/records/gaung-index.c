/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of a record, and the rules that some of them need. */
#include "config.h"

#include "gaung-index.h"

/* In front of what is public: the count of references. */
typedef struct
{
  GaungRules public;
  gatomicrefcount references;
} Rules;

/**
 * gaung_rules_new:
 * @calendar: (transfer full)
 * @clock_rules: (transfer full) (element-type GaungClockRule)
 */
GaungRules *
gaung_rules_new (GaungCalendar *calendar, GPtrArray *clock_rules)
{
  Rules *self = g_new0 (Rules, 1);

  g_atomic_ref_count_init (&self->references);
  self->public.calendar = calendar;
  self->public.clock_rules = clock_rules;
  return &self->public;
}

GaungRules *
gaung_rules_ref (GaungRules *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&((Rules *) self)->references);
  return self;
}

void
gaung_rules_unref (GaungRules *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&((Rules *) self)->references))
    return;
  g_clear_pointer (&self->calendar, gaung_calendar_unref);
  g_clear_pointer (&self->clock_rules, g_ptr_array_unref);
  g_free (self);
}

void
gaung_record_index (GaungRecord *self, GaungRules *rules, GaungIndex *index)
{
  g_return_if_fail (GAUNG_IS_RECORD (self));

  *index = (GaungIndex) { 0 };
  GAUNG_RECORD_GET_CLASS (self)->index (self, rules, index);
}
