/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Variables that begin with zero, compiled and linked with -fPIE
   -static-pie.  */

/* { dg-do run } */
/* { dg-options "-fPIE -static-pie" } */

#include "zeros.c"
