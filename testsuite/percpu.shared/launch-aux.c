/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Runs the function main of the shared object that is named by the first
   argument.  If that executes the program again, the name of the object is the
   program's name.  */

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

int
main (int argc, char **argv)
{
  size_t len = strlen (argv[0]);
  void *handle;
  int (*start) (int, char **);

  if (len < 3 || strcmp (argv[0] + len - 3, ".so") != 0)
    {
      argc--;
      argv++;
    }
  handle = argc > 0 ? dlopen (argv[0], RTLD_NOW) : NULL;
  if (!handle)
    {
      fprintf (stderr, "launch: %s\n", dlerror ());
      return 125;
    }
  start = (int (*) (int, char **)) dlsym (handle, "main");
  return start ? start (argc, argv) : 125;
}
