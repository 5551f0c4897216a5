/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Knowledge: what is forgotten and learnt of locks and references.

   A lock is known by its place, as a guard is; one of a CPU also by the
   number, the second argument or the result of the function.  The state ANY
   says that what was known is in doubt, and nothing is reported then.  */

#include "knowledge.h"

namespace lifetime {

/* The lock at PLACE of CPU, or NULL.  What may be the same one, of another name
   of a CPU, is in doubt from now on; *DOUBT says whether there is any.  */

lock *
knowledge::find_lock (state *s, tree place, tree cpu, bool reference,
		      bool *doubt)
{
  lock *found = NULL;
  *doubt = false;
  for (lock &l : s->locks)
    {
      if ((l.kind == lock::REFERENCE) != reference
	  || !operand_equal_p (l.place, place, OEP_ADDRESS_OF))
	continue;
      if (l.cpu == cpu
	  || (l.cpu && cpu && operand_equal_p (l.cpu, cpu, 0)))
	found = &l;
      else if (!l.cpu || !cpu || TREE_CODE (l.cpu) != INTEGER_CST
	       || TREE_CODE (cpu) != INTEGER_CST)
	{
	  l.state = lock::ANY;
	  *doubt = true;
	}
    }
  return found;
}

/* NAME is zero, or is not: it may be the result of a function that tries to
   enter.  */

void
knowledge::learn_entered (state *s, tree name, bool is_zero)
{
  for (size_t i = s->locks.size (); i-- > 0;)
    if (s->locks[i].result == name)
      {
	if (is_zero && s->locks[i].state == lock::HELD)
	  s->locks.erase (s->locks.begin () + i);
	else
	  s->locks[i].result = NULL_TREE;
      }
}

/* POINTER leads to what the reference or lock L is part of.  */

bool
leads_to_p (tree pointer, const lock &l)
{
  tree base = get_base_address (l.place);
  pointer = copied_from (pointer);
  tree place = pointed_to (pointer);
  if (!place)
    place = biased_place (pointer);
  tree at = place ? get_base_address (place) : NULL_TREE;
  if (!base)
    return false;
  if (at && TREE_CODE (at) == MEM_REF)
    pointer = copied_from (TREE_OPERAND (at, 0));
  return (TREE_CODE (base) == MEM_REF
	  ? pointer == copied_from (TREE_OPERAND (base, 0)) : at == base);
}

/* POINTER is stored or returned: with it goes a reference.  */

void
knowledge::hand_over (state *s, tree pointer)
{
  for (lock &l : s->locks)
    if ((l.kind == lock::REFERENCE && leads_to_p (pointer, l))
	|| (l.cpu && l.cpu == number_of (pointer)))
      l.state = lock::ANY;
}

/* NAME will be something else: locks at places that it leads to, or of the CPU
   that it is the number of, are other ones.  */

void
knowledge::forget_locks_by_name (state *s, tree name)
{
  for (size_t i = s->locks.size (); i-- > 0;)
    {
      lock &l = s->locks[i];
      if (l.cpu == name || l.result == name
	  || walk_tree_without_duplicates (&l.place, find_name, name))
	s->locks.erase (s->locks.begin () + i);
    }
}

} // namespace lifetime
