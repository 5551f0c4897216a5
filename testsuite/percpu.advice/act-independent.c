/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A load, and a later store or update that does not depend on it: the load is
   the bound of a loop that ends without it, or skipping the store leaves the
   value that the store would have written.  There is no warning.  */
/* advice-options: -O0 */
/* advice-options: -O2 -g */
/* advice-options: -O3 -fPIC */
/* advice-options: -O1 -fsanitize=address,undefined */
/* advice-options: -O0 -fPIC -fsanitize=thread,undefined */
/* advice-options: -O2 -ftrapv */
/* advice-options: -O2 -fsanitize=undefined -fno-sanitize-recover=undefined */
/* advice-options: -O3 -fsanitize=undefined -fsanitize-undefined-trap-on-error */
/* advice-options: -O2 -fplugin-arg-percpu-model=register -fplugin-arg-percpu-check-then-act=warn */
/* advice-options: -O0 -fPIC -fplugin-arg-percpu-model=register -fplugin-arg-percpu-check-then-act=error */
/* advice-options: -O1 -fplugin-arg-percpu-model=single -fplugin-arg-percpu-check-then-act=warn */

#include <percpu.h>
#include <stdbool.h>
#include <stdlib.h>

#define PERCPU static __attribute__ ((percpu))

struct item
{
  struct item *next;
  int key;
};

PERCPU int n, m;
PERCPU unsigned int bits;
PERCPU unsigned char small;
PERCPU _Bool ready;
PERCPU char *name;
PERCPU double load;
PERCPU struct { short low; unsigned long flags, list[4]; } st;

extern int table[64];
extern void work (int), scan (int *);
extern int next_of (int);

/* The bound of a loop that counts.  */

void
bound (void)
{
  for (int i = 0; i < n; i++)
    work (i);
  n++;
}

void
bound_once (void)
{
  int lim = n;
  for (int i = 0; i < lim; i++)
    work (i);
  n += 2;
}

void
bound_below (int from)
{
  do
    work (from);
  while (--from > n);
  --n;
}

void
bound_of_two (int k)
{
  for (int i = 0, j = k; i < n && j > 0; i++, j -= 2)
    {
      if (table[i] == 7)
	continue;
      if (table[j] == 8)
	break;
      work (i);
    }
  n ^= 3;
}

void
bound_inside (int k)
{
  for (int j = 0; j < k; j++)
    {
      for (int i = 0; i < n; i++)
	work (i + j);
      n++;
    }
}

void
bound_then_asked (int v)
{
  for (int i = 0; i != n; i++)
    work (i);
  if (v)
    n++;
}

void
bound_of_list (struct item *p)
{
  while (p->key < n)
    p = p->next;
  n++;
}

void
bound_of_calls (void)
{
  while (next_of (3) < n)
    ;
  n++;
}

void
bound_in_memory (void)
{
  int i;
  for (i = 0; i < n; scan (&i))
    ;
  n++;
}

void
bound_by_value (int i)
{
  bool more = i < n;
  while (more)
    {
      work (i);
      more = ++i < n && table[i & 63];
    }
  n++;
}

void
bound_of_element (int k, unsigned long __percpu *p)
{
  for (unsigned long i = 0; i < st.list[k]; i++)
    work (i);
  st.list[k]++;
  for (unsigned long i = 0; i < *p; i++)
    work (i);
  ++*p;
}

void
bound_then_stored (int v)
{
  for (int i = 0; i < n; i++)
    work (i);
  n = v;
}

void
bound_then_taken_off (void)
{
  int i;
  for (i = 0; i < n; i++)
    work (i);
  n -= i;
}

void
bound_by_goto (int i)
{
again:
  if (i < n)
    {
      i++;
      goto again;
    }
  n++;
}

/* Stores that a condition skips only if they would change nothing.  */

void
same_value (int v)
{
  if (n != 5)
    n = 5;
  if (n == v)
    ;
  else
    n = v;
  if (small != 200)
    small = 200;
  if (!ready)
    ready = true;
  if (ready == true)
    ready = false;
  if (ready)
    ready = 0;
  if (name)
    name = NULL;
  if (name != (char *) table)
    name = (char *) table;
  if (st.low != -1)
    st.low = -1;
  if (load != 1.5)
    load = 1.5;
  int seen = m;
  if (seen != 0)
    m = 0;
  if (m != 4 && v > 3)
    m = 4;
}

void
same_value_or_return (void)
{
  if (n == 6)
    return;
  n = 6;
}

void
same_value_elsewhere (int k, int __percpu *p, int v)
{
  if (st.list[k] != 9)
    st.list[k] = 9;
  if (*p != v)
    *p = v;
  for (int i = 0; i < 4; i++)
    if (st.list[i] != 2)
      st.list[i] = 2;
}

void
same_bits (int i)
{
  if (!(bits & 8))
    bits |= 8;
  if (bits & 6)
    bits &= ~6u;
  if ((bits & 0x30) != 0x30)
    bits |= 0x30;
  if ((bits & 0x70) != 0x70)
    bits |= 0x30;
  if (!(bits & 1u << i))
    bits |= 1u << i;
  if (bits & (1u << i))
    bits &= ~(1u << i);
  if (!(small & 0x80))
    small |= 0x80;
  if ((small & 2) == 0)
    small |= 2;
  if (!(st.flags & 1ul << 40))
    st.flags |= 1ul << 40;
}
