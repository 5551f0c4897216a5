/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Checker: uses of pointers, and stores.

   A use is an error if the guard that the pointer was borrowed from, or the
   object that it points to, has ended on this path.  A store is an error if it
   lets a borrowed pointer outlive its guard.  */

#include "checker.h"

namespace lifetime {

/* STMT uses POINTER.  HOW is PCPU_W_LIFETIME, or PCPU_W_ALIAS if the statement
   also accesses what it points to.  */

void
checker::use (state *s, gimple *stmt, tree pointer, enum pcpu_warning how)
{
  use_value (s, stmt, pointer, eval (*s, pointer), how);
}

/* STMT uses the value V of POINTER, which is NULL_TREE if no name holds it, for
   example if it is a part of a returned structure.  If the statement has no
   location, the use is reported where the pointer was last copied, or at the
   last jump.  */

void
checker::use_value (state *s, gimple *stmt, tree pointer, const value &v,
		    enum pcpu_warning how)
{
  location_t loc = (located_p (gimple_location (stmt))
		    ? gimple_location (stmt) : v.where);
  bool returned = gimple_code (stmt) == GIMPLE_RETURN;
  if (!located_p (loc))
    loc = located_p (s->jump) ? s->jump : fun->function_end_locus;

  if (v.kind == value::OBJECT)
    {
      auto o = s->objects.find (SSA_NAME_VERSION (v.id));
      if (o == s->objects.end () || o->second.state != object::FREED
	  || !once_in_line (v.id, loc))
	return;
      tree var = object_variable (pointer, v.id);
      if (var ? pcpu_report (PCPU_W_FREE, loc, "use of per-CPU object %qD after"
			     " it was freed", var)
	  : pcpu_report (PCPU_W_FREE, loc, "use of a per-CPU object after it"
			 " was freed"))
	{
	  note_at (o->second.made, G_("allocated here"));
	  note_at (o->second.freed, G_("freed here"));
	}
      return;
    }
  if (v.kind != value::BORROW)
    return;
  auto found = s->borrows.find (SSA_NAME_VERSION (v.id));
  if (found == s->borrows.end ())
    return;
  const borrow &b = found->second;
  tree var = variable_of (pointer, v.id);
  if (b.ended && b.freed)
    {
      if (!once_in_line (v.id, loc))
	return;
      if (var ? pcpu_report (PCPU_W_FREE, loc, "use of %qD, which was borrowed"
			     " from a per-CPU object that is freed", var)
	  : pcpu_report (PCPU_W_FREE, loc, "use of a pointer that was borrowed"
			 " from a per-CPU object that is freed"))
	{
	  note_at (b.made, G_("borrowed here"));
	  note_at (b.ended, G_("the object was freed here"));
	}
    }
  else if (b.ended)
    {
      if (!once_in_line (v.id, loc))
	return;
      bool out = (!var && returned
		  ? pcpu_report (PCPU_W_LIFETIME, loc, "return of a pointer"
				 " that was borrowed from guard %qD and does"
				 " not outlive it", b.guard)
		  : !var
		  ? pcpu_report (PCPU_W_LIFETIME, loc, "use of a pointer that"
				 " was borrowed from guard %qD after the guard"
				 " has ended", b.guard)
		  : returned
		  ? pcpu_report (PCPU_W_LIFETIME, loc, "return of %qD, which"
				 " was borrowed from guard %qD and does not"
				 " outlive it", var, b.guard)
		  : pcpu_report (PCPU_W_LIFETIME, loc, "use of %qD, which was"
				 " borrowed from guard %qD, after the guard has"
				 " ended", var, b.guard));
      if (out)
	{
	  note_at (b.made, G_("borrowed here"));
	  note_end (b.ended, b.guard);
	}
    }
  else if (b.later && how == PCPU_W_ALIAS)
    {
      if (!once (b.later, PCPU_W_ALIAS))
	return;
      if (var ? pcpu_report (PCPU_W_ALIAS, loc, "use of %qD after the same"
			     " object was borrowed again", var)
	  : pcpu_report (PCPU_W_ALIAS, loc, "use of a borrowed pointer after"
			 " the same object was borrowed again"))
	{
	  note_at (b.made, G_("borrowed here"));
	  note_at (b.later, G_("borrowed again here"));
	}
    }
}

/* Callback for walk_gimple_op: adds the pointers that the statement
   dereferences to the vector in DATA.  */

static tree
collect_pointers (tree *tp, int *walk_subtrees, void *data)
{
  auto *list = (std::vector<tree> *) ((struct walk_stmt_info *) data)->info;

  if (TYPE_P (*tp) || TREE_CODE (*tp) == ADDR_EXPR)
    *walk_subtrees = 0;
  else if ((TREE_CODE (*tp) == MEM_REF || TREE_CODE (*tp) == TARGET_MEM_REF)
	   && TREE_CODE (TREE_OPERAND (*tp, 0)) == SSA_NAME)
    list->push_back (TREE_OPERAND (*tp, 0));
  return NULL_TREE;
}

/* Check the pointers that STMT dereferences, also those from which it only
   computes an address.  */

void
checker::use_references (state *s, gimple *stmt)
{
  std::vector<tree> pointers;
  struct walk_stmt_info wi;
  memset (&wi, 0, sizeof wi);
  wi.info = &pointers;
  walk_gimple_op (stmt, collect_pointers, &wi);
  for (tree pointer : pointers)
    use (s, stmt, pointer, PCPU_W_ALIAS);
}

/* STMT copies the variable VAR to TO, with the pointers in it.  */

void
checker::copy_parts (state *s, gimple *stmt, tree to, tree var)
{
  bool local = DECL_P (to) && local_p (to);
  std::vector<place_value> parts;
  for (const place_value &m : s->memory)
    if (pointer_p (m.v) && get_base_address (m.place) == var)
      parts.push_back (m);
  if (!local)
    for (const place_value &m : parts)
      {
	/* A pointer may go anywhere together with its guard.  */
	auto b = s->borrows.find (SSA_NAME_VERSION (m.v.id));
	if (b == s->borrows.end () || !b->second.guard
	    || container_of (b->second.guard) != var)
	  check_stored (s, stmt, to, m.v, NULL_TREE);
	escape_value (s, m.v);
      }
  stored_to (s, to);
  if (!local)
    return;
  forget_parts (s, to, false);
  for (const place_value &m : parts)
    {
      tree place = unshare_expr (m.place);
      tree *base = &place;
      while (handled_component_p (*base))
	base = &TREE_OPERAND (*base, 0);
      if (*base != var)
	{
	  escape_value (s, m.v);
	  continue;
	}
      *base = to;
      if (!find_loaded (place))
	add_place (place);
      value v = m.v;
      v.where = gimple_location (stmt);
      remember (s, place, v, false);
    }
}

/* STMT returns the variable VAR, with the pointers in it.  */

void
checker::return_parts (state *s, gimple *stmt, tree var)
{
  for (const place_value &m : s->memory)
    if (pointer_p (m.v) && get_base_address (m.place) == var)
      {
	use_value (s, stmt, NULL_TREE, m.v, PCPU_W_LIFETIME);
	escape_value (s, m.v);
      }
}

/* Returns: whether PLACE still exists when the function FNDECL has returned.
   BASE_VALUE is the value of the pointer that leads to it, if one does.  */

static bool
outlives_p (tree place, tree fndecl, const value &base_value)
{
  tree base = get_base_address (place);
  if (!base)
    return false;
  if (TREE_CODE (base) == MEM_REF)
    return (!on_stack_p (TREE_OPERAND (base, 0))
	    && (base_value.kind != value::ADDRESS
		|| !auto_var_in_fn_p (base_value.id, fndecl)));
  return VAR_P (base) && !auto_var_in_fn_p (base, fndecl);
}

/* STMT stores V, the value of WHAT, to PLACE.  Report a borrowed pointer that
   is stored where it can be read after its guard has ended.  Two cases are no
   error: a guard that is not this function's own may last as long as the place
   does, and a place that is itself borrowed can only be read under a guard.  */

void
checker::check_stored (state *s, gimple *stmt, tree place, const value &v,
		       tree what)
{
  if (!pointer_p (v))
    return;
  tree base = get_base_address (place);
  value at = unknown;
  if (base && TREE_CODE (base) == MEM_REF)
    {
      at = eval (*s, TREE_OPERAND (base, 0));
      /* The place can only be reached under a guard.  */
      if (at.kind == value::BORROW && v.kind == value::BORROW)
	return;
    }
  if (v.kind == value::OBJECT)
    {
      if (outlives_p (place, fun->decl, at))
	note_kept (s, stmt, place, v);
      return;
    }
  auto found = s->borrows.find (SSA_NAME_VERSION (v.id));
  if (found == s->borrows.end () || !found->second.guard
      || found->second.ended)
    return;
  auto g = s->guards.find (DECL_UID (found->second.guard));
  /* A guard that was copied elsewhere may last as long as the place, too.  */
  if (!own_guard_p (found->second.guard)
      || (g != s->guards.end () && g->second.state == guard::MOVED
	  && g->second.left)
      || !outlives_p (place, fun->decl, at)
      || !once (stmt, PCPU_W_LIFETIME))
    return;
  tree var = variable_of (what, v.id);
  location_t loc = gimple_location (stmt);
  if (var ? pcpu_report (PCPU_W_LIFETIME, loc, "%qD, which was borrowed from"
			 " guard %qD, is stored where it outlives the guard",
			 var, found->second.guard)
      : pcpu_report (PCPU_W_LIFETIME, loc, "a pointer that was borrowed from"
		     " guard %qD is stored where it outlives the guard",
		     found->second.guard))
    note_at (found->second.made, G_("borrowed here"));
}

/* STMT stores WHAT to PLACE.  Facts about the new contents that depend on the
   old ones, as in `x |= 4', are found before the old ones are forgotten.  */

void
checker::store (state *s, gimple *stmt, tree place, tree what)
{
  value v = eval (*s, what);
  place = canonical (*s, place);
  no_longer_kept (s, place);
  hand_over (s, what);
  if (pointer_p (v))
    {
      use (s, stmt, what, PCPU_W_LIFETIME);
      check_stored (s, stmt, place, v, what);
      tree base = get_base_address (place);
      if (!local_p (place) || !DECL_P (base) || exposed.count (DECL_UID (base)))
	escape (s, what);
    }
  /* From the old contents: the answers of tests of bits, and what all elements
     of the array hold together.  */
  std::vector<place_value> answers;
  find_answers (*s, place, what, &answers);
  tree elements = all_elements (*s, place);
  value together = elements ? with_element (*s, elements, v) : unknown;
  stored_to (s, place);
  value here = v;
  if (!DECL_P (place) && gimple_has_location (stmt))
    here.where = gimple_location (stmt);
  remember (s, place, here, false);
  if (elements)
    store_element (s, elements, together);
  for (const place_value &answer : answers)
    if (answer.v.kind != value::UNKNOWN)
      learn_answer (s, answer.place, answer.v.kind == value::ZERO);
  /* The place is not recorded, so that the object cannot be found again: its
     owner is not known.  */
  if (v.kind == value::OBJECT && recall (*s, place).kind == value::UNKNOWN)
    escape (s, what);
}

} // namespace lifetime
