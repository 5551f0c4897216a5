/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loads, stores and operators on 16 bits: parts.h has the functions and the
   expected bodies.  */
/* { dg-expected-bodies "parts.h" { S h BITS 16 ABOVE 16 TOP 15 EXT ext.w.h MASK {lu12i.w	\$r[0-9]+, 15\nori	\$r[0-9]+, \$r[0-9]+, 4095} } } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {, \$r21$} 22 } } */

#define TYPE short
#include "parts.h"
