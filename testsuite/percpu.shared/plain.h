/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The interface of plain-aux.c.  */

#ifndef PLAIN_H
#define PLAIN_H 1

/* Calls modes_run of modes.h.  */
int plain_run (int argc, char **argv, void (*test) (void));

void plain_count (long n);
long plain_sum (void);
void plain_reset (void);

/* Returns: the number of images.  */
unsigned int plain_images (void);

/* Returns: 0 if all variables have their initial values.  */
int plain_check (void);

/* Counts 100 times while bound to CPU.
   Returns: the increase of its instance.  */
long plain_bound (unsigned int cpu);

#endif /* PLAIN_H */
