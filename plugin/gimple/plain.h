/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Per-CPU addresses in plain values (plain.cc).  */

#ifndef PERCPU_PLAIN_H
#define PERCPU_PLAIN_H

#include "gimple/lowering.h"

/* The limit for following one value or address.  Errors beyond it are not
   reported.  */
static const unsigned int pcpu_follow_max = 200;

/* Return true if TYPE is a pointer to plain data, or to functions.  */
extern bool pcpu_plain_pointer_type_p (const_tree type);

/* Find the object that POINTER, with constants added to it, points to.  Set
   *BASE to a variable, or to a value that points to the object, and *OFFSET to
   the offset in it; leave *BASE alone if it is not known.  Return the
   reference in the ADDR_EXPR that POINTER is derived from, or NULL_TREE if
   there is none.  */
extern tree pcpu_resolve_pointer (tree pointer, tree *base,
				  HOST_WIDE_INT *offset);

/* Find the object that contains REF.  Set *BASE to a variable, to an element
   of one whose index is not constant, or to a value that points to the object,
   and *OFFSET to the offset in it; set *BASE to NULL_TREE if it is not known.
   Return the innermost reference whose type was declared.  */
extern tree pcpu_resolve (tree ref, tree *base, HOST_WIDE_INT *offset);

/* The per-CPU addresses among the values of one function.  */

class pcpu_origins
{
public:
  /* EARLY: the function was just lowered.  Otherwise it is optimised.  */
  pcpu_origins (function *fun, bool early) : fun (fun), early (early) {}
  ~pcpu_origins ();

  /* Return the origin of VALUE, an operand in SSA form that is used in BB, if
     it is a per-CPU address: the variable, or VALUE if the variable is not
     known.  Return NULL_TREE if it is not a per-CPU address.  */
  tree find (tree value, basic_block bb);

private:
  tree find_1 (tree value, unsigned int depth);
  tree find_assigned (gassign *def, unsigned int depth);
  tree find_operation (gassign *def, unsigned int depth);
  tree find_part (gassign *def, unsigned int depth);
  tree find_computed (gcall *call, unsigned int depth);
  tree find_phi (gphi *phi, unsigned int depth);
  tree find_loaded (gimple *load, unsigned int depth);
  tree find_stored (tree vuse, tree base, HOST_WIDE_INT offset,
		    unsigned int depth);
  tree find_met (gphi *phi, tree base, HOST_WIDE_INT offset,
		 unsigned int depth);
  tree find_initial (tree value, HOST_WIDE_INT offset);
  tree find_in_elements (tree vuse, tree element, HOST_WIDE_INT offset,
			 unsigned int depth);
  bool followed_by_use_p (gphi *phi);
  bool set_behind_p (tree base, gphi *phi);
  bool untouched_p (gimple *def, tree target, tree base,
		    HOST_WIDE_INT offset);
  bool step_over (gimple *def, tree base, HOST_WIDE_INT offset,
		  unsigned int depth, tree *origin);
  tree find_copied (gimple *copy, tree source, HOST_WIDE_INT offset,
		    unsigned int depth);

  function *fun;
  bool early;
  /* The results so far; the results for uses in block USE, if it is set; and
     the values that have a per-CPU address on some paths only.  */
  hash_map<tree, tree> known_to_all, known_to_use;
  hash_set<tree> mixed_values;
  basic_block use = NULL;
  bool own_dominators = false;
  bool mixed = false;		/* the search has found such a value  */
  hash_set<tree> visited;	/* memory states in the current search  */
  unsigned int steps;		/* left in the current search  */
};

/* Report each use in STMT of a per-CPU address as a plain one.  */
extern void pcpu_check_plain_uses (pcpu_origins *, gimple *stmt, bool early);

#endif /* PERCPU_PLAIN_H */
