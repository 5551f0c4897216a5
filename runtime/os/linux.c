/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* All that the library asks of Linux.  internal.h has the contracts.

   A filter of system calls, a limit or an emulator may refuse any single one of
   these requests.  No refusal keeps a program from starting as long as it can
   run at all: what is done instead stands beside each request.

   Files are opened, read, written and closed by `syscall': the C library's own
   functions are cancellation points, and a thread that ends in one of them ends
   with the library's lock, or leaves a descriptor behind.  */

#define _GNU_SOURCE 1

#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#ifndef MAP_FIXED_NOREPLACE
# define MAP_FIXED_NOREPLACE 0x100000
#endif
#ifndef MFD_CLOEXEC
# define MFD_CLOEXEC 1u
#endif

size_t
pcpu_os_page_size (void)
{
  static size_t size;

  if (__builtin_expect (size == 0, false))
    size = (size_t) sysconf (_SC_PAGESIZE);
  return size;
}

static int
file_open (const char *path)
{
  return (int) syscall (SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
}

/* Read at most SIZE - 1 bytes of the file PATH as a string.  */
static bool
file_read (const char *path, char *buf, size_t size)
{
  int fd = file_open (path);
  size_t used = 0;
  long n;

  if (fd < 0)
    return false;
  do
    {
      n = syscall (SYS_read, fd, buf + used, size - 1 - used);
      if (n > 0)
	used += (size_t) n;
    }
  while (n > 0 || (n < 0 && errno == EINTR));
  pcpu_os_file_close (fd);
  buf[used] = '\0';
  /* A list that fills the buffer may go on.  */
  return n == 0 && used < size - 1;
}

/* The number of online CPUs and the affinity mask both say less than is
   needed: a CPU may come later.  Without sysfs there is still the size of
   the kernel's own masks, which may be more than is needed; areas that
   nobody writes cost nothing.  */
unsigned int
pcpu_os_cpus_possible (struct pcpu_cpus *cpus)
{
  char list[4096];
  long bytes;

  if (file_read ("/sys/devices/system/cpu/possible", list, sizeof list))
    {
      unsigned int nr = pcpu_cpulist_parse (list, cpus);

      if (nr > 0)
	return nr;
    }

  bytes = syscall (SYS_sched_getaffinity, 0, sizeof cpus->bit, cpus->bit);
  if (bytes <= 0)
    return 0;
  memset (cpus->bit, 0, sizeof cpus->bit);
  memset (cpus->bit, 0xff, (size_t) bytes);
  return 8 * (unsigned int) bytes;
}

/* Gdb's gcore would write all of it.  What becomes accessible is taken in again
   (commit).  */
void
pcpu_os_leave_out (uintptr_t base, size_t size)
{
  madvise ((void *) base, size, MADV_DONTDUMP);
}

int
pcpu_os_reserve (uintptr_t above, size_t size, uintptr_t *base)
{
  void *p = mmap (NULL, size, PROT_NONE,
		  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

  if (p == MAP_FAILED)
    return errno;
  /* Mappings are handed out downwards from the stack.  An executable that
     is one of them itself (a static PIE) has the free room below it; ask
     for places above, at growing distances.  */
  for (uintptr_t distance = (uintptr_t) 1 << 20;
       (uintptr_t) p < above && distance < (uintptr_t) 1 << 46;
       distance *= 2)
    {
      uintptr_t hint = (above + distance) & -(uintptr_t) pcpu_os_page_size ();
      void *q = mmap ((void *) hint, size, PROT_NONE,
		      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

      if (q == MAP_FAILED)
	break;
      if ((uintptr_t) q > above)
	{
	  munmap (p, size);
	  p = q;
	}
      else
	munmap (q, size);
    }
  *base = (uintptr_t) p;
  pcpu_os_leave_out (*base, size);
  return 0;
}

/* Kernels before 4.17 take the address for a hint.  Not by the C library's
   function: ThreadSanitizer's in its place does not know the flag.  */
int
pcpu_os_reserve_at (uintptr_t base, size_t size)
{
  long p = syscall (SYS_mmap, base, size, PROT_NONE,
		    (MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
		     | MAP_FIXED_NOREPLACE), -1, 0);

  if (p == (long) base)
    return 0;
  if (p == -1)
    return (errno == ENOMEM ? ENOMEM
	    : errno == EAGAIN ? PCPU_OS_LOCKED : PCPU_OS_TAKEN);
  munmap ((void *) p, size);
  return PCPU_OS_TAKEN;
}

/* Address space that is far from where the system places mappings.

   Without a hint, Linux places a mapping at the highest free addresses below a
   limit that is a little under the stack; with an unlimited stack it begins at a
   third of the address space and goes upwards.  The heap (brk) grows
   upwards from the end of the executable.  Both move by terabytes at random
   when a process starts.  In the middle between the two the system would place
   something only after it has given out terabytes.  Where the executable itself
   is as high as mappings are (a static PIE), the free addresses between it and
   the stack are above that limit, and are never given out.  */

enum
{
  /* Places that are tried.  */
  FAR_TRIES = 8,
  /* What stays free below each place, and what places are multiples of.  */
  FAR_GAP = 1 << 24,
  FAR_ALIGN = 1 << 21
};

/* Less than this between the heap and the mappings is not far.  */
#define FAR_LEAST ((uintptr_t) 1 << 42)

/* The next place ends below `top', and none begins below `low'; 0 before the
   first.  */
static struct
{
  uintptr_t top;
  uintptr_t low;
} far;

/* Choose the place of the first SIZE bytes.
   Returns: as pcpu_os_far.  */
static int
far_init (uintptr_t above, size_t size)
{
  size_t page = pcpu_os_page_size ();
  uintptr_t high = (uintptr_t) __builtin_frame_address (0), gap;
  void *heap = sbrk (0);
  void *next = mmap (NULL, page, PROT_NONE,
		     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

  if (heap == (void *) -1 || next == MAP_FAILED)
    return PCPU_OS_TAKEN;
  munmap (next, page);
  if (above < (uintptr_t) heap)
    above = (uintptr_t) heap;
  if ((uintptr_t) next > above)
    {
      high = (uintptr_t) next;
      if (high - above < FAR_LEAST)
	return PCPU_OS_TAKEN;
    }
  gap = high > above ? high - above : 0;
  if (size > gap / 4)
    return high == (uintptr_t) next ? ENOMEM : PCPU_OS_TAKEN;
  far.low = above + gap / 4;
  far.top = above + gap / 8 * 5 + size;
  return 0;
}

int
pcpu_os_far (uintptr_t above, size_t size, uintptr_t *base)
{
  int error = far.top == 0 ? far_init (above, size) : 0;

  if (error != 0)
    return error;
  if (above < far.low)
    above = far.low;
  if (far.top < above || size > far.top - above
      || far.top - above - size < FAR_GAP + FAR_ALIGN)
    return PCPU_OS_TAKEN;
  *base = (far.top - size) & -(uintptr_t) FAR_ALIGN;
  far.top = *base - FAR_GAP;
  return 0;
}

int
pcpu_os_reserve_far (uintptr_t above, size_t size, uintptr_t *base)
{
  int error = PCPU_OS_TAKEN;

  for (int i = 0; i < FAR_TRIES && error == PCPU_OS_TAKEN; i++)
    {
      error = pcpu_os_far (above, size, base);
      if (error != 0)
	break;
      error = pcpu_os_reserve_at (*base, size);
      /* The caller comes again for less.  */
      if (error == ENOMEM)
	far.top = 0;
    }
  return error;
}

void
pcpu_os_small_pages (uintptr_t base, size_t size)
{
  /* A kernel without large pages says no.  */
  madvise ((void *) base, size, MADV_NOHUGEPAGE);
}

/* A write beyond the limit of file sizes would end the process by SIGXFSZ.  */
int
pcpu_os_file_create (size_t size, int *file)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur < size)
    return EFBIG;
  *file = (int) syscall (SYS_memfd_create, "percpu", MFD_CLOEXEC);
  return *file < 0 ? errno : 0;
}

int
pcpu_os_file_add (int file, const void *data, size_t size)
{
  const char *p = data;

  while (size > 0)
    {
      long n = syscall (SYS_write, file, p, size);

      if (n == 0 || (n < 0 && errno != EINTR))
	return n == 0 ? EIO : errno;
      if (n > 0)
	{
	  p += n;
	  size -= (size_t) n;
	}
    }
  return 0;
}

void
pcpu_os_file_close (int file)
{
  syscall (SYS_close, file);
}

int
pcpu_os_map (int file, size_t offset, uintptr_t address, size_t size,
	     bool reserved)
{
  long p = syscall (SYS_mmap, address, size, PROT_READ | PROT_WRITE,
		    (MAP_PRIVATE | MAP_NORESERVE
		     | (reserved ? MAP_FIXED : MAP_FIXED_NOREPLACE)), file,
		    (off_t) offset);

  if (p == (long) address)
    return 0;
  if (p == -1)
    return errno == EEXIST ? PCPU_OS_TAKEN : errno;
  munmap ((void *) p, size);
  return PCPU_OS_TAKEN;
}

/* Set when the process turned out to run where mprotect is refused.  Then nothing
   becomes inaccessible again, but all works.  If that began when something was
   protected already, that cannot be written any more.  */
static bool protection_refused;
static bool protection_used;

static int
protect (uintptr_t address, size_t size, int protection)
{
  bool writable = protection & PROT_WRITE;

  if (mprotect ((void *) address, size, protection) == 0)
    {
      if (!writable)
	protection_used = true;
      return 0;
    }
  return protection_refused && !(writable && protection_used) ? 0 : errno;
}

int
pcpu_os_protect (uintptr_t address, size_t size)
{
  return protect (address, size, PROT_NONE);
}

int
pcpu_os_read_only (uintptr_t address, size_t size)
{
  return protect (address, size, PROT_READ);
}

int
pcpu_os_writable (uintptr_t address, size_t size)
{
  return protect (address, size, PROT_READ | PROT_WRITE);
}

static int
commit (uintptr_t address, size_t size, int protection)
{
  int error;

  if (mprotect ((void *) address, size, protection) == 0)
    {
      if (!(protection & PROT_WRITE))
	protection_used = true;
      madvise ((void *) address, size, MADV_DODUMP);
      return 0;
    }
  error = errno;
  if (mmap ((void *) address, size, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1, 0)
      == MAP_FAILED)
    return error;
  if (error != ENOMEM)
    protection_refused = true;
  return 0;
}

int
pcpu_os_commit (uintptr_t address, size_t size)
{
  return commit (address, size, PROT_READ | PROT_WRITE);
}

int
pcpu_os_commit_read_only (uintptr_t address, size_t size)
{
  return commit (address, size, PROT_READ);
}

int
pcpu_os_release (uintptr_t base, size_t size)
{
  return munmap ((void *) base, size) == 0 ? 0 : errno;
}

int
pcpu_os_discard (uintptr_t address, size_t size)
{
  return madvise ((void *) address, size, MADV_DONTNEED) == 0 ? 0 : errno;
}

/* The note of image.c, in the SIZE bytes at NOTES.  */
static struct __percpu_image *
note_find (const char *notes, size_t size)
{
  static const char name[8] = "percpu";
  const ElfW (Nhdr) *note;

  while (size >= sizeof *note)
    {
      const char *owner = notes + sizeof *note, *description;
      size_t whole;

      note = (const ElfW (Nhdr) *) notes;
      description = owner + ((note->n_namesz + 3) & -4u);
      whole = (size_t) (description - notes) + ((note->n_descsz + 3) & -4u);
      if (whole > size)
	break;
      if (note->n_type == 1 && note->n_namesz == 7
	  && note->n_descsz == sizeof (intptr_t)
	  && memcmp (owner, name, 7) == 0)
	{
	  intptr_t distance;

	  memcpy (&distance, description, sizeof distance);
	  return (struct __percpu_image *) (uintptr_t) (description
							+ distance);
	}
      notes += whole;
      size -= whole;
    }
  return NULL;
}

static int
object_look (struct dl_phdr_info *info, size_t size, void *found)
{
  void (*const *call) (struct __percpu_image *) = found;

  (void) size;
  for (unsigned int i = 0; i < info->dlpi_phnum; i++)
    {
      const ElfW (Phdr) *header = &info->dlpi_phdr[i];
      struct __percpu_image *image;

      if (header->p_type != PT_NOTE)
	continue;
      image = note_find ((const char *) (info->dlpi_addr + header->p_vaddr),
			 header->p_memsz);
      if (image)
	(*call) (image);
    }
  return 0;
}

void
pcpu_os_images (void (*found) (struct __percpu_image *image))
{
  dl_iterate_phdr (object_look, &found);
}

/* Lines of a file, without malloc.  A line that is too long is cut.  */
struct lines
{
  int fd;
  size_t used, have;
  char buf[4096];
};

static bool
lines_next (struct lines *lines, char *line, size_t len)
{
  size_t n = 0;

  for (;;)
    {
      char c;

      if (lines->used == lines->have)
	{
	  long got = syscall (SYS_read, lines->fd, lines->buf,
			      sizeof lines->buf);

	  if (got <= 0)
	    return false;
	  lines->used = 0;
	  lines->have = (size_t) got;
	}
      c = lines->buf[lines->used++];
      if (c == '\n')
	break;
      if (n < len - 1)
	line[n++] = c;
    }
  line[n] = '\0';
  return true;
}

/* What the kernel says of mappings, since only it knows a page that is there from
   the one page of zeros that stands in for all that were never written.  */
size_t
pcpu_os_resident (uintptr_t address, size_t size)
{
  struct lines lines = { .used = 0 };
  bool inside = false;
  size_t resident = 0;
  char line[128];

  lines.fd = file_open ("/proc/self/smaps");
  if (lines.fd < 0)
    return SIZE_MAX;
  while (lines_next (&lines, line, sizeof line))
    {
      unsigned long from, to, kb;

      if (sscanf (line, "%lx-%lx ", &from, &to) == 2)
	inside = from >= address && to <= address + size;
      else if (inside && (sscanf (line, "Anonymous: %lu kB", &kb) == 1
			  || sscanf (line, "Swap: %lu kB", &kb) == 1))
	resident += kb * 1024;
    }
  pcpu_os_file_close (lines.fd);
  return resident;
}

void
pcpu_os_at_exit (void (*function) (void))
{
  atexit (function);
}

static char **first_environment;

void
pcpu_os_environment (char **environment)
{
  first_environment = environment;
}

const char *
pcpu_os_test_possible (void)
{
  static const char name[] = "PERCPU_TEST_POSSIBLE=";

  if (environ)
    return secure_getenv ("PERCPU_TEST_POSSIBLE");
  for (char **p = first_environment; p && *p && !getauxval (AT_SECURE); p++)
    if (strncmp (*p, name, sizeof name - 1) == 0)
      return *p + sizeof name - 1;
  return NULL;
}

/* ThreadSanitizer sees the memory that this library writes, by memset, but not
   the locks, since the library is compiled without it.  */
extern void __tsan_acquire (void *)
  __attribute__ ((weak, visibility ("default")));
extern void __tsan_release (void *)
  __attribute__ ((weak, visibility ("default")));

bool
pcpu_os_race_checker (void)
{
  return &__tsan_acquire != NULL;
}

void
pcpu_os_lock_taken (void *lock)
{
  if (__tsan_acquire)
    __tsan_acquire (lock);
}

void
pcpu_os_lock_let_go (void *lock)
{
  if (__tsan_release)
    __tsan_release (lock);
}

/* LeakSanitizer finds what is reachable by reading all writable segments of
   all images, and mappings that it was told of.  */
extern void __lsan_register_root_region (const void *, size_t)
  __attribute__ ((weak, visibility ("default")));

bool
pcpu_os_sanitized (void)
{
  return pcpu_os_race_checker () || &__lsan_register_root_region != NULL;
}

bool
pcpu_os_leak_checker (uintptr_t address, size_t size)
{
  if (!__lsan_register_root_region)
    return false;
  __lsan_register_root_region ((const void *) address, size);
  return true;
}

int
pcpu_os_affinity_get (struct pcpu_cpus *cpus)
{
  return sched_getaffinity (0, sizeof cpus->bit,
			    (cpu_set_t *) cpus->bit) == 0 ? 0 : errno;
}

/* If the system does not tell, the thread may run anywhere.  */
void
pcpu_os_affinity_known (struct pcpu_cpus *cpus)
{
  if (pcpu_os_affinity_get (cpus) != 0)
    memset (cpus->bit, 0xff, sizeof cpus->bit);
}

int
pcpu_os_affinity_set (const struct pcpu_cpus *cpus)
{
  return sched_setaffinity (0, sizeof cpus->bit,
			    (const cpu_set_t *) cpus->bit) == 0 ? 0 : errno;
}

/* Find the CPU that the calling thread runs on: without a system call if that is
   refused.
   Returns: false if there is no way.  */
static bool
cpu_here (unsigned int *cpu)
{
  int here;

  if (syscall (SYS_getcpu, cpu, NULL, NULL) == 0)
    return true;
  here = sched_getcpu ();
  *cpu = (unsigned int) here;
  return here >= 0;
}

/* Some systems that emulate Linux accept the mask and ignore it.  Where the mask
   cannot be set, it may be right already.  */
int
pcpu_os_pin (unsigned int cpu)
{
  struct pcpu_cpus only = { .bit = { 0 } }, before;
  unsigned int here;
  int error;

  pcpu_cpus_add (&only, cpu);
  pcpu_os_affinity_known (&before);
  error = pcpu_os_affinity_set (&only);
  if (error == EINVAL)
    return PERCPU_EOFFLINE;
  if (error != 0 && !pcpu_cpus_only (&before, cpu))
    return error == ENOMEM ? PERCPU_ENOMEM : PERCPU_EOS;
  if (cpu_here (&here) && here != cpu)
    {
      pcpu_os_affinity_set (&before);
      return PERCPU_EOS;
    }
  return 0;
}

unsigned int
pcpu_os_cpu (void)
{
  unsigned int cpu = 0;

  return pcpu_cpu_number (cpu_here (&cpu) ? cpu : 0);
}

void
pcpu_os_yield (void)
{
  sched_yield ();
}

/* glibc has it from 2.32 on.  */
extern char __libc_single_threaded
  __attribute__ ((weak, visibility ("default")));

const char *
pcpu_os_alone (void)
{
  return &__libc_single_threaded;
}

#ifndef SYS_membarrier
# define SYS_membarrier 324
#endif

bool
pcpu_os_wait (uint32_t *word, uint32_t value, unsigned int milliseconds)
{
  enum { WAIT_PRIVATE = 0 | 128 };
  struct timespec time = { .tv_sec = milliseconds / 1000,
			   .tv_nsec = milliseconds % 1000 * 1000000l };

  if (syscall (SYS_futex, word, WAIT_PRIVATE, value, &time, NULL, 0) == 0)
    return false;
  if (errno == ENOSYS || errno == EPERM)
    sched_yield ();
  return errno == ETIMEDOUT;
}

void
pcpu_os_wake (uint32_t *word)
{
  enum { WAKE_PRIVATE = 1 | 128 };

  syscall (SYS_futex, word, WAKE_PRIVATE, INT_MAX, NULL, NULL, 0);
}

/* The kernel wants to be told of each kind of command beforehand, by another one,
   and forgets that at exec only.  */
enum
{
  EXPEDITED = 1 << 3, REGISTER_EXPEDITED = 1 << 4,
  EXPEDITED_RSEQ = 1 << 7, REGISTER_EXPEDITED_RSEQ = 1 << 8,
  FLAG_CPU = 1 << 0
};

static bool
membarrier (int command, unsigned int flags, unsigned int cpu)
{
  return syscall (SYS_membarrier, command, flags, cpu) == 0;
}

static bool barrier_refused;

void
pcpu_os_barrier_prepare (void)
{
  int error = errno;

  if (!membarrier (REGISTER_EXPEDITED, 0, 0))
    __atomic_store_n (&barrier_refused, true, __ATOMIC_RELAXED);
  membarrier (REGISTER_EXPEDITED_RSEQ, 0, 0);
  errno = error;
}

bool
pcpu_os_barrier_refused (void)
{
  return __atomic_load_n (&barrier_refused, __ATOMIC_RELAXED);
}

bool
pcpu_os_barrier (void)
{
  return (membarrier (EXPEDITED, 0, 0)
	  || (errno == EPERM && membarrier (REGISTER_EXPEDITED, 0, 0)
	      && membarrier (EXPEDITED, 0, 0)));
}

bool
pcpu_os_fence_prepare (void)
{
  return membarrier (REGISTER_EXPEDITED_RSEQ, 0, 0);
}

bool
pcpu_os_fence (void)
{
  return membarrier (EXPEDITED_RSEQ, 0, 0);
}

/* Be on CPU for a moment: who was there had to go.  Nobody is on one that is
   offline.  It may take several tries: others may move the thread too, and some
   systems that emulate Linux accept the mask and ignore it.  */
static bool
cpu_visit (unsigned int cpu, const struct pcpu_cpus *before)
{
  enum { TRIES = 1000 };
  struct pcpu_cpus only = { .bit = { 0 } }, online = { .bit = { 0 } };
  char list[4096];
  unsigned int here;
  bool there = false;

  pcpu_cpus_add (&only, cpu);
  for (int i = 0; i < TRIES && !there; i++)
    {
      if (pcpu_os_affinity_set (&only) != 0)
	break;
      there = cpu_here (&here) && here == cpu;
    }
  pcpu_os_affinity_set (before);
  return there || (file_read ("/sys/devices/system/cpu/online", list,
			      sizeof list)
		   && pcpu_cpulist_parse (list, &online) > 0
		   && !pcpu_cpus_has (&online, cpu));
}

bool
pcpu_os_barrier_by_visits (void)
{
  struct pcpu_cpus possible = { .bit = { 0 } }, before;
  unsigned int nr = pcpu_os_cpus_possible (&possible);

  if (pcpu_os_affinity_get (&before) != 0)
    return false;
  for (unsigned int cpu = 0; cpu < nr; cpu++)
    if (pcpu_cpus_has (&possible, cpu) && !cpu_visit (cpu, &before))
      return false;
  return nr > 0;
}

bool
pcpu_os_restart (unsigned int cpu)
{
  struct pcpu_cpus before;

  if (membarrier (EXPEDITED_RSEQ, FLAG_CPU, cpu)
      || (errno == EPERM && membarrier (REGISTER_EXPEDITED_RSEQ, 0, 0)
	  && membarrier (EXPEDITED_RSEQ, FLAG_CPU, cpu)))
    return true;
  return (pcpu_os_affinity_get (&before) == 0
	  && cpu_visit (cpu, &before));
}

int
pcpu_os_at_fork (void (*before) (void), void (*parent) (void),
		 void (*child) (void))
{
  return pthread_atfork (before, parent, child);
}

/* Memory of a thread, found by the C library when the thread ends.  Destructors
   of others may come after this one, and need it; so it stays until the last
   time that they are called.  */
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

/* Not by malloc, which may use per-CPU variables itself.  */
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

/* Where the kernel does not tell the number of a thread, threads are counted.  No
   number of the kernel's has this bit.  */
enum { COUNTED = 1 << 30 };

static _Thread_local uint32_t thread_counted
  __attribute__ ((tls_model ("initial-exec")));

/* The number that the kernel told last, and the process in which.  */
static _Thread_local struct
{
  uint32_t number;
  pid_t process;
} thread_told __attribute__ ((tls_model ("initial-exec")));

/* Returns: the number of the calling thread of PROCESS, the same one each
   time, also if a filter that refuses to tell it has come in between.  */
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

/* Returns: the number of the process.  Where a filter has come that refuses to
   tell, the last one that was told: a wrong one would make a thread of this
   process one of another.  */
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

/* The process is part of it: after fork the numbers of the parent's threads
   say nothing, and one of them may even be that of the child's thread.  */
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

/* glibc has them from 2.35 on.  A size of 0 means that it was told not to,
   or that the kernel refused.  */
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

/* On Linux this is the mask of the calling thread alone.  What the thread
   does to itself cannot wait: a blocked SIGTRAP or SIGSEGV ends the process,
   and where a filter of system calls answers by SIGSYS, the handler is what
   does the call.  */
void
pcpu_os_signals_block (struct pcpu_os_signals *old)
{
  static const int own[] = { SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGTRAP };
  sigset_t all, before;

  /* Where the mask cannot be changed, handlers come in between.  */
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

/* One write, so that messages of several threads stay apart.  */
void
pcpu_os_message (const char *format, ...)
{
  char line[256] = "percpu: ";
  size_t used = strlen (line);
  va_list args;
  int n;

  va_start (args, format);
  n = vsnprintf (line + used, sizeof line - used - 1, format, args);
  va_end (args);
  if (n > 0)
    used = strlen (line);
  line[used++] = '\n';
  syscall (SYS_write, STDERR_FILENO, line, used);
}

const char *
pcpu_os_reason (int error)
{
  if (error == PCPU_OS_TAKEN)
    return "Other mappings are in the way";
  if (error == PCPU_OS_LOCKED)
    return "The limit of locked memory is reached";
  return strerror (error);
}

void
pcpu_os_exit (void)
{
  _exit (127);
}

void
pcpu_os_abort (void)
{
  abort ();
}
