/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Files, among them small files of the kernel, which are read without
   malloc.  */

#define _GNU_SOURCE 1

#include "os/linux/linux.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

void
pcpu_os_file_close (int file)
{
  syscall (SYS_close, file);
}

int
pcpu_linux_open (const char *path)
{
  return (int) syscall (SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
}

bool
pcpu_linux_read (const char *path, char *buf, size_t size)
{
  int fd = pcpu_linux_open (path);
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
  /* A list that fills the buffer may be truncated.  */
  return n == 0 && used < size - 1;
}

bool
pcpu_linux_line (struct pcpu_lines *lines, char *line, size_t len)
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
