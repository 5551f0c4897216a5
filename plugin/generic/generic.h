/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* GENERIC: operations are found, and misuse is refused.  */

#ifndef PERCPU_GENERIC_H
#define PERCPU_GENERIC_H

#include "operations.h"
#include "lang/lang.h"

/* The built-in functions (builtin.cc).  */

/* Declare them.  */
extern void pcpu_register_builtins (void);

/* The value that the instance at POINTER, a per-CPU address, had before OP
   with V (exchange.cc).  After an error, error_mark_node.  */
extern tree pcpu_build_fetch (location_t loc, enum pcpu_op op, tree pointer,
			      tree v);

/* The compare-exchange of the instance at POINTER, from EXPECTED to DESIRED:
   the value that was there.  If TRY_P, EXPECTED is a plain pointer to what is
   expected, which gets that value, and the result is whether it was equal.
   After an error, error_mark_node.  */
extern tree pcpu_build_compare_exchange (location_t loc, tree pointer,
					 tree expected, tree desired,
					 bool try_p);

/* Refuse an operation on the guarded variables that the expression POINTER
   chooses from.  The address of one alone is looked at when it is lowered.  */
extern void pcpu_check_operand (location_t loc, tree pointer);

/* The opaque operation nodes (node.cc).  */

/* Make their attribute known.  */
extern void pcpu_register_operations (void);

/* The call that stands for the size of VARIABLE.  */
extern tree pcpu_build_size (location_t loc, tree variable);

/* A call that stands for operation OP, of type TYPE, on ARGS.  */
extern tree pcpu_build_operation (location_t loc, enum pcpu_op op,
				  enum pcpu_yield yield, tree type,
				  unsigned int nargs, tree *args);

/* The call that marks a borrowed pointer of type TYPE in GIMPLE;
   lower_borrow (gimple/operation.cc) says what its arguments are.  */
extern gcall *pcpu_build_borrowed (tree type, tree args[5]);

/* The call that marks an access of the kind KIND.  */
extern gcall *pcpu_build_torn (enum pcpu_torn kind);

/* The function that the marks of accesses call.  */
extern tree pcpu_build_mark_decl (void);

/* The variable whose size FNDECL, which stands for PCPU_SIZE, is.  */
extern tree pcpu_size_variable (const_tree fndecl);

/* If FNDECL stands for an operation, say which.  */
extern bool pcpu_operation_p (const_tree fndecl, enum pcpu_op *op,
			      enum pcpu_yield *yield);

/* Marks of accesses, for the checks of later passes (mark.cc).  */

enum pcpu_access_kind
{
  PCPU_ACCESS_LOAD,
  PCPU_ACCESS_STORE,
  PCPU_ACCESS_UPDATE,
  PCPU_ACCESS_RETRY,	/* the compare-exchange of an update that is a loop  */
  PCPU_ACCESS_PLACED	/* percpu_this_ptr or percpu_raw  */
};

/* A place in per-CPU memory, in terms that do not depend on the target.  Two
   accesses are to one place if all of it is the same.  */

struct pcpu_place
{
  /* The variable's UID; or 0, and it is where POINTER points to.  */
  unsigned int uid = 0;
  tree pointer = NULL_TREE;
  /* In bits.  */
  HOST_WIDE_INT offset = 0;
  HOST_WIDE_INT size = 0;
  /* Indices that are no constants, and how many bits they are worth.  */
  std::vector<std::pair<tree, HOST_WIDE_INT> > terms;
};

/* The mark of an access to REF: of kind KIND, by OP if it is an update; IN is
   the value that it stores or its operand, OUT the one that it loads or
   yields, or NULL_TREE.  NULL if nothing is to be checked.  */
extern gcall *pcpu_build_access (enum pcpu_access_kind kind, enum pcpu_op op,
				 tree ref, tree in, tree out);

/* EXPR, what percpu_this_ptr makes, or percpu_raw if RAW, with such a mark.  */
extern tree pcpu_mark_placed (location_t loc, bool raw, tree expr);

/* Add to P where REF is, but for its size.  False if that is not known.  */
extern bool pcpu_add_reference (tree ref, struct pcpu_place *p);

/* This unit has marks.  */
extern bool pcpu_marks_p (void);

/* Let the garbage collector know the function that marks call.  */
extern void pcpu_register_marks (void);

/* Function bodies (access.cc).  */

/* PLUGIN_PRE_GENERICIZE.  */
extern void pcpu_pre_genericize (void *, void *);

/* Refuse EXPR at LOC if it converts, compares or passes pointers so that
   address spaces are mixed at any level.  */
extern void pcpu_compare_types (tree expr, location_t loc);

/* The same for VALUE, the initial value of DECL.  */
extern void pcpu_compare_initial_value (tree decl, tree value);

/* Refuse per-CPU data in EXPR, a clause or an atomic statement of OpenMP at
   LOC.  */
extern void pcpu_check_openmp (tree expr, location_t loc);

/* The same for LOOP, and for REGION, which may run on another device: False if
   it was refused and should not be looked into.  */
extern bool pcpu_check_openmp_loop (tree loop, location_t loc);
extern bool pcpu_check_region (tree region, location_t loc);

/* Remove from T, an OpenMP loop or a function, what it says of the alignment of
   per-CPU pointers.  */
extern void pcpu_drop_alignments (tree t);

/* Refuse per-CPU data in FNDECL if that is declared to run on other devices,
   too: false if there is any.  */
extern bool pcpu_check_device_function (tree fndecl);

/* Refuse DECL, a per-CPU variable, if a directive has made it something
   else.  */
extern void pcpu_check_directives (tree decl);

/* Refuse in asm statements outside of functions what those inside may not
   have.  */
extern void pcpu_check_toplevel_asm (void);

/* Refuse in INIT, the static initialiser of DECL, what a function body may
   not have either.  */
extern void pcpu_check_initializer (tree decl, tree init);

/* Refuse addresses of per-CPU variables in INIT, the initialiser of the
   static variable DECL, where they are no constants.  */
extern void pcpu_check_constant (tree decl, tree init);

/* A and B name the same per-CPU object and evaluating either has no side
   effect that the other has not.  */
extern bool pcpu_same_reference_p (tree a, tree b);

/* The CPU-local operation that EXPR (an assignment, an increment or what the
   front end makes of an increment of a _Bool or a complex number) stands for,
   or NULL_TREE if it is just a load and a store.  */
extern tree pcpu_build_update (tree expr);

/* Give the value that ADDRESS takes the address of a part of an object, if it
   is one that was read from per-CPU data (temporary.cc).  */
extern void pcpu_make_temporary (tree address);

/* A variable NAME of TYPE for a BIND_EXPR, chained to *VARS; VAR = VALUE at the
   end of *LIST; EXPR of the same size as TYPE, bit for bit.  */
extern tree pcpu_new_variable (tree type, const char *name, tree *vars);

/* The name of such a variable for the address that a loop is about, which is
   set once; whether T is one.  */
#define PCPU_LOOP_POINTER "percpu_p"
extern bool pcpu_loop_pointer_p (tree t);

extern void pcpu_append_set (location_t loc, tree var, tree value, tree *list);
extern tree pcpu_reinterpret (tree type, tree expr);

/* The operation that lets the object at POINTER, a per-CPU address, become V if
   V is greater or, unless MAXIMUM, less; its value is the old one.  After an
   error, error_mark_node (extremum.cc).  */
extern tree pcpu_build_extremum (location_t loc, tree pointer, tree v,
				 bool maximum);

/* EXPR where nobody looks at its value: the same, or less.  */
extern tree pcpu_discard_value (tree expr);

/* What GCC calls when a type, a declaration or the unit is complete (unit.cc).
   */

/* Let aliases and directives be looked at as soon as the unit is parsed.  */
extern void pcpu_register_unit (void);

/* PLUGIN_FINISH_TYPE.  */
extern void pcpu_finish_type (void *, void *);

/* PLUGIN_FINISH_DECL.  */
extern void pcpu_finish_decl (void *, void *);

/* PLUGIN_ALL_IPA_PASSES_START: give every per-CPU variable of this unit the
   address space that the lowered accesses use.  */
extern void pcpu_finish_variables (void *, void *);

#endif /* PERCPU_GENERIC_H */
