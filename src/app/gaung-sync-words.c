/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The synchronisation in words. Codes and phases are stable English words everywhere else; here,
 * and only here, they become sentences. */

#include "config.h"

#include "gaung-sync-words.h"

#include <glib/gi18n.h>

#include "gaung-agency-names.h"
#include "gaung-engine.h"
#include "gaung-entry.h"
#include "gaung-format.h"

/* A rule of the server that refused something, by its code. */
static const struct
{
  const char *code;
  const char *text;
} reasons[] = {
  { "E_APPEND", N_ ("What is in the history cannot be changed any more.") },
  { "E_AUTHOR", N_ ("It was written under another account. Only its author can send it.") },
  { "E_DATABASE", N_ ("It does not belong to this part of the server.") },
  { "E_DELETE", N_ ("Records are never deleted on the server.") },
  { "E_FILE", N_ ("The file is of a kind, or of a size, that the server does not take.") },
  { "E_MOVED", N_ ("The complaint was handed over to another agency meanwhile.") },
  { "E_WHEN_MOVED", N_ ("The complaint was handed over to another agency meanwhile.") },
  { "E_NEEDS", N_ ("Something that this state needs is missing. Open it and complete it.") },
  { "E_PERSONAL", N_ ("It contains personal data where none may be.") },
  { "E_REQUIRED", N_ ("Something that must be filled in is empty. Open it and complete it.") },
  { "E_ROLE", N_ ("Your account may not write this. Ask your coordinator.") },
  { "E_SCHEMA", N_ ("It is of another version of Gaung than the server knows.") },
  { "E_SIZE", N_ ("It is larger than the server takes. Shorten it.") },
  { "E_STAMP", N_ ("Its time or its author do not agree with the server. Is the clock right?") },
  { "E_STATE",
    N_ ("The complaint is in a state meanwhile from which this step is not possible. Open it, look "
        "at the history and decide anew.") },
  { "E_TEXT", N_ ("It contains characters that cannot be stored.") },
  { "too-large", N_ ("It is larger than the server takes. Shorten it.") },
  { "deleted", N_ ("It was removed from the server meanwhile.") },
  { "no-right", N_ ("Your account may not write this. Ask your coordinator.") },
  { "offline", N_ ("The server could not be reached.") },
  { "timeout", N_ ("The server did not answer in time.") },
  { "busy", N_ ("The server was busy.") },
  { "server", N_ ("The server had a fault.") },
  { "no-space", N_ ("The server has no room left.") },
  { "conflict", N_ ("Somebody else changed it. Their copy is fetched first.") },
  { "unreadable",
    N_ ("The server has a copy of it that cannot be read here. Update Gaung, then try again.") },
  { "waits", N_ ("It waits for something that must be sent before it.") },
};

static guint
get_uint (gpointer object, const char *property)
{
  guint value;

  g_object_get (object, property, &value, NULL);

  return value;
}

static GaungInstant
get_instant (gpointer object, const char *property)
{
  gint64 value;

  g_object_get (object, property, &value, NULL);

  return value;
}

const char *
gaung_sync_words_get_icon_name (GaungSyncStatus *status)
{
  switch (gaung_sync_status_get_phase (status))
    {
    case GAUNG_SYNC_PHASE_STARTING:
    case GAUNG_SYNC_PHASE_WORKING:
      return "network-transmit-receive-symbolic";
    case GAUNG_SYNC_PHASE_IDLE:
      if (gaung_sync_status_get_parked (status) > 0 || gaung_sync_status_get_conflicts (status) > 0)
        return "dialog-warning-symbolic";
      return gaung_sync_status_get_waiting (status) > 0 ? "document-send-symbolic"
                                                        : "object-select-symbolic";
    case GAUNG_SYNC_PHASE_PAUSED:
      return "media-playback-pause-symbolic";
    case GAUNG_SYNC_PHASE_OFFLINE:
      return "network-offline-symbolic";
    case GAUNG_SYNC_PHASE_TROUBLE:
      return "dialog-warning-symbolic";
    case GAUNG_SYNC_PHASE_OFF:
    default:
      return "network-server-symbolic";
    }
}

static char *
get_working_title (GaungSyncStatus *status)
{
  guint done = get_uint (status, "done");
  guint total = get_uint (status, "total");
  g_autofree char *done_number = gaung_format_number (done);
  g_autofree char *total_number = gaung_format_number (total);

  if (total > 0)
    /* Translators: numbers of records: "1.240 of 3.300 exchanged". */
    return g_strdup_printf (_ ("%s of %s exchanged"), done_number, total_number);
  if (gaung_sync_status_get_waiting (status) > 0)
    return g_strdup (_ ("Sending…"));

  return g_strdup (_ ("Looking for news…"));
}

char *
gaung_sync_words_get_title (GaungSyncStatus *status)
{
  switch (gaung_sync_status_get_phase (status))
    {
    case GAUNG_SYNC_PHASE_STARTING:
      return g_strdup (_ ("Connecting…"));
    case GAUNG_SYNC_PHASE_WORKING:
      return get_working_title (status);
    case GAUNG_SYNC_PHASE_IDLE:
      if (gaung_sync_status_get_conflicts (status) > 0)
        return g_strdup (_ ("Clashing changes"));
      if (gaung_sync_status_get_parked (status) > 0)
        return g_strdup (_ ("Not all was taken"));
      return g_strdup (gaung_sync_status_get_waiting (status) > 0 ? _ ("Not all is sent")
                                                                  : _ ("All sent"));
    case GAUNG_SYNC_PHASE_PAUSED:
      if (gaung_sync_status_get_pause (status) == GAUNG_SYNC_PAUSE_METERED)
        return g_strdup (_ ("Paused: metered network"));
      if (gaung_sync_status_get_pause (status) == GAUNG_SYNC_PAUSE_POWER)
        return g_strdup (_ ("Paused: saving power"));
      return g_strdup (_ ("Paused"));
    case GAUNG_SYNC_PHASE_OFFLINE:
      return g_strdup (_ ("Working offline"));
    case GAUNG_SYNC_PHASE_TROUBLE:
      return gaung_sync_trouble_get_title (gaung_sync_status_get_trouble (status));
    case GAUNG_SYNC_PHASE_OFF:
    default:
      return g_strdup (_ ("Not connected"));
    }
}

/* "3 waiting · oldest 28 minutes ago" */
static char *
describe_waiting (guint waiting, GaungInstant oldest, GaungInstant now)
{
  g_autofree char *number = gaung_format_number (waiting);
  g_autofree char *age = oldest == GAUNG_INSTANT_NONE ? NULL : gaung_format_span (oldest, now);

  if (age == NULL)
    /* Translators: %s is a number of changes: "3 waiting". */
    return g_strdup_printf (ngettext ("%s waiting", "%s waiting", waiting), number);
  return g_strdup_printf (
      /* Translators: how many changes wait and how old the oldest is:
         "3 waiting · oldest 28 minutes ago". */
      ngettext ("%s waiting · oldest %s", "%s waiting · oldest %s", waiting),
      number,
      age);
}

char *
gaung_sync_words_get_subtitle (GaungSyncStatus *status, GaungInstant now)
{
  guint waiting = gaung_sync_status_get_waiting (status);
  GaungInstant success = gaung_sync_status_get_last_success (status);
  GaungSyncPhase phase = gaung_sync_status_get_phase (status);
  g_autofree char *time = NULL;

  if (waiting > 0)
    return describe_waiting (waiting, gaung_sync_status_get_oldest (status), now);
  if (success == GAUNG_INSTANT_NONE)
    return g_strdup (_ ("No contact yet"));
  if (phase == GAUNG_SYNC_PHASE_IDLE
      && gaung_day_of_instant (success) == gaung_day_of_instant (now))
    {
      time = gaung_format_time (success);
      /* Translators: %s is the time of the last contact with the server: "Connected · 09.41". */
      return g_strdup_printf (_ ("Connected · %s"), time);
    }
  time = gaung_format_instant (success, now);
  /* Translators: %s is a time: "Last contact yesterday 16.02". */
  return g_strdup_printf (_ ("Last contact %s"), time);
}

char *
gaung_sync_words_get_short_subtitle (GaungSyncStatus *status, GaungInstant now)
{
  guint waiting = gaung_sync_status_get_waiting (status);
  GaungInstant oldest = gaung_sync_status_get_oldest (status);
  g_autofree char *number = gaung_format_number (waiting);
  g_autofree char *length = NULL;

  if (waiting == 0 || oldest == GAUNG_INSTANT_NONE)
    return gaung_sync_words_get_subtitle (status, now);
  length = gaung_sync_words_get_length (now - oldest);

  /* Translators: how many changes wait, and for how long the oldest has: "3 waiting · 28 minutes".
     There is little room. */
  return g_strdup_printf (ngettext ("%s waiting · %s", "%s waiting · %s", waiting), number, length);
}

char *
gaung_sync_words_get_explanation (GaungSyncStatus *status)
{
  switch (gaung_sync_status_get_phase (status))
    {
    case GAUNG_SYNC_PHASE_OFFLINE:
      return g_strdup (_ ("The server cannot be reached. Everything works as ever; what you write "
                          "is kept here and goes out by itself."));
    case GAUNG_SYNC_PHASE_PAUSED:
      switch (gaung_sync_status_get_pause (status))
        {
        case GAUNG_SYNC_PAUSE_METERED:
          return g_strdup (_ ("This network is paid by volume. Nothing is sent or fetched on it, "
                              "unless you allow it in the preferences."));
        case GAUNG_SYNC_PAUSE_POWER:
          return g_strdup (_ ("The computer saves power. Nothing is sent or fetched meanwhile, "
                              "unless you allow it in the preferences."));
        case GAUNG_SYNC_PAUSE_USER:
        case GAUNG_SYNC_PAUSE_NONE:
        default:
          return g_strdup (_ ("Nothing is sent or fetched until you resume."));
        }
    case GAUNG_SYNC_PHASE_TROUBLE:
      return gaung_sync_trouble_get_text (gaung_sync_status_get_trouble (status),
                                          get_instant (status, "trouble-until"),
                                          gaung_sync_status_get_waiting (status));
    case GAUNG_SYNC_PHASE_OFF:
      return g_strdup (_ ("What you write is kept here until somebody signs in."));
    case GAUNG_SYNC_PHASE_STARTING:
    case GAUNG_SYNC_PHASE_WORKING:
    case GAUNG_SYNC_PHASE_IDLE:
    default:
      return g_strdup ("");
    }
}

char *
gaung_sync_words_get_area_name (GaungSyncArea *area, GaungStore *store)
{
  g_autofree char *kind = NULL;
  g_autofree char *agency = NULL;
  g_autofree char *database = NULL;

  g_object_get (area, "kind", &kind, "agency", &agency, "database", &database, NULL);
  if (g_strcmp0 (kind, "agency") == 0 && agency != NULL)
    return g_strdup (gaung_agency_names_get_short (store, agency));
  if (g_strcmp0 (kind, "directory") == 0)
    return g_strdup (_ ("Agencies and calendars"));
  if (g_strcmp0 (kind, "common") == 0)
    return g_strdup (_ ("Shared texts"));
  if (g_strcmp0 (kind, "identity") == 0)
    return g_strdup (_ ("Secret and anonymous"));

  return g_strdup (database);
}

char *
gaung_sync_words_get_area_state (GaungSyncArea *area, GaungInstant now)
{
  guint waiting = get_uint (area, "waiting");
  GaungInstant success = get_instant (area, "last-success");
  gboolean is_readable;
  g_autofree char *time = NULL;

  g_object_get (area, "is-readable", &is_readable, NULL);
  if (!is_readable)
    return g_strdup (_ ("Not for your account"));
  if (waiting > 0)
    return describe_waiting (waiting, get_instant (area, "oldest"), now);
  if (success == GAUNG_INSTANT_NONE)
    return g_strdup (_ ("Not fetched yet"));
  time = gaung_format_instant (success, now);

  return g_steal_pointer (&time);
}

char *
gaung_sync_words_get_kind (const char *type, const char *kind, gboolean is_new)
{
  const GaungRecordType *record_type;

  if (g_strcmp0 (type, "entry") == 0 && kind != NULL)
    return g_strdup (gaung_enum_get_label (gaung_entry_kinds, kind));
  record_type = type != NULL ? gaung_record_type_find (type) : NULL;
  if (record_type == NULL)
    return g_strdup (_ ("Record"));
  if (is_new && g_str_equal (type, "complaint"))
    return g_strdup (_ ("New complaint"));
  if (is_new)
    return g_strdup (_ (record_type->label));

  /* Translators: %s is a kind of record: "Complaint, changed". */
  return g_strdup_printf (_ ("%s, changed"), _ (record_type->label));
}

const char *
gaung_sync_words_get_kind_icon_name (const char *type, const char *kind)
{
  static const char *const icons[][2] = {
    { "reply", "mail-reply-sender-symbolic" },    { "question", "mail-reply-sender-symbolic" },
    { "note", "system-lock-screen-symbolic" },    { "complaint", "mail-unread-symbolic" },
    { "attachment", "mail-attachment-symbolic" }, { "person", "avatar-default-symbolic" },
    { "template", "text-x-generic-symbolic" },    { "service", "help-about-symbolic" },
    { "visit", "document-open-recent-symbolic" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    if (g_strcmp0 (icons[i][0], kind) == 0 || g_strcmp0 (icons[i][0], type) == 0)
      return icons[i][1];

  return "document-edit-symbolic";
}

char *
gaung_sync_words_get_state (const GaungOutboxItem *item, GaungInstant now)
{
  g_autofree char *time = NULL;

  switch (item->state)
    {
    case GAUNG_OUTBOX_UNDER_WAY:
      return g_strdup (_ ("Being sent"));
    case GAUNG_OUTBOX_HELD:
      if (item->hold_until == GAUNG_INSTANT_NONE)
        return g_strdup (_ ("Held until you send it"));
      time = gaung_format_instant (item->hold_until, now);
      /* Translators: %s is a time: "Held until today 10.15". */
      return g_strdup_printf (_ ("Held until %s"), time);
    case GAUNG_OUTBOX_LATER:
      time = gaung_format_span (item->not_before, now);
      return g_strdup_printf (
          /* Translators: how often, then when it is tried again: "Tried 3 times, again in 4
             minutes". */
          ngettext ("Tried %u time, again %s", "Tried %u times, again %s", item->tries),
          item->tries,
          time);
    case GAUNG_OUTBOX_PARKED:
      return g_strdup (_ ("Refused"));
    case GAUNG_OUTBOX_WAITING:
    default:
      return g_strdup (_ ("Waits to be sent"));
    }
}

char *
gaung_sync_words_get_reason (const char *code, const char *reason)
{
  for (guint i = 0; code != NULL && i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reasons[i].code, code))
      return g_strdup (_ (reasons[i].text));
  if (reason != NULL && *reason != '\0')
    /* Translators: %s is what the server said, in its own words. */
    return g_strdup_printf (_ ("The server says: %s"), reason);

  return g_strdup ("");
}

char *
gaung_sync_words_get_unread_reason (const char *reason)
{
  /* As src/records and src/sync word it. */
  if (reason != NULL && g_str_has_prefix (reason, "schema:"))
    return g_strdup (_ ("A newer version of Gaung wrote it. Nothing is lost: it stays on the "
                        "server. Update Gaung on this computer, then try again."));
  if (reason != NULL && g_str_has_prefix (reason, "the server names it"))
    return g_strdup (_ ("The server names it, but does not give it. Try again later. If it stays, "
                        "export it for whoever looks after the server."));

  return g_strdup (_ ("It is damaged, or in a form that this version does not know. It stays on "
                      "the server as it is. Export it for whoever looks after the server, and try "
                      "again when it is mended."));
}

char *
gaung_sync_words_get_length (gint64 milliseconds)
{
  gint64 minutes = milliseconds / GAUNG_MINUTE;

  if (minutes < 1)
    return g_strdup (_ ("less than a minute"));
  if (minutes < 120)
    /* Translators: a length of time: "28 minutes". */
    return g_strdup_printf (ngettext ("%d minute", "%d minutes", minutes), (int) minutes);
  if (minutes < 48 * 60)
    /* Translators: a length of time: "3 hours". */
    return g_strdup_printf (ngettext ("%d hour", "%d hours", minutes / 60), (int) (minutes / 60));

  /* Translators: a length of time: "2 days". */
  return g_strdup_printf (ngettext ("%d day", "%d days", minutes / (24 * 60)),
                          (int) (minutes / (24 * 60)));
}
