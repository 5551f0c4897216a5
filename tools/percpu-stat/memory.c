/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The memory of a process or a core file, and the images in it.  */

#define _GNU_SOURCE 1

#include "stat.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

static char *debug_path;

static const Dwfl_Callbacks process_callbacks =
{
  .find_elf = dwfl_linux_proc_find_elf,
  .find_debuginfo = dwfl_standard_find_debuginfo,
  .debuginfo_path = &debug_path
};

static const Dwfl_Callbacks core_callbacks =
{
  .find_elf = dwfl_build_id_find_elf,
  .find_debuginfo = dwfl_standard_find_debuginfo,
  .debuginfo_path = &debug_path
};

/* End the program unless ELF is one for this architecture.  */
static void
elf_check (const struct target *target, Elf *elf)
{
  GElf_Ehdr header;

  if (elf && gelf_getehdr (elf, &header)
      && (header.e_ident[EI_CLASS] != ELFCLASS64
	  || header.e_machine != EM_X86_64))
    fail (0, "%s: not a program for x86-64", target->name);
}

/* The reason why the system refuses to read another process.  */
static void __attribute__ ((noreturn))
fail_access (const struct target *target, int error)
{
  if (error == ESRCH || error == ENOENT)
    fail (0, "%s: no such process", target->name);
  if (error == EPERM || error == EACCES)
    fail (0, "%s: no permission to read the process; its user may, or root;"
	  " see ptrace_scope in proc(5)", target->name);
  fail (error, "%s: cannot read the process", target->name);
}

void
target_open_process (struct target *target, int pid)
{
  char *exe = format ("/proc/%d/exe", pid);
  char *name = format ("process %d", pid);
  int error, file;

  target->pid = pid;
  target->name = name;
  file = open (exe, O_RDONLY | O_CLOEXEC);
  if (file < 0)
    {
      error = errno;
      if (access (exe, F_OK) != 0 && errno == ENOENT && kill (pid, 0) == 0)
	fail (0, "%s: not a program, or it has ended", name);
      fail_access (target, error);
    }
  elf_version (EV_CURRENT);
  elf_check (target, elf_begin (file, ELF_C_READ, NULL));
  target->dwfl = dwfl_begin (&process_callbacks);
  if (!target->dwfl)
    fail (0, "libdw: %s", dwfl_errmsg (-1));
  dwfl_report_begin (target->dwfl);
  error = dwfl_linux_proc_report (target->dwfl, pid);
  if (error > 0)
    fail_access (target, error);
  if (error < 0 || dwfl_report_end (target->dwfl, NULL, NULL) != 0)
    fail (0, "%s: %s", name, dwfl_errmsg (-1));
  free (exe);
}

void
target_open_core (struct target *target, const char *file,
		  const char *executable)
{
  GElf_Ehdr header;

  target->name = file;
  target->core_file = open (file, O_RDONLY | O_CLOEXEC);
  if (target->core_file < 0)
    fail (errno, "%s", file);
  elf_version (EV_CURRENT);
  target->core = elf_begin (target->core_file, ELF_C_READ_MMAP, NULL);
  if (!target->core || !gelf_getehdr (target->core, &header)
      || header.e_type != ET_CORE)
    fail (0, "%s: not a core file", file);
  elf_check (target, target->core);
  target->dwfl = dwfl_begin (&core_callbacks);
  if (!target->dwfl)
    fail (0, "libdw: %s", dwfl_errmsg (-1));
  dwfl_report_begin (target->dwfl);
  if (dwfl_core_file_report (target->dwfl, target->core, executable) < 0
      || dwfl_report_end (target->dwfl, NULL, NULL) != 0)
    fail (0, "%s: %s", file, dwfl_errmsg (-1));
}

/* Read from the segments of the core file.  Parts that are not in it are an
   error.  */
static int
core_read (const struct target *target, uint64_t address, char *buffer,
	   size_t size)
{
  size_t nr;

  if (elf_getphdrnum (target->core, &nr) != 0)
    return EIO;
  while (size > 0)
    {
      size_t part = 0;

      for (size_t i = 0; i < nr && part == 0; i++)
	{
	  GElf_Phdr header;

	  if (!gelf_getphdr (target->core, (int) i, &header)
	      || header.p_type != PT_LOAD
	      || address - header.p_vaddr >= header.p_filesz)
	    continue;
	  part = header.p_filesz - (address - header.p_vaddr);
	  if (part > size)
	    part = size;
	  if (pread (target->core_file, buffer, part,
		     (off_t) (header.p_offset + (address - header.p_vaddr)))
	      != (ssize_t) part)
	    return EIO;
	}
      if (part == 0)
	return EFAULT;
      address += part;
      buffer += part;
      size -= part;
    }
  return 0;
}

int
target_read (const struct target *target, uint64_t address, void *buffer,
	     size_t size)
{
  struct iovec local = { buffer, size };
  struct iovec remote = { (void *) (uintptr_t) address, size };
  ssize_t n;

  if (target->core)
    return core_read (target, address, buffer, size);
  n = process_vm_readv (target->pid, &local, 1, &remote, 1, 0);
  if (n == (ssize_t) size)
    return 0;
  return n < 0 ? errno : EFAULT;
}

uint64_t
target_number (const struct target *target, uint64_t address, size_t size)
{
  uint64_t number = 0;
  int error = target_read (target, address, &number, size);

  if (error != 0 && target->core)
    fail (0, "%s: address %#lx is not in the core file", target->name,
	  (unsigned long) address);
  if (error != 0)
    fail_access (target, error);
  return number;
}
