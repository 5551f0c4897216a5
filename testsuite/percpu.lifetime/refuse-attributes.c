/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Attributes that do not fit the entity that they are applied to.  */

#include "lifetime.h"

int variable __attribute__ ((percpu_role ("free")));
/* { dg-error "attribute 'percpu_role' applies only to functions" "" { target *-*-* } .-1 } */
void unknown_role (void *) __attribute__ ((percpu_role ("borrow")));
/* { dg-note "possible roles are: guard_enter, guard_leave, allocate, free, autofree, retain, release" "" { target *-*-* } .-1 } */
/* { dg-error "unknown role of function 'unknown_role'" "" { target *-*-* } .-2 } */
void no_string (void *) __attribute__ ((percpu_role (1)));
/* { dg-note "possible roles are: guard_enter, guard_leave, allocate, free, autofree, retain, release" "" { target *-*-* } .-1 } */
/* { dg-error "unknown role of function 'no_string'" "" { target *-*-* } .-2 } */
void returns_nothing (void) __attribute__ ((percpu_role ("allocate")));
/* { dg-error "return type of function 'returns_nothing' does not fit role 'allocate'" "" { target *-*-* } .-1 } */
int returns_integer (void) __attribute__ ((percpu_role ("allocate")));
/* { dg-error "return type of function 'returns_integer' does not fit role 'allocate'" "" { target *-*-* } .-1 } */
int returns_no_guard (void) __attribute__ ((percpu_role ("guard_enter")));
/* { dg-error "return type of function 'returns_no_guard' does not fit role 'guard_enter'" "" { target *-*-* } .-1 } */
void frees_integer (int) __attribute__ ((percpu_role ("free")));
/* { dg-error "the first parameter of function 'frees_integer' with role 'free' is not a pointer" "" { target *-*-* } .-1 } */
void frees_nothing (void) __attribute__ ((percpu_role ("release")));
/* { dg-error "the first parameter of function 'frees_nothing' with role 'release' is not a pointer" "" { target *-*-* } .-1 } */
void leaves_value (struct percpu_guard)
/* { dg-error "the first parameter of function 'leaves_value' with role 'guard_leave' is not a pointer" "" { target *-*-* } .-1 } */
  __attribute__ ((percpu_role ("guard_leave")));

int kept __attribute__ ((percpu_keeps (1)));
/* { dg-warning "'percpu_keeps' attribute only applies to function types .-Wattributes." "" { target *-*-* } .-1 } */
void keeps_integer (int) __attribute__ ((percpu_keeps (1)));
/* { dg-error "argument '1' of attribute 'percpu_keeps' is not the number of a pointer parameter" "" { target *-*-* } .-1 } */
void keeps_zeroth (void *) __attribute__ ((percpu_keeps (0)));
/* { dg-error "argument '0' of attribute 'percpu_keeps' is not the number of a pointer parameter" "" { target *-*-* } .-1 } */
void keeps_second (void *) __attribute__ ((percpu_keeps (2)));
/* { dg-error "argument '2' of attribute 'percpu_keeps' is not the number of a pointer parameter" "" { target *-*-* } .-1 } */
void keeps_string (void *) __attribute__ ((percpu_keeps ("p")));
/* { dg-error "argument '.p.' of attribute 'percpu_keeps' is not the number of a pointer parameter" "" { target *-*-* } .-1 } */
void borrows_third (void *, void *) __attribute__ ((percpu_borrows (1, 3)));
/* { dg-error "argument '3' of attribute 'percpu_borrows' is not the number of a pointer parameter" "" { target *-*-* } .-1 } */
void borrows_negative (void *) __attribute__ ((percpu_borrows (-1)));
/* { dg-error "argument '-1' of attribute 'percpu_borrows' is not the number of a pointer parameter" "" { target *-*-* } .-1 } */

void keeps_both (void *, void *) __attribute__ ((percpu_keeps (1, 2)));
void borrows_both (void *, int, void *)
  __attribute__ ((percpu_borrows (1), percpu_borrows (3)));
void unprototyped () __attribute__ ((percpu_role ("free")));
/* { dg-error "the first parameter of function 'unprototyped' with role 'free' is not a pointer" "" { target *-*-* } .-1 } */
struct stats __percpu *of_array (int)
  __attribute__ ((percpu_role ("allocate")));
