/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Variables that begin with zero, compiled and linked with -fuse-ld=gold.  */

/* { dg-do run } */
/* { dg-require program ld.gold } */
/* { dg-options "-fuse-ld=gold" } */

#include "zeros.c"
