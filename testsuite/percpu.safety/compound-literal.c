/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A compound literal in the per-CPU address space would not be in any area.  */

int __percpu *p = &(int __percpu) { 5 };	/* { dg-error "compound literal in the per-CPU address space" } */
/* { dg-note "define a variable with attribute 'percpu'" "" { target *-*-* } .-1 } */

int f (void) { return (*p)++; }
