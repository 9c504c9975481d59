/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gaungctl receipts: the page that closes a day. */
#include "config.h"

#include <glib/gi18n.h>

#include "gaung-ctl-account-private.h"
#include "gaung-ctl-table-private.h"
#include "gaung-format.h"
#include "gaung-outbox.h"

#define MAX_RECEIPTS 100000

static gboolean
print_receipt (GaungCtl *ctl, const GaungReceipt *receipt)
{
  JsonObject *object = json_object_new ();
  g_autofree char *title = gaung_ctl_tell_title (ctl, receipt->title, receipt->id, receipt->parent);

  json_object_set_string_member (object, "event", "receipt");
  json_object_set_int_member (object, "number", receipt->number);
  json_object_set_string_member (object, "id", receipt->id);
  json_object_set_string_member (object, "type", receipt->type);
  json_object_set_boolean_member (object, "is_new", receipt->is_new);
  json_object_set_string_member (object, "database", receipt->database);
  json_object_set_string_member (object, "revision", receipt->revision);
  json_object_set_string_member (object, "title", title);
  gaung_ctl_set_instant (object, "written_at", receipt->written_at);
  gaung_ctl_set_instant (object, "sent_at", receipt->sent_at);
  return gaung_ctl_print_object (object);
}

static void
print_close (const GaungDayClose *close)
{
  JsonObject *object = json_object_new ();
  g_autofree char *day = gaung_day_to_text (close->day);

  json_object_set_string_member (object, "event", "day-close");
  json_object_set_string_member (object, "day", day);
  json_object_set_int_member (object, "sent", close->sent);
  json_object_set_int_member (object, "waiting", close->waiting);
  json_object_set_int_member (object, "parked", close->parked);
  json_object_set_int_member (object, "conflicts", close->conflicts);
  gaung_ctl_set_instant (object, "oldest", close->oldest);
  json_object_set_int_member (object, "longest_ms", close->longest_ms);
  gaung_ctl_print_object (object);
}

static gboolean
add_row (GaungCtl *ctl, GaungCtlTable *table, const GaungReceipt *receipt)
{
  g_autofree char *written = gaung_format_instant (receipt->written_at, receipt->sent_at);
  g_autofree char *sent = gaung_format_time (receipt->sent_at);
  g_autofree char *revision = gaung_ctl_escape (receipt->revision);
  g_autofree char *title = gaung_ctl_tell_title (ctl, receipt->title, receipt->id, receipt->parent);
  const char *cells[] = { written, sent, receipt->id, revision, title };

  return gaung_ctl_table_add (table, cells);
}

static gboolean
print_table (GaungCtl *ctl, GPtrArray *receipts)
{
  const char *const headings[]
      = { _ ("Written"), _ ("Sent"), _ ("Id"), _ ("Revision"), _ ("Title"), NULL };
  g_autoptr (GaungCtlTable) table = gaung_ctl_table_new (headings);

  for (guint i = 0; i < receipts->len; i++)
    if (!add_row (ctl, table, g_ptr_array_index (receipts, i)))
      return FALSE;
  return gaung_ctl_table_end (table);
}

static void
print_summary (const GaungDayClose *close)
{
  g_autofree char *sent = gaung_format_number (close->sent);
  g_autofree char *waiting = gaung_format_number (close->waiting);
  g_autofree char *parked = gaung_format_number (close->parked);
  g_autofree char *conflicts = gaung_format_number (close->conflicts);

  /* Translators: %s is a number, e.g. "Sent: 37" */
  gaung_ctl_print (_ ("Sent: %s\n"), sent);
  /* Translators: %s is a number, e.g. "Waiting: 2" */
  gaung_ctl_print (_ ("Waiting: %s\n"), waiting);
  /* Translators: refused by the server, waits for somebody; %s is a number, e.g. "Parked: 1" */
  gaung_ctl_print (_ ("Parked: %s\n"), parked);
  gaung_ctl_print (_ ("Conflicts: %s\n"), conflicts);
}

static GaungCtlStatus
close_day (GaungCtl *ctl, GaungDay day, gboolean is_json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) receipts = NULL;
  g_autofree char *name = gaung_format_day_long (day);
  GaungDayClose close;

  receipts = gaung_receipt_list (
      ctl->store, gaung_day_get_start (day), gaung_day_get_start (day + 1), MAX_RECEIPTS, &error);
  if (receipts == NULL || !gaung_receipt_close_day (ctl->store, day, &close, &error))
    return gaung_ctl_fail (error);
  if (is_json)
    {
      for (guint i = 0; i < receipts->len; i++)
        if (!print_receipt (ctl, g_ptr_array_index (receipts, i)))
          return GAUNG_CTL_OK;
      print_close (&close);
      return GAUNG_CTL_OK;
    }
  gaung_ctl_print ("%s\n\n", name);
  if (receipts->len > 0 && (!print_table (ctl, receipts) || !gaung_ctl_print ("\n")))
    return GAUNG_CTL_OK;
  print_summary (&close);
  return GAUNG_CTL_OK;
}

GaungCtlStatus
gaung_ctl_receipts (GaungCtl *ctl, int argc, char **argv)
{
  g_autofree char *text = NULL;
  gboolean is_json = FALSE;
  GaungDay day = gaung_day_of_instant (gaung_instant_now ());
  GaungCtlStatus status;
  const GOptionEntry entries[] = {
    { "day", 0, 0, G_OPTION_ARG_STRING, &text, N_ ("The day (today)"), N_ ("DAY") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &is_json, N_ ("JSON lines"), NULL },
    { NULL },
  };

  if (!gaung_ctl_parse (ctl, entries, &argc, &argv, &status))
    return status;
  if (argc > 1)
    return gaung_ctl_usage ("%s", _ ("This command takes no arguments."));
  if (text != NULL && !gaung_parse_day (text, &day))
    return gaung_ctl_usage ("%s", _ ("That is no day. Write it like 2026-11-24."));
  if (!gaung_ctl_open (ctl, &status))
    return status;
  return close_day (ctl, day, is_json);
}
