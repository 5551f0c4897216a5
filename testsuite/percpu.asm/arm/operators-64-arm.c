/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loads, stores and operators on 64 bits in ARM code: pairs.h has the
   functions and the expected bodies.  */
/* { dg-additional-options "-marm" } */
/* { dg-expected-bodies "pairs.h" } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {\mmrc\tp15, 0, [a-z0-9]+, c13, c0, 4$} 30 } } */

#include "pairs.h"
