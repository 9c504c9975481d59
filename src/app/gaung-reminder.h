/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-calendar.h"
#include "gaung-session.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_REMINDER (gaung_reminder_get_type ())
/* GaungReminder: tells once, in one notification, what of mine falls due within the hour. It names
 * references and times only, never a person or a title, since it is seen on a locked desktop, too.
 */
G_DECLARE_FINAL_TYPE (GaungReminder, gaung_reminder, GAUNG, REMINDER, GObject)

GaungReminder *gaung_reminder_new (GApplication *application, GaungSession *session);

/* Pure: is @now outside of the hours (minutes of the day) or, if @working_days_only, on a day that
 * does not count? A year that is not decreed counts its weekdays. */
gboolean gaung_reminder_is_quiet (
    GaungInstant now, GaungCalendar *calendar, gboolean working_days_only, guint from, guint until);

/* What a press on the notification does, in the application. */
#define GAUNG_REMINDER_ACTION "open-workspace"
/* The target of that action: the window of @workspace, with @record, or with my day if several fall
 * due.
 * @record: (nullable): what falls due if it is only one
 * Returns: (transfer floating) */
GVariant *gaung_reminder_get_target (GaungWorkspace *workspace, GaungRecord *record);

G_END_DECLS
