/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A transaction that is undone does not undo an operation on a per-CPU
   variable; one that cannot be undone may have it.

   { dg-options "-fgnu-tm" } */

static __attribute__ ((percpu)) int x;

void
atomic (void)
{
  __transaction_atomic { x++; }	/* { dg-error "'asm' not allowed in atomic transaction" } */
}

void
relaxed (void)
{
  __transaction_relaxed { x++; }
}

__attribute__ ((transaction_safe)) int
safe (void)
{
  return ++x;	/* { dg-error "'asm' not allowed in 'transaction_safe' function" } */
}
