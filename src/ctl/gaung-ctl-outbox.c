/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gaungctl outbox: what waits to be sent, and what somebody decides about it. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gaung-ctl-account-private.h"
#include "gaung-ctl-table-private.h"
#include "gaung-format.h"
#include "gaung-outbox.h"

#define MAX_ITEMS 100000

typedef struct
{
  GaungCtl *ctl;
  gboolean is_json;
  char *until;
  char *reason;
  char *output;
  int argc; /* of what follows the verb */
  char **argv;
} Options;

typedef struct
{
  const char *name;
  GaungCtlStatus (*run) (const Options *options);
} Verb;

static const char *const state_nicks[] = {
  [GAUNG_OUTBOX_WAITING] = "waiting", [GAUNG_OUTBOX_UNDER_WAY] = "under-way",
  [GAUNG_OUTBOX_HELD] = "held",       [GAUNG_OUTBOX_LATER] = "later",
  [GAUNG_OUTBOX_PARKED] = "parked",
};

static const char *
get_state_label (GaungOutboxState state)
{
  switch (state)
    {
    case GAUNG_OUTBOX_UNDER_WAY:
      return C_ ("outbox", "under way");
    case GAUNG_OUTBOX_HELD:
      return C_ ("outbox", "held");
    case GAUNG_OUTBOX_LATER:
      return C_ ("outbox", "later");
    case GAUNG_OUTBOX_PARKED:
      return C_ ("outbox", "parked");
    case GAUNG_OUTBOX_WAITING:
    default:
      return C_ ("outbox", "waiting");
    }
}

static JsonObject *
describe (GaungCtl *ctl, const GaungOutboxItem *item)
{
  JsonObject *object = json_object_new ();
  g_autofree char *title = gaung_ctl_tell_title (ctl, item->title, item->id, item->parent);

  json_object_set_int_member (object, "number", item->seq);
  json_object_set_string_member (object, "id", item->id);
  json_object_set_string_member (object, "type", item->type);
  json_object_set_string_member (object, "state", state_nicks[item->state]);
  json_object_set_boolean_member (object, "is_new", item->is_new);
  json_object_set_string_member (object, "title", title);
  gaung_ctl_set_instant (object, "written_at", item->written_at);
  gaung_ctl_set_instant (object, "hold_until", item->hold_until);
  gaung_ctl_set_instant (object, "not_before", item->not_before);
  json_object_set_int_member (object, "tries", item->tries);
  if (item->code != NULL)
    json_object_set_string_member (object, "code", item->code);
  if (item->reason != NULL)
    json_object_set_string_member (object, "reason", item->reason);
  json_object_set_int_member (object, "bytes", item->bytes);
  return object;
}

static gboolean
add_row (GaungCtl *ctl, GaungCtlTable *table, const GaungOutboxItem *item)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, item->seq);
  g_autofree char *written = gaung_format_instant (item->written_at, gaung_instant_now ());
  g_autofree char *code = gaung_ctl_escape (item->code);
  g_autofree char *title = gaung_ctl_tell_title (ctl, item->title, item->id, item->parent);
  const char *cells[] = { number, get_state_label (item->state), written, item->id, code, title };

  return gaung_ctl_table_add (table, cells);
}

static GaungCtlStatus
list (const Options *options)
{
  const char *const headings[]
      = { _ ("Number"), _ ("State"), _ ("Written"), _ ("Id"), _ ("Why"), _ ("Title"), NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = gaung_outbox_list (options->ctl->store, MAX_ITEMS, &error);
  g_autoptr (GaungCtlTable) table = NULL;

  if (items == NULL)
    return gaung_ctl_fail (error);
  if (!options->is_json && items->len == 0)
    {
      gaung_ctl_print ("%s\n", _ ("Nothing waits to be sent."));
      return GAUNG_CTL_OK;
    }
  table = gaung_ctl_table_new (headings);
  for (guint i = 0; i < items->len; i++)
    {
      const GaungOutboxItem *item = g_ptr_array_index (items, i);

      if (options->is_json ? !gaung_ctl_print_object (describe (options->ctl, item))
                           : !add_row (options->ctl, table, item))
        return GAUNG_CTL_OK;
    }
  if (!options->is_json)
    gaung_ctl_table_end (table);
  return GAUNG_CTL_OK;
}

static GaungCtlStatus
hold (const Options *options)
{
  GaungInstant until = GAUNG_INSTANT_NONE;
  GaungCtlStatus status;

  if (options->until != NULL && !gaung_instant_parse (options->until, &until))
    return gaung_ctl_usage ("%s", _ ("That is no time. Write it like 2026-11-24T15:00:00+07:00."));
  for (int i = 0; i < options->argc; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 number;

      if (!gaung_ctl_read_number (options->argv[i], &number, &status))
        return status;
      if (!gaung_outbox_hold (options->ctl->store, number, until, &error))
        return gaung_ctl_fail (error);
    }
  return GAUNG_CTL_OK;
}

static GaungCtlStatus
release (const Options *options)
{
  g_autoptr (GError) error = NULL;
  GaungCtlStatus status;
  guint n_released;

  if (options->argc == 1 && strcmp (options->argv[0], "all") == 0)
    {
      if (!gaung_outbox_release_all (options->ctl->store, &n_released, &error))
        return gaung_ctl_fail (error);
      gaung_ctl_print (ngettext ("%u record is sent next time.\n",
                                 "%u records are sent next time.\n",
                                 n_released),
                       n_released);
      return GAUNG_CTL_OK;
    }
  for (int i = 0; i < options->argc; i++)
    {
      gint64 number;

      if (!gaung_ctl_read_number (options->argv[i], &number, &status))
        return status;
      if (!gaung_outbox_release (options->ctl->store, number, &error))
        return gaung_ctl_fail (error);
    }
  return GAUNG_CTL_OK;
}

static GaungCtlStatus
discard (const Options *options)
{
  GaungCtlStatus status;

  for (int i = 0; i < options->argc; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 number;

      if (!gaung_ctl_read_number (options->argv[i], &number, &status))
        return status;
      if (!gaung_outbox_discard (options->ctl->store, number, options->reason, &error))
        return gaung_ctl_fail (error);
    }
  return GAUNG_CTL_OK;
}

/* Never over an older one: that may be all that is left of something. */
static GaungCtlStatus export (const Options *options)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  gint64 number = 0;
  guint n_items = 0;
  GaungCtlStatus status;

  if (options->argc > 1
      || (options->argc == 1 && !gaung_ctl_read_number (options->argv[0], &number, &status)))
    return options->argc > 1 ? gaung_ctl_usage ("%s", _ ("Export one, or all.")) : status;
  file = g_file_new_for_commandline_arg (options->output);
  stream = g_file_create (file, G_FILE_CREATE_PRIVATE, options->ctl->cancellable, NULL);
  if (stream == NULL)
    {
      gaung_ctl_warn ("%s", _ ("The file cannot be written, or is there already."));
      return GAUNG_CTL_STORAGE;
    }
  if (!gaung_outbox_export (options->ctl->store,
                            number,
                            G_OUTPUT_STREAM (stream),
                            &n_items,
                            options->ctl->cancellable,
                            &error)
      || !g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, &error))
    {
      /* Half a rescue would look like a whole one. */
      g_file_delete (file, NULL, NULL);
      return gaung_ctl_fail (error);
    }
  gaung_ctl_warn (ngettext ("%u record was saved in clear, with the personal data in it. Keep the "
                            "file where nobody else reads it.",
                            "%u records were saved in clear, with the personal data in them. Keep "
                            "the file where nobody else reads it.",
                            n_items),
                  n_items);
  return GAUNG_CTL_OK;
}

static const Verb verbs[] = {
  { "list", list },       { "hold", hold },     { "release", release },
  { "discard", discard }, { "export", export },
};

static const Verb *
find_verb (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (verbs[i].name, name) == 0)
      return &verbs[i];
  return NULL;
}

static GaungCtlStatus
run_verb (Options *options, int argc, char **argv)
{
  const Verb *verb = find_verb (argc > 1 ? argv[1] : "list");
  GaungCtlStatus status;

  if (verb == NULL)
    return gaung_ctl_usage ("%s", _ ("An outbox can list, hold, release, discard and export."));
  options->argc = MAX (argc - 2, 0);
  options->argv = argv + MIN (argc, 2);
  if (verb->run == list && options->argc > 0)
    return gaung_ctl_usage ("%s", _ ("Name nothing for a list: it shows all."));
  if (verb->run != list && verb->run != export && options->argc == 0)
    return gaung_ctl_usage ("%s", _ ("Name what you mean by the number that the list shows."));
  if (verb->run == discard && (options->reason == NULL || *options->reason == '\0'))
    return gaung_ctl_usage ("%s", _ ("Say with “--reason” why it is given up."));
  if (verb->run == export && options->output == NULL)
    return gaung_ctl_usage ("%s", _ ("Name the file to write with “--output”."));
  if (!gaung_ctl_open (options->ctl, &status))
    return status;
  return verb->run (options);
}

GaungCtlStatus
gaung_ctl_outbox (GaungCtl *ctl, int argc, char **argv)
{
  Options options = { .ctl = ctl };
  GaungCtlStatus status;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.is_json, N_ ("JSON lines"), NULL },
    { "until",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.until,
      N_ ("Hold only until then"),
      N_ ("TIME") },
    { "reason",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.reason,
      N_ ("Why it is given up; kept with it"),
      N_ ("TEXT") },
    { "output",
      'o',
      0,
      G_OPTION_ARG_FILENAME,
      &options.output,
      N_ ("The file to write"),
      N_ ("FILE") },
    { NULL },
  };

  status = GAUNG_CTL_OK;
  if (gaung_ctl_parse (ctl, entries, &argc, &argv, &status))
    status = run_verb (&options, argc, argv);
  g_free (options.until);
  g_free (options.reason);
  g_free (options.output);
  return status;
}
