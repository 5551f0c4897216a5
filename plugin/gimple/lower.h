/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* What the files of the lowering share.  */

#ifndef PERCPU_LOWER_H
#define PERCPU_LOWER_H

#include "gimple/lowering.h"
#include "targets/target.h"

namespace lowering {

/* What is known of the function that is being lowered.  */

struct state
{
  /* The addresses of variables to which the bias is added.  */
  hash_set<tree> biased_addresses;

  /* The addresses of parts of variables, such as `&st.a[i]', that stood at the
     definitions of the gimplifier's names, and of the pointers of
     compare-exchange loops, before lower_addresses rewrote them.  */
  hash_map<tree, tree> computed_addresses;

  /* The gimplifier's names for the address of a variable plus a constant.
     Where a plain variable is loaded it folds that into the reference, and a
     sanitizer does not look at it.  */
  hash_set<tree> constant_sums;

  /* The references that plain_access has built.  In model single they are not
     different from what they were built from.  */
  hash_set<tree> lowered_references;

  /* The last access of more than one instruction that was diagnosed.  */
  int torn_line = -1;
  enum pcpu_torn torn_kind = PCPU_TORN_OTHER;
};

/* Where to insert: in front of the statement at GSI, with location LOC.  */

struct place
{
  state *fn;
  gimple_stmt_iterator *gsi;
  location_t loc;
};

/* Statements (statements.cc).  */

/* Insert STMT.  */
void insert (struct place *at, gimple *stmt);

/* What stands before the statement at GSI does all of its work.  The walk goes
   on from it, so something must be left.  */
void remove_statement (gimple_stmt_iterator *gsi);

/* A register for what the lowering computes.  */
tree temporary (tree type);

/* CODE of A, and of B if there is one, in a new register of TYPE.  */
tree compute (struct place *at, enum tree_code code, tree type, tree a,
	      tree b);

/* VALUE, a register or a constant, as TYPE; bit for bit if one of the two is
   no integer or pointer.  */
tree convert_value (struct place *at, tree type, tree value);

/* The operands of an asm statement: outputs, inputs or clobbers.  */
typedef vec<tree, va_gc> *operands;

/* Append OPERAND with CONSTRAINT to LIST.  */
void push (operands *list, const std::string &constraint, tree operand);

/* Append WHAT to LIST, of what an asm statement clobbers.  */
void clobber (operands *list, const char *what);

/* Insert an asm statement with the template TEXT.  */
void insert_asm (struct place *at, const std::string &text, operands outputs,
		 operands inputs, operands clobbers, bool is_volatile);

/* The gimplifier copies a structure of variable size by memcpy:

     l = *p;			memcpy (&l, p, n);
     l = (*p = m);		q = memcpy (p, &m, n);
				memcpy (&l, q, n);

   No program can call it with a per-CPU address.  */
bool structure_copy_p (const gcall *stmt);

/* The runtime's words (runtime-words.cc).  */

enum runtime_variable
{
  RSEQ_OFFSET,
  PIC_RSEQ_OFFSET,
  PIC_PAGE,
  PIC_BIAS,
  THIS_DISPLACEMENT,
  RUNTIME_VARIABLE_COUNT
};

/* The declaration of VARIABLE.  */
tree runtime_variable (enum runtime_variable variable);

/* The value of VARIABLE in a register.  */
tree runtime_value (struct place *at, enum runtime_variable variable);

/* Let the garbage collector know the declarations.  */
void register_runtime_words ();

/* Sequences (sequence.cc).  */

/* The operands of a sequence, and the names that its template has for them
   (targets/target.h).  Outputs are numbered before inputs, so they must be
   added first.  */

struct sequence_operands
{
  operands outputs = NULL;
  operands inputs = NULL;

  /* Add OPERAND.  The constraint of an output is written without its `=';
     `[NAME]' is that of an input in the same register as the output NAME.  */
  void add_output (const char *name, const std::string &constraint,
		   tree operand);
  void add_input (const char *name, const std::string &constraint,
		  tree operand);

  std::string numbered (const std::string &text) const;

private:
  std::string number (const std::string &name) const;

  std::vector<std::string> output_names;
  std::vector<std::string> input_names;
};

/* Insert the sequence S with its operands LIST, as the model wants it.  */
void insert_sequence (struct place *at, enum pcpu_access access,
		      struct pcpu_sequence *s, sequence_operands *list);

/* The displacement of this CPU's area, which the word
   __percpu_this_displacement holds in each of them.  */
tree displacement (struct place *at);

/* Instances (instance.cc).  */

/* True if a reference in `pcpu_native_space ()' is an access to this CPU's
   instance.  */
bool direct_p (void);

/* POINTER, a per-CPU address, moved by DISPLACEMENT: a plain pointer of type
   TYPE.  */
tree translate (struct place *at, tree pointer, tree displacement, tree type);

/* REF was declared as a bit-field, though it fills whole bytes.  Volatile ones
   are accessed as wide as the type that they were declared with, on targets
   whose ABI says so (-fstrict-volatile-bitfields), and then they are no
   operands.  */
bool whole_bit_field_p (const_tree ref);

/* The innermost object of REF, a variable or a MEM_REF.  */
tree base_of (tree ref);

/* ADDRESS, an ADDR_EXPR of something in a per-CPU variable, typed as the
   variable will be, when all functions are lowered.  */
tree native_address (tree address);

/* The per-CPU address of what ADDRESS, of the native kind, is the address
   of.  */
tree percpu_address (struct place *at, tree address);

/* A reference to this CPU's instance of REF: in the target's address space
   if DIRECTLY is set, else through a plain pointer.  */
tree instance (struct place *at, tree ref, bool directly);

/* ADDRESS, or what the gimplifier has computed it from.  */
tree computed_address (state *fn, tree address);

/* Loads and stores (load-store.cc).  */

/* Say of an access of KIND that it takes more than one instruction, once in a
   line.  */
void diagnose_tearing (struct place *at, enum pcpu_torn kind);

/* True if an access to REF can be one instruction: a scalar that fills a
   register of some size.  */
bool single_access_p (tree ref);

/* REF without the conversions that only look at the bits as another
   type.  */
tree strip_views (tree ref);

/* A reference for the access to REF by instructions of the compiler's own:
   one volatile one, or several.  */
tree plain_access (struct place *at, tree ref);

/* Leave a mark (generic/mark.cc) behind what was inserted so far, if it is
   wanted; or behind the statement at AT, if AFTER.  REF is what was accessed.
   */
void mark (struct place *at, enum pcpu_access_kind kind, enum pcpu_op op,
	   tree ref, tree in, tree out, bool after);

/* Remember that REF was lowered.  Returns REF.  */
tree note_lowered (state *fn, tree ref);

/* Lower the assignment STMT.  */
void lower_assign (state *fn, gimple_stmt_iterator *gsi, gassign *stmt);

/* Operations (operation.cc).  */

/* Lower STMT, a call that stands for operation OP on an instance.  */
void lower_operation (state *fn, gimple_stmt_iterator *gsi, gcall *stmt,
		      enum pcpu_op op, enum pcpu_yield yield);

/* Lower STMT, a call that stands for OP, which gives an address or a number.
   */
void lower_translation (state *fn, gimple_stmt_iterator *gsi, gcall *stmt,
			enum pcpu_op op);

/* Checks (check-lowered.cc).  */

/* Report what is left in BODY, of FN, that should have been lowered.  */
void check_body (state *fn, gimple_seq body);

} // namespace lowering

#endif /* PERCPU_LOWER_H */
