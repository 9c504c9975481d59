/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gaungctl export --as: services for other catalogues. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gaung-cpsv-ap.h"
#include "gaung-ctl-exchange-private.h"
#include "gaung-hsds.h"
#include "gaung-sheet.h"

static gboolean
collect_service (GaungRecord *record, gpointer data)
{
  g_ptr_array_add (data, g_object_ref (record));
  return TRUE;
}

static gboolean
collect_agency (GaungRecord *record, gpointer data)
{
  const char *code = gaung_record_get_string (record, "code");

  if (code != NULL)
    g_hash_table_insert (data, g_strdup (code), g_object_ref (record));
  return TRUE;
}

/* What is published is what is offered, or was. */
static void
leave_drafts_out (GaungQuery *query)
{
  static const char *const states[] = { "active", "withdrawn", NULL };
  g_auto (GStrv) asked = gaung_query_get (query, "state");

  gaung_query_set_one (query, "type", "service");
  if (asked[0] == NULL)
    gaung_query_set (query, "state", states);
}

static GaungCtlStatus
write_file (GaungCtl *ctl, GBytes *bytes, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GError) error = NULL;

  if (gaung_publish_replace (file, bytes, ctl->cancellable, &error))
    return GAUNG_CTL_OK;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return gaung_ctl_fail (error);
  g_debug ("%s", error->message);
  gaung_ctl_warn ("%s", _ ("The file cannot be written."));
  return GAUNG_CTL_STORAGE;
}

GaungCtlStatus
gaung_ctl_export_as (GaungCtl *ctl, const char *as, GaungQuery *query, const char *path)
{
  gboolean is_hsds = strcmp (as, "hsds") == 0;
  const char *type = gaung_query_get_record_type (query);
  g_autoptr (GPtrArray) services = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) agencies
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_autoptr (GaungQuery) all = gaung_query_new ("agency");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *number = NULL;
  GaungCtlStatus status;

  if (!is_hsds && strcmp (as, "cpsv-ap") != 0)
    return gaung_ctl_usage ("%s", _ ("“--as” is hsds or cpsv-ap."));
  if (type != NULL && strcmp (type, "service") != 0)
    return gaung_ctl_usage ("%s", _ ("Only services can be exported in that format."));
  if (!gaung_ctl_open (ctl, &status))
    return status;
  leave_drafts_out (query);
  if (!gaung_store_foreach (ctl->store, query, collect_service, services, ctl->cancellable, &error)
      || !gaung_store_foreach (ctl->store, all, collect_agency, agencies, ctl->cancellable, &error))
    return gaung_ctl_fail (error);
  bytes = is_hsds
              ? gaung_hsds_write (services, agencies, gaung_day_of_instant (gaung_instant_now ()))
              : gaung_cpsv_ap_write (services, agencies);
  status = write_file (ctl, bytes, path);
  if (status != GAUNG_CTL_OK)
    return status;
  number = g_strdup_printf ("%u", services->len);
  /* Translators: %s is a number, e.g. "Records exported: 120" */
  g_printerr (_ ("Records exported: %s\n"), number);
  return GAUNG_CTL_OK;
}
