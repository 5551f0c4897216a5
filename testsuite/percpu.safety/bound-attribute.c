/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The attribute percpu_bound is for functions and has no arguments.  */

int variable __attribute__ ((percpu_bound)); /* { dg-error "attribute 'percpu_bound' applies only to functions" } */
typedef void function (void) __attribute__ ((percpu_bound)); /* { dg-error "attribute 'percpu_bound' applies only to functions" } */
void (*pointer) (void) __attribute__ ((percpu_bound)); /* { dg-error "attribute 'percpu_bound' applies only to functions" } */
void arguments (void) __attribute__ ((percpu_bound (1))); /* { dg-error "wrong number of arguments specified for 'percpu_bound' attribute" } */
void parameter (int v __attribute__ ((percpu_bound))); /* { dg-error "attribute 'percpu_bound' applies only to functions" } */
struct s { int n; } __attribute__ ((percpu_bound)); /* { dg-error "attribute 'percpu_bound' applies only to functions" } */
void right (void) __attribute__ ((percpu_bound));
