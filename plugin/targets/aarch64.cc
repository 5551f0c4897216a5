/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* aarch64: TPIDR_EL1, or another such register, holds the displacement of this
   CPU's area.

     hits += 5, with LSE	mrs	x0, tpidr_el1
			adrp	x1, hits
			add	x1, x1, :lo12:hits
			add	x0, x0, x1
			mov	w1, 5
			stadd	w1, [x0]

     without LSE		...
		     1:	ldxr	w2, [x0]
			add	w2, w2, 5
			stxr	w3, w2, [x0]
			cbnz	w3, 1b

   No single instruction both finds the area and modifies the instance.  So the
   modification is atomic, and remains correct if the thread changes its CPU in
   between.  A load or store is a plain one from the computed address.

   In model rseq a restartable sequence loads the displacement from a table and
   commits by one plain store.  A thread whose sequences the kernel does not
   abort executes an exclusive loop instead (abi/aarch64/sequence.h):

			...
			ldr	x9, [table, w9, sxtw 3]
			cbz	x9, cold
			ldr	w10, [x9, x0]
			add	w10, w10, 5
			str	w10, [x9, x0]  */

#include "targets/target.h"
#include "abi/aarch64/sequence.h"

static const char *
unsupported (void)
{
  return TARGET_ILP32 ? "aarch64 code with -mabi=ilp32 is not supported" : NULL;
}

static void
displacement (struct pcpu_sequence *s)
{
  s->memory = NULL;
  s->result = "r";
  s->clobbers_cc = false;
  s->text = (pcpu_options.model == PCPU_MODEL_RSEQ
	     ? std::string ("mov\t%[result], x9")
	     : std::string ("mrs\t%[result], ") + pcpu_options.base->name);
}

static bool
restartable_p (void)
{
  return pcpu_options.model == PCPU_MODEL_RSEQ;
}

/* Return the operand NAME as a register of SIZE bytes.  */

static std::string
reg (const char *name, unsigned int size)
{
  return std::string (size == 8 ? "%x[" : "%w[") + name + "]";
}

/* Return the suffix of instructions that access memory of SIZE bytes.  */

static const char *
suffix (unsigned int size)
{
  return size == 1 ? "b" : size == 2 ? "h" : "";
}

/* Return the LSE instruction for OP, which modifies memory with register V
   and, if the value is wanted, loads the old value into RESULT.  Return an
   empty string if there is none.  SCRATCH is a register for a modified V.  */

static std::string
lse (const struct pcpu_request &r, const std::string &result,
     const std::string &scratch, std::string v)
{
  const char *name;
  std::string before;

  switch (r.op)
    {
    case PCPU_ADD:
      name = "add";
      break;
    case PCPU_SUB:
      name = "add";
      before = "neg\t" + scratch + ", " + v + "\n\t";
      break;
    case PCPU_AND:
      name = "clr";
      before = "mvn\t" + scratch + ", " + v + "\n\t";
      break;
    case PCPU_IOR:
      name = "set";
      break;
    case PCPU_XOR:
      name = "eor";
      break;
    case PCPU_NOT:
      name = "eor";
      before = "mov\t" + scratch + ", -1\n\t";
      break;
    case PCPU_XCHG:
      return (std::string ("swp") + suffix (r.size) + "\t" + v + ", " + result
	      + ", %[x]");
    default:
      return "";
    }
  if (!before.empty ())
    v = scratch;
  return (before + (r.wanted ? "ld" : "st") + name + suffix (r.size) + "\t" + v
	  + (r.wanted ? ", " + result : "") + ", %[x]");
}

/* Return the instructions for NEW = OLD OP V in registers.  */

static std::string
alu (const struct pcpu_request &r, const std::string &new_value,
     const std::string &old, const std::string &v)
{
  std::string binary = "\t" + new_value + ", " + old + ", " + v;
  switch (r.op)
    {
    case PCPU_ADD: return "add" + binary;
    case PCPU_SUB: return "sub" + binary;
    case PCPU_AND: return "and" + binary;
    case PCPU_IOR: return "orr" + binary;
    case PCPU_XOR: return "eor" + binary;
    case PCPU_SHL: return "lsl" + binary;
    case PCPU_SHR: return "lsr" + binary;
    case PCPU_SAR:
      if (r.size >= 4)
	return "asr" + binary;
      return (std::string ("sxt") + suffix (r.size) + "\t" + new_value + ", "
	      + old + "\n\tasr\t" + new_value + ", " + new_value + ", " + v);
    case PCPU_NOT: return "mvn\t" + new_value + ", " + old;
    case PCPU_NEG: return "neg\t" + new_value + ", " + old;
    default: gcc_unreachable ();
    }
}

static const char *
exchange_16_unsupported (void)
{
  return "there is no sequence for it on this target";
}

static bool
shift_p (enum pcpu_op op)
{
  return op == PCPU_SHL || op == PCPU_SHR || op == PCPU_SAR;
}

/* Return a load (`ldr') or store (`str') of SIZE bytes between REGISTER and the
   instance, in a restartable sequence.  */

static std::string
access (const char *mnemonic, unsigned int size, const std::string &reg)
{
  return (std::string (mnemonic) + suffix (size) + "\t" + reg
	  + ", [x9, %[address]]");
}

/* Describe a load or store of MODE, with register OPERAND, in a restartable
   sequence.  Return its constraint, or NULL if there is none.  */

static const char *
move (const char *mnemonic, const char *operand, machine_mode mode,
      struct pcpu_sequence *s)
{
  if (!restartable_p ())
    return NULL;
  bool scalar_float = ((mode == SFmode || mode == DFmode) && TARGET_FLOAT);
  if (!scalar_float && GET_MODE_CLASS (mode) != MODE_INT)
    return NULL;
  unsigned int size = GET_MODE_SIZE (mode).to_constant ();
  s->memory = "Q";
  s->address = true;
  s->clobbers_cc = false;
  s->text = access (mnemonic, size,
		    !scalar_float ? reg (operand, size)
		    : (size == 4 ? "%s[" : "%d[") + std::string (operand)
		      + "]");
  return scalar_float ? "w" : "r";
}

static bool
load (machine_mode mode, struct pcpu_sequence *s)
{
  s->result = move ("ldr", "result", mode, s);
  return s->result != NULL;
}

static bool
store (machine_mode mode, struct pcpu_sequence *s)
{
  s->v = move ("str", "v", mode, s);
  if (s->v && GET_MODE_CLASS (mode) == MODE_INT)
    s->v = "rZ";
  return s->v != NULL;
}

/* Return the constraint of V in R, for the instruction that `alu' returns.  */

static const char *
value_constraint (const struct pcpu_request &r)
{
  switch (r.op)
    {
    case PCPU_ADD:
    case PCPU_SUB:
      return "Ir";
    case PCPU_AND:
    case PCPU_IOR:
    case PCPU_XOR:
      return r.size == 8 ? "Lr" : r.size == 4 ? "Kr" : "r";
    case PCPU_SHL:
    case PCPU_SHR:
    case PCPU_SAR:
      return r.constant ? "i" : "r";
    case PCPU_XCHG:
    case PCPU_CMPXCHG:
      return "r";
    default:
      return NULL;
    }
}

/* Describe the operation R in a restartable sequence.  The result is not the
   register of an input, because the sequence may start over.  */

static void
restartable_operation (const struct pcpu_request &r, struct pcpu_sequence *s)
{
  bool wanted = r.wanted || r.op == PCPU_XCHG || r.op == PCPU_CMPXCHG;
  std::string scratch = r.size == 8 ? "x10" : "w10";
  std::string old = wanted ? reg ("result", r.size) : scratch;
  std::string v = reg ("v", r.size);

  s->memory = "Q";
  s->address = true;
  s->clobbers_cc = false;
  if (wanted)
    s->result = "&r";
  s->v = value_constraint (r);

  /* The instructions between load and store, and the register that is
     stored.  */
  std::string between, after, stored = scratch;
  if (r.op == PCPU_XCHG)
    stored = v;
  else if (r.op == PCPU_CMPXCHG)
    {
      s->w = "r";
      stored = reg ("w", r.size);
      after = "\n8:";
      between = ("cmp\t" + old + ", " + v
		 + (r.size == 1 ? ", uxtb" : r.size == 2 ? ", uxth" : "")
		 + "\n\tb.ne\t");
    }
  else
    between = alu (r, scratch, old, v) + "\n\t";

  bool compare = r.op == PCPU_CMPXCHG;
  s->text = (access ("ldr", r.size, old) + "\n\t"
	     + between + (compare ? "2f\n\t" : "")
	     + access ("str", r.size, stored));
  s->alone = ("add\tx9, x9, %[address]\n"
	      "7:\tldxr" + std::string (suffix (r.size)) + "\t" + old
	      + ", [x9]\n\t"
	      + between + (compare ? "8f\n\t" : "")
	      + "stxr" + suffix (r.size) + "\tw11, " + stored + ", [x9]\n\t"
	      + "cbnz\tw11, 7b" + after);
}

static void
operation (const struct pcpu_request &r, struct pcpu_sequence *s)
{
  if (restartable_p ())
    {
      restartable_operation (r, s);
      return;
    }

  bool unary = r.op == PCPU_NOT || r.op == PCPU_NEG;
  bool wanted = r.wanted || r.op == PCPU_XCHG || r.op == PCPU_CMPXCHG;
  std::string result = reg ("result", r.size);
  std::string scratch = reg ("scratch", r.size);
  std::string v = reg ("v", r.size);
  std::string w = reg ("w", r.size);

  s->memory = "Q";
  s->clobbers_cc = false;
  if (wanted)
    s->result = "&r";
  if (!unary)
    s->v = "r";

  if (r.op == PCPU_CMPXCHG)
    {
      s->w = "r";
      if (TARGET_LSE)
	{
	  s->v = "[result]";
	  s->text = std::string ("cas") + suffix (r.size) + "\t" + result
		    + ", " + w + ", %[x]";
	  return;
	}
      const char *sfx = suffix (r.size);
      std::string status = reg ("scratch", 4);
      s->scratch = 1;
      s->clobbers_cc = true;
      s->text = (std::string ("1:\tldxr") + sfx + "\t" + result
		 + ", %[x]\n\t"
		 + "cmp\t" + result + ", " + v
		 + (r.size == 1 ? ", uxtb" : r.size == 2 ? ", uxth" : "")
		 + "\n\tbne\t2f\n\tstxr" + sfx + "\t" + status + ", " + w
		 + ", %[x]\n\tcbnz\t" + status + ", 1b\n2:");
      return;
    }

  if (TARGET_LSE)
    {
      std::string text = lse (r, result, scratch, v);
      if (!text.empty ())
	{
	  s->scratch = (r.op == PCPU_SUB || r.op == PCPU_AND
			|| r.op == PCPU_NOT);
	  s->text = text;
	  return;
	}
    }

  /* The load-exclusive loop, with the old value in OLD and the new one in NEW.
     They are the same register if the old value is not wanted.  */
  const char *sfx = suffix (r.size);
  std::string new_value = scratch;
  std::string old = wanted ? result : new_value;
  std::string status = reg ("scratch2", 4);
  std::string body;
  s->scratch = 2;
  if (r.op == PCPU_XCHG)
    {
      s->scratch = 1;
      status = reg ("scratch", 4);
      new_value = v;
    }
  else
    {
      if (r.op == PCPU_ADD || r.op == PCPU_SUB)
	s->v = "Ir";
      else if (shift_p (r.op) && r.constant)
	s->v = "i";
      body = alu (r, new_value, old, v) + "\n\t";
    }
  s->text = (std::string ("1:\tldxr") + sfx + "\t" + old + ", %[x]\n\t"
	     + body + "stxr" + sfx + "\t" + status + ", " + new_value
	     + ", %[x]\n\t"
	     + "cbnz\t" + status + ", 1b");
}

/* Return the begin of a sequence whose descriptor's address is an operand,
   SYMBOL.  In the first copy of the statement the descriptor is at SYMBOL;
   COPY is the begin of the others, which do not use the operand.  */

static std::string
by_operand (const std::string &symbol, const std::string &copy)
{
  return (".ifndef\t" + symbol + "\n\t"
	  ".set\t.Lpercpu_first, 1\n\t"
	  PCPU_DESCRIPTOR_BEGIN + symbol + ":\n" PCPU_DESCRIPTOR_END
	  "0:\t" PCPU_SEQUENCE_STORE ("%[descriptor]", "%[rseq]")
	  "1:\n\t"
	  ".else\n\t"
	  ".set\t.Lpercpu_first, 0\n\t"
	  + copy + "\n\t"
	  ".endif\n\t");
}

/* Return the sequence TEXT for the first copy, with the address of its
   descriptor in x9.  The library continues there with another descriptor, for
   which the operand's register must not be changed.  It ends where the sequence
   does.  */

static std::string
again_by_x9 (const std::string &text)
{
  return ("\t.if\t.Lpercpu_first\n\t"
	  PCPU_SEQUENCE_STORE ("x9", "%[rseq]")
	  "\t.set\t.Lpercpu_end, 2b\n\t"
	  + text + "\n"
	  "2:\tb\t.Lpercpu_end\n\t"
	  ".endif\n");
}

/* Add the instructions of the restartable sequence.  A load needs no
   descriptor: if the thread migrates after its first instructions, the load
   returns the value from the previous CPU, as it would have a moment
   earlier.  The cold path changes the flags.  */

static void
complete (enum pcpu_access access, const struct pcpu_context &context,
	  struct pcpu_sequence *s)
{
  if (context.model != PCPU_MODEL_RSEQ)
    return;

  std::string find = PCPU_SEQUENCE_FIND ("%[rseq]", "%[table]");
  std::string alone = s->alone.empty () ? s->text : s->alone;
  if (access == PCPU_LOAD)
    s->text = ("0:\t" + find + s->text + "\n2:"
	       + PCPU_LANDING_LOAD ("%[rseq]", "%[table]")
	       + alone + PCPU_LANDING_LOAD_END);
  else
    {
      const std::string &symbol = context.descriptor;
      std::string begin = PCPU_SEQUENCE_ARM ("%[rseq]"), again;
      if (!symbol.empty ())
	{
	  begin = by_operand (symbol, begin);
	  again = again_by_x9 (find + s->text);
	}
      s->text = (begin + find + s->text + "\n2:"
		 + (context.biased ? "\t" PCPU_SEQUENCE_DISARM ("%[rseq]") : "")
		 + PCPU_LANDING_ABORT + again
		 + PCPU_LANDING_FIND ("%[rseq]", "%[table]")
		 + alone + PCPU_LANDING_UPDATE_END);
    }
  s->clobbers_cc = true;
  s->clobbers = "x9";
  s->more_clobbers[0] = "x10";
  if (!s->alone.empty ())
    s->more_clobbers[1] = "x11";
}

/* A hypervisor, and a kernel that runs at EL2 by the virtualization host
   extensions, use TPIDR_EL2.  */

static const struct pcpu_base bases[]
  = { { "tpidr_el1", ADDR_SPACE_GENERIC }, { "tpidr_el2", ADDR_SPACE_GENERIC },
      { "tpidr_el0", ADDR_SPACE_GENERIC }, { NULL, ADDR_SPACE_GENERIC } };

const struct pcpu_target pcpu_target
  = { "aarch64", bases, 0, true, unsupported, NULL, false, false, load, store,
      displacement, NULL, operation, complete, true,
      "mrs\t%[result], tpidr_el0",
      "adrp\t%[result], %[symbol]\n\t"
      "add\t%[result], %[result], :lo12:%[symbol]", exchange_16_unsupported,
      false };
