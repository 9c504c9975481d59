/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The districts and villages of Surakarta (domain.md §h.2). */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gaung-fold.h"
#include "gaung-place.h"

static const GaungPlace districts[] = {
  { "33.72.01", "Laweyan", NULL },      { "33.72.02", "Serengan", NULL },
  { "33.72.03", "Pasar Kliwon", NULL }, { "33.72.04", "Jebres", NULL },
  { "33.72.05", "Banjarsari", NULL },
};

/* In the order of their codes, so that those of one district stand together. */
static const GaungPlace villages[] = {
  { "33.72.01.1001", "Pajang", "33.72.01" },
  { "33.72.01.1002", "Laweyan", "33.72.01" },
  { "33.72.01.1003", "Bumi", "33.72.01" },
  { "33.72.01.1004", "Panularan", "33.72.01" },
  { "33.72.01.1005", "Penumping", "33.72.01" },
  { "33.72.01.1006", "Sriwedari", "33.72.01" },
  { "33.72.01.1007", "Purwosari", "33.72.01" },
  { "33.72.01.1008", "Sondakan", "33.72.01" },
  { "33.72.01.1009", "Kerten", "33.72.01" },
  { "33.72.01.1010", "Jajar", "33.72.01" },
  { "33.72.01.1011", "Karangasem", "33.72.01" },
  { "33.72.02.1001", "Joyotakan", "33.72.02" },
  { "33.72.02.1002", "Danukusuman", "33.72.02" },
  { "33.72.02.1003", "Serengan", "33.72.02" },
  { "33.72.02.1004", "Tipes", "33.72.02" },
  { "33.72.02.1005", "Kratonan", "33.72.02" },
  { "33.72.02.1006", "Jayengan", "33.72.02" },
  { "33.72.02.1007", "Kemlayan", "33.72.02" },
  { "33.72.03.1001", "Joyosuran", "33.72.03" },
  { "33.72.03.1002", "Semanggi", "33.72.03" },
  { "33.72.03.1003", "Pasar Kliwon", "33.72.03" },
  { "33.72.03.1004", "Gajahan", "33.72.03" },
  { "33.72.03.1005", "Baluwarti", "33.72.03" },
  { "33.72.03.1006", "Kampung Baru", "33.72.03" },
  { "33.72.03.1007", "Kedung Lumbu", "33.72.03" },
  { "33.72.03.1008", "Sangkrah", "33.72.03" },
  { "33.72.03.1009", "Kauman", "33.72.03" },
  { "33.72.03.1010", "Mojo", "33.72.03" },
  { "33.72.04.1001", "Kepatihan Kulon", "33.72.04" },
  { "33.72.04.1002", "Kepatihan Wetan", "33.72.04" },
  { "33.72.04.1003", "Sudiroprajan", "33.72.04" },
  { "33.72.04.1004", "Gandekan", "33.72.04" },
  { "33.72.04.1005", "Sewu", "33.72.04" },
  { "33.72.04.1006", "Pucangsawit", "33.72.04" },
  { "33.72.04.1007", "Jagalan", "33.72.04" },
  { "33.72.04.1008", "Purwodiningratan", "33.72.04" },
  { "33.72.04.1009", "Tegalharjo", "33.72.04" },
  { "33.72.04.1010", "Jebres", "33.72.04" },
  { "33.72.04.1011", "Mojosongo", "33.72.04" },
  { "33.72.05.1001", "Kadipiro", "33.72.05" },
  { "33.72.05.1002", "Nusukan", "33.72.05" },
  { "33.72.05.1003", "Gilingan", "33.72.05" },
  { "33.72.05.1004", "Setabelan", "33.72.05" },
  { "33.72.05.1005", "Kestalan", "33.72.05" },
  { "33.72.05.1006", "Keprabon", "33.72.05" },
  { "33.72.05.1007", "Timuran", "33.72.05" },
  { "33.72.05.1008", "Ketelan", "33.72.05" },
  { "33.72.05.1009", "Punggawan", "33.72.05" },
  { "33.72.05.1010", "Mangkubumen", "33.72.05" },
  { "33.72.05.1011", "Manahan", "33.72.05" },
  { "33.72.05.1012", "Sumber", "33.72.05" },
  { "33.72.05.1013", "Banyuanyar", "33.72.05" },
  { "33.72.05.1014", "Banjarsari", "33.72.05" },
  { "33.72.05.1015", "Joglo", "33.72.05" },
};

/* Ways of writing that are more than another spacing. */
static const struct
{
  const char *key;
  const char *code;
} aliases[] = {
  { "kampungsewu", "33.72.04.1005" },
  { "stabelan", "33.72.05.1004" },
};

/* What people write in front of the name. */
static const char *const village_words[] = { "kelurahan ", "kel ", "desa ", "ds " };
static const char *const district_words[] = { "kecamatan ", "kec " };

static const char *
skip_word (const char *folded, const char *const *words, gsize n_words)
{
  for (gsize i = 0; i < n_words; i++)
    if (g_str_has_prefix (folded, words[i]))
      return folded + strlen (words[i]);
  return NULL;
}

static const GaungPlace *
find_by_key (const GaungPlace *places, gsize n, const char *key)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *name = gaung_fold_key (places[i].name);

      if (strcmp (name, key) == 0)
        return &places[i];
    }
  return NULL;
}

static const GaungPlace *
find_village_by_key (const char *key)
{
  const GaungPlace *place = find_by_key (villages, G_N_ELEMENTS (villages), key);

  for (gsize i = 0; place == NULL && i < G_N_ELEMENTS (aliases); i++)
    if (strcmp (aliases[i].key, key) == 0)
      place = gaung_place_find (aliases[i].code);
  return place;
}

const GaungPlace *
gaung_places_get_districts (guint *n)
{
  *n = G_N_ELEMENTS (districts);
  return districts;
}

const GaungPlace *
gaung_places_get_villages (const char *district, guint *n)
{
  const GaungPlace *first = NULL;

  *n = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (villages); i++)
    if (district == NULL || strcmp (villages[i].district, district) == 0)
      {
        if (first == NULL)
          first = &villages[i];
        *n += 1;
      }
  return first;
}

const GaungPlace *
gaung_place_find (const char *code)
{
  if (code == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (districts); i++)
    if (strcmp (districts[i].code, code) == 0)
      return &districts[i];
  for (gsize i = 0; i < G_N_ELEMENTS (villages); i++)
    if (strcmp (villages[i].code, code) == 0)
      return &villages[i];
  return NULL;
}

const GaungPlace *
gaung_place_match (const char *name, gboolean district_only)
{
  g_autofree char *folded = gaung_fold (name);
  g_autofree char *key = NULL;
  const char *rest;
  const GaungPlace *place = NULL;
  gboolean village_only = FALSE;

  rest = skip_word (folded, district_words, G_N_ELEMENTS (district_words));
  if (rest != NULL)
    district_only = TRUE;
  else if ((rest = skip_word (folded, village_words, G_N_ELEMENTS (village_words))) != NULL)
    village_only = TRUE;

  key = gaung_fold_key (rest != NULL ? rest : folded);
  if (*key == '\0' || (village_only && district_only))
    return NULL;
  if (!district_only)
    place = find_village_by_key (key);
  if (place == NULL && !village_only)
    place = find_by_key (districts, G_N_ELEMENTS (districts), key);
  return place;
}

char *
gaung_place_to_display (const char *district, const char *village)
{
  const GaungPlace *inner = gaung_place_find (village);
  const GaungPlace *outer
      = gaung_place_find (inner != NULL && inner->district != NULL ? inner->district : district);

  if (inner != NULL && outer != NULL)
    return g_strdup_printf ("%s, %s", inner->name, outer->name);
  if (outer != NULL)
    /* Translators: a district alone, e.g. "Laweyan District" */
    return g_strdup_printf (_ ("%s District"), outer->name);
  return g_strdup ("");
}
