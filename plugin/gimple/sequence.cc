/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Lowering: a target's sequence becomes an asm statement.  */

#include "gimple/lower.h"

namespace lowering {

void
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

tree
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

} // namespace lowering
