/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Checker: dynamic objects.

   The function that allocates an object owns it until it frees it, returns it,
   stores it where other code can find it, or passes it to a function that may
   keep it.  From then on the object is FOREIGN: it is no leak, but after this
   function has freed it, a use is still an error.  */

#include "checker.h"

namespace lifetime {

/* Process STMT, which allocates an object.  The name of the result identifies
   it.  In a loop, this name may still identify the object of the iteration
   before.  If no other name or place holds that one, it leaks here.  */

void
checker::allocate (state *s, gcall *stmt)
{
  tree lhs = gimple_call_lhs (stmt);
  if (!lhs)
    {
      if (once (stmt, PCPU_W_LEAK))
	report_leak ({ object::OWNED, NULL, NULL, 0, NULL, NULL_TREE },
		     NULL_TREE, gimple_location (stmt));
      return;
    }
  /* The result is stored to memory, where the object is not tracked.  */
  if (TREE_CODE (lhs) != SSA_NAME)
    {
      store (s, stmt, lhs, null_pointer_node);
      return;
    }
  renew (s, { lhs }, NULL);
  auto o = s->objects.find (SSA_NAME_VERSION (lhs));
  if (o != s->objects.end () && o->second.state == object::OWNED
      && o->second.retained == 0 && once (stmt, PCPU_W_LEAK))
    report_leak (o->second, lhs, gimple_location (stmt));
  set (s, lhs, value (value::OBJECT, lhs));
  s->objects[SSA_NAME_VERSION (lhs)]
    = { object::OWNED, stmt, NULL, 0, NULL, NULL_TREE };
}

/* Returns: the name by which the program calls FNDECL.  Functions of the
   library are called by macros without the prefix `__'.  */

static const char *
macro_name (tree fndecl)
{
  const char *name = IDENTIFIER_POINTER (DECL_NAME (fndecl));
  return strncmp (name, "__percpu_", 9) == 0 ? name + 2 : name;
}

/* Process STMT, a call of FNDECL, which frees an object or drops a reference to
   it.  Pointers that were borrowed from a freed object end.  */

void
checker::free_object (state *s, gcall *stmt, tree fndecl)
{
  if (gimple_call_num_args (stmt) == 0)
    return;
  tree arg = gimple_call_arg (stmt, 0);
  location_t loc = gimple_location (stmt);
  value v = eval (*s, arg);

  /* A cleanup gets the address of the variable that holds the object.  */
  if (pcpu_function_role (fndecl) == PCPU_AUTOFREE)
    {
      if (v.kind != value::ADDRESS)
	return;
      arg = v.id;
      v = recall (*s, arg);
      auto kept = (v.kind == value::OBJECT
		   ? s->objects.find (SSA_NAME_VERSION (v.id))
		   : s->objects.end ());
      if (kept != s->objects.end ())
	check_kept_object (kept->second, arg);
    }
  if (v.kind == value::ADDRESS && pcpu_variable_p (v.id))
    {
      if (once (stmt, PCPU_W_FREE))
	pcpu_report (PCPU_W_FREE, loc, "%qs of per-CPU variable %qD, which was"
		     " not allocated", macro_name (fndecl), v.id);
      return;
    }
  if (v.kind != value::OBJECT)
    return;
  auto o = s->objects.find (SSA_NAME_VERSION (v.id));
  tree var = variable_of (arg, v.id);
  if (o != s->objects.end () && o->second.state == object::FREED)
    {
      if (once (stmt, PCPU_W_FREE)
	  && (var ? pcpu_report (PCPU_W_FREE, loc, "per-CPU object %qD is freed"
				 " twice", var)
	      : pcpu_report (PCPU_W_FREE, loc, "per-CPU object is freed"
			     " twice")))
	{
	  note_at (o->second.made, G_("allocated here"));
	  note_at (o->second.freed, G_("freed here first"));
	}
      return;
    }
  if (v.interior)
    {
      if (once (stmt, PCPU_W_FREE))
	pcpu_report (PCPU_W_FREE, loc, "%qs of a pointer that is not the start"
		     " of a per-CPU object", macro_name (fndecl));
      return;
    }
  /* This drops a reference that the function has taken itself.  */
  if (o != s->objects.end () && o->second.retained > 0
      && pcpu_function_role (fndecl) == PCPU_RELEASE)
    {
      if (o->second.retained < retained_max)
	o->second.retained--;
      return;
    }
  gimple *made = o != s->objects.end () ? o->second.made : NULL;
  s->objects[SSA_NAME_VERSION (v.id)]
    = { object::FREED, made, stmt, 0, NULL, NULL_TREE };
  for (auto &b : s->borrows)
    if (b.second.object == v.id && !b.second.ended)
      {
	b.second.ended = stmt;
	b.second.freed = true;
      }
}

/* Process STMT, which takes a reference to an object.  It may return the
   pointer to the object, or NULL if it could not take one.  In a loop the
   number of references is unknown.  */

void
checker::retain_object (state *s, gcall *stmt)
{
  tree lhs = gimple_call_lhs (stmt);
  if (gimple_call_num_args (stmt) == 0)
    return;
  tree arg = gimple_call_arg (stmt, 0);
  use (s, stmt, arg, PCPU_W_LIFETIME);
  value v = eval (*s, arg);
  escape (s, arg);
  if (v.kind == value::OBJECT)
    {
      auto o = s->objects.insert ({ SSA_NAME_VERSION (v.id),
				    { object::FOREIGN, NULL, NULL, 0, NULL,
				      NULL_TREE } });
      if (looped[gimple_bb (stmt)->index])
	o.first->second.retained = retained_max;
      if (o.first->second.retained < retained_max)
	o.first->second.retained++;
    }
  if (lhs && TREE_CODE (lhs) == SSA_NAME)
    set (s, lhs, v.kind == value::OBJECT ? v : unknown);
}

} // namespace lifetime
