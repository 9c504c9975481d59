/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The flow: whatever is put in comes out once, in order, on a page and not over its edge. */
#include "config.h"

#include "gaung-flow-private.h"

#define WIDTH 300

static const GaungTextStyle body = { 10, PANGO_WEIGHT_NORMAL, 0, 4 };
static const GaungTextStyle heading = { 14, PANGO_WEIGHT_BOLD, 0, 12, .tag = "H2", .keeps = TRUE };

static GPtrArray *
paginate (GaungFlow *flow, double height)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  GaungFlowCursor cursor = { 0 };

  do
    {
      GArray *placed = g_array_new (FALSE, FALSE, sizeof (GaungPlaced));

      gaung_flow_place (flow, &cursor, 0, 0, height, placed);
      g_ptr_array_add (pages, placed);
      g_assert_cmpuint (pages->len, <, 2000);
    }
  while (!gaung_flow_is_done (flow, &cursor));
  return pages;
}

static void
count_strips (GaungFlow *flow, GHashTable *seen)
{
  for (guint i = 0; i < flow->strips->len; i++)
    {
      GaungStrip *strip = &g_array_index (flow->strips, GaungStrip, i);

      if (strip->columns == NULL && (strip->piece != NULL || strip->height > 0))
        g_hash_table_insert (seen, strip, GINT_TO_POINTER (0));
      for (guint j = 0; strip->columns != NULL && j < strip->columns->flows->len; j++)
        count_strips (g_ptr_array_index (strip->columns->flows, j), seen);
    }
}

/* Every strip once; none beneath the page unless it is alone at its top. */
static void
check_pages (GaungFlow *flow, GPtrArray *pages, double height)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer times;

  count_strips (flow, seen);
  for (guint i = 0; i < pages->len; i++)
    {
      GArray *placed = g_ptr_array_index (pages, i);

      for (guint j = 0; j < placed->len; j++)
        {
          const GaungPlaced *item = &g_array_index (placed, GaungPlaced, j);
          gpointer known;

          if (item->head != NULL)
            continue;
          if (!g_hash_table_lookup_extended (seen, item->strip, NULL, &known))
            {
              /* Only space that shows nothing is not counted. */
              g_assert_null (item->strip->piece);
              continue;
            }
          g_hash_table_insert (
              seen, (gpointer) item->strip, GINT_TO_POINTER (GPOINTER_TO_INT (known) + 1));
          if (!item->is_first)
            g_assert_cmpfloat (item->y + item->strip->height, <=, height + 0.5);
        }
    }
  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, NULL, &times))
    g_assert_cmpint (GPOINTER_TO_INT (times), ==, 1);
}

static void
test_keep_with_next (void)
{
  g_autoptr (GaungFlow) flow = gaung_flow_new (WIDTH, "id");

  for (guint i = 0; i < 40; i++)
    {
      gaung_flow_add_text (flow, "Judul", &heading);
      gaung_flow_add_text (flow, "Satu baris.", &body);
    }
  for (double height = 60; height < 200; height += 7)
    {
      g_autoptr (GPtrArray) pages = paginate (flow, height);

      check_pages (flow, pages, height);
      for (guint i = 0; i < pages->len; i++)
        {
          GArray *placed = g_ptr_array_index (pages, i);
          const GaungPlaced *last = &g_array_index (placed, GaungPlaced, placed->len - 1);

          /* No heading is alone at the foot of a page. */
          g_assert_cmpstr (last->strip->piece->tag, ==, "P");
        }
    }
}

static void
test_lines_stay_together (void)
{
  g_autoptr (GaungFlow) flow = gaung_flow_new (WIDTH, "id");
  g_autofree char *words = g_strnfill (3000, 'a');

  for (guint i = 5; i < 3000; i += 6)
    words[i] = ' ';
  gaung_flow_add_text (flow, words, &body);
  for (double height = 50; height < 120; height += 3)
    {
      g_autoptr (GPtrArray) pages = paginate (flow, height);
      GArray *last = g_ptr_array_index (pages, pages->len - 1);

      check_pages (flow, pages, height);
      g_assert_cmpuint (last->len, >=, 2);
    }
}

static void
test_head_is_repeated (void)
{
  g_autoptr (GaungFlow) flow = gaung_flow_new (WIDTH, "id");
  const GaungFlowColumn columns[] = { { 200, PANGO_ALIGN_LEFT }, { 100, PANGO_ALIGN_RIGHT } };
  const char *const head[] = { "Layanan", "Kunjungan" };
  const char *const cells[] = { "AK-1", "12" };
  g_autoptr (GPtrArray) pages = NULL;

  gaung_flow_add_text (flow, "Laporan", &heading);
  gaung_flow_add_row (flow, columns, 2, head, &body, 0, TRUE);
  for (guint i = 0; i < 100; i++)
    gaung_flow_add_row (flow, columns, 2, cells, &body, 0, FALSE);
  pages = paginate (flow, 300);
  check_pages (flow, pages, 300);
  g_assert_cmpuint (pages->len, >, 3);
  for (guint i = 1; i < pages->len; i++)
    {
      GArray *placed = g_ptr_array_index (pages, i);

      g_assert_nonnull (g_array_index (placed, GaungPlaced, 0).head);
      g_assert_null (g_array_index (placed, GaungPlaced, 1).head);
      g_assert_cmpfloat (g_array_index (placed, GaungPlaced, 1).y, >, 5);
    }
}

static void
test_balance (void)
{
  for (guint n = 1; n < 30; n++)
    {
      g_autoptr (GaungFlow) flow = gaung_flow_new (WIDTH, "id");
      GaungFlow *inner = gaung_flow_new_inner (flow, 140);
      double single;

      for (guint i = 0; i < n; i++)
        gaung_flow_add_item (inner, GAUNG_MARK_BOX, 0, "Surat", &body);
      single = gaung_flow_get_height (inner);
      gaung_flow_add_balanced (flow, inner, 2, 20, 0);
      /* Half as high, up to one item. */
      g_assert_cmpfloat (gaung_flow_get_height (flow), <=, single / 2 + single / n);
    }
}

static void
add_random_text (GRand *rand, GaungFlow *flow)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = g_rand_int_range (rand, 0, 90);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *word = g_strnfill (g_rand_int_range (rand, 1, 40), 'a' + i % 26);

      g_string_append (text, word);
      g_string_append_c (text, g_rand_int_range (rand, 0, 20) == 0 ? '\n' : ' ');
    }
  gaung_flow_add_text (flow, text->str, g_rand_boolean (rand) ? &body : &heading);
}

static void
add_random_blocks (GRand *rand, GaungFlow *flow, guint n, gboolean may_nest)
{
  const GaungTextStyle styles[] = { body, body, body };
  const GaungBoxStyle box = { 0xffffff, 0, 8, 4, 6 };

  for (guint i = 0; i < n; i++)
    switch (g_rand_int_range (rand, 0, may_nest ? 8 : 5))
      {
      case 0:
        gaung_flow_add_item (flow, GAUNG_MARK_TICK, 0, "Satu atau dua kata", &body);
        gaung_flow_add_item_note (flow, "Catatan", &body);
        break;
      case 1:
        gaung_flow_add_step (flow, i, 0, "Langkah", "Uraian", "Petugas", styles);
        break;
      case 2:
        gaung_flow_add_rule (flow, 0, 1, 5);
        gaung_flow_add_space (flow, 10);
        break;
      case 5:
        {
          GaungFlow *inner = gaung_flow_new_inner (flow, gaung_flow_get_width (flow) - 16);

          add_random_blocks (rand, inner, 4, FALSE);
          gaung_flow_add_box (flow, inner, &box);
          break;
        }
      case 6:
        {
          GaungFlow *inner = gaung_flow_new_inner (flow, 90);

          add_random_blocks (rand, inner, 6, FALSE);
          gaung_flow_add_balanced (flow, inner, 3, 10, 5);
          break;
        }
      case 7:
        {
          GaungFlow *columns[]
              = { gaung_flow_new_inner (flow, 140), gaung_flow_new_inner (flow, 140) };

          add_random_blocks (rand, columns[0], 3, FALSE);
          add_random_blocks (rand, columns[1], 5, FALSE);
          gaung_flow_add_columns (flow, columns, 2, 20, 5, g_rand_boolean (rand));
          break;
        }
      default:
        add_random_text (rand, flow);
        break;
      }
}

static void
test_random (void)
{
  for (guint seed = 1; seed <= 60; seed++)
    {
      GRand *rand = g_rand_new_with_seed (seed);
      g_autoptr (GaungFlow) flow = gaung_flow_new (WIDTH, "id");
      double height = g_rand_double_range (rand, 120, 700);
      g_autoptr (GPtrArray) pages = NULL;

      g_test_message ("seed %u", seed);
      add_random_blocks (rand, flow, 25, TRUE);
      pages = paginate (flow, height);
      check_pages (flow, pages, height);
      g_rand_free (rand);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/publish/flow/keep-with-next", test_keep_with_next);
  g_test_add_func ("/publish/flow/lines-stay-together", test_lines_stay_together);
  g_test_add_func ("/publish/flow/head-is-repeated", test_head_is_repeated);
  g_test_add_func ("/publish/flow/balance", test_balance);
  g_test_add_func ("/publish/flow/random", test_random);
  return g_test_run ();
}
