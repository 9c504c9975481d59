/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the search over everything looks through, and what its rows do. */

#include "config.h"

#include "gaung-search-sources.h"

#include <glib/gi18n.h>

#include "gaung-agency-names.h"
#include "gaung-area-table.h"
#include "gaung-complaint.h"
#include "gaung-fold.h"
#include "gaung-highlight.h"
#include "gaung-identity.h"
#include "gaung-preferences.h"
#include "gaung-record-row.h"
#include "gaung-service-words.h"
#include "gaung-shell-actions.h"
#include "gaung-window.h"

/* No ULID is all zeros, so this finds nothing. */
#define NO_RECORD "person:00000000000000000000000000"

typedef struct
{
  const char *title;
  const char *type;
  gboolean is_by_telephone; /* the complaints of the person with exactly this number */
} Source;

static const Source sources[] = {
  { N_ ("Complaints of this reporter"), "complaint", TRUE },
  { N_ ("Complaints"), "complaint", FALSE },
  { N_ ("Services"), "service", FALSE },
  { N_ ("What People Ask"), "question", FALSE },
  { N_ ("History"), "entry", FALSE },
  { N_ ("Templates"), "template", FALSE },
  { N_ ("Agencies"), "agency", FALSE },
};

guint
gaung_search_source_get_n (void)
{
  return G_N_ELEMENTS (sources);
}

const char *
gaung_search_source_get_title (guint source)
{
  return _ (sources[source].title);
}

/* Persons are personal: nobody leafs through them. Who has the whole number in hand may see what
 * was reported from it; the name stays masked on the complaint's own page. */
static char *
find_reporter (GaungContext *context, const char *words)
{
  GaungIdentityProblem problem;
  g_autofree char *telephone = gaung_telephone_normalize (words, &problem);
  g_autoptr (GaungRecord) person = NULL;

  if (telephone == NULL || problem != GAUNG_IDENTITY_FINE)
    return NULL;
  person = gaung_store_get_by_key (gaung_context_get_store (context), "person", telephone);

  return person ? g_strdup (gaung_record_get_id (person)) : NULL;
}

GaungQuery *
gaung_search_source_make_query (guint source, GaungContext *context, const char *words, guint limit)
{
  GaungQuery *query = gaung_query_new (sources[source].type);

  gaung_query_set_limit (query, limit);
  if (sources[source].is_by_telephone)
    {
      g_autofree char *reporter = find_reporter (context, words);

      if (reporter)
        gaung_query_add (query, "reporter", "=", reporter);
      else
        gaung_query_set_one (query, "parent", NO_RECORD);
      gaung_query_set_sort (query, GAUNG_SORT_NEWEST);
      return query;
    }
  gaung_query_set_words (query, words);
  gaung_query_set_sort (
      query, g_strcmp0 (sources[source].type, "entry") == 0 ? GAUNG_SORT_NEWEST : GAUNG_SORT_RANK);

  return query;
}

/* An entry stands for the complaint that it belongs to. */
static GtkWidget *
make_entry_row (GaungContext *context, GaungRecord *entry, const char *words)
{
  const char *parent_id = gaung_record_get_string (entry, "parent");
  const char *text = gaung_record_get_string (entry, "text");
  g_autoptr (GaungRecord) parent
      = parent_id ? gaung_store_get (gaung_context_get_store (context), parent_id, NULL) : NULL;
  GtkWidget *row;

  if (parent == NULL)
    return NULL;
  /* Where the words were found would tell what a secret complaint says. */
  if (GAUNG_IS_COMPLAINT (parent)
      && !gaung_complaint_can_read (GAUNG_COMPLAINT (parent), gaung_context_get_actor (context)))
    return NULL;
  row = gaung_record_row_new (context, parent, words);
  if (text)
    gaung_record_row_set_subtitle (GAUNG_RECORD_ROW (row), text);

  return row;
}

/* What a clerk says first: whose it is, what it costs, how long it takes. (transfer full) */
static char *
describe_service (GaungContext *context, GaungRecord *service)
{
  const char *agency = gaung_agency_names_get_short (gaung_context_get_store (context),
                                                     gaung_record_get_string (service, "agency"));
  g_autofree char *cost = gaung_service_cost_to_text (service);
  g_autofree char *length = gaung_service_time_to_text (service);
  g_autoptr (GString) line = g_string_new (NULL);

  gaung_text_append_part (line, agency);
  gaung_text_append_part (line, cost);
  gaung_text_append_part (line, length);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

GtkWidget *
gaung_search_source_make_row (guint source,
                              GaungContext *context,
                              GaungRecord *record,
                              const char *words)
{
  GtkWidget *row;
  const char *text;

  if (g_strcmp0 (sources[source].type, "entry") == 0)
    return make_entry_row (context, record, words);

  row = gaung_record_row_new (context, record, words);
  if (g_strcmp0 (sources[source].type, "template") == 0)
    {
      text = gaung_record_get_string (record, "text");
      gaung_record_row_set_subtitle (GAUNG_RECORD_ROW (row), text ? text : "");
      g_object_set_data_full (G_OBJECT (row), "copy", g_strdup (text), g_free);
    }
  else if (g_strcmp0 (sources[source].type, "service") == 0)
    {
      g_autofree char *line = describe_service (context, record);

      gaung_record_row_set_subtitle (GAUNG_RECORD_ROW (row), line);
    }
  else if (g_strcmp0 (sources[source].type, "question") == 0)
    {
      text = gaung_record_get_string (record, "answer");
      gaung_record_row_set_subtitle (GAUNG_RECORD_ROW (row),
                                     text ? text : _ ("Waits for an answer"));
    }
  else if (g_strcmp0 (sources[source].type, "agency") == 0)
    {
      text = gaung_record_get_string (record, "short_name");
      gaung_record_row_set_subtitle (GAUNG_RECORD_ROW (row), text ? text : "");
      g_object_set_data_full (
          G_OBJECT (row), "words", g_strdup (gaung_record_get_string (record, "code")), g_free);
    }

  return row;
}

/* Every searched word begins a word of @title. */
static gboolean
is_hit (const char *title, const char *words)
{
  g_autofree char *folded_title = gaung_fold (title);
  g_autofree char *folded_words = gaung_fold (words);
  g_auto (GStrv) list = g_strsplit (folded_words, " ", -1);

  if (*folded_words == '\0')
    return FALSE;
  for (guint i = 0; list[i] != NULL; i++)
    {
      const char *found = folded_title;

      while ((found = strstr (found, list[i])) != NULL && found != folded_title && found[-1] != ' ')
        found++;
      if (found == NULL)
        return FALSE;
    }

  return TRUE;
}

static GtkWidget *
make_hint_row (const char *icon_name, const char *title, const char *key, const char *words)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);
  GtkWidget *label = gtk_label_new (title);
  g_autoptr (PangoAttrList) attributes = gaung_highlight_new (title, words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  if (key)
    {
      GtkWidget *key_label = gtk_label_new (key);

      gtk_widget_add_css_class (key_label, "keycap");
      gtk_widget_set_valign (key_label, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), key_label);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  return row;
}

GPtrArray *
gaung_search_make_action_rows (GaungContext *context, const char *words)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (const GaungActionRow *const *table = gaung_action_tables (); *table != NULL; table++)
    for (const GaungActionRow *action = *table; action->name != NULL; action++)
      if (!(action->flags
            & (GAUNG_ACTION_HIDDEN | GAUNG_ACTION_NOT_SEARCHED | GAUNG_ACTION_KEYS_ONLY))
          && is_hit (_ (action->title), words))
        {
          g_autofree char *key = gaung_action_row_get_key_label (action);
          GtkWidget *row = make_hint_row ("system-run-symbolic", _ (action->title), key, words);

          g_object_set_data (G_OBJECT (row), "action", (gpointer) action);
          g_ptr_array_add (rows, g_object_ref_sink (row));
        }
  for (const GaungArea *area = gaung_areas (); area->id != NULL; area++)
    if (is_hit (gaung_area_get_title (area), words))
      {
        GtkWidget *row = make_hint_row (area->icon_name, gaung_area_get_title (area), NULL, words);

        g_object_set_data (G_OBJECT (row), "area", (gpointer) area);
        g_ptr_array_add (rows, g_object_ref_sink (row));
      }

  return rows;
}

GPtrArray *
gaung_search_make_preference_rows (GaungContext *context, const char *words)
{
  const GaungActor *actor = gaung_context_get_actor (context);
  gboolean is_admin = actor != NULL && gaung_actor_has_role (actor, "admin");
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (const GaungPreferenceHint *hint = gaung_preferences_get_hints (); hint->title != NULL;
       hint++)
    if (is_hit (_ (hint->title), words) && (is_admin || g_strcmp0 (hint->page, "agencies") != 0))
      {
        GtkWidget *row
            = make_hint_row ("preferences-system-symbolic", _ (hint->title), NULL, words);

        g_object_set_data (G_OBJECT (row), "preferences", (gpointer) hint->page);
        g_ptr_array_add (rows, g_object_ref_sink (row));
      }

  return rows;
}

static void
activate_action (GtkWidget *window, const GaungActionRow *action)
{
  GtkWidget *target = window;
  g_autoptr (GVariant) parameter = NULL;

  if (!gaung_action_row_is_in_scope (action, "win")
      && !gaung_action_row_is_in_scope (action, "app"))
    target = GTK_WIDGET (gaung_shell_get_page (gaung_window_get_shell (GAUNG_WINDOW (window))));
  if (action->parameter)
    parameter = g_variant_ref_sink (g_variant_new_string (""));
  if (target == NULL || !gtk_widget_activate_action_variant (target, action->name, parameter))
    gaung_window_add_toast (GAUNG_WINDOW (window), _ ("This cannot be done here"));
}

void
gaung_search_activate_row (GtkWidget *row, GtkWidget *window)
{
  const GaungActionRow *action = g_object_get_data (G_OBJECT (row), "action");
  const GaungArea *area = g_object_get_data (G_OBJECT (row), "area");
  const char *preferences = g_object_get_data (G_OBJECT (row), "preferences");
  const char *copy = g_object_get_data (G_OBJECT (row), "copy");
  const char *agency = g_object_get_data (G_OBJECT (row), "words");

  if (action)
    activate_action (window, action);
  else if (area)
    gtk_widget_activate_action (window, "win.show-area", "s", area->id);
  else if (preferences)
    gtk_widget_activate_action (window, "win.preferences", "s", preferences);
  else if (copy)
    {
      gdk_clipboard_set_text (gtk_widget_get_clipboard (window), copy);
      gaung_window_add_toast (GAUNG_WINDOW (window), _ ("The text of the template was copied"));
    }
  else if (agency)
    {
      g_autofree char *query = g_strconcat ("agency:", agency, NULL);

      gaung_shell_show_area (gaung_window_get_shell (GAUNG_WINDOW (window)), "complaints");
      gtk_widget_activate_action (
          GTK_WIDGET (gaung_shell_get_page (gaung_window_get_shell (GAUNG_WINDOW (window)))),
          "complaint.show-query",
          "s",
          query);
    }
  else
    gtk_widget_activate_action (
        window, "win.open-record", "s", gaung_record_row_get_target (GAUNG_RECORD_ROW (row)));
}
