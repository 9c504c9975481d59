/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-handout.h"
#include "gaung-qr.h"

G_BEGIN_DECLS

/* Dark enough on white, and white on them, for people who see badly (at least 4.5 : 1). */
#define GAUNG_INK 0x241f31
#define GAUNG_INK_DIM 0x5e5c64
#define GAUNG_INK_ACCENT 0x1a5fb4
#define GAUNG_INK_FREE 0x1b7a3d
#define GAUNG_TINT_ACCENT 0xe8f0fb
#define GAUNG_TINT_FREE 0xe6f4ea
#define GAUNG_TINT_PLAIN 0xf2f1f0
#define GAUNG_TINT_ALERT 0xfdf1d6
#define GAUNG_BAR_ALERT 0xb57a00
#define GAUNG_TINT_CLOSED 0xfbe4e6
#define GAUNG_BAR_CLOSED 0xc01c28

/* A hand-out while it is made. */
typedef struct
{
  GaungRecord *service;
  const GaungHandoutOptions *options;
  GaungSheet *sheet;
  GaungFlow *flow;
  double size; /* of the running text, in points; everything else follows */
  GaungDay today;
  GaungQr *qr; /* (nullable) */
} GaungHandout;

#define GAUNG_HANDOUT_MAX_SIZES 8

typedef void (*GaungHandoutFill) (GaungHandout *handout, gpointer data);

typedef enum
{
  GAUNG_LOOK_TITLE,
  GAUNG_LOOK_HEADING,
  GAUNG_LOOK_LEAD,
  GAUNG_LOOK_BODY,
  GAUNG_LOOK_STRONG,
  GAUNG_LOOK_NOTE,
  GAUNG_LOOK_AGENCY,
} GaungLook;

GaungTextStyle gaung_handout_get_style (const GaungHandout *self, GaungLook look);
/* Makes it in the largest of @sizes (0 at the end) in which it has one page, else in the largest in which it has two,
 * a sheet's both sides, else in the size at @usual on as many as it needs. */
GaungSheet *gaung_handout_make (GaungRecord *service, const GaungHandoutOptions *options, const char *paper, double margin_mm, const double *sizes, guint usual, const char *subject, GaungHandoutFill fill, gpointer data, GError **error);

/* A list of the service, and how long it is. (nullable) */
JsonArray *gaung_handout_get_list (GaungHandout *self, const char *member, guint *n);
/* The same hand-out, filling @flow. */
GaungHandout gaung_handout_move_into (const GaungHandout *self, GaungFlow *flow);

void gaung_handout_add_head (GaungHandout *self);
void gaung_handout_add_alerts (GaungHandout *self);
void gaung_handout_add_cost_and_time (GaungHandout *self);
void gaung_handout_add_costs (GaungHandout *self);
/* In columns where there are many. */
void gaung_handout_add_documents (GaungHandout *self, guint n_columns);
void gaung_handout_add_steps_down (GaungHandout *self);
/* As a diagram of cards; downwards where they are too long for it. */
void gaung_handout_add_steps_across (GaungHandout *self);
/* What to bring and what comes of it beside the steps, where both are short; else beneath one another. */
void gaung_handout_add_documents_and_steps (GaungHandout *self);
/* Channels beside a QR code of at least @qr_mm. */
void gaung_handout_add_where (GaungHandout *self, double qr_mm);
/* Channels, what comes of it and complaints, and the QR code, side by side. */
void gaung_handout_add_close (GaungHandout *self, double qr_mm);
/* @member of the service beneath @heading, if it says something. */
void gaung_handout_add_member (GaungHandout *self, const char *heading, const char *member);
void gaung_handout_add_questions (GaungHandout *self);
void gaung_handout_add_slots (GaungHandout *self, GPtrArray *slots);
/* "7K4A-9XQT · checked on … · printed on …". (transfer full) */
char *gaung_handout_get_version (GaungRecord *service, const GaungHandoutOptions *options);

G_END_DECLS
