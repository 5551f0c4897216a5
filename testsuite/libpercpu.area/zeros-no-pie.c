/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Variables that begin with zero, compiled and linked with -fno-pie
   -no-pie.  */

/* { dg-do run } */
/* { dg-options "-fno-pie -no-pie" } */

#include "zeros.c"
