/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loads, stores and operators on 16 bits: parts.h has the functions and the
   expected bodies.  */
/* { dg-expected-bodies "parts.h" { S h MASK 65535 ABOVE 16 BITS 48 ZERO {slli	[ast][0-9]+, [ast][0-9]+, 48\n\s*srli	[ast][0-9]+, [ast][0-9]+, 48} } } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {, tp$} 34 } } */

#define TYPE short
#include "parts.h"
