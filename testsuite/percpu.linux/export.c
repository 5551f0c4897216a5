// SPDX-License-Identifier: GPL-2.0 OR MIT
// SPDX-FileCopyrightText: The percpu authors

/* EXPORT_SYMBOL takes per-CPU variables.  import.c uses these.  */

#include "board.h"
#include <percpu/linux.h>

__attribute__ ((percpu)) unsigned long percpu_exported = 40;
EXPORT_SYMBOL (percpu_exported);
DEFINE_PER_CPU (unsigned int [2], percpu_exported_array) = { 1, 2 };
EXPORT_PER_CPU_SYMBOL_GPL (percpu_exported_array);

static int test (void)
{
	CHECK (percpu_sum (percpu_exported) == 40 * num_possible_cpus ());
	return 0;
}

BOARD_MODULE;
