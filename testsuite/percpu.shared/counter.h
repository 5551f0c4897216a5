/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* What counter-aux.c offers.  */

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

/* Add 1 to the counter and 2 to a member, N times.  */
void counter_add (long n);

/* The sums: at first 101 and more for each further CPU, and 6 for each.  */
long counter_sum (void);
long counter_members (void);

void counter_reset (void);
long __percpu *counter_address (void);
struct counter_state __percpu *counter_state_address (void);

/* Returns: 0 if addresses and initial values are as they should be.  */
int counter_check (void);

/* A byte of the counter where it lies in the image.  */
int counter_plain_byte (void);

#endif /* COUNTER_H */
