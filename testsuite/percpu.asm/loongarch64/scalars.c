/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A load or store of a scalar of any type is one instruction at the address of
   the instance.  */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {, \$r21$} 8 } } */

static __attribute__ ((percpu)) float f;
static __attribute__ ((percpu)) double d;
static __attribute__ ((percpu)) _Bool b;
static int *__attribute__ ((percpu)) p;

/*
** load_float:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	(fld.s	\$f[0-9]+|ld.w	\$r[0-9]+),\$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
float
load_float (void)
{
  return f;
}

/*
** load_double:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	(fld.d	\$f[0-9]+|ld.d	\$r[0-9]+),\$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
double
load_double (void)
{
  return d;
}

/*
** load_bool:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	ld.bu?	\$r[0-9]+,\$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
_Bool
load_bool (void)
{
  return b;
}

/*
** load_pointer:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	(ld|ldptr).d	\$r[0-9]+,\$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
int *
load_pointer (void)
{
  return p;
}

/*
** store_float:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	(fst.s	\$f[0-9]+|st.w	\$r[0-9]+),\$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
void
store_float (float v)
{
  f = v;
}

/*
** store_double:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	(fst.d	\$f[0-9]+|st.d	\$r[0-9]+),\$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
void
store_double (double v)
{
  d = v;
}

/*
** store_bool:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	st.b	\$r[0-9]+,\$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
void
store_bool (_Bool v)
{
  b = v;
}

/*
** store_pointer:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	(st|stptr).d	\$r[0-9]+,\$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
void
store_pointer (int *v)
{
  p = v;
}
