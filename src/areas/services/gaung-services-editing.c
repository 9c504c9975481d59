/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the page of the services writes: a service, old or new. */

#include "config.h"

#include "gaung-dialog.h"
#include "gaung-services-page-private.h"

static void
saved_cb (GaungServicesPage *self, const char *id)
{
  gaung_page_open_record (GAUNG_PAGE (self), id);
}

static GaungServiceEditor *
present (GaungServicesPage *self, GaungRecord *service)
{
  GaungServiceEditor *editor
      = gaung_service_editor_new (gaung_page_get_context (GAUNG_PAGE (self)), service);

  g_signal_connect_object (editor, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  gaung_dialog_present (ADW_DIALOG (editor), GTK_WIDGET (self));
  return editor;
}

GaungServiceEditor *
gaung_services_page_edit (GaungServicesPage *self)
{
  GaungServiceView *view = gaung_services_page_get_view (self);
  GaungService *service = view != NULL ? gaung_service_view_get_service (view) : NULL;

  if (service == NULL || !gaung_services_page_can_write (self, GAUNG_RECORD (service)))
    return NULL;
  return present (self, GAUNG_RECORD (service));
}

GaungServiceEditor *
gaung_services_page_edit_new (GaungServicesPage *self)
{
  return present (self, NULL);
}
