/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gaungctl conflicts: where two people changed the same. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gaung-ctl-account-private.h"
#include "gaung-ctl-present-private.h"
#include "gaung-ctl-table-private.h"
#include "gaung-format.h"
#include "gaung-json.h"
#include "gaung-resolution.h"

#define MAX_CONFLICTS 10000

typedef struct
{
  GaungCtl *ctl;
  gboolean is_json;
  gboolean wants_settled;
  char *take;
} Options;

static const char *const kind_nicks[] = {
  [GAUNG_CONFLICT_CLASH] = "clash",
  [GAUNG_CONFLICT_CLAIM] = "claim",
  [GAUNG_CONFLICT_DISCARDED] = "discarded",
};

/* Of secret complaints not even the members are told, of others no personal value. */
static gboolean
can_read (GaungCtl *ctl, const GaungConflict *conflict)
{
  g_autoptr (GaungRecord) record = gaung_store_get (ctl->store, conflict->id, NULL);

  return record == NULL || gaung_ctl_can_read (ctl, record);
}

static char *
tell_value (const GaungClash *clash, JsonNode *node)
{
  g_autofree char *text = NULL;

  if (node == NULL)
    return g_strdup ("–");
  text = clash->field != NULL
             ? gaung_field_to_display (
                   clash->field, node, (clash->field->flags & GAUNG_FIELD_PERSONAL) != 0)
             : gaung_json_node_to_text (node);
  return gaung_ctl_escape (text);
}

static JsonObject *
describe (GaungCtl *ctl, const GaungConflict *conflict, gboolean has_values)
{
  JsonObject *object = json_object_new ();
  g_autoptr (GPtrArray) clashes = gaung_resolution_list_clashes (conflict);
  JsonArray *members = json_array_new ();
  gboolean is_readable = can_read (ctl, conflict);

  json_object_set_int_member (object, "number", conflict->number);
  json_object_set_string_member (object, "id", conflict->id);
  json_object_set_string_member (object, "kind", kind_nicks[conflict->kind]);
  gaung_ctl_set_instant (object, "at", conflict->at);
  gaung_ctl_set_instant (object, "resolved_at", conflict->resolved_at);
  for (guint i = 0; i < clashes->len && is_readable; i++)
    {
      const GaungClash *clash = g_ptr_array_index (clashes, i);
      JsonObject *member = json_object_new ();
      g_autofree char *base = tell_value (clash, clash->base);
      g_autofree char *mine = tell_value (clash, clash->mine);
      g_autofree char *theirs = tell_value (clash, clash->theirs);

      json_object_set_string_member (member, "member", clash->member);
      if (has_values)
        {
          json_object_set_string_member (member, "base", base);
          json_object_set_string_member (member, "mine", mine);
          json_object_set_string_member (member, "theirs", theirs);
        }
      json_array_add_object_element (members, member);
    }
  json_object_set_array_member (object, "members", members);
  return object;
}

static char *
list_members (GaungCtl *ctl, const GaungConflict *conflict)
{
  g_autoptr (GPtrArray) clashes = gaung_resolution_list_clashes (conflict);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < clashes->len && can_read (ctl, conflict); i++)
    g_string_append_printf (text,
                            "%s%s",
                            text->len > 0 ? ", " : "",
                            ((GaungClash *) g_ptr_array_index (clashes, i))->member);
  return gaung_ctl_escape (text->str);
}

static gboolean
add_row (GaungCtl *ctl, GaungCtlTable *table, const GaungConflict *conflict)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, conflict->number);
  g_autofree char *at = gaung_format_instant (conflict->at, gaung_instant_now ());
  g_autofree char *members = list_members (ctl, conflict);
  const char *cells[] = { number, kind_nicks[conflict->kind], at, conflict->id, members };

  return gaung_ctl_table_add (table, cells);
}

static GaungCtlStatus
list (const Options *options)
{
  const char *const headings[]
      = { _ ("Number"), _ ("Kind"), _ ("Since"), _ ("Id"), _ ("Members"), NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungCtlTable) table = NULL;
  g_autoptr (GPtrArray) conflicts
      = gaung_conflict_list (options->ctl->store, !options->wants_settled, MAX_CONFLICTS, &error);

  if (conflicts == NULL)
    return gaung_ctl_fail (error);
  if (!options->is_json && conflicts->len == 0)
    {
      gaung_ctl_print ("%s\n", _ ("There is no conflict."));
      return GAUNG_CTL_OK;
    }
  table = gaung_ctl_table_new (headings);
  for (guint i = 0; i < conflicts->len; i++)
    {
      const GaungConflict *conflict = g_ptr_array_index (conflicts, i);

      if (options->is_json ? !gaung_ctl_print_object (describe (options->ctl, conflict, FALSE))
                           : !add_row (options->ctl, table, conflict))
        return GAUNG_CTL_OK;
    }
  if (!options->is_json)
    gaung_ctl_table_end (table);
  return GAUNG_CTL_OK;
}

static GaungCtlStatus
show (const Options *options, const GaungConflict *conflict)
{
  const char *const headings[]
      = { _ ("Member"), _ ("As it was opened"), _ ("Mine"), _ ("Theirs"), NULL };
  g_autoptr (GPtrArray) clashes = NULL;
  g_autoptr (GaungCtlTable) table = NULL;

  if (options->is_json)
    {
      gaung_ctl_print_object (describe (options->ctl, conflict, TRUE));
      return GAUNG_CTL_OK;
    }
  gaung_ctl_print ("%s\n\n", conflict->id);
  if (!can_read (options->ctl, conflict))
    {
      gaung_ctl_warn ("%s", _ ("The complaint is secret: your account may not read it."));
      return GAUNG_CTL_REFUSED;
    }
  clashes = gaung_resolution_list_clashes (conflict);
  table = gaung_ctl_table_new (headings);
  for (guint i = 0; i < clashes->len; i++)
    {
      const GaungClash *clash = g_ptr_array_index (clashes, i);
      g_autofree char *member = gaung_ctl_escape (clash->member);
      g_autofree char *base = tell_value (clash, clash->base);
      g_autofree char *mine = tell_value (clash, clash->mine);
      g_autofree char *theirs = tell_value (clash, clash->theirs);
      const char *cells[] = { member, base, mine, theirs };

      if (!gaung_ctl_table_add (table, cells))
        return GAUNG_CTL_OK;
    }
  gaung_ctl_table_end (table);
  return GAUNG_CTL_OK;
}

static GaungCtlStatus
resolve (const Options *options, const GaungConflict *conflict)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) decided = NULL;

  if (options->take == NULL
      || (strcmp (options->take, "mine") != 0 && strcmp (options->take, "theirs") != 0))
    return gaung_ctl_usage ("%s", _ ("Say with “--take” whether mine or theirs stands."));
  if (conflict->resolved_at != GAUNG_INSTANT_NONE)
    {
      gaung_ctl_warn ("%s", _ ("This conflict is settled already."));
      return GAUNG_CTL_NOT_FOUND;
    }
  decided = strcmp (options->take, "mine") == 0 ? gaung_resolution_take_mine (conflict)
                                                : json_object_new ();
  if (!gaung_resolution_apply (options->ctl->store, conflict, decided, &error))
    return gaung_ctl_fail (error);
  gaung_ctl_print ("%s\n",
                   _ ("The conflict is settled. What lost is kept in the history of the record."));
  return GAUNG_CTL_OK;
}

static GaungCtlStatus
run_verb (const Options *options, int argc, char **argv)
{
  const char *verb = argc > 1 ? argv[1] : "list";
  gboolean is_show = strcmp (verb, "show") == 0;
  g_autoptr (GaungConflict) conflict = NULL;
  g_autoptr (GError) error = NULL;
  GaungCtlStatus status;
  gint64 number;

  if (strcmp (verb, "list") == 0 && argc <= 2)
    return gaung_ctl_open (options->ctl, &status) ? list (options) : status;
  if ((!is_show && strcmp (verb, "resolve") != 0) || argc != 3)
    return gaung_ctl_usage ("%s",
                            _ ("Conflicts can be listed, and one be shown or resolved by its "
                               "number."));
  if (!gaung_ctl_read_number (argv[2], &number, &status) || !gaung_ctl_open (options->ctl, &status))
    return status;
  conflict = gaung_conflict_get (options->ctl->store, number, &error);
  if (conflict == NULL)
    return gaung_ctl_fail (error);
  return is_show ? show (options, conflict) : resolve (options, conflict);
}

GaungCtlStatus
gaung_ctl_conflicts (GaungCtl *ctl, int argc, char **argv)
{
  Options options = { .ctl = ctl };
  GaungCtlStatus status;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.is_json, N_ ("JSON lines"), NULL },
    { "settled",
      0,
      0,
      G_OPTION_ARG_NONE,
      &options.wants_settled,
      N_ ("List those that are settled"),
      NULL },
    { "take",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.take,
      N_ ("What stands: mine or theirs"),
      N_ ("SIDE") },
    { NULL },
  };

  if (gaung_ctl_parse (ctl, entries, &argc, &argv, &status))
    status = run_verb (&options, argc, argv);
  g_free (options.take);
  return status;
}
