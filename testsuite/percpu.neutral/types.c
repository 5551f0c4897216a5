/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Bit-fields, unions, complex and vector types, variable-length arrays, nested
   functions, computed gotos, thread-local and volatile variables, atomics.  */

#include <stdarg.h>
#include <stdatomic.h>

typedef int v4si __attribute__ ((vector_size (16)));

struct bits
{
  unsigned int a : 3, b : 7;
  union
  {
    double d;
    unsigned char bytes[8];
  };
};

static __thread int errors;
static volatile int device;
_Atomic unsigned long shared;
const char *const names[] = { "one", "two", "three" };

double
fields (struct bits *bits, unsigned int n)
{
  bits->a += n;
  bits->b ^= bits->a;
  bits->bytes[n & 7] = device;
  return bits->d;
}

v4si
vectors (v4si a, v4si b)
{
  return a * b + (v4si) { 1, 2, 3, 4 };
}

_Complex double
complex_ones (_Complex double z)
{
  return z * z + 1.0i;
}

int
nested (int n)
{
  int vla[n];
  int fill (int i)
  {
    return vla[i] = n - i;
  }
  int sum = 0;

  for (int i = 0; i < n; i++)
    sum += fill (i);
  return sum;
}

int
interpret (const unsigned char *code)
{
  static void *const targets[] = { &&stop, &&inc, &&dec };
  int value = 0;

  goto *targets[*code];
inc:
  value++;
  goto *targets[*++code];
dec:
  value--;
  goto *targets[*++code];
stop:
  errors += value < 0;
  return value;
}

unsigned long
atomics (unsigned long n)
{
  unsigned long old = atomic_fetch_add (&shared, n);

  __asm__ volatile ("" : "+r" (old) : : "memory");
  return old;
}

int
variadic (int n, ...)
{
  va_list ap;
  int sum = 0;

  va_start (ap, n);
  while (n--)
    sum += va_arg (ap, int);
  va_end (ap);
  return sum;
}
