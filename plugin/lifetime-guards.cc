/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Lifetimes: guards, wherever they are.

     struct percpu_guard g;	a variable, of the function or static
     h.g  v[2]  v[i].g		part of one
     *g  c->g  a[i]		what a pointer leads to: a parameter, the heap

   All records are about declarations.  A guard that is part of something else
   is recorded under a declaration that is made for its place, and that has the
   place's text as its name (walk::stand_in).  Two expressions denote the same
   guard if they are the same place: the pointer is the same SSA name, or was
   copied from it or loaded from the same place, and the index is the same name
   or number.  If they merely may denote the same guard, what was known of it is
   forgotten, and nothing is reported.

   A guard in a variable of this function that has not been entered is an error
   when it is borrowed from or left, and one that is held at the return is
   another, unless the variable was shown to other functions or copied.  Of
   guards elsewhere the function does not know what its callers did before and
   will do after: only what happens to them within the function counts.  */

#include "lifetime.h"

namespace lifetime {

/* Places.  */

/* TYPE is that of guards.  */

bool
walk::guard_type_p (const_tree type) const
{
  return guard_types.count (TYPE_MAIN_VARIANT (type)) != 0;
}

/* Find the types of guards, and the variables into whose elements computed
   pointers lead.  */

void
walk::find_guard_types ()
{
  auto add = [this] (tree type)
    {
      if (POINTER_TYPE_P (type))
	type = TREE_TYPE (type);
      if (RECORD_OR_UNION_TYPE_P (type))
	guard_types.insert (TYPE_MAIN_VARIANT (type));
    };
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	 gsi_next (&gsi))
      {
	gimple *stmt = gsi_stmt (gsi);
	enum pcpu_op op;
	enum pcpu_yield yield;
	if (is_gimple_assign (stmt)
	    && gimple_assign_rhs_code (stmt) == POINTER_PLUS_EXPR)
	  {
	    tree place = pointed_to (copied_from (gimple_assign_rhs1 (stmt)));
	    tree base = place ? get_base_address (place) : NULL_TREE;
	    if (base && VAR_P (base))
	      blurred.insert (DECL_UID (base));
	  }
	if (!is_gimple_call (stmt))
	  continue;
	tree fndecl = gimple_call_fndecl (stmt);
	enum pcpu_role role = pcpu_function_role (fndecl);
	if (role == PCPU_GUARD_ENTER)
	  add (gimple_call_return_type (as_a<gcall *> (stmt)));
	else if (role == PCPU_GUARD_LEAVE && gimple_call_num_args (stmt) > 0)
	  add (TREE_TYPE (gimple_call_arg (stmt, 0)));
	else if (pcpu_operation_p (fndecl, &op, &yield) && op == PCPU_BORROWED)
	  add (TREE_TYPE (gimple_call_arg (stmt, 1)));
      }
}

/* The name that POINTER was copied from, perhaps with another type.  */

tree
copied_from (tree pointer)
{
  for (unsigned int i = 0; i < 16 && TREE_CODE (pointer) == SSA_NAME; i++)
    {
      gassign *def = dyn_cast<gassign *> (SSA_NAME_DEF_STMT (pointer));
      if (!def || (gimple_assign_rhs_code (def) != SSA_NAME
		   && !CONVERT_EXPR_CODE_P (gimple_assign_rhs_code (def)))
	  || !POINTER_TYPE_P (TREE_TYPE (gimple_assign_rhs1 (def))))
	break;
      pointer = gimple_assign_rhs1 (def);
    }
  return pointer;
}

/* The place that POINTER was made the address of, or NULL_TREE.  */

tree
pointed_to (tree pointer)
{
  if (TREE_CODE (pointer) == ADDR_EXPR)
    return TREE_OPERAND (pointer, 0);
  if (TREE_CODE (pointer) != SSA_NAME)
    return NULL_TREE;
  gassign *def = dyn_cast<gassign *> (SSA_NAME_DEF_STMT (pointer));
  return (def && gimple_assign_rhs_code (def) == ADDR_EXPR
	  ? TREE_OPERAND (gimple_assign_rhs1 (def), 0) : NULL_TREE);
}

/* PLACE with WHAT as the object that it is part of.  */

static tree
with_base (tree place, tree what)
{
  place = unshare_expr (place);
  tree *base = &place;
  while (handled_component_p (*base))
    base = &TREE_OPERAND (*base, 0);
  *base = unshare_expr (what);
  return place;
}

/* PLACE with indices that do not depend on the copies that are made of them, for
   example for a sanitizer.  */

static tree
with_indices (tree place)
{
  bool copied = false;
  for (tree t = place; handled_component_p (t); t = TREE_OPERAND (t, 0))
    copied |= (TREE_CODE (t) == ARRAY_REF
	       && number_of (TREE_OPERAND (t, 1)) != TREE_OPERAND (t, 1));
  if (!copied)
    return place;
  place = unshare_expr (place);
  for (tree t = place; handled_component_p (t); t = TREE_OPERAND (t, 0))
    if (TREE_CODE (t) == ARRAY_REF)
      TREE_OPERAND (t, 1) = number_of (TREE_OPERAND (t, 1));
  return place;
}

/* PLACE in a form that does not depend on the pointers by which it is
   reached: `p->g' is `h.g' if P is `&h', and `q->g' if P was copied from Q.  */

tree
walk::resolved (const state &s, tree place) const
{
  place = with_indices (place);
  for (unsigned int i = 0; i < 8; i++)
    {
      place = canonical (s, place);
      tree base = place;
      while (handled_component_p (base))
	base = TREE_OPERAND (base, 0);
      if (TREE_CODE (base) != MEM_REF
	  || !integer_zerop (TREE_OPERAND (base, 1)))
	return place;
      tree pointer = copied_from (TREE_OPERAND (base, 0));
      tree target = NULL_TREE;
      value v = eval (s, pointer);
      if (v.kind == value::ADDRESS && !v.interior)
	target = place_of (v.id);
      if (!target)
	target = pointed_to (pointer);
      /* An array is where its first element is.  */
      while (target && TREE_CODE (TREE_TYPE (target)) == ARRAY_TYPE
	     && !types_compatible_p (TREE_TYPE (base), TREE_TYPE (target)))
	target = build4 (ARRAY_REF, TREE_TYPE (TREE_TYPE (target)), target,
			 size_zero_node, NULL_TREE, NULL_TREE);
      if (target && types_compatible_p (TREE_TYPE (base), TREE_TYPE (target)))
	place = with_base (place, target);
      else if (pointer == TREE_OPERAND (base, 0)
	       || TREE_CODE (pointer) != SSA_NAME)
	return place;
      else
	place = with_base (place, build2 (MEM_REF, TREE_TYPE (base), pointer,
					  build_zero_cst (ptr_type_node)));
    }
  return place;
}

/* The text of PLACE, as a program would write it.  */

std::string
text_of (tree place)
{
  switch (TREE_CODE (place))
    {
    case COMPONENT_REF:
      {
	tree field = TREE_OPERAND (place, 1), of = TREE_OPERAND (place, 0);
	/* Members of anonymous structures and unions.  */
	if (!DECL_NAME (field))
	  return text_of (of);
	bool by_pointer = (TREE_CODE (of) == MEM_REF
			   && integer_zerop (TREE_OPERAND (of, 1)));
	return (by_pointer ? text_of (TREE_OPERAND (of, 0)) + "->"
		: text_of (of) + ".")
	       + IDENTIFIER_POINTER (DECL_NAME (field));
      }
    case ARRAY_REF:
      return text_of (TREE_OPERAND (place, 0)) + "["
	     + text_of (TREE_OPERAND (place, 1)) + "]";
    case MEM_REF:
      {
	std::string pointer = text_of (TREE_OPERAND (place, 0));
	bool element = pointer.back () == ']';
	return element ? pointer : "*" + pointer;
      }
    case INTEGER_CST:
      return (tree_fits_shwi_p (place)
	      ? std::to_string (tree_to_shwi (place)) : "...");
    case SSA_NAME:
      {
	tree from = place;
	gassign *def = dyn_cast<gassign *> (SSA_NAME_DEF_STMT (place));
	if (tree name = SSA_NAME_IDENTIFIER (place))
	  return IDENTIFIER_POINTER (name);
	if (def && gimple_assign_rhs_code (def) == POINTER_PLUS_EXPR)
	  return text_of (gimple_assign_rhs1 (def)) + "[...]";
	if (def && (from = loaded_from (place)))
	  return text_of (from);
	return "...";
      }
    default:
      return (DECL_P (place) && DECL_NAME (place)
	      ? IDENTIFIER_POINTER (DECL_NAME (place)) : "...");
    }
}

/* The declaration that stands for the guard at PLACE, which is resolved.  */

tree
walk::stand_in (tree place) const
{
  for (const guard_place &g : guard_places)
    if (operand_equal_p (g.place, place, OEP_ADDRESS_OF))
      return g.decl;
  tree base = get_base_address (place);
  location_t loc = (base && DECL_P (base) ? DECL_SOURCE_LOCATION (base)
		    : DECL_SOURCE_LOCATION (fun->decl));
  tree decl = build_decl (loc, VAR_DECL,
			  get_identifier (text_of (place).c_str ()),
			  TYPE_MAIN_VARIANT (TREE_TYPE (place)));
  if (local_p (place))
    DECL_CONTEXT (decl) = fun->decl;
  else
    TREE_STATIC (decl) = 1;
  guard_places.push_back ({ unshare_expr (place), decl });
  return decl;
}

/* The place that DECL stands for, or NULL_TREE.  */

tree
walk::place_of (tree decl) const
{
  for (const guard_place &g : guard_places)
    if (g.decl == decl)
      return g.place;
  return NULL_TREE;
}

/* The declaration of the guard at PLACE; that of a variable of this function if
   PLACE is not a guard but such a variable; else NULL_TREE.  */

tree
walk::guard_at (const state &s, tree place) const
{
  if (!guard_type_p (TREE_TYPE (place)))
    return variable_at (s, place);
  place = resolved (s, place);
  return DECL_P (place) ? place : stand_in (place);
}

/* The declaration of the guard that POINTER points to, or NULL_TREE.  */

tree
walk::guard_pointed_to (const state &s, tree pointer) const
{
  value v = eval (s, pointer);
  if (v.kind == value::ADDRESS)
    return (!v.interior
	    && (auto_var_in_fn_p (v.id, fun->decl)
		|| guard_type_p (TREE_TYPE (v.id)))
	    ? v.id : NULL_TREE);
  if (TREE_CODE (pointer) != SSA_NAME || v.kind != value::UNKNOWN)
    {
      tree place = pointed_to (pointer);
      return (place && guard_type_p (TREE_TYPE (place))
	      ? guard_at (s, place) : NULL_TREE);
    }
  tree type = TREE_TYPE (TREE_TYPE (pointer));
  return (guard_type_p (type)
	  ? guard_at (s, build2 (MEM_REF, TYPE_MAIN_VARIANT (type), pointer,
				 build_zero_cst (ptr_type_node)))
	  : NULL_TREE);
}

/* The object that the guard DECL is part of, or is; NULL_TREE if it is reached
   by a pointer.  */

tree
walk::container_of (tree decl) const
{
  tree place = place_of (decl);
  tree base = place ? get_base_address (place) : decl;
  return base && DECL_P (base) ? base : NULL_TREE;
}

/* The guard DECL is in a variable of this function.  */

bool
walk::own_guard_p (tree decl) const
{
  tree container = container_of (decl);
  return container && auto_var_in_fn_p (container, fun->decl);
}

/* One of PLACE's indices is no constant, or it is reached by a pointer.  */

static bool
vague_p (tree place)
{
  for (; handled_component_p (place); place = TREE_OPERAND (place, 0))
    if (TREE_CODE (place) == ARRAY_REF
	&& TREE_CODE (TREE_OPERAND (place, 1)) != INTEGER_CST)
      return true;
  return !DECL_P (place);
}

/* The guard DECL was certainly not entered in S.  */

bool
walk::never_entered_p (const state &s, tree decl) const
{
  tree container = container_of (decl), place = place_of (decl);
  if (s.guards.count (DECL_UID (decl)) || !own_guard_p (decl)
      || !VAR_P (container) || !guard_type_p (TREE_TYPE (decl)))
    return false;
  /* With PLACE it is part of CONTAINER, which may have been filled in as a
     whole.  */
  return (!place || (!vague_p (place) && !blurred.count (DECL_UID (container))
		     && !s.guards.count (DECL_UID (container))));
}

/* What is forgotten.  */

/* Nothing is known of the guard DECL any more.  */

void
walk::forget_guard (state *s, tree decl)
{
  s->guards.erase (DECL_UID (decl));
  for (auto &b : s->borrows)
    if (b.second.guard == decl && !b.second.ended)
      b.second.guard = NULL_TREE;
}

/* Other functions may have done something to the guard DECL.  */

void
walk::guard_shown (state *s, tree decl)
{
  auto g = s->guards.find (DECL_UID (decl));
  if (g == s->guards.end ())
    return;
  if (g->second.state == guard::HELD)
    g->second.state = guard::MOVED;
  else if (g->second.state == guard::LEFT)
    s->guards.erase (g);
}

/* An unknown function was called, which can reach the guards outside of this
   function's variables.  */

void
walk::forget_foreign_guards (state *s)
{
  std::vector<tree> foreign;
  for (const auto &g : s->guards)
    if (!own_guard_p (g.second.decl))
      foreign.push_back (g.second.decl);
  for (tree decl : foreign)
    guard_shown (s, decl);
}

/* The variable VAR was given away, with the guards that are part of it.  */

void
walk::show_guards_in (state *s, tree var)
{
  for (const guard_place &g : guard_places)
    if (g.decl != var && container_of (g.decl) == var)
      guard_shown (s, g.decl);
}

/* Guards that may be the same as DECL but are recorded elsewhere are not known
   to be in STATE any more.  */

void
walk::doubt_others (state *s, tree decl, int state)
{
  tree place = place_of (decl);
  if (!place)
    place = decl;
  std::vector<tree> doubtful;
  for (const auto &g : s->guards)
    {
      tree other = place_of (g.second.decl);
      if (g.second.decl == decl || g.second.state != state
	  || g.second.copy)
	continue;
      if (!other)
	other = g.second.decl;
      if ((vague_p (place) || vague_p (other))
	  && refs_may_alias_p (place, other))
	doubtful.push_back (g.second.decl);
    }
  for (tree other : doubtful)
    guard_shown (s, other);
}

/* Copies.  */

/* The variable that has the guard of VAR now.  */

tree
walk::guard_of (const state &s, tree var) const
{
  auto g = s.guards.find (DECL_UID (var));
  while (g != s.guards.end () && g->second.copy)
    {
      var = g->second.copy;
      g = s.guards.find (DECL_UID (var));
    }
  return var;
}

/* VAR has the guard G, and no longer the one that was copied to it.  */

void
walk::set_guard (state *s, tree var, const guard &g)
{
  for (auto &other : s->guards)
    if (other.second.copy == var)
      other.second.copy = NULL_TREE;
  s->guards[DECL_UID (var)] = g;
}

/* STMT copies the guard FROM, which is held, to TO.  */

void
walk::move_guard (state *s, tree to, tree from)
{
  guard g = s->guards[DECL_UID (from)];
  g.decl = to;
  set_guard (s, to, g);
  s->guards[DECL_UID (from)] = { guard::MOVED, from, NULL, NULL, to };
  for (auto &b : s->borrows)
    {
      if (b.second.guard == from)
	b.second.guard = to;
      if (b.second.later_guard == from)
	b.second.later_guard = to;
    }
}

/* STMT copies VAR to TO, which is NULL_TREE if it is not known where that
   is.  */

void
walk::copy_guard (state *s, gimple *stmt, tree to, tree var)
{
  auto from = (VAR_P (var) ? s->guards.find (DECL_UID (var))
	       : s->guards.end ());
  if (from != s->guards.end () && to && to != var
      && from->second.state == guard::HELD && own_guard_p (to))
    {
      move_guard (s, to, var);
      return;
    }
  /* A guard that is copied elsewhere has another owner.  */
  if (from != s->guards.end ())
    {
      from->second.state = guard::MOVED;
      from->second.left = stmt;
    }
  if (!to || !RECORD_OR_UNION_TYPE_P (TREE_TYPE (to)))
    return;
  auto g = s->guards.find (DECL_UID (to));
  if (g == s->guards.end () || g->second.state != guard::HELD)
    set_guard (s, to, { guard::MOVED, to, stmt, NULL, NULL_TREE });
}

/* STMT copies the structure VAR of this function to the place TO, with the guards
   that are part of it.  */

void
walk::copy_guards_in (state *s, gimple *stmt, tree to, tree var)
{
  tree target = variable_at (*s, to);
  std::vector<guard_place> parts;
  for (const guard_place &g : guard_places)
    if (g.decl != var && container_of (g.decl) == var)
      parts.push_back (g);
  for (const guard_place &part : parts)
    {
      auto g = s->guards.find (DECL_UID (part.decl));
      if (g == s->guards.end () || g->second.state != guard::HELD)
	continue;
      if (target)
	move_guard (s, stand_in (with_base (part.place, target)), part.decl);
      else
	{
	  g->second.state = guard::MOVED;
	  g->second.left = stmt;
	}
    }
}

/* STMT assigns RHS to LHS: guards are copied with it.  */

void
walk::assign_guards (state *s, gimple *stmt, tree lhs, tree rhs)
{
  tree type = TREE_TYPE (lhs);
  /* A guard that is made by hand.  */
  if (TREE_CODE (lhs) == COMPONENT_REF && !zero_p (*s, rhs)
      && guard_type_p (TREE_TYPE (TREE_OPERAND (lhs, 0))))
    {
      tree decl = guard_at (*s, TREE_OPERAND (lhs, 0));
      if (decl && !s->guards.count (DECL_UID (decl)))
	set_guard (s, decl, { guard::MOVED, decl, stmt, NULL, NULL_TREE });
    }
  if (!RECORD_OR_UNION_TYPE_P (type) || zero_p (*s, rhs))
    return;
  tree from = rhs;
  if (guard_type_p (type)
      && (DECL_P (rhs) || handled_component_p (rhs)
	  || TREE_CODE (rhs) == MEM_REF))
    from = guard_at (*s, rhs);
  tree to = guard_at (*s, lhs);
  copy_guard (s, stmt, to, from);
  if (DECL_P (rhs) && !is_gimple_reg (rhs) && local_p (rhs)
      && !guard_type_p (type))
    copy_guards_in (s, stmt, lhs, rhs);
}

/* Enter, borrow, leave.  */

/* The guard that STMT enters is not kept.  */

static void
report_dropped (gimple *stmt)
{
  if (pcpu_report (PCPU_W_GUARD, gimple_location (stmt),
		   "guard is dropped at once"))
    inform (gimple_location (stmt), "keep it for as long as it is to last:"
	    " %<struct percpu_guard g PERCPU_CLEANUP ="
	    " percpu_guard_enter ();%>");
}

/* STMT enters a guard.  */

void
walk::enter_guard (state *s, gcall *stmt)
{
  tree lhs = gimple_call_lhs (stmt);
  if (!lhs)
    {
      if (once (stmt, PCPU_W_GUARD))
	report_dropped (stmt);
      return;
    }
  lhs = guard_at (*s, lhs);
  if (!lhs)
    return;
  auto g = s->guards.find (DECL_UID (lhs));
  if (g != s->guards.end () && g->second.state == guard::HELD
      && once (stmt, PCPU_W_GUARD)
      && pcpu_report (PCPU_W_GUARD, gimple_location (stmt),
		      "guard %qD is entered again while it is held", lhs))
    note_at (g->second.entered, G_("entered here"));
  doubt_others (s, lhs, guard::LEFT);
  forget_ended_elements (s);
  set_guard (s, lhs, { guard::HELD, lhs, stmt, NULL, NULL_TREE });
}

/* STMT borrows from the guard DECL: complain if it is not held.  */

void
walk::check_borrowed_from (state *s, gcall *stmt, tree decl)
{
  auto g = s->guards.find (DECL_UID (decl));
  location_t loc = gimple_location (stmt);
  if (g != s->guards.end () && g->second.state == guard::LEFT)
    {
      if (once (stmt, PCPU_W_LIFETIME)
	  && pcpu_report (PCPU_W_LIFETIME, loc,
			  "borrow from guard %qD after it has ended", decl))
	note_end (g->second.left, decl);
    }
  else if (never_entered_p (*s, decl))
    {
      if (once (stmt, PCPU_W_LIFETIME)
	  && pcpu_report (PCPU_W_LIFETIME, loc,
			  "borrow from guard %qD, which was not entered",
			  decl))
	inform (DECL_SOURCE_LOCATION (decl), "enter it first:"
		" %<%D = percpu_guard_enter ();%>", decl);
      /* That was said; it need not be said again when it is left.  */
      set_guard (s, decl, { guard::MOVED, decl, NULL, NULL, NULL_TREE });
    }
}

/* Where STMT, which leaves the guard DECL, is; a cleanup has no place.  */

static location_t
location_of_leaving (gimple *stmt, tree decl)
{
  location_t loc = gimple_location (stmt);
  return located_p (loc) ? loc : DECL_SOURCE_LOCATION (decl);
}

/* STMT leaves a guard.  */

void
walk::leave_guard (state *s, gcall *stmt)
{
  if (gimple_call_num_args (stmt) == 0)
    return;
  tree decl = guard_pointed_to (*s, gimple_call_arg (stmt, 0));
  if (!decl)
    return;
  decl = guard_of (*s, decl);
  location_t loc = location_of_leaving (stmt, decl);
  auto g = s->guards.find (DECL_UID (decl));
  if (g == s->guards.end () && own_guard_p (decl) && !place_of (decl)
      && !never_entered_p (*s, decl))
    return;
  if (never_entered_p (*s, decl))
    {
      if (once (stmt, PCPU_W_GUARD))
	pcpu_report (PCPU_W_GUARD, loc, "guard %qD is left but was not entered",
		     decl);
      return;
    }
  if (g != s->guards.end () && g->second.state == guard::LEFT)
    {
      if (once (stmt, PCPU_W_GUARD)
	  && pcpu_report (PCPU_W_GUARD, loc, "guard %qD is left twice", decl))
	note_at (g->second.left, G_("left here first"));
      return;
    }
  /* Copies of it have ended, too.  */
  guard &left = s->guards[DECL_UID (decl)];
  if (g == s->guards.end ())
    left = { guard::LEFT, decl, NULL, NULL, NULL_TREE };
  left.state = guard::LEFT;
  left.left = stmt;
  doubt_others (s, decl, guard::HELD);
  for (auto &b : s->borrows)
    if (b.second.guard == decl && !b.second.ended)
      b.second.ended = stmt;
    else if (b.second.later_guard == decl)
      /* A section around this one has the object for itself again.  */
      b.second.later = NULL;
}

/* The ends of paths.  */

/* FNDECL leaves the function without the cleanups of its variables.  */

static bool
longjmp_p (const_tree fndecl)
{
  if (!fndecl)
    return false;
  const char *name = IDENTIFIER_POINTER (DECL_NAME (fndecl));
  return (strcmp (name, "longjmp") == 0 || strcmp (name, "_longjmp") == 0
	  || strcmp (name, "siglongjmp") == 0
	  || strcmp (name, "__builtin_longjmp") == 0);
}

/* STMT calls FNDECL, which does not return.  */

void
walk::check_jump (state *s, gcall *stmt, tree fndecl)
{
  if (!longjmp_p (fndecl))
    return;
  for (const auto &g : s->guards)
    if (g.second.state == guard::HELD && own_guard_p (g.second.decl)
	&& once (stmt, PCPU_W_GUARD)
	&& pcpu_report (PCPU_W_GUARD, gimple_location (stmt),
			"%qD leaves the function while guard %qD is held",
			fndecl, g.second.decl))
      note_at (g.second.entered, G_("entered here"));
}

/* STMT frees what POINTER points to, and guards that are in it.  */

void
walk::check_freed_guards (state *s, gcall *stmt, tree pointer)
{
  pointer = copied_from (pointer);
  for (const guard_place &part : guard_places)
    {
      tree base = get_base_address (part.place);
      auto g = s->guards.find (DECL_UID (part.decl));
      if (g != s->guards.end () && g->second.state == guard::HELD
	  && base && TREE_CODE (base) == MEM_REF
	  && TREE_OPERAND (base, 0) == same_pointer (*s, pointer)
	  && once (g->second.entered, still_held)
	  && pcpu_report (PCPU_W_GUARD, gimple_location (stmt), "guard %qD is"
			  " still held when its memory is freed", part.decl))
	note_at (g->second.entered, G_("entered here"));
    }
}

/* The function returns at LOC: guards of its own must have been left.  */

void
walk::check_held (state *s, location_t loc)
{
  for (const auto &entry : s->guards)
    {
      const guard &g = entry.second;
      tree place = place_of (g.decl);
      /* Which element it is, and whether it was left by another index, is not
	 known.  */
      if (g.state != guard::HELD || !own_guard_p (g.decl)
	  || (place && vague_p (place))
	  || !once (g.entered, still_held))
	continue;
      if (!DECL_NAME (g.decl))
	report_dropped (g.entered);
      else if (pcpu_report (PCPU_W_GUARD, loc, "guard %qD is still held on"
			    " return", g.decl))
	{
	  note_at (g.entered, G_("entered here"));
	  if (place)
	    inform (loc, "leave it before, or hand over the structure that it"
		    " is part of");
	  else
	    inform (DECL_SOURCE_LOCATION (g.decl), "declare it with"
		    " %<PERCPU_CLEANUP%>, and it is left with its scope");
	}
    }
}

} // namespace lifetime
