/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include "gaung-actor.h"
#include "gaung-field.h"
#include "gaung-time.h"

G_BEGIN_DECLS

typedef enum
{
  GAUNG_RECORD_ERROR_TYPE,       /* no such record type, or a document without one */
  GAUNG_RECORD_ERROR_ID,         /* _id is not <type>:<ULID> */
  GAUNG_RECORD_ERROR_VALUE,      /* a member is of the wrong kind or out of bounds */
  GAUNG_RECORD_ERROR_REQUIRED,   /* a required member is missing */
  GAUNG_RECORD_ERROR_SCHEMA,     /* written by a newer version */
  GAUNG_RECORD_ERROR_TRANSITION, /* the state does not allow this */
  GAUNG_RECORD_ERROR_RIGHT,      /* the actor may not do this */
} GaungRecordError;

#define GAUNG_RECORD_ERROR (gaung_record_error_quark ())
GQuark gaung_record_error_quark (void);

/* One row per record type; all of them in gaung-record-types.c. */
typedef struct
{
  const char *name;          /* "complaint": JSON `type` and the prefix of ids */
  int schema;                /* written as JSON `schema` */
  const char *label;         /* N_("Complaint") */
  const char *label_plural;  /* N_("Complaints") */
  const GaungField *fields;  /* ends with { NULL } */
  GType (*get_type) (void);
} GaungRecordType;

const GaungRecordType *gaung_record_type_find (const char *name); /* (nullable) */
/* All types, in the order of gaung-record-types.c; ends with NULL. */
const GaungRecordType *const *gaung_record_types (void);

#define GAUNG_TYPE_RECORD (gaung_record_get_type ())
/* GaungRecord: one document. It keeps the JSON object whole, so members that this version does not
 * know survive; the field table of its type gives the GObject properties, the checks, the diff, the
 * merge, the search text and the columns. Not thread-safe; make one per thread. */
G_DECLARE_DERIVABLE_TYPE (GaungRecord, gaung_record, GAUNG, RECORD, GObject)

struct _GaungRules;
struct _GaungIndex;

struct _GaungRecordClass
{
  GObjectClass parent_class;
  const GaungRecordType *record_type;

  /* Overrides what gaung_record_index fills in by itself (at: created_at, rank: -at). Chain up. */
  void (*index) (GaungRecord *self, struct _GaungRules *rules, struct _GaungIndex *index);
  /* Checks that one field alone cannot make; chain up. */
  gboolean (*validate) (GaungRecord *self, GError **error);
};

/* For a subclass's class_init: sets get_property/set_property (GObject clears them in every class)
 * and installs one property per field. */
void gaung_record_class_install (GaungRecordClass *klass, const GaungRecordType *type);

/* A new record with a fresh id, reference, and created/changed stamps of @actor at @now. */
GaungRecord *gaung_record_new (const char *type_name, const GaungActor *actor, GaungInstant now);
/* Takes a document as stored or received. Every known member is checked before any is used;
 * members that begin with "_" other than _id are dropped. (transfer full) or NULL with a
 * GAUNG_RECORD_ERROR. @document is not changed and not kept. */
GaungRecord *gaung_record_new_from_json (JsonObject *document, GError **error);
/* The same without a copy: the record becomes the owner of @document (also when it fails), and drops those
 * members from it. */
GaungRecord *gaung_record_new_take_json (JsonObject *document, GError **error);
GaungRecord *gaung_record_new_from_text (const char *text, gssize length, GError **error);
GaungRecord *gaung_record_copy (GaungRecord *self);
/* (transfer none): the document itself; change it only through the setters. */
JsonObject *gaung_record_get_json (GaungRecord *self);
char *gaung_record_to_text (GaungRecord *self);
/* All members, as at construction, and the required ones present. */
gboolean gaung_record_validate (GaungRecord *self, GError **error);

const GaungRecordType *gaung_record_get_record_type (GaungRecord *self);
const char *gaung_record_get_id (GaungRecord *self);
const char *gaung_record_get_reference (GaungRecord *self); /* "7K4A-9XQT" */
GaungInstant gaung_record_get_created_at (GaungRecord *self);
GaungInstant gaung_record_get_changed_at (GaungRecord *self);
const char *gaung_record_get_created_by (GaungRecord *self);
const char *gaung_record_get_changed_by (GaungRecord *self);
const char *gaung_record_get_change (GaungRecord *self);
/* Stamps changed_at/changed_by and a new `change` UUID. The store does it at every write. */
void gaung_record_touch (GaungRecord *self, const GaungActor *actor, GaungInstant now);
/* The field that names the record to people, or its reference. (transfer none) */
const char *gaung_record_get_title (GaungRecord *self);

/* By member name. Unknown or absent: NULL, 0, FALSE, GAUNG_INSTANT_NONE, GAUNG_DAY_NONE. */
JsonNode *gaung_record_get_node (GaungRecord *self, const char *member);
const char *gaung_record_get_string (GaungRecord *self, const char *member);
gint64 gaung_record_get_integer (GaungRecord *self, const char *member);
gboolean gaung_record_get_boolean (GaungRecord *self, const char *member);
GaungInstant gaung_record_get_instant (GaungRecord *self, const char *member);
GaungDay gaung_record_get_day (GaungRecord *self, const char *member);
GStrv gaung_record_get_strings (GaungRecord *self, const char *member); /* (transfer full), never NULL */

/* Checked setters: FALSE with GAUNG_RECORD_ERROR_VALUE and nothing changed when the value does not
 * fit the field. NULL, GAUNG_INSTANT_NONE and GAUNG_DAY_NONE remove the member. They notify. */
gboolean gaung_record_set_node (GaungRecord *self, const char *member, JsonNode *node, GError **error);
gboolean gaung_record_set_string (GaungRecord *self, const char *member, const char *value, GError **error);
gboolean gaung_record_set_integer (GaungRecord *self, const char *member, gint64 value, GError **error);
gboolean gaung_record_set_boolean (GaungRecord *self, const char *member, gboolean value, GError **error);
gboolean gaung_record_set_instant (GaungRecord *self, const char *member, GaungInstant value, GError **error);
gboolean gaung_record_set_day (GaungRecord *self, const char *member, GaungDay value, GError **error);
gboolean gaung_record_set_strings (GaungRecord *self, const char *member, const char *const *value, GError **error);

/* Folded text of every field marked SEARCH that is not personal, and the reference. (transfer full) */
char *gaung_record_get_search_text (GaungRecord *self);

/* Local, never stored in the document: "is new since I looked". Set by the store. Property "is-new". */
gboolean gaung_record_get_is_new (GaungRecord *self);
void gaung_record_set_is_new (GaungRecord *self, gboolean is_new);

G_END_DECLS
