/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Operators and builtins work on dynamic objects as they do on variables.  */
/* { dg-do run } */

#include "../lib/check.h"
#include <percpu.h>

struct s
{
  signed char c;
  unsigned short h;
  int i[4];
  unsigned long long q;
  double d;
  _Bool b;
  struct s *next;
};

static __attribute__ ((noipa)) struct s __percpu *
make (void)
{
  return percpu_alloc (struct s);
}

int
main (void)
{
  struct s first = { .i = { 1, 2, 3, 4 }, .d = 1.5 };
  struct s __percpu *p = make ();
  struct s __percpu *r = percpu_alloc_value (struct s, &first);
  int old = 4;

  if (!p || !r)
    return 1;
  if (percpu_bind (percpu_cpu_next (0)) < 0)
    return 1;
  EXPECT ((p->c-- + p->h + p->i[2] + (int) p->q + p->d) == 0);
  EXPECT (p->c == -1);
  EXPECT (((p->h -= 1)) == 65535);
  EXPECT ((p->i[1] += 7) == 7);
  EXPECT ((++p->q) == 1);
  p->d += 2.5;
  EXPECT ((p->d *= 2) == 5);
  p->b |= 2;
  EXPECT (p->b == 1);
  p->next = &first;
  EXPECT (percpu_xchg (p->i[3], 9) == 0);
  EXPECT (percpu_cmpxchg (p->i[3], 9, 4) == 9);
  EXPECT (percpu_try_cmpxchg (p->i[3], &old, 5) == 1);
  percpu_set_bit (p->q, 5);
  EXPECT (percpu_test_and_clear_bit (p->q, 5) == 1);
  percpu_raw (*p).i[0] += 3;
  EXPECT (p->i[0] == 3);
  percpu_guarded (g)
    percpu_borrow (g, p)->i[0]++;
  EXPECT (percpu_sum (p->i[0]) == 4);
  EXPECT ((r->i[3] + r->d) == 5.5);
  r->i[3]++;
  percpu_this_ptr (r)->i[3]++;
  EXPECT ((percpu_ptr (r, percpu_cpu_next (0))->i[3]) == 6);
  percpu_free (p);
  percpu_free (r);
  return check_failures != 0;
}
