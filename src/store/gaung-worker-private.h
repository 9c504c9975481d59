/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-database-private.h"

G_BEGIN_DECLS

/* A thread that does one job after the other, with a connection of its own. */
typedef struct _GaungWorker GaungWorker;

/* @database is NULL and @error set when the connection could not be made. While the job runs, its
 * statements stop when @cancellable is cancelled; a job that was cancelled before it began runs too, so
 * that it can tell its caller. */
typedef void (*GaungWorkerFunc) (GaungDatabase *database, const GError *error, GCancellable *cancellable, gpointer data);

/* @path NULL: a worker without a connection. */
GaungWorker *gaung_worker_new (const char *name, const char *path, GBytes *key);
/* @data is freed in the worker's thread. Jobs of a lower @priority number come first, else in order. FALSE when
 * the worker has been stopped; then @data has been freed. */
gboolean gaung_worker_push (GaungWorker *self, int priority, GaungWorkerFunc func, gpointer data, GDestroyNotify destroy, GCancellable *cancellable);
gboolean gaung_worker_is_idle (GaungWorker *self);
gboolean gaung_worker_is_current_thread (GaungWorker *self);
/* Waits for what was pushed, then ends the thread and closes the connection. */
void gaung_worker_stop (GaungWorker *self);
void gaung_worker_free (GaungWorker *self);

G_END_DECLS
