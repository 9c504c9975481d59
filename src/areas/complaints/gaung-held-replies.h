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
 * Signals: "changed" (nullable string: the complaint; NULL each second, as long as there is one), "failed" (string, GError *): kept, tried again later. */
G_DECLARE_FINAL_TYPE (GaungHeldReplies, gaung_held_replies, GAUNG, HELD_REPLIES, GObject)

typedef struct
{
  char *text;
  gboolean is_final;
  GStrv attachments;
  GaungInstant due_at; /* of one that is held */
} GaungHeldReply;

void gaung_held_reply_free (GaungHeldReply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GaungHeldReply, gaung_held_reply_free)

GaungHeldReplies *gaung_held_replies_new (GaungContext *context);
/* Takes the reply for @seconds and removes @draft_keys (element-type utf8) in one transaction; one to the
 * same complaint that is held already is written before it. An error: nothing was taken. */
void gaung_held_replies_hold_async (GaungHeldReplies *self, const char *complaint, const GaungHeldReply *reply, guint seconds, GPtrArray *draft_keys, GAsyncReadyCallback callback, gpointer data);
gboolean gaung_held_replies_hold_finish (GaungHeldReplies *self, GAsyncResult *result, GError **error);
gboolean gaung_held_replies_has (GaungHeldReplies *self, const char *complaint);
/* The complaint to which the last of them goes, and in how many @seconds. (nullable) */
const char *gaung_held_replies_get_latest (GaungHeldReplies *self, guint *seconds);
/* Takes it back: it is a draft again. (transfer full); NULL if it is too late. Blocks for one small
 * transaction: whoever takes a reply back must know that it is not sent all the same. */
GaungHeldReply *gaung_held_replies_cancel (GaungHeldReplies *self, const char *complaint);
/* Writes all of them now. Blocks: for the end of the desk. */
void gaung_held_replies_commit_all (GaungHeldReplies *self);

G_END_DECLS
