/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* What an architecture tells the plugin.

   A target is one record of hooks.  A hook describes a sequence of
   instructions: it fills a struct pcpu_sequence with an assembler template
   and the constraints of its operands; the generic part (gimple/) builds
   the statement, the conversions and the memory operand.  The generic part
   knows no register and no mnemonic; a target knows no GIMPLE.

   A template names its operands, with GCC's modifiers before the name, as in
   `%k[result]'; the generic part knows their numbers.

     %[x]		the instance, in memory
     %[result]		the result
     %[scratch]		the scratch registers
     %[scratch2]
     %[v]		the operand V
     %[w]		the operand W (compare-exchange only), or its low half
     %[w_high]		its high half
     %[offset]		in model rseq, in a register, the offset of the thread's
			struct rseq from the thread pointer
     %[page]		if the code may be part of a shared object, too, the
			per-CPU address of the runtime's page of words

   A result is the value that the instance held before; what an operation made
   of it the generic part computes again, if anybody wants to know.  */

#ifndef PERCPU_TARGET_H
#define PERCPU_TARGET_H

#include "operations.h"
#include "settings.h"

struct pcpu_sequence
{
  /* The instructions, in GCC's template syntax, dialects included.  */
  std::string text;

  /* Constraint of the memory operand; of the result, without its `=';
     of V and W.  NULL: the sequence has no such operand.  A result
     constraint that begins with `&' is written before the inputs are read;
     V tied to the result is "[result]".  */
  const char *memory = "m";
  const char *result = NULL;
  const char *v = NULL;
  const char *w = NULL;

  /* Constraint of the high half of W, if W comes in two.  */
  const char *w_high = NULL;

  /* Number of scratch registers, written before the inputs are read.  */
  unsigned int scratch = 0;

  /* The last instruction leaves the zero flag clear if it did nothing because
     the instance was no longer what the first one loaded: start over.  */
  bool may_fail = false;

  /* The condition codes change.  */
  bool clobbers_cc = true;

  /* A register that the text uses by its name, or NULL.  */
  const char *clobbers = NULL;
};

/* What a sequence does.  */
enum pcpu_access { PCPU_LOAD, PCPU_UPDATE };

/* Where a sequence stands.  */
struct pcpu_context
{
  enum pcpu_model model;

  /* The code may be part of a shared object, which may be unloaded.  */
  bool biased;
};

/* A question to a target.  */
struct pcpu_request
{
  enum pcpu_op op;

  /* Somebody looks at the value.  */
  bool wanted;

  /* Size of the instance in bytes: 1, 2, 4 or 8; 16 for a compare-exchange,
     where there is one.  */
  unsigned int size;

  /* V if it is a constant, else NULL_TREE.  */
  tree constant;
};

struct pcpu_target
{
  /* As configure.tgt names it.  */
  const char *name;

  /* The back end's address space in which an access is relative to this
     CPU's area, or ADDR_SPACE_GENERIC: then the generic part computes the
     address of the instance with the help of the displacement.  */
  addr_space_t space;

  /* An operation works on naturally aligned instances only.  */
  bool aligned_p;

  /* NULL, or the reason why code can't be generated with the compiler's
     current options.  */
  const char *(*unsupported) (void);

  /* NULL, or whether the compiler's options are those of a kernel, which has
     no use for the hosted runtime, even without -ffreestanding.  */
  bool (*kernel_code_p) (void);

  /* One load or store of a scalar of MODE.  False or a NULL hook: a volatile
     access to the computed address does it.  */
  bool (*load) (machine_mode mode, struct pcpu_sequence *);
  bool (*store) (machine_mode mode, struct pcpu_sequence *);

  /* The displacement of this CPU's area, in a register.  MEMORY is set, or
     NULL if the sequence needs no word in memory; the word is the per-CPU
     variable __percpu_this_displacement.  */
  void (*displacement) (struct pcpu_sequence *);

  /* The operation R, indivisible on its CPU.  Every target has all of
     them.  */
  void (*operation) (const struct pcpu_request &r, struct pcpu_sequence *);

  /* Put around the sequence what the model demands.  NULL: nothing.  */
  void (*complete) (enum pcpu_access, const struct pcpu_context &,
		    struct pcpu_sequence *);

  /* Model rseq exists.  */
  bool restartable_p;

  /* NULL if there is a compare-exchange of 16 bytes, or the reason why there
     is none with the compiler's current options.  A NULL hook: there is.  */
  const char *(*exchange_16_unsupported) (void);
};

/* The architecture that this plugin was built for (targets/).  */
extern const struct pcpu_target pcpu_target;

#endif /* PERCPU_TARGET_H */
