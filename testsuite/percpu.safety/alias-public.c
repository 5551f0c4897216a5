/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A plain alias of a public per-CPU variable is refused like one of a static
   variable.  */

__attribute__ ((percpu)) int x = 3;
extern int y __attribute__ ((alias ("x")));	/* { dg-error "plain alias 'y' of per-CPU variable 'x'" } */
