/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Address space and memory.  */

#define _GNU_SOURCE 1

#include "os/linux/linux.h"

#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
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

/* Otherwise gdb's gcore would write all of it.  Memory that becomes accessible
   is included again (commit).  */
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
  /* Mappings are placed downwards from the stack.  An executable that is one
     of them itself (a static PIE) has the free room below it; try places above
     it, at increasing distances.  */
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

/* Kernels before 4.17 take the address as a hint.  The C library's function is
   not used, because ThreadSanitizer's interceptor does not know the flag.  */
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

void
pcpu_os_small_pages (uintptr_t base, size_t size)
{
  /* A kernel without large pages refuses this.  */
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

/* Set if the process turns out to run where mprotect is refused.  Then nothing
   becomes inaccessible again, but everything works.  If mprotect was refused
   only after some memory had been protected, that memory cannot be made
   writable any more.  */
static bool protection_refused;
static bool protection_used;

/* Sets the protection of the mapping at ADDRESS.  Returns: 0 or an error.  It
   is not an error if mprotect is refused, as far as the program works without
   it.  */
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

/* Makes SIZE bytes at ADDRESS accessible, by mprotect or by a new mapping.
   Returns: 0 or an error.  */
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

/* The kernel's list of mappings is used, because only the kernel can
   distinguish a present page from the shared page of zeros that stands for
   pages that were never written.  */
size_t
pcpu_os_resident (uintptr_t address, size_t size)
{
  struct pcpu_lines lines = { .used = 0 };
  bool inside = false;
  size_t resident = 0;
  char line[128];

  lines.fd = pcpu_linux_open ("/proc/self/smaps");
  if (lines.fd < 0)
    return SIZE_MAX;
  while (pcpu_linux_line (&lines, line, sizeof line))
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
