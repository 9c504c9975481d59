/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-exchange.h"
#include "gaung-outbox.h"
#include "store-fixture.h"

G_BEGIN_DECLS

#define ACCOUNT "siti"
#define HERE "gaung-agency-dlh"
#define THERE "gaung-agency-dpupr"

/* A copy as a server would give it. */
GaungIncoming *make_incoming (GaungRecord *record, const char *revision);
GaungIncoming *make_deletion (const char *id, const char *revision);
/* Takes @incoming; the outcome of the one document. */
GaungIncomingOutcome apply_one (StoreFixture *self, const char *database, GaungIncoming *incoming);
void apply_page (StoreFixture *self, const char *database, GPtrArray *incoming, GaungApplyResult *result);
const char *outcome_name (GaungIncomingOutcome outcome);

/* A copy with one member changed and a `change` of its own, in the name of @who. */
GaungRecord *change_copy (GaungRecord *record, const char *who, const char *member, const char *value);
/* The same, of the stored record, and written as a person would. (transfer full) */
GaungRecord *edit (StoreFixture *self, const char *id, const char *member, const char *value);

/* All that is due, marked as under way. (transfer full) (element-type GaungSendItem) */
GPtrArray *send_due (StoreFixture *self, const char *database);
void settle_item (StoreFixture *self, const GaungSendItem *item, GaungSendVerdict verdict, const char *database, const char *revision_or_code);

/* "sync base outbox | title text | conflicts receipts | code", or "none". */
char *describe (StoreFixture *self, const char *id);
gint64 peek_number (StoreFixture *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Whether gaung_store_check finds nothing. */
void assert_whole (StoreFixture *self);

G_END_DECLS
