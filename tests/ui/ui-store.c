/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What tests of views ask the store. */

#include "config.h"

#include "ui-store.h"

static gboolean
take_first_cb (GaungRecord *record, gpointer data)
{
  *(char **) data = g_strdup (gaung_record_get_id (record));
  return FALSE;
}

char *
ui_store_find (GaungStore *store, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungQuery) query = gaung_query_parse (text, &error);
  char *id = NULL;

  g_assert_no_error (error);
  g_assert_true (gaung_store_foreach (store, query, take_first_cb, &id, NULL, &error));
  g_assert_no_error (error);
  g_assert_nonnull (id);
  return id;
}

gint64
ui_store_count (GaungStore *store, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GaungQuery) query = gaung_query_parse (text, &error);
  gint64 n;

  g_assert_no_error (error);
  n = gaung_store_count (store, query, &error);
  g_assert_no_error (error);
  return n;
}
