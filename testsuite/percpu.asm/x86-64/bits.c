/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Setting and clearing a bit is one instruction, testing it a load; to do both
   is a loop.  */
/* { dg-final { check-function-bodies "**" "" } } */

#include <percpu.h>

static __attribute__ ((percpu)) unsigned int flags;

/*
** set:
**	...
**	orl	%[a-z0-9]+, %gs:flags\(%rip\)
**	...
**	ret
*/
void
set (unsigned int nr)
{
  percpu_set_bit (flags, nr);
}

/*
** set_4:
**	...
**	orl	\$16, %gs:flags\(%rip\)
**	...
**	ret
*/
void
set_4 (void)
{
  percpu_set_bit (flags, 4);
}

/*
** clear_4:
**	...
**	andl	\$-17, %gs:flags\(%rip\)
**	...
**	ret
*/
void
clear_4 (void)
{
  percpu_clear_bit (flags, 4);
}

/*
** test:
**	...
**	movl	%gs:flags\(%rip\), %[a-z0-9]+
**	...
**	ret
*/
bool
test (unsigned int nr)
{
  return percpu_test_bit (flags, nr);
}

/*
** test_and_set:
**	...
** 1:	movl	%gs:flags\(%rip\), %eax
**	movl	%eax, %[a-z0-9]+
**	orl	%[a-z0-9]+, %[a-z0-9]+
**	cmpxchgl	%[a-z0-9]+, %gs:flags\(%rip\)
**	jne	1b
**	...
**	ret
*/
bool
test_and_set (unsigned int nr)
{
  return percpu_test_and_set_bit (flags, nr);
}
