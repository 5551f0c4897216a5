/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Additions whose value is used access memory once: xadd yields the old value,
   and the new one is computed in a register.  */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {xadd[blq]	%[a-z0-9]+, %gs:[xcl]\(%rip\)} 9 } } */
/* { dg-final { scan-assembler-times {\m[xcl]\(%rip\)} 10 } } */

static __attribute__ ((percpu)) int x;
static __attribute__ ((percpu)) unsigned char c;
static __attribute__ ((percpu)) unsigned long l;

/*
** post_increment:
**	...
**	xaddl	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
int
post_increment (void)
{
  return x++;
}

/*
** post_decrement:
**	...
**	xaddl	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
int
post_decrement (void)
{
  return x--;
}

/*
** pre_increment:
**	...
**	xaddl	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
int
pre_increment (void)
{
  return ++x;
}

/*
** pre_decrement:
**	...
**	xaddq	%[a-z0-9]+, %gs:l\(%rip\)
**	...
**	ret
*/
unsigned long
pre_decrement (void)
{
  return --l;
}

/*
** add:
**	...
**	xaddl	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
int
add (int v)
{
  return x += v;
}

/*
** add_constant:
**	...
**	xaddq	%[a-z0-9]+, %gs:l\(%rip\)
**	...
**	ret
*/
unsigned long
add_constant (void)
{
  return l += 5;
}

/*
** subtract:
**	...
**	xaddq	%[a-z0-9]+, %gs:l\(%rip\)
**	...
**	ret
*/
unsigned long
subtract (unsigned long v)
{
  return l -= v;
}

/*
** character:
**	...
**	xaddb	%[a-z0-9]+, %gs:c\(%rip\)
**	...
**	ret
*/
unsigned char
character (void)
{
  return c++;
}

/*
** in_condition:
**	...
**	xaddl	%[a-z0-9]+, %gs:x\(%rip\)
**	...
*/
void
in_condition (int v)
{
  if (x++ == v)
    l = 1;
}
