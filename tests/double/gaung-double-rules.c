/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <quickjs/quickjs.h>
#include <string.h>

#include "gaung-double-rules.h"
#include "gaung-json.h"

struct _GaungDoubleRules
{
  JSRuntime *runtime;
  JSContext *context;
  JSValue function;
};

GaungDoubleRules *
gaung_double_rules_new (const char *source)
{
  GaungDoubleRules *self = g_new0 (GaungDoubleRules, 1);
  g_autofree char *expression = g_strconcat ("(", source, ")", NULL);

  self->runtime = JS_NewRuntime ();
  self->context = JS_NewContext (self->runtime);
  self->function = JS_Eval (
      self->context, expression, strlen (expression), "validate.js", JS_EVAL_TYPE_GLOBAL);
  g_assert_true (JS_IsFunction (self->context, self->function));
  return self;
}

void
gaung_double_rules_free (GaungDoubleRules *self)
{
  JS_UpdateStackTop (self->runtime);
  JS_FreeValue (self->context, self->function);
  JS_FreeContext (self->context);
  JS_FreeRuntime (self->runtime);
  g_free (self);
}

static JSValue
to_value (GaungDoubleRules *self, JsonObject *object)
{
  g_autofree char *text = object != NULL ? gaung_json_to_text (object) : g_strdup ("null");

  return JS_ParseJSON (self->context, text, strlen (text), "document");
}

static char *
get_text (GaungDoubleRules *self, JSValue value)
{
  const char *text = JS_ToCString (self->context, value);
  char *copy = g_strdup (text != NULL ? text : "");

  JS_FreeCString (self->context, text);
  return copy;
}

/* What was thrown: {forbidden: reason}, or a mistake of the function, told with a "!". */
static char *
take_exception (GaungDoubleRules *self)
{
  JSValue thrown = JS_GetException (self->context);
  JSValue forbidden = JS_IsObject (thrown) ? JS_GetPropertyStr (self->context, thrown, "forbidden")
                                           : JS_UNDEFINED;
  char *reason;

  if (JS_IsString (forbidden))
    reason = get_text (self, forbidden);
  else
    {
      g_autofree char *mistake = get_text (self, thrown);

      reason = g_strconcat ("!", mistake, NULL);
    }
  JS_FreeValue (self->context, forbidden);
  JS_FreeValue (self->context, thrown);
  return reason;
}

char *
gaung_double_rules_check (const char *database,
                          JsonObject *document,
                          JsonObject *old,
                          const char *user,
                          const char *const *roles,
                          gpointer rules)
{
  GaungDoubleRules *self = rules;
  g_autoptr (JsonObject) account = json_object_new ();
  JsonArray *held = json_array_new ();
  JSValue arguments[4];
  JSValue result;
  char *reason = NULL;

  for (guint i = 0; roles[i] != NULL; i++)
    json_array_add_string_element (held, roles[i]);
  json_object_set_string_member (account, "db", database);
  if (user != NULL)
    json_object_set_string_member (account, "name", user);
  else
    json_object_set_null_member (account, "name");
  json_object_set_array_member (account, "roles", held);

  /* The stack is that of this thread now. */
  JS_UpdateStackTop (self->runtime);
  arguments[0] = to_value (self, document);
  arguments[1] = to_value (self, old);
  arguments[2] = to_value (self, account);
  arguments[3] = JS_NewObject (self->context);
  result = JS_Call (self->context, self->function, JS_UNDEFINED, 4, arguments);
  if (JS_IsException (result))
    reason = take_exception (self);
  JS_FreeValue (self->context, result);
  for (guint i = 0; i < 4; i++)
    JS_FreeValue (self->context, arguments[i]);
  return reason;
}
