/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the outbox to the server. Every item is judged by itself, so that a bad one stops nobody.
 * Before a request leaves, what it carries is noted in the store; so a lost answer, a crash, an
 * edit meanwhile and somebody else's write can be told apart whenever the server's copy comes. */
#include "config.h"

#include <string.h>

#include "gaung-couch-documents.h"
#include "gaung-json.h"
#include "gaung-sync-backoff-private.h"
#include "gaung-sync-push-private.h"

#define BATCH_ITEMS 500
#define BATCH_BYTES (4 * 1024 * 1024)
/* A fault of the server with one item alone: a broken rule looks like this, too. */
#define MAX_FAULTS 8
/* Whole batches in a row that the server failed on, before they are sent one by one. */
#define MAX_BATCH_FAULTS 3
/* validate.js: all names and texts of a document together. */
#define MAX_DOCUMENT_BYTES 1048576
/* Merges may be followed by others, but not for ever in one pass. */
#define MAX_ROUNDS 16

typedef struct
{
  const GaungSendItem *item;
  GaungSyncBase *base;
  char *database;
  gboolean is_file;
  gboolean is_judged;
} Letter;

typedef struct
{
  GaungSync *sync;
  GaungSyncPlan *plan;
  GPtrArray *items;    /* of GaungSendItem */
  GPtrArray *letters;  /* of Letter, in the order of the outbox */
  GArray *outcomes;    /* of GaungSendOutcome */
  GPtrArray *texts;    /* what outcomes point to */
  GHashTable *waiting; /* ids of files that are not there yet, and of what waits for them */
  guint n_again;       /* items that are due again at once */
} Batch;

static void
letter_free (gpointer data)
{
  Letter *self = data;

  g_free (self->database);
  g_free (self);
}

static const char *
keep (Batch *self, const char *text)
{
  if (text == NULL)
    return NULL;
  g_ptr_array_add (self->texts, g_strdup (text));
  return g_ptr_array_index (self->texts, self->texts->len - 1);
}

/* ---- Outcomes ---- */

static void
note_arrived (Batch *self, Letter *letter, const char *revision)
{
  GaungSendOutcome outcome = { .item = letter->item,
                               .verdict = GAUNG_SEND_ARRIVED,
                               .database = letter->database,
                               .revision = keep (self, revision) };

  letter->is_judged = TRUE;
  g_array_append_val (self->outcomes, outcome);
  gaung_sync_count (self->sync, &self->sync->totals.sent, 1);
  gaung_sync_note_moved (self->sync, letter->base, letter->item->id, letter->item->document);
  gaung_sync_tell (self->sync, "sent", letter->database, letter->item->id, revision);
}

static void
note_parked (Batch *self, Letter *letter, const char *code, const char *reason)
{
  GaungSendOutcome outcome = { .item = letter->item,
                               .verdict = GAUNG_SEND_PARKED,
                               .database = letter->database,
                               .code = keep (self, code),
                               .reason = keep (self, reason) };

  letter->is_judged = TRUE;
  g_array_append_val (self->outcomes, outcome);
  /* What names it goes without it. */
  g_hash_table_remove (self->waiting, letter->item->id);
  gaung_sync_tell (self->sync, "parked", letter->database, letter->item->id, code);
}

static void
note_later (Batch *self, Letter *letter, const char *code, const GError *error)
{
  int retry_after = error != NULL ? gaung_remote_error_get_retry_after (error) : -1;
  gint64 delay = gaung_sync_backoff_draw_delay (letter->item->tries + 1, retry_after);
  GaungSendOutcome outcome = { .item = letter->item,
                               .verdict = GAUNG_SEND_LATER,
                               .database = letter->database,
                               .not_before = gaung_instant_now () + delay,
                               .code = keep (self, code),
                               .reason = keep (self, error != NULL ? error->message : NULL) };

  letter->is_judged = TRUE;
  g_array_append_val (self->outcomes, outcome);
}

/* What is wrong with the item itself; the words are kept in the store. */
static const struct
{
  GaungRemoteError error;
  const char *code;
} refusals[] = {
  { GAUNG_REMOTE_ERROR_RULE, "refused" },
  { GAUNG_REMOTE_ERROR_TOO_LARGE, "too-large" },
  { GAUNG_REMOTE_ERROR_MALFORMED, "malformed" },
};

/* An error that is about this one item. FALSE: it is about more. */
static gboolean
note_refusal (Batch *self, Letter *letter, const GError *error)
{
  const char *rule = gaung_remote_error_get_rule (error);

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (g_error_matches (error, GAUNG_REMOTE_ERROR, refusals[i].error))
      {
        note_parked (self, letter, rule != NULL ? rule : refusals[i].code, error->message);
        return TRUE;
      }
  if (g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_NO_SPACE))
    {
      note_later (self, letter, "server-full", error);
      return TRUE;
    }
  if (!g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_SERVER))
    return FALSE;
  if (letter->item->tries + 1 >= MAX_FAULTS)
    note_parked (self, letter, "server-fault", error->message);
  else
    note_later (self, letter, "server-fault", error);
  return TRUE;
}

/* The account may not write there, or there is no such database: of every item that goes there. */
static void
note_closed (Batch *self, Letter *letter)
{
  if (letter->base == NULL)
    note_later (self, letter, "no-database", NULL);
  else
    note_parked (self, letter, "no-right", NULL);
}

static gboolean
settle (Batch *self, GError **error)
{
  gboolean is_settled
      = self->outcomes->len == 0
        || gaung_exchange_settle (self->sync->store, self->outcomes, gaung_instant_now (), error);

  g_array_set_size (self->outcomes, 0);
  return is_settled;
}

/* ---- Making letters ---- */

static gsize
measure_node (JsonNode *node, guint depth)
{
  gsize bytes = 0;

  if (depth == 0)
    return MAX_DOCUMENT_BYTES + 1;
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, &name, &member))
        bytes += strlen (name) + measure_node (member, depth - 1);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        bytes += measure_node (json_array_get_element (array, i), depth - 1);
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    bytes = strlen (json_node_get_string (node));
  return bytes;
}

static gboolean
is_too_large (JsonObject *document)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), document);

  return measure_node (node, GAUNG_JSON_MAX_DEPTH + 1) > MAX_DOCUMENT_BYTES;
}

static gboolean
add_letter (Batch *self, const GaungSendItem *item, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  gboolean is_open = FALSE;
  Letter *letter = g_new0 (Letter, 1);

  g_ptr_array_add (self->letters, letter);
  letter->item = item;
  letter->is_file = g_strcmp0 (item->type, "attachment") == 0;
  letter->database = gaung_sync_plan_find (self->plan, item, &is_open, &trouble);
  if (trouble != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return FALSE;
    }
  letter->base = gaung_sync_find (self->sync, letter->database);
  if (!is_open || (letter->base != NULL && letter->base->trouble == GAUNG_SYNC_TROUBLE_RIGHTS))
    note_parked (self, letter, "no-right", NULL);
  else if (is_too_large (item->document))
    note_parked (self, letter, "too-large", NULL);
  else if (letter->base == NULL)
    note_later (self, letter, "no-database", NULL);
  else if (letter->is_file)
    g_hash_table_add (self->waiting, item->id);
  return TRUE;
}

/* What names a file waits for it, and what belongs to that waits as well: nobody sees a complaint
 * without its photograph, or an answer before the complaint. Files are mostly in the same batch, or
 * were tried before and are due later; one that was refused holds up nobody. */
static gboolean
is_waiting (Batch *self, Letter *letter, gboolean *is_waiting, GError **error)
{
  g_autoptr (GPtrArray) files = gaung_sync_plan_list_files (letter->item->document);
  const char *parent = gaung_json_get_string (letter->item->document, "parent", NULL);

  *is_waiting = parent != NULL && g_hash_table_contains (self->waiting, parent);
  for (guint i = 0; !*is_waiting && i < files->len; i++)
    {
      const char *file = g_ptr_array_index (files, i);

      if (g_hash_table_contains (self->waiting, file))
        *is_waiting = TRUE;
      else if (!g_hash_table_contains (self->plan->documents, file)
               && !gaung_sync_plan_is_pending (self->plan, file, is_waiting, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- Documents ---- */

static JsonObject *
make_document (const GaungSendItem *item)
{
  JsonObject *document = json_object_ref (item->document);

  if (item->revision != NULL)
    json_object_set_string_member (document, "_rev", item->revision);
  return document;
}

/* Takes what was overtaken out of @letters: while a file was on its way, what is small was sent,
 * taken or given up. What is due again comes with the next round. */
static gboolean
mark (Batch *self, GPtrArray *letters, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GPtrArray) databases = g_ptr_array_new_null_terminated (letters->len, NULL, TRUE);

  for (guint i = 0; i < letters->len; i++)
    {
      const Letter *letter = g_ptr_array_index (letters, i);

      g_ptr_array_add (items, (gpointer) letter->item);
      g_ptr_array_add (databases, letter->database);
    }
  if (!gaung_exchange_mark_sent (
          self->sync->store, items, (const char *const *) databases->pdata, error))
    return FALSE;
  for (guint i = letters->len; i > 0; i--)
    {
      Letter *letter = g_ptr_array_index (letters, i - 1);

      if (!letter->item->is_overtaken)
        continue;
      letter->is_judged = TRUE;
      self->n_again++;
      g_ptr_array_remove_index (letters, i - 1);
    }
  return TRUE;
}

/* Somebody has been there, or our own lost sending: the server's copy decides, in the store. */
static gboolean
look_again (Batch *self, GaungSyncBase *base, GPtrArray *letters, GError **error)
{
  GaungSync *sync = self->sync;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_null_terminated (letters->len, NULL, TRUE);
  g_autoptr (GaungCouchPage) page = NULL;
  gboolean has_lost = FALSE;

  if (letters->len == 0)
    return TRUE;
  for (guint i = 0; i < letters->len; i++)
    g_ptr_array_add (ids, ((Letter *) g_ptr_array_index (letters, i))->item->id);
  page = gaung_couch_fetch_documents_sync (
      sync->couch, base->name, (const char *const *) ids->pdata, TRUE, sync->cancellable, error);
  if (page == NULL)
    return FALSE;
  for (guint i = 0; i < page->rows->len; i++)
    {
      const GaungCouchRow *row = g_ptr_array_index (page->rows, i);
      Letter *letter = g_ptr_array_index (letters, i);

      /* A conflict with the very revision that we have: a cluster that is at odds with itself. */
      if (row->revision != NULL && g_strcmp0 (row->revision, letter->item->revision) == 0)
        note_later (self, letter, "conflict", NULL);
      /* A conflict with what is not there: the server has lost it, which is a matter for a
       * comparison. */
      if (row->revision == NULL && row->trouble == NULL)
        {
          note_later (self, letter, "lost", NULL);
          has_lost = TRUE;
        }
      letter->is_judged = TRUE;
    }
  if (has_lost)
    base->is_compared = FALSE;
  self->n_again += letters->len;
  return gaung_sync_apply_rows (sync, base, page->rows, error);
}

/* The answer to @letters, which all went to @base. */
static gboolean
judge_results (
    Batch *self, GaungSyncBase *base, GPtrArray *letters, GPtrArray *results, GError **error)
{
  g_autoptr (GPtrArray) unsettled = g_ptr_array_new ();
  g_autoptr (GError) stop = NULL;

  for (guint i = 0; i < letters->len; i++)
    {
      Letter *letter = g_ptr_array_index (letters, i);
      const GaungSendResult *result = g_ptr_array_index (results, i);

      if (result->revision != NULL && result->is_settled)
        note_arrived (self, letter, result->revision);
      /* Not by most of a cluster yet, or refused for another's sake. */
      else if (result->revision != NULL
               || g_error_matches (result->error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_CONFLICT))
        g_ptr_array_add (unsettled, letter);
      else if (!note_refusal (self, letter, result->error) && stop == NULL)
        stop = g_error_copy (result->error);
    }
  if (!look_again (self, base, unsettled, error))
    return FALSE;
  if (stop == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&stop));
  return FALSE;
}

/* What a failed request means for those that were in it. FALSE: the pass is over. */
static gboolean
judge_failure (
    Batch *self, GaungSyncBase *base, GPtrArray *letters, GError **trouble, GError **error)
{
  if (g_error_matches (*trouble, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_SERVER))
    {
      base->push_failures++;
      base->is_failing = TRUE;
    }
  if (letters->len == 1 && note_refusal (self, g_ptr_array_index (letters, 0), *trouble))
    return TRUE;
  if (!gaung_sync_take_base_error (self->sync, base, trouble))
    {
      g_propagate_error (error, g_steal_pointer (trouble));
      return FALSE;
    }
  /* A fault of the server alone: they are asked again with the next pass. */
  if (base->trouble == GAUNG_SYNC_TROUBLE_RIGHTS)
    for (guint i = 0; i < letters->len; i++)
      note_closed (self, g_ptr_array_index (letters, i));
  return TRUE;
}

static gboolean
post (Batch *self, GaungSyncBase *base, GPtrArray *letters, GError **error)
{
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) trouble = NULL;

  if (letters->len == 0)
    return TRUE;
  if (!mark (self, letters, error))
    return FALSE;
  if (letters->len == 0)
    return TRUE;
  for (guint i = 0; i < letters->len; i++)
    g_ptr_array_add (documents, make_document (((Letter *) g_ptr_array_index (letters, i))->item));
  results = gaung_couch_send_documents_sync (
      self->sync->couch, base->name, documents, self->sync->cancellable, &trouble);
  for (guint i = 0; i < documents->len; i++)
    json_object_remove_member (g_ptr_array_index (documents, i), "_rev");
  if (results == NULL)
    return judge_failure (self, base, letters, &trouble, error);
  base->push_failures = 0;
  return judge_results (self, base, letters, results, error);
}

/* A bad line fails on the large ones first: the others do not wait for them. */
static gboolean
is_only_slow (const GError *error)
{
  return g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_TIMEOUT)
         || g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_TRUNCATED);
}

/* What the letter names is there before it. */
static gboolean
bring_files (Batch *self, Letter *letter, gboolean *waits, GError **error)
{
  g_autoptr (GPtrArray) alone = g_ptr_array_new ();
  g_autoptr (GError) trouble = NULL;

  if (gaung_sync_spread_files (self->sync, letter->base, letter->item->document, waits, &trouble))
    return TRUE;
  g_ptr_array_add (alone, letter);
  if (is_only_slow (trouble))
    {
      note_later (self, letter, "line", trouble);
      return TRUE;
    }
  *waits = TRUE;
  return judge_failure (self, letter->base, alone, &trouble, error);
}

/* Those of @base that wait for no file (or, at last, for none that is still on its way). */
static gboolean
post_documents (Batch *self, GaungSyncBase *base, GError **error)
{
  g_autoptr (GPtrArray) letters = g_ptr_array_new ();
  guint size = base->push_failures >= MAX_BATCH_FAULTS ? 1 : BATCH_ITEMS;

  if (base->is_failing && size > 1)
    return TRUE;
  for (guint i = 0; i < self->letters->len; i++)
    {
      Letter *letter = g_ptr_array_index (self->letters, i);
      gboolean waits;

      if (letter->is_judged || letter->base != base || letter->is_file)
        continue;
      if (!is_waiting (self, letter, &waits, error)
          || (!waits && !bring_files (self, letter, &waits, error)))
        return FALSE;
      if (letter->is_judged)
        continue;
      if (waits)
        g_hash_table_add (self->waiting, letter->item->id);
      else
        g_ptr_array_add (letters, letter);
    }
  for (guint from = 0; from < letters->len; from += size)
    {
      g_autoptr (GPtrArray) slice = g_ptr_array_new ();

      for (guint i = from; i < MIN (from + size, letters->len); i++)
        g_ptr_array_add (slice, g_ptr_array_index (letters, i));
      if (!post (self, base, slice, error))
        return FALSE;
      if (base->is_failing && size > 1)
        break;
    }
  return TRUE;
}

static gboolean
post_all_documents (Batch *self, GError **error)
{
  for (guint i = 0; i < self->sync->bases->len; i++)
    if (!post_documents (self, g_ptr_array_index (self->sync->bases, i), error))
      return FALSE;
  return TRUE;
}

/* ---- Files ---- */

/* A poll may have told that it is there before the answer did. */
static gboolean
has_left (Batch *self, const Letter *letter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungOutboxItem) item
      = gaung_outbox_get (self->sync->store, letter->item->seq, &error);

  return g_error_matches (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_MISSING);
}

static gboolean
put_file (Batch *self, Letter *letter, GError **error)
{
  GaungSync *sync = self->sync;
  g_autoptr (GPtrArray) alone = g_ptr_array_new ();
  g_autoptr (GBytes) bytes = gaung_store_get_bytes (sync->store, letter->item->id, NULL);
  g_autoptr (GaungSendResult) result = NULL;
  g_autoptr (GError) trouble = NULL;

  if (bytes == NULL)
    {
      note_parked (self, letter, "file-missing", NULL);
      return TRUE;
    }
  g_ptr_array_add (alone, letter);
  if (!mark (self, alone, error))
    return FALSE;
  if (alone->len == 0)
    return TRUE;
  result = gaung_sync_upload (sync, letter->database, letter->item->document, bytes, &trouble);
  if (result != NULL)
    {
      if (has_left (self, letter))
        letter->is_judged = TRUE;
      else
        note_arrived (self, letter, result->revision);
      g_hash_table_remove (self->waiting, letter->item->id);
      return TRUE;
    }
  if (is_only_slow (trouble))
    {
      note_later (self, letter, "line", trouble);
      return TRUE;
    }
  if (g_error_matches (trouble, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_CONFLICT))
    {
      note_parked (self, letter, "other-file", trouble->message);
      return TRUE;
    }
  /* Cut while it was being sent, or no way at all: the next pass begins with something else. */
  if (g_error_matches (trouble, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_OFFLINE))
    note_later (self, letter, "line", trouble);
  return judge_failure (self, letter->base, alone, &trouble, error);
}

static gboolean
put_files (Batch *self, GError **error)
{
  for (guint i = 0; i < self->letters->len; i++)
    {
      Letter *letter = g_ptr_array_index (self->letters, i);

      if (letter->is_judged || !letter->is_file)
        continue;
      if (!put_file (self, letter, error) || !settle (self, error))
        return FALSE;
      if (self->sync->hooks != NULL)
        self->sync->hooks->breathe (self->sync, self->sync->hooks_data);
    }
  return TRUE;
}

/* ---- A batch, and all of them ---- */

/* What waited for a file that was refused goes without it. */
static gboolean
send_batch (Batch *self, GError **error)
{
  for (guint i = 0; i < self->items->len; i++)
    if (!add_letter (self, g_ptr_array_index (self->items, i), error))
      return FALSE;
  if (!post_all_documents (self, error))
    return FALSE;
  if (g_hash_table_size (self->waiting) == 0 || self->sync->leaves_files)
    return TRUE;
  if (!settle (self, error) || !put_files (self, error))
    return FALSE;
  for (guint i = 0; i < self->letters->len; i++)
    {
      const Letter *letter = g_ptr_array_index (self->letters, i);

      if (!letter->is_file)
        g_hash_table_remove (self->waiting, letter->item->id);
    }
  return post_all_documents (self, error);
}

static gboolean
push_items (GaungSync *sync, GPtrArray *items, guint *n_again, GError **error)
{
  g_autoptr (GaungSyncPlan) plan = gaung_sync_plan_new (sync);
  Batch batch = { .sync = sync, .plan = plan, .items = items };
  g_autoptr (GError) trouble = NULL;
  g_autoptr (GError) broken = NULL;

  gaung_sync_plan_add (plan, items);
  batch.letters = g_ptr_array_new_with_free_func (letter_free);
  batch.outcomes = g_array_new (FALSE, FALSE, sizeof (GaungSendOutcome));
  batch.texts = g_ptr_array_new_with_free_func (g_free);
  batch.waiting = g_hash_table_new (g_str_hash, g_str_equal);

  send_batch (&batch, &trouble);
  /* What was answered before the trouble is kept in any case. */
  if (!settle (&batch, &broken) && trouble == NULL)
    trouble = g_steal_pointer (&broken);
  *n_again += batch.n_again;
  g_ptr_array_unref (batch.letters);
  g_array_unref (batch.outcomes);
  g_ptr_array_unref (batch.texts);
  g_hash_table_unref (batch.waiting);
  if (trouble == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}

/* Once through the outbox. */
static gboolean
push_round (GaungSync *self, guint total, guint *n_again, GError **error)
{
  gint64 after = 0;
  guint done = 0;

  for (;;)
    {
      g_autoptr (GPtrArray) items = gaung_exchange_list_due (
          self->store, gaung_instant_now (), after, BATCH_ITEMS, BATCH_BYTES, error);

      if (items == NULL)
        return FALSE;
      if (items->len == 0)
        break;
      after = ((GaungSendItem *) g_ptr_array_index (items, items->len - 1))->seq;
      if (!push_items (self, items, n_again, error))
        return FALSE;
      done += items->len;
      if (total > BATCH_ITEMS && !self->leaves_files)
        gaung_sync_show_progress (self, MIN (done, total), total);
      if (self->hooks != NULL)
        self->hooks->breathe (self, self->hooks_data);
    }
  if (total > BATCH_ITEMS && !self->leaves_files)
    gaung_sync_show_progress (self, 0, 0);
  return TRUE;
}

gboolean
gaung_sync_push (GaungSync *self, GError **error)
{
  GaungOutboxCounts counts = { 0 };

  for (guint i = 0; i < self->bases->len; i++)
    ((GaungSyncBase *) g_ptr_array_index (self->bases, i))->is_failing = FALSE;
  for (guint i = 0; i < MAX_ROUNDS; i++)
    {
      guint n_again = 0;

      if (!gaung_outbox_count (self->store, &counts, error))
        return FALSE;
      if (counts.waiting == 0)
        return TRUE;
      if (!push_round (self, counts.waiting, &n_again, error))
        return FALSE;
      if (n_again == 0)
        return TRUE;
    }
  return TRUE;
}

gboolean
gaung_sync_push_documents (GaungSync *self, GError **error)
{
  gboolean is_pushed;

  self->leaves_files = TRUE;
  is_pushed = gaung_sync_push (self, error);
  self->leaves_files = FALSE;
  return is_pushed;
}

/* ---- Rights ---- */

#define MAX_RETRIED 10000

gboolean
gaung_sync_retry_rights (GaungSync *self, GError **error)
{
  g_autoptr (GPtrArray) items = gaung_outbox_list (self->store, MAX_RETRIED, error);

  if (items == NULL)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      const GaungOutboxItem *item = g_ptr_array_index (items, i);

      /* Found here, or said by the server's rules. */
      if (item->state == GAUNG_OUTBOX_PARKED
          && (g_strcmp0 (item->code, "no-right") == 0 || g_strcmp0 (item->code, "E_ROLE") == 0)
          && !gaung_outbox_release (self->store, item->seq, error))
        return FALSE;
    }
  return TRUE;
}
