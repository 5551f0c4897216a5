/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* TPIDR_EL2 as the base register, for hypervisors and kernels at EL2.  */
/* { dg-options "-march=armv8.1-a -fplugin-arg-percpu-base=tpidr_el2" } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-not {tpidr_el1} } } */
/* { dg-final { scan-assembler-times {\mmrs\tx[0-9]+, tpidr_el2$} 5 } } */

#if __PERCPU_BASE_TPIDR_EL2__ != 1 || defined __PERCPU_BASE_TPIDR_EL1__
# error "macros of the base"
#endif

static __attribute__ ((percpu)) unsigned long hits;
static __attribute__ ((percpu)) int i;

/*
** increment:
**	...
**	mrs	x[0-9]+, tpidr_el2
**	...
**	stadd	x[0-9]+, \[x[0-9]+\]
**	...
**	ret
*/
void
increment (void)
{
  hits++;
}

/*
** load:
**	...
**	mrs	x[0-9]+, tpidr_el2
**	...
**	ldr	x[0-9]+, \[x[0-9]+\]
**	...
**	ret
*/
unsigned long
load (void)
{
  return hits;
}

/*
** store:
**	...
**	mrs	x[0-9]+, tpidr_el2
**	...
**	str	w[0-9]+, \[x[0-9]+\]
**	...
**	ret
*/
void
store (int v)
{
  i = v;
}

/*
** shift:
**	...
**	mrs	x[0-9]+, tpidr_el2
**	...
**	1:	ldxr	w[0-9]+, \[x[0-9]+\]
**	lsl	w[0-9]+, .*
**	stxr	w[0-9]+, w[0-9]+, \[x[0-9]+\]
**	cbnz	w[0-9]+, 1b
**	...
**	ret
*/
void
shift (int n)
{
  i <<= n;
}

/*
** displacement:
**	...
**	mrs	x[0-9]+, tpidr_el2
**	...
**	ret
*/
unsigned long
displacement (void)
{
  return __builtin_percpu_displacement ();
}
