/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Who acts: what goes into created_by and into entries, and what decides rights. */
typedef struct
{
  char *id;     /* stable account name, or "local" */
  char *name;   /* as colleagues know it */
  char *agency; /* code, e.g. "diskominfo" */
  GStrv roles;  /* staff, agency-<code>, coordinator, publisher, reviewer, admin */
} GaungActor;

#define GAUNG_TYPE_ACTOR (gaung_actor_get_type ())
GType gaung_actor_get_type (void);
GaungActor *gaung_actor_new (const char *id, const char *name, const char *agency, const char *const *roles);
GaungActor *gaung_actor_copy (const GaungActor *self);
void gaung_actor_free (GaungActor *self);
gboolean gaung_actor_has_role (const GaungActor *self, const char *role);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungActor, gaung_actor_free)

G_END_DECLS
