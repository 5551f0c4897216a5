/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Atomic instructions need aligned operands: what a packed structure misplaces
   takes more than one instruction, and the compiler says so.  */

struct __attribute__ ((packed)) packet { char type; long length; char flags; };
__attribute__ ((percpu)) struct packet packet;

void f (void) { packet.flags++; }
void g (void) { packet.length += 5; }	/* { dg-warning "takes more than one instruction" } */

/* { dg-final { scan-assembler-times {lr\.w} 1 } }
   { dg-final { scan-assembler-not {amoadd} } } */
