/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The language is there under -std=c11, and -pedantic has nothing to say
   about it.  */
/* { dg-additional-options "-std=c11 -pedantic-errors -Wall -Wextra" } */

#include "standard.h"
