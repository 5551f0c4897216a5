/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Signal handlers that get and put, keep references that the thread puts later,
   change the mode, kill and resurrect the reference that the thread works on.
   At the end every reference has been put, exactly once.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"

enum { THREADS = 2 };

static struct percpu_ref ref;
static unsigned int released;
static volatile bool stop;
static unsigned long handled, killed, wrong;
/* Of this model, because glibc allocates other thread-local variables of shared
   objects at their first access, and loses what a handler stores meanwhile.  */
static __thread unsigned long kept
  __attribute__ ((tls_model ("initial-exec")));

static void
release (struct percpu_ref *r)
{
  (void) r;
  __atomic_fetch_add (&released, 1, __ATOMIC_RELAXED);
}

static void
handler (int sig)
{
  unsigned long n = __atomic_add_fetch (&handled, 1, __ATOMIC_RELAXED);
  int error = errno;

  (void) sig;
  percpu_ref_get (&ref);
  percpu_ref_get_many (&ref, 2);
  __atomic_fetch_add (&kept, 2, __ATOMIC_RELAXED);
  switch (n % 8)
    {
    case 0:
      percpu_ref_switch_to_atomic (&ref);
      break;
    case 2:
      percpu_ref_switch_to_percpu (&ref);
      break;
    case 4:
      /* One thread at a time may do this.  */
      {
	static int busy;

	if (__atomic_exchange_n (&busy, 1, __ATOMIC_ACQUIRE) == 0)
	  {
	    percpu_ref_kill (&ref);
	    if (percpu_ref_tryget_live (&ref))
	      __atomic_fetch_add (&wrong, 1, __ATOMIC_RELAXED);
	    percpu_ref_resurrect (&ref);
	    __atomic_fetch_add (&killed, 1, __ATOMIC_RELAXED);
	    __atomic_store_n (&busy, 0, __ATOMIC_RELEASE);
	  }
      }
      break;
    }
  percpu_ref_put (&ref);
  errno = error;
}

static void *
work (void *arg)
{
  while (!stop)
    {
      for (int i = 0; i < 100; i++)
	{
	  percpu_ref_get (&ref);
	  if (!percpu_ref_tryget (&ref))
	    __atomic_fetch_add (&wrong, 1, __ATOMIC_RELAXED);
	  percpu_ref_put_many (&ref, 2);
	}
      /* By one instruction, because a handler may keep more in between.  */
      percpu_ref_put_many (&ref, __atomic_exchange_n (&kept, 0,
						      __ATOMIC_RELAXED));
    }
  return arg;
}

/* No more handlers run.  */
static void *
thread_main (void *arg)
{
  sigset_t set;

  work (arg);
  sigemptyset (&set);
  sigaddset (&set, SIGALRM);
  sigaddset (&set, SIGUSR1);
  pthread_sigmask (SIG_BLOCK, &set, NULL);
  percpu_ref_put_many (&ref, kept);
  return NULL;
}

static void
test (void)
{
  pthread_t threads[THREADS];
  struct sigaction action = { .sa_handler = handler };
  double begin = storm_now ();
  sigset_t set;

  if (percpu_ref_init (&ref, release, PERCPU_REF_ALLOW_REINIT) != 0)
    exit (1);
  sigaction (SIGUSR1, &action, NULL);
  for (int i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, thread_main, NULL);
  sigemptyset (&set);
  sigaddset (&set, SIGUSR1);
  pthread_sigmask (SIG_BLOCK, &set, NULL);
  while (storm_lasts (begin, 2,
		      __atomic_load_n (&handled, __ATOMIC_RELAXED) > 10
		      && __atomic_load_n (&killed, __ATOMIC_RELAXED) > 0))
    {
      for (int i = 0; i < THREADS; i++)
	pthread_kill (threads[i], SIGUSR1);
      usleep (20);
    }
  stop = true;
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  CHECK (wrong == 0 && released == 0 && handled > 10 && killed > 0,
	 "%lu handlers, %lu of them killed", handled, killed);
  percpu_ref_kill (&ref);
  CHECK (released == 1, "nothing left: %lu", (unsigned long) ref.count / 2);
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
