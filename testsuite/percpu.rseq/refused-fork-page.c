/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The tests of refused-later.c where the system has no memory that a child of
   fork finds zero.  The library's calls of `madvise' come here, because the
   program is not a shared object.  */

/* { dg-require executable } */
/* { dg-additional-options "-pthread" } */

#define test refused_later_test
#define main refused_later_main
#include "refused-later.c"
#undef test
#undef main
#include <sys/mman.h>
#include <sys/syscall.h>

static unsigned int refused;

int
madvise (void *address, size_t size, int advice)
{
  if (advice == MADV_WIPEONFORK)
    {
      refused++;
      errno = EINVAL;
      return -1;
    }
  return (int) syscall (SYS_madvise, address, size, advice);
}

static void
test (void)
{
  percpu_guarded (g)
    ++*percpu_borrow (g, &guarded);
  percpu_reset (guarded);
  if (refused == 0)
    printf ("not tried: the library's call of madvise is not seen\n");
  else
    refused_later_test ();
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
