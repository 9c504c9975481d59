/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The action table of the services: names, keys, titles. */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gaung-services-page-private.h"

static void
next_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_service_catalog_step (gaung_services_page_get_catalog (GAUNG_SERVICES_PAGE (widget)), 1);
}

static void
previous_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_service_catalog_step (gaung_services_page_get_catalog (GAUNG_SERVICES_PAGE (widget)), -1);
}

static void
search_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_page_focus_search (GAUNG_PAGE (widget));
}

static void
due_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GaungServiceCatalog *catalog = gaung_services_page_get_catalog (GAUNG_SERVICES_PAGE (widget));

  gaung_service_catalog_set_due (catalog, !gaung_service_catalog_get_due (catalog));
}

static void
still_correct_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_services_page_mark_checked (GAUNG_SERVICES_PAGE (widget));
}

static void
copy_message_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_services_page_copy_message (GAUNG_SERVICES_PAGE (widget));
}

static void
copy_reference_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_services_page_copy_reference (GAUNG_SERVICES_PAGE (widget));
}

static void
open_uri_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_services_page_open_uri (GAUNG_SERVICES_PAGE (widget),
                                g_variant_get_string (parameter, NULL));
}

static void
explain_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_services_page_explain (GAUNG_SERVICES_PAGE (widget));
}

static void
edit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_services_page_edit (GAUNG_SERVICES_PAGE (widget));
}

static void
new_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_page_create_record (GAUNG_PAGE (widget));
}

static void
hand_out_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_services_page_hand_out (GAUNG_SERVICES_PAGE (widget));
}

static void
ask_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_services_page_ask (GAUNG_SERVICES_PAGE (widget));
}

static void
edit_question_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_services_page_edit_question (GAUNG_SERVICES_PAGE (widget),
                                     g_variant_get_string (parameter, NULL));
}

static void
stopwatch_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_services_page_time_visitor (GAUNG_SERVICES_PAGE (widget));
}

/* "service.overrun-queue": because of the queue. */
static void
overrun_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *reason = strchr (name, '-') + 1;

  gaung_services_page_tell_overrun (GAUNG_SERVICES_PAGE (widget),
                                    g_str_equal (reason, "skip") ? NULL : reason);
}

static void
month_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_services_page_show_month (GAUNG_SERVICES_PAGE (widget));
}

static void
compare_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gaung_services_page_compare (GAUNG_SERVICES_PAGE (widget));
}

#define SECTION N_ ("Services")
#define LETTER GAUNG_ACTION_OUTSIDE_TEXT
#define WALK (LETTER | GAUNG_ACTION_NOT_SEARCHED)

/* clang-format off */
const GaungActionRow gaung_service_action_rows[] = {
  { "service.explain", NULL, { "e" }, SECTION, N_("Explain to the visitor"), LETTER, explain_cb },
  { "service.hand-out", NULL, { "l" }, SECTION, N_("Hand out on paper"), LETTER, hand_out_cb },
  { "service.stopwatch", NULL, { "t" }, SECTION, N_("A visitor comes or leaves: start or stop the clock"), LETTER, stopwatch_cb },
  { "service.overrun-network", NULL, { "1" }, SECTION, N_("Why it took longer: network"), WALK, overrun_cb },
  { "service.overrun-document", NULL, { "2" }, SECTION, N_("Why it took longer: document missing"), WALK, overrun_cb },
  { "service.overrun-queue", NULL, { "3" }, SECTION, N_("Why it took longer: queue"), WALK, overrun_cb },
  { "service.overrun-system", NULL, { "4" }, SECTION, N_("Why it took longer: system"), WALK, overrun_cb },
  { "service.overrun-explanation", NULL, { "5" }, SECTION, N_("Why it took longer: much to explain"), WALK, overrun_cb },
  { "service.overrun-other", NULL, { "6" }, SECTION, N_("Why it took longer: other"), WALK, overrun_cb },
  { "service.overrun-skip", NULL, { "Escape" }, SECTION, N_("Do not tell why it took longer"), WALK, overrun_cb },
  { "service.month", NULL, { "m" }, SECTION, N_("What the clock measured this month"), LETTER, month_cb },
  { "service.still-correct", NULL, { "c" }, SECTION, N_("Still correct: checked today"), LETTER, still_correct_cb },
  { "service.copy-message", NULL, { "w" }, SECTION, N_("Copy for WhatsApp"), LETTER, copy_message_cb },
  { "service.due", NULL, { "d" }, SECTION, N_("Show what is due to be checked"), LETTER, due_cb },
  { "service.edit", NULL, { "<Control>e" }, SECTION, N_("Edit the service"), GAUNG_ACTION_NONE, edit_cb },
  { "service.ask", NULL, { "q" }, SECTION, N_("Write down a question"), LETTER, ask_cb },
  { "service.edit-question", "s", { NULL }, SECTION, N_("Answer or edit the question"), GAUNG_ACTION_HIDDEN, edit_question_cb },
  { "service.compare", NULL, { "v" }, SECTION, N_("Compare versions"), LETTER, compare_cb },
  { "service.new", NULL, { NULL }, SECTION, N_("New service"), GAUNG_ACTION_NONE, new_cb },
  { "service.next", NULL, { "j", "<Alt>Down" }, SECTION, N_("Next service"), WALK, next_cb },
  { "service.previous", NULL, { "k", "<Alt>Up" }, SECTION, N_("Previous service"), WALK, previous_cb },
  { "service.search", NULL, { "slash" }, SECTION, N_("Search services"), WALK, search_cb },
  { "service.copy-reference", NULL, { NULL }, SECTION, N_("Copy the reference"), GAUNG_ACTION_NONE, copy_reference_cb },
  { "service.open-uri", "s", { NULL }, SECTION, N_("Open"), GAUNG_ACTION_HIDDEN, open_uri_cb },
  { NULL },
};
/* clang-format on */
