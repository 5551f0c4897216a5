/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Lifetimes: guards, what is borrowed from them, and dynamic objects.

     percpu_guarded (g)
       s = percpu_borrow (g, &st);
     s->n++;			error: the guard has ended

     p = percpu_alloc (struct stats);
     percpu_free (p);
     p->n++;			error: it was freed

   A function is walked along its paths, as a reader would do it, with a record
   of what is known at each place:

     names	what an SSA name holds: zero, something else, a constant, a
		pointer borrowed in some statement, a dynamic object
     memory	the same of places in memory that are read more than once
		and of conditions that are tested more than once, whichever
		names they have
     guards	held or left
     borrows	from which guard and of which object, and whether it ended
     objects	owned, freed, or somebody else's

   At a branch that is decided by what is known, only one side is taken, and on
   each side what the condition says is learnt.  So

     if (done) percpu_free (p);
     ...
     if (!done) p->n++;

   is right, and nothing is reported that is not on a path which, as far as one
   can see here, may be taken.  Paths that meet with the same knowledge go on
   as one; what no longer matters, because the name is dead, is forgotten for
   that.  A function with too many paths is not looked at to its end, and that is
   said.

   An object is known by the name that it first had.  The next turn of a loop gives
   that name to another one; what others still hold then goes by the name of one of
   these (walk::renew).

   The pass comes right behind the construction of SSA form: before it, there are
   no single assignments to follow; after it, the optimisers would have had their
   say, and there would be other messages at other levels.  Nothing is known
   about what other functions do but what attributes say (role.cc).

   When all is reported, the marks that lower.cc has put on borrowed pointers are
   taken away.  */

#include "lifetime.h"

namespace lifetime {

/* Reports.  */

/* WHAT is reported for STMT for the first time.  */

bool
walk::once (gimple *stmt, int what)
{
  return reported.insert (std::make_pair (stmt, what)).second;
}

/* A use at LOC of WHAT, which has ended, is reported for the first time: `x += 1'
   is two, and there may be several ends.  */

bool
walk::once_in_line (const void *what, location_t loc)
{
  return used_lines.insert (std::make_pair (what, LOCATION_LINE (loc))).second;
}

/* VAR has a name that the program has given it, and no macro of ours.  */

static bool
named_p (const_tree var)
{
  return (var && DECL_NAME (var) && !DECL_ARTIFICIAL (var)
	  && strncmp (IDENTIFIER_POINTER (DECL_NAME (var)), "__percpu",
		      8) != 0);
}

/* The variable of the program that POINTER is the value of, or that of ID,
   which it was computed from; NULL_TREE if none has a name.  */

tree
variable_of (tree pointer, tree id)
{
  if (pointer && VAR_P (pointer))
    return named_p (pointer) ? pointer : NULL_TREE;
  for (tree t : { pointer, id })
    if (t && TREE_CODE (t) == SSA_NAME)
      {
	tree var = SSA_NAME_VAR (t);
	if (named_p (var))
	  return var;
	/* `s = percpu_borrow (...)' gives the pointer to a temporary first.  */
	use_operand_p use;
	gimple *user;
	if (t == id && single_imm_use (t, &use, &user)
	    && is_gimple_assign (user))
	  {
	    tree lhs = gimple_assign_lhs (user);
	    var = TREE_CODE (lhs) == SSA_NAME ? SSA_NAME_VAR (lhs)
		  : VAR_P (lhs) && !TREE_STATIC (lhs) && !DECL_EXTERNAL (lhs)
		  ? lhs : NULL_TREE;
	    if (named_p (var))
	      return var;
	  }
      }
  return NULL_TREE;
}

/* Likewise for an object: a plain pointer to an instance is not its name.  */

static tree
object_variable (tree pointer, tree id)
{
  bool plain = pointer && !pcpu_pointer_type_p (TREE_TYPE (pointer));
  return variable_of (plain ? NULL_TREE : pointer, id);
}

void
note_at (gimple *stmt, const char *text)
{
  if (stmt)
    inform (pcpu_visible (gimple_location (stmt)), "%s", _(text));
}

/* Say where STMT has ended GUARD.  A cleanup is where the variable is.  */

void
note_end (gimple *stmt, tree guard)
{
  location_t loc = gimple_location (stmt);
  if (!located_p (loc)
      || (lookup_attribute ("cleanup", DECL_ATTRIBUTES (guard))
	  && LOCATION_LINE (loc) == DECL_SOURCE_LINE (guard)))
    inform (DECL_SOURCE_LOCATION (guard), "the guard, which is declared here,"
	    " has ended with its scope");
  else
    inform (pcpu_visible (loc), "the guard has ended here");
}

/* STMT uses POINTER for HOW: PCPU_W_LIFETIME, or PCPU_W_ALIAS if it also looks at
   what it points to.  */

void
walk::use (state *s, gimple *stmt, tree pointer, enum pcpu_warning how)
{
  use_value (s, stmt, pointer, eval (*s, pointer), how);
}

void
walk::use_value (state *s, gimple *stmt, tree pointer, const value &v,
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
		  ? pcpu_report (PCPU_W_LIFETIME, loc, "return of a pointer that"
				 " was borrowed from guard %qD and does not"
				 " outlive it", b.guard)
		  : !var
		  ? pcpu_report (PCPU_W_LIFETIME, loc, "use of a pointer that"
				 " was borrowed from guard %qD after the guard"
				 " has ended", b.guard)
		  : returned
		  ? pcpu_report (PCPU_W_LIFETIME, loc, "return of %qD, which was"
				 " borrowed from guard %qD and does not outlive"
				 " it", var, b.guard)
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
      if (var ? pcpu_report (PCPU_W_ALIAS, loc, "use of %qD although the same"
			     " object was borrowed again", var)
	  : pcpu_report (PCPU_W_ALIAS, loc, "use of a borrowed pointer although"
			 " the same object was borrowed again"))
	{
	  note_at (b.made, G_("borrowed here"));
	  note_at (b.later, G_("borrowed again here"));
	}
    }
}

/* walk_gimple_op callback: collect the pointers that a statement goes
   through.  */

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

void
walk::use_references (state *s, gimple *stmt)
{
  std::vector<tree> pointers;
  struct walk_stmt_info wi;
  memset (&wi, 0, sizeof wi);
  wi.info = &pointers;
  walk_gimple_op (stmt, collect_pointers, &wi);
  for (tree pointer : pointers)
    use (s, stmt, pointer, PCPU_W_ALIAS);
}

/* T is given to somebody of whom nothing is known.  */

void
walk::escape (state *s, tree t)
{
  if (DECL_P (t) && !is_gimple_reg (t))
    escape_parts (s, t);
  else
    escape_value (s, eval (*s, t));
}

void
walk::escape_value (state *s, const value &v)
{
  if (v.kind == value::OBJECT)
    {
      auto o = s->objects.find (SSA_NAME_VERSION (v.id));
      if (o != s->objects.end () && o->second.state == object::OWNED)
	o->second.state = object::FOREIGN;
    }
  else if (v.kind == value::ADDRESS)
    {
      auto g = s->guards.find (DECL_UID (v.id));
      /* What was left may be entered again by them.  */
      if (g == s->guards.end () || g->second.state != guard::MOVED)
	set_guard (s, v.id, { guard::MOVED, v.id, NULL, NULL, NULL_TREE });
      show_guards_in (s, v.id);
      tree container = container_of (v.id);
      escape_parts (s, container ? container : v.id);
    }
}

/* Pointers in structures: VAR is given away with what is in it.  */

void
walk::escape_parts (state *s, tree var)
{
  for (const place_value &m : s->memory)
    if (m.v.kind == value::OBJECT && get_base_address (m.place) == var)
      escape_value (s, m.v);
}

/* STMT copies VAR to TO.  */

void
walk::copy_parts (state *s, gimple *stmt, tree to, tree var)
{
  bool local = DECL_P (to) && local_p (to);
  std::vector<place_value> parts;
  for (const place_value &m : s->memory)
    if (pointer_p (m.v) && get_base_address (m.place) == var)
      parts.push_back (m);
  if (!local)
    for (const place_value &m : parts)
      {
	/* With the guard that it was borrowed from it may go anywhere.  */
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

/* STMT returns VAR.  */

void
walk::return_parts (state *s, gimple *stmt, tree var)
{
  for (const place_value &m : s->memory)
    if (pointer_p (m.v) && get_base_address (m.place) == var)
      {
	use_value (s, stmt, NULL_TREE, m.v, PCPU_W_LIFETIME);
	escape_value (s, m.v);
      }
}

/* Something else is in VAR; or there is no VAR any more if OVER is set: then what
   still points to it finds, if anything, the pointers that were in it.  */

void
walk::forget_parts (state *s, tree var, bool over)
{
  for (size_t i = s->memory.size (); i-- > 0;)
    if (get_base_address (s->memory[i].place) == var
	&& !(over && s->memory[i].v.kind == value::BORROW))
      s->memory.erase (s->memory.begin () + i);
}

/* Stores.  */

/* POINTER points to a variable array, or what else alloca has given.  */

bool
on_stack_p (tree pointer)
{
  for (unsigned int i = 0; i < 8 && TREE_CODE (pointer) == SSA_NAME; i++)
    {
      gimple *def = SSA_NAME_DEF_STMT (pointer);
      if (is_gimple_call (def))
	return (gimple_call_builtin_p (def, BUILT_IN_NORMAL)
		&& ALLOCA_FUNCTION_CODE_P
		   (DECL_FUNCTION_CODE (gimple_call_fndecl (def))));
      if (!is_gimple_assign (def)
	  || (!CONVERT_EXPR_CODE_P (gimple_assign_rhs_code (def))
	      && gimple_assign_rhs_code (def) != POINTER_PLUS_EXPR
	      && gimple_assign_rhs_code (def) != SSA_NAME))
	return false;
      pointer = gimple_assign_rhs1 (def);
    }
  return false;
}

/* PLACE is in memory that is there when the function has returned.  */

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

void
walk::check_stored (state *s, gimple *stmt, tree place, const value &v,
		    tree what)
{
  if (!pointer_p (v))
    return;
  tree base = get_base_address (place);
  value at = unknown;
  if (base && TREE_CODE (base) == MEM_REF)
    {
      at = eval (*s, TREE_OPERAND (base, 0));
      /* What is guarded itself is reached by a guard only.  */
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
  /* Nor can it be said to outlive a guard that lives as long.  */
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

void
walk::store (state *s, gimple *stmt, tree place, tree what)
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
  /* Who cannot find it again does not know its owner.  */
  if (v.kind == value::OBJECT && recall (*s, place).kind == value::UNKNOWN)
    escape (s, what);
}

/* A and B are parts of one object that have bytes in common.  */

static bool
overlap_p (tree a, tree b)
{
  tree in_a = get_base_address (a), in_b = get_base_address (b);
  if (in_a && in_b && in_a != in_b
      && (DECL_P (in_a) || DECL_P (in_b)
	  || (TREE_CODE (in_a) == MEM_REF && TREE_CODE (in_b) == MEM_REF
	      && TREE_OPERAND (in_a, 0) != TREE_OPERAND (in_b, 0))))
    return false;
  if (operand_equal_p (a, b, 0))
    return true;
  poly_int64 offset_a, size_a, max_a, offset_b, size_b, max_b;
  bool reverse;
  tree base_a = get_ref_base_and_extent (a, &offset_a, &size_a, &max_a,
					 &reverse);
  tree base_b = get_ref_base_and_extent (b, &offset_b, &size_b, &max_b,
					 &reverse);
  return (known_size_p (size_a) && known_eq (size_a, max_a)
	  && known_size_p (size_b) && known_eq (size_b, max_b)
	  && operand_equal_p (base_a, base_b, 0)
	  && ranges_maybe_overlap_p (offset_a, size_a, offset_b, size_b));
}

/* A store to B may change A.  What is borrowed is elsewhere than all the
   rest.  */

bool
walk::may_alias_p (const state &s, tree a, tree b) const
{
  auto borrowed_p = [&] (tree place)
    {
      tree base = get_base_address (place);
      return (base && TREE_CODE (base) == MEM_REF
	      && eval (s, TREE_OPERAND (base, 0)).kind == value::BORROW);
    };
  /* No pointer leads to a variable whose address is not taken, or only by its
     cleanup.  */
  auto apart_p = [&] (tree place, tree other)
    {
      tree var = get_base_address (place), base = get_base_address (other);
      return (var && VAR_P (var) && local_p (var)
	      && !exposed.count (DECL_UID (var))
	      && base && TREE_CODE (base) == MEM_REF);
    };
  if (apart_p (a, b) || apart_p (b, a))
    return false;
  tree type_a = TREE_TYPE (a), type_b = TREE_TYPE (b);
  /* What memcpy has become.  */
  bool raw = (TREE_CODE (b) == MEM_REF
	      && TYPE_REF_CAN_ALIAS_ALL (TREE_TYPE (TREE_OPERAND (b, 1))));
  return ((raw || !is_gimple_reg_type (type_a) || !is_gimple_reg_type (type_b)
	   || POINTER_TYPE_P (type_a) == POINTER_TYPE_P (type_b))
	  && borrowed_p (a) == borrowed_p (b)
	  && refs_may_alias_p (a, b));
}

/* walk_tree callback: stop at what overlaps with the place in DATA.  */

static tree
find_overlap (tree *tp, int *walk_subtrees, void *data)
{
  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  else if (handled_component_p (*tp) || TREE_CODE (*tp) == MEM_REF
	   || (DECL_P (*tp) && TREE_CODE (*tp) != FIELD_DECL))
    {
      /* What it is part of is only an address.  */
      *walk_subtrees = 0;
      if (overlap_p (*tp, (tree) data))
	return *tp;
    }
  return NULL_TREE;
}

/* PLACE is written to.  What a branch has taught is lost only if it was about
   this very place.  */

void
walk::stored_to (state *s, tree place)
{
  store_to_freed (s, place);
  for (const loaded &l : places)
    if (overlap_p (l.place, place))
      s->stale.insert (l.names.begin (), l.names.end ());
  for (size_t i = s->memory.size (); i-- > 0;)
    if (s->memory[i].by_branch
	? walk_tree_without_duplicates (&s->memory[i].place, find_overlap,
					place) != NULL_TREE
	: (!operand_equal_p (s->memory[i].place, place, 0)
	   && (may_alias_p (*s, s->memory[i].place, place)
	       || (place_p (s->memory[i].place)
		   && overlap_p (s->memory[i].place, place)))))
      s->memory.erase (s->memory.begin () + i);
}

/* Statements.  */

/* V CODE W of TYPE, both of which are known.  Of sums and differences only those from
   -1 to 1 are: flags are counted up and down, but who would count with a loop would
   never come to its end.  */

static value
computed_constant (enum tree_code code, tree type, const value &v,
		   const value &w)
{
  auto number = [type] (const value &x)
    {
      return (x.kind == value::ZERO ? build_zero_cst (type)
	      : fold_convert (type, x.id));
    };
  tree result = int_const_binop (code, number (v), number (w));
  if (!result || TREE_OVERFLOW_P (result))
    return unknown;
  if ((code == PLUS_EXPR || code == MINUS_EXPR)
      && !integer_zerop (result) && !integer_onep (result)
      && !integer_minus_onep (result))
    return unknown;
  return number_value (result);
}

/* What the assignment STMT computes.  */

value
walk::computed (state *s, gassign *stmt)
{
  enum tree_code code = gimple_assign_rhs_code (stmt);
  tree type = TREE_TYPE (gimple_assign_lhs (stmt));
  tree a = gimple_assign_rhs1 (stmt);

  if (gimple_assign_load_p (stmt))
    {
      if (!place_p (a))
	return unknown;
      a = canonical (*s, a);
      value v = recall (*s, a);
      return v.kind == value::UNKNOWN ? recall_overlapped (*s, a) : v;
    }
  if (TREE_CODE_CLASS (code) == tcc_comparison)
    {
      int known = decide (*s, code, a, gimple_assign_rhs2 (stmt));
      return known < 0 ? unknown : known ? nonzero : zero;
    }
  value v = eval (*s, code == VIEW_CONVERT_EXPR ? TREE_OPERAND (a, 0) : a);
  if (code == BIT_AND_EXPR && v.kind == value::ZERO)
    return zero;
  switch (code)
    {
    CASE_CONVERT:
    case VIEW_CONVERT_EXPR:
      if ((v.kind == value::NONZERO || v.kind == value::CONSTANT
	   || v.kind == value::ADDRESS || pointer_p (v))
	  && (TYPE_PRECISION (type)
	      < TYPE_PRECISION (TREE_TYPE (code == VIEW_CONVERT_EXPR
					   ? TREE_OPERAND (a, 0) : a)))
	  && TREE_CODE (type) != BOOLEAN_TYPE)
	return unknown;
      if (v.kind == value::CONSTANT && INTEGRAL_TYPE_P (type))
	return number_value (fold_convert (type, v.id));
      return v;
    case BIT_NOT_EXPR:
      if (TREE_CODE (type) != BOOLEAN_TYPE)
	return unknown;
      return v.kind == value::ZERO ? nonzero
	     : v.kind == value::NONZERO ? zero : unknown;
    case POINTER_PLUS_EXPR:
    case PLUS_EXPR:
    case MINUS_EXPR:
    case BIT_AND_EXPR:
    case BIT_IOR_EXPR:
    case BIT_XOR_EXPR:
      {
	value w = eval (*s, gimple_assign_rhs2 (stmt));
	if (constant_p (v) && constant_p (w) && INTEGRAL_TYPE_P (type))
	  return computed_constant (code, type, v, w);
	if (code == BIT_AND_EXPR && w.kind == value::ZERO)
	  return zero;
	if (w.kind == value::ZERO)
	  return v;
	if (v.kind == value::ZERO && code != MINUS_EXPR)
	  return w;
	if (code == BIT_XOR_EXPR)
	  return unknown;
	if (code == BIT_IOR_EXPR
	    && (v.kind == value::NONZERO || v.kind == value::CONSTANT
		|| w.kind == value::NONZERO || w.kind == value::CONSTANT))
	  return nonzero;
	if (code == BIT_AND_EXPR && boolean_p (type)
	    && v.kind != value::UNKNOWN && w.kind != value::UNKNOWN)
	  return nonzero;
	/* The address of a variable, and the bias; see percpu_address in
	   lower.cc.  */
	if (code == PLUS_EXPR && v.kind == value::ADDRESS
	    && pcpu_variable_p (v.id))
	  return v;
	if (code == POINTER_PLUS_EXPR && v.kind == value::ADDRESS)
	  {
	    v.interior = true;
	    return v;
	  }
	if (pointer_p (v) == pointer_p (w))
	  return unknown;
	/* A number that a pointer has something to do with; or what may be the
	   start of an object again.  */
	if (code == BIT_AND_EXPR
	    || (code == MINUS_EXPR && w.kind == value::UNKNOWN)
	    || (code == POINTER_PLUS_EXPR && v.kind == value::OBJECT
		&& TREE_CODE (gimple_assign_rhs2 (stmt)) == INTEGER_CST
		&& wi::neg_p (wi::to_wide (gimple_assign_rhs2 (stmt)), SIGNED)))
	  return unknown;
	if (pointer_p (w))
	  {
	    if (code == MINUS_EXPR)
	      return unknown;
	    v = w;
	  }
	v.interior = true;
	return v;
      }
    default:
      return get_gimple_rhs_class (code) == GIMPLE_SINGLE_RHS ? v : unknown;
    }
}

/* The structure of this function that REF accesses as one number, which memcpy has
   become; else NULL_TREE.  */

tree
walk::whole_variable (const state &s, tree ref) const
{
  if (TREE_CODE (ref) != MEM_REF || !integer_zerop (TREE_OPERAND (ref, 1))
      || !INTEGRAL_TYPE_P (TREE_TYPE (ref)))
    return NULL_TREE;
  value v = eval (s, TREE_OPERAND (ref, 0));
  return (v.kind == value::ADDRESS && !v.interior && local_p (v.id)
	  && RECORD_OR_UNION_TYPE_P (TREE_TYPE (v.id))
	  && tree_int_cst_equal (TYPE_SIZE (TREE_TYPE (v.id)),
				 TYPE_SIZE (TREE_TYPE (ref)))
	  ? v.id : NULL_TREE);
}

void
walk::assign (state *s, gassign *stmt)
{
  tree lhs = gimple_assign_lhs (stmt);
  tree rhs = gimple_assign_rhs1 (stmt);

  use_references (s, stmt);
  for (tree ref : { lhs, rhs })
    if (tree var = whole_variable (*s, ref))
      if (ref == lhs || s->guards.count (DECL_UID (var)))
	set_guard (s, var, { guard::MOVED, var, stmt, NULL, NULL_TREE });
  if (TREE_CODE (lhs) == SSA_NAME)
    {
      value v = computed (s, stmt);
      if (v.kind == value::UNKNOWN && INTEGRAL_TYPE_P (TREE_TYPE (lhs))
	  && TREE_CODE_CLASS (gimple_assign_rhs_code (stmt)) == tcc_binary)
	/* Perhaps a pointer in disguise.  */
	for (tree operand : { rhs, gimple_assign_rhs2 (stmt) })
	  escape (s, operand);
      if (gimple_has_location (stmt))
	v.where = gimple_location (stmt);
      set (s, lhs, v);
      if (v.kind == value::UNKNOWN && gimple_assign_load_p (stmt)
	  && pcpu_pointer_type_p (TREE_TYPE (lhs)) && place_p (rhs))
	remember (s, canonical (*s, rhs), eval (*s, lhs), false);
      if (gimple_assign_load_p (stmt))
	load_freed (s, stmt);
      return;
    }
  if (gimple_clobber_p (stmt))
    {
      forget_parts (s, lhs, true);
      store_to_freed (s, lhs);
      /* A guard that has ended with its scope is done with.  */
      for (auto g = s->guards.begin (); g != s->guards.end ();)
	if (g->second.state != guard::HELD && DECL_P (lhs)
	    && container_of (g->second.decl) == lhs)
	  g = s->guards.erase (g);
	else
	  ++g;
      return;
    }
  assign_guards (s, stmt, lhs, rhs);
  if (!is_gimple_reg_type (TREE_TYPE (lhs)) && zero_p (*s, rhs))
    zero_place (s, stmt, lhs);
  else if (DECL_P (rhs) && !is_gimple_reg (rhs) && local_p (rhs))
    copy_parts (s, stmt, lhs, rhs);
  else if (get_gimple_rhs_class (gimple_assign_rhs_code (stmt))
      == GIMPLE_SINGLE_RHS)
    store (s, stmt, lhs, rhs);
}

/* Of what B borrows, with LHS as the pointer, only a part is ever used:
   `&percpu_borrow (g, &st)->rx'.  */

static void
narrow (borrow *b, tree lhs)
{
  use_operand_p use;
  gimple *user;
  poly_int64 place;
  HOST_WIDE_INT offset;

  if (!single_imm_use (lhs, &use, &user)
      || !is_gimple_assign (user)
      || gimple_assign_rhs_code (user) != ADDR_EXPR)
    return;
  tree ref = TREE_OPERAND (gimple_assign_rhs1 (user), 0);
  tree base = get_addr_base_and_unit_offset (ref, &place);
  tree size = TYPE_SIZE_UNIT (TREE_TYPE (ref));
  if (base && TREE_CODE (base) == MEM_REF && TREE_OPERAND (base, 0) == lhs
      && place.is_constant (&offset)
      && size && tree_fits_shwi_p (size))
    {
      b->offset += offset + int_cst_value (TREE_OPERAND (base, 1));
      b->size = tree_to_shwi (size);
    }
}

/* The per-CPU pointer that POINTER is the translation of, or NULL_TREE; see
   translate in lower.cc.  */

static tree
translated_from (tree pointer)
{
  while (TREE_CODE (pointer) == SSA_NAME
	 && !pcpu_pointer_type_p (TREE_TYPE (pointer)))
    {
      gimple *def = SSA_NAME_DEF_STMT (pointer);
      if (gasm *hidden = dyn_cast<gasm *> (def))
	{
	  if (gimple_asm_ninputs (hidden) != 1)
	    return NULL_TREE;
	  pointer = TREE_VALUE (gimple_asm_input_op (hidden, 0));
	}
      else if (is_gimple_assign (def)
	       && (CONVERT_EXPR_CODE_P (gimple_assign_rhs_code (def))
		   || gimple_assign_rhs_code (def) == PLUS_EXPR
		   || gimple_assign_rhs_code (def) == SSA_NAME))
	pointer = gimple_assign_rhs1 (def);
      else
	return NULL_TREE;
    }
  return TREE_CODE (pointer) == SSA_NAME ? pointer : NULL_TREE;
}

/* The type of the parameter that NAME is given for, if that is all that happens to
   it; else NULL_TREE.  */

static tree
passed_type (tree name)
{
  use_operand_p use;
  gimple *user;

  if (!single_imm_use (name, &use, &user) || !is_gimple_call (user)
      || !gimple_call_fntype (user))
    return NULL_TREE;
  tree parm = TYPE_ARG_TYPES (gimple_call_fntype (user));
  for (unsigned int i = 0; i < gimple_call_num_args (user) && parm;
       i++, parm = TREE_CHAIN (parm))
    if (gimple_call_arg (user, i) == name)
      return TREE_VALUE (parm);
  return NULL_TREE;
}

/* Of what STMT borrows, something may be written to.  What no variable holds and
   no function gets is over with its expression.  */

static bool
writable_p (gimple *stmt)
{
  tree var = variable_of (NULL_TREE, gimple_call_lhs (stmt));
  tree type = var ? TREE_TYPE (var) : passed_type (gimple_call_lhs (stmt));
  return (type && POINTER_TYPE_P (type) && !TYPE_READONLY (TREE_TYPE (type)));
}

/* What STMT borrows is counted when the program runs, as percpu/cell.h does.  */

static bool
checked_p (gimple *stmt)
{
  tree var = variable_of (NULL_TREE, gimple_call_lhs (stmt));
  use_operand_p use;
  gimple *user;
  /* The pointer to a member.  */
  if (!var && single_imm_use (gimple_call_lhs (stmt), &use, &user)
      && is_gimple_assign (user)
      && TREE_CODE (gimple_assign_lhs (user)) == SSA_NAME)
    var = SSA_NAME_VAR (gimple_assign_lhs (user));
  return var && lookup_attribute ("percpu_checked", DECL_ATTRIBUTES (var));
}

/* The guards A and B are held at the same time, or are the same: they are this
   CPU's, both.  */

bool
walk::both_held_p (const state &s, tree a, tree b) const
{
  if (a == b)
    return true;
  for (tree decl : { a, b })
    {
      auto g = decl ? s.guards.find (DECL_UID (decl)) : s.guards.end ();
      if (!decl || (g == s.guards.end () ? own_guard_p (decl)
		    : g->second.state != guard::HELD))
	return false;
    }
  return true;
}

/* STMT makes the borrow B: note it as a later one of the same object.  Sections
   within sections have the same CPU.  */

void
walk::note_later (state *s, gcall *stmt, const borrow &b)
{
  auto same_p = [&b] (const borrow &other)
    {
      if (b.whole)
	return other.whole && other.object == b.object;
      return (b.uid && other.uid == b.uid
	      && other.offset < b.offset + b.size
	      && b.offset < other.offset + other.size);
    };
  if (!writable_p (stmt))
    return;
  for (auto &other : s->borrows)
    if (both_held_p (*s, other.second.guard, b.guard) && same_p (other.second)
	&& (other.second.guard == b.guard
	    || !checked_p (stmt) || !checked_p (other.second.made))
	&& !other.second.ended && other.second.made != stmt
	&& writable_p (other.second.made))
      {
	other.second.later = stmt;
	other.second.later_guard = b.guard;
      }
}

void
walk::make_borrow (state *s, gcall *stmt)
{
  tree lhs = gimple_call_lhs (stmt);
  if (!lhs || TREE_CODE (lhs) != SSA_NAME)
    return;
  renew (s, { lhs }, NULL);
  value from = eval (*s, gimple_call_arg (stmt, 0));
  if (pointer_p (from))
    use (s, stmt, gimple_call_arg (stmt, 0), PCPU_W_LIFETIME);

  borrow b;
  memset (&b, 0, sizeof b);
  b.made = stmt;
  b.guard = guard_pointed_to (*s, gimple_call_arg (stmt, 1));
  if (b.guard)
    b.guard = guard_of (*s, b.guard);
  b.object = from.kind == value::OBJECT ? from.id : NULL_TREE;
  tree untranslated = translated_from (gimple_call_arg (stmt, 0));
  b.whole = (b.object && untranslated
	     && !eval (*s, untranslated).interior);
  b.uid = tree_to_uhwi (gimple_call_arg (stmt, 2));
  b.offset = tree_to_shwi (gimple_call_arg (stmt, 3));
  b.size = tree_to_shwi (gimple_call_arg (stmt, 4));
  narrow (&b, lhs);
  if (b.guard)
    {
      check_borrowed_from (s, stmt, b.guard);
      note_later (s, stmt, b);
    }
  s->borrows[SSA_NAME_VERSION (lhs)] = b;
  set (s, lhs, value (value::BORROW, lhs));
}

/* STMT stands before an access of several instructions.  */

void
walk::check_torn (state *s, gcall *stmt)
{
  for (const auto &g : s->guards)
    if (g.second.state != guard::LEFT)
      return;
  if (once (stmt, PCPU_W_TEARING))
    pcpu_report_torn (gimple_location (stmt),
		      (enum pcpu_torn) tree_to_uhwi (gimple_call_arg (stmt,
								      0)));
}

/* An object of which the last trace is lost.  */

static void
report_leak (const object &o, tree name, location_t loc)
{
  tree var = variable_of (name, name);
  if (var ? pcpu_report (PCPU_W_LEAK, loc, "per-CPU object %qD is not freed on"
			 " some path", var)
      : pcpu_report (PCPU_W_LEAK, loc, "per-CPU object is not freed on some"
		     " path"))
    note_at (o.made, G_("allocated here"));
}

void
walk::allocate (state *s, gcall *stmt)
{
  tree lhs = gimple_call_lhs (stmt);
  if (!lhs)
    {
      if (once (stmt, PCPU_W_LEAK))
	report_leak ({ object::OWNED, NULL, NULL, 0, NULL, NULL_TREE }, NULL_TREE,
		     gimple_location (stmt));
      return;
    }
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
  s->objects[SSA_NAME_VERSION (lhs)] = { object::OWNED, stmt, NULL, 0, NULL, NULL_TREE };
}

/* The name by which FNDECL is called: ours are behind macros.  */

static const char *
called_name (tree fndecl)
{
  const char *name = IDENTIFIER_POINTER (DECL_NAME (fndecl));
  return strncmp (name, "__percpu_", 9) == 0 ? name + 2 : name;
}

void
walk::free_object (state *s, gcall *stmt, tree fndecl)
{
  if (gimple_call_num_args (stmt) == 0)
    return;
  tree arg = gimple_call_arg (stmt, 0);
  location_t loc = gimple_location (stmt);
  value v = eval (*s, arg);

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
		     " not allocated", called_name (fndecl), v.id);
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
		     " of a per-CPU object", called_name (fndecl));
      return;
    }
  if (o != s->objects.end () && o->second.retained > 0
      && pcpu_function_role (fndecl) == PCPU_RELEASE)
    {
      if (o->second.retained < retained_max)
	o->second.retained--;
      return;
    }
  gimple *made = o != s->objects.end () ? o->second.made : NULL;
  s->objects[SSA_NAME_VERSION (v.id)] = { object::FREED, made, stmt, 0, NULL, NULL_TREE };
  for (auto &b : s->borrows)
    if (b.second.object == v.id && !b.second.ended)
      {
	b.second.ended = stmt;
	b.second.freed = true;
      }
}

/* FNDECL is a built-in function that stores one of its arguments where another
   points to.  */

static bool
atomic_p (const_tree fndecl)
{
  if (!fndecl || !fndecl_built_in_p (fndecl, BUILT_IN_NORMAL))
    return false;
  const char *name = IDENTIFIER_POINTER (DECL_NAME (fndecl));
  return (strncmp (name, "__atomic_", 9) == 0
	  || strncmp (name, "__sync_", 7) == 0);
}

/* The arguments of a function that has no role.  */

void
walk::call_arguments (state *s, gcall *stmt, tree fndecl)
{
  tree fntype = gimple_call_fntype (stmt);
  /* What the compiler itself puts there, for a sanitizer, keeps nothing.  */
  bool known = (gimple_call_internal_p (stmt)
		|| (fndecl && fndecl_built_in_p (fndecl, BUILT_IN_NORMAL)
		    && !atomic_p (fndecl)));

  for (unsigned int i = 0; i < gimple_call_num_args (stmt); i++)
    {
      tree arg = gimple_call_arg (stmt, i);
      value v = eval (*s, arg);
      if (VAR_P (arg) && s->guards.count (DECL_UID (arg)))
	s->guards[DECL_UID (arg)].state = guard::MOVED;
      if (VAR_P (arg))
	show_guards_in (s, arg);
      if (pointer_p (v))
	use (s, stmt, arg, PCPU_W_ALIAS);
      if (pointer_p (v) && i > 0 && atomic_p (fndecl))
	check_stored (s, stmt,
		      build2 (MEM_REF, TREE_TYPE (arg),
			      gimple_call_arg (stmt, 0),
			      build_zero_cst (ptr_type_node)), v, arg);
      check_keepers (s, stmt, fndecl, i);
      container_passed (s, arg, gimple_call_builtin_p (stmt, BUILT_IN_FREE));
      if (!known && !(fntype && pcpu_borrows_p (fntype, i)))
	escape (s, arg);
    }
}

/* The built-in function that STMT calls may store to what its arguments point
   to, as memset does.  */

void
walk::built_in_stores (state *s, gcall *stmt)
{
  s->freed.clear ();
  for (unsigned int i = 0; i < gimple_call_num_args (stmt); i++)
    {
      tree arg = gimple_call_arg (stmt, i);
      if (!POINTER_TYPE_P (TREE_TYPE (arg)))
	continue;
      value to = eval (*s, arg);
      tree place = pointed_to (arg);
      for (size_t j = s->memory.size (); j-- > 0;)
	{
	  tree base = get_base_address (s->memory[j].place);
	  if ((place
	       && walk_tree_without_duplicates (&s->memory[j].place,
						find_overlap, place))
	      || (base
		  && (to.kind == value::ADDRESS ? base == to.id
		      : (TREE_CODE (base) == MEM_REF
			 && TREE_OPERAND (base, 0) == same_pointer (*s, arg)))))
	    {
	      escape_value (s, s->memory[j].v);
	      s->memory.erase (s->memory.begin () + j);
	    }
	}
      if (place)
	for (const loaded &l : places)
	  if (overlap_p (l.place, place))
	    s->stale.insert (l.names.begin (), l.names.end ());
    }
}

/* What the call STMT returns, if that is one of its arguments or points into what
   one points to.  */

value
walk::returned_argument (const state &s, gcall *stmt) const
{
  if (gimple_call_num_args (stmt) == 0
      || !gimple_call_builtin_p (stmt, BUILT_IN_NORMAL))
    return unknown;
  value v = eval (s, gimple_call_arg (stmt, 0));
  switch (DECL_FUNCTION_CODE (gimple_call_fndecl (stmt)))
    {
    case BUILT_IN_EXPECT:
    case BUILT_IN_EXPECT_WITH_PROBABILITY:
    case BUILT_IN_ASSUME_ALIGNED:
    case BUILT_IN_MEMCPY:
    case BUILT_IN_MEMMOVE:
    case BUILT_IN_MEMSET:
    case BUILT_IN_STRCPY:
    case BUILT_IN_STRNCPY:
    case BUILT_IN_STRCAT:
    case BUILT_IN_STRNCAT:
      return v;
    case BUILT_IN_MEMCHR:
    case BUILT_IN_STRCHR:
    case BUILT_IN_STRRCHR:
    case BUILT_IN_STRSTR:
    case BUILT_IN_STRPBRK:
    case BUILT_IN_INDEX:
    case BUILT_IN_RINDEX:
    case BUILT_IN_STPCPY:
    case BUILT_IN_MEMPCPY:
      v.interior = true;
      return pointer_p (v) ? v : unknown;
    default:
      return unknown;
    }
}

/* False if the path ends here.  */

bool
walk::call (state *s, gcall *stmt)
{
  tree fndecl = gimple_call_fndecl (stmt);
  tree lhs = gimple_call_lhs (stmt);
  enum pcpu_op op;
  enum pcpu_yield yield;

  use_references (s, stmt);
  if (pcpu_operation_p (fndecl, &op, &yield))
    {
      if (op == PCPU_BORROWED)
	make_borrow (s, stmt);
      else
	check_torn (s, stmt);
      return true;
    }
  switch (pcpu_function_role (fndecl))
    {
    case PCPU_GUARD_ENTER:
      enter_guard (s, stmt);
      return true;
    case PCPU_GUARD_LEAVE:
      leave_guard (s, stmt);
      return true;
    case PCPU_ALLOCATE:
      call_arguments (s, stmt, fndecl);
      allocate (s, stmt);
      return true;
    case PCPU_FREE:
    case PCPU_AUTOFREE:
    case PCPU_RELEASE:
      free_object (s, stmt, fndecl);
      return true;
    case PCPU_RETAIN:
      if (gimple_call_num_args (stmt) > 0)
	{
	  tree arg = gimple_call_arg (stmt, 0);
	  use (s, stmt, arg, PCPU_W_LIFETIME);
	  value v = eval (*s, arg);
	  escape (s, arg);
	  if (v.kind == value::OBJECT)
	    {
	      auto o = s->objects.insert ({ SSA_NAME_VERSION (v.id),
					    { object::FOREIGN, NULL, NULL, 0, NULL, NULL_TREE } });
	      /* How often a loop has done it nobody knows.  */
	      if (looped[gimple_bb (stmt)->index])
		o.first->second.retained = retained_max;
	      if (o.first->second.retained < retained_max)
		o.first->second.retained++;
	    }
	  if (lhs && TREE_CODE (lhs) == SSA_NAME)
	    set (s, lhs, v.kind == value::OBJECT ? v : unknown);
	}
      return true;
    default:
      if (lock_call (s, stmt, pcpu_function_role (fndecl)))
	return true;
      break;
    }

  if (gimple_call_builtin_p (stmt, BUILT_IN_MEMCPY))
    {
      tree from = guard_pointed_to (*s, gimple_call_arg (stmt, 1));
      if (from && s->guards.count (DECL_UID (from)))
	copy_guard (s, stmt, guard_pointed_to (*s, gimple_call_arg (stmt, 0)),
		    from);
    }
  if (gimple_call_builtin_p (stmt, BUILT_IN_FREE))
    check_freed_guards (s, stmt, gimple_call_arg (stmt, 0));
  call_arguments (s, stmt, fndecl);
  if (gimple_call_noreturn_p (stmt))
    {
      check_jump (s, stmt, fndecl);
      return false;
    }
  if (gimple_call_internal_p (stmt))
    ;
  else if (!fndecl || !fndecl_built_in_p (fndecl))
    {
      forget_locks (s, stmt);
      forget_memory (s);
    }
  else if (gimple_vdef (stmt))
    {
      built_in_stores (s, stmt);
      if (tree cleared = cleared_variable (*s, stmt))
	zero_place (s, stmt, cleared);
    }
  if (lhs && TREE_CODE (lhs) == SSA_NAME)
    set (s, lhs, returned_argument (*s, stmt));
  else if (lhs)
    {
      remember (s, lhs, unknown, false);
      store_to_freed (s, lhs);
      /* Perhaps a guard that a function has entered for us.  */
      if (tree var = guard_at (*s, lhs))
	{
	  set_guard (s, var, { guard::MOVED, var, stmt, NULL, NULL_TREE });
	  show_guards_in (s, var);
	}
    }
  return true;
}

void
walk::assembler (state *s, gasm *stmt)
{
  use_references (s, stmt);
  /* What hides a sum, see translate in lower.cc.  */
  value copied = unknown;
  if (gimple_asm_noutputs (stmt) == 1 && gimple_asm_ninputs (stmt) == 1
      && *gimple_asm_string (stmt) == '\0')
    copied = eval (*s, TREE_VALUE (gimple_asm_input_op (stmt, 0)));
  else
    for (unsigned int i = 0; i < gimple_asm_ninputs (stmt); i++)
      {
	tree input = TREE_VALUE (gimple_asm_input_op (stmt, i));
	if (TREE_CODE (input) != SSA_NAME || !pointer_p (eval (*s, input)))
	  continue;
	use (s, stmt, input, PCPU_W_LIFETIME);
	for (unsigned int j = 0; j < gimple_asm_noutputs (stmt); j++)
	  {
	    tree output = TREE_VALUE (gimple_asm_output_op (stmt, j));
	    if (TREE_CODE (output) != SSA_NAME)
	      check_stored (s, stmt, output, eval (*s, input), input);
	  }
	escape (s, input);
      }
  for (unsigned int i = 0; i < gimple_asm_noutputs (stmt); i++)
    {
      tree output = TREE_VALUE (gimple_asm_output_op (stmt, i));
      if (TREE_CODE (output) == SSA_NAME)
	set (s, output, copied);
    }
}

void
walk::leave_function (state *s, greturn *stmt)
{
  tree result = gimple_return_retval (stmt);
  if (result)
    {
      if (pointer_p (eval (*s, result)))
	use (s, stmt, result, PCPU_W_LIFETIME);
      if (DECL_P (result) && !is_gimple_reg (result))
	return_parts (s, stmt, result);
      else
	escape (s, result);
      if (VAR_P (result) && s->guards.count (DECL_UID (result)))
	s->guards[DECL_UID (result)].state = guard::MOVED;
      if (VAR_P (result))
	show_guards_in (s, result);
    }
  location_t loc = gimple_location (stmt);
  if (!located_p (loc))
    loc = s->jump;
  if (!located_p (loc))
    loc = fun->function_end_locus;
  check_held (s, loc);
  locks_at_return (s, result, loc);
  /* What is left when the program ends is nobody's loss.  */
  if (MAIN_NAME_P (DECL_NAME (fun->decl)))
    return;
  for (const auto &o : s->objects)
    if (o.second.state == object::OWNED && o.second.retained == 0
	&& once (o.second.made, PCPU_W_LEAK))
      report_leak (o.second, gimple_call_lhs (o.second.made), loc);
}

/* False if the path ends with STMT.  */

bool
walk::statement (state *s, gimple *stmt)
{
  if (gimple_has_location (stmt) && gimple_code (stmt) != GIMPLE_RETURN
      && !(is_gimple_call (stmt)
	   && (gimple_call_internal_p (stmt)
	       || (pcpu_function_role (gimple_call_fndecl (stmt))
		   == PCPU_GUARD_LEAVE))))
    s->jump = UNKNOWN_LOCATION;
  switch (gimple_code (stmt))
    {
    case GIMPLE_ASSIGN:
      assign (s, as_a<gassign *> (stmt));
      return true;
    case GIMPLE_CALL:
      return call (s, as_a<gcall *> (stmt));
    case GIMPLE_ASM:
      assembler (s, as_a<gasm *> (stmt));
      return true;
    case GIMPLE_RETURN:
      leave_function (s, as_a<greturn *> (stmt));
      return false;
    default:
      return true;
    }
}

} // namespace lifetime
