/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GAUNG_TYPE_SLEEP_WATCH (gaung_sleep_watch_get_type ())
/* GaungSleepWatch: does the computer go to sleep? From logind (org.freedesktop.login1.Manager.PrepareForSleep) on
 * the system bus; without one it never does. Property "is-asleep" (notifies). */
G_DECLARE_FINAL_TYPE (GaungSleepWatch, gaung_sleep_watch, GAUNG, SLEEP_WATCH, GObject)

GaungSleepWatch *gaung_sleep_watch_new (void);
gboolean gaung_sleep_watch_is_asleep (GaungSleepWatch *self);

G_END_DECLS
