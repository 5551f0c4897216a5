/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Lists in a static executable.  */

/* { dg-additional-options "-pthread -static" } */

#include "list.c"
