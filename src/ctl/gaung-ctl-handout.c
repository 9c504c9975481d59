/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gaungctl handout: a service on paper, or as a message. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gaung-ctl-private.h"
#include "gaung-entry.h"
#include "gaung-fold.h"
#include "gaung-format.h"
#include "gaung-leaflet.h"
#include "gaung-messenger.h"
#include "gaung-publish-text.h"
#include "gaung-service.h"
#include "gaung-slip.h"
#include "gaung-ulid.h"
#include "gaung-wall-sheet.h"

typedef struct
{
  GaungCtl *ctl;
  char *as;
  char *paper;
  char *missing;
  char *until;
  char *uri;
  char *path;
  gboolean has_questions;
  GStrv keys;
  GaungDay day;
} Handout;

static const struct
{
  const char *nick;
  const char *context;
  const char *label; /* what the service's history says */
  gboolean is_text;
} kinds[] = {
  { "leaflet", "hand-out", NC_ ("hand-out", "Leaflet"), FALSE },
  { "sheet", "hand-out", NC_ ("hand-out", "Wall sheet"), FALSE },
  { "slip", "slip", NC_ ("slip", "What you still need to bring"), FALSE },
  { "whatsapp", "service-channel", NC_ ("service-channel", "WhatsApp"), TRUE },
  { "text", "hand-out", NC_ ("hand-out", "Plain text"), TRUE },
};

static const char *
get_label (guint kind)
{
  return g_dpgettext2 (NULL, kinds[kind].context, kinds[kind].label);
}

typedef struct
{
  char *folded;
  GPtrArray *all;
  GPtrArray *named; /* whose name, or an everyday word of which, is just that */
} Search;

static gboolean
is_named (GaungRecord *service, const char *folded)
{
  g_autofree char *name = gaung_fold (gaung_record_get_string (service, "name"));
  g_auto (GStrv) keywords = gaung_record_get_strings (service, "keywords");

  if (strcmp (name, folded) == 0)
    return TRUE;
  for (guint i = 0; keywords[i] != NULL; i++)
    {
      g_autofree char *keyword = gaung_fold (keywords[i]);

      if (strcmp (keyword, folded) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
collect_service (GaungRecord *record, gpointer data)
{
  Search *search = data;

  g_ptr_array_add (search->all, g_object_ref (record));
  if (is_named (record, search->folded))
    g_ptr_array_add (search->named, g_object_ref (record));
  return TRUE;
}

static GaungRecord *
tell_not_unique (GPtrArray *services, GaungCtlStatus *status)
{
  if (services->len == 0)
    gaung_ctl_warn ("%s", _ ("No service has that name."));
  else
    gaung_ctl_warn ("%s", _ ("Several services have that name. Name one by its reference:"));
  for (guint i = 0; i < services->len && i < 10; i++)
    {
      GaungRecord *service = g_ptr_array_index (services, i);
      g_autofree char *name = gaung_ctl_escape (gaung_record_get_string (service, "name"));

      g_printerr ("  %s  %s\n", gaung_record_get_reference (service), name);
    }
  *status = GAUNG_CTL_NOT_FOUND;
  return NULL;
}

static GaungRecord *
find_by_words (GaungCtl *ctl, const char *words, GaungCtlStatus *status)
{
  g_autoptr (GaungQuery) query = gaung_query_new ("service");
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) named = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *folded = gaung_fold (words);
  g_autoptr (GError) error = NULL;
  Search search = { folded, all, named };

  gaung_query_set_words (query, words);
  if (!gaung_store_foreach (ctl->store, query, collect_service, &search, ctl->cancellable, &error))
    {
      *status = gaung_ctl_fail (error);
      return NULL;
    }
  if (named->len == 1)
    return g_object_ref (g_ptr_array_index (named, 0));
  if (named->len == 0 && all->len == 1)
    return g_object_ref (g_ptr_array_index (all, 0));
  return tell_not_unique (named->len > 0 ? named : all, status);
}

static GaungRecord *
find_service (GaungCtl *ctl, const char *text, GaungCtlStatus *status)
{
  g_autofree char *reference = gaung_reference_normalize (text);
  g_autoptr (GaungRecord) record = NULL;

  if (reference == NULL && !g_str_has_prefix (text, "service:"))
    return find_by_words (ctl, text, status);
  record = gaung_ctl_find (ctl, text, status);
  if (record == NULL || GAUNG_IS_SERVICE (record))
    return g_steal_pointer (&record);
  gaung_ctl_warn ("%s", _ ("That is not a service."));
  *status = GAUNG_CTL_NOT_FOUND;
  return NULL;
}

static gboolean
collect_question (GaungRecord *record, gpointer data)
{
  g_ptr_array_add (data, g_object_ref (record));
  return TRUE;
}

static gboolean
read_questions (Handout *handout, GaungRecord *service, GPtrArray *questions, GError **error)
{
  g_autoptr (GaungQuery) query = gaung_query_new ("question");

  gaung_query_set_one (query, "parent", gaung_record_get_id (service));
  gaung_query_set_one (query, "state", "active");
  gaung_query_set_sort (query, GAUNG_SORT_OLDEST);
  return gaung_store_foreach (
      handout->ctl->store, query, collect_question, questions, handout->ctl->cancellable, error);
}

static GBytes *
take_sheet (GaungSheet *sheet, GCancellable *cancellable, GError **error)
{
  g_autoptr (GaungSheet) own = sheet;

  return own != NULL ? gaung_sheet_to_pdf (own, cancellable, error) : NULL;
}

static GBytes *
make_bytes (Handout *handout,
            guint kind,
            GaungRecord *service,
            const GaungHandoutOptions *options,
            GError **error)
{
  const char *const *keys = (const char *const *) handout->keys;
  GCancellable *cancellable = handout->ctl->cancellable;
  GaungMessengerKind messenger
      = strcmp (kinds[kind].nick, "text") == 0 ? GAUNG_MESSENGER_PLAIN : GAUNG_MESSENGER_WHATSAPP;
  char *text;

  if (!kinds[kind].is_text)
    switch (kind)
      {
      case 0:
        return take_sheet (gaung_leaflet_new (service, options, error), cancellable, error);
      case 1:
        return take_sheet (gaung_wall_sheet_new (service, options, error), cancellable, error);
      default:
        return take_sheet (
            gaung_slip_new (service, keys, handout->day, options, error), cancellable, error);
      }
  text
      = keys != NULL
            ? gaung_messenger_write_missing (service, keys, handout->day, messenger, options, error)
            : gaung_messenger_write (service, messenger, options, error);
  return text != NULL ? g_bytes_new_take (text, strlen (text)) : NULL;
}

/* The history of the service tells what went out, before it does. */
static gboolean
write_entry (Handout *handout, guint kind, GaungRecord *service, GError **error)
{
  GaungStore *store = handout->ctl->store;
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
  g_autoptr (GaungEntry) entry = gaung_entry_new (
      gaung_record_get_id (service), "export", gaung_store_get_actor (store), gaung_instant_now ());

  if (!gaung_record_set_string (GAUNG_RECORD (entry), "text", get_label (kind), error))
    return FALSE;
  gaung_batch_put (batch, GAUNG_RECORD (entry), NULL);
  return gaung_store_write (store, batch, error);
}

static GaungCtlStatus
write_bytes (Handout *handout, GBytes *bytes)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  if (handout->path == NULL || strcmp (handout->path, "-") == 0)
    {
      gsize size;
      const char *data = g_bytes_get_data (bytes, &size);

      return fwrite (data, 1, size, stdout) == size && fflush (stdout) == 0 ? GAUNG_CTL_OK
                                                                            : GAUNG_CTL_STORAGE;
    }
  file = g_file_new_for_commandline_arg (handout->path);
  if (gaung_publish_replace (file, bytes, handout->ctl->cancellable, &error))
    return GAUNG_CTL_OK;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return gaung_ctl_fail (error);
  g_debug ("%s", error->message);
  gaung_ctl_warn ("%s", _ ("The file cannot be written."));
  return GAUNG_CTL_STORAGE;
}

static GaungCtlStatus
tell_trouble (const GError *error)
{
  if (error->domain != GAUNG_PUBLISH_ERROR)
    return gaung_ctl_fail (error);
  switch ((GaungPublishError) error->code)
    {
    case GAUNG_PUBLISH_ERROR_SIZE:
      gaung_ctl_warn ("%s", _ ("The address is too long for a QR code."));
      return GAUNG_CTL_REFUSED;
    case GAUNG_PUBLISH_ERROR_URI:
      return gaung_ctl_usage ("%s",
                              _ ("The address begins with https://, http://, tel: or mailto:."));
    case GAUNG_PUBLISH_ERROR_VALUE:
      gaung_ctl_warn ("%s",
                      _ ("“--missing” names documents that the service does not ask for. “gaungctl "
                         "get --json” shows their keys."));
      return GAUNG_CTL_NOT_FOUND;
    case GAUNG_PUBLISH_ERROR_DRAW:
    default:
      gaung_ctl_warn ("%s", _ ("The hand-out could not be drawn."));
      return GAUNG_CTL_STORAGE;
    }
}

static GaungCtlStatus
hand_out (Handout *handout, guint kind, const GaungPaper *paper, const char *name)
{
  GaungCtlStatus status = GAUNG_CTL_OK;
  g_autoptr (GaungRecord) service = find_service (handout->ctl, name, &status);
  g_autoptr (GaungRecord) agency = NULL;
  g_autoptr (GPtrArray) questions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  GaungHandoutOptions options;

  if (service == NULL)
    return status;
  agency = gaung_store_get_by_key (
      handout->ctl->store, "agency", gaung_record_get_string (service, "agency"));
  gaung_handout_options_init (&options, agency, gaung_instant_now ());
  options.paper = paper;
  options.uri = handout->uri;
  options.questions = questions;
  if (handout->has_questions && !read_questions (handout, service, questions, &error))
    return gaung_ctl_fail (error);
  bytes = make_bytes (handout, kind, service, &options, &error);
  if (bytes == NULL)
    return tell_trouble (error);
  if (!write_entry (handout, kind, service, &error))
    return gaung_ctl_fail (error);
  return write_bytes (handout, bytes);
}

/* -1: told. */
static int
find_kind (const char *as, GaungCtlStatus *status)
{
  for (guint i = 0; as != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].nick, as) == 0)
      return (int) i;
  *status = gaung_ctl_usage (
      "%s", _ ("Say with “--as” what to make: leaflet, sheet, slip, whatsapp or text."));
  return -1;
}

static gboolean
check_options (Handout *handout, guint kind, const GaungPaper **paper, GaungCtlStatus *status)
{
  gboolean is_slip = strcmp (kinds[kind].nick, "slip") == 0;

  if (!kinds[kind].is_text && handout->path == NULL)
    *status = gaung_ctl_usage ("%s", _ ("Name the file to write with “--output”."));
  else if (is_slip && handout->missing == NULL)
    *status = gaung_ctl_usage ("%s", _ ("Name the documents that are missing with “--missing”."));
  else if (!is_slip && !kinds[kind].is_text && handout->missing != NULL)
    *status = gaung_ctl_usage ("%s", _ ("“--missing” goes with a slip or a message."));
  else if (handout->until != NULL && !gaung_parse_day (handout->until, &handout->day))
    *status = gaung_ctl_usage ("%s", _ ("A day looks like 2026-11-24 or 24/11/2026."));
  else if (handout->paper != NULL && (*paper = gaung_paper_find (handout->paper)) == NULL)
    *status = gaung_ctl_usage ("%s", _ ("The paper is A3, A4, A5 or A6."));
  else
    return TRUE;
  return FALSE;
}

GaungCtlStatus
gaung_ctl_handout (GaungCtl *ctl, int argc, char **argv)
{
  Handout handout = { .ctl = ctl, .day = GAUNG_DAY_NONE };
  const GaungPaper *paper = NULL;
  GaungCtlStatus status;
  int kind;
  const GOptionEntry entries[] = {
    { "as",
      0,
      0,
      G_OPTION_ARG_STRING,
      &handout.as,
      N_ ("leaflet, sheet, slip, whatsapp or text"),
      N_ ("KIND") },
    { "output",
      'o',
      0,
      G_OPTION_ARG_FILENAME,
      &handout.path,
      N_ ("The file to write"),
      N_ ("FILE") },
    { "paper",
      0,
      0,
      G_OPTION_ARG_STRING,
      &handout.paper,
      N_ ("A3, A4, A5 or A6 instead of the usual one"),
      N_ ("PAPER") },
    { "missing",
      0,
      0,
      G_OPTION_ARG_STRING,
      &handout.missing,
      N_ ("Keys of the documents that are missing"),
      N_ ("KEY,…") },
    { "until",
      0,
      0,
      G_OPTION_ARG_STRING,
      &handout.until,
      N_ ("The day by which they are to be brought"),
      N_ ("DAY") },
    { "uri",
      0,
      0,
      G_OPTION_ARG_STRING,
      &handout.uri,
      N_ ("The address in the QR code, or nothing for none"),
      N_ ("ADDRESS") },
    { "questions",
      0,
      0,
      G_OPTION_ARG_NONE,
      &handout.has_questions,
      N_ ("With the questions that people ask"),
      NULL },
    { NULL },
  };

  if (gaung_ctl_parse (ctl, entries, &argc, &argv, &status))
    {
      kind = find_kind (handout.as, &status);
      if (kind >= 0 && argc != 2)
        status = gaung_ctl_usage ("%s", _ ("Name one service by its id, reference or name."));
      else if (kind >= 0 && check_options (&handout, (guint) kind, &paper, &status)
               && gaung_ctl_open (ctl, &status))
        {
          if (handout.missing != NULL)
            handout.keys = g_strsplit (handout.missing, ",", -1);
          status = hand_out (&handout, (guint) kind, paper, argv[1]);
        }
    }
  g_strfreev (handout.keys);
  g_free (handout.as);
  g_free (handout.path);
  g_free (handout.paper);
  g_free (handout.missing);
  g_free (handout.until);
  g_free (handout.uri);
  return status;
}
