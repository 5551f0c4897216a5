/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The parts of the server.  */

#ifndef SERVER_H
#define SERVER_H 1

#include <percpu.h>

/* Defined in server-count-aux.c.  */
extern __attribute__ ((percpu)) long handled;
extern void count_handled (void);

/* The module: a shared object, except in static programs.  */
#pragma GCC visibility push (default)
extern void module_count (unsigned int size);
#pragma GCC visibility pop

#endif /* SERVER_H */
