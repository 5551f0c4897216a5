/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Every operation in every width, by name and by address, with and without
   its value, in straight code, loops, inlined copies and other sections.  */

#include <percpu.h>
#include <stdbool.h>

#define OPERATIONS(T, NAME)						\
  static __attribute__ ((percpu)) T NAME;				\
									\
  static inline T							\
  inline_##NAME (T __percpu *p)						\
  {									\
    *p += 2;								\
    return --*p;							\
  }									\
									\
  __attribute__ ((noinline)) T						\
  do_##NAME (T __percpu *p, T v)					\
  {									\
    T sum = 0;								\
									\
    NAME++;								\
    NAME -= 3;								\
    NAME = v;								\
    NAME |= v;								\
    *p &= v;								\
    *p ^= 1;								\
    p[1] = v;								\
    NAME <<= 1;								\
    NAME *= 3;								\
    sum += NAME++;							\
    sum += (NAME -= v);							\
    sum += (*p ^= v);							\
    sum += inline_##NAME (p) + inline_##NAME (&NAME);			\
    for (T i = 0; i < 100; i++)						\
      NAME += i;							\
    return sum;								\
  }

OPERATIONS (unsigned char, byte)
OPERATIONS (short, half)
OPERATIONS (unsigned int, word)
OPERATIONS (long, quad)

static __attribute__ ((percpu)) bool flag;
static __attribute__ ((percpu)) float single;
static __attribute__ ((percpu)) double real;
static __attribute__ ((percpu)) void *pointer;
static __attribute__ ((percpu)) struct { char c; long n[4]; } s;
static __attribute__ ((percpu)) unsigned char bytes[2];
static __attribute__ ((percpu)) short halves[2];
static __attribute__ ((percpu)) unsigned int words[2];
static __attribute__ ((percpu)) long quads[2];

__attribute__ ((noinline, section (".text.elsewhere"))) int
others (int i, void *v)
{
  flag = i;
  flag |= i & 4;
  flag ^= true;
  single += 0.5f;
  real = single;
  real *= i;
  pointer = v;
  s.c++;
  s.n[i]--;
  return s.c--;
}

int
main (int argc, char **argv)
{
  do_byte (bytes, 1);
  do_half (halves, 1);
  do_word (words, 1);
  do_quad (quads, argc);
  others (argc, argv);
  return percpu_sum (byte) != (unsigned char) percpu_sum (word);
}
