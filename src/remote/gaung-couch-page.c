/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a page of _changes or _all_docs. The page is cut into rows before anything is read, so that
 * a document that is too deep, holds NUL or a number beyond 2^53 costs only itself. */
#include "config.h"

#include <string.h>

#include "gaung-couch-page-private.h"
#include "gaung-json-rows-private.h"
#include "gaung-json.h"
#include "gaung-remote-error-private.h"

#define MAX_SEQUENCE_BYTES 16384
#define MAX_ID_BYTES 4096

void
gaung_couch_row_free (GaungCouchRow *self)
{
  g_free (self->id);
  g_free (self->revision);
  g_free (self->sequence);
  g_clear_pointer (&self->document, json_object_unref);
  g_clear_error (&self->trouble);
  g_free (self);
}

void
gaung_couch_page_free (GaungCouchPage *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self->last_sequence);
  g_free (self);
}

gboolean
gaung_couch_can_halve (const GError *error)
{
  return error->domain == GAUNG_JSON_ERROR
         || g_error_matches (error, GAUNG_REMOTE_ERROR, GAUNG_REMOTE_ERROR_TOO_LARGE);
}

static char *
dup_sequence (JsonObject *object, const char *member)
{
  const char *text = gaung_json_get_string (object, member, NULL);
  gint64 number = gaung_json_get_integer (object, member, -1);

  if (text != NULL && *text != '\0' && strlen (text) <= MAX_SEQUENCE_BYTES)
    return g_strdup (text);
  /* Other servers of the protocol count in integers. */
  return number >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : NULL;
}

/* Everything of the row but its document. */
static JsonObject *
read_frame (const GaungSpan *row, const GaungSpan *document, GError **error)
{
  g_autoptr (GString) frame = NULL;
  const char *after;

  if (document->text == NULL)
    return gaung_json_parse_object (row->text, row->length, error);
  after = document->text + document->length;
  frame = g_string_new_len (row->text, document->text - row->text);
  g_string_append (frame, "null");
  g_string_append_len (frame, after, row->text + row->length - after);
  return gaung_json_parse_object (frame->str, frame->len, error);
}

/* "changes":[{"rev":…}] of changes, "value":{"rev":…} of documents. */
static void
read_revision (GaungCouchRow *row, JsonObject *frame)
{
  JsonArray *changes = gaung_json_get_array (frame, "changes");
  JsonObject *holder = changes != NULL && json_array_get_length (changes) > 0
                           ? gaung_json_get_element_object (changes, 0)
                           : gaung_json_get_object (frame, "value");
  const char *revision = holder != NULL ? gaung_json_get_string (holder, "rev", NULL) : NULL;

  if (gaung_couch_is_revision (revision))
    row->revision = g_strdup (revision);
  row->is_deleted = gaung_json_get_boolean (frame, "deleted", FALSE)
                    || (holder != NULL && gaung_json_get_boolean (holder, "deleted", FALSE));
}

static void
read_document (GaungCouchRow *row, const GaungSpan *span)
{
  const char *revision;

  if (span->text == NULL || (span->length == 4 && memcmp (span->text, "null", 4) == 0))
    return;
  row->document = gaung_json_parse_object (span->text, span->length, &row->trouble);
  if (row->document == NULL)
    return;
  revision = gaung_json_get_string (row->document, "_rev", NULL);
  if (g_strcmp0 (gaung_json_get_string (row->document, "_id", NULL), row->id) == 0
      && gaung_couch_is_revision (revision))
    {
      /* Written again between the row and its document: the document is what we have. */
      g_set_str (&row->revision, revision);
      return;
    }
  g_clear_pointer (&row->document, json_object_unref);
  gaung_couch_set_shape_error (&row->trouble, NULL, "a row with another document");
}

/* A row whose very id cannot be read (CouchDB takes NUL there, too): told as it is written. */
static GaungCouchRow *
name_unreadable (GaungCouchRow *row, const GaungSpan *span)
{
  GaungSpan id;

  gaung_json_cut_member (span, "id", &id);
  row->id = id.text != NULL && g_utf8_validate (id.text, id.length, NULL)
                ? g_strndup (id.text, MIN (id.length, MAX_ID_BYTES))
                : g_strdup ("?");
  return row;
}

/* NULL without an error: a design document. */
static GaungCouchRow *
read_row (const GaungSpan *span, gboolean is_change, GError **error)
{
  g_autoptr (GaungCouchRow) row = g_new0 (GaungCouchRow, 1);
  g_autoptr (JsonObject) frame = NULL;
  GaungSpan document;
  const char *id;

  if (!gaung_json_cut_member (span, "doc", &document))
    {
      gaung_couch_set_shape_error (error, NULL, "a row that is no object");
      return NULL;
    }
  frame = read_frame (span, &document, &row->trouble);
  if (frame == NULL)
    return name_unreadable (g_steal_pointer (&row), span);
  id = gaung_json_get_string (frame, "id", NULL);
  if (id == NULL)
    id = gaung_json_get_string (frame, "key", NULL);
  if (id == NULL || *id == '\0' || strlen (id) > MAX_ID_BYTES)
    {
      gaung_couch_set_shape_error (error, NULL, "a row without an id");
      return NULL;
    }
  if (g_str_has_prefix (id, "_design/"))
    return NULL;
  row->id = g_strdup (id);
  if (is_change)
    row->sequence = dup_sequence (frame, "seq");
  read_revision (row, frame);
  if (is_change && row->revision == NULL)
    {
      gaung_couch_set_shape_error (error, NULL, "a change without a revision");
      return NULL;
    }
  read_document (row, &document);
  return g_steal_pointer (&row);
}

/* FALSE: the frame of the page is not there. */
static gboolean
read_frame_of_page (GaungCouchPage *page,
                    const GaungAnswer *answer,
                    const GaungSpan *whole,
                    const GaungSpan *list,
                    gboolean is_changes,
                    GError **error)
{
  gboolean has_list = list->text != NULL && *list->text == '[';
  g_autoptr (JsonObject) frame = has_list ? read_frame (whole, list, error) : NULL;

  if (!has_list)
    gaung_couch_set_shape_error (error, answer->request_id, "no rows");
  if (frame == NULL)
    return FALSE;
  page->pending = gaung_json_get_integer (frame, "pending", -1);
  if (!is_changes)
    return TRUE;
  page->last_sequence = dup_sequence (frame, "last_seq");
  if (page->last_sequence == NULL)
    gaung_couch_set_shape_error (error, answer->request_id, "no sequence");
  return page->last_sequence != NULL;
}

/* The frame of a page; what is left to be read is @list. */
static GaungCouchPage *
open_page (const GaungAnswer *answer, const char *member, GaungSpan *list, GError **error)
{
  g_autoptr (GaungCouchPage) page = g_new0 (GaungCouchPage, 1);
  gboolean is_changes = strcmp (member, "results") == 0;
  GaungSpan whole = { 0 };

  page->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_couch_row_free);
  whole.text = g_bytes_get_data (answer->body, &whole.length);
  if (!gaung_json_cut_member (&whole, member, list))
    {
      gaung_remote_set_error (
          error, GAUNG_REMOTE_ERROR_TRUNCATED, answer->request_id, "the page ends too early");
      return NULL;
    }
  if (!read_frame_of_page (page, answer, &whole, list, is_changes, error))
    return NULL;
  return g_steal_pointer (&page);
}

static gboolean
fill_page (GaungCouchPage *page,
           const GaungAnswer *answer,
           const GaungSpan *list,
           gboolean is_changes,
           GError **error)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (GaungSpan));

  if (!gaung_json_cut_array (list, spans))
    {
      gaung_remote_set_error (
          error, GAUNG_REMOTE_ERROR_TRUNCATED, answer->request_id, "the page ends too early");
      return FALSE;
    }
  page->n_received = spans->len;
  for (guint i = 0; i < spans->len; i++)
    {
      g_autoptr (GError) trouble = NULL;
      GaungCouchRow *row = read_row (&g_array_index (spans, GaungSpan, i), is_changes, &trouble);

      if (row != NULL)
        g_ptr_array_add (page->rows, row);
      if (trouble != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&trouble));
          return FALSE;
        }
    }
  return TRUE;
}

GaungCouchPage *
gaung_couch_read_page (const GaungAnswer *answer, const char *member, GError **error)
{
  GaungSpan list = { 0 };
  g_autoptr (GaungCouchPage) page = open_page (answer, member, &list, error);

  if (page == NULL || !fill_page (page, answer, &list, strcmp (member, "results") == 0, error))
    return NULL;
  return g_steal_pointer (&page);
}

/* ---- In two steps ---- */

struct _GaungCouchPacket
{
  GaungAnswer *answer; /* (nullable): read already */
  GaungSpan list;
  GaungCouchPage *page;
};

GaungCouchPacket *
gaung_couch_packet_open (GaungAnswer *answer, GError **error)
{
  GaungCouchPacket *self = g_new0 (GaungCouchPacket, 1);

  self->answer = answer;
  self->page = open_page (answer, "results", &self->list, error);
  if (self->page != NULL)
    return self;
  gaung_couch_packet_free (self);
  return NULL;
}

GaungCouchPacket *
gaung_couch_packet_wrap (GaungCouchPage *page)
{
  GaungCouchPacket *self = g_new0 (GaungCouchPacket, 1);

  self->page = page;
  return self;
}

void
gaung_couch_packet_free (GaungCouchPacket *self)
{
  g_clear_pointer (&self->answer, gaung_answer_free);
  g_clear_pointer (&self->page, gaung_couch_page_free);
  g_free (self);
}

const char *
gaung_couch_packet_get_last_sequence (GaungCouchPacket *self)
{
  return self->page->last_sequence;
}

gboolean
gaung_couch_packet_is_last (GaungCouchPacket *self)
{
  gsize length = 0;

  if (self->page->pending >= 0)
    return self->page->pending == 0;
  if (self->answer == NULL)
    return self->page->n_received == 0;
  /* The server does not say how much follows: an empty page is the last. */
  for (gsize i = 1; i + 1 < self->list.length; i++)
    length += !g_ascii_isspace (self->list.text[i]);
  return length == 0;
}

GaungCouchPage *
gaung_couch_packet_read (GaungCouchPacket *self, GError **error)
{
  if (self->answer != NULL && !fill_page (self->page, self->answer, &self->list, TRUE, error))
    return NULL;
  g_clear_pointer (&self->answer, gaung_answer_free);
  return g_steal_pointer (&self->page);
}
