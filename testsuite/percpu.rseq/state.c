/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An access that takes the slow path changes only r11 and the flags: not the
   general registers, not x87, SSE, AVX or AVX-512, not the 128 bytes below the
   stack pointer, whatever its alignment.  */

/* { dg-require arch x86-64 } */

#include "../lib/modes.h"
#include <cpuid.h>
#include <sys/auxv.h>

__attribute__ ((percpu)) long state_count;

/* The registers, in the order in which they are stored.  */
static const char *const names[] =
{
  "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rbp", "r8", "r9", "r12", "r13",
  "r14", "r15"
};

unsigned long state_in[LENGTH (names)], state_out[LENGTH (names)];
unsigned char state_zone[128];
unsigned char state_vector_in[16384] __attribute__ ((aligned (64)));
unsigned char state_vector_out[16384] __attribute__ ((aligned (64)));
unsigned long state_stack, state_stack_after;
unsigned int state_mask, state_skew;

/* state_NAME: loads all registers, makes one access and stores all registers.
   ACCESS is the access; r10 has the offset, r11 is free.  */
#define REGISTERS(DO)							\
  DO (0, rax) DO (1, rbx) DO (2, rcx) DO (3, rdx) DO (4, rsi)		\
  DO (5, rdi) DO (6, rbp) DO (7, r8) DO (8, r9) DO (9, r12)		\
  DO (10, r13) DO (11, r14) DO (12, r15)
#define LOAD(N, R) "	movq	state_in+8*" #N "(%rip), %" #R "\n"
#define STORE(N, R) "	movq	%" #R ", state_out+8*" #N "(%rip)\n"

#define STATE(NAME, ACCESS)						\
  extern void state_##NAME (void);					\
  __asm__ (".text\n"							\
	   "state_" #NAME ":\n"						\
	   "	pushq	%rbx\n	pushq	%rbp\n	pushq	%r12\n"		\
	   "	pushq	%r13\n	pushq	%r14\n	pushq	%r15\n"		\
	   "	movq	%rsp, state_stack(%rip)\n"			\
	   "	subq	$512, %rsp\n"					\
	   "	movl	state_skew(%rip), %eax\n	subq	%rax, %rsp\n" \
	   "	leaq	-128(%rsp), %rdi\n"				\
	   "	leaq	state_zone(%rip), %rsi\n"			\
	   "	movl	$128, %ecx\n	cld\n	rep movsb\n"		\
	   "	movl	state_mask(%rip), %eax\n	xorl	%edx, %edx\n" \
	   "	xrstor64 state_vector_in(%rip)\n"			\
	   "	movq	__percpu_rseq_offset(%rip), %r10\n"		\
	   REGISTERS (LOAD)						\
	   ACCESS							\
	   REGISTERS (STORE)						\
	   "	leaq	-128(%rsp), %rsi\n"				\
	   "	leaq	state_zone(%rip), %rdi\n"			\
	   "	movl	$128, %ecx\n	rep movsb\n"			\
	   "	movl	state_mask(%rip), %eax\n	xorl	%edx, %edx\n" \
	   "	xsave64	state_vector_out(%rip)\n"			\
	   "	movl	state_skew(%rip), %eax\n"			\
	   "	leaq	512(%rsp,%rax), %rsp\n"				\
	   "	movq	%rsp, state_stack_after(%rip)\n"		\
	   "	movq	state_stack(%rip), %rsp\n"			\
	   "	popq	%r15\n	popq	%r14\n	popq	%r13\n"		\
	   "	popq	%r12\n	popq	%rbp\n	popq	%rbx\n"		\
	   "	fninit\n	ret\n")

/* FIRST may go out before the sequence begins.  */
#define UPDATE(FIRST)							\
  FIRST									\
  "	.pushsection __rseq_cs,\"aw\"\n	.balign 32\n"			\
  "3:	.long	0, 0\n	.quad	1f, 2f - 1f, 4f, 0f, 0\n"		\
  "	.popsection\n"							\
  "0:	leaq	3b(%rip), %r11\n	movq	%r11, %fs:8(%r10)\n"	\
  "1:	movl	%fs:4(%r10), %r11d\n"					\
  "	cmpl	%r11d, %gs:__percpu_tag(%rip)\n	jne	5f\n"		\
  "	incq	%gs:percpu.state_count(%rip)\n"				\
  "2:\n"								\
  "	.pushsection .text.percpu_cold,\"ax\"\n"			\
  "	.byte 0x0f, 0xb9, 0x3d\n	.long 0x53053053\n"		\
  "4:	leaq	3b(%rip), %r11\n	jmp	__percpu_abort\n"	\
  "5:	leaq	3b(%rip), %r11\n	jmp	__percpu_cold\n"	\
  "	.popsection\n"

STATE (cold, UPDATE (""));
STATE (abort, UPDATE ("	jmp	4f\n"));
STATE (load,
       "0:	movl	%fs:4(%r10), %r11d\n"
       "	cmpl	%r11d, %gs:__percpu_tag(%rip)\n	jne	5f\n"
       "	incq	%gs:percpu.state_count(%rip)\n"
       "	.pushsection .text.percpu_cold,\"ax\"\n"
       "5:	leaq	0b(%rip), %r11\n	jmp	__percpu_cold_load\n"
       "	.popsection\n");

/* The bytes that belong to a component.  There may be holes between
   components.  */
static bool vector_used[16384];

/* The components that are compared, and the size of all.  */
static size_t
vector_size (void)
{
  unsigned int eax, ebx, ecx, edx, low, high;
  size_t size = 576;

  if (!__get_cpuid (1, &eax, &ebx, &ecx, &edx) || !(ecx & bit_OSXSAVE))
    return 0;
  __asm__ ("xgetbv" : "=a" (low), "=d" (high) : "c" (0));
  state_mask = low & 0xe7;
  memset (vector_used, true, 576);
  for (unsigned int i = 2; i < 8; i++)
    if (state_mask >> i & 1)
      {
	__cpuid_count (13, i, eax, ebx, ecx, edx);
	memset (vector_used + ebx, true, eax);
	if (eax + ebx > size)
	  size = eax + ebx;
      }
  return size;
}

static void
look (const char *what, void (*function) (void), size_t size)
{
  unsigned char zone[128];
  long before = percpu_sum (state_count);

  for (size_t i = 0; i < size; i++)
    state_vector_in[i] = (unsigned char) (i * 37 + 11);
  /* The fields of the legacy region that are not data: control and status of
     x87 and SSE, the tag of all x87 registers as in use, and the header.  */
  memset (state_vector_in, 0, 32);
  state_vector_in[0] = 0x7f;
  state_vector_in[1] = 0x02;
  state_vector_in[4] = 0xff;
  state_vector_in[24] = 0x80;
  state_vector_in[25] = 0x7f;
  for (int i = 0; i < 8; i++)
    memset (state_vector_in + 32 + 16 * i + 10, 0, 6);
  memset (state_vector_in + 416, 0, 160);
  state_vector_in[512] = (unsigned char) state_mask;
  memset (state_vector_out, 0, sizeof state_vector_out);
  for (size_t i = 0; i < LENGTH (names); i++)
    state_in[i] = 0x0101010101010101ul * (i + 3);
  for (size_t i = 0; i < sizeof zone; i++)
    state_zone[i] = zone[i] = (unsigned char) (i * 5 + 1);

  function ();

  CHECK (percpu_sum (state_count) == before + 1, "%s, stack %u off: done once",
	 what, state_skew);
  for (size_t i = 0; i < LENGTH (names); i++)
    if (state_in[i] != state_out[i])
      CHECK (false, "%s is %#lx, was %#lx", names[i], state_out[i],
	     state_in[i]);
  CHECK (state_stack == state_stack_after, "stack pointer");
  CHECK (memcmp (zone, state_zone, sizeof zone) == 0, "red zone");
  for (size_t i = 0; i < size; i++)
    if (vector_used[i]
	&& (i < 28 || i >= 32) && (i < 416 || i >= 576)
	&& state_vector_in[i] != state_vector_out[i])
      CHECK (false, "byte %zu of the vector state is %#x, was %#x", i,
	     state_vector_out[i], state_vector_in[i]);
}

/* The register had some other value.  It is now that of no CPU.  */
static void
forget_cpu (void)
{
  unsigned int cpu;

  allowed_cpus (&cpu, 1);
  if (percpu_bind (cpu) != 0 || percpu_unbind () != 0)
    exit (1);
}

static void
test (void)
{
  static const unsigned int skews[] = { 0, 8, 16, 40, 1 };
  size_t size = vector_size ();

  if (size == 0)
    {
      printf ("not tried: no XSAVE\n");
      return;
    }
  state_count += 0;
  for (size_t i = 0; i < LENGTH (skews); i++)
    {
      state_skew = skews[i];
      forget_cpu ();
      look ("wrong register, update", state_cold, size);
      look ("right register, update", state_cold, size);
      forget_cpu ();
      look ("wrong register, load", state_load, size);
      look ("abort", state_abort, size);
      forget_cpu ();
      look ("wrong register, abort", state_abort, size);
    }
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
