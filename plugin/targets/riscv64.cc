/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* riscv64: tp, gp or a CSR holds the displacement of this CPU's area.

     hits += 5		lui	a5, %hi(hits)
			addi	a5, a5, %lo(hits)
			add	a5, a5, tp
			li	a4, 5
			amoadd.d zero, a4, 0(a5)

     shift <<= n	...
		     1:	lr.w	a4, 0(a5)
			sllw	a4, a4, a0
			sc.w	a4, a4, 0(a5)
			bnez	a4, 1b

   No single instruction both finds the area and modifies the instance.  So the
   modification is atomic, and remains correct if the thread changes its CPU in
   between.  A load or store is a plain one from the computed address.

   There are atomic instructions for words of 4 and 8 bytes only.  For an
   instance of 1 or 2 bytes they modify the aligned word around it.  A sum is
   computed with the instance at the upper end of a register, where its carry is
   lost:

     byte += 5		...			# the address is in a5
			slli	a4, a5, 3	# position in bits, modulo 32
			andi	a3, a5, -4	# the word
			xori	a4, a4, 24	# from its end to the word's
			lui	a2, 5 << 12	# 5 << 24
		     1:	lr.w	a0, (a3)
			sllw	a1, a0, a4
			addw	a5, a1, a2
			xor	a5, a5, a1	# the bits that change
			srlw	a5, a5, a4
			xor	a5, a5, a0
			sc.w	a5, a5, (a3)
			bnez	a5, 1b

   If the old value is needed, and for other operations, there is a mask:

     v = byte++		...
			li	a2, 255
			sllw	a2, a2, a4	# the bits of the instance
			sllw	a1, n, a4
		     1:	lr.w	a0, (a3)
			add	a5, a0, a1
			xor	a5, a5, a0	# keep all other bits
			and	a5, a5, a2
			xor	a5, a5, a0
			sc.w	a5, a5, (a3)
			bnez	a5, 1b

   The operations that are computed bit by bit need no loop:

     byte |= n		...
			andi	a4, n, 255
			sllw	a4, a4, a3
			amoor.w	zero, a4, (a5)  */

#include "targets/target.h"

/* GCC 11 does not know Zicsr as an extension of its own: its assembler always
   accepts the instructions for CSRs.  */
#ifndef TARGET_ZICSR
# define TARGET_ZICSR true
#endif

/* Return true if the displacement is in a general register.  */

static bool
general_base_p (void)
{
  return (strcmp (pcpu_options.base->name, "tp") == 0
	  || strcmp (pcpu_options.base->name, "gp") == 0);
}

static const char *
unsupported (void)
{
  if (!TARGET_64BIT)
    return "RISC-V code other than rv64 is not supported";
  if (BYTES_BIG_ENDIAN)
    return "big-endian RISC-V code is not supported";
  if (!TARGET_ATOMIC && pcpu_options.rmw != PCPU_RMW_PLAIN)
    return "operations need the extension A in -march, or"
      " -fplugin-arg-percpu-rmw=plain";
  if (pcpu_options.model == PCPU_MODEL_SINGLE)
    return NULL;
  if (strcmp (pcpu_options.base->name, "gp") == 0 && riscv_mrelax)
    return "base register gp needs -mno-relax, and --no-relax-gp or"
      " --no-relax in the linker";
  if (!general_base_p () && !TARGET_ZICSR)
    return "a CSR as the base register needs the extension Zicsr in -march";
  return NULL;
}

static void
displacement (struct pcpu_sequence *s)
{
  s->memory = NULL;
  s->result = "r";
  s->clobbers_cc = false;
  s->text = (std::string (general_base_p () ? "mv" : "csrr")
	     + "\t%[result], " + pcpu_options.base->name);
}

static bool
translate (struct pcpu_sequence *s)
{
  if (!general_base_p ())
    return false;
  s->memory = NULL;
  s->result = "r";
  s->v = "r";
  s->clobbers_cc = false;
  s->text = std::string ("add\t%[result], %[v], ") + pcpu_options.base->name;
  return true;
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

/* Return the atomic instruction for OP, without its suffix, or NULL if there is
   none.  */

static const char *
amo (enum pcpu_op op)
{
  switch (op)
    {
    case PCPU_ADD:
    case PCPU_SUB: return "amoadd";
    case PCPU_AND: return "amoand";
    case PCPU_IOR: return "amoor";
    case PCPU_XOR:
    case PCPU_NOT: return "amoxor";
    case PCPU_XCHG: return "amoswap";
    default: return NULL;
    }
}

/* Describe operation R on 4 or 8 bytes.  WANTED says that the result is
   needed.  */

static void
word_operation (const struct pcpu_request &r, bool wanted,
		struct pcpu_sequence *s)
{
  std::string size = r.size == 8 ? "d" : "w";
  std::string w = r.size == 8 ? "" : "w";

  if (r.op == PCPU_CMPXCHG)
    {
      /* A load extends the sign.  */
      std::string expected = "%[v]";
      if (r.size == 4)
	{
	  s->words = 2;
	  expected = "%[word2]";
	  s->text = "sext.w\t%[word2], %[v]\n";
	}
      else
	s->words = 1;
      s->text += ("1:\tlr." + size + "\t%[result], %[x]\n\tbne\t%[result], "
		  + expected + ", 2f\n\tsc." + size + "\t%[word], %z[w], %[x]"
		  + "\n\tbnez\t%[word], 1b\n2:");
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
	  s->text = (r.op == PCPU_NOT ? "li\t%[scratch], -1\n\t"
		     : "neg\t%[scratch], %[v]\n\t");
	}
      else
	s->v = "rJ";
      s->text += (std::string (name) + "." + size + "\t"
		  + (wanted ? "%[result]" : "zero") + ", " + v + ", %[x]");
      return;
    }

  std::string old = wanted ? "%[result]" : "%[scratch]";
  s->scratch = 1;
  s->text = "1:\tlr." + size + "\t" + old + ", %[x]\n\t";
  switch (r.op)
    {
    case PCPU_SHL: s->text += "sll" + w; break;
    case PCPU_SHR: s->text += "srl" + w; break;
    case PCPU_SAR: s->text += "sra" + w; break;
    case PCPU_NEG: s->text += "neg" + w; break;
    default: gcc_unreachable ();
    }
  s->text += ("\t%[scratch], " + old + (r.op == PCPU_NEG ? "" : ", %[v]")
	      + "\n\tsc." + size
	      + "\t%[scratch], %[scratch], %[x]\n\tbnez\t%[scratch], 1b");
}

/* Operations on 1 or 2 bytes.  %[word] is the address of the word around the
   instance, and %[word2] the position of the instance in it in bits.  */

/* Return instructions that set %[word3] to ones at the place of the instance,
   which has SIZE bytes, and to zeros elsewhere.  */

static std::string
part_mask (unsigned int size)
{
  return (std::string ("li\t%[word3], ") + (size == 1 ? "255" : "65535")
	  + "\n\tsllw\t%[word3], %[word3], %[word2]\n\t");
}

/* Return instructions that set TO to FROM, with zeros above the lowest SIZE
   bytes.  */

static std::string
part_zero_extend (const std::string &to, const std::string &from,
		  unsigned int size)
{
  if (size == 1)
    return "andi\t" + to + ", " + from + ", 255\n\t";
  return ("slli\t" + to + ", " + from + ", 48\n\tsrli\t" + to + ", " + to
	  + ", 48\n\t");
}

/* Return an instruction that sets TO to FROM, shifted to the place of the
   instance.  */

static std::string
part_place (const std::string &to, const std::string &from)
{
  return "sllw\t" + to + ", " + from + ", %[word2]\n\t";
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
    s->text += ("not\t%[word3], %[v]\n\t"
		+ part_zero_extend ("%[word3]", "%[word3]", r.size)
		+ part_place ("%[word3]", "%[word3]")
		+ "not\t%[word3], %[word3]\n\t");
  else
    s->text += (part_zero_extend ("%[word3]", "%[v]", r.size)
		+ part_place ("%[word3]", "%[word3]"));
  s->text += (std::string (amo (r.op)) + ".w\t"
	      + (wanted ? "%[result]" : "zero")
	      + ", %[word3], (%[word])" + result);
}

/* Add a loop for the sum or difference R, of which no result is needed, to S.
   The instance is moved to the upper end of %[word5].  */

static void
part_sum (const struct pcpu_request &r, struct pcpu_sequence *s)
{
  unsigned int above = 32 - r.size * BITS_PER_UNIT;
  std::string distance = std::to_string (above);

  s->words = 6;
  s->text += "xori\t%[word2], %[word2], " + distance + "\n\t";
  if (r.constant)
    {
      /* The immediate operand of LUI is shifted by 12 bits.  */
      unsigned int bits = TREE_INT_CST_LOW (r.constant);
      bits = (bits << above) >> 12;
      s->v = NULL;
      s->text += "lui\t%[word3], " + std::to_string (bits) + "\n\t";
    }
  else
    s->text += "slliw\t%[word3], %[v], " + distance + "\n\t";
  s->text += (std::string ("1:\tlr.w\t%[word4], (%[word])\n\t"
			   "sllw\t%[word5], %[word4], %[word2]\n\t")
	      + (r.op == PCPU_ADD ? "addw" : "subw")
	      + "\t%[word6], %[word5], %[word3]\n\t"
		"xor\t%[word6], %[word6], %[word5]\n\t"
		"srlw\t%[word6], %[word6], %[word2]\n\t"
		"xor\t%[word6], %[word6], %[word4]\n\t"
		"sc.w\t%[word6], %[word6], (%[word])\n\t"
		"bnez\t%[word6], 1b");
}

/* Add a loop for any other operation R to S, with the old word in OLD and the
   new one in %[word4].  RESULT is the end of the sequence.  */

static void
part_loop (const struct pcpu_request &r, bool wanted, std::string result,
	   struct pcpu_sequence *s)
{
  std::string old = wanted ? "%[result]" : "%[word5]";
  std::string loop = "1:\tlr.w\t" + old + ", (%[word])\n\t";

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
	s->text += (std::string (r.op == PCPU_ADD ? "add" : "sub")
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
	result = "\n2:\tsrlw\t%[result], %[result], %[word2]";
	break;
      }

    case PCPU_NEG:
    case PCPU_SHL:
    case PCPU_SHR:
      s->text += loop + "and\t%[word4], " + old + ", %[word3]\n\t";
      s->text += (r.op == PCPU_NEG ? std::string ("neg\t%[word4], %[word4]")
		  : (std::string (r.op == PCPU_SHL ? "sllw" : "srlw")
		     + "\t%[word4], %[word4], %[v]"));
      s->text += "\n\txor\t%[word4], %[word4], " + old + "\n\t";
      break;

    case PCPU_SAR:
      {
	const char *bits = r.size == 1 ? "56" : "48";
	s->text += (loop + "srlw\t%[word4], " + old + ", %[word2]\n\t"
		    + "slli\t%[word4], %[word4], " + bits
		    + "\n\tsrai\t%[word4], %[word4], " + bits
		    + "\n\tsra\t%[word4], %[word4], %[v]\n\t"
		    + part_place ("%[word4]", "%[word4]")
		    + "xor\t%[word4], %[word4], " + old + "\n\t");
	break;
      }

    default:
      gcc_unreachable ();
    }
  s->text += ("and\t%[word4], %[word4], %[word3]\n\t"
	      "xor\t%[word4], %[word4], " + old + "\n\t"
	      + "sc.w\t%[word4], %[word4], (%[word])\n\t"
	      "bnez\t%[word4], 1b" + result);
}

/* Describe operation R on 1 or 2 bytes.  WANTED says that the result is
   needed.  */

static void
part_operation (const struct pcpu_request &r, bool wanted,
		struct pcpu_sequence *s)
{
  std::string result = wanted ? "\n\tsrlw\t%[result], %[result], %[word2]" : "";

  s->address = true;
  s->text = ("slli\t%[word2], %[address], 3\n\t"
	     "andi\t%[word], %[address], -4\n\t");
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

  s->memory = "A";
  s->clobbers_cc = false;
  if (wanted)
    s->result = "&r";
  if (r.op != PCPU_NOT && r.op != PCPU_NEG)
    s->v = shift_p (r.op) && r.constant ? "i" : "r";
  if (r.op == PCPU_CMPXCHG)
    s->w = "r";
  if (r.size >= 4)
    word_operation (r, wanted, s);
  else
    part_operation (r, wanted, s);
}

static const struct pcpu_base bases[]
  = { { "tp", ADDR_SPACE_GENERIC }, { "gp", ADDR_SPACE_GENERIC },
      { "sscratch", ADDR_SPACE_GENERIC }, { "mscratch", ADDR_SPACE_GENERIC },
      { NULL, ADDR_SPACE_GENERIC } };

const struct pcpu_target pcpu_target
  = { "riscv64",
      bases,
      1 << 12,			/* numbered_bases: CSRs  */
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
