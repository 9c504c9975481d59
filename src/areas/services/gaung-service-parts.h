/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"
#include "gaung-record.h"

G_BEGIN_DECLS

/* The parts of a service's page, each made from the record as it is; all (transfer floating), NULL where
 * the service says nothing about it. Text of records is shown as it is, never as markup. */

/* What to bring: one line a document, alternatives on one line, conditions first. */
GtkWidget *gaung_service_part_documents (GaungRecord *service);
/* The way through, drawn. */
GtkWidget *gaung_service_part_flow (GaungRecord *service);
/* Cost options and what is said about them; NULL for a service that is free. */
GtkWidget *gaung_service_part_costs (GaungRecord *service);
/* Where: a row a channel, with hours, "open now" and a button that opens or copies the address. */
GtkWidget *gaung_service_part_channels (GaungRecord *service, GaungContext *context);
/* @questions (element-type GaungRecord): a row each, the answer inside. */
GtkWidget *gaung_service_part_questions (GPtrArray *questions);
/* The score of fourteen, what is wrong, and how many open complaints name which component.
 * @complaints: one number a component, in the order of gaung_standard_components, or NULL. */
GtkWidget *gaung_service_part_health (GaungRecord *service, GaungDay today, const gint64 *complaints);
/* The rest of the standard: a row a component that is filled. */
GtkWidget *gaung_service_part_standard (GaungRecord *service);

G_END_DECLS
