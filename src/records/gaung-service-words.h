/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-record.h"

G_BEGIN_DECLS

/* A service in words, as page, explain mode, hand-outs and messengers say it. All are translated, plain
 * text and (transfer full); "" where the service says nothing. */

/* "Tidak dipungut biaya", "Rp350.000", "Rp350.000 sampai Rp650.000", or the note where no amount is known. */
char *gaung_service_cost_to_text (GaungRecord *service);
/* "48 halaman: Rp350.000": one option. @option an element of `costs` */
char *gaung_service_cost_option_to_text (JsonObject *option);
/* The text as written, or "20 menit", "3 hari kerja". */
char *gaung_service_time_to_text (GaungRecord *service);
char *gaung_duration_to_text (gint64 amount, const char *unit);

/* One line of the checklist: a document that is needed, or several of which one is enough. */
typedef struct
{
  GPtrArray *documents;    /* (element-type JsonObject): one, or the alternatives in order */
  gboolean is_conditional; /* needed only in a case that its condition tells */
} GaungServiceSlot;

/* (transfer full) (element-type GaungServiceSlot), in the order of the documents. */
GPtrArray *gaung_service_get_slots (GaungRecord *service);
/* "KTP asli dan salinan 2 lembar"; "KTP atau Suket"; "bila ada: sertifikat keahlian". */
char *gaung_service_slot_to_text (const GaungServiceSlot *slot);
char *gaung_service_document_to_text (JsonObject *document);

/* "Petugas · 10 menit", and in which case: the dim line of a step. @step an element of `steps` */
char *gaung_service_step_note (JsonObject *step);
/* "Mal Pelayanan Publik, Jl. Jenderal Sudirman 2", an address, a number; one line. */
char *gaung_service_channel_to_text (JsonObject *channel);
/* Its number as it is dialled: E.164 ("+6281225067171"), or one that no area code precedes ("112", "1500200").
 * (nullable) (transfer full): NULL where it has none, or what is written is no number. */
char *gaung_service_channel_get_number (JsonObject *channel);
/* What a QR code for the channel holds: a web address, tel:, https://wa.me/…, mailto:, geo: is never guessed.
 * (nullable) (transfer full): NULL where it has nothing to scan or the address is not one of those schemes. */
char *gaung_service_channel_to_uri (JsonObject *channel);
/* The URI of the first channel that has one. (nullable) (transfer full) */
char *gaung_service_get_uri (GaungRecord *service);

G_END_DECLS
