/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A thread that was made by clone without thread-local storage of its own
   shares that of its creator.  When it calls the library, the program ends with
   a message.  Threads with their own thread-local storage, and child processes,
   continue.  */

/* { dg-require arch x86-64 } */
/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"
#include <asm/prctl.h>
#include <sys/mman.h>

enum { STACK = 1 << 16 };

static __attribute__ ((percpu)) long count;

/* As if the thread had moved to another CPU: the register has the value of no
   area.  */
static void
area_leave (void)
{
  syscall (SYS_arch_prctl, ARCH_SET_GS, 0ul);
}

static int
shared (void *arg)
{
  area_leave ();
  count++;
  return arg != NULL;
}

/* Two threads share one record of the library, and this one has made it.  */
static void
clone_start (void *arg)
{
  char *stack = mmap (NULL, STACK, PROT_READ | PROT_WRITE,
		      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  area_leave ();
  count++;
  alarm (60);
  if (clone (shared, stack + STACK,
	     CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD
	     | CLONE_SYSVSEM, arg) < 0)
    _exit (77);
  for (;;)
    pause ();
}

static void *
own (void *arg)
{
  area_leave ();
  count++;
  return arg;
}

static void
own_start (void *arg)
{
  pthread_t thread;

  own (arg);
  if (fork () == 0)
    own (arg);
  pthread_create (&thread, NULL, own, NULL);
  pthread_join (thread, NULL);
}

static void
test (void)
{
  const char message[] = "percpu: two threads have the same thread-local"
			 " storage (clone without CLONE_SETTLS)\n";
  char text[500];
  int status;

  status = child_run (clone_start, NULL, text, sizeof text);
  CHECK (WIFSIGNALED (status) && WTERMSIG (status) == SIGABRT
	 && strcmp (text, message) == 0, "the thread is found: %#x %s",
	 (unsigned int) status, text);
  status = child_run (own_start, NULL, text, sizeof text);
  CHECK (status == 0 && text[0] == '\0', "others are not: %#x %s",
	 (unsigned int) status, text);
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
