/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The extensions of the C front end: the address space, the attributes, and
   the diagnostics.  */

#ifndef PERCPU_LANG_H
#define PERCPU_LANG_H

#include "settings.h"

/* Diagnostics that have a name (warning.cc).  */

enum pcpu_warning
{
  PCPU_W_TEARING,	/* an access by more than one instruction  */
  PCPU_W_GUARD,		/* a guard that is dropped, or entered or left twice  */
  PCPU_W_LIFETIME,	/* a borrowed pointer that outlives its guard  */
  PCPU_W_FREE,		/* a dynamic object used or freed after it was freed  */
  PCPU_W_LEAK,		/* a dynamic object that is not freed  */
  PCPU_W_ALIAS,		/* two writable borrows of one object  */
  PCPU_W_COMPLEX,	/* a function that was not checked completely  */
  PCPU_W_CHECK_THEN_ACT,	/* a load that decides about a later store  */
  PCPU_W_UNGUARDED,	/* a plain pointer where the thread may migrate  */
  PCPU_WARNING_COUNT
};

enum pcpu_level { PCPU_OFF, PCPU_WARN, PCPU_ERROR };

/* Return the name of W in options and in #pragma percpu, and its help text.  */
extern const char *pcpu_warning_name (enum pcpu_warning w);
extern const char *pcpu_warning_help (enum pcpu_warning w);

/* Set the level of W for the whole unit.  */
extern void pcpu_set_warning (enum pcpu_warning w, enum pcpu_level level);

/* Set the levels that depend on the model, unless an option has set them.  */
extern void pcpu_set_default_warnings (void);

/* Return true if W is on somewhere in the part of this unit that was read so
   far.  */
extern bool pcpu_warning_possible_p (enum pcpu_warning w);

/* Return the level of W at LOC, which `#pragma percpu' may have changed
   there.  */
extern enum pcpu_level pcpu_warning_level (enum pcpu_warning w, location_t loc);

/* Register `#pragma percpu' with the preprocessor.  */
extern void pcpu_register_pragma (void);

/* Report a diagnostic of W at LOC: an error, a warning or nothing, depending
   on the level.  Return true if it was reported, so that notes may follow.
   FORMAT is a literal.  */
#define pcpu_report(W, LOC, FORMAT, ...)				\
  (pcpu_warning_level (W, LOC) == PCPU_ERROR				\
   ? (error_at (pcpu_visible (LOC), FORMAT " [percpu %s]",		\
		##__VA_ARGS__, pcpu_warning_name (W)), true)		\
   : (pcpu_warning_level (W, LOC) == PCPU_WARN				\
      && warning_at (pcpu_visible (LOC), 0, FORMAT " [percpu %s]",	\
		     ##__VA_ARGS__, pcpu_warning_name (W))))

/* Return LOC, or, if it is in a macro from another file, the location where
   the macro is used.  GCC suppresses warnings in system headers.  */
extern location_t pcpu_visible (location_t loc);

/* The kinds of accesses that take more than one instruction.  */
enum pcpu_torn { PCPU_TORN_BIT_FIELD, PCPU_TORN_COPY, PCPU_TORN_OTHER };

/* Report that the access at LOC takes more than one instruction.  */
extern void pcpu_report_torn (location_t loc, enum pcpu_torn kind);

/* Types and declarations (types.cc).  */

/* The number of the per-CPU address space in TYPE_ADDR_SPACE.  It is the last
   one that has a keyword code, so that it differs from those of the
   targets.  */
static const addr_space_t PCPU_ADDR_SPACE = 15;

/* Return TYPE in address space AS.  In an array this applies to the elements.
   All other qualifiers stay.  */
extern tree pcpu_type_in_space (tree type, addr_space_t as);

/* Return TYPE, but in plain memory if it is per-CPU.  */
extern tree pcpu_value_type (tree type);

/* Return true if TYPE is an object type in the per-CPU address space.  */
extern bool pcpu_type_p (const_tree type);

/* Return true if TYPE is a pointer to per-CPU data.  */
extern bool pcpu_pointer_type_p (const_tree type);

/* ADDRESS is an ADDR_EXPR.  Return the per-CPU variable whose address, or the
   address of a part of which, it is; otherwise NULL_TREE.  */
extern tree pcpu_address_variable (tree address);

/* Return true if DECL is a per-CPU variable, even if lowering has changed its
   type.  */
extern bool pcpu_variable_p (const_tree decl);

/* Return true if REF is a memory reference, of any depth, to per-CPU data.  */
extern bool pcpu_reference_p (tree ref);

/* Return true if TYPE is a _BitInt that does not fill its object.  The unused
   bits of the object are the sign or zero extension of the value: each store
   sets them, and no load relies on them.  */
extern bool pcpu_partial_p (const_tree type);

/* Return the size of REF in bytes if one instruction can access or update it,
   else 0.  It must be a scalar as wide as a register of some size, not a
   bit-field, in the byte order of the machine, and aligned as the target
   requires.  */
extern unsigned int pcpu_operand_size (tree ref);

/* Return the address space of the lowered accesses: the one in which the back
   end itself finds this CPU's instance, or the generic one if there is
   none.  */
extern addr_space_t pcpu_native_space (void);

/* Return ARGUMENT, as a per-CPU address if the front end has made it a plain
   one.  The front end does so with the address of an element of a vector and
   of a part of a complex number, because they lose the qualifier of the
   whole.  */
extern tree pcpu_retype_part (tree argument);

/* The address space (keyword.cc, space.cc, refusal.cc).  */

/* Return true if this translation unit, or a precompiled header that it
   includes, uses the attribute, the qualifier or a builtin.  Before that the
   plugin costs nothing.  */
extern bool pcpu_used_p (void);

/* Record that it does.  */
extern void pcpu_set_used (void);

/* Install our hooks for the address space before the back end's.  */
extern void pcpu_register_space (void);

/* The front end completes the structure TYPE: it has called the hook for the
   attributes, and not yet PLUGIN_FINISH_TYPE.  */
extern void pcpu_start_completion (tree type);
extern void pcpu_end_completion (void);

/* Make `__percpu' a qualifier.  */
extern void pcpu_register_keyword (void);

/* Record that the front end asked whether a pointer converts between the
   per-CPU address space and another one, and got a negative answer.  TO_PLAIN
   if the conversion was from the per-CPU address space.  */
extern void pcpu_note_refusal (bool to_plain);

/* Add our note to the error that the front end has reported since then, if
   any.  */
extern void pcpu_explain_refusal (void);

/* Install the hook that finds the locations of the front end's errors.  */
extern void pcpu_register_refusal (void);

/* Declarations (attribute.cc).  */

/* Install our hooks for declarations before those of the back end and the
   front end.  */
extern void pcpu_register_declarations (void);

/* PLUGIN_ATTRIBUTES: register our attributes.  */
extern void pcpu_register_attribute (void *, void *);

/* Check and align DECL, a per-CPU variable whose declaration is complete.  */
extern void pcpu_check_variable (tree decl);

/* Make this object file refer to the part of the runtime that each image
   has.  */
extern void pcpu_need_image (void);

/* Make aliases of per-CPU variables accept their names in C (alias.cc).  */
extern void pcpu_resolve_aliases (void);

/* The prefix of assembler names of public per-CPU variables.  */
#define PCPU_PREFIX "percpu."

/* Refuse NODE, a symbol or an alias of the unit, if it names a per-CPU
   variable but is not one.  */
extern void pcpu_check_name (symtab_node *node);

/* Arrays (array.cc).  */

/* Prepare the array types in TYPE, in its members and in the types that it
   points to, so that the types that the front end makes by qualifying them are
   in the per-CPU address space, including the rows of arrays.  */
extern void pcpu_prepare_type (tree type);

/* Prepare all types that the unit has declared so far.  */
extern void pcpu_prepare_arrays (void);

/* Variables of Linux (linux.cc).  */

/* Return true if DECL is a variable that the kernel's headers place in the
   section of per-CPU variables.  Its type is plain.  */
extern bool pcpu_linux_variable_p (const_tree decl);

/* POINTER is a plain pointer.  If it is the address of such a variable, or of
   a part of one, return it as a per-CPU address, else POINTER.  */
extern tree pcpu_retype_linux (tree pointer);

/* Placement (placement.cc).  */

/* The section of the fake symbols.  The name is a C identifier, so that
   linkers define symbols for its bounds, but a reserved one, because symbols
   and sections share one name space in the assembler.  */
#define PCPU_SECTION "__percpu"

/* The section in Linux, whose loader of modules looks for this name.  The
   linker script of the kernel collects it.  */
#define PCPU_LINUX_SECTION ".data..percpu"

/* Return the name of the section of variables without a placement.  */
extern const char *pcpu_section (void);

/* The section of large variables that are initially zero.  It takes no space
   in the file.  Its bounds are found in the same way.  */
#define PCPU_ZERO_SECTION PCPU_SECTION "_zero"

/* The minimum alignment of areas in every runtime.  */
#define PCPU_PAGE_SIZE 4096

/* Return true if the attribute `percpu' of DECL, a variable or a typedef name,
   may have ARGS.  Otherwise report an error and return false.  */
extern bool pcpu_check_placement (tree decl, tree args);

/* Refuse an operation at LOC on REF if it is part of a guarded variable, which
   may only be borrowed.  */
extern void pcpu_check_guarded (location_t loc, tree ref);

/* The number of these errors.  The code of a function is complete in spite of
   them.  */
extern int pcpu_guarded_errors;

/* Refuse an operation at LOC on the object at POINTER, an expression, if it
   may be part of a guarded variable, as far as the expression shows.  */
extern void pcpu_check_guarded_pointer (location_t loc, tree pointer);

/* Align DECL, a per-CPU variable that is declared, as its placement requires.
   Report an error if it has two placements.  */
extern void pcpu_align_variable (tree decl);

/* Set the section of DECL, a per-CPU variable whose type is complete, and
   round up its size so that no other variable shares its unit of placement.  */
extern void pcpu_place_variable (tree decl);

/* Record that the assembler file gets the section NAME.  Return true if it is
   a section of per-CPU variables.  */
extern bool pcpu_note_section (const char *name);

/* Pad the sections for placements to the end of a cache line.  */
extern void pcpu_finish_sections (void);

/* Parameters of functions (prototype.cc).  */

/* Return the types of the parameters of function type FNTYPE, from the
   prototype or an old-style definition, or NULL_TREE if there was neither.  */
extern tree pcpu_parameter_types (const_tree fntype);

/* Return true if a pointer to per-CPU data is part of TYPE at some level.  */
extern bool pcpu_mentions_percpu_p (const_tree type);

/* Refuse per-CPU parameters in FNDECL, a declaration that is about to be
   merged with earlier ones, if an earlier one without parameters was used for
   calls.  */
extern void pcpu_check_prototype (tree fndecl);

/* Refuse per-CPU parameters in FNDECL, a function that was parsed, for the
   same reason.  */
extern void pcpu_check_definition (tree fndecl);

/* PLUGIN_START_PARSE_FUNCTION: remember the function for that check.  */
extern void pcpu_start_function (void *, void *);

/* Functions for plain memory (library-calls.cc).  */

/* The front end has refused a per-CPU address as argument of FNDECL at LOC.  If
   this is a known function, add notes that name a replacement, and return
   true.  */
extern bool pcpu_advise_call (location_t loc, tree fndecl);

/* If OVERLOAD, make the front end ask the plugin about calls of the overloaded
   atomic built-ins; else stop it.  */
extern void pcpu_overload_atomics (bool overload);

/* Return true if FNDECL is one of them and the front end asks about it.  */
extern bool pcpu_atomic_function_p (const_tree fndecl);

/* Return the call of FNDECL at LOC with ARGS as the front end resolves it, or
   error_mark_node after an error, for example about a per-CPU address.  */
extern tree pcpu_resolve_atomic (location_t loc, tree fndecl,
				 vec<tree, va_gc> *args);

/* The overflow built-ins for one type each (overflow.cc).  */

/* If OVERLOAD, make the front end ask the plugin about calls of these
   functions; else stop it.  */
extern void pcpu_overload_overflow (bool overload);

/* Return true if FNDECL is one of them and the front end asks about it.  */
extern bool pcpu_overflow_function_p (const_tree fndecl);

/* Return the call of FNDECL at LOC with ARGS if its result is per-CPU,
   NULL_TREE if the result is plain, and error_mark_node after an error.  */
extern tree pcpu_resolve_overflow (location_t loc, tree fndecl,
				   vec<tree, va_gc> *args);

/* Install the hooks for these functions before those of the back end.  */
extern void pcpu_register_overflow (void);

/* Add a note at LOC that explains how to get a plain pointer to an instance of
   the object whose per-CPU address EXPR is.  */
extern void pcpu_note_instance (location_t loc, tree expr);

/* Roles: the effects of functions on guards, objects and locks, from
   attributes (role.cc).  */

enum pcpu_role
{
  PCPU_NO_ROLE,
  PCPU_GUARD_ENTER,	/* returns a guard  */
  PCPU_GUARD_LEAVE,	/* ends the guard that its first argument points to  */
  PCPU_ALLOCATE,	/* returns an object that the caller owns, or NULL  */
  PCPU_FREE,		/* frees the object that its first argument points
			   to  */
  PCPU_AUTOFREE,	/* the same, given the address of a pointer to it  */
  PCPU_RETAIN,		/* adds an owner  */
  PCPU_RELEASE,		/* removes an owner, which may free the object  */
  PCPU_BIND,		/* binds the thread to a CPU  */
  PCPU_UNBIND,		/* ends the binding  */
  PCPU_LOCK_ENTER,	/* enters the lock that its first argument points to  */
  PCPU_LOCK_TRY,	/* the same if it returns a nonzero value  */
  PCPU_LOCK_LEAVE,	/* leaves the lock  */
  PCPU_READ_ENTER,	/* the same for locks that several threads can share  */
  PCPU_READ_TRY,
  PCPU_READ_LEAVE,
  PCPU_REF_GET,		/* the same for counted references  */
  PCPU_REF_TRY,
  PCPU_REF_PUT
};

extern enum pcpu_role pcpu_function_role (const_tree fndecl);

/* Return true if an attribute of FNTYPE says that it keeps its argument N,
   counted from 0, or that it only borrows it.  */
extern bool pcpu_keeps_p (const_tree fntype, unsigned int n);
extern bool pcpu_borrows_p (const_tree fntype, unsigned int n);

/* Return true if FNDECL runs in bound threads only, by attribute
   percpu_bound.  */
extern bool pcpu_bound_function_p (const_tree fndecl);

/* Register these attributes.  */
extern void pcpu_register_roles (void);

#endif /* PERCPU_LANG_H */
