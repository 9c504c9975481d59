/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What Gaung is, and what helps in a report. */

#include "config.h"

#include "gaung-about.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static const char *
get_kind_name (GaungContext *context)
{
  GaungWorkspace *workspace = context ? gaung_context_get_workspace (context) : NULL;

  if (workspace == NULL)
    return "none";
  switch (gaung_workspace_get_kind (workspace))
    {
    case GAUNG_WORKSPACE_SAMPLE:
      return "sample";
    case GAUNG_WORKSPACE_LOCAL:
      return "local";
    case GAUNG_WORKSPACE_SERVER:
      return "server";
    default:
      return "unknown";
    }
}

/**
 * gaung_about_describe:
 * @context: (nullable): the open workspace
 *
 * In English whatever the language, for whoever reads the report. Holds no name, no path, no
 * record.
 *
 * Returns: (transfer full): lines of "what: value"
 */
char *
gaung_about_describe (GaungContext *context)
{
  GString *text = g_string_new (NULL);
  GaungStoreStatistics statistics;
  g_autofree char *os = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);

  g_string_append_printf (text, "Gaung: %s (%s)\n", PACKAGE_VERSION, PROFILE);
  g_string_append_printf (text,
                          "GTK: %u.%u.%u\nlibadwaita: %u.%u.%u\nGLib: %u.%u.%u\n",
                          gtk_get_major_version (),
                          gtk_get_minor_version (),
                          gtk_get_micro_version (),
                          adw_get_major_version (),
                          adw_get_minor_version (),
                          adw_get_micro_version (),
                          glib_major_version,
                          glib_minor_version,
                          glib_micro_version);
  g_string_append_printf (text, "System: %s\n", os ? os : "unknown");
  g_string_append_printf (
      text, "Sandboxed: %s\n", g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) ? "yes" : "no");
  g_string_append_printf (text, "Workspace: %s\n", get_kind_name (context));
  if (context != NULL
      && gaung_store_get_statistics (gaung_context_get_store (context), &statistics, NULL))
    g_string_append_printf (text,
                            "Records: %" G_GINT64_FORMAT "\nChanges kept: %" G_GINT64_FORMAT
                            "\nClashes: %" G_GINT64_FORMAT "\nSchema: %d\nBytes: %" G_GINT64_FORMAT
                            "\n",
                            statistics.documents,
                            statistics.waiting,
                            statistics.conflicts,
                            statistics.schema,
                            statistics.bytes);

  return g_string_free (text, FALSE);
}

void
gaung_about_present (GaungContext *context, GtkWidget *parent)
{
  g_autofree char *debug_info = gaung_about_describe (context);
  AdwDialog *dialog
      = adw_about_dialog_new_from_appdata (RESOURCE_PATH "/metainfo.xml", PACKAGE_VERSION);
  AdwAboutDialog *about = ADW_ABOUT_DIALOG (dialog);

  /* The one in our own resources, under one name in both profiles. */
  adw_about_dialog_set_application_icon (about, "id.go.surakarta.Gaung");
  adw_about_dialog_set_application_name (about, APPLICATION_NAME);
  adw_about_dialog_set_version (about, PACKAGE_VERSION);
  /* Translators: replace by your name, or by the names of all who translated, one a line. */
  adw_about_dialog_set_translator_credits (about, _ ("translator-credits"));
  adw_about_dialog_set_license_type (about, GTK_LICENSE_GPL_3_0);
  adw_about_dialog_set_debug_info (about, debug_info);
  adw_about_dialog_set_debug_info_filename (about, "gaung-debug-info.txt");
  adw_dialog_present (dialog, parent);
}
