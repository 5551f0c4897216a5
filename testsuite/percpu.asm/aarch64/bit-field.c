/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A bit-field that fills a byte is accessed as a byte.  The procedure call
   standard would access a volatile one with the width of its declared type: a
   store would overwrite neighbours that others may have changed in between.  */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {\[x[0-9]+(, 16)?\]$} 4 } } */

struct s { double d[2]; long byte : 8; long next : 8; };
static volatile __attribute__ ((percpu)) struct s v;

/*
** load:
**	...
**	ldrs?b	w[0-9]+, \[x[0-9]+(, 16)?\]
**	...
**	ret
*/
int
load (void)
{
  return v.byte;
}

/*
** store:
**	...
**	strb	w[0-9]+, \[x[0-9]+(, 16)?\]
**	...
**	ret
*/
void
store (int i)
{
  v.byte = i;
}

/*
** subtract:
**	...
**	1:	ldxrb	w[0-9]+, \[x[0-9]+\]
**	...
**	stxrb	w[0-9]+, w[0-9]+, \[x[0-9]+\]
**	cbnz	w[0-9]+, 1b
**	...
**	ret
*/
int
subtract (long n)
{
  return v.byte -= n;
}
