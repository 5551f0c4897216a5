/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Lowering: a target's sequence becomes an asm statement.  */

#include "gimple/lower.h"

namespace lowering {

void
sequence_operands::add_output (const std::string &name,
			       const std::string &constraint, tree operand)
{
  push (&outputs, "=" + constraint, operand);
  output_names.push_back (name);
}

void
sequence_operands::add_input (const char *name, const std::string &constraint,
			      tree operand)
{
  push (&inputs, constraint[0] == '['
		 ? number (constraint.substr (1, constraint.size () - 2))
		 : constraint, operand);
  input_names.push_back (name);
}

/* Return the number of the operand NAME in the asm statement.  */

std::string
sequence_operands::number (const std::string &name) const
{
  unsigned int n = 0;
  for (const std::vector<std::string> *names : { &output_names, &input_names })
    for (const std::string &known : *names)
      if (known == name)
	return std::to_string (n);
      else
	n++;
  gcc_unreachable ();
}

/* Return TEXT with the names of the operands replaced by their numbers.  */

std::string
sequence_operands::numbered (const std::string &text) const
{
  std::string result;
  for (size_t i = 0; i < text.size ();)
    {
      if (text[i] == '%' && text[i + 1] == '%')
	{
	  result += "%%";
	  i += 2;
	  continue;
	}
      /* A modifier may precede the name.  */
      size_t name = i + 1 + (ISALPHA (text[i + 1]) ? 1 : 0);
      if (text[i] != '%' || text[name] != '[')
	{
	  result += text[i++];
	  continue;
	}
      size_t end = text.find (']', name);
      result += (text.substr (i, name - i)
		 + number (text.substr (name + 1, end - name - 1)));
      i = end + 1;
    }
  return result;
}

void
add_words (const struct pcpu_sequence *s, sequence_operands *list)
{
  for (unsigned int i = 0; i < s->words; i++)
    list->add_output ("word" + (i == 0 ? std::string ()
				: std::to_string (i + 1)),
		      "&r", temporary (pointer_sized_int_node));
}

/* Return the address at OFFSET from the thread pointer, for example that of the
   thread's struct rseq.  The asm statement is not volatile, so that GCC can
   move it out of loops, as it does with its own loads of the thread
   pointer.  */

static tree
thread_address (struct place *at, tree offset)
{
  tree self = temporary (pointer_sized_int_node);
  sequence_operands list;

  list.add_output ("result", "r", self);
  insert_asm (at, list.numbered (pcpu_target.thread_pointer), list.outputs,
	      list.inputs, NULL, false);
  return compute (at, PLUS_EXPR, pointer_sized_int_node, self, offset);
}

/* Add the operands that the sequence has in model rseq to LIST.  */

static void
add_rseq (struct place *at, bool biased, sequence_operands *list)
{
  tree offset = runtime_value (at, biased ? PIC_RSEQ_OFFSET : RSEQ_OFFSET);

  if (pcpu_target.thread_pointer)
    {
      list->add_input ("rseq", "r", thread_address (at, offset));
      list->add_input ("table", "r",
		       runtime_value (at, biased ? PIC_RSEQ_TABLE
				      : RSEQ_TABLE));
      return;
    }
  list->add_input ("offset", "r", offset);
  if (biased)
    list->add_input ("page", "r", runtime_value (at, PIC_PAGE));
}

/* Add the address of the sequence's descriptor to LIST.  The asm statement is
   not volatile, so that GCC can move it out of loops.  Return a local symbol
   for the descriptor.  */

static std::string
add_descriptor (struct place *at, sequence_operands *list)
{
  static unsigned int number;
  std::string symbol = ".Lpercpu_cs_" + std::to_string (number++);
  std::string text = pcpu_target.symbol_address;
  const std::string name = "%[symbol]";
  tree address = temporary (pointer_sized_int_node);
  sequence_operands load;

  for (size_t i; (i = text.find (name)) != std::string::npos;)
    text.replace (i, name.size (), symbol);
  load.add_output ("result", "r", address);
  insert_asm (at, load.numbered (text), load.outputs, load.inputs, NULL, false);
  list->add_input ("descriptor", "r", address);
  return symbol;
}

void
insert_sequence (struct place *at, enum pcpu_access access,
		 struct pcpu_sequence *s, sequence_operands *list)
{
  struct pcpu_context context;
  operands clobbers = NULL;

  context.model = pcpu_options.model;
  context.biased = pcpu_biased_p ();
  if (context.model == PCPU_MODEL_RSEQ)
    {
      add_rseq (at, context.biased, list);
      if (access == PCPU_UPDATE && pcpu_target.symbol_address
	  && optimize && !optimize_size)
	context.descriptor = add_descriptor (at, list);
    }
  if (pcpu_target.complete)
    pcpu_target.complete (access, context, s);
  if (s->clobbers_cc)
    clobber (&clobbers, "cc");
  if (s->clobbers)
    clobber (&clobbers, s->clobbers);
  for (const char *name : s->more_clobbers)
    if (name)
      clobber (&clobbers, name);
  insert_asm (at, list->numbered (s->text), list->outputs, list->inputs,
	      clobbers, true);
}

/* Return the displacement of model `register' in hosted programs of a target
   with a table, where a word of the thread is in place of the register.  The
   load is volatile, because percpu_bind changes the word.  */

static tree
displacement_of_thread (struct place *at)
{
  tree type = build_qualified_type (pointer_sized_int_node, TYPE_QUAL_VOLATILE);
  tree offset = runtime_value (at, pcpu_biased_p () ? PIC_REGISTER_OFFSET
			       : REGISTER_OFFSET);
  tree pointer = compute (at, NOP_EXPR, build_pointer_type (type),
			  thread_address (at, offset), NULL_TREE);
  tree word = build2 (MEM_REF, type, pointer,
		      build_zero_cst (TREE_TYPE (pointer)));
  TREE_THIS_VOLATILE (word) = 1;
  TREE_SIDE_EFFECTS (word) = 1;
  tree result = temporary (pointer_sized_int_node);
  insert (at, gimple_build_assign (result, word));
  return result;
}

tree
displacement (struct place *at)
{
  if (pcpu_options.model == PCPU_MODEL_SINGLE)
    return build_zero_cst (pointer_sized_int_node);
  if (pcpu_options.model == PCPU_MODEL_REGISTER
      && pcpu_options.abi == PCPU_ABI_HOSTED && pcpu_target.thread_pointer)
    return displacement_of_thread (at);

  struct pcpu_sequence s;
  sequence_operands list;
  tree result = temporary (pointer_sized_int_node);
  pcpu_target.displacement (&s);
  list.add_output ("result", s.result, result);
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
      list.add_input ("x", s.memory, word);
    }
  insert_sequence (at, PCPU_LOAD, &s, &list);
  return result;
}

} // namespace lowering
