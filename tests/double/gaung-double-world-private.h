/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-double-private.h"

G_BEGIN_DECLS

/* Both in the thread of the server. */
void double_listen (GaungDouble *self);
void double_hang_up (GaungDouble *self);

G_END_DECLS
