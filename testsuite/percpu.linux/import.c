// SPDX-License-Identifier: GPL-2.0 OR MIT
// SPDX-FileCopyrightText: The percpu authors

/* The variables of another module.  */

/* linux-needs: export.c */

#include "board.h"
#include <percpu/linux.h>

extern __attribute__ ((percpu)) unsigned long percpu_exported;
DECLARE_PER_CPU (unsigned int [2], percpu_exported_array);

static int test (void)
{
	percpu_exported += 2;
	CHECK (percpu_sum (percpu_exported) == 40 * num_possible_cpus () + 2);
	percpu_exported -= 2;
	percpu_exported_array[1]++;
	CHECK (percpu_sum (percpu_exported_array[1])
	       == 2 * num_possible_cpus () + 1);
	percpu_exported_array[1]--;
	return 0;
}

BOARD_MODULE;
