/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Functions with two thousand accesses, or with a thousand conditions on one of
   them, are checked completely: there is no message about too many paths, and
   the last pair of accesses is found.  */
/* advice-options: -O0 */
/* advice-options: -O2 -ftrapv */

#include <percpu.h>

#define TEN(ONE, k)							      \
  ONE ((k)) ONE ((k) + 1) ONE ((k) + 2) ONE ((k) + 3) ONE ((k) + 4)	      \
  ONE ((k) + 5) ONE ((k) + 6) ONE ((k) + 7) ONE ((k) + 8) ONE ((k) + 9)
#define HUNDRED(ONE, k)							      \
  TEN (ONE, (k)) TEN (ONE, (k) + 10) TEN (ONE, (k) + 20)		      \
  TEN (ONE, (k) + 30) TEN (ONE, (k) + 40) TEN (ONE, (k) + 50)		      \
  TEN (ONE, (k) + 60) TEN (ONE, (k) + 70) TEN (ONE, (k) + 80)		      \
  TEN (ONE, (k) + 90)
#define THOUSAND(ONE)							      \
  HUNDRED (ONE, 0) HUNDRED (ONE, 100) HUNDRED (ONE, 200)		      \
  HUNDRED (ONE, 300) HUNDRED (ONE, 400) HUNDRED (ONE, 500)		      \
  HUNDRED (ONE, 600) HUNDRED (ONE, 700) HUNDRED (ONE, 800)		      \
  HUNDRED (ONE, 900)

static __attribute__ ((percpu)) unsigned int x[8], n, last;

extern void work (unsigned int);

#define COUNT(k)							      \
  if (x[(k) & 7] > v + (k))						      \
    s += (k);								      \
  x[(k) & 7] += (k);

unsigned int
conditions (unsigned int v)
{
  unsigned int s = 0;
  THOUSAND (COUNT)
  if (last < v)
/*         ^ note: loaded here */
    last = v;
/*       ^ warning: 'last' may change */
/*       ^ note: use 'percpu_max' */
  return s;
}

#define LOOP(k)								      \
  for (unsigned int i = 0; i < n; i++)					      \
    work (i);								      \
  n++;

void
loops (unsigned int v)
{
  THOUSAND (LOOP)
  if (last < v)
/*         ^ note: loaded here */
    last = v;
/*       ^ warning: 'last' may change */
/*       ^ note: use 'percpu_max' */
}

#define SELECT(k)							      \
  if (seen & (k))							      \
    s += (k);

unsigned int
selected (unsigned int v)
{
  unsigned int seen = n, s = 0;
  THOUSAND (SELECT)
  n ^= v;
  if (last < v)
/*         ^ note: loaded here */
    last = v;
/*       ^ warning: 'last' may change */
/*       ^ note: use 'percpu_max' */
  return s;
}
