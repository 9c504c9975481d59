/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The base of every service area's view: what the window needs to know of an area, and nothing
 * else. */

#include "config.h"

#include "gaung-page.h"

#include "gaung-focus.h"

typedef struct
{
  GaungContext *context;
  guint waiting_count;
  gboolean collapsed;
  gboolean is_filled;
} GaungPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GaungPage, gaung_page, ADW_TYPE_BIN)

enum
{
  PROP_CONTEXT = 1,
  PROP_COLLAPSED,
  PROP_WAITING_COUNT,
  PROP_IS_FILLED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
gaung_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GaungPagePrivate *priv = gaung_page_get_instance_private (GAUNG_PAGE (object));

  switch (prop_id)
    {
    case PROP_CONTEXT:
      g_value_set_object (value, priv->context);
      break;
    case PROP_COLLAPSED:
      g_value_set_boolean (value, priv->collapsed);
      break;
    case PROP_WAITING_COUNT:
      g_value_set_uint (value, priv->waiting_count);
      break;
    case PROP_IS_FILLED:
      g_value_set_boolean (value, priv->is_filled);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gaung_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  GaungPage *self = GAUNG_PAGE (object);
  GaungPagePrivate *priv = gaung_page_get_instance_private (self);

  switch (prop_id)
    {
    case PROP_CONTEXT:
      priv->context = g_value_dup_object (value);
      break;
    case PROP_COLLAPSED:
      gaung_page_set_collapsed (self, g_value_get_boolean (value));
      break;
    case PROP_WAITING_COUNT:
      gaung_page_set_waiting_count (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gaung_page_dispose (GObject *object)
{
  GaungPagePrivate *priv = gaung_page_get_instance_private (GAUNG_PAGE (object));

  g_clear_object (&priv->context);

  G_OBJECT_CLASS (gaung_page_parent_class)->dispose (object);
}

static void
gaung_page_class_init (GaungPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gaung_page_get_property;
  object_class->set_property = gaung_page_set_property;
  object_class->dispose = gaung_page_dispose;

  properties[PROP_CONTEXT]
      = g_param_spec_object ("context",
                             NULL,
                             NULL,
                             GAUNG_TYPE_CONTEXT,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_COLLAPSED]
      = g_param_spec_boolean ("collapsed",
                              NULL,
                              NULL,
                              FALSE,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_WAITING_COUNT]
      = g_param_spec_uint ("waiting-count",
                           NULL,
                           NULL,
                           0,
                           G_MAXUINT,
                           0,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_FILLED] = g_param_spec_boolean (
      "is-filled", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gaung_page_init (GaungPage *self)
{
}

/**
 * gaung_page_get_context:
 *
 * Returns: (transfer none): what the page was made with; it is there from `constructed` on, but not
 * yet in `init`
 */
GaungContext *
gaung_page_get_context (GaungPage *self)
{
  GaungPagePrivate *priv = gaung_page_get_instance_private (self);

  g_return_val_if_fail (GAUNG_IS_PAGE (self), NULL);

  return priv->context;
}

gboolean
gaung_page_get_collapsed (GaungPage *self)
{
  GaungPagePrivate *priv = gaung_page_get_instance_private (self);

  g_return_val_if_fail (GAUNG_IS_PAGE (self), FALSE);

  return priv->collapsed;
}

void
gaung_page_set_collapsed (GaungPage *self, gboolean collapsed)
{
  GaungPagePrivate *priv = gaung_page_get_instance_private (self);
  GtkWidget *focus;

  g_return_if_fail (GAUNG_IS_PAGE (self));

  if (priv->collapsed == !!collapsed)
    return;
  priv->collapsed = !!collapsed;
  focus = gaung_focus_take (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLLAPSED]);
  gaung_focus_give_back (focus);
}

guint
gaung_page_get_waiting_count (GaungPage *self)
{
  GaungPagePrivate *priv = gaung_page_get_instance_private (self);

  g_return_val_if_fail (GAUNG_IS_PAGE (self), 0);

  return priv->waiting_count;
}

void
gaung_page_set_waiting_count (GaungPage *self, guint count)
{
  GaungPagePrivate *priv = gaung_page_get_instance_private (self);

  g_return_if_fail (GAUNG_IS_PAGE (self));

  if (priv->waiting_count == count)
    return;
  priv->waiting_count = count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING_COUNT]);
}

gboolean
gaung_page_is_filled (GaungPage *self)
{
  GaungPagePrivate *priv = gaung_page_get_instance_private (self);

  g_return_val_if_fail (GAUNG_IS_PAGE (self), FALSE);

  return priv->is_filled;
}

void
gaung_page_set_filled (GaungPage *self)
{
  GaungPagePrivate *priv = gaung_page_get_instance_private (self);

  g_return_if_fail (GAUNG_IS_PAGE (self));

  if (priv->is_filled)
    return;
  priv->is_filled = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_FILLED]);
}

/**
 * gaung_page_open_record:
 * @id: a record id
 *
 * Returns: %FALSE if the record is not of this area
 */
gboolean
gaung_page_open_record (GaungPage *self, const char *id)
{
  g_return_val_if_fail (GAUNG_IS_PAGE (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  if (GAUNG_PAGE_GET_CLASS (self)->open_record == NULL)
    return FALSE;

  return GAUNG_PAGE_GET_CLASS (self)->open_record (self, id);
}

gboolean
gaung_page_can_create (GaungPage *self)
{
  g_return_val_if_fail (GAUNG_IS_PAGE (self), FALSE);

  return GAUNG_PAGE_GET_CLASS (self)->create_record != NULL;
}

void
gaung_page_create_record (GaungPage *self)
{
  g_return_if_fail (GAUNG_IS_PAGE (self));

  if (GAUNG_PAGE_GET_CLASS (self)->create_record)
    GAUNG_PAGE_GET_CLASS (self)->create_record (self);
}

void
gaung_page_focus_search (GaungPage *self)
{
  g_return_if_fail (GAUNG_IS_PAGE (self));

  if (GAUNG_PAGE_GET_CLASS (self)->focus_search)
    GAUNG_PAGE_GET_CLASS (self)->focus_search (self);
}

/**
 * gaung_page_save_state:
 *
 * Returns: (transfer full) (nullable): what to restore at the next start; ids and settings, no
 * personal data, since it goes to GSettings
 */
char *
gaung_page_save_state (GaungPage *self)
{
  g_return_val_if_fail (GAUNG_IS_PAGE (self), NULL);

  if (GAUNG_PAGE_GET_CLASS (self)->save_state == NULL)
    return NULL;

  return GAUNG_PAGE_GET_CLASS (self)->save_state (self);
}

void
gaung_page_restore_state (GaungPage *self, const char *state)
{
  g_return_if_fail (GAUNG_IS_PAGE (self));

  if (GAUNG_PAGE_GET_CLASS (self)->restore_state)
    GAUNG_PAGE_GET_CLASS (self)->restore_state (self, state);
}
