/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* What the files of this folder share.

     file.c     small files of the kernel
     cpus.c     CPUs, and where a thread may run
     memory.c   address space and memory
     far.c      address space that is far from other mappings
     fence.c    waiting, and fences in other threads
     thread.c   threads and signals
     process.c  the images of the process, checkers, messages

   A filter of system calls, a limit or an emulator may refuse any single one of
   these requests.  No refusal keeps a program from starting as long as it can
   run at all: what is done instead stands beside each request.

   Files are opened, read, written and closed by `syscall': the C library's own
   functions are cancellation points, and a thread that ends in one of them ends
   with the library's lock, or leaves a descriptor behind.  */

#ifndef PCPU_LINUX_H
#define PCPU_LINUX_H 1

#include "os/os.h"

#pragma GCC visibility push (hidden)

/* Open the file PATH for reading.
   Returns: its descriptor, or a negative number.  */
int pcpu_linux_open (const char *path);

/* Read at most SIZE - 1 bytes of the file PATH as a string.  */
bool pcpu_linux_read (const char *path, char *buf, size_t size);

/* Lines of a file, without malloc.  A line that is too long is cut.  */
struct pcpu_lines
{
  int fd;
  size_t used, have;
  char buf[4096];
};

/* Copy the next line into LINE of LEN bytes, without the newline.
   Returns: false if there is none.  */
bool pcpu_linux_line (struct pcpu_lines *lines, char *line, size_t len);

/* Find the CPU that the calling thread runs on: without a system call if that
   is refused.
   Returns: false if there is no way.  */
bool pcpu_linux_cpu (unsigned int *cpu);

/* Be on CPU for a moment, and then where BEFORE allows.
   Returns: true if no other thread of the process is still running there since
   before the call.  */
bool pcpu_linux_visit (unsigned int cpu, const struct pcpu_cpus *before);

#pragma GCC visibility pop

#endif /* PCPU_LINUX_H */
