/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Atomic instructions need aligned operands: an update of a misaligned member
   of a packed structure takes more than one instruction, and the compiler warns
   about it.  */

struct __attribute__ ((packed)) packet { char type; long length; char flags; };
__attribute__ ((percpu)) struct packet packet;

void f (void) { packet.flags++; }
void g (void) { packet.length += 5; }	/* { dg-warning "takes more than one instruction" } */

/* { dg-final { scan-assembler-times {ldxrb} 1 } }
   { dg-final { scan-assembler-not {ldxr\t} } } */
