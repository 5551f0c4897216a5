/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* What the example programs share: files and directories are read by several
   threads, and each file is given to the program's own function.

     files_push_arguments (argc - optind, argv + optind);
     threads = files_start (0);
     ...
     files_wait ();

   Each worker takes paths from a common stack: of a directory it pushes the
   entries, a file it opens.  There is nothing per-CPU here.  */

#ifndef FILES_H
#define FILES_H 1

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* The program; it defines this.  The functions are called in the workers, by
   several at the same time.  */
struct files_program
{
  /* Its name, for messages.  */
  const char *name;
  /* Do what is to be done with the file NAME, open for reading as FD.  */
  void (*file) (const char *name, int fd);
  /* The others may be NULL.  A directory was read.  */
  void (*directory) (void);
  /* Something could not be read.  */
  void (*skipped) (void);
  /* The worker has nothing left to do.  */
  void (*end) (void);
};

extern const struct files_program files_program;

/* Do not report what cannot be read: it was reported before.  */
extern bool files_quiet;

/* Put the COUNT paths at PATHS on the stack, the first on top; "." if there
   are none.
   Context: any thread.  */
extern void files_push_arguments (int count, char **paths);

/* Returns: how many CPUs the process may use.  */
extern unsigned int files_cpus (void);

/* Start COUNT workers, or one for each CPU that the process may use if COUNT
   is 0.
   Returns: how many there are.
   Context: one thread, until it has called files_wait.  */
extern unsigned int files_start (unsigned int count);

/* Wait until the stack is drained and the workers have ended.  */
extern void files_wait (void);

/* Read the next bytes of the file NAME from FD to BUF, SIZE at most.
   Returns: how many; 0 at the end, and when an error was reported.  */
extern size_t files_read (const char *name, int fd, void *buf, size_t size);

/* Report that PATH cannot be read for REASON.  */
extern void files_skip (const char *path, const char *reason);

/* End the program with status 2 and a message, with the text of the errno
   value ERROR behind it unless that is 0.  */
extern void files_die (int error, const char *format, ...)
  __attribute__ ((format (printf, 2, 3), noreturn));

/* Likewise: ARGUMENT of the command line is no valid WHAT.  */
extern void files_usage (const char *what, const char *argument)
  __attribute__ ((noreturn));

/* Returns: the number from 1 to MOST that TEXT is; see files_usage if it is
   none.  */
extern unsigned int files_number (const char *what, const char *text,
				  unsigned int most);

/* Returns: seconds since some moment.  */
extern double files_now (void);


#endif /* FILES_H */
