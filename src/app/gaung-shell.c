/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sidebar and areas. Nothing is made before it is needed: at start only the area that was shown
 * last. */

#include "config.h"

#include "gaung-shell.h"

#include "gaung-agency-names.h"
#include "gaung-area-row.h"
#include "gaung-claim-notice.h"
#include "gaung-focus.h"
#include "gaung-foot.h"
#include "gaung-main-menu.h"
#include "gaung-sync-banner.h"

#define MAX_HISTORY 32

struct _GaungShell
{
  AdwBin parent_instance;

  AdwNavigationSplitView *split;
  AdwNavigationPage *content_page;
  AdwWindowTitle *title;
  GtkWidget *search_button;
  GtkMenuButton *menu_button;
  GtkListBox *list;
  GtkStack *areas;
  GaungFoot *foot;
  GaungSyncBanner *banner;
  GtkWidget *sample_mark;

  GaungContext *context;
  const GaungArea *area;
  GPtrArray *history; /* (element-type utf8): areas from which a record was opened */
  GCancellable *cancellable;
  GaungClaimNotice *claims; /* (nullable) */
  guint count_timeout;
  guint focus_idle;
  GaungDay today;
  gboolean areas_collapsed;
  gboolean page_collapsed;
  gboolean sidebar_hidden;
};

G_DEFINE_FINAL_TYPE (GaungShell, gaung_shell, ADW_TYPE_BIN)

enum
{
  PROP_CONTEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GaungAreaRow *
find_row (GaungShell *self, const GaungArea *area)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (gaung_area_row_get_area (GAUNG_AREA_ROW (row)) == area)
      return GAUNG_AREA_ROW (row);

  return NULL;
}

static GaungPage *
find_page (GaungShell *self, const GaungArea *area)
{
  return area ? (GaungPage *) gtk_stack_get_child_by_name (self->areas, area->id) : NULL;
}

static char *
load_area_state (GaungShell *self, const char *area_id)
{
  GSettings *settings = gaung_context_get_settings (self->context);
  g_autoptr (GVariant) states = NULL;
  char *state = NULL;

  if (settings == NULL)
    return NULL;
  states = g_settings_get_value (settings, "area-states");
  g_variant_lookup (states, area_id, "s", &state);

  return state;
}

/* From wherever it was to the area that is shown now; while the window is being made there is none.
 */
static void
enter_area (GaungShell *self, GaungAreaRow *row)
{
  GSettings *settings = gaung_context_get_settings (self->context);

  /* At once, so that it is known after a crash, too. */
  if (settings != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    g_settings_set_string (settings, "area", self->area->id);
  if (gtk_widget_get_mapped (GTK_WIDGET (self))
      && !gtk_widget_grab_focus (GTK_WIDGET (find_page (self, self->area))))
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* A page counts for itself once it is there. */
static void
page_waiting_cb (GaungPage *page, GParamSpec *pspec, GaungAreaRow *row)
{
  gaung_area_row_set_waiting_count (row, gaung_page_get_waiting_count (page));
}

static GaungPage *
ensure_page (GaungShell *self, const GaungArea *area)
{
  GaungPage *page = find_page (self, area);
  g_autofree char *state = NULL;

  if (page)
    return page;

  page = g_object_new (
      area->get_type (), "context", self->context, "collapsed", self->page_collapsed, NULL);
  gtk_stack_add_named (self->areas, GTK_WIDGET (page), area->id);
  g_signal_connect_object (page,
                           "notify::waiting-count",
                           G_CALLBACK (page_waiting_cb),
                           find_row (self, area),
                           G_CONNECT_DEFAULT);
  state = load_area_state (self, area->id);
  gaung_page_restore_state (page, state);

  return page;
}

typedef struct
{
  GaungShell *shell;
  const GaungArea *area;
} Counting;

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Counting *counting = data;
  g_autoptr (GError) error = NULL;
  gint64 count = gaung_store_count_finish (GAUNG_STORE (source), result, &error);
  GaungAreaRow *row;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || count < 0)
    return;
  row = find_row (counting->shell, counting->area);
  if (row != NULL && find_page (counting->shell, counting->area) == NULL)
    gaung_area_row_set_waiting_count (row, MIN (count, G_MAXINT));
}

static void
count_areas (GaungShell *self)
{
  GaungStore *store = gaung_context_get_store (self->context);

  for (const GaungArea *area = gaung_areas (); area->id != NULL; area++)
    {
      g_autoptr (GaungQuery) query = NULL;
      Counting *counting;

      if (area->waiting == NULL || find_page (self, area) != NULL || find_row (self, area) == NULL)
        continue;
      query = gaung_query_parse (area->waiting, NULL);
      g_return_if_fail (query != NULL);
      counting = g_new0 (Counting, 1);
      counting->shell = self;
      counting->area = area;
      gaung_store_count_async (store, query, self->cancellable, counted_cb, counting);
    }
}

static void
count_cb (gpointer data)
{
  GaungShell *self = data;

  self->count_timeout = 0;
  count_areas (self);
  gaung_foot_refresh (self->foot);
}

static void
queue_count (GaungShell *self, guint milliseconds)
{
  if (self->count_timeout == 0)
    self->count_timeout = g_timeout_add_once (milliseconds, count_cb, self);
}

static void
fill_sidebar (GaungShell *self)
{
  const GaungActor *actor = gaung_context_get_actor (self->context);
  GaungStore *store = gaung_context_get_store (self->context);
  g_autoptr (GaungRecord) agency = NULL;

  if (actor != NULL && actor->agency != NULL && *actor->agency != '\0')
    {
      agency = gaung_store_get_by_key (store, "agency", actor->agency);
      adw_window_title_set_subtitle (self->title,
                                     gaung_agency_names_get_short (store, actor->agency));
    }

  gtk_list_box_remove_all (self->list);
  for (const GaungArea *area = gaung_areas (); area->id != NULL; area++)
    if (gaung_area_is_shown (area, agency, actor))
      {
        GtkWidget *row = gaung_area_row_new (area);

        gtk_list_box_append (self->list, row);
        if (find_page (self, area) != NULL)
          {
            GaungPage *page = find_page (self, area);

            g_signal_connect_object (page,
                                     "notify::waiting-count",
                                     G_CALLBACK (page_waiting_cb),
                                     row,
                                     G_CONNECT_DEFAULT);
            page_waiting_cb (page, NULL, GAUNG_AREA_ROW (row));
          }
        if (area == self->area)
          gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
      }
}

static void
store_changed_cb (GaungShell *self, GPtrArray *changes)
{
  if (gaung_store_changes_have_type (changes, "agency"))
    fill_sidebar (self);
  queue_count (self, 500);
}

/* What was postponed until today is no longer. */
static void
tick_cb (GaungShell *self)
{
  GaungDay today = gaung_clock_get_today (gaung_context_get_clock (self->context));

  if (self->today == today)
    return;
  self->today = today;
  gaung_store_refresh_ranks (gaung_context_get_store (self->context));
}

/* What had the focus may lie under something else now: keys would go nowhere. */
static void
mend_focus_cb (gpointer data)
{
  GaungShell *self = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  self->focus_idle = 0;
  if (focus == NULL || gtk_widget_get_mapped (focus)
      || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return;
  gtk_root_set_focus (root, NULL);
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
update_collapsed (GaungShell *self)
{
  GtkWidget *focus = gaung_focus_take (GTK_WIDGET (self->split));
  GtkWidget *child;

  adw_navigation_split_view_set_collapsed (self->split,
                                           self->areas_collapsed || self->sidebar_hidden);
  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->areas)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gaung_page_set_collapsed (GAUNG_PAGE (child), self->page_collapsed);
  gaung_focus_give_back (focus);
  if (self->focus_idle == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->focus_idle = g_idle_add_once (mend_focus_cb, self);
}

static void
row_activated_cb (GaungShell *self, GtkListBoxRow *row)
{
  gaung_shell_show_area (self, gaung_area_row_get_area (GAUNG_AREA_ROW (row))->id);
}

/* The popover of a menu is fifty widgets. */
static void
create_menu (GtkMenuButton *button, gpointer data)
{
  GMenuModel *menu = gaung_main_menu_get ();

  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, menu);
}

static void
gaung_shell_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CONTEXT:
      GAUNG_SHELL (object)->context = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gaung_shell_constructed (GObject *object)
{
  GaungShell *self = GAUNG_SHELL (object);
  GSettings *settings = gaung_context_get_settings (self->context);

  G_OBJECT_CLASS (gaung_shell_parent_class)->constructed (object);

  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu, NULL, NULL);
  gtk_widget_set_visible (self->sample_mark, gaung_context_is_sample (self->context));
  gaung_foot_set_context (self->foot, self->context);
  if (gaung_context_has_server (self->context))
    {
      gaung_sync_banner_set_context (self->banner, self->context);
      self->claims = gaung_claim_notice_new (self->context, GTK_WIDGET (self));
    }
  if (settings)
    self->sidebar_hidden = g_settings_get_boolean (settings, "sidebar-hidden");
  fill_sidebar (self);
  g_signal_connect_object (gaung_context_get_store (self->context),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  self->today = gaung_clock_get_today (gaung_context_get_clock (self->context));
  g_signal_connect_object (gaung_context_get_clock (self->context),
                           "tick",
                           G_CALLBACK (tick_cb),
                           self,
                           G_CONNECT_SWAPPED);
  /* After the first list, which uses the same worker. */
  queue_count (self, 300);
}

static void
gaung_shell_dispose (GObject *object)
{
  GaungShell *self = GAUNG_SHELL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->count_timeout, g_source_remove);
  g_clear_handle_id (&self->focus_idle, g_source_remove);
  g_clear_object (&self->claims);
  g_clear_object (&self->context);
  g_clear_pointer (&self->history, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_SHELL);

  G_OBJECT_CLASS (gaung_shell_parent_class)->dispose (object);
}

static void
gaung_shell_class_init (GaungShellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = gaung_shell_set_property;
  object_class->constructed = gaung_shell_constructed;
  object_class->dispose = gaung_shell_dispose;

  properties[PROP_CONTEXT]
      = g_param_spec_object ("context",
                             NULL,
                             NULL,
                             GAUNG_TYPE_CONTEXT,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (GAUNG_TYPE_FOOT);
  g_type_ensure (GAUNG_TYPE_SYNC_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/app/gaung-shell.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungShell, split);
  gtk_widget_class_bind_template_child (widget_class, GaungShell, content_page);
  gtk_widget_class_bind_template_child (widget_class, GaungShell, title);
  gtk_widget_class_bind_template_child (widget_class, GaungShell, search_button);
  gtk_widget_class_bind_template_child (widget_class, GaungShell, menu_button);
  gtk_widget_class_bind_template_child (widget_class, GaungShell, list);
  gtk_widget_class_bind_template_child (widget_class, GaungShell, areas);
  gtk_widget_class_bind_template_child (widget_class, GaungShell, foot);
  gtk_widget_class_bind_template_child (widget_class, GaungShell, banner);
  gtk_widget_class_bind_template_child (widget_class, GaungShell, sample_mark);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
gaung_shell_init (GaungShell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (self->search_button, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), TRUE);

  self->history = g_ptr_array_new_with_free_func (g_free);
  self->cancellable = g_cancellable_new ();
}

/**
 * gaung_shell_new:
 * @area_id: (nullable): the area to begin with; home where it is not shown to this person
 */
GtkWidget *
gaung_shell_new (GaungContext *context, const char *area_id)
{
  GaungShell *self;

  g_return_val_if_fail (GAUNG_IS_CONTEXT (context), NULL);

  self = g_object_new (GAUNG_TYPE_SHELL, "context", context, NULL);
  if (area_id == NULL || !gaung_shell_show_area (self, area_id))
    gaung_shell_show_area (self, gaung_areas ()->id);

  return GTK_WIDGET (self);
}

void
gaung_shell_set_collapsed (GaungShell *self, gboolean areas, gboolean page)
{
  g_return_if_fail (GAUNG_IS_SHELL (self));

  self->areas_collapsed = areas;
  self->page_collapsed = page;
  update_collapsed (self);
}

gboolean
gaung_shell_show_area (GaungShell *self, const char *area_id)
{
  const GaungArea *area = gaung_area_find (area_id);
  GaungAreaRow *row;

  g_return_val_if_fail (GAUNG_IS_SHELL (self), FALSE);

  row = area ? find_row (self, area) : NULL;
  if (row == NULL)
    return FALSE;

  if (self->area != area)
    {
      gtk_stack_set_visible_child (self->areas, GTK_WIDGET (ensure_page (self, area)));
      adw_navigation_page_set_title (self->content_page, gaung_area_get_title (area));
      gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
      self->area = area;
      enter_area (self, row);
    }
  adw_navigation_split_view_set_show_content (self->split, TRUE);

  return TRUE;
}

const char *
gaung_shell_get_area (GaungShell *self)
{
  g_return_val_if_fail (GAUNG_IS_SHELL (self), NULL);

  return self->area ? self->area->id : NULL;
}

GaungPage *
gaung_shell_get_page (GaungShell *self)
{
  g_return_val_if_fail (GAUNG_IS_SHELL (self), NULL);

  return find_page (self, self->area);
}

/* An area tells by itself whether a record is its own, so its page must be there; the areas that
 * have one already are asked first. */
gboolean
gaung_shell_open_record (GaungShell *self, const char *id)
{
  const GaungArea *from = self->area;

  g_return_val_if_fail (GAUNG_IS_SHELL (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  for (guint pass = 0; pass < 2; pass++)
    for (const GaungArea *area = gaung_areas (); area->id != NULL; area++)
      {
        if (find_row (self, area) == NULL || (find_page (self, area) != NULL) != (pass == 0))
          continue;
        if (!gaung_page_open_record (ensure_page (self, area), id))
          continue;
        if (from != NULL && from != area)
          {
            if (self->history->len == MAX_HISTORY)
              g_ptr_array_remove_index (self->history, 0);
            g_ptr_array_add (self->history, g_strdup (from->id));
          }
        return gaung_shell_show_area (self, area->id);
      }

  return FALSE;
}

gboolean
gaung_shell_go_back (GaungShell *self)
{
  g_autofree char *area_id = NULL;

  g_return_val_if_fail (GAUNG_IS_SHELL (self), FALSE);

  if (self->history->len == 0)
    return FALSE;
  area_id = g_ptr_array_steal_index (self->history, self->history->len - 1);

  return gaung_shell_show_area (self, area_id);
}

/* In the shown area, or else in the first that can make records. */
gboolean
gaung_shell_create_record (GaungShell *self)
{
  GaungPage *page;

  g_return_val_if_fail (GAUNG_IS_SHELL (self), FALSE);

  page = gaung_shell_get_page (self);
  for (const GaungArea *area = gaung_areas ();
       area->id != NULL && (page == NULL || !gaung_page_can_create (page));
       area++)
    if (find_row (self, area) != NULL && area != self->area)
      {
        g_autoptr (GTypeClass) klass = g_type_class_ref (area->get_type ());

        if (((GaungPageClass *) klass)->create_record != NULL)
          {
            gaung_shell_show_area (self, area->id);
            page = gaung_shell_get_page (self);
          }
      }
  if (page == NULL || !gaung_page_can_create (page))
    return FALSE;
  gaung_page_create_record (page);

  return TRUE;
}

void
gaung_shell_toggle_sidebar (GaungShell *self)
{
  GSettings *settings = gaung_context_get_settings (self->context);

  g_return_if_fail (GAUNG_IS_SHELL (self));

  if (self->areas_collapsed)
    {
      gboolean is_shown = adw_navigation_split_view_get_show_content (self->split);

      adw_navigation_split_view_set_show_content (self->split, !is_shown);
      return;
    }
  self->sidebar_hidden = !self->sidebar_hidden;
  if (settings)
    g_settings_set_boolean (settings, "sidebar-hidden", self->sidebar_hidden);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  update_collapsed (self);
}

/* The menu is at the top of the areas, which may not be in sight. */
void
gaung_shell_open_menu (GaungShell *self)
{
  g_return_if_fail (GAUNG_IS_SHELL (self));

  if (adw_navigation_split_view_get_collapsed (self->split))
    adw_navigation_split_view_set_show_content (self->split, FALSE);
  gtk_menu_button_popup (self->menu_button);
}

/**
 * gaung_shell_save_state:
 *
 * Keeps which area is shown and what each area wants to find again, in the settings.
 */
void
gaung_shell_save_state (GaungShell *self)
{
  GSettings *settings = gaung_context_get_settings (self->context);
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));

  g_return_if_fail (GAUNG_IS_SHELL (self));

  if (settings == NULL)
    return;
  for (const GaungArea *area = gaung_areas (); area->id != NULL; area++)
    {
      GaungPage *page = find_page (self, area);
      g_autofree char *state
          = page ? gaung_page_save_state (page) : load_area_state (self, area->id);

      if (state)
        g_variant_builder_add (&builder, "{ss}", area->id, state);
    }
  g_settings_set_value (settings, "area-states", g_variant_builder_end (&builder));
  if (self->area)
    g_settings_set_string (settings, "area", self->area->id);
}
