/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-handout.h"

G_BEGIN_DECLS

/* Characters that a message has at most: what WhatsApp's business interface takes as one text. A longer text
 * loses details first and then whole lines, and says how many. */
#define GAUNG_MESSENGER_MAX 4096

typedef enum
{
  GAUNG_MESSENGER_WHATSAPP, /* *bold*; such marks in what a record says are made harmless */
  GAUNG_MESSENGER_PLAIN,    /* no marks and no limit: email, files */
} GaungMessengerKind;

/* A service as a message: what, for whom, what to bring, steps, how long, how much, where. (transfer full);
 * NULL: GAUNG_PUBLISH_ERROR_URI for an address of the options that nothing should open. */
char *gaung_messenger_write (GaungRecord *service, GaungMessengerKind kind, const GaungHandoutOptions *options, GError **error);
/* What gaung_slip_new() says, as a message. (transfer full) */
char *gaung_messenger_write_missing (GaungRecord *service, const char *const *missing, GaungDay until, GaungMessengerKind kind, const GaungHandoutOptions *options, GError **error);
/* @text so that WhatsApp shows it as it is: it has no escape, so a mark that would begin or end a style becomes a letter
 * that looks like it, and in a web address its percent code. (transfer full) */
char *gaung_messenger_escape (const char *text);

G_END_DECLS
