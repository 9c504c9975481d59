/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-context.h"

G_BEGIN_DECLS

typedef enum
{
  GAUNG_LOCK_NONE,       /* nothing to unlock with: it cannot be locked */
  GAUNG_LOCK_PIN,
  GAUNG_LOCK_PASSPHRASE, /* the workspace's own */
} GaungLockMethod;

#define GAUNG_TYPE_LOCK (gaung_lock_get_type ())
/* GaungLock: whether the screen is locked, and what opens it. What it has to remember (the PIN's hash,
 * wrong tries, that it was locked) lies in the encrypted store, so quitting does not open it. */
G_DECLARE_FINAL_TYPE (GaungLock, gaung_lock, GAUNG, LOCK, GObject)

GaungLock *gaung_lock_new (GaungContext *context);
GaungLockMethod gaung_lock_get_method (GaungLock *self);
gboolean gaung_lock_has_pin (GaungLock *self);
/* NULL removes it. FALSE also when it is no PIN. */
gboolean gaung_lock_set_pin (GaungLock *self, const char *pin, GError **error);
gboolean gaung_lock_is_locked (GaungLock *self);
gboolean gaung_lock_set_locked (GaungLock *self, gboolean is_locked, GError **error);
/* Seconds until the next try is allowed; 0: now. */
guint gaung_lock_get_delay (GaungLock *self);
/* TRUE: right, and no longer locked. FALSE without an error: wrong. */
void gaung_lock_try_async (GaungLock *self, const char *secret, GAsyncReadyCallback callback, gpointer data);
gboolean gaung_lock_try_finish (GaungLock *self, GAsyncResult *result, GError **error);

G_END_DECLS
