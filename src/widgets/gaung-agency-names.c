/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows name agencies a thousand times a second while a list scrolls: each is read once. */

#include "config.h"

#include "gaung-agency-names.h"
#include "gaung-fold.h"

typedef struct
{
  char *short_name;
  char *name;
} Names;

static void
names_free (gpointer data)
{
  Names *names = data;

  g_free (names->short_name);
  g_free (names->name);
  g_free (names);
}

static void
changed_cb (GaungStore *store, GPtrArray *changes, GHashTable *cache)
{
  if (gaung_store_changes_have_type (changes, "agency"))
    g_hash_table_remove_all (cache);
}

static GHashTable *
get_cache (GaungStore *store)
{
  GHashTable *cache = g_object_get_data (G_OBJECT (store), "gaung-agency-names");

  if (cache == NULL)
    {
      cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, names_free);
      g_object_set_data_full (
          G_OBJECT (store), "gaung-agency-names", cache, (GDestroyNotify) g_hash_table_unref);
      g_signal_connect_data (store,
                             "changed",
                             G_CALLBACK (changed_cb),
                             g_hash_table_ref (cache),
                             (GClosureNotify) (GCallback) g_hash_table_unref,
                             G_CONNECT_DEFAULT);
    }
  return cache;
}

static const Names *
find_names (GaungStore *store, const char *code)
{
  GHashTable *cache = get_cache (store);
  Names *names = g_hash_table_lookup (cache, code);

  if (names == NULL)
    {
      g_autoptr (GaungRecord) agency = gaung_store_get_by_key (store, "agency", code);
      const char *name = agency != NULL ? gaung_record_get_string (agency, "name") : NULL;
      const char *short_name
          = agency != NULL ? gaung_record_get_string (agency, "short_name") : NULL;

      names = g_new0 (Names, 1);
      names->name = gaung_text_to_line (name != NULL ? name : code, 120);
      names->short_name
          = short_name != NULL ? gaung_text_to_line (short_name, 40) : g_strdup (names->name);
      g_hash_table_insert (cache, g_strdup (code), names);
    }
  return names;
}

const char *
gaung_agency_names_get_short (GaungStore *store, const char *code)
{
  g_return_val_if_fail (GAUNG_IS_STORE (store), "");

  return code != NULL ? find_names (store, code)->short_name : "";
}

const char *
gaung_agency_names_get_full (GaungStore *store, const char *code)
{
  g_return_val_if_fail (GAUNG_IS_STORE (store), "");

  return code != NULL ? find_names (store, code)->name : "";
}
