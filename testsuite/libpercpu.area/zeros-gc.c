/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Variables that begin with zero, compiled and linked with -ffunction-sections
   -fdata-sections -Wl,--gc-sections.  */

/* { dg-do run } */
/* { dg-options "-ffunction-sections -fdata-sections -Wl,--gc-sections" } */

#include "zeros.c"
