/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loads, stores and operators on 32 bits: operators.h has the functions and the
   expected bodies.  */
/* { dg-expected-bodies "operators.h" { SUFFIX l LOAD movl } } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {%gs:[xu]\(%rip\)} 28 } } */
/* { dg-final { scan-assembler-times {\m[xu]\(%rip\)} 28 } } */

#define TYPE int
#include "operators.h"
