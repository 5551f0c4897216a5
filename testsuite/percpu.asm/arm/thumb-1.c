/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Thumb-1 code has no exclusive accesses, and cannot read the register.  */
/* { dg-options "-march=armv6 -mthumb -mfloat-abi=soft" } */
/* { dg-error "percpu: Thumb-1 code is not supported" "" { target *-*-* } 0 } */

int x;
