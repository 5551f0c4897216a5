/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* -fplugin-arg-percpu-rmw=plain: an operation is a load, an instruction in a
   register, and a store.  */
/* { dg-options "-fplugin-arg-percpu-rmw=plain" } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-not {\m(am[a-z]+|ll|sc)\.[wd]} } } */

static __attribute__ ((percpu)) long l;
static __attribute__ ((percpu)) short s;

/*
** add:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	(ld|ldptr).d	\$r[0-9]+,\$r[0-9]+, ?0
**	...
**	add.d	.*
**	...
**	(st|stptr).d	\$r[0-9]+,\$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
void
add (long v)
{
  l += v;
}

/*
** or_short:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	ld.hu?	\$r[0-9]+,\$r[0-9]+, ?0
**	...
**	or	.*
**	...
**	st.h	\$r[0-9]+,\$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
void
or_short (short v)
{
  s |= v;
}
