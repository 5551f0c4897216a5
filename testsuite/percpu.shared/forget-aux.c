/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loaded by forget.c: many updates, each with a sequence of its own.  */

#include <percpu.h>

static __attribute__ ((percpu)) long hits[8];

unsigned int forget_count (void);
void forget_update (unsigned int n);
long forget_sum (void);

#define ONE(n) case n: hits[(n) % 8]++; break;
#define TEN(n)								\
  ONE (n) ONE (n + 1) ONE (n + 2) ONE (n + 3) ONE (n + 4)		\
  ONE (n + 5) ONE (n + 6) ONE (n + 7) ONE (n + 8) ONE (n + 9)
#define HUNDRED(n)							\
  TEN (n) TEN (n + 10) TEN (n + 20) TEN (n + 30) TEN (n + 40)		\
  TEN (n + 50) TEN (n + 60) TEN (n + 70) TEN (n + 80) TEN (n + 90)

unsigned int
forget_count (void)
{
  return 300;
}

/* Makes the update with number N.  */
void
forget_update (unsigned int n)
{
  switch (n)
    {
      HUNDRED (0)
      HUNDRED (100)
      HUNDRED (200)
    }
}

long
forget_sum (void)
{
  long sum = 0;

  for (int i = 0; i < 8; i++)
    sum += percpu_sum (hits[i]);
  return sum;
}
