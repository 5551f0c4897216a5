/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* In a module of Linux the checks of hardened code are those of the function in
   percpu/linux.h, which is static.  */
/* { dg-require arch x86-64 } */
/* { dg-options "-O2 -mcmodel=kernel -fno-pic -fno-pie -mno-sse -D__KERNEL__ -fplugin-arg-percpu-hardened=warn" } */
/* { dg-final { scan-assembler-times {call\t__percpu_hardened} 2 } } */
/* { dg-final { scan-assembler {\n__percpu_hardened:} } } */
/* { dg-final { scan-assembler-not {\.globl\t__percpu_hardened} } } */

extern void report (__UINTPTR_TYPE__, const char *, unsigned int);

static __attribute__ ((noinline)) void
__percpu_hardened (__UINTPTR_TYPE__ address, const char *what,
		   unsigned int flags)
{
  report (address, what, flags);
}

static __attribute__ ((percpu)) unsigned long x;

unsigned long
f (unsigned long __percpu *p)
{
  x++;
  return (*__builtin_percpu_translate (&x, __builtin_percpu_displacement ())
	  + *__builtin_percpu_translate (p, 4096));
}
