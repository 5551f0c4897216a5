/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Model `single': the same operations, and no register.  */
/* { dg-options "-march=armv8.1-a -fplugin-arg-percpu-model=single" } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-not {tpidr} } } */

static __attribute__ ((percpu)) unsigned long l;
static __attribute__ ((percpu)) int i;
static __attribute__ ((percpu)) short s;
static __attribute__ ((percpu)) unsigned char c;

/*
** add:
**	...
**	stadd	x[0-9]+, \[x[0-9]+\]
**	...
**	ret
*/
void
add (void)
{
  l += 5;
}

/*
** store:
**	...
**	str	w[0-9]+, \[x[0-9]+(, [0-9]+|, x[0-9]+.*|)\]
**	...
**	ret
*/
void
store (int v)
{
  i = v;
}

/*
** load:
**	...
**	ldr	w[0-9]+, \[x[0-9]+(, [0-9]+|, x[0-9]+.*|)\]
**	...
**	ret
*/
int
load (void)
{
  return i;
}
