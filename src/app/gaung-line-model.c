/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ten thousand rows cost an array; objects and widgets exist for those in sight. */

#include "config.h"

#include "gaung-line-model.h"

typedef struct
{
  guint section;
  guint64 fingerprint;
  gconstpointer data;
} Entry;

struct _GaungLineSet
{
  GArray *entries;
  GPtrArray *kept; /* (element-type GPtrArray) */
};

static const Entry *
get_entry (GaungLineSet *self, guint position)
{
  return &g_array_index (self->entries, Entry, position);
}

GaungLineSet *
gaung_line_set_new (void)
{
  GaungLineSet *self = g_atomic_rc_box_new0 (GaungLineSet);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  return self;
}

GaungLineSet *
gaung_line_set_ref (GaungLineSet *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_set (gpointer data)
{
  GaungLineSet *self = data;

  g_array_unref (self->entries);
  g_ptr_array_unref (self->kept);
}

void
gaung_line_set_unref (GaungLineSet *self)
{
  g_atomic_rc_box_release_full (self, clear_set);
}

void
gaung_line_set_keep (GaungLineSet *self, GPtrArray *rows)
{
  g_ptr_array_add (self->kept, rows);
}

void
gaung_line_set_add (GaungLineSet *self, guint section, guint64 fingerprint, gconstpointer data)
{
  const Entry entry = { section, fingerprint, data };

  g_return_if_fail (self->entries->len == 0
                    || get_entry (self, self->entries->len - 1)->section <= section);

  g_array_append_val (self->entries, entry);
}

guint
gaung_line_set_get_size (GaungLineSet *self)
{
  return self->entries->len;
}

guint64
gaung_fingerprint_add_number (guint64 fingerprint, gint64 number)
{
  /* FNV-1a, eight bytes at once. */
  return (fingerprint ^ (guint64) number) * G_GUINT64_CONSTANT (1099511628211) + 1;
}

guint64
gaung_fingerprint_add_text (guint64 fingerprint, const char *text)
{
  fingerprint = gaung_fingerprint_add_number (fingerprint, text != NULL);
  for (; text != NULL && *text != '\0'; text++)
    fingerprint = gaung_fingerprint_add_number (fingerprint, (guchar) *text);

  return fingerprint;
}

struct _GaungLine
{
  GObject parent_instance;

  GaungLineSet *set;
  guint position;
};

G_DEFINE_FINAL_TYPE (GaungLine, gaung_line, G_TYPE_OBJECT)

static void
gaung_line_finalize (GObject *object)
{
  GaungLine *self = GAUNG_LINE (object);

  g_clear_pointer (&self->set, gaung_line_set_unref);

  G_OBJECT_CLASS (gaung_line_parent_class)->finalize (object);
}

static void
gaung_line_class_init (GaungLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gaung_line_finalize;
}

static void
gaung_line_init (GaungLine *self)
{
}

guint
gaung_line_get_section (GaungLine *self)
{
  g_return_val_if_fail (GAUNG_IS_LINE (self), 0);

  return get_entry (self->set, self->position)->section;
}

gconstpointer
gaung_line_get_data (GaungLine *self)
{
  g_return_val_if_fail (GAUNG_IS_LINE (self), NULL);

  return get_entry (self->set, self->position)->data;
}

struct _GaungLineModel
{
  GObject parent_instance;

  GaungLineSet *set;
};

static GType
get_item_type (GListModel *model)
{
  return GAUNG_TYPE_LINE;
}

static guint
get_n_items (GListModel *model)
{
  return gaung_line_set_get_size (GAUNG_LINE_MODEL (model)->set);
}

static gpointer
get_item (GListModel *model, guint position)
{
  GaungLineModel *self = GAUNG_LINE_MODEL (model);
  GaungLine *line;

  if (position >= gaung_line_set_get_size (self->set))
    return NULL;
  line = g_object_new (GAUNG_TYPE_LINE, NULL);
  line->set = gaung_line_set_ref (self->set);
  line->position = position;

  return line;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* The first line of @section or a later one. */
static guint
find_section (GaungLineSet *set, guint section)
{
  guint low = 0, high = gaung_line_set_get_size (set);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_entry (set, middle)->section < section)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static void
get_section (GtkSectionModel *model, guint position, guint *start, guint *end)
{
  GaungLineSet *set = GAUNG_LINE_MODEL (model)->set;
  guint n = gaung_line_set_get_size (set);

  if (position >= n)
    {
      *start = n;
      *end = G_MAXUINT;
      return;
    }
  *start = find_section (set, get_entry (set, position)->section);
  *end = find_section (set, get_entry (set, position)->section + 1);
}

static void
section_model_init (GtkSectionModelInterface *iface)
{
  iface->get_section = get_section;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GaungLineModel,
                               gaung_line_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL,
                                                          section_model_init))

static void
gaung_line_model_finalize (GObject *object)
{
  GaungLineModel *self = GAUNG_LINE_MODEL (object);

  g_clear_pointer (&self->set, gaung_line_set_unref);

  G_OBJECT_CLASS (gaung_line_model_parent_class)->finalize (object);
}

static void
gaung_line_model_class_init (GaungLineModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gaung_line_model_finalize;
}

static void
gaung_line_model_init (GaungLineModel *self)
{
  self->set = gaung_line_set_new ();
}

GaungLineModel *
gaung_line_model_new (void)
{
  return g_object_new (GAUNG_TYPE_LINE_MODEL, NULL);
}

static gboolean
is_same (const Entry *a, const Entry *b)
{
  return a->section == b->section && a->fingerprint == b->fingerprint;
}

void
gaung_line_model_set (GaungLineModel *self, GaungLineSet *set)
{
  g_autoptr (GaungLineSet) old = NULL;
  guint n_old, n_new, n_before = 0, n_after = 0;

  g_return_if_fail (GAUNG_IS_LINE_MODEL (self));
  g_return_if_fail (set != NULL);

  old = self->set;
  self->set = gaung_line_set_ref (set);
  n_old = gaung_line_set_get_size (old);
  n_new = gaung_line_set_get_size (set);
  while (n_before < MIN (n_old, n_new)
         && is_same (get_entry (old, n_before), get_entry (set, n_before)))
    n_before++;
  while (n_after < MIN (n_old, n_new) - n_before
         && is_same (get_entry (old, n_old - 1 - n_after), get_entry (set, n_new - 1 - n_after)))
    n_after++;
  if (n_before == n_old && n_old == n_new)
    return;
  g_list_model_items_changed (
      G_LIST_MODEL (self), n_before, n_old - n_before - n_after, n_new - n_before - n_after);
  /* What begins or ends a section may lie beside the part that changed. */
  if (n_new > 0)
    gtk_section_model_sections_changed (GTK_SECTION_MODEL (self), 0, n_new);
}
