/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* What the files of the plugin share.

   loader.cc is what GCC loads; it brings in the rest, which begins with
   plugin.cc.  A per-CPU access passes through the files in this order:

     space.cc       the address space, its types and what GCC learns of it
     attribute.cc   a declaration gets the address space, section and name
     placement.cc   ... and its place in the section
     array.cc       the types of arrays in it
     alias.cc       aliases of variables
     builtin.cc     the operations that the plugin gives the C front end
     overflow.cc    overflow built-ins with a per-CPU result
     access.cc      GENERIC: misuse refused, `x += v' found ...
     temporary.cc   structures that are values, where they need an object
     operation.cc   ... and turned into one opaque operation node, or a
		    loop around one (loop.cc)
     compare.cc     the address spaces of types that meet in an expression
     openmp.cc      what OpenMP and OpenACC may do with per-CPU data
     lower.cc       GIMPLE: every access becomes the target's sequence,
		    after the sanitizers' checks (sanitize.cc)
     check-then-act.cc  SSA: a load, and a store that depends on it
     lifetime.cc    SSA: guards, and what is borrowed and allocated;
		    the files lifetime-*.cc are part of it
     check.cc       GIMPLE and RTL: nothing may be left; what is, is an error
     plain.cc       ... nor a per-CPU address in a plain value
     vector.cc      keeps the vectoriser away from what it gets wrong

   targets/ holds one file for each architecture, and in targets/target.h what
   each of them owes.  */

#ifndef PERCPU_PLUGIN_H
#define PERCPU_PLUGIN_H

#include "gcc-headers.h"

/* Options (plugin.cc).  */

enum pcpu_model { PCPU_MODEL_REGISTER, PCPU_MODEL_RSEQ, PCPU_MODEL_SINGLE };
enum pcpu_abi { PCPU_ABI_HOSTED, PCPU_ABI_FREESTANDING };
enum pcpu_hardened { PCPU_HARDENED_OFF, PCPU_HARDENED_WARN, PCPU_HARDENED_TRAP };

struct pcpu_options
{
  enum pcpu_model model;
  enum pcpu_abi abi;
  enum pcpu_hardened hardened;
};

extern struct pcpu_options pcpu_options;

/* For the tests of the checks that nothing is left (check.cc): what is left
   unlowered, once in a unit, and which of the checks are left out.  */
enum pcpu_leave
{
  PCPU_LEAVE_LOAD,
  PCPU_LEAVE_STORE,
  PCPU_LEAVE_OPERATION,		/* the call that stands for one  */
  PCPU_LEAVE_ADDRESS,		/* of a variable  */
  PCPU_LEAVE_COPY,		/* of a structure of variable size  */
  PCPU_LEAVE_ARGUMENT,		/* a structure that is passed  */
  PCPU_LEAVE_RESULT,		/* a structure that a function returns  */
  PCPU_LEAVE_ASM,		/* an operand  */
  PCPU_LEAVE_TRANSLATION,	/* of a per-CPU address to that of an instance  */
  PCPU_LEAVE_CHECK_LOWERED,
  PCPU_LEAVE_CHECK_EARLY,
  PCPU_LEAVE_CHECK_LATE,
  PCPU_LEAVE_COUNT
};

/* The option asks for KIND.  */
extern bool pcpu_left_p (enum pcpu_leave kind);

/* Likewise, and did not get it yet.  */
extern bool pcpu_leave_p (enum pcpu_leave kind);

/* The code may be part of a shared object, or of an executable: the per-CPU
   address of a variable is its address plus the bias of its image.  */
extern bool pcpu_biased_p (void);

/* True in the C compiler proper; false in lto1 and under other front
   ends.  */
extern bool pcpu_c_front_end_p (void);

/* Diagnostics that have a name (warning.cc).  */

enum pcpu_warning
{
  PCPU_W_TEARING,	/* an access by more than one instruction  */
  PCPU_W_GUARD,		/* a guard that is dropped, entered or left twice, kept  */
  PCPU_W_LIFETIME,	/* a borrowed pointer that outlives its guard  */
  PCPU_W_FREE,		/* a dynamic object used or freed after it was freed  */
  PCPU_W_LEAK,		/* one that nobody frees  */
  PCPU_W_ALIAS,		/* two writable borrows of one object  */
  PCPU_W_COMPLEX,	/* a function that is not checked to its end  */
  PCPU_W_CHECK_THEN_ACT,	/* a load that decides about a later store  */
  PCPU_W_UNGUARDED,	/* a plain pointer where the thread may leave its CPU  */
  PCPU_WARNING_COUNT
};

enum pcpu_level { PCPU_OFF, PCPU_WARN, PCPU_ERROR };

/* The name, as options and #pragma percpu have it, and what it is about.  */
extern const char *pcpu_warning_name (enum pcpu_warning w);
extern const char *pcpu_warning_help (enum pcpu_warning w);

/* The level of the whole unit; and those that depend on the model, where no
   option has set them.  */
extern void pcpu_set_warning (enum pcpu_warning w, enum pcpu_level level);
extern void pcpu_set_default_warnings (void);

/* W is not off everywhere in this unit, as far as it was read.  */
extern bool pcpu_warning_possible_p (enum pcpu_warning w);

/* The level at LOC, with what `#pragma percpu' has said there.  */
extern enum pcpu_level pcpu_warning_level (enum pcpu_warning w, location_t loc);

extern void pcpu_register_pragma (void);

/* Report at LOC what belongs to W: an error, a warning or nothing.  True if it
   was reported, so that notes may follow.  FORMAT is a literal.  */
#define pcpu_report(W, LOC, FORMAT, ...)				\
  (pcpu_warning_level (W, LOC) == PCPU_ERROR				\
   ? (error_at (pcpu_visible (LOC), FORMAT " [percpu %s]",		\
		##__VA_ARGS__, pcpu_warning_name (W)), true)		\
   : (pcpu_warning_level (W, LOC) == PCPU_WARN				\
      && warning_at (pcpu_visible (LOC), 0, FORMAT " [percpu %s]",	\
		     ##__VA_ARGS__, pcpu_warning_name (W))))

/* LOC; where a macro of another file is used, if it is in one.  GCC says nothing
   of what stands in a system's header.  */
extern location_t pcpu_visible (location_t loc);

/* The address space and what is in it (space.cc).  */

/* The number of the per-CPU address space in TYPE_ADDR_SPACE, the last one
   that has a keyword code, out of the way of the targets' own.  */
static const addr_space_t PCPU_ADDR_SPACE = 15;

/* This translation unit, or a precompiled header that it includes, names the
   attribute, the qualifier or a builtin.  Before that, everything costs
   nothing.  */
extern bool pcpu_used_p (void);
extern void pcpu_set_used (void);

extern void pcpu_register_space (void);
extern void pcpu_register_keyword (void);

/* Add our note to the error that the front end has just reported about the
   address space, if it has.  */
extern void pcpu_explain_refusal (void);

/* TYPE, arrays by their elements, in address space AS; every other
   qualifier stays.  */
extern tree pcpu_type_in_space (tree type, addr_space_t as);

/* TYPE, in plain memory if it is per-CPU.  */
extern tree pcpu_value_type (tree type);

/* TYPE is an object type in the per-CPU address space.  */
extern bool pcpu_type_p (const_tree type);

/* TYPE is a pointer to per-CPU data.  */
extern bool pcpu_pointer_type_p (const_tree type);

/* The per-CPU variable that ADDRESS, an ADDR_EXPR, is the address of, or of a
   part of; NULL_TREE if it is not of one.  */
extern tree pcpu_address_variable (tree address);

/* DECL is a per-CPU variable, also after lowering changed its type.  */
extern bool pcpu_variable_p (const_tree decl);

/* REF is a memory reference, of any depth, to per-CPU data.  */
extern bool pcpu_reference_p (tree ref);

/* The size in bytes of what one instruction can access or change as a whole if
   REF is the operand, else 0: a scalar that fills a register of some size, no
   bit-field, in the machine's byte order, aligned as the target needs it.  */
extern unsigned int pcpu_operand_size (tree ref);

/* The address space of the lowered accesses: the one in which the back end
   itself finds this CPU's instance, if there is one, else the generic one.  */
extern addr_space_t pcpu_native_space (void);

/* Give every per-CPU variable of this unit the address space that the lowered
   accesses use.  */
extern void pcpu_settle_variables (void *, void *);

/* Declarations (attribute.cc).  */

extern void pcpu_register_declarations (void);
extern void pcpu_register_attribute (void *, void *);
extern void pcpu_finish_decl (void *, void *);

/* Let this object file refer to the runtime's per-image part.  */
extern void pcpu_need_image (void);

/* What the assembler names of public per-CPU variables begin with.  */
#define PCPU_PREFIX "percpu."

/* Let aliases of per-CPU variables name them as C does (alias.cc).  */
extern void pcpu_resolve_aliases (void);

/* Refuse NODE, a symbol or an alias of the unit, if it names a per-CPU variable
   and is none.  */
extern void pcpu_check_name (symtab_node *node);

/* Arrays (array.cc).  */

/* Let what the front end makes of the arrays in TYPE, in its members and in what it
   points to, when it qualifies them, be in the per-CPU address space, rows
   included.  */
extern void pcpu_prepare_type (tree type);

/* The same for all types that the unit has declared so far.  */
extern void pcpu_prepare_arrays (void);

/* PLUGIN_FINISH_TYPE: the same for a structure.  */
extern void pcpu_finish_type (void *, void *);

/* Placement (placement.cc).  */

/* The section of the fake symbols: a C identifier, so that linkers define its
   bounds, but none that a program may use: the assembler has one name space for
   symbols and sections.  */
#define PCPU_SECTION "__percpu"

/* The section of large variables that begin with zero, which takes no room in
   the file.  Its bounds are found in the same way.  */
#define PCPU_ZERO_SECTION PCPU_SECTION "_zero"

/* What areas are aligned to, at least, wherever they are laid out.  */
#define PCPU_PAGE_SIZE 4096

/* The attribute `percpu' may have ARGS on DECL, a variable or a typedef name;
   else an error is reported.  */
extern bool pcpu_check_placement (tree decl, tree args);

/* Refuse an operation at LOC on REF if that is part of a variable that is only to
   be borrowed.  */
extern void pcpu_check_guarded (location_t loc, tree ref);

/* The same for an operation on what POINTER, an expression, points to: each
   variable whose address POINTER may be, as far as the expression shows.  */
extern void pcpu_check_guarded_pointer (location_t loc, tree pointer);

/* Align DECL, a per-CPU variable that is declared, as its placement demands;
   an error if it has two.  */
extern void pcpu_align_variable (tree decl);

/* Give DECL, a per-CPU variable whose type is complete, its section and the
   size that keeps others out of its unit.  */
extern void pcpu_place_variable (tree decl);

/* NAME is a section of per-CPU variables; from now on it is part of the
   assembler file.  */
extern bool pcpu_begin_section_p (const char *name);

/* Let all of these sections end where a unit ends.  */
extern void pcpu_finish_sections (void);

/* The opaque operation nodes (builtin.cc).  */

/* What an operation does with the instance X and its operand V.  */
enum pcpu_op
{
  PCPU_ADD,		/* x + v  */
  PCPU_SUB,		/* x - v  */
  PCPU_AND,		/* x & v  */
  PCPU_IOR,		/* x | v  */
  PCPU_XOR,		/* x ^ v  */
  PCPU_SHL,		/* x << v  */
  PCPU_SHR,		/* x >> v, zeros come in  */
  PCPU_SAR,		/* x >> v, the sign comes in  */
  PCPU_NOT,		/* ~x  */
  PCPU_NEG,		/* -x  */
  PCPU_XCHG,		/* v  */
  PCPU_CMPXCHG,		/* x == v ? w : x  */
  PCPU_TRANSLATE,	/* (T *) (p + displacement)  */
  PCPU_DISPLACEMENT,	/* of this CPU's area  */
  PCPU_ADDRESS,		/* &x where it is no constant  */
  PCPU_RAW,		/* p for the compiler's own accesses  */
  PCPU_SIZE,		/* of a variable with a flexible array member  */
  PCPU_BORROW,		/* (T *) (p + the displacement of guard *g)  */
  PCPU_BORROWED,	/* the same after lowering, until lifetime.cc has seen it  */
  PCPU_TORN,		/* marks an access of several instructions, likewise  */
  PCPU_ACCESS,		/* marks any access, for check-then-act.cc  */
  PCPU_OP_COUNT
};

/* What takes more than one instruction.  */
enum pcpu_torn { PCPU_TORN_BIT_FIELD, PCPU_TORN_COPY, PCPU_TORN_OTHER };

/* Which value an operation yields if it is used.  PCPU_RETRY is PCPU_OLD for the
   compare-exchange of a loop that the plugin itself builds for an update: the loop
   as a whole is the operation that the program asked for.  */
enum pcpu_yield { PCPU_OLD, PCPU_NEW, PCPU_RETRY };

extern void pcpu_register_builtins (void);

/* ARGUMENT, or the same as a per-CPU address if the front end has made a plain one
   of it.  It does so with the address of an element of a vector or of a part of a
   complex number, which have lost the qualifier of the whole.  */
extern tree pcpu_retype_part (tree argument);

/* A call that stands for operation OP, of type TYPE, on ARGS.  */
extern tree pcpu_build_operation (location_t loc, enum pcpu_op op,
				  enum pcpu_yield yield, tree type,
				  unsigned int nargs, tree *args);

/* The call that marks a borrowed pointer of type TYPE in GIMPLE; lower.cc says
   what its arguments are.  */
extern gcall *pcpu_build_borrowed (tree type, tree args[5]);

/* The call that marks an access of the kind KIND.  */
extern gcall *pcpu_build_torn (enum pcpu_torn kind);

/* The function that the marks of check-then-act.cc call.  */
extern tree pcpu_build_mark_decl (void);

/* The variable whose size FNDECL, which stands for PCPU_SIZE, is.  */
extern tree pcpu_size_variable (const_tree fndecl);

/* If FNDECL stands for an operation, say which.  */
extern bool pcpu_operation_p (const_tree fndecl, enum pcpu_op *op,
			      enum pcpu_yield *yield);

/* The overflow built-ins of one type each (overflow.cc).  */

/* Let the front end ask the plugin about calls of these functions, or not.  */
extern void pcpu_overload_overflow (bool overload);

/* FNDECL is one of them, and the front end asks.  */
extern bool pcpu_overflow_function_p (const_tree fndecl);

/* The call of FNDECL at LOC, with ARGS, if its result is per-CPU; error_mark_node
   after an error, NULL_TREE if the result is plain.  */
extern tree pcpu_resolve_overflow (location_t loc, tree fndecl,
				   vec<tree, va_gc> *args);

extern void pcpu_register_overflow (void);

/* GENERIC (access.cc, operation.cc, compare.cc, openmp.cc).  */

extern void pcpu_pre_genericize (void *, void *);

/* Say at LOC how to get a plain pointer to an instance of what EXPR, a per-CPU
   address, is the address of.  */
extern void pcpu_note_instance (location_t loc, tree expr);

/* Refuse EXPR at LOC if it converts, compares or passes pointers so that address
   spaces are mixed at any level.  */
extern void pcpu_compare_types (tree expr, location_t loc);

/* The same for VALUE, the initial value of DECL.  */
extern void pcpu_compare_initial_value (tree decl, tree value);

/* Refuse per-CPU parameters in FNDECL, a declaration that is about to be merged
   with earlier ones, if calls have relied on one without parameters.  */
extern void pcpu_check_prototype (tree fndecl);

/* The same for FNDECL, a function that was parsed, of which
   PLUGIN_START_PARSE_FUNCTION has told when it began.  */
extern void pcpu_check_definition (tree fndecl);
extern void pcpu_start_function (void *, void *);

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

/* Refuse per-CPU data in FNDECL if that is declared to run on other devices, too:
   false if there is any.  */
extern bool pcpu_check_device_function (tree fndecl);

/* Refuse DECL, a per-CPU variable, if a directive has made it something
   else.  */
extern void pcpu_check_directives (tree decl);

/* Look at all variables for that as soon as the unit is parsed.  */
extern void pcpu_register_directives (void);

/* Built-in functions for plain memory (library-calls.cc): say at LOC, where the
   front end has refused a per-CPU address, what to write instead, if it was in
   a call of one; refuse the addresses that CALL, at LOC, casts.  */
extern bool pcpu_advise_call (location_t loc);
extern void pcpu_check_library_call (location_t loc, tree call);

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
   front end makes of an increment of a _Bool or a complex number) stands for, or NULL_TREE
   if it is just a load and a store.  */
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

/* What functions do for the checks of lifetime.cc, as attributes say
   (role.cc).  */

enum pcpu_role
{
  PCPU_NO_ROLE,
  PCPU_GUARD_ENTER,	/* returns a guard  */
  PCPU_GUARD_LEAVE,	/* ends that which its first argument points to  */
  PCPU_ALLOCATE,	/* returns a dynamic object that the caller owns, or NULL  */
  PCPU_FREE,		/* ends that which its first argument points to  */
  PCPU_AUTOFREE,	/* the same for what the variable there holds  */
  PCPU_RETAIN,		/* one more owner  */
  PCPU_RELEASE,		/* one owner less; the object may be gone  */
  PCPU_BIND,		/* binds the thread to a CPU  */
  PCPU_UNBIND,		/* ends that  */
  PCPU_LOCK_ENTER,	/* enters the lock that its first argument points to  */
  PCPU_LOCK_TRY,	/* the same if it returns something other than zero  */
  PCPU_LOCK_LEAVE,	/* leaves it  */
  PCPU_READ_ENTER,	/* the same for locks that several may have entered  */
  PCPU_READ_TRY,
  PCPU_READ_LEAVE,
  PCPU_REF_GET,		/* the same for references that are counted  */
  PCPU_REF_TRY,
  PCPU_REF_PUT
};

extern enum pcpu_role pcpu_function_role (const_tree fndecl);

/* FNTYPE keeps its argument N, counted from 0, or promises not to.  */
extern bool pcpu_keeps_p (const_tree fntype, unsigned int n);
extern bool pcpu_borrows_p (const_tree fntype, unsigned int n);

/* FNDECL runs in bound threads only, as attribute percpu_bound says.  */
extern bool pcpu_bound_function_p (const_tree fndecl);

extern void pcpu_register_roles (void);

/* Say of an access at LOC that it takes more than one instruction.  */
extern void pcpu_report_torn (location_t loc, enum pcpu_torn kind);

/* Checks of the sanitizers, for statements at LOC that are inserted before GSI
   (sanitize.cc).  */

/* Check REF, to per-CPU data that is stored to if STORE.  */
extern void pcpu_sanitize_reference (gimple_stmt_iterator *gsi, location_t loc,
				     tree ref, bool store);

/* Check POINTER, a per-CPU address that is not constant, to an object of TYPE
   or, if MEMBER, to a member of one.  */
extern void pcpu_sanitize_pointer (gimple_stmt_iterator *gsi, location_t loc,
				   tree pointer, tree type, bool member,
				   bool store);

/* Returns VALUE, a number of one byte, as a _Bool that is checked.  */
extern tree pcpu_sanitize_truth (gimple_stmt_iterator *gsi, location_t loc,
				 tree value);

/* Marks for check-then-act.cc.  */

enum pcpu_access_kind
{
  PCPU_ACCESS_LOAD,
  PCPU_ACCESS_STORE,
  PCPU_ACCESS_UPDATE,
  PCPU_ACCESS_RETRY,	/* the compare-exchange of an update that is a loop  */
  PCPU_ACCESS_PLACED	/* percpu_this_ptr or percpu_raw  */
};

/* The mark of an access to REF: of kind KIND, by OP if it is an update; IN is the
   value that it stores or its operand, OUT the one that it loads or yields, or
   NULL_TREE.  NULL if nothing is to be checked.  */
extern gcall *pcpu_build_access (enum pcpu_access_kind kind, enum pcpu_op op,
				 tree ref, tree in, tree out);

/* EXPR, what percpu_this_ptr makes, or percpu_raw if RAW, with such a mark.  */
extern tree pcpu_mark_placed (location_t loc, bool raw, tree expr);

/* DECL is the variable that holds the bias of this image (lower.cc).  */
extern bool pcpu_bias_p (const_tree decl);

/* How many errors the checks on SSA form have reported: what is wrong with one
   function is no reason to be silent about others.  */
extern int pcpu_checked_errors;

/* GIMPLE (lower.cc, check-then-act.cc, lifetime.cc, check.cc).  */

/* The lowering has computed NAME, an SSA name.  */
extern bool pcpu_lowered_p (const_tree name);

/* LINK, in the list of an asm statement, is an operand that the lowering has
   made.  */
extern bool pcpu_own_operand_p (const_tree link);

extern gimple_opt_pass *pcpu_make_pass_lower (gcc::context *);
extern gimple_opt_pass *pcpu_make_pass_check_then_act (gcc::context *);
extern gimple_opt_pass *pcpu_make_pass_lifetime (gcc::context *);
extern gimple_opt_pass *pcpu_make_pass_check_early (gcc::context *);
extern gimple_opt_pass *pcpu_make_pass_check_late (gcc::context *);
/* In front of the vectoriser, with HIDE, and behind it (vector.cc).  */
extern gimple_opt_pass *pcpu_make_pass_volatile (gcc::context *, bool hide);

extern opt_pass *pcpu_make_pass_check_rtl (gcc::context *);

#endif /* PERCPU_PLUGIN_H */
