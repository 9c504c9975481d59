/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GaungLineSet: what a list shows, read and put in order in a thread. Not changed any more once it was given to a model. */
typedef struct _GaungLineSet GaungLineSet;

GaungLineSet *gaung_line_set_new (void);
GaungLineSet *gaung_line_set_ref (GaungLineSet *self);
void gaung_line_set_unref (GaungLineSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungLineSet, gaung_line_set_unref)
/* Frees @rows with the set: @data of the lines lies in it. (transfer full) */
void gaung_line_set_keep (GaungLineSet *self, GPtrArray *rows);
/* @section: in ascending order. @fingerprint: of all that the line shows; one that is the same in the next set is
 * not drawn anew and keeps the focus. */
void gaung_line_set_add (GaungLineSet *self, guint section, guint64 fingerprint, gconstpointer data);
guint gaung_line_set_get_size (GaungLineSet *self);
/* Adds to a fingerprint. @text (nullable) */
guint64 gaung_fingerprint_add_text (guint64 fingerprint, const char *text);
guint64 gaung_fingerprint_add_number (guint64 fingerprint, gint64 number);

#define GAUNG_TYPE_LINE (gaung_line_get_type ())
/* GaungLine: a line while it is looked at. */
G_DECLARE_FINAL_TYPE (GaungLine, gaung_line, GAUNG, LINE, GObject)
guint gaung_line_get_section (GaungLine *self);
gconstpointer gaung_line_get_data (GaungLine *self);

#define GAUNG_TYPE_LINE_MODEL (gaung_line_model_get_type ())
/* GaungLineModel: a list of GaungLine, in sections. The objects are made when they are asked for, so that it may be long. */
G_DECLARE_FINAL_TYPE (GaungLineModel, gaung_line_model, GAUNG, LINE_MODEL, GObject)

GaungLineModel *gaung_line_model_new (void);
/* Tells of the part that differs. */
void gaung_line_model_set (GaungLineModel *self, GaungLineSet *set);

G_END_DECLS
