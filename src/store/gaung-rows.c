/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole answers of one statement, as structs that outlive it. */
#include "config.h"

#include "gaung-rows-private.h"

gpointer
gaung_row_read_text (GaungStatement *statement)
{
  return g_strdup (gaung_statement_get_text (statement, 0));
}

static GPtrArray *
read_rows (GaungDatabase *self,
           GaungRowFunc read,
           GDestroyNotify free,
           GError **error,
           const char *sql,
           const char *types,
           va_list values)
{
  g_autoptr (GaungStatement) statement
      = gaung_database_prepare_va (self, error, sql, types, values);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return NULL;
  while (gaung_statement_step (statement, &local_error))
    g_ptr_array_add (rows, read (statement));
  if (local_error == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

GPtrArray *
gaung_database_read_rows (GaungDatabase *self,
                          GaungRowFunc read,
                          GDestroyNotify free,
                          GError **error,
                          const char *sql,
                          const char *types,
                          ...)
{
  GPtrArray *rows;
  va_list values;

  va_start (values, types);
  rows = read_rows (self, read, free, error, sql, types, values);
  va_end (values);
  return rows;
}

GPtrArray *
gaung_store_read_rows (GaungStore *store,
                       GaungRowFunc read,
                       GDestroyNotify free,
                       GError **error,
                       const char *sql,
                       const char *types,
                       ...)
{
  g_auto (GaungReader) reader = { 0 };
  GPtrArray *rows;
  va_list values;

  if (!gaung_store_acquire (store, &reader, error))
    return NULL;
  va_start (values, types);
  rows = read_rows (reader.database, read, free, error, sql, types, values);
  va_end (values);
  return rows;
}

gpointer
gaung_store_read_row (
    GaungStore *store, GaungRowFunc read, GError **error, const char *sql, const char *types, ...)
{
  g_auto (GaungReader) reader = { 0 };
  g_autoptr (GaungStatement) statement = NULL;
  va_list values;

  if (!gaung_store_acquire (store, &reader, error))
    return NULL;
  va_start (values, types);
  statement = gaung_database_prepare_va (reader.database, error, sql, types, values);
  va_end (values);
  if (statement == NULL || !gaung_statement_step (statement, error))
    return NULL;
  return read (statement);
}
