/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Null pointers to per-CPU data in an executable that is not
   position-independent, with the areas of CPUs and with private ones.  */

/* { dg-additional-options "-fno-pie -no-pie" } */

#include "null.c"
