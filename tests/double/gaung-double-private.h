/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "gaung-double.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *password;
  char **roles;
  guint failures;
} DoubleUser;

typedef struct
{
  char *media_type;
  GBytes *bytes;
  guint revpos;
} DoubleFile;

typedef struct
{
  gatomicrefcount references;
  char *revision;
  guint generation;
  gboolean is_deleted;
  char *body;        /* JSON without _id, _rev, _deleted and _attachments */
  GHashTable *files; /* name → DoubleFile */
} DoubleLeaf;

typedef struct
{
  char *id;
  GPtrArray *leaves; /* of DoubleLeaf */
  GPtrArray *older;  /* of DoubleLeaf: what they were made of, until the database is compacted */
  guint64 sequence;
} DoubleDocument;

typedef struct
{
  char *name;
  char *uuid; /* of this incarnation */
  gint64 start_time;
  guint64 sequence;
  guint64 purge_sequence;
  JsonObject *security;
  GHashTable *documents; /* id → DoubleDocument */
  GPtrArray *order;      /* of DoubleDocument, ascending by sequence; (unowned) */
  GPtrArray *waiters;    /* of DoubleWaiter, the long polls */
} DoubleDatabase;

struct _GaungDouble
{
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  SoupServer *server;
  GTlsCertificate *certificate;
  guint port;
  char *address;
  GHashTable *users;
  GHashTable *tokens; /* token → DoubleUser */
  GHashTable *databases;
  GHashTable *kept; /* name → DoubleDatabase */
  GPtrArray *log;
  GMutex log_lock;
  GaungDoubleHook hook;
  gpointer hook_data;
  GaungDoubleValidate validate;
  gpointer validate_data;
  gboolean is_accepted;
  gsize max_document_size;
  char *version;
  int clock_offset;
  guint n_requests;
  gint64 n_incarnations;
};

/* One request while it is answered. */
typedef struct
{
  GaungDouble *self;
  SoupServerMessage *message;
  const char *method;
  GHashTable *query;      /* (nullable) */
  char **parts;           /* of the path, unescaped */
  GBytes *body;           /* unpacked */
  const DoubleUser *user; /* (nullable): nobody */
  gboolean is_waiting;    /* a long poll: answered later */
} DoubleExchange;

typedef struct
{
  SoupServerMessage *message;
  GaungDouble *self;
  DoubleDatabase *database;
  GSource *timeout;
  guint64 since;
  guint limit;
  gboolean has_documents;
  gboolean conflicts;
} DoubleWaiter;

typedef enum
{
  DOUBLE_WRITE_STORED,
  DOUBLE_WRITE_CONFLICT,
  DOUBLE_WRITE_FORBIDDEN,
  DOUBLE_WRITE_BROKEN, /* the validation function itself failed */
  DOUBLE_WRITE_MISSING_STUB,
} DoubleWrite;

/* A document as it was sent, taken apart. */
typedef struct
{
  char *id;
  char *revision; /* (nullable) */
  gboolean is_deleted;
  char *body;
  JsonObject *object;    /* (nullable): no parser takes it */
  GHashTable *files;     /* (nullable) */
  GPtrArray *stubs;      /* names of files to keep */
  JsonObject *revisions; /* (nullable): _revisions, of replication */
} DoubleDraft;

/* gaung-double-leaf.c */
void double_user_free (DoubleUser *user);
void double_file_free (DoubleFile *file);
DoubleLeaf *double_leaf_new (const char *revision, gboolean is_deleted, const char *body);
DoubleLeaf *double_leaf_ref (DoubleLeaf *leaf);
void double_leaf_unref (DoubleLeaf *leaf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoubleLeaf, double_leaf_unref)
DoubleDocument *double_document_new (const char *id);
void double_document_free (DoubleDocument *document);
/* Of the leaves. */
DoubleLeaf *double_document_find (DoubleDocument *document, const char *revision);
/* As long as it was not compacted away. (nullable) */
DoubleLeaf *double_document_find_older (DoubleDocument *document, const char *revision);
DoubleLeaf *double_document_get_winner (DoubleDocument *document);
char *double_leaf_to_text (const DoubleDocument *document, const DoubleLeaf *leaf, gboolean conflicts);
void double_append_files (GString *text, GHashTable *files);

/* gaung-double-database.c */
DoubleDatabase *double_database_new (GaungDouble *self, const char *name);
DoubleDatabase *double_database_copy (const DoubleDatabase *database);
void double_database_free (DoubleDatabase *database);
void double_database_touch (DoubleDatabase *database, DoubleDocument *document);
char *double_database_make_sequence (const DoubleDatabase *database, guint64 sequence);
gboolean double_database_has_validation (GaungDouble *self, DoubleDatabase *database);
guint double_database_count (DoubleDatabase *database, gboolean deleted);
DoubleWrite double_database_write (GaungDouble *self, DoubleDatabase *database, DoubleDraft *draft, const DoubleUser *user, char **revision, char **reason);
void double_database_graft (DoubleDatabase *database, DoubleDraft *draft);

/* gaung-double-draft.c */
void double_draft_free (DoubleDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoubleDraft, double_draft_free)
/* NULL: malformed, and @word and @reason say what CouchDB would. @id (nullable) counts more than "_id". */
DoubleDraft *double_draft_new (const char *text, gsize length, const char *id, const char **word, char **reason);

/* gaung-double-changes.c */
void double_answer_changes (DoubleExchange *exchange, DoubleDatabase *database);
void double_wake (DoubleDatabase *database);
void double_drop_waiters (DoubleDatabase *database);

/* gaung-double-documents.c */
void double_answer_document (DoubleExchange *exchange, DoubleDatabase *database);
void double_answer_bulk (DoubleExchange *exchange, DoubleDatabase *database);
void double_answer_all_docs (DoubleExchange *exchange, DoubleDatabase *database);

/* gaung-double-users.c */
gboolean double_authenticate (DoubleExchange *exchange);
gboolean double_is_admin (const DoubleUser *user);
gboolean double_may_read (DoubleExchange *exchange, DoubleDatabase *database);
gboolean double_is_database_admin (const DoubleUser *user, DoubleDatabase *database);
/* Takes the password out of a document of _users, and knows the account from now on. */
void double_take_user (GaungDouble *self, DoubleDraft *draft);

/* gaung-double-routes.c */
void double_answer (DoubleExchange *exchange);
void double_reply (DoubleExchange *exchange, guint status, const char *text);
void double_refuse (DoubleExchange *exchange, guint status, const char *word, const char *reason);
const char *double_query (DoubleExchange *exchange, const char *name);
gboolean double_query_is (DoubleExchange *exchange, const char *name);
char *double_quote (const char *text);

G_END_DECLS
