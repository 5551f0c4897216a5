/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Checker: pointers that are kept for longer than their target exists.

     pthread_create (&t, NULL, run, s);    error if S is borrowed

     struct s __percpu *p PERCPU_AUTOFREE = percpu_alloc (struct s);
     o->p = p;     error when the scope of P ends, unless P or O->P holds
		   something else then

   A function that keeps an argument has the attribute percpu_keeps (role.cc).
   Functions of the system do not have it, and are listed in the table below.  A
   function that uses its arguments only until it returns, such as qsort, is not
   in the table.  */

#include "checker.h"

namespace lifetime {

/* The argument that a function keeps, counted from 0, and the part of it: the
   pointer itself, or the pointers in the structure that it points to or that is
   passed by value.  */

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
      /* Exit handlers.  */
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

/* Returns: whether the table says that FNDECL keeps PART of its argument N.
   The function is identified by its name, so it must be public.  */

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

/* STMT passes V, the value of ARG, to FNDECL, which keeps it.  For a borrowed
   pointer that is an error.  For an object it is one only if a cleanup frees it
   (check_kept_object).  */

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
      /* The reader does not need to see declarations of system headers and
	 ours.  */
      if (fndecl && !DECL_IN_SYSTEM_HEADER (fndecl)
	  && strncmp (IDENTIFIER_POINTER (DECL_NAME (fndecl)), "percpu_", 7))
	inform (DECL_SOURCE_LOCATION (fndecl), "%qD is declared here", fndecl);
    }
}

/* Check argument N of STMT, a call of FNDECL: report a borrowed pointer that
   the function keeps.  */

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

/* Record that STMT stores V to PLACE, which outlives the function, or passes it
   to a function that keeps it if PLACE is NULL_TREE.  Nothing is recorded
   unless V is an object that was allocated here.  Whether this is an error is
   known when a cleanup frees the object.  */

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

/* PLACE is stored to: an object that was kept there is not kept any more.  */

void
checker::no_longer_kept (state *s, tree place)
{
  for (auto &o : s->objects)
    if (o.second.kept && o.second.kept_at
	&& operand_equal_p (o.second.kept_at, place, 0))
      o.second.kept = NULL;
}

/* POINTER is passed to a function, which may free what it points to together
   with the objects that are kept there.  A parameter is excluded unless it is
   freed: the caller expects its own object to stay.  */

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

/* A cleanup frees O, the value of VAR: report it if O is kept elsewhere.  */

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
