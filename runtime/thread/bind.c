/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Binding of the calling thread to a CPU.

   The register tells to which CPU a thread is bound.  A new thread inherits
   its parent's register and affinity, so the child of a bound thread is
   correctly bound to the same CPU.

   The following must hold whenever user code of a bound thread runs, including
   signal handlers:

     the register is CPU n's displacement  =>  the thread cannot leave CPU n

   Therefore both are changed with all signals blocked.

   In a program with code in model `rseq' a thread that is not bound has the
   register of the CPU where it last ran such code.  rseq.c then records
   whether it is bound.  */

#include "thread/thread.h"

#include <errno.h>

/* The CPUs on which a thread may run after it is unbound: those that it was
   allowed before it was bound, or, if it was bound when it was created, those
   that the process was allowed when it started.  */
struct home
{
  bool known;
  struct pcpu_cpus allowed;
};

/* The record of a thread that has ever been bound, otherwise NULL.  It is a
   pointer, because objects that are loaded by dlopen have little room in
   static thread-local storage.  */
static _Thread_local void *home_of_thread
  __attribute__ ((tls_model ("initial-exec")));
static struct pcpu_cpus allowed_at_start;

void
pcpu_thread_init (void)
{
  const char *reason = pcpu_register_check ();

  if (!reason)
    reason = pcpu_register_set (pcpu_layout_unbound ());
  if (reason)
    pcpu_fail ("cannot set up the per-CPU register", reason);
  pcpu_os_affinity_known (&allowed_at_start);
}

/* Returns: the CPU that the thread has been bound to, or an error.  */
static int
bound_cpu (void)
{
  int cpu;

  if (pcpu_layout.base == 0)
    return PERCPU_EINIT;
  cpu = pcpu_thread_bound ();
  return cpu >= 0 ? cpu : PERCPU_EUNBOUND;
}

/* The system lets a thread run elsewhere when its CPU goes offline, or when
   another thread changes its affinity.  If the system does not report the
   affinity, the thread counts as bound.  */
int
percpu_bound_cpu (void)
{
  struct pcpu_cpus allowed;
  int cpu = bound_cpu (), error = errno;

  if (cpu < 0)
    return cpu;
  if (pcpu_os_affinity_get (&allowed) == 0
      && !pcpu_cpus_only (&allowed, pcpu_cpu_kernel ((unsigned int) cpu)))
    cpu = PERCPU_EUNBOUND;
  errno = error;
  return cpu;
}

/* Bind the thread; signals are blocked.  */
static int
thread_bind (unsigned int cpu)
{
  struct home *home;
  int error;

  if (!pcpu_os_thread_memory (sizeof *home, &home_of_thread))
    return PERCPU_ENOMEM;
  home = home_of_thread;
  if (!home->known)
    {
      if (bound_cpu () >= 0)
	home->allowed = allowed_at_start;
      else
	pcpu_os_affinity_known (&home->allowed);
    }

  /* CPUs of the testing hook may not exist in the kernel.  */
  if (pcpu_cpu_kernel (cpu) >= PCPU_CPUS_MAX)
    return PERCPU_EOFFLINE;
  error = pcpu_os_pin (pcpu_cpu_kernel (cpu));
  if (error != 0)
    return error;

  if (pcpu_register_set (pcpu_area_prepare (cpu)))
    {
      /* The register still has its old value, but the thread may now be on
	 another CPU than that value's.  The program cannot continue.  */
      pcpu_os_message ("cannot write the per-CPU register");
      pcpu_os_abort ();
    }
  pcpu_thread_set_bound ((int) cpu);
  home->known = true;
  return 0;
}

int
percpu_bind (unsigned int cpu)
{
  struct pcpu_os_signals signals;
  int result;

  if (pcpu_layout.base == 0)
    return PERCPU_EINIT;
  if (!pcpu_cpu_p (cpu))
    return PERCPU_ERANGE;
  pcpu_os_signals_block (&signals);
  result = thread_bind (cpu);
  pcpu_os_signals_restore (&signals);
  return result;
}

int
percpu_unbind (void)
{
  struct home *home = home_of_thread;
  struct pcpu_os_signals signals;
  int bound = bound_cpu ();
  int result = 0;

  if (bound < 0)
    return bound;
  pcpu_os_signals_block (&signals);
  if (pcpu_register_set (pcpu_layout_unbound ())
      || pcpu_os_affinity_set (home && home->known
			       ? &home->allowed : &allowed_at_start) != 0)
    result = PERCPU_EOS;
  pcpu_thread_set_bound (-1);
  if (home)
    home->known = false;
  pcpu_os_signals_restore (&signals);
  return result;
}
