/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Threads, their identities, and signals.  */

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

/* Destructor of thread-specific data: unmaps the thread's memory in the last
   round of destructors.  */
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

/* Makes the key of the threads' memory.  */
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

/* Identities.  They name threads in locks, which a child of fork inherits from
   its parent.  There the numbers of the parent's threads are meaningless, and
   one of them may even be that of the child's thread.  A child of vfork, on the
   other hand, has another process number, but runs in the address space of its
   parent, whose other threads may wait for it.

   Therefore the upper half of an identity is the generation of the address
   space.  It is in a page that the kernel makes zero in a child of fork, where
   the next call of generation sets the next number.  If the system does not
   provide this, the generation is the number of the process, and a child of
   vfork counts as another process.

   The lower half is the kernel's number of the thread, which a child of vfork
   has in common with the thread that it interrupts.  */

enum
{
  /* The kernel refuses its number, and threads are counted.  */
  COUNTED = 1 << 30,
  /* The number belongs to another process that has the address space.  */
  FOREIGN = 1 << 29
};
/* No number of the kernel has these bits.  */

#ifndef MADV_WIPEONFORK
# define MADV_WIPEONFORK 18
#endif

static struct generation
{
  /* The number, or 0 if there is none yet.  */
  uint32_t number;
  /* The process that the number was made in, or 0 if that is unknown.  */
  pid_t process;
} *generation_page, generation_refused;

/* Returns: the number of the process; 0 if a filter refuses it.  */
static pid_t
process_number (void)
{
  pid_t number = getpid ();

  return number > 0 ? number : 0;
}

/* Returns: the number of the process, or the last one if a filter refuses it:
   with a wrong one a thread of this process would count as a thread of another
   process.  */
static pid_t
process_known (void)
{
  static pid_t known;
  pid_t number = process_number ();

  if (number > 0)
    __atomic_store_n (&known, number, __ATOMIC_RELAXED);
  else
    number = __atomic_load_n (&known, __ATOMIC_RELAXED);
  return number;
}

/* Makes the page.  If several threads call this at once, they get the same one.
   Returns: the page, or &generation_refused if the kernel cannot make it.  */
static struct generation *
generation_init (void)
{
  size_t size = pcpu_os_page_size ();
  struct generation *made = &generation_refused, *before = NULL;
  void *page = mmap (NULL, size, PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (page != MAP_FAILED)
    {
      if (madvise (page, size, MADV_WIPEONFORK) == 0)
	made = page;
      else
	munmap (page, size);
    }
  if (__atomic_compare_exchange_n (&generation_page, &before, made, false,
				   __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
    return made;
  if (made != &generation_refused)
    munmap (page, size);
  return before;
}

/* Returns: the page, or NULL if there is none.  */
static struct generation *
generation_there (void)
{
  struct generation *page = __atomic_load_n (&generation_page,
					     __ATOMIC_ACQUIRE);

  if (__builtin_expect (!page, false))
    page = generation_init ();
  return page == &generation_refused ? NULL : page;
}

/* Returns: the generation of the address space; the first call in it sets the
   number.  The last number is copied by fork, so that a child gets another one.
   It changes before the page does, because a fork may come in between.  */
static uint32_t
generation (void)
{
  static uint32_t last;
  struct generation *page = generation_there ();
  uint32_t number = 0, next;

  if (!page)
    return (uint32_t) process_known ();
  number = __atomic_load_n (&page->number, __ATOMIC_ACQUIRE);
  if (__builtin_expect (number != 0, true))
    return number;
  next = __atomic_add_fetch (&last, 1, __ATOMIC_RELAXED);
  __atomic_store_n (&page->process, process_number (), __ATOMIC_RELAXED);
  return (__atomic_compare_exchange_n (&page->number, &number, next, false,
				       __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)
	  ? next : number);
}

/* Returns: whether the calling thread belongs to another process that has the
   address space, such as a child of vfork.  */
static bool
foreign_p (void)
{
  struct generation *page = generation_there ();
  pid_t process = page ? process_number () : 0;
  pid_t first = page ? __atomic_load_n (&page->process, __ATOMIC_RELAXED) : 0;

  return process != 0 && first != 0 && process != first;
}

/* Returns: the kernel's number of the calling thread; 0 if a filter refuses
   it.  */
static uint32_t
thread_number (void)
{
  long number = syscall (SYS_gettid);

  return number > 0 ? (uint32_t) number : 0;
}

/* The identity of the thread, or that of the thread of the parent that called
   fork.  It does not change if a filter that refuses system calls is installed
   later.  */
static _Thread_local uint64_t thread_identity
  __attribute__ ((tls_model ("initial-exec")));

/* Sets the identity of the calling thread, which was KNOWN, to the kernel's
   NUMBER, or to the next count if NUMBER is 0, in the generation NOW.  If a
   signal handler has set it meanwhile, that identity is kept.
   Returns: the identity.  */
static uint64_t
identity_set (uint32_t now, uint32_t number, uint64_t known)
{
  static uint32_t threads;
  uint64_t self;

  if (number != 0 && foreign_p ())
    number |= FOREIGN;
  if (number == 0)
    number = COUNTED | __atomic_add_fetch (&threads, 1, __ATOMIC_RELAXED);
  self = (uint64_t) now << 32 | number;
  return (__atomic_compare_exchange_n (&thread_identity, &known, self, false,
				       __ATOMIC_RELAXED, __ATOMIC_RELAXED)
	  ? self : known);
}

/* Returns: the identity if it is that of the generation NOW, or 0.  Stores the
   last one in *KNOWN.  */
static uint64_t
identity_get (uint32_t now, uint64_t *known)
{
  *known = __atomic_load_n (&thread_identity, __ATOMIC_RELAXED);
  return *known >> 32 == now ? *known : 0;
}

uint64_t
pcpu_os_thread_self (void)
{
  uint32_t now = generation ();
  uint64_t known, self = identity_get (now, &known);

  return self != 0 ? self : identity_set (now, thread_number (), known);
}

/* A thread that has no storage of its own has a stack of its own.  Within this
   distance of the place where the answer was found last it is the same stack,
   and the system need not be asked: it may refuse the call, or end the process
   for it.  */
enum { STACK_NEAR = 1 << 18 };

static _Thread_local uintptr_t thread_stack
  __attribute__ ((tls_model ("initial-exec")));

bool
pcpu_os_thread_shared_p (void)
{
  uint32_t now = generation (), number;
  uint64_t known, self = identity_get (now, &known);
  uintptr_t here = (uintptr_t) __builtin_frame_address (0);

  if (self != 0 && here - thread_stack + STACK_NEAR < 2 * STACK_NEAR)
    return false;
  number = thread_number ();
  if (self == 0)
    self = identity_set (now, number, known);
  if (number == 0 || number == (uint32_t) self)
    thread_stack = here;
  if (number == 0 || (self & COUNTED) || number == (uint32_t) self
      || foreign_p ())
    return false;
  if (!(self & FOREIGN))
    return true;
  /* A child of vfork was the first to ask.  */
  identity_set (now, number, self);
  return false;
}

bool
pcpu_os_thread_ours_p (uint64_t thread)
{
  return (uint32_t) (thread >> 32) == generation ();
}

bool
pcpu_os_thread_ended_p (uint64_t thread)
{
  struct generation *page = generation_there ();
  pid_t process = (page ? __atomic_load_n (&page->process, __ATOMIC_RELAXED)
		   : (pid_t) (thread >> 32));

  return (pcpu_os_thread_ours_p (thread)
	  && !(thread & (COUNTED | FOREIGN))
	  && process != 0 && !foreign_p ()
	  && syscall (SYS_tgkill, process, (pid_t) (uint32_t) thread, 0) != 0
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
# ifdef __x86_64__
#  define SYS_rseq 334
# else
#  define SYS_rseq 293
# endif
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
