/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Null pointers to per-CPU data in a static executable, with
   the areas of CPUs and with private ones.  */

/* { dg-additional-options "-static -fno-pie" } */

#include "null.c"
