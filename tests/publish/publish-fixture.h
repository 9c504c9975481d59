/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gaung-handout.h"

G_BEGIN_DECLS

/* Tuesday, 24 November 2026, 09.50 in Surakarta. */
#define FIXTURE_NOW G_GINT64_CONSTANT (1795488600000)

/* @members: JSON of the members beside type, agency, name and state. */
GaungRecord *fixture_service (const char *name, const char *members);
/* The card for people who look for work: free, four documents, four steps, three channels. */
GaungRecord *fixture_ak1 (void);
/* Costs with options, alternatives among the documents, an alert. */
GaungRecord *fixture_passport (void);
/* @n_documents and @n_steps, each with a name that no other has: "dok000", "lkh000", … */
GaungRecord *fixture_long (guint n_documents, guint n_steps);
void fixture_options (GaungHandoutOptions *options);
/* Writes @bytes to a file of its own and runs a program of poppler-utils or zbar on it: words of @command, "@"
 * is the file; with a "|" it goes through the shell, and "$0" is the file. NULL: there is no such program; then the test was skipped, and says so. (transfer full) */
char *fixture_run (GBytes *bytes, const char *suffix, const char *command);

G_END_DECLS
