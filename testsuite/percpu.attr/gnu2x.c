/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Per-CPU variables are available with -std=gnu2x, and -pedantic causes no
   diagnostic about them.  */
/* { dg-additional-options "-std=gnu2x -pedantic-errors -Wall -Wextra" } */

#include "standard.h"
