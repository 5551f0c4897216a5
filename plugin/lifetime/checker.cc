/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Checker: statements, and their effects on guards and objects.

     percpu_guarded (g)
       s = percpu_borrow (g, &st);
     s->n++;               error: the guard has ended

     p = percpu_alloc (struct stats);
     percpu_free (p);
     p->n++;               error: the object was freed

   Only attributes say what other functions do (role.cc).  A function without
   attributes is unknown: it may keep its arguments and change all memory that
   it can reach.  */

#include "checker.h"

namespace lifetime {

/* Returns: the value of V CODE W of TYPE, where V and W are known numbers.
   Sums and differences are tracked only from -1 to 1.  That is enough for flags
   that are counted up and down.  A loop counter would create new states for
   ever otherwise.  */

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

/* Returns: the value that the assignment STMT computes.  */

value
checker::computed (state *s, gassign *stmt)
{
  enum tree_code code = gimple_assign_rhs_code (stmt);
  tree type = TREE_TYPE (gimple_assign_lhs (stmt));
  tree a = gimple_assign_rhs1 (stmt);

  /* A load: what the state records about the place.  */
  if (gimple_assign_load_p (stmt))
    {
      if (!place_p (a))
	return unknown;
      a = canonical (*s, a);
      value v = recall (*s, a);
      return v.kind == value::UNKNOWN ? recall_overlapped (*s, a) : v;
    }
  /* A comparison that the state decides.  */
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
      /* A conversion to fewer bits may turn a number that is not zero into
	 zero.  */
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
	/* `a | b' is not zero if one operand is not.  `a & b' may be zero
	   although neither operand is, except for truth values.  */
	if (code == BIT_IOR_EXPR
	    && (v.kind == value::NONZERO || v.kind == value::CONSTANT
		|| w.kind == value::NONZERO || w.kind == value::CONSTANT))
	  return nonzero;
	if (code == BIT_AND_EXPR && boolean_p (type)
	    && v.kind != value::UNKNOWN && w.kind != value::UNKNOWN)
	  return nonzero;
	/* The sum of a variable's address and the bias; see percpu_address in
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
	/* The result is a number that is computed from a pointer, such as an
	   offset or the low bits, or a pointer that may be the beginning of an
	   object again, as container_of computes it.  */
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

/* Process the assignment STMT.  A name gets a value, and perhaps an identity.
   Memory is stored to, and a copy of a structure copies the guards in it.  */

void
checker::assign (state *s, gassign *stmt)
{
  tree lhs = gimple_assign_lhs (stmt);
  tree rhs = gimple_assign_rhs1 (stmt);

  use_references (s, stmt);
  /* A structure that is copied as one number takes its guard along.  */
  for (tree ref : { lhs, rhs })
    if (tree var = whole_variable (*s, ref))
      if (ref == lhs || s->guards.count (DECL_UID (var)))
	set_guard (s, var, { guard::MOVED, var, stmt, NULL, NULL_TREE });
  if (TREE_CODE (lhs) == SSA_NAME)
    {
      value v = computed (s, stmt);
      if (v.kind == value::UNKNOWN && INTEGRAL_TYPE_P (TREE_TYPE (lhs))
	  && TREE_CODE_CLASS (gimple_assign_rhs_code (stmt)) == tcc_binary)
	/* The result may be a pointer in another form, such as a tagged
	   one.  */
	for (tree operand : { rhs, gimple_assign_rhs2 (stmt) })
	  escape (s, operand);
      if (gimple_has_location (stmt))
	v.where = gimple_location (stmt);
      set (s, lhs, v);
      /* `set' has given an unknown per-CPU pointer an identity.  The place that
	 it was loaded from holds the same object.  */
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
      /* A clobber ends the scope of LHS.  A guard in it that is not held needs
	 no record any more.  */
      for (auto g = s->guards.begin (); g != s->guards.end ();)
	if (g->second.state != guard::HELD && DECL_P (lhs)
	    && container_of (g->second.decl) == lhs)
	  g = s->guards.erase (g);
	else
	  ++g;
      return;
    }
  /* A store: guards first, then the contents.  */
  assign_guards (s, stmt, lhs, rhs);
  if (!is_gimple_reg_type (TREE_TYPE (lhs)) && zero_p (*s, rhs))
    zero_place (s, stmt, lhs);
  else if (DECL_P (rhs) && !is_gimple_reg (rhs) && local_p (rhs))
    copy_parts (s, stmt, lhs, rhs);
  else if (get_gimple_rhs_class (gimple_assign_rhs_code (stmt))
	   == GIMPLE_SINGLE_RHS)
    store (s, stmt, lhs, rhs);
}

/* Returns: whether FNDECL is an atomic built-in function, which stores one of
   its arguments in the place that another argument points to.  */

static bool
atomic_p (const_tree fndecl)
{
  if (!fndecl || !fndecl_built_in_p (fndecl, BUILT_IN_NORMAL))
    return false;
  const char *name = IDENTIFIER_POINTER (DECL_NAME (fndecl));
  return (strncmp (name, "__atomic_", 9) == 0
	  || strncmp (name, "__sync_", 7) == 0);
}

/* Check the arguments of STMT, a call of FNDECL, which has no role, and give to
   the function what it may keep.  */

void
checker::call_arguments (state *s, gcall *stmt, tree fndecl)
{
  tree fntype = gimple_call_fntype (stmt);
  /* A call that the compiler has added for a sanitizer keeps nothing.  */
  bool known = (gimple_call_internal_p (stmt)
		|| (fndecl && fndecl_built_in_p (fndecl, BUILT_IN_NORMAL)
		    && !atomic_p (fndecl)));

  for (unsigned int i = 0; i < gimple_call_num_args (stmt); i++)
    {
      tree arg = gimple_call_arg (stmt, i);
      value v = eval (*s, arg);
      /* A guard that is passed by value has another owner.  */
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

/* Forget what the built-in function that STMT calls may store through its
   arguments, as memset does.  */

void
checker::built_in_stores (state *s, gcall *stmt)
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
	  /* It may store to what the argument points to, or to any part of the
	     variable or object into which it points.  */
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

/* Process the call STMT.
   Returns: false if the path ends with it.  */

bool
checker::call (state *s, gcall *stmt)
{
  tree fndecl = gimple_call_fndecl (stmt);
  tree lhs = gimple_call_lhs (stmt);
  enum pcpu_op op;
  enum pcpu_yield yield;

  use_references (s, stmt);
  if (pcpu_find_operation (fndecl, &op, &yield))
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
      retain_object (s, stmt);
      return true;
    default:
      if (lock_call (s, stmt, pcpu_function_role (fndecl)))
	return true;
      break;
    }

  /* Other calls take effect in this order: guards are copied, or freed with
     their memory; arguments are used and given away; memory changes; the result
     is set.  */
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
      else if (gimple_call_num_args (stmt) > 0)
	{
	  /* What is copied may be a guard that was entered elsewhere.  */
	  tree place = pointed_to (gimple_call_arg (stmt, 0));
	  if (tree var = place ? guard_at (*s, place) : NULL_TREE)
	    {
	      set_guard (s, var, { guard::MOVED, var, stmt, NULL, NULL_TREE });
	      show_guards_in (s, var);
	    }
	}
    }
  if (lhs && TREE_CODE (lhs) == SSA_NAME)
    set (s, lhs, returned_argument (*s, stmt));
  else if (lhs)
    {
      remember (s, lhs, unknown, false);
      store_to_freed (s, lhs);
      /* The function may have entered a guard for its caller.  */
      if (tree var = guard_at (*s, lhs))
	{
	  set_guard (s, var, { guard::MOVED, var, stmt, NULL, NULL_TREE });
	  show_guards_in (s, var);
	}
    }
  return true;
}

/* Return true if STMT is an instruction of the lowering that computes a number
   from another one: on some processors, the address of an instance.  */

static bool
computing_asm_p (gasm *stmt)
{
  return (gimple_asm_noutputs (stmt) == 1 && gimple_asm_ninputs (stmt) == 1
	  && pcpu_own_operand_p (gimple_asm_input_op (stmt, 0))
	  && (TREE_CODE (TREE_VALUE (gimple_asm_output_op (stmt, 0)))
	      == SSA_NAME));
}

/* Return true if LINK, an input of the asm STMT, is the address of the instance
   that STMT, a sequence of the lowering, accesses.  The sequence has the
   instance as another operand, and does not keep its address.  */

bool
checker::instance_address_p (const state &s, gasm *stmt, tree link) const
{
  if (!pcpu_own_operand_p (link))
    return false;
  value address = eval (s, TREE_VALUE (link));
  unsigned int outputs = gimple_asm_noutputs (stmt);
  for (unsigned int i = 0; i < outputs + gimple_asm_ninputs (stmt); i++)
    {
      tree operand = (i < outputs ? gimple_asm_output_op (stmt, i)
		      : gimple_asm_input_op (stmt, i - outputs));
      tree base = get_base_address (TREE_VALUE (operand));
      if (!base || TREE_CODE (base) != MEM_REF)
	continue;
      value accessed = eval (s, TREE_OPERAND (base, 0));
      if (accessed.kind == address.kind && accessed.id == address.id)
	return true;
    }
  return false;
}

/* Process the asm STMT.  The empty asm by which the lowering hides a value from
   the optimisers passes the value on.  Any other asm, except for a computation
   of the lowering, may keep its inputs.  */

void
checker::assembler (state *s, gasm *stmt)
{
  use_references (s, stmt);
  /* An empty asm, which hides a sum; see translate in lower.cc.  */
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
	if (instance_address_p (*s, stmt, gimple_asm_input_op (stmt, i)))
	  continue;
	for (unsigned int j = 0; j < gimple_asm_noutputs (stmt); j++)
	  {
	    tree output = TREE_VALUE (gimple_asm_output_op (stmt, j));
	    if (TREE_CODE (output) != SSA_NAME)
	      check_stored (s, stmt, output, eval (*s, input), input);
	  }
	if (!computing_asm_p (stmt))
	  escape (s, input);
      }
  for (unsigned int i = 0; i < gimple_asm_noutputs (stmt); i++)
    {
      tree output = TREE_VALUE (gimple_asm_output_op (stmt, i));
      if (TREE_CODE (output) == SSA_NAME)
	set (s, output, copied);
    }
}

/* Process the return STMT.  The result is used, and has another owner.  Guards
   of this function must have been left and objects that it owns must have been
   freed.  */

void
checker::leave_function (state *s, greturn *stmt)
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
  /* GCC merges all returns into one statement without a location.  The last
     jump is the return that the program has written.  */
  location_t loc = gimple_location (stmt);
  if (!located_p (loc))
    loc = s->jump;
  if (!located_p (loc))
    loc = fun->function_end_locus;
  check_held (s, loc);
  locks_at_return (s, result, loc);
  /* The end of the program frees everything.  */
  if (MAIN_NAME_P (DECL_NAME (fun->decl)))
    return;
  for (const auto &o : s->objects)
    if (o.second.state == object::OWNED && o.second.retained == 0
	&& once (o.second.made, PCPU_W_LEAK))
      report_leak (o.second, gimple_call_lhs (o.second.made), loc);
}

/* Check STMT, and change S to the state after it.
   Returns: false if the path ends with STMT.  */

bool
checker::statement (state *s, gimple *stmt)
{
  /* Any statement of the program between the jump and the return, except
     cleanups, means that the jump was no return statement.  */
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
