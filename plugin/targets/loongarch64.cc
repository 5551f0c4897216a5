/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* loongarch64: $r21, which the ABI reserves, holds the displacement of this
   CPU's area.

     hits += 5		la.local $r12, hits
			add.d	$r12, $r12, $r21
			addi.w	$r13, $r0, 5
			amadd.d	$r0, $r13, $r12, 0

     shift <<= n	...
		     1:	ll.w	$r13, $r12, 0
			sll.w	$r13, $r13, $r4
			sc.w	$r13, $r12, 0
			beqz	$r13, 1b

   No single instruction both finds the area and modifies the instance.  So the
   modification is atomic, and remains correct if the thread changes its CPU in
   between.  A load or store is a plain one from the computed address.

   There are atomic instructions for words of 4 and 8 bytes only.  For an
   instance of 1 or 2 bytes they modify the aligned word around it, as on
   riscv64.  For a sum the word is rotated until the instance is at its upper
   end, where the carry is lost:

     byte += 5		...				# the address is in $r12
			slli.d	$r13, $r12, 3		# position in bits
			move	$r14, $r12
			bstrins.d $r14, $r0, 1, 0	# the word
			addi.w	$r15, $r13, 8
			xori	$r13, $r13, 24
			lu12i.w	$r16, 5 << 12		# 5 << 24
		     1:	ll.w	$r17, $r14, 0
			rotr.w	$r17, $r17, $r15
			add.w	$r17, $r17, $r16
			rotr.w	$r17, $r17, $r13
			sc.w	$r17, $r14, 0
			beqz	$r17, 1b  */

#include "targets/target.h"

static const char *
unsupported (void)
{
  return TARGET_64BIT ? NULL
	 : "LoongArch code other than loongarch64 is not supported";
}

/* Return the register with the displacement, as the assembler writes it.  */

static std::string
base_register (void)
{
  return std::string ("$") + pcpu_options.base->name;
}

static void
displacement (struct pcpu_sequence *s)
{
  s->memory = NULL;
  s->result = "r";
  s->clobbers_cc = false;
  s->text = "move\t%[result], " + base_register ();
}

static bool
translate (struct pcpu_sequence *s)
{
  s->memory = NULL;
  s->result = "r";
  s->v = "r";
  s->clobbers_cc = false;
  s->text = "add.d\t%[result], %[v], " + base_register ();
  return true;
}

static const char *
exchange_16_unsupported (void)
{
  return "there is no sequence for it on this target";
}

/* Return the atomic instruction for OP, without its suffix, or NULL if there is
   none.  */

static const char *
amo (enum pcpu_op op)
{
  switch (op)
    {
    case PCPU_ADD:
    case PCPU_SUB: return "amadd";
    case PCPU_AND: return "amand";
    case PCPU_IOR: return "amor";
    case PCPU_XOR:
    case PCPU_NOT: return "amxor";
    case PCPU_XCHG: return "amswap";
    default: return NULL;
    }
}

/* Return the mnemonic of the shift OP with SUFFIX.  V is a constant if CONSTANT
   is true.  */

static std::string
shift (enum pcpu_op op, bool constant, const char *suffix)
{
  return (std::string (op == PCPU_SHL ? "sll" : op == PCPU_SHR ? "srl" : "sra")
	  + (constant ? "i" : "") + suffix);
}

/* Describe operation R on 4 or 8 bytes.  WANTED says that the result is
   needed.  */

static void
word_operation (const struct pcpu_request &r, bool wanted,
		struct pcpu_sequence *s)
{
  const char *size = r.size == 8 ? ".d" : ".w";

  if (r.op == PCPU_CMPXCHG)
    {
      /* A load extends the sign.  */
      std::string expected = "%[v]";
      if (r.size == 4)
	{
	  s->words = 2;
	  expected = "%[word2]";
	  s->text = "slli.w\t%[word2], %[v], 0\n";
	}
      else
	s->words = 1;
      s->text += (std::string ("1:\tll") + size + "\t%[result], %[x]\n\t"
		  + "bne\t%[result], " + expected + ", 2f\n\t"
		  + "move\t%[word], %z[w]\n\tsc" + size
		  + "\t%[word], %[x]\n\tbeqz\t%[word], 1b\n2:");
      s->w = "rJ";
      return;
    }

  if (const char *name = amo (r.op))
    {
      std::string v = "%z[v]";
      if (r.op == PCPU_SUB || r.op == PCPU_NOT)
	{
	  s->scratch = 1;
	  v = "%[scratch]";
	  if (r.op == PCPU_NOT)
	    s->text = "addi.w\t%[scratch], $r0, -1\n\t";
	  else
	    s->text = (std::string ("sub") + size
		       + "\t%[scratch], $r0, %[v]\n\t");
	}
      else
	s->v = "rJ";
      s->text += (std::string (name) + size + "\t"
		  + (wanted ? "%[result]" : "$r0") + ", " + v + ", %[x]");
      return;
    }

  std::string old = wanted ? "%[result]" : "%[scratch]";
  s->scratch = 1;
  s->text = std::string ("1:\tll") + size + "\t" + old + ", %[x]\n\t";
  if (r.op == PCPU_NEG)
    s->text += std::string ("sub") + size + "\t%[scratch], $r0, " + old;
  else
    s->text += (shift (r.op, r.constant, size) + "\t%[scratch], " + old
		+ ", %[v]");
  s->text += (std::string ("\n\tsc") + size
	      + "\t%[scratch], %[x]\n\tbeqz\t%[scratch], 1b");
}

/* Operations on 1 or 2 bytes.  %[word] is the address of the word around the
   instance, and %[word2] the position of the instance in it in bits.  */

/* Return instructions that set %[word3] to ones at the place of the instance,
   which has SIZE bytes, and to zeros elsewhere.  */

static std::string
part_mask (unsigned int size)
{
  return (std::string (size == 1 ? "ori\t%[word3], $r0, 255"
		       : "lu12i.w\t%[word3], 15\n\t"
			 "ori\t%[word3], %[word3], 4095")
	  + "\n\tsll.w\t%[word3], %[word3], %[word2]\n\t");
}

/* Return an instruction that sets TO to FROM, with zeros above the lowest SIZE
   bytes.  */

static std::string
part_zero_extend (const std::string &to, const std::string &from,
		  unsigned int size)
{
  return ("bstrpick.d\t" + to + ", " + from
	  + (size == 1 ? ", 7, 0\n\t" : ", 15, 0\n\t"));
}

/* Return an instruction that sets TO to FROM, shifted to the place of the
   instance.  */

static std::string
part_place (const std::string &to, const std::string &from)
{
  return "sll.w\t" + to + ", " + from + ", %[word2]\n\t";
}

/* Add the bitwise operation R to S.  RESULT is the end of the sequence.  */

static void
part_bitwise (const struct pcpu_request &r, bool wanted,
	      const std::string &result, struct pcpu_sequence *s)
{
  s->words = 3;
  if (r.op == PCPU_NOT)
    s->text += part_mask (r.size);
  else if (r.op == PCPU_AND)
    s->text += ("nor\t%[word3], %[v], $r0\n\t"
		+ part_zero_extend ("%[word3]", "%[word3]", r.size)
		+ part_place ("%[word3]", "%[word3]")
		+ "nor\t%[word3], %[word3], $r0\n\t");
  else
    s->text += (part_zero_extend ("%[word3]", "%[v]", r.size)
		+ part_place ("%[word3]", "%[word3]"));
  s->text += (std::string (amo (r.op)) + ".w\t"
	      + (wanted ? "%[result]" : "$r0")
	      + ", %[word3], %[word], 0" + result);
}

/* Add a loop for the sum or difference R, of which no result is needed, to
   S.  */

static void
part_sum (const struct pcpu_request &r, struct pcpu_sequence *s)
{
  unsigned int size = r.size * BITS_PER_UNIT;
  unsigned int above = 32 - size;

  s->words = 5;
  s->text += ("addi.w\t%[word3], %[word2], " + std::to_string (size)
	      + "\n\txori\t%[word2], %[word2], " + std::to_string (above)
	      + "\n\t");
  if (r.constant)
    {
      /* The immediate operand of LU12I.W is shifted by 12 bits, and has a
	 sign.  */
      int bits = (unsigned int) TREE_INT_CST_LOW (r.constant) << above;
      s->v = NULL;
      s->text += "lu12i.w\t%[word4], " + std::to_string (bits >> 12) + "\n\t";
    }
  else
    s->text += ("slli.w\t%[word4], %[v], " + std::to_string (above)
		+ "\n\t");
  s->text += (std::string ("1:\tll.w\t%[word5], %[word], 0\n\t"
			   "rotr.w\t%[word5], %[word5], %[word3]\n\t")
	      + (r.op == PCPU_ADD ? "add.w" : "sub.w")
	      + "\t%[word5], %[word5], %[word4]\n\t"
		"rotr.w\t%[word5], %[word5], %[word2]\n\t"
		"sc.w\t%[word5], %[word], 0\n\t"
		"beqz\t%[word5], 1b");
}

/* Add a loop for any other operation R to S, with the old word in OLD and the
   new one in %[word4].  RESULT is the end of the sequence.  */

static void
part_loop (const struct pcpu_request &r, bool wanted, std::string result,
	   struct pcpu_sequence *s)
{
  std::string old = wanted ? "%[result]" : "%[word5]";
  std::string loop = "1:\tll.w\t" + old + ", %[word], 0\n\t";

  s->text += part_mask (r.size);
  s->words = wanted ? 4 : 5;
  unsigned int more = s->words + 1;
  std::string placed = "%[word" + std::to_string (more) + "]";
  switch (r.op)
    {
    case PCPU_ADD:
    case PCPU_SUB:
    case PCPU_XCHG:
      s->words = more;
      s->text += part_place (placed, "%[v]") + loop;
      if (r.op == PCPU_XCHG)
	s->text += "xor\t%[word4], " + placed + ", " + old + "\n\t";
      else
	s->text += (std::string (r.op == PCPU_ADD ? "add.d" : "sub.d")
		    + "\t%[word4], " + old + ", " + placed + "\n\t"
		    + "xor\t%[word4], %[word4], " + old + "\n\t");
      break;

    case PCPU_CMPXCHG:
      {
	std::string replacement = "%[word" + std::to_string (more + 1) + "]";
	s->words = more + 1;
	s->text += (part_place (placed, "%[v]")
		    + "and\t" + placed + ", " + placed + ", %[word3]\n\t"
		    + part_place (replacement, "%[w]") + loop
		    + "and\t%[word4], %[result], %[word3]\n\t"
		    + "bne\t%[word4], " + placed + ", 2f\n\t"
		    + "xor\t%[word4], " + replacement + ", %[result]\n\t");
	result = "\n2:\tsrl.w\t%[result], %[result], %[word2]";
	break;
      }

    case PCPU_NEG:
    case PCPU_SHL:
    case PCPU_SHR:
      s->text += loop + "and\t%[word4], " + old + ", %[word3]\n\t";
      if (r.op == PCPU_NEG)
	s->text += "sub.d\t%[word4], $r0, %[word4]";
      else
	s->text += (shift (r.op, r.constant, ".w")
		    + "\t%[word4], %[word4], %[v]");
      s->text += "\n\txor\t%[word4], %[word4], " + old + "\n\t";
      break;

    case PCPU_SAR:
      s->text += (loop + "srl.w\t%[word4], " + old + ", %[word2]\n\t"
		  + (r.size == 1 ? "ext.w.b" : "ext.w.h")
		  + "\t%[word4], %[word4]\n\t"
		  + shift (r.op, r.constant, ".w")
		  + "\t%[word4], %[word4], %[v]\n\t"
		  + part_place ("%[word4]", "%[word4]")
		  + "xor\t%[word4], %[word4], " + old + "\n\t");
      break;

    default:
      gcc_unreachable ();
    }
  s->text += ("and\t%[word4], %[word4], %[word3]\n\t"
	      "xor\t%[word4], %[word4], " + old + "\n\t"
	      + "sc.w\t%[word4], %[word], 0\n\t"
	      "beqz\t%[word4], 1b" + result);
}

/* Describe operation R on 1 or 2 bytes.  WANTED says that the result is
   needed.  */

static void
part_operation (const struct pcpu_request &r, bool wanted,
		struct pcpu_sequence *s)
{
  std::string result
    = wanted ? "\n\tsrl.w\t%[result], %[result], %[word2]" : "";

  s->address = true;
  s->text = ("slli.d\t%[word2], %[address], 3\n\t"
	     "move\t%[word], %[address]\n\t"
	     "bstrins.d\t%[word], $r0, 1, 0\n\t");
  if (r.op == PCPU_AND || r.op == PCPU_IOR || r.op == PCPU_XOR
      || r.op == PCPU_NOT)
    part_bitwise (r, wanted, result, s);
  else if (!wanted && (r.op == PCPU_ADD || r.op == PCPU_SUB))
    part_sum (r, s);
  else
    part_loop (r, wanted, result, s);
}

static void
operation (const struct pcpu_request &r, struct pcpu_sequence *s)
{
  bool wanted = r.wanted || r.op == PCPU_XCHG || r.op == PCPU_CMPXCHG;
  bool shift_p = (r.op == PCPU_SHL || r.op == PCPU_SHR || r.op == PCPU_SAR);

  s->memory = "ZB";
  s->clobbers_cc = false;
  if (wanted)
    s->result = "&r";
  if (r.op != PCPU_NOT && r.op != PCPU_NEG)
    s->v = shift_p && r.constant ? "i" : "r";
  if (r.op == PCPU_CMPXCHG)
    s->w = "r";
  if (r.size >= 4)
    word_operation (r, wanted, s);
  else
    part_operation (r, wanted, s);
}

static const struct pcpu_base bases[]
  = { { "r21", ADDR_SPACE_GENERIC }, { "tp", ADDR_SPACE_GENERIC },
      { NULL, ADDR_SPACE_GENERIC } };

const struct pcpu_target pcpu_target
  = { "loongarch64",
      bases,
      0,			/* numbered_bases  */
      true,			/* aligned_p  */
      unsupported,
      NULL,			/* kernel_code_p  */
      false,			/* memory_operands_p  */
      true,			/* add_negative_p  */
      NULL,			/* load  */
      NULL,			/* store  */
      displacement,
      translate,
      operation,
      NULL,			/* complete  */
      false,			/* restartable_p  */
      NULL,			/* thread_pointer  */
      NULL,			/* symbol_address  */
      exchange_16_unsupported, false };
