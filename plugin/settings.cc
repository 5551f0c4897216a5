/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The values of the options, and properties that follow from them.
   arguments.cc parses the command line.  */

#include "settings.h"

struct pcpu_options pcpu_options
  = { PCPU_MODEL_REGISTER, PCPU_ABI_HOSTED, PCPU_HARDENED_OFF,
      PCPU_RMW_INDIVISIBLE, NULL };

bool
pcpu_c_front_end_p (void)
{
  return (strncmp (lang_hooks.name, "GNU C", 5) == 0
	  && lang_hooks.name[5] != '+');
}

bool
pcpu_biased_p (void)
{
  return (pcpu_options.abi == PCPU_ABI_HOSTED
	  && pcpu_options.model != PCPU_MODEL_SINGLE
	  && flag_pic && !flag_pie);
}

/* The omissions that tests request.  */

static bool left[PCPU_LEAVE_COUNT];

void
pcpu_set_left (enum pcpu_leave kind)
{
  left[kind] = true;
}

bool
pcpu_left_p (enum pcpu_leave kind)
{
  return left[kind];
}

bool
pcpu_leave_once (enum pcpu_leave kind)
{
  bool leave = left[kind];
  left[kind] = false;
  return leave;
}
