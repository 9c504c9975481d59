/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GaungRemoteFile: whether the bytes of an attachment are here, and how they come here. */

#include "config.h"

#include "gaung-remote-file.h"

#include <glib/gi18n.h>

#include "gaung-format.h"

/* For a failure that the engine, which has long polls open, may not have noticed. */
#define RETRY_SECONDS 30

/* The callback of the context frees it; by then nobody may care any more. */
typedef struct _Fetch
{
  GaungRemoteFile *self; /* (nullable) */
  GCancellable *cancellable;
} Fetch;

struct _GaungRemoteFile
{
  GObject parent_instance;

  GaungContext *context;
  GaungRecord *record;
  Fetch *fetch;  /* while FETCHING */
  GError *error; /* while FAILED */
  GBytes *held;
  GaungRemoteFileState state;
  guint percent;
  guint retry_timeout; /* while it is wanted and not here */
  gboolean is_wanted;
  gboolean is_asked;
};

G_DEFINE_FINAL_TYPE (GaungRemoteFile, gaung_remote_file, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_id (GaungRemoteFile *self)
{
  return gaung_record_get_id (self->record);
}

static void
set_state (GaungRemoteFile *self, GaungRemoteFileState state)
{
  if (state != GAUNG_REMOTE_FILE_FAILED)
    g_clear_error (&self->error);
  if (state == GAUNG_REMOTE_FILE_HERE)
    g_clear_handle_id (&self->retry_timeout, g_source_remove);
  if (self->state == state)
    return;
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Is there a way to the server now, as far as is known? A password that is refused is not tried
 * again for a file: that would lock the account. */
static gboolean
is_connected (GaungSyncStatus *status)
{
  GaungSyncPhase phase = gaung_sync_status_get_phase (status);
  GaungSyncTrouble trouble = gaung_sync_status_get_trouble (status);

  if (phase == GAUNG_SYNC_PHASE_IDLE || phase == GAUNG_SYNC_PHASE_WORKING)
    return TRUE;
  /* Troubles that concern other things than reading. */
  return phase == GAUNG_SYNC_PHASE_TROUBLE
         && (trouble == GAUNG_SYNC_TROUBLE_RIGHTS || trouble == GAUNG_SYNC_TROUBLE_CLOCK
             || trouble == GAUNG_SYNC_TROUBLE_SERVER_FULL || trouble == GAUNG_SYNC_TROUBLE_DISK_FULL
             || trouble == GAUNG_SYNC_TROUBLE_REPLACED);
}

static GaungSyncStatus *
get_status (GaungRemoteFile *self)
{
  return gaung_context_get_status (self->context);
}

static void
drop_fetch (GaungRemoteFile *self)
{
  Fetch *fetch = g_steal_pointer (&self->fetch);

  if (fetch == NULL)
    return;
  fetch->self = NULL;
  g_cancellable_cancel (fetch->cancellable);
}

static void
progress_cb (guint percent, gpointer data)
{
  Fetch *fetch = data;

  if (fetch->self == NULL || fetch->self->percent == percent)
    return;
  fetch->self->percent = percent;
  g_signal_emit (fetch->self, signals[CHANGED], 0);
}

static void
settle (GaungRemoteFile *self, GBytes *bytes, GError *error)
{
  if (bytes != NULL)
    {
      if (!gaung_store_has_bytes (gaung_context_get_store (self->context), get_id (self)))
        self->held = g_bytes_ref (bytes);
      set_state (self, GAUNG_REMOTE_FILE_HERE);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED)
           || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    set_state (self, GAUNG_REMOTE_FILE_WAITING);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_state (self, GAUNG_REMOTE_FILE_ABSENT);
  else
    {
      g_message ("A file was not fetched: %s %d", g_quark_to_string (error->domain), error->code);
      g_clear_error (&self->error);
      self->error = g_error_copy (error);
      set_state (self, GAUNG_REMOTE_FILE_FAILED);
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fetch *fetch = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
      = gaung_context_load_file_finish (GAUNG_CONTEXT (source), result, &error);
  g_autoptr (GaungRemoteFile) self = fetch->self != NULL ? g_object_ref (fetch->self) : NULL;

  g_object_unref (fetch->cancellable);
  g_free (fetch);
  if (self == NULL)
    return;
  self->fetch = NULL;
  settle (self, bytes, error);
}

static void
begin (GaungRemoteFile *self)
{
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->self = self;
  fetch->cancellable = g_cancellable_new ();
  self->fetch = fetch;
  self->percent = 0;
  set_state (self, GAUNG_REMOTE_FILE_FETCHING);
  gaung_context_load_file_async (
      self->context, get_id (self), progress_cb, fetch, fetch->cancellable, loaded_cb, fetch);
}

/* Looks at what is known now, and does what follows from it. */
static void
consider (GaungRemoteFile *self)
{
  gboolean is_paused = gaung_sync_status_get_phase (get_status (self)) == GAUNG_SYNC_PHASE_PAUSED;

  if (self->state == GAUNG_REMOTE_FILE_HERE || self->state == GAUNG_REMOTE_FILE_FETCHING)
    return;
  /* Also what the engine fetched by itself in a quiet moment. */
  if (gaung_store_has_bytes (gaung_context_get_store (self->context), get_id (self)))
    set_state (self, GAUNG_REMOTE_FILE_HERE);
  else if (!gaung_context_has_server (self->context))
    set_state (self, GAUNG_REMOTE_FILE_LOST);
  else if (self->state == GAUNG_REMOTE_FILE_FAILED)
    return;
  else if (!self->is_asked && (!self->is_wanted || is_paused))
    set_state (self, GAUNG_REMOTE_FILE_ABSENT);
  else if (gaung_context_get_file_source (self->context) != NULL
           && (is_paused || is_connected (get_status (self))))
    begin (self);
  else
    set_state (self, GAUNG_REMOTE_FILE_WAITING);
}

static gboolean
retry_cb (gpointer data)
{
  consider (data);
  return G_SOURCE_CONTINUE;
}

static void
start_retrying (GaungRemoteFile *self)
{
  if (self->retry_timeout == 0 && self->state != GAUNG_REMOTE_FILE_HERE)
    self->retry_timeout = g_timeout_add_seconds (RETRY_SECONDS, retry_cb, self);
}

static GHashTable *
get_table (GaungContext *context)
{
  GHashTable *table = g_object_get_data (G_OBJECT (context), "gaung-remote-files");

  if (table == NULL)
    {
      /* Files hold the context and take themselves out. */
      table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_object_set_data_full (
          G_OBJECT (context), "gaung-remote-files", table, (GDestroyNotify) g_hash_table_unref);
    }
  return table;
}

static void
gaung_remote_file_dispose (GObject *object)
{
  GaungRemoteFile *self = GAUNG_REMOTE_FILE (object);

  drop_fetch (self);
  g_clear_handle_id (&self->retry_timeout, g_source_remove);
  if (self->context != NULL)
    g_hash_table_remove (get_table (self->context), get_id (self));
  g_clear_pointer (&self->held, g_bytes_unref);
  g_clear_error (&self->error);
  g_clear_object (&self->record);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (gaung_remote_file_parent_class)->dispose (object);
}

static void
gaung_remote_file_class_init (GaungRemoteFileClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gaung_remote_file_dispose;

  signals[CHANGED] = g_signal_new (
      "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gaung_remote_file_init (GaungRemoteFile *self)
{
  self->state = GAUNG_REMOTE_FILE_ABSENT;
}

/**
 * gaung_remote_file_get:
 * @attachment: the record of the file
 *
 * Nothing is fetched before somebody wants it or asks for it.
 *
 * Returns: (transfer full): the one of @context for this file, or a new one
 */
GaungRemoteFile *
gaung_remote_file_get (GaungContext *context, GaungRecord *attachment)
{
  GaungRemoteFile *self;

  g_return_val_if_fail (GAUNG_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (GAUNG_IS_RECORD (attachment), NULL);

  self = g_hash_table_lookup (get_table (context), gaung_record_get_id (attachment));
  if (self != NULL)
    return g_object_ref (self);
  self = g_object_new (GAUNG_TYPE_REMOTE_FILE, NULL);
  self->context = g_object_ref (context);
  self->record = g_object_ref (attachment);
  g_hash_table_insert (get_table (context), g_strdup (get_id (self)), self);
  g_signal_connect_object (
      context, "file-source-changed", G_CALLBACK (consider), self, G_CONNECT_SWAPPED);
  /* "pause" and "trouble" come with a phase, but may change without it. */
  for (guint i = 0; i < 3; i++)
    {
      static const char *const details[] = { "notify::phase", "notify::pause", "notify::trouble" };

      g_signal_connect_object (
          get_status (self), details[i], G_CALLBACK (consider), self, G_CONNECT_SWAPPED);
    }
  consider (self);
  return self;
}

GaungRecord *
gaung_remote_file_get_record (GaungRemoteFile *self)
{
  g_return_val_if_fail (GAUNG_IS_REMOTE_FILE (self), NULL);

  return self->record;
}

GaungRemoteFileState
gaung_remote_file_get_state (GaungRemoteFile *self)
{
  g_return_val_if_fail (GAUNG_IS_REMOTE_FILE (self), GAUNG_REMOTE_FILE_LOST);

  return self->state;
}

guint
gaung_remote_file_get_percent (GaungRemoteFile *self)
{
  g_return_val_if_fail (GAUNG_IS_REMOTE_FILE (self), 0);

  return self->percent;
}

const GError *
gaung_remote_file_get_error (GaungRemoteFile *self)
{
  g_return_val_if_fail (GAUNG_IS_REMOTE_FILE (self), NULL);

  return self->error;
}

GBytes *
gaung_remote_file_get_held (GaungRemoteFile *self)
{
  g_return_val_if_fail (GAUNG_IS_REMOTE_FILE (self), NULL);

  return self->held;
}

static const char *
describe_absence (GaungSyncStatus *status)
{
  switch (gaung_sync_status_get_pause (status))
    {
    case GAUNG_SYNC_PAUSE_USER:
      return _ ("Not on this computer. While synchronization is paused, it is fetched only when "
                "you ask for it.");
    case GAUNG_SYNC_PAUSE_METERED:
      return _ ("Not on this computer. This network is paid by volume, so it is fetched only when "
                "you ask for it.");
    case GAUNG_SYNC_PAUSE_POWER:
      return _ ("Not on this computer. While the power saver is on, it is fetched only when you "
                "ask for it.");
    case GAUNG_SYNC_PAUSE_NONE:
    default:
      return _ ("Not on this computer. It is fetched when you ask for it.");
    }
}

static const char *
describe_waiting (GaungSyncStatus *status)
{
  GaungSyncTrouble trouble = gaung_sync_status_get_trouble (status);

  if (trouble == GAUNG_SYNC_TROUBLE_SIGNED_OUT || trouble == GAUNG_SYNC_TROUBLE_CREDENTIALS)
    return _ ("Not on this computer; will be fetched when you have signed in.");
  return _ ("Not on this computer; will be fetched when connected.");
}

static char *
describe_progress (GaungRemoteFile *self)
{
  g_autofree char *size
      = gaung_format_bytes ((guint64) MAX (0, gaung_record_get_integer (self->record, "size")));
  g_autofree char *percent = gaung_format_percent (self->percent / 100.0, 0);

  if (self->percent == 0)
    /* Translators: %s is a size: "Being fetched (1,2 MB)" */
    return g_strdup_printf (_ ("Being fetched (%s)"), size);
  /* Translators: a share and a size: "Being fetched: 40% of 1,2 MB" */
  return g_strdup_printf (_ ("Being fetched: %s of %s"), percent, size);
}

char *
gaung_remote_file_describe (GaungRemoteFile *self)
{
  g_return_val_if_fail (GAUNG_IS_REMOTE_FILE (self), NULL);

  switch (self->state)
    {
    case GAUNG_REMOTE_FILE_ABSENT:
      return g_strdup (describe_absence (get_status (self)));
    case GAUNG_REMOTE_FILE_WAITING:
      return g_strdup (describe_waiting (get_status (self)));
    case GAUNG_REMOTE_FILE_FETCHING:
      return describe_progress (self);
    case GAUNG_REMOTE_FILE_FAILED:
      return g_strdup (self->error->message);
    case GAUNG_REMOTE_FILE_LOST:
      return g_strdup (_ ("Not on this computer, and there is no server from which it could be "
                          "fetched."));
    case GAUNG_REMOTE_FILE_HERE:
    default:
      return g_strdup ("");
    }
}

void
gaung_remote_file_want (GaungRemoteFile *self)
{
  g_return_if_fail (GAUNG_IS_REMOTE_FILE (self));

  self->is_wanted = TRUE;
  consider (self);
  start_retrying (self);
}

void
gaung_remote_file_fetch (GaungRemoteFile *self)
{
  g_return_if_fail (GAUNG_IS_REMOTE_FILE (self));

  self->is_asked = TRUE;
  if (self->state == GAUNG_REMOTE_FILE_FAILED)
    self->state = GAUNG_REMOTE_FILE_ABSENT;
  consider (self);
  /* The engine may be about to wait for minutes; who presses wants it tried now. */
  if (self->state == GAUNG_REMOTE_FILE_WAITING
      && gaung_context_get_file_source (self->context) != NULL)
    begin (self);
  start_retrying (self);
}

void
gaung_remote_file_cancel (GaungRemoteFile *self)
{
  g_return_if_fail (GAUNG_IS_REMOTE_FILE (self));

  if (self->state != GAUNG_REMOTE_FILE_FETCHING && self->state != GAUNG_REMOTE_FILE_WAITING)
    return;
  drop_fetch (self);
  g_clear_handle_id (&self->retry_timeout, g_source_remove);
  self->is_wanted = FALSE;
  self->is_asked = FALSE;
  set_state (self, GAUNG_REMOTE_FILE_ABSENT);
}
