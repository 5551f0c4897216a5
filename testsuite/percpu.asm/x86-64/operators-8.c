/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loads, stores and operators on 8 bits: operators.h has the functions and the
   expected bodies.  */
/* { dg-expected-bodies "operators.h" { SUFFIX b LOAD movzbl } } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {%gs:[xu]\(%rip\)} 28 } } */
/* { dg-final { scan-assembler-times {\m[xu]\(%rip\)} 28 } } */

#define TYPE char
#include "operators.h"
