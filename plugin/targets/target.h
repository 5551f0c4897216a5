/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The interface between an architecture and the rest of the plugin.

   A target is one record of hooks.  A hook describes a sequence of
   instructions: it fills in a struct pcpu_sequence with an assembler template
   and the constraints of its operands.  The generic part (gimple/) builds the
   statement, the conversions and the memory operand.  The generic part knows
   no register and no mnemonic; a target knows no GIMPLE.

   A template refers to its operands by name, with GCC's modifiers before the
   name, as in `%k[result]'.  The generic part replaces the names by numbers.

     %[x]		the instance, in memory
     %[result]		the result
     %[scratch]		the scratch registers
     %[scratch2]
     %[word]		the scratch registers of the size of a pointer
     %[word2] ...
     %[address]		a register with the address of the instance
     %[v]		the operand V
     %[w]		the operand W (compare-exchange only), or its low half
     %[w_high]		its high half
     %[offset]		in model rseq, a register with the offset of the
			thread's struct rseq from the thread pointer
     %[rseq]		the same for a target with a table (see
			thread_pointer): the address of that struct
     %[table]		the address of the table
     %[descriptor]	the address of the sequence's descriptor, if the context
			has a name for it
     %[page]		in model rseq, if the code may be part of a shared
			object, the per-CPU address of the runtime's page
			of words; not for a target with a table

   The result of a sequence is the old value of the instance.  If the new value
   is needed, the generic part computes it again from the old one.  */

#ifndef PERCPU_TARGET_H
#define PERCPU_TARGET_H

#include "operations.h"
#include "settings.h"

struct pcpu_sequence
{
  /* The instructions, in GCC's template syntax, dialects included.  */
  std::string text;

  /* In model rseq of a target with a table: the instructions in a thread whose
     sequences the kernel does not abort, if they are others.  */
  std::string alone;

  /* Constraints of the memory operand, of the result (without the `='), and of
     V and W.  NULL means that the sequence has no such operand.  A result
     whose constraint begins with `&' is written before the inputs are read.  A
     V that is tied to the result has the constraint "[result]".  */
  const char *memory = "m";
  const char *result = NULL;
  const char *v = NULL;
  const char *w = NULL;

  /* Constraint of the high half of W, if W is a pair of registers.  */
  const char *w_high = NULL;

  /* Number of scratch registers.  They are written before the inputs are
     read.  */
  unsigned int scratch = 0;

  /* The same for scratch registers with the size of a pointer instead of that
     of the instance.  */
  unsigned int words = 0;

  /* The sequence needs the address of the instance in a register.  In model
     rseq of a target with a table it is the per-CPU address, and MEMORY only
     tells the compiler which object the sequence accesses.  */
  bool address = false;

  /* The last instruction clears the zero flag if it had no effect because the
     instance had changed since the first one loaded it.  Then the sequence
     starts over.  */
  bool may_fail = false;

  /* The sequence changes the condition codes.  */
  bool clobbers_cc = true;

  /* Registers that the text refers to by their names, or NULL.  */
  const char *clobbers = NULL;
  const char *more_clobbers[2] = { NULL, NULL };
};

/* The effect of a sequence on the instance.  */
enum pcpu_access { PCPU_LOAD, PCPU_UPDATE };

/* The code that a sequence is part of.  */
struct pcpu_context
{
  enum pcpu_model model;

  /* The code may be part of a shared object, which may be unloaded.  */
  bool biased;

  /* A local symbol for the sequence's descriptor, whose address is an operand,
     or empty.  The compiler may copy the statement: only the first copy in the
     assembler code can define the symbol, and the others must not use the
     operand.  */
  std::string descriptor;
};

/* The arguments of the hook `operation'.  */
struct pcpu_request
{
  enum pcpu_op op;

  /* The value of the operation is used.  */
  bool wanted;

  /* Size of the instance in bytes: 1, 2, 4 or 8, or 16 for a compare-exchange
     if the target has one.  */
  unsigned int size;

  /* V if it is a constant, otherwise NULL_TREE.  */
  tree constant;
};

/* A register that can hold the displacement of this CPU's area.  */
struct pcpu_base
{
  /* Its name in -fplugin-arg-percpu-base, and in assembler code.  */
  const char *name;

  /* The back end's address space in which accesses are relative to this CPU's
     area.  If it is ADDR_SPACE_GENERIC, the generic part adds the displacement
     to compute the address of the instance.  */
  addr_space_t space;
};

struct pcpu_target
{
  /* Name of the target in configure.tgt.  */
  const char *name;

  /* The registers that can hold the displacement, ended by a NULL name.  The
     first one is the default.  */
  const struct pcpu_base *bases;

  /* Further such registers are named by the numbers below this one; 0 if there
     are none.  */
  unsigned int numbered_bases;

  /* Operations require naturally aligned instances.  */
  bool aligned_p;

  /* Return NULL, or the reason why code cannot be generated with the
     compiler's current options.  A NULL hook means that it always can.  */
  const char *(*unsupported) (void);

  /* Return true if the compiler's options are those of a kernel, which does
     not use the hosted runtime, even without -ffreestanding.  A NULL hook
     means never.  */
  bool (*kernel_code_p) (void);

  /* Instructions modify memory directly, so that an operation is shortest as
     one of them.  On other targets, -fplugin-arg-percpu-rmw=plain replaces it
     by a load, an instruction on registers and a store.  */
  bool memory_operands_p;

  /* A constant is subtracted by adding its negative, which is shorter.  */
  bool add_negative_p;

  /* Describe one load or store of a scalar of MODE.  If the hook returns false
     or is NULL, the generic part makes a volatile access to the computed
     address.  A hook is necessary for modes that the compiler accesses by
     several instructions.  */
  bool (*load) (machine_mode mode, struct pcpu_sequence *);
  bool (*store) (machine_mode mode, struct pcpu_sequence *);

  /* Describe the load of the displacement of this CPU's area into a register.
     The hook sets MEMORY to NULL if the sequence reads no word in memory;
     otherwise that word is the per-CPU variable __percpu_this_displacement.  */
  void (*displacement) (struct pcpu_sequence *);

  /* Describe the computation of RESULT, the sum of V, a per-CPU address, and
     the displacement of this CPU's area, if the instruction that adds can read
     the displacement's register.  If the hook returns false or is NULL, the
     generic part adds the result of `displacement'.  */
  bool (*translate) (struct pcpu_sequence *);

  /* Describe the operation R, which must be indivisible on its CPU.  Every
     target implements all operations.  */
  void (*operation) (const struct pcpu_request &r, struct pcpu_sequence *);

  /* Add the instructions that the model requires around the sequence.  A NULL
     hook adds nothing.  */
  void (*complete) (enum pcpu_access, const struct pcpu_context &,
		    struct pcpu_sequence *);

  /* The target supports model rseq.  */
  bool restartable_p;

  /* An instruction that loads the thread pointer into %[result], if sequences
     in model rseq find the displacement in a table, which they index by
     cpu_id; in model `register' of hosted programs, a word of the thread is
     then in place of the register.  NULL means that they read it from its
     register.  */
  const char *thread_pointer;

  /* Instructions that load the address of the local symbol %[symbol] into
     %[result], so that the compiler can move them out of loops, or NULL if
     sequences do it themselves.  */
  const char *symbol_address;

  /* Return NULL if there is a compare-exchange of 16 bytes, or the reason why
     there is none with the compiler's current options.  A NULL hook means that
     there is one.  */
  const char *(*exchange_16_unsupported) (void);

  /* In Linux the first of the bases holds the displacement of the kernel's own
     per-CPU variables (this_cpu_off), on every machine that the kernel runs
     on.  */
  bool linux_p;
};

/* The architecture that this plugin was built for (targets/).  */
extern const struct pcpu_target pcpu_target;

#endif /* PERCPU_TARGET_H */
