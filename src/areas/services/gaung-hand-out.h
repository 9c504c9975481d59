/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-record.h"
#include "gaung-sheet.h"

G_BEGIN_DECLS

typedef enum
{
  GAUNG_HAND_OUT_LEAFLET,
  GAUNG_HAND_OUT_WALL_A4,
  GAUNG_HAND_OUT_WALL_A3,
  GAUNG_HAND_OUT_SLIP,
  GAUNG_HAND_OUT_MESSAGE, /* no sheet: only text */
  GAUNG_HAND_OUT_N_KINDS,
} GaungHandOutKind;

/* What is to be handed out: a value of its own, so that a thread can make the sheet from it. */
typedef struct
{
  GaungHandOutKind kind;
  GaungRecord *service; /* a copy */
  GaungRecord *agency;  /* a copy (nullable) */
  GStrv missing;        /* keys of documents, of the slip and its message */
  GaungDay until;       /* of the slip; GAUNG_DAY_NONE: none */
  GaungInstant now;
} GaungHandOut;

/* @agency (nullable); both are copied. */
GaungHandOut *gaung_hand_out_new (GaungHandOutKind kind, GaungRecord *service, GaungRecord *agency, GaungInstant now);
void gaung_hand_out_free (GaungHandOut *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungHandOut, gaung_hand_out_free)

/* Translated, e.g. "Leaflet, A5". (transfer none) */
const char *gaung_hand_out_kind_get_label (GaungHandOutKind kind);
/* The name of a file for it, from the name of the service: "Leaflet - Kartu Pencari Kerja (AK-1).pdf".
 * (transfer full) */
char *gaung_hand_out_get_file_name (const GaungHandOut *self);
/* GAUNG_PUBLISH_ERROR. (transfer full): NULL with an error; also for a message. From any thread, but to be
 * used in that thread only. */
GaungSheet *gaung_hand_out_create_sheet (const GaungHandOut *self, GError **error);
/* For WhatsApp: the slip's where it is one. (transfer full), NULL with GAUNG_PUBLISH_ERROR */
char *gaung_hand_out_create_text (const GaungHandOut *self, GError **error);
/* The PDF in the place of @file, made in a thread. G_IO_ERROR, GAUNG_PUBLISH_ERROR; then @file is as it was. Takes
 * @self (transfer full). */
void gaung_hand_out_save_async (GaungHandOut *self, GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/* @kind (out) (optional): what it was. */
gboolean gaung_hand_out_save_finish (GAsyncResult *result, GaungHandOutKind *kind, GError **error);

G_END_DECLS
