/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Declarations that the files of this folder share.

     file.c     small files of the kernel
     cpus.c     CPUs and affinity
     memory.c   address space and memory
     far.c      address space that is far from other mappings
     fence.c    waiting, and fences in other threads
     thread.c   threads and signals
     process.c  the images of the process, sanitizers, messages

   A filter of system calls, a limit or an emulator may refuse any single one
   of these requests.  No refusal keeps a program from starting if it can run
   at all: the alternative is described beside each request.

   Files are opened, read, written and closed by `syscall', because the C
   library's functions are cancellation points: a thread that was cancelled in
   one of them would keep the library's lock, or leave a descriptor open.  */

#ifndef PCPU_LINUX_H
#define PCPU_LINUX_H 1

#include "os/os.h"

#pragma GCC visibility push (hidden)

/* Open the file PATH for reading.
   Returns: its descriptor, or a negative number.  */
int pcpu_linux_open (const char *path);

/* Read at most SIZE - 1 bytes of the file PATH as a string.
   Returns: false if the file cannot be read or is too long.  */
bool pcpu_linux_read (const char *path, char *buf, size_t size);

/* The state of reading a file by lines, without malloc.  A line that is too
   long is truncated.  */
struct pcpu_lines
{
  int fd;
  size_t used, have;
  char buf[4096];
};

/* Copy the next line into LINE of LEN bytes, without the newline.
   Returns: false if there is none.  */
bool pcpu_linux_line (struct pcpu_lines *lines, char *line, size_t len);

/* Get the CPU that the calling thread runs on: without a system call if that
   is refused.
   Returns: false if neither way works.  */
bool pcpu_linux_cpu (unsigned int *cpu);

/* Run on CPU for a moment, and then with the affinity BEFORE.
   Returns: true if every other thread of the process that ran there before the
   call has been preempted.  */
bool pcpu_linux_visit (unsigned int cpu, const struct pcpu_cpus *before);

#pragma GCC visibility pop

#endif /* PCPU_LINUX_H */
