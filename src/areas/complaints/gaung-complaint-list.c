/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungComplaintList: the middle column of the complaints desk. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-bulk-bar.h"
#include "gaung-complaint-list.h"
#include "gaung-complaint-factory.h"
#include "gaung-complaint-sections.h"
#include "gaung-complaint-selection.h"
#include "gaung-complaint-states.h"
#include "gaung-filter-bar.h"
#include "gaung-focus.h"
#include "gaung-saved-filters.h"
#include "gaung-scope-counter.h"
#include "gaung-section-list.h"

struct _GaungComplaintList
{
  AdwBin parent_instance;

  AdwHeaderBar *header;
  GtkWidget *new_button;
  GtkWidget *window_title;
  AdwToggleGroup *scopes;
  AdwBin *scope_row;
  GtkSearchEntry *search_entry;
  GtkToggleButton *filter_button;
  GtkMenuButton *saved_button;
  GtkRevealer *filter_revealer;
  AdwBin *filter_slot;
  GtkLabel *notice;
  GaungComplaintStates *states;
  GtkScrolledWindow *scrolled;
  GtkListView *view;
  GtkRevealer *bulk_revealer;
  GtkMenuButton *sort_button;
  GMenuModel *sort_menu;

  GaungFilterBar *filter_bar; /* made when first shown */
  GaungSavedFilters *saved_filters;
  GaungContext *context;
  GaungList *list;
  GaungSectionList *sections;
  GaungComplaintSelection *selection;
  GaungScopeCounter *counter;
  GaungComplaintFactory *factory;
  char *sort;
  char *current;
  guint position; /* of the current one, for when it has left the list */
  guint scroll_tick;
  guint scroll_frames;
  gboolean is_narrow;  /* list and page take turns */
  gboolean is_small;   /* no room for the switch and the buttons of the window */
  gboolean is_tiny;    /* no room for the switch at all */
  gboolean is_stacked; /* the switch has a row of its own */
  gboolean is_filled;
};

G_DEFINE_FINAL_TYPE (GaungComplaintList, gaung_complaint_list, ADW_TYPE_BIN)

enum
{
  PROP_SORT = 1,
  N_PROPS
};

enum
{
  OPENED,
  SELECTED,
  FILLED,
  COUNTED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static const char *
get_words (GaungComplaintList *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
}

static GaungQuery *
create_query (GaungComplaintList *self)
{
  GaungQuery *query = gaung_query_new ("complaint");
  const char *scope = gaung_complaint_list_get_scope (self);

  if (self->filter_bar != NULL)
    gaung_filter_bar_apply (self->filter_bar, query);
  if (g_strcmp0 (scope, "mine") == 0)
    gaung_query_set_one (query, "assignee", "me");
  else if (g_strcmp0 (scope, "agency") == 0)
    gaung_query_set_one (query, "agency", "me");
  gaung_query_set_words (query, get_words (self));
  gaung_query_set_sort (query, gaung_complaint_sort_from_name (self->sort));
  return query;
}

/* Why there may be no rows. */
static GaungEmptyKind
get_empty_kind (GaungComplaintList *self)
{
  const char *scope = gaung_complaint_list_get_scope (self);

  if (*get_words (self))
    return g_str_equal (scope, "all") ? GAUNG_EMPTY_SEARCH : GAUNG_EMPTY_SEARCH_SCOPE;
  if (self->filter_bar != NULL && gaung_filter_bar_is_active (self->filter_bar))
    return GAUNG_EMPTY_FILTER;
  if (g_str_equal (scope, "mine"))
    return GAUNG_EMPTY_MINE;
  return g_str_equal (scope, "agency") ? GAUNG_EMPTY_AGENCY : GAUNG_EMPTY_ALL;
}

static gboolean
scroll_up_cb (GtkWidget *widget, GdkFrameClock *frame_clock, gpointer data)
{
  GaungComplaintList *self = data;

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  if (--self->scroll_frames > 0)
    return G_SOURCE_CONTINUE;
  self->scroll_tick = 0;
  return G_SOURCE_REMOVE;
}

/* The list view keeps its first row where it is, which hides the header that comes above it; so
 * again after rows and header have got their places. */
static void
scroll_up (GaungComplaintList *self)
{
  self->scroll_frames = 3;
  if (self->scroll_tick == 0)
    self->scroll_tick
        = gtk_widget_add_tick_callback (GTK_WIDGET (self->scrolled), scroll_up_cb, self, NULL);
}

static void
update_state (GaungComplaintList *self)
{
  gboolean is_truncated = gaung_list_is_truncated (self->list);

  gtk_widget_set_visible (GTK_WIDGET (self->notice), is_truncated);
  if (is_truncated)
    gtk_label_set_text (self->notice,
                        _ ("The newest 1,000 hits are shown. Another word narrows them down."));

  if (!gaung_complaint_states_update (self->states, self->list, get_empty_kind (self)))
    return;
  if (!self->is_filled)
    {
      self->is_filled = TRUE;
      g_signal_emit (self, signals[FILLED], 0);
    }
}

static void
items_changed_cb (GaungComplaintList *self, guint position, guint removed, guint added)
{
  if (added > 0 && gaung_list_get_n_items (self->list) == added)
    scroll_up (self);
  update_state (self);
}

static void
update_sections (GaungComplaintList *self)
{
  gaung_complaint_sections_update (self->sections,
                                   gaung_complaint_sort_from_name (self->sort),
                                   gaung_context_get_now (self->context));
}

static void
reload (GaungComplaintList *self)
{
  g_autoptr (GaungQuery) query = NULL;

  if (self->list == NULL)
    return;
  query = create_query (self);
  if (gaung_query_equal (query, gaung_list_get_query (self->list)))
    return;
  gaung_complaint_factory_set_words (self->factory, get_words (self));
  gaung_list_set_query (self->list, query);
  if (self->saved_filters != NULL)
    gaung_saved_filters_set_query (self->saved_filters, query);
  update_sections (self);
  update_state (self);
  scroll_up (self);
}

static void
counted_cb (GaungScopeCounter *counter, const char *scope, gint64 count, GaungComplaintList *self)
{
  g_autofree char *label = gaung_scope_counter_format (scope, count);

  adw_toggle_set_label (adw_toggle_group_get_toggle_by_name (self->scopes, scope), label);
  if (g_str_equal (scope, "mine"))
    g_signal_emit (self, signals[COUNTED], 0, (guint) count);
}

static void
tick_cb (GaungComplaintList *self)
{
  update_sections (self);
  gaung_complaint_factory_update_time (self->factory);
}

static void
open_position (GaungComplaintList *self, guint position, gboolean is_activated)
{
  g_autoptr (GaungRecord) record = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  if (record == NULL)
    return;
  self->position = position;
  if (!is_activated && g_strcmp0 (self->current, gaung_record_get_id (record)) == 0)
    return;
  g_set_str (&self->current, gaung_record_get_id (record));
  g_signal_emit (self, signals[OPENED], 0, self->current, is_activated);
}

static void
selection_changed_cb (GaungComplaintList *self)
{
  guint size = gaung_complaint_selection_get_size (self->selection);

  if (size > 1)
    {
      GtkWidget *bar = gtk_revealer_get_child (self->bulk_revealer);

      if (bar == NULL)
        {
          bar = gaung_bulk_bar_new ();
          gtk_revealer_set_child (self->bulk_revealer, bar);
        }
      gaung_bulk_bar_set_count (GAUNG_BULK_BAR (bar), size);
    }
  gtk_revealer_set_reveal_child (self->bulk_revealer, size > 1);
  g_signal_emit (self, signals[SELECTED], 0);
  if (size == 1)
    {
      g_autoptr (GtkBitset) selected
          = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

      open_position (self, gtk_bitset_get_minimum (selected), FALSE);
    }
}

static void
activate_cb (GaungComplaintList *self, guint position)
{
  open_position (self, position, TRUE);
}

static void
scope_changed_cb (AdwToggleGroup *group, GParamSpec *pspec, gpointer data)
{
  GaungComplaintList *self = GAUNG_COMPLAINT_LIST (
      gtk_widget_get_ancestor (GTK_WIDGET (group), GAUNG_TYPE_COMPLAINT_LIST));

  if (self != NULL)
    reload (self);
}

static void
stop_search_cb (GaungComplaintList *self)
{
  gaung_complaint_list_set_search (self, "");
  gaung_complaint_list_focus_rows (self);
}

static void
ensure_filter_bar (GaungComplaintList *self)
{
  if (self->filter_bar != NULL)
    return;
  self->filter_bar = GAUNG_FILTER_BAR (gaung_filter_bar_new ());
  gaung_filter_bar_set_context (self->filter_bar, self->context);
  g_signal_connect_object (
      self->filter_bar, "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->filter_slot, GTK_WIDGET (self->filter_bar));
}

static void
filter_toggled_cb (GtkToggleButton *button, GParamSpec *pspec, gpointer data)
{
  GaungComplaintList *self = GAUNG_COMPLAINT_LIST (
      gtk_widget_get_ancestor (GTK_WIDGET (button), GAUNG_TYPE_COMPLAINT_LIST));
  gboolean is_active = gtk_toggle_button_get_active (button);

  if (is_active)
    ensure_filter_bar (self);
  gtk_revealer_set_reveal_child (self->filter_revealer, is_active);
}

static void
create_sort_menu (GtkMenuButton *button, gpointer data)
{
  GaungComplaintList *self = data;

  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, self->sort_menu);
}

static void
create_saved_filters (GtkMenuButton *button, gpointer data)
{
  GaungComplaintList *self = data;
  g_autoptr (GaungQuery) query = NULL;

  if (self->saved_filters != NULL || self->context == NULL)
    return;
  query = create_query (self);
  self->saved_filters = GAUNG_SAVED_FILTERS (gaung_saved_filters_new (self->context));
  gaung_saved_filters_set_query (self->saved_filters, query);
  g_signal_connect_object (self->saved_filters,
                           "chosen",
                           G_CALLBACK (gaung_complaint_list_apply_query),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, GTK_WIDGET (self->saved_filters));
}

static void
row_entered_cb (GaungComplaintList *self, guint position)
{
  if (self->is_narrow && gaung_complaint_selection_get_size (self->selection) <= 1)
    open_position (self, position, TRUE);
}

static void
row_held_cb (GaungComplaintList *self, guint position)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, FALSE);
}

static void
create_factories (GaungComplaintList *self)
{
  self->factory = gaung_complaint_factory_new (self->context, self->sections);
  g_signal_connect_object (
      self->factory, "entered", G_CALLBACK (row_entered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->factory, "held", G_CALLBACK (row_held_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->view, gaung_complaint_factory_get_rows (self->factory));
  gtk_list_view_set_header_factory (self->view,
                                    gaung_complaint_factory_get_headers (self->factory));
}

/* The switch goes below the header where it would be cut. */
static void
arrange (GaungComplaintList *self)
{
  gboolean is_stacked = self->is_tiny || (self->is_small && self->is_narrow);
  g_autoptr (GtkWidget) scopes = NULL;
  GtkWidget *focus;

  if (self->is_stacked == is_stacked)
    return;
  self->is_stacked = is_stacked;
  scopes = g_object_ref (GTK_WIDGET (self->scopes));
  focus = gaung_focus_take (scopes);
  if (is_stacked)
    {
      adw_header_bar_remove (self->header, scopes);
      adw_bin_set_child (self->scope_row, scopes);
    }
  else
    {
      adw_bin_set_child (self->scope_row, NULL);
      adw_header_bar_pack_start (self->header, scopes);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->scope_row), is_stacked);
  gtk_widget_set_visible (self->window_title, is_stacked);
  gaung_focus_give_back (focus);
}

static void
large_cb (GaungComplaintList *self)
{
  self->is_small = self->is_tiny = FALSE;
  arrange (self);
}

static void
small_cb (GaungComplaintList *self)
{
  self->is_small = TRUE;
  self->is_tiny = FALSE;
  arrange (self);
}

static void
tiny_cb (GaungComplaintList *self)
{
  self->is_small = self->is_tiny = TRUE;
  arrange (self);
}

static void
clear_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (g_str_equal (action, "desk.clear-search"))
    gaung_complaint_list_set_search (GAUNG_COMPLAINT_LIST (widget), "");
  else if (g_str_equal (action, "desk.unselect"))
    gaung_complaint_list_unselect (GAUNG_COMPLAINT_LIST (widget));
  else
    gaung_complaint_list_clear_filters (GAUNG_COMPLAINT_LIST (widget));
}

static void
gaung_complaint_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_SORT)
    g_value_set_string (value, GAUNG_COMPLAINT_LIST (object)->sort);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
gaung_complaint_list_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  GaungComplaintList *self = GAUNG_COMPLAINT_LIST (object);

  if (prop_id != PROP_SORT)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  else if (g_set_str (&self->sort,
                      gaung_complaint_sort_get_name (
                          gaung_complaint_sort_from_name (g_value_get_string (value)))))
    {
      g_object_notify_by_pspec (object, pspec);
      reload (self);
    }
}

static void
gaung_complaint_list_dispose (GObject *object)
{
  GaungComplaintList *self = GAUNG_COMPLAINT_LIST (object);

  g_clear_object (&self->counter);
  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  g_clear_object (&self->factory);
  g_clear_object (&self->selection);
  g_clear_object (&self->sections);
  g_clear_object (&self->list);
  g_clear_object (&self->context);
  /* A bound child that is also the bin's own must go before the template takes it away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_COMPLAINT_LIST);
  G_OBJECT_CLASS (gaung_complaint_list_parent_class)->dispose (object);
}

static void
gaung_complaint_list_finalize (GObject *object)
{
  GaungComplaintList *self = GAUNG_COMPLAINT_LIST (object);

  g_free (self->sort);
  g_free (self->current);
  G_OBJECT_CLASS (gaung_complaint_list_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/complaints/gaung-complaint-list.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintList, header);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintList, new_button);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintList, window_title);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintList, scopes);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintList, scope_row);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintList, search_entry);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintList, filter_button);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintList, saved_button);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintList, filter_revealer);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintList, filter_slot);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintList, notice);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintList, states);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintList, scrolled);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintList, view);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintList, bulk_revealer);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintList, sort_button);
  gtk_widget_class_bind_template_child (widget_class, GaungComplaintList, sort_menu);
  gtk_widget_class_bind_template_callback (widget_class, scope_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reload);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, large_cb);
  gtk_widget_class_bind_template_callback (widget_class, small_cb);
  gtk_widget_class_bind_template_callback (widget_class, tiny_cb);
}

static void
gaung_complaint_list_class_init (GaungComplaintListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gaung_complaint_list_get_property;
  object_class->set_property = gaung_complaint_list_set_property;
  object_class->dispose = gaung_complaint_list_dispose;
  object_class->finalize = gaung_complaint_list_finalize;

  properties[PROP_SORT]
      = g_param_spec_string ("sort",
                             NULL,
                             NULL,
                             "deadline",
                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[OPENED] = g_signal_new ("opened",
                                  GAUNG_TYPE_COMPLAINT_LIST,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  2,
                                  G_TYPE_STRING,
                                  G_TYPE_BOOLEAN);
  signals[SELECTED] = g_signal_new ("selected",
                                    GAUNG_TYPE_COMPLAINT_LIST,
                                    G_SIGNAL_RUN_LAST,
                                    0,
                                    NULL,
                                    NULL,
                                    NULL,
                                    G_TYPE_NONE,
                                    0);
  signals[FILLED] = g_signal_new (
      "filled", GAUNG_TYPE_COMPLAINT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[COUNTED] = g_signal_new ("counted",
                                   GAUNG_TYPE_COMPLAINT_LIST,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   1,
                                   G_TYPE_UINT);
  g_type_ensure (GAUNG_TYPE_COMPLAINT_STATES);
  bind_template (widget_class);
  gtk_widget_class_install_property_action (widget_class, "desk.sort", "sort");
  gtk_widget_class_install_action (widget_class, "desk.unselect", NULL, clear_cb);
  gtk_widget_class_install_action (widget_class, "desk.clear-search", NULL, clear_cb);
  gtk_widget_class_install_action (widget_class, "desk.clear-filters", NULL, clear_cb);
}

static void
gaung_complaint_list_init (GaungComplaintList *self)
{
  self->sort = g_strdup ("deadline");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (self->new_button, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->sort_button), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->filter_button), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->saved_button), TRUE);
  gtk_menu_button_set_create_popup_func (self->saved_button, create_saved_filters, self, NULL);
  gtk_menu_button_set_create_popup_func (self->sort_button, create_sort_menu, self, NULL);
}

void
gaung_complaint_list_set_context (GaungComplaintList *self, GaungContext *context)
{
  g_autoptr (GaungQuery) query = NULL;
  GaungStore *store;

  g_return_if_fail (GAUNG_IS_COMPLAINT_LIST (self));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  store = gaung_context_get_store (context);
  query = create_query (self);
  self->list = gaung_list_new (store, query);
  self->sections = gaung_section_list_new (self->list);
  self->selection = gaung_complaint_selection_new (G_LIST_MODEL (self->sections));
  update_sections (self);
  create_factories (self);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));

  g_signal_connect_object (self->selection,
                           "selection-changed",
                           G_CALLBACK (selection_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->list, "notify::is-loading", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  gaung_complaint_factory_watch (self->factory, GTK_WIDGET (self->scrolled));
  g_signal_connect_object (
      self->list, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  self->counter = gaung_scope_counter_new (store);
  g_signal_connect_object (
      self->counter, "counted", G_CALLBACK (counted_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (
      gaung_context_get_clock (context), "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  update_state (self);
}

void
gaung_complaint_list_set_narrow (GaungComplaintList *self, gboolean is_narrow)
{
  g_return_if_fail (GAUNG_IS_COMPLAINT_LIST (self));

  self->is_narrow = is_narrow;
  arrange (self);
}

const char *
gaung_complaint_list_get_scope (GaungComplaintList *self)
{
  const char *name = adw_toggle_group_get_active_name (self->scopes);

  return name != NULL ? name : "mine";
}

void
gaung_complaint_list_set_scope (GaungComplaintList *self, const char *scope)
{
  g_return_if_fail (GAUNG_IS_COMPLAINT_LIST (self));

  if (adw_toggle_group_get_toggle_by_name (self->scopes, scope) != NULL)
    adw_toggle_group_set_active_name (self->scopes, scope);
}

void
gaung_complaint_list_set_search (GaungComplaintList *self, const char *words)
{
  g_return_if_fail (GAUNG_IS_COMPLAINT_LIST (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), words != NULL ? words : "");
  reload (self);
}

void
gaung_complaint_list_focus_search (GaungComplaintList *self)
{
  g_return_if_fail (GAUNG_IS_COMPLAINT_LIST (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

void
gaung_complaint_list_clear_filters (GaungComplaintList *self)
{
  g_return_if_fail (GAUNG_IS_COMPLAINT_LIST (self));

  if (self->filter_bar != NULL)
    gaung_filter_bar_clear (self->filter_bar);
  reload (self);
}

void
gaung_complaint_list_apply_query (GaungComplaintList *self, const char *text)
{
  g_autoptr (GaungQuery) query = gaung_query_parse (text, NULL);
  g_auto (GStrv) assignee = NULL;
  g_auto (GStrv) agency = NULL;

  g_return_if_fail (GAUNG_IS_COMPLAINT_LIST (self));

  if (query == NULL)
    return;
  if (self->filter_bar != NULL || gaung_filter_bar_has_filters (query))
    {
      ensure_filter_bar (self);
      gaung_filter_bar_load (self->filter_bar, query);
      gtk_toggle_button_set_active (self->filter_button,
                                    gaung_filter_bar_is_active (self->filter_bar));
    }
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), gaung_query_get_words (query));
  g_object_set (self, "sort", gaung_complaint_sort_get_name (gaung_query_get_sort (query)), NULL);

  assignee = gaung_query_get (query, "assignee");
  agency = gaung_query_get (query, "agency");
  if (g_strcmp0 (assignee[0], "me") == 0)
    gaung_complaint_list_set_scope (self, "mine");
  else
    gaung_complaint_list_set_scope (self, g_strcmp0 (agency[0], "me") == 0 ? "agency" : "all");
  reload (self);
}

GaungList *
gaung_complaint_list_get_list (GaungComplaintList *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINT_LIST (self), NULL);
  return self->list;
}

void
gaung_complaint_list_mark_current (GaungComplaintList *self, const char *id)
{
  guint position = id != NULL ? gaung_list_find (self->list, id) : GTK_INVALID_LIST_POSITION;

  g_set_str (&self->current, id);
  if (position == GTK_INVALID_LIST_POSITION)
    {
      gaung_complaint_list_unselect (self);
      return;
    }
  self->position = position;
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
}

void
gaung_complaint_list_set_current (GaungComplaintList *self, const char *id)
{
  gaung_complaint_list_mark_current (self, id);
  if (gaung_complaint_selection_get_size (self->selection) > 0)
    gtk_list_view_scroll_to (self->view, self->position, GTK_LIST_SCROLL_NONE, NULL);
}

gboolean
gaung_complaint_list_focus_rows (GaungComplaintList *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINT_LIST (self), FALSE);
  return gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

gboolean
gaung_complaint_list_step (GaungComplaintList *self, int steps)
{
  gint64 n_items, next;
  guint position;

  g_return_val_if_fail (GAUNG_IS_COMPLAINT_LIST (self), FALSE);

  n_items = gaung_list_get_n_items (self->list);
  position = self->current != NULL ? gaung_list_find (self->list, self->current)
                                   : GTK_INVALID_LIST_POSITION;
  if (position != GTK_INVALID_LIST_POSITION)
    next = (gint64) position + steps;
  else if (self->current == NULL)
    next = 0;
  else
    /* It has left the list: what came after it is now in its place. */
    next = (gint64) self->position + (steps > 0 ? steps - 1 : steps);
  if (next < 0 || next >= n_items)
    return FALSE;
  gtk_list_view_scroll_to (self->view, next, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
  return TRUE;
}

GStrv
gaung_complaint_list_get_selected (GaungComplaintList *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINT_LIST (self), NULL);
  return gaung_complaint_selection_get_ids (self->selection);
}

guint
gaung_complaint_list_get_n_selected (GaungComplaintList *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINT_LIST (self), 0);
  return self->selection != NULL ? gaung_complaint_selection_get_size (self->selection) : 0;
}

void
gaung_complaint_list_unselect (GaungComplaintList *self)
{
  g_return_if_fail (GAUNG_IS_COMPLAINT_LIST (self));
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

char *
gaung_complaint_list_save_state (GaungComplaintList *self)
{
  g_autoptr (GaungQuery) query = NULL;

  g_return_val_if_fail (GAUNG_IS_COMPLAINT_LIST (self), NULL);

  /* What was searched for may be somebody's name. */
  query = create_query (self);
  gaung_query_set_words (query, NULL);
  return gaung_query_to_text (query);
}

void
gaung_complaint_list_restore_state (GaungComplaintList *self, const char *state)
{
  g_return_if_fail (GAUNG_IS_COMPLAINT_LIST (self));

  if (state != NULL)
    gaung_complaint_list_apply_query (self, state);
}
