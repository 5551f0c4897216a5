/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loads, stores and operators on 8 bits: parts.h has the functions and the
   expected bodies.  */
/* { dg-expected-bodies "parts.h" { S b BITS 8 ABOVE 24 TOP 7 EXT ext.w.b MASK {ori	\$r[0-9]+, \$r0, 255} } } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {, \$r21$} 22 } } */

#define TYPE char
#include "parts.h"
