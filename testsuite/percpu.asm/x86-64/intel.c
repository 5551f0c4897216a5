/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The other dialect of the assembler.  */
/* { dg-options "-masm=intel" } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {gs:} 12 } } */

static __attribute__ ((percpu)) unsigned long hits;
static __attribute__ ((percpu)) short s;
static __attribute__ ((percpu)) double d;
struct pair { int a, b; };

/*
** add:
**	...
**	add	QWORD PTR (?:%)?gs:hits\[rip\], 5
**	...
**	ret
*/
void
add (void)
{
  hits += 5;
}

/*
** increment:
**	...
**	inc	WORD PTR (?:%)?gs:s\[rip\]
**	...
**	ret
*/
void
increment (void)
{
  s++;
}

/*
** shift:
**	...
**	shl	QWORD PTR (?:%)?gs:hits\[rip\], cl
**	...
**	ret
*/
void
shift (int n)
{
  hits <<= n;
}

/*
** value:
**	...
**	xadd	QWORD PTR (?:%)?gs:hits\[rip\], [a-z0-9]+
**	...
**	ret
*/
unsigned long
value (void)
{
  return hits++;
}

/*
** loop:
**	...
**	1:	mov	[a-z0-9]+, QWORD PTR (?:%)?gs:hits\[rip\]
**	mov	[a-z0-9]+, [a-z0-9]+
**	and	[a-z0-9]+, [a-z0-9]+
**	cmpxchg	QWORD PTR (?:%)?gs:hits\[rip\], [a-z0-9]+
**	jne	1b
**	...
**	ret
*/
unsigned long
loop (unsigned long m)
{
  return hits &= m;
}

/*
** accesses:
**	...
**	movzx	[a-z0-9]+, WORD PTR (?:%)?gs:s\[rip\]
**	...
**	mov	WORD PTR (?:%)?gs:s\[rip\], 7
**	...
**	movsd	[a-z0-9]+, QWORD PTR (?:%)?gs:d\[rip\]
**	...
**	movsd	QWORD PTR (?:%)?gs:d\[rip\], [a-z0-9]+
**	...
**	ret
*/
short
accesses (double v, double *to)
{
  short old = s;

  s = 7;
  *to = d;
  d = v;
  return old;
}

/*
** pointer:
**	...
**	sub	DWORD PTR (?:%)?gs:\[[a-z0-9]+\], 5
**	...
**	not	DWORD PTR (?:%)?gs:4?\[[a-z0-9]+\]
**	...
**	ret
*/
void
pointer (struct pair __percpu *p)
{
  p->a -= 5;
  p->b = ~p->b;
}
