/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A bit-field that fills a byte is accessed as a byte, whatever
   -fstrict-volatile-bitfields says.  */
/* { dg-options "-fstrict-volatile-bitfields" } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {%gs:} 3 } } */

struct s { double d[2]; long byte : 8; long next : 8; };
static volatile __attribute__ ((percpu)) struct s v;

/*
** load:
**	...
**	mov[sz]bl	%gs:16\+v\(%rip\), %eax
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
**	movb	%[a-z]+, %gs:16\+v\(%rip\)
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
**	xaddb	%[a-z]+, %gs:16\+v\(%rip\)
**	...
**	ret
*/
int
subtract (long n)
{
  return v.byte -= n;
}
