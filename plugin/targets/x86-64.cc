/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* x86-64: the GS base holds the displacement of this CPU's area.  In
   freestanding code it may be the FS base instead.

     hits += 5		addl $5, %gs:hits(%rip)
     hits++		incl %gs:hits(%rip)
     r = hits++		movl $1, %eax
			xaddl %eax, %gs:hits(%rip)
     r = (m &= v)     1:	movl %gs:m(%rip), %eax
			movl %eax, %edx
			andl %ecx, %edx
			cmpxchgl %edx, %gs:m(%rip)
			jne 1b

   An instruction that reads and writes memory is indivisible with respect to
   code on the same CPU, so it needs no `lock' prefix.  An exchange is a
   cmpxchg, because xchg implies `lock'.  */

#include "targets/target.h"
#include "abi/x86-64/sequence.h"

static const char *
unsupported (void)
{
  return (TARGET_64BIT && !TARGET_X32
	  ? NULL : "x86 code other than -m64 is not supported");
}

static const char *
exchange_16_unsupported (void)
{
  return TARGET_CMPXCHG16B ? NULL : "it needs -mcx16";
}

static bool
kernel_code_p (void)
{
  return ix86_cmodel == CM_KERNEL;
}

static char
suffix (unsigned int size)
{
  return " bw l   q"[size];
}

/* Return the move between an SSE register and memory, in the encoding that the
   compiler uses itself.  */

static std::string
sse_move (machine_mode mode)
{
  return (std::string (TARGET_AVX ? "v" : "")
	  + (mode == SFmode ? "movss" : "movsd"));
}

static bool
sse_mode_p (machine_mode mode)
{
  return (mode == SFmode && TARGET_SSE) || (mode == DFmode && TARGET_SSE2);
}

/* Loads write a general register in full, so that they do not depend on its
   previous contents.  */

static bool
load (machine_mode mode, struct pcpu_sequence *s)
{
  s->clobbers_cc = false;
  if (sse_mode_p (mode))
    {
      s->result = "x";
      s->text = sse_move (mode) + "\t{%[x], %[result]|%[result], %[x]}";
      return true;
    }
  if (GET_MODE_CLASS (mode) != MODE_INT)
    return false;
  unsigned int size = GET_MODE_SIZE (mode).to_constant ();
  s->result = "r";
  s->text = (size == 1 ? "movz{bl|x}\t{%[x], %k[result]|%k[result], %[x]}"
	     : size == 2 ? "movz{wl|x}\t{%[x], %k[result]|%k[result], %[x]}"
	     : size == 4 ? "mov{l}\t{%[x], %[result]|%[result], %[x]}"
	     : "mov{q}\t{%[x], %[result]|%[result], %[x]}");
  return true;
}

static bool
store (machine_mode mode, struct pcpu_sequence *s)
{
  s->clobbers_cc = false;
  if (sse_mode_p (mode))
    {
      s->v = "x";
      s->text = sse_move (mode) + "\t{%[v], %[x]|%[x], %[v]}";
      return true;
    }
  if (GET_MODE_CLASS (mode) != MODE_INT)
    return false;
  unsigned int size = GET_MODE_SIZE (mode).to_constant ();
  s->v = size == 8 ? "re" : "ri";
  s->text = std::string ("mov{") + suffix (size) + "}\t{%[v], %[x]|%[x], %[v]}";
  return true;
}

static void
displacement (struct pcpu_sequence *s)
{
  load (DImode, s);
}

/* Return the mnemonic of OP.  */

static const char *
mnemonic (enum pcpu_op op)
{
  switch (op)
    {
    case PCPU_ADD: return "add";
    case PCPU_SUB: return "sub";
    case PCPU_AND: return "and";
    case PCPU_IOR: return "or";
    case PCPU_XOR: return "xor";
    case PCPU_SHL: return "shl";
    case PCPU_SHR: return "shr";
    case PCPU_SAR: return "sar";
    case PCPU_NOT: return "not";
    case PCPU_NEG: return "neg";
    default: gcc_unreachable ();
    }
}

static bool
shift_p (enum pcpu_op op)
{
  return op == PCPU_SHL || op == PCPU_SHR || op == PCPU_SAR;
}

static bool
unary_p (enum pcpu_op op)
{
  return op == PCPU_NOT || op == PCPU_NEG;
}

/* Return `op V, X', where X and V, if there is one, are operands in a
   template.  A shift count is a constant or in %cl.  */

static std::string
instruction (const struct pcpu_request &r, const char *x, const char *v)
{
  std::string text
    = std::string (mnemonic (r.op)) + "{" + suffix (r.size) + "}\t";
  if (unary_p (r.op))
    return text + x;
  std::string value = shift_p (r.op) ? std::string ("%b") + (v + 1) : v;
  return text + "{" + value + ", " + x + "|" + x + ", " + value + "}";
}

static const char *
value_constraint (const struct pcpu_request &r)
{
  if (unary_p (r.op))
    return NULL;
  if (shift_p (r.op))
    return r.constant ? (r.size == 8 ? "J" : "I") : "c";
  return r.size == 8 ? "er" : "ir";
}

static void
operation (const struct pcpu_request &r, struct pcpu_sequence *s)
{
  std::string sfx (1, r.size <= 8 ? suffix (r.size) : ' ');

  if (r.op == PCPU_CMPXCHG)
    {
      if (r.size == 16)
	{
	  s->text = "cmpxchg16b\t%[x]";
	  s->result = "A";
	  s->v = "[result]";
	  s->w = "b";
	  s->w_high = "c";
	  return;
	}
      s->text = "cmpxchg{" + sfx + "}\t{%[w], %[x]|%[x], %[w]}";
      s->result = "a";
      s->v = "[result]";
      s->w = "r";
      return;
    }

  if (!r.wanted && r.op != PCPU_XCHG)
    {
      s->v = value_constraint (r);
      if ((r.op == PCPU_ADD || r.op == PCPU_SUB)
	  && r.constant && integer_onep (r.constant))
	s->text = (r.op == PCPU_ADD ? "inc{" : "dec{") + sfx + "}\t%[x]";
      else
	s->text = instruction (r, "%[x]", "%[v]");
      return;
    }

  if (r.op == PCPU_ADD)
    {
      s->text = "xadd{" + sfx + "}\t{%[result], %[x]|%[x], %[result]}";
      s->result = "r";
      s->v = "[result]";
      return;
    }

  s->result = "&a";
  s->may_fail = true;
  s->text = "mov{" + sfx + "}\t{%[x], %[result]|%[result], %[x]}\n\t";
  if (r.op == PCPU_XCHG)
    {
      s->v = "r";
      s->text += "cmpxchg{" + sfx + "}\t{%[v], %[x]|%[x], %[v]}";
    }
  else
    {
      s->scratch = 1;
      s->v = value_constraint (r);
      s->text += ("mov{" + sfx
		  + "}\t{%[result], %[scratch]|%[scratch], %[result]}\n\t"
		  + instruction (r, "%[scratch]", "%[v]")
		  + "\n\tcmpxchg{" + sfx
		  + "}\t{%[scratch], %[x]|%[x], %[scratch]}");
    }
}

/* The restartable sequence.  It protects the instructions from label 1 to
   label 2 while rseq_cs points to their descriptor: if the thread is
   preempted, migrates or gets a signal there, the kernel makes it continue at
   label 4.  The last of them, the commit, is one instruction that either was
   executed or was not.  All earlier ones may be repeated.

     0:	leaq	3f(%rip), %r11		rseq->rseq_cs = descriptor
	movq	%r11, %fs:8(OFFSET)
     1:	movl	%fs:4(OFFSET), %r11d	rseq->cpu_id
	cmpl	%r11d, %gs:tag(%rip)	is the GS base that CPU's?
	jne	5f
	...
	incq	%gs:hits(%rip)		commit
     2:

   In code for shared objects the tag has a fixed offset in the page of the
   runtime's words, and a last instruction resets rseq_cs.  Otherwise the
   kernel would read the descriptor when the thread resumes after a later
   preemption, and the shared object may have been unloaded by then.

	cmpl	%r11d, %gs:8(PAGE)
	...
     2:	movq	$0, %fs:8(OFFSET)

   A load needs the comparison, but no descriptor: if the thread migrates after
   the comparison, the load returns the value from the previous CPU, as it
   would have a moment earlier.

   The text is that of abi/x86-64/sequence.h, which the runtime uses too.  */

static void
complete (enum pcpu_access access, const struct pcpu_context &context,
	  struct pcpu_sequence *s)
{
  if (context.model != PCPU_MODEL_RSEQ)
    {
      if (s->may_fail)
	s->text = "1:\t" + s->text + "\n\tjne\t1b";
      return;
    }

  std::string check
    = std::string (PCPU_SEQUENCE_LOAD_CPU ("%[offset]"))
      + (context.biased ? PCPU_SEQUENCE_COMPARE_CPU_AT ("%[page]")
	 : PCPU_SEQUENCE_COMPARE_CPU);
  std::string text;
  if (access == PCPU_LOAD)
    text = "0:\t" + check + s->text + PCPU_LANDING_LOAD;
  else
    text = (PCPU_SEQUENCE_ARM ("%[offset]") + check + s->text + "\n2:"
	    + (s->may_fail ? "\tjne\t0b" : "")
	    + (context.biased ? "\n\t" PCPU_SEQUENCE_DISARM ("%[offset]") : "")
	    + PCPU_LANDING_UPDATE);
  s->clobbers_cc = true;
  s->clobbers = "r11";
  s->text = text;
}

static const struct pcpu_base bases[]
  = { { "gs", ADDR_SPACE_SEG_GS }, { "fs", ADDR_SPACE_SEG_FS },
      { NULL, ADDR_SPACE_GENERIC } };

const struct pcpu_target pcpu_target
  = { "x86-64", bases, 0, false, unsupported, kernel_code_p, true, false, load,
      store, displacement, NULL, operation, complete, true,
      NULL, NULL, exchange_16_unsupported, true };
