/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loads, stores and operators on 64 bits: words.h has the functions and the
   expected bodies.  */
/* { dg-expected-bodies "words.h" { S d W "" EXT "..." } } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {, tp$} 43 } } */

#define TYPE long
#include "words.h"
