/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An executable at a fixed address.  */

/* { dg-do run } */
/* { dg-options "-fno-pie -no-pie" } */

#include "remote.c"
