/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loads, stores and operators on 8 bits: parts.h has the functions and the
   expected bodies.  */
/* { dg-expected-bodies "parts.h" { S b MASK 255 ABOVE 24 BITS 56 ZERO {andi	[ast][0-9]+, [ast][0-9]+, 255} } } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {, tp$} 34 } } */

#define TYPE char
#include "parts.h"
