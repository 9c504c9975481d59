/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was begun. The keys of drafts are those of the complaints desk: "complaint:01J…/reply" is a
 * reply to that complaint, "facts:complaint:01J…" a correction of it. */

#include "config.h"

#include "gaung-home-drafts.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gaung-fold.h"
#include "gaung-json.h"
#include "gaung-record-row.h"

#define KEY_NEW "new-complaint"
#define PREFIX_FACTS "facts:"

static const struct
{
  const char *suffix;
  const char *format;
} kinds[] = {
  /* Translators: a draft and how it begins: "Draft of a reply: Thank you for …". */
  { "/reply", N_ ("Draft of a reply: %s") },
  /* Translators: "Draft of a note: Telephoned, no answer …" */
  { "/note", N_ ("Draft of a note: %s") },
  /* Translators: "Draft of a question: Which street …" */
  { "/question", N_ ("Draft of a question: %s") },
  /* Translators: a reason that was begun: "Not postponed yet: Waiting for …" */
  { "/postpone", N_ ("Not postponed yet: %s") },
  /* Translators: "Not archived yet: The same as …" */
  { "/archive", N_ ("Not archived yet: %s") },
  /* Translators: "Not returned yet: Not a matter of …" */
  { "/return", N_ ("Not returned yet: %s") },
  /* Translators: "Not reopened yet: The lamp is …" */
  { "/reopen", N_ ("Not reopened yet: %s") },
  /* Translators: "Not promised yet: New lamps …" */
  { "/promise", N_ ("Not promised yet: %s") },
};

static GtkWidget *
create_row (GaungContext *context, const char *id, const char *subtitle)
{
  g_autoptr (GaungRecord) record = gaung_store_get (gaung_context_get_store (context), id, NULL);
  GtkWidget *row;

  if (record == NULL)
    return NULL;
  row = gaung_record_row_new (context, record, NULL);
  gaung_record_row_set_subtitle (GAUNG_RECORD_ROW (row), subtitle);
  return row;
}

/* Other suffixes, as those of attached files, go with one of these. */
static GtkWidget *
create_text_row (GaungContext *context, const char *key)
{
  const char *slash = strrchr (key, '/');

  for (gsize i = 0; slash != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].suffix, slash))
      {
        g_autofree char *id = g_strndup (key, slash - key);
        g_autofree char *text = gaung_store_get_draft (gaung_context_get_store (context), key);
        g_autoptr (GString) subtitle = g_string_new (_ (kinds[i].format));

        g_string_replace (subtitle, "%s", text != NULL ? text : "", 1);
        return create_row (context, id, subtitle->str);
      }
  return NULL;
}

/* The complaint that is being entered is no record yet. */
static GtkWidget *
create_new_row (GaungContext *context)
{
  g_autofree char *draft = gaung_store_get_draft (gaung_context_get_store (context), KEY_NEW);
  g_autoptr (JsonObject) form = draft != NULL ? gaung_json_parse_object (draft, -1, NULL) : NULL;
  g_autofree char *title = NULL;
  const char *text;
  GtkWidget *row;

  if (form == NULL)
    return NULL;
  text = gaung_json_get_string (form, "title", "");
  if (*text == '\0')
    text = gaung_json_get_string (form, "text", "");
  title = gaung_text_to_line (text, 120);
  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *title ? title : _ ("New complaint"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Not registered yet"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.new");
  return row;
}

static void
add (GPtrArray *rows, GtkWidget *row)
{
  if (row != NULL)
    g_ptr_array_add (rows, row);
}

GPtrArray *
gaung_home_make_draft_rows (GaungContext *context)
{
  GaungStore *store = gaung_context_get_store (context);
  GPtrArray *rows = g_ptr_array_new ();
  g_auto (GStrv) texts = gaung_store_list_drafts (store, "complaint:");
  g_auto (GStrv) facts = gaung_store_list_drafts (store, PREFIX_FACTS);

  add (rows, create_new_row (context));
  for (gsize i = 0; texts != NULL && texts[i] != NULL; i++)
    add (rows, create_text_row (context, texts[i]));
  for (gsize i = 0; facts != NULL && facts[i] != NULL; i++)
    add (rows,
         create_row (context, facts[i] + strlen (PREFIX_FACTS), _ ("Corrections, not saved yet")));
  return rows;
}
