/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Declarations that the files of the lowering share.  */

#ifndef PERCPU_LOWER_H
#define PERCPU_LOWER_H

#include "gimple/lowering.h"
#include "targets/target.h"

namespace lowering {

/* State of the lowering of one function.  */

struct state
{
  /* The addresses of variables to which the bias is added.  */
  hash_set<tree> biased_addresses;

  /* Maps the gimplifier's names, and the pointers of compare-exchange loops,
     to the addresses of parts of variables, such as `&st.a[i]', that defined
     them before lower_addresses rewrote these.  */
  hash_map<tree, tree> computed_addresses;

  /* The gimplifier's names for the address of a variable plus a constant.  In
     a load of a plain variable GCC folds such a sum into the reference, and
     the sanitizers do not check it.  */
  hash_set<tree> constant_sums;

  /* The references that plain_access has built.  In model single they do not
     differ from the original ones.  */
  hash_set<tree> lowered_references;

  /* The line and kind of the last access of more than one instruction that was
     reported.  */
  int torn_line = -1;
  enum pcpu_torn torn_kind = PCPU_TORN_OTHER;
};

/* A point of insertion: before the statement at GSI, with location LOC.  */

struct place
{
  state *fn;
  gimple_stmt_iterator *gsi;
  location_t loc;
};

/* Statements (statements.cc).  */

/* Insert STMT.  */
void insert (struct place *at, gimple *stmt);

/* Remove the statement at GSI, whose work the statements before it do.  A
   no-op replaces it, because the walk continues from it.  */
void remove_statement (gimple_stmt_iterator *gsi);

/* Return a new register of TYPE for a value that the lowering computes.  */
tree temporary (tree type);

/* Compute CODE of A, and of B unless it is null, in a new register of TYPE.  */
tree compute (struct place *at, enum tree_code code, tree type, tree a,
	      tree b);

/* Return VALUE, a register or a constant, converted to TYPE.  If one of the
   two types is not an integer or a pointer, the bits stay the same.  */
tree convert_value (struct place *at, tree type, tree value);

/* The operands of an asm statement: outputs, inputs or clobbers.  */
typedef vec<tree, va_gc> *operands;

/* Append OPERAND with CONSTRAINT to LIST.  */
void push (operands *list, const std::string &constraint, tree operand);

/* Append WHAT to LIST, the clobbers of an asm statement.  */
void clobber (operands *list, const char *what);

/* Insert an asm statement with the template TEXT.  */
void insert_asm (struct place *at, const std::string &text, operands outputs,
		 operands inputs, operands clobbers, bool is_volatile);

/* Return true if STMT is a call of memcpy with a per-CPU address.  Such calls
   come only from the gimplifier, which copies structures of variable size in
   this way, or with GCC 16 from variable_size_copy:

     l = *p;			memcpy (&l, p, n);
     l = (*p = m);		q = memcpy (p, &m, n);
				memcpy (&l, q, n);

   The type of memcpy does not allow it in a program.  */
bool structure_copy_p (const gcall *stmt);

/* Words of the runtime (runtime-words.cc).  */

enum runtime_variable
{
  RSEQ_OFFSET,
  RSEQ_TABLE,
  PIC_RSEQ_OFFSET,
  PIC_RSEQ_TABLE,
  PIC_PAGE,
  PIC_BIAS,
  REGISTER_OFFSET,
  PIC_REGISTER_OFFSET,
  THIS_DISPLACEMENT,
  RUNTIME_VARIABLE_COUNT
};

/* Return the declaration of VARIABLE.  */
tree runtime_variable (enum runtime_variable variable);

/* Load VARIABLE into a register, and return it.  */
tree runtime_value (struct place *at, enum runtime_variable variable);

/* Register the declarations with the garbage collector.  */
void register_runtime_words ();

/* Sequences (sequence.cc).  */

/* The operands of a sequence, and their names in its template
   (targets/target.h).  Outputs are numbered before inputs, so they must be
   added first.  */

struct sequence_operands
{
  operands outputs = NULL;
  operands inputs = NULL;

  /* Add OPERAND.  The constraint of an output is written without its `='.  The
     constraint `[NAME]' of an input ties it to the register of the output
     NAME.  */
  void add_output (const std::string &name, const std::string &constraint,
		   tree operand);
  void add_input (const char *name, const std::string &constraint,
		  tree operand);

  std::string numbered (const std::string &text) const;

private:
  std::string number (const std::string &name) const;

  std::vector<std::string> output_names;
  std::vector<std::string> input_names;
};

/* Add the scratch registers of S that have the size of a pointer to LIST.  */
void add_words (const struct pcpu_sequence *s, sequence_operands *list);

/* Insert the sequence S with its operands LIST, completed for the model.  */
void insert_sequence (struct place *at, enum pcpu_access access,
		      struct pcpu_sequence *s, sequence_operands *list);

/* Load the displacement of this CPU's area into a register, and return it.  On
   some targets it is in the word __percpu_this_displacement of each area.  */
tree displacement (struct place *at);

/* Instances (instance.cc).  */

/* Return true if a reference in `pcpu_native_space ()' accesses this CPU's
   instance.  */
bool direct_p (void);

/* Return the sum of POINTER, a per-CPU address, and DISPLACEMENT, as a plain
   pointer of type TYPE.  */
tree translate (struct place *at, tree pointer, tree displacement, tree type);

/* Return the address of this CPU's instance of the object at POINTER, in the
   same way.  */
tree translate_here (struct place *at, tree pointer, tree type);

/* Return true if REF was declared as a bit-field although it fills whole
   bytes.  Where the ABI implies -fstrict-volatile-bitfields, volatile ones are
   accessed with the width of their declared type, and cannot be operands of an
   asm.  */
bool whole_bit_field_p (const_tree ref);

/* Return the innermost object of REF, a variable or a MEM_REF.  */
tree base_of (tree ref);

/* ADDRESS is an ADDR_EXPR of a per-CPU variable or a part of one.  Return it
   with the type that it has when all functions are lowered and the variable
   has moved to the target's address space.  */
tree native_address (tree address);

/* Return the per-CPU address that corresponds to ADDRESS, which native_address
   returned: with the bias added, if there is one.  */
tree percpu_address (struct place *at, tree address);

/* How an instance is found.  */
enum instance_form
{
  /* By a reference in the target's address space.  */
  DIRECT,
  /* By a plain pointer.  */
  COMPUTED,
  /* By a sequence that adds the displacement itself: the reference is one to
     the per-CPU address.  */
  BY_SEQUENCE
};

/* Return the form of the instances in the target's sequences.  */
enum instance_form sequence_form (void);

/* Return a reference to this CPU's instance of REF in FORM.  */
tree instance (struct place *at, tree ref, enum instance_form form);

/* Return the address of MEMORY, a reference that `instance' has returned, in a
   register.  */
tree address_value (struct place *at, tree memory);

/* Return the address from which the gimplifier has computed ADDRESS, or
   ADDRESS.  */
tree computed_address (state *fn, tree address);

/* Loads and stores (load-store.cc).  */

/* Report that an access of KIND takes more than one instruction, once for each
   line.  */
void diagnose_tearing (struct place *at, enum pcpu_torn kind);

/* Return true if an access to REF can be one instruction, that is, if REF is a
   scalar that fills a register of some size.  */
bool single_access_p (tree ref);

/* Return REF without the conversions that only reinterpret the bits as another
   type.  */
tree strip_views (tree ref);

/* Return a reference for an access to REF by instructions that the compiler
   chooses: a volatile one if that is one instruction.  */
tree plain_access (struct place *at, tree ref);

/* Insert a mark (generic/mark.cc) for an access to REF before the statement at
   AT, or after it if AFTER, unless marks are not needed.  */
void mark (struct place *at, enum pcpu_access_kind kind, enum pcpu_op op,
	   tree ref, tree in, tree out, bool after);

/* Record that REF was lowered.  Return REF.  */
tree note_lowered (state *fn, tree ref);

/* Lower the assignment STMT.  */
void lower_assign (state *fn, gimple_stmt_iterator *gsi, gassign *stmt);

/* Operations (operation.cc).  */

/* Lower STMT, a node that stands for operation OP on an instance.  */
void lower_operation (state *fn, gimple_stmt_iterator *gsi, gcall *stmt,
		      enum pcpu_op op, enum pcpu_yield yield);

/* Lower STMT, a node that stands for OP, whose value is an address or a
   number.  */
void lower_translation (state *fn, gimple_stmt_iterator *gsi, gcall *stmt,
			enum pcpu_op op);

/* Checks (check-lowered.cc).  */

/* Report the per-CPU accesses and operations in BODY that were not lowered.  */
void check_body (state *fn, gimple_seq body);

} // namespace lowering

#endif /* PERCPU_LOWER_H */
