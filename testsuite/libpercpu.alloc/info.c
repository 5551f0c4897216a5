/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* percpu_address_info: the CPU, the object and the owner of an address.
   percpu_stats: the numbers for dynamic objects.  */

#include "../lib/check.h"
#include <percpu.h>
#include <stdint.h>

static __attribute__ ((percpu)) int variable[5];
static int plain;

int
main (void)
{
  unsigned int cpu = percpu_cpu_next (0);
  char __percpu *p = percpu_alloc_bytes (100, 8);
  char __percpu *big = percpu_alloc_bytes (10000, 8);
  struct percpu_address_info info;
  struct percpu_stats stats;

  if (!p || !big)
    return 1;
  CHECK (percpu_address_info (&plain, &info) == PERCPU_EADDRESS
	 && info.kind == PERCPU_ADDRESS_NONE, "a plain variable: %s",
	 percpu_strerror (PERCPU_EADDRESS));
  CHECK (percpu_pointer_info ((int __percpu *) NULL, &info)
	 == PERCPU_EADDRESS, "nothing");

  CHECK (percpu_address_info (percpu_ptr (&variable[3], cpu), &info) == 0,
	 "an instance");
  CHECK (info.kind == PERCPU_ADDRESS_VARIABLE && info.cpu == cpu
	 && info.address == (uintptr_t) &variable[3]
	 && info.start <= info.address
	 && info.address - info.start < info.size
	 && info.section != 0, "of a variable");
  CHECK (percpu_pointer_info (&variable[3], &info) == 0
	 && info.kind == PERCPU_ADDRESS_VARIABLE
	 && info.cpu == PERCPU_NO_CPU
	 && info.address == (uintptr_t) &variable[3], "its per-CPU address");

  percpu_foreach (i)
    CHECK (percpu_address_info (percpu_ptr (p + 99, i), &info) == 0
	   && info.kind == PERCPU_ADDRESS_DYNAMIC && info.cpu == i
	   && info.address == (uintptr_t) (p + 99)
	   && info.start == (uintptr_t) p && info.size >= 100
	   && info.size < 200, "an object's instance on CPU %u", i);
  CHECK (percpu_pointer_info (big + 9999, &info) == 0
	 && info.kind == PERCPU_ADDRESS_DYNAMIC && info.cpu == PERCPU_NO_CPU
	 && info.start == (uintptr_t) big && info.size >= 10000,
	 "an object's per-CPU address");

  percpu_stats_get (&stats, sizeof stats);
  CHECK (stats.objects == 2 && stats.objects_size >= 10100
	 && stats.objects_size < 13000, "two objects, %zu bytes",
	 stats.objects_size);
  CHECK (stats.dynamic_free < stats.dynamic_size
	 && stats.dynamic_largest <= stats.dynamic_free
	 && stats.dynamic_size <= stats.dynamic_limit, "%zu of %zu bytes free",
	 stats.dynamic_free, stats.dynamic_size);
  percpu_free (big);
  percpu_free (p);
#pragma percpu free off
  CHECK (percpu_pointer_info (p, &info) == PERCPU_EADDRESS
	 && info.kind == PERCPU_ADDRESS_NONE, "a freed one is nothing");
  percpu_stats_get (&stats, sizeof stats);
  CHECK (stats.objects == 0 && stats.objects_size == 0, "none is left");
  percpu_stats ();
  return 0;
}
