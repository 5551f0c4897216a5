/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A plain access to a per-CPU variable that the compiler cannot see, because an
   asm statement computes the address, does not succeed by accident: it faults,
   or reads poison, wherever in the section the variable is, and a value that it
   writes is in no instance.  The only readable page is one that emitted code
   reads and that contains no variable of the program.  This holds from the
   functions in .preinit_array on, since the library is initialised before
   them.  */

/* { dg-require arch x86-64 } */

#include "../lib/modes.h"

enum { POISON = 0xa5 };

extern char __start___percpu[], __stop___percpu[];

__attribute__ ((percpu)) long template_first = 0x1234567;
__attribute__ ((percpu)) unsigned char template_large[3 * 4096] = { 1 };
__attribute__ ((percpu)) long template_last = 0x7654321;

#define PLAIN(NAME)							\
  ({									\
    unsigned char *plain_p;						\
    __asm__ volatile ("leaq percpu." #NAME "(%%rip), %0" : "=r" (plain_p)); \
    plain_p;								\
  })

/* Returns: an error about the byte at P, or NULL.  */
static const char *
look (unsigned char *p)
{
  volatile unsigned char *q = p;
  volatile bool poison = false;

  if (!FAULTS (poison = *q == POISON) && !poison)
    return "it can be read";
  if (FAULTS (*q = 99))
    return NULL;
  if (*q != 99)
    return "it is not memory";
  /* Poison on the page that they share with data of others.  */
  *q = POISON;
  return NULL;
}

static const char *early_wrong = "it was not called";

static void
early (void)
{
  early_wrong = look (PLAIN (template_first));
}

/* Before all constructors but the library's.  */
__attribute__ ((section (".preinit_array"), used))
static void (*early_pointer) (void) = early;

static bool
write_faults (unsigned char *p)
{
  return FAULTS (*(volatile unsigned char *) p = 1);
}

static void
test (void)
{
  unsigned char *start = (unsigned char *) __start___percpu;
  unsigned char *stop = (unsigned char *) __stop___percpu;
  unsigned char *own = (unsigned char *) &__percpu_page;
  unsigned char *const variables[] =
  {
    PLAIN (template_first), PLAIN (template_large),
    PLAIN (template_large) + sizeof template_large - 1, PLAIN (template_last)
  };
  const char *wrong = NULL;
  long initial = 0;
  size_t n = 0;

  CHECK (!early_wrong, "no plain access in .preinit_array: %s",
	 early_wrong ? early_wrong : "none");
  template_first++;
  template_last++;
  for (unsigned int i = 0; i < LENGTH (variables); i++)
    {
      wrong = look (variables[i]);
      CHECK (variables[i] >= start && variables[i] < stop && !wrong,
	     "variable %u: %s", i, wrong ? wrong : "no plain access");
    }
  for (unsigned char *p = start; p < stop && !wrong; p += 61)
    if (p < own || p >= own + 4096)
      {
	wrong = look (p);
	n++;
      }
  CHECK (!wrong && n > 200, "no plain access to %zu others: %s", n,
	 wrong ? wrong : "none");
  CHECK (write_faults (own), "nor a write to the page of the tag");
  percpu_foreach (cpu)
    {
      if (*percpu_ptr (&template_large[0], cpu) != 1)
	CHECK (false, "instance %u has changed", cpu);
      initial += *percpu_ptr (&template_first, cpu) - 0x1234567
		 + *percpu_ptr (&template_last, cpu) - 0x7654321;
    }
  CHECK (initial == 2, "the instances are as they were");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
