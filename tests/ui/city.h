/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-double.h"

G_BEGIN_DECLS

#define CITY_ACCOUNT "sri.lestari"
#define CITY_PASSWORD "rahasia-1945"
#define CITY_TOKEN "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzcmkubGVzdGFyaSJ9.c2FsYWg"

/* The server of a city: the double with the databases of Gaung under @prefix, two agencies (diskominfo, dlh), and an account of
 * diskominfo that signs in with a password or a token. @certificate (nullable): over TLS. */
GaungDouble *city_new (GTlsCertificate *certificate, const char *prefix);

G_END_DECLS
