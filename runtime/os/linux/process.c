/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The images of the process, sanitizers that may be in it, and messages.  */

#define _GNU_SOURCE 1

#include "os/linux/linux.h"

#include <link.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Find the note of image.c in the SIZE bytes at NOTES.
   Returns: the image that it describes, or NULL.  */
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

/* dl_iterate_phdr callback: calls *FOUND for the image whose note is in the
   object.  */
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

/* ThreadSanitizer intercepts memset and so sees the memory that this library
   writes, but not the locks, because the library is compiled without it.  */
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

/* LeakSanitizer searches all writable segments of all images, and registered
   mappings, for pointers.  */
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

/* The message is one write, so that messages of several threads are not
   mixed.  */
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
