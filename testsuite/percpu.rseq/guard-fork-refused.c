/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* fork while guards are held, where the kernel has no pages that are zero in a
   child: the library then recognises a child by its process number.  */

/* { dg-additional-options "-pthread" } */

#define main each_mode
#include "guard-fork.c"
#undef main

int
main (int argc, char **argv)
{
  if (argc == 1 && !filter_refuse (SYS_madvise, EINVAL))
    {
      printf ("not tried: no filter for system calls\n");
      return 0;
    }
  return each_mode (argc, argv);
}
