/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The bitwise operations on a _Bool are one instruction each, whatever
   conversions to int the compiler puts around them; so is the conversion of a
   whole conjunction.  */
/* { dg-final { scan-assembler-times {\tandb\t%[a-z]+, %gs:b\(%rip\)} 4 } } */
/* { dg-final { scan-assembler-times {\torb\t%[a-z]+, %gs:b\(%rip\)} 2 } } */
/* { dg-final { scan-assembler-times {\txorb\t%[a-z]+, %gs:b\(%rip\)} 1 } } */
/* { dg-final { scan-assembler-not {cmpxchg} } } */

static __attribute__ ((percpu)) _Bool b;

void and (_Bool v) { b &= v; }
void and_right (_Bool v) { b = v & b; }
void and_converted (_Bool v) { b = (_Bool) ((int) b & (int) v); }
void and_long (_Bool v) { b = (_Bool) ((long) v & (long) b); }
void or (_Bool v) { b |= v; }
void or_converted (_Bool v) { b = (_Bool) ((int) b | (int) v); }
void xor (_Bool v) { b ^= v; }
