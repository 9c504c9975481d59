/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Services and their standard: the fourteen components, what is wrong with them, and the rules of
 * the records service and question. */
#include <string.h>

#include "gaung-complaint.h"
#include "gaung-index.h"
#include "gaung-question.h"
#include "gaung-service.h"
#include "gaung-standard.h"

#define TODAY "2026-11-24"
#define HEAD                                                                                       \
  "{\"_id\":\"service:01KAVZ0000ABCDEFGHJKMNPQRS\",\"type\":\"service\",\"schema\":1,"             \
  "\"agency\":\"disnaker\",\"name\":\"AK-1\""

/* @members as 'name':value, with ' for ". */
static GaungRecord *
make_service (const char *members)
{
  g_autofree char *text
      = g_strconcat (HEAD,
                     strstr (members, "'state'") != NULL ? "" : ",'state':'active'",
                     *members != '\0' ? "," : "",
                     members,
                     "}",
                     NULL);
  g_autoptr (GError) error = NULL;
  GaungRecord *record = gaung_record_new_from_text (g_strdelimit (text, "'", '"'), -1, &error);

  g_assert_no_error (error);
  return record;
}

static GaungDay
day (const char *text)
{
  GaungDay result;

  g_assert_true (gaung_day_parse (text, &result));
  return result;
}

/* In the order of the regulation, six and eight, and no member fills two of them. */
static void
test_table (void)
{
  g_autoptr (GHashTable) members = g_hash_table_new (g_str_hash, g_str_equal);
  const GaungRecordType *type = gaung_record_type_find ("service");
  guint n[2] = { 0 };

  for (guint i = 0; i < GAUNG_STANDARD_N_COMPONENTS; i++)
    {
      const GaungStandardComponent *row = &gaung_standard_components[i];

      n[row->group]++;
      g_assert_cmpuint (
          row->group, ==, i < 6 ? GAUNG_STANDARD_DELIVERY : GAUNG_STANDARD_MANAGEMENT);
      g_assert_cmpstr (row->nick, ==, gaung_standard_labels[i].nick);
      g_assert_true (gaung_standard_find (row->nick) == row);
      g_assert_cmpstr (gaung_standard_get_label (row), !=, row->nick);
      g_assert_nonnull (row->members[0]);
      for (guint j = 0; row->members[j] != NULL; j++)
        {
          gboolean is_field = FALSE;

          g_assert_true (g_hash_table_add (members, (gpointer) row->members[j]));
          for (const GaungField *field = type->fields; field->member != NULL; field++)
            is_field |= strcmp (field->member, row->members[j]) == 0;
          g_assert_true (is_field);
        }
    }
  g_assert_cmpuint (n[GAUNG_STANDARD_DELIVERY], ==, 6);
  g_assert_cmpuint (n[GAUNG_STANDARD_MANAGEMENT], ==, 8);
  g_assert_null (gaung_standard_components[GAUNG_STANDARD_N_COMPONENTS].nick);
  g_assert_null (gaung_standard_find ("weather"));
  g_assert_null (gaung_standard_find (NULL));
}

static const struct
{
  const char *name;
  const char *members;
  const char *filled; /* components, separated by a space, in the order of the table */
} scores[] = {
  { "nothing", "", "" },
  { "documents", "'documents':[{'key':'a','name':'KTP'}]", "requirements" },
  { "conditions-instead", "'eligibility':'Belum bekerja.'", "requirements" },
  { "empty-lists", "'documents':[],'steps':[],'costs':[]", "" },
  { "empty-texts", "'output':'','legal_basis':'','eligibility':''", "" },
  { "steps", "'steps':[{'key':'a','title':'Daftar'}]", "procedure" },
  { "time-in-words", "'time_text':'15 menit'", "time" },
  { "time-as-amount", "'time_amount':15", "time" },
  { "time-of-nothing", "'time_amount':0", "" },
  { "a-unit-alone", "'time_unit':'days'", "" },
  { "free", "'free':true", "cost" },
  { "not-free", "'free':false", "" },
  { "costs", "'costs':[{'key':'a','amount':0}]", "cost" },
  { "cost-in-words", "'cost_note':'Menurut luas.'", "cost" },
  { "many",
    "'output':'Kartu','complaints_handling':'ULAS','legal_basis':'UU','facilities':'f','competence'"
    ":'c','supervision':'s',"
    "'staff':'2','guarantee':'g','safety':'a','evaluation':'e'",
    "product complaints legal-basis facilities competence supervision staff guarantee safety "
    "evaluation" },
};

static void
test_score (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GaungRecord) service = make_service (scores[i].members);
  g_autoptr (GString) filled = g_string_new (NULL);
  guint n = 0;

  for (const GaungStandardComponent *row = gaung_standard_components; row->nick != NULL; row++)
    if (gaung_standard_is_filled (row, service))
      {
        g_string_append_printf (filled, "%s%s", n > 0 ? " " : "", row->nick);
        n++;
      }
  g_assert_cmpstr (filled->str, ==, scores[i].filled);
  g_assert_cmpuint (gaung_standard_score (service), ==, n);
}

/* All that a healthy service says. */
#define HEALTHY                                                                                    \
  "'channels':[{'key':'a','kind':'counter','address':'Balai Kota','hours':'Mo-Fr 08:00-15:00'}],"  \
  "'documents':[{'key':'a','name':'KTP'}],'steps':[{'key':'a','title':'Daftar'}],"                 \
  "'time_amount':15,'time_unit':'minutes','free':true,'output':'Kartu',"                           \
  "'complaints_handling':'ULAS','legal_basis':'UU','facilities':'f','competence':'c',"             \
  "'supervision':'s','staff':'2','guarantee':'g','safety':'a','evaluation':'e'"
#define DECREE "'decree_number':'SK 1','decree_year':2025"
#define CHECKED "'checked_on':'2026-11-01'"

static const struct
{
  const char *name;
  const char *members;
  const char *faults; /* one a line */
} faults[] = {
  { "healthy", HEALTHY "," DECREE "," CHECKED, "" },
  { "never-checked", HEALTHY "," DECREE, "Nobody has checked this service yet\n" },
  /* 182 days after 26 May is today. */
  { "last-day", HEALTHY "," DECREE ",'checked_on':'2026-05-27'", "" },
  { "stale",
    HEALTHY "," DECREE ",'checked_on':'2026-05-26'",
    "The check has been due since 24/11/2026\n" },
  { "no-decree", HEALTHY "," CHECKED, "The standard has no number of a decree\n" },
  { "decree-without-year", HEALTHY ",'decree_number':'SK 1'," CHECKED, "" },
  { "decree-of-three-years", HEALTHY ",'decree_number':'SK 1','decree_year':2023," CHECKED, "" },
  { "decree-of-four-years",
    HEALTHY ",'decree_number':'SK 1','decree_year':2022," CHECKED,
    "The decree is of 2022 and may have been replaced\n" },
  { "year-without-decree",
    HEALTHY ",'decree_year':2010," CHECKED,
    "The standard has no number of a decree\n" },
  { "alert-today",
    HEALTHY "," DECREE "," CHECKED ",'alert':'Pindah loket.','alert_until':'2026-11-24'",
    "" },
  { "alert-for-ever", HEALTHY "," DECREE "," CHECKED ",'alert':'Pindah loket.'", "" },
  { "alert-over",
    HEALTHY "," DECREE "," CHECKED ",'alert':'Pindah loket.','alert_until':'2026-11-23'",
    "The alert or the closure ended on 23/11/2026 and is still there\n" },
  { "no-alert-any-more",
    HEALTHY "," DECREE "," CHECKED ",'alert':'','alert_until':'2026-11-23'",
    "" },
  { "closure-over",
    HEALTHY "," DECREE "," CHECKED ",'closed_from':'2026-11-01','closed_until':'2026-11-10'",
    "The alert or the closure ended on 10/11/2026 and is still there\n" },
  { "unverified",
    HEALTHY "," DECREE "," CHECKED ",'unverified':['cost','weather','time']",
    "Not confirmed yet: Time\nNot confirmed yet: Cost\n" },
  { "unverified-and-missing", /* once is enough */
    "'channels':[{'key':'a','kind':'app','name':'ULAS'}],'documents':[{'key':'a','name':'KTP'}],"
    "'steps':[{'key':'a','title':'x'}],'free':true,'output':'x','complaints_handling':'x','legal_"
    "basis':'x',"
    "'facilities':'f','competence':'c','supervision':'s','staff':'2','guarantee':'g','safety':'a','"
    "evaluation':'e',"
    "'unverified':['time']," DECREE "," CHECKED,
    "Nothing is said about: Time\n" },
  { "worst-first",
    "'channels':[{'key':'w','kind':'website','name':'Laman','url':'laman "
    "kami'}],'alert':'x','alert_until':'2026-11-01',"
    "'documents':[{'key':'a','name':'KTP'}],'steps':[{'key':'a','title':'x'}],'time_amount':1,'"
    "free':true,'output':'x',"
    "'facilities':'f','competence':'c','supervision':'s','staff':'2','guarantee':'g','safety':'a','"
    "evaluation':'e',"
    "'unverified':['staff']",
    "Laman cannot be reached as written\n"
    "The alert or the closure ended on 01/11/2026 and is still there\n"
    "Nothing is said about: Handling of complaints\n"
    "Nobody has checked this service yet\n"
    "Not confirmed yet: Number of staff\n"
    "Nothing is said about: Legal basis\n"
    "The standard has no number of a decree\n" },
  { "no-channel",
    "'channels':[],'documents':[{'key':'a','name':'KTP'}],'steps':[{'key':'a','title':'x'}],'time_"
    "amount':1,'free':true,"
    "'output':'x','complaints_handling':'x','legal_basis':'x','facilities':'f','competence':'c','"
    "supervision':'s',"
    "'staff':'2','guarantee':'g','safety':'a','evaluation':'e'," DECREE "," CHECKED,
    "No channel: people are not told where to go\n" },
  { "withdrawn", "'state':'withdrawn'", "" },
};

static void
test_faults (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GaungRecord) service = make_service (faults[i].members);
  g_autoptr (GArray) found = gaung_standard_find_faults (service, day (TODAY));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint j = 0; j < found->len; j++)
    {
      g_autofree char *one
          = gaung_standard_fault_to_text (&g_array_index (found, GaungStandardFault, j), service);

      g_string_append_printf (text, "%s\n", one);
    }
  g_assert_cmpstr (text->str, ==, faults[i].faults);
}

/* One channel in a service that is healthy otherwise. */
static const struct
{
  const char *name;
  const char *channel;
  gboolean is_good;
} channels[] = {
  { "counter", "'kind':'counter','address':'Balai Kota'", TRUE },
  { "counter-nowhere", "'kind':'counter','name':'Loket 3'", FALSE },
  { "counter-with-bad-number",
    "'kind':'counter','address':'Balai Kota','telephone':'tanya'",
    FALSE },
  { "counter-with-short-number",
    "'kind':'counter','address':'Balai Kota','telephone':'112'",
    TRUE },
  { "website", "'kind':'website','url':'https://oss.go.id'", TRUE },
  { "website-without", "'kind':'website','name':'OSS'", FALSE },
  { "website-no-scheme", "'kind':'website','url':'oss.go.id'", FALSE },
  { "app-by-name", "'kind':'app','name':'Mobile JKN'", TRUE },
  { "app-by-bad-address", "'kind':'app','name':'Mobile JKN','url':'toko'", FALSE },
  { "app-of-nothing", "'kind':'app'", FALSE },
  { "whatsapp", "'kind':'whatsapp','telephone':'+6281225067171'", TRUE },
  { "whatsapp-landline", "'kind':'whatsapp','telephone':'(0271) 2931667'", FALSE },
  { "telephone", "'kind':'telephone','telephone':'1500200'", TRUE },
  { "telephone-without", "'kind':'telephone'", FALSE },
  { "email", "'kind':'email','email':'a@surakarta.go.id'", TRUE },
  { "email-broken", "'kind':'email','email':'a at surakarta'", FALSE },
  { "mobile-unit", "'kind':'mobile-unit'", TRUE },
  { "post", "'kind':'post','address':'PO Box 1'", TRUE },
  { "odd-hours", "'kind':'mobile-unit','hours':'setiap pagi'", FALSE },
};

static void
test_channel (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *members = g_strdup_printf ("'channels':[{'key':'k',%s}]", channels[i].channel);
  g_autoptr (GaungRecord) service = make_service (members);
  g_autoptr (GArray) found = gaung_standard_find_faults (service, day (TODAY));
  const GaungStandardFault *first = &g_array_index (found, GaungStandardFault, 0);

  g_assert_cmpuint (found->len, >, 0);
  g_assert_cmpint (first->kind == GAUNG_FAULT_CHANNEL, !=, channels[i].is_good);
  if (!channels[i].is_good)
    g_assert_cmpstr (first->detail, ==, "k");
}

static const struct
{
  const char *name;
  const char *members;
  gboolean is_valid;
} rules[] = {
  { "plain", "", TRUE },
  { "negative-time", "'time_amount':-1", FALSE },
  { "negative-copies", "'documents':[{'key':'a','name':'x','copies':-1}]", FALSE },
  { "negative-step",
    "'steps':[{'key':'a','title':'x'},{'key':'b','title':'y','amount':-2}]",
    FALSE },
  { "closed-a-day", "'closed_from':'2026-11-24','closed_until':'2026-11-24'", TRUE },
  { "closed-backwards", "'closed_from':'2026-11-24','closed_until':'2026-11-23'", FALSE },
  { "closed-open-end", "'closed_from':'2026-11-24'", TRUE },
  { "year", "'decree_year':1945", TRUE },
  { "year-before", "'decree_year':1944", FALSE },
  { "year-of-two-digits", "'decree_year':25", FALSE },
  { "hours", "'channels':[{'key':'a','kind':'counter','hours':'Mo-Fr 08:00-15:00'}]", TRUE },
  { "hours-empty", "'channels':[{'key':'a','kind':'counter','hours':''}]", TRUE },
  { "hours-in-words",
    "'channels':[{'key':'a','kind':'counter','hours':'Senin sampai Jumat'}]",
    FALSE },
};

static void
test_rule (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GaungRecord) service = make_service (rules[i].members);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (gaung_record_validate (service, &error), ==, rules[i].is_valid);
  if (!rules[i].is_valid)
    g_assert_error (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_VALUE);
}

static const struct
{
  const char *members;
  gint64 seconds;
} promises[] = {
  { "", -1 },
  { "'time_amount':15", -1 },
  { "'time_amount':15,'time_unit':'minutes'", 900 },
  { "'time_amount':2,'time_unit':'hours'", 7200 },
  { "'time_amount':2,'time_unit':'days'", -1 },
  { "'time_amount':2,'time_unit':'working-days'", -1 },
  { "'time_amount':0,'time_unit':'minutes'", -1 },
  { "'time_amount':9007199254740991,'time_unit':'hours'", -1 },
};

static void
test_days (void)
{
  g_autoptr (GaungActor) actor
      = gaung_actor_new ("siti", "Siti", "disnaker", (const char *const[]) { "staff", NULL });
  g_autoptr (GaungRecord) service = make_service (
      "'alert':'Pindah "
      "loket.','alert_until':'2026-11-24','closed_from':'2026-11-20','closed_until':'2026-11-24',"
      "'channels':[{'key':'a','kind':'app'},{'key':'b','kind':'counter'}],'life_event':'work','"
      "decree_number':'SK 1'");
  GaungIndex index;

  gaung_record_index (service, NULL, &index);
  g_assert_cmpint (index.rank, ==, 1);
  g_assert_cmpstr (index.agency, ==, "disnaker");
  g_assert_cmpstr (index.category, ==, "work");
  g_assert_cmpstr (index.channel, ==, "app");
  g_assert_cmpstr (index.key, ==, "SK 1");
  g_assert_cmpuint (index.flags & GAUNG_INDEX_INACTIVE, ==, 0);
  g_assert_cmpint (gaung_service_get_check_due (service), ==, GAUNG_DAY_NONE);

  gaung_service_mark_checked (service, actor, day (TODAY));
  gaung_record_index (service, NULL, &index);
  g_assert_cmpint (
      gaung_service_get_check_due (service), ==, day (TODAY) + GAUNG_SERVICE_CHECK_DAYS);
  g_assert_cmpint (index.rank, ==, gaung_day_get_start (day (TODAY) + GAUNG_SERVICE_CHECK_DAYS));
  g_assert_cmpstr (gaung_record_get_string (service, "checked_by"), ==, "Siti");

  g_assert_cmpstr (gaung_service_get_alert (service, day (TODAY)), ==, "Pindah loket.");
  g_assert_null (gaung_service_get_alert (service, day (TODAY) + 1));
  g_assert_false (gaung_service_is_closed_on (service, day ("2026-11-19")));
  g_assert_true (gaung_service_is_closed_on (service, day ("2026-11-20")));
  g_assert_true (gaung_service_is_closed_on (service, day (TODAY)));
  g_assert_false (gaung_service_is_closed_on (service, day (TODAY) + 1));
  gaung_record_set_day (service, "closed_until", GAUNG_DAY_NONE, NULL);
  g_assert_true (gaung_service_is_closed_on (service, day ("2040-01-01")));

  gaung_record_set_string (service, "state", "withdrawn", NULL);
  gaung_record_index (service, NULL, &index);
  g_assert_cmpuint (index.flags & GAUNG_INDEX_INACTIVE, !=, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (promises); i++)
    {
      g_autoptr (GaungRecord) other = make_service (promises[i].members);

      g_assert_cmpint (gaung_service_get_promised_seconds (other), ==, promises[i].seconds);
    }
}

static void
test_keys (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 1000; i++)
    {
      char *key = gaung_service_new_key ();

      g_assert_cmpuint (strlen (key), <=, 16);
      g_assert_true (g_str_is_ascii (key));
      g_assert_true (g_hash_table_add (seen, key));
    }
}

static void
test_question (void)
{
  g_autoptr (GaungActor) actor
      = gaung_actor_new ("siti", "Siti", "disnaker", (const char *const[]) { "staff", NULL });
  g_autoptr (GaungRecord) question = gaung_record_new ("question", actor, 1);
  g_autoptr (GError) error = NULL;
  GaungIndex index;

  gaung_record_set_string (question, "question", "Apakah bayar?", NULL);
  gaung_record_set_string (question, "agency", "disnaker", NULL);
  gaung_record_set_string (question, "service", "service:01KAVZ0000ABCDEFGHJKMNPQRS", NULL);
  gaung_record_set_string (question, "state", "open", NULL);
  g_assert_true (gaung_record_validate (question, NULL));
  gaung_record_index (question, NULL, &index);
  g_assert_cmpstr (index.parent, ==, "service:01KAVZ0000ABCDEFGHJKMNPQRS");
  g_assert_cmpuint (index.flags, ==, GAUNG_INDEX_OPEN);
  g_assert_cmpstr (gaung_record_get_title (question), ==, "Apakah bayar?");

  gaung_record_set_string (question, "state", "active", NULL);
  g_assert_false (gaung_record_validate (question, &error));
  g_assert_error (error, GAUNG_RECORD_ERROR, GAUNG_RECORD_ERROR_REQUIRED);
  gaung_record_set_string (question, "answer", "Tidak.", NULL);
  g_assert_true (gaung_record_validate (question, NULL));
  gaung_record_index (question, NULL, &index);
  g_assert_cmpuint (index.flags, ==, 0);
}

/* What a complaint may say that failed is what a standard has. */
static void
test_complaint_component (void)
{
  const GaungRecordType *type = gaung_record_type_find ("complaint");

  for (const GaungField *field = type->fields; field->member != NULL; field++)
    if (strcmp (field->member, "component") == 0)
      {
        g_assert_true (field->enumeration == gaung_standard_labels);
        return;
      }
  g_assert_not_reached ();
}

static void
add_table (const char *folder, gsize i, const char *name, GTestDataFunc function)
{
  g_autofree char *path = g_strdup_printf ("/standard/%s/%s", folder, name);

  g_test_add_data_func (path, GSIZE_TO_POINTER (i), function);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/standard/table", test_table);
  for (gsize i = 0; i < G_N_ELEMENTS (scores); i++)
    add_table ("score", i, scores[i].name, test_score);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    add_table ("faults", i, faults[i].name, test_faults);
  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
    add_table ("channel", i, channels[i].name, test_channel);
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    add_table ("rule", i, rules[i].name, test_rule);
  g_test_add_func ("/standard/days", test_days);
  g_test_add_func ("/standard/keys", test_keys);
  g_test_add_func ("/standard/question", test_question);
  g_test_add_func ("/standard/complaint-component", test_complaint_component);
  return g_test_run ();
}
