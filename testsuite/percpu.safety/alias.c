/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A plain alias would be a plain name of the fake symbol.  A per-CPU alias is
   another name of the variable.  */

static __attribute__ ((percpu)) int x = 3;
extern int y __attribute__ ((alias ("x")));	/* { dg-error "plain alias 'y' of per-CPU variable 'x'" } */
extern __attribute__ ((percpu)) int z __attribute__ ((alias ("x")));

int f (void) { x++; return y + z; }
