/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-context.h"
#include "gaung-edit-field.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_QUESTION_DIALOG (gaung_question_dialog_get_type ())
/* GaungQuestionDialog: writes down what somebody asks about a service, and the answer when there is one. Without an
 * answer the question is open. What is written is a draft from its first letter; closing keeps it.
 *
 * Signal "saved" (string id, boolean withdrawn). */
G_DECLARE_FINAL_TYPE (GaungQuestionDialog, gaung_question_dialog, GAUNG, QUESTION_DIALOG, AdwDialog)

/* @question NULL: a new one about @service. */
GaungQuestionDialog *gaung_question_dialog_new (GaungContext *context, GaungRecord *service, GaungRecord *question);
/* "question", "answer" or "keywords". (transfer none) */
GaungEditField *gaung_question_dialog_find_field (GaungQuestionDialog *self, const char *member);
void gaung_question_dialog_save (GaungQuestionDialog *self);
/* Nobody sees it any more; it stays in the history. */
void gaung_question_dialog_withdraw (GaungQuestionDialog *self);

G_END_DECLS
