/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A value is on no CPU: the qualifier does not fit what a function returns.
   Since C11 a function type has no such qualifier in the first place, and the
   compiler drops it, as it drops `const', before anybody can look.

   { dg-options "-std=gnu90" } */

int __percpu f (void);
/* { dg-error "'__percpu' specified for the value of function 'f'" "" { target *-*-* } .-1 } */
/* { dg-note "a value is not a per-CPU object" "" { target *-*-* } .-2 } */
