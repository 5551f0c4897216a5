/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Checker: pointers that are borrowed from guards.

   If two pointers to the same bytes may both be written through, the first one
   must not be used after the second one was borrowed: a compiler may assume
   that a borrowed object is changed through one pointer only.  Nested sections
   run on the same CPU, and therefore give access to the same instances.  */

#include "checker.h"

namespace lifetime {

/* Narrow B to the part of the object that is used: the macros borrow the whole
   variable, and `&percpu_borrow (g, &st)->rx' only uses a member.  LHS is the
   borrowed pointer.  */

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

/* Returns: the type of the parameter that NAME is passed for, if NAME has no
   other use; else NULL_TREE.  */

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

/* Returns: whether the program may write through the pointer that STMT borrows.
   A pointer that is neither kept in a variable nor passed to a function ends
   with its expression, and cannot conflict with a later one.  */

static bool
writable_p (gimple *stmt)
{
  tree var = variable_of (NULL_TREE, gimple_call_lhs (stmt));
  tree type = var ? TREE_TYPE (var) : passed_type (gimple_call_lhs (stmt));
  return (type && POINTER_TYPE_P (type) && !TYPE_READONLY (TREE_TYPE (type)));
}

/* Returns: whether the borrow STMT is counted at run time, as percpu/cell.h
   does.  */

static bool
checked_p (gimple *stmt)
{
  tree var = variable_of (NULL_TREE, gimple_call_lhs (stmt));
  use_operand_p use;
  gimple *user;
  /* The variable holds a pointer to a member of what is borrowed.  */
  if (!var && single_imm_use (gimple_call_lhs (stmt), &use, &user)
      && is_gimple_assign (user)
      && TREE_CODE (gimple_assign_lhs (user)) == SSA_NAME)
    var = SSA_NAME_VAR (gimple_assign_lhs (user));
  return var && lookup_attribute ("percpu_checked", DECL_ATTRIBUTES (var));
}

/* STMT makes the borrow B.  Note it in all earlier borrows of the same bytes
   that are still valid, if both may be written through.  Sections that are open
   at the same time have the same CPU.  Two counted borrows from different
   guards are left to the count.  */

void
checker::note_later (state *s, gcall *stmt, const borrow &b)
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

/* Process STMT, a borrow.  Its arguments are the pointer, the address of the
   guard, and the bytes of the variable: UID, offset and size.  The name of the
   result identifies the borrowed pointer.  */

void
checker::make_borrow (state *s, gcall *stmt)
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
  /* Only the pointer as the program wrote it tells whether it pointed to the
     object itself.  */
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

/* STMT marks an access of more than one instruction.  It is correct under a
   guard; report it if no guard may be held.  */

void
checker::check_torn (state *s, gcall *stmt)
{
  for (const auto &g : s->guards)
    if (g.second.state != guard::LEFT)
      return;
  if (once (stmt, PCPU_W_TEARING))
    pcpu_report_torn (gimple_location (stmt),
		      (enum pcpu_torn) tree_to_uhwi (gimple_call_arg (stmt,
								      0)));
}

} // namespace lifetime
