/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Critical sections, for guard.cc: functions whose body is eight sections, so
   that the loop around them is negligible.  Each section adds 1 to two
   words.  */

#ifndef GUARD_H
#define GUARD_H 1

#include "increment.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SECTIONS = 8 };

struct guard_way
{
  const char *name;
  way_loop *loop;
  /* Return the two words, summed over all CPUs.  */
  unsigned long (*first) (void);
  unsigned long (*second) (void);
};

extern const struct guard_way guard_ways[];
extern const unsigned int guard_ways_nr;

/* Returns: the name of the mode (percpu_mode_name).  */
extern const char *guard_about (void);

#ifdef __cplusplus
}
#endif

#endif /* GUARD_H */
