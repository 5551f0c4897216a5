/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The language is there under -std=gnu2x, and -pedantic has nothing to say
   about it.  */
/* { dg-additional-options "-std=gnu2x -pedantic-errors -Wall -Wextra" } */

#include "standard.h"
