/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungServiceCatalog: the middle column of the services. */

#include "config.h"

#include "gaung-service-catalog.h"

#include <glib/gi18n.h>

#include "gaung-list.h"
#include "gaung-question.h"
#include "gaung-service-group.h"
#include "gaung-service-row.h"
#include "gaung-service.h"
#include "gaung-toast.h"

/* A bulk action and a page of a synchronisation are counted once. */
#define RECOUNT_DELAY 150 /* milliseconds */
#define LOADING_DELAY 200 /* milliseconds without a word (interface.md, states of everything) */

struct _GaungServiceCatalog
{
  AdwBin parent_instance;

  GtkSearchEntry *search_entry;
  GtkToggleButton *due_button;
  AdwToggleGroup *groupings;
  GtkStack *stack;
  GtkListView *view;
  AdwStatusPage *empty_page;
  AdwBin *error_slot;

  GaungContext *context;
  GListStore *groups;        /* of GaungServiceGroup */
  GtkTreeListModel *tree;    /* headings and, where they are opened, their services */
  GaungList *services;       /* hits, or what is due */
  GaungList *questions;      /* hits */
  GtkFlattenListModel *hits; /* both, in two sections */
  GtkSingleSelection *selection;
  GCancellable *cancellable; /* of the groups that are being counted */
  GError *error;             /* why there are no groups */
  guint loading_timeout;
  guint recount_timeout;
  gboolean is_loaded; /* the groups are known */
  gboolean is_narrow;
  gboolean is_filled;
  gboolean is_quiet; /* the selection is being moved by the program */
};

G_DEFINE_FINAL_TYPE (GaungServiceCatalog, gaung_service_catalog, ADW_TYPE_BIN)

enum
{
  OPENED,
  FILLED,
  COUNTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_words (GaungServiceCatalog *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
}

static gboolean
is_searching (GaungServiceCatalog *self)
{
  return *get_words (self) != '\0';
}

static gboolean
is_flat (GaungServiceCatalog *self)
{
  return is_searching (self) || gtk_toggle_button_get_active (self->due_button);
}

/* The record, group or NULL behind an item of the selection. (transfer full) */
static gpointer
get_inner (gpointer item)
{
  if (GTK_IS_TREE_LIST_ROW (item))
    return gtk_tree_list_row_get_item (item);
  return item != NULL ? g_object_ref (item) : NULL;
}

static void
set_empty (GaungServiceCatalog *self, const char *icon, const char *title, const char *description)
{
  adw_status_page_set_icon_name (self->empty_page, icon);
  adw_status_page_set_title (self->empty_page, title);
  adw_status_page_set_description (self->empty_page, description);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
show_empty (GaungServiceCatalog *self)
{
  if (is_searching (self))
    set_empty (self,
               "system-search-symbolic",
               _ ("Nothing Found"),
               _ ("Try an everyday word, or write the question down as people ask it."));
  else if (gtk_toggle_button_get_active (self->due_button))
    set_empty (self,
               "object-select-symbolic",
               _ ("Everything Is Checked"),
               _ ("No service is due to be looked at."));
  else
    set_empty (self,
               "help-about-symbolic",
               _ ("No Services Yet"),
               _ ("They come from the city's server, or from a table with “gaungctl import”."));
}

static void
show_error (GaungServiceCatalog *self, const GError *error)
{
  adw_bin_set_child (self->error_slot, gaung_error_page_new (error));
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static gboolean
loading_cb (gpointer data)
{
  GaungServiceCatalog *self = data;

  self->loading_timeout = 0;
  gtk_stack_set_visible_child_name (self->stack, "loading");
  return G_SOURCE_REMOVE;
}

static void
wait_for_rows (GaungServiceCatalog *self)
{
  if (self->loading_timeout == 0)
    self->loading_timeout = g_timeout_add_once (LOADING_DELAY, (GSourceOnceFunc) loading_cb, self);
}

static const GError *
get_error (GaungServiceCatalog *self)
{
  if (!is_flat (self))
    return self->error;
  return self->services != NULL ? gaung_list_get_error (self->services) : NULL;
}

static gboolean
is_loading (GaungServiceCatalog *self)
{
  if (!is_flat (self))
    return !self->is_loaded;
  return self->services == NULL || gaung_list_is_loading (self->services)
         || (self->questions != NULL && gaung_list_is_loading (self->questions));
}

static void
update_state (GaungServiceCatalog *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  const GError *error = get_error (self);

  gtk_widget_set_visible (GTK_WIDGET (self->groupings), !is_flat (self));
  if (n == 0 && error == NULL && is_loading (self))
    {
      wait_for_rows (self);
      return;
    }
  g_clear_handle_id (&self->loading_timeout, g_source_remove);
  if (error != NULL)
    show_error (self, error);
  else if (n > 0)
    gtk_stack_set_visible_child_name (self->stack, "rows");
  else
    show_empty (self);
  if (!self->is_filled)
    {
      self->is_filled = TRUE;
      g_signal_emit (self, signals[FILLED], 0);
    }
}

/* ---- Groups ---- */

static GListModel *
create_child_model (gpointer item, gpointer data)
{
  GaungServiceCatalog *self = data;

  if (!GAUNG_IS_SERVICE_GROUP (item))
    return NULL;
  return gaung_service_group_create_model (item, gaung_context_get_store (self->context));
}

static gboolean
are_alike (GaungServiceCatalog *self, GPtrArray *groups)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->groups)) != groups->len)
    return FALSE;
  for (guint i = 0; i < groups->len; i++)
    {
      g_autoptr (GaungServiceGroup) old = g_list_model_get_item (G_LIST_MODEL (self->groups), i);

      if (!gaung_service_group_equal (old, g_ptr_array_index (groups, i)))
        return FALSE;
    }
  return TRUE;
}

/* Which headings are open, so that a new count does not close them. (transfer full) */
static GHashTable *
get_open_groups (GaungServiceCatalog *self)
{
  GHashTable *open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->groups)); i++)
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_child_row (self->tree, i);
      g_autoptr (GaungServiceGroup) group = gtk_tree_list_row_get_item (row);

      if (gtk_tree_list_row_get_expanded (row))
        g_hash_table_add (open, g_strdup (gaung_service_group_get_value (group)));
    }
  return open;
}

/* One's own agency is open from the beginning: its services are what a clerk explains. */
static void
open_groups (GaungServiceCatalog *self, GHashTable *open)
{
  const GaungActor *actor = gaung_context_get_actor (self->context);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->groups)); i++)
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_child_row (self->tree, i);
      g_autoptr (GaungServiceGroup) group = gtk_tree_list_row_get_item (row);
      const char *value = gaung_service_group_get_value (group);
      gboolean is_mine = !self->is_loaded && actor != NULL && g_strcmp0 (actor->agency, value) == 0;

      if (is_mine || g_hash_table_contains (open, value))
        gtk_tree_list_row_set_expanded (row, TRUE);
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) groups = gaung_service_groups_load_finish (result, &error);
  GaungServiceCatalog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_error (&self->error);
  if (groups == NULL)
    self->error = g_steal_pointer (&error);
  else if (!are_alike (self, groups))
    {
      g_autoptr (GHashTable) open = get_open_groups (self);

      g_list_store_splice (self->groups,
                           0,
                           g_list_model_get_n_items (G_LIST_MODEL (self->groups)),
                           groups->pdata,
                           groups->len);
      open_groups (self, open);
    }
  self->is_loaded = TRUE;
  update_state (self);
}

static GaungGrouping
get_grouping (GaungServiceCatalog *self)
{
  return gaung_grouping_from_name (adw_toggle_group_get_active_name (self->groupings));
}

static void
load_groups (GaungServiceCatalog *self)
{
  const GaungActor *actor = gaung_context_get_actor (self->context);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gaung_service_groups_load_async (gaung_context_get_store (self->context),
                                   get_grouping (self),
                                   actor != NULL ? actor->agency : NULL,
                                   self->cancellable,
                                   loaded_cb,
                                   self);
}

/* ---- Hits and what is due ---- */

static GaungQuery *
create_due_query (GaungServiceCatalog *self)
{
  GaungDay today = gaung_day_of_instant (gaung_context_get_now (self->context));
  g_autofree char *until = gaung_day_to_text (today);
  GaungQuery *query = gaung_query_new ("service");

  gaung_query_add (query, "due", "<=", until);
  return query;
}

static GaungQuery *
create_flat_query (GaungServiceCatalog *self)
{
  GaungQuery *query = gtk_toggle_button_get_active (self->due_button) ? create_due_query (self)
                                                                      : gaung_query_new ("service");

  gaung_query_set_words (query, get_words (self));
  gaung_query_set_sort (query, GAUNG_SORT_RANK);
  return query;
}

static GaungQuery *
create_question_query (GaungServiceCatalog *self)
{
  GaungQuery *query = gaung_query_new ("question");

  gaung_query_set_words (query, get_words (self));
  /* Without words every question would be a hit. */
  if (!is_searching (self))
    gaung_query_set_one (query, "parent", "none");
  return query;
}

static GaungList *
create_list (GaungServiceCatalog *self, const GaungQuery *query)
{
  GaungList *list = gaung_list_new (gaung_context_get_store (self->context), query);

  g_signal_connect_object (
      list, "notify::is-loading", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  return list;
}

static void
ensure_hits (GaungServiceCatalog *self)
{
  g_autoptr (GListStore) models = NULL;
  g_autoptr (GaungQuery) query = NULL;
  g_autoptr (GaungQuery) none = NULL;

  if (self->hits != NULL)
    return;
  query = create_flat_query (self);
  none = create_question_query (self);
  self->services = create_list (self, query);
  self->questions = create_list (self, none);
  models = g_list_store_new (G_TYPE_LIST_MODEL);
  g_list_store_append (models, self->services);
  g_list_store_append (models, self->questions);
  self->hits = gtk_flatten_list_model_new (G_LIST_MODEL (g_steal_pointer (&models)));
}

static void
set_model (GaungServiceCatalog *self, GListModel *model)
{
  self->is_quiet = TRUE;
  gtk_single_selection_set_model (self->selection, model);
  self->is_quiet = FALSE;
}

static void
search (GaungServiceCatalog *self)
{
  g_autoptr (GaungQuery) services = create_flat_query (self);
  g_autoptr (GaungQuery) questions = create_question_query (self);

  ensure_hits (self);
  gaung_list_set_query (self->services, services);
  gaung_list_set_query (self->questions, questions);
}

static void
reload_cb (GaungServiceCatalog *self)
{
  if (self->context == NULL)
    return;
  if (is_flat (self))
    search (self);
  set_model (self, is_flat (self) ? G_LIST_MODEL (self->hits) : G_LIST_MODEL (self->tree));
  update_state (self);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GaungServiceCatalog) self = data;
  gint64 count = gaung_store_count_finish (GAUNG_STORE (source), result, NULL);

  if (count >= 0 && self->context != NULL)
    g_signal_emit (self, signals[COUNTED], 0, (guint) MIN (count, G_MAXUINT));
}

static void
count_due (GaungServiceCatalog *self)
{
  g_autoptr (GaungQuery) query = create_due_query (self);

  gaung_query_set_one (query, "agency", "me");
  gaung_store_count_async (
      gaung_context_get_store (self->context), query, NULL, counted_cb, g_object_ref (self));
}

static void
recount_cb (gpointer data)
{
  GaungServiceCatalog *self = data;

  self->recount_timeout = 0;
  load_groups (self);
  count_due (self);
}

static void
store_changed_cb (GaungServiceCatalog *self, GPtrArray *changes)
{
  if (self->recount_timeout == 0
      && (gaung_store_changes_have_type (changes, "service")
          || gaung_store_changes_have_type (changes, "agency")))
    self->recount_timeout = g_timeout_add_once (RECOUNT_DELAY, recount_cb, self);
}

/* ---- Rows ---- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GaungServiceCatalog *self)
{
  GtkWidget *expander = gtk_tree_expander_new ();

  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), gaung_service_row_new (self->context));
  gtk_list_item_set_child (item, expander);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GaungServiceCatalog *self)
{
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (item));
  GaungServiceRow *row = GAUNG_SERVICE_ROW (gtk_tree_expander_get_child (expander));
  gpointer outer = gtk_list_item_get_item (item);
  g_autoptr (GObject) inner = get_inner (outer);
  gboolean is_tree = GTK_IS_TREE_LIST_ROW (outer);
  gboolean has_agency = is_tree && get_grouping (self) == GAUNG_GROUPING_AGENCY;
  g_autofree char *sentence = NULL;

  gtk_tree_expander_set_list_row (expander, is_tree ? outer : NULL);
  gtk_tree_expander_set_hide_expander (expander, !is_tree);
  gtk_tree_expander_set_indent_for_depth (expander, is_tree);
  gaung_service_row_set_item (row, inner, get_words (self), !has_agency);
  sentence = gaung_service_row_get_sentence (row);
  gtk_list_item_set_accessible_label (item, sentence);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GaungServiceCatalog *self)
{
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (item)), NULL);
}

static void
header_setup_cb (GtkSignalListItemFactory *factory, GtkListHeader *header, gpointer data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "section-title");
  gtk_list_header_set_child (header, label);
}

static void
header_bind_cb (GtkSignalListItemFactory *factory, GtkListHeader *header, gpointer data)
{
  gpointer item = gtk_list_header_get_item (header);

  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)),
                       GAUNG_IS_QUESTION (item) ? _ ("What People Ask") : _ ("Services"));
}

static void
create_factories (GaungServiceCatalog *self)
{
  GtkListItemFactory *rows = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) headers = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (rows, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (rows, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (rows, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect (headers, "setup", G_CALLBACK (header_setup_cb), NULL);
  g_signal_connect (headers, "bind", G_CALLBACK (header_bind_cb), NULL);
  gtk_list_view_set_factory (self->view, rows);
  gtk_list_view_set_header_factory (self->view, headers);
  g_object_unref (rows);
}

static void
open_position (GaungServiceCatalog *self, guint position, gboolean is_activated)
{
  g_autoptr (GObject) outer = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_autoptr (GObject) inner = get_inner (outer);

  if (GAUNG_IS_SERVICE_GROUP (inner))
    {
      if (is_activated)
        gtk_tree_list_row_set_expanded (
            GTK_TREE_LIST_ROW (outer), !gtk_tree_list_row_get_expanded (GTK_TREE_LIST_ROW (outer)));
    }
  else if (inner != NULL)
    g_signal_emit (
        self, signals[OPENED], 0, gaung_record_get_id (GAUNG_RECORD (inner)), is_activated);
}

static void
activate_cb (GaungServiceCatalog *self, guint position)
{
  open_position (self, position, TRUE);
}

static void
selected_cb (GaungServiceCatalog *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (!self->is_quiet && position != GTK_INVALID_LIST_POSITION)
    open_position (self, position, FALSE);
}

static void
stop_search_cb (GaungServiceCatalog *self)
{
  gaung_service_catalog_set_search (self, "");
  gaung_service_catalog_focus_rows (self);
}

static GaungServiceCatalog *
get_catalog (gpointer child)
{
  GtkWidget *widget = gtk_widget_get_ancestor (child, GAUNG_TYPE_SERVICE_CATALOG);

  return widget != NULL ? GAUNG_SERVICE_CATALOG (widget) : NULL;
}

static void
due_toggled_cb (GtkToggleButton *button, GParamSpec *pspec, gpointer data)
{
  GaungServiceCatalog *self = get_catalog (button);

  if (self != NULL)
    reload_cb (self);
}

static void
grouping_changed_cb (AdwToggleGroup *group, GParamSpec *pspec, gpointer data)
{
  GaungServiceCatalog *self = get_catalog (group);

  if (self == NULL || self->context == NULL)
    return;
  self->is_loaded = FALSE;
  g_list_store_remove_all (self->groups);
  load_groups (self);
  update_state (self);
}

static void
gaung_service_catalog_dispose (GObject *object)
{
  GaungServiceCatalog *self = GAUNG_SERVICE_CATALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->loading_timeout, g_source_remove);
  g_clear_handle_id (&self->recount_timeout, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_SERVICE_CATALOG);
  g_clear_object (&self->selection);
  g_clear_object (&self->hits);
  g_clear_object (&self->services);
  g_clear_object (&self->questions);
  g_clear_object (&self->tree);
  g_clear_object (&self->groups);
  g_clear_object (&self->context);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (gaung_service_catalog_parent_class)->dispose (object);
}

static void
gaung_service_catalog_class_init (GaungServiceCatalogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_service_catalog_dispose;

  signals[OPENED] = g_signal_new ("opened",
                                  type,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  2,
                                  G_TYPE_STRING,
                                  G_TYPE_BOOLEAN);
  signals[FILLED]
      = g_signal_new ("filled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[COUNTED] = g_signal_new (
      "counted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/services/gaung-service-catalog.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungServiceCatalog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceCatalog, due_button);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceCatalog, groupings);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceCatalog, stack);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceCatalog, view);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceCatalog, empty_page);
  gtk_widget_class_bind_template_child (widget_class, GaungServiceCatalog, error_slot);
  gtk_widget_class_bind_template_callback (widget_class, reload_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, due_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, grouping_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
gaung_service_catalog_init (GaungServiceCatalog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
gaung_service_catalog_set_context (GaungServiceCatalog *self, GaungContext *context)
{
  g_return_if_fail (GAUNG_IS_SERVICE_CATALOG (self));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  self->groups = g_list_store_new (GAUNG_TYPE_SERVICE_GROUP);
  self->tree = gtk_tree_list_model_new (
      g_object_ref (G_LIST_MODEL (self->groups)), FALSE, FALSE, create_child_model, self, NULL);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->tree)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (
      self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self);
  g_signal_connect_swapped (self->selection, "items-changed", G_CALLBACK (update_state), self);
  create_factories (self);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (gaung_context_get_store (context),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  load_groups (self);
  count_due (self);
  update_state (self);
}

void
gaung_service_catalog_set_narrow (GaungServiceCatalog *self, gboolean is_narrow)
{
  g_return_if_fail (GAUNG_IS_SERVICE_CATALOG (self));
  self->is_narrow = is_narrow;
  gtk_list_view_set_single_click_activate (self->view, is_narrow);
}

void
gaung_service_catalog_set_search (GaungServiceCatalog *self, const char *words)
{
  g_return_if_fail (GAUNG_IS_SERVICE_CATALOG (self));
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), words);
}

void
gaung_service_catalog_focus_search (GaungServiceCatalog *self)
{
  g_return_if_fail (GAUNG_IS_SERVICE_CATALOG (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

gboolean
gaung_service_catalog_focus_rows (GaungServiceCatalog *self)
{
  g_return_val_if_fail (GAUNG_IS_SERVICE_CATALOG (self), FALSE);
  return gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

void
gaung_service_catalog_set_due (GaungServiceCatalog *self, gboolean is_due)
{
  g_return_if_fail (GAUNG_IS_SERVICE_CATALOG (self));
  gtk_toggle_button_set_active (self->due_button, is_due);
}

gboolean
gaung_service_catalog_get_due (GaungServiceCatalog *self)
{
  g_return_val_if_fail (GAUNG_IS_SERVICE_CATALOG (self), FALSE);
  return gtk_toggle_button_get_active (self->due_button);
}

gboolean
gaung_service_catalog_step (GaungServiceCatalog *self, int steps)
{
  guint n, position;

  g_return_val_if_fail (GAUNG_IS_SERVICE_CATALOG (self), FALSE);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  position = gtk_single_selection_get_selected (self->selection);
  if (position == GTK_INVALID_LIST_POSITION)
    position = steps > 0 ? G_MAXUINT : n;
  for (position += steps; position < n; position += steps)
    {
      g_autoptr (GObject) outer = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
      g_autoptr (GObject) inner = get_inner (outer);

      if (GAUNG_IS_SERVICE_GROUP (inner))
        continue;
      gtk_list_view_scroll_to (self->view, position, GTK_LIST_SCROLL_SELECT, NULL);
      return TRUE;
    }
  return FALSE;
}

char *
gaung_service_catalog_save_state (GaungServiceCatalog *self)
{
  g_return_val_if_fail (GAUNG_IS_SERVICE_CATALOG (self), NULL);
  return g_strconcat (adw_toggle_group_get_active_name (self->groupings),
                      gaung_service_catalog_get_due (self) ? " due" : "",
                      NULL);
}

void
gaung_service_catalog_restore_state (GaungServiceCatalog *self, const char *state)
{
  g_auto (GStrv) words = NULL;

  g_return_if_fail (GAUNG_IS_SERVICE_CATALOG (self));
  words = g_strsplit (state, " ", 2);
  if (words[0] == NULL)
    return;
  adw_toggle_group_set_active_name (self->groupings,
                                    gaung_grouping_get_name (gaung_grouping_from_name (words[0])));
  gaung_service_catalog_set_due (self, g_strcmp0 (words[1], "due") == 0);
}

GListModel *
gaung_service_catalog_get_model (GaungServiceCatalog *self)
{
  g_return_val_if_fail (GAUNG_IS_SERVICE_CATALOG (self), NULL);
  return G_LIST_MODEL (self->selection);
}
