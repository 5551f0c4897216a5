/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The section makes a variable per-CPU, so no other section can be chosen.  */

static __attribute__ ((section (".data.mine"), percpu)) int a;
/* { dg-error "section of 'a' conflicts with attribute 'percpu'" "" { target *-*-* } .-1 } */
static __attribute__ ((percpu, section (".data.mine"))) int b;
/* { dg-error "section of 'b' conflicts" "" { target *-*-* } .-1 } */
