/* SPDX-License-Identifier: GPL-3.0-or-later */
/* States, rights to read, and the columns that lists sort and filter by. */
#include <string.h>

#include "gaung-complaint.h"
#include "gaung-deadline.h"
#include "gaung-index.h"

#define ULID "01KAVZ0000ABCDEFGHJKMNPQRS"
#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static GaungComplaint *
read_complaint (const char *body)
{
  g_autofree char *text
      = g_strdup_printf ("{\"_id\":\"complaint:" ULID
                         "\",\"type\":\"complaint\",\"title\":\"Lampu\",\"text\":\"Mati\","
                         "\"channel\":\"web\",\"received_at\":\"2026-11-23T04:50:00.000Z\",%s}",
                         body);
  g_autoptr (GError) error = NULL;
  GaungRecord *record = gaung_record_new_from_text (text, -1, &error);

  g_assert_no_error (error);
  return GAUNG_COMPLAINT (record);
}

static GaungInstant
read_instant (const char *text)
{
  GaungInstant instant;

  g_assert_true (gaung_instant_parse (text, &instant));
  return instant;
}

static void
test_index (void)
{
  g_autoptr (GaungComplaint) complaint = read_complaint (
      "\"state\":\"new\",\"agency\":\"dishub\",\"assignee\":\"siti\",\"category\":\"lighting\","
      "\"district\":\"33.72.01\",\"village\":\"33.72.01.1008\",\"anonymous\":true,\"secret\":true,"
      "\"attachments\":[\"attachment:" HASH "\"]");
  g_autoptr (GaungRules) rules = gaung_rules_new_builtin ();
  GaungIndex index;

  gaung_record_index (GAUNG_RECORD (complaint), rules, &index);
  g_assert_cmpstr (index.agency, ==, "dishub");
  g_assert_cmpstr (index.assignee, ==, "siti");
  g_assert_cmpstr (index.state, ==, "new");
  g_assert_cmpstr (index.category, ==, "lighting");
  g_assert_cmpstr (index.channel, ==, "web");
  g_assert_cmpstr (index.district, ==, "33.72.01");
  g_assert_cmpstr (index.village, ==, "33.72.01.1008");
  g_assert_null (index.parent);
  g_assert_cmpint (index.at, ==, read_instant ("2026-11-23T04:50:00Z"));
  g_assert_cmpint (index.flags,
                   ==,
                   GAUNG_INDEX_OPEN | GAUNG_INDEX_ANONYMOUS | GAUNG_INDEX_SECRET
                       | GAUNG_INDEX_ATTACHED);
  /* 24 hours for the first answer is the nearest of its clocks. */
  g_assert_cmpint (index.rank, ==, read_instant ("2026-11-24T04:50:00Z"));
}

/* In the order in which a list shows them. */
static const struct
{
  const char *name;
  const char *body;
  guint flags;
} ranks[] = {
  { "late", "\"state\":\"new\",\"received_at\":\"2026-11-01T00:00:00Z\"", GAUNG_INDEX_OPEN },
  { "new", "\"state\":\"new\"", GAUNG_INDEX_OPEN },
  { "replied",
    "\"state\":\"in-progress\",\"first_reply_at\":\"2026-11-23T05:00:00Z\"",
    GAUNG_INDEX_OPEN },
  { "no-due",
    "\"state\":\"in-progress\",\"received_at\":\"2027-12-29T00:00:00Z\","
    "\"first_reply_at\":\"2027-12-29T05:00:00Z\",\"verified_at\":\"2027-12-29T05:00:00Z\","
    "\"answered_at\":\"2027-12-29T05:00:00Z\"",
    GAUNG_INDEX_OPEN },
  { "draft", "\"state\":\"draft\",\"received_at\":\"2027-12-31T00:00:00Z\"", GAUNG_INDEX_OPEN },
  { "postponed",
    "\"state\":\"new\",\"pauses\":[{\"from\":\"2026-11-23T05:00:00Z\",\"planned\":\"2026-11-27\"}]",
    GAUNG_INDEX_OPEN | GAUNG_INDEX_POSTPONED },
  { "postponed-longer",
    "\"state\":\"new\",\"pauses\":[{\"from\":\"2026-11-23T05:00:00Z\",\"planned\":\"2026-12-27\"}]",
    GAUNG_INDEX_OPEN | GAUNG_INDEX_POSTPONED },
  { "closed-last", "\"state\":\"done\",\"closed_at\":\"2026-11-24T00:00:00Z\"", 0 },
  { "answered", "\"state\":\"answered\",\"answered_at\":\"2026-11-23T12:00:00Z\"", 0 },
  { "closed-first", "\"state\":\"archived\",\"closed_at\":\"2026-11-23T10:00:00Z\"", 0 },
  { "moved", "\"state\":\"moved\",\"closed_at\":\"2026-11-01T10:00:00Z\"", GAUNG_INDEX_INACTIVE },
};

static void
test_ranks (void)
{
  g_autoptr (GaungRules) rules = gaung_rules_new_builtin ();
  gint64 last = G_MININT64;

  for (gsize i = 0; i < G_N_ELEMENTS (ranks); i++)
    {
      g_autoptr (GaungComplaint) complaint = read_complaint (ranks[i].body);
      GaungIndex index;

      gaung_record_index (GAUNG_RECORD (complaint), rules, &index);
      g_test_message ("%s", ranks[i].name);
      g_assert_cmpint (index.rank, >, last);
      g_assert_cmpint (index.flags, ==, ranks[i].flags);
      last = index.rank;
    }
}

static void
test_rank_borders (void)
{
  g_autoptr (GaungRules) rules = gaung_rules_new_builtin ();
  static const struct
  {
    const char *body;
    gint64 from, until;
  } rows[] = {
    { "\"state\":\"new\"", 0, GAUNG_RANK_NO_DUE },
    { "\"state\":\"draft\"", GAUNG_RANK_NO_DUE, GAUNG_RANK_POSTPONED },
    { "\"state\":\"new\",\"pauses\":[{\"from\":\"2026-11-23T05:00:00Z\"}]",
      GAUNG_RANK_POSTPONED,
      GAUNG_RANK_CLOSED / 2 + GAUNG_RANK_POSTPONED / 2 },
    { "\"state\":\"done\"", GAUNG_RANK_CLOSED / 2 + GAUNG_RANK_POSTPONED / 2, GAUNG_RANK_CLOSED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GaungComplaint) complaint = read_complaint (rows[i].body);
      GaungIndex index;

      gaung_record_index (GAUNG_RECORD (complaint), rules, &index);
      g_assert_cmpint (index.rank, >=, rows[i].from);
      g_assert_cmpint (index.rank, <, rows[i].until);
      /* Without rules nothing is due, and nothing breaks. */
      gaung_record_index (GAUNG_RECORD (complaint), NULL, &index);
      g_assert_cmpint (index.rank, >=, GAUNG_RANK_NO_DUE);
    }
}

static void
test_reading_rights (void)
{
  static const struct
  {
    const char *roles[4];
    gboolean can_read_secret;
  } rows[] = {
    { { "staff", "agency-dishub" }, TRUE },
    { { "staff", "agency-dlh" }, FALSE },
    { { "agency-dishub" }, FALSE }, /* no staff */
    { { "staff", "coordinator" }, TRUE },
    { { "staff", "admin" }, FALSE },
    { { NULL }, FALSE },
  };
  g_autoptr (GaungComplaint) secret
      = read_complaint ("\"state\":\"new\",\"agency\":\"dishub\",\"secret\":true");
  g_autoptr (GaungComplaint) open = read_complaint ("\"state\":\"new\",\"agency\":\"dishub\"");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GaungActor) actor = gaung_actor_new ("x", "X", "x", rows[i].roles);
      g_autoptr (GaungActor) copy = gaung_actor_copy (actor);

      g_assert_cmpint (gaung_complaint_can_read (secret, copy), ==, rows[i].can_read_secret);
      g_assert_true (gaung_complaint_can_read (open, copy));
    }
  g_assert_false (gaung_complaint_can_read (secret, NULL));
}

static void
test_search_text (void)
{
  g_autoptr (GaungComplaint) complaint = read_complaint (
      "\"state\":\"new\",\"category\":\"lighting\",\"street\":\"Jl. Adi Sucipto\","
      "\"village\":\"33.72.01.1008\",\"tags\":[\"Malam Hari\"],\"external_number\":\"LP-77\"");
  g_autofree char *text = gaung_record_get_search_text (GAUNG_RECORD (complaint));
  g_autofree char *reference
      = g_ascii_strdown (gaung_record_get_reference (GAUNG_RECORD (complaint)), -1);
  static const char *const expected[]
      = { "lampu", "mati", "street lights", "jl adi sucipto", "sondakan", "malam hari", "lp 77" };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_nonnull (strstr (text, expected[i]));
  g_strdelimit (reference, "-", ' ');
  g_assert_true (g_str_has_prefix (text, reference));
}

static const struct
{
  const char *name;
  const char *body;
  int error; /* -1: fine */
} validations[] = {
  { "fine", "\"state\":\"new\"", -1 },
  { "no-state", "\"class\":\"complaint\"", GAUNG_RECORD_ERROR_REQUIRED },
  { "empty-title", "\"state\":\"new\",\"title\":\"\"", GAUNG_RECORD_ERROR_REQUIRED },
  { "own-category", "\"state\":\"new\",\"category\":\"Sesuatu yang baru\"", -1 },
  { "one-open-pause", "\"state\":\"new\",\"pauses\":[{\"from\":\"2026-11-23T05:00:00Z\"}]", -1 },
  { "two-open-pauses",
    "\"state\":\"new\",\"pauses\":[{\"from\":\"2026-11-23T05:00:00Z\"},"
    "{\"from\":\"2026-11-24T05:00:00Z\"}]",
    GAUNG_RECORD_ERROR_VALUE },
  { "backward-pause",
    "\"state\":\"new\",\"pauses\":[{\"from\":\"2026-11-23T05:00:00Z\","
    "\"until\":\"2026-11-22T05:00:00Z\"}]",
    GAUNG_RECORD_ERROR_VALUE },
};

static void
test_validation (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GaungComplaint) complaint = read_complaint (validations[i].body);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (
      gaung_record_validate (GAUNG_RECORD (complaint), &error), ==, validations[i].error == -1);
  if (validations[i].error != -1)
    g_assert_error (error, GAUNG_RECORD_ERROR, validations[i].error);
}

static void
test_labels (void)
{
  g_autoptr (GaungComplaint) known
      = read_complaint ("\"state\":\"reopened\",\"category\":\"lighting\"");
  g_autoptr (GaungComplaint) own = read_complaint ("\"state\":\"new\",\"category\":\"Sesuatu\"");
  g_autoptr (GaungComplaint) none = read_complaint ("\"tags\":[]");

  g_assert_cmpstr (gaung_complaint_get_category_label (known), ==, "Street lights");
  g_assert_cmpstr (gaung_complaint_get_category_label (own), ==, "Sesuatu");
  g_assert_cmpstr (gaung_complaint_get_category_label (none), ==, "");
  g_assert_cmpint (gaung_complaint_get_state (known), ==, GAUNG_COMPLAINT_STATE_REOPENED);
  g_assert_cmpint (gaung_complaint_get_state (none), ==, GAUNG_COMPLAINT_STATE_DRAFT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  /* Whether somebody is postponed depends on the day. */
  gaung_instant_set_now (read_instant ("2026-11-24T03:00:00Z"));
  for (gsize i = 0; i < G_N_ELEMENTS (validations); i++)
    {
      g_autofree char *path = g_strdup_printf ("/complaint/validation/%s", validations[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_validation);
    }
  g_test_add_func ("/complaint/index", test_index);
  g_test_add_func ("/complaint/ranks", test_ranks);
  g_test_add_func ("/complaint/rank-borders", test_rank_borders);
  g_test_add_func ("/complaint/reading-rights", test_reading_rights);
  g_test_add_func ("/complaint/search-text", test_search_text);
  g_test_add_func ("/complaint/labels", test_labels);
  return g_test_run ();
}
