/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The report of a sanitizer or of -ftrapv for a statement on a per-CPU variable
   is the same as for the statement on a plain variable: text, location and
   status.  The argument selects the statement; without an argument, no
   statement is executed.
   { compared 66 }  */

#include <limits.h>
#include <stdlib.h>

#ifdef PLAIN
# define PERCPU
# define __percpu
#else
# define PERCPU __attribute__ ((percpu))
# include <percpu.h>
#endif

enum size { NONE, HUGE_SIZE = 1 << 30 };
struct pair { int first; _Bool truth; char text[9]; int second; };

PERCPU int x = INT_MAX, small = 3, least = INT_MIN, array[4] = { 1, 2, 3, 4 };
PERCPU volatile int vx = INT_MAX, vsmall = 5;
PERCPU long l = LONG_MAX;
PERCPU long long ll = LLONG_MIN;
PERCPU unsigned int u;
PERCPU short s = SHRT_MAX;
PERCPU signed char c = -128;
PERCPU _Bool b;
PERCPU float f = 3e30f;
PERCPU double d = 1e300;
PERCPU enum size size = HUGE_SIZE;
PERCPU char *last = (char *) -1;
PERCPU int *null_int;
PERCPU struct pair pair;
PERCPU volatile _Complex int z;
static int __percpu *volatile nowhere;
static struct pair __percpu *volatile no_pair;

volatile int zero, one_less = -1, two = 2, four = 4, most = 31, many = 33, sink;
volatile float huge = 1e20f;

#define NOT_A_TRUTH (*(char __percpu *) &b = 5)
#define ODD (*(int __percpu *) ((char __percpu *) &pair + 1))

int
main (int argc, char **argv)
{
  int number = argc > 1 ? atoi (argv[1]) : -1;

#ifndef PLAIN
  if (percpu_bind (percpu_cpu_next (0)) != 0)
    return 77;
#endif
  switch (number)
    {
    case 0: vx++; break;
    case 1: vx += two; break;
    case 2: sink = x++; break;
    case 3: sink = ++x; break;
    case 4: sink = least--; break;
    case 5: sink = (x += 1) + 1; break;
    case 6: l++; break;
    case 7: ll--; break;
    case 8: l += two; break;
    case 9: ll = -ll; break;
    case 10: x = x + x; break;
    case 11: x = 3 - -x; break;
    case 12: s++; s += 1; c--; c = -c; c *= c; break;
    case 13: vsmall <<= many; break;
    case 14: vsmall >>= one_less; break;
    case 15: vsmall /= zero; break;
    case 16: vsmall %= zero; break;
    case 17: small <<= most; break;
    case 18: array[four]++; break;
    case 19: ++array[four]; break;
    case 20: array[four] -= 2; break;
    case 21: ++*nowhere; break;
    case 22: no_pair->second += 2; break;
    case 23: *nowhere = 3; break;
    case 24: no_pair->first = 3; break;
    case 25: sink = *nowhere; break;
    case 26: NOT_A_TRUTH; b = !b; break;
    case 27: NOT_A_TRUTH; sink = b++; break;
    case 28: NOT_A_TRUTH; b ^= 1; break;
    case 29: NOT_A_TRUTH; sink = b && two; break;
    case 30: NOT_A_TRUTH; b &= two; break;
    case 31: last++; break;
    case 32: last += two; break;
    case 33: last = last + 5; break;
    case 34: null_int--; break;
    case 35: null_int -= two; break;
    case 36: size += HUGE_SIZE; break;
    case 37: u -= 5; u++; u *= 77777777; break;
    case 38: small = huge; break;
    case 39: s = f; break;
    case 40: small += f; break;
    case 41: small *= d; break;
    case 42: c = huge; break;
    case 43: u = -huge; break;
    case 44: l *= 3; break;
    case 45: x = x * x; break;
    case 46: l -= one_less; break;
    case 47: small = small - least; break;
    case 48: x = ~-least; break;
    case 49: x = x * 4 + 1; break;
    case 50: least /= one_less; break;
    case 51: least %= one_less; break;
    case 52: small <<= one_less; break;
    case 53: __imag__ z = INT_MAX; __imag__ z += 1; break;
    case 54: u <<= many; break;
    case 55: l <<= many * 2; break;
    case 56: x ^= 1; x |= 2; x &= 7; break;
    case 57: sink = array[four]; break;
    case 58: array[four] = 2; break;
    case 59: x += x > 5; break;
    case 60: x -= -1; break;
    case 61: sink = ODD; break;
    case 62: ODD++; break;
    case 63: ODD = 2; break;
    case 64: ODD ^= 1; break;
    case 65: sink = x + least; break;
    }
  return 0;
}
