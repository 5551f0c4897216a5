/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Control flow around accesses: switches on per-CPU values, computed gotos,
   setjmp, nested functions, variable-length arrays, recursion, tail calls,
   cleanups, statement expressions, case ranges.  */
/* { dg-additional-options "-fplugin-arg-percpu-check-then-act=off" } */

#include "torture.h"
#include <setjmp.h>
#include <stdarg.h>
#include <alloca.h>

static PERCPU int state, depth, log_of[8];
static PERCPU long big;
static PERCPU unsigned char code[] = { 1, 1, 2, 1, 3, 1, 0 };
static PERCPU enum { RED, GREEN = 5, BLUE = -3 } colour;
static PERCPU _Bool flag;
static PERCPU void *target;
static PERCPU int (*function) (int);
static jmp_buf back;

__attribute__ ((noipa)) static int
switches (void)
{
  switch (state++)
    {
    case 0:
      return 10;
    case 1 ... 3:
      state += 2;
      /* Fall through.  */
    case 7:
      switch (colour)
	{
	case RED: colour = GREEN; break;
	case GREEN: colour = BLUE; return 20;
	case BLUE: colour = RED; break;
	}
      return 30;
    default:
      break;
    }
  switch (big)
    {
    case 1L << 40: big = 5; return 40;
    case 5: big = -1; return 50;
    }
  switch (flag)
    {
    case 0: flag = 7; break;
    case 1: return 60 + flag;
    }
  return 70;
}

__attribute__ ((noipa)) static int
interpret (void)
{
  static void *const table[] = { &&stop, &&inc, &&dec, &&twice };
  unsigned char __percpu *pc = code;

  goto *table[*pc];
inc:
  state++;
  goto *table[*++pc];
dec:
  state--;
  goto *table[*++pc];
twice:
  state *= 2;
  goto *table[*++pc];
stop:
  target = &&out;
  goto *target;
  state = -1;
out:
  return state;
}

__attribute__ ((noipa, noreturn)) static void
leave (int n)
{
  state += n;
  longjmp (back, n);
}

__attribute__ ((noipa)) static int
jumps (void)
{
  volatile int tries = 0;
  int got = setjmp (back);

  depth += got;
  if (tries++ < 4)
    leave (tries);
  return depth * 100 + state;
}

__attribute__ ((noipa)) static int
nested (int n)
{
  __label__ done;
  static PERCPU int inner;
  int vla[n];
  int sum = 0;
  int
  step (int i)
  {
    static PERCPU int calls;

    inner += i;
    vla[i] = inner + ++calls;
    if (i == 3)
      goto done;
    return vla[i];
  }

  for (int i = 0; i < n; i++)
    sum += step (i);
done:
  return sum + inner;
}

__attribute__ ((noipa)) static int
variable_length (int n)
{
  int vla[state + n];
  int (*p)[n] = alloca (sizeof (*p) * 2);

  for (int i = 0; i < state + n; i++)
    vla[i] = i * state;
  p[1][n - 1] = state;
  return (int) (sizeof vla / sizeof *vla) + vla[n]
	 + p[1][state - state + n - 1];
}

static int
factorial (int n)
{
  depth++;
  return n < 2 ? 1 : n * factorial (n - 1);
}

static int odd (int n);

static int
even (int n)
{
  log_of[n & 7]++;
  return n == 0 ? 1 : odd (n - 1);
}

static int
odd (int n)
{
  log_of[n & 7] += 2;
  return n == 0 ? 0 : even (n - 1);
}

__attribute__ ((noipa)) static int
tail (int n)
{
  return function (state += n);
}

static void
note (int *p)
{
  state += *p;
}

__attribute__ ((noipa)) static int
cleanups (int n)
{
  int first __attribute__ ((cleanup (note))) = n;

  for (int i = 0; i < 3; i++)
    {
      int second __attribute__ ((cleanup (note))) = i * 10;

      if (i == n)
	return state;
      if (i == 1)
	continue;
      state *= 2;
    }
  return state;
}

__attribute__ ((noipa)) static int
variadic (int n, ...)
{
  va_list ap;

  va_start (ap, n);
  for (depth = 0; n--; depth += va_arg (ap, int))
    state = n;
  va_end (ap);
  return depth;
}

static int
old_style (a, b)
     int a;
     short b;
{
  return state + a * b;
}

static int
called (int n)
{
  return n * 2 + state;
}

__attribute__ ((constructor)) static void
early (void)
{
  if (percpu_bind (percpu_cpu_next (0)) == 0)
    depth = 1000;
}

static void
test (void)
{
  SHOW (depth);
  big = 1L << 40;
  for (int i = 0; i < 14; i++)
    SHOW (switches ());
  state = 3;
  SHOW (interpret ());
  depth = 0;
  SHOW (jumps ());
  for (int n = 1; n < 7; n++)
    SHOW (nested (n));
  state = 2;
  SHOW (variable_length (5));
  SHOW (factorial (10) + depth);
  SHOW (even (1001) + log_of[3] * 10 + log_of[4] * 10000);
  function = called;
  SHOW (tail (4));
  for (int n = 0; n < 5; n++)
    SHOW (cleanups (n));
  SHOW (variadic (4, state, depth, (int) big, flag));
  SHOW (old_style (state, depth));
  SHOW (({ int i = state; if (i) state = 4; i; }) + ({ state--; state++; }));
  while (state < 100)
    if (({ state += 9; state; }) % 7 == 0)
      break;
  SHOW (state);
  do
    {
      if (state == 90)
	goto out;
      state -= state > 90 ? 1 : -1;
    }
  while (1);
out:
  for (state = 0; state < 5; ++state)
    continue;
  SHOW (state);
  function = state ? called : 0;
  SHOW (function ? (*function) (1) : 0);
}
