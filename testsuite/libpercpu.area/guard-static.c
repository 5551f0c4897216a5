/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Guards in a static executable.  */

/* { dg-options "-static -pthread" } */

#include "guard.c"
