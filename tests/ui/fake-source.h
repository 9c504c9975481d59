/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-file-source.h"

G_BEGIN_DECLS

#define FAKE_TYPE_SOURCE (fake_source_get_type ())
/* FakeSource: a GaungFileSource that answers when a test says so; the test runs the main loop then. */
G_DECLARE_FINAL_TYPE (FakeSource, fake_source, FAKE, SOURCE, GObject)

FakeSource *fake_source_new (void);
/* How often it was asked, and how many of these still wait for an answer. */
guint fake_source_get_n_asked (FakeSource *self);
guint fake_source_get_n_pending (FakeSource *self);
/* Of the oldest that waits. */
const char *fake_source_get_id (FakeSource *self);
void fake_source_progress (FakeSource *self, guint percent);
void fake_source_answer (FakeSource *self, GBytes *bytes);
void fake_source_refuse (FakeSource *self, GIOErrorEnum code, const char *text);

G_END_DECLS
