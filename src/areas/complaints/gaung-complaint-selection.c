/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungComplaintSelection: selected rows, known by their records. */

#include "config.h"

#include "gaung-complaint-selection.h"
#include "gaung-record.h"

/* Ids are remembered for selections up to this size; of "select all" in a list of 100,000 only
 * positions. */
#define MAX_IDS 1000

struct _GaungComplaintSelection
{
  GObject parent_instance;

  GListModel *model;
  GtkBitset *selected;
  GHashTable *ids; /* of what is selected, when there are few enough */
};

/* What the view gets for a row is only a sign that there is one. GtkListView asks for two hundred
 * at once, and a record is read and parsed; the rows that are seen ask for theirs. */
static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  GaungComplaintSelection *self = GAUNG_COMPLAINT_SELECTION (model);

  return self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
}

static gpointer
get_item (GListModel *model, guint position)
{
  return position < get_n_items (model) ? g_object_new (G_TYPE_OBJECT, NULL) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
get_section (GtkSectionModel *model, guint position, guint *start, guint *end)
{
  gtk_section_model_get_section (
      GTK_SECTION_MODEL (GAUNG_COMPLAINT_SELECTION (model)->model), position, start, end);
}

static void
section_model_init (GtkSectionModelInterface *iface)
{
  iface->get_section = get_section;
}

static void
remember_ids (GaungComplaintSelection *self)
{
  GtkBitsetIter iter;
  guint position;

  g_hash_table_remove_all (self->ids);
  if (gtk_bitset_get_size (self->selected) > MAX_IDS
      || !gtk_bitset_iter_init_first (&iter, self->selected, &position))
    return;
  do
    {
      g_autoptr (GaungRecord) record = g_list_model_get_item (self->model, position);

      if (record != NULL)
        g_hash_table_add (self->ids, g_strdup (gaung_record_get_id (record)));
    }
  while (gtk_bitset_iter_next (&iter, &position));
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_bitset_contains (GAUNG_COMPLAINT_SELECTION (model)->selected, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_bitset_ref (GAUNG_COMPLAINT_SELECTION (model)->selected);
}

static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  GaungComplaintSelection *self = GAUNG_COMPLAINT_SELECTION (model);
  g_autoptr (GtkBitset) changes = gtk_bitset_copy (self->selected);
  guint n_items = get_n_items (G_LIST_MODEL (model));
  guint first, last;

  /* GTK calls exclusive-or "difference": what differs from @selected, within @mask. */
  gtk_bitset_difference (changes, selected);
  gtk_bitset_intersect (changes, mask);
  gtk_bitset_remove_range_closed (changes, n_items, G_MAXUINT);
  if (gtk_bitset_is_empty (changes))
    return TRUE;

  first = gtk_bitset_get_minimum (changes);
  last = gtk_bitset_get_maximum (changes);
  gtk_bitset_difference (self->selected, changes);
  remember_ids (self);
  gtk_selection_model_selection_changed (model, first, last - first + 1);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->set_selection = set_selection;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GaungComplaintSelection,
                               gaung_complaint_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL,
                                                          section_model_init)
                                       G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                              selection_model_init))

/* Rows that came in, and whose records were selected before they went, are selected again. */
static void
reselect (GaungComplaintSelection *self, guint position, guint added)
{
  if (g_hash_table_size (self->ids) == 0 || added > MAX_IDS)
    return;
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GaungRecord) record = g_list_model_get_item (self->model, i);

      if (record != NULL && g_hash_table_contains (self->ids, gaung_record_get_id (record)))
        gtk_bitset_add (self->selected, i);
    }
}

static void
items_changed_cb (
    GListModel *model, guint position, guint removed, guint added, GaungComplaintSelection *self)
{
  guint64 size = gtk_bitset_get_size (self->selected);

  gtk_bitset_splice (self->selected, position, removed, added);
  reselect (self, position, added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (gtk_bitset_get_size (self->selected) != size && get_n_items (G_LIST_MODEL (self)) > 0)
    gtk_selection_model_selection_changed (
        GTK_SELECTION_MODEL (self), 0, get_n_items (G_LIST_MODEL (self)));
}

static void
sections_changed_cb (GtkSectionModel *model,
                     guint position,
                     guint n_items,
                     GaungComplaintSelection *self)
{
  gtk_section_model_sections_changed (GTK_SECTION_MODEL (self), position, n_items);
}

static void
gaung_complaint_selection_dispose (GObject *object)
{
  GaungComplaintSelection *self = GAUNG_COMPLAINT_SELECTION (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (gaung_complaint_selection_parent_class)->dispose (object);
}

static void
gaung_complaint_selection_finalize (GObject *object)
{
  GaungComplaintSelection *self = GAUNG_COMPLAINT_SELECTION (object);

  gtk_bitset_unref (self->selected);
  g_hash_table_unref (self->ids);
  G_OBJECT_CLASS (gaung_complaint_selection_parent_class)->finalize (object);
}

static void
gaung_complaint_selection_class_init (GaungComplaintSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gaung_complaint_selection_dispose;
  G_OBJECT_CLASS (klass)->finalize = gaung_complaint_selection_finalize;
}

static void
gaung_complaint_selection_init (GaungComplaintSelection *self)
{
  self->selected = gtk_bitset_new_empty ();
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

GaungComplaintSelection *
gaung_complaint_selection_new (GListModel *model)
{
  GaungComplaintSelection *self;

  g_return_val_if_fail (GTK_IS_SECTION_MODEL (model), NULL);

  self = g_object_new (GAUNG_TYPE_COMPLAINT_SELECTION, NULL);
  self->model = g_object_ref (model);
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_signal_connect (model, "sections-changed", G_CALLBACK (sections_changed_cb), self);
  return self;
}

guint
gaung_complaint_selection_get_size (GaungComplaintSelection *self)
{
  g_return_val_if_fail (GAUNG_IS_COMPLAINT_SELECTION (self), 0);
  return gtk_bitset_get_size (self->selected);
}

GStrv
gaung_complaint_selection_get_ids (GaungComplaintSelection *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (GAUNG_IS_COMPLAINT_SELECTION (self), NULL);

  if (gtk_bitset_iter_init_first (&iter, self->selected, &position))
    do
      {
        g_autoptr (GaungRecord) record = g_list_model_get_item (self->model, position);

        if (record != NULL)
          g_strv_builder_add (ids, gaung_record_get_id (record));
      }
    while (gtk_bitset_iter_next (&iter, &position));
  return g_strv_builder_end (ids);
}
