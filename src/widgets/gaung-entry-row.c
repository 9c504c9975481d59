/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungEntryRow: one thing that happened, in a timeline. */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gaung-agency-names.h"
#include "gaung-complaint.h"
#include "gaung-entry-changes.h"
#include "gaung-entry-row.h"
#include "gaung-fold.h"
#include "gaung-format.h"

struct _GaungEntryRow
{
  GtkWidget parent_instance;

  GaungEntry *entry;
  GtkWidget *child;
};

G_DEFINE_FINAL_TYPE (GaungEntryRow, gaung_entry_row, GTK_TYPE_WIDGET)

static gboolean
is_kind (GaungEntry *entry, const char *kind)
{
  return g_strcmp0 (gaung_record_get_string (GAUNG_RECORD (entry), "kind"), kind) == 0;
}

static char *
get_actor_name (GaungEntry *entry)
{
  const char *name = gaung_record_get_string (GAUNG_RECORD (entry), "actor_name");

  if (name == NULL || *name == '\0')
    name = gaung_record_get_created_by (GAUNG_RECORD (entry));
  if (name == NULL || *name == '\0')
    return g_strdup (_ ("Somebody"));
  return gaung_text_to_line (name, 60);
}

/* "Name, Telephone": members by their labels, as the person's or the complaint's table names them.
 */
static char *
list_members (GaungEntry *entry)
{
  static const char *const types[] = { "person", "complaint" };
  g_auto (GStrv) members = gaung_record_get_strings (GAUNG_RECORD (entry), "members");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; members[i] != NULL; i++)
    {
      const char *label = members[i];

      for (guint t = 0; t < G_N_ELEMENTS (types); t++)
        {
          const GaungRecordType *type = gaung_record_type_find (types[t]);

          for (const GaungField *field = type->fields; field->name != NULL; field++)
            if (g_strcmp0 (field->member, members[i]) == 0)
              label = gettext (field->label);
        }
      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append (text, label);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_state (GaungEntry *entry, const char *actor)
{
  const char *state = gaung_record_get_string (GAUNG_RECORD (entry), "to_state");
  const char *reason = gaung_record_get_string (GAUNG_RECORD (entry), "reason");

  if (g_strcmp0 (state, "verified") == 0)
    /* Translators: %s is a colleague: "Agus W. verified it" */
    return g_strdup_printf (_ ("%s verified it"), actor);
  if (g_strcmp0 (state, "archived") == 0)
    {
      if (reason == NULL)
        /* Translators: %s is a colleague: "Agus W. archived it" */
        return g_strdup_printf (_ ("%s archived it"), actor);
      /* Translators: a colleague, then why: "Agus W. archived it: too general" */
      return g_strdup_printf (_ ("%s archived it: %s"),
                              actor,
                              gaung_enum_get_label (gaung_complaint_archive_reasons, reason));
    }
  if (g_strcmp0 (state, "in-progress") == 0)
    /* Translators: %s is a colleague: "Agus W. started to work on it" */
    return g_strdup_printf (_ ("%s started to work on it"), actor);
  if (g_strcmp0 (state, "done") == 0)
    /* Translators: %s is a colleague: "Agus W. closed it" */
    return g_strdup_printf (_ ("%s closed it"), actor);
  if (state == NULL)
    /* Translators: %s is a colleague: "Agus W. changed the state" */
    return g_strdup_printf (_ ("%s changed the state"), actor);
  /* Translators: a colleague, then a state: "Agus W. set it to: in progress" */
  return g_strdup_printf (
      _ ("%s set it to: %s"), actor, gaung_enum_get_label (gaung_complaint_states, state));
}

static char *
describe_postponement (GaungEntry *entry, const char *actor)
{
  GaungDay until = gaung_record_get_day (GAUNG_RECORD (entry), "until");
  g_autofree char *day = NULL;

  if (until == GAUNG_DAY_NONE)
    /* Translators: %s is a colleague: "Agus W. postponed it" */
    return g_strdup_printf (_ ("%s postponed it"), actor);
  day = gaung_format_day_short (until);
  /* Translators: a colleague, then a day: "Agus W. postponed it until 27/11/2026" */
  return g_strdup_printf (_ ("%s postponed it until %s"), actor, day);
}

static char *
describe_promise (GaungEntry *entry, const char *actor)
{
  GaungDay until = gaung_record_get_day (GAUNG_RECORD (entry), "until");
  g_autofree char *day = NULL;

  if (until == GAUNG_DAY_NONE)
    /* Translators: %s is a colleague: "Agus W. promised something" */
    return g_strdup_printf (_ ("%s promised something"), actor);
  day = gaung_format_day_short (until);
  /* Translators: a colleague, then a day: "Agus W. promised something by 27/11/2026" */
  return g_strdup_printf (_ ("%s promised something by %s"), actor, day);
}

static char *
describe_assignment (GaungEntry *entry, const char *actor)
{
  const char *name = gaung_record_get_string (GAUNG_RECORD (entry), "assignee_name");
  g_autofree char *line = NULL;

  if (name == NULL || *name == '\0')
    /* Translators: %s is a colleague: "Agus W. took the assignment away" */
    return g_strdup_printf (_ ("%s took the assignment away"), actor);
  line = gaung_text_to_line (name, 60);
  /* Translators: two colleagues: "Agus W. assigned it to Sri H." */
  return g_strdup_printf (_ ("%s assigned it to %s"), actor, line);
}

static char *
describe_agencies (GaungEntry *entry, GaungStore *store, const char *actor)
{
  const char *to = gaung_record_get_string (GAUNG_RECORD (entry), "to_agency");

  if (is_kind (entry, "return"))
    {
      if (to == NULL)
        /* Translators: %s is a colleague: "Agus W. returned it" */
        return g_strdup_printf (_ ("%s returned it"), actor);
      /* Translators: a colleague, then an agency: "Agus W. returned it to Diskominfo SP" */
      return g_strdup_printf (
          _ ("%s returned it to %s"), actor, gaung_agency_names_get_short (store, to));
    }
  /* Translators: a colleague, then an agency: "Agus W. handed it over to Dishub" */
  return g_strdup_printf (
      _ ("%s handed it over to %s"), actor, gaung_agency_names_get_short (store, to));
}

static char *
describe_members (GaungEntry *entry, const char *actor)
{
  g_autofree char *members = list_members (entry);

  if (is_kind (entry, "reveal"))
    /* Translators: a colleague, then what was masked: "Agus W. looked at: Name, Telephone" */
    return g_strdup_printf (_ ("%s looked at: %s"), actor, members);
  if (*members == '\0')
    /* Translators: %s is a colleague: "Agus W. changed it" */
    return g_strdup_printf (_ ("%s changed it"), actor);
  /* Translators: a colleague, then members: "Agus W. changed: Category, Village" */
  return g_strdup_printf (_ ("%s changed: %s"), actor, members);
}

char *
gaung_entry_to_sentence (GaungEntry *entry, GaungStore *store)
{
  g_autofree char *actor = get_actor_name (entry);
  const char *kind = gaung_record_get_string (GAUNG_RECORD (entry), "kind");

  if (is_kind (entry, "created"))
    /* Translators: %s is a colleague: "Agus W. registered the complaint" */
    return g_strdup_printf (_ ("%s registered the complaint"), actor);
  if (is_kind (entry, "state"))
    return describe_state (entry, actor);
  if (is_kind (entry, "disposition") || is_kind (entry, "return"))
    return describe_agencies (entry, store, actor);
  if (is_kind (entry, "postpone"))
    return describe_postponement (entry, actor);
  if (is_kind (entry, "promise"))
    return describe_promise (entry, actor);
  if (is_kind (entry, "resume"))
    /* Translators: %s is a colleague: "Agus W. resumed it" */
    return g_strdup_printf (_ ("%s resumed it"), actor);
  if (is_kind (entry, "reopen"))
    /* Translators: %s is a colleague: "Agus W. reopened it" */
    return g_strdup_printf (_ ("%s reopened it"), actor);
  if (is_kind (entry, "assignment"))
    return describe_assignment (entry, actor);
  if (is_kind (entry, "reveal") || is_kind (entry, "change"))
    return describe_members (entry, actor);
  /* Translators: a colleague, then the kind of event: "Agus W.: Print" */
  return g_strdup_printf (_ ("%s: %s"), actor, gaung_enum_get_label (gaung_entry_kinds, kind));
}

gboolean
gaung_entry_is_system (GaungEntry *entry)
{
  return !is_kind (entry, "note") && !is_kind (entry, "reply") && !is_kind (entry, "question");
}

static const char *
get_icon_name (GaungEntry *entry)
{
  static const struct
  {
    const char *kind;
    const char *icon_name;
  } icons[] = {
    { "created", "list-add-symbolic" },
    { "state", "object-select-symbolic" },
    { "disposition", "mail-forward-symbolic" },
    { "return", "edit-undo-symbolic" },
    { "reopen", "edit-undo-symbolic" },
    { "postpone", "media-playback-pause-symbolic" },
    { "resume", "media-playback-start-symbolic" },
    { "assignment", "avatar-default-symbolic" },
    { "reveal", "view-reveal-symbolic" },
    { "change", "document-edit-symbolic" },
    { "promise", "x-office-calendar-symbolic" },
    { "print", "document-print-symbolic" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    if (is_kind (entry, icons[i].kind))
      return icons[i].icon_name;
  return "view-more-horizontal-symbolic";
}

static GtkWidget *
create_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* The remark that goes with a system line: the reason, or the text where it is not in the sentence.
 */
static const char *
get_remark (GaungEntry *entry)
{
  GaungRecord *record = GAUNG_RECORD (entry);
  const char *text = gaung_record_get_string (record, "text");
  const char *reason = gaung_record_get_string (record, "reason");

  if (text != NULL && *text)
    return text;
  if (reason != NULL && g_strcmp0 (gaung_record_get_string (record, "to_state"), "archived") != 0)
    return reason;
  return NULL;
}

static GtkWidget *
create_line (GaungEntry *entry, GaungStore *store, const char *time, const char *exact)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = gtk_image_new_from_icon_name (get_icon_name (entry));
  g_autofree char *sentence = gaung_entry_to_sentence (entry, store);
  /* Translators: what happened, then when: "Agus W. verified it · today 09.41" */
  g_autofree char *text = g_strdup_printf (_ ("%s · %s"), sentence, time);
  GtkWidget *label = create_label (text, "caption");
  const char *remark = get_remark (entry);
  g_autofree char *changes
      = is_kind (entry, "change") ? gaung_entry_describe_changes (entry) : NULL;

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_size_request (icon, 32, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_tooltip_text (label, exact);
  gtk_box_append (GTK_BOX (column), label);
  if (remark != NULL)
    gtk_box_append (GTK_BOX (column), create_label (remark, "caption"));
  if (changes != NULL)
    gtk_box_append (GTK_BOX (column), create_label (changes, "caption"));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), column);
  gtk_widget_add_css_class (box, "system");
  gtk_widget_add_css_class (box, "dimmed");
  return box;
}

static GtkWidget *
create_heading (GaungEntry *entry, GaungStore *store, const char *actor, const char *time)
{
  GtkWidget *box = adw_wrap_box_new ();
  GtkWidget *who = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *voice = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gboolean is_public = gaung_entry_is_public (entry);
  const char *agency = gaung_record_get_string (GAUNG_RECORD (entry), "actor_agency");
  const char *word = is_public ? _ ("Public reply") : _ ("Internal note");
  GtkWidget *icon = gtk_image_new_from_icon_name (is_public ? "mail-reply-sender-symbolic"
                                                            : "system-lock-screen-symbolic");
  GtkWidget *name = gtk_label_new (actor);
  GtkWidget *kind, *when;
  g_autofree char *text = NULL;

  if (is_kind (entry, "question"))
    word = _ ("Question to the reporter");
  if (agency != NULL && *agency)
    /* Translators: an agency, then a time: "Dishub · today 09.41" */
    text = g_strdup_printf (_ ("%s · %s"), gaung_agency_names_get_short (store, agency), time);
  kind = gtk_label_new (word);
  when = gtk_label_new (text != NULL ? text : time);
  gtk_widget_add_css_class (name, "caption-heading");
  gtk_widget_add_css_class (kind, "caption-heading");
  gtk_widget_add_css_class (kind, "voice");
  gtk_widget_add_css_class (icon, "voice");
  gtk_widget_add_css_class (when, "caption");
  gtk_widget_add_css_class (when, "dimmed");
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (when), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (when, TRUE);
  gtk_label_set_xalign (GTK_LABEL (when), 0);
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 12);
  gtk_box_append (GTK_BOX (who), name);
  gtk_box_append (GTK_BOX (who), when);
  gtk_box_append (GTK_BOX (voice), icon);
  gtk_box_append (GTK_BOX (voice), kind);
  /* Who can read it is never cut off: at 360 px it has a line of its own. */
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (box), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (box), 2);
  adw_wrap_box_set_justify (ADW_WRAP_BOX (box), ADW_JUSTIFY_SPREAD);
  adw_wrap_box_set_justify_last_line (ADW_WRAP_BOX (box), TRUE);
  adw_wrap_box_append (ADW_WRAP_BOX (box), who);
  adw_wrap_box_append (ADW_WRAP_BOX (box), voice);
  return box;
}

static GtkWidget *
create_bubble (GaungEntry *entry, GaungStore *store, const char *time, const char *exact)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *bubble = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *actor = get_actor_name (entry);
  g_auto (GStrv) attachments = gaung_record_get_strings (GAUNG_RECORD (entry), "attachments");
  guint n_attachments = g_strv_length (attachments);
  GtkWidget *avatar = adw_avatar_new (32, actor, TRUE);
  GtkWidget *heading = create_heading (entry, store, actor, time);
  GtkWidget *text = create_label (gaung_record_get_string (GAUNG_RECORD (entry), "text"), NULL);

  gtk_widget_set_valign (avatar, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (heading, exact);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_widget_add_css_class (bubble, "bubble");
  gtk_widget_add_css_class (bubble, gaung_entry_is_public (entry) ? "public" : "internal");
  gtk_widget_set_hexpand (bubble, TRUE);
  gtk_box_append (GTK_BOX (bubble), heading);
  gtk_box_append (GTK_BOX (bubble), text);
  if (n_attachments > 0)
    {
      /* Translators: e.g. "2 attachments" */
      g_autofree char *line = g_strdup_printf (
          ngettext ("%u attachment", "%u attachments", n_attachments), n_attachments);
      GtkWidget *label = create_label (line, "caption");

      gtk_widget_add_css_class (label, "dimmed");
      gtk_box_append (GTK_BOX (bubble), label);
    }
  gtk_box_append (GTK_BOX (box), avatar);
  gtk_box_append (GTK_BOX (box), bubble);
  return box;
}

static void
gaung_entry_row_dispose (GObject *object)
{
  GaungEntryRow *self = GAUNG_ENTRY_ROW (object);

  g_clear_pointer (&self->child, gtk_widget_unparent);
  g_clear_object (&self->entry);
  G_OBJECT_CLASS (gaung_entry_row_parent_class)->dispose (object);
}

static void
gaung_entry_row_class_init (GaungEntryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gaung_entry_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "entryrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
gaung_entry_row_init (GaungEntryRow *self)
{
}

GtkWidget *
gaung_entry_row_new (GaungEntry *entry, GaungStore *store, GaungInstant now)
{
  GaungEntryRow *self;
  GaungInstant at;
  g_autofree char *time = NULL;
  g_autofree char *exact = NULL;
  g_autofree char *sentence = NULL;

  g_return_val_if_fail (GAUNG_IS_ENTRY (entry), NULL);

  self = g_object_new (GAUNG_TYPE_ENTRY_ROW, NULL);
  self->entry = g_object_ref (entry);
  at = gaung_record_get_created_at (GAUNG_RECORD (entry));
  time = gaung_format_instant (at, now);
  exact = gaung_format_instant_exact (at);
  self->child = gaung_entry_is_system (entry) ? create_line (entry, store, time, exact)
                                              : create_bubble (entry, store, time, exact);
  gtk_widget_set_parent (self->child, GTK_WIDGET (self));

  if (gaung_entry_is_system (entry))
    sentence = gaung_entry_to_sentence (entry, store);
  else
    {
      g_autofree char *actor = get_actor_name (entry);

      sentence
          = gaung_entry_is_public (entry)
                /* Translators: a colleague, then when: "Public reply by Agus W., today 09.41" */
                ? g_strdup_printf (_ ("Public reply by %s, %s"), actor, time)
                /* Translators: a colleague, then when: "Internal note by Agus W., today 09.41" */
                : g_strdup_printf (_ ("Internal note by %s, %s"), actor, time);
    }
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  return GTK_WIDGET (self);
}

GaungEntry *
gaung_entry_row_get_entry (GaungEntryRow *self)
{
  g_return_val_if_fail (GAUNG_IS_ENTRY_ROW (self), NULL);
  return self->entry;
}
