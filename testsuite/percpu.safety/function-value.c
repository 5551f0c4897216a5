/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A function returns a value, not a per-CPU object, so the qualifier is an
   error there.  Since C11 a function type has no such qualifier: the compiler
   drops it, as it drops `const', before the plugin sees it.

   { dg-options "-std=gnu90" } */

int __percpu f (void);
/* { dg-error "'__percpu' specified for the value of function 'f'" "" { target *-*-* } .-1 } */
/* { dg-note "a value is not a per-CPU object" "" { target *-*-* } .-2 } */
