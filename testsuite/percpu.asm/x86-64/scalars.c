/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* _Bool, enumerations and pointers.  */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {%gs:} 19 } } */
/* { dg-final { scan-assembler-times {\m(b|e|p|function)\(%rip\)} 19 } } */

enum e { ONE = 1, MANY = 8 };
static __attribute__ ((percpu)) _Bool b;
static __attribute__ ((percpu)) enum e e;
static int *__attribute__ ((percpu)) p;
static void (*__attribute__ ((percpu)) function) (void);

/*
** set_bool:
**	...
**	movb	\$1, %gs:b\(%rip\)
**	...
**	ret
*/
void
set_bool (void)
{
  b = 1;
}

/*
** increment_bool:
**	...
**	movb	\$1, %gs:b\(%rip\)
**	...
**	ret
*/
void
increment_bool (void)
{
  b++;
}

/*
** toggle:
**	...
**	xorb	\$1, %gs:b\(%rip\)
**	...
**	ret
*/
void
toggle (void)
{
  b ^= 1;
}

/*
** decrement_bool:
**	...
**	xorb	\$1, %gs:b\(%rip\)
**	...
**	ret
*/
void
decrement_bool (void)
{
  b--;
}

/*
** or_bool:
**	...
**	orb	%[a-z0-9]+, %gs:b\(%rip\)
**	...
**	ret
*/
void
or_bool (int v)
{
  b |= v;
}

/*
** and_bool:
**	...
**	andb	%[a-z0-9]+, %gs:b\(%rip\)
**	...
**	ret
*/
void
and_bool (_Bool v)
{
  b &= v;
}

/*
** load_bool:
**	...
**	movzbl	%gs:b\(%rip\), %[a-z0-9]+
**	...
**	ret
*/
_Bool
load_bool (void)
{
  return b;
}

/*
** increment_enum:
**	...
**	incl	%gs:e\(%rip\)
**	...
**	ret
*/
void
increment_enum (void)
{
  e++;
}

/*
** or_enum:
**	...
**	orl	\$8, %gs:e\(%rip\)
**	...
**	ret
*/
void
or_enum (void)
{
  e |= MANY;
}

/*
** load_enum:
**	...
**	movl	%gs:e\(%rip\), %[a-z0-9]+
**	...
**	ret
*/
enum e
load_enum (void)
{
  return e;
}

/*
** load_pointer:
**	...
**	movq	%gs:p\(%rip\), %[a-z0-9]+
**	...
**	ret
*/
int *
load_pointer (void)
{
  return p;
}

/*
** store_pointer:
**	...
**	movq	%[a-z0-9]+, %gs:p\(%rip\)
**	...
**	ret
*/
void
store_pointer (int *v)
{
  p = v;
}

/*
** clear_pointer:
**	...
**	movq	\$0, %gs:p\(%rip\)
**	...
**	ret
*/
void
clear_pointer (void)
{
  p = 0;
}

/*
** increment_pointer:
**	...
**	addq	\$4, %gs:p\(%rip\)
**	...
**	ret
*/
void
increment_pointer (void)
{
  p++;
}

/*
** subtract_from_pointer:
**	...
**	subq	\$12, %gs:p\(%rip\)
**	...
**	ret
*/
void
subtract_from_pointer (void)
{
  p -= 3;
}

/*
** add_to_pointer:
**	...
**	addq	%[a-z0-9]+, %gs:p\(%rip\)
**	...
**	ret
*/
void
add_to_pointer (long n)
{
  p += n;
}

/*
** next_pointer:
**	...
**	xaddq	%[a-z0-9]+, %gs:p\(%rip\)
**	...
**	ret
*/
int *
next_pointer (void)
{
  return p++;
}

/*
** follow_pointer:
**	...
**	movq	%gs:p\(%rip\), %[a-z0-9]+
**	...
**	ret
*/
int
follow_pointer (void)
{
  return *p;
}

/*
** call_pointer:
**	...
**	movq	%gs:function\(%rip\), %[a-z0-9]+
**	...
*/
void
call_pointer (void)
{
  function ();
}
