/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Preprocessed source gives the same code: -save-temps and compiler caches
   preprocess in one run and compile in another.  */
/* { dg-options "-save-temps" } */

#include <percpu.h>

static __attribute__ ((percpu)) unsigned long hits;

unsigned long __percpu *
hit (void)
{
  hits += 5;
  return &hits;
}
