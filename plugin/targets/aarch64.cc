/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* aarch64: TPIDR_EL1 holds the displacement of this CPU's area.

     hits += 5, with LSE	mrs	x0, tpidr_el1
			adrp	x1, hits
			add	x1, x1, :lo12:hits
			add	x0, x0, x1
			mov	w1, 5
			stadd	w1, [x0]

     without it		...
		     1:	ldxr	w2, [x0]
			add	w2, w2, 5
			stxr	w3, w2, [x0]
			cbnz	w3, 1b

   No instruction both finds the area and modifies it, so the modification is
   atomic on the instance: right also where the CPU changes in between.  A
   load or store is a plain one from the computed address.  */

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
  s->text = "mrs\t%0, tpidr_el1";
}

/* Operand N as a register of SIZE bytes.  */

static std::string
reg (unsigned int n, unsigned int size)
{
  return (size == 8 ? "%x" : "%w") + std::to_string (n);
}

/* The suffix of instructions that access memory of SIZE bytes.  */

static const char *
suffix (unsigned int size)
{
  return size == 1 ? "b" : size == 2 ? "h" : "";
}

/* With LSE: what changes memory by register V and yields, if asked, the old
   value in RESULT.  Empty if there is no such instruction for OP.  SCRATCH is
   for V in another form.  */

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
	      + ", %0");
    default:
      return "";
    }
  if (!before.empty ())
    v = scratch;
  return (before + (r.wanted ? "ld" : "st") + name + suffix (r.size) + "\t" + v
	  + (r.wanted ? ", " + result : "") + ", %0");
}

/* NEW = OLD OP V in registers.  */

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
  unsigned int next = wanted ? 2 : 1;	/* the first scratch register  */
  std::string result = reg (1, r.size);

  s->memory = "Q";
  s->clobbers_cc = false;
  if (wanted)
    s->result = "&r";
  if (!unary)
    s->v = "r";

  if (r.op == PCPU_CMPXCHG)
    {
      /* Operands: 0 instance, 1 seen, 2 scratch or the instance again.  */
      s->w = "r";
      if (TARGET_LSE)
	{
	  s->v = "1";
	  s->text = std::string ("cas") + suffix (r.size) + "\t" + result
		    + ", " + reg (4, r.size) + ", %0";
	  return;
	}
      const char *sfx = suffix (r.size);
      std::string old = reg (4, r.size);
      s->scratch = 1;
      s->clobbers_cc = true;
      s->text = (std::string ("1:\tldxr") + sfx + "\t" + result + ", %0\n\t"
		 + "cmp\t" + result + ", " + old
		 + (r.size == 1 ? ", uxtb" : r.size == 2 ? ", uxth" : "")
		 + "\n\tbne\t2f\n\tstxr" + sfx + "\t%w2, " + reg (5, r.size)
		 + ", %0\n\tcbnz\t%w2, 1b\n2:");
      return;
    }

  if (TARGET_LSE)
    {
      unsigned int scratch = (r.op == PCPU_SUB || r.op == PCPU_AND
			      || r.op == PCPU_NOT);
      std::string v = reg (next + scratch + 1, r.size);
      std::string text = lse (r, result, reg (next, r.size), v);
      if (!text.empty ())
	{
	  s->scratch = scratch;
	  s->text = text;
	  return;
	}
    }

  /* The load-exclusive loop: the old value in OLD, the new one in NEW, which
     are one register if nobody wants the old one.  */
  const char *sfx = suffix (r.size);
  std::string new_value = reg (next, r.size);
  std::string old = wanted ? result : new_value;
  std::string status = reg (next + 1, 4);
  std::string v = reg (next + 3, r.size);
  std::string body;
  s->scratch = 2;
  if (r.op == PCPU_XCHG)
    {
      s->scratch = 1;
      status = reg (next, 4);
      new_value = reg (next + 2, r.size);
    }
  else
    {
      if (r.op == PCPU_ADD || r.op == PCPU_SUB)
	s->v = "Ir";
      else if (shift_p (r.op) && r.constant)
	s->v = "i";
      body = alu (r, new_value, old, v) + "\n\t";
    }
  s->text = (std::string ("1:\tldxr") + sfx + "\t" + old + ", %0\n\t" + body
	     + "stxr" + sfx + "\t" + status + ", " + new_value + ", %0\n\t"
	     + "cbnz\t" + status + ", 1b");
}

const struct pcpu_target pcpu_target
  = { "aarch64", ADDR_SPACE_GENERIC, true, unsupported, NULL, NULL, NULL,
      displacement, operation, NULL, false, exchange_16_unsupported };
