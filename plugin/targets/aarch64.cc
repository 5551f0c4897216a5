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
   between.  A load or store is a plain one from the computed address.  */

#include "targets/target.h"

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
  s->text = std::string ("mrs\t%[result], ") + pcpu_options.base->name;
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

static void
operation (const struct pcpu_request &r, struct pcpu_sequence *s)
{
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

/* A hypervisor, and a kernel that runs at EL2 by the virtualization host
   extensions, use TPIDR_EL2.  */

static const struct pcpu_base bases[]
  = { { "tpidr_el1", ADDR_SPACE_GENERIC }, { "tpidr_el2", ADDR_SPACE_GENERIC },
      { "tpidr_el0", ADDR_SPACE_GENERIC }, { NULL, ADDR_SPACE_GENERIC } };

const struct pcpu_target pcpu_target
  = { "aarch64", bases, 0, true, unsupported, NULL, false, false, NULL, NULL,
      displacement, NULL, operation, NULL, false, exchange_16_unsupported };
