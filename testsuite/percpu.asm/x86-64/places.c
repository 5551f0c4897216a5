/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Accesses to per-CPU objects of every kind: variables of any linkage, members,
   elements, and objects behind pointers.  The address is formed as for a plain
   object, and the instruction adds the displacement.  */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {%gs:} 14 } } */

struct st
{
  int first;
  long pad, n;
  struct { short r, s; char t; } in[2];
  int a[4];
};
__attribute__ ((percpu)) struct st st;
__attribute__ ((percpu)) unsigned long hits;
extern __attribute__ ((percpu)) int elsewhere;
static __attribute__ ((percpu)) int array[8];

/*
** member:
**	...
**	addq	\$3, %gs:16\+percpu\.st\(%rip\)
**	...
**	ret
*/
void
member (void)
{
  st.n += 3;
}

/*
** first_member:
**	...
**	incl	%gs:percpu\.st\(%rip\)
**	...
**	ret
*/
void
first_member (void)
{
  st.first++;
}

/*
** nested_member:
**	...
**	movw	%[a-z0-9]+, %gs:32\+percpu\.st\(%rip\)
**	...
**	ret
*/
void
nested_member (int v)
{
  st.in[1].s = v;
}

/*
** element:
**	...
**	orl	\$8, %gs:44\+percpu\.st\(%rip\)
**	...
**	ret
*/
void
element (void)
{
  st.a[2] |= 8;
}

/*
** element_of_array:
**	...
**	subl	\$2, %gs:12\+array\(%rip\)
**	...
**	ret
*/
void
element_of_array (void)
{
  array[3] -= 2;
}

/*
** public_variable:
**	...
**	addq	\$5, %gs:percpu\.hits\(%rip\)
**	...
**	ret
*/
void
public_variable (void)
{
  hits += 5;
}

/*
** declared_variable:
**	...
**	xorl	\$1, %gs:percpu\.elsewhere\(%rip\)
**	...
**	ret
*/
void
declared_variable (void)
{
  elsewhere ^= 1;
}

/*
** pointer:
**	...
**	addl	\$5, %gs:\(%[a-z0-9]+\)
**	...
**	ret
*/
void
pointer (int __percpu *p)
{
  *p += 5;
}

/*
** pointer_and_offset:
**	...
**	(
**	movl	\$7, %gs:12\(%[a-z0-9]+\)
**	|
**	addq	\$12, %[a-z0-9]+
**	...
**	movl	\$7, %gs:\(%[a-z0-9]+\)
**	)
**	...
**	ret
*/
void
pointer_and_offset (int __percpu *p)
{
  p[3] = 7;
}

/*
** member_of_pointer:
**	...
**	incq	%gs:(16|)\(%[a-z0-9]+\)
**	...
**	ret
*/
void
member_of_pointer (struct st __percpu *p)
{
  p->n++;
}

/*
** value_of_member:
**	...
**	xaddq	%[a-z0-9]+, %gs:(16|)\(%[a-z0-9]+\)
**	...
**	ret
*/
long
value_of_member (struct st __percpu *p)
{
  return p->n++;
}

/*
** address:
**	...
**	leaq	16\+percpu\.st\(%rip\), %[a-z0-9]+
**	...
**	ret
*/
long __percpu *
address (void)
{
  return &st.n;
}

/*
** local_static:
**	...
**	incl	%gs:local\.[0-9]+\(%rip\)
**	...
**	ret
*/
void
local_static (void)
{
  static __attribute__ ((percpu)) int local;

  local++;
}

/*
** element_of_index:
**	...
**	xorl	\$8, %gs:[0-9]*\(%[a-z0-9]+(,%[a-z0-9]+,4)?\)
**	...
**	ret
*/
void
element_of_index (long i)
{
  st.a[i] ^= 8;
}

/*
** element_and_value:
**	...
**	xaddl	%[a-z0-9]+, %gs:[0-9]*\(%[a-z0-9]+(,%[a-z0-9]+,4)?\)
**	...
**	ret
*/
int
element_and_value (int i)
{
  return array[i] -= 3;
}
