/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* -fsanitize=shift passes a number that is wider than a pointer by the address
   of an object of its own, which is no per-CPU address.  So a shift by which a
   wide per-CPU object is updated is refused once, for the reason that it has
   without the option.

   { dg-require int128 }
   { dg-additional-options "-fsanitize=undefined" } */

static __attribute__ ((percpu)) __int128 wide, array[4];

void
whole (int n)
{
  wide <<= n;	/* { dg-error "no CPU-local operation that updates per-CPU data of type '__int128'" } */
/* { dg-note "<under a guard, update '.percpu_borrow \\(g, &wide\\)'//update 'percpu_raw \\(wide\\)'>" "" { target *-*-* } .-1 } */
}

void
element (int n, int i)
{
  array[i & 3] >>= n;	/* { dg-error "no CPU-local operation that updates per-CPU data of type '__int128'" } */
/* { dg-note "<under a guard, update//update 'percpu_raw>" "" { target *-*-* } .-1 } */
}
