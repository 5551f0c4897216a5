/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A declaration under the assembler name of a per-CPU variable is refused,
   whether the variable is used, defined, static or only declared, and so is a
   per-CPU declaration under the name of a plain variable.  Per-CPU variables
   may share a name.  */

__attribute__ ((percpu)) long x;
static __attribute__ ((percpu)) long local __attribute__ ((used));
extern __attribute__ ((percpu)) long unused;
extern __attribute__ ((percpu)) long labelled __asm__ ("a_label");
extern __attribute__ ((percpu)) long same __asm__ ("percpu.x");
static int percpu;

extern long of_x __asm__ ("percpu.x");	/* { dg-error "'of_x', which is not per-CPU, has the assembler name 'percpu.x' of a per-CPU variable" } */
/* { dg-note "declare it with attribute 'percpu'" "" { target *-*-* } .-1 } */
extern char of_local[] __asm__ ("local");	/* { dg-error "'of_local', which is not per-CPU, has the assembler name 'local'" } */
/* { dg-note "declare it with" "" { target *-*-* } .-1 } */
extern const int of_unused __asm__ ("percpu.unused");	/* { dg-error "'of_unused', which is not per-CPU, has the assembler name 'percpu.unused'" } */
/* { dg-note "declare it with" "" { target *-*-* } .-1 } */
extern long a_label;	/* { dg-error "'a_label', which is not per-CPU, has the assembler name 'a_label'" } */
/* { dg-note "declare it with" "" { target *-*-* } .-1 } */
extern __thread long in_thread __asm__ ("percpu.in_thread");	/* { dg-error "'in_thread', which is not per-CPU" } */
/* { dg-note "declare it with" "" { target *-*-* } .-1 } */
void called (void) __asm__ ("percpu.called");	/* { dg-error "'called', which is not per-CPU" } */
/* { dg-note "declare it with" "" { target *-*-* } .-1 } */
long plain;	/* { dg-error "'plain', which is not per-CPU, has the assembler name 'plain' of a per-CPU variable" } */
/* { dg-note "declare it with" "" { target *-*-* } .-1 } */
extern __attribute__ ((percpu)) long of_plain __asm__ ("plain");

long
f (void)
{
  static int percpu;

  called ();
  x++;
  same++;
  labelled++;
  of_plain++;
  return (of_x + of_local[1] + of_unused + a_label + in_thread + plain
	  + ++percpu);
}

int
g (void)
{
  return ++percpu;
}
