/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loaded before a GTK program by bench-run, so that every program is measured by the same code and
 * none has any for it. It takes hold of the first window that is presented and looks at each frame:
 *
 *   GAUNG_PROBE=start   at the first frame that shows what is waited for, prints
 *                       "start <µs since bench-run> <RSS kB> <PSS kB> <private kB> <rows>" and ends
 * the program GAUNG_PROBE=scroll  then goes from the top of the longest list to its end, and prints
 *                       "scroll <frames> <rows> <interval µs>:<work µs> …", one pair for each frame
 *
 * Waited for: a mapped GaungPage whose list is filled, if the program has such pages; else the
 * first frame of all. */
#include "config.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <gtk/gtk.h>

/* Frames with nothing to do before the scrolling begins: the list has loaded all of its rows by
 * then. */
#define CALM_FRAMES 60
#define SCROLL_SECONDS 10

typedef struct
{
  GtkWindow *window;
  GtkWidget *list;
  GtkAdjustment *adjustment;
  GArray *frames; /* interval, work: gint64 each */
  gint64 began;   /* the frame clock's time at which the scrolling began */
  gint64 last;    /* of the frame before */
  gint64 frame_start;
  guint calm;
  guint n_items;
  gboolean is_over;
} Probe;

static Probe probe;
static gint64 start_time;
static char *mode;

__attribute__ ((constructor)) static void
read_environment (void)
{
  const char *start = g_getenv ("GAUNG_PROBE_START");

  start_time = start != NULL ? g_ascii_strtoll (start, NULL, 10) : 0;
  mode = g_strdup (g_getenv ("GAUNG_PROBE"));
  g_unsetenv ("LD_PRELOAD");
}

/* Calls @func for every mapped widget beneath @widget, until it returns TRUE. */
static gboolean
walk (GtkWidget *widget, gboolean (*func) (GtkWidget *, gpointer), gpointer data)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (func (widget, data))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (walk (child, func, data))
      return TRUE;
  return FALSE;
}

static gboolean
is_filled_page (GtkWidget *widget, gpointer data)
{
  GType type = g_type_from_name ("GaungPage");
  gboolean is_filled = FALSE;

  if (!g_type_is_a (G_OBJECT_TYPE (widget), type))
    return FALSE;
  g_object_get (widget, "is-filled", &is_filled, NULL);
  return is_filled;
}

static gboolean
shows_what_is_waited_for (void)
{
  if (g_type_from_name ("GaungWindow") == 0)
    return TRUE;
  if (g_type_from_name ("GaungPage") == 0)
    return FALSE;
  return walk (GTK_WIDGET (probe.window), is_filled_page, NULL);
}

static gboolean
take_longest_list (GtkWidget *widget, gpointer data)
{
  if (GTK_IS_LIST_VIEW (widget))
    {
      GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (widget));
      guint n_items = model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;

      if (probe.list == NULL || n_items > probe.n_items)
        {
          probe.list = widget;
          probe.n_items = n_items;
        }
    }
  return FALSE;
}

static gboolean
count_row (GtkWidget *widget, gpointer data)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (parent != NULL && (GTK_IS_LIST_VIEW (parent) || GTK_IS_LIST_BOX_ROW (widget)))
    ++*(guint *) data;
  return FALSE;
}

/* Kilobytes of the line of /proc/self/smaps_rollup that begins with @name. */
static gint64
read_memory (const char *rollup, const char *name)
{
  g_autofree char *begin = g_strdup_printf ("\n%s:", name);
  const char *line = strstr (rollup, begin);

  return line != NULL ? g_ascii_strtoll (line + strlen (begin), NULL, 10) : 0;
}

static void
end_program (void)
{
  probe.is_over = TRUE;
  fflush (stdout);
  gtk_window_close (probe.window);
}

static void
report_start (gint64 now)
{
  struct timespec spent;
  g_autofree char *rollup = NULL;
  guint rows = 0;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);
  walk (GTK_WIDGET (probe.window), count_row, &rows);
  g_file_get_contents ("/proc/self/smaps_rollup", &rollup, NULL, NULL);
  if (rollup == NULL)
    rollup = g_strdup ("");
  printf ("start %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
          " %" G_GINT64_FORMAT " %u\n",
          now - start_time,
          (gint64) (spent.tv_sec * G_USEC_PER_SEC + spent.tv_nsec / 1000),
          read_memory (rollup, "Rss"),
          read_memory (rollup, "Pss"),
          read_memory (rollup, "Private_Clean") + read_memory (rollup, "Private_Dirty"),
          rows);
  end_program ();
}

static void
report_scroll (void)
{
  printf ("scroll %u %u", probe.frames->len / 2, probe.n_items);
  for (guint i = 0; i + 1 < probe.frames->len; i += 2)
    printf (" %" G_GINT64_FORMAT ":%" G_GINT64_FORMAT,
            g_array_index (probe.frames, gint64, i),
            g_array_index (probe.frames, gint64, i + 1));
  printf ("\n");
  end_program ();
}

/* The length of the list, and so the way to go, is known only when all of its rows are there. */
static gboolean
has_settled (void)
{
  guint before = probe.n_items;

  walk (GTK_WIDGET (probe.window), take_longest_list, NULL);
  probe.calm = probe.n_items == before && probe.n_items > 0 ? probe.calm + 1 : 0;
  return probe.calm >= CALM_FRAMES;
}

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double reach;
  double share;

  if (probe.adjustment == NULL)
    {
      if (!has_settled ())
        return G_SOURCE_CONTINUE;
      probe.adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (probe.list));
      probe.began = now;
    }
  reach = gtk_adjustment_get_upper (probe.adjustment)
          - gtk_adjustment_get_page_size (probe.adjustment);
  share = (now - probe.began) / (SCROLL_SECONDS * (double) G_USEC_PER_SEC);
  gtk_adjustment_set_value (probe.adjustment, reach * MIN (share, 1));
  return G_SOURCE_CONTINUE;
}

static void
before_paint_cb (GdkFrameClock *clock, gpointer data)
{
  probe.frame_start = g_get_monotonic_time ();
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer data)
{
  gint64 now;

  if (probe.is_over)
    return;
  if (g_strcmp0 (mode, "start") == 0)
    {
      if (!shows_what_is_waited_for ())
        return;
      gdk_display_sync (gtk_widget_get_display (GTK_WIDGET (probe.window)));
      report_start (g_get_monotonic_time ());
      return;
    }
  if (probe.frames == NULL)
    {
      if (!shows_what_is_waited_for ())
        return;
      probe.frames = g_array_new (FALSE, FALSE, sizeof (gint64));
      gtk_widget_add_tick_callback (GTK_WIDGET (probe.window), scroll_cb, NULL, NULL);
      return;
    }
  if (probe.began == 0)
    return;
  now = gdk_frame_clock_get_frame_time (clock);
  if (probe.last != 0)
    {
      gint64 values[2] = { now - probe.last, g_get_monotonic_time () - probe.frame_start };

      g_array_append_vals (probe.frames, values, 2);
    }
  probe.last = now;
  if (now - probe.began > (SCROLL_SECONDS + 1) * G_USEC_PER_SEC)
    report_scroll ();
}

static void
watch_frames_cb (GtkWidget *widget, gpointer data)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);

  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), NULL);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);
}

/* Takes the place of GTK's in the program. */
G_MODULE_EXPORT void
gtk_window_present (GtkWindow *window)
{
  void (*present) (GtkWindow *) = dlsym (RTLD_NEXT, "gtk_window_present");

  if (mode != NULL && probe.window == NULL)
    {
      probe.window = window;
      if (gtk_widget_get_realized (GTK_WIDGET (window)))
        watch_frames_cb (GTK_WIDGET (window), NULL);
      else
        g_signal_connect_after (window, "realize", G_CALLBACK (watch_frames_cb), NULL);
    }
  present (window);
}
