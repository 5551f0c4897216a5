/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The right side reads the bytes of the left side with another type: this is a
   value of its own, not the old value of the left side.  */
/* { dg-additional-options "-fplugin-arg-percpu-check-then-act=off" } */
/* { dg-additional-options "-fno-strict-aliasing" } */

#include <percpu.h>
#include <stdio.h>

/* All cases, through pointers of two kinds to eight words.  */
#define BODY(space)							\
  do									\
    {									\
      *(unsigned int space *) p = *(unsigned char space *) p + 1;	\
      ((unsigned int space *) p)[1]					\
	= ((unsigned short space *) p)[2] * 3;				\
      ((int space *) p)[2] = *(float space *) (p + 8) + 1;		\
      ((float space *) p)[3] = *(int space *) (p + 12) + 1;		\
      ((signed char space *) p)[16]					\
	= ((unsigned char space *) p)[16] >> 1;				\
      ((unsigned char space *) p)[17]					\
	= ((_Bool space *) p)[17] + 1;					\
      (*(int space (*)[3][2]) (p + 4))[1][0]				\
	= (*(int space (*)[2][3]) (p + 4))[1][0] + 1;			\
      ((unsigned int space *) p)[7]					\
	= *(int space *) (p + 28) / 2;					\
    }									\
  while (0)

static const unsigned int initial[10]
  = { 0x12345678, 0x9abcdef0, 0x41200000, 1000000, 0x180, 0x9abcdef0, 7,
      -9, 40, 50 };

static unsigned int words[10];
static __attribute__ ((percpu)) unsigned int per_cpu_words[10];

static void __attribute__ ((noipa))
plain (void *p)
{
  BODY ();
}

static void __attribute__ ((noipa))
percpu (void __percpu *p)
{
  BODY (__percpu);
}

int
main (void)
{
  int failed = 0;

  if (percpu_bind (percpu_cpu_next (0)) != 0)
    return 1;
  for (int i = 0; i < 10; i++)
    per_cpu_words[i] = words[i] = initial[i];
  plain (words);
  percpu (per_cpu_words);
  for (int i = 0; i < 10; i++)
    if (per_cpu_words[i] != words[i])
      {
	printf ("word %d is %#x instead of %#x\n", i, per_cpu_words[i],
		words[i]);
	failed = 1;
      }
  return failed;
}
