/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Knowledge: facts about locks and references.

   A lock is identified by its place, as a guard is.  A lock of one CPU is also
   identified by the CPU number, which is the second argument or the result of
   the function.  In the state ANY the facts are in doubt, and nothing is
   reported.  */

#include "knowledge.h"

namespace lifetime {

/* Returns: the record of the lock at PLACE of CPU, or NULL.  A lock at PLACE
   whose CPU may be the same number becomes doubtful, and *DOUBT is set if there
   is one.  */

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
      /* Certainly the same lock: the same number, or both without one.  */
      if (l.cpu == cpu
	  || (l.cpu && cpu && operand_equal_p (l.cpu, cpu, 0)))
	found = &l;
      /* Possibly the same lock: at least one number is not constant.  */
      else if (!l.cpu || !cpu || TREE_CODE (l.cpu) != INTEGER_CST
	       || TREE_CODE (cpu) != INTEGER_CST)
	{
	  l.state = lock::ANY;
	  *doubt = true;
	}
    }
  return found;
}

/* NAME is zero if IS_ZERO, else not zero.  It may be the result of a function
   that tries to enter a lock.  */

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

/* Returns: whether POINTER points to the object that contains L, a reference or
   lock.  */

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

/* POINTER is stored or returned, and references to its object, or locks of the
   CPU with that number, may go with it.  */

void
knowledge::hand_over (state *s, tree pointer)
{
  for (lock &l : s->locks)
    if ((l.kind == lock::REFERENCE && leads_to_p (pointer, l))
	|| (l.cpu && l.cpu == number_of (pointer)))
      l.state = lock::ANY;
}

/* NAME gets another value: forget the locks whose place or CPU depends on
   it.  */

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
