/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* What plain-aux.c offers.  */

#ifndef PLAIN_H
#define PLAIN_H 1

/* modes.h's modes_run.  */
int plain_run (int argc, char **argv, void (*test) (void));

void plain_count (long n);
long plain_sum (void);
void plain_reset (void);

/* Returns: how many images there are.  */
unsigned int plain_images (void);

/* Returns: 0 if all has its initial value.  */
int plain_check (void);

/* Count 100 times while bound to CPU.
   Returns: how much its instance has grown.  */
long plain_bound (unsigned int cpu);

#endif /* PLAIN_H */
