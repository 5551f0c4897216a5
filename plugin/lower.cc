/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Lowering: from per-CPU accesses in GIMPLE to the target's sequences.

     r_1 = x;			asm volatile ("movl %1, %0"
					      : "=r" (r_1) : "m" (x));
     x = 5;			asm volatile ("movl %1, %0"
					      : "=m" (x) : "ri" (5));
     __percpu_add (&x, v_2);	asm volatile ("addl %2, %0"
					      : "=m" (x)
					      : "m" (x), "er" (v_2) : "cc");
     s = st;			d_3 = displacement;
				p_4 = (char *) &st + d_3;
				s = *p_4;

   On a target with an address space for this CPU's area (x86-64: GS) the
   memory operands are the variables themselves, which get that space as soon
   as all functions are lowered, and print as %gs:x(%rip).  On the others, and for what no single
   instruction can do, the address of the instance is computed.

   Why asm and not accesses that later passes understand?  An asm volatile is
   neither split, merged, repeated nor moved, is the same at -O0, and the
   sanitizers leave its operands alone.  Its memory operands still tell alias
   analysis what it touches, so that nothing else need be clobbered.  */

#include "plugin.h"
#include "targets/target.h"

/* Where to insert, in front of which statement.  */

struct place
{
  gimple_stmt_iterator *gsi;
  location_t loc;
};

static void
insert (struct place *at, gimple *stmt)
{
  gimple_set_location (stmt, at->loc);
  gsi_insert_before (at->gsi, stmt, GSI_SAME_STMT);
}

/* A register for what the lowering computes.  In SSA form only its name is left
   of it, by which plain.cc recognises it; no variable of a program has a dot
   in its name.  */

#define TEMPORARY_NAME "percpu"

static tree
temporary (tree type)
{
  return create_tmp_reg (TYPE_MAIN_VARIANT (type), TEMPORARY_NAME);
}

bool
pcpu_lowered_p (const_tree name)
{
  tree id = SSA_NAME_IDENTIFIER (name);
  return (id && strncmp (IDENTIFIER_POINTER (id), TEMPORARY_NAME ".",
			 sizeof TEMPORARY_NAME) == 0);
}

/* CODE of A, and of B if there is one, in a new register of TYPE.  */

static tree
compute (struct place *at, enum tree_code code, tree type, tree a, tree b)
{
  tree result = temporary (type);
  insert (at, b ? gimple_build_assign (result, code, a, b)
		: gimple_build_assign (result, code, a));
  return result;
}

static bool
integer_or_pointer_p (const_tree type)
{
  return INTEGRAL_TYPE_P (type) || POINTER_TYPE_P (type);
}

/* VALUE, a register or a constant, as TYPE; bit for bit if one of the two is
   no integer or pointer.  */

static tree
convert_value (struct place *at, tree type, tree value)
{
  tree from = TREE_TYPE (value);
  if (useless_type_conversion_p (type, from))
    return value;
  type = TYPE_MAIN_VARIANT (type);
  if (!integer_or_pointer_p (type)
      || !integer_or_pointer_p (from)
      || (TREE_CODE (type) == BOOLEAN_TYPE
	  && TREE_CODE (from) != BOOLEAN_TYPE))
    {
      tree result = temporary (type);
      insert (at, gimple_build_assign (result, build1 (VIEW_CONVERT_EXPR, type,
						       value)));
      return result;
    }
  return compute (at, NOP_EXPR, type, value, NULL_TREE);
}

/* asm statements.  */

typedef vec<tree, va_gc> *operands;

/* The symbolic name of our operands: none that a program can write.  */
static const char operand_name[] = "percpu operand";

static void
push (operands *list, const std::string &constraint, tree operand)
{
  tree string = build_string (constraint.size () + 1, constraint.c_str ());
  tree name = build_string (sizeof operand_name, operand_name);
  vec_safe_push (*list, build_tree_list (build_tree_list (name, string),
					 operand));
}

bool
pcpu_own_operand_p (const_tree link)
{
  tree name = TREE_PURPOSE (TREE_PURPOSE (link));
  return name && strcmp (TREE_STRING_POINTER (name), operand_name) == 0;
}

static void
insert_asm (struct place *at, const std::string &text, operands outputs,
	    operands inputs, operands clobbers, bool is_volatile)
{
  gasm *stmt = gimple_build_asm_vec (ggc_strdup (text.c_str ()), inputs,
				     outputs, clobbers, NULL);
  gimple_asm_set_volatile (stmt, is_volatile);
  gimple_asm_set_inline (stmt, true);
  insert (at, stmt);
}

static void
clobber (operands *list, const char *what)
{
  vec_safe_push (*list, build_tree_list (NULL_TREE,
					 build_string (strlen (what) + 1,
						       what)));
}

/* The runtime's variables.  To the compiler most of them are constants, so that
   they are loaded once and not in a loop.  They do change once, before main,
   and the runtime copes with an old offset; nobody ever needs an old bias or
   page.  */

enum runtime_variable
{
  RSEQ_OFFSET,
  PIC_RSEQ_OFFSET,
  PIC_PAGE,
  PIC_BIAS,
  THIS_DISPLACEMENT,
  RUNTIME_VARIABLE_COUNT
};

static tree runtime_variables[RUNTIME_VARIABLE_COUNT];

static const struct ggc_root_tab roots[]
  = { { runtime_variables, RUNTIME_VARIABLE_COUNT, sizeof (tree),
	&gt_ggc_mx_tree_node, &gt_pch_nx_tree_node },
      LAST_GGC_ROOT_TAB };

static tree
runtime_variable (enum runtime_variable variable)
{
  static const char *const names[RUNTIME_VARIABLE_COUNT]
    = { "__percpu_rseq_offset", "__percpu_pic_rseq_offset",
	"__percpu_pic_page", "__percpu_pic_bias",
	"__percpu_this_displacement" };
  tree *decl = &runtime_variables[variable];

  if (!*decl)
    {
      tree type = pointer_sized_int_node;
      if (variable == THIS_DISPLACEMENT)
	type = pcpu_type_in_space (type, pcpu_native_space ());
      *decl = build_decl (UNKNOWN_LOCATION, VAR_DECL,
			  get_identifier (names[variable]), type);
      DECL_EXTERNAL (*decl) = 1;
      TREE_PUBLIC (*decl) = 1;
      TREE_USED (*decl) = 1;
      TREE_READONLY (*decl) = variable != THIS_DISPLACEMENT;
      DECL_ARTIFICIAL (*decl) = 1;
      DECL_VISIBILITY (*decl) = VISIBILITY_HIDDEN;
      DECL_VISIBILITY_SPECIFIED (*decl) = 1;
    }
  return *decl;
}

bool
pcpu_bias_p (const_tree decl)
{
  return (decl && VAR_P (decl) && DECL_EXTERNAL (decl) && DECL_NAME (decl)
	  && id_equal (DECL_NAME (decl), "__percpu_pic_bias"));
}

/* Its value in a register.  */

static tree
runtime_value (struct place *at, enum runtime_variable variable)
{
  tree value = temporary (pointer_sized_int_node);
  insert (at, gimple_build_assign (value, runtime_variable (variable)));
  return value;
}

/* The sequence S with its operands, as the model wants it.  */

static void
insert_sequence (struct place *at, enum pcpu_access access,
		 struct pcpu_sequence *s, operands outputs, operands inputs)
{
  struct pcpu_context context;
  operands clobbers = NULL;

  context.model = pcpu_options.model;
  context.biased = pcpu_biased_p ();
  if (context.model == PCPU_MODEL_RSEQ)
    {
      context.offset = vec_safe_length (outputs) + vec_safe_length (inputs);
      push (&inputs, "r", runtime_value (at, context.biased ? PIC_RSEQ_OFFSET
					 : RSEQ_OFFSET));
      if (context.biased)
	{
	  context.page = context.offset + 1;
	  push (&inputs, "r", runtime_value (at, PIC_PAGE));
	}
    }
  if (pcpu_target.complete)
    pcpu_target.complete (access, context, s);
  if (s->clobbers_cc)
    clobber (&clobbers, "cc");
  if (s->clobbers)
    clobber (&clobbers, s->clobbers);
  insert_asm (at, s->text, outputs, inputs, clobbers, true);
}

/* The instance.  */

/* True if a reference in `pcpu_native_space ()' is an access to this CPU's instance.  */

static bool
direct_p (void)
{
  return (pcpu_options.model == PCPU_MODEL_SINGLE
	  || pcpu_target.space != ADDR_SPACE_GENERIC);
}

/* The displacement of this CPU's area, which the word
   __percpu_this_displacement holds in each of them.  */

static tree
displacement (struct place *at)
{
  if (pcpu_options.model == PCPU_MODEL_SINGLE)
    return build_zero_cst (pointer_sized_int_node);

  struct pcpu_sequence s;
  operands outputs = NULL, inputs = NULL;
  tree result = temporary (pointer_sized_int_node);
  pcpu_target.displacement (&s);
  push (&outputs, std::string ("=") + s.result, result);
  if (s.memory)
    {
      tree word = runtime_variable (THIS_DISPLACEMENT);
      if (pcpu_biased_p ())
	{
	  tree type = build_pointer_type (TREE_TYPE (word));
	  tree pointer = compute (at, NOP_EXPR, type,
				  runtime_value (at, PIC_PAGE), NULL_TREE);
	  word = build2 (MEM_REF, TREE_TYPE (word), pointer,
			 build_zero_cst (type));
	}
      push (&inputs, s.memory, word);
    }
  insert_sequence (at, PCPU_LOAD, &s, outputs, inputs);
  return result;
}

/* POINTER, a per-CPU address, moved by DISPLACEMENT: a plain pointer of type
   TYPE.  An empty asm hides where it came from, for the sum is no element of
   the object at POINTER.  */

static tree
translate (struct place *at, tree pointer, tree displacement, tree type)
{
  if (pcpu_leave_p (PCPU_LEAVE_TRANSLATION))
    {
      tree left = create_tmp_reg (type);
      insert (at, gimple_build_assign (left, NOP_EXPR, pointer));
      return left;
    }
  if (pcpu_options.model == PCPU_MODEL_SINGLE && integer_zerop (displacement))
    return compute (at, NOP_EXPR, type, pointer, NULL_TREE);

  tree sum = compute (at, NOP_EXPR, pointer_sized_int_node, pointer,
		      NULL_TREE);
  sum = compute (at, PLUS_EXPR, pointer_sized_int_node, sum, displacement);
  tree result = temporary (type);
  operands outputs = NULL, inputs = NULL;
  push (&outputs, "=r", result);
  push (&inputs, "0", sum);
  insert_asm (at, "", outputs, inputs, NULL, false);
  return result;
}

/* REF was declared as a bit-field, though it fills whole bytes.  Volatile ones
   are accessed as wide as the type that they were declared with, on targets
   whose ABI says so (-fstrict-volatile-bitfields), and then they are no
   operands.  */

static bool
whole_bit_field_p (const_tree ref)
{
  return (TREE_CODE (ref) == COMPONENT_REF
	  && DECL_BIT_FIELD_TYPE (TREE_OPERAND (ref, 1))
	  && !DECL_BIT_FIELD (TREE_OPERAND (ref, 1)));
}

/* REF, whose innermost object is BASE, put onto the object OBJECT in address
   space AS.  */

static tree
rebase (tree ref, tree base, tree object, addr_space_t as)
{
  if (ref == base)
    return object;
  tree copy = copy_node (ref);
  TREE_TYPE (copy) = pcpu_type_in_space (TREE_TYPE (ref), as);
  if (whole_bit_field_p (ref))
    TREE_THIS_VOLATILE (copy) = 0;
  TREE_OPERAND (copy, 0) = rebase (TREE_OPERAND (ref, 0), base, object, as);
  return copy;
}

/* The innermost object of REF, a variable or a MEM_REF.  */

static tree
base_of (tree ref)
{
  while (handled_component_p (ref))
    ref = TREE_OPERAND (ref, 0);
  return ref;
}

/* ADDRESS, an ADDR_EXPR of something in a per-CPU variable, typed as the
   variable will be (space.cc settles it).  */

static tree
native_address (tree address)
{
  tree ref = TREE_OPERAND (address, 0);
  tree base = base_of (ref);

  if (VAR_P (base))
    ref = rebase (ref, base, base, pcpu_native_space ());
  tree type = pcpu_type_in_space (TREE_TYPE (ref), pcpu_native_space ());
  address = build1 (ADDR_EXPR, build_pointer_type (type), ref);
  recompute_tree_invariant_for_addr_expr (address);
  return address;
}

/* Those addresses to which the bias is added.  */

static hash_set<tree> *biased_addresses;

/* The per-CPU address of what ADDRESS, of the native kind, is the address
   of.  */

static tree
percpu_address (struct place *at, tree address)
{
  if (!pcpu_biased_p ())
    return address;
  biased_addresses->add (address);
  tree variable = pcpu_address_variable (address);
  if (!is_gimple_min_invariant (address))
    address = compute (at, ADDR_EXPR, TREE_TYPE (address), address, NULL_TREE);
  tree sum = compute (at, NOP_EXPR, pointer_sized_int_node, address,
		      NULL_TREE);
  tree bias = runtime_value (at, PIC_BIAS);
  if (variable && DECL_WEAK (variable)
      && (DECL_EXTERNAL (variable)
	  || lookup_attribute ("weakref", DECL_ATTRIBUTES (variable))))
    {
      /* Null stays null.  */
      tree defined = compute (at, NE_EXPR, boolean_type_node, sum,
			      build_zero_cst (pointer_sized_int_node));
      defined = compute (at, NOP_EXPR, pointer_sized_int_node, defined,
			 NULL_TREE);
      bias = compute (at, MULT_EXPR, pointer_sized_int_node, bias, defined);
    }
  sum = compute (at, PLUS_EXPR, pointer_sized_int_node, sum, bias);
  return compute (at, NOP_EXPR, TREE_TYPE (address), sum, NULL_TREE);
}

/* A reference to this CPU's instance of REF: in the target's address space
   if DIRECTLY is set, else through a plain pointer.  */

static tree
instance (struct place *at, tree ref, bool directly)
{
  tree base = base_of (ref);
  tree type = TREE_TYPE (base);
  addr_space_t as = directly ? pcpu_native_space () : ADDR_SPACE_GENERIC;

  if (directly && VAR_P (base) && !pcpu_biased_p ())
    return rebase (ref, base, base, as);

  tree to = pcpu_type_in_space (type, as);
  tree pointer, offset = NULL_TREE;
  if (VAR_P (base))
    {
      TREE_ADDRESSABLE (base) = 1;
      pointer = build_fold_addr_expr (base);
    }
  else
    {
      pointer = TREE_OPERAND (base, 0);
      offset = TREE_OPERAND (base, 1);
    }
  if (TREE_CODE (pointer) == ADDR_EXPR)
    pointer = percpu_address (at, native_address (pointer));

  if (!directly)
    pointer = translate (at, pointer, displacement (at),
			 build_pointer_type (to));
  else if (TREE_CODE (pointer) != ADDR_EXPR)
    pointer = compute (at, NOP_EXPR, build_pointer_type (to), pointer,
		       NULL_TREE);

  /* The type of the offset tells alias analysis what is accessed.  */
  tree accessed = offset ? TREE_TYPE (TREE_TYPE (offset)) : type;
  tree alias_type = build_pointer_type (pcpu_type_in_space (accessed, as));
  offset = (offset ? wide_int_to_tree (alias_type, wi::to_wide (offset))
	    : build_zero_cst (alias_type));
  return rebase (ref, base, build2 (MEM_REF, to, pointer, offset), as);
}

/* Loads and stores.  */

static enum pcpu_torn
torn_kind (tree ref)
{
  if (TREE_CODE (ref) == BIT_FIELD_REF
      || (TREE_CODE (ref) == COMPONENT_REF
	  && DECL_BIT_FIELD (TREE_OPERAND (ref, 1))))
    return PCPU_TORN_BIT_FIELD;
  return AGGREGATE_TYPE_P (TREE_TYPE (ref)) ? PCPU_TORN_COPY : PCPU_TORN_OTHER;
}

/* In a program a guard does not keep the thread on its CPU, and such an access
   is never right without being borrowed.  Where a guard does, lifetime.cc finds
   out whether there is one.  */

static void
diagnose_tearing (struct place *at, enum pcpu_torn this_kind)
{
  /* `st.bf++' is a load and a store, and `a = b' has two sides: once in a line
     is enough.  */
  static tree function;
  static int line;
  static enum pcpu_torn kind;
  if (function == current_function_decl && line == LOCATION_LINE (at->loc)
      && kind == this_kind)
    return;
  function = current_function_decl;
  line = LOCATION_LINE (at->loc);
  kind = this_kind;
  if (pcpu_options.abi == PCPU_ABI_FREESTANDING)
    insert (at, pcpu_build_torn (kind));
  else
    pcpu_report_torn (at->loc, kind);
}

/* True if an access to REF can be one instruction: a scalar that fills a
   register of some size.  */

static bool
single_access_p (tree ref)
{
  if (TREE_CODE (ref) == VIEW_CONVERT_EXPR
      && !single_access_p (TREE_OPERAND (ref, 0)))
    return false;
  if (pcpu_operand_size (ref) == 0
      || !is_gimple_reg_type (TREE_TYPE (ref))
      || TREE_CODE (ref) == BIT_FIELD_REF)
    return false;
  switch (GET_MODE_CLASS (TYPE_MODE (TREE_TYPE (ref))))
    {
    case MODE_INT:
    case MODE_FLOAT:
    case MODE_DECIMAL_FLOAT:
    case MODE_COMPLEX_INT:
    case MODE_COMPLEX_FLOAT:
      return true;
    default:
      return false;
    }
}

/* REF without the conversions that only look at the bits as another
   type.  */

static tree
strip_views (tree ref)
{
  while (TREE_CODE (ref) == VIEW_CONVERT_EXPR)
    ref = TREE_OPERAND (ref, 0);
  return ref;
}

/* REF, or the element of a vector that it is where folding has made a bit-field
   of that.  */

static tree
element_reference (tree ref)
{
  if (TREE_CODE (ref) != BIT_FIELD_REF)
    return ref;
  tree vector = TREE_OPERAND (ref, 0);
  tree element = TREE_TYPE (ref);
  tree type = TREE_TYPE (vector);
  unsigned HOST_WIDE_INT n, size, position;
  if (!VECTOR_TYPE_P (type)
      || !types_compatible_p (element, TREE_TYPE (type))
      || !TYPE_VECTOR_SUBPARTS (type).is_constant (&n)
      || !bit_field_size (ref).is_constant (&size)
      || !bit_field_offset (ref).is_constant (&position)
      || size != tree_to_uhwi (TYPE_SIZE (element))
      || position % size != 0)
    return ref;
  tree array = build1 (VIEW_CONVERT_EXPR, build_array_type_nelts (element, n),
		       vector);
  return build4 (ARRAY_REF, element, array, size_int (position / size),
		 NULL_TREE, NULL_TREE);
}

/* A reference for the access to REF by instructions of the compiler's own:
   one volatile one, or several.  */

static tree
plain_access (struct place *at, tree ref)
{
  tree plain = instance (at, ref, pcpu_options.model == PCPU_MODEL_SINGLE);
  if (single_access_p (ref))
    {
      if (DECL_P (plain) || whole_bit_field_p (plain))
	{
	  tree pointer = build_fold_addr_expr (plain);
	  tree base = base_of (plain);
	  if (DECL_P (base))
	    {
	      TREE_ADDRESSABLE (base) = 1;
	      pointer = native_address (pointer);
	    }
	  if (!is_gimple_mem_ref_addr (pointer))
	    pointer = compute (at, ADDR_EXPR, TREE_TYPE (pointer), pointer,
			       NULL_TREE);
	  plain = build2 (MEM_REF, TREE_TYPE (TREE_TYPE (pointer)), pointer,
			  build_zero_cst (TREE_TYPE (pointer)));
	}
      TREE_THIS_VOLATILE (plain) = 1;
      TREE_SIDE_EFFECTS (plain) = 1;
    }
  else
    diagnose_tearing (at, torn_kind (ref));
  return plain;
}

/* The type in which the sequence that HOOK describes in S moves a value of
   TYPE: TYPE itself or an integer of its size.  NULL_TREE if there is no
   sequence.  */

static tree
moving_type (bool (*hook) (machine_mode, struct pcpu_sequence *), tree type,
	     struct pcpu_sequence *s)
{
  if (!direct_p () || !hook)
    return NULL_TREE;
  if (hook (TYPE_MODE (type), s))
    return type;
  type = build_nonstandard_integer_type (int_size_in_bytes (type)
					 * BITS_PER_UNIT, 1);
  return hook (TYPE_MODE (type), s) ? type : NULL_TREE;
}

/* Leave a mark for check-then-act.cc behind what was inserted so far, if it is
   wanted; or behind the statement at AT, if AFTER.  REF is what was accessed.  */

static void
mark (struct place *at, enum pcpu_access_kind kind, enum pcpu_op op, tree ref,
      tree in, tree out, bool after)
{
  gcall *stmt = pcpu_build_access (kind, op, ref, in, out);
  if (!stmt)
    return;
  gimple_set_location (stmt, at->loc);
  if (after)
    gsi_insert_after (at->gsi, stmt, GSI_SAME_STMT);
  else
    gsi_insert_before (at->gsi, stmt, GSI_SAME_STMT);
}

/* LHS = REF, which is per-CPU and a scalar that one instruction loads, by the
   target's sequence.  False if it has none.  */

static bool
load (struct place *at, tree lhs, tree ref)
{
  struct pcpu_sequence s;
  tree wanted = TYPE_MAIN_VARIANT (pcpu_value_type (TREE_TYPE (ref)));
  bool truth = (TREE_CODE (wanted) == BOOLEAN_TYPE
		&& sanitize_flags_p (SANITIZE_BOOL));
  tree type = moving_type (pcpu_target.load,
			   truth ? unsigned_char_type_node : wanted, &s);

  if (!type)
    return false;
  tree value = temporary (type);
  operands outputs = NULL, inputs = NULL;
  push (&outputs, std::string ("=") + s.result, value);
  push (&inputs, s.memory, instance (at, strip_views (ref), true));
  insert_sequence (at, PCPU_LOAD, &s, outputs, inputs);
  if (truth)
    value = pcpu_sanitize_truth (at->gsi, at->loc, value);
  mark (at, PCPU_ACCESS_LOAD, PCPU_XCHG, ref, NULL_TREE, value, false);
  insert (at, gimple_build_assign (lhs, convert_value (at, TREE_TYPE (lhs),
						       value)));
  return true;
}

/* REF = VALUE, likewise.  */

static bool
store (struct place *at, tree ref, tree value)
{
  struct pcpu_sequence s;
  tree type = moving_type (pcpu_target.store,
			   TYPE_MAIN_VARIANT (TREE_TYPE (ref)), &s);

  if (!type)
    return false;
  value = convert_value (at, type, value);
  operands outputs = NULL, inputs = NULL;
  push (&outputs, std::string ("=") + s.memory,
	instance (at, strip_views (ref), true));
  push (&inputs, s.v, value);
  insert_sequence (at, PCPU_UPDATE, &s, outputs, inputs);
  mark (at, PCPU_ACCESS_STORE, PCPU_XCHG, ref, value, NULL_TREE, false);
  return true;
}

/* What stands before the statement at GSI does all of its work.  The walk goes
   on from it, so something must be left.  */

static void
remove_statement (gimple_stmt_iterator *gsi)
{
  gsi_replace (gsi, gimple_build_nop (), true);
}

/* The addresses of parts of variables, such as `&st.a[i]', that stood at the
   definitions of the gimplifier's names, and of the pointers of compare-exchange
   loops, before lower_addresses rewrote them.  */

static hash_map<tree, tree> *computed_addresses;

/* The gimplifier's names for the address of a variable plus a constant.  Where
   a plain variable is loaded it folds that into the reference, and a sanitizer
   does not look at it.  */

static hash_set<tree> *constant_sums;

/* ADDRESS, or what the gimplifier has computed it from.  */

static tree
computed_address (tree address)
{
  tree *original = computed_addresses->get (address);
  return original ? *original : address;
}

/* The references that plain_access has built.  In model single they are not
   different from what they were built from.  */

static hash_set<tree> *lowered_references;

static tree
note_lowered (tree ref)
{
  lowered_references->add (ref);
  return ref;
}

static void
lower_assign (gimple_stmt_iterator *gsi, gassign *stmt)
{
  struct place at = { gsi, gimple_location (stmt) };
  tree lhs = gimple_assign_lhs (stmt);
  tree rhs = gimple_assign_rhs1 (stmt);

  if (pcpu_reference_p (rhs) && !pcpu_leave_p (PCPU_LEAVE_LOAD))
    {
      pcpu_check_guarded (at.loc, rhs);
      rhs = element_reference (rhs);
      tree base = base_of (rhs);
      if (VAR_P (base) || !constant_sums->contains (TREE_OPERAND (base, 0)))
	pcpu_sanitize_reference (gsi, at.loc, rhs, false);
      if (single_access_p (rhs) && load (&at, lhs, rhs))
	{
	  remove_statement (gsi);
	  return;
	}
      if (single_access_p (rhs))
	mark (&at, PCPU_ACCESS_LOAD, PCPU_XCHG, rhs, NULL_TREE, lhs, true);
      gimple_assign_set_rhs1 (stmt, note_lowered (plain_access (&at, rhs)));
    }
  if (pcpu_reference_p (lhs) && !pcpu_leave_p (PCPU_LEAVE_STORE))
    {
      pcpu_check_guarded (at.loc, lhs);
      pcpu_sanitize_reference (gsi, at.loc, lhs, true);
      if (single_access_p (lhs) && store (&at, lhs, rhs))
	{
	  remove_statement (gsi);
	  return;
	}
      if (single_access_p (lhs))
	mark (&at, PCPU_ACCESS_STORE, PCPU_XCHG, lhs, rhs, NULL_TREE, true);
      gimple_assign_set_lhs (stmt, note_lowered (plain_access (&at, lhs)));
    }
}

/* Operations.  */

static enum tree_code
code_of (enum pcpu_op op)
{
  switch (op)
    {
    case PCPU_ADD: return PLUS_EXPR;
    case PCPU_SUB: return MINUS_EXPR;
    case PCPU_AND: return BIT_AND_EXPR;
    case PCPU_IOR: return BIT_IOR_EXPR;
    case PCPU_XOR: return BIT_XOR_EXPR;
    case PCPU_SHL: return LSHIFT_EXPR;
    case PCPU_SHR:
    case PCPU_SAR: return RSHIFT_EXPR;
    case PCPU_NOT: return BIT_NOT_EXPR;
    case PCPU_NEG: return NEGATE_EXPR;
    default: gcc_unreachable ();
    }
}

/* What operation OP with V makes of OLD; TYPE is the operating type.  Shifts
   happen in a type that is wide enough for C's counts.  */

static tree
new_value (struct place *at, enum pcpu_op op, tree type, tree old, tree v)
{
  if (op == PCPU_XCHG)
    return v;
  tree wide = type;
  if (op == PCPU_SHL || op == PCPU_SHR || op == PCPU_SAR)
    {
      bool zeros = op != PCPU_SAR;
      unsigned int precision = MAX (TYPE_PRECISION (type), 32);
      if (!zeros)
	old = compute (at, NOP_EXPR, signed_type_for (type), old, NULL_TREE);
      wide = build_nonstandard_integer_type (precision, zeros);
      old = convert_value (at, wide, old);
    }
  tree value = compute (at, code_of (op), wide, old, v);
  return convert_value (at, type, value);
}

static void
lower_operation (gimple_stmt_iterator *gsi, gcall *stmt, enum pcpu_op op,
		 enum pcpu_yield yield)
{
  struct place at = { gsi, gimple_location (stmt) };
  unsigned int nargs = gimple_call_num_args (stmt);
  tree lhs = gimple_call_lhs (stmt);
  tree address = gimple_call_arg (stmt, 0);
  tree v = nargs > 1 ? gimple_call_arg (stmt, 1) : NULL_TREE;
  tree w = nargs > 2 ? gimple_call_arg (stmt, 2) : NULL_TREE;
  tree computed = computed_address (address);
  if (TREE_CODE (computed) == ADDR_EXPR)
    pcpu_check_guarded (at.loc, TREE_OPERAND (computed, 0));
  /* The prototype knows the type; folding may have put the address of a whole
     array in the place of that of its first element.  */
  tree object
    = TREE_TYPE (TREE_VALUE (TYPE_ARG_TYPES (gimple_call_fntype (stmt))));
  unsigned int size = int_size_in_bytes (object);
  tree type = build_nonstandard_integer_type (size * BITS_PER_UNIT, 1);

  /* A compare-exchange comes after a load.  */
  if (op != PCPU_CMPXCHG && op != PCPU_XCHG)
    pcpu_sanitize_pointer (gsi,
			   DECL_SOURCE_LOCATION (gimple_call_fndecl (stmt)),
			   address, object, false, false);
  pcpu_sanitize_pointer (gsi, at.loc, address, object, false, true);

  /* Targets yield sums, so subtract by adding.  */
  if (lhs && op == PCPU_SUB)
    {
      v = (TREE_CODE (v) == INTEGER_CST
	   ? fold_build1 (NEGATE_EXPR, type, v)
	   : compute (&at, NEGATE_EXPR, type, v, NULL_TREE));
      op = PCPU_ADD;
    }

  struct pcpu_sequence s;
  struct pcpu_request r
    = { op, lhs != NULL_TREE, size,
	v && TREE_CODE (v) == INTEGER_CST ? v : NULL_TREE };
  pcpu_target.operation (r, &s);

  tree ref = (TREE_CODE (address) == ADDR_EXPR
	      && !AGGREGATE_TYPE_P (TREE_TYPE (TREE_OPERAND (address, 0)))
	      ? TREE_OPERAND (address, 0)
	      : build2 (MEM_REF, object, address,
			build_zero_cst (build_pointer_type (object))));
  tree marked = unshare_expr (ref);
  tree memory = instance (&at, ref, direct_p ());

  operands outputs = NULL, inputs = NULL;
  tree result = NULL_TREE;
  push (&outputs, std::string ("=") + s.memory, memory);
  if (s.result)
    {
      result = temporary (type);
      push (&outputs, std::string ("=") + s.result, result);
    }
  for (unsigned int i = 0; i < s.scratch; i++)
    push (&outputs, "=&r", temporary (type));
  push (&inputs, s.memory, unshare_expr (memory));
  if (s.v)
    push (&inputs, s.v, v);
  if (s.w && s.w_high)
    {
      tree half = build_nonstandard_integer_type (size * BITS_PER_UNIT / 2, 1);
      tree high = compute (&at, RSHIFT_EXPR, type, w,
			   build_int_cst (integer_type_node,
					  size * BITS_PER_UNIT / 2));
      push (&inputs, s.w, compute (&at, NOP_EXPR, half, w, NULL_TREE));
      push (&inputs, s.w_high, compute (&at, NOP_EXPR, half, high, NULL_TREE));
    }
  else if (s.w)
    push (&inputs, s.w, w);
  insert_sequence (&at, PCPU_UPDATE, &s, outputs, inputs);

  enum pcpu_access_kind kind
    = yield == PCPU_RETRY ? PCPU_ACCESS_RETRY : PCPU_ACCESS_UPDATE;
  tree in = yield == PCPU_RETRY ? w : v;
  if (!lhs)
    {
      mark (&at, kind, op, marked, in, NULL_TREE, false);
      remove_statement (gsi);
      return;
    }
  if (yield == PCPU_NEW)
    result = new_value (&at, op, type, result, v);
  else if (TREE_CODE (TREE_TYPE (lhs)) == BOOLEAN_TYPE
	   && sanitize_flags_p (SANITIZE_BOOL))
    result = pcpu_sanitize_truth (gsi, at.loc, result);
  mark (&at, kind, op, marked, in, result, false);
  result = convert_value (&at, TREE_TYPE (lhs), result);
  gsi_replace (gsi, gimple_build_assign (lhs, result), true);
}

/* The bytes that DECL has with the elements of its flexible array member.  */

static tree
variable_size (location_t loc, tree decl)
{
  if (DECL_EXTERNAL (decl))
    {
      loc = linemap_resolve_location (line_table, loc,
				      LRK_MACRO_EXPANSION_POINT, NULL);
      error_at (loc, "the size of %qD, which has a flexible array member, is"
		" not known here", decl);
      inform (DECL_SOURCE_LOCATION (decl), "call %<percpu_reset (%D)%> in the"
	      " file that defines the variable", decl);
    }
  return DECL_SIZE_UNIT (decl);
}

/* A pointer that is borrowed from a guard is a translated one.  lifetime.cc is
   to see where it comes from, so that it passes through one more call:

     p = __percpu_borrowed (translated, &g, variable, offset, size);

   the last three in numbers: the variable's UID, or 0, and bytes in it.  */

static void
lower_borrow (gimple_stmt_iterator *gsi, gcall *stmt)
{
  struct place at = { gsi, gimple_location (stmt) };
  tree lhs = gimple_call_lhs (stmt);
  tree pointer = gimple_call_arg (stmt, 0);
  unsigned int uid = 0;
  HOST_WIDE_INT offset = 0;
  tree size = TYPE_SIZE_UNIT (TREE_TYPE (TREE_TYPE (lhs)));

  if (TREE_CODE (pointer) == ADDR_EXPR)
    {
      poly_int64 place;
      tree base = get_addr_base_and_unit_offset (TREE_OPERAND (pointer, 0),
						 &place);
      if (base && VAR_P (base) && place.is_constant (&offset))
	uid = DECL_UID (base);
      pointer = percpu_address (&at, native_address (pointer));
    }
  pointer = translate (&at, pointer, gimple_call_arg (stmt, 1),
		       TREE_TYPE (lhs));
  tree args[5]
    = { pointer, gimple_call_arg (stmt, 2),
	build_int_cst (unsigned_type_node, uid),
	build_int_cst (ssizetype, offset),
	size && TREE_CODE (size) == INTEGER_CST ? fold_convert (ssizetype, size)
	: ssize_int (0) };
  gcall *call = pcpu_build_borrowed (TREE_TYPE (lhs), args);
  gimple_call_set_lhs (call, lhs);
  gsi_replace (gsi, call, true);
}

static void
lower_translation (gimple_stmt_iterator *gsi, gcall *stmt, enum pcpu_op op)
{
  struct place at = { gsi, gimple_location (stmt) };
  tree lhs = gimple_call_lhs (stmt);
  tree value = NULL_TREE;

  if (op == PCPU_BORROW && lhs)
    {
      lower_borrow (gsi, stmt);
      return;
    }
  if (op == PCPU_DISPLACEMENT)
    value = displacement (&at);
  else if (op == PCPU_SIZE)
    value = variable_size (at.loc,
			   pcpu_size_variable (gimple_call_fndecl (stmt)));
  else if (lhs)
    {
      tree pointer = gimple_call_arg (stmt, 0);
      if (TREE_CODE (pointer) == ADDR_EXPR)
	pointer = percpu_address (&at, native_address (pointer));
      /* In model single the result of PCPU_RAW is a plain pointer, and that it
	 is one of ours must show.  */
      value = (op == PCPU_ADDRESS
	       ? convert_value (&at, TREE_TYPE (lhs), pointer)
	       : op == PCPU_RAW
	       ? compute (&at, NOP_EXPR, TREE_TYPE (lhs), pointer, NULL_TREE)
	       : translate (&at, pointer, gimple_call_arg (stmt, 1),
			    TREE_TYPE (lhs)));
    }
  if (lhs)
    gsi_replace (gsi, gimple_build_assign (lhs, value), true);
  else
    remove_statement (gsi);
}

/* Other statements: what is per-CPU goes through a variable of its own.  */

static tree
copy_variable (tree ref)
{
  return create_tmp_var (pcpu_value_type (TYPE_MAIN_VARIANT (TREE_TYPE (ref))),
			 "percpu_copy");
}

static tree
copy_before (gimple_stmt_iterator *gsi, tree ref)
{
  struct place at = { gsi, gimple_location (gsi_stmt (*gsi)) };
  tree copy = copy_variable (ref);
  gassign *assign = gimple_build_assign (copy, ref);
  insert (&at, assign);
  gimple_stmt_iterator inner = *gsi;
  gsi_prev (&inner);
  lower_assign (&inner, assign);
  return copy;
}

/* The walk comes to the assignment next.  */

static tree
copy_after (gimple_stmt_iterator *gsi, tree ref)
{
  tree copy = copy_variable (ref);
  gassign *assign = gimple_build_assign (ref, copy);
  gimple_set_location (assign, gimple_location (gsi_stmt (*gsi)));
  gsi_insert_after (gsi, assign, GSI_SAME_STMT);
  return copy;
}

/* The gimplifier copies a structure of variable size by memcpy:

     l = *p;			memcpy (&l, p, n);
     l = (*p = m);		q = memcpy (p, &m, n);
				memcpy (&l, q, n);

   No program can call it with a per-CPU address.  */

static bool
copy_p (const gcall *stmt)
{
  tree fndecl = gimple_call_fndecl (stmt);
  if (!fndecl || !fndecl_built_in_p (fndecl, BUILT_IN_MEMCPY))
    return false;
  return (pcpu_pointer_type_p (TREE_TYPE (gimple_call_arg (stmt, 0)))
	  || pcpu_pointer_type_p (TREE_TYPE (gimple_call_arg (stmt, 1))));
}

static void
lower_copy (gimple_stmt_iterator *gsi, gcall *stmt)
{
  struct place at = { gsi, gimple_location (stmt) };

  if (pcpu_leave_p (PCPU_LEAVE_COPY))
    return;
  pcpu_need_image ();
  diagnose_tearing (&at, PCPU_TORN_COPY);
  for (unsigned int i = 0; i < 2; i++)
    {
      tree pointer = gimple_call_arg (stmt, i);
      if (!pcpu_pointer_type_p (TREE_TYPE (pointer)))
	continue;
      tree computed = computed_address (pointer);
      if (TREE_CODE (computed) == ADDR_EXPR)
	pcpu_check_guarded (at.loc, TREE_OPERAND (computed, 0));
      if (TREE_CODE (pointer) == ADDR_EXPR)
	pointer = percpu_address (&at, native_address (pointer));
      if (tree lhs = i == 0 ? gimple_call_lhs (stmt) : NULL_TREE)
	{
	  insert (&at, gimple_build_assign
		  (lhs, convert_value (&at, TREE_TYPE (lhs), pointer)));
	  gimple_call_set_lhs (stmt, NULL_TREE);
	}
      gimple_call_set_arg (stmt, i, translate (&at, pointer,
					       displacement (&at),
					       ptr_type_node));
    }
}

static void
lower_call (gimple_stmt_iterator *gsi, gcall *stmt)
{
  enum pcpu_op op;
  enum pcpu_yield yield;

  if (pcpu_operation_p (gimple_call_fndecl (stmt), &op, &yield))
    {
      pcpu_need_image ();
      if (op == PCPU_BORROWED || op == PCPU_TORN || op == PCPU_ACCESS)
	return;
      if (op == PCPU_TRANSLATE || op == PCPU_DISPLACEMENT || op == PCPU_SIZE
	  || op == PCPU_ADDRESS || op == PCPU_RAW || op == PCPU_BORROW)
	lower_translation (gsi, stmt, op);
      else if (!pcpu_leave_p (PCPU_LEAVE_OPERATION))
	lower_operation (gsi, stmt, op, yield);
      return;
    }
  for (unsigned int i = 0; i < gimple_call_num_args (stmt); i++)
    {
      tree arg = gimple_call_arg (stmt, i);
      if (pcpu_reference_p (arg) && pcpu_leave_p (PCPU_LEAVE_ARGUMENT))
	continue;
      if (pcpu_reference_p (arg))
	gimple_call_set_arg (stmt, i, copy_before (gsi, arg));
      /* A structure of variable size for a nested function.  */
      else if (TREE_CODE (arg) == WITH_SIZE_EXPR
	       && pcpu_reference_p (TREE_OPERAND (arg, 0)))
	{
	  struct place at = { gsi, gimple_location (stmt) };
	  tree value = note_lowered (plain_access (&at, TREE_OPERAND (arg, 0)));
	  gimple_call_set_arg (stmt, i, build2 (WITH_SIZE_EXPR,
						TREE_TYPE (value), value,
						TREE_OPERAND (arg, 1)));
	}
    }
  tree lhs = gimple_call_lhs (stmt);
  if (!lhs || !pcpu_reference_p (lhs) || pcpu_leave_p (PCPU_LEAVE_RESULT))
    return;
  if (TREE_CODE (TYPE_SIZE (TREE_TYPE (lhs))) == INTEGER_CST)
    gimple_call_set_lhs (stmt, copy_after (gsi, lhs));
  else
    {
      error_at (gimple_location (stmt), "value of a function assigned to per-CPU"
		" data of variable size");
      inform (gimple_location (stmt), "assign it to a local variable first");
    }
}

static void
lower_asm (gimple_stmt_iterator *gsi, gasm *stmt)
{
  for (unsigned int i = 0; i < gimple_asm_ninputs (stmt); i++)
    {
      tree link = gimple_asm_input_op (stmt, i);
      if (pcpu_reference_p (TREE_VALUE (link))
	  && !pcpu_leave_p (PCPU_LEAVE_ASM))
	TREE_VALUE (link) = copy_before (gsi, TREE_VALUE (link));
    }
  for (unsigned int i = 0; i < gimple_asm_noutputs (stmt); i++)
    {
      tree link = gimple_asm_output_op (stmt, i);
      if (pcpu_reference_p (TREE_VALUE (link))
	  && !pcpu_leave_p (PCPU_LEAVE_ASM))
	TREE_VALUE (link) = copy_after (gsi, TREE_VALUE (link));
    }
}

/* T is a name of the gimplifier, a variable that it has made of a SAVE_EXPR, or
   the pointer of a loop: all of them are set once.  */

static bool
address_name_p (tree t)
{
  return (TREE_CODE (t) == SSA_NAME
	  || pcpu_loop_pointer_p (t)
	  || (VAR_P (t) && DECL_ARTIFICIAL (t) && DECL_IGNORED_P (t)
	      && !DECL_NAME (t) && !TREE_STATIC (t)
	      && !TREE_ADDRESSABLE (t)));
}

/* STMT, an assignment, may copy an address that was computed before.  */

static void
note_copied_address (gimple *stmt)
{
  if (!gimple_assign_single_p (stmt)
      || !address_name_p (gimple_assign_lhs (stmt))
      || !address_name_p (gimple_assign_rhs1 (stmt)))
    return;
  tree *known = computed_addresses->get (gimple_assign_rhs1 (stmt));
  if (tree address = known ? *known : NULL_TREE)
    computed_addresses->put (gimple_assign_lhs (stmt), address);
}

/* Addresses that STMT takes of per-CPU variables: the variable's type will
   change, that of the pointers will not.  */

static void
lower_addresses (gimple_stmt_iterator *gsi, gimple *stmt)
{
  struct place at = { gsi, gimple_location (stmt) };

  for (unsigned int i = 0; i < gimple_num_ops (stmt); i++)
    {
      tree op = gimple_op (stmt, i);
      if (!op
	  || TREE_CODE (op) != ADDR_EXPR
	  || !pcpu_pointer_type_p (TREE_TYPE (op))
	  || !VAR_P (base_of (TREE_OPERAND (op, 0)))
	  || pcpu_leave_p (PCPU_LEAVE_ADDRESS))
	continue;
      if (gimple_assign_single_p (stmt)
	  && address_name_p (gimple_assign_lhs (stmt)))
	computed_addresses->put (gimple_assign_lhs (stmt), unshare_expr (op));
      else if (is_gimple_assign (stmt)
	       && TREE_CODE (gimple_assign_lhs (stmt)) == SSA_NAME
	       && gimple_assign_rhs_code (stmt) == POINTER_PLUS_EXPR
	       && TREE_CODE (gimple_assign_rhs2 (stmt)) == INTEGER_CST)
	constant_sums->add (gimple_assign_lhs (stmt));
      tree address = percpu_address (&at, native_address (op));
      if (TREE_CODE (address) == ADDR_EXPR
	  && !is_gimple_min_invariant (address))
	address = compute (&at, ADDR_EXPR, TREE_TYPE (address), address,
			   NULL_TREE);
      gimple_set_op (stmt, i, compute (&at, NOP_EXPR, TREE_TYPE (op), address,
				       NULL_TREE));
    }
}

static tree
lower_statement (gimple_stmt_iterator *gsi, bool *handled,
		 struct walk_stmt_info *)
{
  gimple *stmt = gsi_stmt (*gsi);
  enum pcpu_op op;
  enum pcpu_yield yield;

  *handled = false;
  switch (gimple_code (stmt))
    {
    case GIMPLE_ASSIGN:
      *handled = true;
      note_copied_address (stmt);
      lower_addresses (gsi, stmt);
      if (pcpu_reference_p (gimple_assign_lhs (stmt))
	  || pcpu_reference_p (gimple_assign_rhs1 (stmt)))
	{
	  pcpu_need_image ();
	  lower_assign (gsi, as_a<gassign *> (stmt));
	}
      break;
    case GIMPLE_CALL:
      *handled = true;
      if (copy_p (as_a<gcall *> (stmt)))
	{
	  lower_copy (gsi, as_a<gcall *> (stmt));
	  break;
	}
      if (!pcpu_operation_p (gimple_call_fndecl (stmt), &op, &yield))
	lower_addresses (gsi, stmt);
      lower_call (gsi, as_a<gcall *> (stmt));
      break;
    case GIMPLE_ASM:
      *handled = true;
      lower_asm (gsi, as_a<gasm *> (stmt));
      break;
    case GIMPLE_COND:
    case GIMPLE_RETURN:
      *handled = true;
      lower_addresses (gsi, stmt);
      break;
    default:
      break;
    }
  return NULL_TREE;
}

/* Fail closed: nothing may be left of what is lowered here, wherever it stands
   in a statement.  */

/* Report REF, an operand of STMT, if it is per-CPU and was not lowered.  */

static void
check_reference_lowered (gimple *stmt, tree ref)
{
  if (!ref || !pcpu_reference_p (ref)
      || lowered_references->contains (ref)
      /* No copy of the variable is needed to refer to all of it.  */
      || (pcpu_options.model == PCPU_MODEL_SINGLE
	  && is_gimple_assign (stmt) && DECL_P (ref)
	  && !single_access_p (ref)))
    return;
  error_at (gimple_location (stmt), "per-CPU access was not lowered: %qE", ref);
  inform (gimple_location (stmt),
	  "this use of per-CPU data is not supported");
}

/* ADDRESS is an operand of STMT that lower_addresses rewrites.  */

static bool
operand_address_p (gimple *stmt, tree address)
{
  if (!pcpu_pointer_type_p (TREE_TYPE (address))
      || !VAR_P (base_of (TREE_OPERAND (address, 0))))
    return false;
  for (unsigned int i = 0; i < gimple_num_ops (stmt); i++)
    if (gimple_op (stmt, i) == address)
      return gimple_code (stmt) != GIMPLE_ASM;
  return false;
}

/* walk_gimple_seq callback for operands: addresses of per-CPU variables have the
   type that the variable will have.  Where they are no constants, they may stand
   only where the bias is added.  */

static tree
check_address_lowered (tree *tp, int *walk_subtrees, void *data)
{
  struct walk_stmt_info *wi = (struct walk_stmt_info *) data;

  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  else if (TREE_CODE (*tp) == ADDR_EXPR
	   && pcpu_address_variable (*tp)
	   && (pcpu_biased_p () ? !biased_addresses->contains (*tp)
	       : operand_address_p (gsi_stmt (wi->gsi), *tp)))
    error_at (gimple_location (gsi_stmt (wi->gsi)),
	      "address of per-CPU variable %qD was not lowered",
	      pcpu_address_variable (*tp));
  return NULL_TREE;
}

/* walk_gimple_seq callback for statements.  */

static tree
check_lowered (gimple_stmt_iterator *gsi, bool *handled,
	       struct walk_stmt_info *)
{
  gimple *stmt = gsi_stmt (*gsi);
  enum pcpu_op op;
  enum pcpu_yield yield;

  if (gasm *s = dyn_cast<gasm *> (stmt))
    {
      for (unsigned int i = 0; i < gimple_asm_ninputs (s); i++)
	if (!pcpu_own_operand_p (gimple_asm_input_op (s, i)))
	  check_reference_lowered (s, TREE_VALUE (gimple_asm_input_op (s, i)));
      for (unsigned int i = 0; i < gimple_asm_noutputs (s); i++)
	if (!pcpu_own_operand_p (gimple_asm_output_op (s, i)))
	  check_reference_lowered (s, TREE_VALUE (gimple_asm_output_op (s, i)));
      return NULL_TREE;
    }
  if (is_gimple_call (stmt)
      && pcpu_operation_p (gimple_call_fndecl (stmt), &op, &yield))
    {
      *handled = true;
      if (op == PCPU_BORROWED || op == PCPU_TORN || op == PCPU_ACCESS)
	return NULL_TREE;
      error_at (gimple_location (stmt),
		"per-CPU operation was not lowered: %qD",
		gimple_call_fndecl (stmt));
      return NULL_TREE;
    }
  if (is_gimple_call (stmt) && copy_p (as_a<gcall *> (stmt)))
    error_at (gimple_location (stmt),
	      "per-CPU address in a call of %qD was not lowered",
	      gimple_call_fndecl (stmt));
  for (unsigned int i = 0; i < gimple_num_ops (stmt); i++)
    check_reference_lowered (stmt, gimple_op (stmt, i));
  return NULL_TREE;
}

static const struct pass_data lower_data
  = { GIMPLE_PASS, "percpu_lower", OPTGROUP_NONE, TV_NONE, PROP_gimple_leh,
      0, 0, 0, 0 };

class pass_percpu_lower : public gimple_opt_pass
{
public:
  pass_percpu_lower (gcc::context *ctxt) : gimple_opt_pass (lower_data, ctxt)
  {}
  bool gate (function *) final override
  {
    return (pcpu_used_p () && pcpu_c_front_end_p ()
	    && errorcount == own_errors);
  }
  unsigned int execute (function *fun) final override;

private:
  /* What is wrong with one function is no reason to be silent about others.  */
  static int own_errors;
};

int pass_percpu_lower::own_errors;

unsigned int
pass_percpu_lower::execute (function *fun)
{
  struct walk_stmt_info wi;
  unsigned int i;
  tree var;
  int before = errorcount;

  /* The gimplifier's own variables for values of `c ? x : y' may have got the
     qualified type of the operands.  */
  FOR_EACH_LOCAL_DECL (fun, i, var)
    if (VAR_P (var) && !TREE_STATIC (var) && !DECL_EXTERNAL (var))
      TREE_TYPE (var) = pcpu_value_type (TREE_TYPE (var));

  memset (&wi, 0, sizeof wi);
  gimple_seq body = gimple_body (fun->decl);
  hash_set<tree> addresses;
  biased_addresses = &addresses;
  hash_map<tree, tree> originals;
  computed_addresses = &originals;
  hash_set<tree> sums;
  constant_sums = &sums;
  hash_set<tree> references;
  lowered_references = &references;
  walk_gimple_seq_mod (&body, lower_statement, NULL, &wi);
  if (errorcount == before && !pcpu_left_p (PCPU_LEAVE_CHECK_LOWERED))
    {
      memset (&wi, 0, sizeof wi);
      walk_gimple_seq (body, check_lowered, check_address_lowered, &wi);
    }
  gimple_set_body (fun->decl, body);
  own_errors += errorcount - before;
  return 0;
}

gimple_opt_pass *
pcpu_make_pass_lower (gcc::context *ctxt)
{
  register_callback ("percpu", PLUGIN_REGISTER_GGC_ROOTS, NULL,
		     const_cast<ggc_root_tab *> (roots));
  return new pass_percpu_lower (ctxt);
}
