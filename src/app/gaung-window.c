/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window of one workspace: it follows the state of the session, and it can be locked. */

#include "config.h"

#include "gaung-window.h"

#include <glib/gi18n.h>

#include "gaung-dialog.h"
#include "gaung-farewell.h"
#include "gaung-fault-page.h"
#include "gaung-lock.h"
#include "gaung-pin-dialog.h"
#include "gaung-shell-actions.h"
#include "gaung-toast.h"
#include "gaung-unlock-page.h"
#include "gaung-welcome.h"
#include "gaung-window-keys.h"

/* A spinner that comes and goes at once is worse than none. */
#define SPINNER_DELAY 200
/* As long may a window wait for what it is to show. */
#define PRESENT_DELAY 200
#define IDLE_CHECK_SECONDS 15
#define MOUSE_BUTTON_BACK 8

struct _GaungWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwBin *content;

  GaungSession *session;
  GaungShell *shell;
  GaungUnlockPage *unlock; /* asks for the passphrase of the workspace */
  GaungUnlockPage *cover;  /* the locked screen */
  GaungLock *lock;
  char *first_area;
  char *first_record;
  gint64 last_activity;
  guint idle_timeout;
  guint spinner_timeout;
  guint present_timeout; /* not presented yet */
  gboolean areas_collapsed;
  gboolean page_collapsed;
  gboolean is_leaving; /* what waits was named, and it was decided */
};

G_DEFINE_FINAL_TYPE (GaungWindow, gaung_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_SESSION = 1,
  PROP_AREAS_COLLAPSED,
  PROP_PAGE_COLLAPSED,
  PROP_IS_LOCKED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
update_actions (GaungWindow *self)
{
  gboolean is_usable = self->shell != NULL && self->cover == NULL;

  for (const GaungActionRow *row = gaung_shell_action_rows; row->name != NULL; row++)
    if (row->activate)
      gtk_widget_action_set_enabled (GTK_WIDGET (self), row->name, is_usable);
}

static void
show_content (GaungWindow *self, GtkWidget *child)
{
  g_clear_handle_id (&self->spinner_timeout, g_source_remove);
  self->shell = GAUNG_IS_SHELL (child) ? GAUNG_SHELL (child) : NULL;
  self->unlock = GAUNG_IS_UNLOCK_PAGE (child) ? GAUNG_UNLOCK_PAGE (child) : NULL;
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  adw_bin_set_child (self->content, child);
  update_actions (self);
}

static void
close_dialogs (GaungWindow *self)
{
  AdwDialog *dialog;

  while ((dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)))
         != NULL)
    adw_dialog_force_close (dialog);
}

static void
show_spinner_cb (gpointer data)
{
  GaungWindow *self = data;
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *page = adw_status_page_new ();
  g_autoptr (AdwSpinnerPaintable) spinner = adw_spinner_paintable_new (page);

  self->spinner_timeout = 0;
  adw_status_page_set_paintable (ADW_STATUS_PAGE (page), GDK_PAINTABLE (spinner));
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("Opening the Workspace"));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  show_content (self, view);
}

static void
passphrase_submitted_cb (GaungUnlockPage *page, const char *secret, GaungWindow *self)
{
  gaung_unlock_page_set_busy (page, TRUE);
  gaung_session_unlock (self->session, secret);
}

static void
show_passphrase (GaungWindow *self)
{
  const GError *error = gaung_session_get_error (self->session);

  if (self->unlock == NULL)
    {
      GaungWorkspace *workspace = gaung_session_get_workspace (self->session);
      gboolean is_sample = gaung_workspace_get_kind (workspace) == GAUNG_WORKSPACE_SAMPLE;
      GtkWidget *page
          = gaung_unlock_page_new (_ ("Open the Workspace"),
                                   is_sample ? _ ("A sample that Gaung made opens with “contoh”.")
                                             : gaung_workspace_get_name (workspace),
                                   FALSE);

      g_signal_connect_object (
          page, "submitted", G_CALLBACK (passphrase_submitted_cb), self, G_CONNECT_DEFAULT);
      show_content (self, page);
    }
  gaung_unlock_page_set_busy (self->unlock, FALSE);
  gaung_unlock_page_set_error (
      self->unlock, error ? _ ("This passphrase is not right. Nothing was changed.") : NULL);
}

/* There may be a window for each of several workspaces; a locked one does not say
 * whose it is. */
static void
show_name (GaungWindow *self)
{
  GaungWorkspace *workspace = gaung_session_get_workspace (self->session);
  const char *name = gaung_workspace_get_name (workspace);
  /* Translators: the title of a window: "Diskominfo SP – Gaung" */
  g_autofree char *title = name != NULL && *name ? g_strdup_printf (_ ("%s – Gaung"), name) : NULL;

  gtk_window_set_title (GTK_WINDOW (self),
                        title != NULL && self->cover == NULL ? title : APPLICATION_NAME);
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungWindow) self = GAUNG_WINDOW (data);
  g_autoptr (GError) error = NULL;
  gboolean is_right = gaung_lock_try_finish (GAUNG_LOCK (source), result, &error);
  guint delay;

  if (self->cover == NULL)
    return;
  gaung_unlock_page_set_busy (self->cover, FALSE);
  if (is_right)
    {
      gtk_window_set_focus (GTK_WINDOW (self), NULL);
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->content));
      gtk_stack_remove (self->stack, GTK_WIDGET (self->cover));
      self->cover = NULL;
      show_name (self);
      self->last_activity = g_get_monotonic_time ();
      update_actions (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOCKED]);
      if (self->shell != NULL)
        gtk_widget_grab_focus (GTK_WIDGET (gaung_shell_get_page (self->shell)));
      return;
    }
  delay = gaung_lock_get_delay (self->lock);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    {
      g_autofree char *text = gaung_error_to_user_text (error);

      gaung_unlock_page_set_error (self->cover, text);
    }
  else if (delay > 0)
    gaung_unlock_page_wait (self->cover, delay);
  else
    gaung_unlock_page_set_error (self->cover,
                                 gaung_lock_get_method (self->lock) == GAUNG_LOCK_PIN
                                     ? _ ("This PIN is not right.")
                                     : _ ("This passphrase is not right."));
}

static void
secret_submitted_cb (GaungUnlockPage *page, const char *secret, GaungWindow *self)
{
  gaung_unlock_page_set_busy (page, TRUE);
  gaung_lock_try_async (self->lock, secret, tried_cb, g_object_ref (self));
}

/* Dialogs lie above everything, so they are closed; what was typed in them is a draft in the store.
 */
static void
cover (GaungWindow *self)
{
  gboolean is_pin = gaung_lock_get_method (self->lock) == GAUNG_LOCK_PIN;

  close_dialogs (self);
  adw_toast_overlay_dismiss_all (self->toasts);
  self->cover = GAUNG_UNLOCK_PAGE (gaung_unlock_page_new (
      _ ("Gaung Is Locked"),
      is_pin ? _ ("Enter your PIN to go on where you were.")
             : _ ("Enter the passphrase of the workspace to go on where you were."),
      is_pin));
  g_signal_connect_object (
      self->cover, "submitted", G_CALLBACK (secret_submitted_cb), self, G_CONNECT_DEFAULT);
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->cover));
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->cover));
  gaung_unlock_page_wait (self->cover, gaung_lock_get_delay (self->lock));
  show_name (self);
  update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOCKED]);
}

/* It was locked when the program ended. Whoever has just opened the workspace with its passphrase
 * need not say it twice. */
static void
restore_lock (GaungWindow *self)
{
  if (!gaung_lock_is_locked (self->lock))
    return;
  if (gaung_lock_get_method (self->lock) == GAUNG_LOCK_PIN)
    cover (self);
  else
    gaung_lock_set_locked (self->lock, FALSE, NULL);
}

static void
show_shell (GaungWindow *self)
{
  GaungContext *context = gaung_session_get_context (self->session);
  GSettings *settings = gaung_session_get_settings (self->session);
  g_autofree char *area = NULL;
  GtkWidget *shell;

  show_name (self);
  g_clear_object (&self->lock);
  self->lock = gaung_lock_new (context);

  if (self->first_area)
    area = g_strdup (self->first_area);
  else if (settings)
    area = g_settings_get_string (settings, "area");
  shell = gaung_shell_new (context, area);
  gaung_shell_set_collapsed (GAUNG_SHELL (shell), self->areas_collapsed, self->page_collapsed);
  show_content (self, shell);
  if (self->first_record)
    gaung_shell_open_record (self->shell, self->first_record);
  restore_lock (self);
}

static void
present_now (GaungWindow *self)
{
  g_clear_handle_id (&self->present_timeout, g_source_remove);
  gtk_window_present (GTK_WINDOW (self));
}

static void
page_filled_cb (GaungWindow *self)
{
  if (self->present_timeout != 0)
    present_now (self);
}

static void
present_late_cb (gpointer data)
{
  GaungWindow *self = data;

  self->present_timeout = 0;
  present_now (self);
}

static void
present_if_filled (GaungWindow *self)
{
  GaungPage *page = self->shell ? gaung_shell_get_page (self->shell) : NULL;

  if (self->present_timeout == 0
      || gaung_session_get_state (self->session) == GAUNG_SESSION_OPENING)
    return;
  if (page == NULL || self->cover != NULL || gaung_page_is_filled (page))
    {
      present_now (self);
      return;
    }
  g_signal_connect_object (
      page, "notify::is-filled", G_CALLBACK (page_filled_cb), self, G_CONNECT_SWAPPED);
}

static void
state_changed_cb (GaungWindow *self)
{
  switch (gaung_session_get_state (self->session))
    {
    case GAUNG_SESSION_FIRST_RUN:
      show_content (self, gaung_welcome_new (self->session));
      break;
    case GAUNG_SESSION_OPENING:
      if (self->spinner_timeout == 0 && self->unlock == NULL)
        self->spinner_timeout = g_timeout_add_once (SPINNER_DELAY, show_spinner_cb, self);
      break;
    case GAUNG_SESSION_PASSPHRASE:
      show_passphrase (self);
      break;
    case GAUNG_SESSION_OPEN:
      show_shell (self);
      break;
    case GAUNG_SESSION_FAILED:
      show_content (self, gaung_fault_page_new (self->session));
      break;
    default:
      g_assert_not_reached ();
    }
  present_if_filled (self);
}

static gboolean
activity_cb (GtkEventControllerLegacy *controller, GdkEvent *event, GaungWindow *self)
{
  self->last_activity = g_get_monotonic_time ();

  return GDK_EVENT_PROPAGATE;
}

static gboolean
idle_cb (gpointer data)
{
  GaungWindow *self = data;
  GSettings *settings = gaung_session_get_settings (self->session);
  guint minutes = settings ? g_settings_get_uint (settings, "lock-minutes") : 0;

  if (minutes > 0 && self->shell != NULL && self->cover == NULL
      && gaung_lock_get_method (self->lock) != GAUNG_LOCK_NONE
      && g_get_monotonic_time () - self->last_activity > minutes * G_TIME_SPAN_MINUTE)
    gaung_window_lock (self);

  return G_SOURCE_CONTINUE;
}

static void
back_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, GaungWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

static void
pin_changed_cb (GaungWindow *self)
{
  if (self->lock != NULL && gaung_lock_has_pin (self->lock))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.lock", NULL);
}

static void
ask_for_pin_cb (AdwAlertDialog *alert, const char *response, GaungWindow *self)
{
  AdwDialog *dialog = gaung_pin_dialog_new (self->lock, FALSE);

  g_signal_connect_object (dialog, "changed", G_CALLBACK (pin_changed_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
explain_lock (GaungWindow *self)
{
  AdwDialog *dialog = adw_alert_dialog_new (
      _ ("Set a PIN First"),
      _ ("The screen can be locked once there is something to unlock it with. A PIN of four digits "
         "or more is enough."));

  adw_alert_dialog_add_responses (
      ADW_ALERT_DIALOG (dialog), "close", _ ("_Not Now"), "pin", _ ("_Set a PIN"), NULL);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "close");
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "pin");
  adw_alert_dialog_set_response_appearance (
      ADW_ALERT_DIALOG (dialog), "pin", ADW_RESPONSE_SUGGESTED);
  g_signal_connect_object (
      dialog, "response::pin", G_CALLBACK (ask_for_pin_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
save_state (GaungWindow *self)
{
  GSettings *settings = gaung_session_get_settings (self->session);

  if (settings == NULL)
    return;
  if (!gtk_window_is_maximized (GTK_WINDOW (self)))
    {
      int width, height;

      gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
      g_settings_set (settings, "window-size", "(ii)", width, height);
    }
  g_settings_set_boolean (
      settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (self->shell)
    gaung_shell_save_state (self->shell);
}

static void
close_cb (gpointer data)
{
  g_autoptr (GaungWindow) self = data;

  gtk_window_close (GTK_WINDOW (self));
}

/* Once the dialog that asked has gone. */
static void
leave_cb (gpointer data)
{
  GaungWindow *self = data;

  self->is_leaving = TRUE;
  g_idle_add_once (close_cb, g_object_ref (self));
}

static gboolean
gaung_window_close_request (GtkWindow *window)
{
  GaungWindow *self = GAUNG_WINDOW (window);

  if (!self->is_leaving && self->cover == NULL && gaung_farewell_is_needed (self->session))
    {
      adw_dialog_present (gaung_farewell_new (self->session, leave_cb, self), GTK_WIDGET (self));
      return GDK_EVENT_STOP;
    }
  save_state (self);

  return GTK_WINDOW_CLASS (gaung_window_parent_class)->close_request (window);
}

static void
gaung_window_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GaungWindow *self = GAUNG_WINDOW (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_AREAS_COLLAPSED:
      g_value_set_boolean (value, self->areas_collapsed);
      break;
    case PROP_PAGE_COLLAPSED:
      g_value_set_boolean (value, self->page_collapsed);
      break;
    case PROP_IS_LOCKED:
      g_value_set_boolean (value, gaung_window_is_locked (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gaung_window_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  GaungWindow *self = GAUNG_WINDOW (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      return;
    case PROP_AREAS_COLLAPSED:
      self->areas_collapsed = g_value_get_boolean (value);
      break;
    case PROP_PAGE_COLLAPSED:
      self->page_collapsed = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }
  if (self->shell)
    gaung_shell_set_collapsed (self->shell, self->areas_collapsed, self->page_collapsed);
}

static void
gaung_window_constructed (GObject *object)
{
  GaungWindow *self = GAUNG_WINDOW (object);
  GSettings *settings = gaung_session_get_settings (self->session);

  G_OBJECT_CLASS (gaung_window_parent_class)->constructed (object);

  if (settings)
    {
      int width, height;

      g_settings_get (settings, "window-size", "(ii)", &width, &height);
      gtk_window_set_default_size (GTK_WINDOW (self), MAX (width, 360), MAX (height, 294));
      if (g_settings_get_boolean (settings, "window-maximized"))
        gtk_window_maximize (GTK_WINDOW (self));
    }
  g_signal_connect_object (
      self->session, "notify::state", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  state_changed_cb (self);
}

static void
gaung_window_dispose (GObject *object)
{
  GaungWindow *self = GAUNG_WINDOW (object);

  g_clear_handle_id (&self->idle_timeout, g_source_remove);
  g_clear_handle_id (&self->spinner_timeout, g_source_remove);
  g_clear_handle_id (&self->present_timeout, g_source_remove);
  self->shell = NULL;
  self->unlock = NULL;
  self->cover = NULL;
  g_clear_object (&self->session);
  g_clear_object (&self->lock);
  g_clear_pointer (&self->first_area, g_free);
  g_clear_pointer (&self->first_record, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_WINDOW);

  G_OBJECT_CLASS (gaung_window_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  properties[PROP_SESSION] = g_param_spec_object (
      "session", NULL, NULL, GAUNG_TYPE_SESSION, flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_AREAS_COLLAPSED]
      = g_param_spec_boolean ("areas-collapsed", NULL, NULL, FALSE, flags);
  properties[PROP_PAGE_COLLAPSED]
      = g_param_spec_boolean ("page-collapsed", NULL, NULL, FALSE, flags);
  properties[PROP_IS_LOCKED] = g_param_spec_boolean (
      "is-locked", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gaung_window_class_init (GaungWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gaung_window_get_property;
  object_class->set_property = gaung_window_set_property;
  object_class->constructed = gaung_window_constructed;
  object_class->dispose = gaung_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = gaung_window_close_request;
  install_properties (object_class);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/app/gaung-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, GaungWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, GaungWindow, content);
  gaung_action_rows_install_class (widget_class, gaung_shell_action_rows);
}

static void
gaung_window_init (GaungWindow *self)
{
  GtkEventController *activity = gtk_event_controller_legacy_new ();
  GtkGesture *back = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  if (g_strcmp0 (PROFILE, "development") == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
  gaung_window_add_keys (self);
  gaung_dialogs_keep (GTK_WIDGET (self),
                      adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (self)));

  gtk_event_controller_set_propagation_phase (activity, GTK_PHASE_CAPTURE);
  g_signal_connect (activity, "event", G_CALLBACK (activity_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), activity);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (back), MOUSE_BUTTON_BACK);
  g_signal_connect (back, "pressed", G_CALLBACK (back_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (back));

  self->last_activity = g_get_monotonic_time ();
  self->idle_timeout = g_timeout_add_seconds (IDLE_CHECK_SECONDS, idle_cb, self);
}

GtkWidget *
gaung_window_new (GtkApplication *application, GaungSession *session)
{
  g_return_val_if_fail (GAUNG_IS_SESSION (session), NULL);

  return g_object_new (GAUNG_TYPE_WINDOW, "application", application, "session", session, NULL);
}

void
gaung_window_set_first (GaungWindow *self, const char *area, const char *record)
{
  g_return_if_fail (GAUNG_IS_WINDOW (self));

  g_set_str (&self->first_area, area);
  g_set_str (&self->first_record, record);
  if (self->shell != NULL && area != NULL)
    gaung_shell_show_area (self->shell, area);
  if (self->shell != NULL && record != NULL)
    gaung_shell_open_record (self->shell, record);
}

void
gaung_window_present_when_filled (GaungWindow *self)
{
  g_return_if_fail (GAUNG_IS_WINDOW (self));

  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    {
      gtk_window_present (GTK_WINDOW (self));
      return;
    }
  if (self->present_timeout == 0)
    self->present_timeout = g_timeout_add_once (PRESENT_DELAY, present_late_cb, self);
  present_if_filled (self);
}

GaungSession *
gaung_window_get_session (GaungWindow *self)
{
  g_return_val_if_fail (GAUNG_IS_WINDOW (self), NULL);

  return self->session;
}

GaungContext *
gaung_window_get_context (GaungWindow *self)
{
  g_return_val_if_fail (GAUNG_IS_WINDOW (self), NULL);

  return self->session ? gaung_session_get_context (self->session) : NULL;
}

GaungShell *
gaung_window_get_shell (GaungWindow *self)
{
  g_return_val_if_fail (GAUNG_IS_WINDOW (self), NULL);

  return self->shell;
}

void
gaung_window_add_toast (GaungWindow *self, const char *title)
{
  g_return_if_fail (GAUNG_IS_WINDOW (self));

  gaung_toast (GTK_WIDGET (self->stack), title);
}

void
gaung_window_lock (GaungWindow *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (GAUNG_IS_WINDOW (self));

  if (self->shell == NULL || self->cover != NULL)
    return;
  if (gaung_lock_get_method (self->lock) == GAUNG_LOCK_NONE)
    {
      explain_lock (self);
      return;
    }
  /* Locked even if that cannot be remembered for the next start. */
  if (!gaung_lock_set_locked (self->lock, TRUE, &error))
    g_message (
        "The lock was not remembered: %s %d", g_quark_to_string (error->domain), error->code);
  cover (self);
}

gboolean
gaung_window_is_locked (GaungWindow *self)
{
  g_return_val_if_fail (GAUNG_IS_WINDOW (self), FALSE);

  return self->cover != NULL;
}
