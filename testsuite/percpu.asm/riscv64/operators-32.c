/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loads, stores and operators on 32 bits: words.h has the functions and the
   expected bodies.  */
/* { dg-expected-bodies "words.h" { S w W "w" EXT "sext.w	[ast][0-9]+, [ast][0-9]+" } } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {, tp$} 43 } } */

#define TYPE int
#include "words.h"
