/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A static executable that can be loaded at any address, possibly above the
   areas' usual place.  (glibc 2.36 cannot start one that has a run path.)  */

/* { dg-do run } */
/* { dg-options "-fPIE -static-pie" } */

#include "remote.c"
