/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Model `single': the same operations, and no register.  */
/* { dg-options "-fplugin-arg-percpu-model=single" } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-not {\mmrc\M} } } */

static __attribute__ ((percpu)) long long l;
static __attribute__ ((percpu)) int i;
static __attribute__ ((percpu)) unsigned char c;

/*
** add:
**	...
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	adds	.*
**	adc	.*
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
add (void)
{
  l += 5;
}

/*
** add_byte:
**	...
**	1:	ldrexb	[a-z0-9]+, \[[a-z0-9]+\]
**	add	[a-z0-9]+, [a-z0-9]+, #5
**	strexb	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
add_byte (void)
{
  c += 5;
}

/*
** store:
**	...
**	str	[a-z0-9]+, \[[a-z0-9]+(, [^]]+)?\]
**	...
*/
void
store (int v)
{
  i = v;
}

/*
** load:
**	...
**	ldr	[a-z0-9]+, \[[a-z0-9]+(, [^]]+)?\]
**	...
*/
int
load (void)
{
  return i;
}

/*
** load_long:
**	...
**	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	...
*/
long long
load_long (void)
{
  return l;
}
