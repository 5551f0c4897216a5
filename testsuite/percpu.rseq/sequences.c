/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The sequences of this program are as the kernel and the library expect: the
   bounds are in the text section, the signature precedes the abort handler,
   which is outside the sequence, and only the last instruction writes per-CPU
   data.  */

/* { dg-require arch x86-64 } */

#include "../lib/modes.h"

extern const char __start___rseq_cs[], __stop___rseq_cs[];
extern const char __executable_start[], etext[];

static __attribute__ ((percpu)) long a, b;
static __attribute__ ((percpu)) unsigned char c;
static __attribute__ ((percpu)) double d;

__attribute__ ((noinline)) long
some (long v)
{
  a++;
  a += v;
  b = b * 3 + v;
  c |= (unsigned char) v;
  c = 7;
  d += 0.5;
  return a++ + c--;
}

static bool
text_p (uint64_t address)
{
  return address >= (uintptr_t) __executable_start
	 && address < (uintptr_t) etext;
}

int
main (void)
{
  static const unsigned char lea[] = { 0x4c, 0x8d, 0x1d };
  uintptr_t first = ((uintptr_t) __start___rseq_cs + 31) & -(uintptr_t) 32;
  unsigned int n = 0;

  some (3);
  for (uintptr_t p = first; p < (uintptr_t) __stop___rseq_cs; p += 64, n++)
    {
      const struct __percpu_sequence *s = (const void *) p;
      uint32_t signature;

      memcpy (&signature, (const void *) (uintptr_t) (s->abort - 4), 4);
      CHECK (s->version == 0 && s->flags == 0, "sequence %u", n);
      CHECK (text_p (s->start) && text_p (s->start + s->length)
	     && s->length > 16 && s->length < 200, "it lies in the text");
      CHECK (text_p (s->abort) && s->abort - s->start >= s->length,
	     "its landing place too, outside of it");
      CHECK (signature == PERCPU_RSEQ_SIGNATURE, "behind the signature");
      CHECK (s->retry < s->start && s->start - s->retry >= 7
	     && memcmp ((const void *) (uintptr_t) s->retry, lea, 3) == 0,
	     "it begins by loading r11");
      CHECK (s->reserved == 0, "nothing else is said");
    }
  CHECK (n >= 7, "%u sequences", n);
  return 0;
}
