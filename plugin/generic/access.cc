/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Function bodies in GENERIC, as the front end leaves them.

   Increments and casts are still recognisable only here, so one walk over each
   function does two things:

     - Every update becomes an operation node (update.cc).
     - Misuse that the front end's rules for address spaces accept is refused:
       explicit casts, for which the front end warns at most, calls without a
       prototype, and operands of asm that may be memory.

   The walk starts at each outermost function in PLUGIN_PRE_GENERICIZE, and
   includes the functions nested in it.  */

#include "generic/generic.h"

struct walk
{
  /* The innermost location so far, for nodes without one.  */
  location_t loc;

  /* The nodes that were visited.  */
  hash_set<tree> seen;

  /* The locations of the expressions around conversions without a location.  */
  hash_map<tree, location_t> around;

  /* The assignments that already have a separate value.  */
  hash_set<tree> stores;

  /* The dereferences that are part of an address.  */
  hash_set<tree> addressed;

  /* The walk is over a static initialiser.  */
  bool constant = false;
};

/* Return the location of EXPR or, if it has none, of the expression around
   it.  */

static location_t
location_of (tree expr, struct walk *w)
{
  if (EXPR_HAS_LOCATION (expr))
    return EXPR_LOCATION (expr);
  location_t *around = w->around.get (expr);
  return around ? *around : w->loc;
}

/* The front end's conversions around the operands of EXPR have the location of
   EXPR.  */

static void
locate_conversions (tree expr, struct walk *w)
{
  location_t loc = location_of (expr, w);
  for (int i = 0; i < TREE_OPERAND_LENGTH (expr); i++)
    {
      tree operand = TREE_OPERAND (expr, i);
      if (operand && CONVERT_EXPR_P (operand) && !EXPR_HAS_LOCATION (operand))
	w->around.put (operand, loc);
    }
}

/* Refuse a plain address of per-CPU data.  The front end creates one for an
   element of a vector and for a part of a complex number, because they lose
   the qualifier of the whole.  */

static void
check_address_type (tree expr, struct walk *w)
{
  tree operand = TREE_OPERAND (expr, 0);

  if (!handled_component_p (operand)
      || pcpu_pointer_type_p (TREE_TYPE (expr))
      || !pcpu_reference_p (operand))
    return;
  location_t loc = location_of (expr, w);
  error_at (loc, "cannot take address of a part of a per-CPU vector or complex"
	    " number");
  pcpu_note_instance (loc, expr);
}

/* If LIST is a per-CPU va_list, refuse to use it for NAME at LOC, because the
   compiler would access it with plain instructions, and return false.  */

static bool
check_va_list (tree list, const char *name, location_t loc)
{
  STRIP_NOPS (list);
  if (TREE_CODE (list) == ADDR_EXPR
      && !pcpu_pointer_type_p (TREE_TYPE (list)))
    list = TREE_OPERAND (list, 0);
  if (!pcpu_reference_p (list) && !pcpu_pointer_type_p (TREE_TYPE (list)))
    return true;
  error_at (loc, "%qs applied to a per-CPU %<va_list%>", name);
  inform (loc, "use a local variable of type %<va_list%>, or a plain"
	  " pointer from %<percpu_borrow%>");
  return false;
}

/* Return true if TYPE has a member that is a pointer to per-CPU data, if
   PERCPU, or a plain pointer, if not.  */

static bool
has_pointer_p (const_tree type, bool percpu)
{
  for (tree field = TYPE_FIELDS (type); field; field = DECL_CHAIN (field))
    if (TREE_CODE (field) == FIELD_DECL && POINTER_TYPE_P (TREE_TYPE (field))
	&& pcpu_pointer_type_p (TREE_TYPE (field)) == percpu)
      return true;
  return false;
}

/* Refuse pointers that are converted to a transparent union with pointers of
   both kinds: the function could use one as the other without a cast.  */

static void
check_transparent (tree call, struct walk *w)
{
  for (int i = 0; i < call_expr_nargs (call); i++)
    {
      tree arg = CALL_EXPR_ARG (call, i), type = TREE_TYPE (arg);
      if (TREE_CODE (type) != UNION_TYPE || !TYPE_TRANSPARENT_AGGR (type)
	  || TREE_CODE (arg) != CONSTRUCTOR
	  || CONSTRUCTOR_NELTS (arg) != 1
	  || !has_pointer_p (type, false) || !has_pointer_p (type, true))
	continue;
      tree value = CONSTRUCTOR_ELT (arg, 0)->value;
      bool percpu = pcpu_pointer_type_p (TREE_TYPE (value));
      if (!POINTER_TYPE_P (TREE_TYPE (value)) || integer_zerop (value))
	continue;
      location_t loc = location_of (call, w);
      error_at (loc, percpu ? G_("per-CPU address passed as a union that also"
				 " has plain pointers")
		: G_("plain pointer passed as a union that also has per-CPU"
		     " pointers"));
      inform (loc, "write two functions, one for %<__percpu%> pointers and one"
	      " for plain ones");
    }
}

/* If a va_list is a structure, va_copy passes the source as a value, and GCC
   accepts a per-CPU one.  */

static void
check_va_copy (tree call, struct walk *w)
{
  tree fndecl = get_callee_fndecl (call);

  if (fndecl && fndecl_built_in_p (fndecl, BUILT_IN_VA_COPY)
      && call_expr_nargs (call) == 2)
    check_va_list (CALL_EXPR_ARG (call, 1), "va_copy", location_of (call, w));
}

/* Refuse a per-CPU address as the static chain of CALL.  The called function
   uses it as a plain pointer.  */

static void
check_chain (tree call, struct walk *w)
{
  tree chain = CALL_EXPR_STATIC_CHAIN (call);

  if (!chain || !POINTER_TYPE_P (TREE_TYPE (chain)))
    return;
  STRIP_NOPS (chain);
  if (!pcpu_pointer_type_p (TREE_TYPE (chain)))
    return;
  location_t loc = location_of (call, w);
  error_at (loc, "per-CPU address used as static chain");
  pcpu_note_instance (loc, chain);
}

/* Refuse per-CPU objects as operands of an asm that may be memory references,
   and all per-CPU addresses: the code of the asm does not expect them.  After
   an asm that jumps there is no place to store a result, so such outputs are
   refused, too.  */

static void
check_asm (tree expr, struct walk *w)
{
  location_t loc = location_of (expr, w);
  int noutputs = list_length (ASM_OUTPUTS (expr));
  int ninputs = list_length (ASM_INPUTS (expr));
  auto_vec<const char *> constraints;
  int i = 0;

  constraints.safe_grow_cleared (noutputs + ninputs);
  for (int input = 0; input < 2; input++)
    for (tree t = input ? ASM_INPUTS (expr) : ASM_OUTPUTS (expr); t;
	 t = TREE_CHAIN (t), i++)
      {
	tree operand = TREE_VALUE (t);
	bool allows_mem = true, allows_reg, inout;
	constraints[i] = TREE_STRING_POINTER (TREE_VALUE (TREE_PURPOSE (t)));
	if (input)
	  parse_input_constraint (&constraints[i], i - noutputs, ninputs,
				  noutputs, 0, constraints.address (),
				  &allows_mem, &allows_reg PCPU_REG_INFO_ARG);
	else
	  parse_output_constraint (&constraints[i], i, ninputs, noutputs,
				   &allows_mem, &allows_reg, &inout
				   PCPU_REG_INFO_ARG);
	if (pcpu_pointer_type_p (TREE_TYPE (operand))
	    && !pcpu_reference_p (operand))
	  error_at (loc, "per-CPU address in operand %d of %<asm%>", i);
	else if (allows_mem && pcpu_reference_p (operand))
	  error_at (loc, "per-CPU object as memory operand %d of %<asm%>", i);
	else if (!input && ASM_LABELS (expr) && pcpu_reference_p (operand))
	  error_at (loc, "per-CPU object as output operand %d of"
		    " %<asm goto%>", i);
	else
	  continue;
	pcpu_note_instance (loc, operand);
      }
}

/* The value of an assignment is the value that was stored, even if the object
   has changed since.  Turn STORE, `x = v' with a scalar X, into `x = saved v,
   saved v'.  */

static tree
keep_stored_value (tree store, struct walk *w)
{
  tree x = TREE_OPERAND (store, 0);
  if (TREE_CODE (store) != MODIFY_EXPR
      || VOID_TYPE_P (TREE_TYPE (store))
      || !pcpu_reference_p (x)
      || !is_gimple_reg_type (TREE_TYPE (x))
      || (TREE_CODE (x) == COMPONENT_REF
	  && DECL_BIT_FIELD (TREE_OPERAND (x, 1)))
      || w->stores.add (store))
    return store;
  tree value = save_expr (TREE_OPERAND (store, 1));
  TREE_OPERAND (store, 1) = value;
  return build2_loc (EXPR_LOCATION (store), COMPOUND_EXPR, TREE_TYPE (value),
		     store, value);
}

/* ADDRESS is an ADDR_EXPR.  Record that the dereference in it is not an
   access.  */

static void
note_addressed (tree address, struct walk *w)
{
  tree base = TREE_OPERAND (address, 0);

  while (handled_component_p (base))
    base = TREE_OPERAND (base, 0);
  if (INDIRECT_REF_P (base))
    w->addressed.add (base);
}

/* Refuse DECL if it is in the address space without being a declared variable.
   The front end accepts a compound literal outside of functions there, which
   would not be in any area.  */

static void
check_object (tree decl, struct walk *w)
{
  if (!pcpu_type_p (TREE_TYPE (decl)) || pcpu_variable_p (decl) || errorcount)
    return;
  error_at (w->loc, "compound literal in the per-CPU address space");
  inform (w->loc, "define a variable with attribute %<percpu%>");
}

/* Simplify the operands of EXPR whose values are not used.  */

static void
discard_values (tree expr)
{
  switch (TREE_CODE (expr))
    {
    case STATEMENT_LIST:
      for (tree_stmt_iterator i = tsi_start (expr); !tsi_end_p (i);
	   tsi_next (&i))
	*tsi_stmt_ptr (i) = pcpu_discard_value (tsi_stmt (i));
      break;
    case BIND_EXPR:
      if (VOID_TYPE_P (TREE_TYPE (expr)) && BIND_EXPR_BODY (expr))
	BIND_EXPR_BODY (expr) = pcpu_discard_value (BIND_EXPR_BODY (expr));
      break;
    case COND_EXPR:
      if (VOID_TYPE_P (TREE_TYPE (expr)))
	for (int i = 1; i < 3; i++)
	  if (TREE_OPERAND (expr, i))
	    TREE_OPERAND (expr, i)
	      = pcpu_discard_value (TREE_OPERAND (expr, i));
      break;
    CASE_CONVERT:
      if (!VOID_TYPE_P (TREE_TYPE (expr)))
	break;
      gcc_fallthrough ();
    case COMPOUND_EXPR:
      TREE_OPERAND (expr, 0) = pcpu_discard_value (TREE_OPERAND (expr, 0));
      break;
    default:
      break;
    }
}

/* walk_tree callback: find the address of a per-CPU variable.  The initial
   value of a compound literal belongs to its variable, which walk_tree does
   not enter.  */

static tree
find_address (tree *tp, int *walk_subtrees, void *)
{
  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  else if (TREE_CODE (*tp) == COMPOUND_LITERAL_EXPR)
    return (walk_tree_without_duplicates
	    (&DECL_INITIAL (COMPOUND_LITERAL_EXPR_DECL (*tp)), find_address,
	     NULL));
  else if (TREE_CODE (*tp) == ADDR_EXPR && pcpu_address_variable (*tp))
    return *tp;
  return NULL_TREE;
}

/* If addresses are not constants, prevent GCC from building CTOR, the value of
   an automatic object, as a static object: turn the addresses of per-CPU
   variables in it into operations.  Return true if there were any.  */

static bool
unmake_constants (tree ctor)
{
  constructor_elt *elt;
  bool any = false;

  for (unsigned int i = 0; vec_safe_iterate (CONSTRUCTOR_ELTS (ctor), i, &elt);
       i++)
    {
      tree value = elt->value;
      if (TREE_CODE (value) == CONSTRUCTOR)
	any |= unmake_constants (value);
      else if (TREE_CONSTANT (value)
	       && walk_tree_without_duplicates (&value, find_address, NULL))
	{
	  elt->value = pcpu_build_operation (EXPR_LOCATION (value),
					     PCPU_ADDRESS, PCPU_NEW,
					     TREE_TYPE (value), 1, &value);
	  any = true;
	}
    }
  if (any)
    {
      TREE_CONSTANT (ctor) = 0;
      TREE_STATIC (ctor) = 0;
      TREE_SIDE_EFFECTS (ctor) = 1;
    }
  return any;
}

static tree visit (tree *, int *, void *);

/* Visit all nodes of *TP that were not visited yet.  */

static void
walk_expression (tree *tp, struct walk *w)
{
  walk_tree (tp, visit, w, &w->seen);
}

/* Visit the initial values of the variables of block BIND, with the locations
   of their declarations.  */

static void
visit_variables (tree bind, struct walk *w)
{
  location_t saved = w->loc;

  for (tree decl = BIND_EXPR_VARS (bind); decl; decl = DECL_CHAIN (decl))
    if (VAR_P (decl) && DECL_INITIAL (decl))
      {
	w->loc = DECL_SOURCE_LOCATION (decl);
	pcpu_compare_initial_value (decl, DECL_INITIAL (decl));
	walk_expression (&DECL_INITIAL (decl), w);
      }
  w->loc = saved;
}

/* walk_tree callback: check the expression *TP, and replace accesses in it by
   operations.  */

static tree
visit (tree *tp, int *walk_subtrees, void *data)
{
  struct walk *w = (struct walk *) data;

  if (TYPE_P (*tp))
    {
      *walk_subtrees = 0;
      return NULL_TREE;
    }
  if (EXPR_P (*tp) && EXPR_HAS_LOCATION (*tp))
    w->loc = EXPR_LOCATION (*tp);
  if (TREE_CODE (*tp) == CALL_EXPR)
    for (int i = 0; i < call_expr_nargs (*tp); i++)
      pcpu_make_plain_temporary (&CALL_EXPR_ARG (*tp, i));
  pcpu_compare_types (*tp, location_of (*tp, w));
  if (EXPR_P (*tp))
    locate_conversions (*tp, w);
  discard_values (*tp);

  switch (TREE_CODE (*tp))
    {
    case MODIFY_EXPR:
    case PREINCREMENT_EXPR:
    case PREDECREMENT_EXPR:
    case POSTINCREMENT_EXPR:
    case POSTDECREMENT_EXPR:
    case COMPOUND_EXPR:
    case COMPLEX_EXPR:
      if (!EXPR_HAS_LOCATION (*tp))
	SET_EXPR_LOCATION (*tp, w->loc);
      if (tree update = pcpu_build_update (*tp))
	*tp = update;
      else
	{
	  tree expr = *tp;
	  *tp = keep_stored_value (expr, w);
	  /* The walk continues with the operands of *TP.  One of them is
	     EXPR, which counts as visited, so visit its left side here.  */
	  if (*tp != expr)
	    walk_expression (&TREE_OPERAND (expr, 0), w);
	}
      break;

    case COMPOUND_LITERAL_EXPR:
      {
	tree decl = COMPOUND_LITERAL_EXPR_DECL (*tp);
	check_object (decl, w);
	/* Outside of functions it is part of the initialiser of another
	   variable, and of no block.  */
	if (w->constant)
	  {
	    pcpu_compare_initial_value (decl, DECL_INITIAL (decl));
	    walk_expression (&DECL_INITIAL (decl), w);
	  }
	else if (TREE_STATIC (decl))
	  pcpu_check_constant (decl, DECL_INITIAL (decl));
      }
      break;

    case VAR_DECL:
      check_object (*tp, w);
      if (pcpu_variable_p (*tp))
	pcpu_check_directives (*tp);
      break;

    case BIND_EXPR:
      visit_variables (*tp, w);
      break;

    case INDIRECT_REF:
      if (!w->addressed.contains (*tp))
	pcpu_check_guarded_pointer (location_of (*tp, w),
				    TREE_OPERAND (*tp, 0));
      break;

    case ADDR_EXPR:
      pcpu_make_temporary (*tp);
      check_address_type (*tp, w);
      note_addressed (*tp, w);
      break;

    case VA_ARG_EXPR:
      /* A value does not belong to a CPU.  */
      TREE_TYPE (*tp) = pcpu_value_type (TREE_TYPE (*tp));
      if (!check_va_list (TREE_OPERAND (*tp, 0), "va_arg",
			  location_of (*tp, w)))
	*walk_subtrees = 0;
      break;

    case CALL_EXPR:
      check_chain (*tp, w);
      check_va_copy (*tp, w);
      check_transparent (*tp, w);
      break;

    case ASM_EXPR:
      check_asm (*tp, w);
      break;

    case CONSTRUCTOR:
      if (pcpu_biased_p () && !w->constant && !seen_error ())
	unmake_constants (*tp);
      break;

    case OMP_ATOMIC:
    case OMP_ATOMIC_READ:
    case OMP_ATOMIC_CAPTURE_OLD:
    case OMP_ATOMIC_CAPTURE_NEW:
    case OMP_CLAUSE:
      pcpu_check_openmp (*tp, location_of (*tp, w));
      break;

    case OMP_TARGET:
    case OACC_PARALLEL:
    case OACC_KERNELS:
    case OACC_SERIAL:
      if (!pcpu_check_region (*tp, location_of (*tp, w)))
	*walk_subtrees = 0;
      break;

    case OMP_SIMD:
      pcpu_drop_alignments (*tp);
      gcc_fallthrough ();
    case OMP_FOR:
    case OMP_DISTRIBUTE:
    case OMP_TASKLOOP:
    case OMP_LOOP:
    case OACC_LOOP:
      if (!pcpu_check_openmp_loop (*tp, location_of (*tp, w)))
	*walk_subtrees = 0;
      break;

    default:
      break;
    }
  return NULL_TREE;
}

/* Check FNDECL and its nested functions, and replace their accesses.  */

static void
walk_function (tree fndecl)
{
  struct walk w;
  w.loc = DECL_SOURCE_LOCATION (fndecl);
  tree saved = current_function_decl;

  current_function_decl = fndecl;
  walk_expression (&DECL_SAVED_TREE (fndecl), &w);
  current_function_decl = saved;

  if (cgraph_node *node = cgraph_node::get (fndecl))
    for (cgraph_node *nested = first_nested_function (node); nested;
	 nested = next_nested_function (nested))
      walk_function (nested->decl);
}

void
pcpu_pre_genericize (void *event_data, void *)
{
  tree fndecl = (tree) event_data;

  pcpu_explain_refusal ();
  if (!pcpu_used_p () || !pcpu_c_front_end_p () || !DECL_SAVED_TREE (fndecl))
    return;
  pcpu_check_definition (fndecl);
  pcpu_drop_alignments (fndecl);
  if (pcpu_check_device_function (fndecl))
    walk_function (fndecl);
}

void
pcpu_check_toplevel_asm (void)
{
  struct walk w;
  w.loc = UNKNOWN_LOCATION;
  /* Since GCC 15 they can have operands.  */
  for (auto node = symtab->first_asm_symbol (); node;
       node = PCPU_NEXT_ASM (node))
    if (TREE_CODE (node->asm_str) == ASM_EXPR)
      check_asm (node->asm_str, &w);
}

void
pcpu_check_initializer (tree decl, tree init)
{
  /* The walk over a function visits the initialisers of its static
     variables.  */
  if (!DECL_FILE_SCOPE_P (decl))
    return;
  struct walk w;
  w.loc = DECL_SOURCE_LOCATION (decl);
  w.constant = true;
  pcpu_compare_initial_value (decl, init);
  walk_expression (&init, &w);
}

void
pcpu_check_constant (tree decl, tree init)
{
  if (!pcpu_biased_p ())
    return;
  tree address = walk_tree_without_duplicates (&init, find_address, NULL);
  if (!address)
    return;
  location_t loc = (EXPR_HAS_LOCATION (address) ? EXPR_LOCATION (address)
		    : DECL_SOURCE_LOCATION (decl));
  error_at (loc, "address of per-CPU variable %qD is not constant with"
	    " %<-fPIC%>", pcpu_address_variable (address));
  inform (loc, "the per-CPU variables of a shared object get their addresses"
	  " when it is loaded; assign it in a function, or compile for an"
	  " executable with %<-fPIE%>");
}
