/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* State: the facts that are known at one point of one path.

     names     what an SSA name holds: zero, not zero, a constant, the address
	       of a variable, a pointer borrowed by some statement, or a dynamic
	       object
     memory    the same for places in memory that are loaded more than once and
	       for conditions that are tested more than once, under whichever
	       names
     guards    held, left, or moved to another owner
     borrows   from which guard and of which object, and whether it ended
     objects   owned, freed, or owned by other code
     locks     entered or left by this function
     stale     names whose place in memory was stored to after the load
     freed     loops that have freed the elements of an array and were left

   An entry states a fact that is certain on this path, with one exception
   (knowledge.h).  What is merely possible has no entry: the absence of an entry
   means "unknown", and nothing is reported about what is unknown.

   A state is a value.  It is copied at each branch, two states are equal if
   their keys are equal, and nothing in it points to another state.  Where two
   paths meet, states are not joined: each state that differs from those seen
   before in the block is walked further by itself (paths.h).

   Objects and borrowed pointers are identified by the SSA name that they had
   first.  knowledge::renew renames them when that name gets another value in
   the next iteration of a loop.  */

#ifndef PERCPU_LIFETIME_STATE_H
#define PERCPU_LIFETIME_STATE_H

#include "gimple/lowering.h"

namespace lifetime {

/* The fact about a value.  A value without an entry is UNKNOWN.  */

struct value
{
  enum kind_t
  {
    UNKNOWN,
    ZERO,
    NONZERO,
    CONSTANT,		/* ID, an INTEGER_CST other than 0; see number_value  */
    ADDRESS,		/* of ID, a variable  */
    BORROW,		/* ID, the name that the borrowed pointer had first  */
    OBJECT,		/* ID, the name that the object had first  */
    MIXED		/* several values; only for all elements of an array  */
  } kind;
  tree id;
  /* The value is computed from the pointer ID, for example the address of a
     member, and is not ID itself.  */
  bool interior;
  /* The location at which the value was last copied.  A message about a return
     uses it, because GCC merges all returns of a function into one without a
     location.  */
  location_t where;

  value (kind_t k = UNKNOWN, tree t = NULL_TREE)
    : kind (k), id (t), interior (false), where (UNKNOWN_LOCATION) {}
};

static const value unknown (value::UNKNOWN);
static const value zero (value::ZERO);
static const value nonzero (value::NONZERO);

/* Returns: the value of NUMBER, an INTEGER_CST.  A number that does not fit
   into a HOST_WIDE_INT, for example one of the highest values of an unsigned
   type, is only known not to be zero.  */

inline value
number_value (tree number)
{
  if (integer_zerop (number))
    return zero;
  return tree_fits_shwi_p (number) ? value (value::CONSTANT, number) : nonzero;
}

/* Returns: whether V is a pointer whose lifetime is tracked: a borrowed
   pointer, or one to a dynamic object.  */

inline bool
pointer_p (const value &v)
{
  return v.kind == value::BORROW || v.kind == value::OBJECT;
}

/* Returns: whether V is a known number.  */

inline bool
constant_p (const value &v)
{
  return v.kind == value::ZERO || v.kind == value::CONSTANT;
}

/* A guard.

     (no entry)  a guard of this function was not entered, any other is unknown
     HELD        entered, and not left since
     LEFT        left, and not entered since
     MOVED       other code may own it: nothing is reported about it  */

struct guard
{
  enum { HELD, LEFT, MOVED } state;
  tree decl;
  gimple *entered;
  /* The statement that has left it or, if MOVED, has given it away; or
     NULL.  */
  gimple *left;
  /* The variable of this function to which the guard was copied, or NULL_TREE.
     Both denote one guard, which is recorded under COPY.  */
  tree copy;
};

/* A borrowed pointer.  It may be used until ENDED is set, and may be used for
   accesses to the object until LATER is set.  */

struct borrow
{
  gimple *made;
  /* The guard, or NULL_TREE if it is unknown; the object, if it is dynamic.  */
  tree guard;
  tree object;
  /* The pointer to the object itself was passed to the macro, not one to a part
     of it.  */
  bool whole;
  /* The statement that ended it: the leaving of the guard or, if FREED, the
     freeing of the object.  LATER is a later borrow of the same bytes that may
     be written through, and LATER_GUARD its guard.  */
  gimple *ended;
  bool freed;
  gimple *later;
  tree later_guard;
  /* The UID of the variable, or 0 if the object is dynamic, and the bytes of it
     that were borrowed.  */
  unsigned int uid;
  HOST_WIDE_INT offset;
  HOST_WIDE_INT size;
};

/* A dynamic object.

     OWNED    allocated here: this function has to free it
     FREED    freed here: no use is valid
     FOREIGN  other code owns it, or may own it  */

struct object
{
  enum { OWNED, FREED, FOREIGN } state;
  gimple *made;
  gimple *freed;
  /* The number of references that this function has taken itself, up to
     retained_max, which means "at least that many" and is never counted
     down.  */
  unsigned int retained;
  /* The statement that stored the object in the place KEPT_AT, which outlives
     the function, or, if KEPT_AT is NULL_TREE, passed it to a function that
     keeps it; or NULL.  */
  gimple *kept;
  tree kept_at;
};

static const unsigned int retained_max = 8;

/* A lock about which something is known, or a counted reference.

     HELD     entered here
     LEFT     entered here, and left after that
     LENT     left here but not entered here: the caller must have entered it
     RETAKEN  LENT, and entered again after that
     ANY      in doubt: nothing is reported about it

   A function may rightly enter a lock that its caller leaves, or leave one that
   its caller has entered.  Therefore such a state alone is no error.  The
   checker compares what several paths have shown (locks.cc).  */

struct lock
{
  tree place;
  /* The number of the CPU to which the lock belongs, or NULL_TREE if it is not
     a lock of one CPU.  */
  tree cpu;
  enum kind_t { EXCLUSIVE, SHARED, REFERENCE } kind;
  enum { HELD, LEFT, LENT, RETAKEN, ANY } state;
  /* The number of times that it was entered; more than one only for readers and
     references.  */
  unsigned int depth;
  gimple *entered;
  gimple *left;
  /* The result of the function that tried to enter it, until a condition has
     tested the result: up to then, HELD is an assumption.  Else NULL_TREE.  */
  tree result;
  /* It was entered in an earlier iteration of a loop that enters it.  */
  bool carried;
  /* An unknown function was called while it was held, and may have taken over
     the duty to leave it.  */
  bool called;
  /* It was passed to an unknown function while it was held once.  */
  bool given;
  /* A PHI node has copied a pointer to it, or the number of its CPU, to another
     variable, by which it may be left.  */
  bool named;
  /* The location of the last jump that was made while it was held.  */
  location_t jump;

  static const unsigned int depth_max = 8;
};

/* STMT leaves the lock that ENTERED has entered, or passes it to an unknown
   function.  */

struct lock_use
{
  gimple *entered;
  gimple *stmt;
};

/* The lock L is held at the edge BACK, with which the next iteration of a loop
   begins.  */

struct carried_lock
{
  lock l;
  edge back;
};

/* The numbers that the index of a loop goes through: from LOW up to, but not
   including, HIGH, which is a number or an SSA name.  BACK is the back edge of
   the loop, and OUT the edge by which it ends.  */

struct index_range
{
  tree low;
  tree high;
  edge back;
  edge out;
};

/* The statement FREED, in a loop, frees the elements RANGE of ARRAY.  PLACE is
   the element as the statement refers to it.  */

struct freed_range
{
  index_range range;
  tree array;
  tree place;
  gimple *freed;
};

/* The effect of a function on a lock.  */

enum lock_does { LOCK_ENTERS, LOCK_TRIES, LOCK_LEAVES };

/* A fact about a place in memory.  PLACE may also be a test, which is an
   expression of places and names such as `d->flags & 4' or `n < 2'; then V says
   whether it is zero.  */

struct place_value
{
  tree place;
  value v;
  /* The fact was learnt at a branch and not by a store.  An unknown call does
     not invalidate it (knowledge.h).  */
  bool by_branch;
};

/* The state.  The maps have the version of an SSA name or, for guards, the UID
   of a declaration as their key.  */

struct state
{
  std::map<unsigned int, value> names;
  std::vector<place_value> memory;
  std::map<unsigned int, guard> guards;
  std::map<unsigned int, borrow> borrows;
  std::map<unsigned int, object> objects;
  std::vector<lock> locks;
  /* Names that were loaded from a place which was stored to since.  Such a name
     says nothing about the place any more.  */
  std::set<unsigned int> stale;
  /* Indices in facts::freeing_loops of the loops that the path has left.  */
  std::set<size_t> freed;
  /* The location of the jump, for example a return statement, that the path has
     just made.  It is not part of the key.  */
  location_t jump = UNKNOWN_LOCATION;

  /* Returns: the size of the state, which the walk counts as its work.  */
  size_t size () const
  {
    return 8 + names.size () + memory.size () + guards.size ()
	   + borrows.size () + objects.size () + locks.size ()
	   + stale.size () + freed.size ();
  }
  /* Returns: the state as a sequence of numbers.  Two states with the same key
     are equal for the walk, so that only one of them is walked further.  */
  std::vector<uintptr_t> key () const;
};

} // namespace lifetime

#endif /* PERCPU_LIFETIME_STATE_H */
