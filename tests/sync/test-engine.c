/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine at work: threads, polls, pauses, and what the status tells. */
#include "config.h"

#include "gaung-engine-private.h"
#include "gaung-json.h"
#include "sync-tally.h"

typedef struct
{
  SyncWorld *world;
  SyncDesk *sari;
  SyncDesk *budi;
  GaungSyncStatus *status; /* of sari */
} Scene;

#define wait_until(condition)                                                                      \
  while (!(condition))                                                                             \
  g_main_context_iteration (NULL, TRUE)

/* An engine that tells its status, in place of the desk's own. */
static void
watch (SyncDesk *desk, GaungSyncStatus *status)
{
  g_assert_finalize_object (desk->engine);
  desk->engine = gaung_engine_new (desk->store, desk->account, status);
  gaung_engine_set_timeout (desk->engine, 5);
}

static void
set_up (Scene *scene, gboolean is_real)
{
  scene->world = sync_world_new (is_real);
  scene->sari = sync_desk_new (scene->world, "sari");
  scene->budi = sync_desk_new (scene->world, "budi");
  scene->status = gaung_sync_status_new ();
  watch (scene->sari, scene->status);
}

static void
tear_down (Scene *scene)
{
  sync_desk_free (scene->sari);
  sync_desk_free (scene->budi);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (scene->status);
  sync_world_free (scene->world);
}

static gboolean
is_idle (GaungSyncStatus *status)
{
  return gaung_sync_status_get_phase (status) == GAUNG_SYNC_PHASE_IDLE
         && gaung_sync_status_get_waiting (status) == 0;
}

static gboolean
has_text (SyncDesk *desk, const char *id, const char *member, const char *expected)
{
  g_autofree char *text = sync_desk_get_text (desk, id, member);

  return g_strcmp0 (text, expected) == 0;
}

static char *
write_complaint (SyncDesk *desk, const char *title)
{
  g_autoptr (GaungRecord) complaint = sync_desk_make_complaint (desk, "dlh", title);

  sync_desk_write (desk, complaint, NULL, NULL);
  return g_strdup (gaung_record_get_id (complaint));
}

/* For what no signal tells. */
#define wait_patiently(condition)                                                                  \
  while (!(condition))                                                                             \
    if (!g_main_context_iteration (NULL, FALSE))                                                   \
  g_usleep (2000)

static gboolean
is_on_server (Scene *scene, const char *database, const char *id)
{
  g_autoptr (JsonObject) document = sync_world_get (scene->world, database, id);

  return document != NULL;
}

/* ---- At work ---- */

/* What is written at one desk comes to the other by itself, and back. */
static void
test_live (gboolean is_real)
{
  Scene scene;
  g_autofree char *before = NULL;
  g_autofree char *id = NULL;

  set_up (&scene, is_real);
  before = write_complaint (scene.budi, "Dari kemarin");
  gaung_engine_start (scene.sari->engine);
  gaung_engine_start (scene.budi->engine);
  wait_until (has_text (scene.sari, before, "title", "Dari kemarin"));
  wait_until (is_idle (scene.status));

  id = write_complaint (scene.sari, "Sampah");
  wait_until (has_text (scene.budi, id, "title", "Sampah"));
  g_assert_true (sync_desk_edit (scene.budi, id, "street", "Jalan A"));
  wait_until (has_text (scene.sari, id, "street", "Jalan A"));
  wait_until (is_idle (scene.status));
  g_assert_cmpint (gaung_sync_status_get_trouble (scene.status), ==, GAUNG_SYNC_TROUBLE_NONE);
  tear_down (&scene);
}

typedef struct
{
  char *kind;
  gboolean is_readable;
  GaungSyncTrouble trouble;
  guint waiting;
} Area;

static gboolean
find_area (GaungSyncStatus *status, const char *database, Area *area)
{
  GListModel *areas = gaung_sync_status_get_areas (status);

  for (guint i = 0; i < g_list_model_get_n_items (areas); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (areas, i);
      g_autofree char *name = NULL;
      g_autofree char *kind = NULL;
      gint64 success;

      g_object_get (item,
                    "database",
                    &name,
                    "kind",
                    &kind,
                    "is-readable",
                    &area->is_readable,
                    "trouble",
                    &area->trouble,
                    "waiting",
                    &area->waiting,
                    "last-success",
                    &success,
                    NULL);
      if (g_str_has_suffix (name, database))
        return TRUE;
    }
  return FALSE;
}

static void
test_areas (gboolean is_real)
{
  Scene scene;
  Area area = { 0 };

  set_up (&scene, is_real);
  gaung_engine_start (scene.sari->engine);
  wait_until (is_idle (scene.status));
  g_assert_true (find_area (scene.status, "-directory", &area));
  g_assert_true (find_area (scene.status, "-common", &area));
  g_assert_true (find_area (scene.status, "-agency-dlh", &area));
  g_assert_true (area.is_readable);
  g_assert_cmpint (area.trouble, ==, GAUNG_SYNC_TROUBLE_NONE);
  /* Not hers. */
  g_assert_false (find_area (scene.status, "-agency-dpupr", &area));
  g_assert_false (find_area (scene.status, "-identity", &area));
  g_assert_cmpint (gaung_sync_status_get_last_success (scene.status), !=, GAUNG_INSTANT_NONE);
  tear_down (&scene);
}

/* What a coordinator passes on goes to the other agency at once, and so does what is written about
 * it there afterwards by somebody who had not heard of it. */
static void
test_carried (gboolean is_real)
{
  Scene scene;
  g_autoptr (SyncDesk) rini = NULL;
  GaungComplaintArguments arguments
      = { .agency = "dpupr", .text = "Sudah ditelepon.", .until = GAUNG_DAY_NONE };
  g_autofree char *id = NULL;
  g_autofree char *entry = NULL;

  set_up (&scene, is_real);
  rini = sync_desk_new (scene.world, "rini");
  gaung_engine_start (scene.sari->engine);
  gaung_engine_start (rini->engine);
  wait_until (is_idle (scene.status));
  id = write_complaint (scene.sari, "Jalan berlubang");
  wait_until (has_text (rini, id, "title", "Jalan berlubang"));
  g_assert_true (sync_desk_run (scene.budi, NULL));
  g_assert_true (sync_desk_act (rini, id, GAUNG_COMPLAINT_VERIFY, &arguments, NULL));
  g_assert_true (sync_desk_act (rini, id, GAUNG_COMPLAINT_DISPOSE, &arguments, NULL));
  wait_patiently (is_on_server (&scene, "agency-dpupr", id));
  wait_until (has_text (scene.sari, id, "state", "moved"));

  g_assert_true (sync_desk_act (scene.budi, id, GAUNG_COMPLAINT_NOTE, &arguments, &entry));
  sync_desk_run (scene.budi, NULL);
  wait_patiently (is_on_server (&scene, "agency-dpupr", entry));
  sync_desk_close (rini);
  tear_down (&scene);
}

/* ---- Halted ---- */

typedef void (*Halt) (GaungEngine *engine, gboolean is_halted);

typedef struct
{
  const char *name;
  Halt halt;
} HaltCase;

static const HaltCase halts[] = {
  { "paused", gaung_engine_set_paused },
  { "suspended", gaung_engine_set_suspended },
};

/* Begun at the desk. What was begun before somebody counts may reach the proxy later. */
static guint64
tell_requests (SyncDesk *desk)
{
  GaungSyncTotals totals = { 0 };

  gaung_engine_get_totals (desk->engine, &totals);
  return totals.requests;
}

/* Nothing is sent then, and all of it afterwards. */
static void
test_halt (gconstpointer data)
{
  const HaltCase *test = data;
  Scene scene;
  g_autofree char *id = NULL;
  guint64 n;

  set_up (&scene, FALSE);
  gaung_engine_start (scene.sari->engine);
  wait_until (is_idle (scene.status));
  test->halt (scene.sari->engine, TRUE);
  if (test->halt == gaung_engine_set_paused)
    {
      wait_until (gaung_sync_status_get_phase (scene.status) == GAUNG_SYNC_PHASE_PAUSED);
      g_assert_cmpint (gaung_sync_status_get_pause (scene.status), ==, GAUNG_SYNC_PAUSE_USER);
    }
  else
    wait_until (gaung_sync_status_get_phase (scene.status) != GAUNG_SYNC_PHASE_IDLE);
  n = tell_requests (scene.sari);
  id = write_complaint (scene.sari, "Sampah");
  wait_until (gaung_sync_status_get_waiting (scene.status) == 1);
  gaung_engine_sync_now (scene.sari->engine);
  /* The other desk goes through whole passes meanwhile. */
  for (guint i = 0; i < 3; i++)
    g_assert_true (sync_desk_run (scene.budi, NULL));
  g_assert_cmpuint (tell_requests (scene.sari), ==, n);
  test->halt (scene.sari->engine, FALSE);
  wait_until (is_idle (scene.status));
  g_assert_true (sync_desk_run (scene.budi, NULL));
  g_assert_true (has_text (scene.budi, id, "title", "Sampah"));
  tear_down (&scene);
}

/* In the midst of a request that would never be answered. */
static void
test_stop (void)
{
  Scene scene;

  set_up (&scene, FALSE);
  fault_proxy_expect (scene.sari->proxy, FAULT_SILENCE, "_changes", 1);
  gaung_engine_set_timeout (scene.sari->engine, 600);
  gaung_engine_start (scene.sari->engine);
  wait_until (fault_proxy_count_faults (scene.sari->proxy, FAULT_SILENCE) == 1);
  gaung_engine_stop (scene.sari->engine);
  /* And again, from where it was. */
  gaung_engine_start (scene.sari->engine);
  wait_until (is_idle (scene.status));
  gaung_engine_stop (scene.sari->engine);
  gaung_engine_stop (scene.sari->engine);
  tear_down (&scene);
}

/* ---- Trouble ---- */

static void
test_offline (gboolean is_real)
{
  Scene scene;
  g_autofree char *id = NULL;

  set_up (&scene, is_real);
  gaung_engine_start (scene.sari->engine);
  wait_until (is_idle (scene.status));
  fault_proxy_set_down (scene.sari->proxy, TRUE);
  wait_until (gaung_sync_status_get_phase (scene.status) == GAUNG_SYNC_PHASE_OFFLINE);
  id = write_complaint (scene.sari, "Sampah");
  wait_until (gaung_sync_status_get_waiting (scene.status) == 1);
  fault_proxy_set_down (scene.sari->proxy, FALSE);
  gaung_engine_sync_now (scene.sari->engine);
  wait_until (is_idle (scene.status));
  g_assert_cmpint (gaung_sync_status_get_trouble (scene.status), ==, GAUNG_SYNC_TROUBLE_NONE);
  tear_down (&scene);
}

/* It comes back by itself, too, after a second or two. */
static void
test_back (void)
{
  Scene scene;

  set_up (&scene, FALSE);
  fault_proxy_set_down (scene.sari->proxy, TRUE);
  gaung_engine_start (scene.sari->engine);
  wait_until (gaung_sync_status_get_phase (scene.status) == GAUNG_SYNC_PHASE_OFFLINE);
  fault_proxy_set_down (scene.sari->proxy, FALSE);
  wait_until (is_idle (scene.status));
  tear_down (&scene);
}

typedef struct
{
  const char *name;
  Fault fault;
  GaungSyncPhase phase;
  GaungSyncTrouble trouble;
} TroubleCase;

static const TroubleCase troubles[] = {
  { "portal", FAULT_PORTAL, GAUNG_SYNC_PHASE_TROUBLE, GAUNG_SYNC_TROUBLE_PORTAL },
  { "login", FAULT_LOGIN, GAUNG_SYNC_PHASE_TROUBLE, GAUNG_SYNC_TROUBLE_PORTAL },
  { "busy", FAULT_BUSY, GAUNG_SYNC_PHASE_TROUBLE, GAUNG_SYNC_TROUBLE_BUSY },
  { "throttled", FAULT_THROTTLED, GAUNG_SYNC_PHASE_TROUBLE, GAUNG_SYNC_TROUBLE_BUSY },
  { "server", FAULT_ERROR_BEFORE, GAUNG_SYNC_PHASE_TROUBLE, GAUNG_SYNC_TROUBLE_SERVER },
  { "cut", FAULT_CUT_MIDDLE, GAUNG_SYNC_PHASE_OFFLINE, GAUNG_SYNC_TROUBLE_NONE },
};

static void
test_trouble (gconstpointer data)
{
  const TroubleCase *test = data;
  Scene scene;

  set_up (&scene, FALSE);
  fault_proxy_expect (scene.sari->proxy, test->fault, "_session", 1);
  gaung_engine_start (scene.sari->engine);
  wait_until (gaung_sync_status_get_phase (scene.status) == test->phase);
  g_assert_cmpint (gaung_sync_status_get_trouble (scene.status), ==, test->trouble);
  gaung_engine_sync_now (scene.sari->engine);
  wait_until (is_idle (scene.status));
  g_assert_cmpint (gaung_sync_status_get_trouble (scene.status), ==, GAUNG_SYNC_TROUBLE_NONE);
  tear_down (&scene);
}

/* A password that was changed elsewhere: once a refusal has been read, no request is begun with it,
 * in whatever thread, until there is another; so the account is not locked. What was begun before
 * may reach the proxy later: the desk counts. */
static void
test_credentials (gboolean is_real)
{
  Scene scene;
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GaungCredentials) right = NULL;
  guint64 n;

  set_up (&scene, is_real);
  gaung_engine_start (scene.sari->engine);
  wait_until (is_idle (scene.status));
  sync_world_set_password (scene.world, "sari", "kata-sandi-baru");
  id = write_complaint (scene.sari, "Sampah");
  gaung_engine_sync_now (scene.sari->engine);
  wait_until (gaung_sync_status_get_trouble (scene.status) == GAUNG_SYNC_TROUBLE_CREDENTIALS);
  n = tell_requests (scene.sari);
  gaung_engine_sync_now (scene.sari->engine);
  g_assert_true (sync_desk_edit (scene.sari, id, "street", "Jalan A"));
  for (guint i = 0; i < 3; i++)
    g_assert_true (sync_desk_run (scene.budi, NULL));
  g_assert_cmpuint (tell_requests (scene.sari), ==, n);

  name = sync_world_name_account (scene.world, "sari");
  right = gaung_credentials_new_password (name, "kata-sandi-baru");
  gaung_engine_set_credentials (scene.sari->engine, right);
  wait_until (is_idle (scene.status));
  g_assert_true (sync_desk_run (scene.budi, NULL));
  g_assert_true (has_text (scene.budi, id, "street", "Jalan A"));
  tear_down (&scene);
}

static void
test_signed_out (void)
{
  Scene scene;

  set_up (&scene, FALSE);
  gaung_engine_set_credentials (scene.sari->engine, NULL);
  gaung_engine_start (scene.sari->engine);
  wait_until (gaung_sync_status_get_trouble (scene.status) == GAUNG_SYNC_TROUBLE_SIGNED_OUT);
  g_assert_cmpint (gaung_sync_status_get_phase (scene.status), ==, GAUNG_SYNC_PHASE_OFF);
  g_assert_cmpuint (fault_proxy_count (scene.sari->proxy, ""), ==, 0);
  tear_down (&scene);
}

/* The role is gone: what waits is put aside with the reason, what was read stays, and all goes on
 * when the role comes back. */
static void
test_rights (gboolean is_real)
{
  Scene scene;
  Area area = { 0 };
  g_autofree char *old = NULL;
  g_autofree char *id = NULL;

  set_up (&scene, is_real);
  old = write_complaint (scene.sari, "Sampah");
  gaung_engine_start (scene.sari->engine);
  wait_until (is_idle (scene.status));
  sync_world_set_roles (scene.world, "sari", "staff");
  gaung_engine_sync_now (scene.sari->engine);
  wait_until (find_area (scene.status, "-agency-dlh", &area) && !area.is_readable);
  g_assert_cmpint (area.trouble, ==, GAUNG_SYNC_TROUBLE_RIGHTS);
  id = write_complaint (scene.sari, "Sungai bau");
  wait_until (gaung_sync_status_get_parked (scene.status) == 1);
  g_assert_true (has_text (scene.sari, old, "title", "Sampah"));

  sync_world_set_roles (scene.world, "sari", NULL);
  gaung_engine_sync_now (scene.sari->engine);
  wait_until (is_idle (scene.status));
  g_assert_true (find_area (scene.status, "-agency-dlh", &area));
  g_assert_true (area.is_readable);
  g_assert_true (sync_desk_run (scene.budi, NULL));
  g_assert_true (has_text (scene.budi, id, "title", "Sungai bau"));
  tear_down (&scene);
}

static void
test_clock (void)
{
  Scene scene;

  set_up (&scene, FALSE);
  gaung_double_set_clock_offset (sync_world_get_double (scene.world), -24 * 60 * 60);
  gaung_engine_start (scene.sari->engine);
  wait_until (is_idle (scene.status));
  g_assert_cmpint (gaung_sync_status_get_trouble (scene.status), ==, GAUNG_SYNC_TROUBLE_CLOCK);
  tear_down (&scene);
}

/* ---- Silence ---- */

/* At rest there is one poll for each database, and nothing else. */
static void
test_idle (void)
{
  Scene scene;
  guint polls, all, others;

  set_up (&scene, FALSE);
  gaung_engine_set_poll_time (scene.sari->engine, 100);
  gaung_engine_start (scene.sari->engine);
  wait_until (is_idle (scene.status));
  wait_until (fault_proxy_count (scene.sari->proxy, "feed=longpoll") >= 6);
  polls = fault_proxy_count (scene.sari->proxy, "feed=longpoll");
  all = fault_proxy_count (scene.sari->proxy, "");
  others = all - polls;
  wait_until (fault_proxy_count (scene.sari->proxy, "feed=longpoll") >= polls + 30);
  gaung_engine_stop (scene.sari->engine);
  g_assert_cmpuint (fault_proxy_count (scene.sari->proxy, "")
                        - fault_proxy_count (scene.sari->proxy, "feed=longpoll"),
                    ==,
                    others);
  tear_down (&scene);
}

static void
note_poll_cb (const char *request, gpointer data)
{
  const char *time = strstr (request, "timeout=");

  if (strstr (request, "feed=longpoll") != NULL && time != NULL)
    g_async_queue_push (data, g_strndup (time, strcspn (time, "& ")));
}

/* Polls that begin together do not end together: each of them would bring a password that was
 * changed elsewhere, before the refusal of the first is read, and five lock the account. */
static void
test_apart (void)
{
  Scene scene;
  g_autoptr (GAsyncQueue) polls = g_async_queue_new_full (g_free);
  g_autoptr (GHashTable) times = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  set_up (&scene, FALSE);
  fault_proxy_set_hook (scene.sari->proxy, note_poll_cb, polls);
  gaung_engine_start (scene.sari->engine);
  /* Directory, what all share, the agency. */
  for (guint i = 0; i < 3; i++)
    g_hash_table_add (times, g_async_queue_pop (polls));
  gaung_engine_stop (scene.sari->engine);
  fault_proxy_set_hook (scene.sari->proxy, NULL, NULL);
  g_assert_cmpuint (g_hash_table_size (times), ==, 3);
  tear_down (&scene);
}

/* ---- Large files ---- */

static gboolean
has_bytes (SyncDesk *desk, const char *file)
{
  g_autoptr (GBytes) bytes = gaung_store_get_bytes (desk->store, file, NULL);

  return bytes != NULL;
}

/* Files are never taken; tells how many were brought. */
static GaungDoubleFault
stall_cb (const char *method, const char *path, gpointer data)
{
  if (strcmp (method, "PUT") != 0 || strstr (path, "/attachment") == NULL)
    return GAUNG_DOUBLE_FAULT_NONE;
  g_atomic_int_inc ((gint *) data);
  return GAUNG_DOUBLE_FAULT_STALL;
}

/* A file that never ends keeps nobody from sending an answer; what names it waits for it. */
static void
test_upload (void)
{
  Scene scene;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("foto", 4);
  g_autofree char *first = NULL;
  g_autofree char *file = NULL;
  g_autofree char *second = NULL;
  gint n_stalled = 0;

  set_up (&scene, FALSE);
  first = write_complaint (scene.sari, "Pohon tumbang");
  file = sync_desk_attach (scene.sari, first, "pohon.jpg", bytes);
  gaung_double_set_hook (sync_world_get_double (scene.world), stall_cb, &n_stalled);
  gaung_engine_set_timeout (scene.sari->engine, 600);
  gaung_engine_start (scene.sari->engine);
  wait_patiently (g_atomic_int_get (&n_stalled) > 0);
  second = write_complaint (scene.sari, "Lampu mati");
  wait_patiently (is_on_server (&scene, "agency-dlh", second));
  g_assert_true (sync_desk_run (scene.budi, NULL));
  g_assert_true (has_text (scene.budi, second, "title", "Lampu mati"));
  g_assert_false (is_on_server (&scene, "agency-dlh", first));
  /* Given up and begun anew: now all of it arrives. */
  gaung_engine_stop (scene.sari->engine);
  gaung_double_set_hook (sync_world_get_double (scene.world), NULL, NULL);
  gaung_engine_start (scene.sari->engine);
  wait_until (is_idle (scene.status));
  g_assert_true (sync_desk_run (scene.budi, NULL));
  g_assert_true (has_text (scene.budi, first, "title", "Pohon tumbang"));
  tear_down (&scene);
}

/* Files of what the desk has to work on are here before somebody looks. */
static void
test_ahead (void)
{
  Scene scene;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("foto", 4);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *file = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GBytes) more = g_bytes_new_static ("foto lain", 9);

  set_up (&scene, FALSE);
  first = write_complaint (scene.budi, "Pohon tumbang");
  file = sync_desk_attach (scene.budi, first, "pohon.jpg", bytes);
  sync_desk_run_until_quiet (scene.budi, 5);
  gaung_engine_start (scene.sari->engine);
  wait_patiently (has_bytes (scene.sari, file));
  wait_until (is_idle (scene.status));
  second = write_complaint (scene.budi, "Lampu mati");
  other = sync_desk_attach (scene.budi, second, "lampu.jpg", more);
  sync_desk_run_until_quiet (scene.budi, 5);
  wait_patiently (has_bytes (scene.sari, other));
  tear_down (&scene);
}

/* ---- Retention ---- */

static void
close_complaint (SyncDesk *desk, const char *id)
{
  GaungComplaintArguments arguments
      = { .text = "Sudah diangkut.", .is_final = TRUE, .until = GAUNG_DAY_NONE };

  g_assert_true (sync_desk_act (desk, id, GAUNG_COMPLAINT_VERIFY, &arguments, NULL));
  g_assert_true (sync_desk_act (desk, id, GAUNG_COMPLAINT_REPLY, &arguments, NULL));
  g_assert_true (sync_desk_act (desk, id, GAUNG_COMPLAINT_CLOSE, &arguments, NULL));
}

static gboolean
count_cb (GaungRecord *record, gpointer data)
{
  (*(guint *) data)++;
  return TRUE;
}

static guint
count_entries (SyncDesk *desk, const char *id)
{
  g_autoptr (GaungQuery) query = gaung_query_new ("entry");
  guint n = 0;

  gaung_query_set_one (query, "parent", id);
  g_assert_true (gaung_store_foreach (desk->store, query, count_cb, &n, NULL, NULL));
  return n;
}

static gboolean
is_here (SyncDesk *desk, const char *id)
{
  g_autoptr (GaungRecord) record = sync_desk_get (desk, id);

  return record != NULL;
}

/* What was closed long ago goes from this desk, once a day and if the workspace says so; it comes
 * back, with its history, when somebody works on it. */
static void
test_retention (gboolean is_real)
{
  Scene scene;
  GaungComplaintArguments arguments = { .reason = "Belum selesai.", .until = GAUNG_DAY_NONE };
  g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NO_OUTBOX);
  g_autofree char *old = NULL;
  g_autofree char *open = NULL;
  guint n_entries;

  set_up (&scene, is_real);
  old = write_complaint (scene.sari, "Sampah");
  open = write_complaint (scene.sari, "Lampu mati");
  close_complaint (scene.sari, old);
  sync_desk_run_until_quiet (scene.sari, 5);
  sync_desk_run_until_quiet (scene.budi, 5);
  n_entries = count_entries (scene.sari, old);
  g_assert_cmpuint (n_entries, >, 2);

  gaung_batch_put_setting (batch, "retention.days", "30");
  g_assert_true (gaung_store_write (scene.sari->store, batch, NULL));
  g_assert_true (sync_desk_run (scene.sari, NULL));
  g_assert_true (is_here (scene.sari, old));
  sync_world_advance (scene.world, 40 * GAUNG_DAY_LENGTH);
  g_assert_true (sync_desk_run (scene.sari, NULL));
  g_assert_false (is_here (scene.sari, old));
  g_assert_true (is_here (scene.sari, open));
  g_assert_true (sync_desk_run (scene.sari, NULL));
  g_assert_false (is_here (scene.sari, old));
  g_assert_true (is_here (scene.budi, old));

  g_assert_true (sync_desk_act (scene.budi, old, GAUNG_COMPLAINT_REOPEN, &arguments, NULL));
  sync_desk_run_until_quiet (scene.budi, 5);
  g_assert_true (sync_desk_run (scene.sari, NULL));
  g_assert_true (is_here (scene.sari, old));
  g_assert_cmpuint (count_entries (scene.sari, old), ==, n_entries + 1);
  tear_down (&scene);
}

/* ---- Words ---- */

static void
test_words (void)
{
  for (int i = GAUNG_SYNC_TROUBLE_NONE; i <= GAUNG_SYNC_TROUBLE_OTHER_ACCOUNT; i++)
    {
      g_autofree char *title = gaung_sync_trouble_get_title (i);
      g_autofree char *text = gaung_sync_trouble_get_text (i, GAUNG_INSTANT_NONE, 0);
      g_autofree char *more = gaung_sync_trouble_get_text (i, 0, 3);

      g_assert_cmpuint (strlen (title), >, 4);
      g_assert_cmpuint (strlen (text), >, 40);
      g_assert_true (g_str_has_prefix (more, text));
      g_assert_nonnull (strstr (more, "3 items"));
      g_assert_nonnull (strstr (more, "07.00"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  sync_tally_add_test ("/sync/engine/live", test_live);
  sync_tally_add_test ("/sync/engine/areas", test_areas);
  sync_tally_add_test ("/sync/engine/carried", test_carried);
  for (gsize i = 0; i < G_N_ELEMENTS (halts); i++)
    {
      g_autofree char *path = g_strconcat ("/sync/engine/", halts[i].name, NULL);

      g_test_add_data_func (path, &halts[i], test_halt);
    }
  g_test_add_func ("/sync/engine/stop", test_stop);
  sync_tally_add_test ("/sync/engine/offline", test_offline);
  g_test_add_func ("/sync/engine/back", test_back);
  for (gsize i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      g_autofree char *path = g_strconcat ("/sync/engine/trouble/", troubles[i].name, NULL);

      g_test_add_data_func (path, &troubles[i], test_trouble);
    }
  sync_tally_add_test ("/sync/engine/credentials", test_credentials);
  g_test_add_func ("/sync/engine/signed-out", test_signed_out);
  sync_tally_add_test ("/sync/engine/rights", test_rights);
  g_test_add_func ("/sync/engine/clock", test_clock);
  g_test_add_func ("/sync/engine/idle", test_idle);
  g_test_add_func ("/sync/engine/apart", test_apart);
  g_test_add_func ("/sync/engine/upload", test_upload);
  g_test_add_func ("/sync/engine/ahead", test_ahead);
  sync_tally_add_test ("/sync/engine/retention", test_retention);
  g_test_add_func ("/sync/engine/words", test_words);
  return g_test_run ();
}
