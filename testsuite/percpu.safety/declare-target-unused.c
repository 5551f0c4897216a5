/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The same of variables that no function uses.

   { dg-options "-fopenmp -fopenacc" } */

static __attribute__ ((percpu)) int x;	/* { dg-error "per-CPU variable 'x' cannot be on another device" } */
#pragma omp declare target (x)
__attribute__ ((percpu)) int y;	/* { dg-error "per-CPU variable 'y' cannot be on another device" } */
#pragma acc declare device_resident (y)
