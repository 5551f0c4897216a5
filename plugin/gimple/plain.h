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

/* Bytes in memory: SIZE bytes at OFFSET of BASE (see pcpu_resolve) in memory
   state VUSE.  */

struct pcpu_bytes
{
  tree vuse, base;
  HOST_WIDE_INT offset, size;
};

/* The value that a statement stores in some bytes.  */

enum pcpu_stored_kind
{
  PCPU_STORED_NOTHING,		/* the bytes keep their value  */
  PCPU_STORED_UNKNOWN,
  PCPU_STORED_CONSTANT,
  PCPU_STORED_VALUE,
  PCPU_STORED_COPY
};

struct pcpu_stored
{
  enum pcpu_stored_kind kind;
  /* The part of the bytes that is stored: from offset BEGIN to before END.  It
     is unset for the first two kinds.  */
  HOST_WIDE_INT begin, end;
  tree value;			/* PCPU_STORED_VALUE: the operand  */
  struct pcpu_bytes from;	/* PCPU_STORED_COPY: the part's source  */
};

/* Return what DEF, a statement of FUN that changes memory, stores in BYTES.  */
extern struct pcpu_stored pcpu_stored_by (function *fun, gimple *def,
					  const struct pcpu_bytes &bytes);

/* Return true if A and B are the same base.  A may be NULL_TREE.  */
extern bool pcpu_same_base_p (tree a, tree b);

/* Return true if BASE is constant and its initialiser is known.  */
extern bool pcpu_constant_base_p (tree base);

/* Return the value at OFFSET of VALUE, the initialiser of a constant or part of
   one: an address without what is added to it, or a number; NULL_TREE if it is
   not known.  */
extern tree pcpu_initial_value (tree value, HOST_WIDE_INT offset);

/* Return true if the stores before a load in FUN of REF, an object with BASE,
   are examined: if it is in a local variable or is a member of a union.  */
extern bool pcpu_followed_load_p (function *fun, tree ref, tree base);

/* The origin of a value, as far as one search has found it.  */

struct pcpu_found
{
  tree origin;
  unsigned int depth;		/* of the search  */
  bool mixed;			/* a per-CPU address on some paths only  */
};

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
  /* The functions of the search return an origin, NULL_TREE, or one of these:
     the value is computed from constants only; it is already being examined by
     a caller, and does not count.  */
  const tree constant = integer_zero_node, unfinished = void_node;

  /* Values.  */
  bool address_p (tree origin);
  tree join (tree a, tree b);
  bool meet (tree origin, tree *found);
  tree find_1 (tree value, unsigned int depth);
  tree find_assigned (gassign *def, unsigned int depth);
  tree find_operation (enum tree_code code, tree a, tree b,
		       unsigned int depth);
  tree find_pointer_sum (gassign *def, unsigned int depth);
  tree find_elements (tree constructor, unsigned int depth);
  tree find_part (gassign *def, unsigned int depth);
  tree find_computed (gcall *call, unsigned int depth);
  tree find_phi (gphi *phi, unsigned int depth);
  bool displacement_p (tree origin, tree b);

  /* Memory.  */
  tree find_loaded (gimple *load, unsigned int depth);
  tree find_in_elements (tree vuse, tree element, HOST_WIDE_INT offset,
			 HOST_WIDE_INT size, unsigned int depth);
  tree find_stored (struct pcpu_bytes bytes, unsigned int depth);
  tree find_changed (const struct pcpu_stored &s,
		     const struct pcpu_bytes &bytes, unsigned int depth);
  tree find_met (gphi *phi, struct pcpu_bytes bytes, unsigned int depth);
  bool visited_p (const struct pcpu_bytes &bytes);
  bool set_behind_p (tree base, gphi *phi);
  bool followed_by_use_p (gphi *phi);

  function *fun;
  bool early;
  /* The results so far, and those for uses in block USE, if it is set.  */
  hash_map<tree, pcpu_found> known_to_all, known_to_use;
  basic_block use = NULL;
  bool own_dominators = false;

  /* The current search.  */
  auto_vec<struct pcpu_bytes> visited;
  unsigned int steps;		/* left  */
  bool mixed = false;		/* a value is one on some paths only  */
  /* The depth of the outermost unfinished value that the results since the
     last finished one depend on, or -1U.  */
  unsigned int outermost;
};

/* Report each use in STMT of a per-CPU address as a plain one.  */
extern void pcpu_check_plain_uses (pcpu_origins *, gimple *stmt, bool early);

#endif /* PERCPU_PLAIN_H */
