/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Threads count in every way that the library has; musl.sh links this with
   musl.  With OTHER the file is a shared object instead, whose counter the
   program of the same file uses if it is compiled with SHARED.

   Returns 0 if all counts are exact, and 77 if the kernel has no restartable
   sequences.  */

#include <percpu.h>
#include <percpu/alloc.h>
#include <percpu/counter.h>

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

extern void other_add (void);
extern unsigned long other_sum (void);

#if defined OTHER || !defined SHARED

static __attribute__ ((percpu)) unsigned int other = 40;

void
other_add (void)
{
  other++;
}

/* Returns: the number of calls of other_add.  */
unsigned long
other_sum (void)
{
  unsigned long sum = 0;

  percpu_foreach (cpu)
    sum += *percpu_ptr (&other, cpu) - 40;
  return sum;
}

#endif
#ifndef OTHER

enum { THREADS = 8, ADDS = 200000 };

struct pair
{
  long up;
  long down;
};

static __attribute__ ((percpu)) unsigned long count;
static __attribute__ ((percpu)) struct pair pair;
static long __percpu *object;
static struct percpu_counter counter;
static int failed;

static void
equal (const char *what, long is, long expected)
{
  if (is != expected)
    {
      printf ("%s: %ld, expected is %ld\n", what, is, expected);
      failed = 1;
    }
}

static void *
work (void *arg)
{
  for (int i = 0; i < ADDS; i++)
    {
      count++;
      *object += 3;
      other_add ();
      percpu_counter_add (&counter, 2);
      if (i % 8 == 0)
	percpu_guarded (g)
	  {
	    percpu_borrow (g, &pair)->up++;
	    percpu_borrow (g, &pair)->down--;
	  }
    }
  return arg;
}

static void
threads_run (void *(*function) (void *))
{
  pthread_t threads[THREADS];

  for (int i = 0; i < THREADS; i++)
    if (pthread_create (&threads[i], NULL, function, NULL) != 0)
      threads[i] = 0;
  for (int i = 0; i < THREADS; i++)
    if (threads[i])
      pthread_join (threads[i], NULL);
    else
      equal ("threads", i, THREADS);
}

/* The kernel answers EINVAL, EFAULT or EBUSY if it has the call.  */
static int
rseq_there (void)
{
  return syscall (SYS_rseq, NULL, 0, 0, 0) == 0
	 || (errno != ENOSYS && errno != EPERM);
}

int
main (void)
{
  const long n = (long) THREADS * ADDS;
  const char *mode = percpu_mode_name (percpu_mode ());
  const unsigned int nr = percpu_nr_cpus ();

  object = percpu_alloc (long);
  if (!object || percpu_counter_init (&counter, 5) != 0)
    return 1;
  threads_run (work);
  equal ("operators", (long) percpu_sum (count), n);
  equal ("a dynamic object", percpu_sum (*object), 3 * n);
  equal ("another file", (long) other_sum (), n);
  equal ("a counter", (long) percpu_counter_sum (&counter), 2 * n + 5);
  equal ("a guard", percpu_sum (pair.up), n / 8);
  equal ("a guard, downwards", percpu_sum (pair.down), -n / 8);
  percpu_counter_destroy (&counter);
  percpu_free (object);
  if (!failed && !rseq_there ())
    {
      printf ("the kernel has no restartable sequences\n");
      return 77;
    }
  if (strcmp (mode, "own") != 0)
    {
      printf ("the mode is %s\n", mode);
      failed = 1;
    }
  /* A thread that the kernel does not register gets a private area.  */
  equal ("areas", percpu_nr_cpus (), nr);
  return failed;
}

#endif
