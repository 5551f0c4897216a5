/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A module must not have its variables in another section, which the kernel
   does not find.  */
/* { dg-require arch x86-64 } */
/* { dg-options "-mcmodel=kernel -fno-pic -fno-pie -mno-sse -D__KERNEL__ -DMODULE -fplugin-arg-percpu-abi=freestanding" } */
/* { dg-error "a Linux kernel module needs '-fplugin-arg-percpu-abi=linux'" "" { target *-*-* } 0 } */
/* { dg-note "does not find the variables in another section" "" { target *-*-* } 0 } */
