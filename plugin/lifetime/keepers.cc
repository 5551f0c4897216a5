/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Checker: what is kept longer than it lasts.

     pthread_create (&t, NULL, run, s);	S is borrowed: error

     struct s __percpu *p PERCPU_AUTOFREE = percpu_alloc (struct s);
     o->p = p;				error when the scope of P ends, unless P
					or O->P holds something else then

   Functions that keep an argument say so with the attribute percpu_keeps
   (role.cc).  Those of the system have no such attribute: they are in the table
   below.  A function that only looks at its arguments until it returns, as
   qsort does, is not there.  */

#include "checker.h"

namespace lifetime {

/* Which argument a function keeps, counted from 0: the pointer itself; the
   pointers in the structure that it points to, or that it is.  */

enum kept_part { POINTER, POINTEE };

static const struct
{
  const char *name;
  unsigned int argument;
  enum kept_part part;
} keepers[]
  = { /* Threads and processes.  */
      { "pthread_create", 3, POINTER },
      { "pthread_setspecific", 1, POINTER },
      { "pthread_attr_setstack", 1, POINTER },
      { "pthread_attr_setstackaddr", 1, POINTER },
      { "thrd_create", 2, POINTER },
      { "tss_set", 1, POINTER },
      { "clone", 1, POINTER },
      { "clone", 3, POINTER },
      { "makecontext", 3, POINTER },
      /* What is called at the end.  */
      { "on_exit", 1, POINTER },
      { "__cxa_atexit", 1, POINTER },
      { "__cxa_thread_atexit", 1, POINTER },
      { "__cxa_thread_atexit_impl", 1, POINTER },
      /* Signals, timers, asynchronous input and output.  */
      { "timer_create", 1, POINTEE },
      { "sigqueue", 2, POINTEE },
      { "pthread_sigqueue", 2, POINTEE },
      { "mq_notify", 1, POINTEE },
      { "sigaltstack", 0, POINTEE },
      { "getaddrinfo_a", 3, POINTEE },
      { "aio_read", 0, POINTER },
      { "aio_read", 0, POINTEE },
      { "aio_write", 0, POINTER },
      { "aio_write", 0, POINTEE },
      { "lio_listio", 1, POINTEE },
      { "epoll_ctl", 3, POINTEE },
      { "io_uring_sqe_set_data", 1, POINTER },
      /* Trees, tables and queues.  */
      { "tsearch", 0, POINTER },
      { "hsearch", 0, POINTEE },
      { "hsearch_r", 0, POINTEE },
      { "insque", 0, POINTER },
      { "insque", 1, POINTER },
      { "obstack_ptr_grow", 1, POINTER },
      { "g_hash_table_insert", 1, POINTER },
      { "g_hash_table_insert", 2, POINTER },
      { "g_list_append", 1, POINTER },
      { "g_list_prepend", 1, POINTER },
      { "g_slist_append", 1, POINTER },
      { "g_slist_prepend", 1, POINTER },
      { "g_ptr_array_add", 1, POINTER },
      { "g_queue_push_head", 1, POINTER },
      { "g_queue_push_tail", 1, POINTER },
      /* The C library's own state.  */
      { "putenv", 0, POINTER },
      { "setvbuf", 1, POINTER },
      { "setbuf", 1, POINTER },
      { "setbuffer", 1, POINTER },
      { "fmemopen", 0, POINTER },
      { "open_memstream", 0, POINTER },
      { "open_memstream", 1, POINTER },
      { "fopencookie", 0, POINTER },
      { "initstate", 1, POINTER },
      { "setstate", 0, POINTER },
      { "strtok", 0, POINTER } };

/* FNDECL keeps PART of its argument N.  */

static bool
keeper_p (const_tree fndecl, unsigned int n, enum kept_part part)
{
  if (!fndecl || !TREE_PUBLIC (fndecl) || !DECL_NAME (fndecl))
    return false;
  const char *name = IDENTIFIER_POINTER (DECL_NAME (fndecl));
  for (const auto &k : keepers)
    if (k.argument == n && k.part == part && strcmp (k.name, name) == 0)
      return true;
  return false;
}

/* STMT passes V, which ARG holds, to FNDECL, which keeps it.  */

void
checker::check_kept (state *s, gcall *stmt, tree fndecl, const value &v,
		     tree arg)
{
  if (v.kind == value::OBJECT)
    {
      note_kept (s, stmt, NULL_TREE, v);
      return;
    }
  auto b = s->borrows.find (v.kind == value::BORROW ? SSA_NAME_VERSION (v.id)
			    : 0);
  if (v.kind != value::BORROW || b == s->borrows.end () || !b->second.guard
      || b->second.ended || !once (stmt, PCPU_W_LIFETIME))
    return;
  location_t loc = gimple_location (stmt);
  tree var = variable_of (arg, v.id);
  if (var ? pcpu_report (PCPU_W_LIFETIME, loc, "%qD, which was borrowed from"
			 " guard %qD, is passed to a function that keeps it",
			 var, b->second.guard)
      : pcpu_report (PCPU_W_LIFETIME, loc, "a pointer that was borrowed from"
		     " guard %qD is passed to a function that keeps it",
		     b->second.guard))
    {
      note_at (b->second.made, G_("borrowed here"));
      /* What the headers of the system and ours declare needs no proof.  */
      if (fndecl && !DECL_IN_SYSTEM_HEADER (fndecl)
	  && strncmp (IDENTIFIER_POINTER (DECL_NAME (fndecl)), "percpu_", 7))
	inform (DECL_SOURCE_LOCATION (fndecl), "%qD is declared here", fndecl);
    }
}

/* Check argument N of STMT, a call of FNDECL: what is kept must last.  */

void
checker::check_keepers (state *s, gcall *stmt, tree fndecl, unsigned int n)
{
  tree arg = gimple_call_arg (stmt, n);
  tree fntype = gimple_call_fntype (stmt);
  bool kept = ((fntype && pcpu_keeps_p (fntype, n))
	       || keeper_p (fndecl, n, POINTER));
  if (kept)
    check_kept (s, stmt, fndecl, eval (*s, arg), arg);
  if (!keeper_p (fndecl, n, POINTEE))
    return;
  value at = eval (*s, arg);
  tree var = (DECL_P (arg) ? arg
	      : at.kind == value::ADDRESS ? at.id : NULL_TREE);
  for (const place_value &m : s->memory)
    if (var && pointer_p (m.v) && get_base_address (m.place) == var)
      check_kept (s, stmt, fndecl, m.v, NULL_TREE);
}

/* STMT stores V, if it is an object, to PLACE, or passes it to a function that
   keeps it if PLACE is NULL_TREE.  Whether that is wrong will be known when it
   is freed.  */

void
checker::note_kept (state *s, gimple *stmt, tree place, const value &v)
{
  auto o = (v.kind == value::OBJECT
	    ? s->objects.find (SSA_NAME_VERSION (v.id)) : s->objects.end ());
  if (o == s->objects.end () || !o->second.made
      || o->second.state == object::FREED)
    return;
  o->second.kept = stmt;
  o->second.kept_at = place ? unshare_expr (place) : NULL_TREE;
}

/* PLACE is written to: objects that were kept there no longer are.  */

void
checker::no_longer_kept (state *s, tree place)
{
  for (auto &o : s->objects)
    if (o.second.kept && o.second.kept_at
	&& operand_equal_p (o.second.kept_at, place, 0))
      o.second.kept = NULL;
}

/* POINTER is passed to a function that may give back what it points to, with
   the objects that are kept there.  The caller's own may be expected to
   stay.  */

void
checker::container_passed (state *s, tree pointer, bool freed)
{
  pointer = copied_from (pointer);
  if (TREE_CODE (pointer) != SSA_NAME
      || (!freed && SSA_NAME_IS_DEFAULT_DEF (pointer)))
    return;
  for (auto &o : s->objects)
    {
      tree base = (o.second.kept && o.second.kept_at
		   ? get_base_address (o.second.kept_at) : NULL_TREE);
      if (base && TREE_CODE (base) == MEM_REF
	  && copied_from (TREE_OPERAND (base, 0)) == pointer)
	o.second.kept = NULL;
    }
}

/* A cleanup frees O, which VAR holds, although it was kept elsewhere.  */

void
checker::check_kept_object (const object &o, tree var)
{
  if (!o.kept || o.retained > 0 || !once (o.kept, PCPU_W_FREE))
    return;
  location_t loc = gimple_location (o.kept);
  if (o.kept_at
      ? pcpu_report (PCPU_W_FREE, loc, "per-CPU object %qD is stored where it"
		     " outlives the scope that frees it", var)
      : pcpu_report (PCPU_W_FREE, loc, "per-CPU object %qD is passed to a"
		     " function that keeps it, and freed with its scope", var))
    {
      note_at (o.made, G_("allocated here"));
      inform (DECL_SOURCE_LOCATION (var), "%qD is freed where it goes out of"
	      " scope; set it to %<NULL%> when it has another owner", var);
    }
}

} // namespace lifetime
