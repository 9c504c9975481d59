/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Connecting, in the window, against a server over TLS or in the open. */

#include "config.h"

#include <adwaita.h>

#include "city.h"
#include "gaung-authority.h"
#include "gaung-connect-options.h"
#include "gaung-connect-view.h"
#include "gaung-probe-list.h"
#include "gaung-time.h"
#include "shell-fixture.h"

static GFile *
get_fixture (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("GAUNG_FIXTURES"), name, NULL);

  return g_file_new_for_path (path);
}

static char *
read_fixture (const char *name)
{
  g_autoptr (GFile) file = get_fixture (name);
  char *text = NULL;

  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));

  return text;
}

static const struct
{
  const char *name;
  const char *files[2];
  int error; /* -1: none */
  const char *now;
} authorities[] = {
  { "good", { "authority.pem" }, -1, "2026-11-24T00:00:00.000Z" },
  { "twice", { "authority.pem", "authority.pem" }, -1, "2026-11-24T00:00:00.000Z" },
  { "server", { "good.pem" }, GAUNG_AUTHORITY_ERROR_NOT_ONE, "2026-11-24T00:00:00.000Z" },
  { "beside-a-server",
    { "authority.pem", "good.pem" },
    GAUNG_AUTHORITY_ERROR_NOT_ONE,
    "2026-11-24T00:00:00.000Z" },
  { "too-late", { "authority.pem" }, GAUNG_AUTHORITY_ERROR_EXPIRED, "2999-01-01T00:00:00.000Z" },
  { "too-early", { "authority.pem" }, GAUNG_AUTHORITY_ERROR_TOO_EARLY, "1999-01-01T00:00:00.000Z" },
  { "script",
    { "make-certificates.sh" },
    GAUNG_AUTHORITY_ERROR_NONE_THERE,
    "2026-11-24T00:00:00.000Z" },
};

static void
test_authority (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *first = read_fixture (authorities[i].files[0]);
  g_autofree char *second
      = authorities[i].files[1] != NULL ? read_fixture (authorities[i].files[1]) : g_strdup ("");
  g_autofree char *pem = g_strconcat (first, second, NULL);
  GaungInstant now;
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungAuthority) authority = NULL;

  g_assert_true (gaung_instant_parse (authorities[i].now, &now));
  authority = gaung_authority_new_from_pem (pem, -1, now, &error);
  if (authorities[i].error >= 0)
    {
      g_assert_null (authority);
      g_assert_error (error, GAUNG_AUTHORITY_ERROR, authorities[i].error);
      g_assert_cmpstr (gaung_authority_error_get_text (error), !=, "");
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (authority->fingerprint), ==, 32 * 3 - 1);
  g_assert_cmpstr (authority->subject, !=, "");
  g_assert_null (strstr (authority->subject, "CN="));
  g_assert_cmpint (authority->valid_from, <, now);
  g_assert_cmpint (authority->valid_until, >, now);
  g_assert_cmpuint (authority->n_more, ==, authorities[i].files[1] != NULL);
}

/* Cut anywhere, or with any byte turned, it is refused or read, never more. */
static void
test_broken_authority (void)
{
  g_autofree char *pem = read_fixture ("authority.pem");
  GaungInstant now;

  g_assert_true (gaung_instant_parse ("2026-11-24T00:00:00.000Z", &now));
  for (gsize i = 0; pem[i] != '\0'; i++)
    {
      g_autoptr (GaungAuthority) cut = gaung_authority_new_from_pem (pem, (gssize) i, now, NULL);
      g_autoptr (GaungAuthority) turned = NULL;
      char kept = pem[i];

      g_assert_true (cut == NULL || cut->fingerprint != NULL);
      pem[i] = kept == 'A' ? 'Q' : 'A';
      turned = gaung_authority_new_from_pem (pem, -1, now, NULL);
      g_assert_true (turned == NULL || turned->fingerprint != NULL);
      pem[i] = kept;
    }
}

typedef struct
{
  GaungSession *session;
  GtkWidget *window;
  GtkWidget *view;
  GaungConnectOptions *options;
} Form;

static void
form_open (Form *self)
{
  self->session = gaung_session_new (NULL, NULL);
  self->window = adw_window_new ();
  self->view = gaung_connect_view_new (self->session, TRUE);
  adw_window_set_content (ADW_WINDOW (self->window), self->view);
  gtk_window_present (GTK_WINDOW (self->window));
  ui_settle ();
  self->options = GAUNG_CONNECT_OPTIONS (ui_find (self->view, GAUNG_TYPE_CONNECT_OPTIONS));
  adw_expander_row_set_expanded (
      ADW_EXPANDER_ROW (ui_find (GTK_WIDGET (self->options), ADW_TYPE_EXPANDER_ROW)), TRUE);
  ui_settle ();
}

static void
form_close (Form *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  ui_settle ();
  g_clear_object (&self->session);
}

static void
set_prefix (Form *self, const char *prefix)
{
  GtkWidget *row = ui_find_nth (GTK_WIDGET (self->options), ADW_TYPE_ENTRY_ROW, 0);

  gtk_editable_set_text (GTK_EDITABLE (row), prefix);
}

static void
set_token (Form *self, gboolean is_token)
{
  adw_switch_row_set_active (
      ADW_SWITCH_ROW (ui_find (GTK_WIDGET (self->options), ADW_TYPE_SWITCH_ROW)), is_token);
}

static GtkWidget *
get_button (Form *self)
{
  return ui_find_labelled (self->view, GTK_TYPE_BUTTON, "_Continue");
}

/* What cannot be right is said in the form; nothing is tried and nothing is made. */
static const struct
{
  const char *address, *account, *secret, *prefix;
  gboolean is_token;
  gboolean can_try;
  const char *text; /* (nullable): in the form, after trying if that is possible */
} forms[] = {
  { "", "sri", "rahasia", "gaung", FALSE, FALSE, NULL },
  { "127.0.0.1:1", "", "rahasia", "gaung", FALSE, FALSE, NULL },
  { "127.0.0.1:1", "sri", "", "gaung", FALSE, FALSE, NULL },
  { "127.0.0.1:1", "sri", "rahasia", "Gaung", FALSE, FALSE, "A prefix begins with a small letter" },
  { "127.0.0.1:1", "sri", "rahasia", "9", FALSE, FALSE, "A prefix begins with a small letter" },
  { "127.0.0.1:1", "sri", "rahasia", "a-b", FALSE, FALSE, "A prefix begins with a small letter" },
  { "127.0.0.1:1", "sri", "rahasia", "", FALSE, FALSE, "A prefix begins with a small letter" },
  { "http://couch.surakarta.go.id", "sri", "rahasia", "gaung", FALSE, TRUE, "https" },
  { "127.0.0.1:1", "sri:1", "rahasia", "gaung", FALSE, TRUE, "a character that cannot be sent" },
  { "127.0.0.1:1", "", "<html>é", "gaung", TRUE, TRUE, "This is no token" },
};

static void
test_form (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  Form form;
  GtkWidget *button;

  form_open (&form);
  gaung_connect_view_fill (
      GAUNG_CONNECT_VIEW (form.view), forms[i].address, forms[i].account, forms[i].secret);
  set_prefix (&form, forms[i].prefix);
  set_token (&form, forms[i].is_token);
  button = get_button (&form);
  g_assert_cmpint (gtk_widget_get_sensitive (button), ==, forms[i].can_try);
  g_signal_emit_by_name (button, "clicked");
  ui_settle ();
  g_assert_null (ui_find (form.view, GAUNG_TYPE_PROBE_LIST));
  if (forms[i].text != NULL)
    g_assert_true (ui_shows_text (form.view, forms[i].text));
  form_close (&form);
}

static gboolean
is_read (gpointer data)
{
  return gaung_connect_options_is_settled (data);
}

static void
choose (Form *self, const char *name)
{
  g_autoptr (GFile) file = get_fixture (name);

  gaung_connect_options_set_authority (self->options, file);
  ui_wait (is_read, self->options);
  ui_settle ();
}

/* What it is is shown; what is none is refused, and stops the rest until it is gone. */
static void
test_choice (void)
{
  Form form;

  form_open (&form);
  gaung_connect_view_fill (GAUNG_CONNECT_VIEW (form.view), "127.0.0.1:1", "sri", "rahasia");
  choose (&form, "authority.pem");
  g_assert_true (ui_shows_text (form.view, "SHA-256: "));
  g_assert_true (gtk_widget_get_sensitive (get_button (&form)));
  choose (&form, "good.pem");
  g_assert_false (ui_shows_text (form.view, "SHA-256: "));
  g_assert_true (ui_shows_text (form.view, "not of an authority"));
  g_assert_false (gtk_widget_get_sensitive (get_button (&form)));
  choose (&form, "nowhere.pem");
  g_assert_true (ui_shows_text (form.view, "This file cannot be read"));
  choose (&form, "authority.pem");
  g_assert_true (gtk_widget_get_sensitive (get_button (&form)));
  form_close (&form);
}

/* The whole way to the end of the trial, with a server that is there. */
static const struct
{
  const char *name;
  const char *certificate; /* NULL: in the open */
  const char *authority;
  const char *prefix; /* as the form has it; the server's is "gaung" or, in the open, "solo" */
  const char *token;  /* NULL: the password */
  const char *text;   /* what is shown at the end */
  gboolean is_good;
} trials[] = {
  { "tls", "good.pem", "authority.pem", "gaung", NULL, "Signed in as “sri.lestari”.", TRUE },
  { "tls-unknown",
    "good.pem",
    NULL,
    "gaung",
    NULL,
    "an authority that this computer does not know" },
  { "tls-expired", "expired.pem", "authority.pem", "gaung", NULL, "has expired" },
  { "tls-other-host", "other-host.pem", "authority.pem", "gaung", NULL, "made for another name" },
  { "token",
    "good.pem",
    "authority.pem",
    "gaung",
    CITY_TOKEN,
    "Signed in as “sri.lestari”.",
    TRUE },
  { "token-pasted",
    NULL,
    NULL,
    "solo",
    "Bearer " CITY_TOKEN " ",
    "Signed in as “sri.lestari”.",
    TRUE },
  { "token-wrong",
    NULL,
    NULL,
    "solo",
    "eyJhbGciOiJIUzI1NiJ9.e30.c2FsYWg",
    "does not accept this token" },
  { "prefix", NULL, NULL, "solo", NULL, "Signed in as “sri.lestari”.", TRUE },
  { "prefix-wrong", NULL, NULL, "klaten", NULL, "has no database “klaten-directory”" },
};

/* Which of the two buttons below the steps shows. */
static gboolean
has_failed (GtkWidget *view)
{
  return gtk_widget_get_visible (ui_find_labelled (view, GTK_TYPE_BUTTON, "_Try Again"));
}

static gboolean
has_passed (GtkWidget *view)
{
  GtkWidget *list = ui_find (view, GAUNG_TYPE_PROBE_LIST);
  GtkWidget *button = ui_find_labelled (gtk_widget_get_parent (list), GTK_TYPE_BUTTON, "_Continue");

  return gtk_widget_get_visible (button);
}

static gboolean
is_tried (gpointer data)
{
  return has_failed (data) || has_passed (data);
}

static void
test_trial (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GaungDouble) server = NULL;
  Form form;

  if (trials[i].certificate != NULL)
    {
      g_autoptr (GFile) file = get_fixture (trials[i].certificate);

      certificate = g_tls_certificate_new_from_file (g_file_peek_path (file), NULL);
      g_assert_nonnull (certificate);
    }
  server = city_new (certificate, certificate != NULL ? "gaung" : "solo");
  form_open (&form);
  gaung_connect_view_fill (GAUNG_CONNECT_VIEW (form.view),
                           gaung_double_get_address (server),
                           CITY_ACCOUNT,
                           trials[i].token != NULL ? trials[i].token : CITY_PASSWORD);
  set_prefix (&form, trials[i].prefix);
  set_token (&form, trials[i].token != NULL);
  if (trials[i].authority != NULL)
    choose (&form, trials[i].authority);
  g_signal_emit_by_name (get_button (&form), "clicked");
  ui_settle ();
  g_assert_nonnull (ui_find (form.view, GAUNG_TYPE_PROBE_LIST));
  ui_wait (is_tried, form.view);
  ui_settle ();
  g_assert_true (ui_shows_text (form.view, trials[i].text));
  g_assert_cmpint (has_passed (form.view), ==, trials[i].is_good);
  g_assert_cmpint (has_failed (form.view), ==, !trials[i].is_good);
  form_close (&form);
}

static void
add_table (const char *path, gsize n, GTestDataFunc test, const char *(*get_name) (guint i))
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_autofree char *full
          = g_strconcat (path, "/", get_name != NULL ? get_name (i) : number, NULL);

      g_test_add_data_func (full, GUINT_TO_POINTER (i), test);
    }
}

static const char *
get_authority_name (guint i)
{
  return authorities[i].name;
}

static const char *
get_trial_name (guint i)
{
  return trials[i].name;
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  add_table (
      "/sync/connect/authority", G_N_ELEMENTS (authorities), test_authority, get_authority_name);
  g_test_add_func ("/sync/connect/broken-authority", test_broken_authority);
  add_table ("/sync/connect/form", G_N_ELEMENTS (forms), test_form, NULL);
  g_test_add_func ("/sync/connect/choice", test_choice);
  add_table ("/sync/connect/trial", G_N_ELEMENTS (trials), test_trial, get_trial_name);

  return g_test_run ();
}
