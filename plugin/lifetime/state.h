/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* State: what is known at one place of one path.

     names	what an SSA name holds: zero, something else, a constant, a
		pointer borrowed in some statement, a dynamic object
     memory	the same of places in memory that are read more than once
		and of conditions that are tested more than once, whichever
		names they have
     guards	held or left
     borrows	from which guard and of which object, and whether it ended
     objects	owned, freed, or of another owner
     locks	entered or left by this function
     stale	names whose place in memory has changed since they were loaded
     freed	loops that have freed the elements of an array

   What stands in no table is unknown.  A state is a value: it is copied at
   each branch, compared by its key, and nothing in it points to another state.
   An object and a borrowed pointer are known by the SSA name that they first
   had; knowledge renames them when that name gets another value
   (knowledge::renew).  */

#ifndef PERCPU_LIFETIME_STATE_H
#define PERCPU_LIFETIME_STATE_H

#include "gimple/lowering.h"

namespace lifetime {

/* What is known of a value.  Nothing: it stands in no table.  */

struct value
{
  enum kind_t
  {
    UNKNOWN,
    ZERO,
    NONZERO,
    CONSTANT,		/* ID, an INTEGER_CST other than 0; see number_value  */
    ADDRESS,		/* of ID, a variable  */
    BORROW,		/* ID, the name that the borrowed pointer first had  */
    OBJECT,		/* ID, likewise  */
    MIXED		/* this and that: of all elements of an array only  */
  } kind;
  tree id;
  /* Not the pointer itself, but one that was computed from it.  */
  bool interior;
  /* Where it was last copied; a shared return has no place of its own.  */
  location_t where;

  value (kind_t k = UNKNOWN, tree t = NULL_TREE)
    : kind (k), id (t), interior (false), where (UNKNOWN_LOCATION) {}
};

static const value unknown (value::UNKNOWN);
static const value zero (value::ZERO);
static const value nonzero (value::NONZERO);

/* The value NUMBER, an INTEGER_CST.  Of numbers that no HOST_WIDE_INT can be,
   as the highest ones of unsigned types are, only that they are not zero is
   known.  */

inline value
number_value (tree number)
{
  if (integer_zerop (number))
    return zero;
  return tree_fits_shwi_p (number) ? value (value::CONSTANT, number) : nonzero;
}

/* V is a pointer whose end is known: borrowed, or to a dynamic object.  */

inline bool
pointer_p (const value &v)
{
  return v.kind == value::BORROW || v.kind == value::OBJECT;
}

/* V is a known number.  */

inline bool
constant_p (const value &v)
{
  return v.kind == value::ZERO || v.kind == value::CONSTANT;
}

struct guard
{
  enum { HELD, LEFT, MOVED } state;
  tree decl;
  gimple *entered;
  /* What has left it, or given it away.  */
  gimple *left;
  /* If it was copied to another variable of this function, that one: the two
     are one guard.  */
  tree copy;
};

struct borrow
{
  gimple *made;
  /* The guard, if it is a variable of this function, and the object, if it is a
     dynamic one.  */
  tree guard;
  tree object;
  /* The pointer to the object itself was given, and not one to a part of
     it.  */
  bool whole;
  /* What ended it, and the one that came later of the same object, with its
     guard.  */
  gimple *ended;
  bool freed;
  gimple *later;
  tree later_guard;
  /* The variable's UID, or 0, and which bytes of it.  */
  unsigned int uid;
  HOST_WIDE_INT offset;
  HOST_WIDE_INT size;
};

struct object
{
  enum { OWNED, FREED, FOREIGN } state;
  gimple *made;
  gimple *freed;
  /* How many references this function has taken itself, as far as it
     matters.  */
  unsigned int retained;
  /* What has stored it where it outlives the function, if anything, and where;
     or has passed it to a function that keeps it, if that is NULL_TREE.  */
  gimple *kept;
  tree kept_at;
};

static const unsigned int retained_max = 8;

/* A lock that something is known of, or a reference that is counted.  */

struct lock
{
  tree place;
  /* The number of the CPU whose lock it is, or NULL_TREE.  */
  tree cpu;
  enum kind_t { EXCLUSIVE, SHARED, REFERENCE } kind;
  /* Entered here; left after that; left although it was not entered here, so
     that it must have been the caller's, and entered again after that.  */
  enum { HELD, LEFT, LENT, RETAKEN, ANY } state;
  unsigned int depth;
  gimple *entered;
  gimple *left;
  /* What says whether it was entered, until that is asked for.  */
  tree result;
  /* Held since an earlier turn of a loop that enters it.  */
  bool carried;
  /* An unknown function was called since, and may have taken it over.  */
  bool called;
  bool given;
  /* Another variable leads to it, too, or has its number.  */
  bool named;
  /* The last jump that was made while it was held.  */
  location_t jump;

  static const unsigned int depth_max = 8;
};

/* STMT leaves a lock that was entered in ENTERED, or passes it on.  */

struct lock_use
{
  gimple *entered;
  gimple *stmt;
};

/* The lock L is held where the edge BACK begins another turn of a loop.  */

struct lock_turn
{
  lock l;
  edge back;
};

/* An index goes through the numbers from LOW on that are below HIGH, a number
   or a name, in a loop that BACK closes; OUT is where it leaves the loop.  */

struct index_range
{
  tree low;
  tree high;
  edge back;
  edge out;
};

/* FREED, in a loop, frees the elements of ARRAY in that range; one of them, as
   it is written there, is PLACE.  */

struct freed_range
{
  index_range range;
  tree array;
  tree place;
  gimple *freed;
};

enum lock_does { LOCK_ENTERS, LOCK_TRIES, LOCK_LEAVES };

/* PLACE is a place in memory; or a test, an expression of one or of a name,
   such as `d->flags & 4' or `n < 2', which is zero or is not.  */

struct place_value
{
  tree place;
  value v;
  /* Learnt at a branch.  */
  bool by_branch;
};

struct state
{
  std::map<unsigned int, value> names;
  std::vector<place_value> memory;
  std::map<unsigned int, guard> guards;
  std::map<unsigned int, borrow> borrows;
  std::map<unsigned int, object> objects;
  std::vector<lock> locks;
  /* Names that were loaded from a place which was stored to since.  */
  std::set<unsigned int> stale;
  /* Which loops that free arrays were left (facts::freeing_loops).  */
  std::set<size_t> freed;
  /* The jump, for example a return, that has just been made.  */
  location_t jump = UNKNOWN_LOCATION;

  /* How much that is.  */
  size_t size () const
  {
    return 8 + names.size () + memory.size () + guards.size ()
	   + borrows.size () + objects.size () + locks.size ()
	   + stale.size () + freed.size ();
  }
  /* All of it as a row of numbers, to find out whether it was here before.  */
  std::vector<uintptr_t> key () const;
};

} // namespace lifetime

#endif /* PERCPU_LIFETIME_STATE_H */
