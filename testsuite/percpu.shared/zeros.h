/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* What a shared object with large variables offers, and its size.  */

#ifndef ZEROS_H
#define ZEROS_H 1

#include <percpu.h>

enum { ZEROS_SIZE = 1 << 28 };

/* Returns: the array of that size.  */
char __percpu *zeros_address (void);

/* Add 1 to the byte at PLACE and to an initialised variable, 10 at first.
   Returns: the sum of the byte.  */
int zeros_add (long place);

/* Returns: the sum of that variable.  */
long zeros_initialised (void);

/* Give both their initial values.  */
void zeros_reset (void);

#endif /* ZEROS_H */
