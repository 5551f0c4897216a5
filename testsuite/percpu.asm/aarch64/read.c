/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A read is a load at an address formed with the per-CPU register.  */
/* { dg-final { check-function-bodies "**" "" } } */

static __attribute__ ((percpu)) unsigned long hits;

/*
** get:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ret
*/
unsigned long
get (void)
{
  return hits;
}
