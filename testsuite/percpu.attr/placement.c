/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Other attributes that a per-CPU variable may have.  */

static __attribute__ ((percpu, aligned (64))) int lonely;
__attribute__ ((percpu)) _Alignas (128) struct { char c[3]; } wide;
__attribute__ ((percpu, used)) static int kept;
__attribute__ ((percpu, unused)) static int dropped;
__attribute__ ((percpu, weak)) int weak_one = 3;
__attribute__ ((percpu, visibility ("hidden"))) int hidden;
__attribute__ ((percpu)) volatile int device;
__attribute__ ((percpu)) const char text[] = "constant";
typedef long __attribute__ ((percpu, aligned (32))) aligned_type;
static aligned_type by_type;

int
use (int i)
{
  lonely++;
  wide.c[i]++;
  weak_one -= 2;
  hidden <<= 1;
  by_type |= i;
  return device++ + text[i];
}
