/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small drawn scenes in the place of the photographs that citizens send, written as PNG. */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "gaung-sample-picture-private.h"

#define WIDTH GAUNG_SAMPLE_PICTURE_WIDTH
#define HEIGHT GAUNG_SAMPLE_PICTURE_HEIGHT

typedef struct
{
  guint8 pixels[HEIGHT][WIDTH][3];
} Canvas;

static void
put (Canvas *canvas, int x, int y, guint32 color)
{
  if (x < 0 || y < 0 || x >= WIDTH || y >= HEIGHT)
    return;
  canvas->pixels[y][x][0] = color >> 16;
  canvas->pixels[y][x][1] = color >> 8;
  canvas->pixels[y][x][2] = color;
}

static guint32
mix (guint32 a, guint32 b, int part, int whole)
{
  guint32 result = 0;

  for (int shift = 16; shift >= 0; shift -= 8)
    {
      int from = (a >> shift) & 0xff;
      int to = (b >> shift) & 0xff;

      result |= (guint32) (from + (to - from) * part / MAX (whole, 1)) << shift;
    }
  return result;
}

static void
fill_gradient (Canvas *canvas, int top, int bottom, guint32 from, guint32 to)
{
  for (int y = top; y < bottom; y++)
    for (int x = 0; x < WIDTH; x++)
      put (canvas, x, y, mix (from, to, y - top, bottom - top));
}

static void
fill_box (Canvas *canvas, int left, int top, int width, int height, guint32 color)
{
  for (int y = top; y < top + height; y++)
    for (int x = left; x < left + width; x++)
      put (canvas, x, y, color);
}

static void
fill_oval (Canvas *canvas, int cx, int cy, int rx, int ry, guint32 color)
{
  for (int y = -ry; y <= ry; y++)
    for (int x = -rx; x <= rx; x++)
      if (x * x * ry * ry + y * y * rx * rx <= rx * rx * ry * ry)
        put (canvas, cx + x, cy + y, color);
}

static void
fill_road (Canvas *canvas, int horizon, guint32 color, guint32 line)
{
  for (int y = horizon; y < HEIGHT; y++)
    {
      int half = 18 + (y - horizon) * 200 / (HEIGHT - horizon);

      fill_box (
          canvas, WIDTH / 2 - half, y, 2 * half, 1, mix (color, 0x000000, HEIGHT - y, 3 * HEIGHT));
      if ((y / 14) % 2 == 0)
        fill_box (canvas, WIDTH / 2 - half / 40 - 1, y, half / 20 + 2, 1, line);
    }
}

static void
draw_lamp (Canvas *canvas)
{
  fill_gradient (canvas, 0, HEIGHT, 0x0b1026, 0x2a2d4a);
  fill_road (canvas, 190, 0x2b2b33, 0x6a6a5a);
  for (int i = 0; i < 4; i++)
    {
      int x = 60 + i * 34;
      int top = 40 + i * 34;

      fill_box (canvas, x, top, 6 - i, 250 - top, 0x44485a);
      fill_box (canvas, x, top, 40 - i * 7, 4, 0x44485a);
      fill_oval (canvas, x + 40 - i * 7, top + 5, 9 - i, 5, 0x1a1c26);
    }
  fill_oval (canvas, 380, 50, 20, 20, 0xe8e3c8);
  fill_oval (canvas, 370, 45, 18, 18, 0x131833);
}

static void
draw_rubbish (Canvas *canvas)
{
  static const guint32 bags[] = { 0x22252b, 0x3d6ea5, 0xb8463e, 0xd9d4c7, 0x2f6b45, 0x8a6d3b };

  fill_gradient (canvas, 0, 180, 0xbfd3e6, 0xe7e2d6);
  fill_gradient (canvas, 180, HEIGHT, 0x8f8a80, 0x6d6860);
  fill_box (canvas, 0, 110, WIDTH, 72, 0xc9a98a);
  for (int i = 0; i < 42; i++)
    fill_oval (canvas,
               120 + (i * 67) % 250,
               150 + (i * 41) % 110,
               20 + (i * 7) % 16,
               14 + (i * 5) % 10,
               bags[i % G_N_ELEMENTS (bags)]);
}

static void
draw_hole (Canvas *canvas)
{
  fill_gradient (canvas, 0, 120, 0xa9c6de, 0xdfe6e4);
  fill_gradient (canvas, 120, HEIGHT, 0x6e8a4e, 0x55703c);
  fill_road (canvas, 120, 0x6b6b6d, 0xe8e8e0);
  fill_oval (canvas, 215, 245, 92, 34, 0x3b3733);
  fill_oval (canvas, 222, 250, 74, 24, 0x6a5a48);
  fill_oval (canvas, 300, 175, 26, 8, 0x45413d);
}

static void
draw_flood (Canvas *canvas)
{
  fill_gradient (canvas, 0, 150, 0x7d8894, 0xaab2b8);
  for (int i = 0; i < 5; i++)
    {
      fill_box (canvas, i * 98, 70 + (i * 17) % 30, 90, 130, mix (0xd6c2a5, 0xa96f5b, i, 5));
      fill_box (canvas, i * 98 + 30, 130, 26, 70, 0x5b4636);
    }
  fill_gradient (canvas, 185, HEIGHT, 0x94836a, 0x6f6250);
  for (int i = 0; i < 26; i++)
    fill_box (canvas, (i * 83) % WIDTH, 195 + i * 5, 46, 2, 0xb9ab92);
}

static void
draw_tree (Canvas *canvas)
{
  fill_gradient (canvas, 0, 210, 0x9fc4e4, 0xe3edf2);
  fill_gradient (canvas, 210, HEIGHT, 0x8b8f86, 0x6f736b);
  for (int y = 60; y < 260; y++)
    fill_box (canvas, 220 + (260 - y) / 2, y, 26, 1, 0x5e4630);
  for (int i = 0; i < 24; i++)
    fill_oval (
        canvas, 270 + (i * 53) % 160, 40 + (i * 31) % 90, 34, 24, mix (0x2f6a33, 0x6fa04a, i, 24));
  fill_box (canvas, 0, 96, WIDTH, 2, 0x222222);
  fill_box (canvas, 0, 104, WIDTH, 2, 0x222222);
}

static void
draw_queue (Canvas *canvas)
{
  fill_gradient (canvas, 0, HEIGHT, 0xf1ece2, 0xd8d0c2);
  fill_box (canvas, 330, 60, 130, 150, 0x7b5b3f);
  fill_box (canvas, 345, 80, 100, 60, 0xcfe2ee);
  for (int i = 0; i < 7; i++)
    {
      int x = 40 + i * 42;

      fill_oval (canvas, x, 150 - (i * 13) % 20, 14, 16, 0x8d5b3c);
      fill_box (
          canvas, x - 16, 168 - (i * 13) % 20, 32, 90, mix (0x365f8c, 0xb5533c, (i * 3) % 7, 7));
    }
  fill_gradient (canvas, 262, HEIGHT, 0xb9b0a2, 0xa59c8d);
}

typedef void (*DrawFunc) (Canvas *canvas);

static const struct
{
  const char *name;
  DrawFunc draw;
} scenes[] = {
  { "lampu-jalan-padam.png", draw_lamp }, { "tumpukan-sampah.png", draw_rubbish },
  { "jalan-berlubang.png", draw_hole },   { "genangan.png", draw_flood },
  { "pohon-condong.png", draw_tree },     { "antrean-loket.png", draw_queue },
};

static guint32
get_crc (const guint8 *data, gsize length)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = (crc & 1) ? (crc >> 1) ^ 0xedb88320 : crc >> 1;
    }
  return ~crc;
}

static void
append_number (GByteArray *png, guint32 number)
{
  guint32 big = GUINT32_TO_BE (number);

  g_byte_array_append (png, (const guint8 *) &big, sizeof big);
}

/* ISO/IEC 15948, 5.3: length, type, data, CRC of type and data. */
static void
append_chunk (GByteArray *png, const char *type, const guint8 *data, guint length)
{
  guint start;

  append_number (png, length);
  start = png->len;
  g_byte_array_append (png, (const guint8 *) type, 4);
  if (length > 0)
    g_byte_array_append (png, data, length);
  append_number (png, get_crc (png->data + start, png->len - start));
}

static GBytes *
compress_rows (Canvas *canvas)
{
  g_autoptr (GByteArray) raw = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9);
  static const guint8 no_filter = 0;

  for (int y = 0; y < HEIGHT; y++)
    {
      g_byte_array_append (raw, &no_filter, 1);
      g_byte_array_append (raw, (const guint8 *) canvas->pixels[y], sizeof canvas->pixels[y]);
    }
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&raw));
  return g_converter_convert_bytes (G_CONVERTER (compressor), bytes, NULL);
}

guint
gaung_sample_picture_count (void)
{
  return G_N_ELEMENTS (scenes);
}

const char *
gaung_sample_picture_get_name (guint scene)
{
  return scenes[scene].name;
}

/* (transfer full): the scene as PNG, 8 bits a channel, without any metadata. */
GBytes *
gaung_sample_picture_draw (guint scene)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  g_autofree Canvas *canvas = g_new0 (Canvas, 1);
  g_autoptr (GByteArray) png = g_byte_array_new ();
  g_autoptr (GBytes) rows = NULL;
  guint8 header[13] = { 0 };
  guint32 width = GUINT32_TO_BE (WIDTH);
  guint32 height = GUINT32_TO_BE (HEIGHT);

  scenes[scene].draw (canvas);
  rows = compress_rows (canvas);

  memcpy (header, &width, 4);
  memcpy (header + 4, &height, 4);
  header[8] = 8; /* bits a sample */
  header[9] = 2; /* red, green, blue */
  g_byte_array_append (png, signature, sizeof signature);
  append_chunk (png, "IHDR", header, sizeof header);
  append_chunk (png, "IDAT", g_bytes_get_data (rows, NULL), g_bytes_get_size (rows));
  append_chunk (png, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes (g_steal_pointer (&png));
}
