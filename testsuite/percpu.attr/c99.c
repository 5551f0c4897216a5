/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The language is there under -std=c99, and -pedantic has nothing to say
   about it.  */
/* { dg-additional-options "-std=c99 -pedantic-errors -Wall -Wextra" } */

#include "standard.h"
