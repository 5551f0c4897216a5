/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Per-CPU variables are available with -std=c99, and -pedantic causes no
   diagnostic about them.  */
/* { dg-additional-options "-std=c99 -pedantic-errors -Wall -Wextra" } */

#include "standard.h"
