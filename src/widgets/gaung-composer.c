/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungComposer: where a public reply or an internal note is written. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-composer.h"
#include "gaung-draft.h"
#include "gaung-page.h"
#include "gaung-template-menu.h"
#include "gaung-toast.h"

typedef struct
{
  char *id;
  char *name;
} File;

typedef struct
{
  GtkTextBuffer *buffer;
  GaungDraft *draft;
  GaungDraft *files_draft;
  GPtrArray *files; /* (element-type File) */
} Side;

struct _GaungComposer
{
  AdwBin parent_instance;

  GtkWidget *frame; /* the bin's child: not bound, or both would dispose of it */
  AdwToggleGroup *voices;
  GtkMenuButton *templates_button;
  GtkWidget *files;
  GtkTextView *view;
  GtkLabel *placeholder;
  GtkCheckButton *final_check;
  GtkLabel *final_label;
  GtkLabel *hint;
  GtkLabel *narrow_hint;
  GtkWidget *foot;
  GtkLabel *send_label;

  GaungContext *context;
  GaungTemplateMenu *templates;
  char *record;
  GaungVoice voice;
  Side sides[GAUNG_N_VOICES];
  gboolean is_loading;
  gboolean is_sending;
};

G_DEFINE_FINAL_TYPE (GaungComposer, gaung_composer, ADW_TYPE_BIN)

enum
{
  SEND,
  ATTACH,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const voice_names[] = { "reply", "note" };

static void
file_free (gpointer data)
{
  File *file = data;

  g_free (file->id);
  g_free (file->name);
  g_free (file);
}

static char *
get_buffer_text (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static gboolean
is_empty (const Side *side)
{
  return gtk_text_buffer_get_char_count (side->buffer) == 0;
}

static void
update_can_send (GaungComposer *self)
{
  const Side *side = &self->sides[self->voice];

  gtk_widget_set_visible (GTK_WIDGET (self->placeholder), is_empty (side));
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "composer.send",
                                 self->record != NULL && !self->is_sending && !is_empty (side));
}

static void
buffer_changed_cb (GtkTextBuffer *buffer, GaungComposer *self)
{
  update_can_send (self);
  if (self->is_loading)
    return;
  for (guint i = 0; i < GAUNG_N_VOICES; i++)
    if (self->sides[i].buffer == buffer && self->sides[i].draft != NULL)
      {
        g_autofree char *text = get_buffer_text (buffer);

        gaung_draft_set_text (self->sides[i].draft, text);
      }
}

static void
draft_failed_cb (GaungDraft *draft, GError *error, GaungComposer *self)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}

static void
keep_files (Side *side)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < side->files->len; i++)
    {
      const File *file = g_ptr_array_index (side->files, i);

      g_string_append_printf (text, "%s\t%s\n", file->id, file->name);
    }
  if (side->files_draft != NULL)
    gaung_draft_set_text (side->files_draft, text->str);
}

static void
fill_files (GaungComposer *self)
{
  const Side *side = &self->sides[self->voice];
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->files)) != NULL)
    adw_wrap_box_remove (ADW_WRAP_BOX (self->files), child);
  for (guint i = 0; i < side->files->len; i++)
    {
      const File *file = g_ptr_array_index (side->files, i);
      GtkWidget *button = gtk_button_new ();
      GtkWidget *content = adw_button_content_new ();
      /* Translators: %s is a file name: "Remove foto.jpg" */
      g_autofree char *label = g_strdup_printf (_ ("Remove %s"), file->name);

      adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "window-close-symbolic");
      adw_button_content_set_label (ADW_BUTTON_CONTENT (content), file->name);
      adw_button_content_set_can_shrink (ADW_BUTTON_CONTENT (content), TRUE);
      gtk_button_set_child (GTK_BUTTON (button), content);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "composer.remove-file");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", file->id);
      gtk_widget_set_tooltip_text (button, label);
      gtk_accessible_update_property (
          GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      gtk_widget_add_css_class (button, "chip");
      adw_wrap_box_append (ADW_WRAP_BOX (self->files), button);
    }
  gtk_widget_set_visible (self->files, side->files->len > 0);
}

static void
remove_file_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GaungComposer *self = GAUNG_COMPOSER (widget);
  Side *side = &self->sides[self->voice];
  const char *id = g_variant_get_string (parameter, NULL);

  for (guint i = 0; i < side->files->len; i++)
    if (g_strcmp0 (((File *) g_ptr_array_index (side->files, i))->id, id) == 0)
      {
        g_ptr_array_remove_index (side->files, i);
        break;
      }
  keep_files (side);
  fill_files (self);
}

static void
load_files (Side *side)
{
  g_autofree char *text = gaung_draft_load (side->files_draft);
  g_auto (GStrv) lines = text != NULL ? g_strsplit (text, "\n", -1) : NULL;

  g_ptr_array_set_size (side->files, 0);
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\t", 2);
      File *file;

      if (parts[0] == NULL || parts[1] == NULL)
        continue;
      file = g_new0 (File, 1);
      file->id = g_strdup (parts[0]);
      file->name = g_strdup (parts[1]);
      g_ptr_array_add (side->files, file);
    }
}

static void
load_text (GaungComposer *self, Side *side, const char *text)
{
  self->is_loading = TRUE;
  gtk_text_buffer_begin_irreversible_action (side->buffer);
  gtk_text_buffer_set_text (side->buffer, text != NULL ? text : "", -1);
  gtk_text_buffer_end_irreversible_action (side->buffer);
  self->is_loading = FALSE;
}

static void
set_hint (GaungComposer *self, const char *text)
{
  gtk_label_set_text (self->hint, text);
  gtk_label_set_text (self->narrow_hint, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->narrow_hint), text);
}

static void
show_hint (GaungComposer *self)
{
  guint seconds = self->context != NULL ? gaung_context_get_undo_seconds (self->context) : 20;
  g_autofree char *hint = NULL;

  if (self->voice == GAUNG_VOICE_NOTE)
    {
      set_hint (self, _ ("Only colleagues can read it"));
      return;
    }
  /* Translators: %u seconds, e.g. "The reporter and the public can read it · can be undone for 20
   * seconds" */
  hint = g_strdup_printf (
      ngettext ("The reporter and the public can read it · can be undone for %u second",
                "The reporter and the public can read it · can be undone for %u seconds",
                seconds),
      seconds);
  set_hint (self, hint);
}

static void
show_voice (GaungComposer *self)
{
  gboolean is_reply = self->voice == GAUNG_VOICE_REPLY;

  gtk_text_view_set_buffer (self->view, self->sides[self->voice].buffer);
  gtk_widget_remove_css_class (self->frame, is_reply ? "internal" : "public");
  gtk_widget_add_css_class (self->frame, is_reply ? "public" : "internal");
  gtk_label_set_text (self->send_label,
                      is_reply ? _ ("Send public reply") : _ ("Save internal note"));
  gtk_label_set_text (self->placeholder,
                      is_reply ? _ ("Write to the reporter…") : _ ("Write for colleagues…"));
  gtk_widget_set_visible (GTK_WIDGET (self->final_check), is_reply);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_reply ? _ ("Public reply") : _ ("Internal note"),
                                  -1);
  if (self->templates != NULL)
    gaung_template_menu_set_kind (self->templates, voice_names[self->voice]);
  show_hint (self);
  fill_files (self);
  update_can_send (self);
}

static void
voice_changed_cb (AdwToggleGroup *group, GParamSpec *pspec, gpointer data)
{
  GaungComposer *self
      = GAUNG_COMPOSER (gtk_widget_get_ancestor (GTK_WIDGET (group), GAUNG_TYPE_COMPOSER));
  guint active = adw_toggle_group_get_active (group);

  if (self == NULL || active >= GAUNG_N_VOICES || active == self->voice)
    return;
  self->voice = active;
  show_voice (self);
}

static void
attach_cb (GaungComposer *self)
{
  g_signal_emit (self, signals[ATTACH], 0);
}

static void
send_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[SEND], 0, g_variant_get_boolean (parameter));
}

/* Escape: to where single letters are keys again. In a narrow window it leads back to the list. */
static gboolean
leave_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  GtkWidget *page = gtk_widget_get_ancestor (widget, GAUNG_TYPE_PAGE);

  return page != NULL && !gaung_page_get_collapsed (GAUNG_PAGE (page))
         && gtk_widget_grab_focus (page);
}

static void
insert_template_cb (GaungTemplateMenu *menu, const char *text, GaungComposer *self)
{
  GtkTextBuffer *buffer = self->sides[self->voice].buffer;

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (buffer, text, -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
gaung_composer_unmap (GtkWidget *widget)
{
  gaung_composer_flush (GAUNG_COMPOSER (widget));
  GTK_WIDGET_CLASS (gaung_composer_parent_class)->unmap (widget);
}

static void
gaung_composer_dispose (GObject *object)
{
  GaungComposer *self = GAUNG_COMPOSER (object);

  for (guint i = 0; i < GAUNG_N_VOICES; i++)
    {
      g_clear_object (&self->sides[i].draft);
      g_clear_object (&self->sides[i].files_draft);
      if (self->sides[i].buffer != NULL)
        g_signal_handlers_disconnect_by_data (self->sides[i].buffer, self);
      g_clear_object (&self->sides[i].buffer);
      g_clear_pointer (&self->sides[i].files, g_ptr_array_unref);
    }
  g_clear_object (&self->context);
  /* GtkCheckButton does not let go of a child of its own. */
  if (self->final_check != NULL)
    gtk_check_button_set_child (self->final_check, NULL);
  /* A bound child that is also the bin's own must go before the template takes it away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_COMPOSER);
  G_OBJECT_CLASS (gaung_composer_parent_class)->dispose (object);
}

static void
gaung_composer_finalize (GObject *object)
{
  g_free (GAUNG_COMPOSER (object)->record);
  G_OBJECT_CLASS (gaung_composer_parent_class)->finalize (object);
}

static void
install_signals (void)
{
  signals[SEND] = g_signal_new ("send",
                                GAUNG_TYPE_COMPOSER,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_BOOLEAN);
  signals[ATTACH] = g_signal_new (
      "attach", GAUNG_TYPE_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed",
                                  GAUNG_TYPE_COMPOSER,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_ERROR);
}

static void
gaung_composer_class_init (GaungComposerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_composer_dispose;
  G_OBJECT_CLASS (klass)->finalize = gaung_composer_finalize;
  widget_class->unmap = gaung_composer_unmap;
  install_signals ();

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/gaung-composer.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungComposer, voices);
  gtk_widget_class_bind_template_child (widget_class, GaungComposer, templates_button);
  gtk_widget_class_bind_template_child (widget_class, GaungComposer, files);
  gtk_widget_class_bind_template_child (widget_class, GaungComposer, view);
  gtk_widget_class_bind_template_child (widget_class, GaungComposer, placeholder);
  gtk_widget_class_bind_template_child (widget_class, GaungComposer, final_check);
  gtk_widget_class_bind_template_child (widget_class, GaungComposer, final_label);
  gtk_widget_class_bind_template_child (widget_class, GaungComposer, hint);
  gtk_widget_class_bind_template_child (widget_class, GaungComposer, narrow_hint);
  gtk_widget_class_bind_template_child (widget_class, GaungComposer, foot);
  gtk_widget_class_bind_template_child (widget_class, GaungComposer, send_label);
  gtk_widget_class_bind_template_callback (widget_class, voice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, attach_cb);
  gtk_widget_class_install_action (widget_class, "composer.send", "b", send_cb);
  gtk_widget_class_install_action (widget_class, "composer.remove-file", "s", remove_file_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, leave_cb, NULL);
}

static void
gaung_composer_init (GaungComposer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->frame = adw_bin_get_child (ADW_BIN (self));
  for (guint i = 0; i < GAUNG_N_VOICES; i++)
    {
      self->sides[i].buffer = gtk_text_buffer_new (NULL);
      self->sides[i].files = g_ptr_array_new_with_free_func (file_free);
      g_signal_connect (self->sides[i].buffer, "changed", G_CALLBACK (buffer_changed_cb), self);
    }
  show_voice (self);
}

void
gaung_composer_set_context (GaungComposer *self, GaungContext *context)
{
  g_return_if_fail (GAUNG_IS_COMPOSER (self));

  if (!g_set_object (&self->context, context) || context == NULL)
    return;
  self->templates = GAUNG_TEMPLATE_MENU (gaung_template_menu_new (context));
  gaung_template_menu_set_kind (self->templates, voice_names[self->voice]);
  g_signal_connect_object (
      self->templates, "chosen", G_CALLBACK (insert_template_cb), self, G_CONNECT_DEFAULT);
  gtk_menu_button_set_popover (self->templates_button, GTK_WIDGET (self->templates));
  show_hint (self);
}

static GaungDraft *
create_draft (GaungComposer *self, const char *suffix)
{
  g_autofree char *key = g_strconcat (self->record, "/", suffix, NULL);
  GaungDraft *draft = gaung_draft_new (gaung_context_get_store (self->context), key);

  g_signal_connect_object (draft, "failed", G_CALLBACK (draft_failed_cb), self, G_CONNECT_DEFAULT);
  return draft;
}

void
gaung_composer_set_record (GaungComposer *self, const char *id)
{
  g_return_if_fail (GAUNG_IS_COMPOSER (self));
  g_return_if_fail (self->context != NULL);

  if (g_strcmp0 (self->record, id) == 0)
    return;
  gaung_composer_flush (self);
  g_set_str (&self->record, id);
  for (guint i = 0; i < GAUNG_N_VOICES; i++)
    {
      Side *side = &self->sides[i];
      g_autofree char *text = NULL;

      g_clear_object (&side->draft);
      g_clear_object (&side->files_draft);
      g_ptr_array_set_size (side->files, 0);
      if (id != NULL)
        {
          g_autofree char *files = g_strconcat (voice_names[i], "-files", NULL);

          side->draft = create_draft (self, voice_names[i]);
          side->files_draft = create_draft (self, files);
          text = gaung_draft_load (side->draft);
          load_files (side);
        }
      load_text (self, side, text);
    }
  gtk_check_button_set_active (self->final_check, FALSE);
  /* A note that is half written is what one comes back for. */
  if (is_empty (&self->sides[GAUNG_VOICE_REPLY]) && !is_empty (&self->sides[GAUNG_VOICE_NOTE]))
    adw_toggle_group_set_active (self->voices, GAUNG_VOICE_NOTE);
  else
    adw_toggle_group_set_active (self->voices, GAUNG_VOICE_REPLY);
  show_voice (self);
}

void
gaung_composer_set_subject (GaungComposer *self, const char *state, const char *category)
{
  g_return_if_fail (GAUNG_IS_COMPOSER (self));

  if (self->templates != NULL)
    gaung_template_menu_set_subject (self->templates, state, category);
}

void
gaung_composer_set_placeholder (GaungComposer *self, const char *name, const char *value)
{
  g_return_if_fail (GAUNG_IS_COMPOSER (self));

  if (self->templates != NULL)
    gaung_template_menu_set_placeholder (self->templates, name, value);
}

void
gaung_composer_set_narrow (GaungComposer *self, gboolean is_narrow)
{
  g_return_if_fail (GAUNG_IS_COMPOSER (self));

  adw_toggle_set_label (adw_toggle_group_get_toggle_by_name (self->voices, "reply"),
                        is_narrow ? C_ ("voice", "Public") : _ ("Public reply"));
  adw_toggle_set_label (adw_toggle_group_get_toggle_by_name (self->voices, "note"),
                        is_narrow ? C_ ("voice", "Internal") : _ ("Internal note"));
  /* Translators: short for "This answers the complaint", at the narrowest. */
  gtk_label_set_text (self->final_label,
                      is_narrow ? C_ ("narrow", "Answers it") : _ ("This answers the complaint"));
  gtk_widget_set_visible (GTK_WIDGET (self->hint), !is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->narrow_hint), is_narrow);
}

void
gaung_composer_set_stacked (GaungComposer *self, gboolean is_stacked)
{
  g_return_if_fail (GAUNG_IS_COMPOSER (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->foot),
                                  is_stacked ? GTK_ORIENTATION_VERTICAL
                                             : GTK_ORIENTATION_HORIZONTAL);
}

GaungVoice
gaung_composer_get_voice (GaungComposer *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPOSER (self), GAUNG_VOICE_REPLY);
  return self->voice;
}

void
gaung_composer_open_voice (GaungComposer *self, GaungVoice voice)
{
  g_return_if_fail (GAUNG_IS_COMPOSER (self));

  adw_toggle_group_set_active (self->voices, voice);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

char *
gaung_composer_get_text (GaungComposer *self, GaungVoice voice)
{
  g_return_val_if_fail (GAUNG_IS_COMPOSER (self), NULL);
  return g_strstrip (get_buffer_text (self->sides[voice].buffer));
}

void
gaung_composer_set_text (GaungComposer *self, GaungVoice voice, const char *text)
{
  g_return_if_fail (GAUNG_IS_COMPOSER (self));
  gtk_text_buffer_set_text (self->sides[voice].buffer, text != NULL ? text : "", -1);
}

gboolean
gaung_composer_get_is_final (GaungComposer *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPOSER (self), FALSE);
  return gtk_check_button_get_active (self->final_check);
}

void
gaung_composer_set_is_final (GaungComposer *self, gboolean is_final)
{
  g_return_if_fail (GAUNG_IS_COMPOSER (self));
  gtk_check_button_set_active (self->final_check, is_final);
}

GStrv
gaung_composer_get_attachments (GaungComposer *self, GaungVoice voice)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (GAUNG_IS_COMPOSER (self), NULL);

  for (guint i = 0; i < self->sides[voice].files->len; i++)
    g_strv_builder_add (builder, ((File *) g_ptr_array_index (self->sides[voice].files, i))->id);
  return g_strv_builder_end (builder);
}

void
gaung_composer_add_attachment (GaungComposer *self,
                               GaungVoice voice,
                               const char *id,
                               const char *name)
{
  Side *side;
  File *file;

  g_return_if_fail (GAUNG_IS_COMPOSER (self));
  g_return_if_fail (id != NULL && name != NULL);

  side = &self->sides[voice];
  for (guint i = 0; i < side->files->len; i++)
    if (g_strcmp0 (((File *) g_ptr_array_index (side->files, i))->id, id) == 0)
      return;
  file = g_new0 (File, 1);
  file->id = g_strdup (id);
  file->name = g_strdelimit (g_strdup (name), "\t\n\r", ' ');
  g_ptr_array_add (side->files, file);
  keep_files (side);
  fill_files (self);
}

void
gaung_composer_take (GaungComposer *self, GaungVoice voice, GPtrArray *draft_keys)
{
  g_return_if_fail (GAUNG_IS_COMPOSER (self));

  if (self->sides[voice].draft == NULL)
    return;
  g_ptr_array_add (draft_keys, g_strdup (gaung_draft_get_key (self->sides[voice].draft)));
  g_ptr_array_add (draft_keys, g_strdup (gaung_draft_get_key (self->sides[voice].files_draft)));
}

void
gaung_composer_clear (GaungComposer *self, GaungVoice voice)
{
  Side *side;

  g_return_if_fail (GAUNG_IS_COMPOSER (self));

  side = &self->sides[voice];
  if (side->draft != NULL)
    {
      gaung_draft_forget (side->draft);
      gaung_draft_forget (side->files_draft);
    }
  g_ptr_array_set_size (side->files, 0);
  load_text (self, side, NULL);
  if (voice == GAUNG_VOICE_REPLY)
    gtk_check_button_set_active (self->final_check, FALSE);
  fill_files (self);
  update_can_send (self);
}

void
gaung_composer_flush (GaungComposer *self)
{
  g_return_if_fail (GAUNG_IS_COMPOSER (self));

  for (guint i = 0; i < GAUNG_N_VOICES; i++)
    if (self->sides[i].draft != NULL)
      {
        gaung_draft_flush (self->sides[i].draft);
        gaung_draft_flush (self->sides[i].files_draft);
      }
}

void
gaung_composer_set_sending (GaungComposer *self, gboolean is_sending)
{
  g_return_if_fail (GAUNG_IS_COMPOSER (self));

  self->is_sending = is_sending;
  update_can_send (self);
}
