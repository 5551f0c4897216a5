/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Model `single': the same operations, and no register.  */
/* { dg-options "-fplugin-arg-percpu-model=single" } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-not {\$r21} } } */

static __attribute__ ((percpu)) unsigned long l;

/*
** add:
**	...
**	amadd.d	\$r0, \$r[0-9]+, \$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
void
add (void)
{
  l += 5;
}
