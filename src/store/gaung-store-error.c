/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The error domain of the store, and every error up to the store in the user's words. */
#include "config.h"

#include "gaung-store-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "gaung-json.h"
#include "gaung-record.h"

/* clang-format off */
G_DEFINE_QUARK (gaung-store-error-quark, gaung_store_error)
/* clang-format on */

typedef struct
{
  int code;
  const char *text;
} UserText;

static const UserText store_texts[] = {
  { GAUNG_STORE_ERROR_KEY,
    N_ ("This workspace cannot be opened with that passphrase. Nothing was changed. Check the "
        "passphrase, also upper and lower case, and try again.") },
  { GAUNG_STORE_ERROR_NO_KEY,
    N_ ("The key of this workspace is no longer in the password store of this computer. The "
        "workspace itself was not touched. Sign in with the account under which it was made, or "
        "restore the password store from a backup.") },
  { GAUNG_STORE_ERROR_NO_SERVICE,
    N_ ("There is no password store on this computer that could keep the key. Nothing was changed. "
        "Protect the workspace with a passphrase instead.") },
  { GAUNG_STORE_ERROR_DAMAGED,
    N_ ("A part of this workspace's file is damaged and cannot be read. Nothing was overwritten. "
        "Keep a copy of the workspace's folder and ask your IT staff to restore it from a "
        "backup.") },
  { GAUNG_STORE_ERROR_NEWER,
    N_ ("This workspace was written by a newer version of Gaung. Nothing was changed. Install the "
        "newer version to open it.") },
  { GAUNG_STORE_ERROR_FULL,
    N_ ("There is no room left on the disk, so this was not saved. What was saved before is safe, "
        "and your text is still here. Make some room and try again.") },
  { GAUNG_STORE_ERROR_READ_ONLY,
    N_ ("The workspace's folder cannot be written to, so this was not saved. What was saved before "
        "is safe. Ask your IT staff for permission to write to the folder.") },
  { GAUNG_STORE_ERROR_BUSY,
    N_ ("Another program is using the workspace, so this was not saved. Your text is still here. "
        "Wait a moment and try again.") },
  { GAUNG_STORE_ERROR_MISSING,
    N_ ("What you asked for is not in this workspace. It may have been moved or not have arrived "
        "yet.") },
  { GAUNG_STORE_ERROR_EXISTS,
    N_ ("There is something of that name already. It was left as it is. Choose another name.") },
  { GAUNG_STORE_ERROR_CONFLICT,
    N_ ("Somebody changed this record while you were working on it, so your change was not saved. "
        "Your text is still here. Look at the new version and try again.") },
  { GAUNG_STORE_ERROR_FAILED,
    N_ ("The workspace could not do this, and nothing was changed. Try again; if it happens again, "
        "show the details to your IT staff.") },
};

static const UserText record_texts[] = {
  { GAUNG_RECORD_ERROR_TYPE,
    N_ ("This version of Gaung does not know this kind of record. It was left as it is.") },
  { GAUNG_RECORD_ERROR_ID, N_ ("This record has no valid number, so it was not taken over.") },
  { GAUNG_RECORD_ERROR_VALUE,
    N_ ("A value does not fit its field, so nothing was saved. Correct it and try again.") },
  { GAUNG_RECORD_ERROR_REQUIRED,
    N_ ("Something that is needed is still missing, so nothing was saved. Fill it in and try "
        "again.") },
  { GAUNG_RECORD_ERROR_SCHEMA,
    N_ ("This record was written by a newer version of Gaung. It was left as it is. Install the "
        "newer version to work on it.") },
  { GAUNG_RECORD_ERROR_TRANSITION,
    N_ ("This is not possible in the record's present state. Nothing was changed.") },
  { GAUNG_RECORD_ERROR_RIGHT,
    N_ ("Your account may not do this. Nothing was changed. Ask a colleague with that right.") },
};

static const UserText json_texts[] = {
  { GAUNG_JSON_ERROR_SYNTAX, N_ ("This is not a valid document, so it was not taken over.") },
  { GAUNG_JSON_ERROR_ENCODING,
    N_ ("The text contains characters that are not valid, so it was not taken over.") },
  { GAUNG_JSON_ERROR_DEPTH, N_ ("The document is nested too deeply, so it was not taken over.") },
  { GAUNG_JSON_ERROR_NUMBER,
    N_ ("A number is too large to be kept exactly, so the document was not taken over.") },
  { GAUNG_JSON_ERROR_SIZE, N_ ("The document is too large, so it was not taken over.") },
};

static const UserText io_texts[] = {
  { G_IO_ERROR_CANCELLED, N_ ("This was stopped before it was finished. Nothing was changed.") },
  { G_IO_ERROR_NO_SPACE,
    N_ ("There is no room left on the disk, so this was not saved. Make some room and try "
        "again.") },
  { G_IO_ERROR_PERMISSION_DENIED,
    N_ ("You have no permission for this file or folder. Nothing was changed. Choose another "
        "place.") },
  { G_IO_ERROR_NOT_FOUND, N_ ("The file or folder is not there. Check the name and try again.") },
};

static const char *
find_text (const UserText *texts, gsize n, int code)
{
  for (gsize i = 0; i < n; i++)
    if (texts[i].code == code)
      return _ (texts[i].text);
  return NULL;
}

/**
 * gaung_error_to_user_text:
 * @error: an error of any domain up to the store
 *
 * What happened, what was kept and what to do, for people. The error's own message is for the log;
 * only that of a query (%GAUNG_STORE_ERROR_QUERY) is written for people, and is shown.
 *
 * Returns: (transfer full): a sentence or more, translated
 */
char *
gaung_error_to_user_text (const GError *error)
{
  const char *text = NULL;

  g_return_val_if_fail (error != NULL, NULL);

  if (g_error_matches (error, GAUNG_STORE_ERROR, GAUNG_STORE_ERROR_QUERY))
    /* Translators: %s says where and why, e.g. "character 7: a value is missing". */
    return g_strdup_printf (_ ("The search could not be read: %s."), error->message);
  if (error->domain == GAUNG_STORE_ERROR)
    text = find_text (store_texts, G_N_ELEMENTS (store_texts), error->code);
  else if (error->domain == GAUNG_RECORD_ERROR)
    text = find_text (record_texts, G_N_ELEMENTS (record_texts), error->code);
  else if (error->domain == GAUNG_JSON_ERROR)
    text = find_text (json_texts, G_N_ELEMENTS (json_texts), error->code);
  else if (error->domain == G_IO_ERROR)
    text = find_text (io_texts, G_N_ELEMENTS (io_texts), error->code);

  if (text == NULL)
    text = _ ("Something unexpected went wrong. What was saved before is safe. Try again; if it "
              "happens again, show the details to your IT staff.");
  return g_strdup (text);
}
