/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A child of vfork has the address space of its parent, and another process
   number.  What the child holds, the threads of the parent wait for, and the
   other way round: the lock of the areas, and a guard.  It is not taken for a
   thread that shares the storage of another one.  */

/* { dg-require arch x86-64 } */
/* { dg-require executable } */
/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"
#include <asm/prctl.h>
#include <sys/mman.h>

/* For the library there are 512 CPUs.  Those of the machine are the last of
   them, and are mapped at start; these two are not.  */
enum { CHILDS = 0, PARENTS = 1 };

static __attribute__ ((percpu)) long number = 7, count, guarded;

static pid_t parent;
/* The child is about to change the areas, and waits in the middle of it.  */
static volatile bool armed, inside, trying, both;

/* Replaces the function of the C library, which the library calls when it makes
   an area.  */
int
mprotect (void *address, size_t size, int protection)
{
  if (armed && getpid () != parent)
    {
      inside = true;
      for (int i = 0; i < 1000 && !trying; i++)
	usleep (1000);
      usleep (50000);
      inside = false;
      armed = false;
    }
  else if (inside)
    both = true;
  return (int) syscall (SYS_mprotect, address, size, protection);
}

/* Makes the area of CPU.  */
static long
instance (unsigned int cpu)
{
  return ++*percpu_ptr (&number, cpu);
}

/* Calls FUNCTION in a child of vfork.
   Returns: its exit status.  The child uses the stack of this function.  */
static int __attribute__ ((noinline))
in_child (int (*function) (void))
{
  int status = -1;
  pid_t pid = vfork ();

  if (pid == 0)
    _exit (function ());
  if (pid > 0)
    waitpid (pid, &status, 0);
  return status;
}

static int
make_area (void)
{
  return instance (CHILDS) != 8;
}

static void *
vfork_make (void *arg)
{
  count++;
  *(int *) arg = in_child (make_area);
  count++;
  return NULL;
}

static void
areas (void)
{
  pthread_t thread;
  int status = -1;

  armed = true;
  pthread_create (&thread, NULL, vfork_make, &status);
  for (int i = 0; i < 5000 && !inside && armed; i++)
    usleep (1000);
  CHECK (inside, "the child makes an area");
  trying = true;
  CHECK (instance (PARENTS) == 8, "an area of the parent");
  pthread_join (thread, NULL);
  CHECK (status == 0, "the child: %#x", (unsigned int) status);
  CHECK (!both, "the two were not made at the same time");
}

static volatile bool held, entered;

/* In a section of the parent's other thread.  */
static int
enter (void)
{
  bool excluded;

  entered = true;
  percpu_guarded (g)
    {
      excluded = !held;
      ++*percpu_borrow (g, &guarded);
    }
  return excluded ? 0 : 1;
}

static void *
vfork_enter (void *arg)
{
  percpu_guarded (g)
    ++*percpu_borrow (g, &guarded);
  while (!held)
    usleep (1000);
  *(int *) arg = in_child (enter);
  return NULL;
}

static void
guards (void)
{
  struct percpu_guard g;
  pthread_t thread;
  int status = -1;

  stay_on (percpu_cpu_next (0));
  pthread_create (&thread, NULL, vfork_enter, &status);
  usleep (100000);
  g = percpu_guard_enter ();
  held = true;
  for (int i = 0; i < 5000 && !entered; i++)
    usleep (1000);
  usleep (50000);
  held = false;
  percpu_guard_leave (&g);
  pthread_join (thread, NULL);
  CHECK (status == 0, "the child waits for the guard: %#x",
	 (unsigned int) status);
}

/* As if the thread had come to another CPU.  */
static void
area_leave (void)
{
  syscall (SYS_arch_prctl, ARCH_SET_GS, 0ul);
}

static int
add (void)
{
  area_leave ();
  count++;
  return 0;
}

/* The child comes first, if ARG is null.  */
static void *
vfork_add (void *arg)
{
  int status;

  if (arg)
    add ();
  status = in_child (add);
  add ();
  return status == 0 && in_child (add) == 0 ? &parent : NULL;
}

static void
storage (void)
{
  pthread_t thread;
  void *done;

  for (int i = 0; i < 4; i++)
    {
      pthread_create (&thread, NULL, vfork_add, i % 2 ? &parent : NULL);
      pthread_join (thread, &done);
      CHECK (done, "child and thread count in turn");
    }
}

static void
test (void)
{
  parent = getpid ();
  alarm (100);
  areas ();
  storage ();
  if (percpu_mode () != PERCPU_MODE_PRIVATE)
    guards ();
}

int
main (int argc, char **argv)
{
  setenv ("PERCPU_TEST_POSSIBLE", "0-511", 1);
  return modes_run (argc, argv, test);
}
