/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Null pointers to per-CPU data, without restartable sequences, in a
   static position-independent executable.  */

/* { dg-options "-fPIE -static-pie" } */

#include "null.c"
