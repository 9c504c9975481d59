/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One table of requests and what CouchDB answers. It runs against the double, and against a real
 * server where GAUNG_TEST_COUCHDB=http://user:password@127.0.0.1:5984 names one: what holds for the
 * one holds for the other. The client under test takes no part in it. */
#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#include "gaung-double.h"

/* Accounts and the database of the contract; nothing else on a real server is touched. */
#define DATABASE "gaung-contract"
#define MEMBER "gaung-contract-member"
#define OUTSIDER "gaung-contract-outsider"

typedef enum
{
  AS_ADMIN,
  AS_MEMBER,
  AS_OUTSIDER,
  AS_NOBODY,
  AS_WRONG, /* the member, with a wrong password */
} As;

/* $REV and $SEQ in a path, a body or an expectation are what the last step with a `keep` found: the
 * group of the pattern, kept under its name. */
typedef struct
{
  const char *name;
  As as;
  const char *method;
  const char *path;
  const char *body;
  guint status;
  const char *expected[4]; /* patterns that the body holds */
  const char *keep;        /* (?<REV>…) */
} Step;

#define REV "[0-9]+-[0-9a-f]{32}"
#define KEEP_REV "\"rev\":\"(?<REV>" REV ")\""
#define SEQ "[0-9]+-g1AAAA[A-Za-z0-9_-]+"

static const Step preparations[] = {
  { "the database of an earlier run goes", AS_ADMIN, "DELETE", DATABASE, NULL, 0 },
  { "so does the member",
    AS_ADMIN,
    "GET",
    "_users/org.couchdb.user:" MEMBER,
    NULL,
    0,
    { NULL },
    "\"_rev\":\"(?<REV>" REV ")\"" },
  { "with its revision",
    AS_ADMIN,
    "DELETE",
    "_users/org.couchdb.user:" MEMBER "?rev=$REV",
    NULL,
    0 },
  { "and the outsider",
    AS_ADMIN,
    "GET",
    "_users/org.couchdb.user:" OUTSIDER,
    NULL,
    0,
    { NULL },
    "\"_rev\":\"(?<REV>" REV ")\"" },
  { "with its revision",
    AS_ADMIN,
    "DELETE",
    "_users/org.couchdb.user:" OUTSIDER "?rev=$REV",
    NULL,
    0 },
};

/* clang-format off */
static const Step steps[] = {
  { "greeting", AS_NOBODY, "GET", "", NULL, 200, { "\"couchdb\":\"Welcome\"", "\"version\":\"[3-9]\\.", "\"uuid\":\"" } },
  { "session of nobody", AS_NOBODY, "GET", "_session", NULL, 200, { "\"name\":null", "\"roles\":\\[\\]" } },
  { "no such database, to nobody", AS_NOBODY, "GET", DATABASE, NULL, 404, { "\"error\":\"not_found\"", "Database does not exist\\." } },
  { "no such database for changes", AS_ADMIN, "GET", DATABASE "/_changes", NULL, 404, { "Database does not exist\\." } },
  { "nobody makes a database", AS_NOBODY, "PUT", DATABASE, NULL, 401, { "You are not a server admin\\." } },
  { "a bad name", AS_ADMIN, "PUT", "Bad", NULL, 400, { "\"error\":\"illegal_database_name\"" } },
  { "make it", AS_ADMIN, "PUT", DATABASE "?q=1", NULL, 201, { "\"ok\":true" } },
  { "make it again", AS_ADMIN, "PUT", DATABASE "?q=1", NULL, 412, { "\"error\":\"file_exists\"" } },
  { "it belongs to administrators", AS_ADMIN, "GET", DATABASE "/_security", NULL, 200, { "\"members\":\\{\"roles\":\\[\"_admin\"\\]\\}" } },
  { "add the member", AS_ADMIN, "PUT", "_users/org.couchdb.user:" MEMBER, "{\"name\":\"" MEMBER "\",\"password\":\"pass:word\",\"roles\":[\"staff\",\"agency-01\"],\"type\":\"user\"}", 201, { KEEP_REV } },
  { "the password is not kept", AS_ADMIN, "GET", "_users/org.couchdb.user:" MEMBER, NULL, 200, { "\"derived_key\":\"", "^(?!.*pass:word)", "\"roles\":\\[\"staff\",\"agency-01\"\\]" } },
  { "add the outsider", AS_ADMIN, "PUT", "_users/org.couchdb.user:" OUTSIDER, "{\"name\":\"" OUTSIDER "\",\"password\":\"outside\",\"roles\":[],\"type\":\"user\"}", 201 },
  { "an account may not read accounts", AS_MEMBER, "GET", "_users/org.couchdb.user:" MEMBER, NULL, 403, { "\"error\":\"forbidden\"" } },
  { "session of the member", AS_MEMBER, "GET", "_session", NULL, 200, { "\"name\":\"" MEMBER "\"", "\"roles\":\\[\"staff\",\"agency-01\"\\]" } },
  { "a wrong password", AS_WRONG, "GET", "_session", NULL, 401, { "\"error\":\"unauthorized\"", "Name or password is incorrect\\." } },
  { "not yet a member", AS_MEMBER, "GET", DATABASE, NULL, 403, { "You are not allowed to access this db\\." } },
  { "security", AS_ADMIN, "PUT", DATABASE "/_security", "{\"admins\":{\"names\":[],\"roles\":[\"_admin\"]},\"members\":{\"names\":[],\"roles\":[\"agency-01\"]}}", 200, { "\"ok\":true" } },
  { "a member now", AS_MEMBER, "GET", DATABASE, NULL, 200, { "\"doc_count\":0", "\"update_seq\":\"1-", "\"purge_seq\":\"0-", "\"instance_start_time\":\"[0-9]+\"" } },
  { "nobody", AS_NOBODY, "GET", DATABASE, NULL, 401, { "You are not authorized to access this db\\." } },
  { "outsider", AS_OUTSIDER, "GET", DATABASE "/x", NULL, 403, { "\"error\":\"forbidden\"", "You are not allowed to access this db\\." } },
  { "outsider writes", AS_OUTSIDER, "PUT", DATABASE "/x", "{}", 403, { "You are not allowed to access this db\\." } },
  { "a member is no server administrator", AS_MEMBER, "PUT", DATABASE "-2", NULL, 401, { "You are not a server admin\\." } },
  { "nor one of the database", AS_MEMBER, "PUT", DATABASE "/_design/x", "{}", 403, { "\"error\":\"forbidden\"", "You are not a db or server admin\\." } },
  { "a member may read the security", AS_MEMBER, "GET", DATABASE "/_security", NULL, 200, { "agency-01" } },
  { "but not write it, and is told nonsense", AS_MEMBER, "PUT", DATABASE "/_security", "{}", 500, { "no_majority" } },

  { "no ghosts in an empty database", AS_MEMBER, "PUT", DATABASE "/ghost", "{\"_rev\":\"1-0785e9eb543380151003dc452c3a001a\",\"x\":1}", 409, { "\"error\":\"conflict\"" } },
  { "first", AS_MEMBER, "PUT", DATABASE "/first", "{\"x\":1}", 201, { "\"rev\":\"1-" } },
  { "a ghost, without a validation function", AS_MEMBER, "PUT", DATABASE "/ghost", "{\"_rev\":\"1-0785e9eb543380151003dc452c3a001a\",\"x\":1}", 201, { "\"rev\":\"2-" } },
  { "design", AS_ADMIN, "PUT", DATABASE "/_design/gaung", "{\"validate_doc_update\":\"function (n, o, u, s) { }\"}", 201, { "\"id\":\"_design/gaung\"" } },
  { "no more ghosts", AS_MEMBER, "PUT", DATABASE "/ghost2", "{\"_rev\":\"1-0785e9eb543380151003dc452c3a001a\",\"x\":1}", 409, { "\"error\":\"conflict\"" } },
  { "design is read", AS_MEMBER, "GET", DATABASE "/_design/gaung", NULL, 200, { "validate_doc_update" } },

  { "missing", AS_MEMBER, "GET", DATABASE "/complaint:1", NULL, 404, { "\"error\":\"not_found\"", "\"reason\":\"missing\"" } },
  { "create", AS_MEMBER, "PUT", DATABASE "/complaint%3A1", "{\"type\":\"complaint\",\"state\":\"new\",\"z\":1,\"a\":2}", 201, { "\"ok\":true,\"id\":\"complaint:1\",\"rev\":\"1-" }, KEEP_REV },
  { "create again", AS_MEMBER, "PUT", DATABASE "/complaint%3A1", "{\"type\":\"complaint\",\"state\":\"new\"}", 409, { "\"error\":\"conflict\"", "Document update conflict\\." } },
  { "read: members in their order", AS_MEMBER, "GET", DATABASE "/complaint:1", NULL, 200, { "^\\{\"_id\":\"complaint:1\",\"_rev\":\"$REV\",\"type\":\"complaint\",\"state\":\"new\",\"z\":1,\"a\":2\\}" } },
  { "update", AS_MEMBER, "PUT", DATABASE "/complaint:1", "{\"_rev\":\"$REV\",\"type\":\"complaint\",\"state\":\"open\"}", 201, { "\"rev\":\"2-" } },
  { "the same update on the old revision", AS_MEMBER, "PUT", DATABASE "/complaint:1", "{\"_rev\":\"$REV\",\"type\":\"complaint\",\"state\":\"open\"}", 409, { "Document update conflict\\." } },
  { "a slash in an id", AS_MEMBER, "PUT", DATABASE "/a%2Fb%2Bc", "{\"x\":1}", 201, { "\"id\":\"a/b\\+c\"" } },
  { "read it", AS_MEMBER, "GET", DATABASE "/a%2Fb%2Bc", NULL, 200, { "\"_id\":\"a/b\\+c\"" } },
  { "an unknown member of CouchDB's own", AS_MEMBER, "PUT", DATABASE "/bad", "{\"_foo\":1}", 400, { "\"error\":\"doc_validation\"", "Bad special document member: _foo" } },
  { "an id of CouchDB's own", AS_MEMBER, "PUT", DATABASE "/_bad", "{}", 400, { "\"error\":\"illegal_docid\"" } },
  { "no revision", AS_MEMBER, "PUT", DATABASE "/bad", "{\"_rev\":\"nonsense\"}", 400, { "\"error\":\"bad_request\"", "Invalid rev format" } },
  { "no JSON", AS_MEMBER, "PUT", DATABASE "/bad", "{\"x\":1,}", 400, { "\"error\":\"bad_request\"", "invalid UTF-8 JSON" } },
  { "a lone surrogate", AS_MEMBER, "PUT", DATABASE "/bad", "{\"x\":\"\\ud800\"}", 400, { "invalid UTF-8 JSON" } },
  { "NUL is stored", AS_MEMBER, "PUT", DATABASE "/nul", "{\"x\":\"a\\u0000b\"}", 201, { "\"ok\":true" } },
  { "and given back", AS_MEMBER, "GET", DATABASE "/nul", NULL, 200, { "a\\\\u0000b" } },
  { "depth is stored", AS_MEMBER, "PUT", DATABASE "/deep", "{\"x\":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}", 201, { "\"ok\":true" } },
  { "2^63 is stored", AS_MEMBER, "PUT", DATABASE "/huge", "{\"x\":9223372036854775808}", 201, { "\"ok\":true" } },

  { "bulk: each by itself, in order", AS_MEMBER, "POST", DATABASE "/_bulk_docs", "{\"docs\":[{\"_id\":\"b1\",\"x\":1},{\"_id\":\"complaint:1\",\"x\":1},{\"_id\":\"b2\",\"x\":2}]}", 201, { "^\\[\\{\"ok\":true,\"id\":\"b1\",\"rev\":\"1-" , "\\},\\{\"id\":\"complaint:1\",\"error\":\"conflict\",\"reason\":\"Document update conflict\\.\"\\},\\{\"ok\":true,\"id\":\"b2\"" } },
  { "bulk: one bad id refuses all", AS_MEMBER, "POST", DATABASE "/_bulk_docs", "{\"docs\":[{\"_id\":\"b3\"},{\"_id\":\"_b\"}]}", 400, { "\"error\":\"illegal_docid\"" } },
  { "bulk: one bad member refuses all", AS_MEMBER, "POST", DATABASE "/_bulk_docs", "{\"docs\":[{\"_id\":\"b3\"},{\"_id\":\"b4\",\"_foo\":1}]}", 400, { "\"error\":\"doc_validation\"" } },
  { "and stores none", AS_MEMBER, "GET", DATABASE "/b3", NULL, 404, { "missing" } },
  { "bulk without documents", AS_MEMBER, "POST", DATABASE "/_bulk_docs", "{}", 400, { "\"error\":\"bad_request\"", "POST body must include `docs` parameter\\." } },
  { "bulk by an outsider", AS_OUTSIDER, "POST", DATABASE "/_bulk_docs", "{\"docs\":[]}", 403, { "You are not allowed to access this db\\." } },
  { "bulk of nothing", AS_MEMBER, "POST", DATABASE "/_bulk_docs", "{\"docs\":[]}", 201, { "^\\[\\]" } },

  { "a branch", AS_ADMIN, "POST", DATABASE "/_bulk_docs", "{\"new_edits\":false,\"docs\":[{\"_id\":\"b1\",\"_rev\":\"2-ffffffffffffffffffffffffffffffff\",\"x\":9}]}", 201, { "^\\[\\]" } },
  { "wins and names the other", AS_MEMBER, "GET", DATABASE "/b1?conflicts=true", NULL, 200, { "\"_rev\":\"2-ffffffffffffffffffffffffffffffff\"", "\"x\":9", "\"_conflicts\":\\[\"1-[0-9a-f]{32}\"\\]" }, "\"_conflicts\":\\[\"(?<REV>" REV ")\"" },
  { "the other can be read", AS_MEMBER, "GET", DATABASE "/b1?rev=$REV", NULL, 200, { "\"_rev\":\"$REV\"", "\"x\":1" } },
  { "and ended", AS_ADMIN, "DELETE", DATABASE "/b1?rev=$REV", NULL, 200, { "\"ok\":true", "\"rev\":\"2-" } },
  { "then there is none", AS_MEMBER, "GET", DATABASE "/b1?conflicts=true", NULL, 200, { "\"x\":9", "^(?!.*_conflicts)" } },

  { "delete without a revision", AS_MEMBER, "DELETE", DATABASE "/b2", NULL, 409, { "Document update conflict\\." } },
  { "its revision", AS_MEMBER, "GET", DATABASE "/b2", NULL, 200, { NULL }, "\"_rev\":\"(?<REV>" REV ")\"" },
  { "a tombstone with members", AS_MEMBER, "PUT", DATABASE "/b2", "{\"_rev\":\"$REV\",\"_deleted\":true,\"moved_to\":\"agency-02\"}", 200, { "\"rev\":\"2-" }, KEEP_REV },
  { "is deleted", AS_MEMBER, "GET", DATABASE "/b2", NULL, 404, { "\"reason\":\"deleted\"" } },
  { "write on the tombstone", AS_MEMBER, "PUT", DATABASE "/b2", "{\"_rev\":\"$REV\",\"x\":1}", 409, { "conflict" } },
  { "delete again", AS_MEMBER, "DELETE", DATABASE "/b2?rev=$REV", NULL, 404, { "deleted" } },
  { "a create resurrects", AS_MEMBER, "PUT", DATABASE "/b2", "{\"x\":3}", 201, { "\"rev\":\"3-" }, KEEP_REV },
  { "delete", AS_MEMBER, "DELETE", DATABASE "/b2?rev=$REV", NULL, 200, { "\"rev\":\"4-" } },

  { "changes, first page", AS_MEMBER, "GET", DATABASE "/_changes?since=0&limit=2&include_docs=true", NULL, 200, { "^\\{\"results\":\\[\n\\{\"seq\":\"" SEQ "\",\"id\":\"first\",\"changes\":\\[\\{\"rev\":\"1-[0-9a-f]{32}\"\\}\\],\"doc\":\\{\"_id\":\"first\"", "\"id\":\"ghost\"", "\n\\],\n\"last_seq\":\"[^\"]+\",\"pending\":[1-9]" }, "\"last_seq\":\"(?<SEQ>[^\"]+)\"" },
  { "the rest", AS_MEMBER, "GET", DATABASE "/_changes?since=$SEQ", NULL, 200, { "\"id\":\"complaint:1\"", "\"id\":\"b2\",\"changes\":\\[\\{\"rev\":\"4-[0-9a-f]{32}\"\\}\\],\"deleted\":true\\}", "\"pending\":0\\}", "^(?!.*ghost)" }, "\"last_seq\":\"(?<SEQ>[^\"]+)\"" },
  { "nothing more", AS_MEMBER, "GET", DATABASE "/_changes?since=$SEQ&include_docs=true", NULL, 200, { "^\\{\"results\":\\[\n*\\],\n\"last_seq\":\"" SEQ "\",\"pending\":0\\}" } },
  { "a long poll that ends in time", AS_MEMBER, "GET", DATABASE "/_changes?since=$SEQ&feed=longpoll&timeout=200", NULL, 200, { "^\\{\"results\":\\[\n+\\],\n\"last_seq\":\"" SEQ "\",\"pending\":0\\}" } },
  { "a long poll that is behind", AS_MEMBER, "GET", DATABASE "/_changes?since=0&feed=longpoll&limit=1", NULL, 200, { "\"id\":\"first\"", "\"last_seq\":\"[^\"]+\",\"pending\":[1-9]" } },
  { "from now on", AS_MEMBER, "GET", DATABASE "/_changes?since=now", NULL, 200, { "\"results\":\\[\n*\\]" } },
  { "nonsense as a cursor", AS_MEMBER, "GET", DATABASE "/_changes?since=99999", NULL, 400, { "\"error\":\"bad_request\"", "Malformed sequence supplied in 'since' parameter\\." } },
  { "changes to an outsider", AS_OUTSIDER, "GET", DATABASE "/_changes", NULL, 403, { "forbidden" } },
  { "tombstone in the feed", AS_MEMBER, "GET", DATABASE "/_changes?include_docs=true", NULL, 200, { "\"deleted\":true,\"doc\":\\{\"_id\":\"b2\",\"_rev\":\"4-[0-9a-f]{32}\",\"_deleted\":true\\}" } },

  { "all documents", AS_MEMBER, "GET", DATABASE "/_all_docs?limit=2", NULL, 200, { "^\\{\"total_rows\":[0-9]+,\"offset\":(null|0),\"rows\":\\[\\s+\\{\"id\":\"_design/gaung\",\"key\":\"_design/gaung\",\"value\":\\{\"rev\":\"1-[0-9a-f]{32}\"\\}\\},\\s+\\{\"id\":\"a/b\\+c\"" } },
  { "from a key on", AS_MEMBER, "GET", DATABASE "/_all_docs?startkey=%22b%22&limit=1", NULL, 200, { "\"rows\":\\[\\s+\\{\"id\":\"b1\"" } },
  { "by keys", AS_MEMBER, "POST", DATABASE "/_all_docs?include_docs=true", "{\"keys\":[\"nothing\",\"b2\",\"complaint:1\"]}", 200, { "\\{\"key\":\"nothing\",\"error\":\"not_found\"\\}", "\\{\"id\":\"b2\",\"key\":\"b2\",\"value\":\\{\"rev\":\"4-[0-9a-f]{32}\",\"deleted\":true\\},\"doc\":null\\}", "\"key\":\"complaint:1\",\"value\":\\{\"rev\":\"2-[0-9a-f]{32}\"\\},\"doc\":\\{\"_id\":\"complaint:1\"" } },

  { "a file with its record", AS_MEMBER, "PUT", DATABASE "/attachment:1", "{\"size\":5,\"_attachments\":{\"file\":{\"content_type\":\"image/png\",\"data\":\"aGVsbG8=\"}}}", 201, { "\"rev\":\"1-" }, KEEP_REV },
  { "as a stub", AS_MEMBER, "GET", DATABASE "/attachment:1", NULL, 200, { "\"file\":\\{\"content_type\":\"image/png\",\"revpos\":1,\"digest\":\"md5-[^\"]+\",\"length\":5,\"stub\":true\\}" } },
  { "its bytes", AS_MEMBER, "GET", DATABASE "/attachment:1/file", NULL, 200, { "^hello$" } },
  { "no such file", AS_MEMBER, "GET", DATABASE "/attachment:1/other", NULL, 404, { "\"error\":\"not_found\"", "Document is missing attachment" } },
  { "a stub of nothing", AS_MEMBER, "PUT", DATABASE "/attachment:2", "{\"_attachments\":{\"file\":{\"stub\":true,\"revpos\":1}}}", 412, { "\"error\":\"missing_stub\"" } },
  { "the file to an outsider", AS_OUTSIDER, "GET", DATABASE "/attachment:1/file", NULL, 403, { "forbidden" } },

  { "a version", AS_MEMBER, "PUT", DATABASE "/c1", "{\"x\":1}", 201, { "\"rev\":\"1-" }, KEEP_REV },
  { "and the next", AS_MEMBER, "PUT", DATABASE "/c1", "{\"_rev\":\"$REV\",\"x\":2}", 201, { "\"rev\":\"2-" } },
  { "the one before can be read", AS_MEMBER, "GET", DATABASE "/c1?rev=$REV", NULL, 200, { "\"_rev\":\"$REV\"", "\"x\":1" } },
  { "one that never was cannot", AS_MEMBER, "GET", DATABASE "/c1?rev=1-00000000000000000000000000000000", NULL, 404, { "\"error\":\"not_found\"" } },

  { "rights are withdrawn at once", AS_ADMIN, "PUT", DATABASE "/_security", "{\"admins\":{\"names\":[],\"roles\":[\"_admin\"]},\"members\":{\"names\":[],\"roles\":[\"agency-02\"]}}", 200 },
  { "and the member is one no more", AS_MEMBER, "GET", DATABASE "/complaint:1", NULL, 403, { "You are not allowed to access this db\\." } },
  { "wrong password, the second", AS_WRONG, "GET", DATABASE, NULL, 401, { "Name or password is incorrect\\." } },
  { "third", AS_WRONG, "GET", DATABASE, NULL, 401, { "Name or password is incorrect\\." } },
  { "fourth", AS_WRONG, "GET", DATABASE, NULL, 401, { "Name or password is incorrect\\." } },
  { "fifth", AS_WRONG, "GET", DATABASE, NULL, 401, { "Name or password is incorrect\\." } },
  { "locked, even with the right one", AS_MEMBER, "GET", "_session", NULL, 403, { "\"error\":\"forbidden\"", "Account is temporarily locked due to multiple authentication failures" } },
  { "delete it", AS_ADMIN, "DELETE", DATABASE, NULL, 200, { "\"ok\":true" } },
  { "it is gone", AS_ADMIN, "GET", DATABASE, NULL, 404, { "Database does not exist\\." } },
};
/* clang-format on */

typedef struct
{
  SoupSession *session;
  char *address; /* without who signs in */
  char *admin;   /* "name:password" */
  char *revision;
  char *sequence;
} Contract;

static char *
fill_in (const Contract *contract, const char *text, gboolean is_pattern)
{
  GString *filled = g_string_new (text);

  g_string_replace (filled, "$REV", contract->revision, 0);
  g_string_replace (filled, "$SEQ", contract->sequence, 0);
  return g_string_free_and_steal (filled);
}

static void
sign (const Contract *contract, SoupMessage *message, As as)
{
  const char *pairs[] = {
    [AS_ADMIN] = contract->admin,
    [AS_MEMBER] = MEMBER ":pass:word",
    [AS_OUTSIDER] = OUTSIDER ":outside",
    [AS_WRONG] = MEMBER ":wrong",
  };
  g_autofree char *coded = NULL;
  g_autofree char *header = NULL;

  if (as == AS_NOBODY)
    return;
  coded = g_base64_encode ((const guchar *) pairs[as], strlen (pairs[as]));
  header = g_strconcat ("Basic ", coded, NULL);
  soup_message_headers_replace (
      soup_message_get_request_headers (message), "Authorization", header);
}

static void
check (const Contract *contract, const Step *step, const char *body)
{
  for (guint i = 0; i < G_N_ELEMENTS (step->expected) && step->expected[i] != NULL; i++)
    {
      g_autofree char *pattern = fill_in (contract, step->expected[i], TRUE);

      if (!g_regex_match_simple (pattern, body, G_REGEX_DOTALL, 0))
        g_error ("%s: %s does not match\n%s", step->name, body, pattern);
    }
}

static void
keep (Contract *contract, const Step *step, const char *body)
{
  g_autoptr (GRegex) pattern = g_regex_new (step->keep, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *revision = NULL;
  g_autofree char *sequence = NULL;

  if (!g_regex_match (pattern, body, 0, &match))
    return;
  revision = g_match_info_fetch_named (match, "REV");
  sequence = g_match_info_fetch_named (match, "SEQ");
  if (revision != NULL)
    g_set_str (&contract->revision, revision);
  if (sequence != NULL)
    g_set_str (&contract->sequence, sequence);
}

static void
take_step (Contract *contract, const Step *step)
{
  g_autofree char *path = fill_in (contract, step->path, FALSE);
  g_autofree char *address = g_strconcat (contract->address, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (step->method, address);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;

  g_assert_nonnull (message);
  soup_message_headers_replace (
      soup_message_get_request_headers (message), "Accept", "application/json");
  sign (contract, message, step->as);
  if (step->body != NULL)
    {
      g_autofree char *sent = fill_in (contract, step->body, FALSE);
      g_autoptr (GBytes) bytes = g_bytes_new (sent, strlen (sent));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  answer = soup_session_send_and_read (contract->session, message, NULL, &error);
  g_assert_no_error (error);
  body = g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
  if (step->status != 0 && soup_message_get_status (message) != step->status)
    g_error ("%s: %u instead of %u: %s",
             step->name,
             soup_message_get_status (message),
             step->status,
             body);
  if (step->status != 0)
    {
      const char *type = soup_message_headers_get_content_type (
          soup_message_get_response_headers (message), NULL);

      g_assert_cmpstr (type,
                       ==,
                       strstr (path, "/file") != NULL && step->status == 200 ? "image/png"
                                                                             : "application/json");
    }
  check (contract, step, body);
  if (step->keep != NULL)
    keep (contract, step, body);
}

static void
run_contract (const char *address, const char *admin)
{
  Contract contract = {
    .session = soup_session_new (),
    .address = g_strdup (address),
    .admin = g_strdup (admin),
    .revision = g_strdup ("0-0"),
    .sequence = g_strdup ("0"),
  };

  soup_session_remove_feature_by_type (contract.session, SOUP_TYPE_AUTH_MANAGER);
  for (gsize i = 0; i < G_N_ELEMENTS (preparations); i++)
    take_step (&contract, &preparations[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_test_message ("%s", steps[i].name);
      take_step (&contract, &steps[i]);
    }
  g_object_unref (contract.session);
  g_free (contract.address);
  g_free (contract.admin);
  g_free (contract.revision);
  g_free (contract.sequence);
}

static void
test_double (void)
{
  g_autoptr (GaungDouble) couch = gaung_double_new (NULL);

  run_contract (gaung_double_get_address (couch), "admin:secret");
}

static void
test_real (void)
{
  const char *address = g_getenv ("GAUNG_TEST_COUCHDB");
  g_autoptr (GUri) uri = NULL;
  g_autofree char *plain = NULL;

  if (address == NULL)
    {
      g_test_skip ("GAUNG_TEST_COUCHDB names no server");
      return;
    }
  uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  g_assert_nonnull (uri);
  plain = g_strdup_printf ("http://%s:%d/", g_uri_get_host (uri), g_uri_get_port (uri));
  run_contract (plain, g_uri_get_userinfo (uri));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/remote/contract/double", test_double);
  g_test_add_func ("/remote/contract/real", test_real);
  return g_test_run ();
}
