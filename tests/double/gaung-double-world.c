/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tests do to the double from outside: each is carried out in the thread of the server, while
 * the caller waits, so that nothing needs a lock. */
#include "config.h"

#include <string.h>

#include "gaung-double-world-private.h"
#include "gaung-json.h"

typedef struct _Call Call;
struct _Call
{
  GaungDouble *self;
  void (*run) (Call *call);
  const char *name;
  const char *id;
  const char *text;
  const char *more;
  gint64 number;
  GCallback callback;
  gpointer data;
  char *result;
  GMutex lock;
  GCond cond;
  gboolean is_done;
};

static gboolean
call_cb (gpointer data)
{
  Call *call = data;

  call->run (call);
  g_mutex_lock (&call->lock);
  call->is_done = TRUE;
  g_cond_signal (&call->cond);
  g_mutex_unlock (&call->lock);
  return G_SOURCE_REMOVE;
}

static void
carry_out (Call *call)
{
  GSource *source = g_idle_source_new ();

  g_mutex_init (&call->lock);
  g_cond_init (&call->cond);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, call_cb, call, NULL);
  g_source_attach (source, call->self->context);
  g_source_unref (source);
  g_mutex_lock (&call->lock);
  while (!call->is_done)
    g_cond_wait (&call->cond, &call->lock);
  g_mutex_unlock (&call->lock);
  g_mutex_clear (&call->lock);
  g_cond_clear (&call->cond);
}

static DoubleDatabase *
find_database (Call *call)
{
  DoubleDatabase *database = g_hash_table_lookup (call->self->databases, call->name);

  g_assert_nonnull (database);
  return database;
}

static void
run_start (Call *call)
{
  if (call->self->server == NULL)
    double_listen (call->self);
}

static void
run_stop (Call *call)
{
  if (call->self->server != NULL)
    double_hang_up (call->self);
}

static void
run_set_hook (Call *call)
{
  call->self->hook = (GaungDoubleHook) call->callback;
  call->self->hook_data = call->data;
}

static void
run_set_validate (Call *call)
{
  call->self->validate = (GaungDoubleValidate) call->callback;
  call->self->validate_data = call->data;
}

static void
run_set_accepted (Call *call)
{
  call->self->is_accepted = call->number != 0;
}

static void
run_set_max_document_size (Call *call)
{
  call->self->max_document_size = call->number;
}

static void
run_set_version (Call *call)
{
  g_set_str (&call->self->version, call->text);
}

static void
run_set_clock_offset (Call *call)
{
  call->self->clock_offset = call->number;
}

static DoubleUser *
make_user (Call *call)
{
  DoubleUser *user = g_new0 (DoubleUser, 1);

  user->name = g_strdup (call->name);
  user->password = g_strdup (call->text);
  user->roles = *call->more != '\0' ? g_strsplit (call->more, " ", -1) : g_new0 (char *, 1);
  return user;
}

static void
run_add_user (Call *call)
{
  DoubleUser *user = make_user (call);

  g_hash_table_replace (call->self->users, user->name, user);
}

static void
run_remove_user (Call *call)
{
  g_hash_table_remove (call->self->users, call->name);
}

static void
run_add_token (Call *call)
{
  g_hash_table_replace (call->self->tokens, g_strdup (call->id), make_user (call));
}

static void
run_unlock (Call *call)
{
  GHashTableIter users;
  gpointer value;

  g_hash_table_iter_init (&users, call->self->users);
  while (g_hash_table_iter_next (&users, NULL, &value))
    ((DoubleUser *) value)->failures = 0;
}

static void
run_add_database (Call *call)
{
  DoubleDatabase *database = double_database_new (call->self, call->name);
  g_auto (GStrv) roles = g_strsplit (call->text, " ", -1);
  JsonArray *array = json_array_new ();
  JsonObject *members = json_object_new ();

  for (guint i = 0; roles[i] != NULL; i++)
    if (*roles[i] != '\0')
      json_array_add_string_element (array, roles[i]);
  json_object_set_array_member (members, "roles", array);
  json_object_set_object_member (database->security, "members", members);
  g_hash_table_replace (call->self->databases, database->name, database);
}

static void
run_remove_database (Call *call)
{
  g_hash_table_remove (call->self->databases, call->name);
}

static void
run_keep (Call *call)
{
  DoubleDatabase *copy = double_database_copy (find_database (call));

  g_hash_table_replace (call->self->kept, copy->name, copy);
}

static void
run_restore (Call *call)
{
  DoubleDatabase *kept = g_hash_table_lookup (call->self->kept, call->name);
  DoubleDatabase *copy;

  g_assert_nonnull (kept);
  copy = double_database_copy (kept);
  g_hash_table_replace (call->self->databases, copy->name, copy);
}

static void
run_put (Call *call)
{
  static char *admin_roles[] = { (char *) "_admin", NULL };
  DoubleUser admin = { .name = (char *) "admin", .roles = admin_roles };
  const char *word;
  g_autofree char *reason = NULL;
  g_autoptr (DoubleDraft) draft
      = double_draft_new (call->text, strlen (call->text), call->id, &word, &reason);

  g_assert_nonnull (draft);
  double_database_write (call->self, find_database (call), draft, &admin, &call->result, &reason);
}

static void
run_add_branch (Call *call)
{
  const char *word;
  g_autofree char *reason = NULL;
  g_autoptr (DoubleDraft) draft
      = double_draft_new (call->text, strlen (call->text), call->id, &word, &reason);

  g_assert_nonnull (draft);
  g_set_str (&draft->revision, call->more);
  double_database_graft (find_database (call), draft);
}

static void
run_purge (Call *call)
{
  DoubleDatabase *database = find_database (call);
  DoubleDocument *document = g_hash_table_lookup (database->documents, call->id);

  g_assert_nonnull (document);
  g_ptr_array_remove (database->order, document);
  g_hash_table_remove (database->documents, call->id);
  database->purge_sequence++;
}

static void
run_compact (Call *call)
{
  GHashTableIter documents;
  gpointer document;

  g_hash_table_iter_init (&documents, find_database (call)->documents);
  while (g_hash_table_iter_next (&documents, NULL, &document))
    g_ptr_array_set_size (((DoubleDocument *) document)->older, 0);
}

static void
run_get (Call *call)
{
  DoubleDatabase *database = find_database (call);
  DoubleDocument *document = g_hash_table_lookup (database->documents, call->id);
  DoubleLeaf *winner = document != NULL ? double_document_get_winner (document) : NULL;

  if (winner != NULL && !winner->is_deleted)
    call->result = double_leaf_to_text (document, winner, FALSE);
}

static void
run_count_documents (Call *call)
{
  DoubleDatabase *database = find_database (call);
  GHashTableIter documents;
  gpointer id;
  gpointer value;

  g_hash_table_iter_init (&documents, database->documents);
  while (g_hash_table_iter_next (&documents, &id, &value))
    call->number
        += !g_str_has_prefix (id, "_design/") && !double_document_get_winner (value)->is_deleted;
}

void
gaung_double_start (GaungDouble *self)
{
  carry_out (&(Call) { .self = self, .run = run_start });
}

void
gaung_double_stop (GaungDouble *self)
{
  carry_out (&(Call) { .self = self, .run = run_stop });
}

void
gaung_double_set_hook (GaungDouble *self, GaungDoubleHook hook, gpointer data)
{
  carry_out (
      &(Call) { .self = self, .run = run_set_hook, .callback = (GCallback) hook, .data = data });
}

void
gaung_double_set_validate (GaungDouble *self, GaungDoubleValidate validate, gpointer data)
{
  carry_out (&(Call) {
      .self = self, .run = run_set_validate, .callback = (GCallback) validate, .data = data });
}

void
gaung_double_set_accepted (GaungDouble *self, gboolean is_accepted)
{
  carry_out (&(Call) { .self = self, .run = run_set_accepted, .number = is_accepted });
}

void
gaung_double_set_max_document_size (GaungDouble *self, gsize bytes)
{
  carry_out (&(Call) { .self = self, .run = run_set_max_document_size, .number = bytes });
}

void
gaung_double_set_version (GaungDouble *self, const char *version)
{
  carry_out (&(Call) { .self = self, .run = run_set_version, .text = version });
}

void
gaung_double_set_clock_offset (GaungDouble *self, int seconds)
{
  carry_out (&(Call) { .self = self, .run = run_set_clock_offset, .number = seconds });
}

guint
gaung_double_count (GaungDouble *self, const char *prefix)
{
  guint n = 0;

  g_mutex_lock (&self->log_lock);
  for (guint i = 0; i < self->log->len; i++)
    n += g_str_has_prefix (g_ptr_array_index (self->log, i), prefix);
  g_mutex_unlock (&self->log_lock);
  return n;
}

void
gaung_double_add_user (GaungDouble *self, const char *name, const char *password, const char *roles)
{
  carry_out (
      &(Call) { .self = self, .run = run_add_user, .name = name, .text = password, .more = roles });
}

void
gaung_double_remove_user (GaungDouble *self, const char *name)
{
  carry_out (&(Call) { .self = self, .run = run_remove_user, .name = name });
}

void
gaung_double_add_token (GaungDouble *self, const char *token, const char *name, const char *roles)
{
  carry_out (&(Call) {
      .self = self, .run = run_add_token, .id = token, .name = name, .text = "", .more = roles });
}

void
gaung_double_set_certificate (GaungDouble *self, GTlsCertificate *certificate)
{
  g_return_if_fail (self->server == NULL);

  g_set_object (&self->certificate, certificate);
}

void
gaung_double_unlock (GaungDouble *self)
{
  carry_out (&(Call) { .self = self, .run = run_unlock });
}

void
gaung_double_add_database (GaungDouble *self, const char *name, const char *members)
{
  carry_out (&(Call) { .self = self, .run = run_add_database, .name = name, .text = members });
}

void
gaung_double_remove_database (GaungDouble *self, const char *name)
{
  carry_out (&(Call) { .self = self, .run = run_remove_database, .name = name });
}

void
gaung_double_keep (GaungDouble *self, const char *database)
{
  carry_out (&(Call) { .self = self, .run = run_keep, .name = database });
}

void
gaung_double_restore (GaungDouble *self, const char *database)
{
  carry_out (&(Call) { .self = self, .run = run_restore, .name = database });
}

char *
gaung_double_put (GaungDouble *self, const char *database, const char *id, const char *body)
{
  Call call = { .self = self, .run = run_put, .name = database, .id = id, .text = body };

  carry_out (&call);
  return call.result;
}

void
gaung_double_add_branch (
    GaungDouble *self, const char *database, const char *id, const char *revision, const char *body)
{
  carry_out (&(Call) { .self = self,
                       .run = run_add_branch,
                       .name = database,
                       .id = id,
                       .more = revision,
                       .text = body });
}

void
gaung_double_purge (GaungDouble *self, const char *database, const char *id)
{
  carry_out (&(Call) { .self = self, .run = run_purge, .name = database, .id = id });
}

void
gaung_double_compact (GaungDouble *self, const char *database)
{
  carry_out (&(Call) { .self = self, .run = run_compact, .name = database });
}

char *
gaung_double_get (GaungDouble *self, const char *database, const char *id)
{
  Call call = { .self = self, .run = run_get, .name = database, .id = id };

  carry_out (&call);
  return call.result;
}

guint
gaung_double_count_documents (GaungDouble *self, const char *database)
{
  Call call = { .self = self, .run = run_count_documents, .name = database };

  carry_out (&call);
  return call.number;
}
