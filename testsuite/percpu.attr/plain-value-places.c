/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Unions that are correctly read as plain pointers although a per-CPU address
   is stored nearby or on another path: in an array, in static storage, through
   a pointer.  */
/* { dg-additional-options "-fplugin-arg-percpu-unguarded=off" } */

#include <stdint.h>
#include <percpu.h>

union pun { long __percpu *percpu; long *plain; uintptr_t number; };

static __attribute__ ((percpu)) long x;
static long plain;
static union pun file;
extern void work (void);

long
other_index (int i, int j)
{
  union pun u[4];
  u[j].plain = &plain;
  u[i].percpu = &x;
  return *u[j].plain;
}

long
some_element (int i)
{
  union pun u[2] = { { &x }, { .plain = &plain } };
  return *u[i].plain;
}

long
index_of_last_turn (int n)
{
  union pun u[4];
  int i = 0;
  u[0].plain = &plain;
  do
    {
      plain += *u[i].plain;
      u[i].percpu = &x;
      i = (i + 1) & 3;
      u[i].plain = &plain;
    }
  while (n-- > 0);
  return plain;
}

long
returned_before (int c)
{
  union pun u = { .plain = &plain };
  if (c)
    u.percpu = &x;
  if (c)
    return *u.percpu;
  return *u.plain;
}

long
loaded_before_asked (int c)
{
  union pun u;
  if (c)
    u.percpu = &x;
  else
    u.plain = &plain;
  long *q = u.plain;
  return c ? *u.percpu : *q;
}

long
replaced_under_same_condition (int c)
{
  union pun u = { .plain = &plain };
  if (c)
    u.percpu = &x;
  plain++;
  if (c)
    u.plain = &plain;
  return *u.plain;
}

long
from_second_turn_on (int n)
{
  union pun u = { .plain = &plain };
  long sum = 0;
  for (int i = 0; i < n; i++)
    {
      if (i)
	u.plain = &plain;
      sum += *u.plain;
      u.percpu = &x;
      sum += *u.percpu;
    }
  return sum;
}

long
static_after_call (void)
{
  file.percpu = &x;
  work ();
  return *file.plain;
}

long
perhaps_the_same (union pun *u, union pun *v)
{
  u->percpu = &x;
  v->plain = &plain;
  return *u->plain;
}
