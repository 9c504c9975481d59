/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GaungActor: who acts, and with which rights. */
#include "config.h"

#include "gaung-actor.h"

G_DEFINE_BOXED_TYPE (GaungActor, gaung_actor, gaung_actor_copy, gaung_actor_free)

GaungActor *
gaung_actor_new (const char *id, const char *name, const char *agency, const char *const *roles)
{
  GaungActor *self = g_new0 (GaungActor, 1);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->agency = g_strdup (agency);
  self->roles = roles != NULL ? g_strdupv ((char **) roles) : g_new0 (char *, 1);
  return self;
}

GaungActor *
gaung_actor_copy (const GaungActor *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return gaung_actor_new (self->id, self->name, self->agency, (const char *const *) self->roles);
}

void
gaung_actor_free (GaungActor *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  g_free (self->agency);
  g_strfreev (self->roles);
  g_free (self);
}

gboolean
gaung_actor_has_role (const GaungActor *self, const char *role)
{
  return self != NULL && g_strv_contains ((const char *const *) self->roles, role);
}
