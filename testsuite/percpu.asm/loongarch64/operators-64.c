/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loads, stores and operators on 64 bits: words.h has the functions and the
   expected bodies.  */
/* { dg-expected-bodies "words.h" { S d } } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {, \$r21$} 31 } } */

#define TYPE long
#include "words.h"
