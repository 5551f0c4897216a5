/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The common part of the example programs: several threads read files and
   directories, and pass each file to a function of the program.

     files_push_arguments (argc - optind, argv + optind);
     threads = files_start (0);
     ...
     files_wait ();

   Each worker takes paths from a common stack: it pushes the entries of a
   directory, and opens a file.  Nothing in this part is per-CPU.  */

#ifndef FILES_H
#define FILES_H 1

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* The program, which must define files_program.  Several workers call the
   functions at the same time.  */
struct files_program
{
  /* The program's name, for messages.  */
  const char *name;
  /* Process the file NAME, open for reading as FD.  */
  void (*file) (const char *name, int fd);
  /* The other functions may be NULL.  Called when a directory was read.  */
  void (*directory) (void);
  /* Called when a path could not be read.  */
  void (*skipped) (void);
  /* Called when the worker has nothing left to do.  */
  void (*end) (void);
};

extern const struct files_program files_program;

/* Do not report paths that cannot be read, because they were reported
   before.  */
extern bool files_quiet;

/* Push the COUNT paths at PATHS, the first one on top; "." if COUNT is 0.
   Context: any thread.  */
extern void files_push_arguments (int count, char **paths);

/* Returns: the number of CPUs that the process may use.  */
extern unsigned int files_cpus (void);

/* Start COUNT workers, or one for each CPU that the process may use if COUNT
   is 0.
   Returns: the number of workers.
   Context: one thread, until it has called files_wait.  */
extern unsigned int files_start (unsigned int count);

/* Wait until the stack is drained and the workers have ended.  */
extern void files_wait (void);

/* Read the next bytes of the file NAME from FD to BUF, SIZE at most.
   Returns: their number; 0 at the end, and after an error was reported.  */
extern size_t files_read (const char *name, int fd, void *buf, size_t size);

/* Report that PATH cannot be read for REASON.  */
extern void files_skip (const char *path, const char *reason);

/* End the program with status 2 and a message, followed by the text of the
   errno value ERROR unless that is 0.  */
extern void files_die (int error, const char *format, ...)
  __attribute__ ((format (printf, 2, 3), noreturn));

/* End the program in the same way: ARGUMENT of the command line is not a valid
   WHAT.  */
extern void files_usage (const char *what, const char *argument)
  __attribute__ ((noreturn));

/* Returns: the number in TEXT, from 1 to MOST; calls files_usage if TEXT is
   not such a number.  */
extern unsigned int files_number (const char *what, const char *text,
				  unsigned int most);

/* Returns: the seconds since an unspecified moment.  */
extern double files_now (void);


#endif /* FILES_H */
