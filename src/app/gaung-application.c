/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Options, and a seat for each workspace that is open. Opening the workspace is begun before GTK is
 * initialized: the thread that opens it and the toolkit that starts are done at about the same
 * time. */

#include "config.h"

#include "gaung-application.h"

#include <glib/gi18n.h>

#include "gaung-glyph-warmer.h"
#include "gaung-seat.h"
#include "gaung-window.h"

struct _GaungApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  GPtrArray *seats; /* (element-type GaungSeat): the first is that of the start */
  char *directory;
  char *passphrase_file;
  char *area;
  char *record;
};

G_DEFINE_FINAL_TYPE (GaungApplication, gaung_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { .long_name = "version",
    .arg = G_OPTION_ARG_NONE,
    .description = N_ ("Print the version and exit") },
  { .long_name = "workspace",
    .short_name = 'w',
    .arg = G_OPTION_ARG_FILENAME,
    .description = N_ ("Open this workspace"),
    .arg_description = N_ ("DIRECTORY") },
  { .long_name = "passphrase-file",
    .arg = G_OPTION_ARG_FILENAME,
    .description = N_ ("Read the passphrase of the workspace from the first line of this file"),
    .arg_description = N_ ("FILE") },
  { .long_name = "area",
    .arg = G_OPTION_ARG_STRING,
    .description = N_ ("Begin with this area"),
    .arg_description = N_ ("AREA") },
  { .long_name = "record",
    .arg = G_OPTION_ARG_STRING,
    .description = N_ ("Open this record"),
    .arg_description = N_ ("ID") },
  { NULL },
};

/* GTK reads a style sheet of its own as soon as it has settings, and libadwaita then throws it
 * away: a seventh of the start of an empty window. So GTK is told of libadwaita's empty theme until
 * it has settings. The variable is set before there are threads, and as the last one: taking it
 * away moves none that they may be reading. */
static gboolean has_left_out_theme;

static gboolean
display_opened_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  gtk_settings_get_for_display (g_value_get_object (&values[1]));
  /* Or libadwaita would take it for a wish. */
  g_unsetenv ("GTK_THEME");
  return FALSE;
}

static void
await_display (void)
{
  g_autoptr (GTypeClass) klass = NULL;

  if (!has_left_out_theme)
    return;
  has_left_out_theme = FALSE;
  klass = g_type_class_ref (GDK_TYPE_DISPLAY_MANAGER);
  g_signal_add_emission_hook (g_signal_lookup ("display-opened", GDK_TYPE_DISPLAY_MANAGER),
                              0,
                              display_opened_cb,
                              NULL,
                              NULL);
}

static GSettings *
open_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  const char *path = g_strcmp0 (PROFILE, "development") == 0 ? "/id/go/surakarta/Gaung/Devel/"
                                                             : "/id/go/surakarta/Gaung/";

  schema = source ? g_settings_schema_source_lookup (source, "id.go.surakarta.Gaung", TRUE) : NULL;
  if (schema == NULL)
    return NULL;

  return g_settings_new_full (schema, NULL, path);
}

static void
apply_appearance (GaungApplication *self)
{
  static const AdwColorScheme schemes[]
      = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };
  guint choice = g_settings_get_enum (self->settings, "appearance");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      schemes[MIN (choice, G_N_ELEMENTS (schemes) - 1)]);
}

/* The program ends with its last window; before that the workspace of another one is closed. */
static void
left_cb (GaungApplication *self, GaungSeat *seat)
{
  if (gtk_application_get_windows (GTK_APPLICATION (self)) != NULL)
    g_ptr_array_remove (self->seats, seat);
}

static void
attach (GaungApplication *self, GaungSeat *seat)
{
  gaung_seat_attach (seat, GTK_APPLICATION (self));
  g_signal_connect_object (seat, "left", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
}

/* The seat of @directory, a new one if there is none. */
static GaungSeat *
ensure_seat (GaungApplication *self, const char *directory, const char *passphrase_file)
{
  GaungSeat *seat;

  for (guint i = 0; i < self->seats->len; i++)
    if (gaung_seat_is_at (g_ptr_array_index (self->seats, i), directory))
      return g_ptr_array_index (self->seats, i);

  seat = gaung_seat_new (self->settings, directory, passphrase_file);
  g_ptr_array_add (self->seats, seat);
  attach (self, seat);
  return seat;
}

/* The one that was used last. */
static GaungWindow *
ensure_window (GaungApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL)
    window = GTK_WINDOW (gaung_seat_get_window (g_ptr_array_index (self->seats, 0)));

  return GAUNG_WINDOW (window);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GaungApplication *self = GAUNG_APPLICATION (data);
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));

  /* Closing lets the window keep its state, and a page its drafts; and it may ask first. The
   * program ends with its last window. */
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
  if (windows == NULL)
    g_application_quit (G_APPLICATION (self));
}

static void
open_record (GaungWindow *window, const char *id)
{
  gtk_window_present (GTK_WINDOW (window));
  if (gaung_window_get_shell (window) != NULL && !gaung_window_is_locked (window))
    gtk_widget_activate_action (GTK_WIDGET (window), "win.open-record", "s", id);
  else
    gaung_window_set_first (window, NULL, id);
}

/* In the workspace that has it. */
static void
open_record_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GaungApplication *self = GAUNG_APPLICATION (data);
  const char *id = g_variant_get_string (parameter, NULL);

  for (guint i = 0; i < self->seats->len; i++)
    if (gaung_seat_has_record (g_ptr_array_index (self->seats, i), id))
      {
        open_record (gaung_seat_get_window (g_ptr_array_index (self->seats, i)), id);
        return;
      }
  open_record (ensure_window (self), id);
}

static void
show_area_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GaungWindow *window = ensure_window (GAUNG_APPLICATION (data));

  gtk_window_present (GTK_WINDOW (window));
  if (gaung_window_get_shell (window) != NULL && !gaung_window_is_locked (window))
    gtk_widget_activate_action_variant (GTK_WIDGET (window), "win.show-area", parameter);
}

/* Another start, for a workspace of its own. */
static void
open_workspace_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GaungApplication *self = GAUNG_APPLICATION (data);
  const char *directory, *passphrase_file, *area, *record;
  GaungWindow *window;

  g_variant_get (parameter, "(^&ay^&ay&s&s)", &directory, &passphrase_file, &area, &record);
  window = gaung_seat_get_window (
      ensure_seat (self, directory, *passphrase_file ? passphrase_file : NULL));
  if (*area || *record)
    gaung_window_set_first (window, *area ? area : NULL, *record ? record : NULL);
  gaung_window_present_when_filled (window);
}

static const GActionEntry action_entries[] = {
  { "quit", quit_cb },
  { "open-record", open_record_cb, "s" },
  { "show-area", show_area_cb, "s" },
  { "open-workspace", open_workspace_cb, "(ayayss)" },
};

static void
set_icon_cb (gpointer data)
{
  gtk_window_set_default_icon_name (APPLICATION_ID);
}

/* When Gaung runs already, it is told what to show. A path means nothing where it runs unless it is
 * whole. */
static void
forward (GaungApplication *self)
{
  GActionGroup *actions = G_ACTION_GROUP (self);
  g_autofree char *passphrase_file = NULL;

  if (!g_application_register (G_APPLICATION (self), NULL, NULL)
      || !g_application_get_is_remote (G_APPLICATION (self)))
    return;
  if (self->directory != NULL)
    {
      if (self->passphrase_file != NULL)
        passphrase_file = g_canonicalize_filename (self->passphrase_file, NULL);
      g_action_group_activate_action (actions,
                                      "open-workspace",
                                      g_variant_new ("(^ay^ayss)",
                                                     self->directory,
                                                     passphrase_file ? passphrase_file : "",
                                                     self->area ? self->area : "",
                                                     self->record ? self->record : ""));
      return;
    }
  if (self->area != NULL)
    g_action_group_activate_action (actions, "show-area", g_variant_new_string (self->area));
  if (self->record != NULL)
    g_action_group_activate_action (actions, "open-record", g_variant_new_string (self->record));
}

static int
gaung_application_handle_local_options (GApplication *application, GVariantDict *dict)
{
  GaungApplication *self = GAUNG_APPLICATION (application);
  const char *directory;

  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("%s %s\n", APPLICATION_NAME, PACKAGE_VERSION);
      return 0;
    }
  if (g_variant_dict_lookup (dict, "workspace", "^&ay", &directory))
    self->directory = g_canonicalize_filename (directory, NULL);
  g_variant_dict_lookup (dict, "passphrase-file", "^ay", &self->passphrase_file);
  g_variant_dict_lookup (dict, "area", "s", &self->area);
  g_variant_dict_lookup (dict, "record", "s", &self->record);
  if (self->passphrase_file == NULL)
    self->passphrase_file = g_strdup (g_getenv ("GAUNG_PASSPHRASE_FILE"));
  forward (self);

  return -1;
}

static void
gaung_application_startup (GApplication *application)
{
  GaungApplication *self = GAUNG_APPLICATION (application);

  self->settings = open_settings ();
  g_ptr_array_add (self->seats,
                   gaung_seat_new (self->settings, self->directory, self->passphrase_file));

  await_display ();
  G_APPLICATION_CLASS (gaung_application_parent_class)->startup (application);

  g_action_map_add_action_entries (
      G_ACTION_MAP (self), action_entries, G_N_ELEMENTS (action_entries), self);
  /* GTK has set it for X11, where it is drawn in every size: not before the first list. */
  gtk_window_set_default_icon_name (NULL);
  g_timeout_add_seconds_once (1, set_icon_cb, NULL);
  if (self->settings)
    {
      apply_appearance (self);
      g_signal_connect_object (self->settings,
                               "changed::appearance",
                               G_CALLBACK (apply_appearance),
                               self,
                               G_CONNECT_SWAPPED);
    }
  attach (self, g_ptr_array_index (self->seats, 0));
}

static void
gaung_application_activate (GApplication *application)
{
  GaungApplication *self = GAUNG_APPLICATION (application);
  GaungWindow *window = ensure_window (self);

  if (!gtk_widget_get_visible (GTK_WIDGET (window)))
    gaung_glyph_warmer_start (GTK_WIDGET (window));
  if (self->area != NULL || self->record != NULL)
    gaung_window_set_first (window, self->area, self->record);
  g_clear_pointer (&self->area, g_free);
  g_clear_pointer (&self->record, g_free);
  gaung_window_present_when_filled (window);
}

static void
gaung_application_shutdown (GApplication *application)
{
  GaungApplication *self = GAUNG_APPLICATION (application);

  for (guint i = 0; i < self->seats->len; i++)
    gaung_seat_detach (g_ptr_array_index (self->seats, i));
  G_APPLICATION_CLASS (gaung_application_parent_class)->shutdown (application);

  /* After the windows: a page may write a last draft. */
  g_ptr_array_set_size (self->seats, 0);
  g_clear_object (&self->settings);
}

static void
gaung_application_finalize (GObject *object)
{
  GaungApplication *self = GAUNG_APPLICATION (object);

  g_ptr_array_unref (self->seats);
  g_free (self->directory);
  g_free (self->passphrase_file);
  g_free (self->area);
  g_free (self->record);

  G_OBJECT_CLASS (gaung_application_parent_class)->finalize (object);
}

static void
gaung_application_class_init (GaungApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gaung_application_finalize;
  application_class->handle_local_options = gaung_application_handle_local_options;
  application_class->startup = gaung_application_startup;
  application_class->activate = gaung_application_activate;
  application_class->shutdown = gaung_application_shutdown;
}

static void
gaung_application_init (GaungApplication *self)
{
  self->seats = g_ptr_array_new_with_free_func (g_object_unref);
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

GaungApplication *
gaung_application_new (void)
{
  return g_object_new (GAUNG_TYPE_APPLICATION,
                       "application-id",
                       APPLICATION_ID,
                       "resource-base-path",
                       RESOURCE_PATH,
                       "flags",
                       G_APPLICATION_DEFAULT_FLAGS,
                       NULL);
}

void
gaung_application_leave_out_theme (void)
{
  if (g_getenv ("GTK_THEME") == NULL)
    has_left_out_theme = g_setenv ("GTK_THEME", "Adwaita-empty", FALSE);
}
