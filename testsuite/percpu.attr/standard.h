/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Code that every C standard allows, for c99.c and similar tests.  */

extern __attribute__ ((__percpu__)) int declared;
__attribute__ ((percpu)) int declared;
__attribute__ ((percpu)) int declared;
static int __percpu tentative;
static int __percpu tentative;
extern __attribute__ ((percpu)) int unsized[];
__attribute__ ((percpu)) int unsized[4] = { 1 };
static __attribute__ ((percpu)) long hits = 1;
static __attribute__ ((percpu)) struct { int n; int a[2]; } st = { 1, { 2 } };

long
use (int __percpu *p, int n)
{
  hits += 5;
  hits++;
  st.a[n] -= n;
  *p ^= 3;
  declared |= 1;
  tentative = unsized[n];
  return hits--;
}
