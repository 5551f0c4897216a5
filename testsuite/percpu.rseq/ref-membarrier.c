/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The same storm of kills where the kernel has no membarrier from the
   beginning, so that the CPUs never count; and where a filter takes it away when
   they do already.  */

/* { dg-additional-options "-pthread" } */

#define LATE() late_refuse ()
static void late_refuse (void);

#define test storm
#define main ref_main
#include "ref-storm.c"
#undef test
#undef main

static bool refused_late;

static bool
membarrier_refuse (void)
{
  struct sock_filter code[] =
  {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_membarrier, 0, 1),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
  };
  struct sock_fprog program = { LENGTH (code), code };

  return (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
	  && prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0
	  && syscall (SYS_membarrier, 0, 0, 0) != 0);
}

static unsigned int
counting (void)
{
  unsigned int n = 0;

  for (unsigned int i = 0; i < OBJECTS; i++)
    n += (objects[i].ref.counts & __PERCPU_REF_PERCPU) != 0;
  return n;
}

static void
late_refuse (void)
{
  if (refused_late && percpu_mode () != PERCPU_MODE_PRIVATE)
    CHECK (counting () == OBJECTS && membarrier_refuse (),
	   "taken away when CPUs count");
  else
    CHECK (counting () == 0, "no CPU counts");
}

/* In a child, which is the only one to be filtered.  */
static void
late_storm (void *arg)
{
  (void) arg;
  refused_late = true;
  storm ();
}

static void
test (void)
{
  char text[500];
  int status = child_run (late_storm, NULL, text, sizeof text);

  CHECK (status == 0, "%s", text);
  if (!membarrier_refuse ())
    {
      printf ("not tried: no filter\n");
      return;
    }
  storm ();
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
