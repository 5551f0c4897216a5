/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The same of variables that no function uses.

   { dg-options "-fopenmp" } */

static __attribute__ ((percpu)) int x;	/* { dg-error "'x' cannot be both per-CPU and thread-local" } */
__attribute__ ((percpu)) long y = 2;	/* { dg-error "'y' cannot be both per-CPU and thread-local" } */
#pragma omp threadprivate (x, y)
