/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GAUNG_TYPE_PASSPHRASE_GROUP (gaung_passphrase_group_get_type ())
/* GaungPassphraseGroup: a passphrase for a new workspace, typed twice, with a word on its strength. Signal "changed". */
G_DECLARE_FINAL_TYPE (GaungPassphraseGroup, gaung_passphrase_group, GAUNG, PASSPHRASE_GROUP, AdwPreferencesGroup)

/* Long enough, and twice the same. */
gboolean gaung_passphrase_group_is_complete (GaungPassphraseGroup *self);
const char *gaung_passphrase_group_get_passphrase (GaungPassphraseGroup *self); /* (transfer none) */

G_END_DECLS
