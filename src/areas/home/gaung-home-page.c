/* SPDX-License-Identifier: GPL-3.0-or-later */

/* My day. Four short queries, each answered from an index, whatever the size of the store. */

#include "config.h"

#include "gaung-home-page.h"

#include <glib/gi18n.h>

#include "gaung-format.h"
#include "gaung-home-drafts.h"
#include "gaung-home-group.h"

/* Since when nothing waits, for the empty state. */
#define KEY_EMPTY_SINCE "home.empty-since"

struct _GaungHomePage
{
  GaungPage parent_instance;

  GtkStack *stack;
  GtkWidget *new_button;
  GtkWidget *scroller;
  GtkLabel *date;
  GtkLabel *summary;
  GaungHomeGroup *due;
  GaungHomeGroup *drafts;
  GaungHomeGroup *mine;
  GaungHomeGroup *fresh;
  AdwStatusPage *empty;

  GaungDay today;
  guint drafts_timeout;
};

G_DEFINE_FINAL_TYPE (GaungHomePage, gaung_home_page, GAUNG_TYPE_PAGE)

static void
set_group_query (GaungHomePage *self, GaungHomeGroup *group, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungQuery) query = gaung_query_parse (text, &error);

  if (query)
    gaung_home_group_set_query (group, gaung_page_get_context (GAUNG_PAGE (self)), query);
  else
    g_critical ("A query of the home page cannot be read: %s", error->message);
}

static void
set_queries (GaungHomePage *self)
{
  const GaungActor *actor = gaung_context_get_actor (gaung_page_get_context (GAUNG_PAGE (self)));
  const char *agency = actor && actor->agency && *actor->agency ? actor->agency : NULL;
  const char *of_agency = agency ? " agency:me" : "";
  g_autofree char *tomorrow = gaung_day_to_text (self->today + 1);
  g_autofree char *due = g_strdup_printf (
      "type:complaint is:open -is:postponed%s due<%s sort:rank", of_agency, tomorrow);
  /* Also those whose clocks do not run: they come last. */
  g_autofree char *mine = g_strdup_printf (
      "type:complaint is:open -is:postponed assignee:me -due<%s sort:rank", tomorrow);
  g_autofree char *fresh = g_strdup_printf ("type:complaint is:open+new%s sort:changed", of_agency);

  set_group_query (self, self->due, due);
  set_group_query (self, self->mine, mine);
  set_group_query (self, self->fresh, fresh);
}

static void
load_drafts (GaungHomePage *self)
{
  gaung_home_group_set_rows (
      self->drafts, gaung_home_make_draft_rows (gaung_page_get_context (GAUNG_PAGE (self))));
}

static char *
summarize (GaungHomePage *self)
{
  guint n_due = gaung_home_group_get_total (self->due);
  guint n_mine = gaung_home_group_get_total (self->mine);
  g_autofree char *number_due = gaung_format_number (n_due);
  g_autofree char *number_mine = gaung_format_number (n_mine);
  g_autofree char *due = NULL;
  g_autofree char *mine = NULL;

  due = g_strdup_printf (
      /* Translators: %s is a number: "12 complaints are due by today". */
      ngettext ("%s complaint is due by today", "%s complaints are due by today", n_due),
      number_due);
  mine = g_strdup_printf (
      /* Translators: %s is a number, after "5 complaints are due by today · ":
         "7 more are assigned to you". */
      ngettext ("%s more is assigned to you", "%s more are assigned to you", n_mine),
      number_mine);

  return g_strjoin (" · ", due, mine, NULL);
}

/* When it became empty, from the store; kept there so that it is true after a restart, too. */
static GaungInstant
remember_empty (GaungHomePage *self, gboolean is_empty)
{
  GaungContext *context = gaung_page_get_context (GAUNG_PAGE (self));
  GaungStore *store = gaung_context_get_store (context);
  g_autofree char *since = gaung_store_get_setting (store, KEY_EMPTY_SINCE);
  g_autofree char *text = NULL;
  g_autoptr (GaungBatch) batch = NULL;
  GaungInstant instant = gaung_context_get_now (context);

  if (is_empty && since != NULL && gaung_instant_parse (since, &instant))
    return instant;
  if (!is_empty && since == NULL)
    return GAUNG_INSTANT_NONE;

  text = is_empty ? gaung_instant_to_text (instant) : NULL;
  batch = gaung_batch_new (GAUNG_BATCH_NONE);
  gaung_batch_put_setting (batch, KEY_EMPTY_SINCE, text);
  gaung_store_write_async (store, batch, NULL, NULL, NULL);

  return is_empty ? instant : GAUNG_INSTANT_NONE;
}

static void
show_empty (GaungHomePage *self)
{
  GaungContext *context = gaung_page_get_context (GAUNG_PAGE (self));
  GaungInstant since = remember_empty (self, TRUE);
  g_autofree char *when = gaung_format_instant (since, gaung_context_get_now (context));
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  /* Translators: %s is a time: "Nothing has been due since today 09.12." */
  text = g_strdup_printf (
      _ ("No complaint is overdue, due today, new or assigned to you, since %s."), when);
  escaped = g_markup_escape_text (text, -1);
  adw_status_page_set_description (self->empty, escaped);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
update (GaungHomePage *self)
{
  GaungHomeGroup *groups[] = { self->due, self->mine, self->fresh, self->drafts };
  gboolean is_empty = TRUE;
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      is_empty = is_empty && gaung_home_group_is_empty (groups[i]);
      /* Not one after the other: each that comes has the others measured again. Drafts are asked
       * for later, and alone make no day that is empty. */
      if (!gaung_home_group_is_loaded (groups[i]) && (groups[i] != self->drafts || is_empty))
        return;
    }
  if (is_empty)
    show_empty (self);
  else
    {
      text = summarize (self);
      gtk_label_set_label (self->summary, text);
      gtk_stack_set_visible_child_name (self->stack, "day");
    }
  gaung_page_set_filled (GAUNG_PAGE (self));
}

static void
group_changed_cb (GaungHomePage *self, GParamSpec *pspec)
{
  if (gaung_page_get_context (GAUNG_PAGE (self)) != NULL && self->fresh != NULL)
    update (self);
}

static void
drafts_cb (gpointer data)
{
  GaungHomePage *self = data;

  self->drafts_timeout = 0;
  load_drafts (self);
  if (!gaung_home_group_is_empty (self->due) || !gaung_home_group_is_empty (self->mine)
      || !gaung_home_group_is_empty (self->fresh) || !gaung_home_group_is_empty (self->drafts))
    remember_empty (self, FALSE);
  update (self);
}

static void
queue_drafts (GaungHomePage *self)
{
  if (self->drafts_timeout == 0)
    self->drafts_timeout = g_timeout_add_once (150, drafts_cb, self);
}

static void
show_day (GaungHomePage *self)
{
  GaungContext *context = gaung_page_get_context (GAUNG_PAGE (self));
  GaungDay today = gaung_day_of_instant (gaung_context_get_now (context));
  g_autofree char *date = NULL;

  if (self->today == today)
    return;
  self->today = today;
  date = gaung_format_day_long (today);
  gtk_label_set_label (self->date, date);
  set_queries (self);
}

static void
tick_cb (GaungHomePage *self)
{
  show_day (self);
  gaung_home_group_tick (self->due);
  gaung_home_group_tick (self->mine);
  gaung_home_group_tick (self->fresh);
}

static gboolean
gaung_home_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (GAUNG_HOME_PAGE (widget)->scroller, GTK_DIR_TAB_FORWARD);
}

static void
gaung_home_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gaung_home_page_parent_class)->map (widget);

  /* A draft is written without a signal: look again whenever somebody comes back here. */
  queue_drafts (GAUNG_HOME_PAGE (widget));
}

static void
gaung_home_page_constructed (GObject *object)
{
  GaungHomePage *self = GAUNG_HOME_PAGE (object);
  GaungContext *context = gaung_page_get_context (GAUNG_PAGE (self));

  G_OBJECT_CLASS (gaung_home_page_parent_class)->constructed (object);

  show_day (self);
  g_signal_connect_object (
      gaung_context_get_clock (context), "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gaung_context_get_store (context),
                           "changed",
                           G_CALLBACK (queue_drafts),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
gaung_home_page_dispose (GObject *object)
{
  GaungHomePage *self = GAUNG_HOME_PAGE (object);

  g_clear_handle_id (&self->drafts_timeout, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_HOME_PAGE);

  G_OBJECT_CLASS (gaung_home_page_parent_class)->dispose (object);
}

static void
gaung_home_page_class_init (GaungHomePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = gaung_home_page_constructed;
  object_class->dispose = gaung_home_page_dispose;
  widget_class->map = gaung_home_page_map;
  widget_class->grab_focus = gaung_home_page_grab_focus;

  g_type_ensure (GAUNG_TYPE_HOME_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/home/gaung-home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungHomePage, stack);
  gtk_widget_class_bind_template_child (widget_class, GaungHomePage, new_button);
  gtk_widget_class_bind_template_child (widget_class, GaungHomePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, GaungHomePage, date);
  gtk_widget_class_bind_template_child (widget_class, GaungHomePage, summary);
  gtk_widget_class_bind_template_child (widget_class, GaungHomePage, due);
  gtk_widget_class_bind_template_child (widget_class, GaungHomePage, drafts);
  gtk_widget_class_bind_template_child (widget_class, GaungHomePage, mine);
  gtk_widget_class_bind_template_child (widget_class, GaungHomePage, fresh);
  gtk_widget_class_bind_template_child (widget_class, GaungHomePage, empty);
  gtk_widget_class_bind_template_callback (widget_class, group_changed_cb);
}

static void
gaung_home_page_init (GaungHomePage *self)
{
  self->today = GAUNG_DAY_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (self->new_button, TRUE);
}
