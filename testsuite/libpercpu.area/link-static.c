/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A static executable.  */

/* { dg-do run } */
/* { dg-options "-static" } */

#include "remote.c"
