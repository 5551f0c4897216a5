/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The options of Linux select `-fplugin-arg-percpu-abi=linux': the kernel's
   section, for all placements, names without a prefix, no reference to the
   library, and the kernel's word for the displacement.  */
/* { dg-require arch x86-64 } */
/* { dg-options "-O2 -mcmodel=kernel -fno-pic -fno-pie -mno-sse -D__KERNEL__ -DMODULE" } */

/* { dg-final { scan-assembler {incq\t%gs:hits\(%rip\)} } } */
/* { dg-final { scan-assembler {incl\t%gs:its\(%rip\)} } } */
/* { dg-final { scan-assembler {%gs:this_cpu_off\(%rip\)} } } */
/* { dg-final { scan-assembler {\.globl\thits\n} } } */
/* { dg-final { scan-assembler {\.section\t\.data\.\.percpu,"aw"} } } */
/* { dg-final { scan-assembler-times {\.section\t\.data\.\.percpu,"aw",[@%]progbits,unique,3} 2 } } */
/* { dg-final { scan-assembler-not {\.hidden} } } */
/* { dg-final { scan-assembler-not {__percpu} } } */
/* { dg-final { scan-assembler-not {percpu\.hits} } } */
/* { dg-final { scan-assembler {incl\t%gs:theirs\(%rip\)} } } */
/* { dg-final { scan-assembler {addl\t\$3, %gs:table\+20\(%rip\)} } } */

#if !__PERCPU_MODEL_REGISTER__ || !__PERCPU_ABI_LINUX__
# error "macros of the options of Linux"
#endif

__attribute__ ((percpu)) unsigned long hits = 1;
__attribute__ ((percpu ("shared"))) int shared_one = 1;
extern __attribute__ ((percpu)) int its;

/* As the kernel's headers declare variables.  */
#define KERNEL __attribute__ ((section (".data..percpu" "..read_mostly")))
extern KERNEL int theirs;
extern KERNEL struct { int a, b[8]; } table;

void
f (void)
{
  hits++;
  its++;
  (*__builtin_percpu_address (&theirs))++;
  *__builtin_percpu_address (&table.b[4]) += 3;
}

unsigned long *
g (void)
{
  return __builtin_percpu_translate (&hits, __builtin_percpu_displacement ());
}
