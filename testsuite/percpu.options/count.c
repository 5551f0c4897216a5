/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Counts in many ways, and checks the results.  Whatever options the program is
   compiled with, `hit' has one instruction that adds and `give' one that
   exchanges and adds; see options.exp for the options.

   The source conforms to every version of the C standard.  */
/* { dg-do run } */
/* { dg-final { scan-disassembly-times hit {^addq \$0x5,%gs:} 1 } } */
/* { dg-final { scan-disassembly-times give {^xadd %[a-z0-9]+,%gs:} 1 } } */

#include <percpu.h>
#include <stdio.h>
#include <string.h>

#define ATTR(...) __attribute__ ((__VA_ARGS__))

typedef struct
{
  unsigned long n;
  short by[4];
  struct { unsigned char c; double d; } in;
} stats;

static ATTR (percpu) unsigned long hits;
static ATTR (percpu) int given = 7;
/* Unsigned: for a signed one, -ftrapv checks the new value before it is stored,
   which takes more instructions.  */
static ATTR (percpu) unsigned int lent = 7;
static ATTR (percpu) stats box = { 1, { 2, 3, 4, 5 }, { 6, 7.5 } };
static ATTR (percpu) signed char small;
static ATTR (percpu) int table[16];
static ATTR (percpu) float real;

ATTR (noinline, noclone, used) static void
hit (void)
{
  hits += 5;
}

ATTR (noinline, noclone, used) static int
give (int n)
{
  return (int) (lent += (unsigned int) n);
}

ATTR (noipa) static int
untouched_by_ipa (int n)
{
  return given -= n;
}

ATTR (noinline, optimize ("O3")) static long
optimised (int n)
{
  int i;
  long sum = 0;

  for (i = 0; i < n; i++)
    sum += table[i & 15] += i;
  return sum;
}

ATTR (noinline, optimize ("O0")) static long
unoptimised (stats __percpu *p)
{
  p->by[1] ^= 5;
  return (long) ++p->n + p->by[1];
}

ATTR (always_inline) static __inline__ int
inlined (int __percpu *p)
{
  return (*p)++;
}

ATTR (cold, noinline) static void
cold_one (double by)
{
  box.in.d *= by;
}

ATTR (hot, noinline) static double
hot_one (int n)
{
  if (n > 3)
    cold_one (2);
  real += (float) n;
  return box.in.d + real;
}

#ifdef __x86_64__
ATTR (target ("avx2"), noinline) static int
for_target (int n)
{
  int i;

  for (i = 0; i < 16; i++)
    table[i] = n * i;
  return table[15];
}

/* A naked function cannot save the registers that a profiler's calls
   change.  */
ATTR (naked, noinline, no_instrument_function) static void
naked_one (void)
{
  hits += 3;
  __asm__ ("ret");
}
#else
# define for_target(n) (table[15] = (n) * 15)
# define naked_one() (hits += 3)
#endif

#pragma GCC push_options
#pragma GCC optimize ("Os", "no-omit-frame-pointer")
ATTR (noinline) static int
by_pragma (signed char n)
{
  small += n;
  return small--;
}
#pragma GCC pop_options

/* A frame, and an object in it to protect.  */

ATTR (noinline) static int
with_frame (const char *text)
{
  char copy[64];

  strcpy (copy, text);
  box.in.c += (unsigned char) copy[1];
  given += (int) strlen (copy);
  return box.in.c;
}

/* Recursion keeps the red zone of a leaf in use.  */

ATTR (noinline) static int
leaf (int a, int b)
{
  volatile int kept[8];

  kept[a & 7] = a;
  kept[b & 7] = b;
  table[a & 15] += kept[a & 7];
  table[b & 15] -= kept[b & 7];
  given++;
  return kept[a & 7] * 100 + kept[b & 7];
}

static int failures;

static void
check (const char *what, double got, double expected)
{
  if (got == expected)
    return;
  printf ("%s is %g and not %g\n", what, got, expected);
  failures++;
}

#define CHECK(value, expected) check (#value, (double) (value), (expected))

int
main (void)
{
  int i;

  if (percpu_bind (percpu_cpu_next (0)) < 0)
    return 1;
  for (i = 0; i < 1000; i++)
    hit ();
  CHECK (hits, 5000);
  naked_one ();
  CHECK (hits, 5003);
#if defined __STDC_VERSION__ && __STDC_VERSION__ >= 199901L
  CHECK (percpu_sum (hits), 5003);
#endif
  for (i = 0; i < 10; i++)
    give (i);
  CHECK (give (1), 53);
  CHECK (untouched_by_ipa (3), 4);
  CHECK (optimised (20), 196);
  CHECK (unoptimised (&box), 8);
  CHECK (inlined (&given) + inlined (&table[3]), 26);
  CHECK (hot_one (3) + hot_one (4), 32.5);
  CHECK (for_target (-2), -30);
  CHECK (by_pragma (-5) + by_pragma (3), -8);
  CHECK (with_frame ("text"), 107);
  CHECK (leaf (3, 4), 304);
  CHECK (table[3] - table[4], 9);
  CHECK (given, 10);
  CHECK (*percpu_ptr (&given, percpu_cpu_next (0)), 10);
  CHECK (*percpu_this_ptr (&small), -4);
  percpu_reset (given);
  CHECK (given, 7);
  return failures != 0;
}
