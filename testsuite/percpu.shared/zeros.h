/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The interface of a shared object with large variables, and their size.  */

#ifndef ZEROS_H
#define ZEROS_H 1

#include <percpu.h>

enum { ZEROS_SIZE = 1 << 28 };

/* Returns: the array of that size.  */
char __percpu *zeros_address (void);

/* Adds 1 to the byte at PLACE, and to an initialised variable, which is 10 at
   first.
   Returns: the sum of the byte.  */
int zeros_add (long place);

/* Returns: the sum of that variable.  */
long zeros_initialised (void);

/* Restores the initial values of both.  */
void zeros_reset (void);

#endif /* ZEROS_H */
