/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* fork: the child holds the locks of all three kinds that the forking thread
   held; those of other threads are freed by percpu_reset.  Lists are
   consistent, although other threads were changing them.  */

/* { dg-additional-options "-pthread" } */

#include "list.h"

static __attribute__ ((percpu)) struct percpu_rwlock lock;
static __attribute__ ((percpu)) struct percpu_lock word;
static __attribute__ ((percpu)) struct percpu_list list;

static volatile bool ready;
static struct object objects[64];

static void
wait_for (pid_t pid, const char *what)
{
  int status;

  waitpid (pid, &status, 0);
  CHECK (status == 0, "%s: %#x", what, status);
}

static void *
read_once (void *arg)
{
  percpu_rwlock_read_enter (&lock);
  percpu_rwlock_read_leave (&lock);
  ready = true;
  return arg;
}

static void
own (void)
{
  pthread_t thread;
  unsigned int cpu;
  pid_t pid;

  percpu_rwlock_read_enter (&lock);
  cpu = percpu_lock_this (&word);
  pid = fork ();
  if (pid == 0)
    {
      alarm (100);
      if (percpu_lock_try_cpu (&word, cpu))
	_exit (1);
      percpu_lock_leave (&word, cpu);
      percpu_rwlock_read_leave (&lock);
      percpu_rwlock_write_enter (&lock);
      percpu_lock_cpu (&word, cpu);
      _exit (0);
    }
  wait_for (pid, "a reader has it in the child");
  percpu_rwlock_read_leave (&lock);
  percpu_lock_leave (&word, cpu);

  percpu_rwlock_write_enter (&lock);
  pid = fork ();
  if (pid == 0)
    {
      alarm (100);
      pthread_create (&thread, NULL, read_once, NULL);
      usleep (50000);
      if (ready)
	_exit (1);
      percpu_rwlock_write_leave (&lock);
      pthread_join (thread, NULL);
      _exit (0);
    }
  wait_for (pid, "so has a writer");
  percpu_rwlock_write_leave (&lock);
}

static void *
hold (void *arg)
{
  percpu_rwlock_read_enter (&lock);
  ready = true;
  while (!stop)
    usleep (1000);
  percpu_rwlock_read_leave (&lock);
  return arg;
}

static void
others (void)
{
  pthread_t thread;
  pid_t pid;

  ready = stop = false;
  pthread_create (&thread, NULL, hold, NULL);
  while (!ready)
    usleep (1000);
  pid = fork ();
  if (pid == 0)
    {
      alarm (100);
      percpu_reset (lock);
      percpu_rwlock_write_enter (&lock);
      percpu_rwlock_write_leave (&lock);
      _exit (0);
    }
  wait_for (pid, "another thread's is gone when it was reset");
  stop = true;
  pthread_join (thread, NULL);
}

static void *
move_all (void *arg)
{
  while (!stop)
    {
      struct percpu_node *chain = percpu_list_drain (&list);

      for (struct percpu_node *next; chain; chain = next)
	{
	  next = chain->next;
	  percpu_list_push (&list, chain);
	}
    }
  return arg;
}

static void
lists (void)
{
  pthread_t threads[2];

  stop = false;
  for (unsigned int i = 0; i < LENGTH (objects); i++)
    percpu_list_push (&list, &objects[i].node);
  for (int i = 0; i < 2; i++)
    pthread_create (&threads[i], NULL, move_all, NULL);
  for (int i = 0; i < 60; i++)
    {
      /* Sometimes without the C library's fork.  */
      pid_t pid = i % 4 == 0 ? (pid_t) syscall (SYS_fork) : fork ();

      if (pid == 0)
	{
	  alarm (100);
	  /* Some nodes belong to threads that the child does not have.  */
	  if (chain_count (percpu_list_drain (&list)) > LENGTH (objects)
	      || wrong != 0)
	    _exit (1);
	  percpu_foreach (cpu)
	    {
	      stay_on (cpu);
	      percpu_list_push (&list, object_give (&objects[0]));
	      if (percpu_list_pop (&list) != &objects[0].node)
		_exit (2);
	      object_take (&objects[0].node);
	    }
	  _exit (0);
	}
      if (i % 20 == 0)
	wait_for (pid, "a child uses lists");
      else
	{
	  int status;

	  waitpid (pid, &status, 0);
	  if (status != 0)
	    CHECK (false, "child %d: %#x", i, status);
	}
    }
  stop = true;
  for (int i = 0; i < 2; i++)
    pthread_join (threads[i], NULL);
  CHECK (chain_count (percpu_list_drain (&list)) == LENGTH (objects)
	 && wrong == 0, "here they are all");
}

static void
test (void)
{
  own ();
  others ();
  lists ();
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
