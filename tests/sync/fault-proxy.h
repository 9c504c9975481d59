/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* FaultProxy: stands between a client and a CouchDB (or its double), speaks plain HTTP/1.1 on both
 * sides, and does what no server can be asked to do. Its threads are its own; every function may be
 * called from any thread. */
typedef struct _FaultProxy FaultProxy;

typedef enum
{
  FAULT_NONE,
  FAULT_CUT_BEFORE,    /* cut; the server hears nothing of it */
  FAULT_CUT_UPLOAD,    /* cut in the middle of what the client sends */
  FAULT_CUT_AFTER,     /* done, but no byte of the answer arrives */
  FAULT_CUT_MIDDLE,    /* done, and cut in the middle of the answer */
  FAULT_SILENCE,       /* done, but the answer is held back until the client gives up */
  FAULT_ERROR_BEFORE,  /* 500, nothing done */
  FAULT_ERROR_AFTER,   /* 500, but done */
  FAULT_GATEWAY_AFTER, /* 504 with the page of a gateway, but done */
  FAULT_ERROR_AS_OK,   /* 200 with an error as the body, nothing done */
  FAULT_SHORT_JSON,    /* done; 200, and the JSON ends in the middle though the length fits */
  FAULT_PORTAL,        /* 200 with a page in HTML, nothing done */
  FAULT_LOGIN,         /* 302 to a sign-in page, nothing done */
  FAULT_TRICKLE,       /* done, and the answer comes in crumbs */
  FAULT_BUSY,          /* 503 with Retry-After: 7, nothing done */
  FAULT_THROTTLED,     /* 429 with Retry-After: 7, nothing done */
  FAULT_N
} Fault;

#define FAULT_BIT(fault) (1u << (fault))
/* All that end by themselves: silence lasts as long as the client's patience. */
#define FAULT_QUICK (((1u << FAULT_N) - 1) & ~FAULT_BIT (FAULT_NONE) & ~FAULT_BIT (FAULT_SILENCE))

/* As people call it in a table: "cut before". */
const char *fault_get_name (Fault fault);

/* @upstream: "http://127.0.0.1:5984", anything after the port is left away. */
FaultProxy *fault_proxy_new (const char *upstream);
void fault_proxy_free (FaultProxy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FaultProxy, fault_proxy_free)
/* "http://127.0.0.1:40123/" */
const char *fault_proxy_get_address (FaultProxy *self);

/* Faults by chance: @per_mille of the requests from now on, of the @kinds (FAULT_BIT). The nth request from now on
 * meets the same fault whenever @seed is the same. 0: none. */
void fault_proxy_set_chance (FaultProxy *self, guint64 seed, guint per_mille, guint kinds);
/* The next @n requests whose "METHOD path" contains @pattern; counts more than chance. */
void fault_proxy_expect (FaultProxy *self, Fault fault, const char *pattern, guint n);
/* Forgets what is still expected. */
void fault_proxy_forget (FaultProxy *self);
/* Bytes a second, in both directions, for the connections to come; 0: as fast as it goes. */
void fault_proxy_set_rate (FaultProxy *self, guint rate);
/* The line is down: every connection ends, none comes through. */
void fault_proxy_set_down (FaultProxy *self, gboolean is_down);

/* Called before each request is passed on or spoilt, in a thread of the proxy, while its client waits: what happens at
 * a desk in the midst of a request. NULL: nothing. */
typedef void (*FaultProxyHook) (const char *request, gpointer data);
void fault_proxy_set_hook (FaultProxy *self, FaultProxyHook hook, gpointer data);

/* Keeps every request from now on in a directory that is there: the body of the nth in "<n>", its "METHOD path" (tab)
 * Content-Encoding as the nth line of "requests". NULL: no more. */
void fault_proxy_set_record (FaultProxy *self, const char *directory);

/* Requests so far whose "METHOD path" contains @pattern, and faults so far. */
guint fault_proxy_count (FaultProxy *self, const char *pattern);
guint fault_proxy_count_faults (FaultProxy *self, Fault fault);
/* The last @n requests, one a line: number, request, fault, status. (transfer full) */
char *fault_proxy_get_trace (FaultProxy *self, guint n);

G_END_DECLS
