/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loads, stores and operators on 64 bits: operators.h has the functions and the
   expected bodies.  */
/* { dg-expected-bodies "operators.h" { SUFFIX q LOAD movq } } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {%gs:[xu]\(%rip\)} 28 } } */
/* { dg-final { scan-assembler-times {\m[xu]\(%rip\)} 28 } } */

#define TYPE long
#include "operators.h"
