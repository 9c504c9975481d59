/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungComplaintView: the page of one complaint. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-agency-names.h"
#include "gaung-attachment-strip.h"
#include "gaung-complaint-view.h"
#include "gaung-fold.h"
#include "gaung-format.h"
#include "gaung-list.h"
#include "gaung-similar.h"
#include "gaung-timeline.h"
#include "gaung-verdict-bar.h"

/* Walking past a complaint with J is not yet looking at it. */
#define SEEN_DELAY_MS 400
#define SIMILAR_DELAY_MS 150

struct _GaungComplaintView
{
  AdwBin parent_instance;

  AdwHeaderBar *header;
  GtkWidget *menu_button;
  AdwBanner *error_banner;
  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  GtkLabel *title;
  GtkLabel *meta;
  GtkWidget *flags;
  GtkLabel *text;
  GaungVerdictBar *verdicts;
  GaungDeadlineStrip *strip;
  GaungComplaintFacts *facts;
  GaungAttachmentStrip *attachments;
  GaungTimeline *timeline;
  GtkWidget *bottom;
  GtkRevealer *held_revealer;
  GtkLabel *held_label;
  GtkWidget *held_key;
  GaungComposer *composer;

  GaungContext *context;
  char *id;
  GaungComplaint *complaint;
  GaungList *entries;
  GCancellable *similar_cancellable;
  guint seen_source;
  guint similar_source;
};

G_DEFINE_FINAL_TYPE (GaungComplaintView, gaung_complaint_view, ADW_TYPE_BIN)

enum
{
  REVEAL,
  SEND,
  ATTACH,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_meta (GaungComplaintView *self)
{
  GaungRecord *record = GAUNG_RECORD (self->complaint);
  GaungInstant received_at = gaung_record_get_instant (record, "received_at");
  g_autoptr (GString) line = g_string_new (NULL);

  gaung_text_append_part (
      line,
      gaung_enum_get_label (gaung_complaint_states, gaung_record_get_string (record, "state")));
  if (gaung_complaint_is_postponed_at (self->complaint, gaung_context_get_now (self->context)))
    gaung_text_append_part (line, _ ("postponed"));
  gaung_text_append_part (line, gaung_record_get_reference (record));
  gaung_text_append_part (line, gaung_complaint_get_category_label (self->complaint));
  gaung_text_append_part (
      line,
      gaung_enum_get_label (gaung_complaint_channels, gaung_record_get_string (record, "channel")));
  if (received_at != GAUNG_INSTANT_NONE)
    {
      g_autofree char *time
          = gaung_format_instant (received_at, gaung_context_get_now (self->context));
      g_autofree char *exact = gaung_format_instant_exact (received_at);

      gaung_text_append_part (line, time);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->meta), exact);
    }
  gtk_label_set_text (self->meta, line->str);
}

static GtkWidget *
add_flag (GaungComplaintView *self, const char *icon_name, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon_name));
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "flag");
  adw_wrap_box_append (ADW_WRAP_BOX (self->flags), box);
  return box;
}

/* What waits is only said; what was refused or clashes leads to where it is decided. */
static gboolean
add_mark (GaungComplaintView *self)
{
  GaungSyncMark mark = gaung_sync_marks_get (gaung_context_get_marks (self->context), self->id);
  GtkWidget *flag, *button;

  if (mark == GAUNG_SYNC_MARK_NONE)
    return FALSE;
  flag = add_flag (self, gaung_sync_mark_get_icon_name (mark), gaung_sync_mark_get_label (mark));
  if (mark == GAUNG_SYNC_MARK_WAITING)
    return TRUE;
  gtk_widget_add_css_class (flag, "needs-somebody");
  button = gtk_button_new_with_label (mark == GAUNG_SYNC_MARK_CLASH ? _ ("Decide…") : _ ("Show…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button),
                                  mark == GAUNG_SYNC_MARK_CLASH ? "win.clashes" : "win.outbox");
  if (mark == GAUNG_SYNC_MARK_CLASH)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", self->id);
  gtk_box_append (GTK_BOX (flag), button);
  return TRUE;
}

/* Two flags that say different things (domain.md §b.1): who it was, and what it says. */
static void
show_flags (GaungComplaintView *self)
{
  gboolean is_anonymous = gaung_record_get_boolean (GAUNG_RECORD (self->complaint), "anonymous");
  gboolean is_secret = gaung_record_get_boolean (GAUNG_RECORD (self->complaint), "secret");
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->flags)) != NULL)
    adw_wrap_box_remove (ADW_WRAP_BOX (self->flags), child);
  if (is_anonymous)
    add_flag (self,
              "avatar-default-symbolic",
              _ ("Anonymous: those it is about never learn who reported it"));
  if (is_secret)
    add_flag (self, "changes-prevent-symbolic", _ ("Secret: it is not published"));
  gtk_widget_set_visible (self->flags, add_mark (self) || is_anonymous || is_secret);
}

static void
marks_changed_cb (GaungComplaintView *self)
{
  if (self->complaint != NULL && self->id != NULL
      && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "record") == 0)
    show_flags (self);
}

static void
fill_placeholders (GaungComplaintView *self, GaungRecord *reporter)
{
  GaungRecord *record = GAUNG_RECORD (self->complaint);
  const GaungActor *actor = gaung_context_get_actor (self->context);
  GaungStore *store = gaung_context_get_store (self->context);
  GaungInstant now = gaung_context_get_now (self->context);
  gboolean is_anonymous = gaung_record_get_boolean (record, "anonymous");
  g_autoptr (GPtrArray) deadlines = gaung_complaint_get_deadlines (
      self->complaint, gaung_context_get_rules (self->context), now);
  const GaungDeadline *nearest = gaung_deadlines_get_nearest (deadlines);
  g_autofree char *due = nearest != NULL && nearest->due_at != GAUNG_INSTANT_NONE
                             ? gaung_format_instant_exact (nearest->due_at)
                             : NULL;
  g_autofree char *name = reporter != NULL && !is_anonymous
                              ? gaung_text_to_line (gaung_record_get_title (reporter), 80)
                              : g_strdup (_ ("Sir or Madam"));

  gaung_composer_set_placeholder (self->composer, "nama", name);
  gaung_composer_set_placeholder (self->composer, "nomor", gaung_record_get_reference (record));
  gaung_composer_set_placeholder (self->composer, "judul", gaung_record_get_title (record));
  gaung_composer_set_placeholder (self->composer, "tenggat", due);
  gaung_composer_set_placeholder (self->composer, "petugas", actor->name);
  gaung_composer_set_placeholder (
      self->composer, "dinas", gaung_agency_names_get_full (store, actor->agency));
  gaung_composer_set_subject (self->composer,
                              gaung_record_get_string (record, "state"),
                              gaung_record_get_string (record, "category"));
}

static void
similar_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungComplaintView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) similar = gaung_similar_find_finish (result, &error);

  if (similar != NULL && self->facts != NULL)
    gaung_complaint_facts_set_similar (self->facts, similar);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("Similar complaints could not be looked for: %s", error->message);
}

static gboolean
find_similar_cb (gpointer data)
{
  GaungComplaintView *self = data;

  self->similar_source = 0;
  g_clear_object (&self->similar_cancellable);
  self->similar_cancellable = g_cancellable_new ();
  gaung_similar_find_async (gaung_context_get_store (self->context),
                            GAUNG_RECORD (self->complaint),
                            self->similar_cancellable,
                            similar_cb,
                            g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static gboolean
seen_cb (gpointer data)
{
  GaungComplaintView *self = data;
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);

  self->seen_source = 0;
  gaung_batch_mark_seen (batch, self->id);
  gaung_store_write_async (gaung_context_get_store (self->context), batch, NULL, NULL, NULL);
  return G_SOURCE_REMOVE;
}

static void
show_time (GaungComplaintView *self)
{
  GaungInstant now = gaung_context_get_now (self->context);

  if (self->complaint == NULL)
    return;
  show_meta (self);
  gaung_deadline_strip_set_complaint (
      self->strip, self->complaint, gaung_context_get_rules (self->context), now);
  gaung_timeline_set_now (self->timeline, now);
}

static void
fill (GaungComplaintView *self)
{
  GaungRecord *record = GAUNG_RECORD (self->complaint);
  const char *reporter_id = gaung_record_get_string (record, "reporter");
  g_autoptr (GaungRecord) reporter = NULL;
  g_auto (GStrv) attachments = gaung_record_get_strings (record, "attachments");
  g_autofree char *title = gaung_text_to_line (gaung_record_get_title (record), 300);
  const char *text = gaung_record_get_string (record, "text");

  if (reporter_id != NULL)
    reporter = gaung_store_get (gaung_context_get_store (self->context), reporter_id, NULL);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->text, text != NULL ? text : "");
  show_flags (self);
  gaung_verdict_bar_set_complaint (
      self->verdicts, self->complaint, gaung_context_get_actor (self->context));
  gaung_complaint_facts_set (self->facts, self->context, self->complaint, reporter);
  gaung_attachment_strip_set (self->attachments, self->context, (const char *const *) attachments);
  fill_placeholders (self, reporter);
  show_time (self);
}

static void
show_entries (GaungComplaintView *self)
{
  g_autoptr (GaungQuery) query = gaung_query_new ("entry");

  gaung_query_set_one (query, "parent", self->id);
  gaung_query_set_sort (query, GAUNG_SORT_OLDEST);
  if (self->entries == NULL)
    {
      self->entries = gaung_list_new (gaung_context_get_store (self->context), query);
      gaung_timeline_set_entries (
          self->timeline, G_LIST_MODEL (self->entries), gaung_context_get_store (self->context));
    }
  else
    gaung_list_set_query (self->entries, query);
}

static gboolean
load (GaungComplaintView *self)
{
  g_autoptr (GaungRecord) record
      = gaung_store_get (gaung_context_get_store (self->context), self->id, NULL);

  if (!GAUNG_IS_COMPLAINT (record))
    return FALSE;
  g_set_object (&self->complaint, GAUNG_COMPLAINT (record));
  return TRUE;
}

static void
stop_looking (GaungComplaintView *self)
{
  g_clear_handle_id (&self->seen_source, g_source_remove);
  g_clear_handle_id (&self->similar_source, g_source_remove);
  g_cancellable_cancel (self->similar_cancellable);
  g_clear_object (&self->similar_cancellable);
}

static gboolean
can_read (GaungComplaintView *self)
{
  return self->id != NULL
         && gaung_complaint_can_read (self->complaint, gaung_context_get_actor (self->context));
}

/* Nothing of a secret complaint stays in a widget once it may not be read. */
static void
show_page (GaungComplaintView *self)
{
  gboolean is_readable = can_read (self);

  gaung_composer_set_record (self->composer, is_readable ? self->id : NULL);
  gtk_widget_set_visible (self->bottom, is_readable);
  gtk_widget_set_sensitive (self->menu_button, is_readable);
  gtk_stack_set_visible_child_name (self->stack,
                                    is_readable        ? "record"
                                    : self->id != NULL ? "secret"
                                                       : "none");
  if (is_readable)
    {
      fill (self);
      return;
    }
  stop_looking (self);
  gtk_label_set_text (self->title, "");
  gtk_label_set_text (self->text, "");
  gaung_timeline_set_entries (self->timeline, NULL, NULL);
  g_clear_object (&self->entries);
}

static void
reload (GaungComplaintView *self)
{
  gboolean was_readable = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "record") == 0;

  if (!load (self))
    return;
  if (was_readable && can_read (self))
    fill (self);
  else
    show_page (self);
  if (!was_readable && can_read (self))
    show_entries (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
store_changed_cb (GaungStore *store, GPtrArray *changes, GaungComplaintView *self)
{
  /* Too many to name: this one may be among them. */
  gboolean is_changed = changes->len == 0;

  for (guint i = 0; i < changes->len && !is_changed; i++)
    {
      const GaungStoreChange *change = g_ptr_array_index (changes, i);

      is_changed = change->kind != GAUNG_CHANGE_SEEN && g_strcmp0 (change->id, self->id) == 0;
    }
  if (is_changed && self->id != NULL)
    reload (self);
}

/* @columns: how many buttons fit beside each other; 0: all of them. */
static void
set_columns (GaungComplaintView *self, guint columns)
{
  gaung_verdict_bar_set_columns (self->verdicts, columns);
  gaung_composer_set_narrow (self->composer, columns > 0);
  gaung_composer_set_stacked (self->composer, columns == 1);
  gtk_widget_set_visible (self->held_key, columns == 0);
}

static void
narrow_cb (GaungComplaintView *self)
{
  set_columns (self, 2);
}

static void
tiny_cb (GaungComplaintView *self)
{
  set_columns (self, 1);
}

static void
wide_cb (GaungComplaintView *self)
{
  set_columns (self, 0);
}

static void
close_banner_cb (GaungComplaintView *self)
{
  gaung_complaint_view_set_error (self, NULL);
}

static void
reveal_cb (GaungComplaintView *self, GStrv members)
{
  g_signal_emit (self, signals[REVEAL], 0, members);
}

static void
send_cb (GaungComplaintView *self, gboolean and_next)
{
  g_signal_emit (self, signals[SEND], 0, and_next);
}

static void
attach_cb (GaungComplaintView *self)
{
  g_signal_emit (self, signals[ATTACH], 0);
}

static void
draft_failed_cb (GaungComplaintView *self, GError *error)
{
  g_autofree char *message = gaung_error_to_user_text (error);

  gaung_complaint_view_set_error (self, message);
}

static void
gaung_complaint_view_dispose (GObject *object)
{
  GaungComplaintView *self = GAUNG_COMPLAINT_VIEW (object);

  stop_looking (self);
  if (self->timeline != NULL)
    gaung_timeline_set_entries (self->timeline, NULL, NULL);
  g_clear_object (&self->entries);
  g_clear_object (&self->complaint);
  g_clear_object (&self->context);
  /* A bound child that is also the bin's own must go before the template takes it away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_COMPLAINT_VIEW);
  G_OBJECT_CLASS (gaung_complaint_view_parent_class)->dispose (object);
}

static void
gaung_complaint_view_finalize (GObject *object)
{
  g_free (GAUNG_COMPLAINT_VIEW (object)->id);
  G_OBJECT_CLASS (gaung_complaint_view_parent_class)->finalize (object);
}

static void
install_signals (void)
{
  signals[REVEAL] = g_signal_new ("reveal",
                                  GAUNG_TYPE_COMPLAINT_VIEW,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_STRV);
  signals[SEND] = g_signal_new ("send",
                                GAUNG_TYPE_COMPLAINT_VIEW,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_BOOLEAN);
  signals[ATTACH] = g_signal_new (
      "attach", GAUNG_TYPE_COMPLAINT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new (
      "changed", GAUNG_TYPE_COMPLAINT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gaung_complaint_view_class_init (GaungComplaintViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_complaint_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = gaung_complaint_view_finalize;
  install_signals ();

  g_type_ensure (GAUNG_TYPE_VERDICT_BAR);
  g_type_ensure (GAUNG_TYPE_DEADLINE_STRIP);
  g_type_ensure (GAUNG_TYPE_COMPLAINT_FACTS);
  g_type_ensure (GAUNG_TYPE_ATTACHMENT_STRIP);
  g_type_ensure (GAUNG_TYPE_TIMELINE);
  g_type_ensure (GAUNG_TYPE_COMPOSER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/complaints/gaung-complaint-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintView, header);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintView, menu_button);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintView, error_banner);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintView, stack);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintView, title);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintView, meta);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintView, flags);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintView, text);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintView, verdicts);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintView, strip);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintView, facts);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintView, attachments);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintView, timeline);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintView, bottom);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintView, held_revealer);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintView, held_label);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintView, held_key);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintView, composer);
  gtk_widget_class_bind_template_callback (widget_class, close_banner_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, tiny_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_cb);
}

static void
gaung_complaint_view_init (GaungComplaintView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->facts, "reveal", G_CALLBACK (reveal_cb), self);
  g_signal_connect_swapped (self->composer, "send", G_CALLBACK (send_cb), self);
  g_signal_connect_swapped (self->composer, "attach", G_CALLBACK (attach_cb), self);
  g_signal_connect_swapped (self->composer, "failed", G_CALLBACK (draft_failed_cb), self);
  gtk_widget_set_sensitive (self->menu_button, FALSE);
}

void
gaung_complaint_view_set_context (GaungComplaintView *self, GaungContext *context)
{
  g_return_if_fail (GAUNG_IS_COMPLAINT_VIEW (self));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  gaung_composer_set_context (self->composer, context);
  g_signal_connect_object (gaung_context_get_marks (context),
                           "changed",
                           G_CALLBACK (marks_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gaung_context_get_store (context),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (
      gaung_context_get_clock (context), "tick", G_CALLBACK (show_time), self, G_CONNECT_SWAPPED);
}

gboolean
gaung_complaint_view_show (GaungComplaintView *self, const char *id)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINT_VIEW (self), FALSE);
  g_return_val_if_fail (self->context != NULL, FALSE);

  if (id != NULL && g_strcmp0 (self->id, id) == 0)
    {
      if (self->seen_source == 0 && can_read (self))
        self->seen_source = g_timeout_add (SEEN_DELAY_MS, seen_cb, self);
      return TRUE;
    }
  stop_looking (self);
  g_set_str (&self->id, id);
  if (id != NULL && !load (self))
    g_clear_pointer (&self->id, g_free);
  if (self->id == NULL)
    g_clear_object (&self->complaint);

  gaung_complaint_view_set_error (self, NULL);
  show_page (self);
  if (can_read (self))
    {
      show_entries (self);
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
      self->similar_source = g_timeout_add (SIMILAR_DELAY_MS, find_similar_cb, self);
      self->seen_source = g_timeout_add (SEEN_DELAY_MS, seen_cb, self);
    }
  g_signal_emit (self, signals[CHANGED], 0);
  return id == NULL || self->id != NULL;
}

void
gaung_complaint_view_leave_unseen (GaungComplaintView *self)
{
  g_return_if_fail (GAUNG_IS_COMPLAINT_VIEW (self));
  g_clear_handle_id (&self->seen_source, g_source_remove);
}

const char *
gaung_complaint_view_get_id (GaungComplaintView *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINT_VIEW (self), NULL);
  return self->id;
}

GaungComplaint *
gaung_complaint_view_get_complaint (GaungComplaintView *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINT_VIEW (self), NULL);
  return self->complaint;
}

void
gaung_complaint_view_set_alone (GaungComplaintView *self, gboolean is_alone)
{
  g_return_if_fail (GAUNG_IS_COMPLAINT_VIEW (self));

  /* Beside the list only the list's own header leads back to the areas. */
  adw_header_bar_set_show_back_button (self->header, is_alone);
}

GaungComposer *
gaung_complaint_view_get_composer (GaungComplaintView *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINT_VIEW (self), NULL);
  return self->composer;
}

GaungComplaintFacts *
gaung_complaint_view_get_facts (GaungComplaintView *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINT_VIEW (self), NULL);
  return self->facts;
}

GaungDeadlineStrip *
gaung_complaint_view_get_strip (GaungComplaintView *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINT_VIEW (self), NULL);
  return self->strip;
}

void
gaung_complaint_view_set_held (GaungComplaintView *self, const char *complaint, guint seconds)
{
  g_autoptr (GaungRecord) other = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (GAUNG_IS_COMPLAINT_VIEW (self));

  gtk_revealer_set_reveal_child (self->held_revealer, complaint != NULL);
  if (complaint == NULL)
    return;
  if (g_strcmp0 (complaint, self->id) != 0)
    other = gaung_store_get (gaung_context_get_store (self->context), complaint, NULL);
  if (other != NULL)
    text = g_strdup_printf (
        /* Translators: a reference and seconds: "The reply to 7K4A-9XQT leaves in 12 seconds" */
        ngettext (
            "The reply to %s leaves in %u second", "The reply to %s leaves in %u seconds", seconds),
        gaung_record_get_reference (other),
        seconds);
  else
    text = g_strdup_printf (
        /* Translators: "The reply leaves in 12 seconds" */
        ngettext ("The reply leaves in %u second", "The reply leaves in %u seconds", seconds),
        seconds);
  gtk_label_set_text (self->held_label, text);
}

void
gaung_complaint_view_set_error (GaungComplaintView *self, const char *message)
{
  g_return_if_fail (GAUNG_IS_COMPLAINT_VIEW (self));

  if (message != NULL)
    adw_banner_set_title (self->error_banner, message);
  adw_banner_set_revealed (self->error_banner, message != NULL);
}
