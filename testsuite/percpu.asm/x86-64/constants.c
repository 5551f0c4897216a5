/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Constants stand in the instruction when they fit its 32 bits, and come by
   a register otherwise.  */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {%gs:} 10 } } */

static __attribute__ ((percpu)) unsigned long l;
static __attribute__ ((percpu)) unsigned char c;
static unsigned long __percpu *__attribute__ ((percpu)) p;

/*
** largest:
**	...
**	addq	\$2147483647, %gs:l\(%rip\)
**	...
**	ret
*/
void
largest (void)
{
  l += 0x7fffffff;
}

/*
** negative:
**	...
**	andq	\$-2147483648, %gs:l\(%rip\)
**	...
**	ret
*/
void
negative (void)
{
  l &= -2147483648L;
}

/*
** too_large:
**	...
**	movabsq	\$78187493530, %[a-z0-9]+
**	...
**	addq	%[a-z0-9]+, %gs:l\(%rip\)
**	...
**	ret
*/
void
too_large (void)
{
  l += 0x123456789aL;
}

/*
** too_large_or:
**	...
**	orq	%[a-z0-9]+, %gs:l\(%rip\)
**	...
**	ret
*/
void
too_large_or (void)
{
  l |= 0x8000000000000000UL;
}

/*
** too_large_store:
**	...
**	movabsq	\$78187493530, %[a-z0-9]+
**	...
**	movq	%[a-z0-9]+, %gs:l\(%rip\)
**	...
**	ret
*/
void
too_large_store (void)
{
  l = 0x123456789aL;
}

/*
** all_ones:
**	...
**	(?:xorq	\$-1, %gs:l\(%rip\)|notq	%gs:l\(%rip\))
**	...
**	ret
*/
void
all_ones (void)
{
  l ^= -1;
}

/*
** low_bits:
**	...
**	addb	\$5, %gs:c\(%rip\)
**	...
**	ret
*/
void
low_bits (void)
{
  c += 0x105;
}

/*
** sum_of_constants:
**	...
**	addq	\$7, %gs:l\(%rip\)
**	...
**	ret
*/
void
sum_of_constants (void)
{
  l = l + 3 + 4;
}

/*
** expression:
**	...
**	addq	%[a-z0-9]+, %gs:l\(%rip\)
**	...
**	ret
*/
void
expression (int v)
{
  l += v * 4 + 1;
}

/*
** address_of_other:
**	...
**	movq	%[a-z0-9]+, %gs:p\(%rip\)
**	...
**	ret
*/
void
address_of_other (void)
{
  p = &l;
}
