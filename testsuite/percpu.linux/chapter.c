// SPDX-License-Identifier: GPL-2.0 OR MIT
// SPDX-FileCopyrightText: The percpu authors

/* The examples of the manual's chapter "Linux modules".  */

#include "board.h"
#include <linux/module.h>
#include <linux/percpu.h>

struct device_like {
	u64 __percpu *stats;
};

DECLARE_PER_CPU (u64, both);
DEFINE_PER_CPU (u64, both);

#include <percpu/linux.h>

struct stats {
	u64 packets, bytes;
	u32 longest;
};

static __attribute__ ((percpu)) struct stats total;

static void account (struct stats __percpu *link, u32 length)
{
	total.packets++;
	total.bytes += length;
	link->packets++;
	percpu_max (link->longest, length);
}

#define THREADS 4
#define ROUNDS 20000u

static struct stats __percpu *sections;
static struct device_like device;

static noinline void account_all (struct stats __percpu *link, u64 packets,
				  u64 bytes)
{
	percpu_guarded (g) {
		struct stats *mine = percpu_borrow (g, link);

		mine->packets += packets;
		mine->bytes += bytes;
	}
}

static noinline u64 bridges (struct device_like *device)
{
	u64 __percpu *p;

	percpu_kernel (both)++;
	p = percpu_from_kernel (device->stats);
	device->stats = percpu_to_kernel (p);
	(*p)++;
	return percpu_sum (*p);
}

static void count (void *argument)
{
	struct stats __percpu *link = *(struct stats __percpu **) argument;
	u32 i;

	for (i = 0; i < ROUNDS; i++) {
		account (link, i);
		account_all (sections, 2, i);
		if (i % 1024 == 0)
			cond_resched ();
	}
}

static int check (struct stats __percpu *link, u64 __percpu *p)
{
	u64 n = THREADS * ROUNDS, bytes = n * (ROUNDS - 1) / 2;
	u32 longest = 0;

	CHECK (link && sections && p);
	CHECK (!board_run_threads (THREADS, count, &link));
	CHECK (percpu_sum (total.packets) == n);
	CHECK (percpu_sum (total.bytes) == bytes);
	CHECK (percpu_sum (link->packets) == n);
	percpu_foreach (cpu)
		longest = max (longest, percpu_ptr (link, cpu)->longest);
	CHECK (longest == ROUNDS - 1);
	CHECK (percpu_sum (sections->packets) == 2 * n);
	CHECK (percpu_sum (sections->bytes) == bytes);

	device.stats = percpu_to_kernel (p);
	CHECK (bridges (&device) == 1);
	CHECK (device.stats == percpu_to_kernel (p));
	CHECK (percpu_sum (percpu_kernel (both)) == 1);
	return 0;
}

static int test (void)
{
	struct stats __percpu *link = alloc_percpu (struct stats);
	u64 __percpu *p = alloc_percpu (u64);
	int failed;

	sections = alloc_percpu (struct stats);
	failed = check (link, p);
	free_percpu (sections);
	free_percpu (p);
	free_percpu (link);
	return failed;
}

BOARD_MODULE;
