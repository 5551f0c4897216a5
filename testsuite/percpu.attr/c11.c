/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Per-CPU variables are available with -std=c11, and -pedantic causes no
   diagnostic about them.  */
/* { dg-additional-options "-std=c11 -pedantic-errors -Wall -Wextra" } */

#include "standard.h"
