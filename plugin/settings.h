/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The options of the plugin, and properties of the compilation that follow
   from them and from GCC's own options (settings.cc).  */

#ifndef PERCPU_SETTINGS_H
#define PERCPU_SETTINGS_H

#include "gcc-headers.h"

enum pcpu_model { PCPU_MODEL_REGISTER, PCPU_MODEL_RSEQ, PCPU_MODEL_SINGLE };
enum pcpu_abi { PCPU_ABI_HOSTED, PCPU_ABI_FREESTANDING, PCPU_ABI_LINUX };
enum pcpu_hardened
{
  PCPU_HARDENED_OFF,
  PCPU_HARDENED_WARN,
  PCPU_HARDENED_TRAP
};

/* The guarantee that an operation gives when it modifies an instance.  */
enum pcpu_rmw
{
  PCPU_RMW_INDIVISIBLE,	/* no code on the same CPU can interrupt it  */
  PCPU_RMW_PLAIN	/* none: it may be a load and a store  */
};

struct pcpu_base;

struct pcpu_options
{
  enum pcpu_model model;
  enum pcpu_abi abi;
  enum pcpu_hardened hardened;
  enum pcpu_rmw rmw;

  /* The register with the displacement of this CPU's area
     (targets/target.h).  */
  const struct pcpu_base *base;
};

extern struct pcpu_options pcpu_options;

/* Deliberate omissions, for the tests of the checks that lowering is complete
   (check.cc).  The lowering leaves the given thing unlowered, once in a unit;
   the values PCPU_LEAVE_CHECK_* disable a check.  */
enum pcpu_leave
{
  PCPU_LEAVE_LOAD,
  PCPU_LEAVE_STORE,
  PCPU_LEAVE_OPERATION,		/* the call of an operation node  */
  PCPU_LEAVE_ADDRESS,		/* of a variable  */
  PCPU_LEAVE_COPY,		/* of a structure of variable size  */
  PCPU_LEAVE_ARGUMENT,		/* a structure that is passed  */
  PCPU_LEAVE_RESULT,		/* a structure that a function returns  */
  PCPU_LEAVE_ASM,		/* an operand  */
  PCPU_LEAVE_TRANSLATION,	/* of a per-CPU address to that of an
				   instance  */
  PCPU_LEAVE_CHECK_LOWERED,
  PCPU_LEAVE_CHECK_EARLY,
  PCPU_LEAVE_CHECK_LATE,
  PCPU_LEAVE_COUNT
};

/* Request the omission KIND.  */
extern void pcpu_set_left (enum pcpu_leave kind);

/* Return true if the omission KIND was requested.  */
extern bool pcpu_left_p (enum pcpu_leave kind);

/* Return true in the first call for a requested KIND, and false in later
   ones.  */
extern bool pcpu_leave_once (enum pcpu_leave kind);

/* Return true if the code may become part of a shared object, as well as of an
   executable.  Then the per-CPU address of a variable is its address plus the
   bias of its image.  */
extern bool pcpu_biased_p (void);

/* Return true in the C compiler proper, false in lto1 and in other front
   ends.  */
extern bool pcpu_c_front_end_p (void);

#endif /* PERCPU_SETTINGS_H */
