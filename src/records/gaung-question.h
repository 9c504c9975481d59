/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-record.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_QUESTION (gaung_question_get_type ())
/* GaungQuestion: the record type "question": what people ask at the stand, and the answer. question!
 * answer service agency! keywords state!(open active withdrawn) checked_on checked_by. "open" waits for an
 * answer. Its index: parent is the service. Kept in the common database. */
G_DECLARE_FINAL_TYPE (GaungQuestion, gaung_question, GAUNG, QUESTION, GaungRecord)

extern const GaungEnumValue gaung_question_states[];

G_END_DECLS
