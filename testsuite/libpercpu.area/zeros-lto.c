/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Variables that begin with zero, compiled and linked with -flto.  */

/* { dg-do run } */
/* { dg-options "-flto" } */

#include "zeros.c"
