/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The builtins that C code can call.

   They are used by percpu.h, and are generic in the type of their argument:

     T *__builtin_percpu_translate (T __percpu *p, displacement)
     uintptr_t __builtin_percpu_displacement (void)
     size_t __builtin_percpu_size (T __percpu *p, size_t size)
     T __percpu *__builtin_percpu_address (T __percpu *p)
     T SPACE *__builtin_percpu_raw (T __percpu *p)
     T *__builtin_percpu_borrow (T __percpu *p, struct percpu_guard *g)
     T __builtin_percpu_exchange (T __percpu *p, T v)
     T __builtin_percpu_fetch_or (T __percpu *p, T v)
     T __builtin_percpu_fetch_and (T __percpu *p, T v)
     T __builtin_percpu_fetch_max (T __percpu *p, T v)
     T __builtin_percpu_fetch_min (T __percpu *p, T v)
     T __builtin_percpu_compare_exchange (T __percpu *p, T old, T new)
     _Bool __builtin_percpu_try_compare_exchange (T __percpu *p, T *old, T new)

   The macros in percpu.h convert V, OLD and NEW to T like an assignment, with
   the front end's own diagnostics.  Values are compared bit for bit.  */

#include "generic/generic.h"
#include "targets/target.h"

/* The flags of __percpu_hardened.  */
#define PERCPU_ABI_CONSTANTS_ONLY 1
#include "percpu/abi.h"

/* The builtins are recognised by name, because a precompiled header contains
   its own declarations.  */

#define TRANSLATE "__builtin_percpu_translate"
#define DISPLACEMENT "__builtin_percpu_displacement"
#define RAW "__builtin_percpu_raw"
#define SIZE "__builtin_percpu_size"
#define ADDRESS "__builtin_percpu_address"
#define BORROW "__builtin_percpu_borrow"
#define EXCHANGE "__builtin_percpu_exchange"
#define FETCH_OR "__builtin_percpu_fetch_or"
#define FETCH_AND "__builtin_percpu_fetch_and"
#define FETCH_MAX "__builtin_percpu_fetch_max"
#define FETCH_MIN "__builtin_percpu_fetch_min"
#define COMPARE_EXCHANGE "__builtin_percpu_compare_exchange"
#define TRY_COMPARE_EXCHANGE "__builtin_percpu_try_compare_exchange"

/* Return true if FNDECL is called NAME.  */

static bool
called_p (const_tree fndecl, const char *name)
{
  return strcmp (IDENTIFIER_POINTER (DECL_NAME (fndecl)), name) == 0;
}

static decltype (targetm.resolve_overloaded_builtin) original_resolve;

/* Return the variable or parameter whose address, or the address of a part of
   which, ARGUMENT is, or NULL_TREE.  Macros keep addresses in variables.  */

static tree
addressed_variable (tree argument)
{
  STRIP_NOPS (argument);
  if (VAR_P (argument)
      && DECL_NAME (argument)
      && DECL_INITIAL (argument)
      && strncmp (IDENTIFIER_POINTER (DECL_NAME (argument)), "__percpu_",
		  9) == 0)
    argument = DECL_INITIAL (argument);
  STRIP_NOPS (argument);
  if (TREE_CODE (argument) != ADDR_EXPR)
    return NULL_TREE;
  tree base = get_base_address (TREE_OPERAND (argument, 0));
  return (base && (VAR_P (base) || TREE_CODE (base) == PARM_DECL)
	  && DECL_NAME (base) ? base : NULL_TREE);
}

/* Report that ARGUMENT is not a per-CPU address.  A macro may use it several
   times, so report it only once.  */

static void
refuse_argument (location_t loc, tree argument)
{
  static location_t last_loc;
  static tree last_type;
  tree type = TREE_TYPE (argument);
  tree var = addressed_variable (argument);

  /* The argument of such a macro was already reported.  */
  if ((loc == last_loc && type == last_type)
      || (VAR_P (argument) && !POINTER_TYPE_P (type) && seen_error ()
	  && DECL_NAME (argument)
	  && strncmp (IDENTIFIER_POINTER (DECL_NAME (argument)), "__percpu_",
		      9) == 0))
    return;
  last_loc = loc;
  last_type = type;
  if (var)
    {
      error_at (loc, "%qD is not a per-CPU variable: attribute %<percpu%> is"
		" missing", var);
      inform (DECL_SOURCE_LOCATION (var),
	      TREE_STATIC (var) || DECL_EXTERNAL (var)
	      ? G_("%qD is declared here without the attribute")
	      : G_("%qD is declared here; only variables with static storage"
		   " duration can have the attribute"), var);
      return;
    }
  error_at (loc, "argument of type %qT is not a pointer to per-CPU data", type);
  if (POINTER_TYPE_P (type) && pcpu_options.abi == PCPU_ABI_LINUX)
    inform (loc, "%<percpu_from_kernel%> converts a pointer to per-CPU data"
	    " that a header of the kernel declares");
  else if (POINTER_TYPE_P (type))
    inform (loc, "a plain pointer is already the address of one instance;"
	    " use it directly");
  else
    inform (loc, "pass the address of a per-CPU variable");
}

/* Return true if ARGS are N arguments for the builtin NAME, the first of them
   a per-CPU address.  Otherwise report an error.  The arguments are folded
   here, because the front end would do so only for its own functions.  */

static bool
check_arguments (location_t loc, vec<tree, va_gc> *args, unsigned int n,
		 const char *name)
{
  if (vec_safe_length (args) != n)
    {
      error_at (loc, "%qs takes %u arguments", name, n);
      return false;
    }
  for (unsigned int i = 0; i < n; i++)
    {
      if (error_operand_p ((*args)[i]))
	return false;
      (*args)[i] = c_fully_fold ((*args)[i], false, NULL);
    }
  (*args)[0] = pcpu_retype_part ((*args)[0]);
  (*args)[0] = pcpu_retype_linux ((*args)[0]);
  if (pcpu_pointer_type_p (TREE_TYPE ((*args)[0])))
    return true;
  refuse_argument (loc, (*args)[0]);
  return false;
}

/* Return the function __percpu_hardened of type TYPE.  In Linux it is in
   percpu/linux.h.  */

static tree
check_function (location_t loc, tree type)
{
  tree name = get_identifier ("__percpu_hardened");
  tree decl = (pcpu_options.abi == PCPU_ABI_LINUX
	       ? identifier_global_value (name) : NULL_TREE);
  if (decl && TREE_CODE (decl) == FUNCTION_DECL)
    {
      TREE_USED (decl) = 1;
      return decl;
    }
  decl = build_decl (loc, FUNCTION_DECL, name, type);
  DECL_EXTERNAL (decl) = 1;
  TREE_PUBLIC (decl) = 1;
  TREE_NOTHROW (decl) = 1;
  DECL_ARTIFICIAL (decl) = 1;
  return decl;
}

/* In hardened code, return EXPR, which computes an address from POINTER that
   is valid only under conditions, after a call that checks them:

     void __percpu_hardened (uintptr_t address, const char *what,
			     unsigned flags)

   ADDRESS must not be null.  With the flag PERCPU_HARDENED_CPU the thread must
   not be able to leave its CPU.  With PERCPU_HARDENED_TRAP a violation ends
   the program.  WHAT describes the operation and its location.  */

static tree
harden (location_t loc, tree pointer, const char *what, bool holds_cpu,
	tree expr)
{
  if (pcpu_options.hardened == PCPU_HARDENED_OFF)
    return expr;
  tree variable = (TREE_CODE (pointer) == ADDR_EXPR
		   ? pcpu_address_variable (pointer) : NULL_TREE);
  if (variable && !holds_cpu)
    return expr;

  expanded_location at = expand_location (loc);
  std::string text = std::string (what) + " of "
		     + (variable ? IDENTIFIER_POINTER (DECL_NAME (variable))
			: "a pointer")
		     + " at " + (at.file ? at.file : "") + ":"
		     + std::to_string (at.line);
  tree string = build_string_literal (text.size () + 1, text.c_str ());
  tree type = build_function_type_list (void_type_node, pointer_sized_int_node,
					TREE_TYPE (string),
					unsigned_type_node, NULL_TREE);
  tree decl = check_function (loc, type);
  tree address = (variable ? build_minus_one_cst (pointer_sized_int_node)
		  : fold_convert (pointer_sized_int_node, pointer));
  unsigned int flags
    = ((holds_cpu ? PERCPU_HARDENED_CPU : 0)
       | (pcpu_options.hardened == PCPU_HARDENED_TRAP
	  ? PERCPU_HARDENED_TRAP : 0));
  tree call = build_call_expr_loc (loc, decl, 3, address, string,
				   build_int_cst (unsigned_type_node, flags));
  return build2_loc (loc, COMPOUND_EXPR, TREE_TYPE (expr), call, expr);
}

/* Return the operation for a call of __builtin_percpu_translate with ARGS.  */

static tree
resolve_translate (location_t loc, vec<tree, va_gc> *args)
{
  if (!check_arguments (loc, args, 2, TRANSLATE))
    return error_mark_node;
  tree pointer = (*args)[0];
  tree displacement = (*args)[1];
  tree type = TREE_TYPE (pointer);
  if (!INTEGRAL_TYPE_P (TREE_TYPE (displacement)))
    {
      error_at (loc, "the displacement must be an integer");
      return error_mark_node;
    }
  tree plain = build_pointer_type (pcpu_type_in_space (TREE_TYPE (type),
						       ADDR_SPACE_GENERIC));
  /* Evaluate POINTER once, although the check also uses it.  */
  if (TREE_CODE (pointer) != ADDR_EXPR
      && pcpu_options.hardened != PCPU_HARDENED_OFF)
    pointer = save_expr (pointer);
  tree operands[2] = { pointer, fold_convert (pointer_sized_int_node,
					      displacement) };
  enum pcpu_op op;
  enum pcpu_yield yield;
  bool holds_cpu = (TREE_CODE (displacement) == CALL_EXPR
		    && pcpu_find_operation (get_callee_fndecl (displacement),
					    &op, &yield));
  tree call = pcpu_build_operation (loc, PCPU_TRANSLATE, PCPU_NEW, plain, 2,
				    operands);
  /* A program uses a displacement of 0 to get the address as a number.  */
  if (integer_zerop (displacement))
    return call;
  call = harden (loc, pointer, holds_cpu ? "percpu_this_ptr" : "percpu_ptr",
		 holds_cpu, call);
  return holds_cpu ? pcpu_mark_placed (loc, false, call) : call;
}

/* Return a pointer for accesses by instructions that the compiler chooses, in
   the back end's address space if it has one.  The sanitizers would treat such
   objects as plain memory, so with them it is a plain pointer to the
   instance.  */

static tree
resolve_raw (location_t loc, vec<tree, va_gc> *args)
{
  if (!check_arguments (loc, args, 1, RAW))
    return error_mark_node;
  tree pointer = (*args)[0];
  pcpu_check_guarded_pointer (loc, pointer);
  if (TREE_CODE (pointer) != ADDR_EXPR
      && pcpu_options.hardened != PCPU_HARDENED_OFF)
    pointer = save_expr (pointer);
  tree type = TREE_TYPE (TREE_TYPE (pointer));
  addr_space_t as = pcpu_native_space ();
  if (pcpu_options.model != PCPU_MODEL_SINGLE
      && (as == ADDR_SPACE_GENERIC || flag_sanitize))
    {
      tree operands[2]
	= { pointer, pcpu_build_operation (loc, PCPU_DISPLACEMENT, PCPU_NEW,
					   pointer_sized_int_node, 0, NULL) };
      type = pcpu_type_in_space (type, ADDR_SPACE_GENERIC);
      tree call = pcpu_build_operation (loc, PCPU_TRANSLATE, PCPU_NEW,
					build_pointer_type (type), 2,
					operands);
      return pcpu_mark_placed (loc, true,
			       harden (loc, pointer, "percpu_raw", true,
				       call));
    }
  type = build_pointer_type (pcpu_type_in_space (type, as));
  tree call = pcpu_build_operation (loc, PCPU_RAW, PCPU_NEW, type, 1,
				    &pointer);
  return pcpu_mark_placed (loc, true,
			   harden (loc, pointer, "percpu_raw", true, call));
}

/* Return the plain pointer to the instance of the CPU of a guard.  */

static tree
resolve_borrow (location_t loc, vec<tree, va_gc> *args)
{
  if (!check_arguments (loc, args, 2, BORROW))
    return error_mark_node;
  tree pointer = (*args)[0];
  tree guard = (*args)[1];
  tree field = NULL_TREE;

  if (POINTER_TYPE_P (TREE_TYPE (guard))
      && TREE_CODE (TREE_TYPE (TREE_TYPE (guard))) == RECORD_TYPE)
    for (field = TYPE_FIELDS (TREE_TYPE (TREE_TYPE (guard))); field;
	 field = DECL_CHAIN (field))
      if (DECL_NAME (field)
	  && id_equal (DECL_NAME (field), "displacement"))
	break;
  if (!field)
    {
      tree given = TREE_TYPE (guard);
      error_at (loc, "argument of type %qT is not a guard",
		POINTER_TYPE_P (given) ? TREE_TYPE (given) : given);
      inform (loc, "borrow from a %<struct percpu_guard%> that was returned by"
	      " %<percpu_guard_enter%>");
      return error_mark_node;
    }
  guard = save_expr (guard);
  tree record = build_fold_indirect_ref (guard);
  tree displacement = build3 (COMPONENT_REF, TREE_TYPE (field), record, field,
			      NULL_TREE);
  tree plain = build_pointer_type (pcpu_type_in_space
				   (TREE_TYPE (TREE_TYPE (pointer)),
				    ADDR_SPACE_GENERIC));
  tree operands[3] = { pointer, fold_convert (pointer_sized_int_node,
					      displacement), guard };
  return pcpu_build_operation (loc, PCPU_BORROW, PCPU_NEW, plain, 3, operands);
}

/* Resolve built-in function NAME, which yields the value before OP with the
   second argument.  */

static tree
resolve_fetch (location_t loc, vec<tree, va_gc> *args, enum pcpu_op op,
	       const char *name)
{
  return (check_arguments (loc, args, 2, name)
	  ? pcpu_build_fetch (loc, op, (*args)[0], (*args)[1])
	  : error_mark_node);
}

/* Return the operation for a compare-exchange with ARGS.  TRY_P: the call
   returns whether it has stored the value.  */

static tree
resolve_compare_exchange (location_t loc, vec<tree, va_gc> *args, bool try_p)
{
  return (check_arguments (loc, args, 3, try_p ? TRY_COMPARE_EXCHANGE
			   : COMPARE_EXCHANGE)
	  ? pcpu_build_compare_exchange (loc, (*args)[0], (*args)[1],
					 (*args)[2], try_p)
	  : error_mark_node);
}

/* Return true if TYPE ends with a flexible array member.  */

static bool
flexible_p (const_tree type)
{
  if (TREE_CODE (type) == ARRAY_TYPE)
    return TYPE_DOMAIN (type) && !TYPE_MAX_VALUE (TYPE_DOMAIN (type));
  if (!RECORD_OR_UNION_TYPE_P (type))
    return false;
  bool flexible = false;
  for (tree field = TYPE_FIELDS (type); field; field = DECL_CHAIN (field))
    if (TREE_CODE (field) == FIELD_DECL)
      flexible = ((flexible && TREE_CODE (type) == UNION_TYPE)
		  || flexible_p (TREE_TYPE (field)));
  return flexible;
}

/* Return the size of the object at the first argument, which is not evaluated:
   usually the second argument.  But a variable is larger than its type if an
   initialiser gives elements to a flexible array member.  This is known only
   when the whole unit has been read, so the size becomes an operation.  */

static tree
resolve_size (location_t loc, vec<tree, va_gc> *args)
{
  if (!check_arguments (loc, args, 2, SIZE))
    return error_mark_node;
  tree pointer = (*args)[0];
  STRIP_NOPS (pointer);
  if (TREE_CODE (pointer) != ADDR_EXPR
      || !VAR_P (TREE_OPERAND (pointer, 0))
      || !flexible_p (TREE_TYPE (TREE_OPERAND (pointer, 0))))
    return (*args)[1];
  return pcpu_build_size (loc, TREE_OPERAND (pointer, 0));
}

/* Return the argument of __builtin_percpu_address.  */

static tree
resolve_address (location_t loc, vec<tree, va_gc> *args)
{
  return (check_arguments (loc, args, 1, ADDRESS)
	  ? (*args)[0] : error_mark_node);
}

/* Callback of the front end: return the expression for a call of the built-in
   FNDECL with ARGLIST, or NULL_TREE if the call stays as it is.  */

static tree
resolve_builtin (location_t loc, tree fndecl, void *arglist PCPU_COMPLAIN_PARM)
{
  /* The note to an earlier error of the front end comes before our errors.  */
  pcpu_explain_refusal ();
  if (pcpu_atomic_function_p (fndecl))
    return pcpu_resolve_atomic (loc, fndecl, (vec<tree, va_gc> *) arglist);
  /* The macros of percpu.h call the builtins, but the errors are in the
     program.  */
  loc = linemap_resolve_location (line_table, loc,
				  LRK_MACRO_EXPANSION_POINT, NULL);
  if (pcpu_overflow_function_p (fndecl))
    return pcpu_resolve_overflow (loc, fndecl, (vec<tree, va_gc> *) arglist);
  if (called_p (fndecl, TRANSLATE))
    {
      pcpu_set_used ();
      return resolve_translate (loc, (vec<tree, va_gc> *) arglist);
    }
  if (called_p (fndecl, DISPLACEMENT))
    {
      pcpu_set_used ();
      if (vec_safe_length ((vec<tree, va_gc> *) arglist) != 0)
	{
	  error_at (loc, "%<__builtin_percpu_displacement%> takes no"
		    " arguments");
	  return error_mark_node;
	}
      return pcpu_build_operation (loc, PCPU_DISPLACEMENT, PCPU_NEW,
				   pointer_sized_int_node, 0, NULL);
    }
  if (called_p (fndecl, RAW))
    {
      pcpu_set_used ();
      return resolve_raw (loc, (vec<tree, va_gc> *) arglist);
    }
  if (called_p (fndecl, SIZE))
    {
      pcpu_set_used ();
      return resolve_size (loc, (vec<tree, va_gc> *) arglist);
    }
  if (called_p (fndecl, ADDRESS))
    {
      pcpu_set_used ();
      return resolve_address (loc, (vec<tree, va_gc> *) arglist);
    }
  if (called_p (fndecl, BORROW))
    {
      pcpu_set_used ();
      return resolve_borrow (loc, (vec<tree, va_gc> *) arglist);
    }
  static const struct { const char *name; enum pcpu_op op; } fetches[]
    = { { EXCHANGE, PCPU_XCHG }, { FETCH_OR, PCPU_IOR },
	{ FETCH_AND, PCPU_AND } };
  for (const auto &fetch : fetches)
    if (called_p (fndecl, fetch.name))
      {
	pcpu_set_used ();
	return resolve_fetch (loc, (vec<tree, va_gc> *) arglist, fetch.op,
			      fetch.name);
      }
  if (called_p (fndecl, FETCH_MAX) || called_p (fndecl, FETCH_MIN))
    {
      vec<tree, va_gc> *args = (vec<tree, va_gc> *) arglist;
      bool maximum = called_p (fndecl, FETCH_MAX);
      pcpu_set_used ();
      if (!check_arguments (loc, args, 2, maximum ? FETCH_MAX : FETCH_MIN))
	return error_mark_node;
      pcpu_check_operand (loc, (*args)[0]);
      return pcpu_build_extremum (loc, (*args)[0], (*args)[1], maximum);
    }
  if (called_p (fndecl, COMPARE_EXCHANGE)
      || called_p (fndecl, TRY_COMPARE_EXCHANGE))
    {
      pcpu_set_used ();
      return resolve_compare_exchange (loc, (vec<tree, va_gc> *) arglist,
				       called_p (fndecl, TRY_COMPARE_EXCHANGE));
    }
  return (original_resolve
	  ? original_resolve (loc, fndecl, arglist PCPU_COMPLAIN_ARG)
	  : NULL_TREE);
}

/* Declare the built-in function NAME of TYPE.  The output of GCC depends on
   the numbers of declarations, because they determine the order in hash
   tables, for example of the debug information.  make_node would use a number
   that a declaration of the unit would have without the plugin, so this
   function builds the node itself.  The numbers from the highest one down
   belong to DEBUG_EXPR_DECLs; those in the middle are free.  */

static void
declare_builtin (const char *name, tree type)
{
  static unsigned int uid = 1u << 30;

  tree decl
    = (tree) ggc_internal_cleared_alloc (tree_code_size (FUNCTION_DECL));
  TREE_SET_CODE (decl, FUNCTION_DECL);
  SET_DECL_ALIGN (decl, FUNCTION_ALIGNMENT (FUNCTION_BOUNDARY));
  SET_DECL_MODE (decl, FUNCTION_MODE);
  DECL_UID (decl) = uid++;
  SET_DECL_PT_UID (decl, -1);
  DECL_SOURCE_LOCATION (decl) = BUILTINS_LOCATION;
  DECL_NAME (decl) = get_identifier (name);
  TREE_TYPE (decl) = type;
  TREE_PUBLIC (decl) = 1;
  DECL_EXTERNAL (decl) = 1;
  set_decl_built_in_function (decl, BUILT_IN_MD, 0);
  decl_attributes (&decl, NULL_TREE, 0);
  lang_hooks.builtin_function (decl);
}

void
pcpu_register_builtins (void)
{
  tree type = build_varargs_function_type_list (void_type_node, NULL_TREE);
  for (const char *name : { TRANSLATE, DISPLACEMENT, RAW, SIZE, ADDRESS, BORROW,
			    EXCHANGE,
			    FETCH_OR, FETCH_AND, FETCH_MAX, FETCH_MIN,
			    COMPARE_EXCHANGE,
			    TRY_COMPARE_EXCHANGE })
    declare_builtin (name, type);
  original_resolve = targetm.resolve_overloaded_builtin;
  targetm.resolve_overloaded_builtin = resolve_builtin;
  pcpu_register_operations ();
  pcpu_register_overflow ();
}
