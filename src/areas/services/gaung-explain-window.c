/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungExplainWindow: a service, for the screen that is turned to the visitor. */

#include "config.h"

#include "gaung-explain-window.h"

#include <glib/gi18n.h>

#include "gaung-explain-screens.h"
#include "gaung-handout.h"

#define KEY "explain-text-size"
#define SMALLEST 100
#define LARGEST 200
#define STEP 25
/* px that the screens need side by side with the smallest letters. */
#define WIDE 820
/* Characters of a price that stays on one line. */
#define MAX_COST_LINE 28

struct _GaungExplainWindow
{
  AdwWindow parent_instance;

  AdwCarousel *carousel;
  GtkBox *foot;
  GtkLabel *promise;
  GtkWidget *smaller;
  GtkWidget *larger;
  GtkWidget *previous;
  GtkWidget *next;

  GSettings *settings; /* (nullable) */
  GaungExplainScreens *screens;
  AdwBreakpoint *breakpoint;
  guint screen;
  guint size; /* percent */
  guint inhibition;
};

G_DEFINE_FINAL_TYPE (GaungExplainWindow, gaung_explain_window, ADW_TYPE_WINDOW)

static GtkWidget *
get_shown (GaungExplainWindow *self)
{
  return g_ptr_array_index (self->screens->screens, self->screen);
}

/* What has the focus is what a screen reader reads, and only that is reached with Tab. */
static void
update_screen (GaungExplainWindow *self)
{
  guint n = self->screens->screens->len;

  for (guint i = 0; i < n; i++)
    {
      GtkWidget *screen = g_ptr_array_index (self->screens->screens, i);

      gtk_widget_set_focusable (screen, i == self->screen);
      gtk_accessible_update_state (
          GTK_ACCESSIBLE (screen), GTK_ACCESSIBLE_STATE_HIDDEN, i != self->screen, -1);
    }
  gtk_widget_set_sensitive (self->previous, self->screen > 0);
  gtk_widget_set_sensitive (self->next, self->screen + 1 < n);
}

static void
page_changed_cb (GaungExplainWindow *self, guint page)
{
  if (page >= self->screens->screens->len || page == self->screen)
    return;
  self->screen = page;
  update_screen (self);
}

static void
walk (GaungExplainWindow *self, int by)
{
  gaung_explain_window_set_screen (self, (int) self->screen + by);
}

static void
previous_cb (GaungExplainWindow *self)
{
  walk (self, -1);
}

static void
next_cb (GaungExplainWindow *self)
{
  walk (self, 1);
}

static void
resize (GaungExplainWindow *self, int by)
{
  gaung_explain_window_set_text_size (self, (guint) MAX ((int) self->size + by, SMALLEST));
}

static void
smaller_cb (GaungExplainWindow *self)
{
  resize (self, -STEP);
}

static void
larger_cb (GaungExplainWindow *self)
{
  resize (self, STEP);
}

static void
scroll (GaungExplainWindow *self, int direction)
{
  GtkAdjustment *adjustment
      = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (get_shown (self)));

  gtk_adjustment_set_value (adjustment,
                            gtk_adjustment_get_value (adjustment)
                                + direction * gtk_adjustment_get_page_size (adjustment) / 3);
}

static gboolean
zoom (GaungExplainWindow *self, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      resize (self, STEP);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      resize (self, -STEP);
      return TRUE;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      gaung_explain_window_set_text_size (self, SMALLEST);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
go (GaungExplainWindow *self, guint keyval)
{
  int on = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;

  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      walk (self, -on);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      walk (self, on);
      return TRUE;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
    case GDK_KEY_BackSpace:
      walk (self, -1);
      return TRUE;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      walk (self, 1);
      return TRUE;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      gaung_explain_window_set_screen (self, 0);
      return TRUE;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      gaung_explain_window_set_screen (self, G_MAXINT);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      scroll (self, -1);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      scroll (self, 1);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
key_pressed_cb (GaungExplainWindow *self, guint keyval, guint code, GdkModifierType state)
{
  if ((state & (GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return FALSE;
  if (zoom (self, keyval))
    return TRUE;
  if ((state & GDK_CONTROL_MASK) != 0)
    return FALSE;
  /* A button that has the focus is pressed with it. */
  if (keyval == GDK_KEY_space)
    {
      if (GTK_IS_BUTTON (gtk_window_get_focus (GTK_WINDOW (self))))
        return FALSE;
      walk (self, (state & GDK_SHIFT_MASK) != 0 ? -1 : 1);
      return TRUE;
    }
  if (keyval == GDK_KEY_Escape)
    {
      gtk_window_close (GTK_WINDOW (self));
      return TRUE;
    }
  if (keyval == GDK_KEY_F11)
    {
      if (gtk_window_is_fullscreen (GTK_WINDOW (self)))
        gtk_window_unfullscreen (GTK_WINDOW (self));
      else
        gtk_window_fullscreen (GTK_WINDOW (self));
      return TRUE;
    }
  return go (self, keyval);
}

static void
set_narrow (GaungExplainWindow *self, gboolean is_narrow)
{
  GtkOrientation orientation = is_narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;

  for (guint i = 0; i < self->screens->rows->len; i++)
    gtk_orientable_set_orientation (GTK_ORIENTABLE (g_ptr_array_index (self->screens->rows, i)),
                                    orientation);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->foot), orientation);
  /* Squeezed by what stands beside it, it would break in the middle of a word. */
  if (self->screens->cost != NULL)
    gtk_label_set_wrap (
        self->screens->cost,
        is_narrow || g_utf8_strlen (gtk_label_get_text (self->screens->cost), -1) > MAX_COST_LINE);
}

static void
apply_cb (GaungExplainWindow *self)
{
  set_narrow (self, TRUE);
}

static void
unapply_cb (GaungExplainWindow *self)
{
  set_narrow (self, FALSE);
}

static void
show_size (GaungExplainWindow *self)
{
  g_autoptr (AdwBreakpointCondition) condition = adw_breakpoint_condition_new_length (
      ADW_BREAKPOINT_CONDITION_MAX_WIDTH, WIDE * self->size / 100.0, ADW_LENGTH_UNIT_SP);

  for (guint size = SMALLEST; size <= LARGEST; size += STEP)
    {
      g_autofree char *name = g_strdup_printf ("size-%u", size);

      if (size == self->size)
        gtk_widget_add_css_class (GTK_WIDGET (self), name);
      else
        gtk_widget_remove_css_class (GTK_WIDGET (self), name);
    }
  adw_breakpoint_set_condition (self->breakpoint, condition);
  gtk_widget_set_sensitive (self->smaller, self->size > SMALLEST);
  gtk_widget_set_sensitive (self->larger, self->size < LARGEST);
}

static void
gaung_explain_window_map (GtkWidget *widget)
{
  GaungExplainWindow *self = GAUNG_EXPLAIN_WINDOW (widget);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  GTK_WIDGET_CLASS (gaung_explain_window_parent_class)->map (widget);
  if (application != NULL && self->inhibition == 0)
    self->inhibition = gtk_application_inhibit (application,
                                                GTK_WINDOW (self),
                                                GTK_APPLICATION_INHIBIT_IDLE,
                                                _ ("A service is being explained"));
  gtk_widget_grab_focus (get_shown (self));
}

static void
gaung_explain_window_unmap (GtkWidget *widget)
{
  GaungExplainWindow *self = GAUNG_EXPLAIN_WINDOW (widget);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (application != NULL && self->inhibition != 0)
    gtk_application_uninhibit (application, self->inhibition);
  self->inhibition = 0;
  GTK_WIDGET_CLASS (gaung_explain_window_parent_class)->unmap (widget);
}

static void
gaung_explain_window_dispose (GObject *object)
{
  GaungExplainWindow *self = GAUNG_EXPLAIN_WINDOW (object);

  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_EXPLAIN_WINDOW);
  G_OBJECT_CLASS (gaung_explain_window_parent_class)->dispose (object);
}

static void
gaung_explain_window_finalize (GObject *object)
{
  GaungExplainWindow *self = GAUNG_EXPLAIN_WINDOW (object);

  g_clear_pointer (&self->screens, gaung_explain_screens_free);
  G_OBJECT_CLASS (gaung_explain_window_parent_class)->finalize (object);
}

static void
gaung_explain_window_class_init (GaungExplainWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  object_class->dispose = gaung_explain_window_dispose;
  object_class->finalize = gaung_explain_window_finalize;
  widget_class->map = gaung_explain_window_map;
  widget_class->unmap = gaung_explain_window_unmap;

  gtk_css_provider_load_from_resource (provider, RESOURCE_PATH "/services/explain.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/services/gaung-explain-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungExplainWindow, carousel);
  gtk_widget_class_bind_template_child (widget_class, GaungExplainWindow, foot);
  gtk_widget_class_bind_template_child (widget_class, GaungExplainWindow, promise);
  gtk_widget_class_bind_template_child (widget_class, GaungExplainWindow, smaller);
  gtk_widget_class_bind_template_child (widget_class, GaungExplainWindow, larger);
  gtk_widget_class_bind_template_child (widget_class, GaungExplainWindow, previous);
  gtk_widget_class_bind_template_child (widget_class, GaungExplainWindow, next);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, smaller_cb);
  gtk_widget_class_bind_template_callback (widget_class, larger_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
}

static void
gaung_explain_window_init (GaungExplainWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_label_set_label (self->promise, gaung_handout_get_promise ());
  self->size = SMALLEST;
  self->breakpoint = adw_breakpoint_new (adw_breakpoint_condition_new_length (
      ADW_BREAKPOINT_CONDITION_MAX_WIDTH, WIDE, ADW_LENGTH_UNIT_SP));
  g_signal_connect_swapped (self->breakpoint, "apply", G_CALLBACK (apply_cb), self);
  g_signal_connect_swapped (self->breakpoint, "unapply", G_CALLBACK (unapply_cb), self);
  adw_window_add_breakpoint (ADW_WINDOW (self), self->breakpoint);
}

GtkWindow *
gaung_explain_window_new (GaungContext *context, GaungService *service, GtkWindow *parent)
{
  GaungExplainWindow *self = g_object_new (GAUNG_TYPE_EXPLAIN_WINDOW, NULL);
  GaungRecord *record = GAUNG_RECORD (service);
  g_autoptr (GaungRecord) agency = gaung_store_get_by_key (
      gaung_context_get_store (context), "agency", gaung_record_get_string (record, "agency"));

  self->screens = gaung_explain_screens_new (record, agency, gaung_context_get_now (context));
  for (guint i = 0; i < self->screens->screens->len; i++)
    adw_carousel_append (self->carousel, g_ptr_array_index (self->screens->screens, i));
  gtk_window_set_title (GTK_WINDOW (self), gaung_record_get_title (record));
  g_set_object (&self->settings, gaung_context_get_settings (context));
  if (self->settings != NULL)
    self->size = CLAMP (g_settings_get_uint (self->settings, KEY), SMALLEST, LARGEST) / STEP * STEP;
  set_narrow (self, FALSE);
  show_size (self);
  update_screen (self);
  if (parent != NULL)
    {
      gtk_window_set_transient_for (GTK_WINDOW (self), parent);
      gtk_window_set_application (GTK_WINDOW (self), gtk_window_get_application (parent));
      gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
    }
  gtk_window_fullscreen (GTK_WINDOW (self));
  return GTK_WINDOW (self);
}

guint
gaung_explain_window_get_n_screens (GaungExplainWindow *self)
{
  g_return_val_if_fail (GAUNG_IS_EXPLAIN_WINDOW (self), 0);
  return self->screens->screens->len;
}

guint
gaung_explain_window_get_screen (GaungExplainWindow *self)
{
  g_return_val_if_fail (GAUNG_IS_EXPLAIN_WINDOW (self), 0);
  return self->screen;
}

void
gaung_explain_window_set_screen (GaungExplainWindow *self, int screen)
{
  g_return_if_fail (GAUNG_IS_EXPLAIN_WINDOW (self));

  self->screen = (guint) CLAMP (screen, 0, (int) self->screens->screens->len - 1);
  update_screen (self);
  adw_carousel_scroll_to (self->carousel, get_shown (self), TRUE);
  gtk_widget_grab_focus (get_shown (self));
}

guint
gaung_explain_window_get_text_size (GaungExplainWindow *self)
{
  g_return_val_if_fail (GAUNG_IS_EXPLAIN_WINDOW (self), SMALLEST);
  return self->size;
}

void
gaung_explain_window_set_text_size (GaungExplainWindow *self, guint percent)
{
  g_return_if_fail (GAUNG_IS_EXPLAIN_WINDOW (self));

  self->size = CLAMP (percent, SMALLEST, LARGEST) / STEP * STEP;
  show_size (self);
  if (self->settings != NULL)
    g_settings_set_uint (self->settings, KEY, self->size);
}
