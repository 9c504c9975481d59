/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-batch.h"

G_BEGIN_DECLS

typedef enum
{
  GAUNG_OPERATION_PUT,
  GAUNG_OPERATION_BYTES,
  GAUNG_OPERATION_DRAFT,
  GAUNG_OPERATION_SEEN,
  GAUNG_OPERATION_SETTING,
  GAUNG_OPERATION_CONFLICT,
} GaungOperationKind;

typedef struct
{
  GaungOperationKind kind;
  GaungRecord *record; /* PUT: a copy that nobody else has */
  char *key;           /* PUT: expected change (nullable); CONFLICT: its new kind; else an id or a key */
  gint64 number;       /* CONFLICT */
  char *text;          /* DRAFT, SETTING (nullable) */
  GBytes *bytes;
} GaungOperation;

/* (transfer none) (element-type GaungOperation) */
GPtrArray *gaung_batch_get_operations (GaungBatch *self);
GaungBatchFlags gaung_batch_get_flags (GaungBatch *self);

G_END_DECLS
