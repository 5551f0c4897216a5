/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loads, stores and operators on 8 bits in ARM code: words.h has the
   functions and the expected bodies.  */
/* { dg-additional-options "-marm" } */
/* { dg-expected-bodies "words.h" { S {b} SXT {sxtb	[a-z0-9]+, [a-z0-9]+\n} UXT {uxtb	[a-z0-9]+, [a-z0-9]+\n} } } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {\mmrc\tp15, 0, [a-z0-9]+, c13, c0, 4$} 39 } } */

#define TYPE char
#include "words.h"
