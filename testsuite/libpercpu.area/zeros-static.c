/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Variables that begin with zero, compiled and linked with -static.  */

/* { dg-do run } */
/* { dg-options "-static" } */

#include "zeros.c"
