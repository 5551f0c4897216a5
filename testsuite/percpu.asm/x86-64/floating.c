/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Floating-point numbers are loaded and stored by one instruction.  No
   instruction computes with them in memory, so an update is a compare-exchange
   loop.  */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {%gs:} 10 } } */
/* { dg-final { scan-assembler-times {\m[fd]\(%rip\)} 9 } } */

static __attribute__ ((percpu)) float f, array[4];
static __attribute__ ((percpu)) double d;

/*
** load_float:
**	...
**	movss	%gs:f\(%rip\), %[a-z0-9]+
**	...
**	ret
*/
float
load_float (void)
{
  return f;
}

/*
** store_float:
**	...
**	movss	%[a-z0-9]+, %gs:f\(%rip\)
**	...
**	ret
*/
void
store_float (float v)
{
  f = v;
}

/*
** load_double:
**	...
**	movsd	%gs:d\(%rip\), %[a-z0-9]+
**	...
**	ret
*/
double
load_double (void)
{
  return d;
}

/*
** store_double:
**	...
**	movsd	%[a-z0-9]+, %gs:d\(%rip\)
**	...
**	ret
*/
void
store_double (double v)
{
  d = v;
}

/*
** store_converted:
**	...
**	movsd	%[a-z0-9]+, %gs:d\(%rip\)
**	...
**	ret
*/
void
store_converted (int v)
{
  d = v;
}

/*
** load_element:
**	...
**	movss	%gs:\(%[a-z0-9]+(,%[a-z0-9]+(,4)?)?\), %[a-z0-9]+
**	...
**	ret
*/
float
load_element (int i)
{
  return array[i];
}

/*
** add_float:
**	...
**	movss	%gs:f\(%rip\), %[a-z0-9]+
**	...
**	cmpxchgl	%[a-z0-9]+, %gs:f\(%rip\)
**	...
**	ret
*/
void
add_float (float v)
{
  f += v;
}

/*
** add_double:
**	...
**	movsd	%gs:d\(%rip\), %[a-z0-9]+
**	...
**	cmpxchgq	%[a-z0-9]+, %gs:d\(%rip\)
**	...
**	ret
*/
void
add_double (double v)
{
  d += v;
}
