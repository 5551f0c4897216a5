/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Variables that begin with zero, compiled and linked with -fuse-ld=lld.  */

/* { dg-do run } */
/* { dg-require program ld.lld } */
/* { dg-options "-fuse-ld=lld" } */

#include "zeros.c"
