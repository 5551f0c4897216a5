/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Guards in a static executable, alone and nested.  */

/* { dg-additional-options "-pthread -static" } */

#include "guard-exits.c"
