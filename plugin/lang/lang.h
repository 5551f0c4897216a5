/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* What the C front end sees: the address space, the attributes, and the
   diagnostics.  */

#ifndef PERCPU_LANG_H
#define PERCPU_LANG_H

#include "settings.h"

/* Diagnostics that have a name (warning.cc).  */

enum pcpu_warning
{
  PCPU_W_TEARING,	/* an access by more than one instruction  */
  PCPU_W_GUARD,		/* a guard that is dropped, entered or left twice  */
  PCPU_W_LIFETIME,	/* a borrowed pointer that outlives its guard  */
  PCPU_W_FREE,		/* a dynamic object used or freed after it was freed  */
  PCPU_W_LEAK,		/* one that nobody frees  */
  PCPU_W_ALIAS,		/* two writable borrows of one object  */
  PCPU_W_COMPLEX,	/* a function that is not checked to its end  */
  PCPU_W_CHECK_THEN_ACT,	/* a load that decides about a later store  */
  PCPU_W_UNGUARDED,	/* a plain pointer where the thread may move  */
  PCPU_WARNING_COUNT
};

enum pcpu_level { PCPU_OFF, PCPU_WARN, PCPU_ERROR };

/* The name, as options and #pragma percpu have it, and what it is about.  */
extern const char *pcpu_warning_name (enum pcpu_warning w);
extern const char *pcpu_warning_help (enum pcpu_warning w);

/* The level of the whole unit.  */
extern void pcpu_set_warning (enum pcpu_warning w, enum pcpu_level level);

/* Set those that depend on the model, where no option has set them.  */
extern void pcpu_set_default_warnings (void);

/* W is not off everywhere in this unit, as far as it was read.  */
extern bool pcpu_warning_possible_p (enum pcpu_warning w);

/* The level at LOC, with what `#pragma percpu' has said there.  */
extern enum pcpu_level pcpu_warning_level (enum pcpu_warning w, location_t loc);

/* Make `#pragma percpu' known to the preprocessor.  */
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

/* LOC; where a macro of another file is used, if it is in one.  GCC says
   nothing of what stands in a system's header.  */
extern location_t pcpu_visible (location_t loc);

/* What takes more than one instruction.  */
enum pcpu_torn { PCPU_TORN_BIT_FIELD, PCPU_TORN_COPY, PCPU_TORN_OTHER };

/* Say of an access at LOC that it takes more than one instruction.  */
extern void pcpu_report_torn (location_t loc, enum pcpu_torn kind);

/* Types and declarations (types.cc).  */

/* The number of the per-CPU address space in TYPE_ADDR_SPACE, the last one
   that has a keyword code, out of the way of the targets' own.  */
static const addr_space_t PCPU_ADDR_SPACE = 15;

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

/* ARGUMENT, or the same as a per-CPU address if the front end has made a plain
   one of it.  It does so with the address of an element of a vector or of a
   part of a complex number, which have lost the qualifier of the whole.  */
extern tree pcpu_retype_part (tree argument);

/* The address space (keyword.cc, space.cc, refusal.cc).  */

/* This translation unit, or a precompiled header that it includes, names the
   attribute, the qualifier or a builtin.  Before that, everything costs
   nothing.  */
extern bool pcpu_used_p (void);

/* From now on it does.  */
extern void pcpu_set_used (void);

/* Put our hooks of the address space in front of the back end's.  */
extern void pcpu_register_space (void);

/* Make `__percpu' a qualifier.  */
extern void pcpu_register_keyword (void);

/* The front end has asked whether a pointer converts between the per-CPU
   address space and another one, and was told that it does not: from the
   per-CPU one if TO_PLAIN.  */
extern void pcpu_note_refusal (bool to_plain);

/* Add our note to the error that the front end has reported since, if it has.
   */
extern void pcpu_explain_refusal (void);

/* Learn where the front end's errors are.  */
extern void pcpu_register_refusal (void);

/* Declarations (attribute.cc).  */

/* Put our hooks for declarations in front of those of the back end and the
   front end.  */
extern void pcpu_register_declarations (void);

/* PLUGIN_ATTRIBUTES: make our attributes known.  */
extern void pcpu_register_attribute (void *, void *);

/* Check and align DECL, a per-CPU variable whose declaration is complete.  */
extern void pcpu_check_variable (tree decl);

/* Let this object file refer to the runtime's per-image part.  */
extern void pcpu_need_image (void);

/* Let aliases of per-CPU variables name them as C does (alias.cc).  */
extern void pcpu_resolve_aliases (void);

/* What the assembler names of public per-CPU variables begin with.  */
#define PCPU_PREFIX "percpu."

/* Refuse NODE, a symbol or an alias of the unit, if it names a per-CPU variable
   and is none.  */
extern void pcpu_check_name (symtab_node *node);

/* Arrays (array.cc).  */

/* Let what the front end makes of the arrays in TYPE, in its members and in
   what it points to, when it qualifies them, be in the per-CPU address space,
   rows included.  */
extern void pcpu_prepare_type (tree type);

/* The same for all types that the unit has declared so far.  */
extern void pcpu_prepare_arrays (void);

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

/* Refuse an operation at LOC on REF if that is part of a variable that is only
   to be borrowed.  */
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

/* The assembler file gets the section NAME.  True if that is a section of
   per-CPU variables.  */
extern bool pcpu_note_section (const char *name);

/* Let all of these sections end where a unit ends.  */
extern void pcpu_finish_sections (void);

/* Parameters of functions (prototype.cc).  */

/* The types of the parameters of function type FNTYPE, as the prototype or an
   old-style definition gives them; NULL_TREE if neither was seen.  */
extern tree pcpu_parameter_types (const_tree fntype);

/* A pointer to per-CPU data is part of TYPE at some level.  */
extern bool pcpu_mentions_percpu_p (const_tree type);

/* Refuse per-CPU parameters in FNDECL, a declaration that is about to be merged
   with earlier ones, if calls have relied on one without parameters.  */
extern void pcpu_check_prototype (tree fndecl);

/* The same for FNDECL, a function that was parsed, of which
   PLUGIN_START_PARSE_FUNCTION has told when it began.  */
extern void pcpu_check_definition (tree fndecl);

/* PLUGIN_START_PARSE_FUNCTION.  */
extern void pcpu_start_function (void *, void *);

/* Built-in functions for plain memory (library-calls.cc).  */

/* Say at LOC, where the front end has refused a per-CPU address, what to write
   instead, if that was in a call of such a function.  True if it was.  */
extern bool pcpu_advise_call (location_t loc);

/* Refuse the per-CPU addresses that CALL, at LOC, casts to plain pointers for
   such a function.  */
extern void pcpu_check_library_call (location_t loc, tree call);

/* The overflow built-ins of one type each (overflow.cc).  */

/* Let the front end ask the plugin about calls of these functions, or not.  */
extern void pcpu_overload_overflow (bool overload);

/* FNDECL is one of them, and the front end asks.  */
extern bool pcpu_overflow_function_p (const_tree fndecl);

/* The call of FNDECL at LOC, with ARGS, if its result is per-CPU;
   error_mark_node after an error, NULL_TREE if the result is plain.  */
extern tree pcpu_resolve_overflow (location_t loc, tree fndecl,
				   vec<tree, va_gc> *args);

/* Put the hooks for them in front of those of the back end.  */
extern void pcpu_register_overflow (void);

/* Say at LOC how to get a plain pointer to an instance of what EXPR, a per-CPU
   address, is the address of.  */
extern void pcpu_note_instance (location_t loc, tree expr);

/* What functions do to guards and objects, as attributes say (role.cc).  */

enum pcpu_role
{
  PCPU_NO_ROLE,
  PCPU_GUARD_ENTER,	/* returns a guard  */
  PCPU_GUARD_LEAVE,	/* ends that which its first argument points to  */
  PCPU_ALLOCATE,	/* returns an object that the caller owns, or NULL  */
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

/* Make these attributes known.  */
extern void pcpu_register_roles (void);

#endif /* PERCPU_LANG_H */
