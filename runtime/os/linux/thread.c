/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Threads and signals.  */

#define _GNU_SOURCE 1

#include "os/linux/linux.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Available from glibc 2.32 on.  */
extern char __libc_single_threaded
  __attribute__ ((weak, visibility ("default")));

const char *
pcpu_os_alone (void)
{
  return &__libc_single_threaded;
}

int
pcpu_os_at_fork (void (*before) (void), void (*parent) (void),
		 void (*child) (void))
{
  return pthread_atfork (before, parent, child);
}

/* Memory of a thread, which a destructor of the C library frees when the
   thread ends.  Destructors of other keys may run after this one and need the
   memory; so it remains until the last round of destructors.  */
struct thread_memory
{
  size_t size;
  void **where;
  int calls;
  char bytes[] __attribute__ ((aligned (16)));
};

static pthread_key_t memory_key;
static bool memory_key_made;

static void
memory_release (void *p)
{
  struct thread_memory *memory = p;

  if (++memory->calls < PTHREAD_DESTRUCTOR_ITERATIONS
      && pthread_setspecific (memory_key, memory) == 0)
    return;
  *memory->where = NULL;
  munmap (memory, memory->size);
}

static void
memory_init (void)
{
  memory_key_made = pthread_key_create (&memory_key, memory_release) == 0;
}

/* The memory is not from malloc, which may use per-CPU variables itself.  */
bool
pcpu_os_thread_memory (size_t size, void **where)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  struct thread_memory *memory;

  if (*where)
    return true;
  pthread_once (&once, memory_init);
  if (!memory_key_made)
    return false;
  size += sizeof *memory;
  memory = mmap (NULL, size, PROT_READ | PROT_WRITE,
		 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED)
    return false;
  memory->size = size;
  memory->where = where;
  if (pthread_setspecific (memory_key, memory) != 0)
    {
      munmap (memory, size);
      return false;
    }
  *where = memory->bytes;
  return true;
}

/* If the kernel refuses to return the number of a thread, threads are counted.
   No number of the kernel has this bit.  */
enum { COUNTED = 1 << 30 };

static _Thread_local uint32_t thread_counted
  __attribute__ ((tls_model ("initial-exec")));

/* The number that the kernel returned last, and the process in which it
   did.  */
static _Thread_local struct
{
  uint32_t number;
  pid_t process;
} thread_told __attribute__ ((tls_model ("initial-exec")));

/* Returns: the number of the calling thread of PROCESS, always the same one,
   also if a filter that refuses the system call was installed meanwhile.  */
static uint32_t
thread_number (pid_t process)
{
  static uint32_t threads;
  long number = syscall (SYS_gettid);

  if (number > 0)
    {
      thread_told.number = (uint32_t) number;
      thread_told.process = process;
      return (uint32_t) number;
    }
  if (thread_told.number != 0 && thread_told.process == process)
    return thread_told.number;
  if (thread_counted == 0)
    thread_counted = (COUNTED
		      | __atomic_add_fetch (&threads, 1, __ATOMIC_RELAXED));
  return thread_counted;
}

/* Returns: the number of the process.  If a filter refuses it, the last known
   number: with a wrong one a thread of this process would count as a thread of
   another process.  */
static pid_t
process_number (void)
{
  static pid_t known;
  pid_t number = getpid ();

  if (number > 0)
    __atomic_store_n (&known, number, __ATOMIC_RELAXED);
  else
    number = __atomic_load_n (&known, __ATOMIC_RELAXED);
  return number;
}

/* The process is part of the identity: after fork the numbers of the parent's
   threads are meaningless, and one of them may even be that of the child's
   thread.  */
uint64_t
pcpu_os_thread_self (void)
{
  pid_t process = process_number ();

  return (uint64_t) process << 32 | thread_number (process);
}

bool
pcpu_os_thread_ours_p (uint64_t thread)
{
  return (pid_t) (thread >> 32) == process_number ();
}

bool
pcpu_os_thread_ended_p (uint64_t thread)
{
  return (pcpu_os_thread_ours_p (thread)
	  && !(thread & COUNTED)
	  && syscall (SYS_tgkill, (pid_t) (thread >> 32),
		      (pid_t) (uint32_t) thread, 0) != 0
	  && errno == ESRCH);
}

/* Available from glibc 2.35 on.  A size of 0 means that registration was
   disabled, or that the kernel refused it.  */
extern const ptrdiff_t __rseq_offset
  __attribute__ ((weak, visibility ("default")));
extern const unsigned int __rseq_size
  __attribute__ ((weak, visibility ("default")));

bool
pcpu_os_rseq_libc (intptr_t *offset)
{
  if (!&__rseq_size || !&__rseq_offset || __rseq_size == 0)
    return false;
  *offset = __rseq_offset;
  return true;
}

#ifndef SYS_rseq
# define SYS_rseq 334
#endif

int
pcpu_os_rseq_register (struct pcpu_rseq *rseq, size_t len)
{
  return syscall (SYS_rseq, rseq, len, 0, PERCPU_RSEQ_SIGNATURE) == 0
	 ? 0 : errno;
}

int
pcpu_os_rseq_unregister (struct pcpu_rseq *rseq, size_t len)
{
  enum { FLAG_UNREGISTER = 1 };

  return syscall (SYS_rseq, rseq, len, FLAG_UNREGISTER,
		  PERCPU_RSEQ_SIGNATURE) == 0 ? 0 : errno;
}

_Static_assert (sizeof (struct pcpu_os_signals) >= sizeof (sigset_t),
		"a signal set does not fit");

/* On Linux sigprocmask changes the mask of the calling thread only.  Signals
   that the thread raises by its own instructions cannot be deferred: a blocked
   SIGTRAP or SIGSEGV ends the process, and if a filter of system calls raises
   SIGSYS, the handler performs the call.  */
void
pcpu_os_signals_block (struct pcpu_os_signals *old)
{
  static const int own[] = { SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGTRAP };
  sigset_t all, before;

  /* If the mask cannot be changed, handlers may interrupt the thread.  */
  sigemptyset (&before);
  sigfillset (&all);
  for (size_t i = 0; i < sizeof own / sizeof *own; i++)
    sigdelset (&all, own[i]);
  sigprocmask (SIG_BLOCK, &all, &before);
  memcpy (old->word, &before, sizeof before);
}

void
pcpu_os_signals_restore (const struct pcpu_os_signals *old)
{
  sigset_t before;

  memcpy (&before, old->word, sizeof before);
  sigprocmask (SIG_SETMASK, &before, NULL);
}
