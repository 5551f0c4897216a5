/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The common type of qualified operands has their qualifiers.  A value has no
   qualifier, whichever temporary object the compiler keeps it in.  */

__attribute__ ((percpu)) volatile float vx, vy;
__attribute__ ((percpu)) const float cx = 1, cy = 2;
struct pair { long a, b, c; };
__attribute__ ((percpu)) struct pair p, q;

double f (int c) { return c ? vx : vy; }
double g (int c) { return c ? 1.0 : (c ? cx : cy); }
long h (int c) { return (c ? p : q).b; }	/* { dg-warning "more than one instruction" } */
