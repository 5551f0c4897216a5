/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Null pointers to per-CPU data, without restartable sequences, in an
   executable that is not position-independent.  */

/* { dg-options "-fno-pie -no-pie" } */

#include "null.c"
