/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Per-CPU variables are available with -std=gnu90, and -pedantic causes no
   diagnostic about them.  */
/* { dg-additional-options "-std=gnu90 -pedantic-errors -Wall -Wextra" } */

#include "standard.h"
