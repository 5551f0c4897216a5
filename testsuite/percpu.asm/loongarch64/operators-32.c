/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loads, stores and operators on 32 bits: words.h has the functions and the
   expected bodies.  */
/* { dg-expected-bodies "words.h" { S w } } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {, \$r21$} 31 } } */

#define TYPE int
#include "words.h"
