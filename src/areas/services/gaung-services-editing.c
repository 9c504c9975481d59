/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the page of the services writes: a service, old or new, and what people ask about it. */

#include "config.h"

#include <glib/gi18n.h>

#include "gaung-dialog.h"
#include "gaung-services-page-private.h"
#include "gaung-toast.h"

static GaungRecord *
get_shown (GaungServicesPage *self)
{
  GaungServiceView *view = gaung_services_page_get_view (self);
  GaungService *service = view != NULL ? gaung_service_view_get_service (view) : NULL;

  return service != NULL ? GAUNG_RECORD (service) : NULL;
}

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
  GaungRecord *service = get_shown (self);

  if (service == NULL || !gaung_services_page_can_write (self, service))
    return NULL;
  return present (self, service);
}

GaungServiceEditor *
gaung_services_page_edit_new (GaungServicesPage *self)
{
  return present (self, NULL);
}

/* ---- Questions ---- */

/* How a question that was withdrawn comes back. */
typedef struct
{
  GaungStore *store;
  char *id;
  char *state;
} Withdrawn;

static void
withdrawn_free (gpointer data)
{
  Withdrawn *withdrawn = data;

  g_object_unref (withdrawn->store);
  g_free (withdrawn->id);
  g_free (withdrawn->state);
  g_free (withdrawn);
}

static void
bring_back_cb (gpointer data)
{
  Withdrawn *withdrawn = data;
  g_autoptr (GaungRecord) question = gaung_store_get (withdrawn->store, withdrawn->id, NULL);
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autofree char *change = NULL;

  if (question == NULL)
    return;
  change = g_strdup (gaung_record_get_change (question));
  gaung_record_set_string (question, "state", withdrawn->state, NULL);
  gaung_batch_put (batch, question, change);
  gaung_store_write_async (withdrawn->store, batch, NULL, NULL, NULL);
}

static void
question_saved_cb (GaungQuestionDialog *dialog,
                   const char *id,
                   gboolean is_withdrawn,
                   GaungServicesPage *self)
{
  GaungContext *context = gaung_page_get_context (GAUNG_PAGE (self));
  const char *state = g_object_get_data (G_OBJECT (dialog), "gaung-state");
  Withdrawn *withdrawn;

  if (!is_withdrawn)
    {
      gaung_toast (GTK_WIDGET (self), _ ("Question written down"));
      return;
    }
  withdrawn = g_new0 (Withdrawn, 1);
  withdrawn->store = g_object_ref (gaung_context_get_store (context));
  withdrawn->id = g_strdup (id);
  withdrawn->state = g_strdup (state);
  gaung_toast_undo (GTK_WIDGET (self),
                    context,
                    _ ("Question withdrawn"),
                    bring_back_cb,
                    withdrawn,
                    withdrawn_free);
}

static GaungQuestionDialog *
present_question (GaungServicesPage *self, GaungRecord *service, GaungRecord *question)
{
  GaungQuestionDialog *dialog
      = gaung_question_dialog_new (gaung_page_get_context (GAUNG_PAGE (self)), service, question);

  if (question != NULL)
    g_object_set_data_full (G_OBJECT (dialog),
                            "gaung-state",
                            g_strdup (gaung_record_get_string (question, "state")),
                            g_free);
  g_signal_connect_object (
      dialog, "saved", G_CALLBACK (question_saved_cb), self, G_CONNECT_DEFAULT);
  gaung_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
  return dialog;
}

GaungQuestionDialog *
gaung_services_page_ask (GaungServicesPage *self)
{
  GaungRecord *service = get_shown (self);

  if (service == NULL || !gaung_services_page_can_write (self, service))
    return NULL;
  return present_question (self, service, NULL);
}

GaungQuestionDialog *
gaung_services_page_edit_question (GaungServicesPage *self, const char *id)
{
  GaungStore *store = gaung_context_get_store (gaung_page_get_context (GAUNG_PAGE (self)));
  g_autoptr (GaungRecord) question = gaung_store_get (store, id, NULL);
  GaungRecord *service = get_shown (self);

  if (service == NULL || !gaung_services_page_can_write (self, service) || question == NULL
      || g_strcmp0 (gaung_record_get_string (question, "service"), gaung_record_get_id (service))
             != 0)
    return NULL;
  return present_question (self, service, question);
}

GaungCompareDialog *
gaung_services_page_compare (GaungServicesPage *self)
{
  GaungRecord *service = get_shown (self);
  GaungCompareDialog *dialog;

  if (service == NULL)
    return NULL;
  dialog = gaung_compare_dialog_new (gaung_page_get_context (GAUNG_PAGE (self)), service);
  gaung_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
  return dialog;
}
