/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What falls due. The most urgent of what is assigned to me is a live list; at every tick of the
 * clock its sort keys, which are the due instants, are compared with the time. */

#include "config.h"

#include "gaung-reminder.h"

#include <gtk/gtk.h>
#include <glib/gi18n.h>

#include "gaung-format.h"
#include "gaung-list.h"
#include "gaung-window.h"

#define AHEAD GAUNG_HOUR
#define MAX_WATCHED 200
#define MAX_NAMED 3
/* Up to which due instant everything was told. */
#define KEY_TOLD_UNTIL "notify.told-until"

struct _GaungReminder
{
  GObject parent_instance;

  GApplication *application;
  GaungSession *session;
  GaungContext *context;
  GaungList *list;
  char *notification; /* its id: each workspace has its own */
  GSignalGroup *clock_signals;
  GSignalGroup *list_signals;
  GaungInstant told_until; /* NONE: not read yet */
  guint watch_timeout;
};

G_DEFINE_FINAL_TYPE (GaungReminder, gaung_reminder, G_TYPE_OBJECT)

static GaungInstant
get_told_until (GaungReminder *self)
{
  g_autofree char *text = NULL;

  if (self->told_until == GAUNG_INSTANT_NONE)
    {
      text = gaung_store_get_setting (gaung_context_get_store (self->context), KEY_TOLD_UNTIL);
      if (text == NULL || !gaung_instant_parse (text, &self->told_until))
        self->told_until = 0;
    }

  return self->told_until;
}

static void
set_told_until (GaungReminder *self, GaungInstant instant)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autofree char *text = gaung_instant_to_text (instant);

  self->told_until = instant;
  gaung_batch_put_setting (batch, KEY_TOLD_UNTIL, text);
  gaung_store_write_async (gaung_context_get_store (self->context), batch, NULL, NULL, NULL);
}

static gboolean
may_tell (GaungReminder *self)
{
  GSettings *settings = gaung_context_get_settings (self->context);

  return settings != NULL && g_settings_get_boolean (settings, "notify-due")
         && !gaung_reminder_is_quiet (gaung_context_get_now (self->context),
                                      gaung_context_get_rules (self->context)->calendar,
                                      g_settings_get_boolean (settings, "notify-working-days-only"),
                                      g_settings_get_uint (settings, "notify-from"),
                                      g_settings_get_uint (settings, "notify-until"));
}

/* "7K4A-9XQT (today 11.50), …" */
static char *
describe (GaungReminder *self, const guint *positions, guint n_positions)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GaungInstant now = gaung_context_get_now (self->context);

  for (guint i = 0; i < MIN (n_positions, MAX_NAMED); i++)
    {
      g_autoptr (GaungRecord) record
          = g_list_model_get_item (G_LIST_MODEL (self->list), positions[i]);
      g_autofree char *when
          = gaung_format_instant (gaung_list_get_sort_key (self->list, positions[i]), now);

      g_string_append_printf (
          text, "%s%s (%s)", i ? ", " : "", gaung_record_get_reference (record), when);
    }
  if (n_positions > MAX_NAMED)
    g_string_append (text, ", …");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
tell (GaungReminder *self, const guint *positions, guint n_positions)
{
  g_autoptr (GNotification) notification = NULL;
  g_autoptr (GaungRecord) record = NULL;
  g_autofree char *number = gaung_format_number (n_positions);
  g_autofree char *title = NULL;
  g_autofree char *body = describe (self, positions, n_positions);

  /* Translators: %s is a number: "3 complaints fall due". */
  title = g_strdup_printf (
      ngettext ("%s complaint falls due", "%s complaints fall due", n_positions), number);
  notification = g_notification_new (title);
  g_notification_set_body (notification, body);
  g_notification_set_category (notification, "x-gaung.due");
  if (n_positions == 1)
    record = g_list_model_get_item (G_LIST_MODEL (self->list), positions[0]);
  g_notification_set_default_action_and_target_value (
      notification,
      "app." GAUNG_REMINDER_ACTION,
      gaung_reminder_get_target (gaung_context_get_workspace (self->context), record));
  g_application_send_notification (self->application, self->notification, notification);
}

static void
check (GaungReminder *self)
{
  GaungInstant now = gaung_context_get_now (self->context);
  GaungInstant told_until;
  guint positions[MAX_WATCHED];
  guint n_positions = 0;
  guint n_due = 0;

  if (gaung_list_is_loading (self->list))
    return;
  told_until = get_told_until (self);
  for (guint i = 0; i < MIN (gaung_list_get_n_items (self->list), MAX_WATCHED); i++)
    {
      GaungInstant due = gaung_list_get_sort_key (self->list, i);

      if (due > now + AHEAD)
        break;
      n_due++;
      if (due > told_until)
        positions[n_positions++] = i;
    }

  /* Done or postponed meanwhile. */
  if (n_due == 0)
    g_application_withdraw_notification (self->application, self->notification);
  if (n_positions == 0 || !may_tell (self))
    return;
  tell (self, positions, n_positions);
  set_told_until (self, now + AHEAD);
}

static void
active_cb (GaungReminder *self, GParamSpec *pspec, GtkWindow *window)
{
  /* Whoever looks at the workspace has seen it. */
  if (self->notification != NULL && gtk_window_is_active (window)
      && gaung_window_get_session (GAUNG_WINDOW (window)) == self->session)
    g_application_withdraw_notification (self->application, self->notification);
}

static void
window_added_cb (GaungReminder *self, GtkWindow *window)
{
  if (GAUNG_IS_WINDOW (window))
    g_signal_connect_object (
        window, "notify::is-active", G_CALLBACK (active_cb), self, G_CONNECT_SWAPPED);
}

static void
watch (GaungReminder *self)
{
  g_autoptr (GaungQuery) query
      = gaung_query_parse ("type:complaint is:open -is:postponed assignee:me sort:rank", NULL);

  gaung_query_set_limit (query, MAX_WATCHED);
  self->list = gaung_list_new (gaung_context_get_store (self->context), query);
  g_signal_group_set_target (self->clock_signals, gaung_context_get_clock (self->context));
  g_signal_group_set_target (self->list_signals, self->list);
}

/* Long after the first list is shown: nothing of this is urgent to the second. */
static void
watch_later_cb (gpointer data)
{
  GaungReminder *self = data;

  self->watch_timeout = 0;
  watch (self);
}

static void
state_changed_cb (GaungReminder *self)
{
  GaungContext *context = gaung_session_get_context (self->session);

  if (!g_set_object (&self->context, context))
    return;
  g_signal_group_set_target (self->clock_signals, NULL);
  g_signal_group_set_target (self->list_signals, NULL);
  g_clear_object (&self->list);
  g_clear_handle_id (&self->watch_timeout, g_source_remove);
  g_clear_pointer (&self->notification, g_free);
  self->told_until = GAUNG_INSTANT_NONE;
  if (context == NULL)
    return;
  self->notification
      = g_strconcat ("due-", gaung_workspace_get_id (gaung_context_get_workspace (context)), NULL);
  self->watch_timeout = g_timeout_add_seconds_once (5, watch_later_cb, self);
}

static void
gaung_reminder_dispose (GObject *object)
{
  GaungReminder *self = GAUNG_REMINDER (object);

  g_clear_handle_id (&self->watch_timeout, g_source_remove);
  g_clear_object (&self->clock_signals);
  g_clear_object (&self->list_signals);
  g_clear_object (&self->list);
  g_clear_object (&self->context);
  g_clear_object (&self->session);
  g_clear_pointer (&self->notification, g_free);

  G_OBJECT_CLASS (gaung_reminder_parent_class)->dispose (object);
}

static void
gaung_reminder_class_init (GaungReminderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gaung_reminder_dispose;
}

static void
gaung_reminder_init (GaungReminder *self)
{
  self->clock_signals = g_signal_group_new (GAUNG_TYPE_CLOCK);
  g_signal_group_connect_swapped (self->clock_signals, "tick", G_CALLBACK (check), self);
  self->list_signals = g_signal_group_new (GAUNG_TYPE_LIST);
  g_signal_group_connect_swapped (self->list_signals, "items-changed", G_CALLBACK (check), self);
}

GaungReminder *
gaung_reminder_new (GApplication *application, GaungSession *session)
{
  GaungReminder *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (GAUNG_IS_SESSION (session), NULL);

  self = g_object_new (GAUNG_TYPE_REMINDER, NULL);
  self->application = application;
  self->session = g_object_ref (session);
  g_signal_connect_object (
      session, "notify::state", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      application, "window-added", G_CALLBACK (window_added_cb), self, G_CONNECT_SWAPPED);
  state_changed_cb (self);

  return self;
}

gboolean
gaung_reminder_is_quiet (
    GaungInstant now, GaungCalendar *calendar, gboolean working_days_only, guint from, guint until)
{
  int minute = gaung_instant_get_minute_of_day (now);
  GaungDay day = gaung_day_of_instant (now);
  GaungDayKind kind;

  if (minute < (int) from || minute >= (int) until)
    return TRUE;
  if (!working_days_only)
    return FALSE;

  kind = gaung_calendar_classify (calendar, day, NULL);
  if (kind == GAUNG_DAY_KIND_UNKNOWN)
    return gaung_day_get_weekday (day) > 5;

  return kind != GAUNG_DAY_KIND_WORKING;
}

GVariant *
gaung_reminder_get_target (GaungWorkspace *workspace, GaungRecord *record)
{
  g_return_val_if_fail (GAUNG_IS_WORKSPACE (workspace), NULL);

  /* Whichever workspace was looked at last. */
  return g_variant_new ("(^ay^ayss)",
                        gaung_workspace_get_directory (workspace),
                        "",
                        record ? "" : "home",
                        record ? gaung_record_get_id (record) : "");
}
