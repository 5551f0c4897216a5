/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Variables that begin with zero, compiled and linked with -fPIC.  */

/* { dg-do run } */
/* { dg-options "-fPIC" } */

#include "zeros.c"
