/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* In C23 two structures that are defined in different scopes, with the same
   members, are the same type, also if the members are per-CPU pointers.  */
/* { dg-require feature same-type } */
/* { dg-additional-options "-std=gnu2x -Wall -Wextra" } */

struct stats { int n; };
struct request { struct stats __percpu *s; };

int
same (struct request *q)
{
  struct request { struct stats __percpu *s; } copy = *q;
  return copy.s->n;
}

int
same_address (struct request *q)
{
  struct request { struct stats __percpu *s; } *p = q;
  return p->s->n++;
}
