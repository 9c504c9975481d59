/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-time.h"

G_BEGIN_DECLS

/* Checks of NIK, KK and telephone numbers (domain.md §h.1, §h.4). A problem is a warning that the form
 * shows: it never blocks, since a NIK is not changed to match a corrected birth date. */
typedef enum
{
  GAUNG_IDENTITY_FINE,
  GAUNG_IDENTITY_EMPTY,
  GAUNG_IDENTITY_NOT_DIGITS,
  GAUNG_IDENTITY_LENGTH,
  GAUNG_IDENTITY_DATE,        /* no such day of birth or of issue */
  GAUNG_IDENTITY_SERIAL,      /* 0000 */
  GAUNG_IDENTITY_BIRTH_MISMATCH,
  GAUNG_IDENTITY_SEX_MISMATCH,
  GAUNG_IDENTITY_OUT_OF_TOWN, /* fine: commuters and newcomers; only told */
  GAUNG_IDENTITY_NOT_TELEPHONE,
  GAUNG_IDENTITY_SHORT_CODE,  /* 112, 1708: a channel, not a citizen's number */
} GaungIdentityProblem;

typedef struct
{
  char region[9];    /* "33.72.01" */
  GaungDay birth_on; /* the past year that gives a sensible age at @today */
  gboolean is_female;
  int serial;
} GaungNik;

GaungIdentityProblem gaung_nik_parse (const char *text, GaungDay today, GaungNik *nik);
/* @birth_on may be GAUNG_DAY_NONE, @sex NULL ("male", "female"). */
GaungIdentityProblem gaung_nik_check (const char *text, GaungDay today, GaungDay birth_on, const char *sex);
GaungIdentityProblem gaung_kk_check (const char *text);
/* What to tell the clerk, translated; NULL for FINE. (transfer none) */
const char *gaung_identity_problem_get_message (GaungIdentityProblem problem);

/* Any usual way of writing → E.164 "+6281225067171"; NULL if it is none. (transfer full) */
char *gaung_telephone_normalize (const char *text, GaungIdentityProblem *problem);
/* E.164 → "0812-2506-7171", "(0271) 639554"; other countries as they are. (transfer full) */
char *gaung_telephone_to_display (const char *e164);
char *gaung_telephone_to_whatsapp (const char *e164); /* https://wa.me/62… or NULL */

/* Masks: "B••• S••••••", "3372••••••••0001", "08•• •••• ••21", "b•••@•••.com". (transfer full) */
char *gaung_mask_name (const char *name);
char *gaung_mask_number (const char *number); /* NIK, KK: first 4, last 4 */
char *gaung_mask_telephone (const char *e164);
char *gaung_mask_email (const char *email);
char *gaung_mask_text (const char *text);     /* everything: dots of a fixed length */

G_END_DECLS
