/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* GENERIC: updates become operation nodes, and misuse is refused.  */

#ifndef PERCPU_GENERIC_H
#define PERCPU_GENERIC_H

#include "operations.h"
#include "lang/lang.h"

/* The built-in functions (builtin.cc).  */

/* Declare the built-in functions.  */
extern void pcpu_register_builtins (void);

/* Return an expression that performs OP with V on the instance at POINTER, a
   per-CPU address, and yields its old value (exchange.cc).  Return
   error_mark_node after an error.  */
extern tree pcpu_build_fetch (location_t loc, enum pcpu_op op, tree pointer,
			      tree v);

/* Return an expression that compares the instance at POINTER with EXPECTED,
   stores DESIRED if it was equal, and yields its old value.  If TRY_P,
   EXPECTED is a plain pointer to the expected value, to which the old value is
   stored if it was different, and the expression yields whether it was equal.
   Return error_mark_node after an error.  */
extern tree pcpu_build_compare_exchange (location_t loc, tree pointer,
					 tree expected, tree desired,
					 bool try_p);

/* Refuse an operation on a guarded variable if the expression POINTER selects
   one of several addresses.  The address of a single variable is checked when
   it is lowered.  */
extern void pcpu_check_operand (location_t loc, tree pointer);

/* Operation nodes (node.cc).  */

/* Register their attribute.  */
extern void pcpu_register_operations (void);

/* Return a node that yields the size of VARIABLE.  */
extern tree pcpu_build_size (location_t loc, tree variable);

/* Return a node for operation OP, of type TYPE, on ARGS.  */
extern tree pcpu_build_operation (location_t loc, enum pcpu_op op,
				  enum pcpu_yield yield, tree type,
				  unsigned int nargs, tree *args);

/* Return the call that marks a borrowed pointer of type TYPE in GIMPLE.
   lower_borrow (gimple/operation.cc) describes its arguments.  */
extern gcall *pcpu_build_borrowed (tree type, tree args[5]);

/* Return the call that marks an access of KIND that takes more than one
   instruction.  */
extern gcall *pcpu_build_torn (enum pcpu_torn kind);

/* Return the function that the marks of accesses call.  */
extern tree pcpu_build_mark_decl (void);

/* Return the variable whose size FNDECL, the function of a PCPU_SIZE node,
   yields.  */
extern tree pcpu_size_variable (const_tree fndecl);

/* Return true if FNDECL is the function of an operation node, and set *OP and
   *YIELD.  */
extern bool pcpu_find_operation (const_tree fndecl, enum pcpu_op *op,
				 enum pcpu_yield *yield);

/* Marks of accesses, for the checks of later passes (mark.cc).  */

enum pcpu_access_kind
{
  PCPU_ACCESS_LOAD,
  PCPU_ACCESS_STORE,
  PCPU_ACCESS_UPDATE,
  PCPU_ACCESS_RETRY,	/* the compare-exchange in an update's loop  */
  PCPU_ACCESS_PLACED	/* percpu_this_ptr or percpu_raw  */
};

/* A place in per-CPU memory, independent of the target.  Two accesses are to
   the same place if all members are equal.  */

struct pcpu_place
{
  /* The variable's UID, or 0 if the place is in the object that POINTER points
     to.  */
  unsigned int uid = 0;
  tree pointer = NULL_TREE;
  /* In bits.  */
  HOST_WIDE_INT offset = 0;
  HOST_WIDE_INT size = 0;
  /* A bit-field of whole bytes, which has no address.  */
  bool bit_field = false;
  /* Indices that are not constants, and their strides in bits.  */
  std::vector<std::pair<tree, HOST_WIDE_INT> > terms;
};

/* Return the mark of an access to REF.  KIND is its kind, OP the operation if
   it is an update, IN the stored value or the operand, and OUT the loaded
   value or the result; each of the two may be NULL_TREE.  Return NULL if no
   pass needs the mark.  */
extern gcall *pcpu_build_access (enum pcpu_access_kind kind, enum pcpu_op op,
				 tree ref, tree in, tree out);

/* Return EXPR, the result of percpu_this_ptr, or of percpu_raw if RAW, with a
   mark.  */
extern tree pcpu_mark_placed (location_t loc, bool raw, tree expr);

/* Add the place of REF, except for the members size and bit_field, to P.
   Return false if it is not known.  */
extern bool pcpu_add_reference (tree ref, struct pcpu_place *p);

/* Return true if this unit contains marks.  */
extern bool pcpu_marks_p (void);

/* Register the function that marks call with the garbage collector.  */
extern void pcpu_register_marks (void);

/* Function bodies (access.cc).  */

/* PLUGIN_PRE_GENERICIZE: process a function body.  */
extern void pcpu_pre_genericize (void *, void *);

/* Refuse EXPR at LOC if it converts, compares or passes pointers whose types
   mix address spaces at any level.  */
extern void pcpu_compare_types (tree expr, location_t loc);

/* Do the same for VALUE, the initial value of DECL.  */
extern void pcpu_compare_initial_value (tree decl, tree value);

/* Refuse per-CPU data in EXPR, a clause or an atomic statement of OpenMP at
   LOC.  */
extern void pcpu_check_openmp (tree expr, location_t loc);

/* Refuse per-CPU iteration variables in LOOP, and per-CPU data in REGION,
   which may run on another device.  Return false if there was an error; then
   the caller must not process it further.  */
extern bool pcpu_check_openmp_loop (tree loop, location_t loc);
extern bool pcpu_check_region (tree region, location_t loc);

/* Remove the clauses about the alignment of per-CPU pointers from T, an OpenMP
   loop or a function.  */
extern void pcpu_drop_alignments (tree t);

/* Refuse per-CPU data in FNDECL if it is declared to run on other devices,
   too.  Return false if there is any.  */
extern bool pcpu_check_device_function (tree fndecl);

/* Refuse DECL, a per-CPU variable, if a directive conflicts with that.  */
extern void pcpu_check_directives (tree decl);

/* Refuse the same operands in asm statements outside of functions as in
   functions.  */
extern void pcpu_check_toplevel_asm (void);

/* Refuse the same expressions in INIT, the static initialiser of DECL, as in
   functions.  */
extern void pcpu_check_initializer (tree decl, tree init);

/* Refuse addresses of per-CPU variables in INIT, the initialiser of the static
   variable DECL, if they are not constants.  */
extern void pcpu_check_constant (tree decl, tree init);

/* Return true if A and B name the same per-CPU object, and evaluating either
   has no side effect that the other does not have.  */
extern bool pcpu_same_reference_p (tree a, tree b);

/* Return the CPU-local operation that EXPR performs, or NULL_TREE if it is
   only a load and a store.  EXPR is an assignment, an increment, or the front
   end's form of an increment of a _Bool or a complex number.  */
extern tree pcpu_build_update (tree expr);

/* ADDRESS is the address of a part of a value.  If the value was read from
   per-CPU data, create an object for it (temporary.cc).  */
extern void pcpu_make_temporary (tree address);

/* Let the object that a sanitizer has created for *ARGUMENT, an argument of a
   call, be a plain one (temporary.cc).  */
extern void pcpu_make_plain_temporary (tree *argument);

/* The first function returns a new variable NAME of TYPE for a BIND_EXPR,
   chained to *VARS.  pcpu_append_set appends VAR = VALUE to *LIST.
   pcpu_reinterpret returns EXPR as TYPE, which has the same size, bit for
   bit.  */
extern tree pcpu_new_variable (tree type, const char *name, tree *vars);

/* The name of the variable for the address that a loop uses, which is set
   once, and a predicate that recognises it.  */
#define PCPU_LOOP_POINTER "percpu_p"
extern bool pcpu_loop_pointer_p (tree t);

extern void pcpu_append_set (location_t loc, tree var, tree value, tree *list);

/* Append to *LIST a loop that executes BODY and a compare-exchange whose
   arguments, the address, the old value and the new one, are ARGS; YIELD is
   what it yields.  The variable SEEN is set to the value that was found.  If
   this is the old value, the loop ends; otherwise it becomes the old value.  */
extern void pcpu_append_retry (location_t loc, enum pcpu_yield yield,
			       tree args[3], tree seen, tree body, tree *list);
extern tree pcpu_reinterpret (tree type, tree expr);

/* Return an expression that stores V in the object at POINTER, a per-CPU
   address, if V is greater (MAXIMUM) or less, and yields the old value.
   Return error_mark_node after an error (extremum.cc).  */
extern tree pcpu_build_extremum (location_t loc, tree pointer, tree v,
				 bool maximum);

/* Return EXPR in a form for contexts that do not use its value.  */
extern tree pcpu_discard_value (tree expr);

/* Callbacks for complete types, complete declarations and the complete unit
   (unit.cc).  */

/* Install the hook that checks aliases and directives when the unit was
   parsed.  */
extern void pcpu_register_unit (void);

/* PLUGIN_FINISH_TYPE.  */
extern void pcpu_finish_type (void *, void *);

/* PLUGIN_FINISH_DECL.  */
extern void pcpu_finish_decl (void *, void *);

/* PLUGIN_ALL_IPA_PASSES_START: give every per-CPU variable of this unit the
   address space that the lowered accesses use.  */
extern void pcpu_finish_variables (void *, void *);

#endif /* PERCPU_GENERIC_H */
