/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A service in words: cost, time, documents, steps, channels, and what a code to scan may hold. */
#include <string.h>

#include "gaung-json.h"
#include "gaung-service.h"
#include "gaung-service-words.h"

#define HEAD                                                                                       \
  "{\"_id\":\"service:01KAVZ0000ABCDEFGHJKMNPQRS\",\"type\":\"service\",\"schema\":1,"             \
  "\"agency\":\"disnaker\",\"name\":\"AK-1\",\"state\":\"active\""

/* @members as 'name':value, with ' for ". */
static GaungRecord *
make_service (const char *members)
{
  g_autofree char *text = g_strconcat (HEAD, *members != '\0' ? "," : "", members, "}", NULL);
  g_autoptr (GError) error = NULL;
  GaungRecord *record = gaung_record_new_from_text (g_strdelimit (text, "'", '"'), -1, &error);

  g_assert_no_error (error);
  return record;
}

static JsonObject *
make_object (const char *text)
{
  g_autofree char *copy = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  JsonObject *object = gaung_json_parse_object (copy, -1, &error);

  g_assert_no_error (error);
  return object;
}

typedef char *(*SayService) (GaungRecord *service);
typedef char *(*SayObject) (JsonObject *object);

static const struct
{
  const char *name;
  SayService say;
  const char *members;
  const char *expected;
} services[] = {
  { "cost/free", gaung_service_cost_to_text, "'free':true", "Free of charge" },
  { "cost/free-wins",
    gaung_service_cost_to_text,
    "'free':true,'costs':[{'key':'a','amount':5}]",
    "Free of charge" },
  { "cost/nothing-said", gaung_service_cost_to_text, "", "" },
  { "cost/not-free", gaung_service_cost_to_text, "'free':false", "" },
  { "cost/note", gaung_service_cost_to_text, "'cost_note':'Menurut luas.'", "Menurut luas." },
  { "cost/one", gaung_service_cost_to_text, "'costs':[{'key':'a','amount':450000}]", "Rp450.000" },
  { "cost/per",
    gaung_service_cost_to_text,
    "'costs':[{'key':'a','amount':2000,'per':'lembar'}]",
    "Rp2.000 per lembar" },
  { "cost/range",
    gaung_service_cost_to_text,
    "'costs':[{'key':'a','amount':650000},{'key':'b','amount':350000},{'key':'c','amount':400000}]",
    "Rp350.000 to Rp650.000" },
  { "cost/alike",
    gaung_service_cost_to_text,
    "'costs':[{'key':'a','amount':5000},{'key':'b','amount':5000}]",
    "Rp5.000" },
  { "cost/from-nothing",
    gaung_service_cost_to_text,
    "'costs':[{'key':'a','amount':0},{'key':'b','amount':600000}]",
    "Rp0 to Rp600.000" },
  { "cost/all-nothing",
    gaung_service_cost_to_text,
    "'costs':[{'key':'a','amount':0},{'key':'b','amount':0}]",
    "Free of charge" },
  { "time/text",
    gaung_service_time_to_text,
    "'time_text':'15–20 menit','time_amount':20,'time_unit':'minutes'",
    "15–20 menit" },
  { "time/minutes",
    gaung_service_time_to_text,
    "'time_amount':20,'time_unit':'minutes'",
    "20 minutes" },
  { "time/one",
    gaung_service_time_to_text,
    "'time_amount':1,'time_unit':'working-days'",
    "1 working day" },
  { "time/many",
    gaung_service_time_to_text,
    "'time_amount':1000,'time_unit':'days'",
    "1.000 days" },
  { "time/hours", gaung_service_time_to_text, "'time_amount':2,'time_unit':'hours'", "2 hours" },
  { "time/no-unit", gaung_service_time_to_text, "'time_amount':2", "" },
  { "time/no-amount", gaung_service_time_to_text, "'time_unit':'days'", "" },
  { "time/zero", gaung_service_time_to_text, "'time_amount':0,'time_unit':'days'", "" },
  { "uri/none", gaung_service_get_uri, "", NULL },
  { "uri/second",
    gaung_service_get_uri,
    "'channels':[{'key':'a','kind':'counter','address':'Balai "
    "Kota'},{'key':'b','kind':'website','url':'https://oss.go.id'},"
    "{'key':'c','kind':'email','email':'a@b.id'}]",
    "https://oss.go.id" },
};

static void
test_service (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GaungRecord) service = make_service (services[i].members);
  g_autofree char *text = services[i].say (service);

  g_assert_cmpstr (text, ==, services[i].expected);
}

static const struct
{
  const char *name;
  SayObject say;
  const char *object;
  const char *expected;
} objects[] = {
  { "option/label",
    gaung_service_cost_option_to_text,
    "{'label':'48 halaman','amount':350000}",
    "48 halaman: Rp350.000" },
  { "option/bare", gaung_service_cost_option_to_text, "{'amount':350000}", "Rp350.000" },
  { "option/free",
    gaung_service_cost_option_to_text,
    "{'label':'Di KUA','amount':0}",
    "Di KUA: free of charge" },
  { "option/note",
    gaung_service_cost_option_to_text,
    "{'label':'Kelas 3','amount':35000,'per':'bulan','note':'dengan bantuan'}",
    "Kelas 3: Rp35.000 per bulan (dengan bantuan)" },
  { "document/bare", gaung_service_document_to_text, "{'name':'KTP'}", "KTP" },
  { "document/original",
    gaung_service_document_to_text,
    "{'name':'KTP','form':'original'}",
    "KTP, original" },
  { "document/copy", gaung_service_document_to_text, "{'name':'KTP','form':'copy'}", "KTP, copy" },
  { "document/copies",
    gaung_service_document_to_text,
    "{'name':'KTP','form':'copy','copies':2}",
    "KTP, 2 copies" },
  { "document/one-copy",
    gaung_service_document_to_text,
    "{'name':'KTP','form':'copy','copies':1}",
    "KTP, 1 copy" },
  { "document/both",
    gaung_service_document_to_text,
    "{'name':'KTP','form':'original-and-copy','copies':2}",
    "KTP, original and 2 copies" },
  { "document/both-one",
    gaung_service_document_to_text,
    "{'name':'KTP','form':'original-and-copy'}",
    "KTP, original and copy" },
  { "document/pieces",
    gaung_service_document_to_text,
    "{'name':'Pasfoto 3 x 4','copies':2}",
    "Pasfoto 3 x 4, 2 pieces" },
  { "document/file",
    gaung_service_document_to_text,
    "{'name':'KTP','form':'file','copies':3}",
    "KTP, file" },
  { "document/percent",
    gaung_service_document_to_text,
    "{'name':'100 %s %n','form':'copy'}",
    "100 %s %n, copy" },
  { "step/all",
    gaung_service_step_note,
    "{'title':'x','actor':'officer','amount':10,'unit':'minutes'}",
    "Officer · 10 minutes" },
  { "step/name",
    gaung_service_step_note,
    "{'title':'x','actor':'officer','actor_name':'Pengantar kerja','condition':'bila perlu'}",
    "Pengantar kerja · bila perlu" },
  { "step/nothing", gaung_service_step_note, "{'title':'x'}", "" },
  { "channel/counter",
    gaung_service_channel_to_text,
    "{'kind':'counter','name':'MPP','address':'Jl. Jenderal Sudirman 2\\nSurakarta'}",
    "MPP, Jl. Jenderal Sudirman 2 Surakarta" },
  { "channel/website",
    gaung_service_channel_to_text,
    "{'kind':'website','name':'ULAS','url':'https://ulas.surakarta.go.id/'}",
    "ULAS, ulas.surakarta.go.id" },
  { "channel/whatsapp",
    gaung_service_channel_to_text,
    "{'kind':'whatsapp','telephone':'+6281225067171'}",
    "0812-2506-7171" },
  { "channel/telephone",
    gaung_service_channel_to_text,
    "{'kind':'telephone','telephone':'02712931667'}",
    "(0271) 2931667" },
  { "channel/short",
    gaung_service_channel_to_text,
    "{'kind':'telephone','name':'Kring Pajak','telephone':'1500-200'}",
    "Kring Pajak, 1500200" },
  { "channel/no-number",
    gaung_service_channel_to_text,
    "{'kind':'telephone','telephone':'tanya Bu Sri'}",
    "tanya Bu Sri" },
  { "channel/email",
    gaung_service_channel_to_text,
    "{'kind':'email','email':'a@b.go.id','address':'x'}",
    "a@b.go.id" },
  { "channel/nothing", gaung_service_channel_to_text, "{'kind':'mobile-unit'}", "Mobile service" },
  { "number/mobile",
    gaung_service_channel_get_number,
    "{'telephone':'0812-2506-7171'}",
    "+6281225067171" },
  { "number/emergency", gaung_service_channel_get_number, "{'telephone':'112'}", "112" },
  { "number/call-centre", gaung_service_channel_get_number, "{'telephone':'1500 200'}", "1500200" },
  { "number/two-digits", gaung_service_channel_get_number, "{'telephone':'11'}", NULL },
  { "number/words", gaung_service_channel_get_number, "{'telephone':'112 atau 113'}", NULL },
  { "number/none", gaung_service_channel_get_number, "{}", NULL },
  { "uri/website",
    gaung_service_channel_to_uri,
    "{'kind':'website','url':'https://ppid.surakarta.go.id/a?b=1#c'}",
    "https://ppid.surakarta.go.id/a?b=1#c" },
  { "uri/http",
    gaung_service_channel_to_uri,
    "{'kind':'website','url':'HTTP://surakarta.go.id'}",
    "HTTP://surakarta.go.id" },
  { "uri/whatsapp",
    gaung_service_channel_to_uri,
    "{'kind':'whatsapp','telephone':'0812-2506-7171'}",
    "https://wa.me/6281225067171" },
  { "uri/whatsapp-landline",
    gaung_service_channel_to_uri,
    "{'kind':'whatsapp','telephone':'(0271) 2931667'}",
    NULL },
  { "uri/telephone",
    gaung_service_channel_to_uri,
    "{'kind':'telephone','telephone':'(0271) 2931667'}",
    "tel:+622712931667" },
  { "uri/short",
    gaung_service_channel_to_uri,
    "{'kind':'telephone','telephone':'165'}",
    "tel:165" },
  { "uri/email",
    gaung_service_channel_to_uri,
    "{'kind':'email','email':'diskominfosp@surakarta.go.id'}",
    "mailto:diskominfosp@surakarta.go.id" },
  { "uri/email-with-more",
    gaung_service_channel_to_uri,
    "{'kind':'email','email':'a@b.id?bcc=c@d.id'}",
    NULL },
  { "uri/email-twice",
    gaung_service_channel_to_uri,
    "{'kind':'email','email':'a@b.id@c.id'}",
    NULL },
  { "uri/counter",
    gaung_service_channel_to_uri,
    "{'kind':'counter','address':'Balai Kota','telephone':'112'}",
    NULL },
  { "uri/counter-with-url",
    gaung_service_channel_to_uri,
    "{'kind':'counter','url':'https://oss.go.id'}",
    "https://oss.go.id" },
  { "uri/no-scheme", gaung_service_channel_to_uri, "{'kind':'website','url':'oss.go.id'}", NULL },
  { "uri/script",
    gaung_service_channel_to_uri,
    "{'kind':'website','url':'javascript:alert(1)'}",
    NULL },
  { "uri/file",
    gaung_service_channel_to_uri,
    "{'kind':'website','url':'file:///etc/passwd'}",
    NULL },
  { "uri/data", gaung_service_channel_to_uri, "{'kind':'website','url':'data:text/html,x'}", NULL },
  { "uri/no-host", gaung_service_channel_to_uri, "{'kind':'website','url':'https:///x'}", NULL },
  { "uri/somebody-else",
    gaung_service_channel_to_uri,
    "{'kind':'website','url':'https://surakarta.go.id@evil.example'}",
    NULL },
  { "uri/line-break",
    gaung_service_channel_to_uri,
    "{'kind':'website','url':'https://oss.go.id\\r\\nX: y'}",
    NULL },
  { "uri/space",
    gaung_service_channel_to_uri,
    "{'kind':'website','url':'https://oss.go.id/a b'}",
    NULL },
  { "uri/markup",
    gaung_service_channel_to_uri,
    "{'kind':'website','url':'https://oss.go.id/<b>'}",
    NULL },
  { "uri/look-alike",
    gaung_service_channel_to_uri,
    "{'kind':'website','url':'https://оss.go.id'}",
    NULL },
  { "uri/empty", gaung_service_channel_to_uri, "{'kind':'website','url':''}", NULL },
};

static void
test_object (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (JsonObject) object = make_object (objects[i].object);
  g_autofree char *text = objects[i].say (object);

  g_assert_cmpstr (text, ==, objects[i].expected);
}

static void
test_long_uri (void)
{
  g_autofree char *tail = g_strnfill (2000, 'a');
  g_autoptr (JsonObject) channel = make_object ("{'kind':'website'}");
  g_autofree char *url = g_strconcat ("https://oss.go.id/", tail, NULL);

  json_object_set_string_member (channel, "url", url);
  g_assert_null (gaung_service_channel_to_uri (channel));
}

/* Groups gather where the first of them stands; "?" in front: needed only in a case. */
static void
test_slots (void)
{
  static const char *const expected[] = {
    "KTP, original",
    "Akta kelahiran, copy or Ijazah, copy (bila belum ada akta) or Surat baptis",
    "Pasfoto, 2 pieces",
    "?bila ada: Sertifikat",
    "?Kartu pelajar (siswa) or Kartu mahasiswa (mahasiswa)",
  };
  g_autoptr (GaungRecord) service = make_service (
      "'documents':[{'key':'a','name':'KTP','form':'original'},"
      "{'key':'b','name':'Akta kelahiran','group':'lahir','form':'copy'},"
      "{'key':'c','name':'Pasfoto','copies':2},"
      "{'key':'d','name':'Ijazah','group':'lahir','form':'copy','condition':'bila belum ada akta'},"
      "{'key':'e','name':'Sertifikat','condition':'bila ada'},"
      "{'key':'f','name':'Surat baptis','group':'lahir'},"
      "{'key':'g','name':'Kartu pelajar','group':'kartu','condition':'siswa'},"
      "{'key':'h','name':'Kartu mahasiswa','group':'kartu','condition':'mahasiswa'}]");
  g_autoptr (GPtrArray) slots = gaung_service_get_slots (service);

  g_assert_cmpuint (slots->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < slots->len; i++)
    {
      const GaungServiceSlot *slot = g_ptr_array_index (slots, i);
      g_autofree char *text = gaung_service_slot_to_text (slot);
      g_autofree char *marked = g_strconcat (slot->is_conditional ? "?" : "", text, NULL);

      g_assert_cmpstr (marked, ==, expected[i]);
    }
}

static void
test_no_slots (void)
{
  g_autoptr (GaungRecord) service = make_service ("");
  g_autoptr (GPtrArray) slots = gaung_service_get_slots (service);

  g_assert_cmpuint (slots->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (services); i++)
    {
      g_autofree char *path = g_strconcat ("/service-words/service/", services[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_service);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      g_autofree char *path = g_strconcat ("/service-words/part/", objects[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_object);
    }
  g_test_add_func ("/service-words/long-uri", test_long_uri);
  g_test_add_func ("/service-words/slots", test_slots);
  g_test_add_func ("/service-words/no-slots", test_no_slots);
  return g_test_run ();
}
