/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Names, times and values of clashing changes, as people read them. */

#include "config.h"

#include "gaung-clash-words.h"

#include <glib/gi18n.h>

#include "gaung-agency-names.h"
#include "gaung-complaint-actions.h"
#include "gaung-fold.h"
#include "gaung-format.h"
#include "gaung-json.h"

#define MAX_ENTRIES 500
#define MAX_NAME 60
#define MAX_TITLE 120
/* A note that the engine made of a draft comes with the settling of the claim. */
#define NOTE_WINDOW (10 * GAUNG_SECOND)

typedef struct
{
  const char *account;
  char *name;
  char *agency;
} NameSearch;

static gboolean
consider_cb (GaungRecord *entry, gpointer data)
{
  NameSearch *search = data;
  const char *name = gaung_record_get_string (entry, "actor_name");

  if (name == NULL || g_strcmp0 (gaung_record_get_created_by (entry), search->account) != 0)
    return TRUE;
  search->name = gaung_text_to_line (name, MAX_NAME);
  search->agency = g_strdup (gaung_record_get_string (entry, "actor_agency"));

  return FALSE;
}

char *
gaung_clash_find_name (GaungStore *store, const char *record_id, const char *account, char **agency)
{
  g_autoptr (GaungQuery) query = gaung_query_new ("entry");
  g_autofree char *code = NULL;
  NameSearch search = { account, NULL, NULL };

  gaung_query_set_one (query, "parent", record_id);
  gaung_query_set_sort (query, GAUNG_SORT_NEWEST);
  gaung_query_set_limit (query, MAX_ENTRIES);
  if (account != NULL)
    gaung_store_foreach (store, query, consider_cb, &search, NULL, NULL);
  code = search.agency;
  if (agency != NULL)
    *agency = code != NULL && *code != '\0' ? g_strdup (gaung_agency_names_get_short (store, code))
                                            : NULL;
  if (search.name != NULL)
    return search.name;

  return account != NULL && *account != '\0' ? gaung_text_to_line (account, MAX_NAME)
                                             : g_strdup (_ ("Somebody else"));
}

char *
gaung_clash_describe (GaungStore *store, const GaungConflict *conflict)
{
  g_autofree char *name = NULL;
  const char *type = gaung_json_get_string (conflict->mine, "type", "");

  name = gaung_clash_find_name (
      store, conflict->id, gaung_json_get_string (conflict->theirs, "changed_by", NULL), NULL);
  if (g_str_equal (type, "complaint"))
    /* Translators: %s is a colleague: "You and Agus W. changed the same complaint". */
    return g_strdup_printf (_ ("You and %s changed the same complaint"), name);

  /* Translators: %s is a colleague: "You and Agus W. changed the same record". */
  return g_strdup_printf (_ ("You and %s changed the same record"), name);
}

char *
gaung_clash_describe_subject (GaungStore *store, const GaungConflict *conflict)
{
  g_autoptr (GaungRecord) record = gaung_store_get (store, conflict->id, NULL);
  g_autofree char *title = NULL;

  if (record == NULL)
    return g_strdup ("");
  title = gaung_text_to_line (gaung_record_get_title (record), MAX_TITLE);

  /* Translators: reference and title of a record: "7K3M-Q2 · Lampu jalan mati. Nothing is lost: …".
   */
  return g_strdup_printf (
      _ ("%s · %s. Nothing is lost: a value that is not chosen stays in the history."),
      gaung_record_get_reference (record),
      title);
}

static char *
describe_author (GaungStore *store, const GaungConflict *conflict, JsonObject *document)
{
  g_autofree char *agency = NULL;
  g_autofree char *name = gaung_clash_find_name (
      store, conflict->id, gaung_json_get_string (document, "changed_by", NULL), &agency);

  if (agency == NULL)
    return g_steal_pointer (&name);

  /* Translators: a colleague and where they work: "Agus W. (Dishub)". */
  return g_strdup_printf (_ ("%s (%s)"), name, agency);
}

char *
gaung_clash_describe_side (GaungStore *store,
                           const GaungConflict *conflict,
                           GaungClashSide side,
                           GaungInstant now)
{
  JsonObject *const documents[] = { conflict->base, conflict->mine, conflict->theirs };
  JsonObject *document = documents[side];
  g_autofree char *author = NULL;
  g_autofree char *time = NULL;
  GaungInstant at;

  if (document == NULL
      || !gaung_instant_parse (gaung_json_get_string (document, "changed_at", ""), &at))
    return g_strdup ("");
  time = gaung_format_instant (at, now);
  if (side == GAUNG_CLASH_MINE)
    /* Translators: %s is a time: "You, today 09.12, not sent". */
    return g_strdup_printf (_ ("You, %s, not sent"), time);
  author = describe_author (store, conflict, document);

  /* Translators: a colleague, then a time: "Agus W. (Dishub), today 09.31". */
  return g_strdup_printf (_ ("%s, %s"), author, time);
}

static const GaungField *
find_field (JsonObject *document, const char *member)
{
  const GaungRecordType *type
      = gaung_record_type_find (gaung_json_get_string (document, "type", ""));

  for (const GaungField *field = type != NULL ? type->fields : NULL;
       field != NULL && field->name != NULL;
       field++)
    if (g_strcmp0 (field->member, member) == 0)
      return field;

  return NULL;
}

char *
gaung_clash_value_to_display (
    GaungStore *store, JsonObject *document, const char *member, JsonNode *node, gboolean mask)
{
  const GaungField *field;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("");
  if (g_strcmp0 (member, "assignee") == 0)
    return g_strdup (gaung_json_get_string (
        document, "assignee_name", gaung_json_get_string (document, "assignee", "")));
  if (g_strcmp0 (member, "agency") == 0 || g_strcmp0 (member, "disposed_from") == 0)
    return g_strdup (
        gaung_agency_names_get_full (store, gaung_json_get_string (document, member, "")));
  field = find_field (document, member);
  if (field == NULL)
    return gaung_json_node_to_text (node);

  return gaung_field_to_display (field, node, mask);
}

static gboolean
find_state (const char *nick, GaungComplaintState *state)
{
  for (guint i = 0; gaung_complaint_states[i].nick != NULL; i++)
    if (g_strcmp0 (gaung_complaint_states[i].nick, nick) == 0)
      {
        *state = (GaungComplaintState) i;
        return TRUE;
      }

  return FALSE;
}

static const char *
get_nick (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

/* The server's rules let a state only follow one from which a step leads to it. */
gboolean
gaung_clash_can_choose (const GaungClash *clash, const char *type, GaungClashSide side)
{
  JsonNode *const nodes[] = { clash->base, clash->mine, clash->theirs };
  GaungComplaintState stands, wanted, next;

  if (side == GAUNG_CLASH_THEIRS || g_strcmp0 (clash->member, "state") != 0
      || g_strcmp0 (type, "complaint") != 0)
    return TRUE;
  if (!find_state (get_nick (clash->theirs), &stands)
      || !find_state (get_nick (nodes[side]), &wanted))
    return FALSE;
  for (guint action = 0; action < GAUNG_COMPLAINT_N_ACTIONS; action++)
    if (gaung_complaint_transition (stands, (GaungComplaintAction) action, &next) && next == wanted)
      return TRUE;

  return FALSE;
}

typedef struct
{
  const char *account;
  GaungInstant from;
  gboolean is_found;
} NoteSearch;

static gboolean
find_note_cb (GaungRecord *entry, gpointer data)
{
  NoteSearch *search = data;

  search->is_found = g_strcmp0 (gaung_record_get_string (entry, "kind"), "note") == 0
                     && g_strcmp0 (gaung_record_get_created_by (entry), search->account) == 0
                     && gaung_record_get_created_at (entry) >= search->from;

  return !search->is_found;
}

char *
gaung_clash_describe_claim (GaungStore *store,
                            const GaungConflict *conflict,
                            const GaungActor *actor)
{
  g_autoptr (GaungQuery) query = gaung_query_new ("entry");
  g_autoptr (GaungRecord) record = gaung_store_get (store, conflict->id, NULL);
  const char *name = gaung_json_get_string (conflict->theirs, "assignee_name", NULL);
  g_autofree char *winner = gaung_text_to_line (name ? name : _ ("Somebody else"), MAX_NAME);
  g_autofree char *title
      = gaung_text_to_line (record ? gaung_record_get_title (record) : "", MAX_NAME);
  NoteSearch search = { actor ? actor->id : NULL, conflict->at - NOTE_WINDOW, FALSE };

  gaung_query_set_one (query, "parent", conflict->id);
  gaung_query_set_sort (query, GAUNG_SORT_NEWEST);
  gaung_query_set_limit (query, 20);
  gaung_store_foreach (store, query, find_note_cb, &search, NULL, NULL);
  if (search.is_found)
    /* Translators: a colleague, then a title:
       "Sari took “Lampu jalan mati” first. Your text is kept as a note." */
    return g_strdup_printf (_ ("%s took “%s” first. Your text is kept as a note."), winner, title);

  /* Translators: a colleague, then a title: "Sari took “Lampu jalan mati” first." */
  return g_strdup_printf (_ ("%s took “%s” first."), winner, title);
}
