/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each thing that can be wrong with a workspace has its own words and its own way out. Nothing is
 * overwritten or deleted here. */

#include "config.h"

#include "gaung-fault-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct
{
  GaungStoreError code;
  const char *icon_name;
  const char *title;
  gboolean can_retry;
  const char *text; /* NULL: what the error says of itself, which is about records otherwise */
} Fault;

static const Fault faults[] = {
  { GAUNG_STORE_ERROR_KEY, "channel-insecure-symbolic", N_ ("The Key Does Not Fit"), TRUE },
  { GAUNG_STORE_ERROR_NO_KEY, "channel-insecure-symbolic", N_ ("The Key Is Missing"), TRUE },
  { GAUNG_STORE_ERROR_NO_SERVICE,
    "dialog-password-symbolic",
    N_ ("The Keyring Does Not Answer"),
    TRUE,
    N_ ("The key of this workspace is in the password store of this computer, which does not "
        "answer. Nothing was changed. Unlock it, or sign in to the computer again, and try "
        "again.") },
  { GAUNG_STORE_ERROR_DAMAGED, "drive-harddisk-symbolic", N_ ("The Workspace Is Damaged"), TRUE },
  { GAUNG_STORE_ERROR_NEWER,
    "software-update-available-symbolic",
    N_ ("Gaung Is Too Old for This Workspace"),
    FALSE },
  { GAUNG_STORE_ERROR_FULL,
    "drive-harddisk-symbolic",
    N_ ("The Disk Is Full"),
    TRUE,
    N_ ("There is no room left on the disk. What was saved is safe. Make some room and try "
        "again.") },
  { GAUNG_STORE_ERROR_READ_ONLY,
    "changes-prevent-symbolic",
    N_ ("The Workspace Cannot Be Written"),
    TRUE,
    N_ ("The folder of this workspace can only be read. Nothing was changed. Ask your IT staff for "
        "permission to write to it.") },
  { GAUNG_STORE_ERROR_BUSY,
    "content-loading-symbolic",
    N_ ("The Workspace Is in Use"),
    TRUE,
    N_ ("Another program is using this workspace. Nothing was changed. Close it, or wait a moment, "
        "and try again.") },
  { GAUNG_STORE_ERROR_MISSING,
    "folder-symbolic",
    N_ ("There Is No Such Workspace"),
    TRUE,
    N_ ("There is no workspace of Gaung in this folder. It may have been moved or renamed, or the "
        "disk on which it lies is not connected.") },
};

static const Fault other_fault = {
  GAUNG_STORE_ERROR_FAILED, "dialog-error-symbolic", N_ ("The Workspace Could Not Be Opened"), TRUE
};

static const Fault *
find_fault (const GError *error)
{
  if (error != NULL && error->domain == GAUNG_STORE_ERROR)
    for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
      if (faults[i].code == (GaungStoreError) error->code)
        return &faults[i];

  return &other_fault;
}

static void
show_folder_cb (GaungSession *session)
{
  g_autoptr (GFile) file = g_file_new_for_path (gaung_session_get_directory (session));
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_launch (launcher, NULL, NULL, NULL, NULL);
}

static void
add_button (GtkBox *box,
            GaungSession *session,
            const char *label,
            GCallback callback,
            gboolean is_suggested)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  if (is_suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_object (button, "clicked", callback, session, G_CONNECT_SWAPPED);
  gtk_box_append (box, button);
}

/* Which of them it is, for whoever is asked for help. */
static void
add_details (GtkBox *box, GaungSession *session)
{
  const GError *error = gaung_session_get_error (session);
  const char *directory = gaung_session_get_directory (session);
  g_autofree char *shown = directory ? g_filename_display_name (directory) : NULL;
  g_autofree char *details = g_strdup_printf ("%s%s%s:%d (Gaung %s)",
                                              shown ? shown : "",
                                              shown ? "\n" : "",
                                              g_quark_to_string (error->domain),
                                              error->code,
                                              PACKAGE_VERSION);
  GtkWidget *label = gtk_label_new (details);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_widget_set_margin_top (label, 12);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Details"), -1);
  gtk_box_append (box, label);
}

GtkWidget *
gaung_fault_page_new (GaungSession *session)
{
  const GError *error = gaung_session_get_error (session);
  const Fault *fault = find_fault (error);
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;
  GtkWidget *view, *page, *box;

  g_return_val_if_fail (error != NULL, NULL);

  text = fault->text ? g_strdup (_ (fault->text)) : gaung_error_to_user_text (error);
  escaped = g_markup_escape_text (text, -1);
  page = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), fault->icon_name);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ (fault->title));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), escaped);

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  if (fault->can_retry)
    add_button (GTK_BOX (box), session, _ ("_Try Again"), G_CALLBACK (gaung_session_retry), TRUE);
  if (gaung_session_get_directory (session) != NULL
      && g_file_test (gaung_session_get_directory (session), G_FILE_TEST_IS_DIR))
    add_button (GTK_BOX (box), session, _ ("Show the _Folder"), G_CALLBACK (show_folder_cb), FALSE);
  add_button (GTK_BOX (box),
              session,
              _ ("_Begin Another Workspace"),
              G_CALLBACK (gaung_session_start_over),
              FALSE);
  add_details (GTK_BOX (box), session);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), box);

  view = adw_toolbar_view_new ();
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);

  return view;
}
