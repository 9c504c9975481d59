/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-ctl-private.h"

G_BEGIN_DECLS

/* Brings documents into the store by the path of the interface: checked, with an entry that tells what
 * changed, and an outbox row. Several go in one transaction; a bad one does not keep the others back. */
typedef struct _GaungCtlWriter GaungCtlWriter;

typedef enum
{
  GAUNG_CTL_WRITER_NONE = 0,
  GAUNG_CTL_WRITER_DRY_RUN = 1 << 0,      /* checks everything, writes nothing */
  GAUNG_CTL_WRITER_PRINT_IDS = 1 << 1,    /* the id of each on standard output, once it is on the disk */
  GAUNG_CTL_WRITER_IMPORT = 1 << 2,       /* new ones were imported, not taken in */
  GAUNG_CTL_WRITER_BY_NUMBER = 1 << 3,    /* a complaint without id that has a known external_number changes that one */
} GaungCtlWriterFlags;

/* @line was refused. @raw: what to keep of it (nullable). */
typedef void (*GaungCtlRefused) (guint64 line, const GError *reason, const char *raw, gpointer data);

typedef struct
{
  guint64 created;
  guint64 changed;
  guint64 unchanged;
  guint64 refused;
} GaungCtlCounts;

GaungCtlWriter *gaung_ctl_writer_new (GaungCtl *ctl, GaungCtlWriterFlags flags, GaungCtlRefused refused, gpointer data, GError **error);
void gaung_ctl_writer_free (GaungCtlWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungCtlWriter, gaung_ctl_writer_free)

/* Members that new records get when the document has none of that name. */
void gaung_ctl_writer_set_defaults (GaungCtlWriter *self, JsonObject *defaults);
/* Members of the document replace those stored, null removes; without an _id one is made of type
 * @default_type (or `type`). @person (nullable): a reporter that comes with a complaint. Refusals are told
 * and counted. FALSE: the store is in trouble, nothing more will go. */
gboolean gaung_ctl_writer_put (GaungCtlWriter *self, guint64 line, JsonObject *document, JsonObject *person, const char *default_type, const char *raw, GError **error);
/* One that never got as far as a document. */
void gaung_ctl_writer_refuse (GaungCtlWriter *self, guint64 line, const GError *reason, const char *raw);
gboolean gaung_ctl_writer_flush (GaungCtlWriter *self, GError **error);
const GaungCtlCounts *gaung_ctl_writer_get_counts (GaungCtlWriter *self);
/* "12 created, 3 changed …" on standard error, and how to end. */
GaungCtlStatus gaung_ctl_writer_finish (GaungCtlWriter *self, GError *error);

G_END_DECLS
