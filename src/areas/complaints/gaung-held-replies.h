/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-context.h"

G_BEGIN_DECLS

#define GAUNG_TYPE_HELD_REPLIES (gaung_held_replies_get_type ())
/* GaungHeldReplies: public replies that were sent but can still be taken back. A held reply is a draft
 * in the store under "held/<complaint>" with the instant at which it becomes an entry; it is written when
 * that comes, when another reply to the same complaint follows, and when the workspace closes. After a
 * crash it is found there and goes its way.
 *
 * Signals: "changed" (string: the complaint), "failed" (string, GError *): kept, tried again later. */
G_DECLARE_FINAL_TYPE (GaungHeldReplies, gaung_held_replies, GAUNG, HELD_REPLIES, GObject)

typedef struct
{
  char *text;
  gboolean is_final;
  GStrv attachments;
  GaungInstant due_at;
} GaungHeldReply;

void gaung_held_reply_free (GaungHeldReply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungHeldReply, gaung_held_reply_free)

GaungHeldReplies *gaung_held_replies_new (GaungContext *context);
/* Takes the reply and removes @draft_keys in one transaction. Blocks for it. FALSE: nothing was taken. */
gboolean gaung_held_replies_hold (GaungHeldReplies *self, const char *complaint, const char *text, gboolean is_final, const char *const *attachments, guint seconds, GPtrArray *draft_keys, GError **error);
gboolean gaung_held_replies_has (GaungHeldReplies *self, const char *complaint);
/* Takes it back: it is a draft again. (transfer full); NULL if it is too late. */
GaungHeldReply *gaung_held_replies_cancel (GaungHeldReplies *self, const char *complaint);
/* Writes all of them now. Blocks. */
void gaung_held_replies_commit_all (GaungHeldReplies *self);

G_END_DECLS
