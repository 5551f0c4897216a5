/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The exclusive accesses of all sizes came with ARMv6K.  */
/* { dg-options "-march=armv5te -marm -mfloat-abi=soft" } */
/* { dg-error "percpu: operations need the exclusive accesses of ARMv6K or ARMv7-A in -march, or -fplugin-arg-percpu-rmw=plain" "" { target *-*-* } 0 } */

int x;
