/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A program without guards, but with a list, forks.  The child loads a shared
   object with guards, which exclude the child's threads.  */

/* { dg-additional-options "-pthread" } */
/* { dg-shared-objects "guard-child-aux.c" } */

#include "../lib/modes.h"
#include "loaded.h"
#include <pthread.h>

static __attribute__ ((percpu)) struct percpu_list list;
static void (*section) (void (*within) (void));
static volatile pid_t second;
static volatile bool left, wrong;

static void
look (void)
{
  wrong = !left;
}

static void *
enter (void *arg)
{
  second = (pid_t) syscall (SYS_gettid);
  section (look);
  second = -1;
  return arg;
}

/* Whether the thread sleeps, as one that waits for a guard does.  */
static bool
sleeps_p (pid_t thread)
{
  char name[64], line[256] = "";
  char *end;
  FILE *f;

  snprintf (name, sizeof name, "/proc/self/task/%d/stat", (int) thread);
  f = fopen (name, "r");
  if (!f)
    return false;
  if (!fgets (line, sizeof line, f))
    line[0] = '\0';
  fclose (f);
  end = strrchr (line, ')');
  return end && end[1] == ' ' && end[2] == 'S';
}

static pthread_t thread;

static void
within (void)
{
  double begin = storm_now ();

  pthread_create (&thread, NULL, enter, NULL);
  while (storm_lasts (begin, -1, second == -1
		      || (second > 0 && sleeps_p (second))))
    sched_yield ();
  left = true;
}

static void
child (void *arg)
{
  void *object = dlopen ("./guard-child-aux.so", RTLD_NOW);

  (void) arg;
  if (!object)
    _exit (2);
  *(void **) &section = loaded_find (object, "guard_child_section");
  section (within);
  pthread_join (thread, NULL);
  /* No thread waits if each has an area of its own.  */
  _exit (wrong && percpu_mode () != PERCPU_MODE_PRIVATE);
}

static void
test (void)
{
  struct percpu_node node;
  unsigned int cpu;
  char text[1000];
  cpu_set_t one;
  int status;

  allowed_cpus (&cpu, 1);
  CPU_ZERO (&one);
  CPU_SET (cpu, &one);
  sched_setaffinity (0, sizeof one, &one);
  percpu_list_push (&list, &node);
  status = child_run (child, NULL, text, sizeof text);
  CHECK (status == 0, "one thread at a time: %#x %s", status, text);
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
