/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungVerdictBar: what can be decided now. */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gaung-verdict-bar.h"

#define MAX_BUTTONS 4

struct _GaungVerdictBar
{
  GtkWidget parent_instance;

  GtkWidget *row;  /* wide: one beside the other */
  GtkWidget *grid; /* narrow */
  guint columns;   /* of the grid; 0: the row */
  GPtrArray *buttons;
};

G_DEFINE_FINAL_TYPE (GaungVerdictBar, gaung_verdict_bar, GTK_TYPE_WIDGET)

/* In the order in which they are offered. The digits belong to the four verdicts of the triage and
 * to nothing else, so that a finger that knows them never does something different. */
static const struct
{
  GaungComplaintAction action;
  const char *label;
  const char *icon_name;
  const char *key;
  const char *action_name;
} verdicts[] = {
  { GAUNG_COMPLAINT_VERIFY,
    NC_ ("verdict", "Verify"),
    "object-select-symbolic",
    "1",
    "complaint.verify" },
  { GAUNG_COMPLAINT_START,
    NC_ ("verdict", "Start"),
    "media-playback-start-symbolic",
    NULL,
    "complaint.start" },
  { GAUNG_COMPLAINT_CLOSE,
    NC_ ("verdict", "Close"),
    "object-select-symbolic",
    NULL,
    "complaint.close" },
  { GAUNG_COMPLAINT_REPLY,
    NC_ ("verdict", "Reply"),
    "mail-reply-sender-symbolic",
    "R",
    "complaint.reply" },
  { GAUNG_COMPLAINT_REOPEN,
    NC_ ("verdict", "Reopen"),
    "edit-undo-symbolic",
    NULL,
    "complaint.reopen" },
  { GAUNG_COMPLAINT_DISPOSE,
    NC_ ("verdict", "Hand Over"),
    "mail-forward-symbolic",
    "2",
    "complaint.dispose" },
  { GAUNG_COMPLAINT_POSTPONE,
    NC_ ("verdict", "Postpone"),
    "media-playback-pause-symbolic",
    "3",
    "complaint.postpone" },
  { GAUNG_COMPLAINT_RESUME,
    NC_ ("verdict", "Resume"),
    "media-playback-start-symbolic",
    NULL,
    "complaint.resume" },
  { GAUNG_COMPLAINT_ARCHIVE,
    NC_ ("verdict", "Archive"),
    "folder-symbolic",
    "4",
    "complaint.archive" },
};

static GtkWidget *
create_button (guint i, gboolean is_suggested)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *text = g_dpgettext2 (NULL, "verdict", verdicts[i].label);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (verdicts[i].icon_name));
  gtk_box_append (GTK_BOX (box), label);
  if (verdicts[i].key != NULL)
    {
      GtkWidget *key = gtk_label_new (verdicts[i].key);

      gtk_widget_add_css_class (key, "keycap");
      gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
      gtk_accessible_update_state (GTK_ACCESSIBLE (key), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
      gtk_accessible_update_property (
          GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, verdicts[i].key, -1);
      gtk_box_append (GTK_BOX (box), key);
    }
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_add_css_class (button, "verdict");
  if (is_suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), verdicts[i].action_name);
  return button;
}

static void
take_out (GaungVerdictBar *self)
{
  for (guint i = 0; i < self->buttons->len; i++)
    {
      GtkWidget *button = g_ptr_array_index (self->buttons, i);

      if (gtk_widget_get_parent (button) == self->grid)
        gtk_grid_remove (GTK_GRID (self->grid), button);
      else if (gtk_widget_get_parent (button) == self->row)
        adw_wrap_box_remove (ADW_WRAP_BOX (self->row), button);
    }
}

static void
arrange (GaungVerdictBar *self)
{
  take_out (self);
  for (guint i = 0; i < self->buttons->len; i++)
    {
      GtkWidget *button = g_ptr_array_index (self->buttons, i);

      gtk_widget_set_hexpand (button, self->columns > 0);
      if (self->columns > 0)
        gtk_grid_attach (GTK_GRID (self->grid), button, i % self->columns, i / self->columns, 1, 1);
      else
        adw_wrap_box_append (ADW_WRAP_BOX (self->row), button);
    }
  gtk_widget_set_visible (self->grid, self->columns > 0);
  gtk_widget_set_visible (self->row, self->columns == 0);
}

static void
gaung_verdict_bar_dispose (GObject *object)
{
  GaungVerdictBar *self = GAUNG_VERDICT_BAR (object);

  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  g_clear_pointer (&self->row, gtk_widget_unparent);
  g_clear_pointer (&self->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (gaung_verdict_bar_parent_class)->dispose (object);
}

static void
gaung_verdict_bar_class_init (GaungVerdictBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gaung_verdict_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_TOOLBAR);
}

static void
gaung_verdict_bar_init (GaungVerdictBar *self)
{
  self->buttons = g_ptr_array_new_with_free_func (g_object_unref);
  self->row = adw_wrap_box_new ();
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (self->row), 8);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (self->row), 8);
  gtk_widget_set_parent (self->row, GTK_WIDGET (self));
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 8);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 8);
  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What to do"), -1);
}

GtkWidget *
gaung_verdict_bar_new (void)
{
  return g_object_new (GAUNG_TYPE_VERDICT_BAR, NULL);
}

static void
add_button (GaungVerdictBar *self, guint i, gboolean is_suggested)
{
  g_ptr_array_add (self->buttons, g_object_ref_sink (create_button (i, is_suggested)));
}

void
gaung_verdict_bar_set_complaint (GaungVerdictBar *self,
                                 GaungComplaint *complaint,
                                 const GaungActor *actor)
{
  GaungComplaintAction suggested;

  g_return_if_fail (GAUNG_IS_VERDICT_BAR (self));

  take_out (self);
  g_ptr_array_set_size (self->buttons, 0);
  if (complaint == NULL)
    return;

  suggested = gaung_complaint_suggest (complaint, actor);
  for (guint i = 0; i < G_N_ELEMENTS (verdicts); i++)
    if (verdicts[i].action == suggested && gaung_complaint_can (complaint, suggested, actor, NULL))
      add_button (self, i, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (verdicts) && self->buttons->len < MAX_BUTTONS; i++)
    if (verdicts[i].action != suggested && verdicts[i].action != GAUNG_COMPLAINT_REPLY
        && gaung_complaint_can (complaint, verdicts[i].action, actor, NULL))
      add_button (self, i, FALSE);
  arrange (self);
}

void
gaung_verdict_bar_set_columns (GaungVerdictBar *self, guint columns)
{
  g_return_if_fail (GAUNG_IS_VERDICT_BAR (self));

  if (self->columns == columns)
    return;
  self->columns = columns;
  arrange (self);
}
