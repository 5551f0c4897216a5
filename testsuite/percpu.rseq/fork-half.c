/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* fork while another thread makes an area: the child makes it, with the right
   values, from what is there already.  For all other areas the child is like
   any process: memory that the program has mapped in the place of an area is
   not taken for a part of it.  */

/* { dg-require executable } */
/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"
#include <stdint.h>
#include <sys/mman.h>

/* For the library there are 512 CPUs.  Those of the machine are the last of
   them, and are mapped at start; these are not.  */
enum { HALF = 0, OTHER = 1, TAKEN = 2, FIRST = 3, SECOND = 4 };

static __attribute__ ((percpu)) long number = 7, count;
static __attribute__ ((percpu)) char more[50000] = { 1, [49999] = 2 };

static volatile bool armed, inside, go_on;

/* Replaces the function of the C library, which the library calls when it makes
   an area.  The system call comes first, so that a part is there.  */
int
mprotect (void *address, size_t size, int protection)
{
  int result = (int) syscall (SYS_mprotect, address, size, protection);

  if (armed)
    {
      armed = false;
      inside = true;
      while (!go_on)
	usleep (1000);
    }
  return result;
}

/* Makes the area of CPU.
   Returns: whether its values are right.  */
static bool
make (unsigned int cpu)
{
  char *p = (char *) percpu_ptr (&more, cpu);

  return (++*percpu_ptr (&number, cpu) == 8 && p[0] == 1 && p[1] == 0
	  && p[49999] == 2);
}

static void *
make_half (void *arg)
{
  return make (HALF) ? arg : NULL;
}

static char *
base (unsigned int cpu)
{
  return percpu_area_base (cpu);
}

static void
child (void *arg)
{
  ptrdiff_t stride = base (SECOND) - base (FIRST);
  char *place = base (FIRST) + (TAKEN - FIRST) * stride;
  char *page = mmap (place, 4096, PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);

  (void) arg;
  alarm (60);
  CHECK (make (HALF), "the area is made again");
  CHECK (make (OTHER), "and another one");
  CHECK (page == place, "memory in the place of an area");
  *page = 42;
  make (TAKEN);
  _exit (*page == 42 ? 3 : 4);
}

static void
test (void)
{
  pthread_t thread;
  char text[500];
  void *made;
  int status;

  alarm (100);
  count++;
  armed = true;
  pthread_create (&thread, NULL, make_half, &thread);
  while (!inside)
    usleep (1000);
  status = child_run (child, NULL, text, sizeof text);
  go_on = true;
  pthread_join (thread, &made);
  CHECK (made, "the parent's thread");
  CHECK (WIFSIGNALED (status) && WTERMSIG (status) == SIGABRT
	 && strstr (text, "cannot make the area of CPU 2: Other mappings"),
	 "the mapping is found: %#x %s", (unsigned int) status, text);
}

int
main (int argc, char **argv)
{
  setenv ("PERCPU_TEST_POSSIBLE", "0-511", 1);
  return modes_run (argc, argv, test);
}
