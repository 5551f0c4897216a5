/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Processors of the M profile have no register for the displacement.  */
/* { dg-options "-march=armv7-m -mthumb -mfloat-abi=soft -fplugin-arg-percpu-rmw=plain" } */
/* { dg-error "percpu: an M profile has no register for the displacement; only -fplugin-arg-percpu-model=single is possible" "" { target *-*-* } 0 } */

int x;
