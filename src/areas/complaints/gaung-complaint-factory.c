/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungComplaintFactory: rows and section headers of the complaints list. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-complaint-factory.h"
#include "gaung-complaint-row.h"
#include "gaung-format.h"

struct _GaungComplaintFactory
{
  GObject parent_instance;

  GaungContext *context;
  GaungSectionList *sections;
  GtkListItemFactory *rows;
  GtkListItemFactory *headers;
  GPtrArray *items; /* (element-type GtkListItem): bound, not owned */
  GPtrArray *ends;  /* (element-type GtkListHeader): bound, not owned */
  guint refresh;
  char *words;
  GtkWidget *scrolled; /* weak */
  double last_value;   /* of the adjustment, in the last frame in which it moved */
  guint tick;
  gboolean has_moved; /* since the tick came last */
  gboolean
      is_unsettled; /* rows were bound or the view changed: allocated at the end of the frame */
};

G_DEFINE_FINAL_TYPE (GaungComplaintFactory, gaung_complaint_factory, G_TYPE_OBJECT)

enum
{
  ENTERED,
  HELD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GaungComplaintFactory *
get_self (GtkListItem *item)
{
  return g_object_get_data (G_OBJECT (gtk_list_item_get_child (item)), "gaung-factory");
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, GtkListItem *item)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (n_press == 1 && (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0)
    g_signal_emit (get_self (item), signals[ENTERED], 0, gtk_list_item_get_position (item));
}

static void
pressed_long_cb (GtkGestureLongPress *gesture, double x, double y, GtkListItem *item)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (get_self (item), signals[HELD], 0, gtk_list_item_get_position (item));
}

static void
filled_cb (GaungComplaintRow *row, GtkListItem *item)
{
  g_autofree char *sentence = gaung_complaint_row_get_sentence (row);

  gtk_list_item_set_accessible_label (item, sentence);
}

static GaungComplaint *
find_complaint (gpointer data)
{
  GtkListItem *item = data;

  return g_list_model_get_item (G_LIST_MODEL (get_self (item)->sections),
                                gtk_list_item_get_position (item));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GaungComplaintFactory *self)
{
  GtkWidget *row = gaung_complaint_row_new (self->context, find_complaint, item);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  g_object_set_data (G_OBJECT (row), "gaung-factory", self);
  g_signal_connect (row, "filled", G_CALLBACK (filled_cb), item);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), item);
  g_signal_connect (press, "pressed", G_CALLBACK (pressed_long_cb), item);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (press));
  gtk_list_item_set_child (item, row);
}

static void
fill_rows (GaungComplaintFactory *self, guint margin)
{
  for (guint i = 0; i < self->items->len; i++)
    gaung_complaint_row_fill_near (
        GAUNG_COMPLAINT_ROW (gtk_list_item_get_child (g_ptr_array_index (self->items, i))), margin);
}

static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *frame_clock, gpointer data)
{
  GaungComplaintFactory *self = data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (widget));
  double value = gtk_adjustment_get_value (adjustment);
  gboolean is_jump = ABS (value - self->last_value) > gtk_adjustment_get_page_size (adjustment);

  self->last_value = value;
  /* As long as it jumps, what is near now will not be seen. */
  if (is_jump)
    return G_SOURCE_CONTINUE;
  if (self->has_moved)
    fill_rows (self, 1);
  else if (!self->is_unsettled)
    fill_rows (self, 0);
  self->has_moved = FALSE;
  if (self->is_unsettled)
    {
      self->is_unsettled = FALSE;
      return G_SOURCE_CONTINUE;
    }
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
watch_frame (GaungComplaintFactory *self)
{
  if (self->tick == 0 && self->scrolled != NULL)
    self->tick = gtk_widget_add_tick_callback (
        self->scrolled, frame_cb, g_object_ref (self), g_object_unref);
}

/* A row is filled when it is allocated in sight. One that the list only moves into sight is not
 * allocated again: look after the frame that places it. */
static void
unsettle (GaungComplaintFactory *self)
{
  self->is_unsettled = TRUE;
  watch_frame (self);
}

/* Rows near enough are filled before they come into sight; after a jump, in the frame after it. */
static void
scrolled_cb (GaungComplaintFactory *self)
{
  self->has_moved = TRUE;
  watch_frame (self);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GaungComplaintFactory *self)
{
  gaung_complaint_row_reset (GAUNG_COMPLAINT_ROW (gtk_list_item_get_child (item)), self->words);
  g_ptr_array_add (self->items, item);
  unsettle (self);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GaungComplaintFactory *self)
{
  g_ptr_array_remove_fast (self->items, item);
}

/* GTK 4.18 adds the difference of a change to a header once for each range of rows that it keeps,
 * so a header may not know where its section begins; the row below it does. */
static guint
find_start (GtkListHeader *header, GaungComplaintFactory *self)
{
  GtkWidget *widget = gtk_widget_get_parent (gtk_list_header_get_child (header));
  GtkWidget *below = widget != NULL ? gtk_widget_get_next_sibling (widget) : NULL;

  for (guint i = 0; below != NULL && i < self->items->len; i++)
    {
      GtkListItem *item = g_ptr_array_index (self->items, i);

      if (gtk_widget_get_parent (gtk_list_item_get_child (item)) == below)
        return gtk_list_item_get_position (item);
    }
  return gtk_list_header_get_start (header);
}

static void
show_header (GtkListHeader *header, GaungComplaintFactory *self)
{
  guint start = find_start (header, self);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->sections));
  guint end;

  if (start >= n_items)
    return;

  gtk_section_model_get_section (GTK_SECTION_MODEL (self->sections), start, &start, &end);
  const char *title = gaung_section_list_get_title (self->sections, start);
  g_autofree char *number = gaung_format_number (MIN (end, n_items) - start);
  /* Translators: a section of the list and how many are in it: "Overdue · 2" */
  g_autofree char *text = g_strdup_printf (_ ("%s · %s"), title != NULL ? title : "", number);

  gtk_label_set_text (GTK_LABEL (gtk_list_header_get_child (header)), text);
}

static gboolean
refresh_cb (gpointer data)
{
  GaungComplaintFactory *self = data;

  self->refresh = 0;
  for (guint i = 0; i < self->ends->len; i++)
    show_header (g_ptr_array_index (self->ends, i), self);
  return G_SOURCE_REMOVE;
}

/* Before the next frame, when the view has followed: a header is not told when its section grew. */
static void
sections_changed_cb (GaungComplaintFactory *self)
{
  if (self->refresh == 0)
    self->refresh = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, refresh_cb, self, NULL);
}

static void
setup_header_cb (GtkSignalListItemFactory *factory,
                 GtkListHeader *header,
                 GaungComplaintFactory *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "section-title");
  gtk_list_header_set_child (header, label);
}

static void
bind_header_cb (GtkSignalListItemFactory *factory,
                GtkListHeader *header,
                GaungComplaintFactory *self)
{
  g_ptr_array_add (self->ends, header);
  show_header (header, self);
}

static void
unbind_header_cb (GtkSignalListItemFactory *factory,
                  GtkListHeader *header,
                  GaungComplaintFactory *self)
{
  g_ptr_array_remove_fast (self->ends, header);
}

static void
marks_changed_cb (GaungComplaintFactory *self)
{
  for (guint i = 0; i < self->items->len; i++)
    gaung_complaint_row_update_mark (
        GAUNG_COMPLAINT_ROW (gtk_list_item_get_child (g_ptr_array_index (self->items, i))));
}

static void
gaung_complaint_factory_finalize (GObject *object)
{
  GaungComplaintFactory *self = GAUNG_COMPLAINT_FACTORY (object);

  g_clear_handle_id (&self->refresh, g_source_remove);
  g_clear_weak_pointer (&self->scrolled);
  g_clear_object (&self->rows);
  g_clear_object (&self->headers);
  g_clear_object (&self->sections);
  g_clear_object (&self->context);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->ends);
  g_free (self->words);
  G_OBJECT_CLASS (gaung_complaint_factory_parent_class)->finalize (object);
}

static void
gaung_complaint_factory_class_init (GaungComplaintFactoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gaung_complaint_factory_finalize;

  signals[ENTERED] = g_signal_new ("entered",
                                   GAUNG_TYPE_COMPLAINT_FACTORY,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   1,
                                   G_TYPE_UINT);
  signals[HELD] = g_signal_new ("held",
                                GAUNG_TYPE_COMPLAINT_FACTORY,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_UINT);
}

static void
gaung_complaint_factory_init (GaungComplaintFactory *self)
{
  self->items = g_ptr_array_new ();
  self->ends = g_ptr_array_new ();
  self->rows = gtk_signal_list_item_factory_new ();
  self->headers = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (self->rows, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->rows, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->rows, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (
      self->headers, "setup", G_CALLBACK (setup_header_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (
      self->headers, "bind", G_CALLBACK (bind_header_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (
      self->headers, "unbind", G_CALLBACK (unbind_header_cb), self, G_CONNECT_DEFAULT);
}

GaungComplaintFactory *
gaung_complaint_factory_new (GaungContext *context, GaungSectionList *sections)
{
  GaungComplaintFactory *self = g_object_new (GAUNG_TYPE_COMPLAINT_FACTORY, NULL);

  self->context = g_object_ref (context);
  self->sections = g_object_ref (sections);
  g_signal_connect_object (
      sections, "items-changed", G_CALLBACK (sections_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      sections, "sections-changed", G_CALLBACK (sections_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gaung_context_get_marks (context),
                           "changed",
                           G_CALLBACK (marks_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  return self;
}

GtkListItemFactory *
gaung_complaint_factory_get_rows (GaungComplaintFactory *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINT_FACTORY (self), NULL);
  return self->rows;
}

GtkListItemFactory *
gaung_complaint_factory_get_headers (GaungComplaintFactory *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINT_FACTORY (self), NULL);
  return self->headers;
}

void
gaung_complaint_factory_set_words (GaungComplaintFactory *self, const char *words)
{
  g_return_if_fail (GAUNG_IS_COMPLAINT_FACTORY (self));
  g_set_str (&self->words, words);
}

void
gaung_complaint_factory_update_time (GaungComplaintFactory *self)
{
  g_return_if_fail (GAUNG_IS_COMPLAINT_FACTORY (self));

  for (guint i = 0; i < self->items->len; i++)
    gaung_complaint_row_update_time (
        GAUNG_COMPLAINT_ROW (gtk_list_item_get_child (g_ptr_array_index (self->items, i))));
}

void
gaung_complaint_factory_watch (GaungComplaintFactory *self, GtkWidget *scrolled)
{
  GtkAdjustment *adjustment;

  g_return_if_fail (GAUNG_IS_COMPLAINT_FACTORY (self));
  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (scrolled));

  g_set_weak_pointer (&self->scrolled, scrolled);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  g_signal_connect_object (
      adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (unsettle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (scrolled, "map", G_CALLBACK (unsettle), self, G_CONNECT_SWAPPED);
}
