/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Model `single': the same operations, and no register.  */
/* { dg-options "-fplugin-arg-percpu-model=single" } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-not {\mtp\M} } } */

static __attribute__ ((percpu)) unsigned long l;
static __attribute__ ((percpu)) int i;
static __attribute__ ((percpu)) unsigned char c;

/*
** add:
**	...
**	amoadd.d	zero, [ast][0-9]+, 0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
add (void)
{
  l += 5;
}

/*
** add_byte:
**	...
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	...
**	1:	lr.w	[ast][0-9]+, \([ast][0-9]+\)
**	...
**	sc.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	...
**	(ret|jr	ra)
*/
void
add_byte (void)
{
  c += 5;
}

/*
** store:
**	...
**	sw	[ast][0-9]+,.*
**	...
**	(ret|jr	ra)
*/
void
store (int v)
{
  i = v;
}

/*
** load:
**	...
**	lw	[ast][0-9]+,.*
**	...
**	(ret|jr	ra)
*/
int
load (void)
{
  return i;
}
