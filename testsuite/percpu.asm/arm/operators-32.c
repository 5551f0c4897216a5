/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loads, stores and operators on 32 bits in Thumb code: words.h has the
   functions and the expected bodies.  */
/* { dg-additional-options "-mthumb" } */
/* { dg-expected-bodies "words.h" { S {} SXT {} UXT {} } } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {\mmrc\tp15, 0, [a-z0-9]+, c13, c0, 4$} 39 } } */

#define TYPE int
#include "words.h"
