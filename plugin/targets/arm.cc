/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* arm: TPIDRPRW, or another such register, holds the displacement of this
   CPU's area.

     hits += 5		movw	r3, #:lower16:hits
			movt	r3, #:upper16:hits
			mrc	p15, 0, r2, c13, c0, 4
			add	r3, r3, r2
		     1:	ldrex	r2, [r3]
			add	r2, r2, #5
			strex	r1, r2, [r3]
			cmp	r1, #0
			bne	1b

   No single instruction both finds the area and modifies the instance.  So the
   modification is atomic, and remains correct if the thread changes its CPU in
   between.  A load or store of up to 4 bytes is a plain one from the computed
   address.

   An instance of 8 bytes is in a pair of registers.  LDRD and STRD access it by
   two accesses, between which an interrupt can occur, except with the Large
   Physical Address Extension.  Therefore a load is LDREXD, and a store a loop:

     x = v		...
		     1:	ldrexd	r0, r1, [r3]
			strexd	r0, r4, r5, [r3]
			cmp	r0, #0
			bne	1b

   For a pair, %Q is the low half, %R the high half, and %H the register with
   the higher number, whatever the byte order is.  */

#include "targets/target.h"

/* The number of the register in the instruction MRC P15, 0, Rt, C13, C0.  */

static int
base_number (void)
{
  return (strcmp (pcpu_options.base->name, "tpidrprw") == 0 ? 4
	  : strcmp (pcpu_options.base->name, "tpidruro") == 0 ? 3 : 2);
}

static const char *
unsupported (void)
{
  if (!TARGET_32BIT)
    return "Thumb-1 code is not supported";
  if (pcpu_options.rmw != PCPU_RMW_PLAIN
      && !(TARGET_HAVE_LDREX && TARGET_HAVE_LDREXBH && TARGET_HAVE_LDREXD))
    return "operations need the exclusive accesses of ARMv6K or ARMv7-A in"
      " -march, or -fplugin-arg-percpu-rmw=plain";
  if (pcpu_options.model != PCPU_MODEL_SINGLE && !arm_arch_notm)
    return "an M profile has no register for the displacement; only"
      " -fplugin-arg-percpu-model=single is possible";
  return NULL;
}

static void
displacement (struct pcpu_sequence *s)
{
  s->memory = NULL;
  s->result = "r";
  s->clobbers_cc = false;
  s->text = ("mrc\tp15, 0, %[result], c13, c0, "
	     + std::to_string (base_number ()));
}

static const char *
exchange_16_unsupported (void)
{
  return "there is no sequence for it on this target";
}

/* Return true if MODE needs a sequence for loads and stores.  */

static bool
pair_p (machine_mode mode)
{
  return mode == DImode && pcpu_options.rmw != PCPU_RMW_PLAIN;
}

static bool
load (machine_mode mode, struct pcpu_sequence *s)
{
  if (!pair_p (mode))
    return false;
  s->memory = "Q";
  s->result = "r";
  s->clobbers_cc = false;
  s->text = (std::string (TARGET_HAVE_LPAE ? "ldrd" : "ldrexd")
	     + "\t%[result], %H[result], %[x]");
  return true;
}

/* Return the end of a loop, which repeats the sequence if WORD, the result of
   the exclusive store, is not zero.  */

static std::string
repeat (const std::string &word)
{
  return "\n\tcmp\t" + word + ", #0\n\tbne\t1b";
}

static bool
store (machine_mode mode, struct pcpu_sequence *s)
{
  if (!pair_p (mode))
    return false;
  s->memory = "Q";
  s->v = "r";
  if (TARGET_HAVE_LPAE)
    {
      s->clobbers_cc = false;
      s->text = "strd\t%[v], %H[v], %[x]";
      return true;
    }
  s->scratch = 1;
  s->text = ("1:\tldrexd\t%[scratch], %H[scratch], %[x]\n\t"
	     "strexd\t%Q[scratch], %[v], %H[v], %[x]" + repeat ("%Q[scratch]"));
  return true;
}

static bool
shift_p (enum pcpu_op op)
{
  return op == PCPU_SHL || op == PCPU_SHR || op == PCPU_SAR;
}

/* Return the mnemonic of OP for registers.  */

static std::string
mnemonic (enum pcpu_op op)
{
  switch (op)
    {
    case PCPU_ADD: return "add";
    case PCPU_SUB: return "sub";
    case PCPU_AND: return "and";
    case PCPU_IOR: return "orr";
    case PCPU_XOR: return "eor";
    case PCPU_SHL: return "lsl";
    case PCPU_SHR: return "lsr";
    case PCPU_SAR: return "asr";
    default: gcc_unreachable ();
    }
}

/* Describe operation R on up to 4 bytes.  WANTED says that the result is
   needed.  */

static void
word_operation (const struct pcpu_request &r, bool wanted,
		struct pcpu_sequence *s)
{
  std::string suffix = r.size == 1 ? "b" : r.size == 2 ? "h" : "";
  std::string old = wanted ? "%[result]" : "%[scratch]";
  std::string operand = old;
  std::string stored = "%[scratch]";
  std::string before, body;

  s->words = 1;
  s->scratch = 1;
  switch (r.op)
    {
    case PCPU_XCHG:
      s->scratch = 0;
      stored = "%[v]";
      break;
    case PCPU_CMPXCHG:
      {
	std::string expected = "%[v]";
	s->scratch = 0;
	if (r.size < 4)
	  {
	    s->words = 2;
	    expected = "%[word2]";
	    before = "uxt" + suffix + "\t%[word2], %[v]\n";
	  }
	body = "cmp\t%[result], " + expected + "\n\tbne\t2f\n\t";
	stored = "%[w]";
	break;
      }
    case PCPU_NOT:
      body = "mvn\t%[scratch], " + old + "\n\t";
      break;
    case PCPU_NEG:
      body = "rsb\t%[scratch], " + old + ", #0\n\t";
      break;
    case PCPU_SAR:
      if (r.size < 4)
	{
	  body = "sxt" + suffix + "\t%[scratch], " + old + "\n\t";
	  operand = "%[scratch]";
	}
      gcc_fallthrough ();
    default:
      body += mnemonic (r.op) + "\t%[scratch], " + operand + ", %[v]\n\t";
      break;
    }
  s->text = (before + "1:\tldrex" + suffix + "\t" + old + ", %[x]\n\t" + body
	     + "strex" + suffix + "\t%[word], " + stored + ", %[x]"
	     + repeat ("%[word]")
	     + (r.op == PCPU_CMPXCHG ? "\n2:" : ""));
}

/* Return the instructions for NEW = OLD shifted by N bits, where NEW and OLD
   are pairs.  TO and FROM are the halves that receive bits and that lose them.
   %[word] and %[word2] are free.  */

static std::string
pair_shift (const struct pcpu_request &r, const std::string &old)
{
  bool left = r.op == PCPU_SHL;
  std::string to = left ? "%R[scratch]" : "%Q[scratch]";
  std::string to_old = (left ? "%R[" : "%Q[") + old + "]";
  std::string from = left ? "%Q[scratch]" : "%R[scratch]";
  std::string from_old = (left ? "%Q[" : "%R[") + old + "]";
  std::string mine = mnemonic (r.op);
  /* Between the halves bits move without the sign.  */
  std::string same = left ? "lsl" : "lsr";
  std::string back = left ? "lsr" : "lsl";
  std::string n = "%Q[v]";

  /* A shift by a register uses its low byte, and a logical one by 32 bits or
     more yields zero.  For N below 32, N - 32 is such a number, and for N above
     32, 32 - N is.  */
  std::string text = same + "\t" + to + ", " + to_old + ", " + n
		     + "\n\trsb\t%[word], " + n + ", #32\n\t"
		     + back + "\t%[word], " + from_old + ", %[word]\n\t"
		     + "orr\t" + to + ", " + to + ", %[word]\n\t";
  if (r.op == PCPU_SAR)
    text += "subs\t%[word], " + n + ", #32\n\tbmi\t3f\n\tasr\t" + to + ", "
	    + from_old + ", %[word]\n3:\t";
  else
    text += "sub\t%[word], " + n + ", #32\n\t" + same + "\t%[word], " + from_old
	    + ", %[word]\n\torr\t" + to + ", " + to + ", %[word]\n\t";
  return text + mine + "\t" + from + ", " + from_old + ", " + n + "\n\t";
}

/* Return true if R is a sum or difference of 8 bytes with a constant that the
   instructions for its lower half contain: then it is not in registers.  */

static bool
pair_constant_p (const struct pcpu_request &r)
{
  return ((r.op == PCPU_ADD || r.op == PCPU_SUB) && r.constant
	  && tree_fits_uhwi_p (r.constant) && tree_to_uhwi (r.constant) < 256);
}

/* Describe operation R on 8 bytes.  WANTED says that the result is needed.  */

static void
pair_operation (const struct pcpu_request &r, bool wanted,
		struct pcpu_sequence *s)
{
  std::string old = wanted ? "result" : "scratch";
  std::string stored = "%[scratch], %H[scratch]";
  std::string body;
  std::string q = "\t%Q[scratch], %Q[";
  std::string h = "\t%R[scratch], %R[";

  s->words = 1;
  s->scratch = 1;
  switch (r.op)
    {
    case PCPU_XCHG:
      s->scratch = 0;
      stored = "%[v], %H[v]";
      break;
    case PCPU_CMPXCHG:
      s->scratch = 0;
      stored = "%[w], %H[w]";
      body = "cmp\t%Q[result], %Q[v]\n\tbne\t2f\n\t"
	     "cmp\t%R[result], %R[v]\n\tbne\t2f\n\t";
      break;
    case PCPU_NOT:
      body = "mvn" + q + old + "]\n\tmvn" + h + old + "]\n\t";
      break;
    case PCPU_NEG:
      /* There is no RSC in Thumb code.  */
      body = ("mov\t%[word], #0\n\tsubs\t%Q[scratch], %[word], %Q[" + old
	      + "]\n\tsbc\t%R[scratch], %[word], %R[" + old + "]\n\t");
      break;
    case PCPU_SHL:
    case PCPU_SHR:
    case PCPU_SAR:
      if (!wanted)
	{
	  old = "scratch2";
	  s->scratch = 2;
	}
      body = pair_shift (r, old);
      break;
    default:
      {
	std::string low = mnemonic (r.op), high = low;
	if (r.op == PCPU_ADD || r.op == PCPU_SUB)
	  {
	    low += "s";
	    high = r.op == PCPU_ADD ? "adc" : "sbc";
	  }
	std::string v = "%Q[v]", v_high = "%R[v]";
	if (pair_constant_p (r))
	  {
	    v = "#" + std::to_string (tree_to_uhwi (r.constant));
	    v_high = "#0";
	  }
	body = (low + q + old + "], " + v + "\n\t" + high + h + old + "], "
		+ v_high + "\n\t");
      }
    }
  s->text = ("1:\tldrexd\t%[" + old + "], %H[" + old + "], %[x]\n\t" + body
	     + "strexd\t%[word], " + stored + ", %[x]" + repeat ("%[word]")
	     + (r.op == PCPU_CMPXCHG ? "\n2:" : ""));
}

/* Return the constraint of V in operation R on up to 4 bytes.  The letters
   stand for constants that the instruction, or the assembler with the opposite
   instruction, accepts.  */

static const char *
value_constraint (const struct pcpu_request &r)
{
  switch (r.op)
    {
    case PCPU_ADD:
    case PCPU_SUB: return "rIL";
    case PCPU_AND: return "rIK";
    case PCPU_IOR:
    case PCPU_XOR: return "rI";
    default: return shift_p (r.op) && r.constant ? "i" : "r";
    }
}

static void
operation (const struct pcpu_request &r, struct pcpu_sequence *s)
{
  bool wanted = r.wanted || r.op == PCPU_XCHG || r.op == PCPU_CMPXCHG;

  s->memory = "Q";
  if (wanted)
    s->result = "&r";
  if (r.op != PCPU_NOT && r.op != PCPU_NEG
      && !(r.size == 8 && pair_constant_p (r)))
    s->v = r.size == 8 ? "r" : value_constraint (r);
  if (r.op == PCPU_CMPXCHG)
    s->w = "r";
  if (r.size == 8)
    pair_operation (r, wanted, s);
  else
    word_operation (r, wanted, s);
}

static const struct pcpu_base bases[]
  = { { "tpidrprw", ADDR_SPACE_GENERIC }, { "tpidruro", ADDR_SPACE_GENERIC },
      { "tpidrurw", ADDR_SPACE_GENERIC }, { NULL, ADDR_SPACE_GENERIC } };

const struct pcpu_target pcpu_target
  = { "arm",
      bases,
      0,			/* numbered_bases  */
      true,			/* aligned_p  */
      unsupported,
      NULL,			/* kernel_code_p  */
      false,			/* memory_operands_p  */
      false,			/* add_negative_p  */
      load,
      store,
      displacement,
      NULL,			/* translate  */
      operation,
      NULL,			/* complete  */
      false,			/* restartable_p  */
      NULL,			/* thread_pointer  */
      NULL,			/* symbol_address  */
      exchange_16_unsupported, false };
