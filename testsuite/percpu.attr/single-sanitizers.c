/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* In model `single' the sanitizers look at the variables themselves.

   { dg-additional-options "-fplugin-arg-percpu-model=single -fsanitize=undefined -w" } */

struct pair { long a[4]; };
static __attribute__ ((percpu)) struct pair p, table[3];
static __attribute__ ((percpu)) int x;

void
get (struct pair *d, struct pair __percpu *s, int i)
{
  *d = *s;
  *s = *d;
  s->a[i]++;
  table[i] = p;
  *d = table[i];
  x += s->a[i];
}
