/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* What the plugin was told to do, and what follows from that and from GCC's own
   options (settings.cc).  */

#ifndef PERCPU_SETTINGS_H
#define PERCPU_SETTINGS_H

#include "gcc-headers.h"

enum pcpu_model { PCPU_MODEL_REGISTER, PCPU_MODEL_RSEQ, PCPU_MODEL_SINGLE };
enum pcpu_abi { PCPU_ABI_HOSTED, PCPU_ABI_FREESTANDING };
enum pcpu_hardened
{
  PCPU_HARDENED_OFF,
  PCPU_HARDENED_WARN,
  PCPU_HARDENED_TRAP
};

struct pcpu_options
{
  enum pcpu_model model;
  enum pcpu_abi abi;
  enum pcpu_hardened hardened;
};

extern struct pcpu_options pcpu_options;

/* For the tests of the checks that nothing is left (check.cc): what is left
   unlowered, once in a unit, and which of the checks are left out.  */
enum pcpu_leave
{
  PCPU_LEAVE_LOAD,
  PCPU_LEAVE_STORE,
  PCPU_LEAVE_OPERATION,		/* the call that stands for one  */
  PCPU_LEAVE_ADDRESS,		/* of a variable  */
  PCPU_LEAVE_COPY,		/* of a structure of variable size  */
  PCPU_LEAVE_ARGUMENT,		/* a structure that is passed  */
  PCPU_LEAVE_RESULT,		/* a structure that a function returns  */
  PCPU_LEAVE_ASM,		/* an operand  */
  PCPU_LEAVE_TRANSLATION,	/* of an address to that of an instance  */
  PCPU_LEAVE_CHECK_LOWERED,
  PCPU_LEAVE_CHECK_EARLY,
  PCPU_LEAVE_CHECK_LATE,
  PCPU_LEAVE_COUNT
};

/* Ask for KIND.  */
extern void pcpu_set_left (enum pcpu_leave kind);

/* True if the option asks for KIND.  */
extern bool pcpu_left_p (enum pcpu_leave kind);

/* The same, but true only once in a unit: where KIND is left.  */
extern bool pcpu_leave_once (enum pcpu_leave kind);

/* The code may be part of a shared object, or of an executable: the per-CPU
   address of a variable is its address plus the bias of its image.  */
extern bool pcpu_biased_p (void);

/* True in the C compiler proper; false in lto1 and under other front
   ends.  */
extern bool pcpu_c_front_end_p (void);

#endif /* PERCPU_SETTINGS_H */
