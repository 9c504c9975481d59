/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the page of a service does at the counter: explain, hand out, time. */

#include "config.h"

#include "gaung-explain-window.h"
#include "gaung-dialog.h"
#include "gaung-hand-out-dialog.h"
#include "gaung-month-dialog.h"
#include "gaung-services-page-private.h"

static GaungService *
get_shown (GaungServicesPage *self)
{
  GaungServiceView *view = gaung_services_page_get_view (self);

  return view != NULL ? gaung_service_view_get_service (view) : NULL;
}

GtkWindow *
gaung_services_page_explain (GaungServicesPage *self)
{
  GaungService *service = get_shown (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWindow *window;

  if (service == NULL)
    return NULL;
  window = gaung_explain_window_new (gaung_page_get_context (GAUNG_PAGE (self)),
                                     service,
                                     GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  gtk_window_present (window);
  return window;
}

AdwDialog *
gaung_services_page_hand_out (GaungServicesPage *self)
{
  GaungService *service = get_shown (self);
  AdwDialog *dialog;

  if (service == NULL)
    return NULL;
  dialog = ADW_DIALOG (gaung_hand_out_dialog_new (gaung_page_get_context (GAUNG_PAGE (self)),
                                                  GAUNG_RECORD (service)));
  gaung_dialog_present (dialog, GTK_WIDGET (self));
  return dialog;
}

void
gaung_services_page_time_visitor (GaungServicesPage *self)
{
  GaungService *service = get_shown (self);

  if (service != NULL)
    gaung_stopwatch_bar_toggle (
        gaung_service_view_get_stopwatch_bar (gaung_services_page_get_view (self)), service);
}

void
gaung_services_page_tell_overrun (GaungServicesPage *self, const char *reason)
{
  GaungServiceView *view = gaung_services_page_get_view (self);

  if (view != NULL && gaung_service_view_is_asking (view))
    gaung_stopwatch_bar_answer (gaung_service_view_get_stopwatch_bar (view), reason);
}

AdwDialog *
gaung_services_page_show_month (GaungServicesPage *self)
{
  AdwDialog *dialog
      = ADW_DIALOG (gaung_month_dialog_new (gaung_page_get_context (GAUNG_PAGE (self))));

  gaung_dialog_present (dialog, GTK_WIDGET (self));
  return dialog;
}
