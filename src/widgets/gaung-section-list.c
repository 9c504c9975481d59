/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sections are not stored anywhere: they are borders in the sort keys that the list holds already,
 * so a list of a million rows has its headers at no cost, and a border that moves with the time of
 * day moves without a query. */

#include "config.h"

#include "gaung-section-list.h"

struct _GaungSectionList
{
  GObject parent_instance;

  GaungList *list;
  GArray *sections;
};

enum
{
  PROP_LIST = 1,
  PROP_N_ITEMS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Positions at which the section that holds @position starts and ends. */
static guint
find_section (GaungSectionList *self, guint position, guint *start, guint *end)
{
  guint n_items = gaung_list_get_n_items (self->list);
  guint found = 0;

  *start = 0;
  *end = n_items;
  for (guint i = 1; i < self->sections->len; i++)
    {
      const GaungSection *section = &g_array_index (self->sections, GaungSection, i);
      guint border = gaung_list_lower_bound (self->list, section->key);

      if (border > position)
        {
          *end = border;
          break;
        }
      *start = border;
      found = i;
    }

  return found;
}

static void
items_changed_cb (GaungSectionList *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (removed != added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static GType
gaung_section_list_get_item_type (GListModel *model)
{
  return GAUNG_TYPE_RECORD;
}

static guint
gaung_section_list_get_n_items (GListModel *model)
{
  return gaung_list_get_n_items (GAUNG_SECTION_LIST (model)->list);
}

static gpointer
gaung_section_list_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (GAUNG_SECTION_LIST (model)->list), position);
}

static void
gaung_section_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gaung_section_list_get_item_type;
  iface->get_n_items = gaung_section_list_get_n_items;
  iface->get_item = gaung_section_list_get_item;
}

static void
gaung_section_list_get_section (GtkSectionModel *model,
                                guint position,
                                guint *out_start,
                                guint *out_end)
{
  GaungSectionList *self = GAUNG_SECTION_LIST (model);
  guint n_items = gaung_list_get_n_items (self->list);

  if (position >= n_items)
    {
      *out_start = n_items;
      *out_end = G_MAXUINT;
      return;
    }
  find_section (self, position, out_start, out_end);
}

static void
gaung_section_list_section_model_init (GtkSectionModelInterface *iface)
{
  iface->get_section = gaung_section_list_get_section;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GaungSectionList,
                               gaung_section_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      gaung_section_list_list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL,
                                                          gaung_section_list_section_model_init))

static void
clear_section (gpointer data)
{
  GaungSection *section = data;

  g_free ((char *) section->title);
}

static void
gaung_section_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GaungSectionList *self = GAUNG_SECTION_LIST (object);

  switch (prop_id)
    {
    case PROP_LIST:
      g_value_set_object (value, self->list);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, gaung_list_get_n_items (self->list));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gaung_section_list_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  GaungSectionList *self = GAUNG_SECTION_LIST (object);

  switch (prop_id)
    {
    case PROP_LIST:
      self->list = g_value_dup_object (value);
      g_signal_connect_object (
          self->list, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gaung_section_list_finalize (GObject *object)
{
  GaungSectionList *self = GAUNG_SECTION_LIST (object);

  g_clear_object (&self->list);
  g_clear_pointer (&self->sections, g_array_unref);

  G_OBJECT_CLASS (gaung_section_list_parent_class)->finalize (object);
}

static void
gaung_section_list_class_init (GaungSectionListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gaung_section_list_get_property;
  object_class->set_property = gaung_section_list_set_property;
  object_class->finalize = gaung_section_list_finalize;

  properties[PROP_LIST]
      = g_param_spec_object ("list",
                             NULL,
                             NULL,
                             GAUNG_TYPE_LIST,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_ITEMS] = g_param_spec_uint (
      "n-items", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gaung_section_list_init (GaungSectionList *self)
{
  self->sections = g_array_new (FALSE, TRUE, sizeof (GaungSection));
  g_array_set_clear_func (self->sections, clear_section);
}

GaungSectionList *
gaung_section_list_new (GaungList *list)
{
  g_return_val_if_fail (GAUNG_IS_LIST (list), NULL);

  return g_object_new (GAUNG_TYPE_SECTION_LIST, "list", list, NULL);
}

GaungList *
gaung_section_list_get_list (GaungSectionList *self)
{
  g_return_val_if_fail (GAUNG_IS_SECTION_LIST (self), NULL);

  return self->list;
}

void
gaung_section_list_set_sections (GaungSectionList *self,
                                 const GaungSection *sections,
                                 guint n_sections)
{
  gboolean is_same;
  guint n_items;

  g_return_if_fail (GAUNG_IS_SECTION_LIST (self));

  is_same = n_sections == self->sections->len;
  for (guint i = 0; is_same && i < n_sections; i++)
    {
      const GaungSection *old = &g_array_index (self->sections, GaungSection, i);

      is_same = old->key == sections[i].key && g_strcmp0 (old->title, sections[i].title) == 0;
    }
  if (is_same)
    return;

  g_array_set_size (self->sections, 0);
  for (guint i = 0; i < n_sections; i++)
    {
      GaungSection section = { sections[i].key, g_strdup (sections[i].title) };

      g_array_append_val (self->sections, section);
    }

  n_items = gaung_list_get_n_items (self->list);
  if (n_items > 0)
    gtk_section_model_sections_changed (GTK_SECTION_MODEL (self), 0, n_items);
}

const char *
gaung_section_list_get_title (GaungSectionList *self, guint position)
{
  guint start, end, found;

  g_return_val_if_fail (GAUNG_IS_SECTION_LIST (self), NULL);

  if (self->sections->len == 0)
    return NULL;
  found = find_section (self, position, &start, &end);

  return g_array_index (self->sections, GaungSection, found).title;
}
