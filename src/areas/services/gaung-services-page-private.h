/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-compare-dialog.h"
#include "gaung-question-dialog.h"
#include "gaung-service-editor.h"
#include "gaung-services-page.h"

G_BEGIN_DECLS

/* What the rows of the action table do with the service that is shown; nothing without one. */
void gaung_services_page_mark_checked (GaungServicesPage *self);
void gaung_services_page_copy_message (GaungServicesPage *self);
void gaung_services_page_copy_reference (GaungServicesPage *self);
/* @uri is data: only the schemes of gaung_service_channel_to_uri() open. */
void gaung_services_page_open_uri (GaungServicesPage *self, const char *uri);
/* Turns the screen to the visitor. (transfer none) (nullable) */
GtkWindow *gaung_services_page_explain (GaungServicesPage *self);
/* As data/server has it. */
gboolean gaung_services_page_can_write (GaungServicesPage *self, GaungRecord *service);
/* The service that is shown, or a new one. (transfer none) (nullable) */
GaungServiceEditor *gaung_services_page_edit (GaungServicesPage *self);
GaungServiceEditor *gaung_services_page_edit_new (GaungServicesPage *self);
/* A question about the service that is shown: a new one, or one of its own by id. As above. */
GaungQuestionDialog *gaung_services_page_ask (GaungServicesPage *self);
GaungQuestionDialog *gaung_services_page_edit_question (GaungServicesPage *self, const char *id);
GaungCompareDialog *gaung_services_page_compare (GaungServicesPage *self);
/* Offers the service on paper and as a text. (transfer none) (nullable) */
AdwDialog *gaung_services_page_hand_out (GaungServicesPage *self);
/* Starts or stops the clock for a visitor. */
void gaung_services_page_time_visitor (GaungServicesPage *self);
/* @reason a nick of gaung_visit_reasons, NULL: not told. */
void gaung_services_page_tell_overrun (GaungServicesPage *self, const char *reason);
/* What the clock measured in this month. (transfer none) */
AdwDialog *gaung_services_page_show_month (GaungServicesPage *self);

G_END_DECLS
