/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The language is there under -std=gnu90, and -pedantic has nothing to say
   about it.  */
/* { dg-additional-options "-std=gnu90 -pedantic-errors -Wall -Wextra" } */

#include "standard.h"
