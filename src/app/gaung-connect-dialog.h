/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "gaung-session.h"

G_BEGIN_DECLS

/* A dialog around GaungConnectView, for the local workspace that is open. */
AdwDialog *gaung_connect_dialog_new (GaungSession *session);

G_END_DECLS
