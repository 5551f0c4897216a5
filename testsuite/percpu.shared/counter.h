/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The interface of counter-aux.c.  */

#ifndef COUNTER_H
#define COUNTER_H 1

#include <percpu.h>
#include <string.h>

struct counter_state
{
  char c;
  char text[20];
  long n[3];
};

/* Adds 1 to the counter and 2 to a member, N times.  */
void counter_add (long n);

/* Returns: the sum of the counters, at first 100 for each CPU plus 1; the sum
   of the members, at first 6 for each CPU.  */
long counter_sum (void);
long counter_members (void);

void counter_reset (void);
long __percpu *counter_address (void);
struct counter_state __percpu *counter_state_address (void);

/* Returns: 0 if addresses and initial values are correct.  */
int counter_check (void);

/* Returns: a byte of the counter at its address in the image.  */
int counter_plain_byte (void);

#endif /* COUNTER_H */
