/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A value is on no CPU: the qualifier does not fit what a function returns.  */

int __percpu f (void);
/* { dg-error "'__percpu' specified for the value of function 'f'" "" { target *-*-* } .-1 } */
/* { dg-note "." "" { target *-*-* } .-2 } */
