/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The functions on references, one after the other: when a reference can be
   got, when it is dying and zero, how often the callbacks are called; in all
   modes and with each flag.  A misuse ends the program with a message.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"

static unsigned int released, confirmed;
static struct percpu_ref ref;

static void
release (struct percpu_ref *r)
{
  if (r != &ref || !percpu_ref_is_zero (r) || !percpu_ref_is_dying (r))
    _exit (3);
  released++;
}

static void
confirm (struct percpu_ref *r)
{
  if (percpu_ref_tryget_live (r) || percpu_ref_is_zero (r)
      || !percpu_ref_is_dying (r))
    _exit (4);
  confirmed++;
}

static bool
percpu_p (void)
{
  return ref.counts & __PERCPU_REF_PERCPU;
}

/* Whether the CPUs count if that is possible.  */
static bool can;

static void
start (unsigned int flags)
{
  released = confirmed = 0;
  if (percpu_ref_init (&ref, release, flags) != 0)
    exit (1);
}

static void *
put_five (void *arg)
{
  for (int i = 0; i < 5; i++)
    percpu_ref_put (arg);
  return NULL;
}

static void
in_thread (void *(*function) (void *))
{
  pthread_t thread;

  pthread_create (&thread, NULL, function, &ref);
  pthread_join (thread, NULL);
}

static void
life (void)
{
  start (0);
  CHECK (percpu_p () == can, "the CPUs count: %d", can);
  CHECK (!percpu_ref_is_dying (&ref) && !percpu_ref_is_zero (&ref), "alive");
  percpu_ref_get (&ref);
  percpu_ref_get_many (&ref, 3);
  CHECK (percpu_ref_tryget (&ref) && percpu_ref_tryget_live (&ref)
	 && percpu_ref_tryget_many (&ref, 2)
	 && percpu_ref_tryget_live_many (&ref, 2), "ten references");
  in_thread (put_five);
  percpu_ref_kill_and_confirm (&ref, confirm);
  CHECK (!percpu_p () && confirmed == 1 && released == 0, "dying");
  CHECK (percpu_ref_is_dying (&ref) && !percpu_ref_is_zero (&ref),
	 "it says so");
  CHECK (!percpu_ref_tryget_live (&ref), "no live references");
  CHECK (percpu_ref_tryget (&ref), "but others");
  percpu_ref_put_many (&ref, 5);
  CHECK (released == 0 && !percpu_ref_is_zero (&ref), "one is left");
  percpu_ref_put (&ref);
  CHECK (released == 1 && percpu_ref_is_zero (&ref), "zero, released");
  CHECK (!percpu_ref_tryget (&ref) && !percpu_ref_tryget_many (&ref, 2),
	 "nothing to get");
  percpu_ref_exit (&ref);
  percpu_ref_exit (&ref);
  start (0);
  percpu_ref_kill (&ref);
  CHECK (released == 1, "there was no other reference");
  percpu_ref_exit (&ref);
}

static void
again (void)
{
  start (PERCPU_REF_ALLOW_REINIT);
  for (unsigned int i = 1; i <= 10; i++)
    {
      percpu_ref_get (&ref);
      percpu_ref_kill_and_confirm (&ref, confirm);
      percpu_ref_resurrect (&ref);
      if (percpu_p () != can || percpu_ref_is_dying (&ref)
	  || !percpu_ref_tryget_live (&ref) || released != i - 1)
	CHECK (false, "alive again, round %u", i);
      percpu_ref_put_many (&ref, 2);
      percpu_ref_kill_and_confirm (&ref, confirm);
      if (released != i || confirmed != 2 * i)
	CHECK (false, "released once in round %u", i);
      percpu_ref_reinit (&ref);
      if (percpu_p () != can || percpu_ref_is_dying (&ref))
	CHECK (false, "anew, round %u", i);
    }
  CHECK (released == 10 && confirmed == 20, "killed %u times", confirmed);
  percpu_ref_exit (&ref);
}

static void
switches (void)
{
  start (PERCPU_REF_INIT_ATOMIC);
  CHECK (!percpu_p () && !percpu_ref_is_dying (&ref), "atomic at first");
  percpu_ref_get_many (&ref, 7);
  percpu_ref_switch_to_percpu (&ref);
  CHECK (percpu_p () == can, "CPUs count");
  percpu_ref_switch_to_percpu (&ref);
  percpu_ref_get_many (&ref, 7);
  percpu_ref_put_many (&ref, 12);
  percpu_ref_switch_to_atomic (&ref);
  percpu_ref_switch_to_atomic (&ref);
  CHECK (!percpu_p () && ref.count == 3 * __PERCPU_REF_ONE,
	 "and the sum is right");
  percpu_ref_kill_and_confirm (&ref, confirm);
  percpu_ref_switch_to_percpu (&ref);
  CHECK (!percpu_p (), "not while it is dying");
  percpu_ref_switch_to_atomic (&ref);
  percpu_ref_put_many (&ref, 2);
  CHECK (released == 1 && confirmed == 1, "released");
  percpu_ref_reinit (&ref);
  CHECK (!percpu_p (), "atomic it stays");
  percpu_ref_switch_to_percpu (&ref);
  CHECK (percpu_p () == can, "until told");
  percpu_ref_kill (&ref);
  CHECK (released == 2, "released");
  percpu_ref_exit (&ref);

  start (PERCPU_REF_INIT_DEAD);
  CHECK (percpu_ref_is_dying (&ref) && percpu_ref_is_zero (&ref)
	 && !percpu_ref_tryget (&ref) && released == 0, "dead at first");
  percpu_ref_reinit (&ref);
  CHECK (percpu_p () == can && percpu_ref_tryget_live (&ref), "and alive");
  percpu_ref_kill (&ref);
  percpu_ref_put (&ref);
  CHECK (released == 1, "released");
  percpu_ref_exit (&ref);
}

/* The last call in a child process.  */
static void
wrong (void *arg)
{
  signal (SIGABRT, SIG_DFL);
  start (0);
  switch ((uintptr_t) arg)
    {
    case 0:
      percpu_ref_kill (&ref);
      percpu_ref_exit (&ref);
      percpu_ref_get (&ref);
      break;
    case 1:
      percpu_ref_exit (&ref);
      percpu_ref_kill (&ref);
      break;
    case 2:
      percpu_ref_get (&ref);
      percpu_ref_kill (&ref);
      percpu_ref_kill (&ref);
      break;
    case 3:
      percpu_ref_kill (&ref);
      percpu_ref_put (&ref);
      break;
    case 4:
      percpu_ref_switch_to_atomic (&ref);
      percpu_ref_put (&ref);
      break;
    case 5:
      percpu_ref_put (&ref);
      percpu_ref_put (&ref);
      percpu_ref_kill (&ref);
      break;
    case 6:
      percpu_ref_kill (&ref);
      percpu_ref_reinit (&ref);
      break;
    case 7:
      percpu_ref_exit (&ref);
      start (PERCPU_REF_ALLOW_REINIT);
      percpu_ref_resurrect (&ref);
      break;
    case 8:
      percpu_ref_exit (&ref);
      start (PERCPU_REF_ALLOW_REINIT);
      percpu_ref_get (&ref);
      percpu_ref_kill (&ref);
      percpu_ref_reinit (&ref);
      break;
    case 9:
      percpu_ref_switch_to_atomic (&ref);
      for (int i = 0; i < 8; i++)
	percpu_ref_get_many (&ref, 1ul << 57);
      break;
    case 10:
      percpu_ref_kill (&ref);
      percpu_ref_get (&ref);
      break;
    }
}

static void
misuse (void)
{
  static const char *const texts[] =
  {
    "after percpu_ref_exit", "after percpu_ref_exit", "killed twice",
    "put more often", "put more often", "put more often", "anew",
    "alive again", "anew", "too many times", "no reference left"
  };
  char text[500];

  for (uintptr_t i = 0; i < LENGTH (texts); i++)
    {
      int status = child_run (wrong, (void *) i, text, sizeof text);

      CHECK (WIFSIGNALED (status) && WTERMSIG (status) == SIGABRT
	     && strncmp (text, "percpu: the reference at 0x", 27) == 0
	     && strstr (text, texts[i]), "%s", text);
    }
}

static void
test (void)
{
  can = (percpu_mode () != PERCPU_MODE_PRIVATE
	 && syscall (SYS_membarrier, 1 << 8, 0, 0) == 0);
  life ();
  again ();
  switches ();
  misuse ();
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
