/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The thread pointer as the base register.  */
/* { dg-options "-fplugin-arg-percpu-base=tp" } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-not {\$r21} } } */

static __attribute__ ((percpu)) unsigned long hits;

/*
** increment:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$tp
**	...
**	amadd.d	\$r0, \$r[0-9]+, \$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
void
increment (void)
{
  hits++;
}

/*
** displacement:
**	...
**	move	\$r[0-9]+, \$tp
**	...
**	jr	\$r1
*/
unsigned long
displacement (void)
{
  return __builtin_percpu_displacement ();
}
