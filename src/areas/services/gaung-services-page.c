/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungServicesPage: the catalogue of services, and the page of one. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-entry.h"
#include "gaung-messenger.h"
#include "gaung-question.h"
#include "gaung-services-page-private.h"
#include "gaung-toast.h"

struct _GaungServicesPage
{
  GaungPage parent_instance;

  AdwNavigationSplitView *split; /* the bin's child: not bound, or both would dispose of it */
  GaungServiceCatalog *catalog;
  AdwNavigationPage *record_page;
  AdwBin *record_slot;

  GaungServiceView *view; /* made when a service is first opened */
  char *first;            /* to be shown again after the start */
};

G_DEFINE_FINAL_TYPE (GaungServicesPage, gaung_services_page, GAUNG_TYPE_PAGE)

/* Only while the clock asks. */
static const char *const overrun[]
    = { "service.overrun-network", "service.overrun-document",    "service.overrun-queue",
        "service.overrun-system",  "service.overrun-explanation", "service.overrun-other",
        "service.overrun-skip" };
static const char *const guarded[]
    = { "service.explain",      "service.hand-out",       "service.stopwatch",
        "service.copy-message", "service.copy-reference", "service.compare" };
/* Only who may write it. */
static const char *const writing[]
    = { "service.still-correct", "service.edit", "service.ask", "service.edit-question" };

static GaungContext *
get_context (GaungServicesPage *self)
{
  return gaung_page_get_context (GAUNG_PAGE (self));
}

static GaungRecord *
get_shown (GaungServicesPage *self)
{
  GaungService *service = self->view != NULL ? gaung_service_view_get_service (self->view) : NULL;

  return service != NULL ? GAUNG_RECORD (service) : NULL;
}

/* Written by the staff of its agency, a coordinator, or an administrator: as data/server has it. */
gboolean
gaung_services_page_can_write (GaungServicesPage *self, GaungRecord *service)
{
  const GaungActor *actor = gaung_context_get_actor (get_context (self));
  const char *agency = gaung_record_get_string (service, "agency");

  return actor != NULL
         && (!gaung_context_has_server (get_context (self))
             || g_strcmp0 (actor->agency, agency) == 0
             || gaung_actor_has_role (actor, "coordinator")
             || gaung_actor_has_role (actor, "admin"));
}

static void
update_actions (GaungServicesPage *self)
{
  GaungRecord *service = get_shown (self);
  gboolean is_writable = service != NULL && gaung_services_page_can_write (self, service);

  for (guint i = 0; i < G_N_ELEMENTS (overrun); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                   overrun[i],
                                   self->view != NULL && gaung_service_view_is_asking (self->view));
  for (guint i = 0; i < G_N_ELEMENTS (guarded); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), guarded[i], service != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (writing); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), writing[i], is_writable);
  if (self->view != NULL)
    gaung_service_view_set_is_writable (self->view, is_writable);
}

static void
ensure_view (GaungServicesPage *self)
{
  if (self->view != NULL)
    return;
  self->view = g_object_new (GAUNG_TYPE_SERVICE_VIEW, NULL);
  gaung_service_view_set_context (self->view, get_context (self));
  gaung_service_view_set_narrow (self->view, gaung_page_get_collapsed (GAUNG_PAGE (self)));
  g_signal_connect_object (
      self->view, "changed", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->record_slot, GTK_WIDGET (self->view));
}

/* The service of a question, or the id itself. (transfer full) */
static char *
find_service (GaungServicesPage *self, const char *id)
{
  g_autoptr (GaungRecord) question = NULL;

  if (!g_str_has_prefix (id, "question:"))
    return g_strdup (id);
  question = gaung_store_get (gaung_context_get_store (get_context (self)), id, NULL);
  return question != NULL ? g_strdup (gaung_record_get_string (question, "service")) : NULL;
}

static gboolean
show_record (GaungServicesPage *self, const char *id)
{
  g_autofree char *service = find_service (self, id);

  if (service == NULL)
    return FALSE;
  ensure_view (self);
  if (!gaung_service_view_show (self->view, service))
    return FALSE;
  adw_navigation_page_set_title (self->record_page, gaung_record_get_title (get_shown (self)));
  return TRUE;
}

static void
opened_cb (GaungServicesPage *self, const char *id, gboolean is_activated)
{
  /* At 360 px walking through the list does not leave it. */
  if (!is_activated && gaung_page_get_collapsed (GAUNG_PAGE (self))
      && !adw_navigation_split_view_get_show_content (self->split))
    return;
  if (show_record (self, id) && is_activated)
    adw_navigation_split_view_set_show_content (self->split, TRUE);
}

static void
filled_cb (GaungServicesPage *self)
{
  gaung_page_set_filled (GAUNG_PAGE (self));
  if (self->first != NULL && get_shown (self) == NULL
      && !gaung_page_get_collapsed (GAUNG_PAGE (self)))
    show_record (self, self->first);
  g_clear_pointer (&self->first, g_free);
}

static void
collapsed_cb (GaungServicesPage *self)
{
  gboolean is_narrow = gaung_page_get_collapsed (GAUNG_PAGE (self));

  gaung_service_catalog_set_narrow (self->catalog, is_narrow);
  if (self->view != NULL)
    gaung_service_view_set_narrow (self->view, is_narrow);
}

static gboolean
gaung_services_page_open_record (GaungPage *page, const char *id)
{
  GaungServicesPage *self = GAUNG_SERVICES_PAGE (page);

  if ((!g_str_has_prefix (id, "service:") && !g_str_has_prefix (id, "question:"))
      || !show_record (self, id))
    return FALSE;
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  return TRUE;
}

static void
gaung_services_page_create_record (GaungPage *page)
{
  gaung_services_page_edit_new (GAUNG_SERVICES_PAGE (page));
}

static void
gaung_services_page_focus_search (GaungPage *page)
{
  GaungServicesPage *self = GAUNG_SERVICES_PAGE (page);

  adw_navigation_split_view_set_show_content (self->split, FALSE);
  gaung_service_catalog_focus_search (self->catalog);
}

static char *
gaung_services_page_save_state (GaungPage *page)
{
  GaungServicesPage *self = GAUNG_SERVICES_PAGE (page);
  g_autofree char *state = gaung_service_catalog_save_state (self->catalog);
  GaungRecord *service = get_shown (self);

  return g_strconcat (state, "\n", service != NULL ? gaung_record_get_id (service) : "", NULL);
}

static void
gaung_services_page_restore_state (GaungPage *page, const char *state)
{
  GaungServicesPage *self = GAUNG_SERVICES_PAGE (page);
  g_auto (GStrv) lines = NULL;

  if (state == NULL)
    return;
  lines = g_strsplit (state, "\n", 2);
  if (lines[0] == NULL)
    return;
  gaung_service_catalog_restore_state (self->catalog, lines[0]);
  if (lines[1] != NULL && *lines[1])
    g_set_str (&self->first, lines[1]);
}

static gboolean
gaung_services_page_grab_focus (GtkWidget *widget)
{
  return gaung_service_catalog_focus_rows (GAUNG_SERVICES_PAGE (widget)->catalog);
}

static void
gaung_services_page_constructed (GObject *object)
{
  GaungServicesPage *self = GAUNG_SERVICES_PAGE (object);

  G_OBJECT_CLASS (gaung_services_page_parent_class)->constructed (object);
  gaung_service_catalog_set_context (self->catalog, get_context (self));
  g_signal_connect (self, "notify::collapsed", G_CALLBACK (collapsed_cb), NULL);
  update_actions (self);
}

static void
gaung_services_page_dispose (GObject *object)
{
  GaungServicesPage *self = GAUNG_SERVICES_PAGE (object);

  g_clear_pointer (&self->first, g_free);
  self->view = NULL;
  /* A bound child that is also the bin's own must go before the template takes it away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAUNG_TYPE_SERVICES_PAGE);
  G_OBJECT_CLASS (gaung_services_page_parent_class)->dispose (object);
}

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, RESOURCE_PATH "/services/services.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
gaung_services_page_class_init (GaungServicesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GaungPageClass *page_class = GAUNG_PAGE_CLASS (klass);

  object_class->constructed = gaung_services_page_constructed;
  object_class->dispose = gaung_services_page_dispose;
  widget_class->grab_focus = gaung_services_page_grab_focus;
  page_class->open_record = gaung_services_page_open_record;
  page_class->create_record = gaung_services_page_create_record;
  page_class->focus_search = gaung_services_page_focus_search;
  page_class->save_state = gaung_services_page_save_state;
  page_class->restore_state = gaung_services_page_restore_state;

  g_type_ensure (GAUNG_TYPE_SERVICE_CATALOG);
  load_style ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/services/gaung-services-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GaungServicesPage, catalog);
  gtk_widget_class_bind_template_child (widget_class, GaungServicesPage, record_page);
  gtk_widget_class_bind_template_child (widget_class, GaungServicesPage, record_slot);
  gaung_action_rows_install_class (widget_class, gaung_service_action_rows);
}

static void
gaung_services_page_init (GaungServicesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->split = ADW_NAVIGATION_SPLIT_VIEW (adw_bin_get_child (ADW_BIN (self)));
  g_signal_connect_object (
      self->catalog, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->catalog, "filled", G_CALLBACK (filled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->catalog, "counted", G_CALLBACK (gaung_page_set_waiting_count), self, G_CONNECT_SWAPPED);
}

GaungServiceCatalog *
gaung_services_page_get_catalog (GaungServicesPage *self)
{
  g_return_val_if_fail (GAUNG_IS_SERVICES_PAGE (self), NULL);
  return self->catalog;
}

GaungServiceView *
gaung_services_page_get_view (GaungServicesPage *self)
{
  g_return_val_if_fail (GAUNG_IS_SERVICES_PAGE (self), NULL);
  return self->view;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) page = data;
  g_autoptr (GError) error = NULL;

  if (!gaung_store_write_finish (GAUNG_STORE (source), result, &error))
    gaung_show_error (page, error);
}

/* With the line in its history. */
static void
write_check (GaungServicesPage *self,
             GaungContext *context,
             GaungRecord *before,
             GaungRecord *after)
{
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GaungEntry) entry = gaung_entry_new_for_change (
      before, after, gaung_context_get_actor (context), gaung_context_get_now (context));

  if (entry == NULL)
    return;
  gaung_batch_put (batch, after, gaung_record_get_change (before));
  gaung_batch_put (batch, GAUNG_RECORD (entry), NULL);
  gaung_store_write_async (
      gaung_context_get_store (context), batch, NULL, written_cb, g_object_ref (self));
}

/* How to take "still correct" back. */
typedef struct
{
  GaungServicesPage *self; /* weak */
  GaungContext *context;
  char *id;
  GaungDay checked_on;
  char *checked_by;
} Uncheck;

static void
uncheck_free (gpointer data)
{
  Uncheck *uncheck = data;

  g_clear_weak_pointer (&uncheck->self);
  g_object_unref (uncheck->context);
  g_free (uncheck->id);
  g_free (uncheck->checked_by);
  g_free (uncheck);
}

static void
uncheck_cb (gpointer data)
{
  Uncheck *uncheck = data;
  g_autoptr (GaungRecord) before
      = gaung_store_get (gaung_context_get_store (uncheck->context), uncheck->id, NULL);
  g_autoptr (GaungRecord) after = before != NULL ? gaung_record_copy (before) : NULL;

  if (after == NULL || uncheck->self == NULL)
    return;
  gaung_record_set_day (after, "checked_on", uncheck->checked_on, NULL);
  gaung_record_set_string (after, "checked_by", uncheck->checked_by, NULL);
  write_check (uncheck->self, uncheck->context, before, after);
}

void
gaung_services_page_mark_checked (GaungServicesPage *self)
{
  GaungContext *context = get_context (self);
  GaungRecord *before = get_shown (self);
  g_autoptr (GaungRecord) after = NULL;
  Uncheck *uncheck;

  if (before == NULL)
    return;
  after = gaung_record_copy (before);
  gaung_service_mark_checked (after,
                              gaung_context_get_actor (context),
                              gaung_day_of_instant (gaung_context_get_now (context)));
  uncheck = g_new0 (Uncheck, 1);
  g_set_weak_pointer (&uncheck->self, self);
  uncheck->context = g_object_ref (context);
  uncheck->id = g_strdup (gaung_record_get_id (before));
  uncheck->checked_on = gaung_record_get_day (before, "checked_on");
  uncheck->checked_by = g_strdup (gaung_record_get_string (before, "checked_by"));
  write_check (self, context, before, after);
  gaung_toast_undo (
      GTK_WIDGET (self), context, _ ("Marked as still correct"), uncheck_cb, uncheck, uncheck_free);
}

void
gaung_services_page_copy_message (GaungServicesPage *self)
{
  GaungContext *context = get_context (self);
  GaungRecord *service = get_shown (self);
  g_autoptr (GaungRecord) agency = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GaungHandoutOptions options;

  if (service == NULL)
    return;
  agency = gaung_store_get_by_key (
      gaung_context_get_store (context), "agency", gaung_record_get_string (service, "agency"));
  gaung_handout_options_init (&options, agency, gaung_context_get_now (context));
  text = gaung_messenger_write (service, GAUNG_MESSENGER_WHATSAPP, &options, &error);
  if (text == NULL)
    {
      gaung_show_error (GTK_WIDGET (self), error);
      return;
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  gaung_toast (GTK_WIDGET (self), _ ("Copied: paste it into WhatsApp"));
}

void
gaung_services_page_copy_reference (GaungServicesPage *self)
{
  GaungRecord *service = get_shown (self);

  if (service == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gaung_record_get_reference (service));
  gaung_toast (GTK_WIDGET (self), _ ("Reference copied"));
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) page = data;
  g_autoptr (GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error)
      && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    gaung_toast (page, _ ("No program on this computer opens that address"));
}

void
gaung_services_page_open_uri (GaungServicesPage *self, const char *uri)
{
  static const char *const schemes[] = { "https", "http", "tel", "mailto", NULL };
  const char *scheme = g_uri_peek_scheme (uri);
  g_autoptr (GtkUriLauncher) launcher = NULL;

  if (scheme == NULL || !g_strv_contains (schemes, scheme))
    return;
  launcher = gtk_uri_launcher_new (uri);
  gtk_uri_launcher_launch (launcher,
                           GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                           NULL,
                           launched_cb,
                           g_object_ref (self));
}
