/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-apply DIRECTORY [N]: takes N documents of about 1 kB (complaints and their entries, as the
 * sample makes them up) over into a new store in DIRECTORY, in pages of 500, as a first pull does.
 * Prints "parse <documents> <bytes> <µs>" (processor time of making JSON objects of the pages,
 * which is the client's work, too), "apply <documents> <µs of processor time> <µs of wall clock>
 * <longest page, µs> <growth of memory, KiB>", "again …" for the same pages once more, "send
 * <documents> <µs of processor time> <µs of wall clock>": 10,000 of them changed, listed, marked
 * and settled, and "wait <writes> <median µs> <longest µs>": what somebody who writes beside a pull
 * of 20,000 waits. */
#include "config.h"

#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "gaung-complaint.h"
#include "gaung-entry.h"
#include "gaung-exchange.h"
#include "gaung-json.h"

#define PAGE_SIZE 500
#define WORDS 60

static const char *const words[] = {
  "lampu",   "jalan",    "padam",    "sejak",   "kemarin", "malam",   "warga",   "mohon",
  "segera",  "perbaiki", "lubang",   "besar",   "depan",   "pasar",   "gede",    "air",
  "saluran", "sampah",   "menumpuk", "bau",     "petugas", "belum",   "datang",  "sudah",
  "tiga",    "hari",     "laporan",  "nomor",   "tidak",   "jawaban", "kami",    "khawatir",
  "anak",    "sekolah",  "lewat",    "gelap",   "hujan",   "deras",   "banjir",  "setinggi",
  "lutut",   "parkir",   "liar",     "trotoar", "rusak",   "pohon",   "tumbang", "kabel",
};

static gint64
processor_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gint64
resident_kib (void)
{
  g_autofree char *text = NULL;
  long pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%*d %ld", &pages);
  return pages * (sysconf (_SC_PAGESIZE) / 1024);
}

static char *
make_text (GRand *random, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      if (g_rand_int_range (random, 0, 12) == 0)
        g_string_append_printf (text, "%d ", g_rand_int_range (random, 1, 9999));
      g_string_append (text, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
      g_string_append_c (text, ' ');
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* A complaint and three entries, in turn. */
static char *
make_document (GRand *random, GaungActor *actor, GaungRecord **complaint, guint n)
{
  GaungInstant at = G_GINT64_CONSTANT (1750000000000) + n * 7000;
  g_autofree char *text = make_text (random, n % 4 == 0 ? 50 : 75);
  g_autofree char *title = make_text (random, 6);
  g_autoptr (GaungRecord) record = NULL;

  if (n % 4 != 0)
    {
      record = GAUNG_RECORD (gaung_entry_new (gaung_record_get_id (*complaint), "note", actor, at));
      gaung_record_set_string (record, "text", text, NULL);
      json_object_set_string_member (
          gaung_record_get_json (record), "_rev", "1-0123456789abcdef0123456789abcdef");
      return gaung_record_to_text (record);
    }
  record = gaung_record_new ("complaint", actor, at);
  gaung_record_set_string (record, "title", title, NULL);
  gaung_record_set_string (record, "text", text, NULL);
  gaung_record_set_string (record, "state", n % 8 == 0 ? "in-progress" : "new", NULL);
  gaung_record_set_string (record, "channel", "whatsapp", NULL);
  gaung_record_set_string (record, "category", "roads", NULL);
  gaung_record_set_string (record, "agency", "dlh", NULL);
  gaung_record_set_string (record, "district", "33.72.01", NULL);
  gaung_record_set_string (record, "village", "33.72.01.1001", NULL);
  gaung_record_set_instant (record, "received_at", at, NULL);
  json_object_set_string_member (
      gaung_record_get_json (record), "_rev", "1-0123456789abcdef0123456789abcdef");
  g_set_object (complaint, record);
  return gaung_record_to_text (record);
}

/* The texts as a server sends them: made before anything is measured. */
static GPtrArray *
make_documents (guint n)
{
  static const char *const roles[] = { "staff", NULL };
  GRand *random = g_rand_new_with_seed (1);
  g_autoptr (GaungActor) actor = gaung_actor_new ("siti", "Siti", "dlh", roles);
  g_autoptr (GaungRecord) complaint = NULL;
  GPtrArray *documents = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (documents, make_document (random, actor, &complaint, i));
  g_rand_free (random);
  return documents;
}

static GPtrArray *
parse_page (GPtrArray *documents, guint from)
{
  GPtrArray *page = g_ptr_array_new_with_free_func ((GDestroyNotify) gaung_incoming_free);

  for (guint i = from; i < MIN (from + PAGE_SIZE, documents->len); i++)
    {
      GaungIncoming *incoming = g_new0 (GaungIncoming, 1);

      incoming->document = gaung_json_parse_object (g_ptr_array_index (documents, i), -1, NULL);
      g_assert_nonnull (incoming->document);
      incoming->id = g_strdup (gaung_json_get_string (incoming->document, "_id", NULL));
      incoming->revision = g_strdup (gaung_json_get_string (incoming->document, "_rev", NULL));
      g_ptr_array_add (page, incoming);
    }
  return page;
}

static void
pull (GaungStore *store, GPtrArray *documents, const char *what)
{
  gint64 in_parse = 0, in_apply = 0, wall = 0, longest = 0, before = resident_kib (), bytes = 0;

  for (guint i = 0; i < documents->len; i += PAGE_SIZE)
    {
      gint64 start = processor_time (), middle, clock;
      g_autoptr (GPtrArray) page = parse_page (documents, i);
      g_autoptr (GError) error = NULL;
      GaungApplyResult result;

      middle = processor_time ();
      clock = g_get_monotonic_time ();
      if (!gaung_exchange_apply (store, "gaung-agency-dlh", page, NULL, "budi", &result, &error))
        g_error ("%s", error->message);
      clock = g_get_monotonic_time () - clock;
      in_parse += middle - start;
      in_apply += processor_time () - middle;
      wall += clock;
      longest = MAX (longest, clock);
    }
  for (guint i = 0; i < documents->len; i++)
    bytes += strlen (g_ptr_array_index (documents, i));
  printf ("parse %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", documents->len, bytes, in_parse);
  printf ("%s %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
          "\n",
          what,
          documents->len,
          in_apply,
          wall,
          longest,
          resident_kib () - before);
}

static void
settle (GaungStore *store, GPtrArray *items)
{
  g_autoptr (GArray) outcomes = g_array_new (FALSE, TRUE, sizeof (GaungSendOutcome));
  g_autofree const char **databases = g_new0 (const char *, items->len + 1);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      GaungSendOutcome outcome = { .item = g_ptr_array_index (items, i),
                                   .verdict = GAUNG_SEND_ARRIVED,
                                   .database = "gaung-agency-dlh",
                                   .revision = "2-0123456789abcdef0123456789abcdef" };

      g_array_append_val (outcomes, outcome);
      databases[i] = outcome.database;
    }
  if (!gaung_exchange_mark_sent (store, items, databases, &error)
      || !gaung_exchange_settle (store, outcomes, gaung_instant_now (), &error))
    g_error ("%s", error->message);
}

/* What a sending costs here, without a server: every request is answered at once. */
static void
send_all (GaungStore *store, GPtrArray *documents, guint n)
{
  gint64 start, clock;
  guint n_sent = 0;

  for (guint i = 0; i < n;)
    {
      g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
      g_autoptr (GError) error = NULL;

      for (guint k = 0; k < PAGE_SIZE && i < n; k++, i++)
        {
          g_autoptr (GaungRecord) record
              = gaung_record_new_from_text (g_ptr_array_index (documents, i), -1, NULL);

          gaung_batch_put (batch, record, NULL);
        }
      if (!gaung_store_write (store, batch, &error))
        g_error ("%s", error->message);
    }
  start = processor_time ();
  clock = g_get_monotonic_time ();
  for (;;)
    {
      g_autoptr (GPtrArray) items
          = gaung_exchange_list_due (store, gaung_instant_now (), 0, PAGE_SIZE, 1024 * 1024, NULL);

      if (items == NULL || items->len == 0)
        break;
      settle (store, items);
      n_sent += items->len;
    }
  printf ("send %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
          n_sent,
          processor_time () - start,
          g_get_monotonic_time () - clock);
}

typedef struct
{
  GaungStore *store;
  GArray *waits;
  gint is_done; /* atomic */
} Desk;

/* Somebody writes a note every 20 ms: how long until it is on the disk? */
static gpointer
write_thread (gpointer data)
{
  Desk *desk = data;

  while (!g_atomic_int_get (&desk->is_done))
    {
      g_autoptr (GaungBatch) batch = gaung_batch_new (GAUNG_BATCH_NONE);
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();

      gaung_batch_put_draft (batch, "complaint:x/note", "Sedang ditulis");
      if (!gaung_store_write (desk->store, batch, &error))
        g_error ("%s", error->message);
      start = g_get_monotonic_time () - start;
      g_array_append_val (desk->waits, start);
      g_usleep (20000);
    }
  return NULL;
}

static int
compare_waits (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

static void
pull_beside (GaungStore *store, GPtrArray *documents)
{
  g_autoptr (GArray) waits = g_array_new (FALSE, FALSE, sizeof (gint64));
  Desk desk = { .store = store, .waits = waits };
  GThread *thread = g_thread_new ("desk", write_thread, &desk);

  pull (store, documents, "beside");
  g_atomic_int_set (&desk.is_done, TRUE);
  g_thread_join (thread);
  g_array_sort (waits, compare_waits);
  printf ("wait %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
          waits->len,
          g_array_index (waits, gint64, waits->len / 2),
          g_array_index (waits, gint64, waits->len - 1));
}

/* A new store in @path. */
static GaungStore *
open_new (const char *path)
{
  static const guint8 key[32] = { 1 };
  static const char *const suffixes[] = { "", "-wal", "-shm" };
  g_autoptr (GBytes) bytes = g_bytes_new_static (key, sizeof key);
  g_autoptr (GError) error = NULL;
  GaungStore *store;

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }
  store = gaung_store_open (path, bytes, &error);
  if (store == NULL)
    g_error ("%s", error->message);
  return store;
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (GaungStore) store = NULL;
  g_autoptr (GaungStore) other = NULL;
  g_autofree char *path = NULL;

  if (argc < 2)
    g_error ("usage: bench-apply DIRECTORY [N]");
  path = g_build_filename (argv[1], "apply.db", NULL);
  documents = make_documents (argc > 2 ? (guint) atoi (argv[2]) : 100000);
  store = open_new (path);
  pull (store, documents, "apply");
  pull (store, documents, "again");
  send_all (store, documents, MIN (documents->len, 10000));
  gaung_store_close (store);
  g_ptr_array_set_size (documents, MIN (documents->len, 20000));
  other = open_new (path);
  pull_beside (other, documents);
  gaung_store_close (other);
  g_unlink (path);
  return 0;
}
